package border

import "github.com/crossingstatus/border/internal/timeline"

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

func (s step) value() uint16 { return uint16(s.word) }

func (s step) flags() timeline.Flags { return timeline.Flags(s.word >> flagShift) }
