package prose

import (
	"time"

	"github.com/crossingstatus/border/edtf"
)

func firstOf(year int) edtf.Day { return edtf.NewDay(year, time.January, 1) }

// thisYear returns the year of the anchor.
func (p *parser) thisYear() int {
	y, _, _ := p.anchor.Date()
	return y
}

// isYear reports whether item i is a number that is written like a year and
// counts nothing.
func (p *parser) isYear(i int) bool {
	it := p.at(i)
	return it.kind == number && it.digits == 4 && !it.grouped && it.n >= 1000 && it.n < 2200 &&
		!p.is(i+1, name) && !(p.is(i+1, dot) && p.is(i+2, number) && !p.at(i+2).spaced)
}

// yearAt reads a year: "2014", "the year 2014", "last year", "44 BC".
func (p *parser) yearAt(i int) found {
	i = p.skip(i, the)
	at := func(y, next int, n need) found {
		return found{dates: []date{{shape: aYear, year: y}}, next: next, need: n}
	}
	switch {
	case p.is(i, relYear) && !p.anchor.IsZero():
		return at(p.thisYear()+p.at(i).n, i+1, nothing)
	case p.is(i, which) && p.isUnit(i+1, year) && p.at(i+1).n == year && !p.anchor.IsZero():
		return at(p.thisYear()+p.at(i).n, i+2, nothing)
	case p.isUnit(i, year):
		j := p.skip(i+1, the)
		switch {
		case p.is(j, number) && p.is(j+1, era), p.isYear(j):
			f := p.yearAt(j)
			f.need = nothing
			return f
		case p.at(i).n == year && p.is(j, which) && !p.anchor.IsZero():
			return at(p.thisYear()+p.at(j).n, j+1, nothing)
		}
	case p.is(i, number) && p.is(i+1, era) && p.at(i).n > 0 && p.at(i).digits <= 4:
		if p.at(i+1).n < 0 {
			return found{} // years before the first are not written here
		}
		return at(p.at(i).n, i+2, nothing)
	case p.isYear(i):
		return at(p.at(i).n, i+1, opening)
	}
	return found{}
}

// yearAfter reads the year that goes with a month or a part of a year, behind
// the words between them. Two digits are one after a day, an apostrophe or a
// stroke.
func (p *parser) yearAfter(i int, day bool) (y, next int, ok bool) {
	j := p.skip(i, comma, of, the, from, dash, dot, slash)
	if p.is(j, in) && (p.isUnit(j+1, year) || p.is(j+1, which)) {
		j++
	}
	if p.is(j, apostrophe) || day && (j == i || p.is(j-1, dash) && !p.at(j).spaced && j-1 == i) {
		k := j
		if p.is(k, apostrophe) {
			k++
		}
		if it := p.at(k); it.kind == number && it.digits == 2 && !it.ordinal && !p.is(k+1, colon, name) {
			return p.fullYear(it.n), k + 1, true
		}
	}
	f := p.yearAt(j)
	if !f.ok() {
		return 0, 0, false
	}
	if p.is(f.next, era) {
		f.next++
	}
	return f.dates[0].year, f.next, true
}

// decadeAt reads ten years: "the 1990s", "the nineties of the last century".
func (p *parser) decadeAt(i int) found {
	j := p.skip(i, the)
	defined := j > i || p.at(j).defined
	if p.isUnit(j, tenYears) || p.isUnit(j, year) { // "a year in the 1860s", "salên 1990î"
		k := p.skip(j+1, in, the, of)
		if !p.is(k, decade) && (p.at(j).n != year|many || !p.isYear(k)) {
			return found{}
		}
		j, defined = k, true
	}
	it := p.at(j)
	f := found{next: j + 1}
	y := it.n
	switch {
	case it.kind == decade && y >= 1000:
	case it.kind == decade:
		k := p.skip(j+1, of, the, from)
		c := p.centuryAt(k)
		switch {
		case c.ok():
			y, f.next = y+c.dates[0].year, c.next
		case p.is(k, name) || y < 30:
			return found{}
		default:
			y += 1900
			if !defined {
				f.need = theWhole
			}
		}
	case defined && i != j && p.isYear(j) && y%10 == 0 && p.isUnit(j-1, year) && p.at(j-1).n == year|many:
	default:
		return found{}
	}
	f.dates = []date{{shape: aDecade, year: y}}
	return f
}

// centuryAt reads a hundred years: "the 19th century", "the last century".
func (p *parser) centuryAt(i int) found {
	i = p.skip(i, the)
	at := func(c, next int) found {
		if c < 1 || c > 30 {
			return found{}
		}
		return found{dates: []date{{shape: aCentury, year: (c - 1) * 100}}, next: next}
	}
	if p.is(i, which) && p.isUnit(i+1, hundredYears) && !p.anchor.IsZero() {
		return at(p.thisYear()/100+1+p.at(i).n, i+2)
	}
	if p.isUnit(i, hundredYears) {
		j := p.skip(i+1, the)
		if p.is(j, which) && !p.anchor.IsZero() {
			return at(p.thisYear()/100+1+p.at(j).n, j+1)
		}
		if n, next, ok := p.ordinalAt(j); ok && j == p.skip(i+1, the) {
			return at(n, next)
		}
		return found{}
	}
	n, j, ok := p.ordinalAt(i)
	if !ok || !p.isUnit(j, hundredYears) {
		return found{}
	}
	return at(n, j+1)
}
