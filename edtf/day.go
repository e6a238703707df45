package edtf

import (
	"fmt"
	"math"
	"strconv"
	"time"
)

// A Day is a civil day of the proleptic Gregorian calendar, with astronomical
// year numbers: the year before 0001 is 0000, the one before that -0001. It is
// not an instant and has no time zone.
//
// Day is eight bytes, comparable with ==, and usable as a map key. The zero Day
// is no day at all: it prints as "", is before every day, and marshals to empty
// text. Days lie in the years -9999999999999999 to 9999999999999999; arithmetic
// that would leave them stops at the first or the last day.
type Day struct {
	// n is zero for no day, otherwise the days since 1970-01-01 plus bias, so
	// that it is positive and one integer comparison orders any two values.
	n int64
}

const (
	bias = 1 << 62

	// maxYear keeps every day number, and the difference of any two, in an
	// int64: 10^16 years are 3.65e18 days.
	maxYear    = 9_999_999_999_999_999
	yearDigits = 16

	// unixYearZero is the days from 0000-01-01 to 1970-01-01.
	unixYearZero = 719528
)

var (
	firstDay = fromCivil(-maxYear, 1, 1)
	lastDay  = fromCivil(maxYear, 12, 31)
)

// monthStart[m] is the days of a common year before month m; its last element
// is the length of the year.
var monthStart = [...]int16{0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365}

var monthLen = [...]uint8{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// isLeap works for negative years too: a year and its opposite leap together.
func isLeap(year int64) bool {
	return year&3 == 0 && (year%25 != 0 || year&15 == 0)
}

// daysIn is the length of a month from 1 to 12.
func daysIn(year int64, month int) int {
	if month == 2 && isLeap(year) {
		return 29
	}
	return int(monthLen[month])
}

// newYear is the number of the first of January: days since 1970-01-01.
func newYear(year int64) int64 {
	y := year - 1
	century := y / 100
	if y%100 < 0 {
		century--
	}
	// Right shifts round down, as the counting of leap days before year 1 must.
	return 365*y + y>>2 - century + century>>2 + 366 - unixYearZero
}

// fromCivil wants a valid date in the range of years.
func fromCivil(year int64, month, day int) Day {
	n := newYear(year) + int64(monthStart[month]) + int64(day) - 1
	if month > 2 && isLeap(year) {
		n++
	}
	return Day{n + bias}
}

// civil is the inverse of fromCivil.
func (d Day) civil() (year int64, month, day int) {
	// Count from 1 March 0000, so that a leap day is the last of its year and
	// of its cycle of 400 years.
	z := d.n - bias + unixYearZero - 60
	cycle := z / 146097
	if z%146097 < 0 {
		cycle--
	}
	of := z - cycle*146097 // day of the cycle, 0 to 146096
	y := (of - of/1460 + of/36524 - of/146096) / 365
	of -= 365*y + y/4 - y/100 // day of the year that began in March
	m := (5*of + 2) / 153
	day = int(of-(153*m+2)/5) + 1
	year, month = y+400*cycle, int(m)+3
	if month > 12 {
		year, month = year+1, month-12
	}
	return year, month, day
}

// NewDay returns the day of a date. A month or day outside its usual range is
// carried over, as by [time.Date]: 31 April is 1 May, day 0 is the last day of
// the month before.
func NewDay(year int, month time.Month, day int) Day {
	y := min(max(int64(year), -maxYear), maxYear)
	m := max(int64(month), -bias) - 1
	y += m / 12
	if m %= 12; m < 0 {
		m, y = m+12, y-1
	}
	switch {
	case y < -maxYear-1:
		return firstDay
	case y > maxYear+1:
		return lastDay
	}
	// A year beyond the last is allowed here: the day may carry it back.
	return fromCivil(y, int(m)+1, 1).AddDays(day - 1)
}

// DayOf returns the civil day of t in t's own location.
func DayOf(t time.Time) Day {
	year, month, day := t.Date()
	return NewDay(year, month, day)
}

// DayFromNumber returns the day that is n days after 1970-01-01. It is the
// inverse of [Day.Number]; a number beyond the last day gives the last day, one
// before the first the first, and [math.MinInt64] the zero Day.
func DayFromNumber(n int64) Day {
	if n == math.MinInt64 {
		return Day{}
	}
	return Day{min(max(n, firstDay.n-bias), lastDay.n-bias) + bias}
}

// Number returns the days from 1970-01-01 to d, negative for earlier days, and
// [math.MinInt64] for the zero Day.
func (d Day) Number() int64 {
	if d.n == 0 {
		return math.MinInt64
	}
	return d.n - bias
}

// IsZero reports whether d is no day.
func (d Day) IsZero() bool { return d.n == 0 }

// Compare returns -1 if d is before e, +1 if it is after, 0 if they are equal.
func (d Day) Compare(e Day) int {
	switch {
	case d.n < e.n:
		return -1
	case d.n > e.n:
		return +1
	}
	return 0
}

// Before reports whether d is before e.
func (d Day) Before(e Day) bool { return d.n < e.n }

// After reports whether d is after e.
func (d Day) After(e Day) bool { return d.n > e.n }

// AddDays returns the day that is n days after d, or before it if n is
// negative. The zero Day stays the zero Day.
func (d Day) AddDays(n int) Day {
	if d.n == 0 {
		return d
	}
	return Day{d.n + min(max(int64(n), firstDay.n-d.n), lastDay.n-d.n)}
}

// Sub returns the days from e to d: d.Sub(e) is n when e.AddDays(n) is d. It is
// 0 if either is the zero Day.
func (d Day) Sub(e Day) int {
	if d.n == 0 || e.n == 0 {
		return 0
	}
	return int(min(max(d.n-e.n, math.MinInt), math.MaxInt))
}

// Date returns the year, month and day of the month. All three are zero for the
// zero Day.
func (d Day) Date() (year int, month time.Month, day int) {
	if d.n == 0 {
		return 0, 0, 0
	}
	y, m, dd := d.civil()
	return int(y), time.Month(m), dd
}

// Weekday returns the day of the week, Sunday for the zero Day.
func (d Day) Weekday() time.Weekday {
	if d.n == 0 {
		return time.Sunday
	}
	// 1970-01-01 was a Thursday.
	w := (d.n - bias + int64(time.Thursday)) % 7
	if w < 0 {
		w += 7
	}
	return time.Weekday(w)
}

// Time returns midnight UTC at the start of the day, and the zero Time for the
// zero Day. A [time.Time] holds some 292 billion years before and after our
// era: for a day beyond them the result is the first or last midnight in them.
func (d Day) Time() time.Time {
	if d.n == 0 {
		return time.Time{}
	}
	const secondsPerDay = 24 * 60 * 60
	// The million days of margin are for the epoch of Time, which is year 1.
	const most = math.MaxInt64/secondsPerDay - 1_000_000
	return time.Unix(min(max(d.n-bias, -most), most)*secondsPerDay, 0).UTC()
}

// ParseDay reads a day as [Day.String] prints it: four digits of the year, or
// as many as it needs, after a minus sign if it is negative, then month and day
// with two digits each. The empty string is an error; errors are of type
// [*ParseError].
func ParseDay(s string) (Day, error) {
	digits, neg := s, false
	if len(s) > 0 && s[0] == '-' {
		digits, neg = s[1:], true
	}
	n := 0 // digits of the year
	var year int64
	for n < len(digits) && isDigit(digits[n]) && n <= yearDigits {
		year = 10*year + int64(digits[n]-'0')
		n++
	}
	at := len(s) - len(digits) // where the digits of the year begin
	rest := digits[n:]
	switch {
	case n > yearDigits:
		return Day{}, dayError(s, at, "year of more than %d digits", yearDigits)
	case n < 4, n > 4 && digits[0] == '0':
		return Day{}, dayError(s, at, "a day is written YYYY-MM-DD, its year with four digits or as many as it needs")
	case neg && year == 0:
		return Day{}, dayError(s, at, "year 0000 with a minus sign")
	case len(rest) != len("-MM-DD") || rest[0] != '-' || rest[3] != '-' ||
		!isDigit(rest[1]) || !isDigit(rest[2]) || !isDigit(rest[4]) || !isDigit(rest[5]):
		return Day{}, dayError(s, at+n, "a day is written YYYY-MM-DD")
	}
	if neg {
		year = -year
	}
	month, day := twoDigits(rest[1:]), twoDigits(rest[4:])
	if month < 1 || month > 12 {
		return Day{}, dayError(s, at+n+1, "month %02d", month)
	}
	if last := daysIn(year, month); day < 1 || day > last {
		return Day{}, dayError(s, at+n+4, "day %02d of a month of %d days", day, last)
	}
	return fromCivil(year, month, day), nil
}

func dayError(s string, offset int, format string, args ...any) error {
	return &ParseError{Text: s, Offset: offset, Msg: fmt.Sprintf(format, args...)}
}

// MustParseDay is [ParseDay] for days written in source code. It panics on an
// error.
func MustParseDay(s string) Day {
	d, err := ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func isDigit(c byte) bool { return c-'0' <= 9 }

func twoDigits(s string) int { return int(s[0]-'0')*10 + int(s[1]-'0') }

// String returns the day as YYYY-MM-DD, with a minus sign before a negative
// year and as many digits as a year beyond 9999 needs, and "" for the zero Day.
// It does not use the Y of EDTF.
func (d Day) String() string {
	var buf [len("-9999999999999999-12-31")]byte
	return string(d.append(buf[:0]))
}

func (d Day) append(b []byte) []byte {
	if d.n == 0 {
		return b
	}
	year, month, day := d.civil()
	b = appendYear(b, year)
	return append(b, '-', byte('0'+month/10), byte('0'+month%10), '-', byte('0'+day/10), byte('0'+day%10))
}

// appendYear writes a year with at least four digits.
func appendYear(b []byte, year int64) []byte {
	if year < 0 {
		b, year = append(b, '-'), -year
	}
	for limit := int64(1000); limit > max(year, 1); limit /= 10 {
		b = append(b, '0')
	}
	return strconv.AppendInt(b, year, 10)
}

// AppendText implements [encoding.TextAppender]. It never fails.
func (d Day) AppendText(b []byte) ([]byte, error) { return d.append(b), nil }

// MarshalText implements [encoding.TextMarshaler] with the text of
// [Day.String]: empty for the zero Day. It never fails.
func (d Day) MarshalText() ([]byte, error) { return d.append(nil), nil }

// UnmarshalText implements [encoding.TextUnmarshaler]: [ParseDay], but empty
// text gives the zero Day.
func (d *Day) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Day{}
		return nil
	}
	v, err := ParseDay(string(text))
	if err != nil {
		return err
	}
	*d = v
	return nil
}
