package oracle

import (
	"cmp"
	"slices"
)

// An event is a change, a sighting or an episode that restates nothing. It is
// denied if its own claim is.
type event struct {
	reading
	basis []reading // its own first

	// For an event, w and h are its bounds so far, lo and hi those that the rules
	// below use: of a change the same, of a sighting by rule 3.
	w, h, lo, hi int64
	wentOn       *event // from which a sighting went on (rule 3)
	followed     *event // the denied one that a sighting followed (rule 3)
}

func (e *event) value() string { return e.claim.Value }

// contested applies rule 1: contested if any claim in its basis is denied (of an
// episode, no sighting).
func (e *event) contested() bool {
	return slices.ContainsFunc(e.basis, func(r reading) bool {
		return r.denied && !(e.form == episode && r.form == sighting)
	})
}

// A Track is what the claims about one question and one side say together.
type Track struct {
	view      View
	crossing  string
	isControl bool
	control   *Track // of a track of status: that of the side's control

	events   []*event // changes, then sightings as they were taken
	episodes []*event
	origin   map[string]int
	answers  map[int64]Finding
	on       map[int64][]candidate
}

// Track reads the claims of one track by rules 1 to 3. Side is syria or iraq, kind
// control or status.
func (v View) Track(crossing, side, kind string) *Track {
	tr := &Track{
		view: v, crossing: crossing, isControl: kind == "control",
		origin: v.origins(crossing), answers: map[int64]Finding{}, on: map[int64][]candidate{},
	}
	if !tr.isControl {
		tr.control = v.Track(crossing, side, "control")
	}
	var sightings []*event
	for _, e := range v.restate(crossing, side, kind) {
		switch e.form {
		case change:
			tr.events = append(tr.events, e)
		case sighting:
			sightings = append(sightings, e)
		case episode:
			tr.episodes = append(tr.episodes, e)
		}
	}
	// Sightings are taken in order of (w, h, recorded, id), after all changes; each
	// sees the events before it.
	slices.SortStableFunc(sightings, func(a, b *event) int {
		return cmp.Or(cmp.Compare(a.w, b.w), cmp.Compare(a.h, b.h),
			a.claim.Recorded.Compare(b.claim.Recorded), cmp.Compare(a.claim.ID, b.claim.ID))
	})
	for _, s := range sightings {
		tr.see(s)
	}
	// Once all are read, a lone sighting that stands beside another event has lo = w.
	for _, s := range tr.events {
		if tr.lone(s) && tr.standsBeside(s) {
			s.lo = s.w
		}
	}
	return tr
}

// later reports the first half of rule 2. Of two events of different values, s came
// after e if s is not denied and (1) w_s > hi_e, or (2) s is a change, e a sighting,
// and w_s = hi_e, or hi_e < hi_s, or e went on from an earlier event (rule 3) and
// w_e <= hi_s. (A change says what stands at the end of its bounds.)
func later(s, e *event) bool {
	if s.value() == e.value() || s.denied {
		return false
	}
	if s.w > e.hi {
		return true
	}
	return s.form == change && e.form == sighting &&
		(s.w == e.hi || e.hi < s.hi || e.wentOn != nil && e.w <= s.hi)
}

// beside applies rule 2. A gate may open untold, but nobody holds a post by one
// man's word. So on control a sighting s, denied or not, does not come after e but
// stands beside it, if some undenied g that went on from e (rule 3), at once or in
// turn, has hi_e < w_s <= w_g.
func (tr *Track) beside(s, e *event) bool {
	if !tr.isControl || s.form != sighting || s.value() == e.value() {
		return false
	}
	return slices.ContainsFunc(tr.events, func(g *event) bool {
		return !g.denied && g.cameFrom(e) && e.hi < s.w && s.w <= g.w
	})
}

// cameFrom reports whether g went on from e, at once or in turn.
func (g *event) cameFrom(e *event) bool {
	for g = g.wentOn; g != nil; g = g.wentOn {
		if g == e {
			return true
		}
	}
	return false
}

// standsBeside reports whether s stands beside any event.
func (tr *Track) standsBeside(s *event) bool {
	return slices.ContainsFunc(tr.events, func(e *event) bool { return tr.beside(s, e) })
}

// cameAfter applies rule 2.
func (tr *Track) cameAfter(s, e *event) bool { return later(s, e) && !tr.beside(s, e) }

// CameAfter returns the claims of the events that came after the one event that a claim made, of which
// the first has begun by the day on which it stands no longer; ok is false if it made none or two.
func (tr *Track) CameAfter(id string) (by []string, end int64, ok bool) {
	var made []*event
	for _, e := range tr.events {
		if e.claim.ID == id {
			made = append(made, e)
		}
	}
	if len(made) != 1 {
		return nil, 0, false
	}
	e := made[0]
	stands := e.isTold() && e.value() != Unknown && e.value() != "none" // though lone sightings came after it
	end = End
	for _, s := range tr.events {
		if tr.cameAfter(s, e) && !(stands && tr.lone(s)) {
			end = min(end, s.hi)
		}
	}
	for _, s := range tr.events {
		if tr.cameAfter(s, e) && s.hi == end && !slices.Contains(by, s.claim.ID) {
			by = append(by, s.claim.ID)
		}
	}
	return by, end, true
}

// lone applies rule 2. A sighting of control that went on from nothing, from which
// nothing undenied went on, and whose basis, denied claims aside (unless it is denied
// itself), is of one origin (repeats within what is left of the basis), is lone.
func (tr *Track) lone(s *event) bool {
	if !tr.isControl || s.form != sighting || s.wentOn != nil {
		return false
	}
	if slices.ContainsFunc(tr.events, func(g *event) bool { return !g.denied && g.wentOn == s }) {
		return false
	}
	var left []Claim
	for _, r := range s.basis {
		if !r.denied || s.denied {
			left = append(left, r.claim)
		}
	}
	return OneOrigin(left)
}

// latest returns the latest of the events of a value for which keep holds, with lo
// <= h, that had not ended before w (ended: an event of another value, on control a
// change, came after it and has hi < w). Of two the latest has the largest lo, then
// the largest hi, then the smaller id.
func (tr *Track) latest(s *event, keep func(*event) bool) (best *event) {
	for _, e := range tr.events {
		if e.value() != s.value() || e.lo > s.h || !keep(e) {
			continue
		}
		ended := slices.ContainsFunc(tr.events, func(f *event) bool {
			return (!tr.isControl || f.form == change) && later(f, e) && f.hi < s.w
		})
		if ended {
			continue
		}
		if best == nil || cmp.Or(cmp.Compare(e.lo, best.lo), cmp.Compare(e.hi, best.hi),
			cmp.Compare(best.claim.ID, e.claim.ID)) > 0 {
			best = e
		}
	}
	return best
}

// see takes a sighting by rule 3: v began at an unknown time before it was seen.
func (tr *Track) see(s *event) {
	// Among the events of v, not denied, with lo <= h that had not ended before w, let
	// e be the latest. If there is one, the sighting went on from it.
	if e := tr.latest(s, func(e *event) bool { return !e.denied }); e != nil {
		tr.goOn(s, e)
		tr.events = append(tr.events, s)
		return
	}
	// Else, if it is not denied, its bounds lie within the possible days of exactly one
	// episode of v that is not denied, and no event f of another value, not denied, lies
	// between (w_f > a2 and hi_f < w), it was seen in that episode: it and what restates
	// it join its basis, it makes no event, and sharpens it: a2 = min(a2, h), b1 =
	// max(b1, w).
	var around []*event
	for _, p := range tr.episodes {
		if p.value() == s.value() && !p.denied && s.told.within(p.possible()) {
			around = append(around, p)
		}
	}
	if !s.denied && len(around) == 1 {
		p := around[0]
		between := slices.ContainsFunc(tr.events, func(f *event) bool {
			return f.value() != s.value() && !f.denied && f.w > p.first.Hi && f.hi < s.w
		})
		if !between {
			p.basis = append(p.basis, s.basis...)
			p.first.Hi = min(p.first.Hi, s.h)
			p.last.Lo = max(p.last.Lo, s.w)
			return
		}
	}
	// Else it came after all that was known before: lo = 1 + the largest w of the events
	// p, of any value, not denied, with hi_p < w (none: minus infinity), hi = h.
	s.lo, s.hi = Beginning, s.h
	for _, p := range tr.events {
		if !p.denied && p.hi < s.w {
			s.lo = max(s.lo, plus(p.w, 1))
		}
	}
	// If denied events of v with hi < w had not ended before w, it followed the latest of
	// them, and lo is no less than that one's (whoever tells and whoever denies a
	// beginning agree that before it v was not there).
	if e := tr.latest(s, func(e *event) bool { return e.denied && e.hi < s.w }); e != nil {
		s.followed = e
		s.lo = max(s.lo, e.lo)
	}
	tr.events = append(tr.events, s)
}

// goOn applies rule 3 to a sighting that went on from e: lo = lo_e, and w becomes
// max(w, lo_e).
func (tr *Track) goOn(s, e *event) {
	s.wentOn, s.lo, s.w = e, e.lo, max(s.w, e.lo)
	// If no event of another value can lie between (hi_f >= lo_e and lo_f <= the new w),
	// nor an episode of another value (b2 >= lo_e and a1 <= h), denied ones aside, v was
	// there at the latest by the first day on which it may have been seen: hi = min(h,
	// max(w, hi_e)). Otherwise hi = h.
	between := slices.ContainsFunc(tr.events, func(f *event) bool {
		return f.value() != s.value() && !f.denied && f.hi >= e.lo && f.lo <= s.w
	}) || slices.ContainsFunc(tr.episodes, func(p *event) bool {
		return p.value() != s.value() && !p.denied && p.last.Hi >= e.lo && p.first.Lo <= s.h
	})
	s.hi = s.h
	if !between {
		s.hi = min(s.h, max(s.w, e.hi))
	}
}
