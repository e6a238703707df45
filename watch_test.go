package border_test

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// numbered returns n claims with the ids of madeID, from the first on.
func numbered(first, n int) []border.Claim {
	claims := make([]border.Claim, n)
	for i := range claims {
		claims[i] = openClaim()
		claims[i].ID = madeID(first + i)
	}
	return claims
}

func claimIDs(claims []border.Claim) (ids []uuid.UUID) {
	for _, c := range claims {
		ids = append(ids, c.ID)
	}
	return ids
}

// TestWatchFrom: each claim comes once, in the order of its coming, from whatever
// number on; one that comes again does not.
func TestWatchFrom(t *testing.T) {
	reg := emptyRegistry(t)
	claims := numbered(1, 5)
	_, err := reg.Add(claims[:2]...)
	require.NoError(t, err)
	_, err = reg.Add(claims[1:4]...) // the second is there already
	require.NoError(t, err)
	earlier := claims[0]
	earlier.Recorded = madeInstants[0]
	_, err = reg.Add(earlier) // changes when it was recorded, and is not new
	require.NoError(t, err)
	_, err = reg.Add(claims[4])
	require.NoError(t, err)
	for from, want := range map[int][]border.Claim{-1: claims, 0: claims, 2: claims[2:], 4: claims[4:]} {
		var got []border.Claim
		for c := range reg.WatchFrom(t.Context(), from) {
			got = append(got, c)
			if len(got) == len(want) {
				break
			}
		}
		require.Equal(t, claimIDs(want), claimIDs(got), "from %d", from)
	}
}

// TestWatchFastAndSlow: a reader that waits and one that comes late both see all
// that was added after they called Watch.
func TestWatchFastAndSlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		reg := emptyRegistry(t)
		_, err := reg.Add(numbered(1, 2)...)
		require.NoError(t, err)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		slow := reg.Watch(ctx)

		fast := make(chan border.Claim)
		go func() {
			defer close(fast)
			for c := range reg.Watch(ctx) {
				fast <- c
			}
		}()
		synctest.Wait()
		for i := range 5 {
			_, err := reg.Add(numbered(10+2*i, 2)...)
			require.NoError(t, err)
			for j := range 2 {
				require.Equal(t, madeID(10+2*i+j), (<-fast).ID)
			}
			synctest.Wait() // it waits for more, and nothing more comes
			select {
			case c := <-fast:
				t.Fatal("a claim that was not added", c)
			default:
			}
		}
		var got []uuid.UUID
		for c := range slow {
			got = append(got, c.ID)
			if len(got) == 10 {
				break
			}
		}
		require.Equal(t, claimIDs(numbered(10, 10)), got)

		cancel()
		synctest.Wait()
		_, open := <-fast
		require.False(t, open, "cancelling ends the waiting")
	})
}

func TestWatchCancelled(t *testing.T) {
	reg := emptyRegistry(t)
	_, err := reg.Add(numbered(1, 3)...)
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	for range reg.WatchFrom(ctx, 0) {
		n++
		cancel() // what is there already comes no more
	}
	require.Equal(t, 1, n)
	for range reg.WatchFrom(ctx, 0) {
		t.Fatal("cancelled before it began")
	}
	for range reg.WatchFrom(ctx, 100) {
		t.Fatal("cancelled before it began")
	}
}

// TestWatchBesideWriters: readers beside several writers miss nothing and see one
// order.
func TestWatchBesideWriters(t *testing.T) {
	const writers, each = 4, 50
	reg := emptyRegistry(t)
	seen := make([][]uuid.UUID, 3)
	var wg sync.WaitGroup
	for i := range seen {
		watched := reg.Watch(t.Context())
		wg.Go(func() {
			for c := range watched {
				seen[i] = append(seen[i], c.ID)
				if len(seen[i]) == writers*each {
					return
				}
			}
		})
	}
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				if _, err := reg.Add(numbered(1+w*each+i, 1)...); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	require.ElementsMatch(t, claimIDs(numbered(1, writers*each)), seen[0])
	require.Equal(t, seen[0], seen[1])
	require.Equal(t, seen[0], seen[2])
}

// TestWhoIsToldSees: whoever is told of a claim and asks at once is answered with it.
func TestWhoIsToldSees(t *testing.T) {
	const days = 2000
	reg := emptyRegistry(t)
	first := border.Date(2000, time.January, 1)
	watched := reg.Watch(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() {
		n := 0
		for c := range watched {
			day := first.AddDays(n)
			if s, err := reg.At(c.Crossing, day); err != nil || s.LastReported() != day {
				t.Errorf("told of the claim of %s, answered with the last of %s: %v", day, s.LastReported(), err)
				return
			}
			if n++; n == days {
				return
			}
		}
	})
	crossings := []string{border.AlBukamalAlQaim, border.AlTanfAlWaleed}
	for n := range days {
		day := edtf.DateFromDay(first.AddDays(n))
		c := border.StatusClaim(crossings[n%2], border.Syria, border.Open, day, border.Source{Name: "a"})
		c.Reported = day
		_, err := reg.Add(c)
		require.NoError(t, err)
	}
	wg.Wait()
}
