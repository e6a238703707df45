package border

import (
	"iter"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/crossingstatus/border/internal/timeline"
)

// A claim may name others: it retracts, denies or repeats them. When claims are published,
// the writer stores in the logs which claims each names (links). When a reading is made, the
// builder finds which of those the view sees (namings, see naming.go). This file has the
// writer's part, and what callers may ask about named claims.

// linkedAnew returns additions of claims that the registry has already, and that must be
// linked again because of the claims of a batch. The caller holds the lock.
func (r *Registry) linkedAnew(adding []addition) (anew []addition) {
	n := &r.dependents
	if len(n.awaited)+len(n.followed) == 0 {
		return nil
	}
	isIn := map[uuid.UUID]bool{}
	for i := range adding {
		isIn[adding[i].claim.ID] = true
	}
	add := func(id uuid.UUID) {
		if !isIn[id] {
			isIn[id] = true
			anew = append(anew, r.again(id))
		}
	}
	for i := range adding {
		id := adding[i].claim.ID
		for _, by := range n.awaited[id] {
			add(by)
		}
		delete(n.awaited, id)
		for _, by := range n.followed[id] {
			add(by)
		}
	}
	for _, list := range [...][]addition{adding, anew} { // what they deny in other cells is withdrawn there, too
		for i := range list {
			for _, by := range n.retractors[list[i].claim.ID] {
				add(by)
			}
		}
	}
	return anew
}

// again returns an addition of a claim that the registry has, unchanged.
func (r *Registry) again(id uuid.UUID) addition {
	a := addition{hash: hashOfID(id), again: true, names: true}
	a.claim = r.claim(a.hash, id)
	a.cell = r.cellOf(a.claim.Crossing)
	var value uint16
	if a.claim.Value != "" && a.claim.Kind.MakesState() {
		value, _ = r.world.numberOf(a.claim)
	}
	a.readFact(value)
	return a
}

// link stores in the cells which claims a claim retracts and denies, and which of those
// that it repeats were replaced.
func (p *publication) link(a *addition) {
	isResolved := p.linkAll(a, inRetracts, a.claim.Retracts)
	isResolved = p.linkAll(a, inDenies, a.claim.Denies) && isResolved
	p.linkAll(a, inRepeats, a.claim.Repeats)
	p.registry.dependents.noteResolved(a.claim.ID, isResolved)
}

// linkAll links a claim with those that it names in a member, and reports whether all of
// these are there.
func (p *publication) linkAll(a *addition, member nameMember, ids []uuid.UUID) (isResolved bool) {
	names, isResolved := &p.registry.dependents, true
	for _, id := range ids {
		if may := p.registry.world.succession.mayStandFor(id); may != nil {
			for _, id := range may {
				addToIndex(&names.followed, id, a.claim.ID)
			}
			cells := p.cellsOf(may)
			isResolved = isResolved && len(cells) > 0
			for _, cell := range cells {
				if member != inRepeats || cell == a.cell { // origins are those of one crossing
					p.linkReplaced(a, cell, member, id, may)
				}
			}
			continue
		}
		at, ok := p.find(id)
		switch {
		case member == inRepeats: // told by the claim itself
		case !ok:
			addToIndex(&names.awaited, id, a.claim.ID)
			isResolved = false
		case member == inRetracts:
			l := p.linksIn(at.cell, a)
			l.retracts = append(l.retracts, p.log(at.cell).slot(at.entry))
		default:
			l := p.linksIn(at.cell, a)
			l.denies = append(l.denies, p.log(at.cell).slot(at.entry))
		}
	}
	return isResolved
}

// cellsOf returns the cells of the claims with these ids, as far as they are there.
func (p *publication) cellsOf(ids []uuid.UUID) (cells []cellPlace) {
	for _, id := range ids {
		if at, ok := p.find(id); ok && !slices.Contains(cells, at.cell) {
			cells = append(cells, at.cell)
		}
	}
	return cells
}

// linkReplaced stores in a cell that a claim names an id that was replaced, and which
// claims may stand for it. Those about other crossings get an entry in the cell, too: a
// view that sees one of them must not take what replaced it in its place.
func (p *publication) linkReplaced(a *addition, cell cellPlace, member nameMember, id uuid.UUID, may []uuid.UUID) {
	name := replacedName{member: member, id: id}
	for _, id := range may {
		if at, ok := p.find(id); ok {
			name.came = append(name.came, namedClaim{id, p.slotIn(cell, at)})
		}
	}
	l := p.linksIn(cell, a)
	l.replaced = append(l.replaced, name)
}

// slotIn returns the slot that the claim at a location has in a cell. If it has none, or
// its entry there is out of date, it gets a new entry.
func (p *publication) slotIn(cell cellPlace, at location) entryPlace {
	own, l := p.log(at.cell), p.log(cell)
	if at.cell == cell {
		return l.slot(at.entry)
	}
	c := own.claims[at.entry]
	last := l.lastOf(c.ID)
	if last < 0 || l.claims[last] != c {
		f := own.fact(at.entry)
		return p.addForeign(l, last, c, &f, own.entries[at.entry].known).slot
	}
	return l.slot(last)
}

// addForeign adds an entry of a claim to the log of a crossing that it is not about. Last
// is the place of the entry that the log has of it already, and -1 if it has none.
func (p *publication) addForeign(l *growingLog, last entryPlace, c *Claim, f *fact, known timeline.Day) *extra {
	x := l.makeExtra(l.add(c, f, known, p.seq))
	x.foreign = true
	if last >= 0 {
		x.slot = l.slot(last)
	}
	return x
}

// followDenials stores in further cells that a claim withdraws another: in those in which the
// other one denies something.
func (p *publication) followDenials(a *addition) {
	for _, id := range a.claim.Retracts {
		may := p.registry.world.succession.mayStandFor(id)
		targets := may
		if may == nil {
			targets = []uuid.UUID{id}
		}
		linked := p.cellsOf(targets)
		for _, target := range targets {
			at, ok := p.find(target)
			if !ok || len(p.claimAt(at).Denies) == 0 {
				continue
			}
			addToIndex(&p.registry.dependents.retractors, target, a.claim.ID)
			for _, cell := range p.cellsDenied(p.claimAt(at)) {
				switch {
				case slices.Contains(linked, cell):
					continue
				case may != nil:
					p.linkReplaced(a, cell, inRetracts, id, may)
				default:
					slot := p.slotIn(cell, at)
					l := p.linksIn(cell, a)
					l.retracts = append(l.retracts, slot)
				}
				linked = append(linked, cell)
			}
		}
	}
}

// cellsDenied returns the cells in which a claim denies something.
func (p *publication) cellsDenied(c *Claim) []cellPlace {
	var ids []uuid.UUID
	for _, id := range c.Denies {
		if may := p.registry.world.succession.mayStandFor(id); may != nil {
			ids = append(ids, may...)
		} else {
			ids = append(ids, id)
		}
	}
	return p.cellsOf(ids)
}

// linksIn returns the links that a claim of the batch has in a cell. If the cell is that
// of another crossing, the claim gets an entry there.
func (p *publication) linksIn(cell cellPlace, a *addition) *links {
	x := p.extraIn(cell, a)
	if x.links == nil {
		x.links = new(links)
	}
	return x.links
}

// extraIn returns the extra of a claim in a cell, in an entry of this batch.
func (p *publication) extraIn(cell cellPlace, a *addition) *extra {
	l := p.log(cell)
	if cell == a.cell {
		own, _ := p.find(a.claim.ID)
		return l.makeExtra(own.entry)
	}
	last := l.lastOf(a.claim.ID)
	if last >= 0 && l.entries[last].seq == p.seq {
		return l.makeExtra(last)
	}
	return p.addForeign(l, last, a.claim, &a.fact, a.known)
}

// Unresolved yields each claim that withdraws or denies an id for which the registry
// has no claim, together with that id. Naming the id has no effect until such a claim
// comes: the one with the id, or one that stands for it because an edition of the dataset
// replaced it ([View.Successors]). The order is that of [View.All]. It takes O(1) if there
// are none, else O(n log n) for n claims.
func (r *Registry) Unresolved() iter.Seq2[Claim, uuid.UUID] {
	return func(yield func(Claim, uuid.UUID) bool) {
		if r.unresolved.Load() == 0 {
			return
		}
		v := r.View()
		stands := v.Successors()
		for c := range v.All() {
			for _, id := range sortedIDs(slices.Concat(c.Retracts, c.Denies)) {
				if len(stands(id)) == 0 && !yield(c, id) {
					return
				}
			}
		}
	}
}

// Successors returns a function that returns the ids of the claims of the view that
// stand for an id: the claim with the id if the view has it, else those that replaced it
// in editions of the dataset, in turn. They are sorted; there may be none. A claim that
// retracts, denies or repeats the id acts on these. Successors takes O(n) for n claims.
func (v View) Successors() func(id uuid.UUID) []uuid.UUID {
	has := map[uuid.UUID]bool{}
	for c := range v.all() {
		has[c.ID] = true
	}
	var s succession
	if !v.isZero() {
		s = v.reg.world.succession
	}
	return func(id uuid.UUID) []uuid.UUID { return s.follow(id, func(id uuid.UUID) bool { return has[id] }) }
}

// Withdrawals returns, for each withdrawn claim that the view lists, the instant at which the
// first claim that withdraws it was recorded. That claim may be about another crossing, even if
// [View.Only] narrowed the view. It takes O(n) for n claims.
func (v View) Withdrawals() map[uuid.UUID]time.Time {
	listed := map[uuid.UUID]bool{}
	if v.only > 0 {
		for c := range v.all() {
			listed[c.ID] = true
		}
	}
	whole := v
	whole.only = 0
	first, stands := map[uuid.UUID]time.Time{}, whole.Successors()
	for c := range whole.all() {
		for _, named := range c.Retracts {
			for _, id := range stands(named) {
				if at, ok := first[id]; (v.only == 0 || listed[id]) && (!ok || c.Recorded.Before(at)) {
					first[id] = c.Recorded
				}
			}
		}
	}
	return first
}
