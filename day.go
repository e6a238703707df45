package border

import (
	"errors"
	"time"

	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/internal/timeline"
)

// A Day is a civil day at the crossing. Its zero value is no day; where a day
// bounds a [Span] or a [Segment], the zero value stands for an open end.
type Day = edtf.Day

// Date returns the day of that date. Months and days out of range are carried
// over, as [time.Date] does.
func Date(year int, month time.Month, day int) Day { return edtf.NewDay(year, month, day) }

// ParseDay reads a day written YYYY-MM-DD.
func ParseDay(s string) (Day, error) { return edtf.ParseDay(s) }

// atBorder is the time at the border. Syria and Iraq both keep UTC+3 all the
// year round, Iraq since 2008 and Syria since October 2022.
var atBorder = time.FixedZone("UTC+3", 3*60*60)

// ErrNoDay is the error of a question about the zero Day. The zero Day is no day. It comes, for instance,
// from a [ParseDay] whose error was not checked.
var ErrNoDay = errors.New("no day: the zero Day cannot be asked about")

// Today returns the day that it is now at the border.
func Today() Day { return dayAtBorder(time.Now()) }

// dayAtBorder returns the civil day at the border of an instant.
func dayAtBorder(t time.Time) Day { return edtf.DayOf(t.In(atBorder)) }

// A Span is a range of days, both ends included, within which something happened. A
// zero end is open. The zero Span is open at both ends and says nothing.
type Span struct {
	Earliest Day
	Latest   Day
}

// IsZero reports whether the span is open at both ends.
func (s Span) IsZero() bool { return s == Span{} }

// String prints the span as people write it: "2012-07-19", "between 2012-07-01
// and 2012-07-31", "2014-06-21 or earlier".
func (s Span) String() string {
	switch {
	case s.IsZero():
		return "an unknown day"
	case s.Earliest == s.Latest:
		return s.Earliest.String()
	case s.Earliest.IsZero():
		return s.Latest.String() + " or earlier"
	case s.Latest.IsZero():
		return s.Earliest.String() + " or later"
	}
	return "between " + s.Earliest.String() + " and " + s.Latest.String()
}

// dayNumber returns the number by which the rules know a day. A day too far away for one
// has the number of the nearest day that is not: claims about such days are refused, and
// questions about them are answered about that nearest day.
func dayNumber(d Day) timeline.Day {
	return timeline.Day(min(max(d.Number(), int64(timeline.Never)+1), int64(timeline.Forever)-1))
}

// dayOf returns the day with a number, and no day for an infinite one.
func dayOf(n timeline.Day) Day {
	if n == timeline.Never || n == timeline.Forever {
		return Day{}
	}
	return edtf.DayFromNumber(int64(n))
}

// spanOf returns the span of some days.
func spanOf(b timeline.Bounds) Span { return Span{dayOf(b.Lo), dayOf(b.Hi)} }
