package oracle

import "slices"

// A form is how a claim is read.
type form int

const (
	change   form = iota // v began on one of these days, and stands from hi on until something later
	sighting             // v held on one of these days
	episode              // v held from its first day to its last, whatever stands beneath it
)

// A reading is a claim as it is read, before it is compared with others.
type reading struct {
	form        form
	claim       Claim
	told        Span // of a change or a sighting: [lo, hi]
	first, last Span // of an episode: its first day within [a1, a2], its last within [b1, b2]
	denied      bool
}

// sure returns the days on which an episode surely was: a2..b1 (none if a2 > b1).
func (r reading) sure() Span { return Span{r.first.Hi, r.last.Lo} }

// possible returns the days on which an episode may have been: a1..b2.
func (r reading) possible() Span { return Span{r.first.Lo, r.last.Hi} }

// days returns the days of which a reading speaks.
func (r reading) days() Span {
	if r.form == episode {
		return r.possible()
	}
	return r.told
}

// readings returns what a claim says. A claim is read as one of three: a change, a
// sighting (edge: seen), or an episode.
func readings(c Claim) []reading {
	start, end := c.When.Start, c.When.End
	switch {
	case !c.When.Interval && c.Seen:
		return []reading{tell(sighting, c, c.When.Bounds)}
	case !c.When.Interval:
		return []reading{tell(change, c, c.When.Bounds)}
	case c.Seen:
		// Over a/b it is two, at a and at b (one if they are the same; a's first in
		// order); an open or unknown end gives none.
		var rs []reading
		if start.Dated {
			rs = append(rs, tell(sighting, c, start.Span))
		}
		if end.Dated && !(start.Dated && start.Span == end.Span) {
			rs = append(rs, tell(sighting, c, end.Span))
		}
		return rs
	case end.Open:
		// a/.. is a change at a.
		return []reading{tell(change, c, start.Span)}
	}
	e := reading{form: episode, claim: c, first: start.Span, last: end.Span}
	// a/: b1 = a1, b2 infinite.
	if !end.Dated {
		e.last = Span{e.first.Lo, End}
	}
	// /b and ../b: a1 infinite, a2 = b1.
	if !start.Dated {
		e.first = Span{Beginning, e.last.Lo}
	}
	// No first day after the last: a2 = min(a2, b2), b1 = max(b1, a1).
	e.first.Hi = min(e.first.Hi, e.last.Hi)
	e.last.Lo = max(e.last.Lo, e.first.Lo)
	return []reading{e}
}

// tell returns a change or a sighting. The hi of a change or a sighting is no later
// than the hi of its reported, unless that lies before its lo.
func tell(f form, c Claim, told Span) reading {
	if c.Reported.Hi >= told.Lo {
		told.Hi = min(told.Hi, c.Reported.Hi)
	}
	return reading{form: f, claim: c, told: told}
}

// restates applies rule 1: A claim that says vaguely what another of the same value
// says sharply makes nothing of its own. Earlier says that x comes before y in
// order.
func (x reading) restates(y reading, earlier bool) bool {
	// Nothing restates what is denied.
	if x.claim.Value != y.claim.Value || y.denied {
		return false
	}
	// Of equal bounds what is not denied comes first, then a change before a
	// sighting, then order decides; the first is the one restated.
	first := !x.denied && (x.form < y.form || x.form == y.form && earlier)
	switch {
	//	a change    a change               y's bounds lie within x's
	//	a sighting  a change or sighting   y's bounds lie within x's
	case x.form == change && y.form == change, x.form == sighting && y.form != episode:
		return y.told.within(x.told) && !(x.told == y.told && first)
	//	a sighting  an episode             x's bounds meet y's sure days
	case x.form == sighting && y.form == episode:
		return x.told.meets(y.sure())
	//	an episode  an episode             y's first-day bounds lie within x's,
	//	                                   and y's last-day bounds within x's
	case x.form == episode && y.form == episode:
		equal := x.first == y.first && x.last == y.last
		return y.first.within(x.first) && y.last.within(x.last) && !(equal && first)
	}
	return false
}

// restate returns what restates nothing, in order, with the readings in its basis.
// A track is one question about one side. On it are the fact claims (observed,
// reported) of the view that are not withdrawn.
func (v View) restate(crossing, side, kind string) (events []*event) {
	var all []reading
	for _, c := range v.About(crossing) {
		fact := c.Modality == "observed" || c.Modality == "reported"
		if !fact || c.Kind != kind || !c.isAbout(side) || v.Withdrawn(c.ID) {
			continue
		}
		for _, r := range readings(c) {
			r.denied = len(v.denials(c.ID)) > 0
			all = append(all, r)
		}
	}
	restates := func(i, j int) bool { return i != j && all[i].restates(all[j], i < j) }
	for i, x := range all {
		// What restates nothing is an event (change or sighting) or an episode.
		if slices.ContainsFunc(places(all), func(j int) bool { return restates(i, j) }) {
			continue
		}
		// What restates it joins its basis, in turn too.
		in := []int{i}
		for k := 0; k < len(in); k++ {
			for j := range all {
				if restates(j, in[k]) && !slices.Contains(in, j) {
					in = append(in, j)
				}
			}
		}
		e := &event{reading: x, w: x.told.Lo, h: x.told.Hi, lo: x.told.Lo, hi: x.told.Hi}
		for _, j := range in {
			e.basis = append(e.basis, all[j])
		}
		events = append(events, e)
	}
	return events
}

func places(rs []reading) (all []int) {
	for i := range rs {
		all = append(all, i)
	}
	return all
}

// A Fact is a reading in plain numbers, for those who judge facts.
type Fact struct {
	Form        string // change, sighting or episode
	First, Last Span   // Last is of an episode
}

// Facts returns what a claim says.
func Facts(c Claim) (facts []Fact) {
	for _, r := range readings(c) {
		f := Fact{[...]string{"change", "sighting", "episode"}[r.form], r.told, r.last}
		if r.form == episode {
			f.First = r.first
		}
		facts = append(facts, f)
	}
	return facts
}

// Denials returns the ids of the claims of a view that deny one.
func (v View) Denials(id string) []string { return v.denials(id) }
