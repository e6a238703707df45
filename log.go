package border

import (
	"cmp"
	"math"
	"slices"
	"sync/atomic"

	"github.com/crossingstatus/border/internal/timeline"
	"github.com/google/uuid"
)

// An entryPlace is the place of an entry in a log.
//
// A claim may have several entries in a log: it gets a new one when it is added again with an
// earlier recorded, or when the claims that it names change. The place of its first entry
// identifies it, and is called the claim's slot.
type entryPlace int32

// A log has the claims about a crossing in the order in which they came. Between them are
// claims about other crossings that withdraw or deny one of them, or that a replaced id may
// mean. Its lists only grow. The zero log is empty.
type log struct {
	entries []entry
	claims  []*Claim // claims[i] is the claim of entries[i]
	extras  []extra  // of the few entries that need one
}

// An entry is a claim in a log, with what queries need of it, worked out once. The
// fields first, value, form and tracks are those of its [fact].
type entry struct {
	recorded int64           // UnixNano
	seq      uint32          // what Registry.added was after this batch; at most maxClaims
	first    timeline.Bounds // in days
	known    timeline.Day    // the last day on which it may have been reported
	extra    int32           // place of the entry's extra, plus one; 0 if it has none
	value    uint16
	form     timeline.Form
	tracks   trackSet
}

// An extra is the part of an entry that few entries have. The fields last and twice
// are those of its [fact].
type extra struct {
	last    timeline.Bounds
	twice   bool
	foreign bool       // the claim is about another crossing
	slot    entryPlace // of the claim
	links   *links     // nil if it names no claim here
}

// Links are the claims that a claim names, as far as they are in the same cell.
type links struct {
	retracts, denies []entryPlace // their slots
	replaced         []replacedName
}

// A replacedName is an id that a claim names and that an edition of the dataset
// replaced. Which claims it means depends on the view: the claim with the id, if
// the view sees it, else those that stand for it.
type replacedName struct {
	member nameMember
	id     uuid.UUID
	came   []namedClaim // the claims that it may mean, as far as the registry has them
}

// A namedClaim is a claim that is in the cell.
type namedClaim struct {
	id   uuid.UUID
	slot entryPlace
}

// A nameMember is the member in which a claim names another.
type nameMember uint8

const (
	inRetracts nameMember = iota
	inDenies
	inRepeats
)

// add appends an entry of a claim and returns the entry's place. Known is the last day on which
// the claim may have been reported.
func (l *log) add(c *Claim, f *fact, known timeline.Day, seq uint32) entryPlace {
	place := entryPlace(len(l.entries))
	l.entries = append(l.entries, entry{seq: seq, recorded: c.Recorded.UnixNano(), first: f.first, known: known,
		value: f.value, form: f.form, tracks: f.tracks})
	l.claims = append(l.claims, c)
	if f.form == timeline.Episode || f.twice {
		x := l.makeExtra(place)
		x.last, x.twice = f.last, f.twice
	}
	return place
}

// makeExtra returns the extra of an entry, and makes one if it has none. No reader
// may see the entry yet.
func (l *log) makeExtra(place entryPlace) *extra {
	e := &l.entries[place]
	if e.extra == 0 {
		l.extras = append(l.extras, extra{slot: place})
		e.extra = int32(len(l.extras))
	}
	return &l.extras[e.extra-1]
}

// links returns the links of the claim at a place, and nil if it names no claim in
// the cell.
func (l *log) links(place entryPlace) *links {
	if x := l.extra(place); x != nil {
		return x.links
	}
	return nil
}

// extra returns the extra of an entry, and nil if it has none.
func (l *log) extra(place entryPlace) *extra {
	if x := l.entries[place].extra; x > 0 {
		return &l.extras[x-1]
	}
	return nil
}

// slot returns the slot of the claim at a place.
func (l *log) slot(place entryPlace) entryPlace {
	if x := l.extra(place); x != nil {
		return x.slot
	}
	return place
}

// isForeign reports whether the claim at a place is about another crossing.
func (l *log) isForeign(place entryPlace) bool {
	x := l.extra(place)
	return x != nil && x.foreign
}

// fact returns the fact of the claim at a place.
func (l *log) fact(place entryPlace) fact {
	e := &l.entries[place]
	f := fact{form: e.form, tracks: e.tracks, value: e.value, first: e.first}
	if x := l.extra(place); x != nil {
		f.twice, f.last = x.twice, x.last
	}
	return f
}

// compare orders the claims at two places by (recorded, id).
func (l *log) compare(x, y entryPlace) int {
	if c := cmp.Compare(l.entries[x].recorded, l.entries[y].recorded); c != 0 {
		return c
	}
	return compareIDs(l.claims[x].ID, l.claims[y].ID)
}

// A cutoff says which entries of a log a view sees: those whose recorded, seq and
// known are all no larger than its own.
type cutoff struct {
	recorded int64
	seq      uint32
	known    timeline.Day
}

// noCutoff sees every entry.
var noCutoff = cutoff{math.MaxInt64, math.MaxUint32, timeline.Forever}

// sees reports whether a view with the cutoff sees the entry.
func (n *cutoff) sees(e *entry) bool {
	return e.seq <= n.seq && e.known <= n.known && e.recorded <= n.recorded
}

// visible appends the places of the claims that a view with the cutoff sees. Where
// it sees several entries of one claim, the last of them counts.
func (n *cutoff) visible(l *log, places []entryPlace) []entryPlace {
	again := false
	for i := range l.entries {
		if e := &l.entries[i]; n.sees(e) {
			place := entryPlace(i)
			again = again || e.extra != 0 && l.slot(place) != place
			places = append(places, place)
		}
	}
	if !again {
		return places
	}
	last := make(map[entryPlace]entryPlace, len(places))
	for _, p := range places {
		last[l.slot(p)] = p
	}
	return slices.DeleteFunc(places, func(p entryPlace) bool { return last[l.slot(p)] != p })
}

// A growingLog is the log of a cell while a batch is added to it.
type growingLog struct {
	log
	coming int // how many claims of the batch it gets
}

// lastOf returns the place of the last entry of a claim, and -1 if there is none.
// It searches the whole log, but is called only for claims about other crossings,
// which are few.
func (l *log) lastOf(id uuid.UUID) entryPlace {
	for i, c := range slices.Backward(l.claims) {
		if c.ID == id {
			return entryPlace(i)
		}
	}
	return -1
}

// A window is a range of cutoffs, from least to most, that all see the same entries
// of a cell. It tells for which views a reading is good.
//
// Least has the largest recorded, the largest seq and the largest known of the entries seen. It
// sees these entries and no others, whatever comes later. So two readings of a cell with the
// same least are of the same entries.
//
// Most is chosen so that each entry that is not seen stays hidden by at least one
// of its three numbers. Its seq is at most that of the cell's last entry at the
// time, and entries that come later have a larger one; so a window never becomes
// wrong.
type window struct{ least, most cutoff }

// contains reports whether n lies in the window.
func (w *window) contains(n *cutoff) bool {
	return w.least.seq <= n.seq && n.seq <= w.most.seq &&
		w.least.known <= n.known && n.known <= w.most.known &&
		w.least.recorded <= n.recorded && n.recorded <= w.most.recorded
}

// window returns a window of the log that contains n.
func (n *cutoff) window(l *log) window {
	w := window{cutoff{math.MinInt64, 0, timeline.Never}, noCutoff}
	w.most.seq = 0
	if last := len(l.entries) - 1; last >= 0 {
		w.most.seq = l.entries[last].seq
	}
	for i := range l.entries {
		switch e := &l.entries[i]; {
		case e.seq > n.seq:
			w.most.seq = min(w.most.seq, e.seq-1)
			return w // so have all that follow
		case e.known > n.known:
			w.most.known = min(w.most.known, e.known-1)
		case e.recorded > n.recorded:
			w.most.recorded = min(w.most.recorded, e.recorded-1)
		default:
			w.least.seq = max(w.least.seq, e.seq)
			w.least.known = max(w.least.known, e.known)
			w.least.recorded = max(w.least.recorded, e.recorded)
		}
	}
	return w
}

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
// A cell about which somebody asked since its last claim also gets its newest reading: the
// writer makes it between 2 and 3, and stores it right after 3. So those who ask again and
// again do not wait for the rules, which take some 20 ms for ten years of daily sightings of a
// crossing. Whoever asks in the instant after 3 may apply them once more. Where nobody asks,
// nothing is made.
//
// A reader goes the opposite way. A view is the number that was in Registry.added
// when it was taken, and sees no entry with a larger seq. So it sees all of a batch
// or nothing of it, even while some cells have their claims and others do not. In a
// cell the reader loads the number of entries, then the number of extras, then the
// lists. Whatever is counted was complete before it was counted, and the lists,
// loaded last, have at least as many elements. An entry that is counted never
// changes again.

// A cell has everything that a registry holds about one crossing. It is one line of
// a processor's cache; what the latest view needs of it comes first.
type cell struct {
	seq    atomic.Uint32           // that of the log's last entry
	place  cellPlace               // its own
	newest atomic.Pointer[reading] // the latest reading, of the whole log unless claims came since; may be nil
	code   string
	lists  atomic.Pointer[log]     // the log's lists at their full capacity, with room for what is to come
	count  atomic.Uint32           // how many entries there are
	extras atomic.Uint32           // how many extras there are
	recent atomic.Pointer[reading] // the one made last for a narrowed or an earlier view; may be nil
	asked  atomic.Uint32           // what seq was when the latest view last asked
	_      [4]byte
}

// log returns the log that the cell has now.
func (c *cell) log() (l log) {
	n := c.count.Load()
	extras := c.extras.Load()
	if lists := c.lists.Load(); lists != nil {
		l = log{lists.entries[:n], lists.claims[:n], lists.extras[:extras]}
	}
	return l
}

// store makes l the log of the cell; l must begin with the log that the cell has.
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

// A location is where the registry has a claim: its last entry in the log of its
// crossing.
type location struct {
	cell  cellPlace
	entry entryPlace
}

// latest returns the newest reading if it is of the whole log and a view that sees entries up
// to seq sees all of it; else nil. It also notes that the latest view asked.
func (c *cell) latest(seq uint32) *reading {
	if r, last := c.newest.Load(), c.seq.Load(); r != nil && r.window.least.seq == last && last <= seq {
		if c.asked.Load() != last {
			c.asked.Store(last)
		}
		return r
	}
	return nil
}

// isAsked reports whether the latest view asked since the last entry came.
func (c *cell) isAsked() bool { return c.newest.Load() != nil && c.asked.Load() == c.seq.Load() }

// offer makes r the newest reading of the cell, unless a newer one is there.
func (c *cell) offer(r *reading) {
	for had := c.newest.Load(); had == nil || had.window.least.seq < r.window.least.seq; had = c.newest.Load() {
		if c.newest.CompareAndSwap(had, r) {
			return
		}
	}
}
