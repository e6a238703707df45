package border

import (
	"cmp"
	"slices"
	"sync"
)

// A reading is what the rules make of the claims of one view about one
// crossing. It is made at the first question and shared from then on; nothing
// in it changes, but what is made on first use.
//
// What a question about a day needs stands first and close together: a registry
// of many crossings waits for memory more than for anything else.
type reading struct {
	seq     uint64 // of the last entry that there was when it was made
	world   *world
	from    []moment // the first day of each answer, track by track; a track's first is never
	answers []answer // one for each of from
	starts  [5]int32 // where the tracks begin in from and answers, and where the last one ends

	tracks [4]track
	sets   valueSets
	claims []*Claim // in the registry's order: (recorded, id)
	// all are claims and, after them, those of other crossings that withdraw or
	// deny one of them.
	all       []*Claim
	withdrawn []bool   // by place in all
	denials   []denial // those that count, by target
	retracted []denial // retractions

	planOnce   sync.Once
	plans      []plan
	reportOnce sync.Once
	reports    []moment // the finite hi of reported of all claims, sorted
	originOnce sync.Once
	origins    []int32
}

// A denial is a claim that denies or retracts another; both are places in all.
type denial struct{ target, by int32 }

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

// find returns the answer of a track on day t, and its place in the track.
func (r *reading) find(track int, t moment) (*answer, int32) {
	start := r.starts[track]
	place := int32(after(r.from[start+1:r.starts[track+1]], t))
	return &r.answers[start+place], place
}

// A reader makes readings, and keeps its working space from one to the next.
type reader struct {
	places []int32
	slots  []int32 // by slot, the place in all
	facts  [4][]told
	denied []bool
	builder
	indexer
}

var readers = sync.Pool{New: func() any { return new(reader) }}

// read makes a reading of the entries that n lets through.
func read(w *world, seq uint64, entries []entry, n *narrowing) *reading {
	rd := readers.Get().(*reader)
	defer readers.Put(rd)
	rd.places = n.visible(entries, rd.places[:0])
	own := rd.order(entries)
	r := &reading{seq: seq, world: w, all: make([]*Claim, len(rd.places)), withdrawn: make([]bool, len(rd.places))}
	named := false
	for i, p := range rd.places {
		r.all[i] = entries[p].claim
		named = named || entries[p].links != nil
	}
	r.claims = r.all[:own:own]
	rd.denied = slices.Grow(rd.denied[:0], len(rd.places))[:len(rd.places)]
	clear(rd.denied)
	if named {
		rd.link(r, entries)
	}
	rd.sortFacts(r, entries)
	rd.from, rd.answers = rd.from[:0], rd.answers[:0]
	for i := range r.tracks {
		tr := &r.tracks[i]
		tr.reading, tr.control, tr.unknown = r, i%2 == 0, uint16(Unknown)
		if tr.control {
			tr.unknown = w.unknownParty
		}
		rd.build(r.all, rd.facts[i])
		tr.timeline = rd.builder.timeline.clone()
		rd.index(tr)
		r.starts[i+1] = int32(len(rd.from))
	}
	r.from, r.answers = slices.Clone(rd.from), slices.Clone(rd.answers)
	for i := range r.tracks {
		start, end := r.starts[i], r.starts[i+1]
		r.tracks[i].from, r.tracks[i].answers = r.from[start:end:end], r.answers[start:end:end]
	}
	return r
}

// clone returns a timeline that outlives the builder's working space.
func (tl *timeline) clone() timeline {
	c := *tl
	c.events = slices.Clone(tl.events)
	c.spells = slices.Clone(tl.spells)
	c.restated = slices.Clone(tl.restated)
	c.sure = latestW{slices.Clone(tl.sure.hi), slices.Clone(tl.sure.w)}
	return c
}

// order puts the places into the registry's order, claims of other crossings
// last, and returns how many are of this one.
func (rd *reader) order(entries []entry) (own int) {
	compare := func(p, q int32) int {
		x, y := &entries[p], &entries[q]
		if x.foreign != y.foreign {
			if y.foreign {
				return -1
			}
			return 1
		}
		if x.recorded != y.recorded {
			return cmp.Compare(x.recorded, y.recorded)
		}
		return compareIDs(x.claim.ID, y.claim.ID)
	}
	if !slices.IsSortedFunc(rd.places, compare) {
		slices.SortFunc(rd.places, compare)
	}
	own = len(rd.places)
	for own > 0 && entries[rd.places[own-1]].foreign {
		own--
	}
	return own
}

// link finds which claims are withdrawn or denied.
func (rd *reader) link(r *reading, entries []entry) {
	rd.slots = slices.Grow(rd.slots[:0], len(entries))[:len(entries)]
	for i := range rd.slots {
		rd.slots[i] = -1
	}
	for i, p := range rd.places {
		rd.slots[entries[p].slot] = int32(i)
	}
	for i, p := range rd.places {
		if l := entries[p].links; l != nil {
			for _, slot := range l.retracts {
				if target := rd.slots[slot]; target >= 0 {
					r.withdrawn[target] = true
					r.retracted = append(r.retracted, denial{target, int32(i)})
				}
			}
		}
	}
	for i, p := range rd.places {
		if l := entries[p].links; l != nil && !r.withdrawn[i] {
			for _, slot := range l.denies {
				if target := rd.slots[slot]; target >= 0 {
					rd.denied[target] = true
					r.denials = append(r.denials, denial{target, int32(i)})
				}
			}
		}
	}
	slices.SortFunc(r.denials, func(x, y denial) int {
		return cmp.Or(cmp.Compare(x.target, y.target), cmp.Compare(x.by, y.by))
	})
}

// sortFacts puts the facts on their tracks.
func (rd *reader) sortFacts(r *reading, entries []entry) {
	for i := range rd.facts {
		rd.facts[i] = rd.facts[i][:0]
	}
	for i, p := range rd.places[:len(r.claims)] {
		e := &entries[p]
		if e.form == notFact || r.withdrawn[i] {
			continue
		}
		t := told{fact: e.fact, claim: int32(i), denied: rd.denied[i]}
		q := questionOf(e.claim.Kind)
		for side := Syria; side <= Iraq; side++ {
			if e.claim.Side != side && e.claim.Side != Both {
				continue
			}
			facts := &rd.facts[trackOf(side, q)]
			*facts = append(*facts, t)
			if t.twice {
				second := t
				second.first = t.last
				*facts = append(*facts, second)
			}
		}
	}
}

// reportDays returns the days by which the claims were reported, in order.
func (r *reading) reportDays() []moment {
	r.reportOnce.Do(func() {
		for _, c := range r.claims {
			if hi := reportedBounds(c).hi; hi != forever {
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
func (r *reading) lastReported(t moment) moment {
	days := r.reportDays()
	if i := after(days, t); i > 0 {
		return days[i-1]
	}
	return never
}
