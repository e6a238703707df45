package prose

// dayAt reads a day of a month: "21 June 2014", "June 21", "the 15th of this
// month", "the last day of June", "the first Monday of June".
func (p *parser) dayAt(i int) found {
	f := longer(p.monthDay(i), p.dayMonth(i))
	f = longer(f, p.yearMonthDay(i))
	return longer(f, p.nthDay(i))
}

// dayMonth reads the day before the month.
func (p *parser) dayMonth(i int) found {
	n, j, ok := p.ordinalAt(i)
	if !ok || n < 1 || n > 31 || p.at(j-1).grouped {
		return found{}
	}
	if m := p.at(j); p.lexicon == &kurdish && p.at(j-1).ordinal && m.kind == number && m.ordinal && m.n <= 12 && p.isYear(j+1) {
		return found{dates: []date{{shape: aDay, year: p.at(j + 1).n, month: m.n, day: n}}, next: j + 2, full: true}
	}
	inWords := p.is(j-1, number) && p.at(j-1).digits == 0
	k := p.skip(j, of, the, from, in, dash, dot, comma, slash)
	if p.isUnit(k, month) && p.at(k).n != month { // "ستة أشهر من حزيران"
		return found{}
	}
	// "22" and "of the month", in Kurdish without another word.
	if p.isUnit(k, month) && p.at(k).n == month && p.at(j-1).ordinal && k == j && !p.anchor.IsZero() && !p.is(k+1, monthName, number, ordinal) {
		next := k + 1
		m := p.relMonth(0, next)
		if w := p.skip(next, the); p.is(w, which) {
			m = p.relMonth(p.at(w).n, w+1)
		}
		return onDay(m, n)
	}
	m := p.monthAt(k, true)
	if c := p.currentUnit(k); !m.ok() && c.ok() && k > j && c.dates[0].shape == aMonth {
		m = c
	}
	if !m.ok() && p.at(j-1).ordinal && p.at(j-1).kind == number && !p.anchor.IsZero() && p.lexicon == &english {
		return p.thisDay(n, j)
	}
	if !m.ok() || inWords && k == j && (m.need != nothing || p.lexicon == &english) {
		return found{}
	}
	if m.need == opening {
		m.need = nothing
	}
	return onDay(m, n)
}

// thisDay is the latest day n of a month up to the anchor, and the next. It
// is a date only if nothing else is there.
func (p *parser) thisDay(n, next int) found {
	f := found{next: next, need: theWhole}
	for _, months := range []int{0, -1, 1} {
		y, m, _ := addMonths(p.anchor, months).Date()
		d := date{shape: aDay, year: y, month: int(m), day: n}
		if !d.valid() {
			continue
		}
		first, _ := d.bounds()
		switch {
		case months == 0 && !first.After(p.anchor), months < 0 && len(f.dates) == 0:
			f.dates = append(f.dates, d)
		case first.After(p.anchor) && !p.future:
			f.dates = append(f.dates, d)
		case first.After(p.anchor):
			f.dates = append([]date{d}, f.dates...)
		}
	}
	return f
}

// onDay is the day n of the month that was found.
func onDay(m found, n int) found {
	if !m.ok() {
		return m
	}
	d := m.dates[0]
	d.shape, d.day = aDay, n
	m.dates = []date{d}
	return m
}

// monthDay reads the day after the month.
func (p *parser) monthDay(i int) found {
	j := p.skip(i, the)
	if !p.is(j, monthName) {
		return found{}
	}
	m := p.at(j)
	k := p.skip(p.skipOtherName(j+1, m.n), dot, the, dash)
	it := p.at(k)
	if it.kind != number && it.kind != ordinal || it.digits > 2 || p.is(k+1, colon, slash) {
		return found{}
	}
	n, next, ok := p.ordinalAt(k)
	if !ok || n < 1 || n > 31 || it.kind == number && it.digits == 0 {
		return found{}
	}
	d := date{shape: aDay, month: m.n, day: n, noYear: true}
	f := found{next: next}
	if y, after, ok := p.yearAfter(p.skip(next, comma), false); ok {
		d.year, d.noYear, f.next, f.full = y, false, after, true
	} else if w := p.at(k - 1); w.kind == dash && !it.ordinal && !it.spaced && it.digits == 2 {
		// "Jun-14" is what spreadsheets make of a month and its year.
		f.need = opening
		f.dates = []date{{shape: aMonth, month: m.n, year: p.fullYear(n)}, d}
		return f
	}
	if m.unsure && !m.capital && d.noYear {
		f.need = theWhole
	}
	f.dates = []date{d}
	return f
}

// yearMonthDay reads a year, the name of a month, and a day.
func (p *parser) yearMonthDay(i int) found {
	if !p.isYear(i) {
		return found{}
	}
	j := p.skip(i+1, dash, comma)
	if !p.is(j, monthName) {
		return found{}
	}
	d := date{shape: aMonth, year: p.at(i).n, month: p.at(j).n}
	next := p.skipOtherName(j+1, d.month)
	if p.isYear(next) { // "2014 June - June 2015"
		next = j + 1
	}
	k := p.skip(next, dash, slash)
	if n, end, ok := p.ordinalAt(k); ok && n >= 1 && n <= 31 && p.is(k, number) {
		d.shape, d.day = aDay, n
		return found{dates: []date{d}, next: end, full: true}
	}
	if !p.at(j).capital && p.lexicon == &english {
		return found{}
	}
	if next > j+1 {
		return found{dates: []date{d}, next: next, full: true}
	}
	return found{dates: []date{d}, next: next, need: opening}
}

// nthDay reads the first or the last day, or weekday, of a month or a year.
func (p *parser) nthDay(i int) found {
	i = p.skip(i, the)
	n, j := 0, i+1
	switch {
	case p.is(i, final), p.is(i, which) && p.at(i).n < 0:
		n = -1
	case p.is(i, ordinal), p.is(i, number) && p.at(i).ordinal:
		n = p.at(i).n
	case p.isUnit(i, day) && p.at(i).n == day && p.is(i+1, final):
		n = -1
	case p.isUnit(i, day) && p.at(i).n == day && p.is(i+1, ordinal):
		n = p.at(i + 1).n
	default:
		return found{}
	}
	if p.isUnit(i, day) {
		j = i
	}
	head := p.at(j)
	if !p.isUnit(j, day) && head.kind != dayName || head.kind == unit && head.n != day && p.lexicon != &arabic {
		return found{}
	}
	k := max(j+1, i+2)
	k = p.skip(k, of, the, from, in)
	m := p.monthAt(k, false)
	if !m.ok() {
		if head.kind == dayName {
			return found{}
		}
		if m = p.yearAt(k); !m.ok() {
			return found{}
		}
	}
	m.need = nothing
	var days []date
	for _, r := range p.resolve(m.dates[0]) {
		if d, ok := nth(r, n, head); ok {
			days = append(days, d)
		}
	}
	if days == nil {
		return found{}
	}
	m.dates = days
	return m
}

// nth returns the nth day of a date, -1 for the last, of those that head
// names: a weekday, or any.
func nth(of date, n int, head item) (date, bool) {
	first, last := of.bounds()
	step, d := 1, first
	if n < 0 {
		step, d, n = -1, last, -n
	}
	for ; !d.Before(first) && !d.After(last); d = d.AddDays(step) {
		if head.kind == dayName && int(d.Weekday()) != head.n {
			continue
		}
		if n--; n == 0 {
			return dayDate(d), true
		}
	}
	return date{}, false
}
