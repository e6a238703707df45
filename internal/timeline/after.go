package timeline

import (
	"cmp"
	"slices"
)

// settle applies rule 2, After: it finds for each event the first day by which an event that
// came after it has begun (end), and the first by which one has that is not lone (gone).
//
// Of two events of different values, s came after e if s is not denied and (1) w_s > hi_e, or
// (2) s is a change, e a sighting, and w_s = hi_e, or hi_e < hi_s, or e went on from an
// earlier event (rule 3) and w_e <= hi_s. (A change says what stands at the end of its
// bounds.)
//
// On control a sighting s, denied or not, does not come after e but stands beside it, if some
// undenied g that went on from e (rule 3), at once or in turn, has hi_e < w_s <= w_g: a gate
// may open untold, but nobody holds a post by one man's word.
//
// It also applies this part of rule 4: A change, denied or not, and what went on from or
// followed one (at once or in turn), still stands, as not begun, if only lone sightings came
// after it by t. This is not so for the values unknown and none.
func (b *builder) settle() {
	st, events := &b.settling, b.tl.events
	st.reset()
	b.tl.firstHi = Forever
	for i := range events {
		st.byHi = append(st.byHi, int32(i))
		e := &events[i]
		if e.denied {
			continue
		}
		b.tl.firstHi = min(b.tl.firstHi, e.hi)
		switch {
		case !e.isSighting:
			st.changes = append(st.changes, int32(i))
		case e.lone:
			st.lone = append(st.lone, int32(i))
		default:
			st.seen = append(st.seen, int32(i))
		}
	}
	byEnd := func(x, y int32) int { return cmp.Compare(events[x].hi, events[y].hi) }
	slices.SortFunc(st.byHi, byEnd)
	if b.tl.control {
		st.after(events, st.byHi, (*event).ownEnd, st.changes, (*event).stop)
		if len(st.seen)+len(st.lone) > 0 {
			st.byAgain = append(st.byAgain[:0], st.byHi...)
			slices.SortStableFunc(st.byAgain, func(x, y int32) int { return cmp.Compare(events[x].lastSeen(), events[y].lastSeen()) })
			st.after(events, st.byAgain, (*event).lastSeen, st.seen, (*event).stop)
			st.after(events, st.byAgain, (*event).lastSeen, st.lone, (*event).doubt)
		}
	} else {
		st.all = append(append(st.all[:0], st.changes...), st.seen...)
		st.after(events, st.byHi, (*event).ownEnd, st.all, (*event).stop)
	}
	if len(b.sightings.seen) > 0 {
		b.settleSightings()
	}
	for i := range events {
		if e := &events[i]; !e.fromChange || e.value == b.tl.unknown || e.value == b.tl.none {
			e.gone = e.end
		}
	}
	b.tl.latestW.hi, b.tl.latestW.w = b.tl.latestW.hi[:0], b.tl.latestW.w[:0]
	if len(b.tl.episodes) > 0 {
		b.noteLatestW()
	}
}

// ownEnd returns a day: an event of another value whose w is later came after e.
func (e *event) ownEnd() Day { return e.hi }

// lastSeen is ownEnd for what a sighting of control came after: the last day on which e was seen
// again, if that is later than its hi.
func (e *event) lastSeen() Day { return max(e.hi, e.again) }

// stop notes that an event that came after e has begun by a day: then e stands no longer.
func (e *event) stop(by Day) { e.end, e.gone = min(e.end, by), min(e.gone, by) }

// doubt notes that a lone event that came after e has begun by a day: then e is no more than
// possible.
func (e *event) doubt(by Day) { e.end = min(e.end, by) }

// A settling is the working space of rule 2.
type settling struct {
	byHi, byAgain       []int32 // all events, by hi, and by lastSeen
	changes, seen, lone []int32 // of those not denied: the changes, the sightings that are not lone, and those that are
	all                 []int32
	nextOther           []int32 // for each of changes, the place of the next one of another value
}

func (st *settling) reset() {
	st.byHi, st.changes, st.seen, st.lone = st.byHi[:0], st.changes[:0], st.seen[:0], st.lone[:0]
}

// after looks, for each target, at the events in later of another value whose w is after the
// target's until: those came after it. It calls tell with the smallest hi of those, if there are
// any. The targets are in order of until.
func (st *settling) after(events []event, targets []int32, until func(*event) Day, later []int32, tell func(*event, Day)) {
	slices.SortFunc(later, func(x, y int32) int { return cmp.Compare(events[x].w, events[y].w) })
	var first topTwo // the smallest hi, negated
	next := len(later) - 1
	for _, x := range slices.Backward(targets) {
		e := &events[x]
		for ; next >= 0 && events[later[next]].w > until(e); next-- {
			s := &events[later[next]]
			first.add(s.value, -int64(s.hi))
		}
		if hi := first.other(e.value); hi != none {
			tell(e, Day(-hi))
		}
	}
}

// settleSightings finds for each sighting the first change of another value that came after it by (2)
// of rule 2, and stops the sighting by that.
func (b *builder) settleSightings() {
	st, events := &b.settling, b.tl.events
	slices.SortFunc(st.changes, func(x, y int32) int {
		e, f := &events[x], &events[y]
		return cmp.Or(cmp.Compare(e.hi, f.hi), cmp.Compare(e.w, f.w))
	})
	st.nextOther = slices.Grow(st.nextOther[:0], len(st.changes))[:len(st.changes)]
	for i := len(st.changes) - 1; i >= 0; i-- {
		st.nextOther[i] = int32(i) + 1
		if i+1 < len(st.changes) && events[st.changes[i+1]].value == events[st.changes[i]].value {
			st.nextOther[i] = st.nextOther[i+1]
		}
	}
	for i := range events {
		if e := &events[i]; e.isSighting {
			e.stop(st.settledBy(events, e))
		}
	}
}

// settledBy returns the hi of the first change that came after sighting e by (2) of rule 2, and
// Forever if there is none.
func (st *settling) settledBy(events []event, e *event) Day {
	limit := e.hi.Add(1)
	if e.wentOn {
		limit = e.w
	}
	i, _ := slices.BinarySearchFunc(st.changes, limit, func(c int32, limit Day) int {
		return cmp.Or(cmp.Compare(events[c].hi, limit), 1)
	})
	if !e.wentOn {
		for j := i - 1; j >= 0; j-- {
			c := &events[st.changes[j]]
			if c.hi != e.hi || c.w != e.hi {
				break
			}
			if c.value != e.value {
				return e.hi
			}
		}
	}
	if i < len(st.changes) && events[st.changes[i]].value == e.value {
		i = int(st.nextOther[i])
	}
	if i == len(st.changes) {
		return Forever
	}
	return events[st.changes[i]].hi
}

// cameAfter reports whether s came after e (rule 2).
func (tl *Timeline) cameAfter(s, e *event) bool {
	switch {
	case s.denied || s.value == e.value:
		return false
	case s.isSighting && tl.control:
		return s.w > e.lastSeen()
	case s.w > e.hi:
		return true
	}
	return !s.isSighting && e.isSighting && (s.w == e.hi || e.hi < s.hi || e.wentOn && e.w <= s.hi)
}

// A latestW tells, for each day t, the largest w of those of some events that have begun by t (hi
// <= t).
type latestW struct {
	hi []Day // ascending
	w  []Day // w[i] is the largest of the events with hi up to hi[i]
}

// noteLatestW fills in the timeline's latestW, from the events that are not denied.
func (b *builder) noteLatestW() {
	largest := Never
	for _, x := range b.settling.byHi {
		if e := &b.tl.events[x]; !e.denied {
			largest = max(largest, e.w)
			b.tl.latestW.hi = append(b.tl.latestW.hi, e.hi)
			b.tl.latestW.w = append(b.tl.latestW.w, largest)
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

// firstAfter returns the smallest hi of the events with w > d, and Forever if there are none.
func (l *latestW) firstAfter(d Day) Day {
	i, _ := slices.BinarySearchFunc(l.w, d, func(w, d Day) int {
		if w <= d {
			return -1
		}
		return 1
	})
	if i == len(l.hi) {
		return Forever
	}
	return l.hi[i]
}
