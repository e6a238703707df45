package border

import (
	"sync/atomic"
	"time"
)

// A roll is the state of every crossing on one day of one view. It is kept because
// people ask again and again how things stand today: to go through it is much
// quicker than to ask every crossing.
type roll struct {
	of     rollOf
	states []State
}

// rollOf says of what a roll is. What a view answers never changes, so that a roll
// is never out of date: later claims make other views.
type rollOf struct {
	seq   uint64
	known Day
	asOf  time.Time
	day   Day
}

// rolls keep the last roll that was asked for twice running. A single one, so
// that going through many days neither fills memory nor costs more than it did.
type rolls struct {
	asked atomic.Uint64 // what the last one asked for was of, in short
	kept  atomic.Pointer[roll]
}

// get returns the roll if it is kept.
func (r *rolls) get(of rollOf) *roll {
	if kept := r.kept.Load(); kept != nil && kept.of == of {
		return kept
	}
	return nil
}

// isAskedAgain reports whether the one asked for before was the same; it takes some
// that are not for the same, which does no harm.
func (r *rolls) isAskedAgain(of rollOf) bool {
	const odd = 0x9e3779b97f4a7c15
	short := (of.seq*odd+uint64(of.known.Number()))*odd + uint64(of.day.Number())
	short = (short*odd + uint64(of.asOf.UnixNano())) | 1 // 0: none was asked for
	return r.asked.Swap(short) == short
}
