package journal

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"time"

	"github.com/crossingstatus/border"
)

// Follow yields the claims of a journal, and then those that other processes add, as many at a
// time as have come, until ctx is done. It looks whether the file has changed as often as every
// says, and takes no lock. It waits for the end of a line that is being written. Where the file
// was replaced, as by [Compact], or has become shorter, it is read from its beginning again, so
// a claim may come twice. The first error ends it: the journal is damaged, as with [Read], or
// when it is first read it lacks claims that it had, as with [ReadFile].
//
// A claim may be seen a moment before it is durable and acknowledged.
func Follow(ctx context.Context, name string, every time.Duration) iter.Seq2[[]border.ClaimLine, error] {
	return func(yield func([]border.ClaimLine, error) bool) {
		var t tail
		defer t.close()
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for ctx.Err() == nil {
			claims, err := t.look(name)
			if err != nil {
				yield(nil, err)
				return
			}
			if len(claims) > 0 && !yield(claims, nil) {
				return
			}
			select {
			case <-ctx.Done():
			case <-ticker.C:
			}
		}
	}
}

// A tail is a journal that is read as it grows.
type tail struct {
	file   *os.File
	info   os.FileInfo // which file that is
	size   int64       // of the file at the last look
	offset int64       // up to which it is read
	line   int
	ended  bool // the last line that was read had its end
	isRead bool // it was read once, so that the reader has what it had then
}

func (t *tail) close() {
	if t.file != nil {
		t.file.Close()
	}
	t.file = nil
}

// open opens the file, if it is not open.
func (t *tail) open(name string) (err error) {
	if t.file != nil {
		return nil
	}
	if t.file, err = os.Open(name); err == nil {
		t.info, err = t.file.Stat()
	}
	return err
}

// look returns the claims that are new. It is no error if the file is not there yet, or if
// another has taken its place.
func (t *tail) look(name string) ([]border.ClaimLine, error) {
	m := &markFile{}
	if !t.isRead { // before the file, as in readFile
		var err error
		if m, err = openMark(osDisk{}, name); err != nil {
			return nil, err
		}
		defer m.close()
	}
	named, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if t.info != nil && (!os.SameFile(t.info, named) || named.Size() < t.offset) {
		t.close()
		*t = tail{isRead: t.isRead}
	}
	if named.Size() == t.size && t.isRead {
		return nil, nil
	}
	if err := t.open(name); err != nil {
		return nil, err
	}
	if !renamesOpen { // nobody could compact it
		defer t.close()
	}
	t.size = named.Size()
	return t.read(name, m)
}

// read reads on, up to where a write is going on.
func (t *tail) read(name string, m *markFile) (claims []border.ClaimLine, err error) {
	s := newScanner(io.NewSectionReader(t.file, t.offset, 1<<62), name, m.mark)
	s.begun, s.line, s.offset = t.offset > 0, t.line, t.offset
	if t.offset > 0 && !t.ended {
		if next, err := s.in.Peek(1); err == nil && bytes.Equal(next, []byte("\n")) {
			_, _ = s.in.Discard(1)
			s.offset++
		}
	}
	for l, err := range s.all() {
		if _, torn := errors.AsType[*TornError](err); torn {
			s.line-- // it will be read again
			break
		}
		if err != nil {
			return nil, err
		}
		claims = append(claims, l)
	}
	if _, err := m.check(s, &osFile{File: t.file}); err != nil {
		return nil, err
	}
	t.offset, t.line, t.ended, t.isRead = s.offset, s.line, !s.unended, true
	return claims, nil
}
