package prose

// A need is what the text must have around a phrase for the phrase to be a date.
type need uint8

const (
	nothing  need = iota
	opening       // a word before it, as in "in 2014"
	theWhole      // nothing else, as the phrase must be all of the text: "5/6"
)

// found is a date that a rule of the grammar reads in the items from some place on. The zero
// found is nothing.
type found struct {
	dates []date // the readings, best first
	next  int    // the item behind it
	need  need
	full  bool // the words give a year with a month or a day, so they are no name
}

func (f found) ok() bool { return f.next > 0 }

// longer returns the one that reads more items, and f if both read as many.
func longer(f, g found) found {
	if g.next > f.next {
		return g
	}
	return f
}

// A phrase is what the grammar reads in the items from some place on. Its texts are the EDTF
// expressions that it may mean, best first.
type phrase struct {
	texts []string
	next  int
	need  need
	full  bool
	dates []date // the readings, if it is a date alone
	void  bool   // it was read, but neither it nor a part of it is a date: a range that ends before it starts, an anniversary
}

func (f phrase) ok() bool { return f.next > 0 }

func longest(list ...phrase) (best phrase) {
	for _, f := range list {
		if f.next > best.next && (len(f.texts) > 0 || f.void) {
			best = f
		}
	}
	return best
}

// begins reports whether a phrase may begin with an item.
func begins(it item) bool {
	switch k := it.kind; k {
	case to:
		return it.n == 1
	case ending, beginning:
		return it.n == 1
	case other, comma, dot, colon, quote, open, closing, suffix, and, onto, name, label, block, sinceIt, future, era, every, notice, its, deed, orDay, exact, negation, clause:
		return false
	}
	return true
}

// phraseAt reads the longest phrase at item i.
func (p *parser) phraseAt(i int) phrase {
	if !begins(p.at(i)) {
		return phrase{}
	}
	p.future = p.futures[i]
	return p.voided(i, longest(p.apartAt(i), p.besideAt(i), p.lastingAt(i), p.weekdayBy(i), p.listAt(i), p.boundsAt(i), p.stretchAt(i), p.weekendAt(i), p.unknownStartAt(i), p.longAgoAt(i), p.weekdaysAt(i),
		p.dateAlone(i), p.betweenAt(i), p.fromTo(i), p.relationAt(i), p.withinAt(i), p.pastAt(i), p.overnightAt(i)))
}

// dateAlone reads a date and what may follow it: "or earlier", or the words for "since" in
// languages that put them behind the date.
func (p *parser) dateAlone(i int) phrase {
	f := p.dateAt(i)
	if !f.ok() {
		return phrase{}
	}
	dates := p.resolved(f.dates)
	if dates == nil && f.dates[0].noYear && p.carry.year > 0 { // of which year, the sentence does not say
		return phrase{next: f.next, full: true, void: true}
	}
	out := phrase{next: f.next, need: f.need, full: f.full, dates: dates}
	open, end := p.openEnded(f.next)
	margin, behind, within := p.marginAt(f.next)
	switch j := f.next; {
	case within && dates != nil && dates[0].shape == aDay:
		out.texts, out.next = all(dates, func(d date) string { return margin.around(of, d).text() }), behind
	case open != nil:
		out.texts, out.next = all(dates, open), end
	case p.is(j, orDay) && dates != nil && dates[0].shape == aDay:
		n := p.at(j).n
		out.texts, out.next = all(dates, func(d date) string { return d.shifted(min(0, n), max(0, n)).text() }), j+1
	case p.boundsBehind(j):
		out.texts, out.next = p.bounded(p.at(j).kind, dates), j+1
	case p.is(j, or, and) && (p.is(j+1, earlier) || p.is(j+1, before) && !p.dateAt(j+2).ok()):
		out.texts, out.next = all(dates, notAfterText), j+2
	case p.is(j, or, and) && (p.is(j+1, later) || p.is(j+1, after) && !p.dateAt(j+2).ok()):
		out.texts, out.next = all(dates, notBeforeText), j+2
	case p.is(j, sinceIt), p.is(j, plus), p.is(j, and) && p.is(j+1, sinceIt):
		out.texts, out.next = all(dates, sinceText), p.skip(j, and)+1
	case p.is(p.skip(j, until, to, dash, and), now) && !p.is(j, now):
		out.texts, out.next = all(dates, sinceText), p.skip(j, until, to, dash, and)+1
	case p.is(j, dash) && j == len(p.items)-1:
		out.texts, out.next = all(dates, sinceText), j+1
	default:
		out.texts = all(dates, date.text)
	}
	if out.next > f.next {
		out.dates, out.need = nil, nothing
	}
	return out
}

// A reading is the date found at an item. It is kept because several rules ask for it.
type reading struct {
	found
	done   bool
	future bool
	carry  carry
}

// dateAt reads one date, with "about" and "possibly".
func (p *parser) dateAt(i int) found {
	if i >= len(p.items) {
		return found{}
	}
	r := &p.readings[i]
	if !r.done || r.future != p.future || r.carry != p.carry {
		*r = reading{p.readDate(i), true, p.future, p.carry}
	}
	return r.found
}

func (p *parser) readDate(i int) found {
	j := i
	var approximate, uncertain bool
	for j < i+6 && (p.is(j, about, maybe, tilde) || j > i && p.is(j, the, of, in, from, dot)) {
		approximate = approximate || p.is(j, about, tilde)
		uncertain = uncertain || p.is(j, maybe)
		j++
	}
	f := p.plainDate(j)
	if !f.ok() {
		return f
	}
	if k := p.skip(f.next, open, comma); p.is(k, query, maybe) || k > f.next && p.is(k, about) {
		uncertain = uncertain || !p.is(k, about)
		approximate = approximate || p.is(k, about)
		f.next = p.skip(k+1, closing)
	}
	if p.is(f.next, about) && !p.isYear(f.next+1) && !p.is(f.next+1, monthName, number) {
		approximate = true
		f.next++
	}
	if j > i && f.need == opening {
		f.need = nothing
	}
	dates := make([]date, len(f.dates))
	for k, d := range f.dates {
		d.approximate = d.approximate || approximate
		d.uncertain = d.uncertain || uncertain
		dates[k] = d
	}
	f.dates = dates
	return f
}

// plainDate returns the longest date that one of the rules of dates reads.
func (p *parser) plainDate(i int) found {
	f := p.dayPhrase(i)
	f = longer(f, p.sectionAt(i))
	f = longer(f, p.fractionAt(i))
	f = longer(f, p.weekAt(i))
	f = longer(f, p.weekdayOfWeek(i))
	f = longer(f, p.seasonAt(i))
	f = longer(f, p.decadeAt(i))
	f = longer(f, p.centuryAt(i))
	f = longer(f, p.monthAt(i, false))
	f = longer(f, p.agoAt(i))
	f = longer(f, p.dayYearsAgo(i))
	f = longer(f, p.aheadAt(i))
	f = longer(f, p.yearAt(i))
	return longer(f, p.numbersAt(i))
}

// numbersAt reads a day and a month in numbers, "5/6", and eight digits,
// "20140621", which are dates only if nothing else is there.
func (p *parser) numbersAt(i int) found {
	a := p.at(i)
	if a.kind != number || a.grouped {
		return found{}
	}
	if a.digits == 8 {
		d := date{shape: aDay, year: a.n / 10000, month: a.n / 100 % 100, day: a.n % 100}
		if d.year < 1800 || d.year > 2199 || d.month < 1 || d.month > 12 || !d.valid() {
			return found{}
		}
		return found{dates: []date{d}, next: i + 1, need: theWhole}
	}
	b := p.at(i + 2)
	if b.kind != number || !p.is(i+1, slash, dash, dot) || a.digits > 2 || b.digits > 2 || a.digits == 0 || b.digits == 0 || b.spaced ||
		p.is(p.skip(i+3, of, from, the, dot), monthName) {
		return found{}
	}
	f := found{next: i + 3, need: theWhole}
	for _, n := range [][2]int{{a.n, b.n}, {b.n, a.n}} {
		d := date{shape: aDay, day: n[0], month: n[1], noYear: true}
		if d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= 31 {
			f.dates = join(f.dates, []date{d})
		}
	}
	if f.dates == nil {
		return found{}
	}
	return f
}

// resolved returns the readings of all the dates, each with its year.
func (p *parser) resolved(dates []date) (out []date) {
	for _, d := range dates {
		out = join(out, p.resolve(d))
	}
	return out
}
