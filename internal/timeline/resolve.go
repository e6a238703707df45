package timeline

import (
	"cmp"
	"slices"
)

// An Answer is what the rules say on one track of some days.
type Answer struct {
	Possible SetName // the values that are possible
	Since    Bounds  // when the value began; Never and Forever where infinite or none
	Attested Day     // the latest day that the value's candidates speak of; Never if none
	Value    uint16
	Flags    Flags
}

// Flags say yes or no of an answer.
type Flags uint8

// The flags.
const (
	Certain  Flags = 1 << iota // one value is possible, not unknown, and it is not disputed
	Disputed                   // begun candidates differ, or what gives the value is denied
	// Continues says that only Attested, or the claim that gives the value, differs
	// from the answer before: for a history they are one.
	Continues
)

// Has reports whether all of those flags are set.
func (f Flags) Has(flags Flags) bool { return f&flags == flags }

// best returns the candidate that gives the value (rule 5): the first in this
// order: begun before not begun; larger w (an episode's: a1); larger hi (a2);
// better grade (of its own claim; letter, then digit; ungraded last); later
// reported (its hi); value in alphabetical order; smaller id. On a day on which
// there is no other, it is the unknown that nobody claimed.
func (j *judge) best() candidate {
	best, found := nobody, j.isUnknown
	for _, c := range j.candidates {
		if !found || j.compare(c, best) < 0 {
			best, found = c, true
		}
	}
	return best
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
	c, d := j.tl.claimOf(x.ref), j.tl.claimOf(y.ref)
	if n := cmp.Or(j.tl.claims.CompareGrades(c, d), cmp.Compare(j.tl.valueOf(x.ref), j.tl.valueOf(y.ref))); n != 0 {
		return n
	}
	return cmp.Or(j.tl.claims.CompareIDs(c, d), cmp.Compare(x.ref, y.ref))
}

// answer applies rule 5, the finding, to the candidates of the day, of which the
// best is given, and makes s the step of that day.
//
//   - Value: of the best candidate.
//   - Possible: the candidates' values, sorted.
//   - Disputed: two begun candidates of different values, unknown aside; or what
//     gives Value is denied.
//   - Certain: Possible is one value, not unknown, and not disputed.
//   - Attested: the latest day up to t that the candidates of Value speak of: for
//     an event with w <= t, min(t, h); for an episode with a1 <= t, min(t, max(a2,
//     b1)).
func (j *judge) answer(s *Step, sets *Sets, best candidate) {
	unknown := j.tl.unknown
	j.possible = j.possible[:0]
	if j.isUnknown {
		j.possible = append(j.possible, unknown)
	}
	attested, value := Never, j.tl.valueOf(best.ref)
	first, differ := unknown, false // a value that has begun, unknown aside; and whether another one has
	for _, c := range j.candidates {
		v := j.tl.valueOf(c.ref)
		j.possible = append(j.possible, v)
		if c.begun && v != unknown {
			differ = differ || first != unknown && first != v
			first = v
		}
		if v == value {
			attested = max(attested, j.speaksOf(c))
		}
	}
	j.conclude(s, sets, best, attested, differ)
}

// conclude makes s the step of the best candidate, the possible values, which it
// puts in order, and whether begun candidates differ.
func (j *judge) conclude(s *Step, sets *Sets, best candidate, attested Day, differ bool) {
	if len(j.possible) > 1 {
		slices.Sort(j.possible)
		j.possible = slices.Compact(j.possible)
	}
	s.Value, s.Giver = j.tl.valueOf(best.ref), j.tl.claimOf(best.ref)
	s.Since, s.Attested = j.since(best.ref), attested
	s.Possible = sets.name(j.possible)
	switch {
	case differ || j.tl.isDenied(best.ref):
		s.Flags |= Disputed
	case len(j.possible) == 1 && s.Value != j.tl.unknown:
		s.Flags |= Certain
	}
}

// speaksOf returns the last day of which a candidate speaks; an answer about
// day t goes no further than t. It is Never if that lies wholly after t.
func (j *judge) speaksOf(c candidate) Day {
	switch {
	case c.w > j.t:
		return Never
	case c.ref.isEpisode():
		p := j.tl.episode(c.ref)
		return max(p.first.Hi, p.last.Lo)
	}
	return j.tl.event(c.ref).h
}

// since applies the rest of rule 5 to what gives the value on day t. Of an
// episode it is [a1, a2]. Of an event: the run is it and the events just before
// it of its value, in order of (lo, hi, value, id); the earliest is the lo of the
// run's first, the latest the greatest hi <= t of the run's first and its
// changes (so that rival beginnings stay visible), or if none is, the event's own
// hi. Of an unknown that nobody claimed: none.
func (j *judge) since(giver ref) Bounds {
	switch {
	case giver == unclaimed:
		return Bounds{Never, Forever}
	case giver.isEpisode():
		return j.tl.episode(giver).first
	}
	e := j.tl.event(giver)
	if eventRef(e.run) == giver {
		return Bounds{e.lo, e.hi}
	}
	first := &j.tl.events[e.run]
	latest := Never
	if first.hi <= j.t {
		latest = first.hi
	}
	// The changes of one value are in order of hi as well as of lo.
	from := first.changes
	if !first.seen {
		from--
	}
	changes := j.tl.changes[from:e.changes]
	n, _ := slices.BinarySearchFunc(changes, j.t, func(i int32, t Day) int {
		return cmp.Or(cmp.Compare(j.tl.events[i].hi, t), -1)
	})
	if n > 0 {
		latest = max(latest, j.tl.events[changes[n-1]].hi)
	}
	if latest == Never {
		latest = e.hi
	}
	return Bounds{first.lo, latest}
}

// Basis returns the claims for and against the answer on a day, each in the
// registry's order: those of the candidates of its value, restatements included;
// and those of the other candidates, with the denials of what gives the value.
func (tl *Timeline) Basis(t Day) (basis, against []Claim) {
	j := tl.judgeOn(t)
	return j.basis(j.candidates, j.best())
}

// basis is Basis of an answer with those candidates, of which the best is given.
func (j *judge) basis(candidates []candidate, best candidate) (basis, against []Claim) {
	value := j.tl.valueOf(best.ref)
	for _, c := range candidates {
		if j.tl.valueOf(c.ref) == value {
			basis = append(basis, j.tl.basisOf(c.ref)...)
		} else {
			against = append(against, j.tl.basisOf(c.ref)...)
		}
	}
	for _, claim := range j.tl.basisOf(best.ref) {
		against = j.tl.claims.AppendDenials(against, claim)
	}
	return inOrder(basis), inOrder(against)
}

// inOrder puts claims in order, each once.
func inOrder(claims []Claim) []Claim {
	slices.Sort(claims)
	return slices.Compact(claims)
}

// sameBasis reports whether two answers, of which the candidates and the best of
// them are given, rest on the same claims and have the same against them.
func (j *judge) sameBasis(x, y []candidate, bestX, bestY candidate) bool {
	if bestX.ref == bestY.ref && slices.EqualFunc(x, y, func(c, d candidate) bool { return c.ref == d.ref }) {
		return true
	}
	forX, againstX := j.basis(x, bestX)
	forY, againstY := j.basis(y, bestY)
	return slices.Equal(forX, forY) && slices.Equal(againstX, againstY)
}
