package border

import (
	"math"
	"slices"
	"sort"
	"sync/atomic"
)

// A cell holds what a registry has about one crossing. What the latest view
// reads of it stands together.
type cell struct {
	seq    atomic.Uint64           // that of the last entry of log
	newest atomic.Pointer[reading] // of all of log, if its seq is the cell's
	shelf  atomic.Pointer[shelf]   // readings of parts of log, if its seq is the cell's
	log    atomic.Pointer[[]entry]
	code   string
}

// entries returns the claims of the crossing in the order of their coming, with
// those of other crossings that withdraw or deny one of them. The list only
// grows: a reader uses the part that its view may see.
func (c *cell) entries() []entry {
	if log := c.log.Load(); log != nil {
		return *log
	}
	return nil
}

// seen returns the entries that there were when the registry had taken in seq
// claims.
func (c *cell) seen(seq uint64) []entry {
	entries := c.entries()
	if n := len(entries); n > 0 && entries[n-1].seq > seq {
		return entries[:sort.Search(n, func(i int) bool { return entries[i].seq > seq })]
	}
	return entries
}

// An entry is a claim in a cell, with what is worked out once.
type entry struct {
	fact
	claim    *Claim
	links    *links // nil if it withdraws and denies nothing here
	seq      uint64 // how many claims the registry had taken in, this one included
	recorded int64  // UnixNano
	known    moment // hi of reported
	slot     int32  // place of the claim's first entry: it has another if an earlier recorded comes to light
	foreign  bool   // of another crossing
}

// links are the slots of the claims in the same cell that a claim names.
type links struct{ retracts, denies []int32 }

// newEntry works out what the rules need of a claim.
func newEntry(c *Claim, value uint16, seq uint64, slot int) entry {
	e := entry{claim: c, seq: seq, recorded: c.Recorded.UnixNano(), known: reportedBounds(c).hi, slot: int32(slot)}
	e.fact = readFact(c, e.known)
	e.value = value
	return e
}

// reportedBounds returns when a claim was reported: the bounds of Reported, or
// if it is absent the UTC day of Recorded.
func reportedBounds(c *Claim) bounds {
	if !c.Reported.IsZero() {
		return boundsOf(c.Reported)
	}
	if c.Recorded.IsZero() {
		return bounds{never, forever}
	}
	day := momentOf(Date(c.Recorded.UTC().Date()))
	return bounds{day, day}
}

// A narrowing says which entries a view sees of those that were there when it
// was taken.
type narrowing struct {
	known    moment // no later than this; forever: all
	recorded int64  // no later than this; math.MaxInt64: all
}

var everything = narrowing{forever, math.MaxInt64}

// sees reports whether e is in the view.
func (n *narrowing) sees(e *entry) bool { return e.known <= n.known && e.recorded <= n.recorded }

// visible appends the places of the entries that a view sees, of two of one
// claim the later one.
func (n *narrowing) visible(entries []entry, places []int32) []int32 {
	twice := false
	for i := range entries {
		if e := &entries[i]; n.sees(e) {
			twice = twice || int(e.slot) != i
			places = append(places, int32(i))
		}
	}
	if !twice {
		return places
	}
	last := make(map[int32]int32, len(places))
	for _, p := range places {
		last[entries[p].slot] = p
	}
	return slices.DeleteFunc(places, func(p int32) bool { return last[entries[p].slot] != p })
}
