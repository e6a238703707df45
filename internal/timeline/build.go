package timeline

import "slices"

// A builder makes timelines, one after another, and keeps its working space.
type builder struct {
	tl        Timeline
	facts     []Fact
	joined    []joining // of the facts: what they are in the basis of
	restating restating
	sightings sightings
	settling  settling

	keys    []uint64 // of the facts, and then of the events
	placeOf []int32  // by event, its place in order
	ordered []event
}

// A joining says that the claim of a fact is in the basis of an event or an
// episode.
type joining struct {
	fact int32
	into ref
}

// build works out the timeline of a track. It takes O(n log n) for n changes and
// sightings, and for m episodes O(m(m+n)) more. The timeline is the builder's
// until the next one is built.
func (b *builder) build(track *Track) *Timeline {
	b.facts, b.tl.claims, b.tl.unknown = track.Facts, track.Claims, track.Unknown
	b.tl.events, b.tl.episodes, b.tl.bases, b.joined = b.tl.events[:0], b.tl.episodes[:0], b.tl.bases[:0], b.joined[:0]
	b.restate()
	b.readSightings()
	b.order()
	b.settle()
	return &b.tl
}

// order puts the events into the order in which rule 5 reads runs, and gives
// each event and each episode its basis.
func (b *builder) order() {
	tl := &b.tl
	keys := b.keys[:0]
	for i := range tl.events {
		if !b.sightings.withinEpisode[i] {
			keys = append(keys, keyOf(tl.events[i].lo, i))
		}
	}
	b.keys = keys
	sortKeys(keys, func(x, y int32) int { return tl.compareEvents(&tl.events[x], &tl.events[y]) })
	b.ordered, tl.changes = b.ordered[:0], tl.changes[:0]
	b.placeOf = slices.Grow(b.placeOf[:0], len(tl.events))[:len(tl.events)]
	for i, key := range keys {
		p := placeOf(key)
		b.ordered = append(b.ordered, tl.events[p])
		e := &b.ordered[i]
		e.run = int32(i)
		if i > 0 && b.ordered[i-1].value == e.value {
			e.run = b.ordered[i-1].run
		}
		if !e.seen {
			tl.changes = append(tl.changes, int32(i))
		}
		e.changes = int32(len(tl.changes))
		b.placeOf[p] = int32(i)
	}
	tl.events, b.ordered = b.ordered, tl.events
	for i := range b.joined {
		if into := &b.joined[i].into; !into.isEpisode() {
			*into = eventRef(b.placeOf[*into])
		}
	}
	b.gather()
}

// gather gives each event and each episode the claims that it rests on, in order.
func (b *builder) gather() {
	tl := &b.tl
	for _, j := range b.joined {
		tl.partOf(j.into).to++
	}
	end := int32(0)
	allot := func(p *part) {
		n := p.to
		p.from, p.to = end, end
		end += n
	}
	for i := range tl.events {
		allot(&tl.events[i].basis)
	}
	for i := range tl.episodes {
		allot(&tl.episodes[i].basis)
	}
	tl.bases = slices.Grow(tl.bases[:0], int(end))[:end]
	for _, j := range b.joined {
		p := tl.partOf(j.into)
		tl.bases[p.to] = b.facts[j.fact].Claim
		p.to++
		if j.into.isEpisode() && b.facts[j.fact].Denied {
			tl.episode(j.into).denied = true
		}
	}
	for i := range tl.events {
		if p := tl.events[i].basis; p.to > p.from+1 {
			slices.Sort(tl.bases[p.from:p.to])
		}
	}
	for i := range tl.episodes {
		slices.Sort(tl.basisOf(episodeRef(int32(i))))
	}
}
