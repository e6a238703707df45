package edtf

import (
	"iter"
	"math/bits"
)

// A reading is the components of a date, in which digits may be unspecified.
type reading struct {
	year   yearMask
	season uint8 // 21 to 41, or 0; then there is neither month nor day
	month  uint8 // 0 if there is none, or if it has an X
	day    uint8

	// Of a component with an X, the numbers that fit, bit n for number n.
	// Otherwise 0.
	months uint16
	days   uint32
}

const (
	anyMonth = 1<<13 - 1<<1 // what "XX" as a month may be
	anyDay   = 1<<32 - 1<<1
)

// A yearMask is four digits, any of which may be unspecified. Its years are
// those from lo to hi that agree with lo in all digits but the unspecified ones.
type yearMask struct {
	lo, hi int16 // with 0, and with 9, for every X; never negative
	xs     uint8 // bit 3 is set if the first digit is X, bit 0 if the last is
	neg    bool  // the years are before 0000, which is then none of them
}

// yearDigits reads four digits or Xs.
func (p *parser) yearDigits(d *Date, r *reading) bool {
	if n, ok := fourDigits(p.text[p.pos:]); ok {
		r.year.lo, r.year.hi = int16(n), int16(n)
		p.pos += 4
	} else if !p.yearMask(&r.year) {
		return false
	}
	if c := p.peek(); isDigit(c) || c == 'X' {
		p.fail(p.pos, "a fifth digit of the year; one of more than four begins with Y")
		return false
	}
	if r.year.neg && r.year.hi == 0 {
		p.fail(p.pos-len("-0000"), "year 0000 with a minus sign")
		return false
	}
	if r.year.xs != 0 {
		d.flags |= masked
	}
	return true
}

func (p *parser) yearMask(y *yearMask) bool {
	for range 4 {
		c := p.peek()
		y.lo *= 10
		y.hi *= 10
		y.xs <<= 1
		switch {
		case isDigit(c):
			y.lo += int16(c - '0')
			y.hi += int16(c - '0')
		case c == 'X':
			y.hi += 9
			y.xs |= 1
		default:
			p.unexpected("a digit of the year")
			return false
		}
		p.pos++
	}
	return true
}

// twoOf reads two digits, or Xs, of a month or a day: a number up to limit, or
// the numbers up to limit that fit. Both are zero if none does.
func (p *parser) twoOf(what string, limit int) (n int, fit uint32, ok bool) {
	s := p.text[p.pos:]
	if len(s) >= 2 && isDigit(s[0]) && isDigit(s[1]) {
		p.pos += 2
		return twoDigits(s), 0, true
	}
	for range 2 {
		if c := p.peek(); !isDigit(c) && c != 'X' {
			p.unexpected(what)
			return 0, 0, false
		}
		p.pos++
	}
	tens, units := s[0]-'0', s[1]-'0'
	for ten := range byte(4) {
		if s[0] != 'X' && ten != tens {
			continue
		}
		if s[1] == 'X' {
			fit |= 0x3ff << (10 * ten)
		} else {
			fit |= 1 << (10*ten + units)
		}
	}
	return 0, fit & (2<<limit - 2), true
}

func (p *parser) monthDigits(d *Date, r *reading) bool {
	at := p.pos
	n, fit, ok := p.twoOf("a digit of the month", 12)
	switch {
	case !ok:
		return false
	case n >= 1 && n <= 12:
		r.month = uint8(n)
	case n >= firstSeason && n <= lastSeason:
		r.season = uint8(n)
	case fit != 0:
		r.months = uint16(fit)
		d.flags |= masked
	default:
		p.fail(at, "month "+p.text[at:p.pos])
		return false
	}
	return true
}

func (p *parser) dayDigits(d *Date, r *reading) bool {
	at := p.pos
	n, fit, ok := p.twoOf("a digit of the day", 31)
	switch {
	case !ok:
		return false
	case n >= 1 && n <= 31:
		r.day = uint8(n)
	case fit != 0:
		r.days = fit
		d.flags |= masked
	default:
		p.fail(at, "day "+p.text[at:p.pos])
		return false
	}
	return true
}

// maskLevel is the level of the Xs alone. Level 1 has them as the last one or
// two digits of a year by itself, and for all of a day, of a month, or of both.
func (r *reading) maskLevel() uint8 {
	switch {
	case r.year.xs != 0:
		if (r.year.xs == 1 || r.year.xs == 3) && r.fitMonths() == 0 && r.season == 0 {
			return 1
		}
	case r.months != 0 && r.months != anyMonth, r.days != 0 && r.days != anyDay:
	case r.months != 0 && r.day != 0:
	default:
		return 1
	}
	return 2
}

// fitMonths returns the months that fit, bit n for month n.
func (r *reading) fitMonths() uint16 {
	if r.month != 0 {
		return 1 << r.month
	}
	return r.months
}

// fitDays returns the days of the month that fit, bit n for day n.
func (r *reading) fitDays() uint32 {
	if r.day != 0 {
		return 1 << r.day
	}
	return r.days
}

// first is the earliest of the years, last the latest.
func (y yearMask) first() int64 {
	if y.neg {
		return -int64(y.hi)
	}
	return int64(y.lo)
}

func (y yearMask) last() int64 {
	if !y.neg {
		return int64(y.hi)
	}
	if y.lo == 0 {
		// Year 0000 is not negative: the next is the lowest X as a one.
		return -pow10[bits.TrailingZeros8(y.xs)]
	}
	return -int64(y.lo)
}

// possibleMonths is fitMonths, but every month where the date has none.
func (r *reading) possibleMonths() uint16 {
	if months := r.fitMonths(); months != 0 {
		return months
	}
	return anyMonth
}

// possibleDays is fitDays, but every day where the date has none.
func (r *reading) possibleDays() uint32 {
	if days := r.fitDays(); days != 0 {
		return days
	}
	return anyDay
}

// real returns r with those of the months and days that fit which some day of the calendar has: 29
// February only if a year leaps.
func (r reading) real() reading {
	if r.days == 0 && r.months == 0 || r.fitDays() == 0 {
		return r
	}
	year := r.year.first()
	if leap, _, ok := r.year.leap(); ok {
		year = leap
	}
	var months uint16
	var days uint32
	for m := 1; m <= 12; m++ {
		if r.fitMonths()&(1<<m) == 0 {
			continue
		}
		if fit := r.fitDays() & monthDays(year, m); fit != 0 {
			months |= 1 << m
			days |= fit
		}
	}
	if r.months != 0 {
		r.months = months
	}
	if r.days != 0 {
		r.days = days
	}
	return r
}

// leap returns the first and last leap years of y.
func (y yearMask) leap() (first, last int64, ok bool) {
	// A year leaps by its last two digits or, where these are 00, by its first
	// two. So of the years of one century, only three can be the first or last.
	least, most := -1, -1 // the last two digits of the leap years but 00
	zero := false
	for n := range pair(int(y.lo)%100, y.xs) {
		switch {
		case n%4 != 0:
		case n == 0:
			zero = true
		case least < 0:
			least, most = n, n
		default:
			most = n
		}
	}
	for c := range pair(int(y.lo)/100, y.xs>>2) {
		century := int64(100 * c)
		switch {
		case zero && c%4 == 0 && !(y.neg && c == 0):
			if !ok {
				first, ok = century, true
			}
			last = century
		case least > 0 && !ok:
			first, ok = century+int64(least), true
		}
		if most > 0 {
			last = century + int64(most)
		}
	}
	if y.neg {
		first, last = -last, -first
	}
	return first, last, ok
}

// pair yields, in order, the numbers of two digits that agree with lo but for
// the digits that the low two bits of xs name, which are 0 in lo.
func pair(lo int, xs uint8) iter.Seq[int] {
	step, end := 1, lo
	switch xs & 3 {
	case 1:
		end = lo + 9
	case 2:
		step, end = 10, lo+90
	case 3:
		end = 99
	}
	return func(yield func(int) bool) {
		for n := lo; n <= end; n += step {
			if !yield(n) {
				return
			}
		}
	}
}

// bounds returns the first and last day that fit; it fails if none does.
func (r *reading) bounds() (lo, hi Day, ok bool) {
	first, last := r.year.first(), r.year.last()
	if r.season != 0 {
		lo, _ = seasonDays(first, r.season)
		_, hi = seasonDays(last, r.season)
		return lo, hi, true
	}
	months, days := r.fitMonths(), r.fitDays()
	if days == 0 {
		lo, _ = plainDays(first, bits.TrailingZeros16(months)&15, 0)
		_, hi = plainDays(last, max(bits.Len16(months)-1, 0), 0)
		return lo, hi, true
	}
	lo, ok = firstFit(first, months, days)
	if ok {
		hi, ok = lastFit(last, months, days)
	}
	if ok {
		return lo, hi, true
	}
	// Only 29 February can fit, in some years and not in others.
	if months&(1<<2) == 0 || days&(1<<29) == 0 {
		return Day{}, Day{}, false
	}
	first, last, ok = r.year.leap()
	if !ok {
		return Day{}, Day{}, false
	}
	return fromCivil(first, 2, 29), fromCivil(last, 2, 29), true
}

// monthDays is the bit set of the days of a month.
func monthDays(year int64, month int) uint32 { return 2<<daysIn(year, month) - 2 }

// firstFit returns the first day of a year that is of the months and days.
func firstFit(year int64, months uint16, days uint32) (Day, bool) {
	for ; months != 0; months &= months - 1 {
		month := bits.TrailingZeros16(months)
		if fit := days & monthDays(year, month); fit != 0 {
			return fromCivil(year, month, bits.TrailingZeros32(fit)), true
		}
	}
	return Day{}, false
}

// lastFit returns the last day of a year that is of the months and days.
func lastFit(year int64, months uint16, days uint32) (Day, bool) {
	for months != 0 {
		month := bits.Len16(months) - 1
		if fit := days & monthDays(year, month); fit != 0 {
			return fromCivil(year, month, bits.Len32(fit)-1), true
		}
		months &^= 1 << month
	}
	return Day{}, false
}
