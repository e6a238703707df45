package border

import "github.com/crossingstatus/border/edtf"

// A form is how a claim about control or status is read.
type form uint8

const (
	notFact  form = iota // a plan, a denial, a notice: on no track
	change               // the value began within first, and stands until something later
	sighting             // the value held on a day within first, and on one within last if twice
	episode              // the value held from a day within first to a day within last
)

// bounds are a first and a last day, both included.
type bounds struct{ lo, hi moment }

// within reports whether b lies within c.
func (b bounds) within(c bounds) bool { return c.lo <= b.lo && b.hi <= c.hi }

// meets reports whether b and c have a day in common.
func (b bounds) meets(c bounds) bool { return b.lo <= c.hi && c.lo <= b.hi }

// A fact is what the rules read in a claim.
type fact struct {
	form  form
	twice bool   // of a sighting: last is a second one
	value uint16 // the place of the value in the alphabetical list of all
	first bounds
	last  bounds
}

// boundsOf returns the bounds of a date: open and unknown ends are infinite.
func boundsOf(d edtf.Date) bounds {
	b := bounds{never, forever}
	if day, kind := d.Earliest(); kind == edtf.Dated {
		b.lo = momentOf(day)
	}
	if day, kind := d.Latest(); kind == edtf.Dated {
		b.hi = momentOf(day)
	}
	return b
}

// isDated reports whether an end of an interval is a date.
func isDated(end edtf.Date) bool {
	_, kind := end.Earliest()
	_, other := end.Latest()
	return kind == edtf.Dated || other == edtf.Dated
}

// isOpen reports whether an end of an interval is written as open.
func isOpen(end edtf.Date) bool {
	_, kind := end.Latest()
	return kind == edtf.Open
}

// readFact reads a claim that was made by the day told. Its value is left to
// the caller.
func readFact(c *Claim, told moment) fact {
	if !c.Modality.IsFact() || c.Kind.IsNotice() {
		return fact{}
	}
	if c.When.Form() != edtf.FormInterval {
		f := fact{form: change, first: toldBy(boundsOf(c.When), told)}
		if c.Edge == Seen {
			f.form = sighting
		}
		return f
	}
	start, end, _ := c.When.Interval()
	switch {
	case c.Edge == Seen:
		return seenAtEnds(start, end, told)
	case isOpen(end):
		return fact{form: change, first: toldBy(boundsOf(start), told)}
	}
	return readEpisode(start, end)
}

// toldBy cuts bounds to the day on which they were told: a fact had happened
// when it was told, unless its date says that it had not.
func toldBy(b bounds, told moment) bounds {
	if told >= b.lo {
		b.hi = min(b.hi, told)
	}
	return b
}

// seenAtEnds reads a sighting over an interval: it was so at each dated end.
func seenAtEnds(start, end edtf.Date, told moment) fact {
	f := fact{form: sighting}
	switch {
	case isDated(start) && isDated(end):
		f.twice = true
		f.first, f.last = toldBy(boundsOf(start), told), toldBy(boundsOf(end), told)
	case isDated(start):
		f.first = toldBy(boundsOf(start), told)
	default:
		f.first = toldBy(boundsOf(end), told)
	}
	return f
}

// readEpisode reads an episode. Of an unknown or open first day it can only be
// said that it was no later than the last, and the other way round.
func readEpisode(start, end edtf.Date) fact {
	f := fact{form: episode}
	switch {
	case !isDated(end):
		f.first = boundsOf(start)
		f.last = bounds{f.first.lo, forever}
	case !isDated(start):
		f.last = boundsOf(end)
		f.first = bounds{never, f.last.lo}
	default:
		f.first, f.last = boundsOf(start), boundsOf(end)
	}
	f.first.hi = min(f.first.hi, f.last.hi)
	f.last.lo = max(f.last.lo, f.first.lo)
	return f
}
