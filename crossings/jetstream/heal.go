package jetstream

import (
	"context"
	"errors"
	"fmt"
	"sync"

	natsjs "github.com/nats-io/nats.go/jetstream"
)

// healAtOnce is how many messages are asked for at a time.
const healAtOnce = 256

// heal folds the sequences from one to another, which were not delivered: as the
// leader has them, and those that it lacks as another follower's archive has them.
func (f *Follower) heal(ctx context.Context, from, to uint64) error {
	f.mu.Lock()
	if f.status.Hole.To != to {
		f.status.Holes++
	}
	f.status.Hole = Range{from, to}
	f.mu.Unlock()
	for from <= to {
		last := min(from+healAtOnce-1, to)
		list, err := f.fetch(ctx, from, last)
		if err := f.foldAll(list); err != nil {
			return err
		}
		if err != nil {
			f.mu.Lock()
			f.holeWhy = ": " + err.Error()
			f.mu.Unlock()
			return err
		}
		from = last + 1
	}
	return nil
}

// fetch returns the sequences from one to another. Beside an error it returns those
// before the first that cannot be had.
func (f *Follower) fetch(ctx context.Context, from, to uint64) ([]entry, error) {
	list := make([]entry, to-from+1)
	errs := make([]error, len(list))
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(16, len(list)) {
		wg.Go(func() {
			for i := range next {
				list[i], errs[i] = f.log.get(ctx, from+uint64(i))
			}
		})
	}
	for i := range list {
		next <- i
	}
	close(next)
	wg.Wait()
	byLeader, byOthers := uint64(0), uint64(0)
	defer func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.status.HealedByLeader += byLeader
		f.status.HealedByOthers += byOthers
	}()
	for i := 0; i < len(list); {
		if errs[i] == nil {
			byLeader++
			i++
			continue
		}
		if !errors.Is(errs[i], natsjs.ErrMsgNotFound) && !errors.Is(errs[i], errChecksum) {
			return list[:i], fmt.Errorf("sequence %d: %w", from+uint64(i), errs[i])
		}
		got := f.askOthers(ctx, from+uint64(i), to)
		if len(got) == 0 {
			return list[:i], fmt.Errorf("sequence %d: neither the log's leader nor another follower's archive has it: %w", from+uint64(i), errs[i])
		}
		byOthers += uint64(copy(list[i:], got))
		i += len(got)
	}
	return list, nil
}

// recallAside reads what was set aside before the follower began, and tries it
// again.
func (f *Follower) recallAside(ctx context.Context) error {
	for len(f.recall) > 0 {
		list, err := f.fetch(ctx, f.recall[0], f.recall[0])
		if err != nil {
			return fmt.Errorf("set aside before: %w", err)
		}
		if err := f.fold.try(list[0]); err != nil {
			return finalError{err}
		}
		f.recall = f.recall[1:]
	}
	return nil
}
