package timeline

import (
	"cmp"
	"slices"
)

// readSightings applies rule 3, what a sighting tells: v began at an unknown
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
func (b *builder) readSightings() {
	tl, st := &b.tl, &b.sightings
	st.withinEpisode = slices.Grow(st.withinEpisode[:0], len(tl.events))[:len(tl.events)]
	clear(st.withinEpisode)
	st.seen = st.seen[:0]
	for i := range tl.events {
		if tl.events[i].seen {
			st.seen = append(st.seen, int32(i))
		}
	}
	b.denyEvents()
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
		if !tl.events[i].seen {
			st.take(tl, int32(i))
		}
	}
	for _, x := range st.seen {
		st.advanceTo(tl, tl.events[x].w)
		if e, ok := st.latest(tl, x); ok {
			st.goOn(tl, x, e)
		} else if i, ok := st.episodeAround(tl, x); ok {
			b.joinEpisode(x, i)
			continue
		} else if last := st.overAny.any(); last != none {
			tl.events[x].lo = Day(last).Add(1)
		} else {
			tl.events[x].lo = Never
		}
		st.take(tl, x)
	}
}

// denyEvents marks the events that are denied. Episodes are marked when their
// bases are whole.
func (b *builder) denyEvents() {
	for _, j := range b.joined {
		if b.facts[j.fact].Denied && !j.into.isEpisode() {
			b.tl.event(j.into).denied = true
		}
	}
}

// sightings is the state of rule 3 while it is applied.
type sightings struct {
	seen          []int32 // the sightings, in order
	withinEpisode []bool  // by event: it was seen within an episode
	live          []liveEvents
	starts        []episodeStart

	notOver  heap // the events taken that are not over yet, by hi
	notBegun heap // the events taken that may not have begun yet, by lo

	overAny    topTwo // of the events over: w
	overSure   topTwo // the same, denied ones left out
	overChange topTwo // of the changes over that are not denied: (hi, w)
	possiblyHi topTwo // of the events that may have begun: hi
}

// liveEvents are the events of one value taken that had not ended, the latest
// last.
type liveEvents struct {
	value  uint16
	places []int32
}

func (st *sightings) reset() {
	for i := range st.live {
		st.live[i].places = st.live[i].places[:0]
	}
	st.live = st.live[:0]
	st.starts = st.starts[:0]
	st.notOver, st.notBegun = st.notOver[:0], st.notBegun[:0]
	st.overAny, st.overSure, st.overChange, st.possiblyHi = topTwo{}, topTwo{}, topTwo{}, topTwo{}
}

// liveOf returns the live events of a value.
func (st *sightings) liveOf(value uint16) *liveEvents {
	for i := range st.live {
		if st.live[i].value == value {
			return &st.live[i]
		}
	}
	if n := len(st.live); n < cap(st.live) { // with the space of an earlier one
		st.live = st.live[:n+1]
		st.live[n].value, st.live[n].places = value, st.live[n].places[:0]
	} else {
		st.live = append(st.live, liveEvents{value: value})
	}
	return &st.live[len(st.live)-1]
}

// take takes event x into account for the sightings that follow.
func (st *sightings) take(tl *Timeline, x int32) {
	e := &tl.events[x]
	st.notOver.push(e.hi, x, nil)
	st.notBegun.push(e.lo, x, nil)
	live := st.liveOf(e.value)
	i, _ := slices.BinarySearchFunc(live.places, x, tl.compareLive)
	live.places = slices.Insert(live.places, i, x)
}

// compareLive orders events of one value by (lo, hi), of equals the smaller id
// last.
func (tl *Timeline) compareLive(x, y int32) int {
	e, f := &tl.events[x], &tl.events[y]
	if e.lo != f.lo {
		return cmp.Compare(e.lo, f.lo)
	}
	return cmp.Or(
		cmp.Compare(e.hi, f.hi),
		tl.claims.CompareIDs(f.claim, e.claim),
		cmp.Compare(y, x),
	)
}

// advanceTo takes up the events that are over before w, and those that may have
// begun by w.
func (st *sightings) advanceTo(tl *Timeline, w Day) {
	for x, ok := st.notOver.pop(w.Add(-1)); ok; x, ok = st.notOver.pop(w.Add(-1)) {
		e := &tl.events[x]
		st.overAny.add(e.value, int64(e.w))
		if e.denied {
			continue
		}
		st.overSure.add(e.value, int64(e.w))
		if !e.seen {
			st.overChange.add(e.value, byEnd(Bounds{e.w, e.hi}))
		}
	}
	for x, ok := st.notBegun.pop(w); ok; x, ok = st.notBegun.pop(w) {
		st.possiblyHi.add(tl.events[x].value, int64(tl.events[x].hi))
	}
}

// ended reports whether an event of another value, over before the sighting at
// hand, came after event e (rule 2).
func (st *sightings) ended(e *event) bool {
	if st.overSure.other(e.value) > int64(e.hi) {
		return true
	}
	if !e.seen {
		return false
	}
	settled := st.overChange.other(e.value)
	return settled >= byEnd(Bounds{e.hi, e.hi}) || e.wentOn && settled >= byEnd(Bounds{Never, e.w})
}

// latest returns the event from which sighting x went on, if there is one.
func (st *sightings) latest(tl *Timeline, x int32) (e int32, ok bool) {
	h := tl.events[x].h
	live := st.liveOf(tl.events[x].value)
	to, _ := slices.BinarySearchFunc(live.places, h, func(y int32, h Day) int {
		if tl.events[y].lo <= h {
			return -1
		}
		return 1
	})
	from := to
	for from > 0 && st.ended(&tl.events[live.places[from-1]]) {
		from--
	}
	live.places = slices.Delete(live.places, from, to)
	if from == 0 {
		return 0, false
	}
	return live.places[from-1], true
}

// goOn makes sighting x go on from event e.
func (st *sightings) goOn(tl *Timeline, x, e int32) {
	from, seen := &tl.events[e], &tl.events[x]
	seen.wentOn = true
	seen.lo = from.lo
	if st.possiblyHi.other(seen.value) < int64(from.lo) && !st.episodeBetween(seen.value, from.lo, seen.h) {
		seen.hi = min(seen.h, max(seen.w, from.hi))
	}
	seen.w = max(seen.w, from.lo)
}

// An episodeStart says of the episodes that may have begun by a day, which of
// them may last longest.
type episodeStart struct {
	by      Day
	episode int32
	last    topTwo // b2
}

// startEpisodes makes the starts of all episodes, by day.
func (st *sightings) startEpisodes(episodes []episode) {
	for i := range episodes {
		st.starts = append(st.starts, episodeStart{by: episodes[i].first.Lo, episode: int32(i)})
	}
	slices.SortFunc(st.starts, func(x, y episodeStart) int { return cmp.Compare(x.by, y.by) })
	var last topTwo
	for i := range st.starts {
		p := &episodes[st.starts[i].episode]
		last.add(p.value, int64(p.last.Hi))
		st.starts[i].last = last
	}
}

// episodeBetween reports whether an episode of a value other than v may have been
// on a day from lo to h.
func (st *sightings) episodeBetween(v uint16, lo, h Day) bool {
	n, _ := slices.BinarySearchFunc(st.starts, h, func(s episodeStart, h Day) int {
		if s.by <= h {
			return -1
		}
		return 1
	})
	return n > 0 && st.starts[n-1].last.other(v) >= int64(lo)
}

// episodeAround returns the episode in which sighting x was made, if it can be
// told.
func (st *sightings) episodeAround(tl *Timeline, x int32) (place int32, ok bool) {
	e := &tl.events[x]
	around, count := int32(0), 0
	for i := range tl.episodes {
		if p := &tl.episodes[i]; p.value == e.value && p.possibleDays().Meets(Bounds{e.w, e.h}) {
			around = int32(i)
			count++
		}
	}
	if count != 1 || st.overAny.other(e.value) > int64(tl.episodes[around].first.Hi) {
		return 0, false
	}
	return around, true
}

// joinEpisode makes sighting x, with what restates it, part of the basis of
// episode i, which it sharpens.
func (b *builder) joinEpisode(x, i int32) {
	e, p := &b.tl.events[x], &b.tl.episodes[i]
	p.first.Hi = min(p.first.Hi, e.h)
	p.last.Lo = max(p.last.Lo, e.w)
	b.sightings.withinEpisode[x] = true
	for k := range b.joined {
		if b.joined[k].into == eventRef(x) {
			b.joined[k].into = episodeRef(i)
		}
	}
}
