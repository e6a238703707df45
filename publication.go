package border

import (
	"slices"

	"github.com/google/uuid"
)

// A publication is a batch on its way into the cells.
type publication struct {
	*Registry
	logs    map[int32]*growing // of the cells that get claims
	arrived []*Claim           // all that ever arrived, in the memory of the watchers if that has room
}

// A growing log is what a cell has and gets.
type growing struct {
	log
	coming int // how many claims of the batch it gets
}

// makeRoom makes room for a batch where it will go.
func (p *publication) makeRoom(adding []addition) {
	p.held.reserve(len(adding))
	for i := range adding {
		a := &adding[i]
		a.log = p.log(a.cell)
		a.log.coming++
	}
	for _, l := range p.logs {
		l.entries, l.claims = slices.Grow(l.entries, l.coming), slices.Grow(l.claims, l.coming)
	}
	p.arrived = slices.Grow(p.watchers.claims(), len(adding))
}

// log returns what a cell has and gets.
func (p *publication) log(cell int32) *growing {
	l, ok := p.logs[cell]
	if !ok {
		l = &growing{log: p.cells[cell].log()}
		p.logs[cell] = l
	}
	return l
}

// claimAt returns the claim of a holding.
func (p *publication) claimAt(h holding) *Claim { return p.log(h.cell).claims[h.place] }

// find returns where a claim that is held is held.
func (p *publication) find(id uuid.UUID) holding {
	return p.held.find(hashOf(id), id, p.claimAt).holding
}

// put appends a claim to its cell.
func (p *publication) put(a *addition, seq uint64) {
	p.hold(a, a.log.add(a, seq), &a.log.log, p.claimAt)
	if !a.again {
		p.arrived = append(p.arrived, a.claim)
	}
}

// link notes in the cells which claims a claim withdraws and denies.
func (p *publication) link(a *addition, seq uint64) {
	for _, id := range a.claim.Retracts {
		t := p.find(id)
		x := p.extraIn(t.cell, a, seq)
		x.retracts = append(x.retracts, p.log(t.cell).slot(t.place))
	}
	for _, id := range a.claim.Denies {
		t := p.find(id)
		x := p.extraIn(t.cell, a, seq)
		x.denies = append(x.denies, p.log(t.cell).slot(t.place))
	}
}

// followDenials notes that a claim withdraws another in the cells, too, in which
// that one denies something.
func (p *publication) followDenials(a *addition, seq uint64) {
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
func (p *publication) extraIn(cell int32, a *addition, seq uint64) *extra {
	l := p.log(cell)
	if own := p.find(a.claim.ID); own.cell == cell {
		return l.makeExtra(own.place)
	}
	i := l.lastOf(a.claim.ID)
	if i >= 0 && l.claims[i] == a.claim {
		return l.makeExtra(i)
	}
	x := l.makeExtra(l.add(a, seq))
	x.foreign = true
	if i >= 0 {
		x.slot = l.slot(i) // it is here already, with a later recorded
	}
	return x
}

// lastOf returns the place of the last entry of a claim, -1 if there is none.
// Only claims about other crossings are looked for, so it is seldom called.
func (l *log) lastOf(id uuid.UUID) int32 {
	for i := len(l.claims) - 1; i >= 0; i-- {
		if l.claims[i].ID == id {
			return int32(i)
		}
	}
	return -1
}
