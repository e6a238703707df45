package border

// A Handle answers questions about one crossing without looking it up again.
// One that came from a registry follows it; one that came from a view stays with
// that view. The zero Handle is of no crossing, and its answers are zero; so are those about the zero
// Day.
type Handle struct {
	reg   *Registry // nil: of no crossing
	place cellPlace // of the crossing's cell
	view  *View     // nil: the registry's latest
}

// Handle returns a handle of the crossing with that code; the error is a
// [*LookupError].
func (v View) Handle(code string) (Handle, error) {
	place, err := v.place(code)
	if err != nil {
		return Handle{}, err
	}
	return Handle{v.reg, place, &v}, nil
}

// now returns the view that answers.
func (h *Handle) now() View {
	if h.view != nil {
		return *h.view
	}
	return h.reg.View()
}

// Info returns the crossing.
func (h Handle) Info() Crossing {
	if h.reg == nil {
		return Crossing{}
	}
	return h.reg.world.crossings[h.place].clone()
}

// At returns the state on a day.
func (h Handle) At(day Day) (s State) {
	if h.reg != nil && !day.IsZero() {
		v := h.now()
		s.fill(&v, v.reading(h.place), day)
	}
	return s
}

// Control returns who controls a side on a day; side must be Syria or Iraq, or
// the finding is zero.
func (h Handle) Control(side Side, day Day) (f Finding[Party]) {
	if h.reg != nil && !day.IsZero() && (side == Syria || side == Iraq) {
		v := h.now()
		v.reading(h.place).control(&f, trackOf(side, QuestionControl), dayNumber(day))
	}
	return f
}

// Status returns whether a side is open on a day; side must be Syria or Iraq, or
// the finding is zero.
func (h Handle) Status(side Side, day Day) (f Finding[Status]) {
	if h.reg != nil && !day.IsZero() && (side == Syria || side == Iraq) {
		v := h.now()
		v.reading(h.place).status(&f, trackOf(side, QuestionStatus), dayNumber(day))
	}
	return f
}
