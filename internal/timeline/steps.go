package timeline

import (
	"iter"
	"slices"
)

// A Step is an answer and the first day on which it holds. It holds until the next step of the
// track. If Attested is after the day asked about, the answer is attested on that day.
type Step struct {
	From  Day   // Never for the first step of a track
	Giver Claim // the claim that gives the value, or NoClaim
	Answer
}

// A Resolver works out the answers of tracks, one after another, and reuses its working memory.
// The zero Resolver is ready to use, by one goroutine at a time.
type Resolver struct {
	builder          builder
	judge            judge
	sweep            sweep
	taker            taker
	days             []Day // on which an answer may change
	outlived         []Day // on which only this may change: that a status has outlived its holder
	standing, active []int32
	last             []candidate
	steps            []Step
	first            int // the place in steps of the track's first step
	sets             *Sets
}

// Build returns the timeline of a track. It is valid until the next call of a method; a
// [Timeline.Clone] of it stays valid.
func (r *Resolver) Build(track Track) *Timeline { return r.builder.build(&track) }

// AppendSteps appends the steps of a track, at least one, and adds the sets of their possible values
// to sets. It takes O(n log n) for n facts, plus the number of claims in the bases of all events; and
// more if both the first and the last days of many episodes are vague.
func (r *Resolver) AppendSteps(steps []Step, sets *Sets, track Track) []Step {
	if r.builder.sortPlain(track.Facts) {
		return r.appendPlain(steps, &track)
	}
	tl := r.builder.build(&track)
	r.judge.tl, r.judge.takings, r.steps, r.first, r.sets = tl, track.Takings, steps, len(steps), sets
	if tl.control {
		r.taker.reset()
	}
	r.findDays()
	if !r.judgeAll() {
		r.steps = r.steps[:r.first]
		if tl.control {
			r.taker.reset()
		}
		r.days = mergeDays(make([]Day, 0, len(r.days)+len(r.outlived)), r.days, r.outlived)
		r.sweepAll()
	}
	steps, r.steps, r.sets = r.steps, nil, nil
	return steps
}

// few is a number of events and episodes that stand on a day, on average. Up to it, judging all of them
// is quicker than a sweep.
var few = 8

// Takings returns the takings of the track of control whose steps were appended last. They are valid
// until the next call for a track of control.
func (r *Resolver) Takings() Takings { return r.taker.takings }

// Take works out the takings of a track of control from its steps, as if AppendSteps had appended
// them: from the first day of each and the set of its possible values. No fact of the track may be
// denied; then the possible values are those of the candidates.
func (r *Resolver) Take(steps iter.Seq2[Day, SetName], sets *Sets, unknown uint16) {
	r.taker.reset()
	n := 0
	for from, possible := range steps {
		values := sets.appendValues(r.judge.possible[:0], possible)
		r.judge.possible = values
		r.taker.note(from, n, values, !slices.Contains(values, unknown))
		n++
	}
}

// judgeAll finds the answers of a track by judging all that stand on each day. If those turn out to be
// too many, it gives up and reports false.
func (r *Resolver) judgeAll() bool {
	most := few * len(r.days)
	r.standing = r.standing[:0]
	events, j := r.judge.tl.events, &r.judge
	next := 0 // the first event that has not come up
	var best, lastBest candidate
	outlived := r.outlived // those of r.outlived that have not come up
	for n, t := range r.days {
		for ; len(outlived) > 0 && outlived[0] < t; outlived = outlived[1:] {
			r.judgeOutlived(outlived[0], best)
			most -= len(j.candidates)
		}
		for ; next < len(events) && events[next].lo <= t; next++ {
			r.standing = append(r.standing, int32(next))
		}
		r.standing = slices.DeleteFunc(r.standing, func(i int32) bool { return events[i].gone <= t })
		if most -= len(r.standing) + len(j.tl.episodes); most < 0 {
			return false
		}
		r.active = j.tl.activeOn(t, r.active[:0])
		j.candidatesOn(t, r.standing, r.active)
		best = j.best()
		j.answer(r.draft(t), r.sets, best)
		if j.tl.control {
			r.noteHolders(n)
		}
		if r.keepsDraft(func() bool { return j.sameBasis(r.last, j.candidates, lastBest, best) }) {
			r.last = append(r.last[:0], j.candidates...)
			lastBest = best
		}
	}
	for _, t := range outlived {
		r.judgeOutlived(t, best)
	}
	return true
}

// judgeOutlived finds the answer of a day that can differ from the day before only in whether the
// status outlived its holder.
func (r *Resolver) judgeOutlived(t Day, best candidate) {
	j := &r.judge
	j.t = t
	if j.isUnknown || j.outlived(best) == j.isOutlived {
		return
	}
	j.answer(r.draft(t), r.sets, best)
	r.keepsDraft(func() bool { return true })
}

// noteHolders gives the taker the undenied candidates of the day at hand, which is number n.
func (r *Resolver) noteHolders(n int) {
	j := &r.judge
	j.possible = j.possible[:0]
	for _, c := range j.candidates {
		if !c.denied {
			j.possible = append(j.possible, j.tl.valueOf(c.ref))
		}
	}
	r.noteValues(n)
}

// noteValues is noteHolders where the values of these candidates are in j.possible already.
func (r *Resolver) noteValues(n int) {
	j := &r.judge
	r.taker.note(j.t, n, j.possible, !j.isUnknown && !slices.Contains(j.possible, j.tl.unknown))
}

// draft appends a step from day t on, to be filled in.
func (r *Resolver) draft(t Day) *Step {
	r.steps = append(r.steps, Step{From: t})
	return &r.steps[len(r.steps)-1]
}

// keepsDraft keeps the last step, unless it says the same as the one before, and reports
// whether it did. SameBasis tells whether the two rest on the same claims.
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
	if x.Giver == y.Giver || x.Giver == NoClaim || y.Giver == NoClaim {
		return x.Giver == y.Giver
	}
	return r.judge.tl.claims.SameTerms(x.Giver, y.Giver)
}

// findDays finds the days on which an answer may change, in order; Never is the first. Apart from them
// it finds the days from which on a status may have outlived its holder: the last days of takings. (As
// a taking is longer than a day, a status outlives nobody before the last day of one.)
func (r *Resolver) findDays() {
	days, tl := append(r.days[:0], Never), r.judge.tl
	r.outlived = append(r.outlived[:0], r.judge.takings.by...)
	for i := range tl.events {
		e := &tl.events[i]
		days = append(days, e.lo)
		for _, d := range [...]Day{e.w, e.hi, e.h, e.end, e.gone} {
			if d != days[len(days)-1] && d != Forever {
				days = append(days, d)
			}
		}
	}
	for i := range tl.episodes {
		p := &tl.episodes[i]
		days = append(days, p.first.Lo, p.first.Hi, p.last.Lo.Add(1), p.last.Hi.Add(1))
	}
	days = inOrderOnce(days)
	if days[len(days)-1] == Forever {
		days = days[:len(days)-1]
	}
	r.days = days
}

// inOrderOnce puts days in order, each once. Where they are told sharply they come in order.
func inOrderOnce(days []Day) []Day {
	if !slices.IsSorted(days) {
		slices.Sort(days)
	}
	return slices.Compact(days)
}

// mergeDays appends the days of two lists, which are in order, in order, each once.
func mergeDays(days, x, y []Day) []Day {
	for len(x) > 0 && len(y) > 0 {
		from := &x
		if y[0] < x[0] {
			from = &y
		}
		days = append(days, (*from)[0])
		*from = (*from)[1:]
	}
	return slices.Compact(append(append(days, x...), y...))
}
