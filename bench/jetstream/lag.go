package main

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/jetstream"
	"github.com/google/uuid"
	natsjs "github.com/nats-io/nats.go/jetstream"
)

// writers are how many append while the lag is measured, and batches how many each
// of them appends a second.
const (
	writers = 4
	batches = 25
)

// A lag is how long claims took until a follower's registry had them.
type lag struct {
	name    string
	server  string // that the follower is connected to; "" if it is none
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
	bare, err := b.servers.connect(&b.servers.members[0])
	if err != nil {
		return err
	}
	names := lagNames(b.servers)
	// A round before the others warms up.
	each := int(b.lagFor.Seconds() * float64(b.rate))
	rounds := make([][]lag, len(names))
	var rates []float64
	for round := range b.lags + 1 {
		list, rate, behind, err := b.lagRound(ctx, logs, registries, bare, round*2*each, each)
		if err != nil {
			return err
		}
		if round == 0 {
			continue
		}
		rates = append(rates, rate)
		r.behind = max(r.behind, behind)
		for i, l := range list {
			l.name = names[i]
			if i < len(followers) {
				l.server = b.servers.members[i].name
			}
			rounds[i] = append(rounds[i], l)
		}
	}
	for _, list := range rounds {
		r.lags = append(r.lags, medianBy(list, func(l lag) float64 { return l.sent.p99.Seconds() }))
	}
	for _, f := range followers {
		if s := f.Status(); len(s.Aside) > 0 || s.Holes > 0 {
			return fmt.Errorf("follower %s: %d set aside, %d holes", s.Name, len(s.Aside), s.Holes)
		}
	}
	r.rate = medianBy(rates, func(x float64) float64 { return x })
	return nil
}

// lagRound is one round of each claims, whose numbers begin with first. It returns
// the lag of each registry, then of what lagNames names, the rate, and how far writers were behind at most.
func (b *bench) lagRound(ctx context.Context, logs []*jetstream.Log, registries []*border.Registry, bare natsjs.JetStream, first, each int) (lags []lag, rate float64, behind time.Duration, err error) {
	batch := b.rate / writers / batches
	claims := b.nths(first, each/batch*batch)
	numbers := make(map[uuid.UUID]int, len(claims))
	for i := range claims {
		numbers[claims[i].ContentID()] = i
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	watches, err := watchAll(ctx, registries, bare)
	if err != nil {
		return nil, 0, 0, err
	}
	seen := make([][]time.Time, len(watches))
	var watching, writing sync.WaitGroup
	for i, watch := range watches {
		seen[i] = make([]time.Time, len(claims))
		watching.Go(func() {
			left := len(claims)
			for id := range watch {
				if n, ok := numbers[id]; ok {
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
	for _, s := range sendings {
		behind = max(behind, s.called.Sub(s.due))
	}
	for _, times := range seen {
		lags = append(lags, lagOf(sendings, batch, func(_ sending, n int) time.Time { return times[n] }))
	}
	lags = append(lags, lagOf(sendings, batch, func(s sending, _ int) time.Time { return s.acked }),
		lagOf(sendings, batch, func(s sending, _ int) time.Time { return s.called }))
	return lags, rate, behind, nil
}

// lagNames names what a round of lags is of: the followers, and beside them what
// each of them waits for.
func lagNames(s *servers) (names []string) {
	for i := range s.members {
		names = append(names, "follower at "+s.members[i].name)
	}
	return append(names, "bare consumer at "+s.members[0].name, "acknowledged by the log", "sent by the writer")
}

// lagOf returns the lag of claims that were somewhere at a time each.
func lagOf(sendings []sending, batch int, at func(s sending, n int) time.Time) lag {
	var fromDue, fromAck []time.Duration
	for _, s := range sendings {
		for n := s.first; n < s.first+batch; n++ {
			// From when it was due: a writer that is late makes claims wait, too.
			fromDue = append(fromDue, at(s, n).Sub(s.due))
			fromAck = append(fromAck, at(s, n).Sub(s.acked))
		}
	}
	l := lag{sent: percentilesOf(fromDue), acked: percentilesOf(fromAck)}
	l.longest = fromDue[len(fromDue)-1]
	return l
}

// watchAll returns the ids of the claims as they come to registries, and to a bare
// consumer of the same messages.
func watchAll(ctx context.Context, registries []*border.Registry, bare natsjs.JetStream) (watches []iter.Seq[uuid.UUID], err error) {
	for _, reg := range registries {
		watch := reg.Watch(ctx)
		watches = append(watches, func(yield func(uuid.UUID) bool) {
			for c := range watch {
				if !yield(c.ID) {
					return
				}
			}
		})
	}
	consumer, err := bare.OrderedConsumer(ctx, streamOf(jetstream.Config{Log: "lag"}), natsjs.OrderedConsumerConfig{
		DeliverPolicy: natsjs.DeliverNewPolicy, InactiveThreshold: 30 * time.Second,
	})
	if err != nil {
		return nil, err
	}
	messages, err := consumer.Messages(natsjs.PullMaxMessages(pulls[0]))
	if err != nil {
		return nil, err
	}
	context.AfterFunc(ctx, messages.Stop)
	return append(watches, func(yield func(uuid.UUID) bool) {
		for {
			m, err := messages.Next()
			if err != nil {
				return // stopped: whoever waits says so
			}
			if id, err := uuid.Parse(m.Headers().Get(natsjs.MsgIDHeader)); err == nil && !yield(id) {
				return
			}
		}
	}), nil
}
