package border

import (
	"context"
	"iter"
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

// arrive appends claims. Only the one writer calls it.
func (w *watchers) arrive(claim *Claim) { w.keep(append(w.claims(), claim)) }

// keep takes the list of claims with others appended to it.
func (w *watchers) keep(list []*Claim) {
	if room := w.room.Load(); room == nil || cap(*room) != cap(list) {
		whole := list[:cap(list)]
		w.room.Store(&whole)
	}
	w.count.Store(int64(len(list)))
}

// Watch yields the claims that are added from the call of Watch on, each once,
// in the order in which they come, until ctx is done. The claims wait in the
// registry: a slow reader misses none and costs no memory.
func (r *Registry) Watch(ctx context.Context) iter.Seq[Claim] {
	return r.WatchFrom(ctx, len(r.watchers.claims()))
}

// WatchFrom is [Registry.Watch] from the claim on that came as number n, counted
// from 0: so all that are there already come first, and a reader that was
// interrupted goes on where it stopped.
func (r *Registry) WatchFrom(ctx context.Context, n int) iter.Seq[Claim] {
	return func(yield func(Claim) bool) {
		for next := max(n, 0); ctx.Err() == nil; {
			woken := r.watchers.wait()
			claims := r.watchers.claims()
			for ; next < len(claims); next++ {
				if ctx.Err() != nil || !yield(claims[next].Clone()) {
					return
				}
			}
			select {
			case <-woken:
			case <-ctx.Done():
			}
		}
	}
}

// Len returns how many claims the registry holds.
func (r *Registry) Len() int { return len(r.watchers.claims()) }
