package border

import (
	"sync/atomic"

	"github.com/crossingstatus/border/internal/timeline"
)

// A track is the answers to one question about one side: the days on which the
// answer changes, so that a question about a day is a search among them.
type track struct {
	steps   []step // the answers, in order of their days
	start   int32  // place of the first of steps in the reading's
	reading *reading
	made    atomic.Pointer[timeline.Timeline] // what the answers were made from, once somebody asked
	number  uint8                             // place in the reading
	control bool                              // values are parties, not statuses
	unknown uint16                            // the value unknown
}

// timeline returns what the facts on the track say together. It is needed to say
// what an answer rests on, and not to answer: so it is not kept when the reading
// is made, but made again when somebody asks, and then kept.
func (tr *track) timeline() *timeline.Timeline {
	if tl := tr.made.Load(); tl != nil {
		return tl
	}
	rd := readers.Get().(*reader)
	defer readers.Put(rd)
	rd.see(tr.reading)
	tr.made.CompareAndSwap(nil, rd.resolver.Build(rd.track(tr)).Clone())
	return tr.made.Load()
}

// at returns the place of the answer on day t.
func (tr *track) at(t timeline.Day) int { return stepsUpTo(tr.steps[1:], t) }

// answer returns the answer at a place.
func (tr *track) answer(place int) timeline.Answer { return tr.reading.answer(tr.steps[place]) }

// giver returns the claim that gives the value of the answer at a place, or nil.
func (tr *track) giver(place int) *Claim {
	return tr.reading.giver(tr.reading.givers[tr.start+int32(place)])
}

// name returns the text form of the value with that number on the track.
func (tr *track) name(value uint16) string {
	if tr.control {
		return string(tr.reading.world.partyCodes[value])
	}
	return Status(value).String()
}
