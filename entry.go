package border

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"sync/atomic"

	"github.com/crossingstatus/border/internal/timeline"
)

// A cell holds what a registry has about one crossing. It is one line of a
// processor's cache, and what the latest view reads of it stands first.
type cell struct {
	seq    atomic.Uint64           // that of the last entry of the log
	newest atomic.Pointer[reading] // of the whole log, if its seq is the cell's
	code   string
	shelf  atomic.Pointer[shelf] // readings of parts of the log, if its seq is the cell's
	room   atomic.Pointer[log]   // the log, and what is to come of it as far as there is room
	count  atomic.Uint32         // how many entries the log has
	extras atomic.Uint32         // how many extras
	place  int32                 // of the crossing in world.crossings
	_      [4]byte
}

// A log has the claims of a crossing in the order of their coming, with those of
// other crossings that withdraw or deny one of them. Its lists only grow: a
// reader uses the part that its view may see.
type log struct {
	entries []entry
	claims  []*Claim // of each of entries
	extras  []extra  // of some
}

// An entry is a claim in a cell, with what is worked out once.
type entry struct {
	recorded int64           // UnixNano
	seq      uint32          // how many claims the registry had taken in, this one included; at most maxClaims
	first    timeline.Bounds // of a fact
	known    timeline.Day    // hi of reported
	extra    int32           // place of the entry's extra, plus one; 0 if it has none
	value    uint16
	form     timeline.Form
	tracks   uint8 // 1<<t for each track t of a reading that it is on
}

// An extra is what few entries have.
type extra struct {
	last             timeline.Bounds // of a fact
	twice            bool            // of a fact
	foreign          bool            // the claim is of another crossing
	slot             int32           // place of the claim's first entry: it has another if an earlier recorded comes to light
	retracts, denies []int32         // the slots of the claims in the same cell that the claim names
}

// log returns the claims that the cell has now.
func (c *cell) log() (l log) {
	// In this order: an entry's extra is counted before the entry, and the room
	// holds at least what had been counted before.
	n := c.count.Load()
	extras := c.extras.Load()
	if room := c.room.Load(); room != nil {
		l = log{room.entries[:n], room.claims[:n], room.extras[:extras]}
	}
	return l
}

// publish makes l, of which the cell's log is the beginning, its log.
func (c *cell) publish(l log) {
	room := c.room.Load()
	if room == nil || cap(room.entries) != cap(l.entries) || cap(room.claims) != cap(l.claims) || cap(room.extras) != cap(l.extras) {
		c.room.Store(&log{l.entries[:cap(l.entries)], l.claims[:cap(l.claims)], l.extras[:cap(l.extras)]})
	}
	c.extras.Store(uint32(len(l.extras))) // before the entries that have them
	c.count.Store(uint32(len(l.entries)))
	c.seq.Store(uint64(l.entries[len(l.entries)-1].seq))
}

// seen returns the part of the log that there was when the registry had taken in
// seq claims.
func (c *cell) seen(seq uint64) log {
	l := c.log()
	if n := len(l.entries); n > 0 && uint64(l.entries[n-1].seq) > seq {
		n = sort.Search(n, func(i int) bool { return uint64(l.entries[i].seq) > seq })
		l.entries, l.claims = l.entries[:n], l.claims[:n]
	}
	return l
}

// add appends a claim.
func (l *log) add(a *addition, seq uint64) (place int32) {
	place = int32(len(l.entries))
	f := &a.fact
	l.entries = append(l.entries, entry{seq: uint32(seq), recorded: a.claim.Recorded.UnixNano(), first: f.first, known: a.known,
		value: f.value, form: f.form, tracks: a.tracks})
	l.claims = append(l.claims, a.claim)
	if f.form == timeline.Episode || f.twice {
		x := l.makeExtra(place)
		x.last, x.twice = f.last, f.twice
	}
	return place
}

// tracksOf returns the tracks of a reading that a fact is on.
func tracksOf(c *Claim) (tracks uint8) {
	for side := Syria; side <= Iraq; side++ {
		if c.Side == side || c.Side == Both {
			tracks |= 1 << trackOf(side, questionOf(c.Kind))
		}
	}
	return tracks
}

// makeExtra returns the extra of an entry that is not published yet.
func (l *log) makeExtra(place int32) *extra {
	e := &l.entries[place]
	if e.extra == 0 {
		l.extras = append(l.extras, extra{slot: place})
		e.extra = int32(len(l.extras))
	}
	return &l.extras[e.extra-1]
}

// extra returns the extra of an entry, and nil if it has none.
func (l *log) extra(place int32) *extra {
	if x := l.entries[place].extra; x > 0 {
		return &l.extras[x-1]
	}
	return nil
}

// slot returns the place of the first entry of the claim that has one at place.
func (l *log) slot(place int32) int32 {
	if x := l.extra(place); x != nil {
		return x.slot
	}
	return place
}

// foreign reports whether the claim at a place is of another crossing.
func (l *log) foreign(place int32) bool {
	x := l.extra(place)
	return x != nil && x.foreign
}

// fact returns what the rules read in the claim at a place.
func (l *log) fact(place int32) fact {
	e := &l.entries[place]
	f := fact{form: e.form, value: e.value, first: e.first}
	if x := l.extra(place); x != nil {
		f.twice, f.last = x.twice, x.last
	}
	return f
}

// compare orders the claims at two places by (recorded, id).
func (l *log) compare(x, y int32) int {
	if c := cmp.Compare(l.entries[x].recorded, l.entries[y].recorded); c != 0 {
		return c
	}
	return compareIDs(l.claims[x].ID, l.claims[y].ID)
}

// reportedBounds returns when a claim was reported: the bounds of Reported, or
// if it is absent the UTC day of Recorded.
func reportedBounds(c *Claim) timeline.Bounds {
	if !c.Reported.IsZero() {
		return boundsOf(c.Reported)
	}
	if c.Recorded.IsZero() {
		return everyDay
	}
	day := dayNumber(Date(c.Recorded.UTC().Date()))
	return timeline.Bounds{Lo: day, Hi: day}
}

// A narrowing says which entries a view sees of those that were there when it
// was taken.
type narrowing struct {
	known    timeline.Day // no later than this; forever: all
	recorded int64        // no later than this; math.MaxInt64: all
}

var everything = narrowing{timeline.Forever, math.MaxInt64}

// sees reports whether e is in the view.
func (n *narrowing) sees(e *entry) bool { return e.known <= n.known && e.recorded <= n.recorded }

// visible appends the places of the claims that a view sees, of two of one claim
// the later one.
func (n *narrowing) visible(l *log, places []int32) []int32 {
	twice := false
	for i := range l.entries {
		if e := &l.entries[i]; n.sees(e) {
			twice = twice || e.extra != 0 && l.slot(int32(i)) != int32(i)
			places = append(places, int32(i))
		}
	}
	if !twice {
		return places
	}
	last := make(map[int32]int32, len(places))
	for _, p := range places {
		last[l.slot(p)] = p
	}
	return slices.DeleteFunc(places, func(p int32) bool { return last[l.slot(p)] != p })
}
