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

// A turn is the message for which a caller waits.
type turn uint8

const (
	done   turn = iota // its request is done
	passOn             // its request is done, and it starts the next leader
	lead               // it leads the next group, which begins with its request
)

// A queue has the callers that wait for their claims to be written. Callers are written
// in groups, one write and one fsync for each. No goroutine writes for them: the first
// caller of a group leads it, and writes for all. So a caller that is alone waits for
// nobody.
//
// When a group is done, its leader does not start the next leader. It leaves that to the
// caller of the group that will run last. By then the others, if they have more claims,
// wait again, and are in the next group. If the leader did it, they would come too late
// for that group: the callers would take turns in two halves, with twice as many fsyncs.
//
// Go's scheduler runs the goroutine that was woken last first, and then the others in the
// order in which they were woken. So the last but one runs last.
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

// leave tells the others of a group that they are done. The leader calls it, which is the
// first of the group.
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

// pass makes the first of the callers that wait the next leader.
func (q *queue) pass() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waiting) > 0 {
		q.waiting[0].turn <- lead
	} else {
		q.led = false
	}
}
