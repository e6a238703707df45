package border

import (
	"iter"
	"time"
)

// The query methods of a registry are those of its latest view.

// At is [View.At] of the latest view.
func (r *Registry) At(code string, day Day) (s State, err error) {
	v := r.View()
	err = v.state(&s, code, day)
	return s, err
}

// Current is [View.Current] of the latest view.
func (r *Registry) Current(code string) (State, error) { return r.View().Current(code) }

// States is [View.States] of the latest view.
func (r *Registry) States(day Day) iter.Seq[State] { return r.View().States(day) }

// Control is [View.Control] of the latest view.
func (r *Registry) Control(code string, side Side, day Day) (f Finding[Party], err error) {
	v := r.View()
	err = v.control(&f, code, side, day)
	return f, err
}

// Status is [View.Status] of the latest view.
func (r *Registry) Status(code string, side Side, day Day) (f Finding[Status], err error) {
	v := r.View()
	err = v.status(&f, code, side, day)
	return f, err
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

// LookupParty is [View.LookupParty]; parties do not change.
func (r *Registry) LookupParty(name string) (PartyInfo, error) { return r.View().LookupParty(name) }

// All is [View.All] of the latest view.
func (r *Registry) All() iter.Seq[Claim] { return r.View().All() }

// Sources is [View.Sources]; the register does not change.
func (r *Registry) Sources() iter.Seq[SourceInfo] { return r.View().Sources() }

// Source is [View.Source]; the register does not change.
func (r *Registry) Source(name string) (SourceInfo, bool) { return r.View().Source(name) }

// Succession is [View.Succession]; it does not change.
func (r *Registry) Succession() iter.Seq[Replacement] { return r.View().Succession() }

// Through is [View.Through] of the latest view.
func (r *Registry) Through() Reach { return r.View().Through() }

// Digest is [View.Digest] of the latest view.
func (r *Registry) Digest() Digest { return r.View().Digest() }

// Passable is [View.Passable] of the latest view.
func (r *Registry) Passable(code string, day Day, traffic Traffic, direction Direction) (Passability, error) {
	return r.View().Passable(code, day, traffic, direction)
}

// Why is [View.Why] of the latest view.
func (r *Registry) Why(code string, side Side, question Question, day Day) ([]Reason, error) {
	return r.View().Why(code, side, question, day)
}

// Len returns how many claims the registry holds.
func (r *Registry) Len() int { return len(r.watchers.claims()) }

// Handle returns a handle of the crossing with that code; the error is a
// [*LookupError]. The handle's answers are those of the registry's latest view.
func (r *Registry) Handle(code string) (Handle, error) {
	v := r.View()
	place, err := v.place(code)
	if err != nil {
		return Handle{}, err
	}
	return Handle{reg: r, place: place}, nil
}
