package border

import (
	"cmp"
	"iter"
	"slices"

	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/internal/timeline"
	"github.com/google/uuid"
)

// A Plan is a claim of modality planned or expected about control or status,
// judged on a day (rule 7). A plan never makes a state. The zero Plan is none.
type Plan struct {
	Claim    uuid.UUID
	Crossing string
	Side     Side
	Question Question
	Value    string    // a party's code or a status's name
	Due      Span      // a zero end is infinite; without a latest day it is never overdue
	Reported edtf.Date // as written; absent if the claim does not say
	Outcome  Outcome
	MetBy    uuid.UUID // the claim that gives the value on the day it was first met; zero if none
	Slip     Slip
}

// A Slip is by how many days a plan was late, negative if it was early. It is a
// range, since the day may be known vaguely. The zero Slip is not known.
type Slip struct {
	Least, Most int
	Known       bool
}

// An Outcome is what became of a plan. The zero Outcome is none.
type Outcome uint8

// The outcomes, from the best to the worst.
const (
	Met       Outcome = iota + 1 // the value came by the due day
	Late                         // it came after
	Unclear                      // it came, but it cannot be told whether in time
	Cancelled                    // a claim took the plan back or denied it
	Pending                      // it is not due yet
	Overdue                      // it is past its due day
)

var outcomeWords = words{"", "met", "late", "unclear", "cancelled", "pending", "overdue"}

// ParseOutcome returns the outcome with that name.
func ParseOutcome(s string) (Outcome, error) {
	n, err := outcomeWords.number(s)
	return Outcome(n), err
}

// String returns the outcome's name, or "" for the zero Outcome.
func (o Outcome) String() string { return outcomeWords.word(uint8(o)) }

// MarshalText implements [encoding.TextMarshaler]; the zero Outcome is an error.
func (o Outcome) MarshalText() ([]byte, error) { return outcomeWords.text(uint8(o)) }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (o *Outcome) UnmarshalText(text []byte) (err error) {
	*o, err = ParseOutcome(string(text))
	return err
}

// A plan is what can be said of a plan without the day on which it is judged.
type plan struct {
	claim     *Claim
	due       timeline.Bounds
	from      timeline.Day // lo of reported
	cancelled timeline.Day // from when on a claim retracts or denies it; forever if none does
	sides     []fulfilment
}

// A fulfilment is how a plan was fulfilled on one side.
type fulfilment struct {
	possible timeline.Day // d1: the first day from lo of reported on which its value is possible
	value    timeline.Day // d2: the first day on which it is the value
	metBy    uuid.UUID
}

// allPlans finds the plans among the claims. The first call takes O(answers on
// their tracks) for each plan.
func (r *reading) allPlans() []plan {
	r.grounds.planOnce.Do(func() {
		place := map[timeline.Claim]int{}
		for i, c := range r.claims() {
			if !c.Modality.IsPlan() || c.Kind.IsNotice() {
				continue
			}
			p := plan{claim: c, due: boundsOf(c.When), from: reportedBounds(c).Lo, cancelled: timeline.Forever}
			for side := Syria; side <= Iraq; side++ {
				if c.Side == side || c.Side == Both {
					p.sides = append(p.sides, r.fulfilment(&p, side))
				}
			}
			place[timeline.Claim(i)] = len(r.grounds.plans)
			r.grounds.plans = append(r.grounds.plans, p)
		}
		for _, d := range slices.Concat(r.grounds.names.retractions, r.grounds.names.denials) {
			if i, ok := place[d.target]; ok {
				r.grounds.plans[i].cancelled = min(r.grounds.plans[i].cancelled, reportedBounds(r.grounds.claims[d.by]).Lo)
			}
		}
	})
	return r.grounds.plans
}

// fulfilment finds when a plan was fulfilled on a side.
func (r *reading) fulfilment(p *plan, side Side) fulfilment {
	tr := r.track(side, questionOf(p.claim.Kind))
	value, _ := r.world.numberOf(p.claim)
	f := fulfilment{possible: timeline.Forever, value: timeline.Forever}
	for i := tr.at(p.from); i < len(tr.steps); i++ {
		a := tr.answer(i)
		day := max(p.from, tr.steps[i].from)
		if f.possible == timeline.Forever && r.grounds.sets.Has(a.Possible, value) {
			f.possible = day
		}
		if a.Value == value {
			f.value = day
			if c := tr.giver(i); c != nil {
				f.metBy = c.ID
			}
			break
		}
	}
	return f
}

// plansOn yields the plans that had been made by day t, judged on it.
func (r *reading) plansOn(t timeline.Day) iter.Seq[Plan] {
	return func(yield func(Plan) bool) {
		for _, p := range r.allPlans() {
			if p.from <= t && !yield(p.judge(t)) {
				return
			}
		}
	}
}

// judge applies rule 7 on day t.
//
//   - Fulfilled, by the findings of its track from lo of reported through t: the
//     first day d1 on which its value is possible, and the first day d2 on which
//     it is the value. met: d2 <= due hi. late: d1 > due hi. unclear: between.
//     slip: d1 - due hi .. d2 - due hi in days (none where due hi is infinite);
//     metBy: the claim that gives the value on d2.
//   - Without d2: cancelled if a claim with lo of reported <= t retracts or denies
//     it; else pending while t <= due hi, then overdue; no slip, no metBy.
//   - About both: judged on each side; the worse stands, in the order met, late,
//     unclear, cancelled, pending, overdue; of equals the larger slip (its end,
//     then its start), then Syria's.
func (p *plan) judge(t timeline.Day) Plan {
	var worst Plan
	for i, f := range p.sides {
		judged := p.judgeSide(f, t)
		if i == 0 || compareOutcomes(judged, worst) > 0 {
			worst = judged
		}
	}
	worst.Claim = p.claim.ID
	worst.Crossing = p.claim.Crossing
	worst.Side = p.claim.Side
	worst.Question = questionOf(p.claim.Kind)
	worst.Value = p.claim.Value
	worst.Due = spanOf(p.due)
	worst.Reported = p.claim.Reported
	return worst
}

// judgeSide judges a plan by one side. Only what depends on the side is filled
// in.
func (p *plan) judgeSide(f fulfilment, t timeline.Day) Plan {
	switch {
	case f.value <= t:
		judged := Plan{Outcome: Unclear, MetBy: f.metBy}
		if f.value <= p.due.Hi {
			judged.Outcome = Met
		} else if f.possible > p.due.Hi {
			judged.Outcome = Late
		}
		if p.due.Hi != timeline.Forever && f.possible != timeline.Never && f.value != timeline.Never {
			judged.Slip = Slip{int(f.possible) - int(p.due.Hi), int(f.value) - int(p.due.Hi), true}
		}
		return judged
	case p.cancelled <= t:
		return Plan{Outcome: Cancelled}
	case t <= p.due.Hi:
		return Plan{Outcome: Pending}
	}
	return Plan{Outcome: Overdue}
}

// compareOutcomes orders the judgements of two sides from the better to the
// worse.
func compareOutcomes(x, y Plan) int {
	return cmp.Or(
		cmp.Compare(x.Outcome, y.Outcome),
		cmp.Compare(x.Slip.Most, y.Slip.Most),
		cmp.Compare(x.Slip.Least, y.Slip.Least),
	)
}
