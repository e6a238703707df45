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
type entryPlace int32

// A log has the claims of a crossing in the order of their coming, with those of
// other crossings that withdraw or deny one of them. Its lists only grow. The zero
// log is empty.
type log struct {
	entries []entry
	claims  []*Claim // of each of entries
	extras  []extra  // of some
}

// An entry is a claim in a log, with what is worked out once.
type entry struct {
	recorded int64           // UnixNano
	seq      uint32          // how many claims the registry had taken in with its batch; at most maxClaims
	first    timeline.Bounds // of a fact
	known    timeline.Day    // hi of reported
	extra    int32           // place of the entry's extra, plus one; 0 if it has none
	value    uint16
	form     timeline.Form
	tracks   trackSet
}

// An extra is what few entries have.
type extra struct {
	last    timeline.Bounds // of a fact
	twice   bool            // of a fact
	foreign bool            // the claim is of another crossing
	slot    entryPlace      // of the claim's first entry: it has another if an earlier recorded comes to light, or other claims that it names
	links   *links          // nil: none
}

// Links are the claims in the same cell that a claim names.
type links struct {
	retracts, denies []entryPlace // their slots
	replaced         []replacedName
}

// A replacedName is an id that a claim names and that an edition replaced. Which
// claim it means depends on the view: itself, if it is there, else what stands for it.
type replacedName struct {
	member nameMember
	id     uuid.UUID
	came   []namedClaim // of it and of those that may stand for it, what the registry has
}

// A namedClaim is a claim in the cell.
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

// add appends a claim that was known by a day.
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

// makeExtra returns the extra of an entry that no reader sees yet.
func (l *log) makeExtra(place entryPlace) *extra {
	e := &l.entries[place]
	if e.extra == 0 {
		l.extras = append(l.extras, extra{slot: place})
		e.extra = int32(len(l.extras))
	}
	return &l.extras[e.extra-1]
}

// links returns the claims in the cell that the claim at a place names, and nil if it
// names none.
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

// slot returns the place of the first entry of the claim that has one at place.
func (l *log) slot(place entryPlace) entryPlace {
	if x := l.extra(place); x != nil {
		return x.slot
	}
	return place
}

// isForeign reports whether the claim at a place is of another crossing.
func (l *log) isForeign(place entryPlace) bool {
	x := l.extra(place)
	return x != nil && x.foreign
}

// fact returns what the rules read in the claim at a place.
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

// A cutoff says which entries of a log a view sees: those of which nothing is
// larger.
type cutoff struct {
	recorded int64
	seq      uint32
	known    timeline.Day
}

// noCutoff sees every entry.
var noCutoff = cutoff{math.MaxInt64, math.MaxUint32, timeline.Forever}

// sees reports whether e is in the view.
func (n *cutoff) sees(e *entry) bool {
	return e.seq <= n.seq && e.known <= n.known && e.recorded <= n.recorded
}

// visible appends the places of the claims that a view sees, of two entries of one
// claim the later one.
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

// A growingLog is what a cell has and gets.
type growingLog struct {
	log
	coming int // how many claims of the batch it gets
}

// lastOf returns the place of the last entry of a claim, -1 if there is none.
// Only claims about other crossings are looked for, so it is seldom called.
func (l *log) lastOf(id uuid.UUID) entryPlace {
	for i, c := range slices.Backward(l.claims) {
		if c.ID == id {
			return entryPlace(i)
		}
	}
	return -1
}

// A window is the cutoffs with which a view sees the same entries of a cell, those
// from least to most.
//
// Least is the largest seq, day known and instant recorded of the entries that are
// seen, so that it sees them and no others, whatever comes later. Most stops, for
// each entry that is not seen, short of one of the three that hide it; its seq is
// no larger than that of the last entry when the window was found, and what comes
// later has a larger one. So a window stays true for ever, and two readings of a
// cell with the same least are of the same entries.
type window struct{ least, most cutoff }

// contains reports whether n is one of the window's cutoffs.
func (w *window) contains(n *cutoff) bool {
	return w.least.seq <= n.seq && n.seq <= w.most.seq &&
		w.least.known <= n.known && n.known <= w.most.known &&
		w.least.recorded <= n.recorded && n.recorded <= w.most.recorded
}

// window returns the window of a cutoff that is in it.
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
