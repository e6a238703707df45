package journal

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"syscall"
	"time"
)

// healEvery is how long after a failure the next attempt to heal it comes by itself.
const healEvery = time.Second

// A failure is why a journal takes no claims.
type failure struct {
	err     error
	isFinal bool  // nothing is tried any more: opening the file again tells how it is
	size    int64 // up to which the file may have been written
}

// Err returns nil while the journal can write. After a failed write or fsync it
// returns the error, which wraps [ErrFailed], until the journal has healed: each
// [Journal.Add] tries that first, and the journal tries by itself each second. An error
// that wraps [ErrChanged] lasts; Err also looks for itself whether the file is still
// there. After [Journal.Close] it is [os.ErrClosed].
func (j *Journal) Err() error {
	if j.mu.TryLock() { // else somebody is writing, who looks himself
		defer j.mu.Unlock()
		if j.closed {
			return j.closedError()
		}
		if j.failed.Load() == nil {
			_ = j.check(j.now.size)
		}
	}
	if f := j.failed.Load(); f != nil {
		return f.err
	}
	return nil
}

func (j *Journal) closedError() error {
	return fmt.Errorf("%s: the journal is closed: %w", j.name, os.ErrClosed)
}

// usable returns an error if the journal takes no claims: if it is closed, or if it
// has failed and cannot be healed now. The caller holds mu.
func (j *Journal) usable() error {
	if j.closed {
		return j.closedError()
	}
	f := j.failed.Load()
	switch {
	case f == nil:
		return nil
	case f.isFinal:
		return f.err
	}
	return j.heal(f)
}

// fail makes the journal fail after a write or an fsync that may have written the
// file up to a size. What follows the acknowledged claims is cut off if that works;
// if not, healing does it, or opening. The caller holds mu.
func (j *Journal) fail(err error, size int64) error {
	f := &failure{fmt.Errorf("%s: %w: %w", j.name, ErrFailed, err), false, size}
	j.failed.Store(f)
	_ = j.file.Truncate(j.now.size)
	j.wake(healEvery)
	return f.err
}

// heal makes a journal usable again that has failed, if the file can be written now. After
// a failed fsync the system may have dropped what it could not write, and report success at
// the next fsync; so heal writes again what may have been dropped. Then it writes as much as
// had failed, on trial and as zero bytes, which readers take for a write that is going on.
// The caller holds mu.
func (j *Journal) heal(f *failure) error {
	n, err := j.file.named()
	switch {
	case err != nil && !isGone(err):
		return j.fail(err, f.size)
	case err != nil || !n.isOpen || n.size < j.now.size || n.size > f.size:
		return j.checkNamed(n, err, j.now.size)
	}
	unsynced := make([]byte, j.now.size-j.synced.size)
	if _, err := j.file.ReadAt(unsynced, j.synced.size); err != nil && err != io.EOF {
		return j.fail(err, f.size)
	}
	if crc32.Update(j.synced.sum, castagnoli, unsynced) != j.now.sum {
		f = &failure{fmt.Errorf("%s: %w: what was not on the disk yet is lost; open it again", j.name, ErrFailed), true, f.size}
		j.failed.Store(f)
		return f.err
	}
	trial := append(unsynced, make([]byte, max(f.size-j.now.size, 1))...)
	for _, step := range []func() error{
		func() error { return j.file.Truncate(j.now.size) },
		func() error { _, err := j.file.WriteAt(trial, j.synced.size); return err },
		j.file.Sync,
		func() error { return j.file.Truncate(j.now.size) },
		j.file.Sync,
	} {
		if err := step(); err != nil {
			return j.fail(err, f.size)
		}
	}
	if n, err = j.file.named(); err != nil {
		return j.fail(err, f.size)
	}
	j.synced = j.now
	if err := j.checkContent(n.modified); err != nil { // while it could not be written, somebody else may have
		return err
	}
	j.failed.Store(nil)
	return j.check(j.now.size)
}

// check looks whether the journal's name still means the open file, with this size.
// If not, the journal has failed, and check returns why. The caller holds mu.
func (j *Journal) check(size int64) error {
	n, err := j.file.named()
	return j.checkNamed(n, err, size)
}

func (j *Journal) checkNamed(n naming, err error, size int64) error {
	switch {
	case isGone(err):
		return j.change("it was removed or renamed, or its directory was", size)
	case err != nil:
		return j.fail(err, size)
	case !n.isOpen:
		return j.change("another file has its name", size)
	case n.size < size:
		return j.change(fmt.Sprintf("it was cut from %d to %d bytes", size, n.size), size)
	case n.size > size:
		return j.change(fmt.Sprintf("something was appended to it: it had %d bytes, and has %d", size, n.size), size)
	case size == j.now.size && !n.modified.Equal(j.modified):
		return j.checkContent(n.modified)
	}
	j.modified = n.modified
	return nil
}

// checkContent reads the file to see whether another program changed its content. It is
// called if the file's time has changed and its size has not.
func (j *Journal) checkContent(modified time.Time) error {
	sum := crc32.New(castagnoli)
	n, err := io.Copy(sum, io.NewSectionReader(j.file, 0, j.now.size))
	switch {
	case err != nil:
		return j.fail(err, j.now.size)
	case n != j.now.size || sum.Sum32() != j.now.sum:
		return j.change("it was written over", j.now.size)
	}
	j.modified = modified
	return nil
}

// isGone reports whether an error says that nothing has a name.
func isGone(err error) bool { return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) }

// change makes the journal fail for good, because another program has changed the
// file. Claims that were written since, and not acknowledged, are taken out of the file
// that is open, if nobody else has written to it. The caller holds mu.
func (j *Journal) change(what string, size int64) error {
	f := &failure{fmt.Errorf("%s: %w: %s", j.name, ErrChanged, what), true, size}
	j.failed.Store(f)
	if n, err := j.file.size(); err == nil && n == size && n > j.now.size {
		_ = j.file.Truncate(j.now.size)
	}
	return f.err
}

// wake lets what can wait be done after some time, or earlier. The caller holds mu.
func (j *Journal) wake(after time.Duration) {
	at := time.Now().Add(after)
	if j.later != nil {
		if !at.Before(j.wakes) {
			return
		}
		j.later.Stop()
	}
	j.wakes, j.later = at, time.AfterFunc(after, j.tend)
}

// tend does what can wait: healing, what LosesInterval leaves for later, and the mark.
// What fails is woken again.
func (j *Journal) tend() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.later = nil
	if j.closed || j.usable() != nil || j.check(j.now.size) != nil {
		return
	}
	if j.options.PowerCut == LosesInterval && j.sync() != nil {
		return // the next Add tells
	}
	if j.mark.set(j.synced) != nil {
		j.wake(healEvery)
	}
}
