package border

import (
	"iter"
	"slices"
	"sync/atomic"
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
	seq   uint64
	known Day       // zero: all
	asOf  time.Time // zero: all
}

// isZero reports whether the view is of no registry, or of the zero one.
func (v *View) isZero() bool { return v.reg == nil || v.reg.world == nil }

// View returns the view of all claims that the registry holds now.
func (r *Registry) View() View { return View{reg: r, seq: r.added.Load()} }

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

// Known returns the day by which the view's claims were known, and the zero Day
// if all are in it.
func (v View) Known() Day { return v.known }

// AsOfInstant returns the instant by which the view's claims were recorded, in
// UTC, and the zero Time if all are in it.
func (v View) AsOfInstant() time.Time { return v.asOf }

// Crossings yields the crossings by code.
func (v View) Crossings() iter.Seq[Crossing] {
	return func(yield func(Crossing) bool) {
		if v.isZero() {
			return
		}
		for _, c := range v.reg.world.crossings {
			if !yield(c.clone()) {
				return
			}
		}
	}
}

// Parties yields the parties by code.
func (v View) Parties() iter.Seq[PartyInfo] {
	return func(yield func(PartyInfo) bool) {
		if !v.isZero() {
			slices.Values(v.reg.world.parties)(yield)
		}
	}
}

// Party returns what is known of a party, and ok false if the registry does not
// have it.
func (v View) Party(code Party) (info PartyInfo, ok bool) {
	if v.isZero() {
		return PartyInfo{}, false
	}
	i, ok := slices.BinarySearch(v.reg.world.partyCodes, code)
	if !ok {
		return PartyInfo{}, false
	}
	return v.reg.world.parties[i], true
}

// Lookup returns the crossing that people call name: its code, its name or an
// alias in English, Arabic or Kurdish, the name of either side, or both sides
// with a dash between them; whatever the case, hyphens, apostrophes or article.
// The error is a [*LookupError], which names the crossings that may be meant: a
// pairing of sides of two crossings is refused.
func (v View) Lookup(name string) (Crossing, error) {
	if v.isZero() {
		return Crossing{}, &LookupError{Name: name}
	}
	code, err := v.reg.world.names.find(name)
	if err != nil {
		return Crossing{}, err
	}
	return v.reg.world.crossings[v.reg.codes.find(v.reg.cells, code)].clone(), nil
}

// place finds a crossing by its code, and returns the place of its cell.
func (v *View) place(code string) (int32, error) {
	if v.reg != nil {
		if place := v.reg.codes.find(v.reg.cells, code); place >= 0 {
			return place, nil
		}
	}
	return 0, v.noCrossing(code)
}

// noCrossing is the error about a code that is none.
func (v *View) noCrossing(code string) error {
	c, err := v.Lookup(code)
	if err == nil {
		return &LookupError{Name: code, Reason: "want its code", Candidates: []string{c.Code}}
	}
	return err
}

// reading returns what the rules make of the view's claims about the crossing in
// the cell at a place.
func (v *View) reading(place int32) *reading {
	c := &v.reg.cells[place]
	if v.known.IsZero() && v.asOf.IsZero() {
		return v.newestReading(c)
	}
	n := v.narrowing()
	if r := v.reg.front.Load().get(c, place, &n); r != nil && r.seq == c.seq.Load() && r.seq <= v.seq {
		return r
	}
	return v.makeReading(c)
}

// newestReading is reading for a view that is not narrowed.
func (v *View) newestReading(c *cell) *reading {
	if r := c.newest.Load(); r != nil && r.seq == c.seq.Load() && r.seq <= v.seq {
		return r
	}
	return v.makeReading(c)
}

// makeReading is reading where the newest one does not serve.
func (v *View) makeReading(c *cell) *reading {
	seq, n := c.seq.Load(), v.narrowing()
	switch {
	case seq > v.seq:
		return v.reg.olderReading(c, v.seq, &n)
	case n != everything:
		r := v.reg.narrowedReading(c, seq, &n)
		v.reg.front.Load().put(c, &n, r)
		return r
	}
	made := read(v.reg.world, c, seq, &n)
	for kept := c.newest.Load(); kept == nil || kept.seq < seq; kept = c.newest.Load() {
		if c.newest.CompareAndSwap(kept, made) {
			break
		}
	}
	return made
}

// narrowing returns which of the entries of its time the view sees.
func (v *View) narrowing() narrowing {
	n := everything
	if !v.known.IsZero() {
		n.known = dayNumber(v.known)
	}
	if !v.asOf.IsZero() {
		n.recorded = nanos(v.asOf)
	}
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

// spareReadings keep some readings of views of which the registry has moved on.
type spareReadings [256]atomic.Pointer[spareReading]

type spareReading struct {
	cell *cell
	seen int
	narrowing
	*reading
}

// olderReading returns the reading of the entries that there were when the
// registry had taken in seq claims, as far as n lets them through.
func (r *Registry) olderReading(c *cell, seq uint64, n *narrowing) *reading {
	l := c.seen(seq)
	hash := uint64(len(l.entries))*0x9e3779b97f4a7c15 ^ uint64(n.recorded) ^ uint64(uint32(n.known))<<20
	for i := range c.code {
		hash = hash*31 + uint64(c.code[i])
	}
	slot := &r.spare[hash>>32%uint64(len(r.spare))]
	if s := slot.Load(); s != nil && s.cell == c && s.seen == len(l.entries) && s.narrowing == *n {
		return s.reading
	}
	made := read(r.world, c, seq, n)
	slot.Store(&spareReading{c, len(l.entries), *n, made})
	return made
}
