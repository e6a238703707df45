package border

import (
	"cmp"
	"slices"
	"sync"
)

// A reading is what the rules make of the claims of one view about one
// crossing. It is made at the first question and shared from then on; nothing
// in it changes, but what is made on first use.
type reading struct {
	world  *world
	claims []*Claim // in the registry's order: (recorded, id)
	// foreign are claims of other crossings that withdraw or deny claims of this
	// one. They stand after claims in all.
	all       []*Claim
	withdrawn []bool   // by place in all
	cancels   []denial // retractions and denials, as far as they count
	tracks    [2][2]*track

	plans      func() []plan
	reportDays func() []moment // the finite hi of reported of all claims, sorted
}

// track returns the track of a question about a side; side is Syria or Iraq.
func (r *reading) track(side Side, q Question) *track {
	return r.tracks[side-Syria][q-QuestionControl]
}

// newReading reads entries, in any order.
func newReading(w *world, entries []*entry) *reading {
	entries = slices.SortedFunc(slices.Values(entries), func(x, y *entry) int {
		return cmp.Or(
			cmp.Compare(x.foreignRank(), y.foreignRank()),
			cmp.Compare(x.recorded, y.recorded),
			compareIDs(x.claim.ID, y.claim.ID),
		)
	})
	r := &reading{world: w, all: make([]*Claim, len(entries)), withdrawn: make([]bool, len(entries))}
	own := 0
	place := make(map[int32]int32, len(entries)) // by slot
	for i, e := range entries {
		r.all[i] = e.claim
		place[e.slot] = int32(i)
		if !e.foreign {
			own = i + 1
		}
	}
	r.claims = r.all[:own]
	for i, e := range entries {
		for _, target := range e.retracts {
			if t, ok := place[target]; ok {
				r.withdrawn[t] = true
				r.cancels = append(r.cancels, denial{t, int32(i)})
			}
		}
	}
	var denials []denial
	denied := make([]bool, len(entries))
	for i, e := range entries {
		if r.withdrawn[i] {
			continue
		}
		for _, target := range e.denies {
			if d, ok := place[target]; ok {
				denied[d] = true
				denials = append(denials, denial{d, int32(i)})
			}
		}
	}
	slices.SortFunc(denials, func(x, y denial) int { return cmp.Or(cmp.Compare(x.target, y.target), cmp.Compare(x.by, y.by)) })
	r.cancels = append(r.cancels, denials...)
	var facts [2][2][]told
	for i, e := range entries[:own] {
		if e.fact.form == notFact || r.withdrawn[i] {
			continue
		}
		t := told{fact: e.fact, claim: int32(i), denied: denied[i]}
		for side := Syria; side <= Iraq; side++ {
			if e.claim.Side != side && e.claim.Side != Both {
				continue
			}
			list := &facts[side-Syria][questionOf(e.claim.Kind)-QuestionControl]
			*list = append(*list, t)
			if t.twice {
				second := t
				second.first = t.last
				*list = append(*list, second)
			}
		}
	}
	for side := range r.tracks {
		r.tracks[side][0] = newTrack(r.all, facts[side][0], denials, w.partyCodes, w.unknownParty)
		r.tracks[side][1] = newTrack(r.all, facts[side][1], denials, nil, uint16(Unknown))
	}
	r.plans = sync.OnceValue(r.makePlans)
	r.reportDays = sync.OnceValue(r.makeReportDays)
	return r
}

// questionOf returns the question that claims of a kind answer.
func questionOf(k Kind) Question {
	if k == KindControl {
		return QuestionControl
	}
	return QuestionStatus
}

// makeReportDays collects the days by which the claims were reported.
func (r *reading) makeReportDays() []moment {
	var days []moment
	for _, c := range r.claims {
		if hi := reportedBounds(c).hi; hi != forever {
			days = append(days, hi)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// lastReported returns the latest day up to t by which a claim was reported, and
// never if there is none.
func (r *reading) lastReported(t moment) moment {
	days := r.reportDays()
	i, found := slices.BinarySearch(days, t)
	switch {
	case found:
		return t
	case i == 0:
		return never
	}
	return days[i-1]
}
