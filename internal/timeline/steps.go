package timeline

import "slices"

// A Step is an answer, the first day on which it holds (Never for the first of a
// track), and the claim that gives the value, or NoClaim. It holds until the next
// step. An answer about day t is attested on t at the latest, whatever the step
// says.
type Step struct {
	From  Day
	Giver Claim
	Answer
}

// A Resolver works out the answers of tracks, one after another, and keeps its
// working space. The zero Resolver is ready to use, by one goroutine at a time.
type Resolver struct {
	builder          builder
	judge            judge
	sweep            sweep
	days             []Day
	standing, active []int32
	last             []candidate
	steps            []Step
	first            int // of those that are the track's
	sets             *Sets
}

// Build returns the timeline of a track. It is the resolver's until the next call:
// [Timeline.Clone] keeps it.
func (r *Resolver) Build(track Track) *Timeline { return r.builder.build(&track) }

// AppendSteps appends the steps of a track, which are at least one, and names in
// sets the values that are possible. For n changes and sightings it takes O(n log
// n), and as much as the claims that they rest on are together; if there are
// episodes, as much as all that stands on each of the days.
func (r *Resolver) AppendSteps(steps []Step, sets *Sets, track Track) []Step {
	tl := r.builder.build(&track)
	r.judge.tl, r.steps, r.first, r.sets = tl, steps, len(steps), sets
	r.findDays()
	switch {
	case len(tl.episodes) > 0:
		r.judgeAll(len(tl.events))
	case !r.judgeAll(few):
		r.steps = r.steps[:r.first]
		r.sweepAll(track.claims())
	}
	steps, r.steps, r.sets = r.steps, nil, nil
	return steps
}

// few is how many events stand at a time, at the most, where judging all of them
// each day is quicker than a sweep.
const few = 2

// judgeAll finds the answers of a track by judging all that stands on each day.
// It gives up, and returns false, on a day on which more than most events stand.
func (r *Resolver) judgeAll(most int) bool {
	r.standing = r.standing[:0]
	events, j := r.judge.tl.events, &r.judge
	next := 0 // the first event that has not come up
	var lastBest candidate
	for _, t := range r.days {
		for ; next < len(events) && events[next].lo <= t; next++ {
			r.standing = append(r.standing, int32(next))
		}
		r.standing = slices.DeleteFunc(r.standing, func(i int32) bool { return events[i].end <= t })
		if len(r.standing) > most {
			return false
		}
		r.active = j.tl.activeOn(t, r.active[:0])
		j.candidatesOn(t, r.standing, r.active)
		best := j.best()
		j.answer(r.draft(t), r.sets, best)
		if r.keepsDraft(func() bool { return j.sameBasis(r.last, j.candidates, lastBest, best) }) {
			r.last = append(r.last[:0], j.candidates...)
			lastBest = best
		}
	}
	return true
}

// draft appends a step from day t on, to be filled in.
func (r *Resolver) draft(t Day) *Step {
	r.steps = append(r.steps, Step{From: t})
	return &r.steps[len(r.steps)-1]
}

// keepsDraft keeps the last step, unless it says the same as the one before, and
// reports whether it did. SameBasis tells whether they rest on the same claims.
func (r *Resolver) keepsDraft(sameBasis func() bool) bool {
	last := len(r.steps) - 1
	if last == r.first {
		return true
	}
	before, s := &r.steps[last-1], &r.steps[last]
	if r.saysTheSame(before, s) && sameBasis() {
		if before.Attested == s.Attested && before.Giver == s.Giver {
			r.steps = r.steps[:last]
			return false
		}
		s.Flags |= Continues
	}
	return true
}

// saysTheSame reports whether two steps say the same of their days, what they rest
// on and Attested aside.
func (r *Resolver) saysTheSame(x, y *Step) bool {
	if x.Value != y.Value || (x.Flags^y.Flags)&^Continues != 0 || x.Possible != y.Possible || x.Since != y.Since {
		return false
	}
	if x.Giver == NoClaim || y.Giver == NoClaim {
		return x.Giver == y.Giver
	}
	return r.judge.tl.claims.SameTerms(x.Giver, y.Giver)
}

// findDays finds the days on which an answer may change, in order, after Never.
func (r *Resolver) findDays() {
	days := append(r.days[:0], Never)
	tl := r.judge.tl
	for i := range tl.events {
		e := &tl.events[i]
		days = append(days, e.lo)
		if e.w != e.lo {
			days = append(days, e.w)
		}
		if e.hi != e.w {
			days = append(days, e.hi)
		}
		if e.end != Forever {
			days = append(days, e.end)
		}
	}
	for i := range tl.episodes {
		p := &tl.episodes[i]
		days = append(days, p.first.Lo, p.first.Hi, p.last.Lo.Add(1), p.last.Hi.Add(1))
	}
	slices.Sort(days)
	days = slices.Compact(days)
	if days[len(days)-1] == Forever {
		days = days[:len(days)-1]
	}
	r.days = days
}
