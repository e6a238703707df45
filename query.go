package border

import (
	"iter"
	"slices"
	"time"

	"github.com/crossingstatus/border/internal/names"
	"github.com/crossingstatus/border/internal/timeline"
)

// At returns the state of a crossing, given by its code, on a day. The error is a
// [*LookupError] if there is no such crossing, and [ErrNoDay] if day is zero. It takes
// O(log n) for n claims and allocates nothing, except at the first question about a
// crossing, and where more than one Add came since the question before.
func (v View) At(code string, day Day) (s State, err error) {
	err = v.state(&s, code, day)
	return s, err
}

// state makes s the state of a crossing on a day. A State is large, so it is filled in
// where the caller wants it and not copied.
func (v *View) state(s *State, code string, day Day) error {
	place, err := v.place(code)
	switch {
	case err != nil:
		return err
	case day.IsZero():
		return ErrNoDay
	}
	s.fill(v.reading(place), day, v.known, v.asOf)
	return nil
}

// Current returns the state of a crossing today at the border.
func (v View) Current(code string) (State, error) { return v.At(code, Today()) }

// States yields the state of every crossing on a day, by code; none if day is zero.
func (v View) States(day Day) iter.Seq[State] {
	return func(yield func(State) bool) {
		if v.isZero() || day.IsZero() {
			return
		}
		var s State // filled anew for each crossing
		for i, end := v.listed(); i < end; i++ {
			s.fill(v.reading(i), day, v.known, v.asOf)
			if !yield(s) {
				return
			}
		}
	}
}

// Control returns who controls a side of a crossing on a day: the finding alone, without the
// rest of the state. The errors are those of [View.At], and a [*VocabularyError] if side is not
// Syria or Iraq.
func (v View) Control(code string, side Side, day Day) (f Finding[Party], err error) {
	err = v.control(&f, code, side, day)
	return f, err
}

func (v *View) control(f *Finding[Party], code string, side Side, day Day) error {
	place, err := v.placeOf(code, side)
	switch {
	case err != nil:
		return err
	case day.IsZero():
		return ErrNoDay
	}
	v.reading(place).control(f, trackOf(side, QuestionControl), dayNumber(day))
	return nil
}

// Status returns whether a side of a crossing is open on a day: the finding alone, without the
// rest of the state. The errors are those of [View.Control].
func (v View) Status(code string, side Side, day Day) (f Finding[Status], err error) {
	err = v.status(&f, code, side, day)
	return f, err
}

func (v *View) status(f *Finding[Status], code string, side Side, day Day) error {
	place, err := v.placeOf(code, side)
	switch {
	case err != nil:
		return err
	case day.IsZero():
		return ErrNoDay
	}
	v.reading(place).status(f, trackOf(side, QuestionStatus), dayNumber(day))
	return nil
}

// History yields all answers about a crossing as segments, for all time, in the order
// of side (Iraq, Syria), question (control, status), and days. If there is no such
// crossing, it yields a [*LookupError] alone.
func (v View) History(code string) iter.Seq2[Segment, error] {
	return v.history(code, timeline.Never, timeline.Forever)
}

// Between is [View.History] for the days from one to another, both included: segments
// that reach beyond are cut. A zero from or to is no bound.
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

// Claims returns the claims of the view about a crossing, withdrawn or not, in the registry's
// order. The error is a [*LookupError].
func (v View) Claims(code string) ([]Claim, error) {
	place, err := v.place(code)
	if err != nil {
		return nil, err
	}
	all := v.reading(place).claims()
	claims := make([]Claim, len(all))
	for i, c := range all {
		claims[i] = c.Clone()
	}
	return claims, nil
}

// Plans returns the plans about a crossing that had been told by a day, judged on that day, in
// the registry's order. The errors are those of [View.At].
func (v View) Plans(code string, on Day) ([]Plan, error) {
	place, err := v.place(code)
	if err != nil {
		return nil, err
	}
	if on.IsZero() {
		return nil, ErrNoDay
	}
	return slices.Collect(v.reading(place).plansOn(dayNumber(on))), nil
}

// Sources yields the register of sources, in its order.
func (v View) Sources() iter.Seq[SourceInfo] {
	return func(yield func(SourceInfo) bool) {
		if !v.isZero() {
			slices.Values(v.reg.world.sources.entries)(yield)
		}
	}
}

// Source returns the entry of the register of sources with a name, in any spelling that
// [Fold] takes for the same, and ok false if there is none.
func (v View) Source(name string) (info SourceInfo, ok bool) {
	if v.isZero() {
		return SourceInfo{}, false
	}
	r := v.reg.world.sources
	i, ok := r.place(name)
	if !ok {
		return SourceInfo{}, false
	}
	return r.entries[i], true
}

// Succession yields the replacements of [World].Succession that the registry was made with.
func (v View) Succession() iter.Seq[Replacement] {
	return func(yield func(Replacement) bool) {
		if v.isZero() {
			return
		}
		for _, r := range v.reg.world.replacements {
			r.New = slices.Clone(r.New)
			if !yield(r) {
				return
			}
		}
	}
}

// Crossings yields the crossings by code.
func (v View) Crossings() iter.Seq[Crossing] {
	return func(yield func(Crossing) bool) {
		if v.isZero() {
			return
		}
		first, end := v.listed()
		for _, c := range v.reg.world.crossings[first:end] {
			if !yield(c.clone()) {
				return
			}
		}
	}
}

// Parties yields the parties by code.
func (v View) Parties() iter.Seq[PartyInfo] {
	return func(yield func(PartyInfo) bool) {
		if v.isZero() {
			return
		}
		for _, p := range v.reg.world.parties {
			if !yield(p.clone()) {
				return
			}
		}
	}
}

// Party returns the description of a party, and ok false if the registry does not have the party.
func (v View) Party(code Party) (info PartyInfo, ok bool) {
	if v.isZero() {
		return PartyInfo{}, false
	}
	i, ok := slices.BinarySearch(v.reg.world.partyCodes, code)
	if !ok {
		return PartyInfo{}, false
	}
	return v.reg.world.parties[i].clone(), true
}

// Lookup returns the crossing that people call name: its code, its name or an alias in English,
// Arabic or Kurdish, the name of either side, or those of both sides with a dash between them.
// Case, hyphens, apostrophes and articles do not matter. The error is a [*LookupError], also if
// the two sides named belong to different crossings. It has the crossings that may be meant.
func (v View) Lookup(name string) (Crossing, error) {
	if v.isZero() {
		return Crossing{}, &LookupError{Name: name}
	}
	code, err := v.reg.world.names.find(name)
	if err != nil {
		return Crossing{}, err
	}
	return v.reg.world.crossings[v.reg.cellOf(code)].clone(), nil
}

// LookupParty returns the party that people call name: its code, its name in any
// language, or an alias such as "isis". Case, marks, hyphens and articles do not matter.
// The error is a [*PartyError], which has the parties that may be meant.
func (v View) LookupParty(name string) (PartyInfo, error) {
	if v.isZero() {
		return PartyInfo{}, &PartyError{Name: name}
	}
	w := v.reg.world
	key := Fold(name)
	if code, ok := w.partyNames[key]; ok {
		return w.parties[w.partyNumbers[code]].clone(), nil
	}
	e := &PartyError{Name: name}
	for _, code := range w.partyCodes {
		for k, p := range w.partyNames {
			if p == code && names.Near(k, key) {
				e.Candidates = append(e.Candidates, code)
				break
			}
		}
	}
	if len(e.Candidates) == 0 {
		e.All = append(e.All, w.partyCodes...)
	}
	return PartyInfo{}, e
}

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
