package words

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Plain returns a text that somebody wrote as one line in which every character shows: one that would
// begin a line, command a terminal or turn the direction of what follows is written as an escape, as
// \n and \u001b are. So no claim can imitate what the program says itself.
func Plain(text string) string {
	return escaped(text, func(r rune) bool {
		return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
	})
}

// escaped writes those characters of a text that are chosen as escapes, and leaves all other bytes.
func escaped(text string, chosen func(rune) bool) string {
	var b strings.Builder
	for len(text) > 0 {
		i := strings.IndexFunc(text, chosen)
		if i < 0 {
			break
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		b.WriteString(text[:i])
		switch r {
		case '\n':
			b.WriteString(`\n`)
		case '\t':
			b.WriteString(`\t`)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
		text = text[i+size:]
	}
	b.WriteString(text)
	return b.String()
}

// A Terminal is a writer to which no control character comes but ends of lines and tabs: others are
// written as escapes, which in JSON mean the same. Each write must have whole characters.
type Terminal struct{ io.Writer }

// Write writes a text.
func (t Terminal) Write(text []byte) (int, error) {
	commands := func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }
	if bytes.IndexFunc(text, commands) < 0 {
		return t.Writer.Write(text)
	}
	if _, err := io.WriteString(t.Writer, escaped(string(text), commands)); err != nil {
		return 0, err
	}
	return len(text), nil
}

// Raw returns the writer behind a Terminal, for what is not text, or w itself.
func Raw(w io.Writer) io.Writer {
	if t, ok := w.(Terminal); ok {
		return t.Writer
	}
	return w
}
