package border

import (
	"iter"
	"time"
)

// A View is an immutable snapshot of a registry: the claims that it held when
// the view was taken, or those of them that were known by a day
// ([View.KnownBy]) or recorded by an instant ([View.AsOf]). All queries are
// methods of a View. Claims that come later do not change what it answers.
//
// A View is a small value that may be copied and used from any number of
// goroutines. The zero View has no crossings.
type View struct {
	reg   *Registry
	seq   uint32    // it sees no later entry
	only  cellPlace // the place of the one crossing that it lists, and 1; 0: it lists all
	known Day       // zero: all
	asOf  time.Time // zero: all
}

// isZero reports whether the view is of no registry, or of the zero one.
func (v *View) isZero() bool { return v.reg == nil || v.reg.world == nil }

// View returns the view of all claims that the registry holds now.
func (r *Registry) View() View { return View{reg: r, seq: uint32(r.added.Load())} }

// KnownBy returns the view of what sources had said by the end of that day
// (rule 8): the claims of which the latest day of Reported is no later. Of two
// days the earlier one holds; the zero Day narrows nothing. It takes O(1).
func (v View) KnownBy(day Day) View {
	if !day.IsZero() && (v.known.IsZero() || day.Before(v.known)) {
		v.known = day
	}
	return v
}

// AsOf returns the view of what the registry had recorded by that instant
// (rule 8). Of two instants the earlier one holds; the zero Time narrows nothing.
// It takes O(1).
func (v View) AsOf(instant time.Time) View {
	if !instant.IsZero() && (v.asOf.IsZero() || instant.Before(v.asOf)) {
		v.asOf = instant.UTC()
	}
	return v
}

// Only returns the view that lists one crossing, by its code, and the claims about it:
// [View.Crossings], [View.All], [View.States], [View.Through], [View.Digest] and [Diff]
// tell of no other. What is asked by a code is answered as before, for claims about
// other crossings may withdraw claims about this one. The error is an [ErrNoCrossing].
// It takes O(1).
func (v View) Only(code string) (View, error) {
	place, err := v.place(code)
	if err != nil {
		return View{}, err
	}
	v.only = place + 1
	return v, nil
}

// listed returns the places of the crossings that the view lists: from first to before
// end.
func (v *View) listed() (first, end cellPlace) {
	if v.only > 0 {
		return v.only - 1, v.only
	}
	return 0, cellPlace(len(v.reg.cells))
}

// Known returns the day by which the view's claims were known, and the zero Day
// if all are in it.
func (v View) Known() Day { return v.known }

// AsOfInstant returns the instant by which the view's claims were recorded, in
// UTC, and the zero Time if all are in it.
func (v View) AsOfInstant() time.Time { return v.asOf }

// reading returns what the rules make of the view's claims about the crossing in
// the cell at a place.
func (v *View) reading(place cellPlace) *reading {
	c := &v.reg.cells[place]
	if v.known.IsZero() && v.asOf.IsZero() {
		if r := c.latest(v.seq); r != nil {
			return r
		}
	}
	return v.reg.readings.readingOf(v.reg.world, c, place, v.cutoff())
}

// cutoff returns which entries the view sees.
func (v *View) cutoff() cutoff {
	n := v.unnarrowed()
	if !v.known.IsZero() {
		n.known = dayNumber(v.known)
	}
	if !v.asOf.IsZero() {
		n.recorded = nanos(v.asOf)
	}
	return n
}

// unnarrowed returns which entries the view would see were it not narrowed.
func (v *View) unnarrowed() cutoff {
	n := noCutoff
	n.seq = v.seq
	return n
}

// nanos returns the nanoseconds since 1970, drawn to the range of those that
// claims may have.
func nanos(t time.Time) int64 {
	switch {
	case t.Before(firstInstant):
		return firstInstant.UnixNano() - 1
	case t.After(lastInstant):
		return lastInstant.UnixNano()
	}
	return t.UnixNano()
}

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

// A Reach is how far the claims of a view go. The zero Reach is of no claims.
type Reach struct {
	Reported Day       `json:"reported"`          // the latest day by which a claim surely had been reported: the latest first day of Reported, reviews aside
	Recorded time.Time `json:"recorded,omitzero"` // the latest instant at which one was recorded, UTC
	Claims   int       `json:"claims"`            // how many there are
}

// Through returns how far the claims of the view go. An answer about a later day
// is what was last known. It takes O(claims).
func (v View) Through() Reach {
	var reach Reach
	for c := range v.all() {
		reach.Claims++
		if day := dayOf(reportedBounds(c).Lo); day.After(reach.Reported) && c.Kind != KindReview {
			reach.Reported = day
		}
		if c.Recorded.After(reach.Recorded) {
			reach.Recorded = c.Recorded
		}
	}
	return reach
}

// all yields the claims of the view, by crossing.
func (v View) all() iter.Seq[*Claim] {
	return func(yield func(*Claim) bool) {
		if v.isZero() {
			return
		}
		n := v.cutoff()
		for i, end := v.listed(); i < end; i++ {
			l := v.reg.cells[i].log()
			for _, p := range n.visible(&l, nil) {
				if !l.isForeign(p) && !yield(l.claims[p]) {
					return
				}
			}
		}
	}
}
