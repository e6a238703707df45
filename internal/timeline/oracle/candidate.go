package oracle

import (
	"cmp"
	"slices"
)

// Unknown is the value of what nobody claimed, on either question.
const Unknown = "unknown"

// A candidate is what may hold on a day: an event, an episode, or the unknown that
// nobody claimed, which has neither.
type candidate struct {
	*event
	begun bool
}

func (c candidate) value() string {
	if c.event == nil {
		return Unknown
	}
	return c.event.value()
}

func (c candidate) isDenied() bool { return c.event != nil && c.denied }

// candidates applies rule 4 at day t.
func (tr *Track) candidates(t int64) []candidate {
	if cs, ok := tr.on[t]; ok {
		return cs
	}
	standing, episodes := tr.standing(t), tr.active(t)
	// If a begun episode that is not denied remains, it hides what stood before it: of
	// those standing only the ones remain with w <= t and w > a2 (a change: w >= a2) of
	// every such episode (what was told or seen within an episode is never hidden), and
	// unknown goes.
	var cs []candidate
	for _, c := range standing {
		hidden := slices.ContainsFunc(episodes, func(p candidate) bool {
			if !p.begun || p.denied {
				return false
			}
			if c.event == nil || c.w > t {
				return true
			}
			return c.w < p.first.Hi || c.w == p.first.Hi && c.form != change
		})
		if !hidden {
			cs = append(cs, c)
		}
	}
	// The candidates are these and the remaining episodes.
	cs = append(cs, episodes...)
	tr.on[t] = cs
	return cs
}

// standing applies rule 4 to events.
func (tr *Track) standing(t int64) (cs []candidate) {
	nothingBegun := true
	for _, e := range tr.events {
		// Until an event that is not denied has begun, unknown is also a candidate, begun,
		// with w and hi minus infinity.
		if !e.denied && e.hi <= t {
			nothingBegun = false
		}
		// Standing: an event e with lo_e <= t, unless an event s with hi_s <= t came after
		// it. It has begun if hi_e <= t.
		if e.lo > t {
			continue
		}
		after, otherThanLone := false, false
		for _, s := range tr.events {
			if s.hi <= t && tr.cameAfter(s, e) {
				after = true
				otherThanLone = otherThanLone || !tr.lone(s)
			}
		}
		switch {
		case !after:
			cs = append(cs, candidate{e, e.hi <= t})
		// A change, denied or not, and what went on from or followed one (at once or in turn),
		// still stands, as not begun, if only lone sightings came after it by t; not so unknown
		// or none.
		case !otherThanLone && e.isTold() && e.value() != Unknown && e.value() != "none":
			cs = append(cs, candidate{e, false})
		}
	}
	if nothingBegun {
		cs = append(cs, candidate{nil, true})
	}
	return cs
}

// isTold reports whether e is a change, or went on from or followed one, at once or
// in turn.
func (e *event) isTold() bool {
	switch {
	case e.form == change:
		return true
	case e.wentOn != nil:
		return e.wentOn.isTold()
	case e.followed != nil:
		return e.followed.isTold()
	}
	return false
}

// active applies rule 4 to episodes.
func (tr *Track) active(t int64) (remaining []candidate) {
	// Active: an episode with t among its possible days; begun if among its sure days.
	var active []candidate
	for _, p := range tr.episodes {
		if !p.possible().meets(Span{t, t}) {
			continue
		}
		begun := p.sure().meets(Span{t, t})
		// One that is not begun is dropped if an event, of any value and not denied, with
		// hi <= t has w > a2.
		over := slices.ContainsFunc(tr.events, func(e *event) bool {
			return !e.denied && e.hi <= t && e.w > p.first.Hi
		})
		if begun || !over {
			active = append(active, candidate{p, begun})
		}
	}
	// Then, of the active, x is dropped if a begun, undenied y of another value (itself
	// dropped or not) has a2_x < a1_y, and x is not begun or y is an exception within it
	// (b2_y < b1_x).
	for _, x := range active {
		dropped := slices.ContainsFunc(active, func(y candidate) bool {
			return y.begun && !y.denied && y.value() != x.value() && x.first.Hi < y.first.Lo &&
				(!x.begun || y.last.Hi < x.last.Lo)
		})
		if !dropped {
			remaining = append(remaining, x)
		}
	}
	return remaining
}

// rank returns the days by which candidates are ordered: w and hi, of an episode a1
// and a2.
func (c candidate) rank() (w, hi int64) {
	switch {
	case c.event == nil:
		return Beginning, Beginning
	case c.form == episode:
		return c.first.Lo, c.first.Hi
	}
	return c.w, c.hi
}

// compare applies rule 5, Value: of the first candidate in this order: begun before
// not begun; what stands beside any event last; larger w (an episode's: a1); larger
// hi (a2); what is not denied; better grade (of its own claim; letter, then digit;
// ungraded last); later reported (its hi); value in alphabetical order; smaller id.
func (tr *Track) compare(a, b candidate) int {
	last := func(is bool) int {
		if is {
			return 1
		}
		return 0
	}
	beside := func(c candidate) bool { return c.event != nil && tr.standsBeside(c.event) }
	aw, ahi := a.rank()
	bw, bhi := b.rank()
	if c := cmp.Or(
		cmp.Compare(last(!a.begun), last(!b.begun)),
		cmp.Compare(last(beside(a)), last(beside(b))),
		cmp.Compare(bw, aw),
		cmp.Compare(bhi, ahi),
		cmp.Compare(last(a.isDenied()), last(b.isDenied())),
	); c != 0 || a.event == nil || b.event == nil {
		return c
	}
	return cmp.Or(
		cmp.Compare(grade(a.claim), grade(b.claim)),
		cmp.Compare(b.claim.Reported.Hi, a.claim.Reported.Hi),
		cmp.Compare(a.value(), b.value()),
		cmp.Compare(a.claim.ID, b.claim.ID),
	)
}

// grade returns a grade so that the better is the smaller, ungraded last.
func grade(c Claim) string {
	if c.Grade == "" {
		return "Z"
	}
	return c.Grade
}
