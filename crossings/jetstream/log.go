package jetstream

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	natsjs "github.com/nats-io/nats.go/jetstream"
)

// A Log is a stream of claims. [Open] makes one; its methods may be called from
// any number of goroutines.
type Log struct {
	config Config
	js     natsjs.JetStream
	nc     *nats.Conn
	stream natsjs.Stream
	// created is when the stream was made that was opened. Asking for the stream's
	// state replaces what it knows of itself, by that of one made anew, too.
	created time.Time

	mu   sync.Mutex
	last time.Time // the last stamp
}

// Errors that programs branch on.
var (
	// ErrMoved: something was appended after the sequence that the caller knew.
	ErrMoved = errors.New("the log has moved on; fold what is new and decide again")
	// ErrUnknown: whether claims are in the log is not known. Append them again:
	// those that are there are not added twice.
	ErrUnknown = errors.New("not known to be in the log; append them again, none is added twice")
	// ErrWentBack: the log lacks what a follower has folded, or has something else
	// in its place.
	ErrWentBack = errors.New("the log went back")
	// ErrStream: the stream can lose claims by the way it is configured.
	ErrStream = errors.New("the stream can lose claims")
)

// perTry is how long one request may take before it is sent again. It is short:
// after the loss of a leader nothing answers the first.
const perTry = 2 * time.Second

// Open returns the log of a configuration, and makes its stream if there is none. It tries
// again until ctx is done, since there may be no leader for a while.
//
// It refuses a stream whose configuration would lose claims ([ErrStream]). It does not look at
// how many replicas there are, nor at how the servers write to their disks; [Examine] does.
func Open(ctx context.Context, js natsjs.JetStream, config Config) (*Log, error) {
	config, err := config.withDefaults()
	if err != nil {
		return nil, err
	}
	l := &Log{config: config, js: js, nc: js.Conn()}
	for {
		l.stream, err = l.openStream(ctx)
		if err == nil || ctx.Err() != nil || !isPassing(err) {
			break
		}
		sleep(ctx, 100*time.Millisecond)
	}
	if err != nil {
		return nil, fmt.Errorf("log %q: %w", config.Log, l.explain(toldOfOne(err, config.Replicas)))
	}
	l.created = l.stream.CachedInfo().Created
	var faults []error
	for _, f := range lossFaults(l.stream.CachedInfo().Config) {
		faults = append(faults, errors.New(f.String()))
	}
	if len(faults) > 0 {
		return nil, fmt.Errorf("log %q: %w: %w", config.Log, ErrStream, errors.Join(faults...))
	}
	return l, nil
}

func (l *Log) openStream(ctx context.Context) (natsjs.Stream, error) {
	try, cancel := context.WithTimeout(ctx, perTry)
	defer cancel()
	s, err := l.js.Stream(try, l.config.stream())
	if errors.Is(err, natsjs.ErrStreamNotFound) {
		return l.js.CreateStream(try, l.config.streamConfig())
	}
	return s, err
}

// isPassing reports whether an error may be gone at the next try.
func isPassing(err error) bool {
	if e, ok := errors.AsType[*natsjs.APIError](err); ok {
		switch e.ErrorCode {
		case 10005, 10023, // no suitable peers; insufficient resources
			10158, 10167: // this message id is on its way already; too many requests
			return true
		}
		return e.Code >= 500 && e.ErrorCode != noReplicas
	}
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, nats.ErrTimeout) ||
		errors.Is(err, nats.ErrNoResponders) || errors.Is(err, natsjs.ErrNoStreamResponse) ||
		errors.Is(err, nats.ErrConnectionReconnecting) || errors.Is(err, nats.ErrDisconnected) ||
		errors.Is(err, nats.ErrReconnectBufExceeded) || errors.Is(err, nats.ErrStaleConnection) ||
		errors.Is(err, natsjs.ErrNoHeartbeat)
}

// noReplicas is the code of the error of a server that runs alone and shall keep copies.
const noReplicas = 10074

// toldOfOne says of a server that runs alone, which can keep one copy only, what to do about it: it
// stays alone, so that trying again is of no use.
func toldOfOne(err error, copies int) error {
	if e, ok := errors.AsType[*natsjs.APIError](err); ok && e.ErrorCode == noReplicas {
		return fmt.Errorf("this NATS server runs alone and keeps one copy of a log, where %d are wanted; start it as one of a cluster of three, as docs/cluster.md shows: %w", copies, err)
	}
	return err
}

// explain adds to an error what the connection knows and the error does not: that
// the credential is refused shows in nothing but silence.
func (l *Log) explain(err error) error {
	if last := l.nc.LastError(); last != nil && !errors.Is(err, last) {
		err = fmt.Errorf("%w; the connection's last error: %w", err, last)
	}
	if !l.nc.IsConnected() {
		err = fmt.Errorf("%w; not connected to any server", err)
	}
	return err
}

// A Head is the end of the log: the last sequence, as the stream's leader tells it.
type Head struct {
	Sequence uint64
	Created  time.Time // of the stream: a log that was made anew is another one
	Leader   string    // the server's name; "" without a cluster
	Quorum   bool      // most servers were in touch with the leader lately
	At       time.Time // when it was asked
}

// Head asks the log's leader how far it is.
func (l *Log) Head(ctx context.Context) (Head, error) {
	ctx, cancel := context.WithTimeout(ctx, perTry)
	defer cancel()
	at := time.Now()
	info, err := l.stream.Info(ctx)
	if err != nil {
		return Head{}, fmt.Errorf("the log's leader does not answer: %w", err)
	}
	h := Head{Sequence: info.State.LastSeq, Created: info.Created, At: at, Quorum: true}
	if c := info.Cluster; c != nil {
		h.Leader = c.Leader
		reachable := 1
		for _, p := range c.Replicas {
			// A leader that was cut off still answers, for ten seconds or so.
			if !p.Offline && p.Active <= 3*time.Second {
				reachable++
			}
		}
		h.Quorum = reachable > (1+len(c.Replicas))/2
	}
	return h, nil
}

// sleep waits, but no longer than ctx.
func sleep(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}
