package border_test

import (
	"cmp"
	"maps"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
)

const slowUnknown = "unknown"

// A slowFinding is the answer to one question about one side on one day.
type slowFinding struct {
	value             string
	certain, disputed bool
	possible          []string
	giver             uuid.UUID // the claim that gives the value; zero if none
	unit              string
	traffic           border.Traffic
	direction         border.Direction
	since             slowSpan
	attested          int64 // slowBeginning if none
	basis, against    []uuid.UUID
}

// A slowCandidate is what may hold on a day: an event, an episode, or the unknown
// that nobody claimed, which has neither.
type slowCandidate struct {
	event *slowEvent
	begun bool
}

func (c slowCandidate) value() string {
	if c.event == nil {
		return slowUnknown
	}
	return c.event.claim.Value
}

// rank returns w and hi, by which candidates are ordered (rule 5).
func (c slowCandidate) rank() (w, hi int64) {
	switch {
	case c.event == nil:
		return slowBeginning, slowBeginning
	case c.event.form == slowEpisode:
		return c.event.first.lo, c.event.first.hi
	}
	return c.event.w, c.event.hi
}

// candidates returns what may hold at day t (rule 4).
func (tr *slowTrack) candidates(t int64) []slowCandidate {
	var standing []slowCandidate
	nothingBegun := true
	for _, e := range tr.events {
		if e.hi <= t && !e.denied {
			nothingBegun = false
		}
		replaced := slices.ContainsFunc(tr.events, func(s *slowEvent) bool {
			return s.hi <= t && cameAfter(s, e)
		})
		if e.lo <= t && !replaced {
			standing = append(standing, slowCandidate{e, e.hi <= t})
		}
	}
	if nothingBegun {
		standing = append(standing, slowCandidate{nil, true})
	}

	var active []slowCandidate
	for _, p := range tr.episodes {
		if t < p.first.lo || p.last.hi < t {
			continue
		}
		sure := p.sure()
		begun := sure.lo <= t && t <= sure.hi
		over := slices.ContainsFunc(tr.events, func(e *slowEvent) bool {
			return !e.denied && e.hi <= t && e.w > p.first.hi
		})
		if begun || !over {
			active = append(active, slowCandidate{p, begun})
		}
	}
	var remaining []slowCandidate
	for _, p := range active {
		followed := slices.ContainsFunc(active, func(q slowCandidate) bool {
			return q.begun && !q.event.denied && p.event.first.hi < q.event.first.lo
		})
		if !followed {
			remaining = append(remaining, p)
		}
	}

	var cs []slowCandidate
	for _, s := range standing {
		hidden := slices.ContainsFunc(remaining, func(p slowCandidate) bool {
			if !p.begun || p.event.denied {
				return false
			}
			return s.event == nil || s.event.w > t || s.event.w <= p.event.first.hi
		})
		if !hidden {
			cs = append(cs, s)
		}
	}
	return append(cs, remaining...)
}

// slowGrade returns a grade so that the better is the smaller, ungraded last.
func slowGrade(g border.Grade) string {
	if g.IsZero() {
		return "Z"
	}
	return g.String()
}

// before reports whether a gives the value rather than b (rule 5).
func (a slowCandidate) before(b slowCandidate) bool {
	if a.begun != b.begun {
		return a.begun
	}
	aw, ahi := a.rank()
	bw, bhi := b.rank()
	if aw != bw {
		return aw > bw
	}
	if ahi != bhi {
		return ahi > bhi
	}
	if a.event == nil || b.event == nil {
		return b.event == nil
	}
	x, y := a.event.claim, b.event.claim
	return cmp.Or(
		cmp.Compare(slowGrade(x.Grade), slowGrade(y.Grade)),
		cmp.Compare(slowReported(y).hi, slowReported(x).hi),
		cmp.Compare(x.Value, y.Value),
		cmp.Compare(x.ID.String(), y.ID.String()),
	) < 0
}

// finding returns the answer on day t (rule 5).
func (tr *slowTrack) finding(t int64) slowFinding {
	if f, ok := tr.answers[t]; ok {
		return f
	}
	cs := tr.candidates(t)
	best := cs[0]
	for _, c := range cs {
		if c.before(best) {
			best = c
		}
	}
	f := slowFinding{value: best.value(), since: slowSpan{slowBeginning, slowEnd}, attested: slowBeginning}

	values, basis, against := map[string]bool{}, map[uuid.UUID]bool{}, map[uuid.UUID]bool{}
	for _, c := range cs {
		values[c.value()] = true
		for _, d := range cs {
			if c.begun && d.begun && c.value() != d.value() && c.value() != slowUnknown && d.value() != slowUnknown {
				f.disputed = true
			}
		}
		if c.event == nil {
			continue
		}
		for _, id := range c.event.basis {
			if c.value() == f.value {
				basis[id] = true
			} else {
				against[id] = true
			}
		}
		if c.value() == f.value {
			f.attested = max(f.attested, c.event.attests(t))
		}
	}
	if best.event != nil {
		f.disputed = f.disputed || best.event.denied
		for _, id := range tr.view.denials(best.event.basis) {
			against[id] = true
		}
		f.giver = best.event.claim.ID
		f.unit = best.event.claim.Unit
		f.traffic = best.event.claim.Traffic
		f.direction = best.event.claim.Direction
		f.since = tr.since(best.event, t)
	}
	f.possible = slices.Sorted(maps.Keys(values))
	f.certain = len(f.possible) == 1 && f.value != slowUnknown && !f.disputed
	f.basis, f.against = sortedKeys(basis), sortedKeys(against)
	tr.answers[t] = f
	return f
}

func sortedKeys(ids map[uuid.UUID]bool) []uuid.UUID {
	return slices.SortedFunc(maps.Keys(ids), func(a, b uuid.UUID) int { return cmp.Compare(a.String(), b.String()) })
}

// attests returns the latest day up to t of which an event or an episode speaks;
// slowBeginning if none.
func (e *slowEvent) attests(t int64) int64 {
	switch {
	case e.form != slowEpisode && e.w <= t:
		return min(t, e.h)
	case e.form == slowEpisode && e.first.lo <= t:
		return min(t, max(e.first.hi, e.last.lo))
	}
	return slowBeginning
}

// since returns when what e says began, as far as that is over by t.
func (tr *slowTrack) since(e *slowEvent, t int64) slowSpan {
	if e.form == slowEpisode {
		return e.first
	}
	ordered := slices.Clone(tr.events)
	slices.SortStableFunc(ordered, func(a, b *slowEvent) int {
		return cmp.Or(cmp.Compare(a.lo, b.lo), cmp.Compare(a.hi, b.hi),
			cmp.Compare(a.claim.Value, b.claim.Value), cmp.Compare(a.claim.ID.String(), b.claim.ID.String()))
	})
	last := slices.Index(ordered, e)
	first := last
	for first > 0 && ordered[first-1].claim.Value == e.claim.Value {
		first--
	}
	s := slowSpan{ordered[first].lo, slowBeginning}
	for i, f := range ordered[first : last+1] {
		if (i == 0 || f.form == slowChange) && f.hi <= t {
			s.hi = max(s.hi, f.hi)
		}
	}
	if s.hi == slowBeginning {
		s.hi = e.hi
	}
	return s
}

// slowPassing orders the statuses of a side for rule 6, the freest first.
var slowPassing = []string{"open", "restricted", "intermittent", "trial", "closed"}

// slowDerived returns the status of a crossing whose sides have those (rule 6).
func slowDerived(a, b string) string {
	switch {
	case a == "closed" || b == "closed":
		return "closed"
	case a == b:
		return a
	case a == slowUnknown || b == slowUnknown:
		return slowUnknown
	}
	return slowPassing[max(slices.Index(slowPassing, a), slices.Index(slowPassing, b))]
}

// slowCrossing returns the status of the crossing from those of its sides.
func slowCrossing(syria, iraq slowFinding) slowFinding {
	values := map[string]bool{}
	for _, a := range syria.possible {
		for _, b := range iraq.possible {
			values[slowDerived(a, b)] = true
		}
	}
	f := slowFinding{value: slowDerived(syria.value, iraq.value), possible: slices.Sorted(maps.Keys(values))}
	f.disputed = (syria.disputed || iraq.disputed) && len(f.possible) > 1
	f.certain = len(f.possible) == 1 && f.value != slowUnknown && !f.disputed
	return f
}
