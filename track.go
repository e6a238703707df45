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

// A step is an answer and the first day on which it holds, or two answers, of which the
// second follows after some days.
//
// Most answers are simple: the value began on the step's first day or on that of
// the step before, no claim for it speaks of a later day, and no other value is
// possible but unknown. Such a step is inline: the answer fits into its word. The
// word of any other step is the place of its answer in reading.answers. Inline
// steps save a wait for memory: without them At takes a tenth longer.
//
// Most statuses outlive their holder sooner or later, and nothing else changes on that
// day: then unknown is possible, too. An inline step can have both answers, and the number
// of days after which the second one holds. So a track of status has about half the steps, and
// there is less memory to wait for.
type step struct {
	from timeline.Day // timeline.Never for the first of a track
	word uint32       // if inline: these bits, the flags, the days and the value
}

const (
	inlineBit     = 31
	orUnknownBit  = 30        // unknown is possible, too: the status may have ended with its holder
	beganAheadBit = 29        // the value began on the first day of the step before
	outlivedBit   = 28        // after some days unknown is possible, too
	certainBit    = flagShift // the flag timeline.Certain
	flagShift     = 16        // the bits below are the value; if outlived, they are the days and the value
	daysShift     = 4
	mostDays      = 1<<(flagShift-daysShift) - 1

	inline     uint32 = 1 << inlineBit
	orUnknown  uint32 = 1 << orUnknownBit
	beganAhead uint32 = 1 << beganAheadBit
	outlived   uint32 = 1 << outlivedBit
)

// inlineWord returns the word of an inline step with the answer of s, and 0 if the
// answer is not simple enough for one. The step before it is given (any, for the first
// of a track), and the track's number of the value unknown.
func inlineWord(before, s *timeline.Step, unknown uint16) uint32 {
	word := inline | uint32(s.Flags)<<flagShift | uint32(s.Value)
	switch began := s.Since.Lo; {
	case s.From == timeline.Never:
		if (s.Since != timeline.Bounds{Lo: timeline.Never, Hi: timeline.Forever}) || s.Attested != timeline.Never {
			return 0
		}
	case s.Since.Hi != began || s.Attested != began:
		return 0
	case began == s.From:
	case began == before.From:
		word |= beganAhead
	default:
		return 0
	}
	switch {
	case s.Possible == timeline.Only(s.Value):
	case s.Value != unknown && s.Possible == timeline.Both(s.Value, unknown):
		word |= orUnknown
	default:
		return 0
	}
	return word
}

// isInline reports whether the answer is in the step itself.
func (s step) isInline() bool { return s.word&inline != 0 }

// second returns 1 if the step has a second answer and that holds on day t, and 0 if not.
// Like began and value it has no branches: about days at random a processor would guess
// many of them wrong.
func (s step) second(t timeline.Day) uint32 {
	has := (s.word >> inlineBit) & (s.word >> outlivedBit) & 1
	began := uint32((int64(s.from)+int64(s.outlivedAfter())-int64(t)-1)>>63) & 1
	return has & began
}

// outlivedAfter returns, of a step with a second answer, after how many days that one holds.
func (s step) outlivedAfter() timeline.Day {
	return timeline.Day(s.word >> daysShift & mostDays)
}

// outlivedBy returns the word of an inline step, to which it adds what the step after it says,
// and ok false if that does not fit: if it says anything but that unknown is possible, too.
func (s step) outlivedBy(first, second *timeline.Step, unknown uint16) (word uint32, ok bool) {
	days := int64(second.From) - int64(first.From)
	switch {
	case s.word&inline == 0 || s.word&orUnknown != 0 || first.From == timeline.Never || days > mostDays:
	case first.Value == unknown || first.Value >= 1<<daysShift || second.Possible != timeline.Both(first.Value, unknown):
	case second.Value != first.Value || second.Giver != first.Giver || second.Flags != first.Flags&^timeline.Certain:
	case second.Since != first.Since || second.Attested != first.Attested:
	default:
		return s.word | outlived | uint32(days)<<daysShift, true
	}
	return s.word, false
}

// began returns the day on which the value of an inline step began, and of which it is
// attested, by the steps of its track and its place there.
func (s step) began(steps []step, place int) timeline.Day {
	return steps[place-int(s.word>>beganAheadBit&1)].from
}

// stepsUpTo returns how many of the steps, which are sorted by day, begin on day t
// or before.
func stepsUpTo(steps []step, t timeline.Day) int {
	lo := 0
	for n := len(steps); n > 0; {
		half := n >> 1
		if steps[lo+half].from <= t {
			lo += half + 1
			n -= half + 1
		} else {
			n = half
		}
	}
	return lo
}

func (s step) value() uint16 {
	days := (s.word >> outlivedBit & 1) * (flagShift - daysShift) // the bits above the value that are days
	return uint16(s.word) << days >> days
}

// flags returns the flags of an inline step: eight bits, as the type has.
func (s step) flags() timeline.Flags { return timeline.Flags(s.word >> flagShift) }
