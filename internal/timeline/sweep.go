package timeline

import "slices"

// A sweep finds the answers of a track, going from the first day to the last. Rules 4 and 5 need only
// the best candidates of each value. So a sweep keeps the events in ranks and the episodes in trees,
// which find the best without looking at all that stand. A day on which k events and episodes change
// takes O(k log n).
type sweep struct {
	ranks         ranks
	turns         []uint64 // keys: on which day which event changes, or which episode (its place counts on from the events)
	episodes      sweptEpisodes
	values        []valueOn
	best          candidate
	undenied      candidate // the best candidate that is not denied
	found         bool      // there is a best
	foundUndenied bool
	// These tell whether the answer rests on the same claims as that of the day before it in Resolver.days.
	hides, hid   bool
	latest, last Day // the latest a2 of what hides, and of what hid on the day before
	changed      bool
	mayDiffer    bool // the claims may differ: only a comparison of all tells
}

// A valueOn says what is true of the candidates of one value on the day at hand.
type valueOn struct {
	value    uint16
	there    bool   // there is one
	begun    bool   // there is one that has begun
	undenied bool   // there is one that is not denied
	spoken   [2]Day // the latest day up to now that they speak of: those not denied, and those denied
	ahead    Day    // the latest day at all that those not denied speak of
}

// sweepAll finds the answers of a track.
func (r *Resolver) sweepAll() {
	j, s := &r.judge, &r.sweep
	s.reset(j)
	var lastBest candidate
	lastDay := Never
	next := 0
	for n, t := range r.days {
		j.t = t
		s.hid, s.last = s.hides, s.latest
		s.changed, s.mayDiffer = false, false
		from := next
		for ; next < len(s.turns) && dayOfKey(s.turns[next]) <= t; next++ {
			if place := placeOf(s.turns[next]); int(place) >= len(j.tl.events) {
				s.turnEpisode(j.tl, place-int32(len(j.tl.events)), t)
			}
		}
		s.hides, s.latest = s.episodes.hiding()
		for _, key := range s.turns[from:next] {
			if place := placeOf(key); int(place) < len(j.tl.events) {
				s.turnEvent(&j.tl.events[place], place, lastDay, t)
			}
		}
		j.isUnknown = t < j.tl.firstHi && !s.hides
		s.judge(j)
		best := s.best
		s.answer(j, r.draft(t), r.sets)
		r.keepsDraft(func() bool {
			if s.mayDiffer && !s.changed || s.mayBeDenied(j.tl, best) || s.mayBeDenied(j.tl, lastBest) {
				return j.sameOnDays(lastDay, t)
			}
			return !s.changed
		})
		if j.tl.control {
			j.possible = j.possible[:0]
			for i := range s.values {
				if s.values[i].undenied {
					j.possible = append(j.possible, s.values[i].value)
				}
			}
			r.noteValues(n)
		}
		lastBest, lastDay = best, t
	}
}

// reset prepares the sweep for a track.
func (s *sweep) reset(j *judge) {
	tl := j.tl
	s.ranks.reset(j)
	s.episodes.reset(j)
	s.hides, s.latest = false, Never
	s.values, s.turns = s.values[:0], s.turns[:0]
	for i := range tl.events {
		e := &tl.events[i]
		s.note(e.value)
		before := Forever
		for _, d := range [...]Day{e.lo, e.w, e.hi, e.h, e.end, e.gone} {
			if d != before && d != Forever {
				s.turns = append(s.turns, keyOf(d, i))
			}
			before = d
		}
	}
	for i := range tl.episodes {
		p := &tl.episodes[i]
		s.note(p.value)
		for _, d := range [...]Day{p.first.Lo, p.first.Hi, p.last.Lo.Add(1), s.episodes.ends[i].Add(1)} {
			if d != Forever {
				s.turns = append(s.turns, keyOf(d, len(tl.events)+i))
			}
		}
	}
	slices.Sort(s.turns)
	s.turns = slices.Compact(s.turns)
}

// note adds a value, unless the sweep has it.
func (s *sweep) note(value uint16) {
	if s.of(value) == nil {
		s.values = append(s.values, valueOn{value: value})
	}
}

// of returns the entry of a value, and nil if there is none.
func (s *sweep) of(value uint16) *valueOn {
	for i := range s.values {
		if s.values[i].value == value {
			return &s.values[i]
		}
	}
	return nil
}

// turnEvent updates the ranks with what an event is on day t, and notes whether that changes what the
// answer rests on. Last is the day before t in Resolver.days.
func (s *sweep) turnEvent(e *event, place int32, last, t Day) {
	stood, stands := s.ranks.update(e, place, t)
	before := stood && (!s.hid || e.isVisible(last, s.last))
	now := stands && (!s.hides || e.isVisible(t, s.latest))
	if before == now {
		return
	}
	if e.twice { // the other sighting of its claim may be a candidate
		s.mayDiffer = true
	} else {
		s.changed = true
	}
}

// mayBeDenied reports whether a claim that denies the one giving the value may be against the answer.
func (s *sweep) mayBeDenied(tl *Timeline, best candidate) bool {
	return tl.isContested(best.ref) || best.ref.isEpisode() && slices.Contains(s.episodes.denied, tl.valueOf(best.ref))
}

// sameOnDays reports whether the answers of two days have the same claims for and against them.
func (j *judge) sameOnDays(last, t Day) bool {
	j.candidatesOn(last, j.tl.standingOn(last, nil), j.tl.activeOn(last, nil))
	before, lastBest := slices.Clone(j.candidates), j.best()
	j.candidatesOn(t, j.tl.standingOn(t, nil), j.tl.activeOn(t, nil))
	return j.sameBasis(before, j.candidates, lastBest, j.best())
}

// judge finds what is true of each value on the day at hand, and the best candidates.
func (s *sweep) judge(j *judge) {
	for i := range s.values {
		s.values[i] = valueOn{value: s.values[i].value, spoken: [2]Day{Never, Never}, ahead: Never}
	}
	s.found, s.foundUndenied = j.isUnknown, j.isUnknown
	s.best, s.undenied = nobody, nobody
	events := j.tl.events
	for i := range s.ranks.classes {
		c := &s.ranks.classes[i]
		node := s.ranks.all(c)
		if s.hides && node.stands() {
			node = s.ranks.visible(events, c, j.t, s.latest)
		}
		if !node.stands() {
			continue
		}
		place, begun := node.begun, true
		if place < 0 {
			place, begun = node.waiting, false
		}
		place = s.ranks.order[place]
		s.candidate(j, events[place].asCandidate(place, begun), Bounds{node.spoken, node.ahead})
	}
	s.episodes.remaining(j, s)
}

// candidate adds the best candidate of a class to what is known of its value. Speaks has the last day
// up to the day at hand that the class speaks of (Lo), and the last day at all (Hi).
func (s *sweep) candidate(j *judge, c candidate, speaks Bounds) {
	v := s.of(j.tl.valueOf(c.ref))
	v.there = true
	v.begun = v.begun || c.begun
	v.undenied = v.undenied || !c.denied
	if c.denied {
		v.spoken[1] = max(v.spoken[1], speaks.Lo)
	} else {
		v.spoken[0], v.ahead = max(v.spoken[0], speaks.Lo), max(v.ahead, speaks.Hi)
		if !s.foundUndenied || j.compare(c, s.undenied) < 0 {
			s.undenied, s.foundUndenied = c, true
		}
	}
	if !s.found || j.compare(c, s.best) < 0 {
		s.best, s.found = c, true
	}
}

// answer is judge.answer for a sweep.
func (s *sweep) answer(j *judge, step *Step, sets *Sets) {
	j.possible = j.possible[:0]
	if j.isUnknown || s.outlived(j) {
		j.possible = append(j.possible, j.tl.unknown)
	}
	begun := 0
	for i := range s.values {
		v := &s.values[i]
		if v.there {
			j.possible = append(j.possible, v.value)
		}
		if v.begun && v.value != j.tl.unknown {
			begun++
		}
	}
	attested := Never
	if v := s.of(j.tl.valueOf(s.best.ref)); v != nil {
		attested = v.spoken[0]
		if s.best.denied {
			attested = max(attested, v.spoken[1])
		}
	}
	j.conclude(step, sets, s.best, attested, begun > 1)
}

// outlived is judge.outlived for a sweep.
func (s *sweep) outlived(j *judge) bool {
	taken := j.takings.at(j.t)
	if taken == Never || !s.foundUndenied || s.undenied.ref == unclaimed {
		return false
	}
	v := s.of(j.tl.valueOf(s.undenied.ref))
	return v.ahead < j.t && v.spoken[0] != Never && v.spoken[0] <= taken
}

// turnEpisode updates the trees with what an episode is on day t, and notes whether that changes the
// claims that the answer rests on. An episode that becomes active is a candidate, and so is one on the
// last day on which it surely was. In all other cases only a comparison of all candidates tells.
func (s *sweep) turnEpisode(tl *Timeline, place int32, t Day) {
	before, now := s.episodes.update(tl, place, t)
	if before == now {
		return
	}
	if before == inactive || before == hasBegun && now == inactive {
		s.changed = true
	} else {
		s.mayDiffer = true
	}
}
