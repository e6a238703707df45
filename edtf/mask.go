package edtf

import "math/bits"

// A reading is a date of up to three components, in which digits may be
// unspecified.
type reading struct {
	year   yearMask
	months uint16 // bit m is set if month m fits; 0 if the date is only a year
	days   uint32 // bit d is set if day d fits; 0 if the date has no day
	season uint8  // 21 to 41, and then months and days are 0
	level  uint8
	flags  flags

	monthXX bool // the month is "XX"
	dayXX   bool // the day is "XX"
	monthX  bool // the month has an X
	dayX    bool // the day has an X
}

// A yearMask is four digits, any of which may be unspecified. Its years are
// those from lo to hi that agree with lo in all digits but the unspecified ones.
type yearMask struct {
	lo, hi int16 // with 0, and with 9, for every X; never negative
	xs     uint8 // bit 3 is set if the first digit is X, bit 0 if the last is
	neg    bool  // the years are before 0000, which is then none of them
}

// yearDigits reads four digits or Xs.
func (p *parser) yearDigits(r *reading) bool {
	for range 4 {
		c := p.peek()
		r.year.lo *= 10
		r.year.hi *= 10
		r.year.xs <<= 1
		switch {
		case isDigit(c):
			r.year.lo += int16(c - '0')
			r.year.hi += int16(c - '0')
		case c == 'X':
			r.year.hi += 9
			r.year.xs |= 1
		default:
			p.unexpected("a digit of the year")
			return false
		}
		p.pos++
	}
	if c := p.peek(); isDigit(c) || c == 'X' {
		p.fail(p.pos, "a fifth digit of the year; one of more than four begins with Y")
		return false
	}
	if r.year.neg && r.year.hi == 0 {
		p.fail(p.pos-5, "year 0000 with a minus sign")
		return false
	}
	if r.year.xs != 0 {
		r.flags |= masked
	}
	return true
}

// pair reads two digits or Xs. Those with an X give the bit set of the numbers
// up to limit that fit.
func (p *parser) pair(what string, limit int) (n int, fit uint32, ok bool) {
	if len(p.text)-p.pos < 2 {
		p.pos = len(p.text)
		p.unexpected(what)
		return 0, 0, false
	}
	a, b := p.text[p.pos], p.text[p.pos+1]
	if isDigit(a) && isDigit(b) {
		p.pos += 2
		return int(a-'0')*10 + int(b-'0'), 0, true
	}
	for range 2 {
		if c := p.peek(); !isDigit(c) && c != 'X' {
			p.unexpected(what)
			return 0, 0, false
		}
		p.pos++
	}
	for n := 1; n <= limit; n++ {
		if (a == 'X' || int(a-'0') == n/10) && (b == 'X' || int(b-'0') == n%10) {
			fit |= 1 << n
		}
	}
	return 0, fit, true
}

func (p *parser) monthDigits(r *reading) bool {
	at := p.pos
	n, fit, ok := p.pair("two digits of the month", 12)
	if !ok {
		return false
	}
	text := p.text[at:p.pos]
	switch {
	case n >= 1 && n <= 12:
		r.months = 1 << n
	case n >= firstSeason && n <= lastSeason:
		r.season = uint8(n)
	case fit != 0:
		r.months = uint16(fit)
		r.monthX, r.monthXX = true, text == "XX"
		r.flags |= masked
	default:
		p.failf(at, "month %s", text)
		return false
	}
	return true
}

func (p *parser) dayDigits(r *reading) bool {
	at := p.pos
	n, fit, ok := p.pair("two digits of the day", 31)
	if !ok {
		return false
	}
	text := p.text[at:p.pos]
	switch {
	case n >= 1 && n <= 31:
		r.days = 1 << n
	case fit != 0:
		r.days = fit
		r.dayX, r.dayXX = true, text == "XX"
		r.flags |= masked
	default:
		p.failf(at, "day %s", text)
		return false
	}
	return true
}

// maskLevel is the level of the masks alone. Level 1 has Xs in the last one or
// two digits of a year by itself, and for a whole month, a whole day, or both.
func (r *reading) maskLevel() uint8 {
	switch {
	case r.year.xs != 0:
		if r.months == 0 && r.season == 0 && (r.year.xs == 1 || r.year.xs == 3) {
			return 1
		}
	case r.monthX && !r.monthXX, r.dayX && !r.dayXX:
	case r.monthX && r.days != 0 && !r.dayX:
	default:
		return 1
	}
	return 2
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

var pow10 = [...]int64{1, 10, 100, 1000, 10000, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16}

// fits reports whether year n, not negative, has the digits of y.
func (y yearMask) fits(n int64) bool {
	lo := int64(y.lo)
	for xs := y.xs; ; xs >>= 1 {
		if xs&1 == 0 && n%10 != lo%10 {
			return false
		}
		n, lo = n/10, lo/10
		if n == 0 && lo == 0 && xs == 0 {
			return true
		}
	}
}

// leap returns the first and last leap years of y.
func (y yearMask) leap() (first, last int64, ok bool) {
	for n := int64(y.lo); n <= int64(y.hi); n++ {
		if isLeap(n) && y.fits(n) && (n != 0 || !y.neg) {
			if !ok {
				first, ok = n, true
			}
			last = n
		}
	}
	if y.neg {
		first, last = -last, -first
	}
	return first, last, ok
}

func (r *reading) firstMonth() int { return bits.TrailingZeros16(r.months) }

// bounds returns the first and last day that fit; it fails if none does.
func (r *reading) bounds() (lo, hi Day, ok bool) {
	first, last := r.year.first(), r.year.last()
	switch {
	case r.season != 0:
		lo, _ = seasonDays(first, r.season)
		_, hi = seasonDays(last, r.season)
		return lo, hi, true
	case r.months == 0:
		return fromCivil(first, 1, 1), fromCivil(last, 12, 31), true
	case r.days == 0:
		month := bits.Len16(r.months) - 1
		return fromCivil(first, r.firstMonth(), 1), fromCivil(last, month, daysIn(last, month)), true
	}
	lo, ok = r.firstIn(first)
	if ok {
		hi, ok = r.lastIn(last)
	}
	if ok {
		return lo, hi, true
	}
	// Only 29 February can fit, in some years and not in others.
	if r.months&(1<<2) == 0 || r.days&(1<<29) == 0 {
		return Day{}, Day{}, false
	}
	first, last, ok = r.year.leap()
	if !ok {
		return Day{}, Day{}, false
	}
	return fromCivil(first, 2, 29), fromCivil(last, 2, 29), true
}

// daysOf returns the days that fit in one month, as a bit set.
func (r *reading) daysOf(year int64, month int) uint32 {
	return r.days & (1<<(daysIn(year, month)+1) - 1)
}

// firstIn returns the first day that fits in a year of the mask.
func (r *reading) firstIn(year int64) (Day, bool) {
	for months := r.months; months != 0; months &= months - 1 {
		month := bits.TrailingZeros16(months)
		if days := r.daysOf(year, month); days != 0 {
			return fromCivil(year, month, bits.TrailingZeros32(days)), true
		}
	}
	return Day{}, false
}

// lastIn returns the last day that fits in a year of the mask.
func (r *reading) lastIn(year int64) (Day, bool) {
	for months := r.months; months != 0; {
		month := bits.Len16(months) - 1
		months &^= 1 << month
		if days := r.daysOf(year, month); days != 0 {
			return fromCivil(year, month, bits.Len32(days)-1), true
		}
	}
	return Day{}, false
}
