package border

import (
	"github.com/crossingstatus/border/internal/timeline"
	"github.com/google/uuid"
)

// A Verdict says what part a claim plays in the answer to a question about a day.
// Every claim has exactly one. The zero Verdict is none.
type Verdict uint8

// The verdicts. Claims with GivesValue or For are the Basis of the [Finding]; those
// with Against or Denying are its Against.
const (
	GivesValue Verdict = iota + 1 // the finding has its value from this claim
	For                           // it supports the same value, or restates a claim that does
	Against                       // it supports another possible value, or restates a claim that does
	Denying                       // it denies the claim that gives the value, or one that restates it
	Restates                      // it says vaguely what another claim says sharply, and the other does not count on this day
	CameBefore                    // a later claim ended what it tells, or an episode hides it
	NotBegun                      // what it tells begins after this day
	Ended                         // the episode that it tells was over before this day
	Withdrawn                     // another claim withdraws it
	DeniedBy                      // another claim denies it, and it does not count on this day
	NotKnown                      // it is not in the view: it was reported or recorded later
	IsPlan                        // it is a plan, and plans make no state
	NoFact                        // it is a denial or a fear, and has no effect here
)

var verdictWords = words{"", "gives-value", "for", "against", "denying", "restates", "came-before", "not-begun", "ended",
	"withdrawn", "denied", "not-known", "plan", "no-fact"}

// ParseVerdict returns the verdict with that name.
func ParseVerdict(s string) (Verdict, error) {
	n, err := verdictWords.number(s)
	return Verdict(n), err
}

// String returns the verdict's name, or "" for the zero Verdict.
func (v Verdict) String() string { return verdictWords.word(uint8(v)) }

// MarshalText implements [encoding.TextMarshaler]; the zero Verdict is an error.
func (v Verdict) MarshalText() ([]byte, error) { return verdictWords.text(uint8(v)) }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (v *Verdict) UnmarshalText(text []byte) (err error) {
	*v, err = ParseVerdict(string(text))
	return err
}

// A Reason says what part one claim plays in an answer. The zero Reason has no claim.
type Reason struct {
	Claim   Claim
	Verdict Verdict
	// By are the claims that the verdict is due to: those that Claim restates or denies,
	// or that came after it, withdraw it or deny it. It may be empty.
	By []uuid.UUID
}

// Why explains the answer to a question about a side on a day. It returns a reason for every
// claim about that question and side, and for every claim that denies the one that gives the
// value, or one that restates it. They are in the registry's order; claims that the view does
// not see come last, with the verdict NotKnown. The error is a [*LookupError], [ErrNoDay], or a
// [*VocabularyError] about the side or the question.
//
// It takes O(n log n) for n claims, and in addition the time to list the claims in By.
// Questions other than Why are no slower for it.
func (v View) Why(code string, side Side, question Question, day Day) ([]Reason, error) {
	place, err := v.placeOf(code, side)
	if err != nil {
		return nil, err
	}
	if day.IsZero() {
		return nil, ErrNoDay
	}
	if question != QuestionControl && question != QuestionStatus {
		return nil, &VocabularyError{Word: question.String(), Allowed: questionWords[1:]}
	}
	r := v.reading(place)
	w := explanation{r, r.track(side, question).timeline().Why(dayNumber(day))}
	onTrack := func(c *Claim) bool {
		return c.Crossing == code && c.Kind.MakesState() && questionOf(c.Kind) == question && (c.Side == side || c.Side == Both)
	}
	var reasons []Reason
	for i, c := range r.grounds.claims {
		place := timeline.Claim(i)
		if int32(i) < r.own && onTrack(c) || w.why.Denies(place) {
			reasons = append(reasons, w.reason(place))
		}
	}
	known := make(map[uuid.UUID]bool, len(r.grounds.claims))
	for _, c := range r.grounds.claims {
		known[c.ID] = true
	}
	l, all := r.cell.log(), v.unnarrowed()
	for _, p := range all.visible(&l, nil) {
		if c := l.claims[p]; onTrack(c) && !known[c.ID] {
			reasons = append(reasons, Reason{Claim: c.Clone(), Verdict: NotKnown})
		}
	}
	return reasons, nil
}

// An explanation makes the reasons of one answer.
type explanation struct {
	reading *reading
	why     *timeline.Why
}

// reason returns the reason of the claim at a place. The rules judge facts; a claim that
// is none may still deny one.
func (e explanation) reason(place timeline.Claim) Reason {
	r := e.reading
	c := r.grounds.claims[place]
	if r.isWithdrawn(place) {
		return Reason{c.Clone(), Withdrawn, e.naming(r.grounds.names.retractions, place)}
	}
	verdict, by := e.why.Verdict(place)
	switch verdict {
	case timeline.GivesValue, timeline.For, timeline.Against:
		return Reason{c.Clone(), verdictOf[verdict], e.ids(by)}
	case timeline.Denying:
		return Reason{c.Clone(), Denying, e.denied(place)}
	}
	switch {
	case c.Modality.IsPlan():
		return Reason{c.Clone(), IsPlan, nil}
	case !c.Modality.IsFact():
		return Reason{c.Clone(), NoFact, nil}
	}
	if by := e.naming(r.grounds.names.denials, place); len(by) > 0 {
		return Reason{c.Clone(), DeniedBy, by}
	}
	return Reason{c.Clone(), verdictOf[verdict], e.ids(by)}
}

// verdictOf has the verdict for each of those of the rules.
var verdictOf = [...]Verdict{
	timeline.Silent:     NoFact,
	timeline.GivesValue: GivesValue,
	timeline.For:        For,
	timeline.Against:    Against,
	timeline.Denying:    Denying,
	timeline.Restates:   Restates,
	timeline.CameBefore: CameBefore,
	timeline.NotBegun:   NotBegun,
	timeline.Ended:      Ended,
}

// ids returns the ids of claims.
func (e explanation) ids(places []timeline.Claim) (ids []uuid.UUID) {
	for _, p := range places {
		ids = append(ids, e.reading.grounds.claims[p].ID)
	}
	return ids
}

// denied returns the ids of the claims of the reading that the one at a place denies.
func (e explanation) denied(by timeline.Claim) []uuid.UUID {
	var places []timeline.Claim
	for _, n := range e.reading.grounds.names.denials {
		if n.by == by {
			places = append(places, n.target)
		}
	}
	return sortedIDs(e.ids(places))
}

// naming returns the ids of the claims that name a target, from a list sorted by target.
func (e explanation) naming(list []naming, target timeline.Claim) []uuid.UUID {
	return sortedIDs(e.ids(appendNaming(nil, list, target)))
}
