package web

import (
	"context"
	"net/http"
	"sync"
	"time"
)

// makingTime is how long a client waits for an answer that is made for another. It leaves time to send
// the answer, which writeTime bounds together with the waiting.
const makingTime = writeTime / 2

// retryMaking is after how many seconds a client should ask again for an answer that is still being made.
const retryMaking = "5"

// A making is the work on an answer that was not kept. Who asks for the same meanwhile waits for it, so
// that a new claim costs one answer and not one for each client.
//
// It is none of golang.org/x/sync/singleflight: the look for a kept answer and the entry as the first must
// be one step, and a panic must end with the request that caused it.
type making struct {
	key    cacheKey
	now    moment
	once   sync.Once
	done   chan struct{} // closed when it has ended
	answer *answer       // nil: there is none to share, and each makes its own
}

func newMaking(key cacheKey, now moment) *making {
	return &making{key: key, now: now, done: make(chan struct{})}
}

// enter returns the answer that was kept for a key, or the making of it that is under way, or one that
// the caller is the first to ask for and must make.
func (c *cache) enter(key cacheKey, now moment) (a *answer, m *making, isFirst bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if a = c.find(key, now); a != nil {
		return a, nil, false
	}
	if m = c.makings[key]; m != nil {
		return nil, m, false
	}
	m = newMaking(key, now)
	c.makings[key] = m
	return nil, m, true
}

// end keeps the answer, nil if there is none to share, and lets go who waits. Only the first call counts.
func (c *cache) end(m *making, a *answer) {
	m.once.Do(func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if a != nil {
			c.put(a, m.now)
		}
		if c.makings[m.key] == m {
			delete(c.makings, m.key)
		}
		m.answer = a
		close(m.done)
	})
}

// wait waits for the end of a making, and reports whether it came while the client was still there and
// in good time.
func (m *making) wait(ctx context.Context) bool {
	select {
	case <-m.done:
		return true
	case <-ctx.Done():
	case <-time.After(makingTime):
	}
	return false
}

// make has next make an answer. It goes on if its client leaves, since others may wait for it. Only what
// is right is shared and kept: not what failed, panicked, or is sent while it is written. Of the last,
// which has gone out already, it returns nil.
func (c *cache) make(m *making, next http.Handler, w http.ResponseWriter, r *http.Request) *answer {
	var shared *answer
	defer func() { c.end(m, shared) }()
	get := r.WithContext(context.WithoutCancel(r.Context()))
	get.Method = http.MethodGet
	recorded := &recorder{header: http.Header{}, status: http.StatusOK, w: w, r: r, send: func() { c.end(m, nil) }}
	next.ServeHTTP(recorded, get)
	if recorded.sent {
		return nil
	}
	a := recorded.answer(m.key)
	if a.status == http.StatusOK {
		shared = a
	}
	return a
}
