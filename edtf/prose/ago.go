package prose

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
	j, nearly, within := p.lengthWords(j)
	l, next, ok := p.lengthAt(j)
	if !ok {
		return found{}
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

// apartAt reads a time by how long before or after another it is: "three days
// after 8 December 2024", "بعد ثلاثة أيام من 8 كانون الأول 2024".
func (p *parser) apartAt(i int) phrase {
	l, j, ok := p.lengthAt(i)
	word := j
	if p.is(i, before, after) { // as Arabic has it
		l, j, ok = p.lengthAt(i + 1)
		word, ok = i, ok && p.is(j, from)
	}
	if !ok || l.few && word == j || l.most > 0 || !p.is(word, before, after) {
		return phrase{}
	}
	f := p.dateAt(j + 1)
	if !f.ok() || f.need == theWhole {
		return phrase{}
	}
	dates := p.resolved(f.dates)
	if len(dates) == 0 || dates[0].shape != aDay {
		return phrase{}
	}
	if l.few {
		return phrase{texts: p.bounded(p.at(word).kind, dates), next: f.next, full: f.full}
	}
	sign := 1
	if p.is(word, before) {
		sign = -1
	}
	d := l.rounded(l.from(firstDay(dates[0]), sign))
	return phrase{texts: []string{d.text()}, next: f.next, full: f.full}
}
