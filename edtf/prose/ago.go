package prose

import "github.com/crossingstatus/border/edtf"

// agoAt reads a time by how long before the anchor it was: "three days ago",
// "قبل يومين", "two months since the reopening".
func (p *parser) agoAt(i int) found {
	if p.anchor.IsZero() {
		return found{}
	}
	marked := p.is(i, before, since, ago)
	j := i
	if marked {
		j++
	}
	first := j
	j, nearly, within := p.lengthWords(j)
	l, next, ok := p.lengthAt(j)
	if !ok || p.saysMore(first, j) {
		return found{} // a bound: longAgoAt reads it
	}
	switch {
	case p.is(next, ago):
		next++
	case p.is(next, before) && p.is(next+1, now):
		next += 2
	case marked && !p.is(i, ago):
		if p.is(next, of, from) && p.is(next+1, now) {
			next += 2
		} else if p.at(j).defined || l.word && p.lexicon == &english || p.isReckonedFrom(next) {
			return found{}
		}
	case p.is(next, since) && !p.is(next+1, number, numeric, monthName, dayName, relDay) && !l.word:
		next++
	default:
		return found{}
	}
	d := p.before(l)
	if within && !l.few {
		d = spanDate(p.shift(l, -1), p.anchor, day)
	}
	d.approximate = d.approximate || nearly
	return found{dates: []date{d}, next: next}
}

// saysMore reports whether one of the items from i to next is "more than".
func (p *parser) saysMore(i, next int) bool {
	for ; i < next; i++ {
		if p.is(i, more) {
			return true
		}
	}
	return false
}

// longAgoAt reads a time by how long before the anchor it was at least: "more than a year
// ago", "قبل أكثر من عام".
func (p *parser) longAgoAt(i int) phrase {
	marked := p.is(i, before, since, ago)
	j := i
	if marked {
		j++
	}
	first := j
	over := p.is(j, in) && p.at(j).n == 1 // "over a year ago"
	if over {
		j++
	}
	j, nearly, _ := p.lengthWords(j)
	l, next, ok := p.lengthAt(j)
	if p.anchor.IsZero() || !ok || l.few || !over && !p.saysMore(first, j) {
		return phrase{}
	}
	switch {
	case p.is(next, ago):
		next++
	case !marked || over || p.isReckonedFrom(next):
		return phrase{}
	}
	on := p.shift(l, -1)
	if l.unit == hour {
		on = p.anchor.AddDays(-(l.n / 24))
	}
	d := dayDate(on)
	d.approximate = nearly
	return phrase{texts: []string{notAfterText(d)}, next: next}
}

// yearsAgo reads how many years before the anchor something was: "ten years ago".
func (p *parser) yearsAgo(i int) (l length, next int, ok bool) {
	marked := p.is(i, before) && p.lexicon == &arabic
	if marked {
		i++
	}
	l, next, ok = p.lengthAt(i)
	ok = ok && l.unit == year && !l.few && l.most == 0 && (p.is(next, ago) || marked && !p.isReckonedFrom(next))
	if ok && p.is(next, ago) {
		next++
	}
	return l, next, ok
}

// dayYearsAgo reads a day by its name and by how many years ago it was, in any order: "a
// year ago on 14 June", "on 14 June a year ago".
func (p *parser) dayYearsAgo(i int) found {
	if p.anchor.IsZero() {
		return found{}
	}
	l, next, ok := p.yearsAgo(i)
	var f found
	if on := p.at(p.skip(next, comma)); ok && on.kind == relDay && on.n == 0 { // "a year ago today"
		return found{dates: []date{dayDate(p.shift(l, -1))}, next: p.skip(next, comma) + 1}
	}
	if ok {
		f = p.dayAt(p.skip(next, comma, in, the))
	} else if f = p.dayAt(i); f.ok() {
		if l, next, ok = p.yearsAgo(p.skip(f.next, comma)); ok {
			f.next = next
		}
	}
	if !ok || !f.ok() || f.dates[0].shape != aDay || !f.dates[0].noYear {
		return found{}
	}
	on := p.shift(l, -1)
	var best date
	for d, y := f.dates[0], startYear(dayDate(on))-1; y <= startYear(dayDate(on))+1; y++ {
		d.year, d.noYear = y, false
		if d.valid() && (best.year == 0 || absDays(firstDay(d), on) < absDays(firstDay(best), on)) {
			best = d
		}
	}
	if best.year == 0 {
		return found{}
	}
	return found{dates: []date{best}, next: f.next, full: true}
}

// absDays is how many days two days are apart.
func absDays(a, b edtf.Day) int { return max(a.Sub(b), b.Sub(a)) }

// isReckonedFrom reports whether a length of time that ends before item i is
// reckoned from something else than the anchor, or is none: "two days before the
// attack", "a month of".
func (p *parser) isReckonedFrom(i int) bool {
	return p.is(i, of, from, before, after, block, ordinal, number, which, every, final, relDay, past)
}

// pastAt reads a length of time that ends at the anchor: "over the past two
// weeks", "in recent days".
func (p *parser) pastAt(i int) phrase {
	if p.anchor.IsZero() || !p.is(i, past, in, within) {
		return phrase{}
	}
	back := func(j int) bool { return p.is(j, past, final) || p.is(j, which) && p.at(j).n < 0 }
	j := p.skip(i, in, within, the)
	saysPast, recent := p.is(j, past), back(j)
	if recent {
		j++
	}
	l, next, ok := p.lengthAt(j)
	if !ok {
		return phrase{}
	}
	if next = p.skip(next, few, the); back(next) {
		recent = true
		next = p.skip(next+1, few)
	}
	if p.is(next, of) || p.is(next, from) && p.lexicon == &arabic {
		return phrase{} // "the last days of June"
	}
	// "The last week" is a week of the calendar, "the past week" is none.
	if !recent || l.word && !l.few && l.n == 1 && !saysPast {
		return phrase{}
	}
	to := cut(p.anchor, day)
	if !l.few {
		return phrase{texts: []string{cut(p.shift(l, -1), day) + "/" + to}, next: next}
	}
	recently := map[int]int{hour: 1, day: 7, week: 30}[l.unit]
	if recently == 0 {
		return phrase{} // "in recent years" says nothing
	}
	return phrase{texts: []string{"[" + cut(p.anchor.AddDays(-recently), day) + ".." + to + "]"}, next: next}
}

// An apart is how far a time is from another.
type apart struct {
	length

	nearly     bool
	less, more bool // at most that far, at least
	whole      bool // "the week before": any time in it
}

// apartLength reads how far a time is from another: "less than a week".
func (p *parser) apartLength(i int) (a apart, next int, ok bool) {
	for range 6 {
		switch p.at(i).kind {
		case about:
			a.nearly = true
		case less:
			a.less = true
		case more:
			a.more = true
		case until:
			if p.at(i).n != 1 {
				return a, i, false
			}
			a.less = true
		case the, of, from:
		default:
			a.length, next, ok = p.lengthAt(i)
			switch {
			case ok && p.is(next, exact):
				next++
			case ok && p.is(next, few):
				a.few = true
				next++
			case ok && p.is(next, more):
				a.more = true
				next++
			case ok && p.is(next, notAfter) && p.at(next).n == 1:
				a.less = true
				next++
			}
			a.whole = p.lexicon == &english && a.word && !a.few && (a.unit == week || a.unit == month || a.unit == year)
			return a, next, ok
		}
		i++
	}
	return a, i, false
}

// apartAt reads a time by how long before or after another it is: "three days
// after 8 December 2024", "بعد ثلاثة أيام من 8 كانون الأول 2024".
func (p *parser) apartAt(i int) phrase {
	inside := p.is(i, within)
	j := p.skip(i, within)
	word := j
	if p.is(j, before, after) { // as Arabic has it
		j++
	}
	a, j, ok := p.apartLength(j)
	switch {
	case !ok:
		return phrase{}
	case p.is(word, before, after):
		ok = p.is(j, from, onto)
	case p.is(j, before, after):
		ok = true
		word = j
	default:
		word = j
		ok = inside && p.is(j, of, from)
	}
	if !ok || a.few && (word == j) != (inside && p.is(word, of, from)) {
		return phrase{}
	}
	f := p.dateAt(p.skip(j+1, dated, the))
	if !f.ok() || f.need == theWhole {
		return phrase{}
	}
	dates := p.resolved(f.dates)
	switch {
	case len(dates) == 0:
		return phrase{}
	case inside && (a.few || dates[0].shape != aDay):
		return phrase{next: f.next, full: f.full, void: true}
	case inside:
		return phrase{texts: []string{a.around(p.at(word).kind, dates[0]).text()}, next: f.next, full: f.full}
	}
	return phrase{texts: p.apartTexts(a, p.at(word).kind, dates), next: f.next, full: f.full}
}

// around is the days within a length of time of a day: before it, after it, or of it.
func (a apart) around(k kind, of date) date {
	on := firstDay(of)
	first, last := a.from(on, -1), a.from(on, 1)
	switch k {
	case before:
		last = on
	case after, from:
		first = on
	}
	return likeDate(spanDate(first, last, day), of)
}

// marginAt reads how far a date may be off, behind it: "give or take a day", "± 2 days".
func (p *parser) marginAt(i int) (a apart, next int, ok bool) {
	switch {
	case p.is(i, tilde), p.is(i, about) && p.at(i).n == 1:
		i++
	case p.is(i, plus) && p.is(i+1, slash) && p.is(i+2, dash):
		i += 3
	default:
		return a, i, false
	}
	a.length, next, ok = p.lengthAt(i)
	return a, next, ok && !a.few && a.most == 0
}

// apartBy reads how long before or after a date a time is, where that stands behind the
// date: "قبل 14 حزيران بيومين".
func (p *parser) apartBy(k kind, i int, dates []date) (texts []string, next int) {
	if p.lexicon != &arabic || k != before && k != after || !p.is(i, in) || len(dates) == 0 {
		return nil, 0
	}
	a, next, ok := p.apartLength(i + 1)
	if !ok || p.at(i+1).defined {
		return nil, 0
	}
	return p.apartTexts(a, k, dates), next
}

// apartTexts is the expressions of a time that is so far before or after a date.
func (p *parser) apartTexts(a apart, k kind, dates []date) []string {
	of := dates[0]
	if a.few || of.shape != aDay {
		return p.bounded(k, dates)
	}
	sign := 1
	if k == before {
		sign = -1
	}
	on := firstDay(of)
	far := a.from(on, sign)
	switch {
	case a.more && sign < 0:
		return []string{notAfterText(likeDate(dayDate(far), of))}
	case a.more:
		return []string{notBeforeText(likeDate(dayDate(far), of))}
	case a.less && sign < 0:
		return []string{likeDate(spanDate(far, on.AddDays(-1), day), of).text()}
	case a.less:
		return []string{likeDate(spanDate(on.AddDays(1), far, day), of).text()}
	case a.whole:
		return []string{nextTo(of, a.length, sign).text()}
	case a.most > 0:
		most := a.length
		most.n = a.most
		first, last := far, most.from(on, sign)
		if last.Before(first) {
			first, last = last, first
		}
		return []string{likeDate(spanDate(first, last, units[a.unit].precision), of).text()}
	}
	d := likeDate(a.rounded(far), of)
	d.approximate = d.approximate || a.nearly
	return []string{d.text()}
}
