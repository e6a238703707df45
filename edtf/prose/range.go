package prose

import (
	"slices"
	"strings"
	"time"

	"github.com/crossingstatus/border/edtf"
)

// An end is one of the two ends of a range, which may be a day alone that
// takes its month from the other end.
type end struct {
	dates []date
	next  int
	bare  bool // only the number of a day
	need  need
	full  bool

	season bool // a season without its year
	its    bool // of the year of the first end: «خريفه»
}

// endAt reads an end. A number is a day if the other end says of which month.
func (p *parser) endAt(i int) end {
	dashed := p.is(i-1, dash, slash)
	i = p.skip(i, the, in, of, from, daytime)
	if p.is(i, dated) && !dashed { // "… - بتاريخ" begins something else
		i++
	}
	if p.isUnit(i, day) && p.at(i).n == day || p.isUnit(i, year) && p.is(i+1, number) {
		i++
	}
	if f := p.dateAt(i); f.ok() {
		return end{dates: f.dates, next: f.next, need: f.need, full: f.full}
	}
	if p.is(i, season) { // of the year of the other end
		d := date{shape: partOfYear, code: p.at(i).n, noYear: true}
		return end{dates: []date{d}, next: i + 1, need: theWhole, season: true}
	}
	if p.is(i, its) && p.at(i).n > 0 {
		d := date{shape: partOfYear, code: p.at(i).n, noYear: true}
		return end{dates: []date{d}, next: i + 1, its: true}
	}
	if n, next, ok := p.ordinalAt(i); ok && n >= 1 && n <= 31 && !p.at(i).grouped && !p.isCount(i) {
		return end{dates: []date{{shape: aDay, day: n, noYear: true}}, next: next, bare: true}
	}
	return end{}
}

// isCount reports whether item i is a number in words that counts, and says no day: "a", "two".
func (p *parser) isCount(i int) bool {
	return p.lexicon == &english && p.is(i, number) && p.at(i).digits == 0
}

// A pair is the two ends of a range.
type pair struct {
	a, b date
	next int
	need need
	full bool

	never bool // an end is a day that is in no year that it can have
}

// ordered reports whether neither end of the range begins or ends before its
// start does.
func (r pair) ordered() bool {
	return !firstDay(r.b).Before(firstDay(r.a)) && !lastDay(r.b).Before(lastDay(r.a))
}

// halfYear is the most days that two dates are apart, either of which is meant, if only
// the second has its year.
const halfYear = 183

// endBehind returns where the second end begins, behind the words after the first, or i if
// they are not there; opened if a parenthesis stands before them.
func (p *parser) endBehind(i int, words []kind) (next int, opened bool) {
	j := p.skip(i, comma, sinceIt, open)
	opened = j > i && p.is(j-1, open)
	switch {
	case p.is(j, and) && p.is(j+1, slash) && p.is(j+2, or): // "and/or"
		j += 2
	case p.is(j, and) && p.is(j+1, until, to):
		j++
	}
	if next = p.skip(j, words...); next == j {
		return i, false
	}
	return next, opened
}

// pairAt reads two ends with one of the words between them.
func (p *parser) pairAt(i int, words ...kind) (r pair, ok bool) {
	x := p.endAt(i)
	if x.next == 0 {
		return r, false
	}
	k, opened := p.endBehind(x.next, words)
	if k == x.next {
		return r, false
	}
	y := p.endAt(k)
	// "2014-16"
	if it := p.at(k); (y.next == 0 || y.bare) && x.dates[0].shape == aYear && it.kind == number && it.digits == 2 && it.n > x.dates[0].year%100 && !it.spaced {
		y = end{dates: []date{{shape: aYear, year: x.dates[0].year/100*100 + it.n}}, next: k + 1}
	}
	if y.next == 0 || x.bare && y.bare || y.season || x.season && (y.dates[0].shape != partOfYear || y.dates[0].noYear) {
		return r, false
	}
	if y.its {
		if x.dates[0].shape != partOfYear || x.dates[0].noYear || y.dates[0].code == 24 || x.dates[0].code == 24 {
			return r, false
		}
		y.dates[0].year, y.dates[0].noYear = x.dates[0].year, false
	}
	if x.season && x.dates[0].code == 24 { // of the winter before or behind: who knows
		return pair{a: x.dates[0], b: y.dates[0], next: y.next, full: y.full, never: true}, false
	}
	if x.season {
		x.need = nothing
	}
	r = pair{a: x.dates[0], b: y.dates[0], next: y.next, need: min(x.need, y.need), full: x.full || y.full}
	if opened {
		r.next = p.skip(r.next, closing)
	}
	if x.bare || y.bare {
		r.need = max(x.need, y.need)
		if r, ok = p.fill(r, y.bare); !ok {
			return r, false
		}
	}
	for _, d := range y.dates { // of two readings the one after the start
		if !r.a.noYear && !d.noYear && !y.bare && r.a.valid() && d.valid() && !lastDay(d).Before(firstDay(r.a)) {
			r.b = d
			break
		}
	}
	shared := r.a.noYear
	r.a, r.b, ok = p.years(r.a, r.b)
	if shared && ok && slices.Contains(words, or) {
		r.a = sameYearAs(r.a, r.b)
	}
	r.never = !ok && !x.bare && !y.bare && !r.a.noYear && !r.b.noYear
	if r.a.shape == aYear && r.b.shape == aYear {
		r.need = nothing
		if r.a.year < 1900 || r.b.year > 2100 {
			r.need = theWhole
		}
	}
	return r, ok
}

// sameYearAs gives the first of two dates, either of which is meant, the year of the second,
// if it is far from that: "July or June 2014".
func sameYearAs(a, b date) date {
	same := a
	same.year++
	if firstDay(b).Sub(firstDay(a)) > halfYear && same.year == startYear(b) && same.valid() {
		return same
	}
	return a
}

// fill gives the end that is only the number of a day the month of the other.
func (p *parser) fill(r pair, last bool) (pair, bool) {
	from, to := r.b, &r.a
	if last {
		from, to = r.a, &r.b
	}
	if from.shape != aDay {
		return r, false
	}
	to.month, to.year, to.noYear, to.toward = from.month, from.year, from.noYear, from.toward
	if y, next, ok := p.yearAfter(r.next, false); last && from.noYear && ok { // "October 17-24, 2023"
		r.a.year, r.b.year, r.a.noYear, r.b.noYear = y, y, false, false
		r.next, r.full = next, true
	}
	return r, true
}

// years gives the ends of a range the years that they lack: that of the other
// end, or of the nearest range. A 29 February that has to come after the other
// end is the first that does.
func (p *parser) years(a, b date) (date, date, bool) {
	if a.noYear && b.noYear {
		r := p.resolve(b)
		if len(r) == 0 {
			return a, b, false
		}
		if start := startBefore(a, r[0]); start.valid() {
			a, b = start, r[0]
		} else if r = p.resolve(a); len(r) > 0 && endAfter(b, r[0]).year == r[0].year { // "29 February to 5 March"
			a = r[0]
		}
	}
	switch {
	case a.noYear:
		a = startBefore(a, b)
	case b.noYear:
		b = endAfter(b, a)
	}
	return a, b, a.valid() && b.valid()
}

// startBefore gives the start of a range the year of its end, or the year before that.
func startBefore(start, end date) date {
	start.year, start.noYear = startYear(end), false
	if end.valid() && start.from().After(lastDay(end)) {
		start.year--
	}
	return start
}

// endAfter gives the end of a range the year of its start, or the first after it in
// which there is such a day.
func endAfter(end, start date) date {
	end.year, end.noYear = startYear(start), false
	for last := end.year + 8; start.valid() && end.year < last; end.year++ { // 29 February is eight years apart at most
		if end.valid() && !firstDay(start).After(lastDay(end)) {
			break
		}
	}
	return end
}

// from returns the first day of the date, which of a 29 February that is not in its
// year is the day behind it.
func (d date) from() edtf.Day {
	if d.shape == aDay {
		return edtf.NewDay(d.year, time.Month(d.month), d.day)
	}
	return firstDay(d)
}

func startYear(d date) int {
	if !d.valid() {
		return d.year
	}
	first, _ := d.bounds()
	y, _, _ := first.Date()
	return y
}

func firstDay(d date) edtf.Day {
	first, _ := d.bounds()
	return first
}

func lastDay(d date) edtf.Day {
	_, last := d.bounds()
	return last
}

// betweenAt reads "between A and B", some time in it, "A or B", and "A and B",
// which are two dates.
func (p *parser) betweenAt(i int) phrase {
	if p.is(i, between) {
		j := p.skip(i+1, the, of)
		if p.isUnit(j, year) || p.isUnit(j, month) && p.at(j).n != month || p.isUnit(j, day) {
			j++
		}
		r, ok := p.pairAt(j, and, to, dash, until, in, the)
		if r.never && r.full {
			return phrase{next: r.next, full: true, void: true}
		}
		if ok {
			if t := setOf(r.a, r.b); t != "" && r.ordered() {
				return phrase{texts: []string{t}, next: r.next, full: r.full}
			}
		}
		return phrase{}
	}
	if r, ok := p.pairAt(i, or, and); !ok && r.never && r.a.shape == partOfYear && r.a.noYear {
		return phrase{next: r.next, full: true, void: true}
	}
	if r, ok := p.pairAt(i, and); ok {
		return phrase{texts: []string{r.a.text(), r.b.text()}, next: r.next, full: r.full, need: r.need}
	}
	j := p.skip(i, about, tilde, maybe)
	if r, ok := p.pairAt(j, or); ok {
		for k := i; k < j; k++ {
			about := date{approximate: !p.is(k, maybe), uncertain: p.is(k, maybe)}
			r.a, r.b = likeDate(r.a, about), likeDate(r.b, about)
		}
		return phrase{texts: []string{"[" + strings.Trim(r.a.text(), "[]") + "," + strings.Trim(r.b.text(), "[]") + "]"}, next: r.next, full: r.full, need: r.need}
	}
	return phrase{}
}

// setOf returns some time from a to b, whose ends have one precision.
func setOf(a, b date) string {
	if a.shape == b.shape && !a.isSet() && !lastDay(b).Before(firstDay(a)) {
		return "[" + a.text() + ".." + b.text() + "]"
	}
	first, _, pa := a.ends()
	_, last, pb := b.ends()
	if last.Before(first) {
		return ""
	}
	precision := min(pa, pb)
	return "[" + cut(first, precision) + a.qualifier() + ".." + cut(last, precision) + b.qualifier() + "]"
}

// isUntil reports whether "until" or "to" stands behind the date at item i.
func (p *parser) isUntil(i int) bool {
	return p.is(p.skip(p.endAt(i).next, comma, and), until, to)
}

// fromTo reads "from A to B", "A to B", and "A-B": from its first to its last.
// "From A" alone is since A, where the word says nothing else.
func (p *parser) fromTo(i int) phrase {
	j := i
	opened := p.is(i, from, in) || p.is(i, since) && p.at(i).n == 0
	if opened {
		j++
	}
	j = p.skip(j, the, in, dated)
	words := []kind{to, until, dash, slash, the}
	if p.is(j, number) && p.is(j+1, onto) && p.is(j+2, number) { // "ليلة 14 على 15"
		words = append(words, onto)
	}
	r, ok := p.pairAt(j, words...)
	ok = ok && (!p.is(i, since) || p.isUntil(j))
	switch {
	case r.full && (r.never || ok && !r.ordered()):
		return phrase{next: r.next, full: true, void: true}
	case ok && r.ordered():
		f := phrase{texts: []string{r.a.start() + "/" + r.b.end()}, next: r.next, full: r.full, need: r.need}
		if opened && r.need == opening {
			f.need = nothing
		}
		if p.is(r.next, more) && (r.next+1 == len(p.items) || p.is(r.next+1, dot, comma)) { // "from 14 to 20 June at least"
			f.texts, f.next = []string{unknownEndText(r.a)}, r.next+1
			return f
		}
		if t := setOf(r.a, r.b); t != "" && !p.is(i, since) {
			f.texts = append(f.texts, t)
		}
		return f
	}
	if !opened || !p.is(i, from) || p.at(i).n == 0 {
		return phrase{}
	}
	f := p.dateAt(j)
	if !f.ok() || f.need != nothing {
		return phrase{}
	}
	dates := p.resolved(f.dates)
	if open, end := p.openEnded(f.next); open != nil {
		texts := all(dates, open)
		if p.is(end-1, notice) { // the day of the change, as of "from A" alone
			texts = append(texts, all(dates, date.text)...)
		}
		return phrase{texts: texts, next: end, full: f.full}
	}
	if p.is(f.next, notBefore) && p.boundsBehind(f.next) {
		return phrase{texts: all(dates, notBeforeText), next: f.next + 1, full: f.full}
	}
	if p.is(f.next, sinceIt) {
		return phrase{texts: all(dates, sinceText), next: f.next + 1, full: f.full}
	}
	return phrase{texts: append(all(dates[:min(1, len(dates))], sinceText), all(dates, date.text)...), next: f.next, full: f.full}
}
