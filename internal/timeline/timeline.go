package timeline

import (
	"cmp"
	"slices"
)

// A Timeline is what rules 1 to 3 make of the facts on one track: events and episodes. It
// does not change once it is built. The zero Timeline has none.
//
// A change to v within [lo, hi] says that v began on one of these days, and
// stands from hi on until something later. A sighting of v within [lo, hi] says
// that v held on one of these days. An episode of v says that it held from a day
// within first to a day within last, whatever stands beneath it.
type Timeline struct {
	claims   Claims
	unknown  uint16     // the value that stands while nothing is known
	none     uint16     // of a track of control: "nobody holds it"
	trial    uint16     // of a track of status: a trial run
	control  bool       // whether the question is who holds the side
	events   []event    // in order of (lo, hi, value, id)
	episodes []episode  // that restate no other
	bases    []Claim    // of the events and episodes, one after the other
	seen     []sighting // if there are episodes: the sightings, by value and by day
	changes  []int32    // the events that are changes and not denied
	movers   []mover    // the episodes that move the beginnings of other values
	firstHi  Day        // by when an event that is not denied has begun; Forever if none has
	latestW  latestW    // of the events that are not denied; empty if there are no episodes
}

// A sighting is a sighting as its claim tells it, before any rule.
type sighting struct {
	value  uint16
	denied bool
	claim  Claim
	told   Bounds
	lastHi Day // the largest told.Hi of its value in the list, up to this sighting
}

// An event is a change or a sighting that restates nothing (rule 1). See the package comment for
// its days.
type event struct {
	claim      Claim
	value      uint16
	isSighting bool  // else it is a change
	wentOn     bool  // it is a sighting that went on from an earlier event (rule 3)
	fromChange bool  // it is a change, or it went on from or followed one, at once or in turn
	denied     bool  // its claim is
	contested  bool  // a claim in its basis is denied
	confirmed  bool  // an event that is not denied went on from it at once
	twice      bool  // its claim tells another sighting, too
	lone       bool  // it is one man's word of who holds the side (rule 2)
	beside     bool  // it stands beside another event (rule 2)
	w0         Day   // the first day as its claim tells it
	w, h       Day   // its claim tells of a day within these; rule 3 may raise w
	lo, hi     Day   // when its value began; of a sighting by rule 3
	again      Day   // the largest w of the sightings, not denied, that went on from it, at once or in turn; Never if none
	end        Day   // the first day by which an event that came after it has begun
	gone       Day   // the first day on which it no longer stands: end, or later if only lone ones came after it
	run        int32 // the first event of its run (rule 5)
	changes    int32 // how many of Timeline.changes are at its place in events or before
	basis      part
}

// An episode is one that restates nothing.
type episode struct {
	claim     Claim
	value     uint16
	denied    bool   // its claim is
	contested bool   // a claim in its basis is denied, sightings aside
	first     Bounds // a1, a2: its first day is one of these
	last      Bounds // b1, b2: its last day is one of these
	told      Bounds // a1..b2 as its claim tells them
	sure      Bounds // a2..b1 as its claim tells them: what was seen on these days restates it
	basis     part   // without the sightings that restate it
}

// A part is a piece of Timeline.bases: the claims that an event or an episode rests
// on, its own included.
type part struct{ from, to int32 }

// sureDays returns the days on which the episode surely was; none if Lo > Hi.
func (p *episode) sureDays() Bounds { return Bounds{p.first.Hi, p.last.Lo} }

// possibleDays returns the days on which the episode may have been.
func (p *episode) possibleDays() Bounds { return Bounds{p.first.Lo, p.last.Hi} }

// A ref is the place of an event or of an episode in a timeline, or it is unclaimed.
type ref int32

// unclaimed refers to the value unknown while nobody claimed any value.
const unclaimed ref = 1<<31 - 1

// eventRef refers to the event at a place.
func eventRef(place int32) ref { return ref(place) }

// episodeRef refers to the episode at a place.
func episodeRef(place int32) ref { return ^ref(place) }

// isEpisode reports whether r refers to an episode.
func (r ref) isEpisode() bool { return r < 0 }

// event returns the event that r refers to.
func (tl *Timeline) event(r ref) *event { return &tl.events[r] }

// episode returns the episode that r refers to.
func (tl *Timeline) episode(r ref) *episode { return &tl.episodes[^r] }

// valueOf returns the value of an event or an episode, or unknown.
func (tl *Timeline) valueOf(r ref) uint16 {
	switch {
	case r == unclaimed:
		return tl.unknown
	case r.isEpisode():
		return tl.episode(r).value
	}
	return tl.event(r).value
}

// isDenied reports whether an event or an episode is denied.
func (tl *Timeline) isDenied(r ref) bool {
	switch {
	case r == unclaimed:
		return false
	case r.isEpisode():
		return tl.episode(r).denied
	}
	return tl.event(r).denied
}

// claimOf returns the claim that made an event or an episode, or NoClaim.
func (tl *Timeline) claimOf(r ref) Claim {
	switch {
	case r == unclaimed:
		return NoClaim
	case r.isEpisode():
		return tl.episode(r).claim
	}
	return tl.event(r).claim
}

// isContested reports whether a claim in the basis of an event or an episode is denied.
func (tl *Timeline) isContested(r ref) bool {
	switch {
	case r == unclaimed:
		return false
	case r.isEpisode():
		return tl.episode(r).contested
	}
	return tl.event(r).contested
}

// appendBasis appends the claims that an event or an episode rests on.
func (tl *Timeline) appendBasis(claims []Claim, r ref) []Claim {
	if r == unclaimed {
		return claims
	}
	p := *tl.partOf(r)
	claims = append(claims, tl.bases[p.from:p.to]...)
	if !r.isEpisode() || tl.episode(r).denied {
		return claims
	}
	for _, s := range tl.seenIn(tl.episode(r)) {
		if s.told.Hi >= tl.episode(r).sure.Lo {
			claims = append(claims, s.claim)
		}
	}
	return claims
}

// seenIn returns a part of the sightings. It has all those of an episode's value that meet the
// days on which the episode surely was, and maybe others before them.
func (tl *Timeline) seenIn(p *episode) []sighting {
	if p.sure.Lo > p.sure.Hi {
		return nil
	}
	to, _ := slices.BinarySearchFunc(tl.seen, p, func(s sighting, p *episode) int {
		if s.value < p.value || s.value == p.value && s.told.Lo <= p.sure.Hi {
			return -1
		}
		return 1
	})
	from := to
	for from > 0 && tl.seen[from-1].value == p.value && tl.seen[from-1].lastHi >= p.sure.Lo {
		from--
	}
	return tl.seen[from:to]
}

// partOf returns the part of an event or an episode.
func (tl *Timeline) partOf(r ref) *part {
	if r.isEpisode() {
		return &tl.episode(r).basis
	}
	return &tl.event(r).basis
}

// Clone returns a timeline that shares no memory with tl.
func (tl *Timeline) Clone() *Timeline {
	c := *tl
	c.events = slices.Clone(tl.events)
	c.episodes = slices.Clone(tl.episodes)
	c.bases = slices.Clone(tl.bases)
	c.seen = slices.Clone(tl.seen)
	c.movers = slices.Clone(tl.movers)
	c.changes = slices.Clone(tl.changes)
	c.latestW = latestW{slices.Clone(tl.latestW.hi), slices.Clone(tl.latestW.w)}
	return &c
}

// compareEvents orders events by (lo, hi, value, id).
func (tl *Timeline) compareEvents(x, y *event) int {
	if x.lo != y.lo {
		return cmp.Compare(x.lo, y.lo)
	}
	if x.hi != y.hi {
		return cmp.Compare(x.hi, y.hi)
	}
	return cmp.Or(
		cmp.Compare(x.value, y.value),
		tl.claims.CompareIDs(x.claim, y.claim),
		cmp.Compare(x.w, y.w),
	)
}

// standingOn appends the places of the events that stand on day t.
func (tl *Timeline) standingOn(t Day, standing []int32) []int32 {
	for i := range tl.events {
		if tl.events[i].lo > t {
			break
		}
		if tl.events[i].gone > t {
			standing = append(standing, int32(i))
		}
	}
	return standing
}

// activeOn appends the places of the episodes with t among their possible days.
func (tl *Timeline) activeOn(t Day, active []int32) []int32 {
	for i := range tl.episodes {
		if p := &tl.episodes[i]; p.first.Lo <= t && t <= p.last.Hi {
			active = append(active, int32(i))
		}
	}
	return active
}
