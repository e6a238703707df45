package border

import (
	"cmp"
	"slices"

	"github.com/crossingstatus/border/internal/timeline"
)

// A reading answers what the rules ask about its claims: see [timeline.Claims].

// CompareIDs implements [timeline.Claims].
func (r *reading) CompareIDs(x, y timeline.Claim) int { return compareIDs(r.all[x].ID, r.all[y].ID) }

// CompareGrades implements [timeline.Claims].
func (r *reading) CompareGrades(x, y timeline.Claim) int {
	c, d := r.all[x], r.all[y]
	return cmp.Or(
		cmp.Compare(c.Grade.rank(), d.Grade.rank()),
		cmp.Compare(reportedBounds(d).Hi, reportedBounds(c).Hi),
	)
}

// SameTerms implements [timeline.Claims].
func (r *reading) SameTerms(x, y timeline.Claim) bool {
	c, d := r.all[x], r.all[y]
	return c.Unit == d.Unit && c.Traffic == d.Traffic && c.Direction == d.Direction
}

// AppendDenials implements [timeline.Claims].
func (r *reading) AppendDenials(claims []timeline.Claim, denied timeline.Claim) []timeline.Claim {
	return appendNaming(claims, r.denials, denied)
}

// appendNaming appends the claims that name a claim, by a list in order of targets.
func appendNaming(claims []timeline.Claim, list []denial, target timeline.Claim) []timeline.Claim {
	i, _ := slices.BinarySearchFunc(list, target, func(d denial, target timeline.Claim) int { return int(d.target - target) })
	for ; i < len(list) && list[i].target == target; i++ {
		claims = append(claims, list[i].by)
	}
	return claims
}
