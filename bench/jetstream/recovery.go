package main

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/crossingstatus/border/crossings/jetstream"
)

// A recovery is how long nothing was acknowledged after the stream's leader was
// killed.
type recovery struct {
	kills           int
	median, longest time.Duration // until the first claim was acknowledged that was sent after the kill
	writer          time.Duration // the longest that a writer waited
	acked           int64
}

// measureRecovery kills the leader while writers append, again and again.
func (b *bench) measureRecovery(ctx context.Context, r *results) error {
	config := jetstream.Config{Log: "recovery"}
	l, err := b.servers.openLog(ctx, config)
	if err != nil {
		return err
	}
	loading, stop := context.WithCancel(ctx)
	defer stop()
	var wg sync.WaitGroup
	var count, acked, longest atomic.Int64
	errs := make([]error, writers)
	for w := range writers {
		log, err := b.servers.openLog(ctx, config)
		if err != nil {
			return err
		}
		wg.Go(func() {
			const batch = 20
			for loading.Err() == nil {
				began := time.Now()
				if _, errs[w] = log.Append(loading, b.nths(int(count.Add(batch)), batch)...); errs[w] != nil {
					return
				}
				acked.Add(batch)
				took := int64(time.Since(began))
				for had := longest.Load(); took > had && !longest.CompareAndSwap(had, took); had = longest.Load() {
				}
			}
		})
	}
	var took []time.Duration
	for range b.kills {
		if err := b.servers.awaitAll(ctx, config); err != nil {
			return err
		}
		d, err := b.killLeader(ctx, l, int(count.Add(1)))
		if err != nil {
			return err
		}
		took = append(took, d)
	}
	stop()
	wg.Wait()
	for _, err := range errs {
		if err != nil && !errors.Is(err, context.Canceled) {
			return err
		}
	}
	slices.Sort(took)
	r.recovery = recovery{b.kills, took[len(took)/2], took[len(took)-1], time.Duration(longest.Load()), acked.Load()}
	return nil
}

// killLeader kills the stream's leader, and returns how long it took until a claim
// was acknowledged that was sent then. It starts the server again.
func (b *bench) killLeader(ctx context.Context, l *jetstream.Log, number int) (time.Duration, error) {
	head, err := l.Head(ctx)
	if err != nil {
		return 0, err
	}
	i := slices.IndexFunc(b.servers.members[:], func(m member) bool { return m.name == head.Leader })
	if i < 0 {
		return 0, errors.New("the log has no leader")
	}
	m := &b.servers.members[i]
	m.kill()
	began := time.Now()
	if _, err := l.Append(ctx, b.nth(number)); err != nil {
		return 0, err
	}
	took := time.Since(began)
	return took, m.start()
}
