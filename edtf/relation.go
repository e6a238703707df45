package edtf

import "strings"

// A Relation is what is known of the order of two days that are not known exactly:
// it is the set of those orders (before, equal, after) that are possible. It is
// an element of the point algebra of Vilain and Kautz, where
//
//	Before                   <    the first day is before the second
//	Equal                    =    they are the same day
//	After                    >    the first day is after the second
//	Before|Equal             <=
//	Equal|After              >=
//	Before|After             !=
//	Before|Equal|After       ?    nothing is known
//	0                             a contradiction
//
// Two relations r and s of the same two days, taken together, are r & s. What follows
// for the days a and c from relations of a to b and of b to c is [Relation.Compose].
type Relation uint8

// How a day may lie to another; a Relation is a set of these.
const (
	Before Relation = 1 << iota
	Equal
	After
)

// Relate returns which orders are possible for two days, one somewhere in a and one
// somewhere in b. Before is among them if some day of a is before some day of b; Equal
// and After likewise. The days of a date are those of [Date.Days]; at an open or unknown
// end it has all days beyond, and the zero Date has all days. At least one order is
// always possible.
//
// The same expression twice is still two days: for 1985 and 1985 all three orders are
// possible.
//
// Relate takes constant time for dates and intervals, and linear time for sets. But a
// member with unspecified digits is compared with each member of the other set.
func Relate(a, b Date) Relation {
	aLo, aHi := a.reach()
	bLo, bHi := b.reach()
	var r Relation
	if aLo.Before(bHi) {
		r |= Before
	}
	if bLo.Before(aHi) {
		r |= After
	}
	if !aHi.Before(bLo) && !bHi.Before(aLo) && meet(a, b) {
		r |= Equal
	}
	return r
}

// reach returns the bounds, with beforeAll and afterAll for ends not dated.
func (d Date) reach() (lo, hi Day) {
	lo, hi = d.lo, d.hi
	if d.loBound != Dated {
		lo = beforeAll
	}
	if d.hiBound != Dated {
		hi = afterAll
	}
	return lo, hi
}

// solid reports whether every day between the bounds is a day of d.
func (d Date) solid() bool {
	return d.form < FormOneOf && (d.form == FormInterval || d.flags&masked == 0)
}

// meet reports whether a and b, whose bounds overlap, have a day in common.
func meet(a, b Date) bool {
	switch {
	case a.solid() && b.solid():
		return true
	case a.form < FormOneOf && b.form < FormOneOf:
		r, s := a.run(), b.run()
		return r.meets(&s)
	}
	as, bs := a.runs(), b.runs()
	aPlain, aMasks := splitMasks(as)
	bPlain, bMasks := splitMasks(bs)
	return meetPlain(aPlain, bPlain) ||
		meetAny(aMasks, bs) || meetAny(bMasks, aPlain)
}

// splitMasks parts the runs of a set, which come in this order.
func splitMasks(rs []run) (plain, masks []run) {
	for i := range rs {
		if rs[i].masked() {
			return rs[:i], rs[i:]
		}
	}
	return rs, nil
}

// meetPlain reports whether runs without masks, which are in order, have a day in common. It goes
// through them once.
func meetPlain(a, b []run) bool {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].hi.Before(b[0].lo):
			a = a[1:]
		case b[0].hi.Before(a[0].lo):
			b = b[1:]
		default:
			return true
		}
	}
	return false
}

func meetAny(a, b []run) bool {
	for i := range a {
		for j := range b {
			if a[i].meets(&b[j]) {
				return true
			}
		}
	}
	return false
}

// meets reports whether two runs have a day in common. Two masks of months and
// days are made one, which has a day or not. Otherwise each run in turn goes on
// to its first day that the other has not passed, which takes at most two steps
// a year: one of the two is whole, or of one season a year.
func (r *run) meets(s *run) bool {
	if r.hi.Before(s.lo) || s.hi.Before(r.lo) {
		return false
	}
	if r.masked() && s.masked() && r.mask.season == 0 && s.mask.season == 0 {
		both, ok := r.mask.and(&s.mask)
		if ok {
			_, _, ok = both.bounds()
		}
		return ok
	}
	d := Day{max(r.lo.n, s.lo.n)}
	for {
		a, ok := r.next(d)
		if !ok {
			return false
		}
		b, ok := s.next(a)
		if !ok {
			return false
		}
		if a == b {
			return true
		}
		d = b
	}
}

// and returns the mask of the days that fit both, to the day. It fails if their
// years, months or days exclude each other. Both have years of one sign: their
// bounds overlap.
func (r *reading) and(s *reading) (both reading, ok bool) {
	both.year, ok = r.year.and(s.year)
	both.months = r.possibleMonths() & s.possibleMonths()
	both.days = r.possibleDays() & s.possibleDays()
	return both, ok && both.months != 0 && both.days != 0
}

// and returns the mask of the years of both.
func (y yearMask) and(z yearMask) (both yearMask, ok bool) {
	both = yearMask{neg: y.neg, xs: y.xs & z.xs}
	unit := int16(1)
	for place := range 4 {
		a, b := y.lo/unit%10, z.lo/unit%10
		switch {
		case y.xs&(1<<place) != 0:
			a = b
		case z.xs&(1<<place) == 0 && a != b:
			return both, false
		}
		both.lo += a * unit
		both.hi += a * unit
		if both.xs&(1<<place) != 0 {
			both.hi += 9 * unit
		}
		unit *= 10
	}
	return both, both.hi != 0 || !both.neg
}

// An Answer says whether something is so.
type Answer uint8

// The answers, as to whether one day is before another.
const (
	No Answer = iota // it cannot be
	Maybe
	Yes // it cannot be otherwise
)

// String returns "no", "maybe" or "yes".
func (a Answer) String() string {
	switch a {
	case Maybe:
		return "maybe"
	case Yes:
		return "yes"
	}
	return "no"
}

// Before answers whether the first day is before the second.
func (r Relation) Before() Answer { return r.answer(Before) }

// Equal answers whether the two are the same day.
func (r Relation) Equal() Answer { return r.answer(Equal) }

// After answers whether the first day is after the second.
func (r Relation) After() Answer { return r.answer(After) }

func (r Relation) answer(s Relation) Answer {
	switch {
	case r&s == 0:
		return No
	case r&^s == 0:
		return Yes
	}
	return Maybe
}

// Inverse returns the relation of the second day to the first.
func (r Relation) Inverse() Relation {
	return r&Equal | r&Before<<2 | r&After>>2
}

// Compose returns what is known of the first day and the third if r relates the
// first to the second and s the second to the third.
func (r Relation) Compose(s Relation) Relation {
	switch {
	case r == 0 || s == 0:
		return 0
	case r == Equal:
		return s
	case s == Equal:
		return r
	case (r|s)&After == 0, (r|s)&Before == 0:
		return r & s // each is < or <=, or each > or >=
	}
	return Before | Equal | After
}

// String returns the possible orders in words: "before or equal".
func (r Relation) String() string {
	var words []string
	if r&Before != 0 {
		words = append(words, "before")
	}
	if r&Equal != 0 {
		words = append(words, "equal")
	}
	if r&After != 0 {
		words = append(words, "after")
	}
	if words == nil {
		return "contradiction"
	}
	return strings.Join(words, " or ")
}
