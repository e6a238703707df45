package timeline

import (
	"cmp"
	"slices"
)

// A Timeline is what the facts on one track say together: rules 1 to 3. It never
// changes once it is built. The zero Timeline says nothing.
//
// A change to v within [lo, hi] says that v began on one of these days, and
// stands from hi on until something later. A sighting of v within [lo, hi] says
// that v held on one of these days. An episode of v says that it held from a day
// within first to a day within last, whatever stands beneath it.
type Timeline struct {
	claims   Claims
	unknown  uint16    // the value that stands while nothing is known
	events   []event   // in order of (lo, hi, value, id)
	episodes []episode // that restate no other
	bases    []Claim   // of the events and episodes, one after the other
	changes  []int32   // the events that are changes
	firstHi  Day       // by when an event that is not denied has begun; Forever if none has
	sure     latestW   // of the events that are not denied, if there are episodes
}

// An event is a change or a sighting that restates nothing.
type event struct {
	claim   Claim
	value   uint16
	seen    bool  // a sighting
	wentOn  bool  // of a sighting: from an earlier event (rule 3)
	denied  bool  // it, or a claim that restates it
	w, h    Day   // its bounds so far; rule 3 may raise w
	lo, hi  Day   // the bounds that the rules use, for a sighting by rule 3
	end     Day   // the first day on which it no longer stands (rules 2 and 4)
	run     int32 // the first event of its run (rule 5)
	changes int32 // how many of Timeline.changes do not come after it
	basis   part
}

// An episode is one that restates nothing.
type episode struct {
	claim  Claim
	value  uint16
	denied bool   // it, or a claim in its basis
	first  Bounds // a1, a2: its first day is one of these
	last   Bounds // b1, b2: its last day is one of these
	basis  part
}

// A part is a piece of Timeline.bases: the claims that an event or an episode
// rests on, its own included.
type part struct{ from, to int32 }

// sureDays returns the days on which the episode surely was; none if Lo > Hi.
func (p *episode) sureDays() Bounds { return Bounds{p.first.Hi, p.last.Lo} }

// possibleDays returns the days on which the episode may have been.
func (p *episode) possibleDays() Bounds { return Bounds{p.first.Lo, p.last.Hi} }

// A ref refers to an event or to an episode of a timeline, or to neither:
// unclaimed.
type ref int32

// unclaimed refers to the value unknown which nobody claimed.
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

// basisOf returns the claims that an event or an episode rests on, in order. It is
// a part of the timeline.
func (tl *Timeline) basisOf(r ref) []Claim {
	if r == unclaimed {
		return nil
	}
	p := *tl.partOf(r)
	return tl.bases[p.from:p.to]
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
	c.changes = slices.Clone(tl.changes)
	c.sure = latestW{slices.Clone(tl.sure.hi), slices.Clone(tl.sure.w)}
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
		if tl.events[i].end > t {
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
