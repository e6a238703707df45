package border

import (
	"fmt"
	"strings"
)

// A Source is who said something and where it was read. The zero Source names
// nobody and is refused in a [Claim].
type Source struct {
	Name     string   // who said it
	Via      []string // who passed it on, in order, ending with the page that was read
	URL      string   // where it was read
	Title    string   // of the page
	Archived string   // address of an archived copy
	Lang     string   // BCP 47 tag of the language of the quote; "" for English
}

// String returns the name and the relays: "Syrian diplomatic sources, via
// Al-Akhbar, North-Press Agency".
func (s Source) String() string {
	if len(s.Via) == 0 {
		return s.Name
	}
	return s.Name + ", via " + strings.Join(s.Via, ", ")
}

// A Grade is a NATO Admiralty grade: how reliable the source is, A to F, and how
// credible what it says, 1 to 6. The zero Grade is ungraded, which is not F6
// ("cannot be judged").
type Grade struct {
	Reliability byte // 'A' (completely reliable) to 'E' (unreliable), 'F' (cannot be judged)
	Credibility byte // '1' (confirmed) to '5' (improbable), '6' (cannot be judged)
}

// ParseGrade reads a grade such as "B2".
func ParseGrade(s string) (Grade, error) {
	if len(s) == 2 && 'A' <= s[0] && s[0] <= 'F' && '1' <= s[1] && s[1] <= '6' {
		return Grade{s[0], s[1]}, nil
	}
	return Grade{}, fmt.Errorf("%q is not a grade: want a letter A to F and a digit 1 to 6, as B2", abridged(s))
}

// IsZero reports whether nothing was graded.
func (g Grade) IsZero() bool { return g == Grade{} }

// String returns the letter and the digit, "" if ungraded.
func (g Grade) String() string {
	if g.IsZero() {
		return ""
	}
	return string([]byte{g.Reliability, g.Credibility})
}

// MarshalText implements [encoding.TextMarshaler]; ungraded is empty.
func (g Grade) MarshalText() ([]byte, error) { return []byte(g.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (g *Grade) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*g = Grade{}
		return nil
	}
	*g, err = ParseGrade(string(text))
	return err
}

// rank orders grades from the best, ungraded last.
func (g Grade) rank() int16 {
	if g.IsZero() {
		return 1<<15 - 1
	}
	return int16(g.Reliability)<<8 | int16(g.Credibility)
}
