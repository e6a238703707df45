package journal

import (
	"bytes"
	"errors"
	"io"
	"iter"

	"github.com/crossingstatus/border"
)

// Read yields the claims of a journal with the lines on which they stand; name is
// the file's, for errors. The first error ends it. If it is a [*TornError], the
// claims before it are all there are: the last write was cut short, or is going on
// now. If it is any other, the journal is damaged, and the claims before it should
// not be used either. Memory is bounded by the longest line.
func Read(r io.Reader, name string) iter.Seq2[border.ClaimLine, error] {
	return newScanner(r, name, mark{}).all()
}

// Inspect is [Read] for those who mend a journal: after a line at fault, which
// yields its [*CorruptError], it goes on with the next one.
func Inspect(r io.Reader, name string) iter.Seq2[border.ClaimLine, error] {
	return newScanner(r, name, mark{}).everyFault()
}

// InspectFile is [Inspect] for a file by its name, and like [ReadFile] yields [ErrTruncated] if
// the journal lacks claims that it had, unless lines are at fault, since nobody knows what
// claims those had.
func InspectFile(name string) iter.Seq2[border.ClaimLine, error] { return inspectFile(osDisk{}, name) }

func inspectFile(d disk, name string) iter.Seq2[border.ClaimLine, error] {
	return func(yield func(border.ClaimLine, error) bool) {
		m, err := openMark(d, name) // before the file, as in readFile
		if err != nil && !yield(border.ClaimLine{}, err) {
			return
		}
		if err != nil {
			m = &markFile{}
		}
		defer m.close()
		f, err := d.open(name)
		if err != nil {
			yield(border.ClaimLine{}, err)
			return
		}
		defer f.Close()
		s := newScanner(fileReader(f), name, m.mark)
		isWhole := true
		for l, err := range s.everyFault() {
			_, torn := errors.AsType[*TornError](err)
			if torn && isWhole {
				if _, short := m.check(s, f); short != nil {
					err = short
				}
			}
			if isWhole = isWhole && err == nil; !yield(l, err) {
				return
			}
		}
		if !isWhole {
			return
		}
		if _, err := m.check(s, f); err != nil {
			yield(border.ClaimLine{}, err)
		}
	}
}

// ReadFile is [Read] for a file by its name. It takes no lock, so another process
// may write meanwhile. If the journal lacks claims that it had, as its mark tells, the
// last error is [ErrTruncated].
func ReadFile(name string) iter.Seq2[border.ClaimLine, error] {
	return readFile(osDisk{}, name)
}

func readFile(d disk, name string) iter.Seq2[border.ClaimLine, error] {
	return func(yield func(border.ClaimLine, error) bool) {
		// In this order: if claims are added meanwhile, the journal has more than the
		// mark says, which is well.
		m, err := openMark(d, name)
		if err != nil {
			yield(border.ClaimLine{}, err)
			return
		}
		defer m.close()
		f, err := d.open(name)
		if err != nil {
			yield(border.ClaimLine{}, err)
			return
		}
		defer f.Close()
		readMarked(f, name, m)(yield)
	}
}

// readMarked reads a journal of which the mark is known, as ReadFile does.
func readMarked(f file, name string, m *markFile) iter.Seq2[border.ClaimLine, error] {
	return func(yield func(border.ClaimLine, error) bool) {
		s := newScanner(fileReader(f), name, m.mark)
		for l, err := range s.all() {
			if _, torn := errors.AsType[*TornError](err); torn {
				if _, short := m.check(s, f); short != nil {
					err = short
				}
			}
			if !yield(l, err) || err != nil {
				return
			}
		}
		if _, err := m.check(s, f); err != nil {
			yield(border.ClaimLine{Line: s.line}, err)
		}
	}
}

// Detect reports whether a file is a journal, by its first bytes, of which [DetectLength]
// are enough. If not, it may be a file of plain claims. A journal to which an editor has
// added a byte order mark is one, although [Read] refuses it.
func Detect(start []byte) bool {
	return bytes.HasPrefix(bytes.TrimPrefix(start, []byte(byteOrderMark)), []byte(headerStart))
}

// DetectLength is how many bytes [Detect] needs.
const DetectLength = len(byteOrderMark) + len(headerStart)

const byteOrderMark = "\ufeff"

func fileReader(f file) io.Reader { return io.NewSectionReader(f, 0, 1<<63-1) }
