package border

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
)

// A Registry holds crossings and all claims about them, in memory. Claims are added
// and never changed. The registry's order of claims is by Recorded, then by ID.
//
// [New] and [Default] make a Registry; the zero Registry has no crossings and
// refuses every claim. Its methods may be called from any number of goroutines:
// readers take no lock and never wait for a writer. A Registry must not be
// copied.
//
// Its query methods are those of its latest [View].
type Registry struct {
	world *world
	// added is the number of claims that views may see; a claim that came again with an
	// earlier time of recording counts twice. It grows only after the claims of a batch are in
	// their cells, so that no view sees half a batch.
	added    atomic.Uint64
	cells    []cell
	codes    idTable[cellPlace]
	readings readings

	mu         sync.Mutex // held by the one writer
	last       time.Time  // the last time that a claim was stamped with
	locations  idTable[location]
	watchers   watchers
	dependents dependents

	unresolved atomic.Int64 // how many claims withdraw or deny an id without a claim
}

// New returns a registry of these crossings and parties, without claims. The party
// "unknown" is added if it is not among them. It is an error if two crossings, or two
// parties, have a code or a name in common.
func New(crossings []Crossing, parties []PartyInfo) (*Registry, error) {
	return NewWith(World{Crossings: crossings, Parties: parties})
}

// cellOf returns the place of the cell of the crossing with that code, and -1 if
// there is none.
func (r *Registry) cellOf(code string) cellPlace {
	hash := hashOfCode(code)
	// This is [idTable.at] written out: every question by code passes here.
	for t, i := &r.codes, r.codes.start(hash); t.count > 0 && t.slots[i].hash != 0; i = t.after(i) {
		if s := &t.slots[i]; s.hash == hash && r.cells[s.place].code == code {
			return s.place
		}
	}
	return -1
}

// claim returns the claim with an id, whose hash is given, and nil if the registry
// does not have it.
func (r *Registry) claim(hash uint32, id uuid.UUID) *Claim {
	for at := range r.locations.at(hash) {
		if c := r.claimAt(*at); c.ID == id {
			return c
		}
	}
	return nil
}

// claimAt returns the claim at a location.
func (r *Registry) claimAt(at location) *Claim {
	return r.cells[at.cell].lists.Load().claims[at.entry]
}

// NewWith is [New] for a whole [World], with its register of sources and its succession
// of claims. It is also an error if a source is twice in the register or speaks for one
// that is not in it, or if a claim is replaced twice.
func NewWith(given World) (*Registry, error) {
	w, err := newWorld(given)
	if err != nil {
		return nil, err
	}
	return newRegistry(w), nil
}

// newRegistry returns a registry without claims.
func newRegistry(w *world) *Registry {
	r := &Registry{world: w, cells: make([]cell, len(w.crossings))}
	r.codes.resize(2*len(r.cells) + 1) // half of them free: one look finds most codes
	for i := range r.cells {
		c := &r.cells[i]
		c.code, c.place = w.crossings[i].Code, cellPlace(i)
		r.codes.insert(hashOfCode(c.code), c.place)
	}
	return r
}

// watchers has all claims in the order in which they came, and wakes the goroutines
// that wait for more.
type watchers struct {
	room    atomic.Pointer[[]*Claim]      // the list of claims at its full capacity, with room for more
	count   atomic.Int64                  // how many claims there are
	waiting atomic.Pointer[chan struct{}] // closed at the next wake; nil if nobody waits
}

// wait returns a channel that is closed at the next wake.
func (w *watchers) wait() <-chan struct{} {
	for {
		if c := w.waiting.Load(); c != nil {
			return *c
		}
		c := make(chan struct{})
		if w.waiting.CompareAndSwap(nil, &c) {
			return c
		}
	}
}

// wake wakes all who wait.
func (w *watchers) wake() {
	if c := w.waiting.Swap(nil); c != nil {
		close(*c)
	}
}

// claims returns every claim so far.
func (w *watchers) claims() []*Claim {
	n := w.count.Load() // first: the room holds at least what had been counted before
	if room := w.room.Load(); room != nil {
		return (*room)[:n]
	}
	return nil
}

// store makes list the list of claims; it is that of claims with others appended. Only the
// one writer calls it.
func (w *watchers) store(list []*Claim) {
	if room := w.room.Load(); room == nil || cap(*room) != cap(list) {
		whole := list[:cap(list)]
		w.room.Store(&whole)
	}
	w.count.Store(int64(len(list)))
}
