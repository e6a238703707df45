package border

import "github.com/crossingstatus/border/internal/timeline"

// A step is an answer and the first day on which it holds.
//
// Most answers are simple: the value began on the step's first day or on that of
// the step before, no claim for it speaks of a later day, and no other value is
// possible but unknown. Such a step is inline: the answer fits into its word. The
// word of any other step is the place of its answer in reading.answers. Inline
// steps save a wait for memory: without them At takes a tenth longer.
//
// Most statuses outlive their holder sooner or later, and nothing else changes on that
// day: then unknown is possible, too. An inline step has both answers, and the number of
// days after which the second one holds. So a track of status has about half the steps, and
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

func (s step) flags() timeline.Flags { return timeline.Flags(s.word>>flagShift) & (1<<8 - 1) }
