package border

import (
	"slices"

	"github.com/google/uuid"
)

// publish puts claims into the cells and then lets views see them. The caller
// holds the lock.
func (r *Registry) publish(adding []addition) {
	seq := r.added.Load() + uint64(len(adding)) // of all: a batch is seen whole
	if len(adding) == 1 && !adding[0].names {
		r.publishOne(&adding[0], uint32(seq))
	} else {
		r.publishAll(adding, uint32(seq))
	}
	r.added.Store(seq)
	r.watchers.wake()
}

// publishOne puts a claim that names no other into its cell.
func (r *Registry) publishOne(a *addition, seq uint32) {
	c := &r.cells[a.cell]
	l := c.log()
	r.locations.reserve(1)
	r.locate(a, l.add(a.claim, &a.fact, a.known, seq), &l, r.claimAt)
	c.store(l)
	if !a.again {
		r.watchers.arrive(a.claim)
	}
}

// publishAll puts a batch into its cells.
func (r *Registry) publishAll(adding []addition, seq uint32) {
	p := publication{registry: r, logs: make(map[cellPlace]*growingLog, min(len(adding), len(r.cells)))}
	p.makeRoom(adding)
	// First every claim, then what they withdraw and deny: a batch may name
	// claims that come later in it.
	for i := range adding {
		p.put(&adding[i], seq)
	}
	for i := range adding {
		if adding[i].names {
			p.link(&adding[i], seq)
		}
	}
	for i := range adding {
		if adding[i].names {
			p.followDenials(&adding[i], seq)
		}
	}
	for i, l := range p.logs {
		r.cells[i].store(l.log)
	}
	r.watchers.store(p.arrived)
}

// locate notes that a claim is at that place of the log of its cell.
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

// A publication is a batch on its way into the cells.
type publication struct {
	registry *Registry
	logs     map[cellPlace]*growingLog // of the cells that get claims
	arrived  []*Claim                  // all that ever arrived, in the memory of the watchers if that has room
}

// makeRoom makes room for a batch where it will go.
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
	p.arrived = slices.Grow(p.registry.watchers.claims(), len(adding))
}

// log returns what a cell has and gets.
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

// find returns where the registry has a claim that is there.
func (p *publication) find(id uuid.UUID) location {
	for at := range p.registry.locations.at(hashOfID(id)) {
		if p.claimAt(*at).ID == id {
			return *at
		}
	}
	panic("the claim was checked to be there")
}

// put appends a claim to its cell.
func (p *publication) put(a *addition, seq uint32) {
	p.registry.locate(a, a.log.add(a.claim, &a.fact, a.known, seq), &a.log.log, p.claimAt)
	if !a.again {
		p.arrived = append(p.arrived, a.claim)
	}
}

// link notes in the cells which claims a claim withdraws and denies.
func (p *publication) link(a *addition, seq uint32) {
	for _, id := range a.claim.Retracts {
		t := p.find(id)
		x := p.extraIn(t.cell, a, seq)
		x.retracts = append(x.retracts, p.log(t.cell).slot(t.entry))
	}
	for _, id := range a.claim.Denies {
		t := p.find(id)
		x := p.extraIn(t.cell, a, seq)
		x.denies = append(x.denies, p.log(t.cell).slot(t.entry))
	}
}

// followDenials notes that a claim withdraws another in the cells, too, in which
// that one denies something.
func (p *publication) followDenials(a *addition, seq uint32) {
	for _, id := range a.claim.Retracts {
		own := p.find(id)
		for _, denied := range p.claimAt(own).Denies {
			cell := p.find(denied).cell
			if cell == own.cell {
				continue
			}
			x := p.extraIn(cell, a, seq)
			l := p.log(cell)
			x.retracts = append(x.retracts, l.slot(l.lastOf(id)))
		}
	}
}

// extraIn returns the extra of a claim in a cell. If the cell is of another
// crossing, the claim gets an entry there.
func (p *publication) extraIn(cell cellPlace, a *addition, seq uint32) *extra {
	l := p.log(cell)
	if own := p.find(a.claim.ID); own.cell == cell {
		return l.makeExtra(own.entry)
	}
	last := l.lastOf(a.claim.ID)
	if last >= 0 && l.claims[last] == a.claim {
		return l.makeExtra(last)
	}
	x := l.makeExtra(l.add(a.claim, &a.fact, a.known, seq))
	x.foreign = true
	if last >= 0 {
		x.slot = l.slot(last) // it is here already, with a later recorded
	}
	return x
}
