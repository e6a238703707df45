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
	b.gone = slices.Grow(b.gone[:0], len(b.events))[:len(b.events)]
	clear(b.gone)
	b.seen = b.seen[:0]
	for i := range b.events {
		if b.events[i].seen {
			b.seen = append(b.seen, int32(i))
		}
	}
	b.denyEvents()
	if len(b.seen) == 0 {
		return
	}
	slices.SortFunc(b.seen, func(x, y int32) int {
		e, f := &b.events[x], &b.events[y]
		return cmp.Or(cmp.Compare(e.w, f.w), cmp.Compare(e.h, f.h), cmp.Compare(e.claim, f.claim))
	})
	b.sightings.reset()
	b.startSpells()
	for i := range b.events {
		if !b.events[i].seen {
			b.know(int32(i))
		}
	}
	for _, x := range b.seen {
		b.advance(b.events[x].w)
		if e, ok := b.latest(x); ok {
			b.goOn(x, e)
		} else if i, ok := b.spellAround(x); ok {
			b.joinSpell(x, i)
			continue
		} else if last := b.overAny.any(); last != nothing {
			b.events[x].lo = moment(last).add(1)
		} else {
			b.events[x].lo = never
		}
		b.know(x)
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
	live   []liveEvents // by value
	starts []spellStart

	notOver  queue // the events known that are not over yet, by hi
	notBegun queue // the events known that may not have begun yet, by lo

	overAny    topTwo // of the events over: w
	overSure   topTwo // the same, denied ones left out
	overChange topTwo // of the changes over that are not denied: (hi, w)
	begun      topTwo // of the events that may have begun: hi
}

// liveEvents are the events of one value known that had not ended, the latest
// last.
type liveEvents struct {
	value  uint16
	places []int32
}

func (s *sightings) reset() {
	for i := range s.live {
		s.live[i].places = s.live[i].places[:0]
	}
	s.live = s.live[:0]
	s.starts = s.starts[:0]
	s.notOver, s.notBegun = s.notOver[:0], s.notBegun[:0]
	s.overAny, s.overSure, s.overChange, s.begun = topTwo{}, topTwo{}, topTwo{}, topTwo{}
}

// liveOf returns the live events of a value.
func (s *sightings) liveOf(value uint16) *liveEvents {
	for i := range s.live {
		if s.live[i].value == value {
			return &s.live[i]
		}
	}
	if n := len(s.live); n < cap(s.live) { // with the space of an earlier one
		s.live = s.live[:n+1]
		s.live[n].value, s.live[n].places = value, s.live[n].places[:0]
	} else {
		s.live = append(s.live, liveEvents{value: value})
	}
	return &s.live[len(s.live)-1]
}

// know takes event x into account for the sightings that follow.
func (b *builder) know(x int32) {
	e := &b.events[x]
	b.notOver.push(e.hi, x)
	b.notBegun.push(e.lo, x)
	live := b.liveOf(e.value)
	i, _ := slices.BinarySearchFunc(live.places, x, b.compareLive)
	live.places = slices.Insert(live.places, i, x)
}

// compareLive orders events of one value by (lo, hi), of equals the smaller id
// last.
func (b *builder) compareLive(x, y int32) int {
	e, f := &b.events[x], &b.events[y]
	if e.lo != f.lo {
		return cmp.Compare(e.lo, f.lo)
	}
	return cmp.Or(
		cmp.Compare(e.hi, f.hi),
		compareIDs(b.claims[f.claim].ID, b.claims[e.claim].ID),
		cmp.Compare(y, x),
	)
}

// advance takes up the events that are over before w, and those that may have
// begun by w.
func (b *builder) advance(w moment) {
	for x, ok := b.notOver.pop(w.add(-1)); ok; x, ok = b.notOver.pop(w.add(-1)) {
		e := &b.events[x]
		b.overAny.add(e.value, int64(e.w))
		if e.denied {
			continue
		}
		b.overSure.add(e.value, int64(e.w))
		if !e.seen {
			b.overChange.add(e.value, byEnd(bounds{e.w, e.hi}))
		}
	}
	for x, ok := b.notBegun.pop(w); ok; x, ok = b.notBegun.pop(w) {
		b.begun.add(b.events[x].value, int64(b.events[x].hi))
	}
}

// ended reports whether an event of another value, over before the sighting at
// hand, came after event x (rule 2).
func (b *builder) ended(x int32) bool {
	e := &b.events[x]
	if b.overSure.other(e.value) > int64(e.hi) {
		return true
	}
	if !e.seen {
		return false
	}
	settled := b.overChange.other(e.value)
	return settled >= byEnd(bounds{e.hi, e.hi}) || e.wentOn && settled >= byEnd(bounds{never, e.w})
}

// latest returns the event from which sighting x went on, if there is one.
func (b *builder) latest(x int32) (e int32, ok bool) {
	v, h := b.events[x].value, b.events[x].h
	live := b.liveOf(v)
	to, _ := slices.BinarySearchFunc(live.places, h, func(y int32, h moment) int {
		if b.events[y].lo <= h {
			return -1
		}
		return 1
	})
	from := to
	for from > 0 && b.ended(live.places[from-1]) {
		from--
	}
	live.places = slices.Delete(live.places, from, to)
	if from == 0 {
		return 0, false
	}
	return live.places[from-1], true
}

// goOn makes sighting x go on from event e.
func (b *builder) goOn(x, e int32) {
	from, seen := &b.events[e], &b.events[x]
	seen.wentOn = true
	seen.lo = from.lo
	if b.begun.other(seen.value) < int64(from.lo) && !b.spellBetween(seen.value, from.lo, seen.h) {
		seen.hi = min(seen.h, max(seen.w, from.hi))
	}
	seen.w = max(seen.w, from.lo)
}

// A spellStart says of the spells that may have begun by a day, which of them
// may last longest.
type spellStart struct {
	by    moment
	spell int32
	last  topTwo // b2
}

// startSpells makes the starts of all spells, by day.
func (b *builder) startSpells() {
	for i := range b.spells {
		b.starts = append(b.starts, spellStart{by: b.spells[i].first.lo, spell: int32(i)})
	}
	slices.SortFunc(b.starts, func(x, y spellStart) int { return cmp.Compare(x.by, y.by) })
	var last topTwo
	for i := range b.starts {
		sp := &b.spells[b.starts[i].spell]
		last.add(sp.value, int64(sp.last.hi))
		b.starts[i].last = last
	}
}

// spellBetween reports whether an episode of a value other than v may have been
// on a day from lo to h.
func (b *builder) spellBetween(v uint16, lo, h moment) bool {
	n, _ := slices.BinarySearchFunc(b.starts, h, func(st spellStart, h moment) int {
		if st.by <= h {
			return -1
		}
		return 1
	})
	return n > 0 && b.starts[n-1].last.other(v) >= int64(lo)
}

// spellAround returns the episode in which sighting x was made, if it can be
// told.
func (b *builder) spellAround(x int32) (spell int32, ok bool) {
	e := &b.events[x]
	around, count := int32(0), 0
	for i := range b.spells {
		if sp := &b.spells[i]; sp.value == e.value && sp.possibleDays().meets(bounds{e.w, e.h}) {
			around = int32(i)
			count++
		}
	}
	if count != 1 || b.overAny.other(e.value) > int64(b.spells[around].first.hi) {
		return 0, false
	}
	return around, true
}

// joinSpell makes sighting x part of spell i, which it sharpens.
func (b *builder) joinSpell(x, i int32) {
	e, sp := &b.events[x], &b.spells[i]
	sp.first.hi = min(sp.first.hi, e.h)
	sp.last.lo = max(sp.last.lo, e.w)
	b.gone[x] = true
	for k := range b.joined {
		if b.joined[k].into == x {
			b.joined[k].into = ^i
		}
	}
}
