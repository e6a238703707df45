package jetstream

import (
	"context"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"
)

// A heartbeat is what a follower tells the others at each poll.
type heartbeat struct {
	Name     string       `json:"name"`
	Created  time.Time    `json:"created"` // of the stream
	Sequence uint64       `json:"sequence"`
	Sums     []checkpoint `json:"sums"` // at the last few places, for those who compare

	heard time.Time
}

// listen subscribes to what the others tell and ask.
func (f *Follower) listen() error {
	subjects := []struct {
		subject string
		handle  nats.MsgHandler
	}{
		{f.log.config.followersSubject(), f.hear},
		{f.log.config.archivesSubject(), f.answer},
	}
	for _, s := range subjects {
		subscription, err := f.log.nc.Subscribe(s.subject, s.handle)
		if err != nil {
			return err
		}
		f.subscriptions = append(f.subscriptions, subscription)
	}
	return nil
}

// beat tells the others how far this follower is, unless it is a quiet one.
func (f *Follower) beat() {
	if f.log.config.Quiet {
		return
	}
	f.mu.Lock()
	h := heartbeat{Name: f.name, Created: f.log.created, Sequence: f.status.Sequence}
	for _, after := range slices.Backward(slices.Sorted(maps.Keys(f.votes))) {
		if sum, ok := f.votes[after][f.name]; ok && len(h.Sums) < 4 {
			h.Sums = append(h.Sums, checkpoint{After: after, Sum: sum, By: f.name})
		}
	}
	f.mu.Unlock()
	if data, err := json.Marshal(h); err == nil {
		_ = f.log.nc.Publish(f.log.config.followersSubject(), data) // the next one will do
	}
}

// hear notes what another follower tells.
func (f *Follower) hear(m *nats.Msg) {
	var h heartbeat
	if json.Unmarshal(m.Data, &h) != nil || h.Name == f.name {
		return
	}
	h.heard = time.Now()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.others[h.Name] = h
	for _, c := range h.Sums {
		c.By = h.Name
		f.votes.put(c)
	}
	maps.DeleteFunc(f.others, func(_ string, o heartbeat) bool { return time.Since(o.heard) > time.Hour })
}

// othersList returns the other followers. The caller holds mu.
func (f *Follower) othersList() []Other {
	var list []Other
	for _, name := range slices.Sorted(maps.Keys(f.others)) {
		o := f.others[name]
		list = append(list, Other{Name: name, Sequence: o.Sequence, Heard: o.heard})
	}
	return list
}

// vote notes a checkpoint that came through the log.
func (f *Follower) vote(c checkpoint) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.votes.put(c)
	f.written = max(f.written, c.After)
}

// reached notes the sum at the place of a checkpoint, and sees to it that one is
// in the log.
func (f *Follower) reached(after uint64, sum Sum, claims int) {
	if after < f.exactAt {
		return
	}
	c := checkpoint{After: after, Claims: claims, Sum: sum, By: f.name}
	f.mu.Lock()
	f.votes.put(c)
	replaying := f.status.Head > after+f.log.config.CheckpointEvery
	f.mu.Unlock()
	if !replaying && !f.log.config.Quiet {
		f.writing.Go(func() { f.writeCheckpoint(c) })
	}
}

// writeCheckpoint writes a checkpoint, unless another follower is quicker.
func (f *Follower) writeCheckpoint(c checkpoint) {
	ctx, cancel := context.WithTimeout(f.ctx, 2*perTry)
	defer cancel()
	sleep(ctx, rand.N(f.log.config.Poll))
	f.mu.Lock()
	written := f.written >= c.After
	f.mu.Unlock()
	data, err := json.Marshal(c)
	if written || err != nil {
		return
	}
	// The id is that of the place: of two writers one is a duplicate. If none gets
	// through, the next place will do.
	_, _ = f.log.publishTo(ctx, f.log.config.checkpointsSubject(), "checkpoint/"+strconv.FormatUint(c.After, 10), data, nil)
}

// othersHave reports whether another follower told that it had folded a sequence.
func (f *Follower) othersHave(seq uint64) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, o := range f.others {
		if o.Sequence >= seq {
			return true
		}
	}
	return false
}
