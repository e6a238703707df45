package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"
)

// A Relay answers at one address with one [Server] after another, as when files were read again. While
// one takes over from another, who asks waits: no connection is cut, and no request is lost. The zero
// Relay lets all wait until the first server takes over. Its methods may be called from any number of goroutines.
type Relay struct {
	mu     sync.Mutex
	server *Server         // nil: none has taken over yet, or again
	under  *sync.WaitGroup // requests that the server is answering
	taken  chan struct{}   // closed when the next one takes over
	ended  bool
}

// waiting returns what is closed when there is a server, or no more will be. The caller holds mu.
func (r *Relay) waiting() chan struct{} {
	if r.taken == nil {
		r.taken = make(chan struct{})
	}
	return r.taken
}

// TakeOver lets a server answer from now on. The one before it must have been paused.
func (r *Relay) TakeOver(s *Server) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.server, r.under = s, &sync.WaitGroup{}
	close(r.waiting())
	r.taken = nil
	if r.ended {
		s.Close()
	}
}

// Pause ends the server that answers, when it has answered what it was asked: its event streams end, and
// who asks now waits for the next one. Of what takes longer than a server that ends would wait, the
// answer is not waited for.
func (r *Relay) Pause() {
	r.mu.Lock()
	s, under := r.server, r.under
	r.server = nil
	r.mu.Unlock()
	if s == nil {
		return
	}
	s.Close()
	answered := make(chan struct{})
	go func() {
		under.Wait()
		close(answered)
	}()
	select {
	case <-answered:
	case <-time.After(shutdownTime):
	}
}

// enter returns the server that answers a request, and what to call when it has. It returns nil if
// there will be none any more, or nobody waits for the answer.
func (r *Relay) enter(ctx context.Context) (s *Server, leave func()) {
	for {
		r.mu.Lock()
		if r.server != nil {
			defer r.mu.Unlock()
			r.under.Add(1)
			return r.server, r.under.Done
		}
		ended, taken := r.ended, r.waiting()
		r.mu.Unlock()
		if ended {
			return nil, nil
		}
		select {
		case <-taken:
		case <-ctx.Done():
			return nil, nil
		}
	}
}

// ServeHTTP implements [http.Handler].
func (r *Relay) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	s, leave := r.enter(request.Context())
	if s == nil {
		w.Header().Set("Retry-After", retryCurrent)
		problem(w, http.StatusServiceUnavailable, "the server is shutting down")
		return
	}
	defer leave()
	s.ServeHTTP(w, request)
}

// end ends the event streams, and lets nobody wait any more.
func (r *Relay) end() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ended = true
	if r.server != nil {
		r.server.Close()
		return
	}
	close(r.waiting())
	r.taken = nil
}

// Serve answers requests on a listener until ctx is done. Then it ends the event
// streams, lets requests that are under way finish, and returns nil. It closes
// the listener.
func (r *Relay) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler:           r,
		ReadHeaderTimeout: headerTime,
		ReadTimeout:       readTime,
		WriteTimeout:      writeTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    maxHeader,
	}
	done := make(chan error, 1)
	go func() { done <- server.Serve(l) }()
	select {
	case err := <-done:
		r.end()
		return err
	case <-ctx.Done():
	}
	r.end()
	// The context is done; finishing has a time of its own.
	finish, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	err := server.Shutdown(finish)
	if errors.Is(err, context.DeadlineExceeded) {
		err = server.Close()
	}
	<-done
	return err
}

// Serve answers requests on a listener until ctx is done. Then it ends the event
// streams, lets requests that are under way finish, and returns nil. It closes
// the listener.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	r := &Relay{}
	r.TakeOver(s)
	return r.Serve(ctx, l)
}
