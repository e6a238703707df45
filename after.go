package border

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
	b.byW, b.byHi, b.settlers = b.byW[:0], b.byHi[:0], b.settlers[:0]
	b.firstHi = forever
	for i := range b.events {
		b.byHi = append(b.byHi, int32(i))
		if e := &b.events[i]; !e.denied {
			b.byW = append(b.byW, int32(i))
			b.firstHi = min(b.firstHi, e.hi)
			if !e.seen {
				b.settlers = append(b.settlers, int32(i))
			}
		}
	}
	slices.SortFunc(b.byW, func(x, y int32) int { return cmp.Compare(b.events[x].w, b.events[y].w) })
	slices.SortFunc(b.byHi, func(x, y int32) int { return cmp.Compare(b.events[x].hi, b.events[y].hi) })
	var later topTwo // of the events with w > hi of the one at hand: the smallest hi, negated
	next := len(b.byW) - 1
	for _, x := range slices.Backward(b.byHi) {
		e := &b.events[x]
		for ; next >= 0 && b.events[b.byW[next]].w > e.hi; next-- {
			s := &b.events[b.byW[next]]
			later.add(s.value, -int64(s.hi))
		}
		if hi := later.other(e.value); hi != nothing {
			e.end = moment(-hi)
		}
	}
	if len(b.seen) > 0 {
		b.settleSightings()
	}
	b.sure.hi, b.sure.w = b.sure.hi[:0], b.sure.w[:0]
	if len(b.spells) > 0 {
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
	slices.SortFunc(b.settlers, func(x, y int32) int {
		e, f := &b.events[x], &b.events[y]
		return cmp.Or(cmp.Compare(e.hi, f.hi), cmp.Compare(e.w, f.w))
	})
	b.nextOther = slices.Grow(b.nextOther[:0], len(b.settlers))[:len(b.settlers)]
	for i := len(b.settlers) - 1; i >= 0; i-- {
		b.nextOther[i] = int32(i) + 1
		if i+1 < len(b.settlers) && b.events[b.settlers[i+1]].value == b.events[b.settlers[i]].value {
			b.nextOther[i] = b.nextOther[i+1]
		}
	}
	for i := range b.events {
		if e := &b.events[i]; e.seen {
			e.end = min(e.end, b.settledBy(e))
		}
	}
}

// settledBy returns the hi of the change that settles a sighting, and forever if
// there is none.
func (b *builder) settledBy(e *event) moment {
	limit := e.hi.add(1)
	if e.wentOn {
		limit = e.w
	}
	i, _ := slices.BinarySearchFunc(b.settlers, limit, func(c int32, limit moment) int {
		return cmp.Or(cmp.Compare(b.events[c].hi, limit), 1)
	})
	if !e.wentOn {
		for j := i - 1; j >= 0; j-- {
			c := &b.events[b.settlers[j]]
			if c.hi != e.hi || c.w != e.hi {
				break
			}
			if c.value != e.value {
				return e.hi
			}
		}
	}
	if i < len(b.settlers) && b.events[b.settlers[i]].value == e.value {
		i = int(b.nextOther[i])
	}
	if i == len(b.settlers) {
		return forever
	}
	return b.events[b.settlers[i]].hi
}

// A latestW tells the largest w of the events with hi <= t.
type latestW struct {
	hi []moment // ascending
	w  []moment // the largest up to that place
}

// noteSure notes the w of the events that are not denied.
func (b *builder) noteSure() {
	largest := never
	for _, x := range b.byHi {
		if e := &b.events[x]; !e.denied {
			largest = max(largest, e.w)
			b.sure.hi = append(b.sure.hi, e.hi)
			b.sure.w = append(b.sure.w, largest)
		}
	}
}

// at returns the largest w of the events with hi <= t, and never if there are
// none.
func (l *latestW) at(t moment) moment {
	if i := after(l.hi, t); i > 0 {
		return l.w[i-1]
	}
	return never
}

// after returns how many of the moments, which are in order, are no later than
// t.
func after(moments []moment, t moment) int {
	lo := 0
	for n := len(moments); n > 0; {
		half := n >> 1
		if moments[lo+half] <= t {
			lo += half + 1
			n -= half + 1
		} else {
			n = half
		}
	}
	return lo
}
