package border

import (
	"iter"
	"sync/atomic"

	"github.com/crossingstatus/border/internal/timeline"
)

// A track is the answers to one question about one side of the crossing, as steps:
// one for each day on which the answer changes, but for what [step] tells. To answer for
// a day is to search among them.
type track struct {
	steps   []step // sorted by day
	start   int32  // steps is a part of the reading's steps, which begins here
	reading *reading
	made    atomic.Pointer[timeline.Timeline] // what the steps were made from; nil until somebody asks
	place   trackPlace
	unknown uint16          // the number of the value unknown
	written *writtenFinding // nil, unless the finding was read from JSON
}

// An answerPlace is the place of an answer on a track: twice that of its step, and one more
// for the answer once the status has outlived its holder.
type answerPlace int32

// at returns the place of the answer that holds on day t.
func (tr *track) at(t timeline.Day) answerPlace {
	place := stepsUpTo(tr.steps[1:], t)
	return placeOfAnswer(place, tr.steps[place].second(t))
}

// placeOfAnswer returns the place of an answer of the step at a place; second is 1 for its
// second answer, else 0.
func placeOfAnswer(step int, second uint32) answerPlace {
	return answerPlace(2*step) + answerPlace(second)
}

// from returns the first day on which the answer at a place holds.
func (tr *track) from(p answerPlace) timeline.Day {
	s := tr.steps[p>>1]
	if p&1 != 0 {
		return s.from + s.outlivedAfter()
	}
	return s.from
}

// next returns the place of the answer after the one at p, and ok false if that is the last.
func (tr *track) next(p answerPlace) (next answerPlace, ok bool) {
	if p&1 == 0 && tr.steps[p>>1].second(timeline.Forever) == 1 {
		return p + 1, true
	}
	next = p&^1 + 2
	return next, int(next>>1) < len(tr.steps)
}

// answer returns the answer at a place.
func (tr *track) answer(p answerPlace) timeline.Answer {
	place := int(p >> 1)
	s := tr.steps[place]
	if !s.isInline() {
		return tr.reading.answers[s.word]
	}
	a := timeline.Answer{Value: s.value(), Flags: s.flags(), Possible: timeline.Only(s.value())}
	if s.word&orUnknown != 0 || p&1 != 0 {
		a.Possible = timeline.Both(a.Value, tr.unknown)
	}
	if p&1 != 0 {
		a.Flags &^= timeline.Certain
	}
	a.Attested = s.began(tr.steps, place)
	a.Since = timeline.Bounds{Lo: a.Attested, Hi: a.Attested}
	if s.from == timeline.Never {
		a.Since.Hi = timeline.Forever
	}
	return a
}

// answers yields the places of all answers from p on.
func (tr *track) answers(p answerPlace) iter.Seq[answerPlace] {
	return func(yield func(answerPlace) bool) {
		for ok := true; ok; p, ok = tr.next(p) {
			if !yield(p) {
				return
			}
		}
	}
}

// possible yields, for each answer, the day from which on it holds and the set of its
// possible values.
func (tr *track) possible() iter.Seq2[timeline.Day, timeline.SetName] {
	return func(yield func(timeline.Day, timeline.SetName) bool) {
		for p := range tr.answers(0) {
			if !yield(tr.from(p), tr.answer(p).Possible) {
				return
			}
		}
	}
}

// giver returns the claim that gives the value of the answer at a place, or nil.
func (tr *track) giver(p answerPlace) *Claim {
	giver := tr.reading.grounds.givers[tr.start+int32(p>>1)]
	if giver == timeline.NoClaim {
		return nil
	}
	return tr.reading.grounds.claims[giver]
}

// name returns the text of the value that has that number on the track.
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
