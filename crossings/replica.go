package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync/atomic"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/jetstream"
	"github.com/crossingstatus/border/crossings/web"
	"github.com/google/uuid"
	"github.com/nats-io/nats.go"
	natsjs "github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"
)

// A replica lets a registry follow a log, and adds claims to it. Until the log is
// open the registry has what it began with, and is not current.
type replica struct {
	registry *border.Registry
	config   jetstream.Config
	flags    *natsFlags
	log      *slog.Logger
	nc       *nats.Conn

	refusal   atomic.Value // string: what the last try to connect met
	opening   atomic.Value // string: why the log is not open
	following atomic.Pointer[following]
	now       atomic.Pointer[web.Currency]
}

// following is a log that is open and followed.
type following struct {
	log    *jetstream.Log
	status func() jetstream.Status
}

const (
	openTime   = 5 * time.Second        // after which it is told why a log is not open
	lookTime   = 100 * time.Millisecond // between two looks whether the registry is current
	appendTime = 10 * time.Second       // within which the log must have claims
	foldTime   = 5 * time.Second        // within which the registry should have them then
)

// newReplica connects to the servers of a log. The replica is to be run.
func newReplica(f *natsFlags, config jetstream.Config, registry *border.Registry, log *slog.Logger) (*replica, error) {
	r := &replica{registry: registry, config: config, flags: f, log: log}
	r.opening.Store("the log is not open yet")
	r.now.Store(&web.Currency{Reason: "the log is not open yet"})
	var err error
	r.nc, err = f.connectPatiently(config.Name,
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err != nil {
				log.Warn("disconnected", "error", err)
			}
		}),
		nats.ConnectHandler(r.connected), nats.ReconnectHandler(r.connected),
		nats.ReconnectErrHandler(func(_ *nats.Conn, err error) { r.refusal.Store(err.Error()) }),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { log.Warn("NATS", "error", err) }))
	if err != nil {
		return nil, err
	}
	return r, nil
}

func (r *replica) connected(nc *nats.Conn) {
	r.refusal.Store("")
	r.log.Info("connected", "server", nc.ConnectedServerName(), "address", nc.ConnectedUrlRedacted())
}

// run follows the log until ctx is done, and then closes the archive. It ends
// earlier with an error that waiting does not mend.
func (r *replica) run(ctx context.Context) (err error) {
	defer r.nc.Close()
	looking, stop := context.WithCancel(ctx)
	looked := make(chan struct{})
	go func() {
		defer close(looked)
		r.look(looking)
	}()
	defer func() { stop(); <-looked }()

	log, err := r.open(ctx)
	if log == nil {
		return err
	}
	follower, err := log.Follow(ctx, r.registry)
	if err != nil {
		return advisedOnArchive(r.config.Archive, err)
	}
	r.following.Store(&following{log, follower.Status})
	<-follower.Done()
	err = follower.Err()
	if errors.Is(err, jetstream.ErrWentBack) {
		// What was folded is all that is left of it: people may see it, as not current.
		r.log.Error("the follower has ended", "error", advisedOnArchive(r.config.Archive, err))
		<-ctx.Done()
		return nil
	}
	return advisedOnArchive(r.config.Archive, err)
}

// open opens the log, however long that takes; it returns nil if ctx is done.
func (r *replica) open(ctx context.Context) (*jetstream.Log, error) {
	js, err := natsjs.New(r.nc)
	if err != nil {
		return nil, err
	}
	for ctx.Err() == nil {
		try, cancel := context.WithTimeout(ctx, openTime)
		log, err := jetstream.Open(try, js, r.config)
		isPassing := try.Err() != nil
		cancel()
		if err == nil {
			return log, nil
		}
		if !isPassing {
			return nil, err
		}
		if met := err.Error(); ctx.Err() == nil && r.opening.Swap(met) != met {
			r.log.Warn("waiting for the log", "error", r.explained(met))
		}
	}
	return nil, nil
}

// explained adds to a reason what the last try to connect met.
func (r *replica) explained(reason string) string {
	if met, _ := r.refusal.Load().(string); met != "" && !r.nc.IsConnected() {
		return fmt.Sprintf("no NATS server of %s can be reached (%s): %s", r.flags.hidden(), met, reason)
	}
	return reason
}

// currency returns whether the registry was current when that was last looked at.
func (r *replica) currency() web.Currency { return *r.now.Load() }

// metrics returns what is told of the follower.
func (r *replica) metrics() prometheus.Collector {
	return replicaMetrics{
		connected: r.nc.IsConnected,
		current:   func() bool { return r.currency().Current },
		status: func() (jetstream.Status, bool) {
			if f := r.following.Load(); f != nil {
				return f.status(), true
			}
			return jetstream.Status{}, false
		},
	}
}

// look keeps what currency returns up to date, and logs what changes.
func (r *replica) look(ctx context.Context) {
	ticks := time.NewTicker(lookTime)
	defer ticks.Stop()
	var before web.Currency
	var told jetstream.Status
	for {
		if f := r.following.Load(); f == nil {
			r.now.Store(&web.Currency{Reason: r.explained(r.opening.Load().(string))})
		} else {
			s := f.status()
			r.now.Store(&web.Currency{Current: s.Current, Reason: r.explained(s.Reason), Confirmed: confirmed(s)})
			r.tell(told, s)
			told = s
		}
		switch now := r.currency(); {
		case now.Current && !before.Current:
			r.log.Info("current", "sequence", told.Sequence, "claims", told.Claims, "sum", told.Sum.Short())
			before = now
		case !now.Current && (before.Current || before.Reason == ""):
			r.log.Warn("not current", "reason", now.Reason)
			before = now
		}
		select {
		case <-ctx.Done():
			return
		case <-ticks.C:
		}
	}
}

// confirmed returns until when the registry surely has what was said: where sums
// differ, nothing is sure.
func confirmed(s jetstream.Status) time.Time {
	if slices.Contains(s.Differ, s.Name) {
		return time.Time{}
	}
	return s.Confirmed
}

// tell logs what a follower has met between two looks at it.
func (r *replica) tell(before, now jetstream.Status) {
	if now.Holes > before.Holes {
		r.log.Warn("the server had a hole in the log", "holes", now.Holes)
	}
	if now.HealedByLeader > before.HealedByLeader || now.HealedByOthers > before.HealedByOthers {
		r.log.Warn("healed", "messages by the leader", now.HealedByLeader, "messages by other followers", now.HealedByOthers)
	}
	if !slices.Equal(now.Differ, before.Differ) {
		r.log.Warn("sums compared", "after sequence", now.Checkpoint, "followers that differ", now.Differ)
	}
	for _, a := range now.Aside {
		isOld := slices.ContainsFunc(before.Aside, func(o jetstream.Aside) bool { return o.Sequence == a.Sequence })
		if !isOld {
			r.log.Warn("set aside", "sequence", a.Sequence, "error", a.Err)
		}
	}
}

// add adds claims to the log, once the registry has found no fault with them, and
// waits until it has them.
func (r *replica) add(claims ...border.Claim) ([]uuid.UUID, error) {
	f := r.following.Load()
	if now := r.currency(); f == nil || !now.Current {
		return nil, &web.UnavailableError{After: 2 * time.Second,
			Detail: "this server cannot tell now whether the claims fit, and has added none: " + now.Reason}
	}
	ctx, cancel := context.WithTimeout(context.Background(), appendTime)
	defer cancel()
	ids, isNew, err := try(r.registry, claims...)
	if _, isClaim := errors.AsType[*border.ClaimError](err); isClaim {
		// What they retract may have come in elsewhere a moment ago.
		if head, err := f.log.Head(ctx); err == nil {
			f.await(ctx, head.Sequence)
		}
		ids, isNew, err = try(r.registry, claims...)
	}
	if err != nil || !isNew {
		return ids, err
	}
	last, err := f.log.Append(ctx, claims...)
	if failed, ok := errors.AsType[*jetstream.AppendError](err); ok {
		return nil, ofAppending(failed, len(claims))
	}
	if err != nil {
		return nil, err
	}
	folding, cancelFolding := context.WithTimeout(context.Background(), foldTime)
	defer cancelFolding()
	f.await(folding, last) // if that takes longer, they are in the log all the same
	ids = ids[:0]
	for _, c := range claims {
		if c.ID == uuid.Nil {
			c.ID = c.ContentID()
		}
		ids = append(ids, c.ID)
	}
	return ids, nil
}

// await waits until a sequence is folded, but no longer than ctx.
func (f *following) await(ctx context.Context, seq uint64) {
	for ctx.Err() == nil && f.status().Sequence < seq {
		time.Sleep(2 * time.Millisecond)
	}
}

// ofAppending says of an append that failed what its client is to do.
func ofAppending(failed *jetstream.AppendError, sent int) error {
	which := fmt.Sprintf("claim %s is", failed.Claims[0])
	if n := len(failed.Claims); n > 1 {
		which = fmt.Sprintf("%d of %d claims, the first %s, are", n, sent, failed.Claims[0])
	}
	switch {
	case errors.Is(failed, jetstream.ErrUnknown):
		return &web.UnavailableError{Detail: which + " not known to be in the log; send them all again, none is added twice", After: 2 * time.Second, Err: failed}
	case errors.Is(failed, border.ErrTwoContents):
		return fmt.Errorf("%w; %d of %d claims were added", failed, sent-len(failed.Claims), sent)
	}
	return &web.UnavailableError{Detail: which + " not added; this server has noted why", After: 10 * time.Second, Err: failed}
}

// advisedOnArchive says with an error of a follower what helps.
func advisedOnArchive(dir string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, jetstream.ErrWentBack) && dir == "":
		return fmt.Errorf("%w\nIf the log was made anew on purpose, start the program again", err)
	case errors.Is(err, jetstream.ErrWentBack):
		return fmt.Errorf("%w\nKeep %s: it has the claims that the log lacks. If the log was made anew on purpose, move the directory away and start the program again; crossings append puts the claims of its claims.jsonl into the new log", err, dir)
	case dir != "":
		return fmt.Errorf("%w\nThe log has all that the archive has: if %s cannot be mended, move it away and start the program again", err, dir)
	}
	return err
}
