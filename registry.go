package border

import (
	"fmt"
	"math"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/crossingstatus/border/internal/timeline"
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
	codes codeTable
	kept  keeping
	front atomic.Pointer[front]
	spare spareReadings
	rolls rolls

	mu       sync.Mutex // held by the one writer
	last     time.Time  // the last stamp
	held     holdings
	watchers watchers
}

// New returns a registry of those crossings and parties, without claims. The
// party "unknown" is added if it is not among them. It refuses a code or a name
// that stands for two.
func New(crossings []Crossing, parties []PartyInfo) (*Registry, error) {
	return NewWith(World{Crossings: crossings, Parties: parties})
}

// NewWith is [New] of a world that may have a register of sources and a
// succession of claims, too. It refuses a source that stands twice in the
// register, or speaks for one that is not in it, and a claim with two
// replacements.
func NewWith(given World) (*Registry, error) {
	w, err := newWorld(given)
	if err != nil {
		return nil, err
	}
	r := &Registry{world: w, cells: make([]cell, len(w.crossings))}
	for i := range r.cells {
		r.cells[i].code, r.cells[i].place = w.crossings[i].Code, int32(i)
	}
	r.codes = newCodeTable(r.cells)
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
// is worked out anew at the next question. A registry takes in 2,147,483,647
// claims, and refuses what is beyond.
func (r *Registry) Add(claims ...Claim) ([]uuid.UUID, error) {
	return r.AddThrough(nil, claims...)
}

// AddThrough is [Registry.Add] for a store that keeps claims elsewhere, too: it
// calls write, unless that is nil, with those of the claims that are new, checked
// and stamped, in the order of the arguments. Only when write has returned nil
// can views see them; if it returns an error, nothing is added and AddThrough
// returns that error. No other claim is added meanwhile; readers do not wait. The
// claims share memory with the registry: write must not change them. It is not
// called if no claim is new.
func (r *Registry) AddThrough(write func([]*Claim) error, claims ...Claim) ([]uuid.UUID, error) {
	var one [1]addition
	batch := one[:]
	if len(claims) != 1 {
		batch = make([]addition, len(claims))
	}
	ids := make([]uuid.UUID, len(claims))
	held := make([]Claim, len(claims)) // claims are never dropped: one piece of memory serves them all
	for i := range claims {
		held[i] = claims[i]
		held[i].cloneLists()
		if err := r.examine(&batch[i], &held[i]); err != nil {
			return nil, at("", i+1, err)
		}
		ids[i] = held[i].ID
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	adding, err := r.prepare(batch)
	if err != nil {
		return nil, err
	}
	if len(adding) == 0 {
		return ids, nil
	}
	r.stampAll(adding)
	if write != nil {
		news := make([]*Claim, len(adding))
		for i := range adding {
			news[i] = adding[i].claim
		}
		if err := write(news); err != nil {
			return nil, err
		}
	}
	r.publish(adding)
	return ids, nil
}

// An addition is a claim that is to be held, with what is worked out of it while
// it is at hand.
type addition struct {
	claim  *Claim
	fact   fact
	known  timeline.Day // hi of reported
	cell   int32
	hash   uint32   // of the id
	log    *growing // of its crossing, in a batch that is published
	tracks uint8    // 1<<t for each track t of a reading that it is on
	names  bool     // it withdraws or denies others
	again  bool     // it is held already, with a later recorded

	changesNothing bool // the claim is there already, or an earlier addition of the batch brings it
}

// locate finds the cell of a claim's crossing and the number of its value.
func (r *Registry) locate(a *addition, c *Claim) error {
	a.claim, a.hash, a.names = c, hashOf(c.ID), len(c.Retracts)+len(c.Denies) > 0
	if r.world == nil {
		return fault("crossing", c.Crossing, ErrNoCrossing)
	}
	if a.cell = r.codes.find(r.cells, c.Crossing); a.cell < 0 {
		return fault("crossing", c.Crossing, fmt.Errorf("%w; want one of %s", ErrNoCrossing, r.world.crossingList()))
	}
	var value uint16
	if c.Value != "" && !c.Kind.IsNotice() {
		var ok bool
		if value, ok = r.world.numberOf(c); !ok {
			return fault("value", c.Value, fmt.Errorf("no such party; want one of %s", r.world.partyList()))
		}
	}
	a.read(value)
	return nil
}

// read works out what the rules need of a claim. What depends on when it was
// recorded is known only when it is stamped.
func (a *addition) read(value uint16) {
	c := a.claim
	a.known = reportedBounds(c).Hi
	a.fact = readFact(c, a.known)
	a.fact.value = value
	a.tracks = 0
	if a.fact.form != timeline.NoFact {
		a.tracks = tracksOf(c)
	}
}

// cloneLists makes the lists of c its own.
func (c *Claim) cloneLists() {
	c.Source.Via = slices.Clone(c.Source.Via)
	c.Retracts = slices.Clone(c.Retracts)
	c.Denies = slices.Clone(c.Denies)
	c.Repeats = slices.Clone(c.Repeats)
}

// prepare checks a batch against what is held, and returns the additions that are
// new, in order; the batch is no longer of use. The caller holds the lock.
func (r *Registry) prepare(batch []addition) ([]addition, error) {
	var inBatch holdings // by place in batch
	claimAt := func(h holding) *Claim { return batch[h.place].claim }
	if len(batch) > 1 {
		inBatch.reserve(len(batch))
	}
	for i := range batch {
		if err := r.compareWithEarlier(batch, i, &inBatch, claimAt); err != nil {
			return nil, at("", i+1, err)
		}
	}
	isThere := func(id uuid.UUID) bool {
		hash := hashOf(id)
		return inBatch.find(hash, id, claimAt) != nil || r.heldClaim(hash, id) != nil
	}
	for i := range batch {
		if a := &batch[i]; a.names && !a.changesNothing {
			if err := checkTargets(a.claim, isThere); err != nil {
				return nil, at("", i+1, err)
			}
		}
	}
	adding := slices.DeleteFunc(batch, func(a addition) bool { return a.changesNothing })
	return adding, r.checkRoom(len(adding))
}

// compareWithEarlier compares addition i of a batch with the claim that has its
// id, held or earlier in the batch. Of one claim with two times the earlier
// holds: an addition that brings it takes the place of the other.
func (r *Registry) compareWithEarlier(batch []addition, i int, inBatch *holdings, claimAt func(holding) *Claim) error {
	a := &batch[i]
	c := a.claim
	earlier := r.heldClaim(a.hash, c.ID)
	a.again = earlier != nil
	twice := inBatch.find(a.hash, c.ID, claimAt)
	if twice != nil {
		earlier = claimAt(twice.holding)
	}
	if earlier != nil {
		if !sameContent(earlier, c) {
			return fault("id", c.ID.String(), ErrTwoContents)
		}
		if c.Recorded.IsZero() || !earlier.Recorded.IsZero() && !c.Recorded.Before(earlier.Recorded) {
			a.changesNothing = true
			return nil
		}
	}
	switch {
	case twice != nil:
		batch[twice.place] = *a
		a.changesNothing = true
	case len(batch) > 1:
		inBatch.add(heldSlot{a.hash, holding{place: int32(i)}})
	}
	return nil
}

// maxClaims is how many claims a registry takes in, at the most: their places in
// a cell fit an int32.
const maxClaims = math.MaxInt32

// checkRoom checks that n more claims are not too many. The caller holds the lock.
func (r *Registry) checkRoom(n int) error {
	if have := r.added.Load(); uint64(n) > maxClaims-have {
		return fmt.Errorf("the registry took in %d claims, and %d more are over the %d that it can: use another one beside it", have, n, maxClaims)
	}
	return nil
}

// checkTargets checks that the claims which c withdraws or denies are held, or
// come in the same batch.
func checkTargets(c *Claim, isThere func(uuid.UUID) bool) error {
	for _, names := range [...]struct {
		member string
		ids    []uuid.UUID
	}{{"retracts", c.Retracts}, {"denies", c.Denies}} {
		for _, id := range names.ids {
			if !isThere(id) {
				return fault(names.member, id.String(), ErrUnknownClaim)
			}
		}
	}
	return nil
}

// heldClaim returns the claim that is held under an id, of which the hash is
// given, and nil if none is.
func (r *Registry) heldClaim(hash uint32, id uuid.UUID) *Claim {
	s := r.held.find(hash, id, r.claimAt)
	if s == nil {
		return nil
	}
	return r.claimAt(s.holding)
}

// claimAt returns the claim of a holding.
func (r *Registry) claimAt(h holding) *Claim { return r.cells[h.cell].room.Load().claims[h.place] }

// sameContent reports whether two claims say the same, id and recorded aside.
func sameContent(x, y *Claim) bool {
	return string(x.AppendCanonical(nil)) == string(y.AppendCanonical(nil))
}

// stampAll stamps the claims that were not recorded elsewhere: with the time,
// but never one before the last stamp. The caller holds the lock.
func (r *Registry) stampAll(adding []addition) {
	for i := range adding {
		if a := &adding[i]; a.claim.Recorded.IsZero() {
			if now := time.Now().UTC().Round(0); now.After(r.last) {
				r.last = now
			}
			a.claim.Recorded = r.last
			a.read(a.fact.value)
		}
	}
}

// publish puts claims into the cells and then lets views see them. The caller
// holds the lock.
func (r *Registry) publish(adding []addition) {
	if len(adding) == 1 && !adding[0].names {
		r.publishOne(&adding[0])
		return
	}
	p := publication{Registry: r, logs: make(map[int32]*growing, min(len(adding), len(r.cells)))}
	p.makeRoom(adding)
	seq := r.added.Load()
	// First every claim, then what they withdraw and deny: a batch may name
	// claims that come later in it.
	for i := range adding {
		p.put(&adding[i], seq+uint64(i)+1)
	}
	for i := range adding {
		if adding[i].names {
			p.link(&adding[i], seq+uint64(i)+1)
		}
	}
	for i := range adding {
		if adding[i].names {
			p.followDenials(&adding[i], seq+uint64(i)+1)
		}
	}
	seq += uint64(len(adding))
	for i, l := range p.logs {
		r.cells[i].publish(l.log)
	}
	r.added.Store(seq)
	r.watchers.keep(p.arrived)
	r.watchers.wake()
}

// publishOne is publish for a claim that names no other.
func (r *Registry) publishOne(a *addition) {
	c := &r.cells[a.cell]
	l := c.log()
	seq := r.added.Load() + 1
	r.hold(a, l.add(a, seq), &l, r.claimAt)
	c.publish(l)
	r.added.Store(seq)
	if !a.again {
		r.watchers.arrive(a.claim)
	}
	r.watchers.wake()
}

// hold notes that a claim is at that place of the log of its cell.
func (r *Registry) hold(a *addition, place int32, l *log, claimAt func(holding) *Claim) {
	if !a.again {
		r.held.reserve(1)
		r.held.add(heldSlot{a.hash, holding{a.cell, place}})
		return
	}
	s := r.held.find(a.hash, a.claim.ID, claimAt)
	l.makeExtra(place).slot = l.slot(s.place)
	s.place = place
}
