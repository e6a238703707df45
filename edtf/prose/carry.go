package prose

// A year that stands once in a sentence may be that of the dates before it: "closed on 14
// June, reopened on 16 June 2014".

// carryItems is how many items there may be between a date without a year and the one
// behind it whose year it has.
const carryItems = 10

// A place is where a phrase stands, and what it says.
type place struct {
	at int
	phrase
}

// carried returns, by the items of the phrases without a year, the next date of the sentence that
// says it.
func (p *parser) carried(list []place) map[int]date {
	years := map[int]date{}
	for k := len(list) - 2; k >= 0; k-- {
		f, next := list[k], list[k+1]
		if !p.isJoined(f.next, next.at) {
			continue
		}
		of, ok := years[next.at]
		if !ok && next.full && len(next.dates) > 0 && (next.dates[0].shape == aDay || next.dates[0].shape == aMonth) {
			of, ok = next.dates[0], true
		}
		if ok && !f.full {
			for i := f.at; i < f.next; i++ { // what is left of a phrase that is none is of no other year
				years[i] = of
			}
		}
	}
	return years
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

// ofYear is a date without a year in that of another of its sentence, which comes after it;
// nothing where the first would come after, for it may be of the year before or of any.
func (p *parser) ofYear(d date) []date {
	d.year, d.noYear = p.carry.year, false
	if !d.valid() || firstDay(d).After(lastDay(p.carry)) {
		return nil
	}
	if first := firstDay(d); d.weekday != 0 && d.shape == aDay && int(first.Weekday())+1 != d.weekday {
		return nil
	}
	return []date{d}
}
