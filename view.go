package border

import (
	"iter"
	"slices"
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
	return v.reg.world.parties[i].clone(), true
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
	return v.reg.world.crossings[v.reg.cellOf(code)].clone(), nil
}

// place finds a crossing by its code, and returns the place of its cell.
func (v *View) place(code string) (cellPlace, error) {
	if v.reg != nil {
		if place := v.reg.cellOf(code); place >= 0 {
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
func (v *View) reading(place cellPlace) *reading {
	c := &v.reg.cells[place]
	if v.known.IsZero() && v.asOf.IsZero() {
		r, seq := c.newest.Load(), c.seq.Load()
		if r != nil && r.window.least.seq == seq && seq <= v.seq {
			return r
		}
		return v.missing(c)
	}
	n := v.cutoff()
	if n.seq = c.seq.Load(); n.seq > v.seq {
		return v.missing(c)
	}
	key := keyOf(place, &n, 0)
	if r := v.reg.readings.young.Load().find(c, &n, key); r != nil {
		return r
	}
	return v.missing(c)
}

// missing is reading where the first look found none.
func (v *View) missing(c *cell) *reading {
	n := v.cutoff()
	keySeq := uint32(0)
	if seq := c.seq.Load(); seq > v.seq {
		keySeq = v.seq
	} else {
		n.seq = seq
	}
	isNewest := keySeq == 0 && v.known.IsZero() && v.asOf.IsZero()
	key := keyOf(c.place, &n, keySeq)
	if r := v.reg.readings.find(c, &n, key); r != nil && !isNewest {
		return r
	}
	return v.reg.share(c, n, key, isNewest)
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
