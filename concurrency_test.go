package border_test

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
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

// TestWholeHistoriesBesideWriter: whoever asks while claims come that withdraw and deny others is
// answered by the claims of some batches, all of each and none of the later ones, as a registry that
// has those alone answers.
func TestWholeHistoriesBesideWriter(t *testing.T) {
	const readers = 3
	type told struct {
		digest  border.Digest
		claims  int
		answers [2]string
	}
	rapid.Check(t, func(rt *rapid.T) {
		h := drawHistory(rt, 10)
		reg := registryOf(rt)
		ask := func(v border.View) told {
			answer := told{claims: v.Through().Claims, digest: v.Digest()}
			for i, crossing := range madeCrossings[:2] {
				answer.answers[i] = answersOf(rt, v, crossing)
			}
			return answer
		}
		var done atomic.Bool
		var wg sync.WaitGroup
		heard := make([][]told, readers)
		for reader := range readers {
			wg.Go(func() {
				for round := 0; round < 2 || !done.Load(); round++ {
					v := reg.View()
					answer := ask(v)
					if again := ask(v); again != answer {
						t.Errorf("a view changed its answer from %v to %v", answer, again)
					}
					heard[reader] = append(heard[reader], answer)
				}
			})
		}
		want := map[told]bool{}
		for n := range len(h.batches) + 1 {
			fresh := ask(registryOf(rt, slices.Concat(h.batches[:n]...)...).View())
			want[fresh] = true
			if n < len(h.batches) {
				_, err := reg.Add(h.batches[n]...)
				require.NoError(rt, err)
			}
		}
		done.Store(true)
		wg.Wait()
		for _, list := range heard {
			for i, answer := range list {
				require.True(rt, want[answer], "%v is no answer of whole batches of\n%s", answer, h)
				require.True(rt, i == 0 || list[i-1].claims <= answer.claims, "a later view has fewer claims")
			}
		}
	})
}

// TestAskingWhereClaimsCome: whoever is called while claims are added may ask, and whoever is yielded
// something may also add.
func TestAskingWhereClaimsCome(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	day := border.Date(2026, time.June, 1)
	n := 0
	next := func() border.Claim {
		n++
		c := openClaim()
		c.ID, c.Crossing = uuid.NewSHA1(uuid.NameSpaceOID, fmt.Append(nil, n)), border.AlBukamalAlQaim
		return c
	}
	add := func() {
		_, err := reg.Add(next())
		require.NoError(t, err)
	}
	ask := func() (reach border.Reach) {
		for s := range reg.States(day) {
			_, err := reg.View().Cite(s.Crossing, day, "")
			require.NoError(t, err)
		}
		return reg.Through()
	}
	held := ask().Claims
	_, err = reg.AddWith(func([]*border.Claim, []*border.Claim) error {
		require.Equal(t, held, ask().Claims, "nobody sees what is not yet written")
		return nil
	}, next())
	require.NoError(t, err)
	require.NoError(t, reg.Load(func(yield func(border.Claim, error) bool) {
		for range 3 {
			require.Equal(t, held+1, ask().Claims)
			if !yield(next(), nil) {
				return
			}
		}
	}))
	require.Equal(t, held+4, ask().Claims)

	v := reg.View()
	states := map[string]string{}
	for s := range v.States(day) {
		states[s.Crossing] = s.String()
	}
	for s := range v.States(day) {
		add()
		require.Equal(t, states[s.Crossing], s.String())
	}
	listed := 0
	for range v.All() {
		if listed++; listed < 4 {
			add()
			ask()
		}
	}
	require.Equal(t, held+4, listed)

	from := reg.Len()
	add()
	watched := 0
	for range reg.WatchFrom(t.Context(), from) {
		if watched++; watched == 5 {
			break
		}
		require.Equal(t, reg.Len(), ask().Claims)
		add()
	}
	require.Equal(t, from+5, reg.Len())
}
