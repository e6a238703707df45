package prose

// aheadAt reads a time by how long after the anchor it is: "in two weeks", "بعد
// يومين", "two months from now". A sentence may mean how long something took, so
// it needs a word of the future there.
func (p *parser) aheadAt(i int) found {
	if p.anchor.IsZero() {
		return found{}
	}
	j, marked := i, p.is(i, in, after, coming)
	if marked {
		j++
	}
	j, nearly, within := p.lengthWords(j)
	if within {
		return found{} // a set: withinAt reads it
	}
	l, next, ok := p.lengthAt(j)
	if !ok || l.most > 0 || l.few && !p.is(i, after) || l.word && p.is(i, in) {
		return found{}
	}
	f := found{need: theWhole}
	switch {
	case p.is(next, from, after) && p.is(next+1, now):
		next, f.need = next+2, nothing
	case !marked, p.isReckonedFrom(next), p.at(j).defined, l.word && p.lexicon == &english:
		return found{}
	case p.future:
		f.need = nothing
	}
	d := l.rounded(p.shift(l, 1))
	if l.few {
		few := units[l.unit].ago
		d = spanDate(p.anchor.AddDays(few[0]), p.anchor.AddDays(few[1]), day)
	}
	d.approximate = d.approximate || nearly
	f.dates, f.next = []date{d}, next
	return f
}

// withinAt reads a time to come that has a due day, or none: "within two
// weeks", "in less than a month", "in the coming days".
func (p *parser) withinAt(i int) phrase {
	if p.anchor.IsZero() || !p.beginsAhead(i) {
		return phrase{}
	}
	j, near, lessThan := p.aheadWords(i)
	l, next, ok := p.lengthAt(j)
	if !ok || l.most > 0 {
		return phrase{}
	}
	for range 3 {
		if !p.isAhead(next) && !p.is(next, few) {
			break
		}
		near = near || !p.is(next, few)
		next++
	}
	if p.lexicon == &kurdish {
		next = p.skip(next, of)
	}
	f := phrase{next: next, need: theWhole}
	if near || p.future {
		f.need = nothing
	}
	switch {
	case p.isReckonedFrom(next):
		return phrase{}
	case !near && !lessThan && !p.is(i, within) && !(l.few && p.is(i, in)):
		return phrase{}
	case near && l.word && !l.few && l.n == 1:
		return phrase{} // "in the next week" is the next week
	}
	from, due := cut(p.anchor, day), p.shift(l, 1)
	if l.few {
		due = p.anchor.AddDays(units[l.unit].due)
		f.texts = append(f.texts, from+"/..")
	}
	f.texts = append(f.texts, "["+from+".."+cut(due, day)+"]")
	return f
}

// isAhead reports whether item i says that a time is to come.
func (p *parser) isAhead(i int) bool { return p.is(i, coming) || p.is(i, which) && p.at(i).n > 0 }

// beginsAhead reports whether a time to come may begin with item i: with a
// preposition, with "coming", or in languages where that follows with the unit.
func (p *parser) beginsAhead(i int) bool {
	return p.is(i, within, in, after) || p.isAhead(i) || p.is(i, unit) && p.at(i).n&^only == many
}

// aheadWords passes over the words before the length of a time to come: near if
// one says that it is, lessThan if it is an upper bound.
func (p *parser) aheadWords(i int) (next int, near, lessThan bool) {
	if p.is(i, within, in, after) {
		i++
	}
	for range 6 {
		switch {
		case p.isAhead(i):
			near = true
		case p.is(i, less):
			lessThan = true
		case p.is(i, the, of, from, about, in, more):
		default:
			return i, near, lessThan
		}
		i++
	}
	return i, near, lessThan
}
