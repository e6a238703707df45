package border

import (
	"iter"
	"slices"
	"time"

	"github.com/crossingstatus/border/internal/timeline"
)

// At returns the state of a crossing on a day. The error is a [*LookupError] if
// there is no such crossing. It takes O(log n) for n claims, and allocates
// nothing, but for the first question after a claim came.
func (v View) At(code string, day Day) (s State, err error) {
	place, err := v.place(code)
	if err != nil {
		return State{}, err
	}
	s.fill(&v, v.reading(place), day)
	return s, nil
}

// Current returns the state of a crossing today at the border.
func (v View) Current(code string) (State, error) { return v.At(code, Today()) }

// States yields the state of every crossing on a day, by code. When the same day
// is asked of the same view twice running, all states are kept for the next time.
func (v View) States(day Day) iter.Seq[State] {
	return func(yield func(State) bool) {
		if v.reg == nil {
			return
		}
		of := rollOf{v.seq, v.known, v.asOf, day}
		if kept := v.reg.rolls.get(of); kept != nil {
			for i := range kept.states {
				if !yield(kept.states[i]) {
					return
				}
			}
			return
		}
		var states []State // to be kept
		keeps := v.reg.rolls.isAskedAgain(of)
		if keeps {
			states = make([]State, 0, len(v.reg.cells))
		}
		var s State // filled anew for each crossing
		for i := range v.reg.cells {
			s.fill(&v, v.reading(int32(i)), day)
			if keeps {
				states = append(states, s)
			}
			if !yield(s) {
				return
			}
		}
		if keeps {
			v.reg.rolls.kept.Store(&roll{of, states})
		}
	}
}

// Control returns who controls a side of a crossing on a day: the finding
// alone, without the rest of the state. Side must be Syria or Iraq.
func (v View) Control(code string, side Side, day Day) (f Finding[Party], err error) {
	i, err := v.placeOf(code, side)
	if err != nil {
		return f, err
	}
	t := dayNumber(day)
	r, track := v.reading(i), trackOf(side, QuestionControl)
	s, place := r.find(track, t)
	fillControl(&f, r, track, s, place, t)
	return f, nil
}

// Status returns whether a side of a crossing is open on a day: the finding
// alone, without the rest of the state. Side must be Syria or Iraq.
func (v View) Status(code string, side Side, day Day) (f Finding[Status], err error) {
	i, err := v.placeOf(code, side)
	if err != nil {
		return f, err
	}
	t := dayNumber(day)
	r, track := v.reading(i), trackOf(side, QuestionStatus)
	s, place := r.find(track, t)
	fillStatus(&f, r, track, s, place, t)
	return f, nil
}

// placeOf finds a crossing by its code, and checks that side is one side.
func (v *View) placeOf(code string, side Side) (int32, error) {
	if side != Syria && side != Iraq {
		return 0, &VocabularyError{Word: side.String(), Allowed: sideWords[1:3]}
	}
	return v.place(code)
}

// History yields the resolved timeline of a crossing, segment by segment, in
// the order of side (Iraq, Syria), question (control, status), and days. If
// there is no such crossing it yields the [*LookupError] alone.
func (v View) History(code string) iter.Seq2[Segment, error] {
	return v.history(code, timeline.Never, timeline.Forever)
}

// Between yields the segments of History that touch the days from from to to,
// both included, cut to them. A zero from or to is no bound.
func (v View) Between(code string, from, to Day) iter.Seq2[Segment, error] {
	first, last := timeline.Never, timeline.Forever
	if !from.IsZero() {
		first = dayNumber(from)
	}
	if !to.IsZero() {
		last = dayNumber(to)
	}
	return v.history(code, first, last)
}

func (v View) history(code string, from, to timeline.Day) iter.Seq2[Segment, error] {
	return func(yield func(Segment, error) bool) {
		place, err := v.place(code)
		if err != nil {
			yield(Segment{}, err)
			return
		}
		if from > to {
			return
		}
		for s := range v.reading(place).segments(from, to) {
			if !yield(s, nil) {
				return
			}
		}
	}
}

// Claims returns what the view has about a crossing, withdrawn or not, in the
// registry's order.
func (v View) Claims(code string) ([]Claim, error) {
	place, err := v.place(code)
	if err != nil {
		return nil, err
	}
	kept := v.reading(place).claims()
	claims := make([]Claim, len(kept))
	for i, c := range kept {
		claims[i] = c.Clone()
	}
	return claims, nil
}

// Plans returns the plans about a crossing that had been made by a day, judged
// on that day, in the registry's order.
func (v View) Plans(code string, on Day) ([]Plan, error) {
	place, err := v.place(code)
	if err != nil {
		return nil, err
	}
	return slices.Collect(v.reading(place).plansOn(dayNumber(on))), nil
}

// The query methods of a registry are those of its latest view.

// At is [View.At] of the latest view.
func (r *Registry) At(code string, day Day) (s State, err error) {
	v := View{reg: r, seq: r.added.Load()}
	place, err := v.place(code)
	if err != nil {
		return State{}, err
	}
	s.fill(&v, v.newestReading(&r.cells[place]), day)
	return s, nil
}

// Current is [View.Current] of the latest view.
func (r *Registry) Current(code string) (State, error) { return r.View().Current(code) }

// States is [View.States] of the latest view.
func (r *Registry) States(day Day) iter.Seq[State] { return r.View().States(day) }

// Control is [View.Control] of the latest view.
func (r *Registry) Control(code string, side Side, day Day) (f Finding[Party], err error) {
	v := View{reg: r, seq: r.added.Load()}
	i, err := v.placeOf(code, side)
	if err != nil {
		return f, err
	}
	t := dayNumber(day)
	rd, track := v.newestReading(&r.cells[i]), trackOf(side, QuestionControl)
	s, place := rd.find(track, t)
	fillControl(&f, rd, track, s, place, t)
	return f, nil
}

// Status is [View.Status] of the latest view.
func (r *Registry) Status(code string, side Side, day Day) (f Finding[Status], err error) {
	v := View{reg: r, seq: r.added.Load()}
	i, err := v.placeOf(code, side)
	if err != nil {
		return f, err
	}
	t := dayNumber(day)
	rd, track := v.newestReading(&r.cells[i]), trackOf(side, QuestionStatus)
	s, place := rd.find(track, t)
	fillStatus(&f, rd, track, s, place, t)
	return f, nil
}

// History is [View.History] of the latest view.
func (r *Registry) History(code string) iter.Seq2[Segment, error] { return r.View().History(code) }

// Between is [View.Between] of the latest view.
func (r *Registry) Between(code string, from, to Day) iter.Seq2[Segment, error] {
	return r.View().Between(code, from, to)
}

// Claims is [View.Claims] of the latest view.
func (r *Registry) Claims(code string) ([]Claim, error) { return r.View().Claims(code) }

// Plans is [View.Plans] of the latest view.
func (r *Registry) Plans(code string, on Day) ([]Plan, error) { return r.View().Plans(code, on) }

// KnownBy is [View.KnownBy] of the latest view.
func (r *Registry) KnownBy(day Day) View { return r.View().KnownBy(day) }

// AsOf is [View.AsOf] of the latest view.
func (r *Registry) AsOf(instant time.Time) View { return r.View().AsOf(instant) }

// Lookup is [View.Lookup]; crossings do not change.
func (r *Registry) Lookup(name string) (Crossing, error) { return r.View().Lookup(name) }

// Crossings is [View.Crossings]; crossings do not change.
func (r *Registry) Crossings() iter.Seq[Crossing] { return r.View().Crossings() }

// Parties is [View.Parties]; parties do not change.
func (r *Registry) Parties() iter.Seq[PartyInfo] { return r.View().Parties() }

// Party is [View.Party]; parties do not change.
func (r *Registry) Party(code Party) (PartyInfo, bool) { return r.View().Party(code) }
