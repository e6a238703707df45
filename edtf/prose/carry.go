package prose

// A year or a month that stands once in a sentence may be that of the dates about it: "closed on
// 14 June, reopened on 16 June 2014".

// A carry is the date whose year another has, before it or, if onward, behind it.
type carry struct {
	date
	onward bool
}

// carryItems is how many items there may be between a date without a year and the one
// behind it whose year it has.
const carryItems = 10

// A place is where a phrase stands, and what it says.
type place struct {
	at int
	phrase
}

// carried returns, by the items of the phrases without a year, the next date of the sentence that
// says it, or else the one before.
func (p *parser) carried(list []place) map[int]carry {
	years := map[int]carry{}
	for k := len(list) - 2; k >= 0; k-- {
		f, next := list[k], list[k+1]
		if !p.isJoined(f.next, next.at) {
			continue
		}
		of, ok := years[next.at]
		if !ok && next.saysYear() {
			of, ok = carry{date: next.dates[0]}, true
		}
		if ok && !f.full {
			f.has(of, years)
		}
	}
	for k := 1; k < len(list); k++ {
		last, f := list[k-1], list[k]
		if _, ok := years[f.at]; ok || f.full || !p.isJoined(last.next, f.at) {
			continue
		}
		if of, ok := years[last.at]; ok && of.onward {
			f.has(of, years)
		} else if last.saysYear() && !last.dates[0].approximate && !last.dates[0].uncertain {
			f.has(carry{last.dates[0], true}, years)
		}
	}
	return years
}

// saysYear reports whether the phrase is a day or a month with its year.
func (f place) saysYear() bool {
	return f.full && len(f.dates) > 0 && (f.dates[0].shape == aDay || f.dates[0].shape == aMonth)
}

// has gives the items of a phrase the year of another: what is left of one that is none is of no
// other year.
func (f place) has(of carry, years map[int]carry) {
	for i := f.at; i < f.next; i++ {
		years[i] = of
	}
}

// isJoined reports whether the items from i to next join two dates of a sentence, neither of
// which is told of the other: "and reopened on".
func (p *parser) isJoined(i, next int) bool {
	if next-i > carryItems {
		return false
	}
	joined := false
	for ; i < next; i++ {
		it := p.at(i)
		switch it.kind {
		case comma, and, or:
			joined = true
		case other:
			joined = joined || it.joins
		case in, the, of, dated, daytime, to, future, dayName:
		default:
			return false
		}
	}
	return joined
}

// ofYear is a date without a year in that of another of its sentence, which comes after it or,
// onward, before it; nothing where they would come the other way about, for it may be of
// the next year, of the one before or of any.
func (p *parser) ofYear(d date) []date {
	d.year, d.noYear = p.carry.year, false
	if !d.valid() || !p.carry.onward && firstDay(d).After(lastDay(p.carry.date)) || p.carry.onward && lastDay(d).Before(firstDay(p.carry.date)) {
		return nil
	}
	if p.carry.onward && !p.future && !p.anchor.IsZero() && firstDay(d).After(p.anchor) {
		return nil
	}
	if first := firstDay(d); d.weekday != 0 && d.shape == aDay && int(first.Weekday())+1 != d.weekday {
		return nil
	}
	return []date{d}
}

// bareBefore returns the days of a month that the day at f says, and a number before it does not:
// "closed on 14 and reopened on 20 June".
func (p *parser) bareBefore(f place) (texts []string) {
	if len(f.dates) == 0 || f.dates[0].shape != aDay {
		return nil
	}
	for i := f.at - 1; i > max(0, f.at-carryItems); i-- {
		if p.is(i, number) && p.is(i-1, in) && !p.isCount(i) {
			n, next, ok := p.ordinalAt(i)
			if !ok || n < 1 || !p.isBareDay(next) || !p.isJoined(next, f.at) {
				return nil
			}
			for _, d := range f.dates {
				if n < d.day && !d.approximate && !d.uncertain {
					d.day, d.weekday = n, 0
					texts = append(texts, d.text())
				}
			}
			return texts
		}
		if !p.is(i, other, comma, and, or, in, the, of, dated) {
			return nil
		}
	}
	return nil
}

// isBareDay reports whether what stands at i goes on to something else than what a number before
// it counts: "and", "then".
func (p *parser) isBareDay(i int) bool { return p.is(i, and, comma) || p.is(i, other) && p.at(i).joins }
