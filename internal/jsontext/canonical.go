package jsontext

import (
	"bytes"
	"encoding/binary"
	"strings"
)

// A CanonicalScanner reads JSON text that this module wrote. Once it has failed,
// what its methods return has no meaning until the end, where [CanonicalScanner.Done] tells.
//
// It does not look whether the text is UTF-8. The zero CanonicalScanner has nothing to read.
type CanonicalScanner struct {
	text   []byte
	at     int // the place of the next byte
	failed bool
	simple bool // the text has no backslash and no control character
}

// NewCanonicalScanner returns a scanner at the beginning of text, which must not change while
// it is read.
func NewCanonicalScanner(text []byte) CanonicalScanner {
	return CanonicalScanner{text: text, simple: bytes.IndexByte(text, '\\') < 0 && !hasControl(text)}
}

// Fail makes the scanner one that has failed.
func (s *CanonicalScanner) Fail() { s.failed = true }

// Done reports whether all of the text was read and nothing failed.
func (s *CanonicalScanner) Done() bool { return !s.failed && s.at == len(s.text) }

// Expect passes over one byte, and fails if another comes.
func (s *CanonicalScanner) Expect(b byte) {
	if s.at == len(s.text) || s.text[s.at] != b {
		s.failed = true
		return
	}
	s.at++
}

// Accept passes over token if it comes next, and reports whether it did.
func (s *CanonicalScanner) Accept(token string) bool {
	if s.failed || len(s.text)-s.at < len(token) || string(s.text[s.at:s.at+len(token)]) != token {
		return false
	}
	s.at += len(token)
	return true
}

// More is called after each element of a list. It passes over a comma and returns
// true, or over the bracket that closes the list and returns false.
func (s *CanonicalScanner) More() bool {
	if s.Accept(",") {
		return true
	}
	s.Expect(']')
	return false
}

// A Span is where a string lies in the text of a [CanonicalScanner], without its quotation
// marks. The zero Span is of the empty string.
type Span struct {
	from, to int
	escaped  bool
}

// Len returns the length of the span in bytes. Its string is no longer.
func (p Span) Len() int { return p.to - p.from }

// Text reads a string, and fails if it is empty. Of the escapes it takes those that
// are common in quotes: \" \\ \n and \t.
func (s *CanonicalScanner) Text() Span {
	s.Expect('"')
	if s.simple {
		return s.simpleText()
	}
	p := Span{from: s.at}
	for i := s.at; i < len(s.text); i++ {
		switch b := s.text[i]; {
		case b == '"':
			p.to = i
			s.failed = s.failed || i == p.from
			s.at = i + 1
			return p
		case b == '\\':
			i++
			if i == len(s.text) || unescaped[s.text[i]] == 0 {
				s.failed = true
				return Span{}
			}
			p.escaped = true
		case b < ' ':
			s.failed = true
			return Span{}
		}
	}
	s.failed = true
	return Span{}
}

// simpleText is Text in a text of which every quotation mark begins or ends a
// string, and no byte of a string is at fault.
func (s *CanonicalScanner) simpleText() Span {
	n := bytes.IndexByte(s.text[s.at:], '"')
	if n <= 0 {
		s.failed = true
		return Span{}
	}
	p := Span{from: s.at, to: s.at + n}
	s.at = p.to + 1
	return p
}

// Word reads a string and returns its bytes as they stand in the text, escapes and all:
// for strings that have none if they are right. They are the scanner's; do not change
// them.
func (s *CanonicalScanner) Word() []byte {
	s.Expect('"')
	n := bytes.IndexByte(s.text[s.at:], '"')
	if n < 0 || s.failed {
		s.failed = true
		return nil
	}
	b := s.text[s.at : s.at+n]
	s.at += n + 1
	return b
}

// Write writes the string of a span.
func (s *CanonicalScanner) Write(to *strings.Builder, p Span) {
	if p.escaped {
		unescape(to, s.text[p.from:p.to])
	} else {
		to.Write(s.text[p.from:p.to])
	}
}

// unescape writes a string without its escapes.
func unescape(to *strings.Builder, text []byte) {
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' {
			i++
			to.WriteByte(unescaped[text[i]])
		} else {
			to.WriteByte(text[i])
		}
	}
}

// unescaped has what a backslash and a letter stand for.
var unescaped = [256]byte{'"': '"', '\\': '\\', 'n': '\n', 't': '\t'}

// The lowest and the highest bit of each of eight bytes.
const ones, highs = 0x0101010101010101, 0x8080808080808080

// hasControl reports whether text has a control character. It looks at eight bytes
// at once: less than 0x20 is what borrows when 0x20 is taken away and has no high bit
// of its own. A borrow can pass to the byte above, but only from one that is itself
// less.
func hasControl(text []byte) bool {
	for ; len(text) >= 8; text = text[8:] {
		if x := binary.LittleEndian.Uint64(text); (x-' '*ones)&^x&highs != 0 {
			return true
		}
	}
	for _, b := range text {
		if b < ' ' {
			return true
		}
	}
	return false
}
