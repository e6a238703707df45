package border

// A step is an answer as a reading keeps it, with the first day on which it holds.
// Most answers are plain: of one value, which began on that day, and of that day
// the claims for it speak last. Such a step is all there is to the answer; of
// others it says where the answer is. So a question seldom waits for more memory
// than the search for its day does.
type step struct {
	from moment // never for the first of a track
	word uint32 // if plain: that, certainly, the flags and the value; else the place of the answer
}

const (
	plain     uint32 = 1 << 31
	certainly uint32 = 1 << 30
	flagShift        = 16 // the value takes the bits below
)

// plainWord returns the word of a step for an answer that holds from a day on, and
// 0 if it is not plain.
func (a *answer) plainWord(from moment) uint32 {
	if (a.since != bounds{from, from}) || a.attested != from || a.possible != ^int32(a.value) {
		return 0
	}
	word := plain | uint32(a.flags)<<flagShift | uint32(a.value)
	if a.certain {
		word |= certainly
	}
	return word
}

// isPlain reports whether the step is all there is to its answer.
func (s step) isPlain() bool { return s.word&plain != 0 }

// The parts of a plain step.

func (s step) value() uint16      { return uint16(s.word) }
func (s step) certain() bool      { return s.word&certainly != 0 }
func (s step) flags() answerFlags { return answerFlags(s.word >> flagShift) }

// answer returns the answer of a plain step.
func (s step) answer() answer {
	return answer{
		possible: ^int32(s.value()),
		since:    bounds{s.from, s.from},
		attested: s.from,
		value:    s.value(),
		certain:  s.certain(),
		flags:    s.flags(),
	}
}

// begun returns how many steps begin up to day t.
func begun(steps []step, t moment) int {
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
