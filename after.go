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
	var byW, byHi, changes []int32
	for i := range b.events {
		byHi = append(byHi, int32(i))
		if e := &b.events[i]; !e.denied {
			byW = append(byW, int32(i))
			if !e.seen {
				changes = append(changes, int32(i))
			}
		}
	}
	slices.SortFunc(byW, func(x, y int32) int { return cmp.Compare(b.events[y].w, b.events[x].w) })
	slices.SortFunc(byHi, func(x, y int32) int { return cmp.Compare(b.events[y].hi, b.events[x].hi) })
	var later topTwo // of the events with w > hi of the one at hand: the smallest hi, negated
	for _, x := range byHi {
		e := &b.events[x]
		for len(byW) > 0 && b.events[byW[0]].w > e.hi {
			s := &b.events[byW[0]]
			later.add(s.value, -int64(s.hi))
			byW = byW[1:]
		}
		if hi := later.other(e.value); hi != nothing {
			e.end = moment(-hi)
		}
	}
	settling := b.newSettling(changes)
	for i := range b.events {
		if e := &b.events[i]; e.seen {
			e.end = min(e.end, settling.end(e))
		}
	}
	b.sure = b.newLatestW()
}

// A settling finds the first change of another value whose end settles a
// sighting.
type settling struct {
	events    []event
	changes   []int32 // by hi, then by w
	nextOther []int32 // for each of changes, the place of the next one of another value
}

func (b *builder) newSettling(changes []int32) settling {
	slices.SortFunc(changes, func(x, y int32) int {
		e, f := &b.events[x], &b.events[y]
		return cmp.Or(cmp.Compare(e.hi, f.hi), cmp.Compare(e.w, f.w))
	})
	nextOther := make([]int32, len(changes))
	for i := len(changes) - 1; i >= 0; i-- {
		nextOther[i] = int32(i) + 1
		if i+1 < len(changes) && b.events[changes[i+1]].value == b.events[changes[i]].value {
			nextOther[i] = nextOther[i+1]
		}
	}
	return settling{b.events, changes, nextOther}
}

// end returns the hi of that change, and forever if there is none.
func (s *settling) end(e *event) moment {
	limit := e.hi.add(1)
	if e.wentOn {
		limit = e.w
	}
	i, _ := slices.BinarySearchFunc(s.changes, limit, func(c int32, limit moment) int {
		return cmp.Or(cmp.Compare(s.events[c].hi, limit), 1)
	})
	if !e.wentOn {
		for j := i - 1; j >= 0; j-- {
			c := &s.events[s.changes[j]]
			if c.hi != e.hi || c.w != e.hi {
				break
			}
			if c.value != e.value {
				return e.hi
			}
		}
	}
	if i < len(s.changes) && s.events[s.changes[i]].value == e.value {
		i = int(s.nextOther[i])
	}
	if i == len(s.changes) {
		return forever
	}
	return s.events[s.changes[i]].hi
}

// A latestW tells the largest w of the events with hi <= t.
type latestW struct {
	hi []moment // ascending
	w  []moment // the largest up to that place
}

// newLatestW looks at the events that are not denied.
func (b *builder) newLatestW() latestW {
	var l latestW
	var sure []bounds
	for i := range b.events {
		if e := &b.events[i]; !e.denied {
			sure = append(sure, bounds{e.w, e.hi})
		}
	}
	slices.SortFunc(sure, func(x, y bounds) int { return cmp.Compare(x.hi, y.hi) })
	largest := never
	for _, s := range sure {
		largest = max(largest, s.lo)
		l.hi = append(l.hi, s.hi)
		l.w = append(l.w, largest)
	}
	return l
}

// at returns the largest w of the events with hi <= t, and never if there are
// none.
func (l *latestW) at(t moment) moment {
	i, _ := slices.BinarySearchFunc(l.hi, t, func(hi, t moment) int {
		if hi <= t {
			return -1
		}
		return 1
	})
	if i == 0 {
		return never
	}
	return l.w[i-1]
}

// first returns the day by which the first of the events has begun, and forever
// if there are none.
func (l *latestW) first() moment {
	if len(l.hi) == 0 {
		return forever
	}
	return l.hi[0]
}
