package border

import (
	"sync/atomic"

	"github.com/crossingstatus/border/internal/timeline"
)

// A trackPlace is the place of a track in a reading. The control of a side comes
// before its status.
type trackPlace uint8

// The tracks of a reading.
const (
	syriaControl trackPlace = iota
	syriaStatus
	iraqControl
	iraqStatus
	trackCount = iota
)

// trackOf returns the place of the track of a question about a side; side is Syria
// or Iraq.
func trackOf(side Side, q Question) trackPlace {
	return trackPlace(side-Syria)*2 + trackPlace(q-QuestionControl)
}

// question returns what the track answers.
func (p trackPlace) question() Question { return QuestionControl + Question(p%2) }

// questionOf returns the question that claims of a kind answer.
func questionOf(k Kind) Question {
	if k == KindControl {
		return QuestionControl
	}
	return QuestionStatus
}

// A trackSet has bit 1<<p for each track p in it.
type trackSet uint8

// tracksOf returns the tracks that a fact is on.
func tracksOf(c *Claim) (tracks trackSet) {
	for side := Syria; side <= Iraq; side++ {
		if c.Side == side || c.Side == Both {
			tracks |= 1 << trackOf(side, questionOf(c.Kind))
		}
	}
	return tracks
}

// A track is the answers to one question about one side: the days on which the
// answer changes, so that a question about a day is a search among them.
type track struct {
	steps   []step // the answers, in order of their days
	start   int32  // place of the first of steps in the reading's
	reading *reading
	made    atomic.Pointer[timeline.Timeline] // what the answers were made from, once somebody asked
	place   trackPlace
	unknown uint16 // the value unknown
}

// timeline returns what the facts on the track say together. It is needed to say
// what an answer rests on, and not to answer: so it is not kept when the reading
// is made, but made again when somebody asks, and then kept.
func (tr *track) timeline() *timeline.Timeline {
	if tl := tr.made.Load(); tl != nil {
		return tl
	}
	b := builders.Get().(*builder)
	defer builders.Put(b)
	tr.made.CompareAndSwap(nil, b.timeline(tr))
	return tr.made.Load()
}

// at returns the place of the step on day t.
func (tr *track) at(t timeline.Day) int { return stepsUpTo(tr.steps[1:], t) }

// answer returns the answer of the step at a place.
func (tr *track) answer(place int) timeline.Answer { return tr.reading.answer(tr.steps[place]) }

// giver returns the claim that gives the value of the step at a place, or nil.
func (tr *track) giver(place int) *Claim {
	giver := tr.reading.grounds.givers[int(tr.start)+place]
	if giver == timeline.NoClaim {
		return nil
	}
	return tr.reading.grounds.claims[giver]
}

// name returns the text form of the value with that number on the track.
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

// A step is an answer as a reading has it, with the first day on which it holds.
// Most answers are of one value, which began on that day, and of that day the
// claims for it speak last. Such a step is inline: it is all there is to the
// answer. Of others it says where the answer is. So a question seldom waits for
// more memory than the search for its day does: At takes a tenth longer without.
type step struct {
	from timeline.Day // timeline.Never for the first of a track
	word uint32       // if inline: that, the flags and the value; else the place of the answer
}

const (
	inline    uint32 = 1 << 31
	flagShift        = 16 // the value takes the bits below
)

// inlineWord returns the word of an inline step for an answer that holds from a
// day on, and 0 if it must be kept apart.
func inlineWord(s *timeline.Step) uint32 {
	if (s.Since != timeline.Bounds{Lo: s.From, Hi: s.From}) || s.Attested != s.From || s.Possible != timeline.Only(s.Value) {
		return 0
	}
	return inline | uint32(s.Flags)<<flagShift | uint32(s.Value)
}

// isInline reports whether the step is all there is to its answer.
func (s step) isInline() bool { return s.word&inline != 0 }

// The parts of an inline step.

func (s step) value() uint16         { return uint16(s.word) }
func (s step) flags() timeline.Flags { return timeline.Flags(s.word >> flagShift) }

// inlined returns the answer of an inline step.
func (s step) inlined() timeline.Answer {
	return timeline.Answer{
		Possible: timeline.Only(s.value()),
		Since:    timeline.Bounds{Lo: s.from, Hi: s.from},
		Attested: s.from,
		Value:    s.value(),
		Flags:    s.flags(),
	}
}

// stepsUpTo returns how many of the steps, which are in order, begin up to day t.
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
