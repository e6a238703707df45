package jetstream

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sync"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
)

// A fold takes the entries of a log into a registry, in order and one by one: a
// batch is only a quicker way to the same end. Only its follower's loop folds; set
// aside may be read by others.
type fold struct {
	registry *border.Registry
	load     func(iter.Seq2[border.Claim, error]) error
	archive  *archive // nil: none
	every    uint64   // messages between checkpoints
	tally    tally
	reached  func(after uint64, sum Sum, claims int) // at each place of a checkpoint
	told     func(checkpoint)                        // of each checkpoint in the log

	last      uint64 // the last sequence folded
	lastSum   uint32 // checksum of its payload; 0 if it came from an archive
	batch     []border.Claim
	batchSeqs []uint64
	noted     []position // what the archive is to be told
	notedFrom uint64     // the sequence of the first of them

	mu    sync.Mutex
	aside map[uint64]setAside
}

// A setAside is a message that the registry has not taken, or took later, when the
// archive had noted it as one that was set aside: for others it is kept.
type setAside struct {
	entry entry
	why   error // nil: it was taken
}

// errOrder: entries do not follow each other.
var errOrder = errors.New("not the next sequence")

// entries folds entries that follow the last one. An error is of the archive, and
// final.
func (f *fold) entries(list []entry) error {
	for _, e := range list {
		if e.seq != f.last+1 {
			return fmt.Errorf("sequence %d after %d: %w", e.seq, f.last, errOrder)
		}
		if err := f.one(e); err != nil {
			return err
		}
		f.last, f.lastSum = e.seq, checksum(e.data)
		if e.at.IsZero() {
			f.lastSum = 0 // from an archive, which has the claim but not its bytes
		}
		if f.archive != nil {
			f.noted[len(f.noted)-1].sum = f.lastSum
		}
		if e.seq%f.every == 0 {
			if err := f.flush(); err != nil {
				return err
			}
			f.tally.catchUp(f.registry)
			f.reached(e.seq, f.tally.sum, f.tally.claims)
		}
	}
	return f.flush()
}

// one takes an entry into the batch.
func (f *fold) one(e entry) error {
	if e.checkpoint {
		f.note(e.seq, position{kind: posCheckpoint})
		if c, err := readCheckpoint(e.data); err == nil {
			f.told(c)
		}
		return nil
	}
	c, err := e.validClaim()
	if err != nil {
		f.note(e.seq, position{kind: posAside})
		f.setAside(e, err)
		return nil
	}
	f.note(e.seq, position{kind: posClaim, id: c.ID})
	f.batch, f.batchSeqs = append(f.batch, c), append(f.batchSeqs, e.seq)
	return nil
}

// note notes a position for the archive.
func (f *fold) note(seq uint64, p position) {
	if f.archive == nil {
		return
	}
	if len(f.noted) == 0 {
		f.notedFrom = seq
	}
	f.noted = append(f.noted, p)
}

// flush adds the batch and tells the archive.
func (f *fold) flush() error {
	if err := f.addBatch(); err != nil || f.archive == nil || len(f.noted) == 0 {
		return err
	}
	list := f.noted
	f.noted = f.noted[:0]
	return f.archive.append(list)
}

// addBatch adds the claims of the batch; those that the registry refuses are set
// aside.
func (f *fold) addBatch() error {
	for len(f.batch) > 0 {
		err := f.load(accepted(f.batch))
		if err == nil {
			break
		}
		refused, ok := errors.AsType[*border.ClaimError](err)
		if !ok || refused.Line < 1 || refused.Line > len(f.batch) {
			return err
		}
		i := refused.Line - 1
		f.refuse(f.batch[i], f.batchSeqs[i], refused)
		f.batch, f.batchSeqs = slices.Delete(f.batch, i, i+1), slices.Delete(f.batchSeqs, i, i+1)
	}
	clear(f.batch)
	f.batch, f.batchSeqs = f.batch[:0], f.batchSeqs[:0]
	f.count()
	return nil
}

// count notes how many claims the journal has, which is only known when they have
// been added. A position may count claims that came after it: then it is dropped
// sooner than it must be.
func (f *fold) count() {
	if f.archive == nil {
		return
	}
	count := f.archive.count()
	for i := len(f.noted) - 1; i >= 0 && f.noted[i].count == 0; i-- {
		f.noted[i].count = count
	}
}

// accepted yields claims that were read without a fault.
func accepted(claims []border.Claim) iter.Seq2[border.Claim, error] {
	return func(yield func(border.Claim, error) bool) {
		for _, c := range claims {
			if !yield(c, nil) {
				return
			}
		}
	}
}

// try adds a claim that was set aside.
func (f *fold) try(e entry) error {
	c, err := e.validClaim()
	if err == nil {
		err = f.load(accepted([]border.Claim{c}))
		if _, ok := errors.AsType[*border.ClaimError](err); err != nil && !ok {
			return err
		}
	}
	f.setAside(e, err)
	f.count()
	return nil
}

// refuse sets a claim of the batch aside.
func (f *fold) refuse(c border.Claim, seq uint64, why *border.ClaimError) {
	f.noteAside(seq)
	f.setAside(entry{seq: seq, data: c.AppendJSON(nil)}, why) // without at: not the writer's bytes
}

// noteAside changes what is noted of a sequence, if the archive has not been told
// yet. If it has, the claim of that sequence had been set aside before.
func (f *fold) noteAside(seq uint64) {
	if i := seq - f.notedFrom; seq >= f.notedFrom && i < uint64(len(f.noted)) {
		f.noted[i].kind, f.noted[i].id = posAside, uuid.Nil
	}
}

// setAside keeps a message that the registry did not take at its place, and why.
func (f *fold) setAside(e entry, why error) {
	if refused, ok := errors.AsType[*border.ClaimError](why); ok && refused.Line > 0 {
		placed := *refused
		placed.Line = 0 // its place in a batch says nothing
		why = &placed
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.aside[e.seq] = setAside{e, why}
}

// asideEntry returns a message that was set aside.
func (f *fold) asideEntry(seq uint64) (entry, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	s, ok := f.aside[seq]
	return s.entry, ok
}

// asideList returns what is set aside, in order.
func (f *fold) asideList() []Aside {
	f.mu.Lock()
	defer f.mu.Unlock()
	list := make([]Aside, 0, len(f.aside))
	for _, seq := range slices.Sorted(maps.Keys(f.aside)) {
		if why := f.aside[seq].why; why != nil {
			list = append(list, Aside{Sequence: seq, Err: why})
		}
	}
	return list
}
