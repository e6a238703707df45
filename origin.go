package border

import (
	"fmt"
	"iter"

	"github.com/google/uuid"
)

// originsOf returns for each claim of the reading, by place in all, a number that
// it shares with the claims of the same origin: those that it repeats or that
// repeat it, and so on.
func (r *reading) originsOf() []int32 {
	r.grounds.originOnce.Do(func() {
		r.grounds.origins = make([]int32, len(r.grounds.claims))
		place := make(map[uuid.UUID]int32, len(r.grounds.claims))
		for i, c := range r.grounds.claims {
			r.grounds.origins[i], place[c.ID] = int32(i), int32(i)
		}
		root := func(i int32) int32 {
			for r.grounds.origins[i] != i {
				i = r.grounds.origins[i]
			}
			return i
		}
		for i, c := range r.grounds.claims {
			for _, id := range c.Repeats {
				j, ok := place[id]
				if !ok { // a claim of another crossing, or not in the view: it may be the origin of several
					j = int32(len(r.grounds.origins))
					r.grounds.origins = append(r.grounds.origins, j)
					place[id] = j
				}
				r.grounds.origins[root(int32(i))] = root(j)
			}
		}
		for i := range r.grounds.origins {
			r.grounds.origins[i] = root(int32(i))
		}
	})
	return r.grounds.origins
}

// Origins returns how many independent origins the claims for Value have: a
// claim that repeats another, and one that repeats the same as another, are of
// one origin. It is 0 if there are no claims for Value.
func (f Finding[V]) Origins() int {
	basis, _ := f.claims()
	if len(basis) == 0 {
		return 0
	}
	origins := f.track.reading.originsOf()
	seen := make(map[int32]bool, len(basis))
	for _, p := range basis {
		seen[origins[p]] = true
	}
	return len(seen)
}

// SourcesInWords puts the number of independent origins into words: "no source",
// "one source", "three independent sources".
func SourcesInWords(origins int) string {
	small := [...]string{2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}
	switch {
	case origins <= 0:
		return "no source"
	case origins == 1:
		return "one source"
	case origins < len(small):
		return small[origins] + " independent sources"
	}
	return fmt.Sprintf("%d independent sources", origins)
}

// SingleSourced yields the answers of a day that rest on one origin alone, as
// segments cut to that day, by crossing, side and question.
func (v View) SingleSourced(day Day) iter.Seq[Segment] {
	return v.answers(day, func(s *Segment) bool { return s.origins() == 1 })
}

// Disputes yields the answers of a day that are disputed, as segments cut to that
// day, by crossing, side and question.
func (v View) Disputes(day Day) iter.Seq[Segment] {
	return v.answers(day, func(s *Segment) bool { return s.control.Disputed || s.status.Disputed })
}

// origins returns the number of independent origins of a segment's value.
func (s *Segment) origins() int {
	if s.Question == QuestionControl {
		return s.control.Origins()
	}
	return s.status.Origins()
}

// answers yields the answers of a day for which keep holds.
func (v View) answers(day Day, keep func(*Segment) bool) iter.Seq[Segment] {
	return func(yield func(Segment) bool) {
		if v.isZero() {
			return
		}
		t := dayNumber(day)
		for i := range v.reg.cells {
			for s := range v.reading(cellPlace(i)).segments(t, t) {
				if keep(&s) && !yield(s) {
					return
				}
			}
		}
	}
}
