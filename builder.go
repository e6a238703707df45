package border

import (
	"math/bits"
	"slices"
	"sync"

	"github.com/crossingstatus/border/internal/timeline"
)

// A builder makes readings. It is reused, so that its working memory need not be
// allocated for each of them.
type builder struct {
	places   []entryPlace // of the claims of the reading, in its order
	facts    [trackCount][]timeline.Fact
	namer    namer
	denied   []bool // by claim
	resolver timeline.Resolver
	steps    []timeline.Step // of the track at hand
	sets     timeline.Sets
	made     madeSteps // of all tracks so far
	reuse    reuse
}

// Made steps are those of a reading that is being made. See the members of the same
// names in [reading] and [grounds].
type madeSteps struct {
	steps   []step
	givers  []timeline.Claim
	answers []timeline.Answer
}

var builders = sync.Pool{New: func() any { return new(builder) }}

// newReading makes the reading of the entries of a cell that a window sees.
func newReading(w *world, c *cell, seen window) *reading {
	b := builders.Get().(*builder)
	defer builders.Put(b)
	r := &reading{window: seen, world: w, cell: c, grounds: new(grounds)}
	l := c.log()
	r.own = b.order(r, &l)
	r.grounds.claims = b.pick(l.claims)
	r.grounds.names = b.namer.namings(&l, b.places, w.succession)
	b.markDenied(r)
	b.reuse.compare(b, r, &l)
	b.sortFacts(r, &l, b.reuse.changed)
	b.made = madeSteps{b.made.steps[:0], b.made.givers[:0], b.made.answers[:0]}
	for i := range r.grounds.tracks {
		tr := &r.grounds.tracks[i]
		tr.reading, tr.place, tr.unknown = r, trackPlace(i), uint16(Unknown)
		if tr.place.question() == QuestionControl {
			tr.unknown = w.unknownParty
		}
		if b.reuse.changed.has(tr.place) {
			b.resolve(tr)
		} else {
			b.reuse.copy(b, tr)
		}
		r.starts[i+1] = int32(len(b.made.steps))
	}
	r.grounds.sets = b.sets.Clone()
	b.reuse.keep(r)
	r.steps, r.grounds.givers, r.answers = slices.Clone(b.made.steps), slices.Clone(b.made.givers), slices.Clone(b.made.answers)
	for i := range r.grounds.tracks {
		start, end := r.starts[i], r.starts[i+1]
		r.grounds.tracks[i].start, r.grounds.tracks[i].steps = start, r.steps[start:end:end]
	}
	return r
}

// resolve applies the rules to a track and makes its steps.
func (b *builder) resolve(tr *track) {
	facts := b.track(tr)
	if !facts.Control { // the track before it was the control of the same side
		facts.Takings = b.resolver.Takings()
	}
	b.steps = b.resolver.AppendSteps(b.steps[:0], &b.sets, facts)
	b.made.add(b.steps, tr.unknown)
}

// add adds the steps found of a track, inline where they can be.
func (m *madeSteps) add(found []timeline.Step, unknown uint16) {
	m.steps, m.givers = slices.Grow(m.steps, len(found)), slices.Grow(m.givers, len(found))
	before := &found[0] // no step before the first of a track is looked at
	for i := 0; i < len(found); i++ {
		s := &found[i]
		made := step{s.From, inlineWord(before, s, unknown)}
		if made.word == 0 {
			made.word = uint32(len(m.answers))
			m.answers = append(m.answers, s.Answer)
		} else if i+1 < len(found) {
			var ok bool
			if made.word, ok = made.outlivedBy(s, &found[i+1], unknown); ok {
				i++
			}
		}
		m.steps, m.givers = append(m.steps, made), append(m.givers, s.Giver)
		before = s
	}
}

// makeTimeline makes the timeline of a track anew.
func (b *builder) makeTimeline(tr *track) *timeline.Timeline {
	r := tr.reading
	l := r.cell.log()
	b.order(r, &l)
	b.markDenied(r)
	b.sortFacts(r, &l, 1<<tr.place)
	return b.resolver.Build(b.track(tr)).Clone()
}

// markDenied sets denied to which claims of a reading are denied.
func (b *builder) markDenied(r *reading) {
	b.denied = slices.Grow(b.denied[:0], len(b.places))[:len(b.places)]
	clear(b.denied)
	for _, d := range r.grounds.names.denials {
		b.denied[d.target] = true
	}
}

// track returns what the rules need to know of a track.
func (b *builder) track(tr *track) timeline.Track {
	return timeline.Track{
		Facts: b.facts[tr.place], Claims: tr.reading, Unknown: tr.unknown,
		Control: tr.place.question() == QuestionControl, None: tr.reading.world.noParty, Trial: uint16(Trial),
	}
}

// order sets places to those of the claims that a reading sees, in the registry's
// order, with claims about other crossings last. It returns how many are about this
// crossing.
func (b *builder) order(r *reading, l *log) (own int32) {
	b.places = r.window.least.visible(l, b.places[:0])
	compare := l.compare
	if len(l.extras) > 0 {
		compare = func(x, y entryPlace) int {
			if l.isForeign(x) != l.isForeign(y) {
				if l.isForeign(y) {
					return -1
				}
				return 1
			}
			return l.compare(x, y)
		}
	}
	if !slices.IsSortedFunc(b.places, compare) {
		slices.SortFunc(b.places, compare)
	}
	own = int32(len(b.places))
	for own > 0 && l.isForeign(b.places[own-1]) {
		own--
	}
	return own
}

// pick returns the claims at the places. If those are 0, 1, 2 and so on, as when
// claims came in the registry's order, the result shares the memory of the list.
func (b *builder) pick(claims []*Claim) []*Claim {
	n := len(b.places)
	first := true
	for i, p := range b.places {
		first = first && int(p) == i
	}
	if first {
		return claims[:n:n]
	}
	picked := make([]*Claim, n)
	for i, p := range b.places {
		picked[i] = claims[p]
	}
	return picked
}

// sortFacts fills facts, track by track, for the wanted tracks alone.
func (b *builder) sortFacts(r *reading, l *log, wanted trackSet) {
	for i := range b.facts {
		b.facts[i] = b.facts[i][:0]
	}
	for i, p := range b.places[:r.own] {
		if l.entries[p].tracks&wanted == 0 || r.isWithdrawn(timeline.Claim(i)) {
			continue
		}
		f := l.fact(p)
		first := timeline.Fact{Form: f.form, Denied: b.denied[i], Value: f.value, Claim: timeline.Claim(i), First: f.first, Last: f.last}
		for tracks := f.tracks & wanted; tracks != 0; tracks &= tracks - 1 {
			facts := &b.facts[bits.TrailingZeros8(uint8(tracks))]
			*facts = append(*facts, first)
			if f.twice {
				second := first
				second.First = f.last
				*facts = append(*facts, second)
			}
		}
	}
}

// timeline returns the timeline of the track: what its facts say together. Only
// questions about what an answer rests on need it. So the reading does not store
// it when it is made; it is made again at the first such question, and then kept.
func (tr *track) timeline() *timeline.Timeline {
	if tl := tr.made.Load(); tl != nil {
		return tl
	}
	b := builders.Get().(*builder)
	defer builders.Put(b)
	tr.made.CompareAndSwap(nil, b.makeTimeline(tr))
	return tr.made.Load()
}

// A reuse copies tracks of an earlier reading into a new one of the same crossing,
// where both see the same facts on the track. After one more claim these are three
// tracks in four; from one KnownBy day to the next they are most. The zero reuse
// knows no earlier reading.
type reuse struct {
	made    [8]*reading      // the last readings that the builder made, of any crossings
	next    int              // the place in made of the next one
	from    *reading         // the reading whose tracks are copied; nil if there is none
	changed trackSet         // the tracks that are made anew
	places  []timeline.Claim // by claim of from: its place in the new reading, or NoClaim
}

// keep remembers a reading that was made.
func (u *reuse) keep(r *reading) {
	u.made[u.next] = r
	u.next = (u.next + 1) % len(u.made)
	u.from = nil
}

// choose returns the reading to copy from, and nil if there is none. Among the
// cell's two readings and those remembered of the same cell it takes the one
// whose number of claims is nearest to own.
func (u *reuse) choose(c *cell, own int32) *reading {
	best := c.newest.Load()
	consider := func(r *reading) {
		if r != nil && r.cell == c && (best == nil || distance(r.own, own) < distance(best.own, own)) {
			best = r
		}
	}
	consider(c.recent.Load())
	for _, r := range u.made {
		consider(r)
	}
	return best
}

// distance returns the absolute difference of two numbers.
func distance(x, y int32) int32 { return max(x-y, y-x) }

// compare finds the tracks of a new reading that must be made anew, and sets
// changed. The claims of r are in order and linked.
//
// A track can be copied if both readings see the same claims on it, and the same of
// those denied and withdrawn, by the same: then the rules say the same of it. A status track
// is made anew whenever the control track of its side is, because the rules ask of a status
// whether the holder changed since; and a control track with a denied claim whenever the status
// track is: see [timeline.Resolver.Take].
func (u *reuse) compare(b *builder, r *reading, l *log) {
	u.changed = allTracks
	b.sets.Reset(new(timeline.Sets))
	if u.from = u.choose(r.cell, r.own); u.from == nil || u.from.grounds.names.repeats != nil || r.grounds.names.repeats != nil {
		u.from = nil
		return
	}
	u.changed = 0
	old, claims := u.from.claims(), r.claims()
	u.places = slices.Grow(u.places[:0], len(old))[:len(old)]
	i, j := 0, 0
	for u.changed != allTracks && (i < len(old) || j < len(claims)) {
		order := 0
		switch {
		case i == len(old):
			order = 1
		case j == len(claims):
			order = -1
		case old[i] != claims[j]:
			order = compareClaims(old[i], claims[j])
		}
		switch {
		case order < 0:
			u.changed |= factTracks(old[i])
			u.places[i] = timeline.NoClaim
			i++
		case order > 0:
			u.changed |= l.entries[b.places[j]].tracks
			j++
		default:
			if old[i] != claims[j] {
				u.changed |= factTracks(old[i]) | l.entries[b.places[j]].tracks
			}
			u.places[i] = timeline.Claim(j)
			i, j = i+1, j+1
		}
	}
	was, is := u.from.grounds.names, r.grounds.names
	u.changed |= u.from.namedOtherwise(r, was.denials, is.denials) | u.from.namedOtherwise(r, was.retractions, is.retractions)
	u.changed |= u.changed >> 1 & r.namedTracks(is.denials) & controlTracks
	u.changed |= u.changed & controlTracks << 1
	if u.changed == allTracks {
		u.from = nil
		return
	}
	b.sets.Reset(&u.from.grounds.sets)
}

// factTracks returns the tracks on which a claim is a fact; none if it is no fact.
func factTracks(c *Claim) trackSet {
	if !c.Modality.IsFact() || !c.Kind.MakesState() {
		return 0
	}
	return tracksOf(c)
}

// namedOtherwise returns the tracks of the claims that two readings see named otherwise, by
// their lists of who denies, or of who withdraws, which claim. Where the lists differ in two
// places, it takes what is between for different, too.
func (r *reading) namedOtherwise(other *reading, list, others []naming) trackSet {
	same := func(x, y naming) bool {
		return r.grounds.claims[x.target] == other.grounds.claims[y.target] && r.grounds.claims[x.by] == other.grounds.claims[y.by]
	}
	for len(list) > 0 && len(others) > 0 && same(list[0], others[0]) {
		list, others = list[1:], others[1:]
	}
	for len(list) > 0 && len(others) > 0 && same(list[len(list)-1], others[len(others)-1]) {
		list, others = list[:len(list)-1], others[:len(others)-1]
	}
	return r.namedTracks(list) | other.namedTracks(others)
}

// namedTracks returns the tracks of the claims that a list has as targets.
func (r *reading) namedTracks(list []naming) (tracks trackSet) {
	for _, n := range list {
		if int32(n.target) < r.own {
			tracks |= factTracks(r.grounds.claims[n.target])
		}
	}
	return tracks
}

// copy appends the steps of a track of the earlier reading to those of the new one.
// If it is a control track and the status of its side is made anew, it also works
// out what the status needs to know of control.
func (u *reuse) copy(b *builder, tr *track) {
	from := &u.from.grounds.tracks[tr.place]
	m := &b.made
	first := len(m.steps)
	m.steps = append(m.steps, from.steps...)
	m.givers = append(m.givers, u.from.grounds.givers[from.start:][:len(from.steps)]...)
	for i := range from.steps {
		if s := &m.steps[first+i]; !s.isInline() {
			m.answers = append(m.answers, u.from.answers[s.word])
			s.word = uint32(len(m.answers) - 1)
		}
		if giver := &m.givers[first+i]; *giver != timeline.NoClaim {
			*giver = u.places[*giver]
		}
	}
	if tr.place.question() == QuestionControl && u.changed.has(tr.place+1) {
		b.resolver.Take(from.possible(), &b.sets, tr.unknown)
	}
}
