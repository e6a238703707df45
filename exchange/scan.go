package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/crossingstatus/border"
)

// MaxRow is the greatest length of a row of CSV, in bytes.
const MaxRow = border.MaxLine

// A row is one row of CSV: the texts of its cells, one after the other. Its
// memory is used again for the next row.
type row struct {
	text []byte
	ends []int // where in text each cell ends
	line int   // on which it starts, from 1
}

func (r *row) cells() int { return len(r.ends) }

// cell returns cell i, and an empty one past the last.
func (r *row) cell(i int) []byte {
	switch {
	case i >= len(r.ends):
		return nil
	case i == 0:
		return r.text[:r.ends[0]]
	}
	return r.text[r.ends[i-1]:r.ends[i]]
}

// blank reports whether all cells are empty, as in the rows that a spreadsheet
// leaves below a table.
func (r *row) blank() bool { return isBlank(r.text) }

// errMore says that the data end within a row.
var errMore = errors.New("the row goes on")

// parse reads the row that data start with, and returns how many bytes and line
// ends it takes. Unless the data are the last, one that is cut off is errMore.
//
// RFC 4180 is read, and what spreadsheets make of it: cells between quotes with
// line ends in them, kept as they are; quotes inside a cell that does not start
// with one; rows that end with LF, CR LF or CR.
func (r *row) parse(data []byte, comma byte, last bool) (n, lines int, err error) {
	r.text, r.ends = r.text[:0], r.ends[:0]
	for {
		if n < len(data) && data[n] == '"' {
			k, breaks, err := r.quoted(data[n:], comma, last)
			n, lines = n+k, lines+breaks
			if err != nil {
				return n, lines, err
			}
		} else {
			k := n
			for k < len(data) && data[k] != comma && data[k] != '\n' && data[k] != '\r' {
				k++
			}
			r.text = append(r.text, data[n:k]...)
			n = k
		}
		r.ends = append(r.ends, len(r.text))
		switch {
		case n == len(data) && !last, n == len(data)-1 && data[n] == '\r' && !last:
			return n, lines, errMore
		case n == len(data):
			return n, lines, nil
		case data[n] == comma:
			n++
			continue
		case data[n] == '\r' && n+1 < len(data) && data[n+1] == '\n':
			n++
		}
		return n + 1, lines + 1, nil
	}
}

// quoted reads a cell between quotes.
func (r *row) quoted(data []byte, comma byte, last bool) (n, lines int, err error) {
	n = 1
	for {
		k := bytes.IndexByte(data[n:], '"')
		if k < 0 {
			if !last {
				return n, lines, errMore
			}
			return n, lines, errors.New("a quotation mark opens a cell and none closes it; write one within a cell twice")
		}
		r.text = append(r.text, data[n:n+k]...)
		lines += breaks(data[n : n+k])
		n += k + 1
		switch {
		case n == len(data) && !last:
			return n, lines, errMore
		case n < len(data) && data[n] == '"':
			r.text = append(r.text, '"')
			n++
		case n == len(data) || data[n] == comma || data[n] == '\n' || data[n] == '\r':
			return n, lines, nil
		default:
			return n, lines, fmt.Errorf("%q follows the quotation mark that closes a cell; write one within a cell twice", data[n:n+1])
		}
	}
}

// A scanner cuts CSV into rows and holds no more than one and what was read
// ahead.
type scanner struct {
	r          io.Reader
	comma      byte
	buf        []byte
	start, end int   // buf[start:end] is not scanned yet
	err        error // why no more can be read
	line       int   // of buf[start]
}

func newScanner(r io.Reader) *scanner {
	return &scanner{r: r, comma: ',', buf: make([]byte, 64<<10), line: 1}
}

// fill reads until the buffer is full or nothing more comes.
func (s *scanner) fill() {
	if s.start > 0 {
		s.end = copy(s.buf, s.buf[s.start:s.end])
		s.start = 0
	} else if s.end == len(s.buf) {
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	for s.end < len(s.buf) && s.err == nil {
		var n int
		n, s.err = s.r.Read(s.buf[s.end:])
		s.end += n
	}
}

// peek returns what there is to scan, up to a size.
func (s *scanner) peek() []byte {
	if s.start == s.end && s.err == nil {
		s.fill()
	}
	return s.buf[s.start:s.end]
}

// next reads the next row. An error that is a *border.ClaimError is about one
// row, and scanning may go on with the line below the one where it starts; any
// other is the end, io.EOF or why reading broke off.
func (s *scanner) next(r *row) error {
	for {
		data := s.peek()
		if len(data) == 0 {
			return s.err
		}
		n, lines, err := r.parse(data, s.comma, s.err != nil)
		r.line = s.line
		switch {
		case err == errMore && len(data) >= MaxRow:
			err = fmt.Errorf("the row is longer than %d bytes; is a quotation mark not closed?", MaxRow)
		case err == errMore:
			s.fill()
			continue
		}
		if err != nil {
			s.skipLine()
			return &border.ClaimError{Line: r.line, Err: err}
		}
		s.start += n
		s.line += lines
		return nil
	}
}

// breaks counts the line ends in a text: LF, CR LF or CR.
func breaks(text []byte) int {
	return bytes.Count(text, []byte{'\n'}) + bytes.Count(text, []byte{'\r'}) - bytes.Count(text, []byte("\r\n"))
}

// skipLine passes over the rest of a line.
func (s *scanner) skipLine() {
	for {
		data := s.peek()
		i := bytes.IndexAny(data, "\r\n")
		if i >= 0 && i == len(data)-1 && data[i] == '\r' && s.err == nil { // perhaps its LF comes next
			s.start += i
			s.fill()
			continue
		}
		if i >= 0 && bytes.HasPrefix(data[i:], []byte("\r\n")) {
			i++
		}
		if i >= 0 || len(data) == 0 {
			s.start += i + 1
			break
		}
		s.start = s.end
	}
	s.line++
}
