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
	kept  keeping
	spare spareReadings

	mu       sync.Mutex // held by the one writer
	last     time.Time  // the last stamp
	held     map[uuid.UUID]holding
	watchers watchers
}

// A holding says where a claim is held: in which cell, and at which place.
type holding struct{ cell, place int32 }

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
		r.cells[i].code = w.crossings[i].Code
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
	batch := make([]addition, len(claims))
	ids := make([]uuid.UUID, len(claims))
	held := make([]Claim, len(claims)) // claims are never dropped: one piece of memory serves them all
	for i := range claims {
		c := &held[i]
		*c = claims[i].Clone()
		if err := c.Validate(); err != nil {
			return nil, at("", i+1, err)
		}
		c.normalize()
		if err := c.validateNames(); err != nil { // now that the id is known
			return nil, at("", i+1, err)
		}
		batch[i].claim, ids[i] = c, c.ID
		if err := r.locate(&batch[i]); err != nil {
			return nil, at("", i+1, err)
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	adding, err := r.prepare(batch)
	if err != nil || len(adding) == 0 {
		return ids, err
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

// An addition is a claim that is to be held.
type addition struct {
	claim *Claim
	cell  int32
	value uint16
	again bool // it is held already, with a later recorded
}

// locate finds the cell of a claim's crossing and the number of its value.
func (r *Registry) locate(a *addition) error {
	if r.world == nil {
		return fault("crossing", a.claim.Crossing, ErrNoCrossing)
	}
	c := a.claim
	i, ok := r.world.byCode[c.Crossing]
	if !ok {
		return fault("crossing", c.Crossing, fmt.Errorf("%w; want one of %s", ErrNoCrossing, r.world.crossingList()))
	}
	a.cell = i
	if c.Value == "" || c.Kind.IsNotice() {
		return nil
	}
	n, ok := r.world.numberOf(c)
	if !ok {
		return fault("value", c.Value, fmt.Errorf("no such party; want one of %s", r.world.partyList()))
	}
	a.value = n
	return nil
}

// prepare checks a batch against what is held, and returns what is new. The
// caller holds the lock.
func (r *Registry) prepare(batch []addition) ([]addition, error) {
	var inBatch map[uuid.UUID]int // place in adding
	if len(batch) > 1 {
		inBatch = make(map[uuid.UUID]int, len(batch))
	}
	adding := batch[:0:len(batch)]
	for i := range batch {
		a := batch[i]
		c := a.claim
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
		if inBatch != nil {
			inBatch[c.ID] = len(adding)
		}
		adding = append(adding, a)
	}
	for i := range adding {
		if err := r.checkTargets(adding[i].claim, inBatch); err != nil {
			return nil, at("", 1+slices.IndexFunc(batch, func(b addition) bool { return b.claim == adding[i].claim }), err)
		}
	}
	return adding, nil
}

// checkTargets checks that the claims which c withdraws or denies are held, or
// come in the same batch.
func (r *Registry) checkTargets(c *Claim, inBatch map[uuid.UUID]int) error {
	for _, names := range [...]struct {
		member string
		ids    []uuid.UUID
	}{{"retracts", c.Retracts}, {"denies", c.Denies}} {
		for _, id := range names.ids {
			if _, ok := inBatch[id]; ok {
				continue
			}
			if _, ok := r.held[id]; !ok {
				return fault(names.member, id.String(), ErrUnknownClaim)
			}
		}
	}
	return nil
}

// heldClaim returns the claim that is held under an id.
func (r *Registry) heldClaim(id uuid.UUID) (*Claim, bool) {
	h, ok := r.held[id]
	if !ok {
		return nil, false
	}
	return r.cells[h.cell].entries()[h.place].claim, true
}

// sameContent reports whether two claims say the same, id and recorded aside.
func sameContent(x, y *Claim) bool {
	return string(x.AppendCanonical(nil)) == string(y.AppendCanonical(nil))
}

// stampAll stamps the claims that were not recorded elsewhere: with the time,
// but never one before the last stamp. The caller holds the lock.
func (r *Registry) stampAll(adding []addition) {
	for i := range adding {
		if c := adding[i].claim; c.Recorded.IsZero() {
			if now := time.Now().UTC().Round(0); now.After(r.last) {
				r.last = now
			}
			c.Recorded = r.last
		}
	}
}

// publish puts claims into the cells and then lets views see them. The caller
// holds the lock.
func (r *Registry) publish(adding []addition) {
	if len(adding) == 1 && len(adding[0].claim.Retracts)+len(adding[0].claim.Denies) == 0 {
		r.publishOne(&adding[0])
		return
	}
	p := publication{Registry: r, logs: map[int32][]entry{}}
	seq := r.added.Load()
	// First every claim, then what they withdraw and deny: a batch may name
	// claims that come later in it.
	for i := range adding {
		p.put(&adding[i], seq+uint64(i)+1)
	}
	for i := range adding {
		p.link(&adding[i], seq+uint64(i)+1)
	}
	for i := range adding {
		p.followDenials(&adding[i], seq+uint64(i)+1)
	}
	seq += uint64(len(adding))
	for i, log := range p.logs {
		r.cells[i].log.Store(&log)
		r.cells[i].seq.Store(log[len(log)-1].seq)
	}
	r.added.Store(seq)
	r.watchers.arrive(p.arrived)
	r.watchers.wake()
}

// publishOne is publish for a claim that names no other.
func (r *Registry) publishOne(a *addition) {
	c := &r.cells[a.cell]
	log := c.entries()
	seq := r.added.Load() + 1
	e := newEntry(a.claim, a.value, seq, len(log))
	if a.again {
		e.slot = log[r.held[a.claim.ID].place].slot
	}
	r.held[a.claim.ID] = holding{a.cell, int32(len(log))}
	log = append(log, e)
	c.log.Store(&log)
	c.seq.Store(seq)
	r.added.Store(seq)
	if !a.again {
		r.watchers.arriveOne(a.claim)
	}
	r.watchers.wake()
}

// A publication is a batch on its way into the cells.
type publication struct {
	*Registry
	logs    map[int32][]entry // of the cells that get claims
	arrived []*Claim
}

// log returns what a cell has and gets.
func (p *publication) log(cell int32) []entry {
	if log, ok := p.logs[cell]; ok {
		return log
	}
	return p.cells[cell].entries()
}

// put appends a claim to its cell.
func (p *publication) put(a *addition, seq uint64) {
	log := p.log(a.cell)
	e := newEntry(a.claim, a.value, seq, len(log))
	if a.again {
		e.slot = log[p.held[a.claim.ID].place].slot
	} else {
		p.arrived = append(p.arrived, a.claim)
	}
	p.held[a.claim.ID] = holding{a.cell, int32(len(log))}
	p.logs[a.cell] = append(log, e)
}

// link notes in the cells which claims a claim withdraws and denies.
func (p *publication) link(a *addition, seq uint64) {
	for _, id := range a.claim.Retracts {
		t := p.held[id]
		l := p.linksIn(t.cell, a, seq)
		l.retracts = append(l.retracts, p.log(t.cell)[t.place].slot)
	}
	for _, id := range a.claim.Denies {
		t := p.held[id]
		l := p.linksIn(t.cell, a, seq)
		l.denies = append(l.denies, p.log(t.cell)[t.place].slot)
	}
}

// followDenials notes that a claim withdraws another in the cells, too, in which
// that one denies something.
func (p *publication) followDenials(a *addition, seq uint64) {
	for _, id := range a.claim.Retracts {
		own := p.held[id]
		for _, denied := range p.log(own.cell)[own.place].claim.Denies {
			cell := p.held[denied].cell
			if cell == own.cell {
				continue
			}
			l := p.linksIn(cell, a, seq)
			l.retracts = append(l.retracts, p.log(cell)[p.find(cell, id)].slot)
		}
	}
}

// linksIn returns the links of a claim in a cell. If the cell is of another
// crossing, the claim gets an entry there.
func (p *publication) linksIn(cell int32, a *addition, seq uint64) *links {
	log := p.log(cell)
	var e *entry
	if own := p.held[a.claim.ID]; own.cell == cell {
		e = &log[own.place]
	} else if i := p.find(cell, a.claim.ID); i >= 0 && log[i].claim == a.claim {
		e = &log[i]
	} else {
		guest := newEntry(a.claim, a.value, seq, len(log))
		guest.foreign = true
		if i >= 0 {
			guest.slot = log[i].slot // it is here already, with a later recorded
		}
		log = append(log, guest)
		p.logs[cell] = log
		e = &log[len(log)-1]
	}
	if e.links == nil {
		e.links = &links{}
	}
	return e.links
}

// find returns the place of the last entry of a claim in a cell, -1 if there is
// none. Only claims about other crossings are looked for, so it is seldom called.
func (p *publication) find(cell int32, id uuid.UUID) int {
	log := p.log(cell)
	for i := len(log) - 1; i >= 0; i-- {
		if log[i].claim.ID == id {
			return i
		}
	}
	return -1
}
