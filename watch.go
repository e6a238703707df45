package border

import (
	"sync/atomic"
)

// watchers wakes those who wait for claims.
type watchers struct {
	room    atomic.Pointer[[]*Claim] // every claim once, in the order of its coming, and room for more
	count   atomic.Int64             // how many there are
	waiting atomic.Pointer[chan struct{}]
}

// wait returns a channel that is closed at the next wake.
func (w *watchers) wait() <-chan struct{} {
	for {
		if c := w.waiting.Load(); c != nil {
			return *c
		}
		c := make(chan struct{})
		if w.waiting.CompareAndSwap(nil, &c) {
			return c
		}
	}
}

// wake wakes all who wait.
func (w *watchers) wake() {
	if c := w.waiting.Swap(nil); c != nil {
		close(*c)
	}
}

// claims returns every claim so far.
func (w *watchers) claims() []*Claim {
	n := w.count.Load() // first: the room holds at least what had been counted before
	if room := w.room.Load(); room != nil {
		return (*room)[:n]
	}
	return nil
}

// store takes the list of claims with others appended to it. Only the one writer calls it.
func (w *watchers) store(list []*Claim) {
	if room := w.room.Load(); room == nil || cap(*room) != cap(list) {
		whole := list[:cap(list)]
		w.room.Store(&whole)
	}
	w.count.Store(int64(len(list)))
}
