package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
)

// A mark says how far a journal had come when all of it was on the disk. The zero
// mark is that of a journal that is not there yet.
type mark struct {
	claims int    // lines with claims
	size   int64  // of the file
	sum    uint32 // CRC-32C of the file
}

// markFile is the form of a mark in its file, which is one sealed line.
type markFile struct {
	Border int    `json:"border"`
	Claims int    `json:"claims"`
	Size   int64  `json:"size"`
	Sum    string `json:"sum"`
	CRC    string `json:"crc,omitempty"`
}

// markName is the name of the file with the mark of a journal.
func markName(name string) string { return name + ".mark" }

// readMark reads the mark of a journal; it is the zero mark if there is none.
func readMark(d disk, name string) (mark, error) {
	f, err := d.open(markName(name), false)
	if errors.Is(err, fs.ErrNotExist) {
		return mark{}, nil
	}
	if err != nil {
		return mark{}, err
	}
	defer f.Close()
	line, err := io.ReadAll(io.NewSectionReader(f, 0, 4<<10))
	if err != nil {
		return mark{}, err
	}
	m, err := parseMark(line)
	if err != nil {
		return mark{}, &CorruptError{File: markName(name), Line: 1, Err: err}
	}
	return m, nil
}

func parseMark(line []byte) (mark, error) {
	object, ok := bytes.CutSuffix(line, []byte("\n"))
	if !ok || unseal(object) != len(object) {
		return mark{}, errors.New("not a mark: it was damaged or edited; if the journal beside it is whole, remove the mark")
	}
	var f markFile
	dec := json.NewDecoder(bytes.NewReader(object))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil {
		return mark{}, err
	}
	if f.Border != 1 {
		return mark{}, ErrVersion
	}
	sum, ok := parseHex([]byte(f.Sum))
	if !ok || len(f.Sum) != crcDigits || f.Claims < 0 || f.Size < 0 {
		return mark{}, fmt.Errorf("not a mark: %s", object)
	}
	return mark{f.Claims, f.Size, sum}, nil
}

// write puts a mark in the place of the one before it, so that after a crash one
// of the two is there.
func (m mark) write(d disk, name string) error {
	object, err := json.Marshal(markFile{Border: 1, Claims: m.claims, Size: m.size, Sum: string(appendHex(nil, m.sum))})
	if err != nil {
		return err
	}
	return replace(d, markName(name), func(w io.Writer) error {
		_, err := w.Write(append(appendSealed(object, 0), '\n'))
		return err
	})
}

// removeMark removes a mark, before the journal beside it is replaced by one that may
// be shorter.
func removeMark(d disk, name string) error {
	if err := d.remove(markName(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return d.syncDir(name)
}

// check compares a journal that was read whole with its mark, and reports whether
// what it had then has changed since.
func (m mark) check(s *scanner) (changed bool, err error) {
	size := s.offset
	if s.unended {
		size++ // an editor may have taken the end of the last line
	}
	if size < m.size || s.claims < m.claims {
		return false, fmt.Errorf("%s: %w: it had %d claims in %d bytes, and has %d in %d",
			s.name, ErrTruncated, m.claims, m.size, s.claims, s.offset)
	}
	return m.size > 0 && s.atMark != m.sum, nil
}

// checkThere refuses a journal that is not there and has a mark: all its claims are
// lost, and with a new one in its place nobody would miss them.
func checkThere(d disk, name string) error {
	f, err := d.open(name, false)
	switch {
	case err == nil:
		return f.Close()
	case !errors.Is(err, fs.ErrNotExist):
		return nil // the one who opens it to write tells
	}
	m, err := readMark(d, name)
	if err != nil {
		return err
	}
	_, err = m.check(newScanner(bytes.NewReader(nil), name, m))
	return err
}

// plus returns the mark of a file to which bytes without claims were appended.
func (m mark) plus(b []byte) mark {
	return mark{m.claims, m.size + int64(len(b)), crc32.Update(m.sum, castagnoli, b)}
}
