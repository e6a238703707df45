package border

import (
	"cmp"
	"slices"
	"sync"

	"github.com/crossingstatus/border/internal/timeline"
	"github.com/google/uuid"
)

// A reading is the answers that the rules give about one crossing, for every day, from the
// claims that a view sees. It is made at the first question, or with the last claim, if
// somebody had asked since the claim before. From then on every view that sees the same claims
// uses it. Nothing in it changes, except that some parts are made at their first use.
//
// It is freed when nothing refers to it any more: no cell, no generation of the
// cache, no answer that a caller holds, and no builder (each remembers the last
// eight that it made, see reuse).
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

// A passNotice is an obstacle, a threat or an authorization, and the days on which it stands.
type passNotice struct {
	claim *Claim
	days  timeline.Bounds
}

// An answer that was read from its JSON has no reading made by the rules. It has a writtenFinding or
// a writtenState instead, and the methods of answers look for that first.

// A writtenFinding is what the JSON of a finding says beside the fields of [Finding].
type writtenFinding struct {
	value          string
	possible       []string // in alphabetical order
	giver          Claim    // with Unit, Traffic and Direction alone; only in a finding that was read
	basis, against []uuid.UUID
	origins, later int
}

// A writtenState is what the JSON of a state or a passability says beside its findings. The notices are
// not here; they are the claims of the reading, whose reports have the day of LastReported.
type writtenState struct {
	through, lastReview Day
	plans               []Plan
}

// newWrittenReading returns the reading of an answer that was read from JSON with these claims.
func newWrittenReading(through, lastReview, lastReported Day, claims []Claim) *reading {
	g := &grounds{names: &noNamings, written: &writtenState{through: through, lastReview: lastReview}}
	for i := range claims {
		g.claims = append(g.claims, &claims[i])
	}
	g.reportOnce.Do(func() {
		if !lastReported.IsZero() {
			g.reports = append(g.reports, dayNumber(lastReported))
		}
	})
	return &reading{own: int32(len(claims)), grounds: g}
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

// OneOrigin implements [timeline.Claims].
func (r *reading) OneOrigin(claims []timeline.Claim) bool {
	var o origins
	for _, p := range claims {
		c := r.grounds.claims[p]
		o.add(c.ID, c.Source.Name, r.world.sources)
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
	first := o.of(r.grounds.claims[claims[0]].ID)
	return !slices.ContainsFunc(claims, func(p timeline.Claim) bool { return o.of(r.grounds.claims[p].ID) != first })
}

// originsOf returns the origins of the claims about the crossing. Two claims are of one origin if
// their sources are one or speak for one body; if one repeats the other; or if both repeat a third,
// even one that is withdrawn or that the registry does not have. To repeat a claim that an edition
// replaced is to repeat those that stand for it.
func (r *reading) originsOf() *origins {
	o := &r.grounds.origins
	r.grounds.originOnce.Do(func() {
		for i, c := range r.claims() {
			o.add(c.ID, c.Source.Name, r.world.sources)
			for _, id := range c.Repeats {
				o.join(o.claim(c.ID), o.claim(id))
			}
			for _, repeated := range r.grounds.names.repeats[timeline.Claim(i)] {
				o.join(o.claim(c.ID), o.claim(r.grounds.claims[repeated].ID))
			}
		}
		for n := range o.parents {
			o.shorten(int32(n))
		}
	})
	return o
}
