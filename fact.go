package border

import (
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/internal/timeline"
)

// A fact is what the rules need of a claim: days and a value, as numbers. The zero fact is
// that of a claim that is no fact, such as a plan.
type fact struct {
	form   timeline.Form
	twice  bool            // it is two sightings, within first and within last
	tracks trackSet        // on which it counts
	value  uint16          // the number of the value, see world.numberOf
	first  timeline.Bounds // the days on one of which a change, a sighting or an episode begins
	last   timeline.Bounds // of an episode, the days on one of which it ends
}

// everyDay are the bounds within which all days are.
var everyDay = timeline.Bounds{Lo: timeline.Never, Hi: timeline.Forever}

// boundsOf returns the bounds of a date. Open and unknown ends are infinite. A time of day
// with a shift from UTC counts on the civil day at the border.
func boundsOf(d edtf.Date) timeline.Bounds {
	b := everyDay
	if t, ok := d.Instant(); ok {
		day := dayNumber(dayAtBorder(t))
		return timeline.Bounds{Lo: day, Hi: day}
	}
	if day, kind := d.Earliest(); kind == edtf.Dated {
		b.Lo = dayNumber(day)
	}
	if day, kind := d.Latest(); kind == edtf.Dated {
		b.Hi = dayNumber(day)
	}
	return b
}

// SpanOf returns the days within which a date lies, from [edtf.Date.Earliest] to
// [edtf.Date.Latest]. An open or unknown end is the zero Day. A time of day with a shift
// from UTC lies on its civil day at the border, UTC+3.
func SpanOf(d edtf.Date) Span {
	b := boundsOf(d)
	return Span{Earliest: dayOf(b.Lo), Latest: dayOf(b.Hi)}
}

// ReportedOn returns the days within which the source of c said it: those of Reported
// or, if that is absent, the day of Recorded at the border. It is the zero Span if both
// are absent.
func (c Claim) ReportedOn() Span {
	b := reportedBounds(&c)
	return Span{Earliest: dayOf(b.Lo), Latest: dayOf(b.Hi)}
}

// reportedBounds returns when a claim was reported: the bounds of Reported, or
// if it is absent the day of Recorded at the border.
func reportedBounds(c *Claim) timeline.Bounds {
	if !c.Reported.IsZero() {
		return boundsOf(c.Reported)
	}
	if c.Recorded.IsZero() {
		return everyDay
	}
	day := dayNumber(dayAtBorder(c.Recorded))
	return timeline.Bounds{Lo: day, Hi: day}
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

// readFact returns the fact of a claim that was reported on the day told or before, and
// whose value has that number.
func readFact(c *Claim, told timeline.Day, value uint16) fact {
	f := readForm(c, told)
	f.value = value
	if f.form != timeline.NoFact {
		f.tracks = tracksOf(c)
	}
	return f
}

// readForm returns the fact of a claim without value and tracks.
func readForm(c *Claim, told timeline.Day) fact {
	if !c.Modality.IsFact() || !c.Kind.MakesState() {
		return fact{}
	}
	if c.When.Form() != edtf.FormInterval {
		f := fact{form: timeline.Change, first: toldBy(boundsOf(c.When), told)}
		if c.Edge == Seen {
			f.form = timeline.Sighting
		}
		return f
	}
	start, end, _ := c.When.Interval()
	switch {
	case c.Edge == Seen:
		return seenAtEnds(start, end, told)
	case isOpen(end):
		return fact{form: timeline.Change, first: toldBy(boundsOf(start), told)}
	}
	return readEpisode(start, end)
}

// toldBy cuts bounds at the day told: what was told had happened by then, unless all its
// days are later.
func toldBy(b timeline.Bounds, told timeline.Day) timeline.Bounds {
	if told >= b.Lo {
		b.Hi = min(b.Hi, told)
	}
	return b
}

// seenAtEnds returns the fact of a sighting over an interval: one sighting at each end
// that has a date.
func seenAtEnds(start, end edtf.Date, told timeline.Day) fact {
	f := fact{form: timeline.Sighting}
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

// readEpisode returns the fact of an episode. If an end has no date, the rules know only
// that the first day is not after the last.
func readEpisode(start, end edtf.Date) fact {
	f := fact{form: timeline.Episode}
	switch {
	case !isDated(end):
		f.first = boundsOf(start)
		f.last = timeline.Bounds{Lo: f.first.Lo, Hi: timeline.Forever}
	case !isDated(start):
		f.last = boundsOf(end)
		f.first = timeline.Bounds{Lo: timeline.Never, Hi: f.last.Lo}
	default:
		f.first, f.last = boundsOf(start), boundsOf(end)
	}
	f.first.Hi = min(f.first.Hi, f.last.Hi)
	f.last.Lo = max(f.last.Lo, f.first.Lo)
	return f
}

// A trackPlace is the place of a track in a reading: Syria's tracks, then Iraq's, and for
// each side that of control, then that of status.
type trackPlace uint8

// trackOf returns the place of the track of a question about a side; side is Syria
// or Iraq.
func trackOf(side Side, q Question) trackPlace {
	return trackPlace(side-Syria)*2 + trackPlace(q-QuestionControl)
}

// question returns the question that the track answers.
func (p trackPlace) question() Question { return QuestionControl + Question(p%2) }

// questionOf returns the question that claims of a kind answer.
func questionOf(k Kind) Question {
	if k == KindControl {
		return QuestionControl
	}
	return QuestionStatus
}

// A trackSet has bit 1<<p for each track p in it.
type trackSet uint8

// allTracks has every track of a reading.
const allTracks trackSet = 1<<trackCount - 1

// controlTracks has the tracks of control; that of status comes after each.
const controlTracks trackSet = 1<<syriaControl | 1<<iraqControl

// has reports whether a track is in the set.
func (s trackSet) has(p trackPlace) bool { return s&(1<<p) != 0 }

// tracksOf returns the tracks on which the fact of a claim counts.
func tracksOf(c *Claim) (tracks trackSet) {
	for side := Syria; side <= Iraq; side++ {
		if c.Side == side || c.Side == Both {
			tracks |= 1 << trackOf(side, questionOf(c.Kind))
		}
	}
	return tracks
}

// The tracks of a reading.
const (
	syriaControl trackPlace = iota
	syriaStatus
	iraqControl
	iraqStatus
	trackCount = iota
)
