package prose

// monthAt reads a month, with its year or without: "June 2014", "the month of
// June", "last June", "June of last year", "next month", "month 6 of 2014".
func (p *parser) monthAt(i int, day bool) found {
	j := p.skip(i, the)
	d := date{shape: aMonth, noYear: true}
	need := nothing
	switch {
	case p.is(j, which) && p.isUnit(j+1, month) && p.at(j+1).n == month:
		return p.relMonth(p.at(j).n, j+2)
	case p.isUnit(j, month) && p.at(j).n == month && p.is(p.skip(j+1, the), which):
		k := p.skip(j+1, the)
		return p.relMonth(p.at(k).n, k+1)
	case p.is(j, ordinal) && p.isUnit(j+1, month), p.isUnit(j, month) && p.is(j+1, ordinal):
		n, next := p.at(j).n, j+2
		if !p.is(j, ordinal) {
			n = p.at(j + 1).n
		}
		y, next, ok := p.yearAfter(next, false)
		if !ok || n < 1 || n > 12 {
			return found{}
		}
		return found{dates: []date{{shape: aMonth, year: y, month: n}}, next: next, full: true}
	case p.is(j, which) && p.is(j+1, monthName):
		d.toward = directionOf(p.at(j).n)
		j++
	case p.isUnit(j, month):
		k := p.skip(j+1, of, the, from)
		if it := p.at(k); it.kind == number && it.digits <= 2 && it.n >= 1 && it.n <= 12 && !it.ordinal {
			y, next, ok := p.yearAfter(k+1, false)
			if !ok {
				return found{}
			}
			return found{dates: []date{{shape: aMonth, year: y, month: it.n}}, next: next, full: true}
		}
		if !p.is(k, monthName) {
			return found{}
		}
		j = k
	case p.is(j, monthName):
		need = opening
	default:
		return found{}
	}
	return p.monthRest(j, d, need, day)
}

// monthRest reads on from the name of a month.
func (p *parser) monthRest(j int, d date, need need, day bool) found {
	it := p.at(j)
	d.month = it.n
	if it.unsure && !it.capital && p.lexicon == &english && need == opening {
		need = theWhole
	}
	j = p.skipOtherName(j+1, d.month)
	if p.is(j, dot) && p.is(j+1, number, comma, apostrophe) {
		j++
	}
	if k := p.skip(j, the); d.toward == either && p.is(k, which) && !p.isUnit(k+1, year) && !p.isUnit(k+1, month) && !p.isUnit(k+1, week) && !p.is(k+1, dayName) {
		d.toward = directionOf(p.at(k).n)
		return found{dates: []date{d}, next: k + 1}
	}
	if y, next, ok := p.yearAfter(j, day); ok && d.toward == either {
		d.year, d.noYear = y, false
		return found{dates: []date{d}, next: next, full: true}
	}
	if d.toward != either {
		need = nothing
	}
	return found{dates: []date{d}, next: j, need: need}
}

// skipOtherName passes over the other name of a month, as in "أيار/مايو".
func (p *parser) skipOtherName(i, month int) int {
	if j := p.skip(i, slash, open, dash, comma, or); j > i && p.is(j, monthName) && p.at(j).n == month {
		return p.skip(j+1, closing)
	}
	return i
}

// relMonth is the month n months after that of the anchor.
func (p *parser) relMonth(n, next int) found {
	if p.anchor.IsZero() {
		return found{}
	}
	y, m, _ := addMonths(p.anchor, n).Date()
	return found{dates: []date{{shape: aMonth, year: y, month: int(m)}}, next: next}
}

// numberAt reads a number in digits or in words: "25", "twenty-five", and of
// words in Arabic the units before the tens.
func (p *parser) numberAt(i int) (n, next int, ok bool) {
	it := p.at(i)
	if it.kind != number || it.grouped {
		return 0, 0, false
	}
	if it.digits > 0 {
		return it.n, i + 1, true
	}
	j := p.skip(i+1, and, dash)
	if second := p.at(j); second.kind == number && second.digits == 0 && oneNumber(it.n, second.n) {
		return it.n + second.n, j + 1, true
	}
	return it.n, i + 1, true
}

// oneNumber reports whether two numbers in words are one: tens and units, or in
// Arabic units and tens.
func oneNumber(a, b int) bool {
	return a >= 20 && a%10 == 0 && b < 10 || a < 10 && b >= 10 && b%10 == 0
}

// ordinalAt reads the number of a day: "5", "5th", "fifth", "twenty-first".
func (p *parser) ordinalAt(i int) (n, next int, ok bool) {
	i = p.skip(i, the)
	it := p.at(i)
	switch {
	case it.kind == number && it.digits > 0:
		return it.n, i + 1, it.digits <= 2
	case it.kind == number || it.kind == ordinal:
		j := p.skip(i+1, and, dash)
		second := p.at(j)
		if (second.kind == number && second.digits == 0 || second.kind == ordinal) && oneNumber(it.n, second.n) {
			return it.n + second.n, j + 1, true
		}
		return it.n, i + 1, it.kind == ordinal || it.n <= 31
	}
	return 0, 0, false
}
