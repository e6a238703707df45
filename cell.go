package border

import "sync/atomic"

// How claims come to readers that take no lock.
//
// A registry has a cell for each crossing, and a cell has a log of entries. There
// is one writer at a time, who holds the registry's lock, and any number of
// readers. The writer does three things, in this order:
//
//  1. It appends claims and extras behind the parts of the lists that are counted,
//     where no reader looks. A list without room is copied into a longer one
//     first, and the cell's lists become those; whoever reads the old ones goes on.
//  2. It stores how many extras there are, then how many entries, then the seq of
//     the last one. Now the cell has the claims.
//  3. When every cell of the batch has its claims, it stores their seq, which is one
//     for the batch, in Registry.added. Now a view can be taken that sees them.
//
// A reader does the opposite. A view is the number that was in Registry.added, and
// sees no entry with a larger seq: so of a batch it sees all or nothing, also
// while some cells have their claims and others do not. In a cell it loads how many
// entries there are, then how many extras, then the lists: what is counted was
// whole before it was counted, and the lists loaded last have at least as much. An
// entry that is counted never changes again.

// A cell holds what a registry has about one crossing. It is one line of a
// processor's cache, and what the latest view reads of it stands first.
type cell struct {
	seq    atomic.Uint32           // that of the log's last entry
	place  cellPlace               // its own
	newest atomic.Pointer[reading] // of the whole log, if it is of as many entries
	code   string
	lists  atomic.Pointer[log] // with what is to come, as far as there is room
	count  atomic.Uint32       // of entries
	extras atomic.Uint32
	_      [16]byte
}

// log returns the claims that the cell has now.
func (c *cell) log() (l log) {
	n := c.count.Load()
	extras := c.extras.Load()
	if lists := c.lists.Load(); lists != nil {
		l = log{lists.entries[:n], lists.claims[:n], lists.extras[:extras]}
	}
	return l
}

// store makes l, of which the cell's log is the beginning, its log.
func (c *cell) store(l log) {
	lists := c.lists.Load()
	if lists == nil || cap(lists.entries) != cap(l.entries) || cap(lists.claims) != cap(l.claims) || cap(lists.extras) != cap(l.extras) {
		c.lists.Store(&log{l.entries[:cap(l.entries)], l.claims[:cap(l.claims)], l.extras[:cap(l.extras)]})
	}
	c.extras.Store(uint32(len(l.extras)))
	c.count.Store(uint32(len(l.entries)))
	c.seq.Store(l.entries[len(l.entries)-1].seq)
}

// A cellPlace is the place of a cell in Registry.cells, and of its crossing in
// world.crossings.
type cellPlace int32

// A location is where the registry has a claim: the last entry of it in the log
// of its crossing.
type location struct {
	cell  cellPlace
	entry entryPlace
}

// latest returns the reading of the whole log, if it was made and a view that sees
// entries up to seq sees all of them, and else nil.
func (c *cell) latest(seq uint32) *reading {
	if r, last := c.newest.Load(), c.seq.Load(); r != nil && r.window.least.seq == last && last <= seq {
		return r
	}
	return nil
}

// offer makes a reading the newest of the cell, unless there is a newer one.
func (c *cell) offer(r *reading) {
	for had := c.newest.Load(); had == nil || had.window.least.seq < r.window.least.seq; had = c.newest.Load() {
		if c.newest.CompareAndSwap(had, r) {
			return
		}
	}
}
