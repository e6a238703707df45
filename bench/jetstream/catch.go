package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/bench/work"
	"github.com/crossingstatus/border/crossings/jetstream"
)

// A caught is how a follower caught up.
type caught struct {
	name    string
	claims  int           // that it folded
	reading time.Duration // the archive
	folding time.Duration // from then on until the last claim was in the registry
	current time.Duration // from the call of Follow until the registry was current; 0 of a bare consumer
	own     time.Duration // processor of this process while it folded
	servers time.Duration // and of the three servers
}

func (c caught) rate() float64 { return float64(c.claims) / c.folding.Seconds() }

// each returns how much of a time goes to one claim, in microseconds.
func (c caught) each(d time.Duration) float64 {
	return d.Seconds() * 1e6 / float64(c.claims)
}

// most returns how many claims a second so many processors could do at most that
// had nothing else to do.
func (c caught) most(processors int) float64 {
	return float64(processors) * float64(c.claims) / (c.own + c.servers).Seconds()
}

// measureCatching measures how quickly followers catch up that were stopped: with
// the archive of as many claims as they lack, and with none, so that they fold
// all.
func (b *bench) measureCatching(ctx context.Context, r *results) error {
	config := jetstream.Config{Log: "catching"}
	l, err := b.servers.openLog(ctx, config)
	if err != nil {
		return err
	}
	if err := b.fill(ctx, l, 0, b.claims); err != nil {
		return err
	}
	stopped := filepath.Join(b.dir, "stopped")
	config.Archive = stopped
	if _, err := b.catchUp(ctx, config, uint64(b.claims)); err != nil {
		return err
	}
	if err := b.fill(ctx, l, b.claims, b.claims); err != nil {
		return err
	}
	if err := b.servers.awaitAll(ctx, jetstream.Config{Log: config.Log}); err != nil {
		return err
	}
	head, err := l.Head(ctx)
	if err != nil {
		return err
	}
	stored, err := diskUse(b.servers.dir)
	if err != nil {
		return err
	}
	r.bytes = float64(stored) / float64(len(b.servers.members)) / float64(2*b.claims)
	ways := []struct{ name, archive string }{
		{"stopped with an archive", stopped},
		{"new, keeping an archive", ""},
		{"new, keeping none", ""},
	}
	rounds := make([][]caught, len(ways)+len(pulls))
	for range b.catches {
		for i, way := range ways {
			config.Archive = ""
			if i < 2 {
				config.Archive = filepath.Join(b.dir, "archive")
				if err := os.RemoveAll(config.Archive); err != nil {
					return err
				}
			}
			if way.archive != "" {
				if err := os.CopyFS(config.Archive, os.DirFS(way.archive)); err != nil {
					return err
				}
			}
			c, err := b.catchUp(ctx, config, head.Sequence)
			if err != nil {
				return fmt.Errorf("%s: %w", way.name, err)
			}
			c.name = way.name
			rounds[i] = append(rounds[i], c)
		}
		for i, pull := range pulls {
			c, err := b.throwAway(ctx, config, head.Sequence, pull)
			if err != nil {
				return err
			}
			rounds[len(ways)+i] = append(rounds[len(ways)+i], c)
		}
	}
	if r.pieces, err = b.measurePieces(); err != nil {
		return err
	}
	for _, list := range rounds {
		r.catching = append(r.catching, medianBy(list, func(c caught) float64 { return c.folding.Seconds() }))
	}
	return nil
}

// fill appends claims as an import does: a thousand a call.
func (b *bench) fill(ctx context.Context, l *jetstream.Log, from, n int) error {
	for n > 0 {
		some := min(n, 1000)
		if _, err := l.Append(ctx, b.nths(from, some)...); err != nil {
			return err
		}
		from, n = from+some, n-some
	}
	return nil
}

// catchUp follows the log until it is current and has folded a sequence.
func (b *bench) catchUp(ctx context.Context, config jetstream.Config, last uint64) (c caught, err error) {
	l, err := b.servers.openLog(ctx, config)
	if err != nil {
		return c, err
	}
	reg, err := work.Embedded()
	if err != nil {
		return c, err
	}
	runtime.GC()
	began := time.Now()
	f, err := l.Follow(ctx, reg)
	if err != nil {
		return c, err
	}
	c.reading = time.Since(began)
	c.claims = -reg.Len()
	spent, err := b.spend()
	if err != nil {
		return c, err
	}
	for c.current == 0 {
		time.Sleep(time.Millisecond)
		s := f.Status()
		if s.Sequence >= last && c.folding == 0 {
			c.folding = time.Since(began) - c.reading
			if c.own, c.servers, err = spent(); err != nil {
				return c, err
			}
		}
		if s.Sequence >= last && s.Current {
			c.current = time.Since(began)
		}
		if time.Since(began) > 5*time.Minute {
			return c, fmt.Errorf("not current after %v: sequence %d of %d, %s", time.Since(began).Round(time.Second), s.Sequence, last, s.Reason)
		}
		if err := f.Err(); err != nil {
			return c, err
		}
	}
	c.claims += reg.Len()
	if s := f.Status(); s.Sum != jetstream.SumOf(reg) || len(s.Aside) > 0 {
		return c, fmt.Errorf("the registry is not what the follower says: %d set aside", len(s.Aside))
	}
	return c, f.Close()
}

// follow follows the log into a registry of its own.
func (b *bench) follow(ctx context.Context, config jetstream.Config, to ...*member) (*jetstream.Follower, *border.Registry, error) {
	l, err := b.servers.openLog(ctx, config, to...)
	if err != nil {
		return nil, nil, err
	}
	reg, err := work.Embedded()
	if err != nil {
		return nil, nil, err
	}
	f, err := l.Follow(ctx, reg)
	return f, reg, err
}
