package border

import (
	"cmp"
	"slices"
	"sync"

	"github.com/crossingstatus/border/internal/timeline"
)

// A reading is the answers that the rules give about one crossing, for every day,
// from the claims that a view sees. It is made at the first question, and every
// view that sees the same claims uses it from then on. Nothing in it changes,
// except that some parts are made at their first use.
//
// It is freed when nothing refers to it any more: no cell, no generation of the
// cache, no answer that a caller holds, and no builder (each remembers the last
// eight that it made, see reuse.go).
//
// The fields that every question needs come first, within two lines of a
// processor's cache: with many crossings, waiting for memory is what takes time.
type reading struct {
	window  window
	steps   []step // the answers, track by track
	world   *world
	starts  [trackCount + 1]int32 // track p has steps[starts[p]:starts[p+1]]
	own     int32                 // how many of grounds.claims are about this crossing
	grounds *grounds
	cell    *cell
	answers []timeline.Answer // of the steps that are not inline
}

// The grounds of a reading are what its answers rest on, and everything else that
// few questions need. They are a separate piece of memory, so that the readings of
// many crossings lie close together.
type grounds struct {
	givers []timeline.Claim // givers[i] is the claim that gives the value of steps[i]
	tracks [trackCount]track
	sets   timeline.Sets // of possible values
	// claims are, in the registry's order (recorded, id), first those about the
	// crossing, then those about other crossings that withdraw or deny one of them.
	claims []*Claim
	names  *namings

	planOnce   sync.Once
	plans      []plan
	reportOnce sync.Once
	reports    []timeline.Day // the first days of reported of all claims, reviews aside; sorted, finite
	originOnce sync.Once
	origins    origins
	passOnce   sync.Once
	pass       []passNotice
	termsOnce  sync.Once
	apart      [2]statusSet  // by side: the statuses for which claims name different traffic
	written    *writtenState // nil, unless the answer was read from JSON
}

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

// claims returns the claims about the crossing, in the registry's order.
func (r *reading) claims() []*Claim { return r.grounds.claims[:r.own] }

// isWithdrawn reports whether a claim is withdrawn.
func (r *reading) isWithdrawn(claim timeline.Claim) bool {
	withdrawn := r.grounds.names.withdrawn
	return withdrawn != nil && withdrawn[claim]
}

// track returns the track of a question about a side; side is Syria or Iraq.
func (r *reading) track(side Side, q Question) *track { return &r.grounds.tracks[trackOf(side, q)] }

// find returns the steps of a track, and the place of the one that holds on day t.
func (r *reading) find(track trackPlace, t timeline.Day) (steps []step, place int) {
	steps = r.steps[r.starts[track]:r.starts[track+1]]
	return steps, stepsUpTo(steps[1:], t)
}

// reportDays returns, of every claim but reviews, the first day on which it may
// have been reported; sorted, each day once.
func (r *reading) reportDays() []timeline.Day {
	g := r.grounds
	g.reportOnce.Do(func() {
		for _, c := range r.claims() {
			if lo := reportedBounds(c).Lo; lo != timeline.Never && c.Kind != KindReview {
				g.reports = append(g.reports, lo)
			}
		}
		slices.Sort(g.reports)
		g.reports = slices.Compact(g.reports)
	})
	return g.reports
}

// lastReported returns the latest of reportDays that is not after t, and
// timeline.Never if there is none.
func (r *reading) lastReported(t timeline.Day) timeline.Day {
	days := r.reportDays()
	n, found := slices.BinarySearch(days, t)
	switch {
	case found:
		return t
	case n > 0:
		return days[n-1]
	}
	return timeline.Never
}

// The rules ask a reading what they need to know about claims.
var _ timeline.Claims = (*reading)(nil)

// CompareIDs implements [timeline.Claims].
func (r *reading) CompareIDs(x, y timeline.Claim) int {
	return compareIDs(r.grounds.claims[x].ID, r.grounds.claims[y].ID)
}

// CompareGrades implements [timeline.Claims].
func (r *reading) CompareGrades(x, y timeline.Claim) int {
	c, d := r.grounds.claims[x], r.grounds.claims[y]
	return cmp.Or(
		cmp.Compare(c.Grade.rank(), d.Grade.rank()),
		cmp.Compare(reportedBounds(d).Hi, reportedBounds(c).Hi),
	)
}

// SameTerms implements [timeline.Claims].
func (r *reading) SameTerms(x, y timeline.Claim) bool {
	c, d := r.grounds.claims[x], r.grounds.claims[y]
	return c.Unit == d.Unit && c.Traffic == d.Traffic && c.Direction == d.Direction
}

// AppendDenials implements [timeline.Claims].
func (r *reading) AppendDenials(claims []timeline.Claim, denied timeline.Claim) []timeline.Claim {
	return appendNaming(claims, r.grounds.names.denials, denied)
}

// statusesOf returns a set of statuses as a mask.
func statusesOf(sets *timeline.Sets, name timeline.SetName) (mask statusSet) {
	for v := range sets.Values(name) {
		mask |= 1 << v
	}
	return mask
}

// OneOrigin implements [timeline.Claims].
func (r *reading) OneOrigin(claims []timeline.Claim) bool {
	var o origins
	for _, p := range claims {
		o.add(r.grounds.claims[p], r.world.sources)
	}
	for _, p := range claims {
		c := r.grounds.claims[p]
		for _, id := range c.Repeats {
			if of, ok := o.claims[id]; ok {
				o.join(o.claims[c.ID], of)
			}
		}
		for _, repeated := range r.grounds.names.repeats[p] {
			if of, ok := o.claims[r.grounds.claims[repeated].ID]; ok {
				o.join(o.claims[c.ID], of)
			}
		}
	}
	first := o.of(r.grounds.claims[claims[0]])
	return !slices.ContainsFunc(claims, func(p timeline.Claim) bool { return o.of(r.grounds.claims[p]) != first })
}
