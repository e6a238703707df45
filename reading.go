package border

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/crossingstatus/border/internal/timeline"
)

// A reading is what the rules make of the claims that a view sees about one
// crossing. It is made at the first question and shared from then on; nothing in
// it changes, but what is made on first use. It is freed when no cell, no
// generation of the cache, no builder (of the last eight that it made) and no answer
// refers to it any more.
//
// What a question needs stands first and close together: a registry of many
// crossings waits for memory more than for anything else. These are two lines of a
// processor's cache.
type reading struct {
	window  window
	steps   []step // the answers, track by track
	world   *world
	starts  [trackCount + 1]int32 // where the tracks begin in steps, and where the last one ends
	own     int32                 // how many of grounds.claims are about this crossing
	grounds *grounds
	cell    *cell
	answers []timeline.Answer // of the steps that are not inline
}

// The grounds of a reading are what its answers rest on, and what else few
// questions are about. They are apart, so that the readings of many crossings are
// close together.
type grounds struct {
	givers []timeline.Claim // of each step, the claim that gives the value
	tracks [trackCount]track
	sets   timeline.Sets // of possible values
	// claims are in the registry's order, (recorded, id); after those of the
	// crossing stand those of others that withdraw or deny one of them.
	claims []*Claim
	names  *namings

	planOnce   sync.Once
	plans      []plan
	reportOnce sync.Once
	reports    []timeline.Day // the finite lo of reported of all claims, sorted
	originOnce sync.Once
	origins    origins
	roadOnce   sync.Once
	road       []roadNotice
	termsOnce  sync.Once
	apart      [2]statusSet  // by side: the statuses that do not hold for the same traffic by all claims
	written    *writtenState // of an answer that was read from JSON; nil of what the rules made
}

// namings say which claims of a reading name which.
type namings struct {
	withdrawn   []bool   // by claim; nil if none is
	denials     []naming // those that count, by target
	retractions []naming // by target
	// repeats are, by claim, those that stand for replaced ones that it repeats.
	repeats map[timeline.Claim][]timeline.Claim
}

// noNamings are those of the readings in which no claim names another.
var noNamings namings

// A naming is a claim that denies or retracts another.
type naming struct{ target, by timeline.Claim }

// appendNaming appends the claims that name a claim, by a list in order of targets.
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

// find returns the step of a track on day t, and its place in the track.
func (r *reading) find(track trackPlace, t timeline.Day) (step, int) {
	steps := r.steps[r.starts[track]:r.starts[track+1]]
	place := stepsUpTo(steps[1:], t)
	return steps[place], place
}

// answer returns the answer of a step.
func (r *reading) answer(s step) timeline.Answer {
	if s.isInline() {
		return s.inlined()
	}
	return r.answers[s.word]
}

// reportDays returns the first days on which the claims may have been reported, in order.
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

// lastReported returns the latest day up to t on which a claim was reported, of one reported on
// one of several days the first of them; timeline.Never if there is none. Reviews do not count.
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

// A reading answers what the rules ask about its claims.
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

// A track is the answers to one question about one side: the days on which the
// answer changes, so that a question about a day is a search among them.
type track struct {
	steps   []step // the answers, in order of their days
	start   int32  // place of the first of steps in the reading's
	reading *reading
	made    atomic.Pointer[timeline.Timeline] // what the answers were made from, once somebody asked
	place   trackPlace
	unknown uint16          // the value unknown
	written *writtenFinding // of a finding that was read from JSON; nil of a reading's own
}

// at returns the place of the step on day t.
func (tr *track) at(t timeline.Day) int { return stepsUpTo(tr.steps[1:], t) }

// answer returns the answer of the step at a place.
func (tr *track) answer(place int) timeline.Answer { return tr.reading.answer(tr.steps[place]) }

// giver returns the claim that gives the value of the step at a place, or nil.
func (tr *track) giver(place int) *Claim {
	giver := tr.reading.grounds.givers[int(tr.start)+place]
	if giver == timeline.NoClaim {
		return nil
	}
	return tr.reading.grounds.claims[giver]
}

// name returns the text form of the value with that number on the track.
func (tr *track) name(value uint16) string {
	if tr.place.question() == QuestionControl {
		return string(tr.reading.world.partyCodes[value])
	}
	return Status(value).String()
}

// possibleNames returns the possible values of an answer, in alphabetical order.
func (tr *track) possibleNames(a *timeline.Answer) (names []string) {
	for n := range tr.reading.grounds.sets.Values(a.Possible) {
		names = append(names, tr.name(n))
	}
	return names
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

// A step is an answer as a reading has it, with the first day on which it holds.
// Most answers are of one value, which began on that day, and of that day the
// claims for it speak last. Such a step is inline: it is all there is to the
// answer. Of others it says where the answer is. So a question seldom waits for
// more memory than the search for its day does: At takes a tenth longer without.
type step struct {
	from timeline.Day // timeline.Never for the first of a track
	word uint32       // if inline: that, the flags and the value; else the place of the answer
}

const (
	inline    uint32 = 1 << 31
	flagShift        = 16 // the value takes the bits below
)

// inlineWord returns the word of an inline step for an answer that holds from a
// day on, and 0 if it must be kept apart.
func inlineWord(s *timeline.Step) uint32 {
	if (s.Since != timeline.Bounds{Lo: s.From, Hi: s.From}) || s.Attested != s.From || s.Possible != timeline.Only(s.Value) {
		return 0
	}
	return inline | uint32(s.Flags)<<flagShift | uint32(s.Value)
}

// isInline reports whether the step is all there is to its answer.
func (s step) isInline() bool { return s.word&inline != 0 }

// inlined returns the answer of an inline step.
func (s step) inlined() timeline.Answer {
	return timeline.Answer{
		Possible: timeline.Only(s.value()),
		Since:    timeline.Bounds{Lo: s.from, Hi: s.from},
		Attested: s.from,
		Value:    s.value(),
		Flags:    s.flags(),
	}
}

// stepsUpTo returns how many of the steps, which are in order, begin up to day t.
func stepsUpTo(steps []step, t timeline.Day) int {
	lo := 0
	for n := len(steps); n > 0; {
		half := n >> 1
		if steps[lo+half].from <= t {
			lo += half + 1
			n -= half + 1
		} else {
			n = half
		}
	}
	return lo
}

func (s step) value() uint16 { return uint16(s.word) }

func (s step) flags() timeline.Flags { return timeline.Flags(s.word >> flagShift) }
