package timeline

import (
	"cmp"
	"slices"
)

// restating is the working space of rule 1.
type restating struct{ values []valueEvents }

// The valueEvents are the events of one value so far. Since none lies within
// another of its kind, they are in order of lo as well as of hi, and those within
// the bounds of one that comes later are the last.
type valueEvents struct {
	value              uint16
	changes, sightings []int32
}

// restate applies rule 1: a claim that says vaguely what another of the same
// value says sharply makes nothing of its own. It joins the basis of what it
// restates, and of all that this restates in turn.
//
//	x           restates y             if
//	a change    a change               y's bounds lie within x's
//	a sighting  a change or sighting   y's bounds lie within x's
//	a sighting  an episode             x's bounds meet y's sure days
//	an episode  an episode             y's first-day bounds lie within x's,
//	                                   and y's last-day bounds within x's
//
// Of equal bounds a change comes before a sighting, then order decides; the
// first is the one restated. What restates nothing is an event or an episode.
//
// Each row is transitive, and so are they together; it is enough to compare
// with what restates nothing.
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
				of.changes = append(of.changes, b.addEvent(x))
			}
		case Sighting:
			of := b.restating.of(f.Value)
			restates := b.restatesEpisodes(x)
			restates = b.restatesEvents(x, of.changes) || restates
			restates = b.restatesEvents(x, of.sightings) || restates
			if !restates {
				of.sightings = append(of.sightings, b.addEvent(x))
			}
		}
	}
}

// sharpestFirst makes the keys of the facts, so that of one value nothing comes
// before what it restates.
func (b *builder) sharpestFirst() {
	b.keys = b.keys[:0]
	for i := range b.facts {
		b.keys = append(b.keys, keyOf(b.facts[i].First.Hi, i))
	}
	sortKeys(b.keys, func(x, y int32) int {
		f, g := &b.facts[x], &b.facts[y]
		if c := cmp.Or(cmp.Compare(g.First.Lo, f.First.Lo), cmp.Compare(f.Form, g.Form)); c != 0 {
			return c
		}
		if f.Form == Episode {
			if c := cmp.Or(cmp.Compare(f.Last.Hi, g.Last.Hi), cmp.Compare(g.Last.Lo, f.Last.Lo)); c != 0 {
				return c
			}
		}
		return cmp.Compare(x, y)
	})
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

// restateEpisodes makes the episodes.
func (b *builder) restateEpisodes() {
	tl := &b.tl
	for _, key := range b.keys {
		x := placeOf(key)
		f := &b.facts[x]
		if f.Form != Episode {
			continue
		}
		restates := false
		for i := range tl.episodes {
			if y := &tl.episodes[i]; y.value == f.Value && y.first.Within(f.First) && y.last.Within(f.Last) {
				b.join(x, episodeRef(int32(i)))
				restates = true
			}
		}
		if !restates {
			b.join(x, episodeRef(int32(len(tl.episodes))))
			tl.episodes = append(tl.episodes, episode{claim: f.Claim, value: f.Value, first: f.First, last: f.Last})
		}
	}
}

// restatesEpisodes lets sighting x join the episodes of its value whose sure days
// it meets, and reports whether there are any.
func (b *builder) restatesEpisodes(x int32) (restates bool) {
	f := &b.facts[x]
	for i := range b.tl.episodes {
		if y := &b.tl.episodes[i]; y.value == f.Value {
			if sure := y.sureDays(); sure.Lo <= sure.Hi && f.First.Meets(sure) {
				b.join(x, episodeRef(int32(i)))
				restates = true
			}
		}
	}
	return restates
}

// restatesEvents lets x join those of the events that lie within its bounds, and
// reports whether there are any.
func (b *builder) restatesEvents(x int32, events []int32) (restates bool) {
	for _, e := range slices.Backward(events) {
		if b.tl.events[e].w < b.facts[x].First.Lo {
			break
		}
		b.join(x, eventRef(e))
		restates = true
	}
	return restates
}

// addEvent makes an event of x and returns its place.
func (b *builder) addEvent(x int32) int32 {
	f, e := &b.facts[x], int32(len(b.tl.events))
	b.join(x, eventRef(e))
	b.tl.events = append(b.tl.events, event{})
	made := &b.tl.events[e]
	made.claim, made.value, made.seen = f.Claim, f.Value, f.Form == Sighting
	made.w, made.h, made.lo, made.hi, made.end = f.First.Lo, f.First.Hi, f.First.Lo, f.First.Hi, Forever
	return e
}

// join puts the claim of a fact into the basis of an event or an episode.
func (b *builder) join(fact int32, into ref) { b.joined = append(b.joined, joining{fact, into}) }
