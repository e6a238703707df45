package oracle

import (
	"maps"
	"slices"
)

// A Finding is the answer to one question about one side on one day.
type Finding struct {
	Value             string
	Certain, Disputed bool
	Possible          []string // sorted
	Giver             *Claim   // gives Value; nil if nobody claimed it
	Since             Span
	Attested          int64    // Beginning if none
	Basis, Against    []string // ids, sorted
	Origins, Later    int
	accounts          []Claim // the other claims of the days of what gives Value
}

// Finding applies rule 5 on day t.
func (tr *Track) Finding(t int64) Finding {
	if f, ok := tr.answers[t]; ok {
		return f
	}
	cs := tr.candidates(t)
	best := slices.MinFunc(cs, tr.compare)
	f := Finding{Value: best.value(), Attested: Beginning, Since: Span{Beginning, End}}
	if best.event != nil {
		f.Giver = &best.claim
		f.Since = tr.since(best.event, t)
	}
	tr.findPossible(&f, cs, t)
	tr.judge(&f, cs, best)
	tr.findBasis(&f, cs, best, t)
	// Attested: the latest day up to t that the candidates of Value (denied ones aside,
	// unless what gives it is denied) speak of.
	for _, c := range cs {
		if c.value() == f.Value && (!c.isDenied() || best.isDenied()) {
			f.Attested = max(f.Attested, c.speaks(t))
		}
	}
	f.accounts = tr.accounts(cs, best)
	tr.answers[t] = f
	return f
}

// spoken returns the days that a candidate speaks of: an event of its h, an episode
// of all from a2 to max(a2, b1); none if nobody claimed it.
func (c candidate) spoken() Span {
	switch {
	case c.event == nil:
		return Span{End, Beginning}
	case c.form == episode:
		return Span{c.first.Hi, max(c.first.Hi, c.last.Lo)}
	}
	return Span{c.h, c.h}
}

// speaks returns the latest day up to t that a candidate speaks of; Beginning if
// there is none.
func (c candidate) speaks(t int64) int64 {
	if s := c.spoken(); s.Lo <= t {
		return min(t, s.Hi)
	}
	return Beginning
}

// findPossible applies rule 5, Possible: the candidates' values, sorted. And unknown,
// where a status outlived its holder.
func (tr *Track) findPossible(f *Finding, cs []candidate, t int64) {
	values := map[string]bool{}
	for _, c := range cs {
		values[c.value()] = true
	}
	if tr.control != nil && tr.outlived(cs, t) {
		values[Unknown] = true
	}
	f.Possible = slices.Sorted(maps.Keys(values))
}

// outlived reports whether a status outlived its holder.
func (tr *Track) outlived(cs []candidate, t int64) bool {
	// D is the latest day up to t that the undenied candidates of one value speak of (as
	// under Attested), that of the first undenied candidate; none of them speaks of t or
	// a later day;
	undenied := slices.DeleteFunc(slices.Clone(cs), candidate.isDenied)
	if len(undenied) == 0 {
		return false
	}
	value := slices.MinFunc(undenied, tr.compare).value()
	last := int64(Beginning)
	for _, c := range undenied {
		if c.value() == value {
			if c.spoken().Hi >= t {
				return false
			}
			last = max(last, c.speaks(t))
		}
	}
	if last == Beginning {
		return false
	}
	// and on some day d up to t all undenied candidates of the side's control are parties
	// (none is one, unknown is not), each of which was none on some day from D to d:
	// nobody held on throughout.
	days := tr.control.Days(last, t)
	return slices.ContainsFunc(days, func(d int64) bool {
		return !slices.ContainsFunc(tr.control.parties(d), func(party string) bool {
			heldOn := !slices.ContainsFunc(days, func(between int64) bool {
				return between <= d && !slices.Contains(tr.control.parties(between), party)
			})
			return party == Unknown || heldOn
		})
	})
}

// parties returns the values of the undenied candidates of control on a day.
func (tr *Track) parties(d int64) (values []string) {
	for _, c := range tr.candidates(d) {
		if !c.isDenied() {
			values = append(values, c.value())
		}
	}
	return values
}

// judge applies rule 5, Disputed and Certain.
func (tr *Track) judge(f *Finding, cs []candidate, best candidate) {
	// Disputed: two begun candidates of different values, unknown aside (a dispute, or an
	// unknown order: people are told so in these words); or what gives Value is contested.
	for _, a := range cs {
		for _, b := range cs {
			if a.begun && b.begun && a.value() != b.value() && a.value() != Unknown && b.value() != Unknown {
				f.Disputed = true
			}
		}
	}
	if best.event != nil && best.contested() {
		f.Disputed = true
	}
	// Certain: Possible is one value, not unknown, and not disputed.
	f.Certain = len(f.Possible) == 1 && f.Value != Unknown && !f.Disputed
}

// findBasis applies rule 5, Basis, Origins and Against.
func (tr *Track) findBasis(f *Finding, cs []candidate, best candidate, t int64) {
	basis, against := map[string]bool{}, map[string]bool{}
	begun, all := map[int]bool{}, map[int]bool{} // origins
	for _, c := range cs {
		if c.event == nil {
			continue
		}
		for _, r := range c.basis {
			// Basis: the claims of all candidates of Value, restatements included. Against:
			// those of the other candidates,
			if c.value() != f.Value {
				against[r.claim.ID] = true
				continue
			}
			basis[r.claim.ID] = true
			// Origins: how many origins those have whose when as written begins by t; how many
			// more the others have is told apart.
			all[tr.origin[r.claim.ID]] = true
			if r.claim.When.begins() <= t {
				begun[tr.origin[r.claim.ID]] = true
			}
		}
	}
	// and the denials of any claim in the basis of what gives Value.
	if best.event != nil {
		for _, r := range best.basis {
			for _, id := range tr.view.denials(r.claim.ID) {
				against[id] = true
			}
		}
	}
	f.Basis, f.Against = slices.Sorted(maps.Keys(basis)), slices.Sorted(maps.Keys(against))
	f.Origins, f.Later = len(begun), len(all)-len(begun)
}

// since applies rule 5, Since, to what gives the value on day t.
func (tr *Track) since(e *event, t int64) Span {
	// Of an episode [a1, a2].
	if e.form == episode {
		return e.first
	}
	// Of an event: the run is it and the events just before it of its value, in order of
	// (lo, hi, value, id), denied ones aside;
	run := tr.run(e)
	// the earliest is the lo of the run's first, the latest the greatest hi <= t of the
	// run's first and its changes (so rival beginnings stay visible), or if none is, the
	// event's own hi.
	s := Span{run[0].lo, Beginning}
	for i, r := range run {
		if (i == 0 || r.form == change) && r.hi <= t {
			s.Hi = max(s.Hi, r.hi)
		}
	}
	if s.Hi == Beginning {
		s.Hi = e.hi
	}
	// An episode of another value, neither denied nor a trial, whose a2 is not before the
	// w of the run's first, moves them, once it is over (b2 < t), to b1 + 1 and b2 + 1 at
	// the earliest.
	for _, p := range tr.episodes {
		if p.value() != e.value() && !p.denied && p.value() != "trial" && p.first.Hi >= run[0].w && p.last.Hi < t {
			s.Lo, s.Hi = max(s.Lo, plus(p.last.Lo, 1)), max(s.Hi, plus(p.last.Hi, 1))
		}
	}
	return s
}

// run returns e and the events just before it of its value, in order of (lo, hi,
// value, id), denied ones aside.
func (tr *Track) run(e *event) []*event {
	ordered := slices.DeleteFunc(slices.Clone(tr.events), func(f *event) bool { return f.denied && f != e })
	slices.SortStableFunc(ordered, compareEvents)
	last := slices.Index(ordered, e)
	first := last
	for first > 0 && ordered[first-1].value() == e.value() {
		first--
	}
	return ordered[first : last+1]
}
