package jetstream

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"time"

	"github.com/crossingstatus/border"
	"github.com/nats-io/nats.go"
	natsjs "github.com/nats-io/nats.go/jetstream"
)

// foldAtOnce is how many messages are folded together at most.
const foldAtOnce = 1024

// A Follower adds the claims of a log to a registry as they come, until it is closed. Its
// methods may be called from any number of goroutines.
type Follower struct {
	log      *Log
	name     string
	registry *border.Registry
	archive  *archive // nil: none
	fold     fold
	recall   []uint64 // sequences set aside before this follower began, not read yet
	exactAt  uint64   // from this sequence on the registry is exactly what the log says

	subscriptions []*nats.Subscription
	began         time.Time       // when it listened to others first
	ctx           context.Context // ends with the follower
	cancel        context.CancelFunc
	done          chan struct{}
	writing       sync.WaitGroup // checkpoints

	mu      sync.Mutex // what follows
	err     error
	status  Status
	sumAt   uint32 // checksum of the payload at status.Sequence, 0 if unknown
	trouble string // what the loop met last; "" while it folds
	amiss   string // what the last poll found; "" if all was well
	polled  bool
	holeWhy string       // why the hole is not filled; "" while it is tried for the first time
	asked   confirmation // the poll that has not been reached yet
	others  map[string]heartbeat
	votes   ballots
	written uint64 // the place of the last checkpoint that came through the log
}

// A confirmation is how far the log was at a time.
type confirmation struct {
	head uint64
	at   time.Time
}

// Follow folds the log into a registry, in the background, until ctx is done or
// the follower is closed. When it returns, the registry has the claims of the
// follower's archive; [Follower.Status] tells when it is current. Nothing else
// should add claims to the registry from then on: what does makes its sum differ
// from those of others.
//
// The error is about the archive: of package journal if that is damaged, or it
// wraps [ErrWentBack] if the archive is of another log. The log has all that an
// archive has, so whoever is sure of the log may remove the archive's directory.
func (l *Log) Follow(ctx context.Context, registry *border.Registry) (*Follower, error) {
	f := &Follower{log: l, name: l.config.Name, registry: registry, done: make(chan struct{}),
		others: make(map[string]heartbeat), votes: make(ballots)}
	if f.name == "" {
		host, _ := os.Hostname() // a name that is only partly telling will do
		f.name = fmt.Sprintf("%s-%08x", host, rand.Uint32())
	}
	f.fold = fold{registry: registry, load: registry.Load, every: l.config.CheckpointEvery,
		reached: f.reached, told: f.vote, aside: map[uint64]setAside{}}
	if dir := l.config.Archive; dir != "" {
		var err error
		if f.archive, err = openArchive(dir, l.config.stream(), l.created, registry); err != nil {
			return nil, err
		}
		f.fold.archive, f.fold.load = f.archive, f.archive.journal.Load
		f.fold.last, f.fold.lastSum = f.archive.last()
		f.recall = f.archive.aside
		if !f.archive.exact {
			f.exactAt = ^uint64(0) // until it is known how far the log is
		}
	}
	f.fold.tally.catchUp(registry)
	f.status = Status{Name: f.name, Sequence: f.fold.last, Claims: f.fold.tally.claims, Sum: f.fold.tally.sum}
	f.sumAt = f.fold.lastSum
	if err := f.listen(); err != nil {
		return nil, errors.Join(err, f.closeArchive())
	}
	f.began = time.Now()
	f.ctx, f.cancel = context.WithCancel(ctx)
	go f.run(f.ctx)
	return f, nil
}

// Close ends the follower and closes its archive. The registry keeps its claims.
func (f *Follower) Close() error {
	f.cancel()
	<-f.done
	return f.Err()
}

// Done is closed when the follower has ended.
func (f *Follower) Done() <-chan struct{} { return f.done }

// Err returns why the follower ended. It is nil while it follows, and if it was told to end.
func (f *Follower) Err() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.err
}

// run is the follower.
func (f *Follower) run(ctx context.Context) {
	defer close(f.done)
	polling, stopPolling := context.WithCancel(ctx)
	var wg sync.WaitGroup
	wg.Go(func() { f.poll(polling) })
	err := f.loop(ctx)
	stopPolling()
	wg.Wait()
	f.cancel()
	f.writing.Wait()
	for _, s := range f.subscriptions {
		_ = s.Unsubscribe() // the connection may be gone
	}
	err = errors.Join(err, f.closeArchive())
	f.mu.Lock()
	defer f.mu.Unlock()
	f.err = err
	f.trouble = "the follower has ended"
	if err != nil {
		f.trouble += ": " + err.Error()
	}
}

func (f *Follower) closeArchive() error {
	if f.archive == nil {
		return nil
	}
	return f.archive.close()
}

// A finalError is one after which a follower ends.
type finalError struct{ err error }

func (e finalError) Error() string { return e.err.Error() }
func (e finalError) Unwrap() error { return e.err }

// loop pulls until ctx is done or an error is final.
func (f *Follower) loop(ctx context.Context) error {
	const most = 2 * time.Second
	wait := 50 * time.Millisecond
	for ctx.Err() == nil {
		before := f.fold.last
		err := f.pull(ctx)
		if final, ok := errors.AsType[finalError](err); ok {
			return final.err
		}
		if ctx.Err() != nil {
			break
		}
		f.setTrouble(f.log.explain(err).Error())
		if f.fold.last > before {
			wait = 50 * time.Millisecond
		}
		sleep(ctx, wait)
		wait = min(2*wait, most)
	}
	return nil
}

// setTrouble says why nothing is folded; "" if something is.
func (f *Follower) setTrouble(s string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.trouble = s
}

// pull folds what a consumer delivers from the next sequence on. It returns when
// that is not the next one and cannot be had, or nothing comes though the log goes
// on.
func (f *Follower) pull(ctx context.Context) error {
	head, err := f.log.Head(ctx)
	if err != nil {
		return err
	}
	if err := f.check(ctx, head); err != nil {
		return err
	}
	if f.exactAt == ^uint64(0) {
		f.exactAt = head.Sequence
	}
	if err := f.recallAside(ctx); err != nil {
		return err
	}
	consumer, err := f.log.js.OrderedConsumer(ctx, f.log.config.stream(), natsjs.OrderedConsumerConfig{
		DeliverPolicy: natsjs.DeliverByStartSequencePolicy, OptStartSeq: f.fold.last + 1, InactiveThreshold: 30 * time.Second,
	})
	if err != nil {
		return err
	}
	messages := make(chan received, foldAtOnce)
	stop := make(chan struct{})
	var stopped sync.Once
	end := func() { stopped.Do(func() { close(stop) }) }
	consuming, err := consumer.Consume(func(m natsjs.Msg) {
		select {
		case messages <- f.log.read(m):
		case <-stop:
		}
	}, natsjs.PullMaxMessages(2*foldAtOnce))
	if err != nil {
		return err
	}
	// A consumer whose server has gone makes itself anew, and until it has, for ten
	// seconds and more, it cannot be stopped. Nothing here waits for that.
	defer func() { end(); go consuming.Stop() }()
	f.setTrouble("")
	return f.receive(ctx, messages)
}

// receive folds messages as they come.
func (f *Follower) receive(ctx context.Context, messages <-chan received) error {
	stall := 2 * f.log.config.Poll
	ticks := time.NewTicker(f.log.config.Poll)
	defer ticks.Stop()
	heard := time.Now()
	var batch []entry
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case now := <-ticks.C:
			if amiss := f.stopping(); amiss != "" {
				return errors.New(amiss)
			}
			if head := f.knownHead(); head > f.fold.last && now.Sub(heard) > stall {
				// A server that has lost the log's end delivers nothing and says nothing.
				next := f.fold.last + 1
				if err := f.heal(ctx, next, min(head, next+healAtOnce-1)); err != nil {
					return err
				}
				return fmt.Errorf("nothing came after sequence %d though the log goes on: reading anew", next-1)
			}
		case m := <-messages:
			heard = time.Now()
			batch = batch[:0]
			for more := true; more; {
				var err error
				if batch, err = f.take(ctx, batch, m); err != nil {
					return err
				}
				if len(batch) >= foldAtOnce {
					break
				}
				select {
				case m = <-messages:
				default:
					more = false
				}
			}
			if err := f.foldAll(batch); err != nil {
				return err
			}
		}
	}
}

// take adds a message to a batch that follows the last sequence. What is missing
// before it is had from elsewhere first.
func (f *Follower) take(ctx context.Context, batch []entry, m received) ([]entry, error) {
	if m.err != nil {
		return batch, m.err
	}
	next := f.fold.last + uint64(len(batch)) + 1
	seq := m.entry.seq
	switch {
	case seq < next:
		return batch, nil // once more
	case seq > next || !m.whole:
		if err := f.foldAll(batch); err != nil {
			return nil, err
		}
		to := seq - 1
		if seq == next {
			to = seq
		}
		if err := f.heal(ctx, next, to); err != nil {
			return nil, err
		}
		batch = batch[:0]
		if seq == next {
			return batch, nil
		}
		return f.take(ctx, batch, m)
	}
	return append(batch, m.entry), nil
}

// foldAll folds a batch and tells where that has led.
func (f *Follower) foldAll(batch []entry) error {
	if len(batch) == 0 {
		return nil
	}
	if err := f.fold.entries(batch); err != nil {
		return finalError{err}
	}
	f.fold.tally.catchUp(f.registry)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.status.Sequence, f.sumAt = f.fold.last, f.fold.lastSum
	f.status.Claims, f.status.Sum = f.fold.tally.claims, f.fold.tally.sum
	if hole := &f.status.Hole; f.fold.last >= hole.To {
		*hole, f.holeWhy = Range{}, ""
	} else {
		hole.From = max(hole.From, f.fold.last+1)
	}
	f.confirm()
	return nil
}

// confirm notes that the poll which was asked for last is reached. The caller
// holds mu.
func (f *Follower) confirm() {
	if !f.asked.at.IsZero() && f.status.Sequence >= f.asked.head {
		f.status.Confirmed = f.asked.at
		f.asked = confirmation{}
	}
}

// Status returns what the follower knows.
func (f *Follower) Status() Status {
	aside := f.fold.asideList()
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.status
	s.Aside = aside
	s.Followers = f.othersList()
	s.Checkpoint, s.Differ = f.votes.compared(f.name)
	s.Reason = f.reason(s)
	s.Current = s.Reason == ""
	return s
}

// Ready returns an error that says why the follower's registry is not current, nil
// if it is.
func (f *Follower) Ready() error {
	if s := f.Status(); !s.Current {
		return errors.New(s.Reason)
	}
	return nil
}
