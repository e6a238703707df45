package border

import (
	"math"
	"math/bits"
	"sync/atomic"

	"github.com/crossingstatus/border/internal/timeline"
)

// A front finds the readings of narrowed views by what they are asked for, before
// anybody looks on the shelves. Each has its place at one of some slots in a row;
// where all are taken, the last one stays. It is made anew, and empty, when there
// is more to keep.
type front struct {
	slots []atomic.Pointer[reading]
	shift uint8
}

// inRow is how many slots in a row are looked at.
const inRow = 4

// newFront makes a front for n readings.
func newFront(n int) *front {
	size := bits.Len(uint(max(n, 16))) + 1
	return &front{make([]atomic.Pointer[reading], 1<<size+inRow), uint8(64 - size)}
}

// row returns the slots where the reading of the cell at a place may be, for a
// narrowing.
func (f *front) row(place int32, n *narrowing) []atomic.Pointer[reading] {
	const odd = 0x9e3779b97f4a7c15
	hash := (uint64(uint32(place))*odd+uint64(uint32(n.known)))*odd + uint64(n.recorded)
	at := hash * odd >> f.shift
	return f.slots[at : at+inRow]
}

// get returns the reading of a cell for a narrowing, and nil if it is not there.
// It may be out of date. The cell's place is given, so that nobody waits for the
// cell to know it.
func (f *front) get(c *cell, place int32, n *narrowing) *reading {
	if f == nil {
		return nil
	}
	row := f.row(place, n)
	for i := range row {
		r := row[i].Load()
		if r == nil {
			return nil
		}
		if r.cell == c && r.serves(n) {
			return r
		}
	}
	return nil
}

func (f *front) put(c *cell, n *narrowing, r *reading) {
	if f == nil {
		return
	}
	row := f.row(c.place, n)
	for i := range row {
		if had := row[i].Load(); had == nil || had.cell == c && had.serves(n) {
			row[i].Store(r)
			return
		}
	}
	row[0].Store(r)
}

// A window is the narrowings that let the same claims through: those from least
// to most, both included.
type window struct{ least, most narrowing }

func (w *window) serves(n *narrowing) bool {
	return w.least.known <= n.known && n.known <= w.most.known &&
		w.least.recorded <= n.recorded && n.recorded <= w.most.recorded
}

// window returns the narrowings that let through the claims of the first known
// days and those of the first recorded instants.
func (s *shelf) window(known, recorded int) window {
	w := window{narrowing{timeline.Never, math.MinInt64}, everything}
	if known > 0 {
		w.least.known = s.known[known-1]
	}
	if known < len(s.known) {
		w.most.known = max(s.known[known], timeline.Never+1) - 1 // also where it is infinite
	}
	if recorded > 0 {
		w.least.recorded = s.recorded[recorded-1]
	}
	if recorded < len(s.recorded) {
		w.most.recorded = s.recorded[recorded] - 1
	}
	return w
}
