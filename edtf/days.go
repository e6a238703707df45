package edtf

import (
	"cmp"
	"container/heap"
	"iter"
	"math"
	"math/bits"
	"slices"
)

// Days yields the days on which the expression can lie, in order and each once: all days from the
// earliest to the latest of a date or an interval; if it has unspecified digits, only those that
// fit; and for a set, the days of its members.
//
// If an end is open or unknown, there is no first or no last day, and Days yields nothing; nor does
// it for the zero Date. [Date.Earliest] and [Date.Latest] tell whether there are such days.
//
// Each day takes constant time; in a set with n members it takes O(log n). Only sets allocate
// memory.
func (d Date) Days() iter.Seq[Day] {
	return func(yield func(Day) bool) {
		if !d.bounded() {
			return
		}
		if d.form == FormOneOf || d.form == FormAllOf {
			yieldMerged(d.runs(), yield)
			return
		}
		run := d.run()
		for day, ok := run.next(run.lo); ok; day, ok = run.next(Day{day.n + 1}) {
			if !yield(day) {
				return
			}
		}
	}
}

// A run is the days from lo to hi; of these, if the mask is not zero, those
// that fit it. An end that is not dated is at beforeAll or afterAll.
type run struct {
	lo, hi Day
	mask   reading
}

var (
	beforeAll = Day{1}
	afterAll  = Day{math.MaxInt64}
)

func (r *run) masked() bool { return r.mask != reading{} }

// next returns the first day of r that is not before d.
func (r *run) next(d Day) (Day, bool) {
	d = Day{max(d.n, r.lo.n)}
	if d.After(r.hi) {
		return Day{}, false
	}
	if !r.masked() {
		return d, true
	}
	return r.mask.next(d), true
}

// run returns the days of a date or an interval.
func (d Date) run() run {
	r := run{lo: d.lo, hi: d.hi}
	if d.loBound != Dated {
		r.lo = beforeAll
	}
	if d.hiBound != Dated {
		r.hi = afterAll
	}
	if d.form == FormDate && d.flags&masked != 0 {
		p := parser{text: d.text}
		var again Date
		p.anyDate(&again, &r.mask)
	}
	return r
}

// runs returns the days of any expression: first the runs without a mask, in
// order and apart from each other, then those with one.
func (d Date) runs() []run {
	if d.form != FormOneOf && d.form != FormAllOf {
		return []run{d.run()}
	}
	var plain, masks []run
	for first, last := range d.Members() {
		r := first.run()
		if last != first {
			r = run{lo: r.lo, hi: last.run().hi}
		}
		if r.masked() {
			masks = append(masks, r)
		} else {
			plain = append(plain, r)
		}
	}
	slices.SortFunc(plain, func(a, b run) int { return cmp.Compare(a.lo.n, b.lo.n) })
	merged := plain[:0]
	for _, r := range plain {
		if n := len(merged); n > 0 && r.lo.n-1 <= merged[n-1].hi.n {
			merged[n-1].hi.n = max(merged[n-1].hi.n, r.hi.n)
		} else {
			merged = append(merged, r)
		}
	}
	return append(merged, masks...)
}

// A cursor stands on a day of a run.
type cursor struct {
	day Day
	run *run
}

// cursors is a heap with the earliest day first.
type cursors []cursor

func (c cursors) Len() int           { return len(c) }
func (c cursors) Less(i, j int) bool { return c[i].day.Before(c[j].day) }
func (c cursors) Swap(i, j int)      { c[i], c[j] = c[j], c[i] }
func (c *cursors) Push(x any)        { *c = append(*c, x.(cursor)) }
func (c *cursors) Pop() any {
	last := (*c)[len(*c)-1]
	*c = (*c)[:len(*c)-1]
	return last
}

// yieldMerged yields the days of all runs in order, each once.
func yieldMerged(runs []run, yield func(Day) bool) {
	at := make(cursors, 0, len(runs))
	for i := range runs {
		if day, ok := runs[i].next(runs[i].lo); ok {
			at = append(at, cursor{day, &runs[i]})
		}
	}
	heap.Init(&at)
	var last Day
	for len(at) > 0 {
		day := at[0].day
		if day != last && !yield(day) {
			return
		}
		last = day
		if next, ok := at[0].run.next(Day{day.n + 1}); ok {
			at[0].day = next
			heap.Fix(&at, 0)
		} else {
			heap.Pop(&at)
		}
	}
}

// next returns the first day not before d that fits the mask r. There must be
// one: d is not after the last.
func (r *reading) next(d Day) Day {
	year, month, day := d.civil()
	if r.season != 0 {
		// The season of the year before may reach into this one.
		for y := r.year.next(year - 1); ; y = r.year.next(y + 1) {
			if lo, hi := seasonDays(y, r.season); !hi.Before(d) {
				return Day{max(lo.n, d.n)}
			}
		}
	}
	months, days := r.possibleMonths(), r.possibleDays()
	y := r.year.next(year)
	if y == year {
		// First the rest of this month, then the rest of this year.
		rest := days & monthDays(year, month) & (math.MaxUint32 << day)
		if months&(1<<month) != 0 && rest != 0 {
			return fromCivil(year, month, bits.TrailingZeros32(rest))
		}
		if fit, ok := firstFit(year, months&(math.MaxUint16<<(month+1)), days); ok {
			return fit
		}
		y = r.year.next(year + 1)
	}
	for ; ; y = r.year.next(y + 1) {
		if fit, ok := firstFit(y, months, days); ok {
			return fit
		}
	}
}

// next returns the first year of y that is not before year, which is not after
// the last.
func (y yearMask) next(year int64) int64 {
	if !y.neg {
		return y.nextPositive(max(year, 0))
	}
	// Counted from -9999 on, the negative years are in order, and each digit is
	// nine less the one written.
	mirror := yearMask{lo: 9999 - y.hi, hi: 9999 - y.lo, xs: y.xs}
	return mirror.nextPositive(max(year+9999, 0)) - 9999
}

// nextPositive is next for a mask of years that are not negative.
func (y yearMask) nextPositive(year int64) int64 {
	// The answer is year itself, or it has the digits of year down to some
	// place, there a greater digit, and after it the least digits of the mask.
	// The further down that place is, the earlier the year.
	var best, prefix int64
	unit := int64(1000)
	for place := 3; place >= 0; place-- {
		digit, least := year/unit%10, int64(y.lo)/unit%10
		rest := int64(y.lo) % unit
		switch free := y.xs&(1<<place) != 0; {
		case free && digit < 9:
			best = prefix + (digit+1)*unit + rest
		case !free && digit < least:
			return prefix + least*unit + rest
		case !free && digit > least:
			return best
		}
		prefix += digit * unit
		unit /= 10
	}
	return year
}
