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
	Claim    uuid.UUID // the claim that tells the plan
	Crossing string    // code
	Side     Side
	Question Question
	Value    string    // a party's code or a status's name
	Due      Span      // when it is due; a zero end is infinite, and without a latest day it is never overdue
	Reported edtf.Date // when the plan was told, as the claim has it; absent if it does not say
	Outcome  Outcome
	MetBy    uuid.UUID // the claim that gives the value on the first day on which it holds; zero if it does not come
	Slip     Slip      // how many days after the latest due day the value came; negative if before it
	Waited   Slip      // if there is no latest due day: how many days after the plan was told the value came
}

// A Slip is a number of days from Least to Most: a range, since the day on which a value came
// may be known only vaguely. The zero Slip is not known.
type Slip struct {
	Least int  `json:"least"`
	Most  int  `json:"most"`
	Known bool `json:"known"` // false if the value did not come, or a day to count from is infinite
}

// An Outcome is what became of a plan. The zero Outcome is none.
type Outcome uint8

// The outcomes, from the best to the worst.
const (
	Met       Outcome = iota + 1 // the value came by the latest due day
	Came                         // it came, and the plan has no latest due day
	Late                         // it came after the latest due day
	Unclear                      // it came, but whether in time cannot be told
	Cancelled                    // it did not come, and a claim retracted or denied the plan
	Pending                      // it did not come, and may still come in time
	Overdue                      // it did not come, and the latest due day has passed
)

var outcomeWords = words{"", "met", "came", "late", "unclear", "cancelled", "pending", "overdue"}

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

// A plan is everything about a plan that does not depend on the day on which it is
// judged.
type plan struct {
	claim     *Claim
	due       timeline.Bounds
	from      timeline.Day // lo of reported
	cancelled timeline.Day // the first day on which a claim retracts or denies it; forever if none does
	sides     []fulfilment // of the sides that the claim is about
}

// A fulfilment is when, from lo of reported on, the value of a plan held on one side.
type fulfilment struct {
	possible stretches // on which it is possible: they give d1 of rule 7
	value    stretches // on which it is the Value: they give d2
}

// stretches are the stretches of days with some answer. One that ends before the first due day counts
// only if the plan is judged on one of its days.
type stretches struct {
	early []stretch // those that end before the first due day
	first stretch   // the first of the others
}

// A stretch is a longest run of days with some answer.
type stretch struct {
	from, to timeline.Day
	metBy    uuid.UUID // the claim that gives the value on the first day; zero if none
}

// by returns the stretch that counts if a plan is judged on day t, and ok false if
// there is none.
func (s *stretches) by(t timeline.Day) (first stretch, ok bool) {
	i, _ := slices.BinarySearchFunc(s.early, t, func(e stretch, t timeline.Day) int { return cmp.Compare(e.to, t) })
	if i < len(s.early) && s.early[i].from <= t {
		return s.early[i], true
	}
	return s.first, s.first.from <= t
}

// allPlans returns the plans among the claims. The first call finds them, which takes,
// for each plan, O(steps of its tracks).
func (r *reading) allPlans() []plan {
	r.grounds.planOnce.Do(func() {
		place := map[timeline.Claim]int{}
		for i, c := range r.claims() {
			if !c.Modality.IsPlan() || !c.Kind.MakesState() {
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
	return fulfilment{
		possible: tr.stretches(p, func(a timeline.Answer) bool { return r.grounds.sets.Has(a.Possible, value) }),
		value:    tr.stretches(p, func(a timeline.Answer) bool { return a.Value == value }),
	}
}

// stretches returns the stretches of days, from lo of reported of a plan on, whose answers are such.
func (tr *track) stretches(p *plan, such func(timeline.Answer) bool) stretches {
	found := stretches{first: stretch{from: timeline.Forever}}
	for i, ok := tr.at(p.from), true; ok; i, ok = tr.next(i) {
		if !such(tr.answer(i)) {
			continue
		}
		s := stretch{from: max(p.from, tr.from(i)), to: timeline.Forever}
		if c := tr.giver(i); c != nil {
			s.metBy = c.ID
		}
		for i, ok = tr.next(i); ok; i, ok = tr.next(i) {
			if !such(tr.answer(i)) {
				s.to = tr.from(i).Add(-1)
				break
			}
		}
		if s.to >= p.due.Lo {
			found.first = s
			break
		}
		found.early = append(found.early, s)
		if !ok { // the stretch goes on to the end
			break
		}
	}
	return found
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
//   - Fulfilled, by the findings of its track from lo of reported through t: the first day d1 on
//     which its value is possible, and the first day d2 on which it is the Value; a stretch of days
//     that ends before due lo, and before t, does not count. met: d2 <= due hi. late: d1 > due hi.
//     unclear: between. slip: d1 - due hi .. d2 - due hi in days; metBy: the claim that gives Value
//     on d2. Where due hi is infinite nothing is met: it came, with no slip but waited, d1 - lo ..
//     d2 - lo of reported.
//   - Without d2: cancelled if a claim with lo of reported <= t retracts it, or denies it and is not
//     withdrawn; else pending while t <= due hi, then overdue; no slip, no metBy, no waited.
//   - About both: judged on each side; the worse stands, in the order met, came, late, unclear,
//     cancelled, pending, overdue; of equals the larger slip or wait (its end, then its start), then
//     Syria's.
func (p *plan) judge(t timeline.Day) Plan {
	var worst Plan
	for i := range p.sides {
		judged := p.judgeSide(&p.sides[i], t)
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

// judgeSide judges a plan by one side. It fills in only what depends on the side.
func (p *plan) judgeSide(f *fulfilment, t timeline.Day) Plan {
	d2, came := f.value.by(t)
	if !came {
		switch {
		case p.cancelled <= t:
			return Plan{Outcome: Cancelled}
		case t <= p.due.Hi:
			return Plan{Outcome: Pending}
		}
		return Plan{Outcome: Overdue}
	}
	d1, _ := f.possible.by(t)
	judged := Plan{MetBy: d2.metBy}
	switch {
	case p.due.Hi == timeline.Forever:
		judged.Outcome = Came
		judged.Waited = slipAfter(p.from, d1.from, d2.from)
		return judged
	case d2.from <= p.due.Hi:
		judged.Outcome = Met
	case d1.from > p.due.Hi:
		judged.Outcome = Late
	default:
		judged.Outcome = Unclear
	}
	judged.Slip = slipAfter(p.due.Hi, d1.from, d2.from)
	return judged
}

// slipAfter returns by how many days first and last come after day. It is not known if one of the
// three is infinite.
func slipAfter(day, first, last timeline.Day) Slip {
	if day == timeline.Never || first == timeline.Never || last == timeline.Never {
		return Slip{}
	}
	return Slip{int(first) - int(day), int(last) - int(day), true}
}

// compareOutcomes orders the judgements of two sides from the better to the
// worse.
func compareOutcomes(x, y Plan) int {
	return cmp.Or(cmp.Compare(x.Outcome, y.Outcome), x.Slip.compare(y.Slip), x.Waited.compare(y.Waited))
}

// compare orders slips by Most, then by Least; one that is not known comes first.
func (s Slip) compare(t Slip) int {
	if s.Known != t.Known {
		if s.Known {
			return 1
		}
		return -1
	}
	return cmp.Or(cmp.Compare(s.Most, t.Most), cmp.Compare(s.Least, t.Least))
}
