package border

import (
	"slices"
	"sort"
)

// A track is a timeline with its answers: the days on which the answer changes,
// so that a question about a day is a search among them.
type track struct {
	timeline
	parties []Party // the values of a track of control, by number; of a track of status nil
	unknown uint16
	from    []moment   // the first day of each answer; from[0] is never
	answers []answer   // one for each of from
	sets    [][]uint16 // sets of possible values
	denials []denial   // of claims on this track, by target
}

// A denial is a claim that denies another; both are places in claims.
type denial struct{ target, by int32 }

// newTrack resolves facts, which are in the order of claims. Denials are those
// of the whole view.
func newTrack(claims []*Claim, facts []told, denials []denial, parties []Party, unknown uint16) *track {
	tr := &track{timeline: *newTimeline(claims, facts), parties: parties, unknown: unknown, denials: denials}
	tr.index()
	return tr
}

// index finds the answer from each day on which it may change.
func (tr *track) index() {
	j := judge{timeline: &tr.timeline, unknown: tr.unknown}
	var standing, active []int32
	next := 0 // the first event that has not come up
	var possible []uint16
	var last basis
	for _, t := range tr.turns() {
		for ; next < len(tr.events) && tr.events[next].lo <= t; next++ {
			standing = append(standing, int32(next))
		}
		standing = slices.DeleteFunc(standing, func(i int32) bool { return tr.events[i].end <= t })
		active = tr.activeSpells(t, active[:0])
		j.candidatesOn(t, standing, active)
		var a answer
		a, possible = j.answer(possible[:0])
		a.possible = tr.set(possible)
		now := basis{candidates: j.candidates}
		if n := len(tr.answers); n > 0 && tr.sameAnswer(&tr.answers[n-1], &a) && tr.sameBasis(&last, &now, tr.answers[n-1], a) {
			if tr.answers[n-1].attested == a.attested && tr.answers[n-1].giver == a.giver {
				continue
			}
			a.continues = true
		}
		tr.from = append(tr.from, t)
		tr.answers = append(tr.answers, a)
		last.candidates = append(last.candidates[:0], j.candidates...)
	}
}

// turns returns the days on which an answer may change, in order, after the
// moment before all days.
func (tr *track) turns() []moment {
	turns := make([]moment, 1, 1+4*(len(tr.events)+len(tr.spells)))
	turns[0] = never
	for i := range tr.events {
		e := &tr.events[i]
		turns = append(turns, e.lo, e.w, e.hi, e.end)
	}
	for i := range tr.spells {
		sp := &tr.spells[i]
		turns = append(turns, sp.first.lo, sp.first.hi, sp.last.lo.add(1), sp.last.hi.add(1))
	}
	slices.Sort(turns)
	turns = slices.Compact(turns)
	if turns[len(turns)-1] == forever {
		turns = turns[:len(turns)-1]
	}
	return turns
}

// standingOn appends the events that stand on day t.
func (tr *track) standingOn(t moment, standing []int32) []int32 {
	for i := range tr.events {
		if tr.events[i].lo > t {
			break
		}
		if tr.events[i].end > t {
			standing = append(standing, int32(i))
		}
	}
	return standing
}

// activeSpells appends the spells with t among their possible days.
func (tr *track) activeSpells(t moment, active []int32) []int32 {
	for i := range tr.spells {
		if sp := &tr.spells[i]; sp.first.lo <= t && t <= sp.last.hi {
			active = append(active, int32(i))
		}
	}
	return active
}

// set returns the place of a set of values among the sets.
func (tr *track) set(values []uint16) int32 {
	for i, s := range tr.sets {
		if slices.Equal(s, values) {
			return int32(i)
		}
	}
	tr.sets = append(tr.sets, slices.Clone(values))
	return int32(len(tr.sets) - 1)
}

// at returns the place of the answer on day t.
func (tr *track) at(t moment) int {
	return sort.Search(len(tr.from)-1, func(i int) bool { return tr.from[i+1] > t })
}

// judgeOn returns a judge with the candidates of day t.
func (tr *track) judgeOn(t moment) *judge {
	j := &judge{timeline: &tr.timeline, unknown: tr.unknown}
	j.candidatesOn(t, tr.standingOn(t, nil), tr.activeSpells(t, nil))
	return j
}

// giverClaim returns the claim that gives the value of an answer, or nil.
func (tr *track) giverClaim(giver int32) *Claim {
	switch {
	case giver == noPlace:
		return nil
	case giver < 0:
		return tr.claimOf(tr.spells[^giver].told)
	}
	return tr.claimOf(tr.events[giver].told)
}

// allows reports whether a value is possible by an answer.
func (tr *track) allows(a *answer, value uint16) bool {
	_, found := slices.BinarySearch(tr.sets[a.possible], value)
	return found
}
