package border

import (
	"context"
	"hash/maphash"
	"iter"
	"slices"
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
// readers never wait for a writer, and only those who ask first about a crossing
// wait for each other. A Registry must not be copied.
//
// Its query methods are those of its latest [View], which has some more.
type Registry struct {
	world *world
	// added is the number of claims that views may see; a claim that came again with an
	// earlier time of recording counts twice. It grows only after the claims of a batch are in
	// their cells, so that no view sees half a batch.
	added    atomic.Uint64
	cells    []cell             // one for each of world.crossings
	codes    idTable[cellPlace] // finds a cell by the code of its crossing
	readings readings

	mu         sync.Mutex        // held by the one writer
	last       time.Time         // the last time that a claim was stamped with
	locations  idTable[location] // finds a claim by its id
	watchers   watchers
	dependents dependents

	through lastOf[Reach]
	digest  lastOf[Digest]

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
	// This is [idTable.at] written out for speed: every question by code passes here.
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

// Watch yields the claims that are added after the call of Watch, each once, in the
// order in which they come, until ctx is done. The claims wait in the registry: a
// slow reader misses none and costs no memory.
//
// To miss nothing, call Watch first, then ask for the states that the claims may
// change, then range over the result: it starts with what came in between. Answers
// also change as days pass, without a claim; [Registry.Changes] tells of both.
func (r *Registry) Watch(ctx context.Context) iter.Seq[Claim] {
	return r.WatchFrom(ctx, len(r.watchers.claims()))
}

// WatchFrom is [Registry.Watch], but starts at the claim that came as number n,
// counted from 0. With 0 it yields all claims that are there already, and then those
// that come. A reader that was interrupted after n claims goes on with n. The numbers
// are those of this registry alone: another with the same claims may have them in
// another order.
func (r *Registry) WatchFrom(ctx context.Context, n int) iter.Seq[Claim] {
	return func(yield func(Claim) bool) {
		for next := max(n, 0); ctx.Err() == nil; {
			woken := r.watchers.wait()
			claims := r.watchers.claims()
			for ; next < len(claims); next++ {
				if ctx.Err() != nil || !yield(claims[next].Clone()) {
					return
				}
			}
			select {
			case <-woken:
			case <-ctx.Done():
			}
		}
	}
}

// watchers has all claims in the order in which they came, and wakes the goroutines
// that wait for more.
type watchers struct {
	room    atomic.Pointer[[]*Claim]      // the list of claims up to its capacity: behind the first count, nothing is there yet
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

// store makes list the list of claims: it is what claims returned, with more appended. Only the
// one writer calls it.
func (w *watchers) store(list []*Claim) {
	if room := w.room.Load(); room == nil || cap(*room) != cap(list) {
		whole := list[:cap(list)]
		w.room.Store(&whole)
	}
	w.count.Store(int64(len(list)))
}

// dependents remember which claims must be linked again when another claim comes,
// because they name it or a claim that it may stand for. Only the one writer uses them.
// The zero dependents are empty.
type dependents struct {
	awaited    map[uuid.UUID][]uuid.UUID // by the id of a claim that did not come yet: the claims that name it
	followed   map[uuid.UUID][]uuid.UUID // by each id that may stand for a replaced one, itself included: the claims that name the replaced one
	retractors map[uuid.UUID][]uuid.UUID // by the id of a claim that denies others: those that withdraw it
	unresolved map[uuid.UUID]bool        // the claims that withdraw or deny an id without a claim
}

// addToIndex adds an id to those that an index has under a key.
func addToIndex(index *map[uuid.UUID][]uuid.UUID, key, id uuid.UUID) {
	if *index == nil {
		*index = map[uuid.UUID][]uuid.UUID{}
	}
	if !slices.Contains((*index)[key], id) {
		(*index)[key] = append((*index)[key], id)
	}
}

// noteResolved notes, of the claim with an id, whether the registry has all claims that it
// withdraws or denies.
func (n *dependents) noteResolved(id uuid.UUID, isResolved bool) {
	if isResolved {
		delete(n.unresolved, id)
		return
	}
	if n.unresolved == nil {
		n.unresolved = map[uuid.UUID]bool{}
	}
	n.unresolved[id] = true
}

// An idTable finds the place of a claim by its id, or of a cell by its code. It is a hash table
// with open addressing and linear probing. It stores a hash of 32 bits and the place, but not
// the id or code itself: the caller looks at the place and compares that. So the table is
// small, and more of it stays in a processor's cache. The zero idTable is empty.
type idTable[P any] struct {
	slots []idSlot[P] // in the order of their hashes but for collisions
	count int
}

type idSlot[P any] struct {
	hash  uint32 // 0 if the slot is free
	place P
}

var idSeed = maphash.MakeSeed()

// hashOfID returns the hash of an id, which is not 0.
func hashOfID(id uuid.UUID) uint32 { return max(uint32(maphash.Bytes(idSeed, id[:])), 1) }

// hashOfCode returns the hash of a code, which is not 0.
func hashOfCode(code string) uint32 { return max(uint32(maphash.String(idSeed, code)), 1) }

// at yields pointers to the places with a hash: none or one, and seldom more. What is
// looked for is at one of them, or is not in the table.
func (t *idTable[P]) at(hash uint32) iter.Seq[*P] {
	return func(yield func(*P) bool) {
		if t.count == 0 {
			return
		}
		for i := t.start(hash); t.slots[i].hash != 0; i = t.after(i) {
			if s := &t.slots[i]; s.hash == hash && !yield(&s.place) {
				return
			}
		}
	}
}

// insert adds a place that is not in the table. There must be room for it.
func (t *idTable[P]) insert(hash uint32, place P) {
	i := t.start(hash)
	for t.slots[i].hash != 0 {
		i = t.after(i)
	}
	t.slots[i] = idSlot[P]{hash, place}
	t.count++
}

// reserve makes room for n more places, so that a fifth of the slots stays free.
func (t *idTable[P]) reserve(n int) {
	if need := (t.count+n)*5/4 + 1; need > len(t.slots) {
		t.resize(max(need, len(t.slots)*3/2, 8))
	}
}

// resize moves the places into that many slots.
func (t *idTable[P]) resize(slots int) {
	grown := idTable[P]{slots: make([]idSlot[P], slots)}
	for _, s := range t.slots {
		if s.hash != 0 {
			grown.insert(s.hash, s.place)
		}
	}
	*t = grown
}

// start returns the first slot in which to look for a hash.
func (t *idTable[P]) start(hash uint32) int { return int(uint64(hash) * uint64(len(t.slots)) >> 32) }

// after returns the slot in which to look next.
func (t *idTable[P]) after(slot int) int {
	if slot++; slot < len(t.slots) {
		return slot
	}
	return 0
}
