package border

import (
	"slices"
)

// sameAnswer reports whether two answers say the same of their days, what they
// rest on and Attested aside.
func (tr *track) sameAnswer(a, b *answer) bool {
	if a.value != b.value || a.certain != b.certain || (a.flags^b.flags)&disputed != 0 || a.possible != b.possible || a.since != b.since {
		return false
	}
	c, d := tr.giverClaim(a.giver), tr.giverClaim(b.giver)
	if c == nil || d == nil {
		return c == d
	}
	return c.Unit == d.Unit && c.Traffic == d.Traffic && c.Direction == d.Direction
}

// sameBasis reports whether two answers rest on the same claims and have the
// same against them.
func (tr *track) sameBasis(x, y []candidate, a, b *answer) bool {
	if a.giver == b.giver && slices.EqualFunc(x, y, func(c, d candidate) bool { return c.place == d.place }) {
		return true
	}
	forA, againstA := tr.claimsOf(x, a)
	forB, againstB := tr.claimsOf(y, b)
	return slices.Equal(forA, forB) && slices.Equal(againstA, againstB)
}

// claimsOf returns the claims for and against an answer with those candidates:
// the claims of the candidates of its value, restatements included; and those of
// the other candidates, with the denials of what gives the value. They are
// places in claims, in order.
func (tr *track) claimsOf(candidates []candidate, a *answer) (basis, against []int32) {
	for _, c := range candidates {
		if c.value == a.value {
			basis = tr.appendClaims(basis, c.place)
		} else {
			against = tr.appendClaims(against, c.place)
		}
	}
	if a.giver != noPlace {
		for _, claim := range tr.appendClaims(nil, a.giver) {
			against = tr.appendDenials(against, claim)
		}
	}
	return sortedPlaces(basis), sortedPlaces(against)
}

func sortedPlaces(places []int32) []int32 {
	slices.Sort(places)
	return slices.Compact(places)
}

// appendClaims appends the claims of a candidate, those that restate it
// included.
func (tr *track) appendClaims(claims []int32, place int32) []int32 {
	var p part
	if place < 0 {
		p = tr.spells[^place].restated
	} else {
		p = tr.events[place].restated
	}
	return append(claims, tr.restated[p.from:p.to]...)
}

// appendDenials appends the claims that deny a claim.
func (tr *track) appendDenials(claims []int32, target int32) []int32 {
	denials := tr.reading.denials
	i, _ := slices.BinarySearchFunc(denials, target, func(d denial, target int32) int { return int(d.target - target) })
	for ; i < len(denials) && denials[i].target == target; i++ {
		claims = append(claims, denials[i].by)
	}
	return claims
}
