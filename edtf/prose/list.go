package prose

import "strings"

// mostListed is the most dates that a list may have.
const mostListed = 31

// listAt reads a list of three dates or more. They take a month or a year that they lack from
// the last one: "14, 15 or 16 June 2014", "30 May, 1 June or 3 June 2014".
func (p *parser) listAt(i int) phrase {
	var list []end
	either, all := false, false
	for j := i; len(list) < mostListed; {
		e := p.endAt(j)
		if e.next == 0 || e.season {
			return phrase{}
		}
		list = append(list, e)
		k := p.skip(e.next, comma)
		j = p.skip(k, or, and)
		either, all = either || p.is(k, or), all || p.is(k, and)
		if j == e.next || j > k+1 {
			break
		}
	}
	if len(list) < 3 || either == all {
		return phrase{}
	}
	last := list[len(list)-1]
	if last.bare || last.dates[0].isSet() {
		return phrase{}
	}
	of := p.resolve(last.dates[0])
	if len(of) == 0 || !last.full && of[0].shape != aDay {
		return phrase{}
	}
	var texts []string
	for _, e := range list {
		d, of := e.dates[0], of[0]
		switch {
		case e.bare && of.shape == aDay:
			d.month, d.year, d.noYear = of.month, of.year, false
		case d.noYear && d.shape == of.shape:
			d.year, d.noYear = of.year, false
		}
		if d.noYear || d.shape != of.shape || !d.valid() || firstDay(d).After(firstDay(of)) {
			return phrase{}
		}
		texts = append(texts, d.text())
	}
	if either {
		texts = []string{"[" + strings.Join(texts, ",") + "]"}
	}
	return phrase{texts: texts, next: last.next, full: last.full}
}

// boundsAt reads a time that is given by its two bounds: "after 14 June and before 20 June 2014".
func (p *parser) boundsAt(i int) phrase {
	k, j := p.relation(i)
	if k != after && k != notBefore {
		return phrase{}
	}
	f := p.dateAt(p.skip(j, the, in, of, from))
	if !f.ok() {
		return phrase{}
	}
	second := p.skip(f.next, and, comma)
	k2, j := p.relation(second)
	g := p.dateAt(p.skip(j, the, in, of, from))
	if second == f.next && k2 != by || k2 != before && k2 != by && k2 != notAfter || !g.ok() {
		return phrase{}
	}
	a, b, ok := p.years(f.dates[0], g.dates[0])
	if !ok || a.approximate || b.approximate {
		return phrase{}
	}
	from, _, pa := a.ends()
	_, to, pb := b.ends()
	if k == after {
		from = lastDay(a).AddDays(1)
	}
	if k2 == before {
		to = firstDay(b).AddDays(-1)
	}
	precision := min(pa, pb)
	if to.Before(from) {
		return phrase{next: g.next, full: true, void: true}
	}
	return phrase{texts: []string{spanDate(from, to, precision).text()}, next: g.next, full: f.full || g.full}
}

// weekdaysAt reads days behind the names of their weekdays: "Friday and Saturday, 13 and 14
// June".
func (p *parser) weekdaysAt(i int) phrase {
	j := p.skip(i, from, the, daytime)
	k := p.skip(j+1, and, or, to, until, dash, slash, the)
	if !p.is(j, dayName) || !p.is(k, dayName) {
		return phrase{}
	}
	k = p.skip(k+1, comma, open, of, in, the)
	f := longest(p.listAt(k), p.fromTo(k), p.betweenAt(k))
	if !f.ok() || f.need != nothing {
		return phrase{}
	}
	f.next = p.skip(f.next, closing)
	return f
}
