package prose

// sectionAt reads the beginning, the middle or the end of a time: "early 2014",
// "mid-June", "the end of last year", "the early 1990s".
func (p *parser) sectionAt(i int) found {
	i = p.skip(i, the)
	if !p.is(i, section) {
		return found{}
	}
	a := min(p.at(i).n, 3)
	b, j := a, i+1
	if k := p.skip(j, dash, to, or, and); k > j && p.is(k, section) && p.at(k).n > a {
		b, j = min(p.at(k).n, 3), k+1
	}
	if p.isUnit(j, day) && p.at(j).n == day|many { // "the first days of"
		j++
	}
	j = p.skip(j, of, in, the, dash, from, comma)
	m := p.monthAt(j, false)
	m = longer(m, p.decadeAt(j))
	m = longer(m, p.centuryAt(j))
	m = longer(m, p.yearAt(j))
	m = longer(m, p.weekAt(j))
	m = longer(m, p.seasonAt(j))
	m = longer(m, p.currentUnit(j))
	if !m.ok() {
		return found{}
	}
	m.need = nothing
	d := m.dates[0]
	switch d.shape {
	case aYear:
		m.dates = thirds(d, a, b)
	case aMonth:
		d.shape, d.day, d.lastDay = daysOfMonth, a*10-9, b*10
		if b == 3 {
			d.lastDay = 31
		}
		m.dates = []date{d}
	case aDecade:
		m.dates = []date{spanDate(firstOf(d.year+[]int{0, 4, 7}[a-1]), firstOf(d.year+[]int{3, 6, 9}[b-1]), year)}
	case aCentury:
		m.dates = []date{spanDate(firstOf(d.year+[]int{0, 34, 67}[a-1]), firstOf(d.year+[]int{33, 66, 99}[b-1]), year)}
	}
	return m
}

// thirds is a year from its third a to its third b. Early and late may be its
// quarters as well.
func thirds(d date, a, b int) []date {
	if a != b {
		first, _ := part(d, 36+a).bounds()
		_, last := part(d, 36+b).bounds()
		return []date{spanDate(first, last, month)}
	}
	dates := []date{part(d, 36+a)}
	switch a {
	case 1:
		dates = append(dates, part(d, 33))
	case 3:
		dates = append(dates, part(d, 36))
	}
	return dates
}

// part is a part of a year, by its code in EDTF.
func part(d date, code int) date {
	d.shape, d.code = partOfYear, code
	return d
}

// currentUnit reads "the year" and "the month" of the anchor, as they stand in
// "the end of the year".
func (p *parser) currentUnit(i int) found {
	defined := p.is(i-1, the) || p.at(i).defined || p.lexicon == &kurdish && p.is(i-1, section)
	if p.anchor.IsZero() || !defined || p.is(i+1, number, ordinal, block, relDay) {
		return found{}
	}
	switch it := p.at(i); {
	case it.kind == unit && it.n == year:
		return found{dates: []date{{shape: aYear, year: p.thisYear()}}, next: i + 1}
	case it.kind == unit && it.n == month:
		return p.relMonth(0, i+1)
	}
	return found{}
}

// fractionAt reads a half, a quarter or a third of a year or a month: "the
// first half of 2018", "Q3 2019", "next quarter".
func (p *parser) fractionAt(i int) found {
	i = p.skip(i, the)
	if p.is(i, which) && p.is(i+1, fraction) && p.at(i+1).n == 4 {
		return p.relQuarter(p.at(i).n, i+2)
	}
	if p.is(i, fraction) && p.at(i).n == 4 && p.is(i+1, which) {
		return p.relQuarter(p.at(i+1).n, i+2)
	}
	if p.isYear(i) { // "2019 Q3"
		j := p.skip(i+1, dash, slash, comma)
		if n, parts, next, ok := p.nthFraction(j); ok && p.is(j, fraction) {
			return fractionOf(found{dates: []date{{shape: aYear, year: p.at(i).n}}, next: next}, n, parts)
		}
		return found{}
	}
	n, parts, j, ok := p.nthFraction(i)
	if !ok {
		return found{}
	}
	j = p.skip(j, of, the, from, in, comma, slash, dash)
	m := p.monthAt(j, false)
	m = longer(m, p.yearAt(j))
	m = longer(m, p.currentUnit(j))
	if !m.ok() {
		return found{}
	}
	return fractionOf(m, n, parts)
}

// nthFraction reads which of how many parts: "third quarter", "Q3", "النصف
// الأول".
func (p *parser) nthFraction(i int) (n, parts, next int, ok bool) {
	f, o := i, i+1
	if !p.is(i, fraction) {
		f, o = i+1, i
	}
	half := p.lexicon == &kurdish && p.is(i, section) && p.at(i).n == 2 && p.is(i+1, ordinal) // "nîvê duyem"
	if half {
		f, o = i, i+1
	}
	if !half && !p.is(f, fraction) {
		return 0, 0, 0, false
	}
	parts = p.at(f).n
	switch it := p.at(o); {
	case it.kind == final, it.kind == which && it.n < 0 && o < f:
		n = parts
	case it.kind == ordinal, it.kind == number && (it.ordinal || f < o && it.digits == 1 || it.digits == 1 && !p.at(f).spaced):
		n = it.n
	}
	return n, parts, i + 2, n >= 1 && n <= parts
}

// fractionOf is the nth of some parts of a year or a month.
func fractionOf(m found, n, parts int) found {
	d := m.dates[0]
	m.need = nothing
	switch {
	case d.shape == aYear:
		d = part(d, map[int]int{2: 39, 4: 32, 3: 36}[parts]+n)
	case d.shape == aMonth && parts < 4:
		d.shape = daysOfMonth
		size := 30 / parts
		d.day, d.lastDay = (n-1)*size+1, n*size
		if n == parts {
			d.lastDay = 31
		}
	default:
		return found{}
	}
	m.dates = []date{d}
	return m
}

// relQuarter is the quarter n quarters after that of the anchor.
func (p *parser) relQuarter(n, next int) found {
	if p.anchor.IsZero() {
		return found{}
	}
	y, m, _ := p.anchor.Date()
	q := y*4 + (int(m)-1)/3 + n
	return found{dates: []date{{shape: partOfYear, year: q / 4, code: 33 + q%4}}, next: next}
}

// weekAt reads a week of the calendar, from Monday, or one of a month: "last
// week", "the first week of June", which is its first seven days.
func (p *parser) weekAt(i int) found {
	i = p.skip(i, the)
	isWeek := func(j int) bool { return p.isUnit(j, week) && p.at(j).n == week }
	n, next := 0, i+2
	switch {
	case p.is(i, which) && p.is(i+1, weekend):
		return p.weekendOf(p.relWeek(p.at(i).n, next))
	case p.is(i, weekend) && p.is(i+1, which):
		return p.weekendOf(p.relWeek(p.at(i+1).n, next))
	case isWeek(i) && p.is(i+1, of):
		return p.weekOf(p.dayPhrase(i + 2))
	case isWeek(i) && p.lexicon == &arabic && !p.at(i).defined && p.is(i+1, number) && p.is(i+2, monthName): // «أسبوع 14 حزيران»
		return p.weekOf(p.dayPhrase(i + 1))
	case p.is(i, which) && isWeek(i+1) && !p.is(i+2, of, from):
		return p.relWeek(p.at(i).n, next)
	case isWeek(i) && p.is(p.skip(i+1, the), which):
		j := p.skip(i+1, the)
		return p.relWeek(p.at(j).n, j+1)
	case p.is(i, final) && isWeek(i+1), isWeek(i) && p.is(i+1, final), p.is(i, which) && p.at(i).n < 0 && isWeek(i+1):
		n = -1
	case isWeek(i + 1):
		n = p.ordinalOf(i)
	case isWeek(i):
		n = p.ordinalOf(i + 1)
	}
	if n == 0 || n > 5 {
		return found{}
	}
	j := p.skip(next, of, the, from, in)
	m := p.monthAt(j, false)
	if !m.ok() {
		if m = p.currentUnit(j); !m.ok() || m.dates[0].shape != aMonth {
			return found{}
		}
	}
	d := m.dates[0]
	d.shape, d.day, d.lastDay = daysOfMonth, n*7-6, n*7
	if n < 0 {
		d.day, d.lastDay = -7, 31
	}
	return found{dates: []date{d}, next: m.next, full: m.full}
}

// weekOf is the week in which a day lies.
func (p *parser) weekOf(f found) found {
	if !f.ok() || f.need != nothing {
		return found{}
	}
	dates := p.resolved(f.dates)
	if len(dates) == 0 { // of which year, or of no month, nobody knows
		return found{}
	}
	for k, d := range dates {
		if d.shape != aDay {
			return found{}
		}
		first, _ := d.bounds()
		monday := first.AddDays(-(int(first.Weekday()) + 6) % 7)
		dates[k] = spanDate(monday, monday.AddDays(6), day)
	}
	f.dates = dates
	return f
}

// weekdayOfWeek reads a day of a week of the calendar: "Friday of last week", "last week on Friday".
func (p *parser) weekdayOfWeek(i int) found {
	j := p.skip(i, the)
	if p.isUnit(j, day) && p.at(j).n == day {
		j++
	}
	f := p.weekAt(j)
	k := p.skip(f.next, comma, in, the)
	switch {
	case p.is(j, dayName):
		f = p.weekAt(p.skip(j+1, comma, of, in, from))
	case f.ok() && p.is(k, dayName):
		j, f.next = k, k+1
	default:
		return found{}
	}
	if !f.ok() || f.dates[0].shape != span || f.dates[0].last.Sub(f.dates[0].first) != 6 {
		return found{}
	}
	f.dates = []date{dayDate(f.dates[0].first.AddDays((p.at(j).n + 6) % 7))}
	return f
}

// weekendOf is the Saturday and Sunday of a week, and Friday where the language is of a
// country in which it is of the weekend.
func (p *parser) weekendOf(f found) found {
	if f.ok() {
		f.dates[0].first = f.dates[0].first.AddDays(4)
		if p.lexicon == &english {
			f.dates[0].first = f.dates[0].first.AddDays(1)
		}
	}
	return f
}

// ordinalOf returns the number of item i if it says which one, else 0.
func (p *parser) ordinalOf(i int) int {
	if it := p.at(i); it.kind == ordinal || it.kind == number && it.ordinal {
		return it.n
	}
	return 0
}

// relWeek is the week n weeks after that of the anchor.
func (p *parser) relWeek(n, next int) found {
	if p.anchor.IsZero() {
		return found{}
	}
	monday := p.anchor.AddDays(-(int(p.anchor.Weekday())+6)%7 + 7*n)
	return found{dates: []date{spanDate(monday, monday.AddDays(6), day)}, next: next}
}

// seasonAt reads a season with its year: "summer 2014", "last winter".
func (p *parser) seasonAt(i int) found {
	i = p.skip(i, the)
	j := i
	if p.is(j, which) {
		j++
	}
	if !p.is(j, season) {
		return found{}
	}
	code := p.at(j).n
	switch k := p.skip(j+1, the); {
	case j > i:
		return p.relSeason(code, p.at(i).n, j+1)
	case p.is(k, which) && !p.isUnit(k+1, year):
		return p.relSeason(code, p.at(k).n, k+1)
	}
	if y, next, ok := p.yearAfter(j+1, false); ok {
		// A winter is of two years: "winter 2013-14".
		if it := p.at(next + 1); code == 24 && p.is(next, dash, slash, to) && it.kind == number && (it.n == y+1 || it.digits == 2 && it.n == (y+1)%100) {
			next += 2
		}
		return found{dates: []date{{shape: partOfYear, year: y, code: code}}, next: next, full: true}
	}
	return found{}
}

// relSeason is the last such season that is over, the one at the anchor or else
// in its year, or the next that has not begun.
func (p *parser) relSeason(code, n, next int) found {
	if p.anchor.IsZero() {
		return found{}
	}
	pick := date{shape: partOfYear, year: p.thisYear(), code: code}
	for y := p.thisYear() + 1; y >= p.thisYear()-2; y-- {
		d := date{shape: partOfYear, year: y, code: code}
		first, last := d.bounds()
		begun, over := !first.After(p.anchor), last.Before(p.anchor)
		if n < 0 && over || n == 0 && begun && !over {
			pick = d
			break
		}
		if n > 0 && !begun {
			pick = d
		}
	}
	return found{dates: []date{pick}, next: next}
}
