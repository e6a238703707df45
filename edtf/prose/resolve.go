package prose

// A direction is where from the anchor a date without a year lies.
type direction uint8

const (
	either   direction = iota
	back               // the last one before the anchor
	ahead              // the next one after it
	sameYear           // in the year of the anchor
)

// directionOf is the direction of a word like "last", by the n of [which].
func directionOf(n int) direction {
	switch {
	case n < 0:
		return back
	case n > 0:
		return ahead
	}
	return sameYear
}

// resolve returns the readings of a date, best first: itself if it has its
// year, else those of the years about the anchor.
func (p *parser) resolve(d date) []date {
	if !d.noYear {
		if !d.valid() {
			return nil
		}
		return []date{d}
	}
	if p.carry.year > 0 && d.toward == either && (d.shape == aDay || d.shape == aMonth) {
		return p.ofYear(d)
	}
	if p.anchor.IsZero() {
		return nil
	}
	d.noYear = false
	var past, next []date // the nearest first
	this, _, _ := p.anchor.Date()
	for y := this + 1; y >= this-8; y-- { // 29 February is eight years apart at most
		d.year = y
		if !d.valid() {
			continue
		}
		first, last := d.bounds()
		switch {
		case d.toward == sameYear && y == this:
			return []date{d}
		case d.toward == sameYear:
		case d.toward == back && !last.Before(p.anchor) && d.shape != aDay:
		case first.After(p.anchor):
			next = append([]date{d}, next...)
		default:
			past = append(past, d)
		}
	}
	switch d.toward {
	case back:
		return head(past)
	case ahead:
		return head(next)
	case sameYear:
		return nil
	}
	if d.weekday != 0 {
		if on := p.onWeekday(past, next, d.weekday); on != nil {
			return on
		}
	}
	past, next = head(past), head(next)
	if p.future || len(past) == 0 || len(next) > 0 && p.near(next[0], past[0]) {
		return append(next, past...)
	}
	return append(past, next...)
}

func head(d []date) []date { return d[:min(1, len(d))] }

// nearDays is how many days ahead a date without a year may lie, to be read as
// the coming one by itself.
const nearDays = 31

// near reports whether the next date is meant and not the past one: it is
// close by, and the past one is not.
func (p *parser) near(next, past date) bool {
	first, _ := next.bounds()
	_, last := past.bounds()
	return first.Sub(p.anchor) <= nearDays && p.anchor.Sub(last) > 6*nearDays
}

// onWeekday returns the date nearest to the anchor that falls on a weekday.
func (p *parser) onWeekday(past, next []date, weekday int) []date {
	for i := range max(len(past), len(next)) {
		for _, list := range [][]date{past, next} {
			if i >= len(list) || list[i].shape != aDay {
				continue
			}
			if first, _ := list[i].bounds(); int(first.Weekday())+1 == weekday {
				return []date{list[i]}
			}
		}
	}
	return nil
}
