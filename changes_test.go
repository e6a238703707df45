package border_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// clockFrom returns a clock that goes on from an instant, at the pace of time.Now.
func clockFrom(at time.Time) func() time.Time {
	began := time.Now()
	return func() time.Time { return at.Add(time.Since(began)) }
}

// TestChanges: answers are told when claims change them, and when a day does.
func TestChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		reg := emptyRegistry(t)
		episode := border.StatusClaim(border.AlTanfAlWaleed, border.Iraq, border.Closed, edtf.MustParse("2026-03-02/2026-03-04"), border.Source{Name: "a"})
		_, err := reg.Add(border.StatusClaim(border.AlTanfAlWaleed, border.Iraq, border.Open, edtf.MustParse("2026-01-01"), border.Source{Name: "a"}))
		require.NoError(t, err)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		// An hour before the day is over at the border.
		changes := reg.ChangesAt(ctx, clockFrom(time.Date(2026, 3, 1, 20, 0, 0, 0, time.UTC)))
		_, err = reg.Add(episode) // before anybody ranges over them
		require.NoError(t, err)
		var mu sync.Mutex
		var told []string
		tell := func(what string) {
			mu.Lock()
			defer mu.Unlock()
			told = append(told, what)
		}
		go func() {
			for c := range changes {
				tell(fmt.Sprintf("%s to %s: %s, then %s", c.From, c.To, c.Before.Value(), c.After.Value()))
			}
			tell("done")
		}()
		next := func(wait time.Duration) []string {
			time.Sleep(wait)
			synctest.Wait()
			mu.Lock()
			defer mu.Unlock()
			list := told
			told = nil
			return list
		}
		require.Equal(t, []string{"2026-03-02 to 2026-03-04: open, then closed"}, next(0), "by a claim")
		require.Empty(t, next(59*time.Minute))
		require.Equal(t, []string{"2026-03-02 to 2026-03-04: open, then closed"}, next(2*time.Minute), "the day began")
		require.Empty(t, next(71*time.Hour), "and lasts to the third")
		require.Equal(t, []string{"2026-03-05 to : closed, then open"}, next(time.Hour))
		_, err = reg.Add(episode)
		require.NoError(t, err)
		require.Empty(t, next(time.Hour), "it is there already")
		cancel()
		require.Equal(t, []string{"done"}, next(0))
	})
}

// TestChangesOfDaysAgainstAnswers: what is told of days that pass is what the answers
// about each day and the day before say.
func TestChangesOfDaysAgainstAnswers(t *testing.T) {
	tried := 0
	checkHistories(t, 100, func(t *rapid.T) {
		h := drawHistory(t, 8)
		reg := registryOf(t, h.claims...)
		from, to := border.Date(2013, 12, 30), border.Date(2014, 1, 20)
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		asked := 0
		clock := func() time.Time {
			if asked++; asked == 1 {
				return time.Date(2013, 12, 30, 12, 0, 0, 0, time.UTC)
			} else if asked == 3 { // all days were told
				cancel()
			}
			return time.Date(2014, 1, 20, 12, 0, 0, 0, time.UTC)
		}
		var got, want []string
		tell := func(day border.Day, to string, x, y any) string {
			return fmt.Sprintf("%s to %s: %+v, then %+v", day, to, x, y)
		}
		for c := range reg.ChangesAt(ctx, clock) {
			before, after := readSegment(c.Before), readSegment(c.After)
			got = append(got, tell(c.From, c.To.String(), before, after))
		}
		for day := from.AddDays(1); !to.Before(day); day = day.AddDays(1) {
			for _, code := range slices.Sorted(slices.Values(allCodes(reg))) {
				for s := range toldOn(t, reg, code, day) {
					want = append(want, tell(day, s.to, s.before, s.after))
				}
			}
		}
		tried += len(want)
		require.Equal(t, want, got, "%s", h)
	})
	require.Positive(t, tried)
}

func allCodes(reg *border.Registry) (codes []string) {
	for c := range reg.Crossings() {
		codes = append(codes, c.Code)
	}
	return codes
}

// An answerRead is what makes two answers differ.
type answerRead struct {
	value             string
	certain, disputed bool
	possible          []string
}

func readSegment(s border.Segment) answerRead {
	if s.Question == border.QuestionControl {
		return answerRead{string(s.Control().Value), s.Control().Certain, s.Control().Disputed, textsOf(s.Control().Possible())}
	}
	return answerRead{s.Status().Value.String(), s.Status().Certain, s.Status().Disputed, textsOf(s.Status().Possible())}
}

func textsOf[V any](values func(func(V) bool)) (texts []string) {
	for v := range values {
		texts = append(texts, fmt.Sprint(v))
	}
	return texts
}

type toldDay struct {
	before, after answerRead
	to            string
}

// toldOn yields the answers about a day that differ from those about the day before,
// by the history of a crossing.
func toldOn(t *rapid.T, reg *border.Registry, code string, day border.Day) func(func(toldDay) bool) {
	return func(yield func(toldDay) bool) {
		for _, side := range []border.Side{border.Iraq, border.Syria} {
			for _, q := range []border.Question{border.QuestionControl, border.QuestionStatus} {
				before, _ := onDay(t, reg, code, side, q, day.AddDays(-1))
				after, to := onDay(t, reg, code, side, q, day)
				if fmt.Sprint(before) != fmt.Sprint(after) && !yield(toldDay{before, after, to.String()}) {
					return
				}
			}
		}
	}
}

// onDay returns an answer and the last day on which it lasts.
func onDay(t *rapid.T, reg *border.Registry, code string, side border.Side, q border.Question, day border.Day) (a answerRead, to border.Day) {
	found := false
	for s, err := range reg.History(code) {
		require.NoError(t, err)
		if s.Side != side || s.Question != q {
			continue
		}
		switch here := readSegment(s); {
		case !found && (s.To.IsZero() || !s.To.Before(day)):
			a, to, found = here, s.To, true
		case found && fmt.Sprint(here) == fmt.Sprint(a) && !to.IsZero():
			to = s.To
		case found:
			return a, to
		}
	}
	return a, to
}
