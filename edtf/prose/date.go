package prose

import (
	"fmt"
	"time"

	"github.com/crossingstatus/border/edtf"
)

// A shape is which of the fields of a date say what it is.
type shape uint8

const (
	aYear shape = iota
	aMonth
	aDay
	partOfYear  // code, a season or another part of the year
	aDecade     // the ten years from year on
	aCentury    // the hundred years from year on
	daysOfMonth // from day to lastDay of the month
	span        // some time from first to last
)

// A date is one time as words name it. It may lack its year.
type date struct {
	shape   shape
	year    int
	month   int
	day     int // of daysOfMonth, if it is negative, counted from the last, -1
	lastDay int // at most the last of the month
	code    int // 21 to 41, as in EDTF

	first, last edtf.Day
	precision   int // of first and last: [day], [month] or [year]

	noYear  bool
	toward  direction
	weekday int // the weekday that is said too, from 1, Sunday; or 0

	approximate bool
	uncertain   bool
}

func dayDate(d edtf.Day) date {
	y, m, n := d.Date()
	return date{shape: aDay, year: y, month: int(m), day: n}
}

func spanDate(first, last edtf.Day, precision int) date {
	return date{shape: span, first: first, last: last, precision: precision}
}

// monthLength returns how many days a month has.
func monthLength(year, month int) int {
	_, _, n := edtf.NewDay(year, time.Month(month+1), 0).Date()
	return n
}

// valid reports whether the date, which has its year, is one of the calendar
// and of the years that EDTF writes with four digits.
func (d date) valid() bool {
	switch d.shape {
	case span:
		from, _, _ := d.first.Date()
		to, _, _ := d.last.Date()
		return from >= 1 && to <= 9999 && !d.last.Before(d.first)
	case aDay:
		return d.year >= 1 && d.year <= 9999 && d.day >= 1 && d.day <= monthLength(d.year, d.month)
	case aDecade, aCentury:
		return d.year >= 100 && d.year <= 9900
	}
	return d.year >= 1 && d.year <= 9998 // a winter ends in the year after
}

// ends returns the first and the last day of the date, and to what precision
// they are meant.
func (d date) ends() (first, last edtf.Day, precision int) {
	switch d.shape {
	case span:
		return d.first, d.last, d.precision
	case daysOfMonth:
		n := monthLength(d.year, d.month)
		from, to := d.day, min(d.lastDay, n)
		if from < 0 {
			from, to = n+1+from, n
		}
		return edtf.NewDay(d.year, time.Month(d.month), from), edtf.NewDay(d.year, time.Month(d.month), to), day
	}
	e := edtf.MustParse(d.single())
	first, _ = e.Earliest()
	last, _ = e.Latest()
	switch d.shape {
	case aDay:
		precision = day
	case aMonth, partOfYear:
		precision = month
	default:
		precision = year
	}
	return first, last, precision
}

// bounds returns the first and the last day of the date.
func (d date) bounds() (first, last edtf.Day) {
	first, last, _ = d.ends()
	return first, last
}

// isSet reports whether the date is written as a set.
func (d date) isSet() bool { return d.shape == span || d.shape == daysOfMonth }

// single returns the expression of a date of one part, without qualifiers.
func (d date) single() string {
	switch d.shape {
	case aMonth:
		return fmt.Sprintf("%04d-%02d", d.year, d.month)
	case aDay:
		return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
	case partOfYear:
		return fmt.Sprintf("%04d-%02d", d.year, d.code)
	case aDecade:
		return fmt.Sprintf("%03dX", d.year/10)
	case aCentury:
		return fmt.Sprintf("%02dXX", d.year/100)
	}
	return fmt.Sprintf("%04d", d.year)
}

// text returns the date as an expression.
func (d date) text() string {
	if !d.isSet() {
		return d.single() + d.qualifier()
	}
	first, last, precision := d.ends()
	a, b := cut(first, precision), cut(last, precision)
	if a == b {
		return a + d.qualifier()
	}
	return "[" + a + d.qualifier() + ".." + b + d.qualifier() + "]"
}

// start returns the date as the start of an interval, where no set may stand.
func (d date) start() string {
	if !d.isSet() {
		return d.text()
	}
	first, _, precision := d.ends()
	return cut(first, precision) + d.qualifier()
}

// end returns the date as the end of an interval.
func (d date) end() string {
	if !d.isSet() {
		return d.text()
	}
	_, last, precision := d.ends()
	return cut(last, precision) + d.qualifier()
}

func (d date) qualifier() string {
	switch {
	case d.approximate && d.uncertain:
		return "%"
	case d.approximate:
		return "~"
	case d.uncertain:
		return "?"
	}
	return ""
}

// cut writes a day to a precision.
func cut(d edtf.Day, precision int) string {
	y, m, n := d.Date()
	switch precision {
	case year:
		return fmt.Sprintf("%04d", y)
	case month:
		return fmt.Sprintf("%04d-%02d", y, int(m))
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, int(m), n)
}

// addMonths returns the day n months after d, or the last of that month if it
// is shorter.
func addMonths(d edtf.Day, n int) edtf.Day {
	y, m, dd := d.Date()
	first := edtf.NewDay(y, m+time.Month(n), 1)
	y, m, _ = first.Date()
	return first.AddDays(min(dd, monthLength(y, int(m))) - 1)
}
