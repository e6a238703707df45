package border

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
)

// A Registry holds crossings and every claim about them, in memory. Claims are
// added and never changed. Its order is that of (recorded, id).
//
// [New] and [Default] make a Registry; the zero Registry has no crossings and
// refuses every claim. Its methods may be called from any number of goroutines:
// readers take no lock and never wait for a writer. A Registry must not be
// copied.
//
// Its query methods are those of its latest [View].
type Registry struct {
	world *world
	// added is the number of claims that views may see. It is raised after the
	// claims are in their cells, so that a view never sees half a batch.
	added atomic.Uint64
	cells []cell // by place of the crossing in world.crossings

	mu       sync.Mutex // held by the one writer
	last     time.Time  // the last stamp
	held     map[uuid.UUID]holding
	watchers watchers
}

// A holding says where a claim is held.
type holding struct{ cell, place int32 }

// A cell holds what the registry has about one crossing.
type cell struct {
	log    atomic.Pointer[cellLog]
	newest atomic.Pointer[newestReading]
}

// A cellLog is the claims of one crossing in the order of their coming, with
// those of other crossings that withdraw or deny one of them. It only grows:
// a reader uses the part that its view may see.
type cellLog struct{ entries []entry }

// A newestReading is the reading of all that a cell's log had when it was made.
type newestReading struct {
	*reading
	n int // entries read
}

// An entry is a claim in a cell's log, with what is worked out once.
type entry struct {
	claim    *Claim
	fact     fact
	seq      uint64 // how many claims the registry had, this one included
	recorded int64  // UnixNano
	known    moment // hi of reported
	slot     int32  // place of the claim's first entry; it has a second one if an earlier recorded came to light
	foreign  bool   // of another crossing
	retracts []int32
	denies   []int32 // slots of this log
}

// foreignRank puts entries of other crossings last.
func (e *entry) foreignRank() int {
	if e.foreign {
		return 1
	}
	return 0
}

// New returns a registry of those crossings and parties, without claims. The
// party "unknown" is added if it is not among them. It refuses a code or a name
// that stands for two.
func New(crossings []Crossing, parties []PartyInfo) (*Registry, error) {
	w, err := newWorld(crossings, parties)
	if err != nil {
		return nil, err
	}
	r := &Registry{world: w, cells: make([]cell, len(w.crossings)), held: map[uuid.UUID]holding{}}
	for i := range r.cells {
		r.cells[i].log.Store(&cellLog{})
	}
	return r, nil
}

// Add adds claims, all or none of them, and returns their ids in the order of
// the arguments. A claim that is there already changes nothing; if it is given
// with an earlier Recorded, that one holds from now on. Claims without Recorded
// are stamped with the time, never before the last stamp.
//
// The error is a [*ClaimError] that says which claim of the batch is at fault
// (Line counts from 1), which member, and why. The order within a batch is free:
// a claim may retract or deny one that comes later in it. Adding n claims takes
// O(n) and copies nothing that is held; what was worked out for their crossings
// is worked out anew at the next question.
func (r *Registry) Add(claims ...Claim) ([]uuid.UUID, error) {
	batch := make([]*Claim, len(claims))
	ids := make([]uuid.UUID, len(claims))
	for i := range claims {
		c := claims[i].Clone()
		if err := c.Validate(); err != nil {
			return nil, at("", i+1, err)
		}
		c.normalize()
		if err := c.validateTimes(); err != nil { // now that the id is known
			return nil, at("", i+1, err)
		}
		batch[i], ids[i] = &c, c.ID
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	adding, err := r.prepare(batch)
	if err != nil {
		return nil, err
	}
	r.publish(adding)
	return ids, nil
}

// An addition is a claim that is to be held.
type addition struct {
	claim *Claim
	cell  int32
	value uint16
	again bool // it is held already, with a later recorded
}

// prepare checks a batch against what is held, and leaves out what is held
// already. The caller holds the lock.
func (r *Registry) prepare(batch []*Claim) ([]addition, error) {
	inBatch := make(map[uuid.UUID]int, len(batch)) // place in adding
	var adding []addition
	for i, c := range batch {
		a := addition{claim: c}
		if err := r.place(&a); err != nil {
			return nil, at("", i+1, err)
		}
		earlier, isHeld := r.heldClaim(c.ID)
		j, isTwice := inBatch[c.ID]
		if isTwice {
			earlier = adding[j].claim
		}
		if isHeld || isTwice {
			if !sameContent(earlier, c) {
				return nil, at("", i+1, fault("id", c.ID.String(), ErrTwoContents))
			}
			if c.Recorded.IsZero() || !earlier.Recorded.IsZero() && !c.Recorded.Before(earlier.Recorded) {
				continue
			}
			a.again = isHeld
		}
		if isTwice {
			adding[j] = a
			continue
		}
		inBatch[c.ID] = len(adding)
		adding = append(adding, a)
	}
	for i, c := range batch {
		for _, names := range []struct {
			member string
			ids    []uuid.UUID
		}{{"retracts", c.Retracts}, {"denies", c.Denies}} {
			for _, id := range names.ids {
				if _, ok := inBatch[id]; ok {
					continue
				}
				if _, ok := r.held[id]; !ok {
					return nil, at("", i+1, fault(names.member, id.String(), ErrUnknownClaim))
				}
			}
		}
	}
	return adding, nil
}

// place finds the cell of a claim's crossing and the number of its value.
func (r *Registry) place(a *addition) error {
	c := a.claim
	i, ok := r.world.byCode[c.Crossing]
	if !ok {
		return fault("crossing", c.Crossing, fmt.Errorf("%w; want one of %s", ErrNoCrossing, r.world.crossingList()))
	}
	a.cell = i
	if c.Value == "" {
		return nil
	}
	switch c.Kind {
	case KindControl:
		n, ok := slices.BinarySearch(r.world.partyCodes, Party(c.Value))
		if !ok {
			return fault("value", c.Value, fmt.Errorf("no such party; want one of %s", r.world.partyList()))
		}
		a.value = uint16(n)
	case KindStatus:
		s, err := ParseStatus(c.Value)
		if err != nil {
			return fault("value", c.Value, err)
		}
		a.value = uint16(s)
	}
	return nil
}

// heldClaim returns the claim that is held under an id.
func (r *Registry) heldClaim(id uuid.UUID) (*Claim, bool) {
	h, ok := r.held[id]
	if !ok {
		return nil, false
	}
	return r.cells[h.cell].log.Load().entries[h.place].claim, true
}

// sameContent reports whether two claims say the same, id and recorded aside.
func sameContent(x, y *Claim) bool {
	return string(x.AppendCanonical(nil)) == string(y.AppendCanonical(nil))
}

// publish puts claims into the cells and then lets views see them. The caller
// holds the lock.
func (r *Registry) publish(adding []addition) {
	if len(adding) == 0 {
		return
	}
	stamp := r.stamp()
	seq := r.added.Load()
	arrived := make([]*Claim, 0, len(adding))
	logs := map[int32][]entry{}
	log := func(cell int32) []entry {
		if l, ok := logs[cell]; ok {
			return l
		}
		return r.cells[cell].log.Load().entries
	}
	// First every claim, then what they withdraw and deny: a batch may name
	// claims that come later in it.
	for i := range adding {
		a := &adding[i]
		seq++
		if a.claim.Recorded.IsZero() {
			a.claim.Recorded = stamp
		}
		entries := log(a.cell)
		e := newEntry(a, seq)
		e.slot = int32(len(entries))
		if a.again {
			e.slot = entries[r.held[a.claim.ID].place].slot
		} else {
			arrived = append(arrived, a.claim)
		}
		r.held[a.claim.ID] = holding{a.cell, int32(len(entries))}
		logs[a.cell] = append(entries, e)
	}
	seq -= uint64(len(adding))
	for i := range adding {
		a := &adding[i]
		seq++
		r.link(a, seq, log, logs)
	}
	for cell, entries := range logs {
		r.cells[cell].log.Store(&cellLog{entries})
	}
	r.added.Store(seq)
	r.watchers.arrive(arrived)
	r.watchers.wake()
}

// link notes in the logs which claims a claim withdraws and denies. Claims of
// other crossings are noted there, too.
func (r *Registry) link(a *addition, seq uint64, log func(int32) []entry, logs map[int32][]entry) {
	own := r.held[a.claim.ID]
	note := func(target uuid.UUID, isDenial bool) {
		t := r.held[target]
		entries := log(t.cell)
		slot := entries[t.place].slot
		var e *entry
		if t.cell == own.cell {
			e = &entries[own.place]
		} else {
			if n := len(entries); n == 0 || entries[n-1].claim != a.claim {
				foreign := newEntry(a, seq)
				foreign.foreign, foreign.slot = true, int32(n)
				if a.again {
					foreign.slot = slotOf(entries, a.claim.ID, foreign.slot)
				}
				entries = append(entries, foreign)
				logs[t.cell] = entries
			}
			e = &entries[len(entries)-1]
		}
		if isDenial {
			e.denies = append(e.denies, slot)
		} else {
			e.retracts = append(e.retracts, slot)
		}
	}
	for _, id := range a.claim.Retracts {
		note(id, false)
	}
	for _, id := range a.claim.Denies {
		note(id, true)
	}
}

// slotOf returns the slot of the first entry of a claim, or else.
func slotOf(entries []entry, id uuid.UUID, otherwise int32) int32 {
	for i := range entries {
		if entries[i].claim.ID == id {
			return entries[i].slot
		}
	}
	return otherwise
}

// newEntry works out what the rules need of a claim.
func newEntry(a *addition, seq uint64) entry {
	e := entry{claim: a.claim, seq: seq, recorded: a.claim.Recorded.UnixNano(), known: reportedBounds(a.claim).hi}
	e.fact = readFact(a.claim, e.known)
	e.fact.value = a.value
	return e
}

// stamp returns the time, but never one before the last.
func (r *Registry) stamp() time.Time {
	now := time.Now().UTC().Round(0)
	if now.Before(r.last) {
		now = r.last
	}
	r.last = now
	return now
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
	day := momentOf(dayOf(c.Recorded))
	return bounds{day, day}
}

func dayOf(t time.Time) Day { return Date(t.UTC().Date()) }
