package timeline

import "iter"

// Spoken yields, for each event and episode that is not denied, its value and the days that it
// speaks of (rule 5, Attested); an event speaks of one day. It leaves out those that speak of
// infinite days. The order is not defined.
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
