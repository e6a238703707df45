package timeline

import (
	"cmp"
	"slices"
)

// findLone applies the rest of rule 2 to sightings of control.
//
//   - A sighting of control is lone if it went on from nothing, nothing undenied went on from
//     it, and its basis is of one origin, denied claims aside (unless it is denied itself).
//   - Of rule 3: Once all are read, a lone sighting that stands beside another event has
//     lo = w.
//
// One pass through the sightings, from the last to the first, finds when each event was last
// seen again: what went on from an event is later in their order.
func (b *builder) findLone() {
	tl, st := &b.tl, &b.sightings
	if !tl.control || len(st.seen) == 0 {
		return
	}
	for _, x := range slices.Backward(st.seen) {
		from, s := st.from[x], &tl.events[x]
		if from >= 0 && !s.denied {
			e := &tl.events[from]
			e.confirmed, e.again = true, max(e.again, s.w, s.again)
		}
	}
	anyLone := false
	for _, x := range st.seen {
		s := &tl.events[x]
		s.lone = st.within[x] == 0 && !s.wentOn && !s.confirmed
		anyLone = anyLone || s.lone
	}
	if anyLone {
		b.countOrigins()
	}
	b.findBeside()
}

// countOrigins finds those of the lone sightings whose claims are of several origins, and makes
// them not lone.
func (b *builder) countOrigins() {
	tl := &b.tl
	b.ofLone = b.ofLone[:0]
	for _, j := range b.joined {
		if j.into.isEpisode() {
			continue
		}
		if s := tl.event(j.into); s.lone && (s.denied || !b.facts[j.fact].Denied) {
			b.ofLone = append(b.ofLone, j)
		}
	}
	slices.SortFunc(b.ofLone, func(x, y joining) int { return cmp.Or(cmp.Compare(x.into, y.into), cmp.Compare(x.fact, y.fact)) })
	for from := 0; from < len(b.ofLone); {
		b.claims = b.claims[:0]
		to := from
		for ; to < len(b.ofLone) && b.ofLone[to].into == b.ofLone[from].into; to++ {
			b.claims = append(b.claims, b.facts[b.ofLone[to].fact].Claim)
		}
		if b.claims = slices.Compact(b.claims); len(b.claims) > 1 {
			tl.event(b.ofLone[from].into).lone = tl.claims.OneOrigin(b.claims)
		}
		from = to
	}
}

// findBeside finds the sightings that stand beside an event of another value: their w is after
// the hi of that event, and not after the last day on which it was seen again.
func (b *builder) findBeside() {
	tl, st := &b.tl, &b.sightings
	b.byHi = b.byHi[:0]
	for i := range tl.events {
		if e := &tl.events[i]; e.again > e.hi {
			b.byHi = append(b.byHi, int32(i))
		}
	}
	if len(b.byHi) == 0 {
		return
	}
	slices.SortFunc(b.byHi, func(x, y int32) int { return cmp.Compare(tl.events[x].hi, tl.events[y].hi) })
	// The w of a sighting may have been raised, so they are not in order of w any more.
	slices.SortStableFunc(st.seen, func(x, y int32) int { return cmp.Compare(tl.events[x].w, tl.events[y].w) })
	var again topTwo
	next := 0
	for _, x := range st.seen {
		s := &tl.events[x]
		for ; next < len(b.byHi) && tl.events[b.byHi[next]].hi < s.w; next++ {
			e := &tl.events[b.byHi[next]]
			again.add(e.value, int64(e.again))
		}
		if st.within[x] > 0 || again.other(s.value) < int64(s.w) {
			continue
		}
		s.beside = true
		if s.lone {
			s.lo = s.w
		}
	}
}
