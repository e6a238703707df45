package timeline

import "slices"

// A sweep finds the answers of a track without episodes, from the first day to
// the last. Of all events that stand on a day, rules 4 and 5 ask for the best,
// for the values, and for the latest day that those of one value speak of: so the
// sweep keeps for each value what comes first of it. A day then takes O(log n)
// for each value, however many events stand.
type sweep struct {
	values []standing
	next   int  // the first event that has not come up
	begin  heap // the events that stand and have not begun, by hi
	speak  heap // those that stand and speak of later days only, by w
	leave  heap // those that stand, by end
	rests  rests
}

// A standing is the events of one value that stand. One that stands no longer is
// dropped when it comes first.
type standing struct {
	value   uint16
	begun   heap // the best first: the largest w
	waiting heap // those that have not begun, the best first
	spoken  heap // those that speak of a day that has come, the latest h first
}

// sweepAll finds the answers of a track without episodes; claims is how many may
// be in their bases.
func (r *Resolver) sweepAll(claims int) {
	j, s := &r.judge, &r.sweep
	s.reset(claims)
	var lastBest candidate
	var last Day
	for _, t := range r.days {
		j.t, j.isUnknown = t, t < j.tl.firstHi
		s.advanceTo(j, t)
		same := s.rests.settle()
		best := s.best(j)
		s.answer(j, r.draft(t), r.sets, best)
		r.keepsDraft(func() bool {
			if j.tl.isDenied(best.ref) || j.tl.isDenied(lastBest.ref) {
				return j.sameOnDays(last, t, lastBest, best)
			}
			return same
		})
		lastBest, last = best, t
	}
}

// sameOnDays is sameBasis of the answers of two days, the second of which is the
// day at hand. The denials of what gives a value are against it, and may be
// candidates themselves.
func (j *judge) sameOnDays(last, t Day, lastBest, best candidate) bool {
	j.candidatesOn(last, j.tl.standingOn(last, nil), nil)
	before := slices.Clone(j.candidates)
	j.candidatesOn(t, j.tl.standingOn(t, nil), nil)
	return j.sameBasis(before, j.candidates, lastBest, best)
}

// reset begins a track.
func (s *sweep) reset(claims int) {
	s.next = 0
	s.begin, s.speak, s.leave = s.begin[:0], s.speak[:0], s.leave[:0]
	s.values = s.values[:cap(s.values)]
	for i := range s.values {
		v := &s.values[i]
		v.begun, v.waiting, v.spoken = v.begun[:0], v.waiting[:0], v.spoken[:0]
	}
	s.values = s.values[:0]
	s.rests.reset(claims)
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

// advanceTo takes up the events that come up, begin, are spoken of or leave by day
// t.
func (s *sweep) advanceTo(j *judge, t Day) {
	events := j.tl.events
	for ; s.next < len(events) && events[s.next].lo <= t; s.next++ {
		i, e := int32(s.next), &events[s.next]
		if e.end <= t {
			continue
		}
		v := s.of(e.value)
		if e.hi <= t {
			v.begun.push(latestFirst(e.w), i, j.better)
		} else {
			v.waiting.push(latestFirst(e.w), i, j.better)
			s.begin.push(e.hi, i, nil)
		}
		if e.w <= t {
			v.spoken.push(latestFirst(e.h), i, nil)
		} else {
			s.speak.push(e.w, i, nil)
		}
		if e.end != Forever {
			s.leave.push(e.end, i, nil)
		}
		s.rests.add(j.tl.basisOf(eventRef(i)))
	}
	for i, ok := s.begin.pop(t); ok; i, ok = s.begin.pop(t) {
		if e := &events[i]; e.end > t {
			s.of(e.value).begun.push(latestFirst(e.w), i, j.better)
		}
	}
	for i, ok := s.speak.pop(t); ok; i, ok = s.speak.pop(t) {
		if e := &events[i]; e.end > t {
			s.of(e.value).spoken.push(latestFirst(e.h), i, nil)
		}
	}
	for i, ok := s.leave.pop(t); ok; i, ok = s.leave.pop(t) {
		s.rests.remove(j.tl.basisOf(eventRef(i)))
	}
	s.dropEnded(j, t)
}

// dropEnded takes out of each value the events that come first in something of
// which they are no longer a part.
func (s *sweep) dropEnded(j *judge, t Day) {
	events := j.tl.events
	for i := range s.values {
		v := &s.values[i]
		for len(v.begun) > 0 && events[v.begun[0].place].end <= t {
			v.begun.removeFirst(j.better)
		}
		for len(v.waiting) > 0 && (events[v.waiting[0].place].end <= t || events[v.waiting[0].place].hi <= t) {
			v.waiting.removeFirst(j.better)
		}
		for len(v.spoken) > 0 && events[v.spoken[0].place].end <= t {
			v.spoken.removeFirst(nil)
		}
	}
}

// better reports whether event x comes before event y of the same value and w in
// rule 5, if both have begun or neither has.
func (j *judge) better(x, y int32) bool {
	return j.compare(j.tl.events[x].asCandidate(x, true), j.tl.events[y].asCandidate(y, true)) < 0
}

// stands reports whether an event of the value stands.
func (v *standing) stands() bool { return len(v.begun)+len(v.waiting) > 0 }

// best returns the candidate of a value that comes first in rule 5.
func (v *standing) best(tl *Timeline) candidate {
	if len(v.begun) > 0 {
		place := v.begun[0].place
		return tl.events[place].asCandidate(place, true)
	}
	place := v.waiting[0].place
	return tl.events[place].asCandidate(place, false)
}

// best is the judge's best of what stands.
func (s *sweep) best(j *judge) candidate {
	best, found := nobody, j.isUnknown
	for i := range s.values {
		if v := &s.values[i]; v.stands() {
			if c := v.best(j.tl); !found || j.compare(c, best) < 0 {
				best, found = c, true
			}
		}
	}
	return best
}

// answer is the judge's answer of what stands.
func (s *sweep) answer(j *judge, step *Step, sets *Sets, best candidate) {
	j.possible = j.possible[:0]
	if j.isUnknown {
		j.possible = append(j.possible, j.tl.unknown)
	}
	attested, value, begun := Never, j.tl.valueOf(best.ref), 0
	for i := range s.values {
		v := &s.values[i]
		if !v.stands() {
			continue
		}
		j.possible = append(j.possible, v.value)
		if len(v.begun) > 0 && v.value != j.tl.unknown {
			begun++
		}
		if v.value == value && len(v.spoken) > 0 {
			attested = j.tl.events[v.spoken[0].place].h
		}
	}
	j.conclude(step, sets, best, attested, begun > 1)
}

// rests say on which claims the answers of a sweep rest. A claim is of one value,
// so that of two answers of one value the claims for it are the same, and those
// against it, if the events that stand rest on the same claims.
type rests struct {
	events  []int32 // by claim, how many of the events that stand rest on it
	rested  []bool  // by claim, whether there were any on the day before
	changed []Claim // the claims of which there may be some now, or none any more
}

func (r *rests) reset(claims int) {
	if cap(r.events) < claims {
		r.events, r.rested = make([]int32, claims), make([]bool, claims)
	}
	r.events, r.rested = r.events[:claims], r.rested[:claims]
	clear(r.events)
	clear(r.rested)
	r.changed = r.changed[:0]
}

func (r *rests) add(claims []Claim) {
	for _, c := range claims {
		if r.events[c]++; r.events[c] == 1 {
			r.changed = append(r.changed, c)
		}
	}
}

func (r *rests) remove(claims []Claim) {
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
