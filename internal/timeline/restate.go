package timeline

import (
	"cmp"
	"iter"
	"slices"
)

// restating is the working space of rule 1.
type restating struct {
	values []valueEvents
	sures  []sureSpan
	byLast []int32 // the episodes so far, in order of the hi of their last day
}

// The valueEvents are the events of one value so far that are not denied. None lies within another
// of its kind, so they are in order of lo and of hi. Those that lie within the bounds of a later one
// are the last of them.
type valueEvents struct {
	value              uint16
	changes, sightings []int32
}

// A sureSpan is, of the episodes of a value that surely had begun by a day, the last day on which
// one of them surely lasted.
type sureSpan struct {
	value  uint16
	by     Day
	lastHi Day
}

// restate applies rule 1: A claim that says vaguely what another of the same value says
// sharply makes nothing of its own; it joins the basis of all that it restates, in turn
// too. Nothing restates what is denied: a claim is denied if another claim of the view,
// itself not withdrawn, of whatever modality, names it in denies.
//
//	x           restates y             if
//	a change    a change               y's bounds lie within x's
//	a sighting  a change or sighting   y's bounds lie within x's
//	a sighting  an episode             x's bounds meet y's sure days
//	an episode  an episode             y's first-day bounds lie within x's,
//	                                   and y's last-day bounds within x's
//
// Of equal bounds what is not denied comes first, then a change before a sighting, then
// order decides; the first is the one restated. What restates nothing is an event or an
// episode. It is denied if its own claim is; contested if any claim in its basis is (of
// an episode, no sighting).
//
// Each row is transitive, and so are they together; it is enough to compare with what
// restates nothing. Which sightings restate which episodes is worked out when somebody
// asks ([Timeline.appendBasis]): there may be as many pairs as sightings times episodes.
func (b *builder) restate() {
	b.sharpestFirst()
	b.restateEpisodes()
	b.restating.values = b.restating.values[:0]
	for _, key := range b.keys {
		x := placeOf(key)
		switch f := &b.facts[x]; f.Form {
		case Change:
			of := b.restating.of(f.Value)
			if !b.restatesEvents(x, of.changes) {
				if e := b.addEvent(x); !f.Denied {
					of.changes = append(of.changes, e)
				}
			}
		case Sighting:
			of := b.restating.of(f.Value)
			restates := b.restating.restatesEpisodes(f)
			restates = b.restatesEvents(x, of.changes) || restates
			restates = b.restatesEvents(x, of.sightings) || restates
			if !restates {
				if e := b.addEvent(x); !f.Denied {
					of.sightings = append(of.sightings, e)
				}
			}
		}
	}
}

// sharpestFirst sorts the keys of the facts so that, of one value, nothing comes before what it
// restates.
func (b *builder) sharpestFirst() {
	b.keys = b.keys[:0]
	for i := range b.facts {
		b.keys = append(b.keys, keyOf(b.facts[i].First.Hi, i))
	}
	sortKeys(b.keys, func(x, y int32) int {
		f, g := &b.facts[x], &b.facts[y]
		if f.First.Lo != g.First.Lo {
			return cmp.Compare(g.First.Lo, f.First.Lo)
		}
		if f.Denied != g.Denied {
			return compareBools(f.Denied, g.Denied)
		}
		if f.Form != g.Form {
			return cmp.Compare(f.Form, g.Form)
		}
		if f.Form == Episode {
			if c := cmp.Or(cmp.Compare(f.Last.Hi, g.Last.Hi), cmp.Compare(g.Last.Lo, f.Last.Lo)); c != 0 {
				return c
			}
		}
		return cmp.Compare(x, y)
	})
}

// compareBools orders false before true.
func compareBools(x, y bool) int {
	switch {
	case x == y:
		return 0
	case y:
		return -1
	}
	return 1
}

// of returns the events of a value so far.
func (r *restating) of(value uint16) *valueEvents {
	for i := range r.values {
		if r.values[i].value == value {
			return &r.values[i]
		}
	}
	n := len(r.values)
	if n == cap(r.values) {
		r.values = append(r.values, valueEvents{})
	}
	r.values = r.values[:n+1] // with the space of an earlier one
	of := &r.values[n]
	of.value, of.changes, of.sightings = value, of.changes[:0], of.sightings[:0]
	return of
}

// restateEpisodes makes the episodes, and joins facts that restate one to its basis.
func (b *builder) restateEpisodes() {
	tl, r := &b.tl, &b.restating
	r.sures, r.byLast = r.sures[:0], r.byLast[:0]
	for _, key := range b.keys {
		x := placeOf(key)
		f := &b.facts[x]
		if f.Form != Episode {
			continue
		}
		restates := false
		for i := range r.within(tl.episodes, f) {
			y := &tl.episodes[i]
			if y.value == f.Value && !y.denied && y.first.Within(f.First) && y.last.Within(f.Last) {
				b.join(x, episodeRef(i))
				y.contested = y.contested || f.Denied
				restates = true
			}
		}
		if !restates {
			b.join(x, episodeRef(int32(len(tl.episodes))))
			p := episode{claim: f.Claim, value: f.Value, denied: f.Denied, contested: f.Denied, first: f.First, last: f.Last}
			p.told, p.sure = p.possibleDays(), p.sureDays()
			r.add(tl.episodes, p.last.Hi)
			tl.episodes = append(tl.episodes, p)
			if !f.Denied && p.sure.Lo <= p.sure.Hi {
				r.sures = append(r.sures, sureSpan{f.Value, p.sure.Lo, p.sure.Hi})
			}
		}
	}
	slices.SortFunc(r.sures, func(x, y sureSpan) int {
		return cmp.Or(cmp.Compare(x.value, y.value), cmp.Compare(x.by, y.by))
	})
	for i := 1; i < len(r.sures); i++ {
		if r.sures[i].value == r.sures[i-1].value {
			r.sures[i].lastHi = max(r.sures[i].lastHi, r.sures[i-1].lastHi)
		}
	}
}

// add adds the episode that comes next, whose last possible day is given, to byLast.
func (r *restating) add(episodes []episode, last Day) {
	i, _ := slices.BinarySearchFunc(r.byLast, last, func(i int32, last Day) int {
		if episodes[i].last.Hi <= last {
			return -1
		}
		return 1
	})
	r.byLast = slices.Insert(r.byLast, i, int32(len(episodes)))
}

// within yields the episodes so far that an episode f may restate: those whose first day may be
// within its first-day bounds, or those whose last day may be within its last-day bounds, whichever
// are fewer. The episodes are in order of the hi of their first day.
func (r *restating) within(episodes []episode, f *Fact) iter.Seq[int32] {
	first, _ := slices.BinarySearchFunc(episodes, f.First.Lo, func(y episode, lo Day) int { return cmp.Compare(y.first.Hi, lo) })
	from, _ := slices.BinarySearchFunc(r.byLast, f.Last.Lo, func(i int32, lo Day) int { return cmp.Compare(episodes[i].last.Hi, lo) })
	to, _ := slices.BinarySearchFunc(r.byLast, f.Last.Hi, func(i int32, hi Day) int { return cmp.Or(cmp.Compare(episodes[i].last.Hi, hi), -1) })
	return func(yield func(int32) bool) {
		if len(episodes)-first < to-from {
			for i := first; i < len(episodes); i++ {
				if !yield(int32(i)) {
					return
				}
			}
			return
		}
		for _, i := range r.byLast[from:to] {
			if !yield(i) {
				return
			}
		}
	}
}

// restatesEpisodes reports whether a sighting meets the sure days of an episode of its
// value that is not denied.
func (r *restating) restatesEpisodes(f *Fact) bool {
	n, _ := slices.BinarySearchFunc(r.sures, f, func(s sureSpan, f *Fact) int {
		if s.value < f.Value || s.value == f.Value && s.by <= f.First.Hi {
			return -1
		}
		return 1
	})
	return n > 0 && r.sures[n-1].value == f.Value && r.sures[n-1].lastHi >= f.First.Lo
}

// restatesEvents joins fact x to the events that lie within its bounds, and reports whether there are
// any. The events are in order.
func (b *builder) restatesEvents(x int32, events []int32) (restates bool) {
	f := &b.facts[x]
	for _, i := range slices.Backward(events) {
		e := &b.tl.events[i]
		if e.w < f.First.Lo {
			break
		}
		b.join(x, eventRef(i))
		e.contested = e.contested || f.Denied
		restates = true
	}
	return restates
}

// addEvent makes an event of fact x and returns its place.
func (b *builder) addEvent(x int32) int32 {
	f, e := &b.facts[x], int32(len(b.tl.events))
	b.join(x, eventRef(e))
	b.tl.events = append(b.tl.events, event{})
	made := &b.tl.events[e]
	made.claim, made.value, made.isSighting, made.fromChange = f.Claim, f.Value, f.Form == Sighting, f.Form == Change
	made.denied, made.contested = f.Denied, f.Denied
	made.twice = f.Form == Sighting && (x > 0 && b.facts[x-1].Claim == f.Claim || int(x)+1 < len(b.facts) && b.facts[x+1].Claim == f.Claim)
	made.w0 = f.First.Lo
	made.w, made.h, made.lo, made.hi = f.First.Lo, f.First.Hi, f.First.Lo, f.First.Hi
	made.again, made.end, made.gone = Never, Forever, Forever
	return e
}

// join puts the claim of a fact into the basis of an event or an episode.
func (b *builder) join(fact int32, into ref) { b.joined = append(b.joined, joining{fact, into}) }
