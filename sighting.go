package border

import (
	"cmp"
	"slices"
)

// tellSightings applies rule 3, what a sighting tells: v began at an unknown
// time before it was seen. Sightings are taken in order of (w, h, recorded,
// id), after all changes; each sees the events before it.
//
//   - Among the events of v with lo <= h that had not ended before w (ended: an
//     event f of another value came after it, with hi_f < w), let e be the latest
//     (largest lo, then largest hi, then smaller id). If there is one, the
//     sighting went on from it: lo = lo_e, and w becomes max(w, lo_e). If no event
//     of another value can lie between (hi_f >= lo_e and lo_f <= w as written) and
//     no episode of another value can (b2 >= lo_e and a1 <= h), v was there at the
//     latest by the first day on which it may have been seen: hi = min(h, max(w as
//     written, hi_e)). Otherwise hi = h.
//   - Else, if it meets the possible days of exactly one episode of v, with no
//     event f of another value between (w_f > a2 and hi_f < w), it was seen in that
//     episode: it joins its basis, makes no event, and sharpens it: a2 = min(a2, h),
//     b1 = max(b1, w).
//   - Else it came after all that was known before: lo = 1 + the largest w of the
//     events p, of any value, with hi_p < w (none: minus infinity), hi = h.
//
// As w only grows from one sighting to the next, what ended before it stays
// ended. So each event is taken up once when it is over (hi < w), and once when
// it may have begun (lo <= w), and both questions about "another value" are
// answered by a largest value kept for two different values.
func (b *builder) tellSightings() {
	b.denyEvents()
	b.gone = make([]bool, len(b.events))
	s := sightings{builder: b, live: map[uint16][]int32{}, starts: b.spellStarts()}
	var seen []int32
	for i := range b.events {
		if b.events[i].seen {
			seen = append(seen, int32(i))
		} else {
			s.know(int32(i))
		}
	}
	slices.SortFunc(seen, func(x, y int32) int {
		e, f := &b.events[x], &b.events[y]
		return cmp.Or(cmp.Compare(e.w, f.w), cmp.Compare(e.h, f.h), cmp.Compare(e.told, f.told))
	})
	for _, x := range seen {
		s.advance(b.events[x].w)
		if e, ok := s.latest(x); ok {
			s.goOn(x, e)
		} else if i, ok := s.spellAround(x); ok {
			s.join(x, i)
			continue
		} else if last := s.overAny.any(); last != nothing {
			b.events[x].lo = moment(last).add(1)
		} else {
			b.events[x].lo = never
		}
		s.know(x)
	}
}

// denyEvents marks the events that are denied. Spells are marked when all their
// restatements are known.
func (b *builder) denyEvents() {
	for _, j := range b.joined {
		if j.into >= 0 && b.told[j.told].denied {
			b.events[j.into].denied = true
		}
	}
}

// sightings is the state of rule 3 while it is applied.
type sightings struct {
	*builder
	live   map[uint16][]int32 // by value, the events known that had not ended, the latest last
	starts []spellStart

	notOver  queue // the events known that are not over yet, by hi
	notBegun queue // the events known that may not have begun yet, by lo

	overAny    topTwo // of the events over: w
	overSure   topTwo // the same, denied ones left out
	overChange topTwo // of the changes over that are not denied: (hi, w)
	begun      topTwo // of the events that may have begun: hi
}

// know takes event x into account for the sightings that follow.
func (s *sightings) know(x int32) {
	e := &s.events[x]
	s.notOver.push(e.hi, x)
	s.notBegun.push(e.lo, x)
	list := s.live[e.value]
	i, _ := slices.BinarySearchFunc(list, x, s.compareLive)
	s.live[e.value] = slices.Insert(list, i, x)
}

// compareLive orders events of one value by (lo, hi), of equals the smaller id
// last.
func (s *sightings) compareLive(x, y int32) int {
	e, f := &s.events[x], &s.events[y]
	return cmp.Or(
		cmp.Compare(e.lo, f.lo),
		cmp.Compare(e.hi, f.hi),
		compareIDs(s.claimOf(f.told).ID, s.claimOf(e.told).ID),
		cmp.Compare(f.told, e.told),
	)
}

// advance takes up the events that are over before w, and those that may have
// begun by w.
func (s *sightings) advance(w moment) {
	for x, ok := s.notOver.pop(w.add(-1)); ok; x, ok = s.notOver.pop(w.add(-1)) {
		e := &s.events[x]
		s.overAny.add(e.value, int64(e.w))
		if e.denied {
			continue
		}
		s.overSure.add(e.value, int64(e.w))
		if !e.seen {
			s.overChange.add(e.value, byEnd(bounds{e.w, e.hi}))
		}
	}
	for x, ok := s.notBegun.pop(w); ok; x, ok = s.notBegun.pop(w) {
		s.begun.add(s.events[x].value, int64(s.events[x].hi))
	}
}

// ended reports whether an event of another value, over before the sighting at
// hand, came after event x (rule 2).
func (s *sightings) ended(x int32) bool {
	e := &s.events[x]
	if s.overSure.other(e.value) > int64(e.hi) {
		return true
	}
	if !e.seen {
		return false
	}
	settled := s.overChange.other(e.value)
	return settled >= byEnd(bounds{e.hi, e.hi}) || e.wentOn && settled >= byEnd(bounds{never, e.w})
}

// latest returns the event from which sighting x went on, if there is one.
func (s *sightings) latest(x int32) (e int32, ok bool) {
	v, h := s.events[x].value, s.events[x].h
	list := s.live[v]
	to, _ := slices.BinarySearchFunc(list, h, func(y int32, h moment) int {
		if s.events[y].lo <= h {
			return -1
		}
		return 1
	})
	from := to
	for from > 0 && s.ended(list[from-1]) {
		from--
	}
	list = slices.Delete(list, from, to)
	s.live[v] = list
	if from == 0 {
		return 0, false
	}
	return list[from-1], true
}

// goOn makes sighting x go on from event e.
func (s *sightings) goOn(x, e int32) {
	from, seen := &s.events[e], &s.events[x]
	seen.wentOn = true
	seen.lo = from.lo
	if s.begun.other(seen.value) < int64(from.lo) && !s.spellBetween(seen.value, from.lo, seen.h) {
		seen.hi = min(seen.h, max(seen.w, from.hi))
	}
	seen.w = max(seen.w, from.lo)
}

// A spellStart says of the spells that may have begun by a day, which of them
// may last longest.
type spellStart struct {
	by   moment
	last topTwo // b2
}

// spellStarts returns the starts of all spells, by day.
func (b *builder) spellStarts() []spellStart {
	byStart := slices.SortedFunc(slices.Values(b.spells), func(x, y spell) int { return cmp.Compare(x.first.lo, y.first.lo) })
	starts := make([]spellStart, len(byStart))
	var last topTwo
	for i, sp := range byStart {
		last.add(sp.value, int64(sp.last.hi))
		starts[i] = spellStart{sp.first.lo, last}
	}
	return starts
}

// spellBetween reports whether an episode of a value other than v may have been
// on a day from lo to h.
func (s *sightings) spellBetween(v uint16, lo, h moment) bool {
	n, _ := slices.BinarySearchFunc(s.starts, h, func(st spellStart, h moment) int {
		if st.by <= h {
			return -1
		}
		return 1
	})
	return n > 0 && s.starts[n-1].last.other(v) >= int64(lo)
}

// spellAround returns the episode in which sighting x was made, if it can be
// told.
func (s *sightings) spellAround(x int32) (spell int32, ok bool) {
	e := &s.events[x]
	around, count := int32(0), 0
	for i := range s.spells {
		if sp := &s.spells[i]; sp.value == e.value && sp.possibleDays().meets(bounds{e.w, e.h}) {
			around = int32(i)
			count++
		}
	}
	if count != 1 || s.overAny.other(e.value) > int64(s.spells[around].first.hi) {
		return 0, false
	}
	return around, true
}

// join makes sighting x part of a spell, which it sharpens.
func (s *sightings) join(x, i int32) {
	e, sp := &s.events[x], &s.spells[i]
	sp.first.hi = min(sp.first.hi, e.h)
	sp.last.lo = max(sp.last.lo, e.w)
	s.gone[x] = true
	for k := range s.joined {
		if s.joined[k].into == x {
			s.joined[k].into = ^i
		}
	}
}
