package timeline

import "slices"

// Takings tell when the holder of a side may have changed, by its track of control. A change of
// holder may pass without a word about the status, and then the status that was known under the old
// holder may hold no more (rule 5, see outlived). A taking is a range of days throughout which no
// single party held the side, as far as claims tell. The zero Takings have none.
type Takings struct {
	by   []Day // ascending
	from []Day // ascending: taking i is from from[i] through by[i]
}

// at returns the first day of the latest taking that is over by day t; Never if there is none.
func (k *Takings) at(t Day) Day {
	if i := upTo(k.by, t); i > 0 {
		return k.from[i-1]
	}
	return Never
}

// outlives returns the last day of the first taking that begins on day d or later; Forever if
// there is none. It is after d, as a taking has more than one day.
func (k *Takings) outlives(d Day) Day {
	i, _ := slices.BinarySearch(k.from, d)
	if i == len(k.from) {
		return Forever
	}
	return k.by[i]
}

// outlived applies rule 5, Possible: it reports whether a status outlived its holder, so that
// unknown is possible, too. Let v be the value of the first undenied candidate, and D the latest
// day up to t that undenied candidates of v speak of (as under Attested). The status outlived its
// holder if none of them speaks of t or a later day, and if there is a day d up to t on which all
// undenied candidates of the side's control are parties (the value none is one, unknown is not)
// and none of these was a candidate on all days from D to d: nobody held on throughout.
func (j *judge) outlived(best candidate) bool {
	taken := j.takings.at(j.t)
	if taken == Never {
		return false
	}
	first, found := best, !best.denied
	for _, c := range j.candidates {
		if best.denied && !c.denied && (!found || j.compare(c, first) < 0) {
			first, found = c, true
		}
	}
	if !found {
		return false
	}
	last, value := Never, j.tl.valueOf(first.ref)
	for _, c := range j.candidates {
		if c.denied || j.tl.valueOf(c.ref) != value {
			continue
		}
		spoken := j.tl.spoken(c.ref)
		if spoken.Hi >= j.t {
			return false
		}
		last = max(last, spoken.upTo(j.t))
	}
	return last != Never && last <= taken
}

// A taker works out the takings of a side from the candidates of its control, day by day. It
// remembers since which day each party has been a candidate on every day.
type taker struct {
	takings Takings
	parties []party
}

type party struct {
	value uint16
	since Day // it is a candidate from this day on without a break
	last  int // the number, as in note, of the last day on which it was one
}

func (k *taker) reset() {
	k.takings.by, k.takings.from = k.takings.by[:0], k.takings.from[:0]
	k.parties = k.parties[:0]
}

// note adds day t, which is number n of those on which the candidates may have changed, with
// the values of its undenied candidates. Known says that unknown is not among them.
func (k *taker) note(t Day, n int, values []uint16, known bool) {
	from := Forever // the first day since which one of them has been a candidate on every day
	for _, v := range values {
		p := k.party(v)
		if p.last < n-1 {
			p.since = t
		}
		p.last = n
		from = min(from, p.since)
	}
	if !known || from == Never || from == Forever {
		return
	}
	from = from.Add(-1)
	if last := len(k.takings.from) - 1; last < 0 || from > k.takings.from[last] {
		k.takings.by, k.takings.from = append(k.takings.by, t), append(k.takings.from, from)
	}
}

// party returns the entry of a party, and makes one if there is none.
func (k *taker) party(v uint16) *party {
	for i := range k.parties {
		if k.parties[i].value == v {
			return &k.parties[i]
		}
	}
	k.parties = append(k.parties, party{value: v, last: -2})
	return &k.parties[len(k.parties)-1]
}
