package border

import (
	"slices"

	"github.com/google/uuid"
)

// A Verdict is the one thing that the rules did with a claim in answering a
// question on a day. The zero Verdict is none.
type Verdict uint8

// The verdicts. Claims that give the value or are for it are the finding's Basis;
// those against and those denying are its Against.
const (
	GivesValue Verdict = iota + 1 // the value is that of this claim
	For                           // it allows the value, too, or restates a claim that does
	Against                       // it allows another value, or restates a claim that does
	Denying                       // it denies what gives the value
	Restates                      // it says vaguely what another says sharply, which does not count on this day
	CameBefore                    // something later came after it, or an episode hides it
	NotBegun                      // what it tells begins after this day
	Ended                         // the episode that it tells was over before this day
	Withdrawn                     // another claim takes it back
	DeniedBy                      // another claim denies it, and it does not count on this day
	NotKnown                      // it is not in the view: it was reported or recorded later
	IsPlan                        // a plan makes no state
	NoFact                        // a denial or a fear that changes nothing here
)

var verdictWords = words{"", "gives-value", "for", "against", "denying", "restates", "came-before", "not-begun", "ended",
	"withdrawn", "denied", "not-known", "plan", "no-fact"}

var verdictPhrases = words{"", "gives the value", "allows it too", "allows another value", "denies what gives the value",
	"restates another claim", "came before another", "had not begun", "had ended", "was withdrawn", "was denied",
	"was not known yet", "is a plan, not a fact", "tells no fact"}

// ParseVerdict returns the verdict with that name.
func ParseVerdict(s string) (Verdict, error) {
	n, err := verdictWords.number(s)
	return Verdict(n), err
}

// String returns the verdict's name, or "" for the zero Verdict.
func (v Verdict) String() string { return verdictWords.word(uint8(v)) }

// Phrase says in plain words what became of a claim: "came before another".
func (v Verdict) Phrase() string { return verdictPhrases.word(uint8(v)) }

// MarshalText implements [encoding.TextMarshaler]; the zero Verdict is an error.
func (v Verdict) MarshalText() ([]byte, error) { return verdictWords.text(uint8(v)) }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (v *Verdict) UnmarshalText(text []byte) (err error) {
	*v, err = ParseVerdict(string(text))
	return err
}

// A Reason says what the rules did with one claim. The zero Reason is of none.
type Reason struct {
	Claim   Claim
	Verdict Verdict
	// By are the claims that made the verdict: those that it restates, that came
	// after it, that withdraw or deny it. It may be empty.
	By []uuid.UUID
}

// Why says, for every claim on a track, the one thing that the rules did with it
// in answering a question about a side on a day; and for each claim that denies
// what gives the value, that it does. The reasons are in the registry's order,
// and those of claims that the view does not know come last. Side must be Syria
// or Iraq. It takes O(n log n) for n claims, and as long as it takes to name those
// in By; it costs nothing to those who do not ask.
func (v View) Why(code string, side Side, question Question, day Day) ([]Reason, error) {
	place, err := v.placeOf(code, side)
	if err != nil {
		return nil, err
	}
	if question != QuestionControl && question != QuestionStatus {
		return nil, &VocabularyError{Word: question.String(), Allowed: questionWords[1:]}
	}
	r := v.reading(place)
	w := newWhy(r.track(side, question), momentOf(day))
	onTrack := func(c *Claim) bool {
		return c.Crossing == code && !c.Kind.IsNotice() && questionOf(c.Kind) == question && (c.Side == side || c.Side == Both)
	}
	var reasons []Reason
	for i, c := range r.all {
		place := int32(i)
		if place < r.own && onTrack(c) || w.denying[place] {
			reasons = append(reasons, w.reason(place))
		}
	}
	known := make(map[uuid.UUID]bool, len(r.all))
	for _, c := range r.all {
		known[c.ID] = true
	}
	l := r.cell.seen(v.seq)
	for _, p := range everything.visible(&l, nil) {
		if c := l.claims[p]; onTrack(c) && !known[c.ID] {
			reasons = append(reasons, Reason{Claim: c.Clone(), Verdict: NotKnown})
		}
	}
	return reasons, nil
}

// Why is [View.Why] of the latest view.
func (r *Registry) Why(code string, side Side, question Question, day Day) ([]Reason, error) {
	return r.View().Why(code, side, question, day)
}

// A why is a finding taken apart.
type why struct {
	*track
	*timeline
	t          moment
	value      uint16
	giver      int32 // an event, ^ a spell, or noPlace
	candidates map[int32]bool
	denying    map[int32]bool
	made       map[int32][]int32  // by claim, the events and spells that it made
	joined     map[int32][]int32  // by claim, those whose basis it joined
	until      map[moment][]int32 // by their hi, the events; nil until somebody asks
	hiding     []uuid.UUID        // the claims of the episodes that hide what stood before them
}

func newWhy(tr *track, t moment) *why {
	j := tr.judgeOn(t)
	best := j.best()
	w := &why{track: tr, timeline: j.timeline, t: t, value: j.valueOf(best), giver: best.place,
		candidates: map[int32]bool{}, denying: map[int32]bool{}, made: map[int32][]int32{}, joined: map[int32][]int32{}}
	for _, c := range j.candidates {
		w.candidates[c.place] = true
		if c.place < 0 && !w.spells[^c.place].denied {
			w.hiding = append(w.hiding, w.claims[w.spells[^c.place].claim].ID)
		}
	}
	for i := range w.events {
		w.note(w.events[i].claim, int32(i))
	}
	for i := range w.spells {
		w.note(w.spells[i].claim, ^int32(i))
	}
	if w.giver != noPlace {
		for _, claim := range w.appendClaims(nil, w.giver) {
			for _, by := range tr.reading.appendDenials(nil, claim) {
				w.denying[by] = true
			}
		}
	}
	return w
}

// note notes who made an event or a spell, and who joined its basis.
func (w *why) note(own, place int32) {
	w.made[own] = append(w.made[own], place)
	for _, claim := range w.appendClaims(nil, place) {
		if claim != own {
			w.joined[claim] = append(w.joined[claim], place)
		}
	}
}

// reason says what became of the claim at a place.
func (w *why) reason(claim int32) Reason {
	r := w.reading
	c := r.all[claim]
	made, joined := w.made[claim], w.joined[claim]
	switch {
	case r.isWithdrawn(claim):
		return Reason{c.Clone(), Withdrawn, w.naming(r.retracted, claim)}
	case slices.Contains(made, w.giver):
		return Reason{c.Clone(), GivesValue, nil}
	}
	if own, other := w.candidateOf(made); own || other {
		return Reason{c.Clone(), w.side(own), nil}
	}
	if own, other := w.candidateOf(joined); own || other {
		return Reason{c.Clone(), w.side(own), w.owners(joined)}
	}
	switch {
	case w.denying[claim]:
		return Reason{c.Clone(), Denying, c.Denies}
	case c.Modality.IsPlan():
		return Reason{c.Clone(), IsPlan, nil}
	case !c.Modality.IsFact():
		return Reason{c.Clone(), NoFact, nil}
	}
	if by := w.naming(r.denials, claim); len(by) > 0 {
		return Reason{c.Clone(), DeniedBy, by}
	}
	if len(made) == 0 {
		if len(joined) == 0 { // a sighting of which no end is dated
			return Reason{c.Clone(), NoFact, nil}
		}
		return Reason{c.Clone(), Restates, w.owners(joined)}
	}
	verdict, by := w.fate(made[0])
	return Reason{c.Clone(), verdict, by}
}

func (w *why) side(own bool) Verdict {
	if own {
		return For
	}
	return Against
}

// candidateOf reports whether one of the events and spells is a candidate of the
// value, and whether one is of another value.
func (w *why) candidateOf(places []int32) (own, other bool) {
	for _, p := range places {
		if w.candidates[p] {
			own = own || w.valueAt(p) == w.value
			other = other || w.valueAt(p) != w.value
		}
	}
	return own, other
}

// fate says why an event or a spell is no candidate, and by which claims.
func (w *why) fate(place int32) (Verdict, []uuid.UUID) {
	if place < 0 {
		sp := &w.spells[^place]
		switch {
		case w.t < sp.first.lo:
			return NotBegun, nil
		case w.t > sp.last.hi:
			return Ended, nil
		}
		return CameBefore, nil
	}
	e := &w.events[place]
	switch {
	case w.t < e.lo:
		return NotBegun, nil
	case e.end <= w.t:
		return CameBefore, w.enders(e)
	}
	return CameBefore, slices.Clone(w.hiding)
}

// enders returns the claims of the events that came after e first.
func (w *why) enders(e *event) (by []uuid.UUID) {
	if w.until == nil {
		w.until = map[moment][]int32{}
		for i := range w.events {
			hi := w.events[i].hi
			w.until[hi] = append(w.until[hi], int32(i))
		}
	}
	for _, i := range w.until[e.end] {
		if s := &w.events[i]; s.cameAfter(e) {
			by = append(by, w.claims[s.claim].ID)
		}
	}
	return sortedIDs(by)
}

// owners returns the claims that made the events and spells.
func (w *why) owners(places []int32) (by []uuid.UUID) {
	for _, p := range places {
		if p < 0 {
			by = append(by, w.claims[w.spells[^p].claim].ID)
		} else {
			by = append(by, w.claims[w.events[p].claim].ID)
		}
	}
	return sortedIDs(by)
}

// naming returns the claims that name a claim.
func (w *why) naming(list []denial, claim int32) (by []uuid.UUID) {
	for _, place := range appendNaming(nil, list, claim) {
		by = append(by, w.reading.all[place].ID)
	}
	return sortedIDs(by)
}

// MarshalJSON implements [json.Marshaler].
func (r Reason) MarshalJSON() ([]byte, error) {
	o := objectWriter{b: []byte{'{'}}
	o.text("claim", r.Claim.ID.String())
	o.textOrNull("verdict", r.Verdict.String())
	if len(r.By) == 0 {
		o.list("by", nil)
	} else {
		o.ids("by", r.By)
	}
	return append(o.b, '}'), nil
}
