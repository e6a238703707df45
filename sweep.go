package border

import "slices"

// A sweep finds the answers of a track without episodes, from the first day to
// the last. Of all events that stand on a day, rules 4 and 5 ask for the best,
// for the values, and for the latest day that those of one value speak of: so the
// sweep keeps for each value what comes first of it. A day then takes O(log n)
// for each value, however many events stand.
type sweep struct {
	values []standing
	next   int   // the first event that has not come up
	begin  queue // the events that stand and have not begun, by hi
	speak  queue // those that stand and speak of later days only, by w
	leave  queue // those that stand, by end
	rests  rests
}

// A standing is the events of one value that stand. One that stands no longer is
// dropped when it comes first.
type standing struct {
	value   uint16
	begun   ranking // the best first
	waiting ranking // those that have not begun, the best first
	spoken  ranking // those that speak of a day that has come, the latest h first
}

// sweepAll finds the answers of a track without episodes.
func (x *indexer) sweepAll(r *reading) {
	x.reset(len(r.all))
	var lastBest candidate
	var last moment
	for _, t := range x.turns {
		x.t, x.isUnknown = t, t < x.firstHi
		x.advance(t)
		same := x.rests.settle()
		best := x.bestStanding()
		x.answerStanding(x.draft(t), r, best)
		x.keepDraft(r, func() bool {
			if x.isDenied(best) || x.isDenied(lastBest) {
				return x.sameDenied(r, lastBest, last, best)
			}
			return same
		})
		lastBest, last = best, t
	}
}

// sameDenied reports whether two answers, the one of day last and that of the day
// at hand, rest on the same claims and have the same against them. The denials of
// what gives a value are against it, and may be candidates themselves.
func (x *indexer) sameDenied(r *reading, lastBest candidate, last moment, best candidate) bool {
	t := x.t
	x.candidatesOn(last, x.standingOn(last, nil), nil)
	before := slices.Clone(x.candidates)
	x.candidatesOn(t, x.standingOn(t, nil), nil)
	return x.sameBasis(r, before, x.candidates, lastBest, best)
}

// reset begins a track of a reading with n claims.
func (s *sweep) reset(n int) {
	s.next = 0
	s.begin, s.speak, s.leave = s.begin[:0], s.speak[:0], s.leave[:0]
	s.values = s.values[:cap(s.values)]
	for i := range s.values {
		v := &s.values[i]
		v.begun, v.waiting, v.spoken = v.begun[:0], v.waiting[:0], v.spoken[:0]
	}
	s.values = s.values[:0]
	s.rests.reset(n)
}

// of returns the standing of a value.
func (s *sweep) of(value uint16) *standing {
	for i := range s.values {
		if s.values[i].value == value {
			return &s.values[i]
		}
	}
	if n := len(s.values); n < cap(s.values) { // with the space of an earlier one
		s.values = s.values[:n+1]
		s.values[n].value = value
	} else {
		s.values = append(s.values, standing{value: value})
	}
	return &s.values[len(s.values)-1]
}

// advance takes up the events that come up, begin, are spoken of or leave by day
// t.
func (x *indexer) advance(t moment) {
	for ; x.next < len(x.events) && x.events[x.next].lo <= t; x.next++ {
		i, e := int32(x.next), &x.events[x.next]
		if e.end <= t {
			continue
		}
		v := x.of(e.value)
		if e.hi <= t {
			v.begun.push(i, x.better)
		} else {
			v.waiting.push(i, x.better)
			x.begin.push(e.hi, i)
		}
		if e.w <= t {
			v.spoken.push(i, x.later)
		} else {
			x.speak.push(e.w, i)
		}
		if e.end != forever {
			x.leave.push(e.end, i)
		}
		x.rests.add(x.restated[e.restated.from:e.restated.to])
	}
	for i, ok := x.begin.pop(t); ok; i, ok = x.begin.pop(t) {
		if e := &x.events[i]; e.end > t {
			x.of(e.value).begun.push(i, x.better)
		}
	}
	for i, ok := x.speak.pop(t); ok; i, ok = x.speak.pop(t) {
		if e := &x.events[i]; e.end > t {
			x.of(e.value).spoken.push(i, x.later)
		}
	}
	for i, ok := x.leave.pop(t); ok; i, ok = x.leave.pop(t) {
		part := x.events[i].restated
		x.rests.remove(x.restated[part.from:part.to])
	}
	over := func(i int32) bool { return x.events[i].end <= t }
	for i := range x.values {
		v := &x.values[i]
		v.begun.drop(x.better, over)
		v.waiting.drop(x.better, func(i int32) bool { return over(i) || x.events[i].hi <= t })
		v.spoken.drop(x.later, over)
	}
}

// better reports whether event i comes before event k of the same value in rule
// 5, if both have begun or neither has.
func (x *indexer) better(i, k int32) bool {
	e, f := &x.events[i], &x.events[k]
	if e.w != f.w {
		return e.w > f.w
	}
	return x.compare(e.candidate(i, true), f.candidate(k, true)) < 0
}

// later reports whether event i speaks of later days than event k.
func (x *indexer) later(i, k int32) bool { return x.events[i].h > x.events[k].h }

// candidate returns the event, which is at place i, as a candidate.
func (e *event) candidate(i int32, begun bool) candidate {
	return candidate{i, e.w, e.hi, begun}
}

// stands reports whether an event of the value stands.
func (v *standing) stands() bool { return len(v.begun)+len(v.waiting) > 0 }

// bestOf returns the candidate of a value that comes first in rule 5.
func (x *indexer) bestOf(v *standing) candidate {
	if len(v.begun) > 0 {
		return x.events[v.begun[0]].candidate(v.begun[0], true)
	}
	return x.events[v.waiting[0]].candidate(v.waiting[0], false)
}

// bestStanding is best for a sweep.
func (x *indexer) bestStanding() candidate {
	best, found := nobody(), x.isUnknown
	for i := range x.values {
		if v := &x.values[i]; v.stands() {
			if c := x.bestOf(v); !found || x.compare(c, best) < 0 {
				best, found = c, true
			}
		}
	}
	return best
}

// answerStanding is answer for a sweep.
func (x *indexer) answerStanding(a *given, r *reading, best candidate) {
	possible := x.possible[:0]
	if x.isUnknown {
		possible = append(possible, x.unknown)
	}
	attested, value, begun := never, x.valueOf(best), 0
	for i := range x.values {
		v := &x.values[i]
		if !v.stands() {
			continue
		}
		possible = append(possible, v.value)
		if len(v.begun) > 0 && v.value != x.unknown {
			begun++
		}
		if v.value == value && len(v.spoken) > 0 {
			attested = x.events[v.spoken[0]].h
		}
	}
	x.possible = possible
	x.conclude(a, r, best, attested, begun > 1)
}

// A ranking is a heap of events.
type ranking []int32

// push puts event i in.
func (q *ranking) push(i int32, before func(i, k int32) bool) {
	*q = append(*q, i)
	h := *q
	for at := len(h) - 1; at > 0; {
		parent := (at - 1) / 2
		if !before(h[at], h[parent]) {
			break
		}
		h[parent], h[at] = h[at], h[parent]
		at = parent
	}
}

// drop takes out the first event for as long as it is one of those over.
func (q *ranking) drop(before func(i, k int32) bool, over func(int32) bool) {
	for h := *q; len(h) > 0 && over(h[0]); *q = h {
		last := len(h) - 1
		h[0] = h[last]
		h = h[:last]
		for at := 0; ; {
			child := 2*at + 1
			if child >= len(h) {
				break
			}
			if child+1 < len(h) && before(h[child+1], h[child]) {
				child++
			}
			if !before(h[child], h[at]) {
				break
			}
			h[at], h[child] = h[child], h[at]
			at = child
		}
	}
}

// rests say on which claims the answers of a sweep rest. A claim is of one value,
// so that of two answers of one value the claims for it are the same, and those
// against it, if the events that stand rest on the same claims.
type rests struct {
	events  []int32 // by claim, how many of the events that stand rest on it
	rested  []bool  // by claim, whether there were any on the day before
	changed []int32 // the claims of which there may be some now, or none any more
}

func (r *rests) reset(n int) {
	if cap(r.events) < n {
		r.events, r.rested = make([]int32, n), make([]bool, n)
	}
	r.events, r.rested = r.events[:n], r.rested[:n]
	clear(r.events)
	clear(r.rested)
	r.changed = r.changed[:0]
}

func (r *rests) add(claims []int32) {
	for _, c := range claims {
		if r.events[c]++; r.events[c] == 1 {
			r.changed = append(r.changed, c)
		}
	}
}

func (r *rests) remove(claims []int32) {
	for _, c := range claims {
		if r.events[c]--; r.events[c] == 0 {
			r.changed = append(r.changed, c)
		}
	}
}

// settle reports whether the events that stand rest on the same claims as on the
// day before.
func (r *rests) settle() bool {
	same := true
	for _, c := range r.changed {
		if now := r.events[c] > 0; now != r.rested[c] {
			r.rested[c], same = now, false
		}
	}
	r.changed = r.changed[:0]
	return same
}
