package border

import (
	"iter"
	"slices"
	"sync/atomic"
	"time"
)

// A View is an immutable snapshot of a registry: the claims that it held when the
// view was taken. It may be narrowed to those of them that were known by a day
// ([View.KnownBy]) or recorded by an instant ([View.AsOf]). All questions about crossings
// are methods of a View. Claims that come later do not change what it answers.
//
// A View is a small value that may be copied and used from any number of
// goroutines. The zero View has no crossings.
type View struct {
	reg   *Registry
	seq   uint32    // it sees the entries up to this seq
	only  cellPlace // the place of the one crossing that it lists, plus one; 0: it lists all
	known Day       // zero: not narrowed
	asOf  time.Time // zero: not narrowed
}

// isZero reports whether the view is the zero View, or that of the zero Registry.
func (v *View) isZero() bool { return v.reg == nil || v.reg.world == nil }

// View returns the view of all claims that the registry holds now.
func (r *Registry) View() View { return View{reg: r, seq: uint32(r.added.Load())} }

// KnownBy returns the view narrowed to what sources had said by the end of a day
// (rule 8): to the claims whose Reported lies wholly on that day or before. If the
// view is narrowed to a day already, the earlier of the two holds. The zero Day
// narrows nothing. It takes O(1).
func (v View) KnownBy(day Day) View {
	if !day.IsZero() && (v.known.IsZero() || day.Before(v.known)) {
		v.known = day
	}
	return v
}

// AsOf returns the view narrowed to what the registry had recorded by an instant
// (rule 8). If the view is narrowed to an instant already, the earlier of the two
// holds. The zero Time narrows nothing. It takes O(1).
func (v View) AsOf(instant time.Time) View {
	if !instant.IsZero() && (v.asOf.IsZero() || instant.Before(v.asOf)) {
		v.asOf = instant.UTC()
	}
	return v
}

// Only returns the view that lists one crossing, by its code: [View.Crossings],
// [View.States], [View.All], [View.Through], [View.Digest] and [Diff] tell of that
// crossing and of the claims about it alone. Questions by code or name are answered as
// before, also about other crossings; and claims about other crossings still count
// where they withdraw or deny one about this. The error wraps [ErrNoCrossing]. It takes
// O(1).
func (v View) Only(code string) (View, error) {
	place, err := v.place(code)
	if err != nil {
		return View{}, err
	}
	v.only = place + 1
	return v, nil
}

// listed returns the places of the crossings that the view lists, from first to end - 1.
func (v *View) listed() (first, end cellPlace) {
	if v.only > 0 {
		return v.only - 1, v.only
	}
	return 0, cellPlace(len(v.reg.cells))
}

// Known returns the day to which [View.KnownBy] narrowed the view, and the zero Day if
// it did not.
func (v View) Known() Day { return v.known }

// AsOfInstant returns the instant to which [View.AsOf] narrowed the view, in UTC, and
// the zero Time if it did not.
func (v View) AsOfInstant() time.Time { return v.asOf }

// reading returns the reading of the view's claims about the crossing whose cell is at
// a place.
func (v *View) reading(place cellPlace) *reading {
	c := &v.reg.cells[place]
	if v.known.IsZero() && v.asOf.IsZero() {
		if r := c.latest(v.seq); r != nil {
			return r
		}
	}
	return v.reg.readings.readingOf(v.reg.world, c, place, v.cutoff())
}

// cutoff returns the cutoff of the view.
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

// unnarrowed returns the cutoff that the view would have if it were not narrowed.
func (v *View) unnarrowed() cutoff {
	n := noCutoff
	n.seq = v.seq
	return n
}

// nanos returns the nanoseconds since 1970 of an instant. For an instant before all at which
// claims can be recorded it returns one that is before them, too; for an instant after them,
// the last of them.
func nanos(t time.Time) int64 {
	switch {
	case t.Before(firstInstant):
		return firstInstant.UnixNano() - 1
	case t.After(lastInstant):
		return lastInstant.UnixNano()
	}
	return t.UnixNano()
}

// Texts returns the texts in a language, by its tag, as "ar"; the zero Texts if there
// are none.
func (v View) Texts(lang string) Texts {
	if v.isZero() {
		return Texts{}
	}
	return v.reg.world.texts[lang]
}

// A Handle answers questions about one crossing without looking it up again. One from
// a registry answers by its latest view; one from a view answers by that view. The zero
// Handle is of no crossing, and its answers are zero; so are answers about the zero Day.
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

// now returns the view by which the handle answers: its own, or else the registry's latest,
// which it stores in latest. That is the caller's memory, so that no view is copied.
func (h *Handle) now(latest *View) *View {
	if h.view != nil {
		return h.view
	}
	latest.reg, latest.seq = h.reg, uint32(h.reg.added.Load())
	return latest
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
		var latest View
		v := h.now(&latest)
		s.fill(v.reading(h.place), day, v.known, v.asOf)
	}
	return s
}

// Control returns who controls a side on a day; side must be Syria or Iraq, or
// the finding is zero.
func (h Handle) Control(side Side, day Day) (f Finding[Party]) {
	if h.reg != nil && !day.IsZero() && (side == Syria || side == Iraq) {
		var latest View
		h.now(&latest).reading(h.place).control(&f, trackOf(side, QuestionControl), dayNumber(day))
	}
	return f
}

// Status returns whether a side is open on a day; side must be Syria or Iraq, or
// the finding is zero.
func (h Handle) Status(side Side, day Day) (f Finding[Status]) {
	if h.reg != nil && !day.IsZero() && (side == Syria || side == Iraq) {
		var latest View
		h.now(&latest).reading(h.place).status(&f, trackOf(side, QuestionStatus), dayNumber(day))
	}
	return f
}

// A Reach is how far in time the claims of a view reach. The zero Reach is of no claims.
type Reach struct {
	Reported Day       `json:"reported"`          // the latest day on which one was reported, counted as in [State.LastReported]
	Recorded time.Time `json:"recorded,omitzero"` // the latest instant at which one was recorded, UTC
	Claims   int       `json:"claims"`            // how many there are
}

// Through returns how far the claims of the view reach. An answer about a later day is
// only what was last known. It takes O(claims), and O(1) if no other view was asked since.
func (v View) Through() Reach {
	if v.isZero() {
		return Reach{}
	}
	return v.reg.through.of(v, v.reach)
}

// reach works out how far the claims reach.
func (v View) reach() (reach Reach) {
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

// all yields the claims of the view, by crossing, in no order within one.
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

// placeOf is place for a question about a side. It also returns an error if side is not Syria or
// Iraq.
func (v *View) placeOf(code string, side Side) (cellPlace, error) {
	if side != Syria && side != Iraq {
		return 0, &VocabularyError{Word: side.String(), Allowed: sideWords[1:3]}
	}
	return v.place(code)
}

// place returns the place of the cell of the crossing with a code. The error is a
// [*LookupError].
func (v *View) place(code string) (cellPlace, error) {
	if v.reg != nil {
		if place := v.reg.cellOf(code); place >= 0 {
			return place, nil
		}
	}
	if v.isZero() {
		return 0, &LookupError{Name: code}
	}
	return 0, v.reg.world.noCrossing(code)
}

// A lastOf keeps one result that was worked out from all claims of a view: that of the view asked
// last. It stays right, since a view never changes. Those who publish ask the latest view again and
// again, and others seldom.
type lastOf[T any] struct {
	last atomic.Pointer[ofView[T]]
}

type ofView[T any] struct {
	view  View
	value T
}

// of returns what work returns for the view, which is not the zero View.
func (l *lastOf[T]) of(v View, work func() T) T {
	if last := l.last.Load(); last != nil && last.view == v {
		return last.value
	}
	value := work()
	l.last.Store(&ofView[T]{v, value})
	return value
}
