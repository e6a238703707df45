package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"

	"github.com/crossingstatus/border/crossings/web"
)

// A site is what serve serves at one address. At SIGHUP it reads its files again: those of the
// crossings, parties and claims, where the program was given some, for a new server in place of the
// one before; else the tokens alone. Nothing that cannot be read ends it.
type site struct {
	app      *app
	flags    serveFlags
	listener net.Listener
	stop     func() // ends the program
	hangups  <-chan os.Signal
	relay    web.Relay
	served   chan error // how serving ended; nil until the address was printed
}

// errNotOpened is that of a server that did not begin.
var errNotOpened = errors.New("not opened")

// serve serves one configuration after another until ctx is done. If one does not begin, as when the
// journal names crossings that the files have no more, the one before goes on.
func (s *site) serve(ctx context.Context, config web.Config) (err error) {
	defer func() {
		if s.served != nil {
			s.stop()
			err = errors.Join(err, <-s.served)
		}
	}()
	var before *web.Config
	for {
		next, err := s.once(ctx, config)
		switch {
		case next != nil:
			if err != nil { // of what ended; it is over, and the next one goes on
				config.Log.Error("SIGHUP: what was before did not end well", "error", err)
			}
			last := config
			before, config = &last, *next
		case before != nil && errors.Is(err, errNotOpened) && ctx.Err() == nil:
			config.Log.Error("SIGHUP: all stays as it was", "error", err)
			config, before = *before, nil
		default:
			return err
		}
	}
}

// once serves a configuration until ctx is done, or until there is a next one.
func (s *site) once(ctx context.Context, config web.Config) (next *web.Config, err error) {
	end := func() error { return nil }
	switch { // not before: what is refused leaves no file
	case s.flags.journal != "":
		end, err = s.app.keepInJournal(s.flags, &config)
	case s.flags.nats.servers != "":
		end, err = followLog(ctx, s.stop, s.flags, s.listener.Addr(), &config)
	}
	if err != nil {
		return nil, s.notOpened(err)
	}
	defer func() { err = errors.Join(err, end()) }()
	server, err := web.New(config)
	if err != nil {
		return nil, s.notOpened(err)
	}
	serving, cancel := context.WithCancel(ctx)
	defer cancel()
	if files := s.app.followed(); len(files) > 0 {
		done := make(chan struct{})
		go func() {
			defer close(done)
			s.app.keepFollowing(serving, files, config.Registry, config.Log)
		}()
		defer func() {
			cancel()
			<-done
		}()
	}
	if s.served == nil {
		s.served = make(chan error, 1)
		go func() {
			s.served <- s.relay.Serve(ctx, s.listener)
			s.stop()
		}()
		fmt.Fprintf(s.app.out, "listening at http://%s\n", s.listener.Addr())
	}
	s.relay.TakeOver(server)
	next = s.waitForNext(ctx, server, config)
	s.relay.Pause()
	return next, nil
}

// notOpened marks an error after which a server did not begin; the first one is told as it is.
func (s *site) notOpened(err error) error {
	if s.served == nil {
		return err
	}
	return fmt.Errorf("%w: %w", errNotOpened, err)
}

// waitForNext reads files again at each SIGHUP, and returns the configuration that they make; nil when
// ctx is done.
func (s *site) waitForNext(ctx context.Context, server *web.Server, now web.Config) *web.Config {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-s.hangups:
		}
		if a := s.app; s.flags.nats.servers == "" && (a.dataset != "" || a.crossings != "" || a.parties != "" || len(a.data) > 0) {
			next, err := a.serveConfig(s.flags)
			if err == nil {
				next.Log.Info("SIGHUP: read the files again", "claims", next.Registry.Len(), "before", now.Registry.Len())
				return &next
			}
			now.Log.Error("SIGHUP: all stays as it was", "error", err)
			continue
		}
		s.readTokens(server, now)
	}
}

// readTokens lets those in who are in the file of tokens now.
func (s *site) readTokens(server *web.Server, now web.Config) {
	if s.flags.tokenFile == "" {
		now.Log.Info("SIGHUP: there are no files to read again")
		return
	}
	editors, err := readEditors(s.flags.tokenFile)
	if err == nil {
		err = server.SetEditors(editors)
	}
	if err != nil {
		now.Log.Error("SIGHUP: the tokens stay as they were", "error", err)
		return
	}
	now.Log.Info("SIGHUP: read the tokens again", "editors", len(editors))
}
