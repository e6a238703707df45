package clustertest

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/jetstream"
	"github.com/google/uuid"
	natsjs "github.com/nats-io/nats.go/jetstream"
	"github.com/stretchr/testify/require"
)

// A load is writers that append batches, one after the other, until they are
// stopped.
type load struct {
	t      *testing.T
	cancel context.CancelFunc
	done   sync.WaitGroup

	mu      sync.Mutex
	acked   map[uuid.UUID]bool
	batches int
	last    time.Time
	longest time.Duration // without an acknowledgement
}

// startLoad starts writers of batches, which wait pause between two.
func startLoad(t *testing.T, connect func() natsjs.JetStream, config jetstream.Config, writers, batch int, pause time.Duration) *load {
	ctx, cancel := context.WithCancel(t.Context())
	w := &load{t: t, cancel: cancel, acked: map[uuid.UUID]bool{}, last: time.Now()}
	for i := range writers {
		name := fmt.Sprint("writer ", i)
		l := open(t, connect(), config)
		w.done.Go(func() {
			for n := 0; ctx.Err() == nil; n += batch {
				list := claims(name, n, batch)
				if _, err := l.Append(ctx, list...); err != nil {
					if ctx.Err() == nil {
						t.Errorf("%s: %v", name, err)
					}
					return
				}
				w.acknowledged(list)
				time.Sleep(pause)
			}
		})
	}
	t.Cleanup(w.stop)
	return w
}

func (w *load) acknowledged(list []border.Claim) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range list {
		w.acked[c.ContentID()] = true
	}
	w.batches++
	w.longest = max(w.longest, time.Since(w.last))
	w.last = time.Now()
}

func (w *load) stop() {
	w.cancel()
	w.done.Wait()
}

// awaitBatch waits until a batch is acknowledged that was sent from now on, and
// returns how long that took.
func (w *load) awaitBatch() time.Duration {
	w.t.Helper()
	w.mu.Lock()
	before := w.batches
	w.mu.Unlock()
	began := time.Now()
	require.Eventually(w.t, func() bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return w.batches > before+4 // each writer may have had one under way
	}, patience, 10*time.Millisecond, "nothing was acknowledged")
	return time.Since(began)
}

// requireSoon requires that claims were acknowledged again within half a minute of
// the servers' start. That depends on the machine, so only the long form asks it.
func requireSoon(t *testing.T, slowest time.Duration) {
	t.Helper()
	if long() {
		require.Less(t, slowest, 30*time.Second)
	}
}

// finish stops the load, waits until all followers are current after one more
// claim, and compares them with what was acknowledged.
func (w *load) finish(l *jetstream.Log, followers ...replica) {
	w.t.Helper()
	w.stop()
	ctx, cancel := context.WithTimeout(w.t.Context(), patience)
	defer cancel()
	last, err := l.Append(ctx, claim("the last", 0))
	require.NoError(w.t, err)
	for _, f := range followers {
		awaitCurrent(w.t, f, last)
	}
	w.compare(followers...)
}

// compare compares followers with each other and with what was acknowledged.
func (w *load) compare(followers ...replica) {
	w.t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, f := range followers {
		seen := make(map[uuid.UUID]bool)
		for c := range f.registry.All() {
			require.False(w.t, seen[c.ID], "claim %s is there twice", c.ID)
			seen[c.ID] = true
		}
		lost := 0
		for id := range w.acked {
			if !seen[id] {
				lost++
			}
		}
		require.Zero(w.t, lost, "follower %s lacks acknowledged claims", f.Status().Name)
		require.Equal(w.t, followers[0].registry.Digest(), f.registry.Digest())
		require.Equal(w.t, jetstream.SumOf(f.registry), f.Status().Sum)
		require.Empty(w.t, f.Status().Differ)
		require.Empty(w.t, f.Status().Aside)
	}
}
