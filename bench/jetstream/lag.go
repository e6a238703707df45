package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/jetstream"
	"github.com/google/uuid"
)

// writers are how many append while the lag is measured, and batches how many each
// of them appends a second.
const (
	writers = 4
	batches = 25
)

// A lag is how long claims took until a follower's registry had them.
type lag struct {
	server  string // that the follower is connected to
	sent    percentiles
	acked   percentiles // from the acknowledgement on; less than 0 if they were there before
	longest time.Duration
}

type percentiles struct{ p50, p99 time.Duration }

func percentilesOf(list []time.Duration) percentiles {
	slices.Sort(list)
	return percentiles{list[len(list)/2], list[len(list)*99/100]}
}

// A sending is a batch on its way.
type sending struct {
	first         int // number of its first claim
	due           time.Time
	called, acked time.Time
}

// measureLag lets writers append at a steady rate, and notes when each claim is in
// the registry of followers that are connected to one server each and keep an
// archive.
func (b *bench) measureLag(ctx context.Context, r *results) error {
	config := jetstream.Config{Log: "lag"}
	if _, err := b.servers.openLog(ctx, config); err != nil { // makes the stream
		return err
	}
	var logs []*jetstream.Log
	for range writers {
		l, err := b.servers.openLog(ctx, config)
		if err != nil {
			return err
		}
		logs = append(logs, l)
	}
	var followers []*jetstream.Follower
	var registries []*border.Registry
	for i := range b.servers.members {
		m := &b.servers.members[i]
		config.Name, config.Archive = m.name, filepath.Join(b.dir, "lag-"+m.name)
		f, reg, err := b.follow(ctx, config, m)
		if err != nil {
			return err
		}
		defer f.Close()
		followers, registries = append(followers, f), append(registries, reg)
	}
	// A round before the others warms up.
	each := int(b.lagFor.Seconds() * float64(b.rate))
	rounds := make([][]lag, len(followers))
	var rates []float64
	for round := range b.lags + 1 {
		list, rate, behind, err := b.lagRound(ctx, logs, registries, round*2*each, each)
		if err != nil {
			return err
		}
		if round == 0 {
			continue
		}
		rates = append(rates, rate)
		r.behind = max(r.behind, behind)
		for i, l := range list {
			l.server = b.servers.members[i].name
			rounds[i] = append(rounds[i], l)
		}
	}
	for i, list := range rounds {
		r.lags = append(r.lags, medianBy(list, func(l lag) float64 { return l.sent.p99.Seconds() }))
		if s := followers[i].Status(); len(s.Aside) > 0 || s.Holes > 0 {
			return fmt.Errorf("follower %s: %d set aside, %d holes", s.Name, len(s.Aside), s.Holes)
		}
	}
	r.rate = medianBy(rates, func(x float64) float64 { return x })
	return nil
}

// lagRound is one round of each claims, whose numbers begin with first. It returns
// the lag of each registry, the rate, and how far writers were behind at most.
func (b *bench) lagRound(ctx context.Context, logs []*jetstream.Log, registries []*border.Registry, first, each int) (lags []lag, rate float64, behind time.Duration, err error) {
	batch := b.rate / writers / batches
	claims := b.nths(first, each/batch*batch)
	numbers := make(map[uuid.UUID]int, len(claims))
	for i := range claims {
		numbers[claims[i].ContentID()] = i
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	seen := make([][]time.Time, len(registries))
	var watching, writing sync.WaitGroup
	for i, reg := range registries {
		seen[i] = make([]time.Time, len(claims))
		watch := reg.Watch(ctx)
		watching.Go(func() {
			left := len(claims)
			for c := range watch {
				if n, ok := numbers[c.ID]; ok {
					seen[i][n] = time.Now()
					if left--; left == 0 {
						return
					}
				}
			}
		})
	}
	sendings := make([]sending, len(claims)/batch)
	errs := make([]error, len(logs))
	var next atomic.Int64
	began := time.Now().Add(10 * time.Millisecond)
	for w, l := range logs {
		writing.Go(func() {
			for {
				n := int(next.Add(1)) - 1
				if n >= len(sendings) {
					return
				}
				s := &sendings[n]
				s.first = n * batch
				s.due = began.Add(time.Duration(n) * time.Second / (writers * batches))
				time.Sleep(time.Until(s.due))
				s.called = time.Now()
				if _, errs[w] = l.Append(ctx, claims[s.first:s.first+batch]...); errs[w] != nil {
					return
				}
				s.acked = time.Now()
			}
		})
	}
	writing.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, 0, 0, err
		}
	}
	rate = float64(len(claims)) / time.Since(began).Seconds()
	watching.Wait()
	if err := ctx.Err(); err != nil {
		return nil, 0, 0, fmt.Errorf("not all claims came to all followers: %w", err)
	}
	for i := range registries {
		var fromCall, fromAck []time.Duration
		for _, s := range sendings {
			behind = max(behind, s.called.Sub(s.due))
			for n := s.first; n < s.first+batch; n++ {
				// From when it was due: a writer that is late makes claims wait, too.
				fromCall = append(fromCall, seen[i][n].Sub(s.due))
				fromAck = append(fromAck, seen[i][n].Sub(s.acked))
			}
		}
		l := lag{sent: percentilesOf(fromCall), acked: percentilesOf(fromAck)}
		l.longest = fromCall[len(fromCall)-1]
		lags = append(lags, l)
	}
	return lags, rate, behind, nil
}
