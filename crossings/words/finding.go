package words

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
)

// A Finding is what a finding says, in words, whichever its question.
type Finding struct {
	Value    string   // the word for the value
	Possible []string // the values that are possible, as codes, the one that the claims support best first
	Words    []string // the same in words
	Certain  bool
	Disputed bool
	Unit     Text   // the group that holds it
	For      string // the traffic, with its direction, if it holds for some only
	Way      string // the direction, if it holds one way and for whom is not said
	Since    string // "since 19 July 2012", or that it stands again
	Attested border.Day
	Text     string // values and doubt in one line
	doubt    string // with what is before it in a line
}

// Line puts the finding on one line. What is said of the value that the claims support best alone, the
// group that holds a side and for whom it is open, stands with it if others are possible.
func (d Finding) Line(l edtf.Language) string {
	list := slices.Clone(d.Words)
	if d.Unit.Text != "" {
		list[0] += " (" + d.Unit.String() + ")"
	}
	list[0] += d.holds(l)
	return Or(l, list) + d.doubt
}

// Parts puts the values on one line as Line does, part by part, for where the unit can be marked with
// its language. Doubt is left out.
func (d Finding) Parts(l edtf.Language) []Text {
	parts := []Text{{Text: d.Words[0]}}
	if d.Unit.Text != "" {
		parts = append(parts, Text{Text: " ("}, d.Unit, Text{Text: ")"})
	}
	others := strings.TrimPrefix(Or(l, d.Words), d.Words[0])
	return append(parts, Text{Text: d.holds(l) + others})
}

// holds says for whom the first value holds. A list of traffic stands in parentheses, or what follows it
// would be read as more of it.
func (d Finding) holds(l edtf.Language) string {
	switch {
	case d.For != "":
		return " (" + Of(l, "for %s", d.For) + ")"
	case d.Way == "":
		return ""
	case len(d.Words) > 1:
		return " (" + d.Way + ")"
	}
	return Of(l, ", ") + d.Way
}

// Describe puts the finding of a segment into words.
func Describe(l edtf.Language, v border.View, s border.Segment) Finding {
	if s.Question == border.QuestionControl {
		return Control(l, v, s.Control(), s.To)
	}
	return StatusFinding(l, s.Status())
}

// Control puts a finding of control into words, as of a day. A party that is possible only because
// nobody said since when it has been there is left out until it exists: a claim of 2004 makes the
// United States possible in 1900 by the rules, and no reader would have it so. Of the zero Day, no
// party is left out.
func Control(l edtf.Language, v border.View, f border.Finding[border.Party], on border.Day) Finding {
	d := describe(l, f, func(p border.Party) string { return Party(l, v, p) }, func(p border.Party) bool { return existed(v, p, on) })
	d.Unit = Unit(l, v, f.Unit())
	return d
}

// existed reports whether a party may have existed on a day. That one ended is no matter: a claim
// says that it left.
func existed(v border.View, p border.Party, on border.Day) bool {
	info, ok := v.Party(p)
	if !ok || on.IsZero() {
		return true
	}
	began, bound := info.From.Earliest()
	return bound != edtf.Dated || !on.Before(began)
}

// StatusFinding puts a finding of status into words.
func StatusFinding(l edtf.Language, f border.Finding[border.Status]) Finding {
	d := describe(l, f, func(s border.Status) string { return Status(l, s) }, func(border.Status) bool { return true })
	d.For = Traffic(l, f.Traffic())
	if way := f.Direction(); way != 0 && d.For != "" {
		d.For += Of(l, ", ") + Name(l, way)
	} else if way != 0 {
		d.Way = Name(l, way)
	}
	return d
}

// Doubt returns how doubtful an answer is: "only possible", "disputed"; "" if it is certain, or
// if it is unknown and undisputed.
func Doubt(l edtf.Language, certain, disputed, unknown bool) string {
	switch {
	case certain:
		return ""
	case disputed:
		return Of(l, "disputed")
	case unknown:
		return ""
	}
	return Of(l, "only possible")
}

func describe[V border.Party | border.Status](l edtf.Language, f border.Finding[V], word func(V) string, existed func(V) bool) Finding {
	d := Finding{Value: word(f.Value), Certain: f.Certain, Disputed: f.Disputed, Since: sinceOrAgain(l, f.Since, f.Attested), Attested: f.Attested}
	keep := func(p V) {
		d.Possible = append(d.Possible, fmt.Sprint(p))
		d.Words = append(d.Words, word(p))
	}
	keep(f.Value)
	for p := range f.Possible() {
		if p != f.Value && existed(p) {
			keep(p)
		}
	}
	if doubt := Doubt(l, d.Certain, d.Disputed, len(d.Words) == 1 && !d.Disputed); doubt != "" {
		d.doubt = Of(l, ", ") + doubt
	}
	d.Text = Or(l, d.Words) + d.doubt
	return d
}

// DerivedValues returns the possible values of a crossing's own status in words, the one that the
// claims support best first.
func DerivedValues(l edtf.Language, s border.DerivedStatus) []string {
	list := []string{Status(l, s.Value)}
	for p := range s.Possible() {
		if p != s.Value {
			list = append(list, Status(l, p))
		}
	}
	return list
}

// Derived puts a crossing's own status into words, the value that the claims support best first.
func Derived(l edtf.Language, s border.DerivedStatus) string {
	list := DerivedValues(l, s)
	text := Or(l, list)
	if doubt := Doubt(l, s.Certain, s.Disputed, s.Value == border.Unknown && len(list) == 1); doubt != "" {
		text += Of(l, ", ") + doubt
	}
	return text
}
