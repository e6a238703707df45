package timeline

import "iter"

// Spoken yields the values of the events and episodes that are not denied, each with the days
// that it speaks of, as rule 5 has them under Attested. An event speaks of one day. What
// speaks of no day that is dated is left out. They come in no order.
func (tl *Timeline) Spoken() iter.Seq2[uint16, Bounds] {
	return func(yield func(uint16, Bounds) bool) {
		for i := range tl.events {
			if !tl.yieldSpoken(eventRef(int32(i)), yield) {
				return
			}
		}
		for i := range tl.episodes {
			if !tl.yieldSpoken(episodeRef(int32(i)), yield) {
				return
			}
		}
	}
}

func (tl *Timeline) yieldSpoken(r ref, yield func(uint16, Bounds) bool) bool {
	days := tl.spoken(r)
	if tl.isDenied(r) || days.Lo == Never || days.Hi == Forever {
		return true
	}
	return yield(tl.valueOf(r), days)
}
