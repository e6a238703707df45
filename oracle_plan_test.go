package border_test

import (
	"cmp"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
)

// slowOutcomes are in order, the worst last (rule 7).
var slowOutcomes = []string{"met", "late", "unclear", "cancelled", "pending", "overdue"}

// A slowVerdict is what became of a plan on one side.
type slowVerdict struct {
	outcome string
	metBy   uuid.UUID
	slips   bool
	slip    slowSpan // in days
}

// A slowPlan is a plan with what became of it.
type slowPlan struct {
	claim border.Claim
	due   slowSpan
	slowVerdict
}

// plans lists the plans about a crossing that had been made by day t, in order,
// judged on it (rule 7).
func (v slowView) plans(crossing string, tracks slowTracks, t int64) []slowPlan {
	var plans []slowPlan
	for _, c := range v.about(crossing) {
		plan := c.Modality == border.Planned || c.Modality == border.Expected
		state := c.Kind == border.KindControl || c.Kind == border.KindStatus
		if !plan || !state || slowReported(c).lo > t {
			continue
		}
		p := slowPlan{claim: c, due: slowBounds(c.When)}
		if start, end, ok := c.When.Interval(); ok {
			p.due = slowSpan{slowBounds(start).lo, slowBounds(end).hi}
		}
		p.slowVerdict = slowVerdict{}
		for _, side := range []border.Side{border.Syria, border.Iraq} {
			if c.Side != side && c.Side != border.Both {
				continue
			}
			verdict := v.judge(c, p.due, tracks[slowQuestion{crossing, side, c.Kind}], t)
			if p.outcome == "" || verdict.worse(p.slowVerdict) {
				p.slowVerdict = verdict
			}
		}
		plans = append(plans, p)
	}
	return plans
}

// worse reports whether a stands rather than b; of equals the first side's does.
func (a slowVerdict) worse(b slowVerdict) bool {
	if c := cmp.Compare(slices.Index(slowOutcomes, a.outcome), slices.Index(slowOutcomes, b.outcome)); c != 0 {
		return c > 0
	}
	if a.slips && b.slips {
		return cmp.Or(cmp.Compare(a.slip.hi, b.slip.hi), cmp.Compare(a.slip.lo, b.slip.lo)) > 0
	}
	return a.slips && !b.slips
}

// judge says what became of a plan on one side, by the findings from the day on
// which it was told through t.
func (v slowView) judge(c border.Claim, due slowSpan, tr *slowTrack, t int64) slowVerdict {
	possible, value := int64(slowEnd), int64(slowEnd) // d1 and d2
	var metBy uuid.UUID
	for _, day := range tr.days(slowReported(c).lo, t) {
		f := tr.finding(day)
		if possible == slowEnd && slices.Contains(f.possible, c.Value) {
			possible = day
		}
		if f.value == c.Value {
			value, metBy = day, f.giver
			break
		}
	}
	if value == slowEnd {
		switch {
		case v.cancelled(c.ID, t):
			return slowVerdict{outcome: "cancelled"}
		case t <= due.hi:
			return slowVerdict{outcome: "pending"}
		}
		return slowVerdict{outcome: "overdue"}
	}
	w := slowVerdict{outcome: "unclear", metBy: metBy}
	if value <= due.hi {
		w.outcome = "met"
	} else if possible > due.hi {
		w.outcome = "late"
	}
	if due.hi != slowEnd && possible != slowBeginning && value != slowBeginning {
		w.slips, w.slip = true, slowSpan{possible - due.hi, value - due.hi}
	}
	return w
}

// cancelled reports whether a claim that had been told by t retracts a plan or
// denies it. A withdrawn claim retracts still, and denies no more.
func (v slowView) cancelled(plan uuid.UUID, t int64) bool {
	return slices.ContainsFunc(v.claims, func(c border.Claim) bool {
		against := slices.Contains(c.Retracts, plan) || slices.Contains(c.Denies, plan) && !v.withdrawn(c.ID)
		return against && slowReported(c).lo <= t
	})
}

// days returns, of the days from lo through hi, the first and all those on which
// the answer may be another than the day before: every rule compares the day with
// the bounds of events and episodes, so these are the bounds and the days after
// them. (TestSlowReadingDayByDay asks every day.)
func (tr *slowTrack) days(lo, hi int64) []int64 {
	ds := []int64{lo}
	for _, e := range slices.Concat(tr.events, tr.episodes) {
		for _, d := range []int64{
			e.written, e.w, e.h, e.lo, e.hi,
			e.first.lo, e.first.hi, e.last.lo, e.last.hi,
		} {
			if d != slowBeginning && d != slowEnd {
				ds = append(ds, d, d+1)
			}
		}
	}
	ds = slices.DeleteFunc(ds, func(d int64) bool { return d < lo || hi < d })
	slices.Sort(ds)
	return slices.Compact(ds)
}
