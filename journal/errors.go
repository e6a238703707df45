package journal

import (
	"errors"
	"fmt"
)

// Errors that programs branch on.
var (
	// ErrLocked: another process has the journal open.
	ErrLocked = errors.New("another process has it open for writing")
	// ErrTruncated: the journal lacks claims that it had. If that is meant, as after the
	// checkout of an older version, open it with Options.Shorter.
	ErrTruncated = errors.New("the journal has lost claims that it had; restore it, unless an older version was put in its place on purpose")
	// ErrFailed: a write or an fsync failed, so the journal takes no claims until it has
	// healed, which it does once it can be written again.
	ErrFailed = errors.New("the journal cannot be written")
	// ErrChanged: another program has removed, renamed, replaced, cut or written to the
	// file while it was open, so the journal takes no more claims. What was acknowledged
	// before that is in the file that was open then; where that was itself cut or written
	// over, what it had there is gone. Open it again: that tells what is there.
	ErrChanged = errors.New("another program has changed the journal while it was open")
	// ErrNotJournal: the file begins with something else than the header of a
	// journal.
	ErrNotJournal = errors.New("not a journal: the first line is no header")
	// ErrVersion: the journal was written by a later version of this package.
	ErrVersion = errors.New("the journal is of a later version; use a program that knows it")
)

// A CorruptError says where a journal has something else than sealed lines, and
// what. It wraps a [*border.ClaimError] where a sealed line is no claim.
type CorruptError struct {
	File   string
	Line   int   // from 1
	Offset int64 // of what is at fault, in bytes from the beginning of the file
	Err    error
}

// Error returns "file:line: byte offset: reason".
func (e *CorruptError) Error() string {
	return fmt.Sprintf("%s:%d: byte %d: %v", e.File, e.Line, e.Offset, e.Err)
}

// Unwrap returns the reason.
func (e *CorruptError) Unwrap() error { return e.Err }

// A TornError says that a journal ends with a write that was cut short: the claims
// before it are all there are. Readers get it, after those; [Open] cuts the tail
// off and tells of it in [Recovery].
type TornError struct {
	File   string
	Line   int   // on which the tail begins, from 1
	Offset int64 // where it begins, in bytes from the beginning of the file
}

// Error returns "file:line: byte offset: what a write left that was cut short".
func (e *TornError) Error() string {
	return fmt.Sprintf("%s:%d: byte %d: the last write was cut short; the claims before it are whole", e.File, e.Line, e.Offset)
}
