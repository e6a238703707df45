package main

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/jetstream"
	natsjs "github.com/nats-io/nats.go/jetstream"
)

// imported is how many claims an import appends with one call.
const imported = 1000

// A way is one of appending: so many writers, each of which waits until what it
// sent is acknowledged.
type way struct {
	name    string
	writers int
	claims  int // of one call
	bare    bool
}

var ways = []way{
	{"`Append` of a claim", 1, 1, false},
	{"bare publish", 1, 1, true},
	{"`Append` of a claim", 4, 1, false},
	{"bare publish", 4, 1, true},
	{"`Append` of a claim", 64, 1, false},
	{"bare publish", 64, 1, true},
	{"`Append` of 1,000 claims", 1, imported, false},
	{"bare publish, 128 on their way", 1, imported, true},
	{"`Append` of 1,000 claims", 4, imported, false},
	{"bare publish, 128 on their way", 4, imported, true},
}

// An appended is what was measured of a way.
type appended struct {
	way
	rate float64 // acknowledged claims a second
	took percentiles
}

// measureAppending measures all ways in turn, round by round.
func (b *bench) measureAppending(ctx context.Context, r *results) error {
	config := jetstream.Config{Log: "appending"}
	js, err := b.servers.connect()
	if err != nil {
		return err
	}
	if _, err := b.servers.openLog(ctx, config); err != nil {
		return err
	}
	if _, err := js.CreateStream(ctx, natsjs.StreamConfig{Name: "BARE", Subjects: []string{"bare"}, Replicas: 3, Storage: natsjs.FileStorage}); err != nil {
		return err
	}
	most := slices.MaxFunc(ways, func(x, y way) int { return x.writers - y.writers }).writers
	logs, bares := make([]*jetstream.Log, most), make([]natsjs.JetStream, most)
	for i := range most {
		if logs[i], err = b.servers.openLog(ctx, config); err != nil {
			return err
		}
		if bares[i], err = b.servers.connect(); err != nil {
			return err
		}
	}
	add := func(ctx context.Context, w int, way way, claims []border.Claim) error {
		if way.bare {
			return publish(ctx, bares[w], claims)
		}
		_, err := logs[w].Append(ctx, claims...)
		return err
	}
	var count atomic.Int64
	rates, took := make([][]float64, len(ways)), make([][]time.Duration, len(ways))
	for round := range b.appends + 1 {
		for i, way := range ways {
			began, before := time.Now(), count.Load()
			times, err := b.appendFor(ctx, way, add, &count)
			if err != nil {
				return fmt.Errorf("%s, %d writers: %w", way.name, way.writers, err)
			}
			if round == 0 {
				continue // to warm up
			}
			rates[i] = append(rates[i], float64(count.Load()-before)/time.Since(began).Seconds())
			took[i] = append(took[i], times...)
		}
	}
	for i, way := range ways {
		slices.Sort(rates[i])
		r.appends = append(r.appends, appended{way, rates[i][len(rates[i])/2], percentilesOf(took[i])})
	}
	return nil
}

// appendFor lets writers append for a while, and returns how long each call took.
func (b *bench) appendFor(ctx context.Context, way way, add func(context.Context, int, way, []border.Claim) error, count *atomic.Int64) ([]time.Duration, error) {
	times, errs := make([][]time.Duration, way.writers), make([]error, way.writers)
	end := time.Now().Add(b.each)
	var wg sync.WaitGroup
	for w := range way.writers {
		wg.Go(func() {
			for time.Now().Before(end) {
				last := int(count.Add(int64(way.claims)))
				claims := b.nths(last-way.claims, way.claims)
				began := time.Now()
				if errs[w] = add(ctx, w, way, claims); errs[w] != nil {
					return
				}
				times[w] = append(times[w], time.Since(began))
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return slices.Concat(times...), nil
}

// publish publishes the bytes of claims, with at most as many on their way as
// Append has, and waits until all are acknowledged. It gives up where Append tries
// again.
func publish(ctx context.Context, js natsjs.JetStream, claims []border.Claim) error {
	const onTheirWay = 128
	waiting := make([]natsjs.PubAckFuture, 0, onTheirWay)
	await := func(f natsjs.PubAckFuture) error {
		select {
		case <-f.Ok():
			return nil
		case err := <-f.Err():
			return err
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	for _, c := range claims {
		c.ID, c.Recorded = c.ContentID(), time.Now().UTC()
		if len(claims) == 1 {
			_, err := js.Publish(ctx, "bare", c.AppendJSON(nil))
			return err
		}
		if len(waiting) == onTheirWay {
			if err := await(waiting[0]); err != nil {
				return err
			}
			waiting = append(waiting[:0], waiting[1:]...)
		}
		f, err := js.PublishAsync("bare", c.AppendJSON(nil))
		if err != nil {
			return err
		}
		waiting = append(waiting, f)
	}
	for _, f := range waiting {
		if err := await(f); err != nil {
			return err
		}
	}
	return nil
}
