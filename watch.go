package border

import (
	"context"
	"iter"
	"time"

	"github.com/crossingstatus/border/internal/timeline"
)

// Watch yields the claims that are added after the call of Watch, each once, in the
// order in which they come, until ctx is done. The claims wait in the registry: a
// slow reader misses none and costs no memory.
//
// To miss nothing, call Watch first, then ask for the states that the claims may
// change, then range over the result: it starts with what came in between. Answers
// also change as days pass, without a claim; [Registry.Changes] tells of both.
func (r *Registry) Watch(ctx context.Context) iter.Seq[Claim] {
	return r.WatchFrom(ctx, len(r.watchers.claims()))
}

// WatchFrom is [Registry.Watch], but starts at the claim that came as number n,
// counted from 0. With 0 it yields all claims that are there already, and then those
// that come. A reader that was interrupted after n claims goes on with n. The numbers
// are those of this registry alone: another with the same claims may have them in
// another order.
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
