package border_test

import (
	"cmp"
	"math"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
)

// A slowForm is how a claim is read.
type slowForm int

const (
	slowChange slowForm = iota
	slowSighting
	slowEpisode
)

// A slowReading is a claim as it is read, before it is compared with others. A
// sighting over an interval is two.
type slowReading struct {
	form        slowForm
	claim       border.Claim
	told        slowSpan // of a change or a sighting
	first, last slowSpan // of an episode: [a1, a2] and [b1, b2]
}

// sure returns the days on which an episode surely holds; it may have none.
func (r slowReading) sure() slowSpan { return slowSpan{r.first.hi, r.last.lo} }

// slowReadings reads a claim (Words).
func slowReadings(c border.Claim) []slowReading {
	// The hi of a change or a sighting is no later than that of its reported,
	// unless that lies before its lo.
	event := func(form slowForm, d edtf.Date) slowReading {
		s := slowBounds(d)
		if by := slowReported(c).hi; by >= s.lo {
			s.hi = min(s.hi, by)
		}
		return slowReading{form: form, claim: c, told: s}
	}
	start, end, interval := c.When.Interval()
	dated := func(d edtf.Date) bool {
		_, b := d.Earliest()
		return b == edtf.Dated
	}
	open := func(d edtf.Date) bool {
		_, b := d.Earliest()
		return b == edtf.Open
	}
	switch {
	case !interval && c.Edge == border.Seen:
		return []slowReading{event(slowSighting, c.When)}
	case !interval:
		return []slowReading{event(slowChange, c.When)}
	case c.Edge == border.Seen:
		var rs []slowReading
		for _, d := range []edtf.Date{start, end} {
			if dated(d) {
				rs = append(rs, event(slowSighting, d))
			}
		}
		return rs
	case open(end):
		return []slowReading{event(slowChange, start)}
	}
	r := slowReading{form: slowEpisode, claim: c, first: slowBounds(start), last: slowBounds(end)}
	if !dated(end) { // a/
		r.last = slowSpan{r.first.lo, slowEnd}
	}
	if !dated(start) { // /b and ../b
		r.first = slowSpan{slowBeginning, r.last.lo}
	}
	r.first.hi = min(r.first.hi, r.last.hi)
	r.last.lo = max(r.last.lo, r.first.lo)
	return []slowReading{r}
}

// restates reports whether x makes nothing of its own beside y (rule 1); earlier
// says that x comes before y in order.
func (x slowReading) restates(y slowReading, earlier bool) bool {
	if x.claim.Value != y.claim.Value {
		return false
	}
	switch {
	case x.form == y.form && x.form != slowEpisode:
		return y.told.within(x.told) && (y.told != x.told || !earlier)
	case x.form == slowSighting && y.form == slowChange:
		return y.told.within(x.told) // of equal bounds the change comes first
	case x.form == slowSighting && y.form == slowEpisode:
		return x.told.meets(y.sure())
	case x.form == slowEpisode && y.form == slowEpisode:
		equal := x.first == y.first && x.last == y.last
		return y.first.within(x.first) && y.last.within(x.last) && (!equal || !earlier)
	}
	return false
}

// A slowEvent is a change, a sighting or an episode that restates nothing.
type slowEvent struct {
	slowReading
	basis  []uuid.UUID
	denied bool
	// Of a change or a sighting.
	written int64 // w as written
	w, h    int64
	lo, hi  int64
	wentOn  bool
}

// A slowTrack is what the claims about one question and one side say together.
type slowTrack struct {
	view     slowView
	events   []*slowEvent // changes, then sightings as they were taken
	episodes []*slowEvent
	answers  map[int64]slowFinding
}

// track reads the claims of one track by rules 1 to 3.
func (v slowView) track(crossing string, side border.Side, kind border.Kind) *slowTrack {
	tr := &slowTrack{view: v, answers: map[int64]slowFinding{}}
	var readings []slowReading
	for _, c := range v.facts(crossing, side, kind) {
		readings = append(readings, slowReadings(c)...)
	}
	// A pair that restates: the claim of the first joins what the second rests on.
	restates := func(i, j int) bool {
		return i != j && readings[i].restates(readings[j], i < j)
	}
	var sightings []*slowEvent
	for j, y := range readings {
		restating := false
		for i := range readings {
			restating = restating || restates(j, i)
		}
		if restating {
			continue
		}
		e := &slowEvent{slowReading: y}
		joined := map[int]bool{}
		var join func(j int)
		join = func(j int) {
			if joined[j] {
				return
			}
			joined[j] = true
			e.basis = append(e.basis, readings[j].claim.ID)
			for i := range readings {
				if restates(i, j) {
					join(i)
				}
			}
		}
		join(j)
		e.written, e.w, e.h = y.told.lo, y.told.lo, y.told.hi
		e.lo, e.hi = e.w, e.h
		switch y.form {
		case slowChange:
			tr.events = append(tr.events, e)
		case slowSighting:
			sightings = append(sightings, e)
		case slowEpisode:
			tr.episodes = append(tr.episodes, e)
		}
		e.denied = len(v.denials(e.basis)) > 0
	}
	slices.SortStableFunc(sightings, func(a, b *slowEvent) int {
		return cmp.Or(cmp.Compare(a.w, b.w), cmp.Compare(a.h, b.h),
			a.claim.Recorded.Compare(b.claim.Recorded), cmp.Compare(a.claim.ID.String(), b.claim.ID.String()))
	})
	for _, s := range sightings {
		tr.see(s)
	}
	// What was seen in an episode has joined its basis.
	for _, e := range tr.episodes {
		e.denied = len(v.denials(e.basis)) > 0
	}
	return tr
}

// cameAfter reports whether s came after e (rule 2).
func cameAfter(s, e *slowEvent) bool {
	if s.claim.Value == e.claim.Value || s.denied {
		return false
	}
	if s.w > e.hi {
		return true
	}
	settles := s.w == e.hi || e.hi < s.hi || e.wentOn && e.w <= s.hi
	return s.form == slowChange && e.form == slowSighting && settles
}

// see takes a sighting (rule 3).
func (tr *slowTrack) see(s *slowEvent) {
	value := s.claim.Value
	var from *slowEvent
	for _, e := range tr.events {
		if e.claim.Value != value || e.lo > s.h {
			continue
		}
		ended := slices.ContainsFunc(tr.events, func(f *slowEvent) bool {
			return cameAfter(f, e) && f.hi < s.written
		})
		if ended {
			continue
		}
		if from == nil || cmp.Or(cmp.Compare(e.lo, from.lo), cmp.Compare(e.hi, from.hi),
			cmp.Compare(from.claim.ID.String(), e.claim.ID.String())) > 0 {
			from = e
		}
	}
	if from != nil {
		tr.goOn(s, from)
		return
	}

	var met []*slowEvent
	for _, p := range tr.episodes {
		possible := slowSpan{p.first.lo, p.last.hi}
		if p.claim.Value == value && s.told.meets(possible) {
			met = append(met, p)
		}
	}
	if len(met) == 1 {
		p := met[0]
		between := slices.ContainsFunc(tr.events, func(f *slowEvent) bool {
			return f.claim.Value != value && f.w > p.first.hi && f.hi < s.written
		})
		if !between {
			p.basis = append(p.basis, s.basis...)
			p.first.hi = min(p.first.hi, s.h)
			p.last.lo = max(p.last.lo, s.written)
			return
		}
	}

	after := int64(math.MinInt64)
	for _, p := range tr.events {
		if p.hi < s.written {
			after = max(after, p.w)
		}
	}
	s.lo, s.hi = slowBeginning, s.h
	if after != slowBeginning {
		s.lo = after + 1
	}
	tr.events = append(tr.events, s)
}

// goOn lets a sighting go on from an event of its value (rule 3).
func (tr *slowTrack) goOn(s, from *slowEvent) {
	s.wentOn = true
	s.lo = from.lo
	s.w = max(s.written, from.lo)
	s.hi = s.h
	eventBetween := slices.ContainsFunc(tr.events, func(f *slowEvent) bool {
		return f.claim.Value != s.claim.Value && f.hi >= from.lo && f.lo <= s.written
	})
	episodeBetween := slices.ContainsFunc(tr.episodes, func(p *slowEvent) bool {
		return p.claim.Value != s.claim.Value && p.last.hi >= from.lo && p.first.lo <= s.h
	})
	if !eventBetween && !episodeBetween {
		s.hi = min(s.h, max(s.written, from.hi))
	}
	tr.events = append(tr.events, s)
}
