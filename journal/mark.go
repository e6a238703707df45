package journal

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// A mark says how far a journal had come when all of it was on the disk. The zero
// mark is that of a journal that is not there yet.
type mark struct {
	claims int    // lines with claims
	size   int64  // of the file
	sum    uint32 // CRC-32C of the file
}

// A markFile is the file with the mark of a journal, which stands beside it. Its lines
// are sealed as those of a journal, and only appended: the last says how far the
// journal had come, and all together have the ids of its claims, by which a claim is
// missed wherever its line stood. The first edition wrote one line, without ids. The
// zero markFile is one that is not there.
type markFile struct {
	mark
	file    file
	ids     int   // how many it has
	end     int64 // of its whole lines
	isFirst bool  // it is of the first edition
	isTorn  bool  // a crash has left something behind the whole lines
}

// markLine is the form of a line of a mark; its ids stand behind that.
type markLine struct {
	Border int    `json:"border"`
	Claims int    `json:"claims"`
	Size   int64  `json:"size"`
	Sum    string `json:"sum"`
}

const (
	idsMember   = `,"ids":"`
	idDigits    = 32
	idsPerLine  = 1024 // which a reader's buffer has room for
	markVersion = 2
)

var errNotMark = errors.New("not a mark: it was damaged or edited; if the journal beside it is whole, remove the mark")

// markName is the name of the file with the mark of a journal.
func markName(name string) string { return name + ".mark" }

// openMark reads the mark of a journal. If name is a symbolic link, the mark stands beside
// the file to which the link leads; the first edition put it beside the link.
func openMark(d disk, name string) (*markFile, error) {
	real := d.real(name)
	f, err := d.open(markName(real))
	if errors.Is(err, fs.ErrNotExist) && real != name {
		real = name
		f, err = d.open(markName(real))
	}
	if errors.Is(err, fs.ErrNotExist) {
		return &markFile{}, nil
	}
	if err != nil {
		return nil, err
	}
	m := &markFile{file: f}
	if err := m.read(markName(real)); err != nil {
		f.Close()
		return nil, err
	}
	return m, nil
}

// isExtendable reports whether lines can be appended to the mark.
func (m *markFile) isExtendable() bool {
	return m.ids == m.claims && !m.isFirst && !m.isTorn && m.file != nil
}

// close lets the file go: some systems do not let one that is open be replaced.
func (m *markFile) close() {
	if m.file != nil {
		m.file.Close()
	}
	m.file = nil
}

// read reads the lines of a mark.
func (m *markFile) read(name string) error {
	s := newMarkScanner(m.file, name)
	for {
		object, err := s.sealed()
		_, isTorn := errors.AsType[*TornError](err)
		_, isCorrupt := errors.AsType[*CorruptError](err)
		switch {
		case err == nil:
			if err := m.readLine(object, s.line); err != nil {
				return s.corrupt(err, s.last)
			}
			continue
		case isCorrupt || err == io.EOF && s.line == 0:
			return &CorruptError{name, max(s.line, 1), s.offset, errNotMark}
		case isTorn && s.offset == 0: // the first line was on the disk before it had its name
			return &CorruptError{name, s.line, 0, errNotMark}
		case isTorn || err == io.EOF:
			m.end, m.isTorn = s.offset, isTorn || s.unended
			return nil
		}
		return err
	}
}

// newMarkScanner returns a scanner for the lines of a mark.
func newMarkScanner(f file, name string) *scanner {
	s := newScanner(fileReader(f), name, mark{})
	s.begun, s.start = true, headerStart
	return s
}

// readLine reads a line of a mark.
func (m *markFile) readLine(sealed []byte, number int) error {
	head, ids := splitMark(sealed)
	var l markLine
	dec := json.NewDecoder(bytes.NewReader(head))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&l); err != nil {
		return err
	}
	if l.Border > markVersion {
		return ErrVersion
	}
	sum, ok := parseHex([]byte(l.Sum))
	isFirst := l.Border == 1
	switch {
	case !ok || len(l.Sum) != crcDigits || l.Claims < 0 || l.Size < 0 || l.Border < 1,
		len(ids)%idDigits != 0 || isFirst && (len(ids) > 0 || number > 1) || m.isFirst:
		return fmt.Errorf("not a mark: %s", head)
	}
	m.mark, m.isFirst = mark{l.Claims, l.Size, sum}, isFirst
	m.ids += len(ids) / idDigits
	return nil
}

// splitMark returns the members of a line of a mark and its ids.
func splitMark(sealed []byte) (head, ids []byte) {
	object := sealed[:len(sealed)-sealLength]
	head, ids, _ = bytes.Cut(object, []byte(idsMember))
	return append(bytes.Clone(head), '}'), bytes.TrimSuffix(ids, []byte(`"`))
}

// all yields the ids of a mark that was read.
func (m *markFile) all() iter.Seq2[uuid.UUID, error] {
	return func(yield func(uuid.UUID, error) bool) {
		if m.file == nil {
			return
		}
		s := newMarkScanner(m.file, "")
		for s.offset < m.end {
			object, err := s.sealed()
			if err != nil {
				yield(uuid.Nil, err)
				return
			}
			_, ids := splitMark(object)
			for digits := range slices.Chunk(ids, idDigits) {
				var id uuid.UUID
				if _, err := hex.Decode(id[:], digits); !yield(id, err) || err != nil {
					return
				}
			}
		}
	}
}

// check compares a journal that s has read to its end with its mark, and reports
// whether what it had then has changed since. The error is ErrTruncated if a claim that
// it had is not there any more, wherever it stood.
func (m *markFile) check(s *scanner, f file) (changed bool, err error) {
	switch {
	case m.file == nil || s.isAtMark && s.atMark == m.sum && (m.isFirst || m.ids == m.claims):
		return false, nil
	case m.isFirst:
		return m.checkLength(s)
	}
	there := make(map[uuid.UUID]struct{}, s.claims)
	if f != nil {
		for id, err := range idsOf(f, s.name, s.offset) {
			if err != nil {
				return false, err
			}
			there[id] = struct{}{}
		}
	}
	var lost []string
	for id, err := range m.all() {
		if err != nil {
			return false, err
		}
		if _, ok := there[id]; !ok {
			there[id] = struct{}{} // it may be in the mark twice
			lost = append(lost, id.String())
		}
	}
	if len(lost) == 0 {
		return m.ids > 0, nil
	}
	return false, &lostError{s.name, lost, m.ids}
}

// A lostError says which claims a journal has lost. It wraps ErrTruncated.
type lostError struct {
	name string
	ids  []string
	had  int
}

func (e *lostError) Error() string {
	const most = 3
	list, more := e.ids, ""
	if len(list) > most {
		list, more = list[:most], fmt.Sprintf(" and %d more", len(list)-most)
	}
	return fmt.Sprintf("%s: %v: of the %d that it had it lacks %s%s", e.name, ErrTruncated, e.had, strings.Join(list, ", "), more)
}

func (e *lostError) Unwrap() error { return ErrTruncated }

// checkLength is check with a mark of the first edition, which counts lines.
func (m *markFile) checkLength(s *scanner) (changed bool, err error) {
	size := s.offset
	if s.unended {
		size++ // an editor may have taken the end of the last line
	}
	if size < m.size || s.claims < m.claims {
		return false, fmt.Errorf("%s: %w: it had %d claims in %d bytes, and has %d in %d",
			s.name, ErrTruncated, m.claims, m.size, s.claims, s.offset)
	}
	return m.size > 0, nil
}

// checkThere refuses a journal that is not there and has a mark: all its claims are
// lost, and with a new one in its place nobody would miss them.
func checkThere(d disk, name string) error {
	f, err := d.open(name)
	switch {
	case err == nil:
		return f.Close()
	case !errors.Is(err, fs.ErrNotExist):
		return nil // the one who opens it to write tells
	}
	m, err := openMark(d, name)
	if err != nil {
		return err
	}
	defer m.close()
	_, err = m.check(newScanner(bytes.NewReader(nil), name, m.mark), nil)
	return err
}

// idsOf yields the ids of the claims in the first bytes of a journal.
func idsOf(f file, name string, size int64) iter.Seq2[uuid.UUID, error] {
	return func(yield func(uuid.UUID, error) bool) {
		s := newScanner(io.NewSectionReader(f, 0, size), name, mark{})
		for {
			object, err := s.next()
			if err == io.EOF {
				return
			}
			var id uuid.UUID
			if err == nil {
				id, err = idOf(object)
			}
			if !yield(id, err) || err != nil {
				return
			}
		}
	}
}
