package journal

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"hash/crc32"
	"io"
	"iter"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
)

// sector is the least that a disk writes at once. If a write was cut short, whole sectors
// of it are missing.
const sector = 512

// A scanner reads the objects of a journal, and tells what a crash has left at its
// end from what is damaged.
type scanner struct {
	name  string
	mark  mark   // nothing before its size can have been cut short
	start string // of every line behind the header
	in    *bufio.Reader
	long  []byte // memory for lines that in has no room for
	rest  []byte // of the line that is being read, with its end

	line    int    // the number of that line, from 1
	offset  int64  // of rest: all before it is whole
	sum     uint32 // of all bytes before offset
	unended bool   // the object before offset has no end of a line
	begun   bool   // the header is read
	claims  int
	last    int // how long the last object was, with the end of its line if that followed

	isAtMark bool        // an object ended at the size of the mark
	atMark   uint32      // the sum there
	collects bool        // the ids of the claims behind the mark are wanted
	since    []uuid.UUID // those
}

func newScanner(r io.Reader, name string, m mark) *scanner {
	return &scanner{name: name, mark: m, start: claimStart, in: bufio.NewReaderSize(r, 64<<10)}
}

// sealed returns the next object with its checksum; the bytes are good until the next
// call. The error is io.EOF after the last; a *TornError where the file ends with a
// write that was cut short; else what is wrong with the file.
func (s *scanner) sealed() ([]byte, error) {
	if len(s.rest) == 0 {
		if err := s.readLine(); err != nil {
			return nil, err
		}
	}
	n := unseal(s.rest)
	if n == 0 {
		return nil, s.fault()
	}
	return s.pass(n), nil
}

// next returns the next claim as JSON, without its checksum, as sealed does.
func (s *scanner) next() ([]byte, error) {
	for {
		object, err := s.sealed()
		if err != nil {
			return nil, err
		}
		if !s.begun || bytes.HasPrefix(object, []byte(headerStart)) {
			// A header further on is that of another journal, merged into this one.
			if err := checkHeader(object); err != nil {
				return nil, s.corrupt(err, s.last)
			}
			s.begun = true
			continue
		}
		s.claims++
		claim := content(object)
		if s.collects && s.offset-int64(s.last) >= s.mark.size {
			id, err := idOf(claim)
			if err != nil {
				return nil, s.corrupt(err, s.last)
			}
			s.since = append(s.since, id)
		}
		return claim, nil
	}
}

// idOf returns the id of a claim in a line. Those that this package has not written may
// have it anywhere, or not at all.
func idOf(object []byte) (uuid.UUID, error) {
	if rest, ok := bytes.CutPrefix(object, []byte(claimStart)); ok && len(rest) > 36 && rest[36] == '"' {
		if id, err := uuid.ParseBytes(rest[:36]); err == nil {
			return id, nil
		}
	}
	var c border.Claim
	if err := c.UnmarshalJSON(object); err != nil {
		return uuid.Nil, err
	}
	if c.ID == uuid.Nil {
		c.ID = c.ContentID()
	}
	return c.ID, nil
}

// nextClaim reads the next claim. The error is one of next, or a *CorruptError if
// what is sealed is no claim.
func (s *scanner) nextClaim() (border.ClaimLine, error) {
	object, err := s.next()
	l := border.ClaimLine{Line: s.line}
	if err != nil {
		return l, err
	}
	if err := l.Claim.UnmarshalJSON(object); err != nil {
		return l, s.corrupt(err, s.last)
	}
	return l, nil
}

// all yields the claims. After an error there are no more.
func (s *scanner) all() iter.Seq2[border.ClaimLine, error] {
	return func(yield func(border.ClaimLine, error) bool) {
		for {
			l, err := s.nextClaim()
			if err == io.EOF || !yield(l, err) || err != nil {
				return
			}
		}
	}
}

// everyFault is [scanner.all] for whoever mends a journal: after a line at fault it goes on
// with the next one.
func (s *scanner) everyFault() iter.Seq2[border.ClaimLine, error] {
	return func(yield func(border.ClaimLine, error) bool) {
		for {
			l, err := s.nextClaim()
			if err == io.EOF || !yield(l, err) {
				return
			}
			if err == nil {
				continue
			}
			if _, corrupt := errors.AsType[*CorruptError](err); !corrupt {
				return
			}
			if err := s.skipLine(); err != nil {
				yield(border.ClaimLine{Line: s.line}, err)
				return
			}
		}
	}
}

// skipLine passes over the rest of a line at fault.
func (s *scanner) skipLine() error {
	s.begun = true // or every line would be at fault
	for rest := s.rest; len(rest) > 0; {
		s.offset += int64(len(rest))
		if rest[len(rest)-1] == '\n' {
			break
		}
		more, err := s.in.ReadSlice('\n')
		if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
			return err
		}
		rest = more
	}
	s.rest = nil
	return nil
}

// readLine reads the next line, or if it is too long its beginning.
func (s *scanner) readLine() error {
	line, err := s.in.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		s.long = s.long[:0]
		for err == bufio.ErrBufferFull && len(s.long) <= maxLine {
			s.long = append(s.long, line...)
			line, err = s.in.ReadSlice('\n')
		}
		line = append(s.long, line...)
		s.long = line
	}
	if len(line) == 0 && err != nil {
		return err
	}
	s.line++
	s.rest = line
	switch {
	case err == bufio.ErrBufferFull || isTooLong(line):
		return s.fault()
	case err == io.EOF:
		return nil
	}
	return err
}

// isTooLong reports whether a line is longer than any that this package writes.
func isTooLong(line []byte) bool { return len(bytes.TrimSuffix(line, []byte("\n"))) > maxLine }

// pass goes on behind the next n bytes, and the end of the line if it comes then.
func (s *scanner) pass(n int) []byte {
	object := s.rest[:n]
	s.unended = string(s.rest[n:]) != "\n"
	if !s.unended {
		n++
	}
	s.sum = crc32.Update(s.sum, castagnoli, s.rest[:n])
	s.rest = s.rest[n:]
	s.offset += int64(n)
	s.last = n
	if s.offset == s.mark.size {
		s.isAtMark, s.atMark = true, s.sum
	}
	return object
}

// corrupt returns an error about what begins back bytes before offset.
func (s *scanner) corrupt(reason error, back int) error {
	return &CorruptError{s.name, s.line, s.offset - int64(back), reason}
}

// fault says what is wrong with the rest of the line.
func (s *scanner) fault() error {
	torn, err := s.torn()
	switch {
	case err != nil:
		return err
	case torn && (s.offset >= s.mark.size || bytes.IndexByte(s.rest, 0) < 0):
		return &TornError{s.name, s.line, s.offset} // one who knows the mark misses what it had
	case !s.begun && !looksLikeHeader(bytes.TrimPrefix(s.rest, []byte(byteOrderMark))):
		return s.corrupt(ErrNotJournal, 0)
	}
	return s.corrupt(diagnosis(s.rest), 0)
}

// torn reports whether a crash in the middle of the last write can have left the
// rest of the line. Then it is the beginning of what this package writes, and
// either the file ends within it, or sectors of it were never written and read as
// zero bytes. Nothing else passes for a crash: neither a flipped bit, which leaves
// an object that is whole or one zero byte, nor what an editor leaves.
func (s *scanner) torn() (bool, error) {
	start := headerStart
	if s.begun {
		start = s.start
	}
	hole := bytes.IndexByte(s.rest, 0)
	written := s.rest
	if hole >= 0 {
		written = s.rest[:hole]
	}
	if !startsLike(written, start) {
		return false, nil
	}
	if hole < 0 {
		return len(s.rest) <= maxLine && s.rest[len(s.rest)-1] != '\n' && !json.Valid(s.rest), nil
	}
	begin := s.offset + int64(hole)
	if hole > 0 && begin%sector != 0 {
		return false, nil
	}
	for _, b := range s.rest[hole:] {
		if b != 0 {
			break
		}
		hole++
	}
	end := s.offset + int64(hole)
	if hole == len(s.rest) { // the hole may be longer than any line
		for {
			b, err := s.in.ReadByte()
			if err == io.EOF {
				return true, nil
			}
			if err != nil {
				return false, err
			}
			if b != 0 {
				break
			}
			end++
		}
	}
	return end%sector == 0, nil
}

// checkHeader reads a header.
func checkHeader(sealed []byte) error {
	if !looksLikeHeader(sealed) {
		return ErrNotJournal
	}
	var h struct {
		Border int    `json:"border"`
		Holds  string `json:"holds"`
	}
	if err := json.Unmarshal(sealed, &h); err != nil {
		return errors.New("the header is not JSON")
	}
	if h.Border > 1 {
		return ErrVersion
	}
	if h.Border != 1 || h.Holds != "claims" {
		return ErrNotJournal
	}
	return nil
}

func looksLikeHeader(line []byte) bool { return bytes.HasPrefix(line, []byte(headerStart)) }
