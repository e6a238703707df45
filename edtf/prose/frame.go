package prose

// Words around a date may mean another time: the day before it, the week that ends on it, some
// time up to it.

// besideAt reads words for the day or the week next to a date: "the eve of 14 June", "اليوم
// التالي ل14 حزيران".
func (p *parser) besideAt(i int) phrase {
	i = p.skip(i, the)
	if !p.is(i, eve, beside, anniversary) {
		return phrase{}
	}
	it := p.at(i)
	j := p.skip(i+1, of, the, in, from)
	if it.kind == anniversary {
		j = p.skip(i+1, of, the, in, from, ordinal)
	}
	f := p.dateAt(j)
	if !f.ok() || f.need == theWhole {
		return phrase{}
	}
	out := phrase{next: f.next, full: f.full, void: it.kind == anniversary}
	if out.void {
		return out
	}
	for _, d := range p.resolved(f.dates) {
		switch {
		case d.shape != aDay && it.n < 0:
			out.texts = append(out.texts, beforeText(d))
		case d.shape != aDay:
			out.texts = append(out.texts, afterText(d))
		case it.kind == eve:
			out.texts = append(out.texts, eveOf(d, it.n).text())
		case it.n == -7, it.n == 7:
			out.texts = append(out.texts, nextTo(d, length{n: 1, unit: week}, it.n/7).text())
		default:
			out.texts = append(out.texts, d.shifted(it.n, it.n).text())
		}
	}
	return out
}

// The n of [eve].
const (
	dayBefore   = -1
	nightBefore = -2 // the night may last into the day
)

// eveOf returns the eve of day d; n is the n of an [eve].
func eveOf(d date, n int) date {
	if n == nightBefore {
		return d.shifted(-1, 0)
	}
	return d.shifted(-1, -1)
}

// shifted returns the days that are from..to days after the first day of d, as approximate and
// uncertain as d.
func (d date) shifted(from, to int) date {
	on := firstDay(d)
	return likeDate(spanDate(on.AddDays(from), on.AddDays(to), day), d)
}

// likeDate returns d, which was reckoned from another date, at least as approximate and uncertain
// as that.
func likeDate(d, from date) date {
	d.approximate = d.approximate || from.approximate
	d.uncertain = d.uncertain || from.uncertain
	return d
}

// nextTo returns the week, month or year before day d if sign is -1, after it if sign is 1. The
// words do not say whether they mean that of the calendar or one that reaches to the day. So
// the result has the days of both.
func nextTo(d date, l length, sign int) date {
	on := firstDay(d)
	far := l.from(on, sign)
	switch {
	case l.unit == week:
		monday := far.AddDays(-(int(far.Weekday()) + 6) % 7)
		if sign > 0 {
			monday = monday.AddDays(6)
		}
		far = monday
	case sign < 0:
		far = firstDay(l.rounded(far))
	default:
		far = lastDay(l.rounded(far))
	}
	if sign < 0 {
		return likeDate(spanDate(far, on.AddDays(-1), day), d)
	}
	return likeDate(spanDate(on.AddDays(1), far, day), d)
}

// stretchAt reads a length of time that ends or begins on a day: "the week ending 14
// June", "the year to 30 June 2014".
func (p *parser) stretchAt(i int) phrase {
	l, j, ok := p.lengthAt(i)
	if p.is(i, ending, beginning) { // "w/e"
		l, j, ok = length{n: 1, unit: week}, i, true
	}
	if !ok || l.few || l.most > 0 || l.unit == hour {
		return phrase{}
	}
	ends := p.is(j, ending) || p.is(j, to) && (p.is(i, the) || l.word) && p.lexicon == &english
	it := p.at(j)
	begins := it.kind == beginning || p.lexicon == &english && (it.kind == section && it.n == 1 && !p.is(j+1, of) || it.kind == from && it.n == 2)
	f := p.dateAt(p.skip(j+1, in, the, from))
	if !ends && !begins || !f.ok() || f.need == theWhole {
		return phrase{}
	}
	out := phrase{next: f.next, full: f.full}
	for _, d := range p.resolved(f.dates) {
		on := firstDay(d)
		switch {
		case d.shape != aDay:
			return phrase{next: f.next, full: f.full, void: true}
		case ends:
			d = likeDate(spanDate(l.from(on.AddDays(1), -1), on, day), d)
		default:
			d = likeDate(spanDate(on, l.from(on, 1).AddDays(-1), day), d)
		}
		out.texts = append(out.texts, d.text())
	}
	return out
}

// weekendAt reads the weekend that a day is of. It is Saturday and Sunday, and also Friday if
// the day is a Friday or the words are not English.
func (p *parser) weekendAt(i int) phrase {
	if !p.is(i, weekend) {
		return phrase{}
	}
	j := p.skip(i+1, of, in, the, from, comma)
	f := p.dateAt(j)
	if _, ranged := p.pairAt(j, to, until, dash, slash, and, or); ranged || !f.ok() || f.need == theWhole {
		return phrase{}
	}
	out := phrase{next: f.next, full: f.full}
	for _, d := range p.resolved(f.dates) {
		if d.shape != aDay {
			return phrase{} // "the first weekend of July" is in July
		}
		past := (int(firstDay(d).Weekday()) + 2) % 7 // days since Friday
		if past > 2 {
			continue
		}
		first := -past
		if past > 0 && p.lexicon == &english {
			first++
		}
		out.texts = append(out.texts, d.shifted(first, 2-past).text())
	}
	out.void = out.texts == nil
	return out
}

// openEnded reads words behind the start of a stretch that leave its end unknown or open: "to
// ?", "until further notice". It returns a function that writes the stretch from its start, or
// nil, and the item behind the words.
func (p *parser) openEnded(i int) (text func(date) string, next int) {
	j := p.skip(i, and, until, to, dash, slash)
	if j == i {
		return nil, i
	}
	switch k := j + 1; {
	case p.is(j, notice):
		return sinceText, k
	case p.is(j, more) && p.dateAt(j+1).ok(): // "until at least 20 June"
		return unknownEndText, p.dateAt(j + 1).next
	case p.is(j, query, unknown) && (k == len(p.items) || p.is(k, dot, comma, closing)):
		return unknownEndText, k
	}
	return nil, i
}

// unknownEndText is the interval from a date to an unknown end.
func unknownEndText(d date) string { return d.start() + "/" }

// unknownStartAt reads "? to 14 June".
func (p *parser) unknownStartAt(i int) phrase {
	opened := p.is(i, from)
	j := p.skip(i, from)
	k := p.skip(j+1, until, to, dash, slash)
	if !p.is(j, query, unknown) || k == j+1 {
		return phrase{}
	}
	f := p.dateAt(k)
	if !f.ok() {
		return phrase{}
	}
	out := phrase{texts: all(p.resolved(f.dates), untilText), next: f.next, full: f.full}
	if !opened {
		out.need = theWhole
	}
	return out
}

// voided returns phrase f, or a void one if the words around f make of it something that no
// expression of EDTF says: the bound of a stretch, or a date of another calendar.
func (p *parser) voided(i int, f phrase) phrase {
	if !f.ok() {
		return f
	}
	// "الأسبوع الأول أو الثاني من": which week, and no day.
	if p.is(i, ordinal) && (p.is(i-1, fraction) || p.is(i-1, unit) && p.at(i-1).n != day || p.is(i-1, number) && p.isUnit(i-2, day)) {
		return phrase{next: f.next, full: true, void: true}
	}
	if k := p.skip(f.next, the, comma, dash); p.is(k, number) && p.is(k+1, block) { // "Friday 15 Ramadan"
		return phrase{next: k + 2, full: true, void: true}
	}
	if k := p.skip(f.next, or, and, to, until); k > f.next && p.is(k, its) { // "مطلع 2014 أو منتصفه"
		return phrase{next: k + 1, full: true, void: true}
	}
	if p.isDeed(i, f.next) {
		return phrase{next: f.next, full: true, void: true}
	}
	if p.boundsBehind(f.next) || p.is(f.next, block) && p.at(f.next).n == 1 {
		return phrase{next: f.next + 1, full: true, void: true}
	}
	return f
}

// isDeed reports whether the date from item i to next is only the name of a deed, and not a day
// on which something happens: "the 14 June agreement", «اتفاق 14 حزيران».
func (p *parser) isDeed(i, next int) bool {
	one := p.at(i - 1)
	named := p.is(i, the) || p.is(i-1, the) || one.kind == number && one.n == 1 && one.digits == 0
	if p.is(next, deed) {
		return named
	}
	if p.is(i-1, of) {
		i--
	}
	if p.is(i-1, number) && p.is(i, of) { // "Resolution 2165 of 14 July"
		return p.is(i-2, deed)
	}
	return p.is(i-1, deed) && !p.at(i-1).defined
}

// isHalfSaid reports whether date f at item i is the second of two that share a year, and the
// first one, at item from or behind it, was not read: "the first or second half of 2014".
func (p *parser) isHalfSaid(i, from int, f phrase) bool {
	if i-2 < from || len(f.dates) == 0 || !p.is(i-1, or, and, to, until, slash, dash) {
		return false
	}
	if s := f.dates[0].shape; s != partOfYear && s != daysOfMonth {
		return false
	}
	return p.is(i-2, season, fraction, ordinal, section) || p.is(i-2, number) && p.is(i-3, fraction)
}

// lastingAt reads a stretch by its length and the day on which it begins or ends: "for five
// days from 14 June". If the length is not in days, the other end is approximate.
func (p *parser) lastingAt(i int) phrase {
	if !p.is(i, lasting) && !(p.is(i, in) && p.at(i).n == 1) {
		return phrase{}
	}
	l, j, ok := p.lengthAt(i + 1)
	if !ok || l.few || l.most > 0 || l.unit == hour || !p.is(j, from, beginning, section, after, before, onto) {
		return phrase{}
	}
	f := p.dateAt(p.skip(j+1, in, the, from))
	if !f.ok() || f.need == theWhole {
		return phrase{}
	}
	out := phrase{next: f.next, full: f.full}
	for _, d := range p.resolved(f.dates) {
		if d.shape != aDay || !p.is(j, from, beginning, section) {
			return phrase{next: f.next, full: f.full, void: true}
		}
		end := dayDate(l.from(firstDay(d), 1).AddDays(-1))
		if l.unit != day {
			end = dayDate(l.from(firstDay(d), 1))
			end.approximate = true
		}
		out.texts = append(out.texts, d.start()+"/"+end.end())
	}
	return out
}

// weekdayBy reads the last weekday before a day, or the first after it: "the Friday before
// 14 June".
func (p *parser) weekdayBy(i int) phrase {
	i = p.skip(i, the)
	if !p.is(i, dayName) || !p.is(i+1, before, after) {
		return phrase{}
	}
	f := p.dateAt(p.skip(i+2, the, of))
	if !f.ok() || !f.full {
		return phrase{}
	}
	out := phrase{next: f.next, full: true}
	for _, d := range p.resolved(f.dates) {
		if d.shape != aDay {
			return phrase{}
		}
		past := (int(firstDay(d).Weekday())-p.at(i).n+6)%7 + 1 // days since the weekday, from 1 to 7
		on := -past
		if p.is(i+1, after) {
			if on = 7 - past; on == 0 {
				on = 7
			}
		}
		out.texts = append(out.texts, d.shifted(on, on).text())
	}
	return out
}
