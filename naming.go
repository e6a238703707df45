package border

import (
	"cmp"
	"slices"

	"github.com/crossingstatus/border/internal/timeline"
	"github.com/google/uuid"
)

// namings are the pairs of claims of a reading of which one names the other.
type namings struct {
	withdrawn   []bool   // by claim; nil if none is
	denials     []naming // by claims that are not withdrawn; sorted by target
	retractions []naming // sorted by target
	// repeats has, for a claim that repeats one that an edition replaced, the claims
	// that stand for that one.
	repeats map[timeline.Claim][]timeline.Claim
}

// noNamings serves all readings in which no claim names another.
var noNamings namings

// A naming is a pair of claims: by denies, retracts or repeats target.
type naming struct{ target, by timeline.Claim }

// appendNaming appends the claims that name a target, from a list sorted by target.
func appendNaming(claims []timeline.Claim, list []naming, target timeline.Claim) []timeline.Claim {
	i, _ := slices.BinarySearchFunc(list, target, func(n naming, target timeline.Claim) int { return int(n.target - target) })
	for ; i < len(list) && list[i].target == target; i++ {
		claims = append(claims, list[i].by)
	}
	return claims
}

// A namer finds the namings of readings. It is reused, so that its working memory need not be
// allocated for each of them.
type namer struct {
	replaced succession
	slots    []timeline.Claim // by slot of the log: the claim of the reading, or NoClaim
}

// namings returns the namings among the claims at some places of a log, which are those of a
// reading, in its order.
//
// Rule 8: a claim is withdrawn if another claim of the view retracts it, of whichever
// crossing, itself retracted or not: a retraction is not undone by retracting it, the claim is
// made anew. Rule 1: a denial counts unless it is withdrawn.
func (n *namer) namings(l *log, places []entryPlace, replaced succession) *namings {
	if !slices.ContainsFunc(places, func(p entryPlace) bool { return l.links(p) != nil }) {
		return &noNamings
	}
	n.replaced = replaced
	names := &namings{withdrawn: make([]bool, len(places))}
	n.slots = slices.Grow(n.slots[:0], len(l.entries))[:len(l.entries)]
	for i := range n.slots {
		n.slots[i] = timeline.NoClaim
	}
	for i, p := range places {
		n.slots[l.slot(p)] = timeline.Claim(i)
	}
	for i, p := range places {
		if links := l.links(p); links != nil {
			n.named(links, timeline.Claim(i), inRetracts, func(n naming) {
				names.withdrawn[n.target] = true
				names.retractions = append(names.retractions, n)
			})
			n.named(links, timeline.Claim(i), inRepeats, func(n naming) { names.addRepeat(n) })
		}
	}
	for i, p := range places {
		if links := l.links(p); links != nil && !names.withdrawn[i] {
			n.named(links, timeline.Claim(i), inDenies, func(n naming) { names.denials = append(names.denials, n) })
		}
	}
	names.denials, names.retractions = inOrderOfTargets(names.denials), inOrderOfTargets(names.retractions)
	return names
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

// named yields the claims of the reading that one of them names in a member. For a claim that
// is not in the reading and was replaced, it yields those that stand for it. For the member
// repeats it yields only those: a repeated claim that is in the reading is found by its id.
func (n *namer) named(l *links, by timeline.Claim, member nameMember, yield func(naming)) {
	name := func(slot entryPlace) {
		if target := n.slots[slot]; target != timeline.NoClaim && target != by {
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
			for _, slot := range n.standing(&l.replaced[i]) {
				name(slot)
			}
		}
	}
}

// standing returns the slots of the claims of the reading that stand for a claim that was replaced.
func (n *namer) standing(name *replacedName) (slots []entryPlace) {
	slotOf := func(id uuid.UUID) (entryPlace, bool) {
		i := slices.IndexFunc(name.came, func(c namedClaim) bool { return c.id == id })
		if i < 0 || n.slots[name.came[i].slot] == timeline.NoClaim {
			return 0, false
		}
		return name.came[i].slot, true
	}
	for _, id := range n.replaced.follow(name.id, func(id uuid.UUID) bool { _, ok := slotOf(id); return ok }) {
		slot, _ := slotOf(id)
		slots = append(slots, slot)
	}
	return slots
}
