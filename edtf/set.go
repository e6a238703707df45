package edtf

// maxMembers is the most members a set may have; a range counts as one.
const maxMembers = 10_000

// set reads all of the text as [..] or {..}.
func (p *parser) set() Date {
	d := Date{form: FormOneOf, level: 2}
	closing := byte(']')
	if p.peek() == '{' {
		d.form, closing = FormAllOf, '}'
	}
	p.pos++
	for n := 0; ; n++ {
		if n == maxMembers {
			p.failf(p.pos, "a set of more than %d members", maxMembers)
			return d
		}
		m, last := p.member(n == 0, closing)
		if p.err != nil {
			return d
		}
		d.add(&m)
		if p.skip(closing) {
			break
		}
		if last || p.peek() != ',' {
			p.unexpected("the end of the set")
			return d
		}
		p.pos++
	}
	if !p.atEnd() {
		p.unexpected("the end")
	}
	return d
}

// member reads one member of a set: a date, a..b, ..b if it is the first, or
// a.. at the end of the set, after which last is true.
func (p *parser) member(first bool, closing byte) (m Date, last bool) {
	at := p.pos
	if p.skipDots() {
		if !first {
			p.fail(at, "an open beginning after the first member of a set")
			return m, false
		}
		m = p.setDate()
		m.lo, m.loBound = Day{}, Open
		return m, false
	}
	m = p.setDate()
	if p.err != nil || !p.skipDots() {
		return m, false
	}
	if p.peek() == closing {
		m.hi, m.hiBound = Day{}, Open
		return m, true
	}
	endAt := p.pos
	end := p.setDate()
	if p.err == nil && end.hi.Before(m.lo) {
		p.fail(endAt, "a range that ends before it starts,")
	}
	m.hi = end.hi
	m.flags |= end.flags
	return m, false
}

// setDate reads a date in a set, which has no time of day.
func (p *parser) setDate() Date {
	at := p.pos
	d := p.date()
	if d.flags&timed != 0 {
		p.fail(at, "a time of day in a set")
	}
	return d
}

// add widens the set d by a member.
func (d *Date) add(m *Date) {
	if d.loBound == Unknown { // the first member
		d.lo, d.loBound, d.hi, d.hiBound = m.lo, m.loBound, m.hi, m.hiBound
	} else {
		if d.loBound == Dated && (m.loBound == Open || m.lo.Before(d.lo)) {
			d.lo, d.loBound = m.lo, m.loBound
		}
		if d.hiBound == Dated && (m.hiBound == Open || m.hi.After(d.hi)) {
			d.hi, d.hiBound = m.hi, m.hiBound
		}
	}
	d.flags |= m.flags
}
