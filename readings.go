package border

import (
	"math"
	"math/bits"
	"sync"
	"sync/atomic"

	"github.com/crossingstatus/border/internal/timeline"
)

// readings is the cache of readings, except for the latest reading of each crossing, which is
// in its cell. So it serves narrowed views, and views that were taken before later claims came.
// The cell also has the reading that was made last for such a view: whoever asks [View.KnownBy]
// for one day after another finds it there, as long as the days add no claim.
//
// A reading is stored under two keys: that of the cutoff asked for, and that of
// the least cutoff of its window. All views that see the same entries have the
// second key in common, and so share one reading. A lookup takes no lock, except where
// only the old generation has the reading. Of all who want the latest reading of a
// crossing at once, one makes it, and the others wait.
//
// Two generations bound the memory. What is made or found goes into the young
// one. When the young one is full, it becomes the old one, and the generation
// that was old until then is dropped, with everything that was not found in the
// meantime. The zero readings is an empty cache.
type readings struct {
	young, old atomic.Pointer[generation]
	claims     atomic.Uint64  // how many the registry has
	mu         sync.Mutex     // held to put
	making     [32]sync.Mutex // by the place of a cell: held to make its newest reading
}

// A generation is full at a weight of heldPerClaim for each claim of the registry,
// but not before leastHeld, and at mostHeld at the latest. The weight of a reading is
// the number of its claims, plus slotWeight. A claim takes 20 to 50 bytes in a reading
// where dates are sharp, some 100 where they are vague, and as much again for whoever
// asks what an answer rests on. So the readings of a registry as small as the dataset
// take up to 20 MB, both generations together.
const (
	heldPerClaim = 16
	leastHeld    = 1 << 15
	mostHeld     = 1 << 21
)

// full returns the weight at which a generation is full.
func (rs *readings) full() int {
	return min(max(heldPerClaim*int(min(rs.claims.Load(), mostHeld)), leastHeld), mostHeld)
}

// slotWeight is the weight of a slot and of the part of a reading that does not
// grow with its claims. A second slot of a reading that is there already weighs
// as much.
const slotWeight = 16

// A generation is a hash table of readings. The key of a reading gives the first
// of inRow neighbouring slots, and the reading is in one of them. If all of them
// are taken, a new reading replaces the one in the first.
type generation struct {
	slots []atomic.Pointer[reading]
	shift uint8

	// Only whoever holds the lock of the cache may use these.
	keys   []uint64 // keys[i] is the key under which slots[i] was filled
	count  int      // how many slots are taken
	weight int      // the sum of the weights put in
}

// inRow is in how many neighbouring slots the reading of a key may be.
const inRow = 4

// newGeneration makes an empty generation with 1<<size slots.
func newGeneration(size int) *generation {
	n := 1<<size + inRow
	return &generation{slots: make([]atomic.Pointer[reading], n), keys: make([]uint64, n), shift: uint8(64 - size)}
}

// keyOf returns the key of a cutoff of a cell: a hash. The seq is that of the cutoff, or 0 if
// the view sees the last entry of the cell: then the key is the same whenever the view was
// taken.
func keyOf(place cellPlace, n *cutoff, seq uint32) uint64 {
	const a, b, c = 0x9e3779b97f4a7c15, 0xbf58476d1ce4e5b9, 0x94d049bb133111eb // odd, their bits mixed
	high, low := bits.Mul64((uint64(uint32(place))<<32|uint64(uint32(n.known)))^a, (uint64(n.recorded)+uint64(seq)*c)^b)
	return high ^ low
}

// row returns the first of the slots in which the reading of a key may be.
func (g *generation) row(key uint64) int { return int(key >> g.shift) }

// find returns the reading of cell c for cutoff n, whose key is given, and nil if
// it is not in the generation.
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

// put stores a reading under a key, in place of the one that has the key, else in
// a free slot, else in place of another reading.
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

// put stores a reading under a key in the young generation. It starts a new one
// if the young one is full, and doubles its slots if half of them are taken.
func (rs *readings) put(key uint64, r *reading, weight int) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	g := rs.young.Load()
	switch {
	case g == nil:
		g = newGeneration(6)
		rs.young.Store(g)
	case g.weight >= rs.full():
		rs.old.Store(g)
		g = newGeneration(6)
		rs.young.Store(g)
	case 2*g.count > len(g.slots):
		g = g.grown()
		rs.young.Store(g)
	}
	g.put(key, r, weight)
}

// find returns the reading of cell c for cutoff n, whose key is given, and nil if
// the cache does not have it. A reading that only the old generation has is put
// into the young one, too.
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

// readingOf returns the reading of the entries of cell c that cutoff n sees. It looks in the
// cache first, and makes the reading if it is not there. What is made for the latest view goes
// into the cell, all else into the cache. The cell's place is passed, though the cell has it,
// so that the key can be made before the cell is in the processor's cache.
func (rs *readings) readingOf(w *world, c *cell, place cellPlace, n cutoff) *reading {
	keySeq, isLatest := n.seq, false
	if last := c.seq.Load(); last <= n.seq {
		keySeq, isLatest = 0, n.known == timeline.Forever && n.recorded == math.MaxInt64
		n.seq = last
	}
	key := keyOf(place, &n, keySeq)
	if isLatest { // of all who ask at once, one makes it
		making := &rs.making[int(place)%len(rs.making)]
		making.Lock()
		defer making.Unlock()
		if r := c.latest(n.seq); r != nil {
			return r
		}
	} else {
		if r := rs.find(c, &n, key); r != nil {
			return r
		}
		if r := c.recent.Load(); r != nil && r.window.contains(&n) {
			return r
		}
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
		c.asked.Store(n.seq)
		return r
	}
	rs.put(least, r, weight)
	rs.put(key, r, slotWeight)
	c.recent.Store(r)
	return r
}

// shared returns a reading, already made, of the entries that a window sees, and
// nil if there is none. The key is that of the window's least cutoff.
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
