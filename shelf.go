package border

import (
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/crossingstatus/border/internal/timeline"
)

// A shelf keeps the readings of narrowed views of one cell, as long as no claim
// comes. Views of which the narrowings let the same claims through share one.
type shelf struct {
	seq        uint64
	known      []timeline.Day            // the days by which claims were known, each once, in order
	recorded   []int64                   // the instants at which claims were recorded, each once, in order
	byKnown    []atomic.Pointer[reading] // by how many of known are in
	byRecorded []atomic.Pointer[reading] // by how many of recorded are in
	both       [16]atomic.Pointer[shelved]
}

// A shelved reading is one narrowed by both.
type shelved struct {
	known, recorded int
	*reading
}

// newShelf makes a shelf for entries. From the one before it takes the readings
// that no new claim touches.
func newShelf(seq uint64, entries []entry, before *shelf) *shelf {
	s := &shelf{seq: seq, known: make([]timeline.Day, 0, len(entries)), recorded: make([]int64, 0, len(entries))}
	news := narrowing{timeline.Forever, math.MaxInt64} // the earliest of the new
	for i := range entries {
		e := &entries[i]
		s.known = append(s.known, e.known)
		s.recorded = append(s.recorded, e.recorded)
		if before != nil && uint64(e.seq) > before.seq {
			news.known, news.recorded = min(news.known, e.known), min(news.recorded, e.recorded)
		}
	}
	slices.Sort(s.known)
	slices.Sort(s.recorded)
	s.known, s.recorded = slices.Compact(s.known), slices.Compact(s.recorded)
	s.byKnown = make([]atomic.Pointer[reading], len(s.known)+1)
	s.byRecorded = make([]atomic.Pointer[reading], len(s.recorded)+1)
	if before != nil {
		for i := 0; i < len(before.byKnown) && (i == 0 || before.known[i-1] < news.known); i++ {
			s.byKnown[i].Store(before.byKnown[i].Load())
		}
		for i := 0; i < len(before.byRecorded) && (i == 0 || before.recorded[i-1] < news.recorded); i++ {
			s.byRecorded[i].Store(before.byRecorded[i].Load())
		}
	}
	return s
}

// instants returns how many of recorded are no later than t.
func (s *shelf) instants(t int64) int {
	i, found := slices.BinarySearch(s.recorded, t)
	if found {
		i++
	}
	return i
}

// narrowedReading returns the reading of the claims of a cell that n lets through.
// All that the cell had at seq are in the view.
func (r *Registry) narrowedReading(c *cell, seq uint64, n *narrowing) *reading {
	s := c.shelf.Load()
	if s == nil || s.seq != seq {
		made := newShelf(seq, c.seen(seq).entries, s)
		c.shelf.CompareAndSwap(s, made)
		s = made
	}
	if n.known != timeline.Forever && n.recorded != math.MaxInt64 {
		return r.narrowedByBoth(c, s, n)
	}
	known, recorded, slot := len(s.known), len(s.recorded), (*atomic.Pointer[reading])(nil)
	if n.recorded == math.MaxInt64 {
		known = daysUpTo(s.known, n.known)
		slot = &s.byKnown[known]
	} else {
		recorded = s.instants(n.recorded)
		slot = &s.byRecorded[recorded]
	}
	if made := slot.Load(); made != nil {
		return made
	}
	made := read(r.world, c, seq, n)
	made.window = s.window(known, recorded)
	slot.Store(made)
	r.keep(slot, made)
	return made
}

// narrowedByBoth is narrowedReading for both a day and an instant.
func (r *Registry) narrowedByBoth(c *cell, s *shelf, n *narrowing) *reading {
	known, recorded := daysUpTo(s.known, n.known), s.instants(n.recorded)
	slot := &s.both[uint(known*31+recorded)%uint(len(s.both))]
	if kept := slot.Load(); kept != nil && kept.known == known && kept.recorded == recorded {
		return kept.reading
	}
	made := read(r.world, c, s.seq, n)
	made.window = s.window(known, recorded)
	slot.Store(&shelved{known, recorded, made})
	return made
}

// maxKept is how many claims the readings of narrowed views hold together, at
// the most; what was kept longest is let go first. A claim takes some 20
// to 50 bytes in a reading.
const maxKept = 4 << 20

// A keeping bounds what the shelves of a registry keep.
type keeping struct {
	mu    sync.Mutex
	queue []kept
	size  int
	gone  int // how many were let go since the front was made
}

type kept struct {
	slot *atomic.Pointer[reading]
	*reading
}

// keep takes note of a reading, and lets go of old ones.
func (r *Registry) keep(slot *atomic.Pointer[reading], made *reading) {
	k := &r.kept
	k.mu.Lock()
	defer k.mu.Unlock()
	k.queue = append(k.queue, kept{slot, made})
	k.size += len(made.all) + 16
	for k.size > maxKept && len(k.queue) > 1 {
		k.queue[0].slot.CompareAndSwap(k.queue[0].reading, nil)
		k.size -= len(k.queue[0].all) + 16
		k.queue[0] = kept{}
		k.queue = k.queue[1:]
		k.gone++
	}
	// The front holds what it has; that it should not hold what was let go.
	if f := r.front.Load(); f == nil || 2*len(k.queue) > len(f.slots) || 4*k.gone > len(f.slots) {
		r.front.Store(newFront(2 * len(k.queue)))
		k.gone = 0
	}
}
