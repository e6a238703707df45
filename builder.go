package border

import (
	"cmp"
	"math/bits"
	"slices"
	"sync"

	"github.com/google/uuid"

	"github.com/crossingstatus/border/internal/timeline"
)

// A builder makes readings. It is reused, so that its working memory need not be
// allocated for each of them.
type builder struct {
	places   []entryPlace     // of the claims of the reading, in its order
	slots    []timeline.Claim // by slot of the log: the claim of the reading, or NoClaim
	facts    [trackCount][]timeline.Fact
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
	r := &reading{window: seen, world: w, cell: c, grounds: &grounds{names: &noNamings}}
	l := c.log()
	r.own = b.order(r, &l)
	r.grounds.claims = b.pick(l.claims)
	b.link(r, &l)
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
	b.denied = slices.Grow(b.denied[:0], len(b.places))[:len(b.places)]
	clear(b.denied)
	for _, d := range r.grounds.names.denials {
		b.denied[d.target] = true
	}
	b.sortFacts(r, &l, 1<<tr.place)
	return b.resolver.Build(b.track(tr)).Clone()
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

// link finds, for the reading that is being made, which claims are withdrawn or denied, and
// which are repeated because they stand for others.
func (b *builder) link(r *reading, l *log) {
	n := len(b.places)
	b.denied = slices.Grow(b.denied[:0], n)[:n]
	clear(b.denied)
	if !slices.ContainsFunc(b.places, func(p entryPlace) bool { return l.links(p) != nil }) {
		return
	}
	names := &namings{withdrawn: make([]bool, n)}
	r.grounds.names = names
	b.slots = slices.Grow(b.slots[:0], len(l.entries))[:len(l.entries)]
	for i := range b.slots {
		b.slots[i] = timeline.NoClaim
	}
	for i, p := range b.places {
		b.slots[l.slot(p)] = timeline.Claim(i)
	}
	for i, p := range b.places {
		if links := l.links(p); links != nil {
			b.named(r, links, timeline.Claim(i), inRetracts, func(n naming) {
				names.withdrawn[n.target] = true
				names.retractions = append(names.retractions, n)
			})
			b.named(r, links, timeline.Claim(i), inRepeats, func(n naming) { names.addRepeat(n) })
		}
	}
	for i, p := range b.places {
		if links := l.links(p); links != nil && !names.withdrawn[i] {
			b.named(r, links, timeline.Claim(i), inDenies, func(n naming) {
				b.denied[n.target] = true
				names.denials = append(names.denials, n)
			})
		}
	}
	names.denials, names.retractions = inOrderOfTargets(names.denials), inOrderOfTargets(names.retractions)
}

// addRepeat adds that a claim repeats one that stands for another.
func (n *namings) addRepeat(repeat naming) {
	if n.repeats == nil {
		n.repeats = map[timeline.Claim][]timeline.Claim{}
	}
	n.repeats[repeat.by] = append(n.repeats[repeat.by], repeat.target)
}

// inOrderOfTargets returns a list of namings sorted by target, each once.
func inOrderOfTargets(list []naming) []naming {
	slices.SortFunc(list, func(x, y naming) int {
		return cmp.Or(cmp.Compare(x.target, y.target), cmp.Compare(x.by, y.by))
	})
	return slices.Compact(list)
}

// named yields the claims of the reading that one of them names in a member. For a claim
// that is not in the reading and was replaced, it yields those that stand for it.
func (b *builder) named(r *reading, l *links, by timeline.Claim, member nameMember, yield func(naming)) {
	name := func(slot entryPlace) {
		if target := b.slots[slot]; target != timeline.NoClaim && target != by {
			yield(naming{target, by})
		}
	}
	switch member {
	case inRetracts:
		for _, slot := range l.retracts {
			name(slot)
		}
	case inDenies:
		for _, slot := range l.denies {
			name(slot)
		}
	}
	for i := range l.replaced {
		if l.replaced[i].member == member {
			for _, slot := range b.standing(r, &l.replaced[i]) {
				name(slot)
			}
		}
	}
}

// standing returns the slots of the claims of the reading that stand for a claim that was
// replaced.
func (b *builder) standing(r *reading, name *replacedName) (slots []entryPlace) {
	slotOf := func(id uuid.UUID) (entryPlace, bool) {
		i := slices.IndexFunc(name.came, func(c namedClaim) bool { return c.id == id })
		if i < 0 || b.slots[name.came[i].slot] == timeline.NoClaim {
			return 0, false
		}
		return name.came[i].slot, true
	}
	for _, id := range r.world.succession.follow(name.id, func(id uuid.UUID) bool { _, ok := slotOf(id); return ok }) {
		slot, _ := slotOf(id)
		slots = append(slots, slot)
	}
	return slots
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
