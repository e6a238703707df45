package border

import (
	"slices"
	"sync/atomic"
)

// A track is the answers to one question about one side: the days on which the
// answer changes, so that a question about a day is a search among them.
type track struct {
	steps   []step // the answers, in order of their days
	start   int32  // place of the first of steps in the reading's
	reading *reading
	made    atomic.Pointer[timeline] // what the answers were made from, once somebody asked
	number  uint8                    // place in the reading
	control bool                     // values are parties, not statuses
	unknown uint16                   // the value unknown
}

// timeline returns what the facts on the track say together. It is needed to say
// what an answer rests on, and not to answer: so it is not kept when the reading
// is made, but made again when somebody asks, and then kept.
func (tr *track) timeline() *timeline {
	if tl := tr.made.Load(); tl != nil {
		return tl
	}
	rd := readers.Get().(*reader)
	defer readers.Put(rd)
	rd.see(tr.reading)
	rd.build(tr.reading.all, rd.facts[tr.number])
	tr.made.CompareAndSwap(nil, rd.builder.timeline.clone())
	return tr.made.Load()
}

// An indexer finds the answers of tracks, and keeps its working space from one to
// the next.
type indexer struct {
	judge
	sweep
	turns            []moment
	standing, active []int32
	last             []candidate
	from             []moment
	found            []given // one for each of from
	first            int     // of those that are the track's
}

// index finds the answer of a track from each day on which it may change, and
// appends them to those of the tracks before. For n changes and sightings it
// takes O(n log n), and as much as the claims that they rest on are together;
// if there are episodes, as much as all that stands on each of the days.
func (x *indexer) index(tr *track, tl *timeline) {
	x.judge.timeline, x.judge.unknown = tl, tr.unknown
	x.first = len(x.found)
	x.findTurns()
	switch {
	case len(tl.spells) > 0:
		x.judgeAll(tr.reading, len(tl.events))
	case !x.judgeAll(tr.reading, few):
		x.from, x.found = x.from[:x.first], x.found[:x.first]
		x.sweepAll(tr.reading)
	}
}

// few is how many events stand at a time, at the most, where judging all of them
// each day is quicker than keeping track of them.
const few = 2

// judgeAll finds the answers of a track by judging all that stands on each day.
// It gives up, and returns false, on a day on which more than most events stand.
func (x *indexer) judgeAll(r *reading, most int) bool {
	x.standing = x.standing[:0]
	next := 0 // the first event that has not come up
	var lastBest candidate
	for _, t := range x.turns {
		for ; next < len(x.events) && x.events[next].lo <= t; next++ {
			x.standing = append(x.standing, int32(next))
		}
		x.standing = slices.DeleteFunc(x.standing, func(i int32) bool { return x.events[i].end <= t })
		if len(x.standing) > most {
			return false
		}
		x.active = x.activeSpells(t, x.active[:0])
		x.candidatesOn(t, x.standing, x.active)
		best := x.best()
		x.answer(x.draft(t), r, best)
		if x.keepDraft(r, func() bool { return x.sameBasis(r, x.last, x.candidates, lastBest, best) }) {
			x.last = append(x.last[:0], x.candidates...)
			lastBest = best
		}
	}
	return true
}

// draft appends an answer that holds from day t on, to be filled in.
func (x *indexer) draft(t moment) *given {
	x.from = append(x.from, t)
	x.found = append(x.found, given{})
	return &x.found[len(x.found)-1]
}

// keepDraft keeps the answer drafted, unless it says the same as the one before.
// SameBasis reports whether they rest on the same claims.
func (x *indexer) keepDraft(r *reading, sameBasis func() bool) bool {
	last := len(x.found) - 1
	if last == x.first {
		return true
	}
	before, a := &x.found[last-1], &x.found[last]
	if r.sameAnswer(before, a) && sameBasis() {
		if before.attested == a.attested && before.giver == a.giver {
			x.from, x.found = x.from[:last], x.found[:last]
			return false
		}
		a.flags |= continues
	}
	return true
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
func (tl *timeline) standingOn(t moment, standing []int32) []int32 {
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

// activeSpells appends the spells with t among their possible days.
func (tl *timeline) activeSpells(t moment, active []int32) []int32 {
	for i := range tl.spells {
		if sp := &tl.spells[i]; sp.first.lo <= t && t <= sp.last.hi {
			active = append(active, int32(i))
		}
	}
	return active
}

// at returns the place of the answer on day t.
func (tr *track) at(t moment) int { return begun(tr.steps[1:], t) }

// answer returns the answer at a place.
func (tr *track) answer(place int) answer { return tr.reading.answer(tr.steps[place]) }

// giver returns the claim that gives the value of the answer at a place, or nil.
func (tr *track) giver(place int) *Claim {
	return tr.reading.giver(tr.reading.givers[tr.start+int32(place)])
}

// judgeOn returns a judge with the candidates of day t.
func (tr *track) judgeOn(t moment) *judge {
	tl := tr.timeline()
	j := &judge{timeline: tl, unknown: tr.unknown}
	j.candidatesOn(t, tl.standingOn(t, nil), tl.activeSpells(t, nil))
	return j
}

// name returns the text form of the value with that number on the track.
func (tr *track) name(value uint16) string {
	if tr.control {
		return string(tr.reading.world.partyCodes[value])
	}
	return Status(value).String()
}
