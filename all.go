package border

import (
	"cmp"
	"iter"
	"slices"
)

// All yields every claim of the view, withdrawn or not, by crossing and within a
// crossing in the registry's order. Unlike [View.Claims] it copies one claim at
// a time, for streams of more claims than should be in memory twice. It takes
// O(n log n) for n claims, and some bytes for each claim of one crossing.
func (v View) All() iter.Seq[Claim] {
	return func(yield func(Claim) bool) {
		if v.isZero() {
			return
		}
		n := v.narrowing()
		for i := range v.reg.cells {
			entries := v.reg.cells[i].seen(v.seq)
			places := n.visible(entries, nil)
			slices.SortFunc(places, func(x, y int32) int {
				c, d := &entries[x], &entries[y]
				return cmp.Or(cmp.Compare(c.recorded, d.recorded), compareIDs(c.claim.ID, d.claim.ID))
			})
			for _, p := range places {
				if e := &entries[p]; !e.foreign && !yield(e.claim.Clone()) {
					return
				}
			}
		}
	}
}

// All is [View.All] of the latest view.
func (r *Registry) All() iter.Seq[Claim] { return r.View().All() }
