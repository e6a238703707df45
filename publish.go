package border

import (
	"iter"
	"slices"

	"github.com/crossingstatus/border/internal/timeline"
	"github.com/google/uuid"
)

// publish puts claims into the cells, works out what is asked for, then lets views see the
// claims, and then wakes those who watch. So whoever is told of a claim and asks sees it. The
// claims of anew are in the registry already and get new links. The caller holds the lock.
func (r *Registry) publish(adding, anew []addition) {
	seq := r.added.Load() + uint64(len(adding)) // of all: a batch is seen whole
	var arrived []*Claim
	var asked []*cell
	if len(adding) == 1 && !adding[0].names && len(anew) == 0 {
		arrived, asked = r.publishOne(&adding[0], uint32(seq))
	} else {
		arrived, asked = r.publishAll(adding, anew, uint32(seq))
	}
	var made []*reading
	// The cells have the batch, and the next one must come after it: so views see it even if
	// the rules panic.
	defer func() { r.show(seq, arrived, made) }()
	made = r.newest(asked)
}

// show lets views see all up to seq, gives the cells the readings made for these views, and
// wakes those who watch.
func (r *Registry) show(seq uint64, arrived []*Claim, made []*reading) {
	r.added.Store(seq)
	for _, m := range made {
		m.cell.offer(m)
	}
	r.readings.claims.Store(seq)
	r.watchers.store(arrived)
	r.watchers.wake()
}

// newest makes the readings of the whole logs of cells, for views that are still to come.
func (r *Registry) newest(cells []*cell) (made []*reading) {
	for _, c := range cells {
		l := c.log()
		made = append(made, newReading(r.world, c, noCutoff.window(&l)))
	}
	return made
}

// publishOne puts a claim that names no other into its cell, and returns every claim
// so far, and the cell if it was asked for since its last claim.
func (r *Registry) publishOne(a *addition, seq uint32) (arrived []*Claim, asked []*cell) {
	c := &r.cells[a.cell]
	l := c.log()
	r.locations.reserve(1)
	r.locate(a, l.add(a.claim, &a.fact, a.known, seq), &l, r.claimAt)
	if c.isAsked() {
		asked = []*cell{c}
	}
	c.store(l)
	if a.again {
		return r.watchers.claims(), asked
	}
	return append(r.watchers.claims(), a.claim), asked
}

// publishAll puts a batch into its cells, and returns every claim so far, and the cells
// that were asked for since their last claim. It may bring adding into another order.
func (r *Registry) publishAll(adding, anew []addition, seq uint32) (arrived []*Claim, asked []*cell) {
	p := publication{registry: r, seq: seq, logs: make(map[cellPlace]*growingLog, min(len(adding), len(r.cells)))}
	p.makeRoom(adding)
	p.makeRoom(anew)
	p.arrived = slices.Grow(r.watchers.claims(), len(adding))
	for i := range adding {
		if a := &adding[i]; !a.again {
			p.arrived = append(p.arrived, a.claim)
		}
	}
	if !inOrder(adding) { // a log in the registry's order need not be sorted for each reading of it
		slices.SortFunc(adding, func(a, b addition) int { return compareClaims(a.claim, b.claim) })
	}
	for i := range adding {
		p.put(&adding[i])
	}
	for i := range anew {
		p.put(&anew[i])
	}
	// Claims are linked only when all are in, since one may name another that comes later in
	// the batch.
	linking := slices.Collect(withNames(adding, anew))
	for _, a := range linking {
		p.link(a)
	}
	for _, a := range linking {
		p.followDenials(a)
	}
	for i, l := range p.logs {
		c := &r.cells[i]
		if c.isAsked() {
			asked = append(asked, c)
		}
		c.store(l.log)
	}
	r.unresolved.Store(int64(len(r.dependents.unresolved)))
	return p.arrived, asked
}

// inOrder reports whether the claims of additions are in the registry's order.
func inOrder(adding []addition) bool {
	for i := 1; i < len(adding); i++ {
		if compareClaims(adding[i-1].claim, adding[i].claim) > 0 {
			return false
		}
	}
	return true
}

// withNames yields the additions of two lists whose claims name others.
func withNames(adding, anew []addition) iter.Seq[*addition] {
	return func(yield func(*addition) bool) {
		for _, list := range [...][]addition{adding, anew} {
			for i := range list {
				if list[i].names && !yield(&list[i]) {
					return
				}
			}
		}
	}
}

// locate stores in the table of ids that a claim is at a place of a log. If it was in the
// registry before, its new entry gets the slot of the old one.
func (r *Registry) locate(a *addition, place entryPlace, l *log, claimAt func(location) *Claim) {
	if !a.again {
		r.locations.insert(a.hash, location{a.cell, place})
		return
	}
	for at := range r.locations.at(a.hash) {
		if claimAt(*at).ID == a.claim.ID {
			l.makeExtra(place).slot = l.slot(at.entry)
			at.entry = place
			return
		}
	}
}

// A publication is a batch while it is put into the cells.
type publication struct {
	registry *Registry
	seq      uint32
	logs     map[cellPlace]*growingLog // of the cells that get claims
	arrived  []*Claim                  // the watchers' list of all claims, with those of the batch appended
}

// makeRoom makes room for additions in the logs of their cells.
func (p *publication) makeRoom(adding []addition) {
	p.registry.locations.reserve(len(adding))
	for i := range adding {
		a := &adding[i]
		a.log = p.log(a.cell)
		a.log.coming++
	}
	for _, l := range p.logs {
		l.entries, l.claims = slices.Grow(l.entries, l.coming), slices.Grow(l.claims, l.coming)
	}
}

// log returns the growing log of a cell.
func (p *publication) log(cell cellPlace) *growingLog {
	l, ok := p.logs[cell]
	if !ok {
		l = &growingLog{log: p.registry.cells[cell].log()}
		p.logs[cell] = l
	}
	return l
}

// claimAt returns the claim at a location.
func (p *publication) claimAt(at location) *Claim { return p.log(at.cell).claims[at.entry] }

// find returns where the registry has a claim, and ok false if it does not have it.
func (p *publication) find(id uuid.UUID) (at location, ok bool) {
	for at := range p.registry.locations.at(hashOfID(id)) {
		if p.claimAt(*at).ID == id {
			return *at, true
		}
	}
	return location{}, false
}

// put appends a claim to its cell.
func (p *publication) put(a *addition) {
	p.registry.locate(a, a.log.add(a.claim, &a.fact, a.known, p.seq), &a.log.log, p.claimAt)
}

// An addition is a claim that is being added, with everything that the registry works
// out for it.
type addition struct {
	claim *Claim
	fact  fact
	known timeline.Day // the last day on which it may have been reported
	cell  cellPlace    // of its crossing
	hash  uint32       // of the id
	log   *growingLog  // of its crossing, while its batch is published
	names bool         // it retracts or denies others, or repeats one that was replaced
	again bool         // the registry has a claim with its id

	changesNothing bool // the registry has it, or another addition of the batch brings it
}

// readFact works out the fact of the claim, whose value has that number. It is called
// again when the claim is stamped, because a fact depends on when its claim was recorded.
func (a *addition) readFact(value uint16) {
	a.known = reportedBounds(a.claim).Hi
	a.fact = readFact(a.claim, a.known, value)
}
