package jsontext

import (
	"bytes"
	"encoding/binary"
	"math"
	"strings"
	"unicode/utf8"
)

// A CanonicalScanner reads JSON text that this module wrote. When it comes to anything else, it
// has failed; from then on the results of its methods have no meaning, and at the end
// [CanonicalScanner.Done] reports false.
//
// It does not check that the text is UTF-8; [CanonicalScanner.IsUTF8] does. The zero
// CanonicalScanner has nothing to read.
type CanonicalScanner struct {
	text   []byte
	at     int // the place of the next byte
	failed bool
	first  bool // an object was opened and no member of it was read
	simple bool // the text has no backslash and no control character
	ascii  bool // it has been seen to be ASCII
}

// NewCanonicalScanner returns a scanner at the beginning of text, which must not change
// while it is read. It has failed from the start if text is longer than 2 GiB.
func NewCanonicalScanner(text []byte) CanonicalScanner {
	control, ascii := look(text)
	return CanonicalScanner{text: text, simple: !control && bytes.IndexByte(text, '\\') < 0, ascii: ascii, failed: len(text) > math.MaxInt32}
}

// IsUTF8 reports whether the text is UTF-8.
func (s *CanonicalScanner) IsUTF8() bool { return s.ascii || utf8.Valid(s.text) }

// Fail makes the scanner fail.
func (s *CanonicalScanner) Fail() { s.failed = true }

// Done reports whether all of the text was read and nothing failed.
func (s *CanonicalScanner) Done() bool { return !s.failed && s.at == len(s.text) }

// Expect reads one byte, and fails if it is another.
func (s *CanonicalScanner) Expect(b byte) {
	if s.at == len(s.text) || s.text[s.at] != b {
		s.failed = true
		return
	}
	s.at++
}

// Accept reads token if it comes next, and reports whether it did.
func (s *CanonicalScanner) Accept(token string) bool {
	if s.failed || len(s.text)-s.at < len(token) || string(s.text[s.at:s.at+len(token)]) != token {
		return false
	}
	s.at += len(token)
	return true
}

// Open reads the brace that opens an object.
func (s *CanonicalScanner) Open() {
	s.Expect('{')
	s.first = true
}

// Key reads the name of a member of an object, with the comma before it unless it is the first
// member. It reports whether that name came next; if not, it reads nothing. The name must need no
// escape.
func (s *CanonicalScanner) Key(name string) bool {
	rest := s.text[s.at:]
	if !s.first {
		if len(rest) == 0 || rest[0] != ',' {
			return false
		}
		rest = rest[1:]
	}
	end := len(name) + len(`"":`)
	// The first letter is compared before the rest: in most other names it is another.
	if s.failed || len(rest) < end || rest[1] != name[0] || rest[0] != '"' || rest[end-2] != '"' || rest[end-1] != ':' || string(rest[1:end-2]) != name {
		return false
	}
	s.at = len(s.text) - len(rest) + end
	s.first = false
	return true
}

// Close reads the brace that closes an object.
func (s *CanonicalScanner) Close() {
	s.Expect('}')
	s.first = false
}

// More is called after each element of a list. It reads a comma and returns true, or the bracket
// that closes the list and returns false.
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
	from, to int32 // a text is no longer than 2 GiB
	escaped  bool
}

// Len returns the length of the span in bytes. Its string is no longer.
func (p Span) Len() int { return int(p.to - p.from) }

// Plain returns the bytes of the string of a span, which must not be changed; ok is false if it has
// escapes.
func (s *CanonicalScanner) Plain(p Span) (text []byte, ok bool) {
	return s.text[p.from:p.to], !p.escaped
}

// Text reads a string, and fails if it is empty. It takes only the escapes that are common in
// quotes: \" \\ \n and \t.
func (s *CanonicalScanner) Text() Span {
	s.Expect('"')
	if s.simple {
		return s.simpleText()
	}
	return s.escapedText()
}

// escapedText is the rest of Text in any text.
func (s *CanonicalScanner) escapedText() Span {
	p := Span{from: int32(s.at)}
	for i := s.at; i < len(s.text); i++ {
		switch b := s.text[i]; {
		case b == '"':
			p.to = int32(i)
			s.failed = s.failed || i == s.at
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
	p := Span{from: int32(s.at), to: int32(s.at + n)}
	s.at += n + 1
	return p
}

// Word reads a string and returns its bytes as they are in the text, with any escapes. It is for
// strings that have none if they are right. The bytes must not be changed.
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

// look reports whether text has a control character, a byte below 0x20, and, if it has none,
// whether it is ASCII. It looks at eight bytes at once. It subtracts 0x20 from each: a byte
// without a high bit that has one afterwards was below 0x20. The subtraction may also borrow
// from the byte above, but only if this byte is itself below 0x20.
func look(text []byte) (control, ascii bool) {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	var all uint64
	for ; len(text) >= 8; text = text[8:] {
		x := binary.LittleEndian.Uint64(text)
		if (x-' '*ones)&^x&highs != 0 {
			return true, false
		}
		all |= x
	}
	for _, b := range text {
		if b < ' ' {
			return true, false
		}
		all |= uint64(b)
	}
	return false, all&highs == 0
}
