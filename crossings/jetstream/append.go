package jetstream

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
	"github.com/nats-io/nats.go"
	natsjs "github.com/nats-io/nats.go/jetstream"
)

// maxClaim is how many bytes a claim may have, so that an archive has room for it
// with a time of any length.
const maxClaim = border.MaxLine - len(".999999999")

// An AppendError says which claims of an append may not be in the log. All others are in it.
type AppendError struct {
	Claims []uuid.UUID // in the order of the arguments
	Err    error
}

// Error returns how many claims they are, the first of them, and the reason.
func (e *AppendError) Error() string {
	if len(e.Claims) == 1 {
		return fmt.Sprintf("claim %s: %v", e.Claims[0], e.Err)
	}
	return fmt.Sprintf("%d claims, the first %s: %v", len(e.Claims), e.Claims[0], e.Err)
}

// Unwrap returns the reason.
func (e *AppendError) Unwrap() error { return e.Err }

// Append adds claims to the log and returns the greatest of their sequences. A
// claim without Recorded is stamped with the time, never before the last stamp of
// this Log. A claim is sent until it is known to be in the log or ctx is done: its
// id keeps it from being added twice within the stream's window, after which a
// second one changes nothing for any registry.
//
// Claims are checked as [border.Claim.Validate] does; what only a registry can
// know is found by those who fold them, so add to a registry first what is not
// known to be right. The claims may be in any order, but are not added all or
// none: an [*AppendError] tells which are not known to be there. It wraps
// [ErrUnknown] if that is so because ctx is done, [border.ErrTwoContents] if the
// log has another claim of that id.
func (l *Log) Append(ctx context.Context, claims ...border.Claim) (uint64, error) {
	outgoing, err := l.prepare(claims)
	if err != nil {
		return 0, err
	}
	l.sendAll(ctx, outgoing)
	return outcome(outgoing)
}

// AppendAfter is [Log.Append] on the condition that last is the log's last
// sequence: if it is not, nothing is added and the error wraps [ErrMoved]. Claims
// after the first are added only if nothing came between. One that is in the log
// already is not added, whatever came after it.
func (l *Log) AppendAfter(ctx context.Context, last uint64, claims ...border.Claim) (uint64, error) {
	outgoing, err := l.prepare(claims)
	if err != nil {
		return 0, err
	}
	for i := range outgoing {
		o := &outgoing[i]
		if o.seq, o.err = l.send(ctx, o, &last); o.err != nil {
			for j := i + 1; j < len(outgoing); j++ {
				outgoing[j].err = o.err
			}
			break
		}
		last = max(last, o.seq) // one that was there has its old place
	}
	return outcome(outgoing)
}

// An outgoingClaim is a claim on its way into the log.
type outgoingClaim struct {
	claim border.Claim
	given bool // its time was given by the caller
	data  []byte
	had   uint64 // the sequence of what the log had under its id, when it was sent first
	seq   uint64 // its own; 0: not known
	err   error
}

// prepare checks claims and stamps them.
func (l *Log) prepare(claims []border.Claim) ([]outgoingClaim, error) {
	outgoing := make([]outgoingClaim, len(claims))
	for i, c := range claims {
		if c.ID == uuid.Nil {
			c.ID = c.ContentID()
		}
		if err := c.Validate(); err != nil {
			if e, ok := errors.AsType[*border.ClaimError](err); ok {
				placed := *e
				placed.Line = i + 1
				err = &placed
			}
			return nil, err
		}
		outgoing[i] = outgoingClaim{claim: c, given: !c.Recorded.IsZero()}
	}
	l.mu.Lock()
	if now := time.Now().UTC().Round(0); now.After(l.last) {
		l.last = now
	}
	stamp := l.last
	l.mu.Unlock()
	for i := range outgoing {
		o := &outgoing[i]
		if !o.given {
			o.claim.Recorded = stamp
		}
		if o.data = o.claim.AppendJSON(nil); len(o.data) > maxClaim {
			return nil, &border.ClaimError{Line: i + 1, Err: fmt.Errorf("it has %d bytes, of at most %d", len(o.data), maxClaim)}
		}
	}
	return outgoing, nil
}

// outcome returns the greatest sequence, and an error about those without one.
func outcome(outgoing []outgoingClaim) (last uint64, err error) {
	var failed *AppendError
	for i := range outgoing {
		o := &outgoing[i]
		last = max(last, o.seq)
		if o.err == nil {
			continue
		}
		if failed == nil {
			failed = &AppendError{Err: o.err}
		}
		failed.Claims = append(failed.Claims, o.claim.ID)
	}
	if failed != nil {
		return last, failed
	}
	return last, nil
}

// send sends a claim until its fate is known. After, unless nil, is the sequence
// that must be the last one.
func (l *Log) send(ctx context.Context, o *outgoingClaim, after *uint64) (uint64, error) {
	ack, err := l.publish(ctx, o.claim.ID.String(), o.data, after)
	if err != nil || !ack.Duplicate {
		return ack.Sequence, err
	}
	return l.sendAgain(ctx, o, ack.Sequence, after)
}

// sendAgain decides about a claim whose id the log had, at seq. That claim may say
// something else, which is an error, or have been recorded later than ours, which
// then counts and must be in the log.
func (l *Log) sendAgain(ctx context.Context, o *outgoingClaim, seq uint64, after *uint64) (uint64, error) {
	e, err := l.getUntil(ctx, seq)
	if err != nil {
		return 0, fmt.Errorf("comparing with sequence %d: %w", seq, err)
	}
	had, err := e.readClaim()
	if err != nil {
		return 0, fmt.Errorf("comparing with sequence %d: %w", seq, err)
	}
	if !slices.Equal(had.AppendCanonical(nil), o.claim.AppendCanonical(nil)) {
		return 0, &border.ClaimError{Member: "id", Value: o.claim.ID.String(), Err: border.ErrTwoContents}
	}
	if !o.given || !o.claim.Recorded.Before(had.Recorded) {
		return seq, nil
	}
	ack, err := l.publish(ctx, o.claim.ID.String()+"@"+o.claim.Recorded.Format(time.RFC3339Nano), o.data, after)
	return ack.Sequence, err
}

// publish sends a message until it is acknowledged, refused, or ctx is done.
func (l *Log) publish(ctx context.Context, id string, data []byte, after *uint64) (natsjs.PubAck, error) {
	return l.publishTo(ctx, l.config.claimsSubject(), id, data, after)
}

func (l *Log) publishTo(ctx context.Context, subject, id string, data []byte, after *uint64) (natsjs.PubAck, error) {
	wait := 20 * time.Millisecond
	var met error // the last that told more than that time ran out
	for {
		m := newMessage(subject, id, data)
		options := []natsjs.PublishOpt{natsjs.WithRetryAttempts(0), natsjs.WithExpectStream(l.config.stream())}
		if after != nil {
			options = append(options, natsjs.WithExpectLastSequence(*after))
		}
		try, cancel := context.WithTimeout(ctx, perTry)
		ack, err := l.js.PublishMsg(try, m, options...)
		cancel()
		if err == nil {
			return *ack, nil
		}
		if e, ok := errors.AsType[*natsjs.APIError](err); ok &&
			(e.ErrorCode == natsjs.JSErrCodeStreamWrongLastSequence || e.ErrorCode == natsjs.JSErrCodeStreamWrongLastSequenceConstant) {
			return natsjs.PubAck{}, fmt.Errorf("after sequence %d: %w", *after, ErrMoved)
		}
		if !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, context.Canceled) {
			met = err
		}
		if ctx.Err() != nil {
			why := l.explain(context.Cause(ctx))
			if met != nil {
				why = fmt.Errorf("%w; the last answer: %w", why, met)
			}
			return natsjs.PubAck{}, fmt.Errorf("%w: %w", ErrUnknown, why)
		}
		if !isPassing(err) && !errors.Is(err, nats.ErrInvalidConnection) {
			return natsjs.PubAck{}, l.explain(err)
		}
		sleep(ctx, wait)
		wait = min(2*wait, 500*time.Millisecond)
	}
}

// getUntil is get, tried until ctx is done.
func (l *Log) getUntil(ctx context.Context, seq uint64) (entry, error) {
	for {
		e, err := l.get(ctx, seq)
		if err == nil || !isPassing(err) {
			return e, err
		}
		if ctx.Err() != nil {
			return entry{}, fmt.Errorf("%w: %w", ErrUnknown, l.explain(context.Cause(ctx)))
		}
		sleep(ctx, 100*time.Millisecond)
	}
}

// get returns the entry of a sequence as the leader has it.
func (l *Log) get(ctx context.Context, seq uint64) (entry, error) {
	ctx, cancel := context.WithTimeout(ctx, perTry)
	defer cancel()
	m, err := l.stream.GetMsg(ctx, seq)
	if err != nil {
		return entry{}, err
	}
	if !whole(m.Header, m.Data) {
		return entry{}, errChecksum
	}
	return entry{seq: seq, at: m.Time.UTC(), checkpoint: m.Subject == l.config.checkpointsSubject(), data: m.Data}, nil
}
