package timeline

import "slices"

// A judge resolves one track on one day after another: rules 4 and 5. It keeps
// its working space from day to day.
type judge struct {
	tl         *Timeline
	t          Day
	possible   []uint16
	candidates []candidate // all of them, dropped ones aside
	episodes   []candidate // those that are episodes
	isUnknown  bool        // whether the unknown that nobody claimed is a candidate
}

// A candidate is what may hold on a day.
type candidate struct {
	ref   ref
	w, hi Day // of an episode: a1 and a2
	begun bool
}

// nobody is the candidate of which nobody claimed the value.
var nobody = candidate{unclaimed, Never, Never, true}

// asCandidate returns an event, which is at a place, as a candidate.
func (e *event) asCandidate(place int32, begun bool) candidate {
	return candidate{eventRef(place), e.w, e.hi, begun}
}

// judgeOn returns a judge with the candidates of day t.
func (tl *Timeline) judgeOn(t Day) *judge {
	j := &judge{tl: tl}
	j.candidatesOn(t, tl.standingOn(t, nil), tl.activeOn(t, nil))
	return j
}

// candidatesOn applies rule 4, candidates at day t. Given are the events that
// stand on t, and the episodes with t among their possible days.
//
//   - Standing: an event e with lo_e <= t, unless an event s with hi_s <= t came
//     after it. It has begun if hi_e <= t.
//   - Until an event that is not denied has begun, unknown is also a candidate,
//     begun, with w minus infinity.
//   - Active: an episode with t among its possible days; begun if among its sure
//     days. One that is not begun is dropped if an event, of any value and not
//     denied, with hi <= t has w > a2. Then every one is dropped whose a2 lies
//     before the a1 of a begun one that is not denied.
//   - If a begun episode that is not denied remains, it hides what stood before
//     it: of those standing only the ones remain with w <= t and w > a2 of every
//     such episode (what was told or seen within an episode is never hidden), and
//     unknown goes. The candidates are these and the remaining episodes.
func (j *judge) candidatesOn(t Day, standing, active []int32) {
	j.t = t
	j.candidates, j.episodes = j.candidates[:0], j.episodes[:0]
	j.isUnknown = t < j.tl.firstHi
	hides, latest := j.remaining(t, active)
	for _, i := range standing {
		if e := &j.tl.events[i]; !hides || e.w <= t && e.w > latest {
			j.candidates = append(j.candidates, e.asCandidate(i, e.hi <= t))
		}
	}
	j.candidates = append(j.candidates, j.episodes...)
	j.isUnknown = j.isUnknown && !hides
}

// remaining finds the episodes that remain, whether one of them hides what stood
// before it, and if so, the latest a2 of those that do.
func (j *judge) remaining(t Day, active []int32) (hides bool, latest Day) {
	if len(active) == 0 {
		return false, Never
	}
	told := j.tl.sure.at(t)
	lastBegun := Never
	for _, i := range active {
		p := &j.tl.episodes[i]
		begun := p.first.Hi <= t && t <= p.last.Lo
		if !begun && told > p.first.Hi {
			continue
		}
		j.episodes = append(j.episodes, candidate{episodeRef(i), p.first.Lo, p.first.Hi, begun})
		if begun && !p.denied {
			lastBegun = max(lastBegun, p.first.Lo)
		}
	}
	j.episodes = slices.DeleteFunc(j.episodes, func(c candidate) bool { return c.hi < lastBegun })
	latest = Never
	for _, c := range j.episodes {
		if c.begun && !j.tl.isDenied(c.ref) {
			hides = true
			latest = max(latest, c.hi)
		}
	}
	return hides, latest
}
