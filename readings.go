package border

import (
	"math"
	"math/bits"
	"sync"
	"sync/atomic"

	"github.com/crossingstatus/border/internal/timeline"
)

// readings are the cache of readings: of narrowed views, and of views that the
// registry has moved on from. Each is found by the cutoff that was asked for, and
// by the least of its window, so that views which see the same entries share one.
// Readers look it up without a lock.
//
// It is bounded by two generations. What is made or found goes into the young one;
// when that is full it becomes the old one, and what was in the old one and not
// found since is let go. The zero readings are empty.
type readings struct {
	young, old atomic.Pointer[generation]
	mu         sync.Mutex // held to put
}

// maxHeld is how much a generation holds, at the most, in claims of its readings:
// one takes some 20 to 50 bytes.
const maxHeld = 2 << 20

// slotWeight is what a reading holds beyond that of its claims, and a further slot
// for one that is there: as much as so many claims.
const slotWeight = 16

// A generation is a hash table of readings. Each has its place at one of some slots
// in a row; where all are taken, the first gives way.
type generation struct {
	slots []atomic.Pointer[reading]
	shift uint8

	// For who holds the lock.
	keys   []uint64 // of slots
	count  int      // of slots taken
	weight int
}

// inRow is how many slots in a row are looked at.
const inRow = 4

// newGeneration makes a generation with 1<<size slots.
func newGeneration(size int) *generation {
	n := 1<<size + inRow
	return &generation{slots: make([]atomic.Pointer[reading], n), keys: make([]uint64, n), shift: uint8(64 - size)}
}

// keyOf returns the key of a cutoff of a cell, a number at random. The seq is 0
// where no entry of the cell has a larger one than the view, so that the key is
// known before the cell is.
func keyOf(place cellPlace, n *cutoff, seq uint32) uint64 {
	const a, b, c = 0x9e3779b97f4a7c15, 0xbf58476d1ce4e5b9, 0x94d049bb133111eb // odd, their bits mixed
	high, low := bits.Mul64((uint64(uint32(place))<<32|uint64(uint32(n.known)))^a, (uint64(n.recorded)+uint64(seq)*c)^b)
	return high ^ low
}

// row returns the first of the slots where the reading of a key may be.
func (g *generation) row(key uint64) int { return int(key >> g.shift) }

// find returns the reading of a cell for a cutoff of that key, and nil if it is not
// there.
func (g *generation) find(c *cell, n *cutoff, key uint64) *reading {
	if g == nil {
		return nil
	}
	row := g.row(key)
	for i := range g.slots[row : row+inRow] {
		r := g.slots[row+i].Load()
		if r == nil {
			return nil
		}
		if r.cell == c && r.window.contains(n) {
			return r
		}
	}
	return nil
}

// put puts a reading under a key. There must be room.
func (g *generation) put(key uint64, r *reading, weight int) {
	row := g.row(key)
	g.weight += weight
	for i := row; i < row+inRow; i++ {
		switch had := g.slots[i].Load(); {
		case had == nil:
			g.count++
			fallthrough
		case g.keys[i] == key:
			g.keys[i] = key
			g.slots[i].Store(r)
			return
		}
	}
	g.keys[row] = key
	g.slots[row].Store(r)
}

// grown returns a generation with the same readings and twice the slots.
func (g *generation) grown() *generation {
	double := newGeneration(64 - int(g.shift) + 1)
	for i := range g.slots {
		if r := g.slots[i].Load(); r != nil {
			double.put(g.keys[i], r, 0)
		}
	}
	double.weight = g.weight
	return double
}

// put puts a reading under a key, and lets go of old ones.
func (rs *readings) put(key uint64, r *reading, weight int) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	g := rs.young.Load()
	switch {
	case g == nil:
		g = newGeneration(6)
		rs.young.Store(g)
	case g.weight >= maxHeld:
		rs.old.Store(g)
		g = newGeneration(6)
		rs.young.Store(g)
	case 2*g.count > len(g.slots):
		g = g.grown()
		rs.young.Store(g)
	}
	g.put(key, r, weight)
}

// find returns the reading of a cell for a cutoff of that key, and nil if it is not
// there.
func (rs *readings) find(c *cell, n *cutoff, key uint64) *reading {
	if r := rs.young.Load().find(c, n, key); r != nil {
		return r
	}
	r := rs.old.Load().find(c, n, key)
	if r != nil {
		rs.put(key, r, slotWeight+len(r.grounds.claims))
	}
	return r
}

// readingOf returns the reading of the entries of a cell that a cutoff sees. The cell's
// place is given, so that nobody waits for the cell to know it.
func (rs *readings) readingOf(w *world, c *cell, place cellPlace, n cutoff) *reading {
	keySeq, isLatest := n.seq, false
	if last := c.seq.Load(); last <= n.seq {
		keySeq, isLatest = 0, n.known == timeline.Forever && n.recorded == math.MaxInt64
		n.seq = last
	}
	key := keyOf(place, &n, keySeq)
	if r := rs.find(c, &n, key); r != nil && !isLatest {
		return r
	}
	l := c.log()
	seen := n.window(&l)
	least := keyOf(place, &seen.least, seen.least.seq)
	r, weight := rs.shared(c, &seen, least), slotWeight
	if r == nil {
		r = newReading(w, c, seen)
		weight += len(r.grounds.claims)
	}
	if isLatest {
		c.offer(r)
		return r
	}
	rs.put(least, r, weight)
	rs.put(key, r, slotWeight)
	return r
}

// shared returns a reading that is there of the entries that a window sees, and nil
// if there is none. The key is that of the window's least.
func (rs *readings) shared(c *cell, seen *window, key uint64) *reading {
	r := c.newest.Load()
	if r == nil || r.window.least != seen.least {
		r = rs.find(c, &seen.least, key)
	}
	if r == nil || r.window == *seen {
		return r
	}
	again := *r // with another window
	again.window = *seen
	return &again
}
