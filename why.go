package border

import (
	"github.com/crossingstatus/border/internal/timeline"
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

// An explanation says why an answer is what it is.
type explanation struct {
	reading *reading
	why     *timeline.Why
}

// reason says what became of the claim at a place. What is no fact or is not
// counted makes nothing that the rules could judge; it may still deny.
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

// verdictOf are the verdicts by those of the rules.
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

// denied returns the claims of the reading that one denies.
func (e explanation) denied(by timeline.Claim) []uuid.UUID {
	var places []timeline.Claim
	for _, n := range e.reading.grounds.names.denials {
		if n.by == by {
			places = append(places, n.target)
		}
	}
	return sortedIDs(e.ids(places))
}

// naming returns the claims that name a claim, by a list in order of targets.
func (e explanation) naming(list []naming, target timeline.Claim) []uuid.UUID {
	return sortedIDs(e.ids(appendNaming(nil, list, target)))
}
