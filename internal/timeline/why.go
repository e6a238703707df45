package timeline

import "slices"

// A Verdict says what part a claim plays in the answer about a day.
type Verdict uint8

// The verdicts.
const (
	Silent     Verdict = iota // it made nothing: it is no fact, or has no date
	GivesValue                // the answer has its value from this claim
	For                       // it supports the same value, or restates a claim that does
	Against                   // it supports another value, or restates a claim that does
	Denying                   // it denies the claim that gives the value, or one that restates it
	Restates                  // it says vaguely what another claim says sharply, and the other does not count on this day
	CameBefore                // a later event ended what it tells, or an episode hides it
	NotBegun                  // what it tells begins after this day
	Ended                     // the episode that it tells was over before this day
)

// A Why explains the answer about one day.
type Why struct {
	tl         *Timeline
	t          Day
	value      uint16
	giver      ref
	candidates map[ref]bool
	denying    map[Claim]bool
	made       map[Claim][]ref // by claim, the events and episodes that it made
	joined     map[Claim][]ref // by claim, the events and episodes whose basis it joined
	byHi       map[Day][]int32 // the events by their hi; nil until somebody asks
	hiding     []Claim         // the claims of the episodes that hide what stood before them
}

// Why returns the explanation of the answer about a day. It takes O(n log n) for n claims.
func (tl *Timeline) Why(t Day) *Why {
	j := tl.judgeOn(t)
	best := j.best()
	w := &Why{tl: tl, t: t, value: tl.valueOf(best.ref), giver: best.ref,
		candidates: map[ref]bool{}, denying: map[Claim]bool{}, made: map[Claim][]ref{}, joined: map[Claim][]ref{}}
	for _, c := range j.candidates {
		w.candidates[c.ref] = true
		if c.ref.isEpisode() && !tl.isDenied(c.ref) {
			w.hiding = append(w.hiding, tl.claimOf(c.ref))
		}
	}
	for i := range tl.events {
		w.note(eventRef(int32(i)))
	}
	for i := range tl.episodes {
		w.note(episodeRef(int32(i)))
	}
	for _, claim := range tl.appendBasis(nil, w.giver) {
		for _, by := range tl.claims.AppendDenials(nil, claim) {
			w.denying[by] = true
		}
	}
	return w
}

// note stores which claim made an event or an episode, and which joined its basis.
func (w *Why) note(r ref) {
	own := w.tl.claimOf(r)
	w.made[own] = append(w.made[own], r)
	for _, claim := range w.tl.appendBasis(nil, r) {
		if claim != own {
			w.joined[claim] = append(w.joined[claim], r)
		}
	}
}

// Denies reports whether a claim denies the one that gives the value, or one that restates it.
func (w *Why) Denies(claim Claim) bool { return w.denying[claim] }

// Verdict returns the verdict about a claim, and the claims that the verdict is due to. These
// are those that the claim restates or that came after it, sorted by id, or those of the
// episodes that hide it. There may be none.
func (w *Why) Verdict(claim Claim) (v Verdict, by []Claim) {
	made, joined := w.made[claim], w.joined[claim]
	if slices.Contains(made, w.giver) {
		return GivesValue, nil
	}
	if own, other := w.candidateOf(made); own || other {
		return w.side(own), nil
	}
	if own, other := w.candidateOf(joined); own || other {
		return w.side(own), w.owners(joined)
	}
	switch {
	case w.denying[claim]:
		return Denying, nil
	case len(made) > 0:
		return w.fate(made[0])
	case len(joined) > 0:
		return Restates, w.owners(joined)
	}
	return Silent, nil
}

func (w *Why) side(own bool) Verdict {
	if own {
		return For
	}
	return Against
}

// candidateOf reports whether one of the events and episodes is a candidate of the
// value, and whether one is of another value.
func (w *Why) candidateOf(refs []ref) (own, other bool) {
	for _, r := range refs {
		if w.candidates[r] {
			own = own || w.tl.valueOf(r) == w.value
			other = other || w.tl.valueOf(r) != w.value
		}
	}
	return own, other
}

// fate returns why an event or an episode is not a candidate, and the claims that this is
// due to.
func (w *Why) fate(r ref) (Verdict, []Claim) {
	if r.isEpisode() {
		p := w.tl.episode(r)
		switch {
		case w.t < p.first.Lo:
			return NotBegun, nil
		case w.t > p.last.Hi:
			return Ended, nil
		}
		return CameBefore, nil
	}
	e := w.tl.event(r)
	switch {
	case w.t < e.lo:
		return NotBegun, nil
	case e.gone <= w.t:
		return CameBefore, w.enders(e)
	}
	return CameBefore, slices.Clone(w.hiding)
}

// enders returns the claims of the events by which e stands no longer: they came after e, and had
// begun by the day e.gone but not before.
func (w *Why) enders(e *event) (by []Claim) {
	if w.byHi == nil {
		w.byHi = map[Day][]int32{}
		for i := range w.tl.events {
			hi := w.tl.events[i].hi
			w.byHi[hi] = append(w.byHi[hi], int32(i))
		}
	}
	for _, i := range w.byHi[e.gone] {
		if s := &w.tl.events[i]; w.tl.cameAfter(s, e) {
			by = append(by, s.claim)
		}
	}
	return w.byID(by)
}

// owners returns the claims that made the events and episodes.
func (w *Why) owners(refs []ref) (by []Claim) {
	for _, r := range refs {
		by = append(by, w.tl.claimOf(r))
	}
	return w.byID(by)
}

// byID puts claims into the order of their ids, each once.
func (w *Why) byID(claims []Claim) []Claim {
	slices.SortFunc(claims, w.tl.claims.CompareIDs)
	return slices.Compact(claims)
}
