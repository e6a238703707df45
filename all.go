package border

import (
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
			l := v.reg.cells[i].seen(v.seq)
			places := n.visible(&l, nil)
			slices.SortFunc(places, l.compare)
			for _, p := range places {
				if !l.foreign(p) && !yield(l.claims[p].Clone()) {
					return
				}
			}
		}
	}
}

// All is [View.All] of the latest view.
func (r *Registry) All() iter.Seq[Claim] { return r.View().All() }
