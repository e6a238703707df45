package journal

import (
	"sync"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
)

// A request is one call of Add.
type request struct {
	claims []border.Claim
	turn   chan bool // true: lead the next group; false: done

	ids []uuid.UUID
	err error
}

// A queue has those who wait for a group to be written. There is no goroutine
// that writes: of each group one caller leads, commits for all, and then lets the
// first of those who came meanwhile lead. So a caller that is alone waits for
// nobody.
type queue struct {
	mu      sync.Mutex
	waiting []*request
	led     bool
}

// maxGroup is how many claims one group has at most, unless one request has more.
const maxGroup = 1 << 14

// join waits until r is done, and then returns nil, or until it leads, and then
// returns its group, of which it is the first.
func (q *queue) join(r *request) []*request {
	q.mu.Lock()
	q.waiting = append(q.waiting, r)
	if q.led {
		q.mu.Unlock()
		if leads := <-r.turn; !leads {
			return nil
		}
		q.mu.Lock()
	}
	defer q.mu.Unlock()
	q.led = true
	n, claims := 1, len(r.claims)
	for n < len(q.waiting) && claims+len(q.waiting[n].claims) <= maxGroup {
		claims += len(q.waiting[n].claims)
		n++
	}
	group := q.waiting[:n:n]
	q.waiting = q.waiting[n:]
	if len(q.waiting) == 0 {
		q.waiting = nil
	}
	return group
}

// leave tells the others of a group that they are done, and the next in the queue
// that it leads.
func (q *queue) leave(group []*request, leader *request) {
	q.mu.Lock()
	if len(q.waiting) > 0 {
		q.waiting[0].turn <- true
	} else {
		q.led = false
	}
	q.mu.Unlock()
	for _, r := range group {
		if r != leader {
			r.turn <- false
		}
	}
}
