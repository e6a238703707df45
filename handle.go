package border

// A Handle answers questions about one crossing without looking it up again.
// One that came from a registry follows it; one that came from a view stays with
// that view. The zero Handle is of no crossing, and its answers are zero.
type Handle struct {
	view   View
	place  int32
	latest bool
}

// Crossing returns a handle of the crossing with that code; the error is a
// [*LookupError]. The handle's answers are those of the registry's latest view.
func (r *Registry) Crossing(code string) (Handle, error) {
	h, err := r.View().Crossing(code)
	h.latest = err == nil
	return h, err
}

// Crossing returns a handle of the crossing with that code; the error is a
// [*LookupError].
func (v View) Crossing(code string) (Handle, error) {
	i, err := v.place(code)
	if err != nil {
		return Handle{}, err
	}
	return Handle{view: v, place: i}, nil
}

// reading returns the reading of the handle's crossing, and the view it is of.
func (h Handle) reading() (*reading, View) {
	v := h.view
	if h.latest {
		v = v.reg.View()
	}
	return v.reading(h.place), v
}

// Info returns the crossing.
func (h Handle) Info() Crossing {
	if h.view.reg == nil {
		return Crossing{}
	}
	return h.view.reg.world.crossings[h.place].clone()
}

// At returns the state on a day.
func (h Handle) At(day Day) State {
	if h.view.reg == nil {
		return State{}
	}
	r, v := h.reading()
	return newState(v, r, v.reg.world.crossings[h.place].Code, day)
}

// Control returns who controls a side on a day; side must be Syria or Iraq, or
// the finding is zero.
func (h Handle) Control(side Side, day Day) Finding[Party] {
	if h.view.reg == nil || side != Syria && side != Iraq {
		return Finding[Party]{}
	}
	r, _ := h.reading()
	return findingOn[Party](r.track(side, QuestionControl), momentOf(day))
}

// Status returns whether a side is open on a day; side must be Syria or Iraq, or
// the finding is zero.
func (h Handle) Status(side Side, day Day) Finding[Status] {
	if h.view.reg == nil || side != Syria && side != Iraq {
		return Finding[Status]{}
	}
	r, _ := h.reading()
	return findingOn[Status](r.track(side, QuestionStatus), momentOf(day))
}
