package border

import (
	"context"
	"iter"
	"sync/atomic"
	"time"

	"github.com/crossingstatus/border/internal/timeline"
)

// watchers has all claims in the order in which they came, and wakes the goroutines
// that wait for more.
type watchers struct {
	room    atomic.Pointer[[]*Claim]      // the list of claims at its full capacity, with room for more
	count   atomic.Int64                  // how many claims there are
	waiting atomic.Pointer[chan struct{}] // closed at the next wake; nil if nobody waits
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

// store makes list the list of claims; it is that of claims with others appended. Only the
// one writer calls it.
func (w *watchers) store(list []*Claim) {
	if room := w.room.Load(); room == nil || cap(*room) != cap(list) {
		whole := list[:cap(list)]
		w.room.Store(&whole)
	}
	w.count.Store(int64(len(list)))
}

// Changes yields the answers that change after the call of Changes, until ctx is done.
// An answer changes for one of two reasons:
//
//   - Claims were added. Changes yields what [Diff] says of the views before and after,
//     about whatever days. Batches that come while the caller is at work on a change are
//     taken together.
//   - A day began at the border (UTC+3). Changes yields each answer about the new day that
//     differs from that about the day before, as when an episode is over. From is the new
//     day, To the last day of the new answer, and Before the answer about the day before.
//     If several days began at once, each is told.
//
// To miss nothing, call Changes first, then ask for the states, then range over the
// result. Claims cost what [Diff] does, and a new day O(log n) for each crossing.
func (r *Registry) Changes(ctx context.Context) iter.Seq[Change] { return r.ChangesAt(ctx, time.Now) }

// ChangesAt is [Registry.Changes] with another clock. It asks the clock when claims come,
// when the day should be over, and at least once a minute, since clocks are set and
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

// waitForDay returns how long to wait before the clock is asked again: until the next
// day begins at the border, but at most a minute.
func waitForDay(now time.Time) time.Duration {
	at := now.In(atBorder)
	midnight := time.Date(at.Year(), at.Month(), at.Day()+1, 0, 0, 0, 0, atBorder)
	return min(midnight.Sub(now), time.Minute)
}

// sleepUntil waits until woken is closed or the time to wait is over. It reports false if
// ctx is done before.
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

// begun yields, as changes, the answers about a day that differ from those about the day
// before.
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

// lasts returns the last day of the answer at a place, and of those after it that are the same.
func (tr *track) lasts(place answerPlace) timeline.Day {
	for next := range tr.answers(place) {
		if compareAnswers(tr, place, tr, next) != 0 {
			return tr.from(next).Add(-1)
		}
	}
	return timeline.Forever
}
