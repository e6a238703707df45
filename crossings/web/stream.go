package web

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/crossingstatus/border"
)

// streamPath is where claims are told as they come.
const streamPath = "/api/v1/changes"

const (
	heartbeat     = 25 * time.Second // between comments that keep an idle stream open
	eventTime     = 10 * time.Second // within which a client must take an event
	currencyTime  = time.Second      // between looks whether the registry is current
	reconnectTime = 3 * time.Second  // after which a client that was cut off tries again
)

// streams are the event streams of a server. One goroutine watches the registry
// and wakes them all; each reads from the registry what it has not sent yet, so
// that a slow client costs no memory and misses nothing.
type streams struct {
	registry *border.Registry
	currency func() Currency // nil: always current
	clients  *clients
	ctx      context.Context // done when the server closes
	close    context.CancelFunc
	watching sync.WaitGroup

	mu    sync.Mutex
	woken chan struct{} // closed when claims have come
	open  int
	most  int
}

func newStreams(r *border.Registry, most int, currency func() Currency) *streams {
	ctx, cancel := context.WithCancel(context.Background())
	s := &streams{registry: r, currency: currency, ctx: ctx, woken: make(chan struct{}), most: most}
	n := r.Len()
	s.watching.Go(func() {
		for range r.WatchFrom(ctx, n) {
			s.mu.Lock()
			close(s.woken)
			s.woken = make(chan struct{})
			s.mu.Unlock()
		}
	})
	s.close = func() {
		cancel()
		s.watching.Wait()
	}
	return s
}

func (s *streams) closed() bool { return s.ctx.Err() != nil }

func (s *streams) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open
}

// enter takes one of the places for streams, if one is free.
func (s *streams) enter() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open >= s.most {
		return false
	}
	s.open++
	return true
}

func (s *streams) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open--
}

// wake returns a channel that is closed when claims have come.
func (s *streams) wake() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.woken
}

// ServeHTTP sends each claim that comes as an event "claim", whose id is the
// claim's place in the order of coming and its own id. A client that was cut off
// sends the last id that it got and goes on after it; if the registry is another
// by now and has another claim in that place, it gets all from the first on. An
// event "currency" says that the registry is not current, or is again; a stream
// that begins without one is current.
func (s *streams) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	last := r.Header.Get("Last-Event-ID")
	if last == "" {
		last = r.URL.Query().Get("after")
	}
	next, err := s.place(last)
	if err != nil {
		problem(w, http.StatusUnprocessableEntity, err.Error())
		return
	}
	if r.Method == http.MethodHead { // it takes no place, and ends
		w.Header().Set("Content-Type", "text/event-stream")
		w.Header().Set("Cache-Control", "no-store")
		return
	}
	client := clientOf(r)
	if !s.clients.enter(client) {
		w.Header().Set("Retry-After", "10")
		problem(w, http.StatusTooManyRequests, fmt.Sprintf("your address has %d event streams open, as many as one may; close one first", s.clients.limits.StreamsPerClient))
		return
	}
	defer s.clients.leave(client)
	if s.closed() || !s.enter() {
		w.Header().Set("Retry-After", "10")
		problem(w, http.StatusServiceUnavailable, "no more event streams may be open now; try again later")
		return
	}
	defer s.leave()

	send, err := openStream(w)
	if err != nil {
		problem(w, http.StatusInternalServerError, "this connection cannot carry a stream")
		return
	}
	if send(fmt.Sprintf("retry: %d\n: claims as they come\n\n", reconnectTime.Milliseconds())) == nil {
		s.follow(r.Context(), next, send)
	}
}

// openStream makes a response a stream, and returns what sends a text on it.
func openStream(w http.ResponseWriter) (send func(string) error, err error) {
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	out := http.NewResponseController(w)
	// Reading has no deadline any more, or the server would cut the stream off.
	if err := out.SetReadDeadline(time.Time{}); err != nil {
		return nil, err
	}
	return func(text string) error {
		if err := out.SetWriteDeadline(time.Now().Add(eventTime)); err != nil {
			return err
		}
		if _, err := w.Write([]byte(text)); err != nil {
			return err
		}
		return out.Flush()
	}, nil
}

// follow sends the claims from number next on, and whether the registry is current, until the
// client is gone or the server closes.
func (s *streams) follow(ctx context.Context, next int, send func(string) error) {
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	asks := s.asks()
	defer asks.Stop()
	told := true // that the registry is current
	var err error
	for {
		woken := s.wake()
		if s.currency != nil {
			if c := s.currency(); c.Current != told {
				if send(c.event()) != nil {
					return
				}
				told = c.Current
			}
		}
		for next < s.registry.Len() {
			if next, err = s.sendFrom(ctx, next, send); err != nil {
				return
			}
		}
		select {
		case <-woken:
		case <-asks.C:
		case <-beat.C:
			if send(":\n\n") != nil {
				return
			}
		case <-ctx.Done():
			return
		case <-s.ctx.Done():
			return
		}
	}
}

// asks ticks when a stream should ask whether the registry is current.
func (s *streams) asks() *time.Ticker {
	t := time.NewTicker(currencyTime)
	if s.currency == nil {
		t.Stop()
	}
	return t
}

// sendFrom sends the claims from number next on that have come so far, and
// returns the number of the one that is to come.
func (s *streams) sendFrom(ctx context.Context, next int, send func(string) error) (int, error) {
	for c := range s.registry.WatchFrom(ctx, next) {
		next++
		if err := send(fmt.Sprintf("id: %d-%s\nevent: claim\ndata: %s\n\n", next, c.ID, c.AppendJSON(nil))); err != nil {
			return next, err
		}
		if next >= s.registry.Len() {
			return next, nil
		}
	}
	return next, ctx.Err()
}

// place returns the number of the claim that comes after the event with that id:
// of an empty one the next that comes, of "0" the first.
func (s *streams) place(last string) (int, error) {
	number, id, _ := strings.Cut(last, "-")
	n, err := strconv.Atoi(number)
	switch {
	case last == "":
		return s.registry.Len(), nil
	case err != nil || n < 0 || n > 0 && id == "":
		return 0, fmt.Errorf("last event id %q: want the id of an event, or 0 for all claims", shorten(last))
	case n == 0 || n > s.registry.Len():
		return 0, nil
	}
	ctx, cancel := context.WithCancel(s.ctx)
	defer cancel()
	for c := range s.registry.WatchFrom(ctx, n-1) {
		if c.ID.String() != id {
			return 0, nil
		}
		break
	}
	return n, nil
}
