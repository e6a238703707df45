package timeline

import (
	"cmp"
	"slices"
)

// An Answer is what the rules say about the days from one step of a track to the next.
type Answer struct {
	Possible SetName // the values that are possible
	Since    Bounds  // when the value began; an open end is Never or Forever, and so are both if nobody claimed the value
	Attested Day     // the latest day that the value's candidates speak of; Never if none
	Value    uint16
	Flags    Flags
}

// Flags are a set of yes-or-no properties of an answer.
type Flags uint8

// The flags.
const (
	Certain  Flags = 1 << iota // one value alone is possible, it is not unknown, and nothing is disputed
	Disputed                   // begun candidates differ, or what gives the value is contested
	// Continues says that the answer differs from the one before only in Attested or in the
	// claim that gives the value: a history shows the two as one.
	Continues
)

// Has reports whether all of those flags are set.
func (f Flags) Has(flags Flags) bool { return f&flags == flags }

// best returns the candidate that gives the value; nobody if there is none or if nobody comes
// first.
func (j *judge) best() candidate {
	best, found := nobody, j.isUnknown
	for _, c := range j.candidates {
		if !found || j.compare(c, best) < 0 {
			best, found = c, true
		}
	}
	return best
}

// compare orders candidates. By rule 5, Value, the first gives the value: begun before not
// begun; what stands beside any event last; larger w (an episode's: a1); larger hi (a2); what
// is not denied; better grade (of its own claim; letter, then digit; ungraded last); later
// reported (its hi); value in alphabetical order; smaller id.
func (j *judge) compare(x, y candidate) int {
	switch {
	case x.begun != y.begun:
		return compareBools(!x.begun, !y.begun)
	case x.beside != y.beside:
		return compareBools(x.beside, y.beside)
	case x.w != y.w:
		return cmp.Compare(y.w, x.w)
	case x.hi != y.hi:
		return cmp.Compare(y.hi, x.hi)
	case x.denied != y.denied:
		return compareBools(x.denied, y.denied)
	}
	// Neither of them is nobody, which alone has no hi.
	c, d := j.tl.claimOf(x.ref), j.tl.claimOf(y.ref)
	if n := cmp.Or(j.tl.claims.CompareGrades(c, d), cmp.Compare(j.tl.valueOf(x.ref), j.tl.valueOf(y.ref))); n != 0 {
		return n
	}
	return cmp.Or(j.tl.claims.CompareIDs(c, d), cmp.Compare(x.ref, y.ref))
}

// answer makes s the step of the day, by rule 5, Finding, from the candidates, of which the
// best is given.
//
//   - Value: of the best candidate.
//   - Possible: the candidates' values, sorted. And unknown, where a status outlived its holder.
//   - Disputed: two begun candidates of different values, unknown aside; or what gives Value is
//     contested.
//   - Certain: Possible is one value, not unknown, and not disputed.
//   - Attested: the latest day up to t that the candidates of Value (denied ones aside, unless
//     what gives it is denied) speak of: an event of its h, an episode of all days from a2 to
//     max(a2, b1). None if there is none.
func (j *judge) answer(s *Step, sets *Sets, best candidate) {
	unknown := j.tl.unknown
	j.possible = j.possible[:0]
	j.isOutlived = !j.isUnknown && j.outlived(best)
	if j.isUnknown || j.isOutlived {
		j.possible = append(j.possible, unknown)
	}
	attested, value := Never, j.tl.valueOf(best.ref)
	first, differ := unknown, false // a value of a begun candidate, unknown aside; and whether there is another such value
	for _, c := range j.candidates {
		v := j.tl.valueOf(c.ref)
		j.possible = append(j.possible, v)
		if c.begun && v != unknown {
			differ = differ || first != unknown && first != v
			first = v
		}
		if v == value && (!c.denied || best.denied) {
			attested = max(attested, j.tl.spoken(c.ref).upTo(j.t))
		}
	}
	j.conclude(s, sets, best, attested, differ)
}

// conclude fills in s from the best candidate and j.possible, which it sorts. Differ says that begun
// candidates differ in their values.
func (j *judge) conclude(s *Step, sets *Sets, best candidate, attested Day, differ bool) {
	if len(j.possible) > 1 {
		slices.Sort(j.possible)
		j.possible = slices.Compact(j.possible)
	}
	s.Value, s.Giver = j.tl.valueOf(best.ref), j.tl.claimOf(best.ref)
	s.Since, s.Attested = j.tl.since(best.ref, j.t), attested
	s.Possible = sets.name(j.possible)
	switch {
	case differ || j.tl.isContested(best.ref):
		s.Flags |= Disputed
	case len(j.possible) == 1 && s.Value != j.tl.unknown:
		s.Flags |= Certain
	}
}

// spoken returns the days that an event or an episode speaks of.
func (tl *Timeline) spoken(r ref) Bounds {
	if r.isEpisode() {
		p := tl.episode(r)
		return Bounds{p.first.Hi, max(p.first.Hi, p.last.Lo)}
	}
	h := tl.event(r).h
	return Bounds{h, h}
}

// upTo returns the last of the days, and Never if all are later than t. The result may be after t: an
// answer about t is attested on t at the latest, whatever its step says.
func (b Bounds) upTo(t Day) Day {
	if b.Lo > t {
		return Never
	}
	return b.Hi
}

// since applies rule 5, Since, to what gives the value on day t.
//
//   - Of an episode [a1, a2]. Of an unknown that nobody claimed: none.
//   - Of an event: the run is it and the events just before it of its value, in order of (lo,
//     hi, value, id), denied ones aside; the earliest is the lo of the run's first, the latest
//     the greatest hi <= t of the run's first and its changes (so rival beginnings stay
//     visible), or if none is, the event's own hi.
//   - An episode of another value, neither denied nor a trial, whose a2 is not before the w of
//     the run's first, moves both once it is over (b2 < t): the earliest to b1 + 1 and the
//     latest to b2 + 1, unless they are later already.
func (tl *Timeline) since(giver ref, t Day) Bounds {
	switch {
	case giver == unclaimed:
		return Bounds{Never, Forever}
	case giver.isEpisode():
		return tl.episode(giver).first
	}
	since := tl.begins(giver, t)
	if len(tl.movers) > 0 {
		e := tl.event(giver)
		since = tl.moved(since, e.value, tl.events[e.run].w, t)
	}
	return since
}

// A mover is an episode that moves the beginning of another value, once it is over.
type mover struct {
	value  uint16
	a2     Day
	last   Bounds
	latest topTwo // a2 of the movers up to this one
}

// findMovers finds the episodes that move beginnings, in order of their b2.
func (b *builder) findMovers() {
	tl := &b.tl
	for i := range tl.episodes {
		if p := &tl.episodes[i]; !p.denied && (tl.control || p.value != tl.trial) {
			tl.movers = append(tl.movers, mover{value: p.value, a2: p.first.Hi, last: p.last})
		}
	}
	slices.SortFunc(tl.movers, func(x, y mover) int { return cmp.Compare(x.last.Hi, y.last.Hi) })
	var latest topTwo
	for i := range tl.movers {
		latest.add(tl.movers[i].value, int64(tl.movers[i].a2))
		tl.movers[i].latest = latest
	}
}

// moved returns since as the episodes of values other than v move it that are over before t and whose
// a2 is not before w.
func (tl *Timeline) moved(since Bounds, v uint16, w, t Day) Bounds {
	n, _ := slices.BinarySearchFunc(tl.movers, t, func(m mover, t Day) int {
		if m.last.Hi < t {
			return -1
		}
		return 1
	})
	b1, b2 := Never, Never
	// As b1 <= b2, nothing counts any more from the first whose b2 is not after the b1 found.
	for n--; n >= 0 && tl.movers[n].last.Hi > b1 && tl.movers[n].latest.other(v) >= int64(w); n-- {
		if m := &tl.movers[n]; m.value != v && m.a2 >= w {
			b1, b2 = max(b1, m.last.Lo), max(b2, m.last.Hi)
		}
	}
	if b2 == Never {
		return since
	}
	return Bounds{max(since.Lo, b1.Add(1)), max(since.Hi, b2.Add(1))}
}

// begins applies rule 5, Since, to the run of an event, without the episodes that may move it.
func (tl *Timeline) begins(giver ref, t Day) Bounds {
	e := tl.event(giver)
	if eventRef(e.run) == giver {
		return Bounds{e.lo, e.hi}
	}
	first := &tl.events[e.run]
	latest := Never
	if first.hi <= t {
		latest = first.hi
	}
	if e.denied && !e.isSighting && e.hi <= t { // it is not among the changes
		latest = max(latest, e.hi)
	}
	// The changes of one value are in order of hi as well as of lo.
	changes := tl.changes[first.changes:e.changes]
	n, _ := slices.BinarySearchFunc(changes, t, func(i int32, t Day) int {
		return cmp.Or(cmp.Compare(tl.events[i].hi, t), -1)
	})
	if n > 0 {
		latest = max(latest, tl.events[changes[n-1]].hi)
	}
	if latest == Never {
		latest = e.hi
	}
	return Bounds{first.lo, latest}
}

// Basis returns the claims for the answer on a day and those against it, in the registry's order.
// For the answer are the claims of the candidates with its value, restatements included. Against it
// are the claims of the other candidates, and those that deny a claim in the basis of what gives the
// value.
func (tl *Timeline) Basis(t Day) (basis, against []Claim) {
	j := tl.judgeOn(t)
	return j.basis(j.candidates, j.best())
}

// basis is [Timeline.Basis] for the answer with these candidates, of which the best is given.
func (j *judge) basis(candidates []candidate, best candidate) (basis, against []Claim) {
	value := j.tl.valueOf(best.ref)
	for _, c := range candidates {
		if j.tl.valueOf(c.ref) == value {
			basis = j.tl.appendBasis(basis, c.ref)
		} else {
			against = j.tl.appendBasis(against, c.ref)
		}
	}
	for _, claim := range j.tl.appendBasis(nil, best.ref) {
		against = j.tl.claims.AppendDenials(against, claim)
	}
	return inOrder(basis), inOrder(against)
}

// Giver returns the days that the claim giving the value on day t tells of, and the claims of the begun
// candidates with the same value and the same w, its own included. If nobody claimed the value, the
// days are empty and there are no claims.
func (tl *Timeline) Giver(t Day) (days Bounds, made []Claim) {
	j := tl.judgeOn(t)
	best := j.best()
	switch {
	case best.ref == unclaimed:
		return Bounds{Forever, Never}, nil
	case best.ref.isEpisode():
		days = tl.episode(best.ref).told
	default:
		days = Bounds{tl.event(best.ref).w0, tl.event(best.ref).h}
	}
	for _, c := range j.candidates {
		if c.begun && c.w == best.w && tl.valueOf(c.ref) == tl.valueOf(best.ref) {
			made = append(made, tl.claimOf(c.ref))
		}
	}
	return days, made
}

// inOrder puts claims in order, each once.
func inOrder(claims []Claim) []Claim {
	slices.Sort(claims)
	return slices.Compact(claims)
}

// The roles that a claim may have in two answers that are compared.
const (
	forFirst = 1 << iota
	againstFirst
	forSecond
	againstSecond
)

// sameBasis reports whether two answers, given by their candidates and their best one, have the same
// claims for and against them.
func (j *judge) sameBasis(x, y []candidate, bestX, bestY candidate) bool {
	if bestX.ref == bestY.ref && slices.EqualFunc(x, y, func(c, d candidate) bool { return c.ref == d.ref }) {
		return true
	}
	j.noteRoles(x, bestX, forFirst, againstFirst)
	j.noteRoles(y, bestY, forSecond, againstSecond)
	same := true
	for _, claim := range j.withRole {
		p := j.roles[claim]
		same = same && p%forSecond == p/forSecond
		j.roles[claim] = 0
	}
	j.withRole = j.withRole[:0]
	return same
}

// noteRoles gives the role pro to the claims for an answer, and contra to those against it.
func (j *judge) noteRoles(candidates []candidate, best candidate, pro, contra uint8) {
	value := j.tl.valueOf(best.ref)
	for _, c := range candidates {
		p := contra
		if j.tl.valueOf(c.ref) == value {
			p = pro
		}
		j.claims = j.tl.appendBasis(j.claims[:0], c.ref)
		j.note(j.claims, p)
	}
	j.claims = j.tl.appendBasis(j.claims[:0], best.ref)
	n := len(j.claims)
	for _, claim := range j.claims[:n] {
		j.claims = j.tl.claims.AppendDenials(j.claims, claim)
	}
	j.note(j.claims[n:], contra)
}

// note notes that claims have a role.
func (j *judge) note(claims []Claim, role uint8) {
	for _, claim := range claims {
		if n := int(claim) + 1 - len(j.roles); n > 0 {
			j.roles = append(j.roles, make([]uint8, n)...)
		}
		if j.roles[claim] == 0 {
			j.withRole = append(j.withRole, claim)
		}
		j.roles[claim] |= role
	}
}
