package prose

// relationAt reads a date with a word before it that makes it a bound: since,
// until, before, after, by.
func (p *parser) relationAt(i int) phrase {
	k, j := p.relationWords(i)
	if k == other {
		return phrase{}
	}
	if r, ok := p.pairAt(j, or); ok && k != never && (r.full || r.need == nothing) {
		return phrase{texts: p.bounded(k, []date{wider(k, r.a, r.b)}), next: r.next, full: r.full}
	}
	at, named := p.namedByYear(k, j)
	if named {
		j = at
	}
	f := p.dateAt(j)
	if k == by && f.ok() && !p.future && p.isWhole(i, f.next) { // a due day lies ahead
		p.future = true
		f = p.dateAt(j)
		defer func() { p.future = false }()
	}
	if !f.ok() || f.need == theWhole && !p.at(i).spaced && i > 0 {
		return phrase{}
	}
	if head := p.at(p.skip(j, the)); k == before && head.kind == section && head.n == 4 {
		k = notAfter // before the end of a time is within it
	} else if k == after && head.kind == section && head.n == 1 { // and so is after its beginning
		k = notBefore
	}
	if p.is(i+1, the) && p.is(i+2, number, monthName) && p.is(f.next, other) { // "after the 2003 invasion"
		switch k {
		case after:
			k = notBefore
		case before:
			k = notAfter
		}
	}
	if named {
		k = map[kind]kind{after: notBefore, before: notAfter}[k]
	}
	dates := p.resolved(f.dates)
	if k == since && p.at(i).n == 0 {
		dates = p.begun(dates)
	}
	out := phrase{next: f.next, full: f.full, void: k == never}
	if k == never {
		return out
	}
	if texts, next := p.apartBy(k, f.next, dates); next > 0 {
		return phrase{texts: texts, next: next, full: f.full}
	}
	if open, end := p.openEnded(f.next); k == since && open != nil {
		return phrase{texts: all(dates, open), next: end, full: f.full}
	}
	if k == until && p.is(f.next, more) && (f.next+1 == len(p.items) || p.is(f.next+1, dot, comma)) { // "until 14 June at least"
		k, out.next = notBefore, out.next+1
	}
	if p.is(f.next, notAfter) && p.boundsBehind(f.next) && (k == by || k == notAfter) {
		out.next++
	}
	if f.need == theWhole || p.is(i, notAfter, notBefore) && p.at(i).n == 2 { // "latest 14 June"
		out.need = theWhole
	}
	out.texts = p.bounded(k, dates)
	return out
}

// relationWords is how the words from i on bound the date behind them, and where that
// begins: as relation has it of the first, but for what the others say.
func (p *parser) relationWords(i int) (k kind, j int) {
	k, j = p.relation(i)
	if k == until && p.is(i-1, dash) && !p.at(i).spaced && p.is(i-2, other) { // "the run-up to"
		k = before
	}
	if k == after && p.at(i).n == 1 {
		j = p.skip(j, dash) // "post-2014", not "the border post on Friday"
	} else if k == before || k == after { // "two days before, on 14 June" is that day
		j = p.skip(j, the, in, of, from, dash, dated)
	} else {
		j = p.skip(j, the, in, of, from, dash, comma, dated)
	}
	if k == until {
		j = p.skip(j, until, the, to)
	}
	if k == notAfter || k == notBefore {
		j = p.skip(j, by, in)
	}
	switch {
	case k == until && p.is(j, more):
		k, j = notBefore, j+1
	case k == since && p.is(j, more):
		j++
	case (k == since || k == until) && p.is(j, earlier, later) && p.at(j).n == 1: // "منذ ما قبل"
		k = map[kind]kind{earlier: before, later: after}[p.at(j).kind]
		j++
	}
	if (k == until || k == before) && p.isNegated(i) {
		k = notBefore
	}
	return k, j
}

// eventWords is how many words there are at most of an event that has its year behind it.
const eventWords = 3

// namedByYear returns where the year begins in which an event was that stands at j, and so was
// some day of it: «قبل غزو عام 2003», "before the invasion of 2003".
func (p *parser) namedByYear(k kind, j int) (at int, ok bool) {
	if k != before && k != after {
		return 0, false
	}
	at = p.skip(j, the)
	from := at
	for p.is(at, other) && !p.at(at).joins && at < from+eventWords {
		at = p.skip(at+1, the)
	}
	if at == from || !p.is(at, of) && p.lexicon != &arabic {
		return 0, false
	}
	at = p.skip(at, of, in)
	f := p.dateAt(at)
	return at, f.ok() && f.need != theWhole && (f.dates[0].shape == aYear || f.dates[0].shape == aMonth)
}

// negatedItems is how many items before an "until" the "not" may stand that denies it.
const negatedItems = 8

// isNegated reports whether the word at i bounds what did not come before: "did not open
// until", «لم يفتح قبل».
func (p *parser) isNegated(i int) bool {
	return p.is(i, until, before) && p.isDenied(i)
}

// isDeniedOn reports whether the date at i is one on which something did not come: "did not close
// on 14 June".
func (p *parser) isDeniedOn(i int) bool {
	if p.is(i, section) && p.is(i-1, negation) {
		return true
	}
	if !p.is(i, in) {
		i--
	}
	return p.is(i, in) && p.isDenied(i)
}

// isDenied reports whether "not" stands before item i and denies what is told there.
func (p *parser) isDenied(i int) bool {
	j := i - 1
	for j > i-negatedItems && p.is(j, other, section, future, the, of, label, apostrophe) {
		j--
	}
	return p.is(j, negation)
}

// boundsBehind reports whether item i bounds the date before it: "at the latest".
func (p *parser) boundsBehind(i int) bool {
	if !p.is(i, notAfter, notBefore) {
		return false
	}
	n := p.at(i).n
	return n == 1 || n == 2 && (i+1 == len(p.items) || p.is(i+1, dot, comma, closing))
}

// wider is the one of two dates whose bound of a kind leaves out less.
func wider(k kind, a, b date) date {
	if bFirst := firstDay(b).Before(firstDay(a)); bFirst == (k == since || k == after || k == notBefore) {
		return b
	}
	return a
}

// begun returns those of the readings that have begun on the anchor, all if none has: what
// has lasted since a date does not begin after it was told.
func (p *parser) begun(dates []date) (past []date) {
	for _, d := range dates {
		if p.anchor.IsZero() || !firstDay(d).After(p.anchor) {
			past = append(past, d)
		}
	}
	if past == nil {
		return dates
	}
	return past
}

// relation returns how the word or sign at i bounds the date behind it, one of
// since, until, before, after, by, notBefore and notAfter, or other; and where
// the date begins.
func (p *parser) relation(i int) (k kind, next int) {
	k = p.at(i).kind
	switch k {
	case since, until, before, after, by, notBefore, notAfter, never:
		return k, i + 1
	case lessSign, moreSign:
		j := p.skip(i+1, equals)
		orEqual := j > i+1 || p.at(i).n != 0
		switch {
		case k == lessSign && orEqual:
			return notAfter, j
		case k == lessSign:
			return before, j
		case orEqual:
			return notBefore, j
		}
		return after, j
	case more:
		switch {
		case p.is(i+1, until):
			return notBefore, i + 2
		case p.is(i+1, since):
			return since, i + 2
		}
	case to:
		if p.at(i).n == 1 {
			return until, i + 1
		}
	case earlier, later:
		if p.at(i).n == 1 {
			return map[kind]kind{earlier: before, later: after}[k], i + 1
		}
	}
	return other, i
}

// bounded is the expressions of dates behind a word.
func (p *parser) bounded(k kind, dates []date) []string {
	switch k {
	case since:
		return all(dates, sinceText)
	case until:
		return all(dates, untilText)
	case before:
		return all(dates, beforeText)
	case after:
		return all(dates, afterText)
	case notBefore:
		return all(dates, notBeforeText)
	case by:
		return append(all(dates, p.dueText), all(dates, notAfterText)...)
	}
	return all(dates, notAfterText)
}

func all(dates []date, text func(date) string) (texts []string) {
	for _, d := range dates {
		texts = append(texts, text(d))
	}
	return texts
}

// sinceText is from the date on.
func sinceText(d date) string { return d.start() + "/.." }

// untilText is from some time to the date.
func untilText(d date) string { return "/" + d.end() }

// beforeText is all before the date. What is about a date may be on it.
func beforeText(d date) string {
	if d.approximate {
		return "[.." + bound(d, false) + "]"
	}
	first, _, precision := d.ends()
	return "[.." + cut(first.AddDays(-1), precision) + d.qualifier() + "]"
}

// afterText is all after the date.
func afterText(d date) string {
	if d.approximate {
		return "[" + bound(d, true) + "..]"
	}
	_, last, precision := d.ends()
	return "[" + cut(last.AddDays(1), precision) + d.qualifier() + "..]"
}

// bound returns the first or the last of a date as the end of a range that is
// open at the other end.
func bound(d date, first bool) string {
	a, b, precision := d.ends()
	if !d.isSet() {
		return d.text()
	}
	if first {
		return cut(a, precision) + d.qualifier()
	}
	return cut(b, precision) + d.qualifier()
}

// notBeforeText is all from the first day of the date on.
func notBeforeText(d date) string { return "[" + bound(d, true) + "..]" }

// notAfterText is all to the last day of the date.
func notAfterText(d date) string { return "[.." + bound(d, false) + "]" }

// dueText is what is due by the date: from the anchor, if that is before it.
func (p *parser) dueText(d date) string {
	first, last := d.bounds()
	if p.anchor.IsZero() || !last.After(p.anchor) || first.Before(firstOf(p.thisYear())) {
		return notAfterText(d)
	}
	return "[" + cut(p.anchor, day) + ".." + cut(last, day) + "]"
}
