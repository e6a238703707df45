package timeline

import (
	"cmp"
	"slices"
)

// A judge resolves one track on one day after another, by rules 4 and 5. It reuses its working
// memory from day to day.
type judge struct {
	tl         *Timeline
	takings    Takings // of the side, if the track is one of status
	t          Day
	possible   []uint16
	candidates []candidate // those of the day, dropped episodes aside
	episodes   []candidate // those that are episodes
	begun      []exception
	isUnknown  bool // whether nobody is a candidate, too
	isOutlived bool // whether the status outlived its holder

	// What two answers rest on, while they are compared.
	roles    []uint8 // by claim: the roles that it has; all are 0 between comparisons
	withRole []Claim // the claims that have one
	claims   []Claim // of a candidate
}

// A candidate is an event or an episode that may hold on a day (rule 4).
type candidate struct {
	ref    ref
	w, hi  Day // of an episode: a1 and a2
	begun  bool
	beside bool // it stands beside an event
	denied bool
}

// nobody is the candidate of the value unknown while nobody claimed any value.
var nobody = candidate{ref: unclaimed, w: Never, hi: Never, begun: true}

// asCandidate returns the event, which is at a place of the timeline, as a candidate.
func (e *event) asCandidate(place int32, begun bool) candidate {
	return candidate{eventRef(place), e.w, e.hi, begun, e.beside, e.denied}
}

// asCandidate returns the episode, which is at a place of the timeline, as a candidate.
func (p *episode) asCandidate(place int32, begun bool) candidate {
	return candidate{episodeRef(place), p.first.Lo, p.first.Hi, begun, false, p.denied}
}

// isBegun reports whether an event that stands on day t has begun, and no lone sighting came
// after it.
func (e *event) isBegun(t Day) bool { return e.hi <= t && t < e.end }

// isBegun reports whether t is one of the days on which the episode surely was.
func (p *episode) isBegun(t Day) bool { return p.first.Hi <= t && t <= p.last.Lo }

// judgeOn returns a judge with the candidates of day t.
func (tl *Timeline) judgeOn(t Day) *judge {
	j := &judge{tl: tl}
	j.candidatesOn(t, tl.standingOn(t, nil), tl.activeOn(t, nil))
	return j
}

// candidatesOn applies rule 4, Candidates at day t. Given are the events that stand on t, and
// the episodes with t among their possible days.
//
//   - Standing: an event e with lo_e <= t, unless an event s with hi_s <= t came after it. It
//     has begun if hi_e <= t. (What still stands though lone sightings came after it has not:
//     rule 2.)
//   - Until an event that is not denied has begun, unknown is also a candidate, begun, with w
//     and hi minus infinity.
//   - If a begun episode that is not denied remains, it hides what stood before it: of those
//     standing only the ones remain with w <= t and w > a2 (a change: w >= a2) of every such
//     episode (what was told or seen within an episode is never hidden), and unknown goes. The
//     candidates are these and the remaining episodes.
func (j *judge) candidatesOn(t Day, standing, active []int32) {
	j.t = t
	j.candidates = j.candidates[:0]
	j.isUnknown = t < j.tl.firstHi
	hides, latest := j.remaining(active)
	for _, i := range standing {
		if e := &j.tl.events[i]; !hides || e.isVisible(t, latest) {
			j.candidates = append(j.candidates, e.asCandidate(i, e.isBegun(t)))
		}
	}
	j.candidates = append(j.candidates, j.episodes...)
	j.isUnknown = j.isUnknown && !hides
}

// isVisible reports whether an event is not hidden on day t by episodes that hide. Latest is the
// latest a2 of those.
func (e *event) isVisible(t, latest Day) bool {
	return e.w <= t && (e.w > latest || e.w == latest && !e.isSighting)
}

// An exception is a begun episode, not denied, that may drop others.
type exception struct {
	a1, b2 Day
	value  uint16
	lasts  topTwo // of those with no smaller a1: the smallest b2, negated
}

// remaining finds the episodes that remain of those active, whether one of them hides what
// stood before it, and if so, the latest a2 of those that do.
//
//   - Active: an episode with t among its possible days; begun if among its sure days. One that
//     is not begun is dropped if an event, of any value and not denied, with hi <= t has w >
//     a2.
//   - Then, of the active, x is dropped if a begun, undenied y of another value (itself dropped
//     or not) has a2_x < a1_y, and x is not begun or y is an exception within it (b2_y < b1_x).
func (j *judge) remaining(active []int32) (hides bool, latest Day) {
	j.episodes, j.begun = j.episodes[:0], j.begun[:0]
	if len(active) == 0 {
		return false, Never
	}
	lastW := j.tl.latestW.at(j.t)
	for _, i := range active {
		p := &j.tl.episodes[i]
		begun := p.isBegun(j.t)
		if !begun && lastW > p.first.Hi {
			continue
		}
		j.episodes = append(j.episodes, p.asCandidate(i, begun))
		if begun && !p.denied {
			j.begun = append(j.begun, exception{a1: p.first.Lo, b2: p.last.Hi, value: p.value})
		}
	}
	slices.SortFunc(j.begun, func(x, y exception) int { return cmp.Compare(y.a1, x.a1) })
	var lasts topTwo
	for i := range j.begun {
		lasts.add(j.begun[i].value, -int64(j.begun[i].b2))
		j.begun[i].lasts = lasts
	}
	j.episodes = slices.DeleteFunc(j.episodes, j.isDropped)
	latest = Never
	for _, c := range j.episodes {
		if c.begun && !c.denied {
			hides = true
			latest = max(latest, c.hi)
		}
	}
	return hides, latest
}

// isDropped reports whether a begun episode of another value drops the episode c.
func (j *judge) isDropped(c candidate) bool {
	n, _ := slices.BinarySearchFunc(j.begun, c.hi, func(y exception, a2 Day) int {
		if y.a1 > a2 {
			return -1
		}
		return 1
	})
	if n == 0 {
		return false
	}
	p := j.tl.episode(c.ref)
	b2 := j.begun[n-1].lasts.other(p.value)
	return b2 != none && (!c.begun || Day(-b2) < p.last.Lo)
}
