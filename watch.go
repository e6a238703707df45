package border

import (
	"context"
	"iter"
	"sync/atomic"
	"time"

	"github.com/crossingstatus/border/internal/timeline"
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

// Changes yields answers as they change, from the call of Changes on, until ctx is
// done: for each batch of claims that comes what [Diff] tells of it, on whatever days;
// and when a day begins at the border (UTC+3) each answer about that day which is not
// that about the day before. An answer may change without a claim: a vague date has
// passed, or an episode is over.
//
// Of a change by a day that passed, From is that day, To the last day on which the
// new answer lasts, and Before the answer on the day before; of several days that
// passed at once, each is told. Claims that come while a change is looked at are told
// together. So whoever calls Changes first and asks for the states then misses
// nothing.
//
// A change costs what [Diff] does; a day that passes O(log n) for each crossing.
func (r *Registry) Changes(ctx context.Context) iter.Seq[Change] { return r.ChangesAt(ctx, time.Now) }

// ChangesAt is [Registry.Changes] by another clock, which is asked whenever claims
// come, when its day should be over, and once a minute, for clocks are set and
// computers sleep.
func (r *Registry) ChangesAt(ctx context.Context, clock func() time.Time) iter.Seq[Change] {
	from, began := r.View(), dayAtBorder(clock())
	return func(yield func(Change) bool) {
		seen, day := from, began
		for ctx.Err() == nil {
			woken := r.watchers.wait()
			now := r.View()
			if now.seq != seen.seq {
				for c := range Diff(seen, now) {
					if ctx.Err() != nil || !yield(c) {
						return
					}
				}
				seen = now
			}
			for today := dayAtBorder(clock()); day.Before(today); {
				day = day.AddDays(1)
				for c := range seen.begun(day) {
					if ctx.Err() != nil || !yield(c) {
						return
					}
				}
			}
			if wake := waitForDay(clock()); !sleepUntil(ctx, woken, wake) {
				return
			}
		}
	}
}

// waitForDay returns how long to wait until the next day may have begun at the border.
func waitForDay(now time.Time) time.Duration {
	at := now.In(atBorder)
	midnight := time.Date(at.Year(), at.Month(), at.Day()+1, 0, 0, 0, 0, atBorder)
	return min(midnight.Sub(now), time.Minute)
}

// sleepUntil waits until woken is closed or a time is over, and reports false if ctx
// is done.
func sleepUntil(ctx context.Context, woken <-chan struct{}, wait time.Duration) bool {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-woken:
	case <-timer.C:
	case <-ctx.Done():
		return false
	}
	return true
}

// begun yields the answers about a day that differ from those about the day before.
func (v View) begun(day Day) iter.Seq[Change] {
	return func(yield func(Change) bool) {
		if v.isZero() {
			return
		}
		first := dayNumber(day)
		for i := range v.reg.cells {
			r := v.reading(cellPlace(i))
			for _, q := range questions {
				tr := r.track(q.side, q.question)
				before, after := tr.at(first.Add(-1)), tr.at(first)
				if compareAnswers(tr, before, tr, after) == 0 {
					continue
				}
				c := Change{Crossing: v.reg.cells[i].code, Side: q.side, Question: q.question, From: day, To: dayOf(tr.lasts(after))}
				c.Before, c.After = c.segment(tr, before, first.Add(-1)), c.segment(tr, after, first)
				if !yield(c) {
					return
				}
			}
		}
	}
}

// lasts returns the last day on which the answer of the step at a place lasts.
func (tr *track) lasts(place int) timeline.Day {
	for next := place + 1; next < len(tr.steps); next++ {
		if compareAnswers(tr, place, tr, next) != 0 {
			return tr.steps[next].from.Add(-1)
		}
	}
	return timeline.Forever
}
