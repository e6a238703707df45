package border

import (
	"iter"
	"slices"

	"github.com/crossingstatus/border/internal/timeline"
)

// At returns the state of a crossing, given by its code, on a day. The error is a
// [*LookupError] if there is no such crossing, and [ErrNoDay] if day is zero. It takes
// O(log n) for n claims and allocates nothing, except at the first question after a claim
// about the crossing came.
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
	s.fill(v, v.reading(place), day)
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
			s.fill(&v, v.reading(i), day)
			if !yield(s) {
				return
			}
		}
	}
}

// Control returns who controls a side of a crossing on a day: the finding
// alone, without the rest of the state. Side must be Syria or Iraq.
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

// Status returns whether a side of a crossing is open on a day: the finding
// alone, without the rest of the state. Side must be Syria or Iraq.
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

// placeOf is place for questions about a side; it checks that side is Syria or Iraq.
func (v *View) placeOf(code string, side Side) (cellPlace, error) {
	if side != Syria && side != Iraq {
		return 0, &VocabularyError{Word: side.String(), Allowed: sideWords[1:3]}
	}
	return v.place(code)
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

// Claims returns the claims of the view about a crossing, withdrawn or not, in the
// registry's order.
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

// Plans returns the plans about a crossing that had been told by a day, judged on that
// day, in the registry's order.
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

// All yields every claim of the view, withdrawn or not, by crossing and within a
// crossing in the registry's order. Unlike [View.Claims] it copies one claim at a time,
// so that not all need be in memory twice. It takes O(n log n) for n claims, and a few
// bytes for each claim about the crossing that it is at.
func (v View) All() iter.Seq[Claim] {
	return func(yield func(Claim) bool) {
		if v.isZero() {
			return
		}
		n := v.cutoff()
		for i, end := v.listed(); i < end; i++ {
			l := v.reg.cells[i].log()
			places := n.visible(&l, nil)
			slices.SortFunc(places, l.compare)
			for _, p := range places {
				if !l.isForeign(p) && !yield(l.claims[p].Clone()) {
					return
				}
			}
		}
	}
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
	i, ok := r.places[Fold(name)]
	if !ok {
		return SourceInfo{}, false
	}
	return r.entries[i], true
}

// Succession yields the replacements of [World].Succession that the registry was made
// with.
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

// Party returns the description of a party, and ok false if the registry does not have
// the party.
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

// Lookup returns the crossing that people call name: its code, its name or an alias in
// English, Arabic or Kurdish, the name of either side, or those of both sides with a dash
// between them. Case, hyphens, apostrophes and articles do not matter. The error is a
// [*LookupError], which has the crossings that may be meant; so it is if the two sides
// named belong to different crossings.
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

// place returns the place of the cell of the crossing with a code. The error is a
// [*LookupError].
func (v *View) place(code string) (cellPlace, error) {
	if v.reg != nil {
		if place := v.reg.cellOf(code); place >= 0 {
			return place, nil
		}
	}
	return 0, v.noCrossing(code)
}

// noCrossing returns the error about a code that no crossing has.
func (v *View) noCrossing(code string) error {
	c, err := v.Lookup(code)
	if err == nil {
		return &LookupError{Name: code, Reason: "want its code", Candidates: []string{c.Code}}
	}
	return err
}
