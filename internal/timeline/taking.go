package timeline

import "slices"

// Takings are the days on which the holder of a side may have changed, by its track of control. A
// change of holder may pass without a word about the status, and then the status that was known under
// the old holder may hold no more (rule 5, see outlived). The zero Takings have none.
type Takings struct {
	by   []Day // ascending
	from []Day // ascending: no party is known to have held the side from from[i] through by[i]
}

// at returns the latest of the days from which on, by day t, no party is known to have held the side
// throughout; Never if there is none.
func (k *Takings) at(t Day) Day {
	if i := upTo(k.by, t); i > 0 {
		return k.from[i-1]
	}
	return Never
}

// outlives returns the first day by which, since day d, no party is known to have held the side
// throughout; Forever if there is none. It is after d, as a taking takes more than a day.
func (k *Takings) outlives(d Day) Day {
	i, _ := slices.BinarySearch(k.from, d)
	if i == len(k.from) {
		return Forever
	}
	return k.by[i]
}

// outlived applies rule 5, Possible: unknown, where a status outlived its holder. D is the latest
// day up to t that the undenied candidates of one value speak of (as under Attested), that of the
// first undenied candidate; none of them speaks of t or a later day; and on some day d up to t
// all undenied candidates of the side's control are parties (none is one, unknown is not), each of
// which was none on some day from D to d: nobody held on throughout.
func (j *judge) outlived(best candidate) bool {
	taken := j.takings.at(j.t)
	if taken == Never {
		return false
	}
	first, found := best, !best.denied
	if !found && j.isUnknown {
		first, found = nobody, true
	}
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
// remembers since when each party has been a candidate without a break.
type taker struct {
	takings Takings
	parties []party
}

type party struct {
	value uint16
	since Day // the first day of those without a break on which it is a candidate
	last  int // the count of the day on which it was one last
}

func (k *taker) reset() {
	k.takings.by, k.takings.from = k.takings.by[:0], k.takings.from[:0]
	k.parties = k.parties[:0]
}

// note takes up day t, the nth on which the candidates may have changed, and the values of its
// undenied candidates. Known says that unknown is not among them.
func (k *taker) note(t Day, n int, values []uint16, known bool) {
	from := Forever // the first day from which on nobody held the side throughout
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
