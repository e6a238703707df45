package main

import (
	"context"
	"fmt"
	"hash/crc32"
	"iter"
	"path/filepath"
	"slices"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/bench/work"
	"github.com/crossingstatus/border/crossings/jetstream"
	"github.com/crossingstatus/border/journal"
	natsjs "github.com/nats-io/nats.go/jetstream"
)

// pulls are how many messages a bare consumer has on their way; a follower has as
// many as the first.
var pulls = []int{2048, 16384}

// spend begins to count the processor time of this process and of the servers.
func (b *bench) spend() (spent func() (own, servers time.Duration, err error), err error) {
	own := work.ProcessorTime()
	before, err := b.servers.processorTime()
	return func() (time.Duration, time.Duration, error) {
		after, err := b.servers.processorTime()
		return work.ProcessorTime() - own, after - before, err
	}, err
}

// throwAway reads a log up to a sequence as a follower does, and throws away what
// comes: no follower can be quicker.
func (b *bench) throwAway(ctx context.Context, config jetstream.Config, last uint64, pull int) (c caught, err error) {
	c.name = fmt.Sprintf("bare consumer, claims thrown away, %s on their way", work.Number(float64(pull)))
	js, err := b.servers.connect()
	if err != nil {
		return c, err
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	spent, err := b.spend()
	if err != nil {
		return c, err
	}
	began := time.Now()
	consumer, err := js.OrderedConsumer(ctx, streamOf(config), natsjs.OrderedConsumerConfig{InactiveThreshold: 30 * time.Second})
	if err != nil {
		return c, err
	}
	got, end := 0, make(chan struct{})
	consuming, err := consumer.Consume(func(m natsjs.Msg) {
		got++
		if meta, err := m.Metadata(); err == nil && meta.Sequence.Stream == last {
			close(end)
		}
	}, natsjs.PullMaxMessages(pull))
	if err != nil {
		return c, err
	}
	defer consuming.Stop()
	select {
	case <-end:
	case <-ctx.Done():
		return c, fmt.Errorf("%s: %w", c.name, ctx.Err())
	}
	c.claims, c.folding = got, time.Since(began)
	c.own, c.servers, err = spent()
	return c, err
}

// A piece is what a follower does with each claim, and how much processor that
// takes by itself, in microseconds.
type piece struct {
	name string
	each float64
}

// measurePieces does with claims in memory what a follower does, piece by piece.
func (b *bench) measurePieces() (pieces []piece, err error) {
	claims, messages := b.nths(0, b.claims), make([][]byte, b.claims)
	for i := range claims {
		claims[i].ID, claims[i].Recorded = claims[i].ContentID(), time.Now().UTC()
		messages[i] = claims[i].AppendJSON(nil)
	}
	bare, err := work.Embedded()
	if err != nil {
		return nil, err
	}
	kept, err := work.Embedded()
	if err != nil {
		return nil, err
	}
	j, err := journal.Open(filepath.Join(b.dir, "pieces.jsonl"), kept, journal.Options{PowerCut: journal.LosesInterval})
	if err != nil {
		return nil, err
	}
	defer j.Close()
	castagnoli := crc32.MakeTable(crc32.Castagnoli)
	for _, p := range []struct {
		name string
		do   func() error
	}{
		{"checksum", func() error {
			for _, m := range messages {
				crc32.Checksum(m, castagnoli)
			}
			return nil
		}},
		{"reading the claim and checking it", func() error { return readAll(messages) }},
		{"adding to a registry, as many at once as a follower", func() error { return loadAll(bare.Load, claims) }},
		{"the same with the archive's journal", func() error { return loadAll(j.Load, claims) }},
		{"the sum of the claims", func() error { jetstream.SumOf(bare); return nil }},
	} {
		before := work.ProcessorTime()
		if err := p.do(); err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		pieces = append(pieces, piece{p.name, (work.ProcessorTime() - before).Seconds() * 1e6 / float64(b.claims)})
	}
	return pieces, nil
}

// readAll reads claims as a follower does.
func readAll(messages [][]byte) error {
	for _, m := range messages {
		var c border.Claim
		if err := c.UnmarshalJSON(m); err != nil {
			return err
		}
		if err := c.Validate(); err != nil {
			return err
		}
	}
	return nil
}

// loadAll loads claims in batches of the size that a follower has.
func loadAll(load func(iter.Seq2[border.Claim, error]) error, claims []border.Claim) error {
	for batch := range slices.Chunk(claims, 1024) {
		err := load(func(yield func(border.Claim, error) bool) {
			for _, c := range batch {
				if !yield(c, nil) {
					return
				}
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}
