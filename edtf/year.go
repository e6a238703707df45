package edtf

// longYear reads a year that begins with Y: a number of more than four digits,
// or one with an exponent. The qualifier left precedes the Y.
func (p *parser) longYear(d *Date, left flags) {
	p.pos++
	neg := p.skip('-')
	at := p.pos
	value, digits := p.integer("a digit of the year", yearDigits)
	switch {
	case p.err != nil:
		return
	case p.text[at] == '0':
		p.fail(at, "a leading zero in a year after Y")
		return
	}
	d.level = 1
	if p.skip('E') {
		d.level = 2
		at := p.pos
		exponent, _ := p.integer("a digit of the exponent", yearDigits)
		switch {
		case p.err != nil:
			return
		case p.text[at] == '0':
			p.fail(at, "an exponent that is not a positive number without leading zeros")
			return
		case exponent > int64(yearDigits-digits):
			p.failf(at, "a year of more than %d digits", yearDigits)
			return
		}
		value *= pow10[exponent]
		digits += int(exponent)
	} else if digits <= 4 {
		p.fail(at, "a year after Y needs more than four digits, or an exponent")
		return
	}
	lo, hi := value, value
	if p.peek() == 'S' {
		d.level = 2
		lo, hi = p.precision(value, digits)
	}
	p.years(d, lo, hi, neg, left)
}

// significant reads S and a number after a year of four digits.
func (p *parser) significant(d *Date, r *reading, left flags) {
	if r.year.xs != 0 {
		p.fail(p.pos, "significant digits of a year with an X")
		return
	}
	d.level = 2
	lo, hi := p.precision(int64(r.year.lo), 4)
	p.years(d, lo, hi, r.year.neg, left)
}

// precision reads S and the number of significant digits of a year, and
// returns the least and the greatest year with these digits.
func (p *parser) precision(year int64, digits int) (lo, hi int64) {
	p.pos++
	at := p.pos
	n, _ := p.integer("the number of significant digits", yearDigits)
	switch {
	case p.err != nil:
		return 0, 0
	case p.text[at] == '0':
		p.fail(at, "a number of significant digits that is not positive or has leading zeros")
		return 0, 0
	case n > yearDigits:
		p.failf(at, "more than %d significant digits", yearDigits)
		return 0, 0
	}
	unit := pow10[max(digits-int(n), 0)]
	lo = year - year%unit
	return lo, lo + unit - 1
}

// years reads the qualifier after a year and sets the bounds of d to the years
// from lo to hi, both given without their sign.
func (p *parser) years(d *Date, lo, hi int64, neg bool, left flags) {
	p.qualify(d, left)
	if p.err != nil {
		return
	}
	if neg {
		// Year 0000 is not negative.
		lo, hi = -hi, -max(lo, 1)
	}
	d.setDays(fromCivil(lo, 1, 1), fromCivil(hi, 12, 31))
}

// integer reads one or more digits, and fails on more than limit.
func (p *parser) integer(what string, limit int) (n int64, digits int) {
	at := p.pos
	for ; isDigit(p.peek()); p.pos++ {
		if p.pos-at == limit {
			p.failf(at, "a number of more than %d digits", limit)
			return 0, 0
		}
		n = 10*n + int64(p.peek()-'0')
	}
	if p.pos == at {
		p.unexpected(what)
	}
	return n, p.pos - at
}

var pow10 = [yearDigits + 1]int64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16}
