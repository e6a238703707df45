package border

import (
	"cmp"
	"slices"
)

// A judge resolves one track on one day after another: rules 4 and 5. It keeps
// its working space from day to day.
type judge struct {
	*timeline
	unknown uint16 // the value that stands while nothing is known

	t          moment
	possible   []uint16
	candidates []candidate // all of them, dropped ones aside
	spells     []candidate // of those, the episodes
	isUnknown  bool        // whether unknown, which nobody claimed, is a candidate
}

// A candidate is an event or, where place is negative, the spell ^place.
type candidate struct {
	place int32
	w, hi moment // of an episode: a1 and a2
	begun bool
}

// noPlace is the place of the unknown that nobody claimed.
const noPlace = 1<<31 - 1

// valueOf returns the value of a candidate.
func (j *judge) valueOf(c candidate) uint16 {
	if c.place == noPlace {
		return j.unknown
	}
	return j.valueAt(c.place)
}

// isDenied reports whether a candidate is denied.
func (j *judge) isDenied(c candidate) bool {
	switch {
	case c.place == noPlace:
		return false
	case c.place < 0:
		return j.timeline.spells[^c.place].denied
	}
	return j.events[c.place].denied
}

// candidatesOn applies rule 4, candidates at day t. Given are the events that
// stand on t, and the spells with t among their possible days.
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
func (j *judge) candidatesOn(t moment, standing, active []int32) {
	j.t = t
	j.candidates, j.spells = j.candidates[:0], j.spells[:0]
	j.isUnknown = t < j.firstHi
	hides, after := j.activeOn(t, active)
	for _, i := range standing {
		if e := &j.events[i]; !hides || e.w <= t && e.w > after {
			j.candidates = append(j.candidates, candidate{i, e.w, e.hi, e.hi <= t})
		}
	}
	j.candidates = append(j.candidates, j.spells...)
	j.isUnknown = j.isUnknown && !hides
}

// activeOn finds the episodes that remain, whether one of them hides what stood
// before it, and if so, the largest a2 of those that do.
func (j *judge) activeOn(t moment, active []int32) (hides bool, after moment) {
	if len(active) == 0 {
		return false, never
	}
	latest := j.sure.at(t)
	lastBegun := never
	for _, i := range active {
		sp := &j.timeline.spells[i]
		begun := sp.first.hi <= t && t <= sp.last.lo
		if !begun && latest > sp.first.hi {
			continue
		}
		j.spells = append(j.spells, candidate{^i, sp.first.lo, sp.first.hi, begun})
		if begun && !sp.denied {
			lastBegun = max(lastBegun, sp.first.lo)
		}
	}
	j.spells = slices.DeleteFunc(j.spells, func(c candidate) bool { return c.hi < lastBegun })
	after = never
	for _, c := range j.spells {
		if c.begun && !j.isDenied(c) {
			hides = true
			after = max(after, c.hi)
		}
	}
	return hides, after
}

// best returns the candidate that gives the value (rule 5): the first in this
// order: begun before not begun; larger w (an episode's: a1); larger hi (a2);
// better grade (of its own claim; letter, then digit; ungraded last); later
// reported (its hi); value in alphabetical order; smaller id. On a day on which
// there is no other, it is the unknown that nobody claimed.
func (j *judge) best() candidate {
	best, found := nobody(), j.isUnknown
	for _, c := range j.candidates {
		if !found || j.compare(c, best) < 0 {
			best, found = c, true
		}
	}
	return best
}

// nobody returns the unknown that nobody claimed.
func nobody() candidate {
	return candidate{noPlace, never, never, true}
}

// compare orders candidates as best says.
func (j *judge) compare(x, y candidate) int {
	if x.begun != y.begun {
		if x.begun {
			return -1
		}
		return 1
	}
	if n := cmp.Or(cmp.Compare(y.w, x.w), cmp.Compare(y.hi, x.hi)); n != 0 {
		return n
	}
	// The unknown that nobody claimed is alone in having no hi.
	c, d := j.ownClaim(x), j.ownClaim(y)
	return cmp.Or(
		cmp.Compare(c.Grade.rank(), d.Grade.rank()),
		cmp.Compare(reportedBounds(d).hi, reportedBounds(c).hi),
		cmp.Compare(j.valueOf(x), j.valueOf(y)),
		compareIDs(c.ID, d.ID),
		cmp.Compare(x.place, y.place),
	)
}

// ownClaim returns the claim of which a candidate was made.
func (j *judge) ownClaim(c candidate) *Claim { return j.claims[j.ownPlace(c)] }

// ownPlace returns the place among the claims of that of which a candidate was
// made, and noPlace of the unknown that nobody claimed.
func (j *judge) ownPlace(c candidate) int32 {
	switch {
	case c.place == noPlace:
		return noPlace
	case c.place < 0:
		return j.timeline.spells[^c.place].claim
	}
	return j.events[c.place].claim
}

// An answer is what the rules say on one track from one day to the next one on
// which they say something else.
type answer struct {
	possible int32  // the name of the set of values that are possible
	since    bounds // never and forever where infinite or none
	attested moment // the latest day that the value's candidates speak of; never if none
	value    uint16
	certain  bool
	flags    answerFlags
}

// A given answer is one with the place among the claims of the one that gives the
// value; noPlace if none does.
type given struct {
	answer
	giver int32
}

type answerFlags uint8

const (
	disputed answerFlags = 1 << iota
	// continues says that only attested and giver differ from the answer before:
	// for History they are one.
	continues
)

// answer applies rule 5, the finding, to the candidates of the day, of which the
// best is given, and makes a the answer.
//
//   - Value: of the best candidate.
//   - Possible: the candidates' values, sorted.
//   - Disputed: two begun candidates of different values, unknown aside; or what
//     gives Value is denied.
//   - Certain: Possible is one value, not unknown, and not disputed.
//   - Attested: the latest day up to t that the candidates of Value speak of: for
//     an event with w <= t, min(t, h); for an episode with a1 <= t, min(t, max(a2,
//     b1)).
func (j *judge) answer(a *given, r *reading, best candidate) {
	j.possible = j.possible[:0]
	if j.isUnknown {
		j.possible = append(j.possible, j.unknown)
	}
	attested, value := never, j.valueOf(best)
	begun, differ := j.unknown, false // a value that has begun, unknown aside; and whether another one has
	for _, c := range j.candidates {
		v := j.valueAt(c.place)
		j.possible = append(j.possible, v)
		if c.begun && v != j.unknown {
			differ = differ || begun != j.unknown && begun != v
			begun = v
		}
		if v == value {
			attested = max(attested, j.speaksOf(c))
		}
	}
	j.conclude(a, r, best, attested, differ)
}

// conclude makes a, which is zero, the answer of the best candidate, the possible
// values, which it puts in order, and whether begun candidates differ.
func (j *judge) conclude(a *given, r *reading, best candidate, attested moment, differ bool) {
	if len(j.possible) > 1 {
		slices.Sort(j.possible)
		j.possible = slices.Compact(j.possible)
	}
	a.value, a.giver = j.valueOf(best), j.ownPlace(best)
	a.since, a.attested = j.since(best.place), attested
	isDisputed := differ || j.isDenied(best)
	a.certain = len(j.possible) == 1 && a.value != j.unknown && !isDisputed
	if isDisputed {
		a.flags |= disputed
	}
	a.possible = r.sets.name(j.possible)
}

// speaksOf returns the last day of which a candidate speaks; an answer about
// day t goes no further than t. It is never if that lies wholly after t.
func (j *judge) speaksOf(c candidate) moment {
	switch {
	case c.w > j.t:
		return never
	case c.place < 0:
		sp := &j.timeline.spells[^c.place]
		return max(sp.first.hi, sp.last.lo)
	}
	return j.events[c.place].h
}

// since applies the rest of rule 5 to what gives the value on day t. Of an
// episode it is [a1, a2]. Of an event: the run is it and the events just before
// it of its value, in order of (lo, hi, value, id); the earliest is the lo of the
// run's first, the latest the greatest hi <= t of the run's first and its
// changes (so that rival beginnings stay visible), or if none is, the event's own
// hi. Of an unknown that nobody claimed: none.
func (j *judge) since(giver int32) bounds {
	switch {
	case giver == noPlace:
		return bounds{never, forever}
	case giver < 0:
		return j.timeline.spells[^giver].first
	}
	e := &j.events[giver]
	if e.run == giver {
		return bounds{e.lo, e.hi}
	}
	first := &j.events[e.run]
	latest := never
	if first.hi <= j.t {
		latest = first.hi
	}
	// The changes of one value are in order of hi as well as of lo.
	from := first.changes
	if !first.seen {
		from--
	}
	begun, _ := slices.BinarySearchFunc(j.changes[from:e.changes], j.t, func(i int32, t moment) int {
		return cmp.Or(cmp.Compare(j.events[i].hi, t), -1)
	})
	if begun > 0 {
		latest = max(latest, j.events[j.changes[from+int32(begun)-1]].hi)
	}
	if latest == never {
		latest = e.hi
	}
	return bounds{first.lo, latest}
}
