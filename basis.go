package border

import (
	"slices"
)

// sameAnswer reports whether two answers say the same of their days, what they
// rest on and Attested aside.
func (r *reading) sameAnswer(a, b *given) bool {
	if a.value != b.value || a.certain != b.certain || (a.flags^b.flags)&disputed != 0 || a.possible != b.possible || a.since != b.since {
		return false
	}
	c, d := r.giver(a.giver), r.giver(b.giver)
	if c == nil || d == nil {
		return c == d
	}
	return c.Unit == d.Unit && c.Traffic == d.Traffic && c.Direction == d.Direction
}

// sameBasis reports whether two answers, of which the candidates and the best of
// them are given, rest on the same claims and have the same against them.
func (j *judge) sameBasis(r *reading, x, y []candidate, bestX, bestY candidate) bool {
	if bestX.place == bestY.place && slices.EqualFunc(x, y, func(c, d candidate) bool { return c.place == d.place }) {
		return true
	}
	forX, againstX := j.claimsOf(r, x, bestX)
	forY, againstY := j.claimsOf(r, y, bestY)
	return slices.Equal(forX, forY) && slices.Equal(againstX, againstY)
}

// claimsOf returns the claims for and against an answer with those candidates:
// the claims of the candidates of its value, restatements included; and those of
// the other candidates, with the denials of what gives the value. They are
// places in the reading's claims, in order.
func (j *judge) claimsOf(r *reading, candidates []candidate, best candidate) (basis, against []int32) {
	value := j.valueOf(best)
	for _, c := range candidates {
		if j.valueOf(c) == value {
			basis = j.appendClaims(basis, c.place)
		} else {
			against = j.appendClaims(against, c.place)
		}
	}
	if best.place != noPlace {
		for _, claim := range j.appendClaims(nil, best.place) {
			against = r.appendDenials(against, claim)
		}
	}
	return sortedPlaces(basis), sortedPlaces(against)
}

// valueAt returns the value of an event, or of spell ^place.
func (tl *timeline) valueAt(place int32) uint16 {
	if place < 0 {
		return tl.spells[^place].value
	}
	return tl.events[place].value
}

func sortedPlaces(places []int32) []int32 {
	slices.Sort(places)
	return slices.Compact(places)
}

// appendClaims appends the claims of a candidate, those that restate it
// included.
func (tl *timeline) appendClaims(claims []int32, place int32) []int32 {
	var p part
	if place < 0 {
		p = tl.spells[^place].restated
	} else {
		p = tl.events[place].restated
	}
	return append(claims, tl.restated[p.from:p.to]...)
}

// appendDenials appends the claims that deny a claim.
func (r *reading) appendDenials(claims []int32, target int32) []int32 {
	return appendNaming(claims, r.denials, target)
}

// appendNaming appends the claims that name a claim, by a list in order of targets.
func appendNaming(claims []int32, list []denial, target int32) []int32 {
	i, _ := slices.BinarySearchFunc(list, target, func(d denial, target int32) int { return int(d.target - target) })
	for ; i < len(list) && list[i].target == target; i++ {
		claims = append(claims, list[i].by)
	}
	return claims
}
