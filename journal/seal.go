package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
)

// A Sealing is what [Seal] would do to a journal.
type Sealing struct {
	Changes []Change
	Claims  int // how many claims the journal will have
	Lost    int // how many claims the journal will not have that its mark has
}

// A Change is a line of the file that sealing replaces. (It has nothing to do with
// [border.Change], which is about answers.)
type Change struct {
	Line   int          // its number before, from 1; 0 for a line that is put before the first
	Before string       // the line as it is, without its end
	After  string       // the line that replaces it, without its end; "" if it is removed
	Claim  border.Claim // the claim of After, if it has one
}

// Seal turns a journal that was edited by hand, or a file of plain claims, into a whole
// journal. It rewrites lines that have a wrong checksum or none, a byte order mark or CR LF,
// and removes empty lines and a tail that a crash left. A claim without id gets the id of its
// content, and one without recorded is recorded at now. Other lines stay as they are.
//
// If anything would change, Seal first calls approve with the changes, and writes only if
// that returns true. It returns the same Sealing.
//
// Seal checks the claims by adding them to registry, which should have the claims that they
// may withdraw. The errors are those of [Open]; if several lines are at fault, the errors
// are joined by [errors.Join]. The journal is held in memory.
func Seal(name string, registry *border.Registry, now time.Time, approve func(Sealing) bool) (Sealing, error) {
	return seal(osDisk{}, name, registry, now, approve)
}

func seal(d disk, name string, registry *border.Registry, now time.Time, approve func(Sealing) bool) (Sealing, error) {
	f, err := exclusiveIfThere(d, name)
	if err != nil {
		return Sealing{}, err
	}
	defer f.Close()
	content, err := io.ReadAll(fileReader(f))
	if err != nil {
		return Sealing{}, err
	}
	m, err := openMark(d, name)
	_, markDamaged := errors.AsType[*CorruptError](err)
	switch {
	case markDamaged:
		m = &markFile{}
	case err != nil:
		return Sealing{}, err
	}
	defer m.close()
	s := sealer{name: name, now: now}
	s.read(content)
	if len(s.faults) > 0 {
		return Sealing{}, errors.Join(s.faults...)
	}
	var claims []border.Claim
	for _, l := range s.claims {
		claims = append(claims, l.Claim)
	}
	if err := registry.Load(asRead(claims)); err != nil {
		if e, ok := errors.AsType[*border.ClaimError](err); ok { // with its place among them
			placed := *e
			placed.File, placed.Line = name, s.claims[e.Line-1].Line
			err = &placed
		}
		return Sealing{}, err
	}
	s.Claims = len(claims)
	if s.Lost, err = m.lost(claims); err != nil {
		return Sealing{}, err
	}
	isShorter := m.isFirst && int64(len(content)) < m.size
	if len(s.Changes) == 0 && !markDamaged && s.Lost == 0 && !isShorter {
		return s.Sealing, nil
	}
	if !approve(s.Sealing) {
		return s.Sealing, nil
	}
	m.close()
	if markDamaged || s.Lost > 0 || m.isFirst {
		if err := removeMark(d, d.real(name)); err != nil {
			return Sealing{}, err
		}
	}
	return s.Sealing, rewrite(d, name, f, len(claims), func(w io.Writer) error {
		_, err := w.Write(s.out)
		return err
	})
}

// lost returns how many claims of a journal's mark are not among these.
func (m *markFile) lost(claims []border.Claim) (int, error) {
	if m.isFirst {
		return max(m.claims-len(claims), 0), nil
	}
	missing := map[uuid.UUID]bool{}
	for id, err := range m.all() {
		if err != nil {
			return 0, err
		}
		missing[id] = true
	}
	for i := range claims {
		delete(missing, claims[i].ID)
	}
	return len(missing), nil
}

// exclusiveIfThere is exclusive for a file that is there.
func exclusiveIfThere(d disk, name string) (file, error) {
	there, err := d.open(name)
	if err != nil {
		return nil, err
	}
	if err := there.Close(); err != nil {
		return nil, err
	}
	f, err := d.exclusive(name)
	if errors.Is(err, ErrLocked) {
		err = &fs.PathError{Op: "lock", Path: name, Err: err}
	}
	return f, err
}

// A sealer reads a journal line by line.
type sealer struct {
	Sealing
	name   string
	now    time.Time
	out    []byte // the lines after the header
	claims []border.ClaimLine
	faults []error
}

func (s *sealer) read(content []byte) {
	hasHeader := false
	offset := int64(0)
	for number := 1; len(content) > 0; number++ {
		line, rest, ended := bytes.Cut(content, []byte("\n"))
		if s.isHeader(line) {
			if hasHeader = true; !bytes.Equal(append(bytes.Clone(line), '\n'), appendHeader(nil)) || number > 1 {
				s.change(number, line, bytes.TrimSuffix(appendHeader(nil), []byte("\n")))
			}
		} else if err := s.readLine(number, line, ended); err != nil {
			s.faults = append(s.faults, &CorruptError{s.name, number, offset, err})
		}
		offset += int64(len(content) - len(rest))
		content = rest
	}
	if !hasHeader {
		s.Changes = append([]Change{{After: string(bytes.TrimSuffix(appendHeader(nil), []byte("\n")))}}, s.Changes...)
	}
}

// isHeader reports whether a line is the header, whatever an editor did to it.
func (s *sealer) isHeader(line []byte) bool {
	text := plain(line)
	if bytes.HasSuffix(text, []byte(`"}`)) {
		text = withoutChecksum(text)
	}
	return string(text) == header
}

// plain returns a line without what editors add.
func plain(line []byte) []byte {
	return bytes.TrimSpace(bytes.TrimPrefix(line, []byte(byteOrderMark)))
}

// withoutChecksum returns an object without its checksum, right or wrong, if it
// ends with one. It copies.
func withoutChecksum(object []byte) []byte {
	i := len(object) - sealLength
	if i > 0 && bytes.HasPrefix(object[i:], []byte(crcMember)) {
		return append(bytes.Clone(object[:i]), '}')
	}
	return object
}

func (s *sealer) change(number int, before, after []byte) {
	c := Change{Line: number, Before: string(before), After: string(after)}
	if n := len(s.claims); n > 0 && s.claims[n-1].Line == number {
		c.Claim = s.claims[n-1].Claim
	}
	s.Changes = append(s.Changes, c)
}

// readLine reads a line that is not the header.
func (s *sealer) readLine(number int, line []byte, ended bool) error {
	if len(plain(line)) == 0 {
		s.change(number, line, nil)
		return nil
	}
	rest, split, from := line, 0, len(s.out)
	for n := unseal(rest); n > 0; n = unseal(rest) { // one, or several that were glued
		split++
		if !bytes.HasPrefix(rest, []byte(headerStart)) {
			if err := s.add(number, withoutChecksum(rest[:n]), rest[:n]); err != nil {
				return err
			}
		}
		rest = rest[n:]
	}
	switch {
	case len(rest) == 0:
		return nil
	case len(plain(rest)) == 0: // CR, or spaces
		s.change(number, line, bytes.TrimSuffix(s.out[from:], []byte("\n")))
		return nil
	case !ended && !json.Valid(plain(rest)) && startsLike(rest, claimStart):
		s.change(number, rest, nil)
		return nil
	case !json.Valid(plain(rest)) || split > 0:
		return diagnosis(rest)
	}
	if err := s.add(number, withoutChecksum(plain(rest)), nil); err != nil {
		return err
	}
	s.change(number, line, bytes.TrimSuffix(s.out[from:], []byte("\n")))
	return nil
}

// startsLike reports whether text begins with start, as far as it goes.
func startsLike(text []byte, start string) bool {
	n := min(len(text), len(start))
	return string(text[:n]) == start[:n]
}

// add reads a claim and writes its line: the one given, if it is sealed, or else
// one anew.
func (s *sealer) add(number int, object, sealed []byte) error {
	l := border.ClaimLine{Line: number}
	if err := l.Claim.UnmarshalJSON(object); err != nil {
		return err
	}
	c := &l.Claim
	if c.ID == uuid.Nil {
		c.ID = c.ContentID()
		sealed = nil
	}
	if c.Recorded.IsZero() {
		c.Recorded = s.now.UTC()
		sealed = nil
	}
	if sealed != nil {
		s.out = append(append(s.out, sealed...), '\n')
	} else {
		s.out = appendClaim(s.out, c)
	}
	if len(c.AppendJSON(nil)) > border.MaxLine {
		return fmt.Errorf("the line is longer than %d bytes", maxLine)
	}
	s.claims = append(s.claims, l)
	return nil
}
