package border

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"time"

	"github.com/crossingstatus/border/internal/timeline"
	"github.com/google/uuid"
)

// A Change is a run of days, as long as possible, on which two views answer one question about
// one side differently. Each of the two gives the same answer on all of the days. Two answers
// are the same if their Value, Certain, Disputed and Possible are. The zero Change is none.
type Change struct {
	Crossing string // code
	Side     Side
	Question Question
	From     Day     // the first day; the zero Day if the run has no beginning
	To       Day     // the last day; the zero Day if it has no end
	Before   Segment // the answer of the older view on the first day
	After    Segment // the answer of the newer view on the first day
}

// Diff yields the changes from an older view to a newer one, by crossing, side, question
// and days. The views may be of two registries. A crossing that only one of them has is
// compared with the same crossing without claims.
func Diff(older, newer View) iter.Seq[Change] {
	return func(yield func(Change) bool) {
		crossings := slices.Collect(older.Crossings())
		for c := range newer.Crossings() {
			if _, err := older.place(c.Code); err != nil {
				crossings = append(crossings, c)
			}
		}
		slices.SortFunc(crossings, func(a, b Crossing) int { return cmp.Compare(a.Code, b.Code) })
		for _, c := range crossings {
			before, after := older.readingOrNone(c), newer.readingOrNone(c)
			if before == after {
				continue
			}
			for _, q := range questions {
				x, y := before.track(q.side, q.question), after.track(q.side, q.question)
				if !diffTracks(x, y, Change{Crossing: c.Code, Side: q.side, Question: q.question}, yield) {
					return
				}
			}
		}
	}
}

// readingOrNone returns the view's reading of a crossing or, if the view does not have
// the crossing, a reading of no claims.
func (v View) readingOrNone(c Crossing) *reading {
	if i, err := v.place(c.Code); err == nil {
		return v.reading(i)
	}
	none, err := New([]Crossing{c}, nil)
	if err != nil { // a registry has the crossing, so it is one that New takes
		panic(err)
	}
	view := none.View()
	return view.reading(0)
}

// diffTracks yields the changes from one track to another, and reports whether to go on.
// Every change begins as a copy of c.
func diffTracks(x, y *track, c Change, yield func(Change) bool) bool {
	var days []timeline.Day
	for _, tr := range [...]*track{x, y} {
		for p := range tr.answers(0) {
			days = append(days, tr.from(p))
		}
	}
	slices.Sort(days)
	days = slices.Compact(days)
	for k := 0; k < len(days); {
		i, j := x.at(days[k]), y.at(days[k])
		if compareAnswers(x, i, y, j) == 0 {
			k++
			continue
		}
		first := days[k]
		last := timeline.Forever
		for k++; k < len(days); k++ {
			if compareAnswers(x, i, x, x.at(days[k])) != 0 || compareAnswers(y, j, y, y.at(days[k])) != 0 {
				last = days[k].Add(-1)
				break
			}
		}
		c.From, c.To = dayOf(first), dayOf(last)
		c.Before, c.After = c.segment(x, i, first), c.segment(y, j, first)
		if !yield(c) {
			return false
		}
	}
	return true
}

// segment returns the answer of the step at a place, on day first, as a segment with the
// days of the change.
func (c *Change) segment(tr *track, place answerPlace, first timeline.Day) Segment {
	s := Segment{Crossing: c.Crossing, Side: c.Side, Question: c.Question, From: c.From, To: c.To}
	s.fill(tr, place, first)
	return s
}

// compareAnswers returns 0 if two answers are the same (see [Change]). It compares values
// by name, because the tracks may be of two registries.
func compareAnswers(x *track, i answerPlace, y *track, j answerPlace) int {
	a, b := x.answer(i), y.answer(j)
	return cmp.Or(
		cmp.Compare(x.name(a.Value), y.name(b.Value)),
		cmp.Compare(a.Flags&timeline.Certain, b.Flags&timeline.Certain),
		cmp.Compare(a.Flags&timeline.Disputed, b.Flags&timeline.Disputed),
		slices.Compare(x.possibleNames(&a), y.possibleNames(&b)),
	)
}

// Try returns the changes that the answers of the latest view would have if claims were added. It adds
// nothing; a program can show the changes to somebody who then decides. The error is that of
// [Registry.Add]. It takes as long as loading all claims.
func (r *Registry) Try(claims ...Claim) ([]Change, error) {
	before := r.View()
	after, err := before.With(claims...)
	if err != nil {
		return nil, err
	}
	return slices.Collect(Diff(before, after)), nil
}

// With returns the view that there would be if claims were added to those that v sees: of a registry
// of its own, and not narrowed. The registry of v is left as it is. The error is that of
// [Registry.Add]. It takes as long as loading all claims.
func (v View) With(claims ...Claim) (View, error) {
	if v.isZero() {
		return View{}, ErrNoCrossing
	}
	r := newRegistry(v.reg.world)
	err := r.Load(func(yield func(Claim, error) bool) {
		for c := range v.All() {
			if !yield(c, nil) {
				return
			}
		}
	})
	if err != nil {
		return View{}, err
	}
	if _, err := r.Add(claims...); err != nil {
		return View{}, err
	}
	return r.View(), nil
}

// Replacements returns the succession of a new edition of the dataset: for each claim
// that older has and newer lacks, which claims of newer stand for it. Those are the claims
// that newer alone has, about the same crossing, with the same quote from the same page:
// the same URL or, where there is none, the same source. There may be several, as when a
// claim was split, or none.
//
// Known are the replacements that earlier editions made or that editors wrote. They come
// first, unchanged, and what they replace is not looked for again. The others follow,
// sorted by Old, with that edition. It takes O(n log n).
func Replacements(older, newer View, edition string, known iter.Seq[Replacement]) []Replacement {
	type words struct{ crossing, page, quote string }
	of := func(c *Claim) words {
		page := c.Source.URL
		if page == "" {
			page = c.Source.Name
		}
		return words{c.Crossing, page, c.Quote}
	}
	var list []Replacement
	written := map[uuid.UUID]bool{}
	for r := range known {
		list = append(list, r)
		written[r.Old] = true
	}
	first := len(list)
	was, is := map[uuid.UUID]bool{}, map[uuid.UUID]bool{}
	for c := range older.All() {
		was[c.ID] = true
	}
	added := map[words][]uuid.UUID{}
	for c := range newer.All() {
		is[c.ID] = true
		if !was[c.ID] {
			added[of(&c)] = append(added[of(&c)], c.ID)
		}
	}
	for c := range older.All() {
		if !is[c.ID] && !written[c.ID] {
			ids := slices.Clone(added[of(&c)])
			slices.SortFunc(ids, compareIDs)
			list = append(list, Replacement{Old: c.ID, New: ids, Edition: edition})
		}
	}
	slices.SortFunc(list[first:], func(a, b Replacement) int { return compareIDs(a.Old, b.Old) })
	return list
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
