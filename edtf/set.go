package edtf

import (
	"iter"
	"strings"
)

// maxMembers is the most members a set may have; a range counts as one.
const maxMembers = 10_000

// set reads all of the text as [..] or {..}.
func (p *parser) set(d *Date) {
	closing := byte(']')
	d.form, d.level = FormOneOf, 2
	if p.peek() == '{' {
		d.form, closing = FormAllOf, '}'
	}
	p.pos++
	for n := 0; ; n++ {
		if n == maxMembers {
			p.failf(p.pos, "a set of more than %d members", maxMembers)
			return
		}
		var m Date
		last := p.member(&m, n == 0, closing)
		if p.err != nil {
			return
		}
		d.add(&m)
		if p.skip(closing) {
			break
		}
		if last || !p.skip(',') {
			p.unexpected("a comma or the end of the set")
			return
		}
	}
	if !p.atEnd() {
		p.unexpected("the end")
	}
}

// member reads one member of a set: a date, a..b, ..b if it is the first, or
// a.. at the end of the set, after which last is true. The ends of a..b share
// one precision, as the dates that it stands for do.
func (p *parser) member(m *Date, first bool, closing byte) (last bool) {
	start := p.pos
	if p.skipDots() {
		if !first {
			p.fail(start, "an open beginning after the first member of a set")
			return false
		}
		p.setDate(m)
		m.lo, m.loBound = Day{}, Open
		return false
	}
	p.setDate(m)
	from := precision(p.text[start:p.pos])
	if p.err != nil || !p.skipDots() {
		return false
	}
	if p.peek() == closing {
		m.hi, m.hiBound = Day{}, Open
		return true
	}
	at := p.pos
	var end Date
	p.setDate(&end)
	if p.err != nil {
		return false
	}
	to := precision(p.text[at:p.pos])
	switch {
	case from != to:
		p.failf(at, "a range from a %s to a %s", precisions[from], precisions[to])
	case end.hi.Before(m.lo):
		p.fail(at, "a range that ends before it starts")
	}
	m.hi = end.hi
	m.flags |= end.flags
	return false
}

// precisions are the last components that a date can have. A season counts as
// a month, in whose place it stands.
var precisions = [...]string{"year", "month", "day"}

// precision returns which of the precisions the text of a date has.
func precision(text string) int {
	return strings.Count(strings.TrimLeft(text, "?~%Y-"), "-")
}

// setDate reads a date in a set, which has no time of day.
func (p *parser) setDate(d *Date) {
	p.date(d)
	if d.flags&timed != 0 {
		p.fail(strings.IndexByte(p.text, 'T'), "a time of day in a set")
	}
}

// add widens the bounds of the set d by a member.
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

// Members yields the members of a set as written, each as its first and last
// date: the same date twice, or the two ends of a range a..b. An open end is a
// Date that prints as "..", as in [Date.Interval]. Expressions that are not sets
// yield nothing.
func (d Date) Members() iter.Seq2[Date, Date] {
	return func(yield func(Date, Date) bool) {
		if d.form != FormOneOf && d.form != FormAllOf {
			return
		}
		for member := range strings.SplitSeq(d.text[1:len(d.text)-1], ",") {
			a, b, isRange := strings.Cut(member, "..")
			first := openEnd
			if a != "" {
				first = MustParse(a)
			}
			last := first
			if isRange {
				last = openEnd
				if b != "" {
					last = MustParse(b)
				}
			}
			if !yield(first, last) {
				return
			}
		}
	}
}
