package journal

import (
	"sync"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
)

// A request is one call of Add or Load.
type request struct {
	isLoad bool
	claims []border.Claim
	turn   chan turn

	ids []uuid.UUID
	err error
}

// A turn is what a caller who waits is told.
type turn uint8

const (
	done   turn = iota // his request is done
	passOn             // it is done, and he lets the next lead
	lead               // he leads the next group, which begins with his request
)

// A queue has those who wait for a group to be written. There is no goroutine
// that writes: of each group one caller leads and commits for all. So a caller that
// is alone waits for nobody.
//
// When a group is done, not its leader lets the next lead, but one whom he has
// told. For if the leader did, those told would come back to a group that is being
// written: two halves of the callers would take turns, with twice as many fsyncs.
// Go's scheduler runs the goroutine woken last first, and the others in the order in
// which they were woken: so the last but one is the last to run, when the others,
// if they have more claims, wait again.
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
		switch <-r.turn {
		case done:
			return nil
		case passOn:
			q.pass()
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

// leave tells the others of a group that they are done. Its leader, who is the
// first of it, calls it.
func (q *queue) leave(group []*request) {
	others := group[1:]
	if len(others) == 0 {
		q.pass()
		return
	}
	passes := max(len(others)-2, 0)
	for i, r := range others {
		if i == passes {
			r.turn <- passOn
		} else {
			r.turn <- done
		}
	}
}

// pass lets the first of those who wait lead.
func (q *queue) pass() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waiting) > 0 {
		q.waiting[0].turn <- lead
	} else {
		q.led = false
	}
}
