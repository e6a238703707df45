package jetstream

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	natsjs "github.com/nats-io/nats.go/jetstream"
)

// poll asks the leader how far the log is, again and again, and tells the other
// followers how far this one is.
func (f *Follower) poll(ctx context.Context) {
	ticks := time.NewTicker(f.log.config.Poll)
	defer ticks.Stop()
	for {
		f.beat()
		head, err := f.log.Head(ctx)
		if err == nil {
			err = f.check(ctx, head)
		}
		if ctx.Err() != nil {
			return
		}
		f.mu.Lock()
		f.polled = true
		f.amiss = ""
		if err != nil {
			f.amiss = err.Error()
		} else {
			f.status.Head, f.status.Leader = head.Sequence, head.Leader
			if f.asked.at.IsZero() {
				f.asked = confirmation{head.Sequence, head.At}
			}
			f.confirm()
		}
		f.mu.Unlock()
		select {
		case <-ctx.Done():
			return
		case <-ticks.C:
		}
	}
}

// listenFor is how many polls a follower listens before it calls its registry
// current: others tell at each how far they are, and where the leader has lost the
// log's end only they know of it.
const listenFor = 3

// errNoQuorum: the leader may have been replaced without knowing.
var errNoQuorum = errors.New("the log's leader is out of touch with most of its servers: others may have gone on without it")

// check compares the log's head with what this and other followers have. A log
// that has something else at the last sequence that was folded, or was made anew,
// is a final error; one that is merely shorter may be so for a moment, after a
// change of leaders.
func (f *Follower) check(ctx context.Context, head Head) error {
	f.mu.Lock()
	seq, sum := f.status.Sequence, f.sumAt
	var ahead heartbeat
	for _, o := range f.others {
		if o.Sequence > ahead.Sequence && o.heard.Before(head.At) && o.Created.Equal(head.Created) {
			ahead = o
		}
	}
	f.mu.Unlock()
	if made := f.log.created; !made.Equal(head.Created) {
		return finalError{fmt.Errorf("%w: the stream was made anew at %s", ErrWentBack, head.Created.Format(time.RFC3339Nano))}
	}
	if !head.Quorum {
		return errNoQuorum
	}
	if head.Sequence < seq {
		return fmt.Errorf("%w: its leader %q ends at sequence %d, and %d was folded", ErrWentBack, head.Leader, head.Sequence, seq)
	}
	if head.Sequence < ahead.Sequence {
		return fmt.Errorf("%w: its leader %q ends at sequence %d, and follower %q has folded %d", ErrWentBack, head.Leader, head.Sequence, ahead.Name, ahead.Sequence)
	}
	if seq == 0 || sum == 0 {
		return nil
	}
	switch e, err := f.log.get(ctx, seq); {
	case errors.Is(err, natsjs.ErrMsgNotFound), errors.Is(err, errChecksum):
		return nil // damage there; what was folded is sound
	case err != nil:
		return err
	case checksum(e.data) != sum:
		return finalError{fmt.Errorf("%w: sequence %d has something else than what was folded", ErrWentBack, seq)}
	}
	return nil
}

// stopping returns why nothing more should be folded; "" if it may.
func (f *Follower) stopping() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.amiss
}

// knownHead returns the last sequence of the log, when its leader was last asked.
func (f *Follower) knownHead() uint64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.status.Head
}

// reason returns why the registry is not current; "" if it is. The caller holds
// mu.
func (f *Follower) reason(s Status) string {
	stale := 3 * f.log.config.Poll
	switch {
	case !s.Hole.IsZero():
		return fmt.Sprintf("sequences %v are missing and are looked for%s", s.Hole, f.holeWhy)
	case f.trouble != "":
		return f.trouble
	case f.amiss != "":
		return f.amiss
	case slices.Contains(s.Differ, f.name):
		return fmt.Sprintf("the sum of the claims after sequence %d is another than that of other followers", s.Checkpoint)
	case !f.polled || s.Confirmed.IsZero():
		return fmt.Sprintf("catching up: %d messages behind", s.Lag())
	case time.Since(f.began) < listenFor*f.log.config.Poll:
		return "listening for other followers, who may know of a longer log"
	case time.Since(s.Confirmed) > stale && s.Lag() == 0:
		return fmt.Sprintf("the log's leader was last heard of %v ago: it is down, or the line to it is cut or slow", time.Since(s.Confirmed).Round(time.Second))
	case time.Since(s.Confirmed) > stale:
		return fmt.Sprintf("%d messages behind, what was said %v ago and later is missing", s.Lag(), time.Since(s.Confirmed).Round(time.Second))
	}
	return ""
}
