package border_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// TestReadersBesideWriter: batches that tell one thing of two crossings are seen
// whole or not at all, and what a view once answered it answers always.
func TestReadersBesideWriter(t *testing.T) {
	const batches, readers = 150, 4
	reg := emptyRegistry(t)
	first := border.Date(2014, time.January, 1)
	// Batch n says of both crossings that on day n a side changed its status.
	batch := func(n int) []border.Claim {
		var claims []border.Claim
		for i, code := range madeCrossings {
			c := openClaim()
			c.ID = uuid.NewSHA1(uuid.NameSpaceOID, fmt.Append(nil, n, i))
			c.Crossing, c.Side = code, border.Both
			c.Value = []string{"open", "closed", "restricted"}[n%3]
			c.When = edtf.DateFromDay(first.AddDays(n))
			c.Reported = c.When
			claims = append(claims, c)
		}
		return claims
	}
	var done atomic.Bool
	var rounds atomic.Int64
	var wg sync.WaitGroup
	last := first.AddDays(batches + 10)
	for reader := range readers {
		wg.Go(func() {
			handle, err := reg.Handle(madeCrossings[reader%2])
			if err != nil {
				t.Error(err)
				return
			}
			for round := 0; round < 20 || !done.Load(); round++ {
				rounds.Add(1)
				v := reg.View()
				if reader == 3 {
					v = v.KnownBy(first.AddDays(round % batches))
				}
				x, err := v.At(madeCrossings[0], last)
				if err != nil {
					t.Error(err)
					return
				}
				y, _ := v.At(madeCrossings[1], last)
				since := x.Syria.Status.Since
				if since != y.Iraq.Status.Since || x.Status.Value != y.Status.Value {
					t.Errorf("half a batch: %s and %s", x.Syria.Status, y.Iraq.Status)
				}
				again, _ := v.Status(madeCrossings[0], border.Syria, last)
				if again.Since != since || again.String() != x.Syria.Status.String() {
					t.Errorf("a view changed its answer from %s to %s", x.Syria.Status, again)
				}
				if f := handle.Status(border.Iraq, last); reader < 3 && f.Since.Latest.Before(since.Latest) {
					t.Errorf("a handle is behind a view that was taken before: %s, %s", f, x.Syria.Status)
				}
				segments := 0
				for s, err := range v.History(madeCrossings[0]) {
					if err != nil || s.Value() == "" {
						t.Error(s, err)
					}
					segments++
				}
				claims, _ := v.Claims(madeCrossings[0])
				if segments < len(claims) {
					t.Errorf("%d segments of %d changes on two sides", segments, len(claims))
				}
			}
		})
	}
	for n := range batches {
		_, err := reg.Add(batch(n)...)
		require.NoError(t, err)
	}
	done.Store(true)
	wg.Wait()
	require.GreaterOrEqual(t, rounds.Load(), int64(20*readers))
	require.Equal(t, 2*batches, reg.Len())
	f, err := reg.Status(madeCrossings[1], border.Iraq, last)
	require.NoError(t, err)
	require.Equal(t, first.AddDays(batches-1), f.Since.Latest)
}

// TestReadersShareFirstQuestion: many ask at once what nobody asked before.
func TestReadersShareFirstQuestion(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	day := border.Date(2019, time.October, 1)
	answers := make([]string, 8)
	var wg sync.WaitGroup
	for i := range answers {
		wg.Go(func() {
			v := reg.KnownBy(border.Date(2020, time.January, 1)).AsOf(time.Now())
			s, err := v.At(border.AlBukamalAlQaim, day)
			if err != nil {
				t.Error(err)
			}
			plans, err := v.Plans(border.AlBukamalAlQaim, day)
			if err != nil {
				t.Error(err)
			}
			answers[i] = fmt.Sprint(s.Syria, s.Iraq, plans)
		})
	}
	wg.Wait()
	for _, a := range answers {
		require.Equal(t, answers[0], a)
	}
}
