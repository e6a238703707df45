package jetstream

import (
	"errors"
	"fmt"
	"strings"
	"time"

	natsjs "github.com/nats-io/nats.go/jetstream"
)

// A Config says which log to use, and how this process takes part in it. The zero Config is
// the log "border" on three servers, followed without an archive.
type Config struct {
	// Log names the log: its stream is that name in capitals, its subjects begin
	// with it. "" is "border". It has lower-case letters, digits and hyphens, at
	// most 64 of them.
	Log string
	// Replicas is on how many servers the stream is made if it is not there; 0 is
	// 3. Fewer than 3 survive the loss of none.
	Replicas int
	// Name is this follower's among the others, as a host's; "" is one made from
	// the connection.
	Name string
	// Quiet makes this follower tell the others nothing of itself: for programs that
	// follow for a moment. It hears them all the same.
	Quiet bool
	// Archive is the directory of the follower's archive; "" keeps none.
	Archive string
	// CheckpointEvery is how many messages lie between two checkpoints; 0 is
	// 10,000. It must be the same for all followers.
	CheckpointEvery uint64
	// Poll is how often a follower asks the stream's leader how far the log is; 0
	// is a second. What was last confirmed three polls ago is no longer current.
	Poll time.Duration
}

// maxLogName is how long a log's name may be: an archive's header has room for it.
const maxLogName = 64

func (c Config) withDefaults() (Config, error) {
	if c.Log == "" {
		c.Log = "border"
	}
	if strings.Trim(c.Log, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		return c, fmt.Errorf("log %q: want lower-case letters, digits and hyphens", c.Log)
	}
	if len(c.Log) > maxLogName {
		return c, fmt.Errorf("log %q: want at most %d letters", c.Log, maxLogName)
	}
	if c.Replicas == 0 {
		c.Replicas = 3
	}
	if c.CheckpointEvery == 0 {
		c.CheckpointEvery = 10_000
	}
	if c.CheckpointEvery < 2 {
		return c, errors.New("checkpoints after every message would follow each other for ever")
	}
	if c.Poll == 0 {
		c.Poll = time.Second
	}
	return c, nil
}

func (c Config) stream() string             { return strings.ToUpper(c.Log) }
func (c Config) claimsSubject() string      { return c.Log + ".claims" }
func (c Config) checkpointsSubject() string { return c.Log + ".checkpoints" }
func (c Config) followersSubject() string   { return c.Log + ".followers" }
func (c Config) archivesSubject() string    { return c.Log + ".archives" }

// streamConfig is that of a stream from which nothing can be lost by rule: no
// limit, no deletion, no purge.
func (c Config) streamConfig() natsjs.StreamConfig {
	return natsjs.StreamConfig{
		Name:        c.stream(),
		Description: "Claims about border crossings. Nothing is ever deleted.",
		Subjects:    []string{c.claimsSubject(), c.checkpointsSubject()},
		Retention:   natsjs.LimitsPolicy,
		Discard:     natsjs.DiscardNew,
		Storage:     natsjs.FileStorage,
		Replicas:    c.Replicas,
		MaxMsgs:     -1, MaxBytes: -1, MaxMsgsPerSubject: -1, MaxConsumers: -1, MaxMsgSize: -1,
		Duplicates: 2 * time.Minute,
		DenyDelete: true,
		DenyPurge:  true,
	}
}

// A Fault is one reason why a deployment can lose claims or hide that it did.
type Fault struct {
	Where   string // the stream or the server
	Message string
}

// String returns "where: message".
func (f Fault) String() string { return f.Where + ": " + f.Message }

// streamFaults returns what is wrong with how a stream is configured.
func streamFaults(s natsjs.StreamConfig) []Fault {
	var faults []Fault
	fault := func(wrong bool, format string, args ...any) {
		if wrong {
			faults = append(faults, Fault{"stream " + s.Name, fmt.Sprintf(format, args...)})
		}
	}
	fault(s.Replicas < 3, "has %d replicas; want 3, so that one can be lost", s.Replicas)
	faults = append(faults, lossFaults(s)...)
	return faults
}

// lossFaults returns what in a stream's configuration would lose claims even while
// all servers are well.
func lossFaults(s natsjs.StreamConfig) []Fault {
	var faults []Fault
	fault := func(wrong bool, format string, args ...any) {
		if wrong {
			faults = append(faults, Fault{"stream " + s.Name, fmt.Sprintf(format, args...)})
		}
	}
	fault(s.Storage != natsjs.FileStorage, "is kept in memory; want file storage")
	fault(s.Retention != natsjs.LimitsPolicy, "drops messages that were read; want the retention policy limits")
	fault(!s.DenyDelete, "lets messages be deleted; want deny_delete")
	fault(!s.DenyPurge, "lets itself be purged; want deny_purge")
	fault(s.MaxMsgs > 0, "holds at most %d messages; want no limit", s.MaxMsgs)
	fault(s.MaxMsgsPerSubject > 0, "holds at most %d messages of a subject; want no limit", s.MaxMsgsPerSubject)
	fault(s.MaxBytes > 0, "holds at most %d bytes; want no limit", s.MaxBytes)
	fault(s.MaxAge > 0, "drops messages after %v; want no limit", s.MaxAge)
	fault(s.AllowRollup, "lets a message replace all others; want no rollup")
	fault(s.AllowMsgTTL, "lets messages expire; want no time to live")
	fault(s.NoAck, "acknowledges nothing; want acknowledgements")
	fault(s.PersistMode == natsjs.AsyncPersistMode, "acknowledges what is not written yet; want the default persist mode")
	fault(s.Sealed, "is sealed: it takes no more claims")
	fault(s.AllowDirect, "answers from any replica, also from a damaged one; want allow_direct off")
	fault(s.Mirror != nil || len(s.Sources) > 0, "takes its messages from another stream; want one of its own")
	fault(s.SubjectTransform != nil, "renames subjects; want none renamed")
	return faults
}
