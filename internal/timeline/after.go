package timeline

import (
	"cmp"
	"slices"
)

// settle finds for each event the day on which it no longer stands: the first
// by which an event that came after it has begun.
//
// Rule 2, after. Of two events of different values, s came after e if
//   - s is not denied and w_s > hi_e; or
//   - s is not denied, s is a change, e a sighting, and s's end settles it: w_s =
//     hi_e, or hi_e < hi_s, or e went on from an earlier event and w_e <= hi_s. (A
//     change says what stands at the end of its bounds.)
func (b *builder) settle() {
	st, events := &b.settling, b.tl.events
	st.byW, st.byHi, st.settlers = st.byW[:0], st.byHi[:0], st.settlers[:0]
	b.tl.firstHi = Forever
	for i := range events {
		st.byHi = append(st.byHi, int32(i))
		if e := &events[i]; !e.denied {
			st.byW = append(st.byW, int32(i))
			b.tl.firstHi = min(b.tl.firstHi, e.hi)
			if !e.seen {
				st.settlers = append(st.settlers, int32(i))
			}
		}
	}
	slices.SortFunc(st.byW, func(x, y int32) int { return cmp.Compare(events[x].w, events[y].w) })
	slices.SortFunc(st.byHi, func(x, y int32) int { return cmp.Compare(events[x].hi, events[y].hi) })
	var later topTwo // of the events with w > hi of the one at hand: the smallest hi, negated
	next := len(st.byW) - 1
	for _, x := range slices.Backward(st.byHi) {
		e := &events[x]
		for ; next >= 0 && events[st.byW[next]].w > e.hi; next-- {
			s := &events[st.byW[next]]
			later.add(s.value, -int64(s.hi))
		}
		if hi := later.other(e.value); hi != none {
			e.end = Day(-hi)
		}
	}
	if len(b.sightings.seen) > 0 {
		b.settleSightings()
	}
	b.tl.sure.hi, b.tl.sure.w = b.tl.sure.hi[:0], b.tl.sure.w[:0]
	if len(b.tl.episodes) > 0 {
		b.noteSure()
	}
}

// cameAfter reports whether s came after e, for one pair of events.
func (s *event) cameAfter(e *event) bool {
	if s.denied || s.value == e.value {
		return false
	}
	settles := s.w == e.hi || e.hi < s.hi || e.wentOn && e.w <= s.hi
	return s.w > e.hi || !s.seen && e.seen && settles
}

// A settling is the working space of rule 2.
type settling struct {
	byW, byHi []int32
	settlers  []int32 // the changes that are not denied, by hi, then by w
	nextOther []int32 // for each of settlers, the place of the next one of another value
}

// settleSightings finds for each sighting the first change of another value whose
// end settles it.
func (b *builder) settleSightings() {
	st, events := &b.settling, b.tl.events
	slices.SortFunc(st.settlers, func(x, y int32) int {
		e, f := &events[x], &events[y]
		return cmp.Or(cmp.Compare(e.hi, f.hi), cmp.Compare(e.w, f.w))
	})
	st.nextOther = slices.Grow(st.nextOther[:0], len(st.settlers))[:len(st.settlers)]
	for i := len(st.settlers) - 1; i >= 0; i-- {
		st.nextOther[i] = int32(i) + 1
		if i+1 < len(st.settlers) && events[st.settlers[i+1]].value == events[st.settlers[i]].value {
			st.nextOther[i] = st.nextOther[i+1]
		}
	}
	for i := range events {
		if e := &events[i]; e.seen {
			e.end = min(e.end, st.settledBy(events, e))
		}
	}
}

// settledBy returns the hi of the change that settles a sighting, and Forever if
// there is none.
func (st *settling) settledBy(events []event, e *event) Day {
	limit := e.hi.Add(1)
	if e.wentOn {
		limit = e.w
	}
	i, _ := slices.BinarySearchFunc(st.settlers, limit, func(c int32, limit Day) int {
		return cmp.Or(cmp.Compare(events[c].hi, limit), 1)
	})
	if !e.wentOn {
		for j := i - 1; j >= 0; j-- {
			c := &events[st.settlers[j]]
			if c.hi != e.hi || c.w != e.hi {
				break
			}
			if c.value != e.value {
				return e.hi
			}
		}
	}
	if i < len(st.settlers) && events[st.settlers[i]].value == e.value {
		i = int(st.nextOther[i])
	}
	if i == len(st.settlers) {
		return Forever
	}
	return events[st.settlers[i]].hi
}

// A latestW tells the largest w of the events with hi <= t.
type latestW struct {
	hi []Day // ascending
	w  []Day // the largest up to that place
}

// noteSure notes the w of the events that are not denied.
func (b *builder) noteSure() {
	largest := Never
	for _, x := range b.settling.byHi {
		if e := &b.tl.events[x]; !e.denied {
			largest = max(largest, e.w)
			b.tl.sure.hi = append(b.tl.sure.hi, e.hi)
			b.tl.sure.w = append(b.tl.sure.w, largest)
		}
	}
}

// at returns the largest w of the events with hi <= t, and Never if there are
// none.
func (l *latestW) at(t Day) Day {
	if i := upTo(l.hi, t); i > 0 {
		return l.w[i-1]
	}
	return Never
}
