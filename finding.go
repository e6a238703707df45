package border

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/crossingstatus/border/internal/timeline"
	"github.com/google/uuid"
)

// A Finding is the answer of the claims of a view to one question about one side on one
// day (rule 5). The zero Finding answers nothing.
//
// Its methods tell what the answer rests on. They take O(n) for n claims about the same
// question and side, and the first call O(n log n).
type Finding[V Party | Status] struct {
	// Value is the value that the claims support best, and unknown if there is none.
	Value V
	// Certain says that no claim allows another value, that the value is not unknown, and
	// that nothing disputes it. It does not say that it was confirmed lately; see Attested.
	Certain bool
	// Disputed says that sources contradict each other, that the order of what they tell is not
	// known, or that the claim that gives Value is denied, or one that restates it (sightings
	// within an episode aside).
	Disputed bool
	// Since is when the value began. A zero end is infinite. It is the zero Span if no
	// claim is for the value.
	Since Span
	// Attested is the latest day, no later than the day asked about, that the claims for Value
	// speak of. After that day, Value is only the last one known. It is the zero Day if there
	// is none.
	Attested Day

	on    timeline.Day
	place answerPlace // in track
	track *track
}

// Possible yields the values that the claims allow on the day, Value among them, in
// alphabetical order.
func (f Finding[V]) Possible() iter.Seq[V] {
	return func(yield func(V) bool) {
		if f.track == nil {
			return
		}
		if w := f.track.written; w != nil {
			for _, name := range w.possible {
				if v, err := parseValue[V](name); err != nil || !yield(v) {
					return
				}
			}
			return
		}
		for n := range f.track.reading.grounds.sets.Values(f.track.answer(f.place).Possible) {
			if !yield(valueOf[V](f.track, n)) {
				return
			}
		}
	}
}

// Allows reports whether v is among the possible values.
func (f Finding[V]) Allows(v V) bool {
	for p := range f.Possible() {
		if p == v {
			return true
		}
	}
	return false
}

// Basis yields the claims for Value, those that restate others included, in the registry's order.
// If the finding was read from JSON, its claims have only their ID, and they are sorted by it.
func (f Finding[V]) Basis() iter.Seq[Claim] {
	return func(yield func(Claim) bool) {
		if w := f.written(); w != nil {
			yieldIDs(w.basis, yield)
			return
		}
		basis, _ := f.claims()
		f.yieldClaims(basis, yield)
	}
}

// Against yields the claims for other possible values, and the claims that deny the one that
// gives Value or one that restates it, in the registry's order. For a finding that was read
// from JSON, see [Finding.Basis].
func (f Finding[V]) Against() iter.Seq[Claim] {
	return func(yield func(Claim) bool) {
		if w := f.written(); w != nil {
			yieldIDs(w.against, yield)
			return
		}
		_, against := f.claims()
		if n := len(against); n > 0 && int32(against[n-1]) >= f.track.reading.own {
			// Claims about other crossings, which may deny, stand after those about this one.
			slices.SortFunc(against, func(x, y timeline.Claim) int {
				return compareClaims(f.track.reading.grounds.claims[x], f.track.reading.grounds.claims[y])
			})
		}
		f.yieldClaims(against, yield)
	}
}

// claims returns the places of the claims for and against the finding.
func (f Finding[V]) claims() (basis, against []timeline.Claim) {
	if f.track == nil {
		return nil, nil
	}
	return f.track.timeline().Basis(f.on)
}

func (f Finding[V]) yieldClaims(places []timeline.Claim, yield func(Claim) bool) {
	for _, p := range places {
		if !yield(f.track.reading.grounds.claims[p].Clone()) {
			return
		}
	}
}

// giver returns the claim that gives the value, or nil.
func (f Finding[V]) giver() *Claim {
	switch {
	case f.track == nil:
		return nil
	case f.track.written != nil:
		return &f.track.written.giver
	}
	return f.track.giver(f.place)
}

// Unit returns the group that holds the side for the party Value, by the claim that
// gives Value; "" if it names none.
func (f Finding[V]) Unit() string {
	if c := f.giver(); c != nil {
		return c.Unit
	}
	return ""
}

// Traffic returns the traffic for which Value holds, by the claim that gives Value; zero if it
// names none.
func (f Finding[V]) Traffic() Traffic {
	if c := f.giver(); c != nil {
		return c.Traffic
	}
	return 0
}

// Direction returns the direction in which Value holds, by the claim that gives Value; zero if
// it states none.
func (f Finding[V]) Direction() Direction {
	if c := f.giver(); c != nil {
		return c.Direction
	}
	return 0
}

// String puts the finding into words, with Value before the other possible values:
// "islamic-state or al-nusra-front, not certain, since between 2012-07-01 and
// 2012-07-31, last attested 2012-07-31".
func (f Finding[V]) String() string {
	if f.track == nil {
		return ""
	}
	var b strings.Builder
	words := bestFirst(f.Value, f.Possible())
	b.WriteString(strings.Join(words, " or "))
	switch {
	case f.Disputed:
		b.WriteString(", disputed")
	case !f.Certain && len(words) > 1:
		b.WriteString(", not certain")
	}
	if !f.Since.IsZero() {
		b.WriteString(", since " + f.Since.String())
	}
	if !f.Attested.IsZero() {
		b.WriteString(", last attested " + f.Attested.String())
	}
	return b.String()
}

// valueOf returns the value with that number on the track.
func valueOf[V Party | Status](tr *track, n uint16) (v V) {
	switch p := any(&v).(type) {
	case *Party:
		*p = tr.reading.world.partyCodes[n]
	case *Status:
		*p = Status(n)
	}
	return v
}

// fill makes f the finding of a track on day t, from the step at a place of the track's steps.
// It does not set Value, but returns the number of the value.
func (f *Finding[V]) fill(r *reading, track trackPlace, steps []step, place int, t timeline.Day) (value uint16) {
	s := steps[place]
	f.on, f.track = t, &r.grounds.tracks[track]
	if !s.isInline() {
		a := &r.answers[s.word]
		f.place = placeOfAnswer(place, 0)
		f.Certain, f.Disputed = a.Flags.Has(timeline.Certain), a.Flags.Has(timeline.Disputed)
		f.Since = Span{dayOf(a.Since.Lo), dayOf(a.Since.Hi)}
		f.Attested = dayOf(min(a.Attested, t))
		return a.Value
	}
	second := s.second(t)
	f.place = placeOfAnswer(place, second)
	f.Certain, f.Disputed = s.word>>certainBit&^second&1 != 0, s.flags().Has(timeline.Disputed)
	began := dayOf(s.began(steps, place))
	f.Attested, f.Since = began, Span{began, began}
	return s.value()
}

// control makes f the finding of a track of control on day t.
func (r *reading) control(f *Finding[Party], track trackPlace, t timeline.Day) {
	steps, place := r.find(track, t)
	f.Value = r.world.partyCodes[f.fill(r, track, steps, place, t)]
}

// status makes f the finding of a track of status on day t, and returns the set of
// possible statuses.
func (r *reading) status(f *Finding[Status], track trackPlace, t timeline.Day) statusSet {
	steps, place := r.find(track, t)
	f.Value = Status(f.fill(r, track, steps, place, t))
	s := steps[place]
	if !s.isInline() {
		return statusesOf(&r.grounds.sets, r.answers[s.word].Possible)
	}
	orUnknown := s.word>>orUnknownBit&1 | uint32(f.place&1)
	return 1<<f.Value | statusSet(orUnknown)<<Unknown
}

// statusesOf returns a set of statuses as a mask.
func statusesOf(sets *timeline.Sets, name timeline.SetName) (mask statusSet) {
	for v := range sets.Values(name) {
		mask |= 1 << v
	}
	return mask
}

// Origins returns how many independent origins the claims for Value have (those of [Finding.Basis]).
// Claims whose When begins after the day asked about do not count; see [Finding.Later].
//
// Two claims have one origin if their sources are one or speak for one body ([World].Sources), if one
// repeats the other, or if both repeat a third. The result is 0 if no claim is for Value, and for a
// segment that was read from JSON, which does not have the number.
func (f Finding[V]) Origins() int {
	if w := f.written(); w != nil {
		return w.origins
	}
	basis, _ := f.claims()
	origins, _ := f.countOrigins(basis)
	return origins
}

// Later returns how many more origins there are if claims whose When begins after the day asked
// about are counted, too.
func (f Finding[V]) Later() int {
	if w := f.written(); w != nil {
		return w.later
	}
	basis, _ := f.claims()
	_, later := f.countOrigins(basis)
	return later
}

// countOrigins returns what Origins and Later count, given the claims for Value.
func (f Finding[V]) countOrigins(basis []timeline.Claim) (begun, later int) {
	if len(basis) == 0 {
		return 0, 0
	}
	r := f.track.reading
	origins := r.originsOf()
	seen := make(map[int32]bool, len(basis)) // whether one of that origin begins by the day
	for _, p := range basis {
		c := r.grounds.claims[p]
		of := origins.of(c.ID)
		seen[of] = seen[of] || boundsOf(c.When).Lo <= f.on
	}
	for _, by := range seen {
		if by {
			begun++
		}
	}
	return begun, len(seen) - begun
}

// written returns what the JSON of the finding said, and nil if the rules made the finding.
func (f Finding[V]) written() *writtenFinding {
	if f.track == nil {
		return nil
	}
	return f.track.written
}

// yieldIDs yields claims that have only an id.
func yieldIDs(ids []uuid.UUID, yield func(Claim) bool) {
	for _, id := range ids {
		if !yield(Claim{ID: id}) {
			return
		}
	}
}

// parseValue reads a party's code or the name of a status.
func parseValue[V Party | Status](text string) (v V, err error) {
	switch p := any(&v).(type) {
	case *Party:
		*p = Party(text)
		if _, other := ParseStatus(text); !isCode(text) || other == nil && *p != UnknownParty {
			err = fmt.Errorf("%q is not a party's code", text)
		}
	case *Status:
		*p, err = ParseStatus(text)
	}
	return v, err
}

// statuses returns the possible values of a finding of status that was read from JSON.
func (w *writtenFinding) statuses() (set statusSet) {
	for _, name := range w.possible {
		if s, err := ParseStatus(name); err == nil {
			set |= 1 << s
		}
	}
	return set
}
