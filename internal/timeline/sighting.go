package timeline

import (
	"cmp"
	"slices"
)

// readSightings applies rule 3, What a sighting tells. v began at an unknown time before it
// was seen. Sightings are taken in order of (w, h, recorded, id), after all changes; each
// sees the events before it.
//
//   - Among the events of v, not denied, with lo <= h that had not ended before w (ended: an
//     event of another value, on control a change, came after it and has hi < w), let e be
//     the latest (largest lo, then largest hi, then smaller id). If there is one, the
//     sighting went on from it: lo = lo_e, and w becomes max(w, lo_e). If no event of another
//     value can lie between (hi_f >= lo_e and lo_f <= the new w), nor an episode of another
//     value (b2 >= lo_e and a1 <= h), denied ones aside, v was there at the latest by the
//     first day on which it may have been seen: hi = min(h, max(w, hi_e)). Otherwise hi = h.
//   - Else, if it is not denied, its bounds lie within the possible days of exactly one
//     episode of v that is not denied, and no event f of another value, not denied, lies
//     between (w_f > a2 and hi_f < w), it was seen in that episode: it and what restates it
//     join its basis, it makes no event, and sharpens it: a2 = min(a2, h), b1 = max(b1, w).
//   - Else it came after all that was known before: lo = 1 + the largest w of the events p,
//     of any value, not denied, with hi_p < w (none: minus infinity), hi = h. If denied
//     events of v with hi < w had not ended before w, it followed the latest of them, and lo
//     is no less than that one's (whoever tells and whoever denies a beginning agree that
//     before it v was not there).
//
// As w only grows from one sighting to the next, what has ended stays ended. So each event is
// looked at once when it is over (hi < w), and once when it may have begun (lo <= w). All
// questions about "another value" are answered by a [topTwo].
func (b *builder) readSightings() {
	tl, st := &b.tl, &b.sightings
	n := len(tl.events)
	st.within = slices.Grow(st.within[:0], n)[:n]
	st.from = slices.Grow(st.from[:0], n)[:n]
	clear(st.within)
	st.seen = st.seen[:0]
	for i := range tl.events {
		st.from[i] = -1
		if tl.events[i].isSighting {
			st.seen = append(st.seen, int32(i))
		}
	}
	if len(st.seen) == 0 {
		return
	}
	slices.SortFunc(st.seen, func(x, y int32) int {
		e, f := &tl.events[x], &tl.events[y]
		return cmp.Or(cmp.Compare(e.w, f.w), cmp.Compare(e.h, f.h), cmp.Compare(e.claim, f.claim))
	})
	st.reset()
	st.startEpisodes(tl.episodes)
	for i := range tl.events {
		if !tl.events[i].isSighting {
			st.add(tl, int32(i))
		}
	}
	for _, x := range st.seen {
		e := &tl.events[x]
		st.advanceTo(tl, e.w)
		if from, ok := st.wentOnFrom(tl, x); ok {
			st.goOn(tl, x, from)
		} else if i, ok := st.episodeAround(tl, x); ok {
			p := &tl.episodes[i]
			p.first.Hi, p.last.Lo = min(p.first.Hi, e.h), max(p.last.Lo, e.w)
			st.within[x] = i + 1
			continue
		} else {
			st.comeAfter(tl, x)
		}
		st.add(tl, x)
	}
}

// sightings is the state of rule 3 while it is applied.
type sightings struct {
	seen    []int32 // the sightings, in the order in which rule 3 takes them
	within  []int32 // by event: the place, counted from 1, of the episode in which it was seen; 0 if in none
	from    []int32 // by event: that from which it went on; -1 if there is none
	live    []liveEvents
	starts  []episodeStart // by day
	byValue []episodeStart // by value, then by day

	notOver  heap // the events so far that are not over yet, by hi
	notBegun heap // the events so far that have surely not begun yet, by lo

	over       topTwo // w of the events that are over and not denied
	overEnding topTwo // the same of those that may have ended others: on control, changes alone
	overChange topTwo // (hi, w) of the changes that are over and not denied
	possiblyHi topTwo // hi of the events that may have begun and are not denied
}

// liveEvents are the events of one value so far that have not ended, the latest last.
type liveEvents struct {
	value  uint16
	places []int32
	denied []int32 // the events that are denied and over; places has the others
}

func (st *sightings) reset() {
	for i := range st.live {
		st.live[i].places, st.live[i].denied = st.live[i].places[:0], st.live[i].denied[:0]
	}
	st.live, st.starts, st.byValue = st.live[:0], st.starts[:0], st.byValue[:0]
	st.notOver, st.notBegun = st.notOver[:0], st.notBegun[:0]
	st.over, st.overEnding, st.overChange, st.possiblyHi = topTwo{}, topTwo{}, topTwo{}, topTwo{}
}

// liveOf returns the live events of a value, and makes an entry if there is none.
func (st *sightings) liveOf(value uint16) *liveEvents {
	for i := range st.live {
		if st.live[i].value == value {
			return &st.live[i]
		}
	}
	if n := len(st.live); n < cap(st.live) { // with the space of an earlier one
		st.live = st.live[:n+1]
		st.live[n].value = value
		st.live[n].places, st.live[n].denied = st.live[n].places[:0], st.live[n].denied[:0]
	} else {
		st.live = append(st.live, liveEvents{value: value})
	}
	return &st.live[len(st.live)-1]
}

// add makes event x one of those that the following sightings see.
func (st *sightings) add(tl *Timeline, x int32) {
	e := &tl.events[x]
	st.notOver.push(e.hi, x)
	if e.denied {
		return
	}
	st.notBegun.push(e.lo, x)
	live := st.liveOf(e.value)
	live.places = tl.insertLive(live.places, x)
}

// insertLive inserts an event into those of its value, which are sorted by (lo, hi), and if these are
// equal with the smaller id last.
func (tl *Timeline) insertLive(places []int32, x int32) []int32 {
	i, _ := slices.BinarySearchFunc(places, x, func(x, y int32) int {
		e, f := &tl.events[x], &tl.events[y]
		if e.lo != f.lo {
			return cmp.Compare(e.lo, f.lo)
		}
		return cmp.Or(cmp.Compare(e.hi, f.hi), tl.claims.CompareIDs(f.claim, e.claim), cmp.Compare(y, x))
	})
	return slices.Insert(places, i, x)
}

// advanceTo notes which events are over before day w, and which may have begun by w.
func (st *sightings) advanceTo(tl *Timeline, w Day) {
	for x, ok := st.notOver.pop(w.Add(-1)); ok; x, ok = st.notOver.pop(w.Add(-1)) {
		e := &tl.events[x]
		if e.denied {
			live := st.liveOf(e.value)
			live.denied = tl.insertLive(live.denied, x)
			continue
		}
		st.over.add(e.value, int64(e.w))
		if !e.isSighting || !tl.control {
			st.overEnding.add(e.value, int64(e.w))
		}
		if !e.isSighting {
			st.overChange.add(e.value, byEnd(Bounds{e.w, e.hi}))
		}
	}
	for x, ok := st.notBegun.pop(w); ok; x, ok = st.notBegun.pop(w) {
		st.possiblyHi.add(tl.events[x].value, int64(tl.events[x].hi))
	}
}

// ended reports whether event e has ended: whether an event of another value (on control, a
// change) that is over before the sighting at hand came after e (rule 2).
func (st *sightings) ended(e *event) bool {
	if st.overEnding.other(e.value) > int64(e.hi) {
		return true
	}
	if !e.isSighting {
		return false
	}
	settled := st.overChange.other(e.value)
	return settled >= byEnd(Bounds{e.hi, e.hi}) || e.wentOn && settled >= byEnd(Bounds{Never, e.w})
}

// wentOnFrom returns the event from which sighting x went on, and ok false if there is none.
func (st *sightings) wentOnFrom(tl *Timeline, x int32) (from int32, ok bool) {
	h := tl.events[x].h
	live := st.liveOf(tl.events[x].value)
	to, _ := slices.BinarySearchFunc(live.places, h, func(y int32, h Day) int {
		if tl.events[y].lo <= h {
			return -1
		}
		return 1
	})
	i := to
	for i > 0 && st.ended(&tl.events[live.places[i-1]]) {
		i--
	}
	live.places = slices.Delete(live.places, i, to)
	if i == 0 {
		return 0, false
	}
	return live.places[i-1], true
}

// goOn makes sighting x go on from an event.
//
// Of the events that can lie between, it asks those alone that may have begun when x was seen. Others
// can only if the one that x went on from had not begun then, either. But that ends after the bounds of
// x, or x would restate it; so hi = h in any case.
func (st *sightings) goOn(tl *Timeline, x, from int32) {
	e, s := &tl.events[from], &tl.events[x]
	st.from[x] = from
	s.wentOn, s.fromChange, s.lo, s.w = true, e.fromChange, e.lo, max(s.w, e.lo)
	if st.possiblyHi.other(s.value) < int64(s.lo) && !st.episodeBetween(s.value, e.lo, s.h) {
		s.hi = min(s.h, max(s.w, e.hi))
	}
}

// comeAfter makes sighting x come after all that was known before.
func (st *sightings) comeAfter(tl *Timeline, x int32) {
	s := &tl.events[x]
	s.lo = Never
	if last := st.over.any(); last != none {
		s.lo = Day(last).Add(1)
	}
	live := st.liveOf(s.value)
	for n := len(live.denied); n > 0; n = len(live.denied) {
		e := &tl.events[live.denied[n-1]]
		if !st.ended(e) {
			s.fromChange = e.fromChange
			s.lo = max(s.lo, e.lo)
			return
		}
		live.denied = live.denied[:n-1]
	}
}

// An episodeStart is a day on which an episode may begin (its a1), with what is true of the episodes in
// a list up to this one: of all in starts, of those with its value in byValue.
type episodeStart struct {
	value   uint16
	by      Day
	episode int32
	longest int32 // in byValue: the episode with the largest b2
	second  Day   // in byValue: the largest b2 of the others; Never if there are none
	last    topTwo
}

// startEpisodes fills in starts and byValue, from the episodes that are not denied.
func (st *sightings) startEpisodes(episodes []episode) {
	for i := range episodes {
		if p := &episodes[i]; !p.denied {
			st.starts = append(st.starts, episodeStart{value: p.value, by: p.first.Lo, episode: int32(i)})
		}
	}
	slices.SortFunc(st.starts, func(x, y episodeStart) int { return cmp.Compare(x.by, y.by) })
	var last topTwo
	for i := range st.starts {
		p := &episodes[st.starts[i].episode]
		last.add(p.value, int64(p.last.Hi))
		st.starts[i].last = last
	}
	st.byValue = append(st.byValue[:0], st.starts...)
	slices.SortStableFunc(st.byValue, func(x, y episodeStart) int { return cmp.Compare(x.value, y.value) })
	for i := range st.byValue {
		s := &st.byValue[i]
		s.longest, s.second = s.episode, Never
		if i == 0 || st.byValue[i-1].value != s.value {
			continue
		}
		before, hi := &st.byValue[i-1], episodes[s.episode].last.Hi
		if longest := episodes[before.longest].last.Hi; hi > longest {
			s.second = longest
		} else {
			s.longest, s.second = before.longest, max(before.second, hi)
		}
	}
}

// episodeBetween reports whether an episode of a value other than v, not denied, may have
// been on a day from lo to h.
func (st *sightings) episodeBetween(v uint16, lo, h Day) bool {
	n, _ := slices.BinarySearchFunc(st.starts, h, func(s episodeStart, h Day) int {
		if s.by <= h {
			return -1
		}
		return 1
	})
	return n > 0 && st.starts[n-1].last.other(v) >= int64(lo)
}

// episodeAround returns the episode in which sighting x was made, and ok false if rule 3 cannot tell.
func (st *sightings) episodeAround(tl *Timeline, x int32) (place int32, ok bool) {
	s := &tl.events[x]
	if s.denied {
		return 0, false
	}
	n, _ := slices.BinarySearchFunc(st.byValue, s, func(st episodeStart, s *event) int {
		if st.value < s.value || st.value == s.value && st.by <= s.w {
			return -1
		}
		return 1
	})
	if n == 0 || st.byValue[n-1].value != s.value {
		return 0, false
	}
	start := &st.byValue[n-1]
	p := &tl.episodes[start.longest]
	if p.last.Hi < s.h || start.second >= s.h || st.over.other(s.value) > int64(p.first.Hi) {
		return 0, false
	}
	return start.longest, true
}
