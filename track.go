package border

import (
	"slices"
)

// A track is a timeline with its answers: the days on which the answer changes,
// so that a question about a day is a search among them.
type track struct {
	timeline
	from    []moment // the first day of each answer; from[0] is never
	answers []answer // one for each of from
	reading *reading
	unknown uint16 // the value unknown
	control bool   // values are parties, not statuses
}

// An indexer finds the answers of a track, and keeps its working space.
type indexer struct {
	judge
	turns            []moment
	standing, active []int32
	last             []candidate
	possible         []uint16
	from             []moment
	answers          []answer
}

// index finds the answer from each day on which it may change, and appends them
// to those of the tracks before.
func (x *indexer) index(tr *track) {
	x.judge.timeline, x.judge.unknown = &tr.timeline, tr.unknown
	first := len(x.answers)
	x.standing = x.standing[:0]
	x.findTurns()
	next := 0 // the first event that has not come up
	for _, t := range x.turns {
		for ; next < len(tr.events) && tr.events[next].lo <= t; next++ {
			x.standing = append(x.standing, int32(next))
		}
		x.standing = slices.DeleteFunc(x.standing, func(i int32) bool { return tr.events[i].end <= t })
		x.active = tr.activeSpells(t, x.active[:0])
		x.candidatesOn(t, x.standing, x.active)
		var a answer
		a, x.possible = x.answer(x.possible[:0])
		a.possible = tr.reading.sets.name(x.possible)
		if n := len(x.answers); n > first {
			before := &x.answers[n-1]
			if tr.sameAnswer(before, &a) && tr.sameBasis(x.last, x.candidates, before, &a) {
				if before.attested == a.attested && before.giver == a.giver {
					continue
				}
				a.flags |= continues
			}
		}
		x.from = append(x.from, t)
		x.answers = append(x.answers, a)
		x.last = append(x.last[:0], x.candidates...)
	}
}

// findTurns finds the days on which an answer may change, in order, after the
// moment before all days.
func (x *indexer) findTurns() {
	turns := append(x.turns[:0], never)
	for i := range x.events {
		e := &x.events[i]
		turns = append(turns, e.lo)
		if e.w != e.lo {
			turns = append(turns, e.w)
		}
		if e.hi != e.w {
			turns = append(turns, e.hi)
		}
		if e.end != forever {
			turns = append(turns, e.end)
		}
	}
	for i := range x.timeline.spells {
		sp := &x.timeline.spells[i]
		turns = append(turns, sp.first.lo, sp.first.hi, sp.last.lo.add(1), sp.last.hi.add(1))
	}
	slices.Sort(turns)
	turns = slices.Compact(turns)
	if turns[len(turns)-1] == forever {
		turns = turns[:len(turns)-1]
	}
	x.turns = turns
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

// at returns the place of the answer on day t.
func (tr *track) at(t moment) int { return after(tr.from[1:], t) }

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
		return tr.claims[tr.spells[^giver].claim]
	}
	return tr.claims[tr.events[giver].claim]
}

// name returns the text form of the value with that number on the track.
func (tr *track) name(value uint16) string {
	if tr.control {
		return string(tr.reading.world.partyCodes[value])
	}
	return Status(value).String()
}
