package border

import (
	"iter"
	"math"
	"slices"
	"sort"
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

// View returns the view of all claims that the registry holds now.
func (r *Registry) View() View { return View{reg: r, seq: r.added.Load()} }

// KnownBy returns the view of what sources had said by the end of that day
// (rule 8): the claims of which the latest day of Reported is no later. Of two
// days the earlier one holds. It takes O(1).
func (v View) KnownBy(day Day) View {
	if v.known.IsZero() || day.Before(v.known) {
		v.known = day
	}
	return v
}

// AsOf returns the view of what the registry had recorded by that instant
// (rule 8). Of two instants the earlier one holds. It takes O(1).
func (v View) AsOf(instant time.Time) View {
	if v.asOf.IsZero() || instant.Before(v.asOf) {
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
		if v.reg == nil {
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
		if v.reg != nil {
			slices.Values(v.reg.world.parties)(yield)
		}
	}
}

// Party returns what is known of a party, and ok false if the registry does not
// have it.
func (v View) Party(code Party) (info PartyInfo, ok bool) {
	if v.reg == nil {
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
	if v.reg == nil {
		return Crossing{}, &LookupError{Name: name}
	}
	code, err := v.reg.world.names.find(name)
	if err != nil {
		return Crossing{}, err
	}
	return v.reg.world.crossings[v.reg.world.byCode[code]].clone(), nil
}

// place finds a crossing by its code.
func (v View) place(code string) (int32, error) {
	if v.reg == nil {
		return 0, &LookupError{Name: code}
	}
	if i, ok := v.reg.world.byCode[code]; ok {
		return i, nil
	}
	_, err := v.reg.world.names.find(code)
	if err == nil {
		c, _ := v.Lookup(code)
		err = &LookupError{Name: code, Reason: "want its code", Candidates: []string{c.Code}}
	}
	return 0, err
}

// reading returns what the rules make of the view's claims about the crossing at
// that place.
func (v View) reading(place int32) *reading {
	cell := &v.reg.cells[place]
	log := cell.log.Load()
	n := len(log.entries)
	if n > 0 && log.entries[n-1].seq > v.seq {
		n = sort.Search(n, func(i int) bool { return log.entries[i].seq > v.seq })
	}
	if v.known.IsZero() && v.asOf.IsZero() {
		return v.newestReading(cell, log.entries[:n])
	}
	return newReading(v.reg.world, v.narrowed(log.entries[:n]))
}

// newestReading returns the reading of all entries. It is kept in the cell,
// unless the cell already has a later one.
func (v View) newestReading(c *cell, entries []entry) *reading {
	kept := c.newest.Load()
	if kept != nil && kept.n == len(entries) {
		return kept.reading
	}
	made := &newestReading{newReading(v.reg.world, latest(entries, nil)), len(entries)}
	for kept == nil || kept.n < made.n {
		if c.newest.CompareAndSwap(kept, made) {
			break
		}
		kept = c.newest.Load()
	}
	return made.reading
}

// narrowed returns the entries that the view sees.
func (v View) narrowed(entries []entry) []*entry {
	known, asOf := forever, int64(math.MaxInt64)
	if !v.known.IsZero() {
		known = momentOf(v.known)
	}
	if !v.asOf.IsZero() {
		asOf = nanos(v.asOf)
	}
	return latest(entries, func(e *entry) bool { return e.known <= known && e.recorded <= asOf })
}

// nanos returns the nanoseconds since 1970, drawn to the range that they have.
func nanos(t time.Time) int64 {
	switch {
	case t.Before(firstInstant):
		return math.MinInt64
	case t.After(lastInstant):
		return math.MaxInt64
	}
	return t.UnixNano()
}

// latest returns the entries for which keep holds, of two of one claim the later
// one.
func latest(entries []entry, keep func(*entry) bool) []*entry {
	kept := make([]*entry, 0, len(entries))
	replaced := 0
	for i := range entries {
		e := &entries[i]
		if keep != nil && !keep(e) {
			continue
		}
		if int(e.slot) != i {
			replaced++
		}
		kept = append(kept, e)
	}
	if replaced == 0 {
		return kept
	}
	bySlot := make(map[int32]*entry, len(kept))
	for _, e := range kept {
		bySlot[e.slot] = e
	}
	return slices.DeleteFunc(kept, func(e *entry) bool { return bySlot[e.slot] != e })
}
