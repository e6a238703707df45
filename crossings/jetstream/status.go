package jetstream

import (
	"fmt"
	"time"
)

// A Status is what a follower knows of itself, its log and the other followers.
type Status struct {
	Name      string
	Current   bool      // all that the log had a few polls ago is in the registry, and nothing is amiss
	Reason    string    // why it is not current; "" if it is
	Sequence  uint64    // the last one folded
	Head      uint64    // the last one of the log, when its leader was last asked
	Leader    string    // the server that leads the stream
	Confirmed time.Time // all that the log had at this time is in the registry; zero: never

	Hole           Range   // being filled now; the zero Range if none is
	Holes          uint64  // times that sequences were missing
	HealedByLeader uint64  // messages that the leader had
	HealedByOthers uint64  // messages that only another follower's archive had
	Aside          []Aside // messages that the registry did not take, in order
	Claims         int
	Sum            Sum      // of the registry's claims after Sequence, or shortly before
	Checkpoint     uint64   // the last sequence after which sums were compared
	Differ         []string // the followers whose sum was another than most had, in order
	Followers      []Other  // the others, by name
}

// A Range is the sequences from From to To, both included. The zero Range is
// empty.
type Range struct{ From, To uint64 }

// IsZero reports whether the range is empty.
func (r Range) IsZero() bool { return r == Range{} }

// String returns "from..to".
func (r Range) String() string { return fmt.Sprintf("%d..%d", r.From, r.To) }

// An Aside is a message that the registry refused. It is tried again when the follower is
// restarted.
type Aside struct {
	Sequence uint64
	Err      error
}

// An Other is another follower of the same log.
type Other struct {
	Name     string
	Sequence uint64
	Heard    time.Time // when it last told
}

// Lag returns how many messages of the log are not folded, as far as known.
func (s Status) Lag() uint64 {
	if s.Head < s.Sequence {
		return 0
	}
	return s.Head - s.Sequence
}
