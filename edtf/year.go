package edtf

// longYear reads a year that begins with Y: a number of more than four digits,
// or one with an exponent. The qualifier left precedes the Y.
func (p *parser) longYear(left flags) Date {
	p.pos++
	neg := p.skip('-')
	at := p.pos
	value, digits := p.integer("digits of the year", yearDigits)
	if p.err != nil {
		return Date{}
	}
	if p.text[at] == '0' {
		p.fail(at, "a leading zero in a year after Y")
		return Date{}
	}
	r := reading{level: 1}
	if p.skip('E') {
		r.level = 2
		exponentAt := p.pos
		exponent, _ := p.integer("the exponent", 2)
		if p.err != nil {
			return Date{}
		}
		if p.text[exponentAt] == '0' {
			p.fail(exponentAt, "an exponent that is not a positive number")
			return Date{}
		}
		if digits+int(exponent) > yearDigits {
			p.failf(exponentAt, "a year of more than %d digits", yearDigits)
			return Date{}
		}
		value *= pow10[exponent]
		digits += int(exponent)
	} else if digits <= 4 {
		p.fail(at, "a year after Y needs more than four digits, or an exponent")
		return Date{}
	}
	lo, hi := value, value
	if p.peek() == 'S' {
		r.level = 2
		lo, hi = p.precision(value, digits)
	}
	return p.yearRange(&r, lo, hi, neg, left)
}

// significant reads S and a number after a year of four digits, which begins
// at yearAt.
func (p *parser) significant(r reading, left flags, yearAt int) Date {
	if r.year.xs != 0 {
		p.fail(p.pos, "significant digits of a year with an X")
		return Date{}
	}
	r.level = 2
	lo, hi := p.precision(int64(r.year.lo), 4)
	return p.yearRange(&r, lo, hi, r.year.neg, left)
}

// precision reads S and the number of significant digits of a year, and
// returns the least and the greatest year with these digits.
func (p *parser) precision(year int64, digits int) (lo, hi int64) {
	p.pos++
	at := p.pos
	n, _ := p.integer("the number of significant digits", 2)
	switch {
	case p.err != nil:
		return 0, 0
	case p.text[at] == '0':
		p.fail(at, "a number of significant digits that is not positive")
		return 0, 0
	case int(n) > digits:
		p.failf(at, "%d significant digits of a year of %d", n, digits)
		return 0, 0
	}
	unit := pow10[digits-int(n)]
	lo = year - year%unit
	return lo, lo + unit - 1
}

// yearRange reads the qualifier after a year and returns the date of the years
// from lo to hi, both without their sign.
func (p *parser) yearRange(r *reading, lo, hi int64, neg bool, left flags) Date {
	p.qualify(r, left)
	if p.err != nil {
		return Date{}
	}
	if neg {
		// Year 0000 is not negative.
		lo, hi = -hi, -max(lo, 1)
	}
	return Date{
		lo: fromCivil(lo, 1, 1), loBound: Dated,
		hi: fromCivil(hi, 12, 31), hiBound: Dated,
		form: FormDate, level: r.level, flags: r.flags,
	}
}

// integer reads one or more digits, and fails on more than limit.
func (p *parser) integer(what string, limit int) (n int64, digits int) {
	at := p.pos
	for ; isDigit(p.peek()); p.pos++ {
		if p.pos-at == limit {
			p.failf(at, "%s: more than %d", what, limit)
			return 0, 0
		}
		n = 10*n + int64(p.peek()-'0')
	}
	if p.pos == at {
		p.unexpected(what)
	}
	return n, p.pos - at
}
