package border

import (
	"cmp"
	"slices"
)

// A timeline is what the facts on one track, one question about one side, say
// together: rules 1 to 3. It is built once from the claims of a view and never
// changed after.
//
// A change to v within [lo, hi] says that v began on one of these days, and
// stands from hi on until something later. A sighting of v within [lo, hi] says
// that v held on one of these days. An episode of v says that it held from a day
// within first to a day within last, whatever stands beneath it.
type timeline struct {
	claims   []*Claim // all claims of the view about the crossing, in the registry's order
	events   []event  // in order of (lo, hi, value, id)
	spells   []spell  // the episodes that restate no other
	restated []int32  // places in claims; events and spells have parts of it
	changes  []int32  // the events that are changes
	firstHi  moment   // by when an event that is not denied has begun; forever if none has
	sure     latestW  // of the events that are not denied, if there are spells
}

// A told is one fact on a track. A claim that saw something over an interval
// tells two, one at each end.
type told struct {
	fact
	claim  int32 // place in claims
	denied bool  // by a claim of the view
}

// An event is a change or a sighting that restates nothing.
type event struct {
	claim    int32
	value    uint16
	seen     bool   // a sighting
	wentOn   bool   // of a sighting: from an earlier event (rule 3)
	denied   bool   // it, or a claim that restates it
	w, h     moment // its bounds so far; rule 3 may raise w
	lo, hi   moment // the bounds that the rules use, for a sighting by rule 3
	end      moment // the first day on which it no longer stands (rules 2 and 4)
	run      int32  // the first event of its run (rule 5)
	changes  int32  // how many of timeline.changes do not come after it
	restated part
}

// A spell is an episode that restates nothing.
type spell struct {
	claim    int32
	value    uint16
	denied   bool
	first    bounds // a1, a2: its first day is one of these
	last     bounds // b1, b2: its last day is one of these
	restated part
}

// A part is a piece of timeline.restated: the claims that an event or a spell
// rests on, its own included.
type part struct{ from, to int32 }

// sureDays returns the days on which the spell surely was; none if lo > hi.
func (s *spell) sureDays() bounds { return bounds{s.first.hi, s.last.lo} }

// possibleDays returns the days on which the spell may have been.
func (s *spell) possibleDays() bounds { return bounds{s.first.lo, s.last.hi} }

// A builder makes timelines, one after another, and keeps its working space.
type builder struct {
	timeline
	told    []told   // the facts, in the order of claims
	keys    []uint64 // of the told, and then of the events
	values  []valueEvents
	joined  []joining
	gone    []bool // by event: it was seen within a spell (rule 3)
	placeOf []int32
	ordered []event
	seen    []int32 // the sightings
	sightings
	settling
}

// The valueEvents are the events of one value so far. Since none lies within
// another of its kind, they are in order of lo as well as of hi, and those within
// the bounds of one that comes later are the last.
type valueEvents struct {
	value              uint16
	changes, sightings []int32
}

// A joining says that the claim of a told is in the basis of an event, or of a
// spell where into is negative: ^into.
type joining struct{ told, into int32 }

// build works out the timeline of facts, which are in the order of claims. It
// takes O(n log n) for n changes and sightings, and for m episodes O(m(m+n))
// more. The timeline is the builder's until the next one is built.
func (b *builder) build(claims []*Claim, facts []told) {
	b.claims, b.told = claims, facts
	b.events, b.spells, b.joined, b.restated = b.events[:0], b.spells[:0], b.joined[:0], b.restated[:0]
	b.restate()
	b.tellSightings()
	b.order()
	b.settle()
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
	b.values = b.values[:0]
	for _, key := range b.keys {
		x := int32(uint32(key))
		switch f := &b.told[x]; f.form {
		case change:
			of := b.valueOf(f.value)
			if !b.restateEvents(x, of.changes) {
				of.changes = append(of.changes, b.addEvent(x))
			}
		case sighting:
			of := b.valueOf(f.value)
			restates := b.restateSpells(x)
			restates = b.restateEvents(x, of.changes) || restates
			restates = b.restateEvents(x, of.sightings) || restates
			if !restates {
				of.sightings = append(of.sightings, b.addEvent(x))
			}
		}
	}
}

// sharpestFirst makes the keys of the told, so that of one value nothing comes
// before what it restates: by hi, the last half of a key being the place in told.
func (b *builder) sharpestFirst() {
	b.keys = b.keys[:0]
	for i := range b.told {
		b.keys = append(b.keys, keyOf(b.told[i].first.hi, i))
	}
	sortKeys(b.keys, func(x, y int32) int {
		f, g := &b.told[x], &b.told[y]
		if c := cmp.Or(cmp.Compare(g.first.lo, f.first.lo), cmp.Compare(f.form, g.form)); c != 0 {
			return c
		}
		if f.form == episode { // the last of a sighting is another sighting
			if c := cmp.Or(cmp.Compare(f.last.hi, g.last.hi), cmp.Compare(g.last.lo, f.last.lo)); c != 0 {
				return c
			}
		}
		return cmp.Compare(x, y)
	})
}

// valueOf returns the events of a value so far.
func (b *builder) valueOf(value uint16) *valueEvents {
	for i := range b.values {
		if b.values[i].value == value {
			return &b.values[i]
		}
	}
	n := len(b.values)
	if n == cap(b.values) {
		b.values = append(b.values, valueEvents{})
	}
	b.values = b.values[:n+1] // with the space of an earlier one
	of := &b.values[n]
	of.value, of.changes, of.sightings = value, of.changes[:0], of.sightings[:0]
	return of
}

// restateEpisodes makes the spells.
func (b *builder) restateEpisodes() {
	for _, key := range b.keys {
		x := int32(uint32(key))
		f := &b.told[x]
		if f.form != episode {
			continue
		}
		restates := false
		for i := range b.spells {
			if y := &b.spells[i]; y.value == f.value && y.first.within(f.first) && y.last.within(f.last) {
				b.join(x, ^int32(i))
				restates = true
			}
		}
		if !restates {
			b.join(x, ^int32(len(b.spells)))
			b.spells = append(b.spells, spell{claim: f.claim, value: f.value, first: f.first, last: f.last})
		}
	}
}

// restateSpells lets sighting x join the spells of its value whose sure days it
// meets.
func (b *builder) restateSpells(x int32) (restates bool) {
	f := &b.told[x]
	for i := range b.spells {
		if y := &b.spells[i]; y.value == f.value {
			if sure := y.sureDays(); sure.lo <= sure.hi && f.first.meets(sure) {
				b.join(x, ^int32(i))
				restates = true
			}
		}
	}
	return restates
}

// restateEvents lets x join those of the events that lie within its bounds.
func (b *builder) restateEvents(x int32, events []int32) (restates bool) {
	for _, e := range slices.Backward(events) {
		if b.events[e].w < b.told[x].first.lo {
			break
		}
		b.join(x, e)
		restates = true
	}
	return restates
}

// addEvent makes an event of x and returns its place.
func (b *builder) addEvent(x int32) int32 {
	f, e := &b.told[x], int32(len(b.events))
	b.join(x, e)
	b.events = append(b.events, event{})
	made := &b.events[e]
	made.claim, made.value, made.seen = f.claim, f.value, f.form == sighting
	made.w, made.h, made.lo, made.hi, made.end = f.first.lo, f.first.hi, f.first.lo, f.first.hi, forever
	return e
}

// join puts the claim of a told into the basis of an event, or of spell ^into.
func (b *builder) join(told, into int32) { b.joined = append(b.joined, joining{told, into}) }

// order puts the events into the order in which rule 5 reads runs, and gives
// each event and each spell the claims that it rests on.
func (b *builder) order() {
	keys := b.keys[:0]
	for i := range b.events {
		if !b.gone[i] {
			keys = append(keys, keyOf(b.events[i].lo, i))
		}
	}
	b.keys = keys
	sortKeys(keys, func(x, y int32) int { return b.compareEvents(&b.events[x], &b.events[y]) })
	b.ordered, b.changes = b.ordered[:0], b.changes[:0]
	b.placeOf = slices.Grow(b.placeOf[:0], len(b.events))[:len(b.events)]
	for i, key := range keys {
		p := uint32(key)
		b.ordered = append(b.ordered, b.events[p])
		e := &b.ordered[i]
		e.run = int32(i)
		if i > 0 && b.ordered[i-1].value == e.value {
			e.run = b.ordered[i-1].run
		}
		if !e.seen {
			b.changes = append(b.changes, int32(i))
		}
		e.changes = int32(len(b.changes))
		b.placeOf[p] = int32(i)
	}
	b.events, b.ordered = b.ordered, b.events
	for i := range b.joined {
		if into := &b.joined[i].into; *into >= 0 {
			*into = b.placeOf[*into]
		}
	}
	b.gather()
}

// gather gives each event and each spell the claims that it rests on, in order.
func (b *builder) gather() {
	for _, j := range b.joined {
		b.restedBy(j.into).to++
	}
	end := int32(0)
	allot := func(p *part) {
		n := p.to
		p.from, p.to = end, end
		end += n
	}
	for i := range b.events {
		allot(&b.events[i].restated)
	}
	for i := range b.spells {
		allot(&b.spells[i].restated)
	}
	b.restated = slices.Grow(b.restated[:0], int(end))[:end]
	for _, j := range b.joined {
		p := b.restedBy(j.into)
		b.restated[p.to] = b.told[j.told].claim
		p.to++
		if j.into < 0 && b.told[j.told].denied {
			b.spells[^j.into].denied = true
		}
	}
	for i := range b.events {
		if p := b.events[i].restated; p.to > p.from+1 {
			slices.Sort(b.restated[p.from:p.to])
		}
	}
	for i := range b.spells {
		slices.Sort(b.restated[b.spells[i].restated.from:b.spells[i].restated.to])
	}
}

// restedBy returns the part of an event, or of spell ^into.
func (b *builder) restedBy(into int32) *part {
	if into < 0 {
		return &b.spells[^into].restated
	}
	return &b.events[into].restated
}

// compareEvents orders events by (lo, hi, value, id).
func (tl *timeline) compareEvents(x, y *event) int {
	if x.lo != y.lo {
		return cmp.Compare(x.lo, y.lo)
	}
	if x.hi != y.hi {
		return cmp.Compare(x.hi, y.hi)
	}
	return cmp.Or(
		cmp.Compare(x.value, y.value),
		compareIDs(tl.claims[x.claim].ID, tl.claims[y.claim].ID),
		cmp.Compare(x.w, y.w),
	)
}
