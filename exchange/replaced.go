package exchange

import (
	"iter"
	"time"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
)

// A replaced knows which claims editions of the dataset replaced or dropped: who keeps
// what was read of them has to hear that they stand no more.
type replaced struct {
	old []uuid.UUID
	at  []time.Time         // when the last of what stands for it was recorded; zero: not seen
	by  map[uuid.UUID][]int // the places in old that a claim stands for
}

// newReplaced takes what a view tells of replacements. What was dropped is so from the day
// of its edition on.
func newReplaced(v border.View, stands func(uuid.UUID) []uuid.UUID) *replaced {
	r := &replaced{by: map[uuid.UUID][]int{}}
	for s := range v.Succession() {
		new := stands(s.Old)
		if len(new) == 1 && new[0] == s.Old {
			continue // the view has it all the same
		}
		at, err := time.Parse("2006.01.02", s.Edition)
		if err != nil || len(s.New) > 0 || v.Through().Recorded.Before(at) {
			at = time.Time{}
		}
		for _, id := range new {
			r.by[id] = append(r.by[id], len(r.old))
		}
		r.old, r.at = append(r.old, s.Old), append(r.at, at)
	}
	return r
}

// see notes a claim that is written: what it stands for was replaced.
func (r *replaced) see(c *border.Claim) {
	for _, i := range r.by[c.ID] {
		r.at[i] = later(r.at[i], later(c.Recorded, made))
	}
}

// all yields the ids of those of which what stands for them was seen, or nothing stands,
// each with when that was recorded.
func (r *replaced) all() iter.Seq2[uuid.UUID, time.Time] {
	return func(yield func(uuid.UUID, time.Time) bool) {
		for i, id := range r.old {
			if !r.at[i].IsZero() && !yield(id, r.at[i]) {
				return
			}
		}
	}
}
