package border_test

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
)

// The slow reading is the reference for every query of a View. It reads as the
// rules are written, one after the other, compares every claim with every other,
// and asks day by day. It is meant to be plainly right; nothing outside tests may
// call it, and it shares no judgement with the code that it checks: of package
// border it uses claims and their texts alone.

// A slowDay is a day's number. Bounds that are open have no number; they are
// before and after every day.
const (
	slowBeginning = math.MinInt64
	slowEnd       = math.MaxInt64
)

// A slowSpan is a range of days, both ends included.
type slowSpan struct{ lo, hi int64 }

// within reports whether s lies within o.
func (s slowSpan) within(o slowSpan) bool { return o.lo <= s.lo && s.hi <= o.hi }

// meets reports whether s and o have a day in common.
func (s slowSpan) meets(o slowSpan) bool {
	return max(s.lo, o.lo) <= min(s.hi, o.hi)
}

func slowBounds(d edtf.Date) slowSpan {
	s := slowSpan{slowBeginning, slowEnd}
	if day, b := d.Earliest(); b == edtf.Dated {
		s.lo = day.Number()
	}
	if day, b := d.Latest(); b == edtf.Dated {
		s.hi = day.Number()
	}
	return s
}

// slowReported returns when a claim was said: the day of Recorded if it does not
// tell.
func slowReported(c border.Claim) slowSpan {
	if c.Reported.IsZero() {
		day := edtf.DayOf(c.Recorded.UTC()).Number()
		return slowSpan{day, day}
	}
	return slowBounds(c.Reported)
}

// A slowView holds claims in order of (recorded, id), each once.
type slowView struct {
	claims []border.Claim
	known  border.Day
	asOf   time.Time
}

// slowRegistry returns the view of claims, in whatever order and however often
// they were added: of one id with two times the earlier holds.
func slowRegistry(added []border.Claim) slowView {
	var v slowView
	for _, c := range added {
		i := slices.IndexFunc(v.claims, func(o border.Claim) bool { return o.ID == c.ID })
		switch {
		case i < 0:
			v.claims = append(v.claims, c)
		case c.Recorded.Before(v.claims[i].Recorded):
			v.claims[i].Recorded = c.Recorded
		}
	}
	slices.SortFunc(v.claims, func(a, b border.Claim) int {
		return cmp.Or(a.Recorded.Compare(b.Recorded), cmp.Compare(a.ID.String(), b.ID.String()))
	})
	return v
}

// knownBy keeps what had been reported by the day (rule 8).
func (v slowView) knownBy(day border.Day) slowView {
	kept := slowView{known: day, asOf: v.asOf}
	if !v.known.IsZero() && v.known.Before(day) {
		kept.known = v.known
	}
	for _, c := range v.claims {
		if slowReported(c).hi <= day.Number() {
			kept.claims = append(kept.claims, c)
		}
	}
	return kept
}

// asOfInstant keeps what had been recorded by the instant (rule 8).
func (v slowView) asOfInstant(instant time.Time) slowView {
	kept := slowView{known: v.known, asOf: instant}
	if !v.asOf.IsZero() && v.asOf.Before(instant) {
		kept.asOf = v.asOf
	}
	for _, c := range v.claims {
		if !c.Recorded.After(instant) {
			kept.claims = append(kept.claims, c)
		}
	}
	return kept
}

// withdrawn reports whether another claim of the view, of whichever crossing and
// itself retracted or not, retracts the claim (rule 8).
func (v slowView) withdrawn(id uuid.UUID) bool {
	for _, c := range v.claims {
		if c.ID != id && slices.Contains(c.Retracts, id) {
			return true
		}
	}
	return false
}

// denials returns the ids of the claims of the view, not withdrawn, that deny one
// of those ids.
func (v slowView) denials(ids []uuid.UUID) []uuid.UUID {
	var by []uuid.UUID
	for _, c := range v.claims {
		denies := slices.ContainsFunc(c.Denies, func(id uuid.UUID) bool { return slices.Contains(ids, id) })
		if denies && !v.withdrawn(c.ID) {
			by = append(by, c.ID)
		}
	}
	return by
}

// about returns the claims about a crossing, in order.
func (v slowView) about(crossing string) []border.Claim {
	var cs []border.Claim
	for _, c := range v.claims {
		if c.Crossing == crossing {
			cs = append(cs, c)
		}
	}
	return cs
}

// facts returns the claims on one track: the fact claims about one question and
// one side that are not withdrawn, in order.
func (v slowView) facts(crossing string, side border.Side, kind border.Kind) []border.Claim {
	var cs []border.Claim
	for _, c := range v.about(crossing) {
		fact := c.Modality == border.Observed || c.Modality == border.Reported
		if fact && c.Kind == kind && (c.Side == side || c.Side == border.Both) && !v.withdrawn(c.ID) {
			cs = append(cs, c)
		}
	}
	return cs
}

// notices returns what is shown beside the state on a day: claims of other kinds,
// and those feared or denied, whose dates include the day.
func (v slowView) notices(crossing string, t int64) []border.Claim {
	var cs []border.Claim
	for _, c := range v.about(crossing) {
		other := c.Kind != border.KindControl && c.Kind != border.KindStatus
		if !other && c.Modality != border.Feared && c.Modality != border.Denied {
			continue
		}
		if c.When.IsZero() || v.withdrawn(c.ID) {
			continue
		}
		s := slowBounds(c.When)
		if start, end, ok := c.When.Interval(); ok {
			// Of an unknown end or start, the other end only.
			if _, b := end.Latest(); b == edtf.Unknown {
				s = slowBounds(start)
			}
			if _, b := start.Earliest(); b == edtf.Unknown {
				s = slowBounds(end)
			}
		}
		if s.lo <= t && t <= s.hi {
			cs = append(cs, c)
		}
	}
	return cs
}

// lastReported returns the latest finite day, no later than t, by which a claim
// about the crossing was reported, withdrawn or not; slowBeginning if none.
func (v slowView) lastReported(crossing string, t int64) int64 {
	last := int64(slowBeginning)
	for _, c := range v.about(crossing) {
		if hi := slowReported(c).hi; hi <= t {
			last = max(last, hi)
		}
	}
	return last
}
