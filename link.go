package border

import (
	"cmp"
	"slices"

	"github.com/crossingstatus/border/internal/timeline"
	"github.com/google/uuid"
)

// A claim may name others: it retracts, denies or repeats them. This happens in two
// halves. When claims are published, the writer stores in the logs which claims each
// names (links); the first half of this file does that. When a reading is made, the
// builder finds which of those the view sees (namings); the second half does that, from
// builder.link on.

// dependents remember which claims must be linked again when another claim comes,
// because they name it or a claim that it may stand for. Only the one writer uses them.
// The zero dependents are empty.
type dependents struct {
	awaited    map[uuid.UUID][]uuid.UUID // by the id of a claim that did not come yet: the claims that name it
	followed   map[uuid.UUID][]uuid.UUID // by the id of a claim that was replaced, or may stand for one: those that name it
	retractors map[uuid.UUID][]uuid.UUID // by the id of a claim that denies others: those that withdraw it
	unresolved map[uuid.UUID]bool        // the claims that withdraw or deny an id without a claim
}

// note adds an id to those that an index has under a key.
func note(index *map[uuid.UUID][]uuid.UUID, key, id uuid.UUID) {
	if *index == nil {
		*index = map[uuid.UUID][]uuid.UUID{}
	}
	if !slices.Contains((*index)[key], id) {
		(*index)[key] = append((*index)[key], id)
	}
}

// noteResolved notes whether all claims are there that a claim withdraws or denies.
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
	for i := range len(anew) { // what they deny in other cells is withdrawn there, too
		for _, by := range n.retractors[anew[i].claim.ID] {
			add(by)
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
				note(&names.followed, id, a.claim.ID)
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
			note(&names.awaited, id, a.claim.ID)
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

// followDenials stores that a claim withdraws another also in the cells in which that
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
			note(&p.registry.dependents.retractors, target, a.claim.ID)
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

// link finds, for the reading that is being made, which claims are withdrawn or denied, and
// which are repeated because they stand for others.
func (b *builder) link(r *reading, l *log) {
	n := len(b.places)
	b.denied = slices.Grow(b.denied[:0], n)[:n]
	clear(b.denied)
	if !slices.ContainsFunc(b.places, func(p entryPlace) bool { return l.links(p) != nil }) {
		return
	}
	names := &namings{withdrawn: make([]bool, n)}
	r.grounds.names = names
	b.slots = slices.Grow(b.slots[:0], len(l.entries))[:len(l.entries)]
	for i := range b.slots {
		b.slots[i] = timeline.NoClaim
	}
	for i, p := range b.places {
		b.slots[l.slot(p)] = timeline.Claim(i)
	}
	for i, p := range b.places {
		if links := l.links(p); links != nil {
			b.named(r, links, timeline.Claim(i), inRetracts, func(n naming) {
				names.withdrawn[n.target] = true
				names.retractions = append(names.retractions, n)
			})
			b.named(r, links, timeline.Claim(i), inRepeats, func(n naming) { names.addRepeat(n) })
		}
	}
	for i, p := range b.places {
		if links := l.links(p); links != nil && !names.withdrawn[i] {
			b.named(r, links, timeline.Claim(i), inDenies, func(n naming) {
				b.denied[n.target] = true
				names.denials = append(names.denials, n)
			})
		}
	}
	names.denials, names.retractions = inOrderOfTargets(names.denials), inOrderOfTargets(names.retractions)
}

// addRepeat adds that a claim repeats one that stands for another.
func (n *namings) addRepeat(repeat naming) {
	if n.repeats == nil {
		n.repeats = map[timeline.Claim][]timeline.Claim{}
	}
	n.repeats[repeat.by] = append(n.repeats[repeat.by], repeat.target)
}

// inOrderOfTargets returns a list of namings sorted by target, each once.
func inOrderOfTargets(list []naming) []naming {
	slices.SortFunc(list, func(x, y naming) int {
		return cmp.Or(cmp.Compare(x.target, y.target), cmp.Compare(x.by, y.by))
	})
	return slices.Compact(list)
}

// named yields the claims of the reading that one of them names in a member. For a claim
// that is not in the reading and was replaced, it yields those that stand for it.
func (b *builder) named(r *reading, l *links, by timeline.Claim, member nameMember, yield func(naming)) {
	name := func(slot entryPlace) {
		if target := b.slots[slot]; target != timeline.NoClaim && target != by {
			yield(naming{target, by})
		}
	}
	switch member {
	case inRetracts:
		for _, slot := range l.retracts {
			name(slot)
		}
	case inDenies:
		for _, slot := range l.denies {
			name(slot)
		}
	}
	for i := range l.replaced {
		if l.replaced[i].member == member {
			for _, slot := range b.standing(r, &l.replaced[i]) {
				name(slot)
			}
		}
	}
}

// standing returns the slots of the claims of the reading that stand for a claim that was
// replaced.
func (b *builder) standing(r *reading, name *replacedName) (slots []entryPlace) {
	slotOf := func(id uuid.UUID) (entryPlace, bool) {
		i := slices.IndexFunc(name.came, func(c namedClaim) bool { return c.id == id })
		if i < 0 || b.slots[name.came[i].slot] == timeline.NoClaim {
			return 0, false
		}
		return name.came[i].slot, true
	}
	for _, id := range r.world.succession.follow(name.id, func(id uuid.UUID) bool { _, ok := slotOf(id); return ok }) {
		slot, _ := slotOf(id)
		slots = append(slots, slot)
	}
	return slots
}
