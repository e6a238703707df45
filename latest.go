package border

import (
	"iter"
	"time"
)

// The query methods of a registry are those of its latest view.

// At is [View.At] of the latest view.
func (r *Registry) At(code string, day Day) (State, error) { return r.View().At(code, day) }

// Current is [View.Current] of the latest view.
func (r *Registry) Current(code string) (State, error) { return r.View().Current(code) }

// States is [View.States] of the latest view.
func (r *Registry) States(day Day) iter.Seq[State] { return r.View().States(day) }

// Control is [View.Control] of the latest view.
func (r *Registry) Control(code string, side Side, day Day) (Finding[Party], error) {
	return r.View().Control(code, side, day)
}

// Status is [View.Status] of the latest view.
func (r *Registry) Status(code string, side Side, day Day) (Finding[Status], error) {
	return r.View().Status(code, side, day)
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

// All is [View.All] of the latest view.
func (r *Registry) All() iter.Seq[Claim] { return r.View().All() }
