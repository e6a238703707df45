package oracle

import (
	"cmp"
	"slices"
)

// compareEvents orders events by (lo, hi, value, id).
func compareEvents(a, b *event) int {
	return cmp.Or(cmp.Compare(a.lo, b.lo), cmp.Compare(a.hi, b.hi),
		cmp.Compare(a.value(), b.value()), cmp.Compare(a.claim.ID, b.claim.ID))
}

// Days returns, of the days from lo through hi, the first and all those on which
// the answer may be another than the day before: every rule compares the day with
// the bounds of events and episodes, of a status with those of its side's control
// too, so these are the bounds and the days after them. (A test asks every day.)
func (tr *Track) Days(lo, hi int64) []int64 {
	ds := []int64{lo}
	for of := tr; of != nil; of = of.control {
		for _, e := range slices.Concat(of.events, of.episodes) {
			for _, d := range []int64{
				e.told.Lo, e.w, e.h, e.lo, e.hi,
				e.first.Lo, e.first.Hi, e.last.Lo, e.last.Hi,
			} {
				if d != Beginning && d != End {
					ds = append(ds, d, d+1)
				}
			}
		}
	}
	ds = slices.DeleteFunc(ds, func(d int64) bool { return d < lo || hi < d })
	slices.Sort(ds)
	return slices.Compact(ds)
}

// A Run is a longest run of days; an end that is open is Beginning or End.
type Run = Span

// Runs splits the time from lo through hi into the longest runs of days of which
// same holds. The days are those on which something may change, in order; the first
// is lo.
func Runs(days []int64, hi int64, same func(a, b int64) bool) []Run {
	runs := []Run{{days[0], hi}}
	for i, d := range days[1:] {
		if !same(days[i], d) {
			runs[len(runs)-1].Hi = d - 1
			runs = append(runs, Run{d, hi})
		}
	}
	return runs
}

// Same reports whether f and g are one answer for History, the days that they speak
// of and the number of origins aside.
func (f Finding) Same(g Finding) bool {
	return f.SameBriefly(g) && f.Unit() == g.Unit() && slices.Equal(f.Traffic(), g.Traffic()) && f.Direction() == g.Direction() &&
		f.Since == g.Since && slices.Equal(f.Basis, g.Basis) && slices.Equal(f.Against, g.Against)
}

// SameBriefly compares what Diff compares.
func (f Finding) SameBriefly(g Finding) bool {
	return f.Value == g.Value && f.Certain == g.Certain && f.Disputed == g.Disputed && slices.Equal(f.Possible, g.Possible)
}

// Unit, Traffic and Direction apply rule 5: of what gives Value, that of its claim.
func (f Finding) Unit() string {
	if f.Giver == nil {
		return ""
	}
	return f.Giver.Unit
}

// Traffic is as Unit.
func (f Finding) Traffic() []string {
	if f.Giver == nil {
		return nil
	}
	return f.Giver.Traffic
}

// Direction is as Unit.
func (f Finding) Direction() string {
	if f.Giver == nil {
		return ""
	}
	return f.Giver.Direction
}
