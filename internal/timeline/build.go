package timeline

import (
	"cmp"
	"slices"
)

// A builder makes timelines, one after another, and reuses its working memory.
type builder struct {
	tl        Timeline
	facts     []Fact
	joined    []joining // what each fact is in the basis of
	restating restating
	sightings sightings
	settling  settling

	ofLone  []joining // those of joined into lone sightings
	claims  []Claim
	byHi    []int32
	keys    []uint64 // of the facts, and then of the events
	placeOf []int32  // by event: its place in ordered
	ordered []event
}

// A joining says that the claim of a fact is in the basis of an event or an episode.
type joining struct {
	fact int32
	into ref
}

// build works out the timeline of a track. It takes O(n log n) for n facts, plus the number of
// claims in the bases of all events, plus, for each episode that is told vaguely, the number of
// episodes that may begin within its first-day bounds or of those that may end within its
// last-day bounds, whichever is smaller. The builder reuses the timeline when it builds the
// next one.
func (b *builder) build(track *Track) *Timeline {
	tl := &b.tl
	b.facts, tl.claims, tl.unknown, tl.none, tl.trial, tl.control = track.Facts, track.Claims, track.Unknown, track.None, track.Trial, track.Control
	tl.events, tl.episodes, tl.bases, tl.seen, b.joined = tl.events[:0], tl.episodes[:0], tl.bases[:0], tl.seen[:0], b.joined[:0]
	tl.movers = tl.movers[:0]
	b.restate()
	b.readSightings()
	b.findLone()
	b.order()
	b.settle()
	return &b.tl
}

// order sorts the events by (lo, hi, value, id), in which rule 5 reads runs, and gives each
// event and each episode its basis.
func (b *builder) order() {
	tl := &b.tl
	keys := b.keys[:0]
	for i := range tl.events {
		if b.sightings.within[i] == 0 {
			keys = append(keys, keyOf(tl.events[i].lo, i))
		}
	}
	b.keys = keys
	sortKeys(keys, func(x, y int32) int { return tl.compareEvents(&tl.events[x], &tl.events[y]) })
	b.ordered, tl.changes = b.ordered[:0], tl.changes[:0]
	b.placeOf = slices.Grow(b.placeOf[:0], len(tl.events))[:len(tl.events)]
	last := -1 // the place of the last event before that is not denied
	for i, key := range keys {
		p := placeOf(key)
		b.ordered = append(b.ordered, tl.events[p])
		e := &b.ordered[i]
		e.run = int32(i)
		if last >= 0 && b.ordered[last].value == e.value {
			e.run = b.ordered[last].run
		}
		if !e.denied {
			last = i
			if !e.isSighting {
				tl.changes = append(tl.changes, int32(i))
			}
		}
		e.changes = int32(len(tl.changes))
		b.placeOf[p] = int32(i)
	}
	tl.events, b.ordered = b.ordered, tl.events
	for i := range b.joined {
		into := &b.joined[i].into
		switch {
		case into.isEpisode():
		case b.sightings.within[*into] > 0:
			*into = episodeRef(b.sightings.within[*into] - 1)
		default:
			*into = eventRef(b.placeOf[*into])
		}
	}
	b.gather()
}

// gather gives each event and each episode its part of the bases, with its claims sorted.
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
	}
	for i := range tl.events {
		if p := tl.events[i].basis; p.to > p.from+1 {
			slices.Sort(tl.bases[p.from:p.to])
		}
	}
	if len(tl.episodes) > 0 {
		b.gatherSightings()
		b.findMovers()
	}
}

// gatherSightings stores the sightings by value and by day, where an episode finds those that
// restate it.
func (b *builder) gatherSightings() {
	tl := &b.tl
	for i := range b.facts {
		if f := &b.facts[i]; f.Form == Sighting {
			tl.seen = append(tl.seen, sighting{f.Value, f.Denied, f.Claim, f.First, f.First.Hi})
		}
	}
	slices.SortFunc(tl.seen, func(x, y sighting) int {
		return cmp.Or(cmp.Compare(x.value, y.value), cmp.Compare(x.told.Lo, y.told.Lo), cmp.Compare(x.claim, y.claim))
	})
	for i := 1; i < len(tl.seen); i++ {
		if tl.seen[i].value == tl.seen[i-1].value {
			tl.seen[i].lastHi = max(tl.seen[i].lastHi, tl.seen[i-1].lastHi)
		}
	}
}
