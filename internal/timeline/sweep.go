package timeline

import "slices"

// A sweep finds the answers of a track from the first day to the last. Of all that stands on a day,
// rules 4 and 5 ask only for what comes first of each value: so it keeps the events in ranks, and of
// the episodes those that have begun, from which it looks at no more than it must. A day on which k
// events and episodes change takes O(k log n).
type sweep struct {
	ranks    ranks
	turns    []uint64 // what changes on which day: an event, or an episode behind the events
	episodes sweptEpisodes
	values   []valueOn
	best     candidate
	sure     candidate // the best that is not denied
	found    bool      // there is a best, or a sure one
	foundOne bool
	// What says whether the answer rests on the same claims as that of the turn before.
	hides, hid   bool
	latest, last Day // a2, of what hides, and what hid
	changed      bool
	mayHave      bool // only a comparison of all tells
}

// A valueOn is what is true of the candidates of one value on the day at hand.
type valueOn struct {
	value  uint16
	there  bool   // there is one
	begun  bool   // there is one that has begun
	sure   bool   // there is one that is not denied
	spoken [2]Day // the latest day that they speak of, as far as it has come: those not denied, and those denied
	ahead  Day    // the latest that those not denied speak of, if later
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
		s.changed, s.mayHave = false, false
		from := next
		for ; next < len(s.turns) && dayOfKey(s.turns[next]) <= t; next++ {
			if place := placeOf(s.turns[next]); int(place) >= len(j.tl.events) {
				s.turnEpisode(j.tl, place-int32(len(j.tl.events)), t)
			}
		}
		s.hides, s.latest = s.episodes.hiding(j.tl)
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
			if s.mayHave && !s.changed || s.mayBeDenied(j.tl, best) || s.mayBeDenied(j.tl, lastBest) {
				return j.sameOnDays(lastDay, t)
			}
			return !s.changed
		})
		if j.tl.control {
			j.possible = j.possible[:0]
			for i := range s.values {
				if s.values[i].sure {
					j.possible = append(j.possible, s.values[i].value)
				}
			}
			r.noteValues(n)
		}
		lastBest, lastDay = best, t
	}
}

// reset begins a track.
func (s *sweep) reset(j *judge) {
	tl := j.tl
	s.ranks.reset(j)
	s.episodes.reset(tl)
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

// note makes room for a value.
func (s *sweep) note(value uint16) {
	if s.of(value) == nil {
		s.values = append(s.values, valueOn{value: value})
	}
}

// of returns what is true of a value.
func (s *sweep) of(value uint16) *valueOn {
	for i := range s.values {
		if s.values[i].value == value {
			return &s.values[i]
		}
	}
	return nil
}

// turnEvent takes up what an event is on day t, and whether that changes on what the answer rests.
func (s *sweep) turnEvent(e *event, place int32, last, t Day) {
	stood, stands := s.ranks.update(e, place, t)
	before := stood && (!s.hid || e.isVisible(last, s.last))
	now := stands && (!s.hides || e.isVisible(t, s.latest))
	if before == now {
		return
	}
	if e.twice { // the other sighting of its claim may be a candidate
		s.mayHave = true
	} else {
		s.changed = true
	}
}

// mayBeDenied reports whether the denials of what gives the value may be against it.
func (s *sweep) mayBeDenied(tl *Timeline, best candidate) bool {
	return tl.isContested(best.ref) || best.ref.isEpisode() && slices.Contains(s.episodes.denied, tl.valueOf(best.ref))
}

// sameOnDays reports whether the answers of two days rest on the same claims and have the same
// against them.
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
	s.found, s.foundOne = j.isUnknown, j.isUnknown
	s.best, s.sure = nobody, nobody
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

// candidate takes up a candidate: the first of its class, of which the days that it speaks of are
// given: the last that has come, and the last.
func (s *sweep) candidate(j *judge, c candidate, speaks Bounds) {
	v := s.of(j.tl.valueOf(c.ref))
	v.there = true
	v.begun = v.begun || c.begun
	v.sure = v.sure || !c.denied
	if c.denied {
		v.spoken[1] = max(v.spoken[1], speaks.Lo)
	} else {
		v.spoken[0], v.ahead = max(v.spoken[0], speaks.Lo), max(v.ahead, speaks.Hi)
		if !s.foundOne || j.compare(c, s.sure) < 0 {
			s.sure, s.foundOne = c, true
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
	if taken == Never || !s.foundOne || s.sure.ref == unclaimed {
		return false
	}
	v := s.of(j.tl.valueOf(s.sure.ref))
	return v.ahead < j.t && v.spoken[0] != Never && v.spoken[0] <= taken
}

// The sweptEpisodes are the episodes on the day at hand.
type sweptEpisodes struct {
	states  []episodeState
	ends    []Day          // by episode: the last day on which it is active
	begun   []begunEpisode // in order of a2
	starts  []int32        // the same, in order of a1
	waiting []int32        // those that are active, and not begun
	counts  []valueCount   // how many of a value have begun
	denied  []uint16       // the values of sightings that are denied
	found   []valueCount
}

type episodeState uint8

const (
	inactive episodeState = iota
	notBegun
	hasBegun
)

// A begunEpisode is one that has begun, with the smallest b1 of those up to it.
type begunEpisode struct {
	place int32
	least Day
}

// A valueCount counts episodes of a value, denied ones apart.
type valueCount struct {
	value  uint16
	denied bool
	n      int
}

func (s *sweptEpisodes) reset(tl *Timeline) {
	n := len(tl.episodes)
	s.states = slices.Grow(s.states[:0], n)[:n]
	clear(s.states)
	s.begun, s.starts, s.waiting, s.counts = s.begun[:0], s.starts[:0], s.waiting[:0], s.counts[:0]
	s.ends, s.denied = s.ends[:0], s.denied[:0]
	for i := range tl.episodes {
		p := &tl.episodes[i]
		// One that is not begun is dropped if an event, not denied, with hi <= t has w > a2: none has
		// before it begins.
		end := min(p.last.Hi, tl.sure.firstAfter(p.first.Hi).Add(-1))
		if p.first.Hi <= p.last.Lo {
			end = max(end, p.last.Lo)
		}
		s.ends = append(s.ends, end)
	}
	for i := range tl.seen {
		if f := &tl.seen[i]; f.denied && !slices.Contains(s.denied, f.value) {
			s.denied = append(s.denied, f.value)
		}
	}
}

// state returns what an episode is on day t.
func (s *sweptEpisodes) state(tl *Timeline, place int32, t Day) episodeState {
	p := &tl.episodes[place]
	switch {
	case p.isBegun(t):
		return hasBegun
	case p.first.Lo <= t && t <= s.ends[place]:
		return notBegun
	}
	return inactive
}

// turnEpisode takes up what an episode is on day t, and whether that changes on what the answer
// rests. One that comes up is a candidate, as is one on the last day on which it surely was; of
// others only a comparison tells.
func (s *sweep) turnEpisode(tl *Timeline, place int32, t Day) {
	x := &s.episodes
	before, now := x.states[place], x.state(tl, place, t)
	if before == now {
		return
	}
	x.states[place] = now
	if before == inactive || before == hasBegun && now == inactive {
		s.changed = true
	} else {
		s.mayHave = true
	}
	switch before {
	case notBegun:
		i := slices.Index(x.waiting, place)
		x.waiting = slices.Delete(x.waiting, i, i+1)
	case hasBegun:
		x.leave(tl, place)
	}
	switch now {
	case notBegun:
		x.waiting = append(x.waiting, place)
	case hasBegun:
		x.enter(tl, place)
	}
}

// enter takes up an episode that has begun: its a2 is the day at hand, so it is the last of them.
func (s *sweptEpisodes) enter(tl *Timeline, place int32) {
	p := &tl.episodes[place]
	least := p.last.Lo
	if n := len(s.begun); n > 0 {
		least = min(least, s.begun[n-1].least)
	}
	s.begun = append(s.begun, begunEpisode{place, least})
	i, _ := slices.BinarySearchFunc(s.starts, p.first.Lo, func(x int32, a1 Day) int {
		if tl.episodes[x].first.Lo <= a1 {
			return -1
		}
		return 1
	})
	s.starts = slices.Insert(s.starts, i, place)
	s.count(p).n++
}

// leave drops one that is over.
func (s *sweptEpisodes) leave(tl *Timeline, place int32) {
	i := len(s.begun) - 1
	for s.begun[i].place != place {
		i--
	}
	s.begun = slices.Delete(s.begun, i, i+1)
	for ; i < len(s.begun); i++ {
		s.begun[i].least = tl.episodes[s.begun[i].place].last.Lo
		if i > 0 {
			s.begun[i].least = min(s.begun[i].least, s.begun[i-1].least)
		}
	}
	for i = len(s.starts) - 1; s.starts[i] != place; {
		i--
	}
	s.starts = slices.Delete(s.starts, i, i+1)
	s.count(&tl.episodes[place]).n--
}

// count returns the count of an episode's value.
func (s *sweptEpisodes) count(p *episode) *valueCount {
	for i := range s.counts {
		if c := &s.counts[i]; c.value == p.value && c.denied == p.denied {
			return c
		}
	}
	s.counts = append(s.counts, valueCount{value: p.value, denied: p.denied})
	return &s.counts[len(s.counts)-1]
}

// hiding reports whether an episode hides what stood before it, and the latest a2 of those that do.
// That one is never dropped.
func (s *sweptEpisodes) hiding(tl *Timeline) (hides bool, latest Day) {
	for _, b := range slices.Backward(s.begun) {
		if p := &tl.episodes[b.place]; !p.denied {
			return true, p.first.Hi
		}
	}
	return false, Never
}

// remaining takes up the episodes that remain (judge.remaining), as far as the answer depends on
// them: the best of those that have begun, which has the latest a1 and so is never dropped; and of
// each value, denied or not, one.
func (s *sweptEpisodes) remaining(j *judge, sw *sweep) {
	if len(s.begun)+len(s.waiting) == 0 {
		return
	}
	tl := j.tl
	for _, place := range slices.Backward(s.starts) {
		p := &tl.episodes[place]
		if p.first.Lo != tl.episodes[s.starts[len(s.starts)-1]].first.Lo {
			break
		}
		sw.candidate(j, p.asCandidate(place, true), Bounds{Forever, Forever})
	}
	droppers := s.findBegun(j, sw)
	for _, place := range s.waiting {
		p := &tl.episodes[place]
		// Every begun one of another value that begins after a2 drops it.
		if droppers.other(p.value) > int64(p.first.Hi) {
			continue
		}
		spoken := tl.spoken(episodeRef(place))
		speaks := Bounds{spoken.upTo(j.t), spoken.Hi}
		sw.candidate(j, p.asCandidate(place, false), speaks)
	}
}

// findBegun takes up one episode that remains of each value of which one has begun, denied or not, and
// returns the latest a1 of those that may drop others. From the one that began last on, it goes back
// until it has found one of all, or all before are dropped.
func (s *sweptEpisodes) findBegun(j *judge, sw *sweep) (starts topTwo) {
	tl := j.tl
	missing := 0
	s.found = s.found[:0]
	for _, c := range s.counts {
		if c.n > 0 {
			missing++
		}
	}
	var lasts topTwo // of those that begin after the a2 of the one at hand: the smallest b2, negated
	next := len(s.starts) - 1
	for i := len(s.begun) - 1; i >= 0 && missing > 0; i-- {
		if lasts.filled && lasts.second != none && int64(s.begun[i].least) > -lasts.second {
			break
		}
		place := s.begun[i].place
		p := &tl.episodes[place]
		for ; next >= 0 && tl.episodes[s.starts[next]].first.Lo > p.first.Hi; next-- {
			if y := &tl.episodes[s.starts[next]]; !y.denied {
				lasts.add(y.value, -int64(y.last.Hi))
			}
		}
		if b2 := lasts.other(p.value); b2 != none && -b2 < int64(p.last.Lo) {
			continue
		}
		if !slices.ContainsFunc(s.found, func(f valueCount) bool { return f.value == p.value && f.denied == p.denied }) {
			s.found = append(s.found, valueCount{value: p.value, denied: p.denied})
			missing--
			sw.candidate(j, p.asCandidate(place, true), Bounds{Forever, Forever})
		}
	}
	if len(s.waiting) == 0 {
		return starts
	}
	for _, place := range slices.Backward(s.starts) {
		if y := &tl.episodes[place]; !y.denied {
			starts.add(y.value, int64(y.first.Lo))
			if starts.second != none || len(s.counts) == 1 {
				break
			}
		}
	}
	return starts
}
