package border

import (
	"cmp"
	"slices"

	"github.com/crossingstatus/border/internal/timeline"
	"github.com/google/uuid"
)

// link finds which claims are withdrawn or denied, and what those are repeated by that
// stand for others.
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

// addRepeat notes that a claim repeats one that stands for another.
func (n *namings) addRepeat(repeat naming) {
	if n.repeats == nil {
		n.repeats = map[timeline.Claim][]timeline.Claim{}
	}
	n.repeats[repeat.by] = append(n.repeats[repeat.by], repeat.target)
}

// inOrderOfTargets sorts a list of namings, each once.
func inOrderOfTargets(list []naming) []naming {
	slices.SortFunc(list, func(x, y naming) int {
		return cmp.Or(cmp.Compare(x.target, y.target), cmp.Compare(x.by, y.by))
	})
	return slices.Compact(list)
}

// named yields the claims of the reading that one names in a member. For what was
// replaced and is not in the reading stands what replaced it.
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

// standing returns the slots of the claims of the reading that stand for a replaced
// one.
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
