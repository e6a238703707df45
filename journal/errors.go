package journal

import (
	"errors"
	"fmt"
)

// Errors that programs branch on.
var (
	// ErrLocked: another process has the journal open.
	ErrLocked = errors.New("another process has it open for writing")
	// ErrTruncated: the journal lacks claims that it had. If that is on purpose, as after
	// the checkout of an older version, open it with Options.Shorter.
	ErrTruncated = errors.New("the journal has lost claims that it had; restore it, unless an older version was put in its place on purpose")
	// ErrFailed: a write or an fsync failed, so the journal takes no claims until it has
	// healed, which it does once it can be written again.
	ErrFailed = errors.New("the journal cannot be written")
	// ErrChanged: another program has removed, renamed, replaced, cut or written to the
	// file while it was open, so the journal takes no more claims. The claims acknowledged
	// before are in the file that was open, unless the other program cut or overwrote them.
	// Open the journal again: that tells what is there.
	ErrChanged = errors.New("another program has changed the journal while it was open")
	// ErrNotJournal: the file does not begin with the header of a journal.
	ErrNotJournal = errors.New("not a journal: the first line is no header")
	// ErrVersion: the journal was written by a later version of this package.
	ErrVersion = errors.New("the journal is of a later version; use a program that knows it")
)

// A CorruptError says where a journal has something that is not a sealed line, and what
// is wrong. If the line is sealed but not a claim, it wraps a [*border.ClaimError].
type CorruptError struct {
	File   string
	Line   int   // from 1
	Offset int64 // of the fault, in bytes from the beginning of the file
	Err    error // the reason
}

// Error returns "file:line: byte offset: reason".
func (e *CorruptError) Error() string {
	return fmt.Sprintf("%s:%d: byte %d: %v", e.File, e.Line, e.Offset, e.Err)
}

// Unwrap returns the reason.
func (e *CorruptError) Unwrap() error { return e.Err }

// A TornError says that a journal ends with a write that was cut short: its tail. The
// claims before the tail are all there are. Readers yield it after them; [Open] cuts the
// tail off and reports it in [Recovery].
type TornError struct {
	File   string
	Line   int   // on which the tail begins, from 1
	Offset int64 // at which the tail begins, in bytes from the beginning of the file
}

// Error returns "file:line: byte offset: " and what is wrong.
func (e *TornError) Error() string {
	return fmt.Sprintf("%s:%d: byte %d: the last write was cut short; the claims before it are whole", e.File, e.Line, e.Offset)
}
