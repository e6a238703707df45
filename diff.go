package border

import (
	"cmp"
	"iter"
	"slices"
)

// A Change is a longest run of days on which two views answer a question
// differently: in Value, Certain, Disputed or Possible. The zero Change is none.
type Change struct {
	Crossing string
	Side     Side
	Question Question
	From     Day // the first day; the zero Day if the run has no beginning
	To       Day // the last day; the zero Day if it has no end
	Before   Segment
	After    Segment
}

// Diff yields what changed from the older view to the newer one, by crossing,
// side, question and days. The views are of one registry, or of two with the
// same crossings; crossings that only one of them has are left out. Before and
// After of a change are the two answers on its first day.
func Diff(older, newer View) iter.Seq[Change] {
	return func(yield func(Change) bool) {
		for c := range older.Crossings() {
			i, _ := older.place(c.Code)
			j, err := newer.place(c.Code)
			if err != nil {
				continue
			}
			before, after := older.reading(i), newer.reading(j)
			if before == after {
				continue
			}
			for _, q := range questions {
				x, y := before.track(q.side, q.question), after.track(q.side, q.question)
				if !diffTracks(x, y, Change{Crossing: c.Code, Side: q.side, Question: q.question}, yield) {
					return
				}
			}
		}
	}
}

// diffTracks yields the changes from one track to another.
func diffTracks(x, y *track, c Change, yield func(Change) bool) bool {
	var days []moment
	for _, tr := range [...]*track{x, y} {
		for _, s := range tr.steps {
			days = append(days, s.from)
		}
	}
	slices.Sort(days)
	days = slices.Compact(days)
	for k := 0; k < len(days); {
		i, j := x.at(days[k]), y.at(days[k])
		if comparePlain(x, i, y, j) == 0 {
			k++
			continue
		}
		first := days[k]
		last := forever
		for k++; k < len(days); k++ {
			if comparePlain(x, i, x, x.at(days[k])) != 0 || comparePlain(y, j, y, y.at(days[k])) != 0 {
				last = days[k].add(-1)
				break
			}
		}
		c.From, c.To = first.day(), last.day()
		c.Before, c.After = c.segment(x, i, first), c.segment(y, j, first)
		if !yield(c) {
			return false
		}
	}
	return true
}

// segment returns the answer at a place as a segment cut to the change.
func (c *Change) segment(tr *track, place int, first moment) Segment {
	s := Segment{Crossing: c.Crossing, Side: c.Side, Question: c.Question, From: c.From, To: c.To}
	s.find(tr, place, first)
	return s
}

// comparePlain compares what two answers say in value, certain, disputed and
// possible. Values are compared by name, for the tracks may be of two registries.
func comparePlain(x *track, i int, y *track, j int) int {
	a, b := x.answer(i), y.answer(j)
	return cmp.Or(
		cmp.Compare(x.name(a.value), y.name(b.value)),
		compareBools(a.certain, b.certain),
		cmp.Compare(a.flags&disputed, b.flags&disputed),
		slices.Compare(x.possibleNames(&a), y.possibleNames(&b)),
	)
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// possibleNames returns the possible values of an answer, in alphabetical order.
func (tr *track) possibleNames(a *answer) []string {
	sets := &tr.reading.sets
	names := make([]string, sets.size(a.possible))
	for i := range names {
		names[i] = tr.name(sets.value(a.possible, i))
	}
	return names
}
