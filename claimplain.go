package border

import (
	"unicode/utf8"

	"github.com/crossingstatus/border/edtf"
)

// plainlyValid reports whether c is valid, as far as that is quickly seen: if it
// says no, validateFully decides.
func (c *Claim) plainlyValid() bool { return c.isPlain() && c.isUTF8() }

// isPlain is plainlyValid for a claim of which the texts are UTF-8.
func (c *Claim) isPlain() bool {
	const first, last = 'A', 'F'
	return c.Crossing != "" &&
		c.Side-1 < Both && c.Kind-1 < KindAuthorization && c.Modality-1 < Feared &&
		c.Edge <= Seen && c.Direction <= BothWays && c.Traffic>>len(trafficWords[1:]) == 0 &&
		startsPlainly(c.Value) && startsPlainly(c.Source.Name) &&
		c.plainValue() &&
		(c.Grade.IsZero() || first <= c.Grade.Reliability && c.Grade.Reliability <= last && '1' <= c.Grade.Credibility && c.Grade.Credibility <= '6') &&
		c.plainRelays() && c.plainTimes() &&
		len(c.Retracts)+len(c.Denies)+len(c.Repeats) == 0
}

// startsPlainly reports whether a text begins with an ASCII character that is
// not white space.
func startsPlainly(s string) bool { return s != "" && ' ' < s[0] && s[0] < utf8.RuneSelf }

// plainValue reports whether value, unit, traffic and direction go together.
func (c *Claim) plainValue() bool {
	switch c.Kind {
	case KindControl:
		return c.Traffic == 0 && c.Direction == 0
	case KindStatus:
		_, err := ParseStatus(c.Value)
		return err == nil && c.Unit == ""
	}
	return c.Unit == ""
}

// plainRelays reports whether every relay has a name.
func (c *Claim) plainRelays() bool {
	for _, via := range c.Source.Via {
		if !startsPlainly(via) {
			return false
		}
	}
	return true
}

// isUTF8 reports whether every text is UTF-8.
func (c *Claim) isUTF8() bool {
	for _, via := range c.Source.Via {
		if !utf8.ValidString(via) {
			return false
		}
	}
	s := &c.Source
	return utf8.ValidString(c.Crossing) && utf8.ValidString(c.Value) && utf8.ValidString(c.Unit) &&
		utf8.ValidString(s.Name) && utf8.ValidString(s.URL) && utf8.ValidString(s.Title) &&
		utf8.ValidString(s.Archived) && utf8.ValidString(s.Lang) &&
		utf8.ValidString(c.Quote) && utf8.ValidString(c.Note)
}

// plainTimes reports whether the dates are present, of a form that is allowed,
// and such that the registry can hold them.
func (c *Claim) plainTimes() bool {
	if f := c.When.Form(); f == edtf.FormNone || f == edtf.FormAllOf {
		return false
	}
	if f := c.Reported.Form(); !c.Reported.IsZero() && f != edtf.FormDate && f != edtf.FormOneOf {
		return false
	}
	return withinReach(c.When) && withinReach(c.Reported) &&
		(c.Recorded.IsZero() || !c.Recorded.Before(firstInstant) && !c.Recorded.After(lastInstant))
}
