package border

import (
	"cmp"
	"math/bits"
	"slices"
	"sync"

	"github.com/crossingstatus/border/internal/timeline"
)

// A reading is what the rules make of the claims of one view about one
// crossing. It is made at the first question and shared from then on; nothing
// in it changes, but what is made on first use.
//
// What a question about a day needs stands first and close together: a registry
// of many crossings waits for memory more than for anything else.
type reading struct {
	seq    uint64 // of the last entry that there was when it was made
	world  *world
	steps  []step   // the answers, track by track
	starts [5]int32 // where the tracks begin in steps, and where the last one ends
	own    int32    // how many of all are about this crossing

	*grounds
	// quarters are the days with which the second, third and last quarter of each
	// track's steps begin: so that a search waits for one piece of them only.
	quarters [4][3]timeline.Day
	cell     *cell // with seq and narrowing, this says what it was made from

	window                    // if it is of a narrowed view, the narrowings that it serves
	answers []timeline.Answer // of the steps that are not inline
}

// The grounds of a reading are what its answers rest on, and what else few
// questions are about. They are apart, so that the readings of many crossings are
// close together.
type grounds struct {
	narrowing narrowing        // what it lets through
	givers    []timeline.Claim // of each step, the claim that gives the value
	tracks    [4]track
	sets      timeline.Sets // of possible values
	// all are the claims, in the registry's order: (recorded, id); and after them,
	// those of other crossings that withdraw or deny one of them.
	all []*Claim
	*namings

	planOnce   sync.Once
	plans      []plan
	reportOnce sync.Once
	reports    []timeline.Day // the finite hi of reported of all claims, sorted
	originOnce sync.Once
	origins    []int32
}

// namings say which claims of a reading name which.
type namings struct {
	withdrawn []bool   // by place in all; nil if none is
	denials   []denial // those that count, by target
	retracted []denial // retractions, by target
}

// noNamings are those of the readings in which no claim names another.
var noNamings namings

// A denial is a claim that denies or retracts another; both are places in all.
type denial struct{ target, by timeline.Claim }

// claims returns the claims about the crossing, in the registry's order.
func (r *reading) claims() []*Claim { return r.all[:r.own] }

// isWithdrawn reports whether the claim at that place in all is withdrawn.
func (r *reading) isWithdrawn(place timeline.Claim) bool {
	return r.withdrawn != nil && r.withdrawn[place]
}

// giver returns the claim at that place in all, or nil if it is that of none.
func (r *reading) giver(place timeline.Claim) *Claim {
	if place == timeline.NoClaim {
		return nil
	}
	return r.all[place]
}

// track returns the track of a question about a side; side is Syria or Iraq.
func (r *reading) track(side Side, q Question) *track {
	return &r.tracks[trackOf(side, q)]
}

// trackOf returns the place of a track in a reading.
func trackOf(side Side, q Question) int {
	return int(side-Syria)*2 + int(q-QuestionControl)
}

// questionOf returns the question that claims of a kind answer.
func questionOf(k Kind) Question {
	if k == KindControl {
		return QuestionControl
	}
	return QuestionStatus
}

// find returns the step of a track on day t, and its place in the track.
func (r *reading) find(track int, t timeline.Day) (step, int32) {
	start, n := int(r.starts[track]), int(r.starts[track+1]-r.starts[track])
	quarters, q := &r.quarters[track], 0
	if quarters[1] <= t {
		q = 2
	}
	if quarters[q] <= t {
		q++
	}
	from, to := start+n*q/4, start+n*(q+1)/4
	from += stepsUpTo(r.steps[from+1:to], t)
	return r.steps[from], int32(from - start)
}

// answer returns the answer of a step.
func (r *reading) answer(s step) timeline.Answer {
	if s.isInline() {
		return s.answer()
	}
	return r.answers[s.word]
}

// statuses returns the statuses that are possible by a step.
func (r *reading) statuses(s step) statusSet {
	if s.isInline() {
		return 1 << s.value()
	}
	return statusesOf(&r.sets, r.answers[s.word].Possible)
}

// A reader makes readings, and keeps its working space from one to the next.
type reader struct {
	places   []int32
	slots    []int32 // by slot, the place in all
	facts    [4][]timeline.Fact
	denied   []bool
	resolver timeline.Resolver
	steps    []timeline.Step // of all tracks
}

var readers = sync.Pool{New: func() any { return new(reader) }}

// read makes a reading of those claims of a cell that n lets through, of those
// that there were when the registry had taken in seq.
func read(w *world, c *cell, seq uint64, n *narrowing) *reading {
	rd := readers.Get().(*reader)
	defer readers.Put(rd)
	r := &reading{seq: seq, world: w, cell: c, grounds: &grounds{narrowing: *n, namings: &noNamings}}
	l := c.seen(seq)
	r.own = rd.order(r, &l)
	r.all = rd.pick(l.claims)
	rd.link(r, &l)
	rd.sortFacts(r, &l)
	rd.steps = rd.steps[:0]
	for i := range r.tracks {
		tr := &r.tracks[i]
		tr.reading, tr.number, tr.control, tr.unknown = r, uint8(i), i%2 == 0, uint16(Unknown)
		if tr.control {
			tr.unknown = w.unknownParty
		}
		rd.steps = rd.resolver.AppendSteps(rd.steps, &r.sets, rd.track(tr))
		r.starts[i+1] = int32(len(rd.steps))
	}
	r.keep(rd.steps)
	for i := range r.tracks {
		start, end := r.starts[i], r.starts[i+1]
		r.tracks[i].start, r.tracks[i].steps = start, r.steps[start:end:end]
		for q := range r.quarters[i] {
			r.quarters[i][q] = r.steps[int(start)+int(end-start)*(q+1)/4].from
		}
	}
	return r
}

// track returns what the rules are applied to.
func (rd *reader) track(tr *track) timeline.Track {
	return timeline.Track{Facts: rd.facts[tr.number], Claims: tr.reading, Unknown: tr.unknown}
}

// keep keeps the steps that were found, those that can be inline.
func (r *reading) keep(found []timeline.Step) {
	r.steps, r.givers = make([]step, len(found)), make([]timeline.Claim, len(found))
	apart := 0
	for i := range found {
		r.givers[i] = found[i].Giver
		r.steps[i] = step{found[i].From, inlineWord(&found[i])}
		if r.steps[i].word == 0 {
			apart++
		}
	}
	r.answers = make([]timeline.Answer, 0, apart)
	for i := range found {
		if s := &r.steps[i]; s.word == 0 {
			s.word = uint32(len(r.answers))
			r.answers = append(r.answers, found[i].Answer)
		}
	}
}

// see puts the facts of a reading on their tracks again.
func (rd *reader) see(r *reading) {
	l := r.cell.seen(r.seq)
	rd.order(r, &l)
	rd.denied = slices.Grow(rd.denied[:0], len(r.all))[:len(r.all)]
	clear(rd.denied)
	for _, d := range r.denials {
		rd.denied[d.target] = true
	}
	rd.sortFacts(r, &l)
}

// order puts the places of the claims that a reading sees into the registry's
// order, claims of other crossings last, and returns how many are of this one.
func (rd *reader) order(r *reading, l *log) (own int32) {
	rd.places = r.narrowing.visible(l, rd.places[:0])
	compare := l.compare
	if len(l.extras) > 0 {
		compare = func(x, y int32) int {
			if l.foreign(x) != l.foreign(y) {
				if l.foreign(y) {
					return -1
				}
				return 1
			}
			return l.compare(x, y)
		}
	}
	if !slices.IsSortedFunc(rd.places, compare) {
		slices.SortFunc(rd.places, compare)
	}
	own = int32(len(rd.places))
	for own > 0 && l.foreign(rd.places[own-1]) {
		own--
	}
	return own
}

// pick returns the claims at the places: a part of the list itself if they are
// its first ones, as they are where claims come in the registry's order.
func (rd *reader) pick(claims []*Claim) []*Claim {
	n := len(rd.places)
	first := true
	for i, p := range rd.places {
		first = first && int(p) == i
	}
	if first {
		return claims[:n:n]
	}
	all := make([]*Claim, n)
	for i, p := range rd.places {
		all[i] = claims[p]
	}
	return all
}

// link finds which claims are withdrawn or denied.
func (rd *reader) link(r *reading, l *log) {
	rd.denied = slices.Grow(rd.denied[:0], len(r.all))[:len(r.all)]
	clear(rd.denied)
	if !slices.ContainsFunc(rd.places, func(p int32) bool {
		x := l.extra(p)
		return x != nil && len(x.retracts)+len(x.denies) > 0
	}) {
		return
	}
	r.namings = &namings{withdrawn: make([]bool, len(r.all))}
	rd.slots = slices.Grow(rd.slots[:0], len(l.entries))[:len(l.entries)]
	for i := range rd.slots {
		rd.slots[i] = -1
	}
	for i, p := range rd.places {
		rd.slots[l.slot(p)] = int32(i)
	}
	for i, p := range rd.places {
		if x := l.extra(p); x != nil {
			for _, slot := range x.retracts {
				if target := rd.slots[slot]; target >= 0 {
					r.withdrawn[target] = true
					r.retracted = append(r.retracted, denial{timeline.Claim(target), timeline.Claim(i)})
				}
			}
		}
	}
	for i, p := range rd.places {
		if x := l.extra(p); x != nil && !r.withdrawn[i] {
			for _, slot := range x.denies {
				if target := rd.slots[slot]; target >= 0 {
					rd.denied[target] = true
					r.denials = append(r.denials, denial{timeline.Claim(target), timeline.Claim(i)})
				}
			}
		}
	}
	for _, list := range [][]denial{r.denials, r.retracted} {
		slices.SortFunc(list, func(x, y denial) int {
			return cmp.Or(cmp.Compare(x.target, y.target), cmp.Compare(x.by, y.by))
		})
	}
}

// sortFacts puts the facts on their tracks.
func (rd *reader) sortFacts(r *reading, l *log) {
	for i := range rd.facts {
		rd.facts[i] = rd.facts[i][:0]
	}
	for i, p := range rd.places[:r.own] {
		tracks := l.entries[p].tracks
		if tracks == 0 || r.isWithdrawn(timeline.Claim(i)) {
			continue
		}
		f := l.fact(p)
		for ; tracks != 0; tracks &= tracks - 1 {
			facts := &rd.facts[bits.TrailingZeros8(tracks)]
			*facts = append(*facts, timeline.Fact{Form: f.form, Denied: rd.denied[i], Value: f.value, Claim: timeline.Claim(i), First: f.first, Last: f.last})
			if f.twice {
				*facts = append(*facts, timeline.Fact{Form: f.form, Denied: rd.denied[i], Value: f.value, Claim: timeline.Claim(i), First: f.last})
			}
		}
	}
}

// reportDays returns the days by which the claims were reported, in order.
func (r *reading) reportDays() []timeline.Day {
	r.reportOnce.Do(func() {
		for _, c := range r.claims() {
			if hi := reportedBounds(c).Hi; hi != timeline.Forever {
				r.reports = append(r.reports, hi)
			}
		}
		slices.Sort(r.reports)
		r.reports = slices.Compact(r.reports)
	})
	return r.reports
}

// lastReported returns the latest day up to t by which a claim was reported, and
// never if there is none.
func (r *reading) lastReported(t timeline.Day) timeline.Day {
	days := r.reportDays()
	if i := daysUpTo(days, t); i > 0 {
		return days[i-1]
	}
	return timeline.Never
}
