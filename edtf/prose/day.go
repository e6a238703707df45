package prose

import (
	"slices"

	"github.com/crossingstatus/border/edtf"
)

// dayWords are the words about a day, as far as they are read.
type dayWords struct {
	main    found     // the date
	rel     edtf.Day  // of a word like "yesterday"
	weekday int       // or -1
	unsure  bool      // the weekday may be another word
	toward  direction // "last Friday"
	said    bool      // toward is said
	end     int       // behind the last word that counts
}

// mostDayWords is the most items that stand around a day.
const mostDayWords = 14

// dayPhrase reads a day with all that people put around it, in any order: the
// weekday, the hour of the day, "yesterday". "Yesterday, Tuesday 14 April", "on
// Sunday night", "last Friday".
func (p *parser) dayPhrase(i int) found {
	w := dayWords{weekday: -1}
	for j, n := i, 0; n < mostDayWords; n++ {
		next := p.dayWord(&w, j, j == i)
		if next == j {
			break
		}
		j = next
	}
	switch {
	case w.main.ok():
		w.main.next = w.end
		return p.atWeekday(w.main, w.weekday, w.rel)
	case !w.rel.IsZero():
		return found{dates: []date{dayDate(w.rel)}, next: w.end}
	case w.weekday >= 0 && !p.anchor.IsZero():
		f := found{dates: p.onDayName(w.weekday, w.toward, w.said), next: w.end}
		if w.unsure || p.isPersonal(i, w.end) {
			f.need = theWhole
		}
		return f
	}
	return found{}
}

// dayWord reads the word about a day at j and returns the place behind it, or j
// if it is none.
func (p *parser) dayWord(w *dayWords, j int, first bool) (next int) {
	it := p.at(j)
	next = j + 1
	switch {
	case it.kind == which && w.end == 0 && p.nthDay(j).ok():
		w.main = p.nthDay(j)
		w.end = w.main.next
		return w.end
	case it.kind == which && !w.said && w.weekday < 0 && p.is(next, dayName):
		w.toward, w.said = directionOf(it.n), true
		return next
	case it.kind == which && it.n == -2 && !w.said && w.weekday >= 0 && !w.main.ok() && !p.anchor.IsZero() && !p.is(next, unit, monthName):
		last := firstDay(p.onDayName(w.weekday, back, true)[0])
		w.main = found{dates: []date{dayDate(last.AddDays(-7))}, next: next}
	case it.kind == which && !w.said && w.weekday >= 0 && w.end >= j-1 && !p.is(next, unit, monthName):
		w.toward, w.said = directionOf(it.n), true
	case it.kind == dayName && w.weekday < 0 && !p.is(next, name):
		w.weekday, w.unsure = it.n, it.unsure
	case it.kind == relDay && !w.rel.IsZero(): // "îro sibehê": the word for tomorrow is one for the morning
		if it.n <= 0 {
			w.rel = p.anchor.AddDays(it.n)
		}
	case it.kind == relDay && !p.anchor.IsZero() && !p.isOtherDay(j):
		w.rel = p.anchor.AddDays(it.n)
	case it.kind == numeric && !w.main.ok() && len(it.dates) > 0:
		w.main = found{dates: it.dates, next: next, full: it.dates[0].shape == aDay}
	case it.kind == daytime:
		if w.end == 0 {
			return next
		}
	case it.kind == dot && p.is(j-1, dayName) && p.is(next, comma, number, monthName): // "Thur., 4 July"
		return next
	case p.isDayFiller(j, w.end == 0, first):
		f := p.dayAt(j)
		if w.main.ok() || !f.ok() || !p.is(j, section, unit, the) {
			return next
		}
		w.main = f
		next = f.next
	default:
		f := p.dayAt(j)
		if w.main.ok() || !f.ok() {
			return j
		}
		w.main = f
		next = f.next
	}
	w.end = next
	return next
}

// isDayFiller reports whether item j says nothing about a day beside the words
// that do: "day", "late" before the first of them, and what stands between them.
func (p *parser) isDayFiller(j int, noneYet, first bool) bool {
	it := p.at(j)
	switch it.kind {
	case unit:
		return it.n == day || it.n == hour|two || it.n == hour|many
	case section:
		return noneYet
	case the:
		return true
	case of, from, in, comma, dated, dash, open, closing:
		return !first
	}
	return false
}

// isPersonal reports whether the weekday of a phrase is a name, as in "Sunday
// Oliseh": a name follows, and no "on" goes before.
func (p *parser) isPersonal(i, next int) bool {
	follows := p.at(next)
	return p.lexicon == &english && next == i+1 && follows.kind == other && follows.capital && !p.is(i-1, in)
}

// isOtherDay reports whether the day of item i is not the anchor: "the day
// after", "the seventh day", "the same day", in languages where "the day" is
// today.
func (p *parser) isOtherDay(i int) bool {
	return p.lexicon == &arabic && p.at(i).n == 0 &&
		(p.is(i+1, ordinal, final, name, every) || p.is(i-1, in) && !p.is(i+1, dayName))
}

// atWeekday adds the weekday to a date, to choose its year by, and where
// "yesterday" stands beside it the year nearest to that day.
func (p *parser) atWeekday(f found, weekday int, rel edtf.Day) found {
	f.dates = slices.Clone(f.dates)
	for k := range f.dates {
		d := &f.dates[k]
		switch {
		case !rel.IsZero() && d.noYear:
			d.year, _, _ = rel.Date()
			d.noYear = false
		case weekday >= 0:
			d.weekday = weekday + 1
		}
	}
	if weekday < 0 {
		return f
	}
	fits := func(d date) int { // the reading that falls on the weekday comes first
		if d.shape == aDay && !d.noYear && d.valid() && int(firstDay(d).Weekday()) == weekday {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(f.dates, func(a, b date) int { return fits(a) - fits(b) })
	return f
}

// onDayName returns the days of a weekday near the anchor, best first.
func (p *parser) onDayName(weekday int, toward direction, said bool) []date {
	back7 := (int(p.anchor.Weekday()) - weekday + 7) % 7
	today := p.anchor.AddDays(-back7) // the anchor itself, or the latest before
	next := today.AddDays(7)
	switch {
	case toward == back:
		if back7 == 0 {
			today = today.AddDays(-7)
		}
		return []date{dayDate(today)}
	case toward == ahead:
		return []date{dayDate(next)}
	case said && back7 == 0: // "this Friday", on a Friday
		return []date{dayDate(today)}
	case said || p.future:
		return []date{dayDate(next), dayDate(today)}
	}
	return []date{dayDate(today), dayDate(next)}
}

// overnightAt reads the night that begins on a day, or the one before the anchor.
func (p *parser) overnightAt(i int) phrase {
	if !p.is(i, overnight) {
		return phrase{}
	}
	j := p.skip(i+1, in, the, comma)
	if _, ranged := p.pairAt(j, to, until, dash, slash, and, or, the); ranged || p.endAt(j).bare {
		return phrase{}
	}
	if f := p.dateAt(j); f.ok() && f.need == nothing {
		return p.nightOf(f)
	}
	if p.anchor.IsZero() {
		return phrase{}
	}
	before := cut(p.anchor.AddDays(-1), day)
	return phrase{texts: []string{before + "/" + cut(p.anchor, day), before}, next: i + 1}
}

// nightOf is from each day that was found to the next.
func (p *parser) nightOf(f found) phrase {
	out := phrase{next: f.next, full: f.full}
	for _, d := range p.resolved(f.dates) {
		if d.shape != aDay {
			return phrase{}
		}
		out.texts = append(out.texts, d.text()+"/"+d.shifted(1, 1).text(), d.shifted(0, 1).text())
	}
	return out
}
