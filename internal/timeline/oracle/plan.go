package oracle

import (
	"cmp"
	"slices"
)

// A Plan is a plan with what became of it.
type Plan struct {
	Claim   Claim
	Due     Span
	Outcome string
	MetBy   string // an id; "" if none
	Slip    *Span  // in days; nil if there is none
	Waited  *Span
}

// Tracks returns the tracks of a crossing by side and kind.
func (v View) Tracks(crossing string) Tracks {
	trs := Tracks{}
	for _, side := range []string{"syria", "iraq"} {
		for _, kind := range []string{"control", "status"} {
			trs[[2]string{side, kind}] = v.Track(crossing, side, kind)
		}
	}
	return trs
}

// Tracks are the tracks of one crossing.
type Tracks map[[2]string]*Track

// Finding answers a question about a side on day t.
func (trs Tracks) Finding(side, kind string, t int64) Finding {
	return trs[[2]string{side, kind}].Finding(t)
}

// Plans applies rule 7: Plans are planned and expected claims of kind control or
// status; of other kinds they are notices. Plans on day t lists, in order, those
// with lo of reported <= t.
func (v View) Plans(crossing string, tracks Tracks, t int64) (plans []Plan) {
	for _, c := range v.About(crossing) {
		plan := (c.Modality == "planned" || c.Modality == "expected") && (c.Kind == "control" || c.Kind == "status")
		if !plan || c.Reported.Lo > t {
			continue
		}
		// About both: judged on each side; the worse stands, of equals the larger slip or
		// wait, then Syria's.
		var p Plan
		for _, side := range []string{"syria", "iraq"} {
			if !c.isAbout(side) {
				continue
			}
			if judged := v.judge(c, tracks[[2]string{side, c.Kind}], t); p.Outcome == "" || judged.worse(p) {
				p = judged
			}
		}
		plans = append(plans, p)
	}
	return plans
}

// worse reports whether the outcome of a is worse than that of b, in the order met,
// came, late, unclear, cancelled, pending, overdue; of equals the larger slip or wait
// (its end, then its start).
func (a Plan) worse(b Plan) bool {
	order := []string{"met", "came", "late", "unclear", "cancelled", "pending", "overdue"}
	larger := func(x, y *Span) int {
		switch {
		case x != nil && y != nil:
			return cmp.Or(cmp.Compare(x.Hi, y.Hi), cmp.Compare(x.Lo, y.Lo))
		case x != nil:
			return 1
		case y != nil:
			return -1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(slices.Index(order, a.Outcome), slices.Index(order, b.Outcome)),
		larger(a.Slip, b.Slip), larger(a.Waited, b.Waited)) > 0
}

// judge says by rule 7 what became of a plan on one side.
func (v View) judge(c Claim, tr *Track, t int64) Plan {
	// Due: the bounds of when (an interval: lo of its start to hi of its end; an open or
	// unknown end is infinite, and never overdue).
	p := Plan{Claim: c, Due: Span{c.When.begins(), c.When.ends()}}
	// Fulfilled, by the findings of its track from lo of reported through t: the first day
	// d1 on which its value is possible, and the first day d2 on which it is the Value;
	d1, possible := fulfilled(p, tr, t, func(f Finding) bool { return slices.Contains(f.Possible, c.Value) })
	d2, is := fulfilled(p, tr, t, func(f Finding) bool { return f.Value == c.Value })
	if !is || !possible {
		// Without d2: cancelled if a claim with lo of reported <= t retracts it, or denies it
		// and is not withdrawn; else pending while t <= due hi, then overdue; no slip, no
		// metBy, no waited.
		switch {
		case v.cancelled(c.ID, t):
			p.Outcome = "cancelled"
		case t <= p.Due.Hi:
			p.Outcome = "pending"
		default:
			p.Outcome = "overdue"
		}
		return p
	}
	// metBy: the claim that gives Value on d2.
	if by := tr.Finding(d2).Giver; by != nil {
		p.MetBy = by.ID
	}
	// Where due hi is infinite nothing is met: it came, with no slip but waited, d1 - lo ..
	// d2 - lo of reported.
	if p.Due.Hi == End {
		p.Outcome = "came"
		if c.Reported.Lo != Beginning {
			p.Waited = &Span{d1 - c.Reported.Lo, d2 - c.Reported.Lo}
		}
		return p
	}
	// met: d2 <= due hi. late: d1 > due hi. unclear: between. slip: d1 - due hi .. d2 - due
	// hi in days.
	switch {
	case d2 <= p.Due.Hi:
		p.Outcome = "met"
	case d1 > p.Due.Hi:
		p.Outcome = "late"
	default:
		p.Outcome = "unclear"
	}
	if d1 != Beginning && d2 != Beginning {
		p.Slip = &Span{d1 - p.Due.Hi, d2 - p.Due.Hi}
	}
	return p
}

// fulfilled returns the first day from lo of reported through t on which the finding
// is such. A stretch of days that ends before due lo, and before t, does not count.
func fulfilled(p Plan, tr *Track, t int64, such func(Finding) bool) (day int64, ok bool) {
	for _, stretch := range Runs(tr.Days(p.Claim.Reported.Lo, t), t, func(a, b int64) bool {
		return such(tr.Finding(a)) == such(tr.Finding(b))
	}) {
		if such(tr.Finding(stretch.Lo)) && !(stretch.Hi < p.Due.Lo && stretch.Hi < t) {
			return stretch.Lo, true
		}
	}
	return 0, false
}

// cancelled reports whether a claim with lo of reported <= t retracts a plan, or
// denies it and is not withdrawn.
func (v View) cancelled(plan string, t int64) bool {
	return slices.ContainsFunc(v.Claims, func(c Claim) bool {
		against := slices.Contains(c.Retracts, plan) || slices.Contains(c.Denies, plan) && !v.Withdrawn(c.ID)
		return c.ID != plan && against && c.Reported.Lo <= t
	})
}
