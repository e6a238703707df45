package jsontext

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A Scanner reads one JSON text from its beginning, piece by piece. Its methods skip white space
// first. Text is what it reads; the other fields are its own.
type Scanner struct {
	Text []byte
	pos  int
}

// space passes over white space.
func (s *Scanner) space() {
	for s.pos < len(s.Text) {
		switch s.Text[s.pos] {
		case ' ', '\t', '\r', '\n':
			s.pos++
		default:
			return
		}
	}
}

// AtEnd reports whether nothing is left.
func (s *Scanner) AtEnd() bool {
	s.space()
	return s.pos == len(s.Text)
}

// Skip passes over b, if that comes next.
func (s *Scanner) Skip(b byte) bool {
	if s.AtEnd() || s.Text[s.pos] != b {
		return false
	}
	s.pos++
	return true
}

// Value reads a string, a number, true, false or null; of an object or a list it reads only the
// bracket that opens it. It returns what it read, and nil if none of these comes next.
func (s *Scanner) Value() []byte {
	if s.AtEnd() {
		return nil
	}
	rest := s.Text[s.pos:]
	n := 0
	switch rest[0] {
	case '{', '[':
		n = 1
	case '"':
		return s.string()
	case 't', 'f', 'n':
		for _, word := range [...]string{"true", "false", "null"} {
			if len(rest) >= len(word) && string(rest[:len(word)]) == word {
				n = len(word)
			}
		}
	default:
		n = number(rest)
	}
	if n == 0 {
		return nil
	}
	s.pos += n
	return rest[:n]
}

// number returns the length of the number with which a text begins, 0 if there is
// none.
func number(text []byte) int {
	n := 0
	one := func(of string) bool {
		if n == len(text) || strings.IndexByte(of, text[n]) < 0 {
			return false
		}
		n++
		return true
	}
	digits := func() bool {
		from := n
		for one("0123456789") {
		}
		return n > from
	}
	one("-")
	if !one("0") && !digits() || one(".") && !digits() {
		return 0
	}
	if one("eE") {
		one("+-")
		if !digits() {
			return 0
		}
	}
	return n
}

// String reads a string and returns it with its quotation marks and escapes, and nil if none comes
// next.
func (s *Scanner) String() []byte {
	if s.AtEnd() || s.Text[s.pos] != '"' {
		return nil
	}
	return s.string()
}

// string reads a text that begins here.
func (s *Scanner) string() []byte {
	for i := s.pos + 1; i < len(s.Text); i++ {
		switch b := s.Text[i]; {
		case b == '"':
			text := s.Text[s.pos : i+1]
			s.pos = i + 1
			return text
		case b < ' ':
			return nil
		case b == '\\':
			i++
			if i == len(s.Text) || escapes[s.Text[i]] == 0 {
				return nil
			}
			if s.Text[i] == 'u' {
				if hex(s.Text[i+1:]) < 0 {
					return nil
				}
				i += 4
			}
		}
	}
	return nil
}

// Strings returns an upper bound of how many strings come next with commas between them.
func (s *Scanner) Strings() int {
	ahead, n := *s, 0
	for ahead.String() != nil {
		n++
		if !ahead.Skip(',') {
			break
		}
	}
	return n
}

// Unquote returns the text of a string that [Scanner.String] returned. It puts the replacement
// character in place of half of a surrogate pair.
func Unquote(text []byte) string {
	text = text[1 : len(text)-1]
	next := func() int {
		for i, b := range text {
			if b == '\\' {
				return i
			}
		}
		return -1
	}
	at := next()
	if at < 0 {
		return string(text)
	}
	var b strings.Builder
	b.Grow(len(text))
	for ; at >= 0; at = next() {
		b.Write(text[:at])
		kind := text[at+1]
		text = text[at+2:]
		if kind != 'u' {
			b.WriteByte(escapes[kind])
			continue
		}
		r := hex(text)
		text = text[4:]
		if utf16.IsSurrogate(r) {
			second := rune(-1)
			if len(text) >= 6 && text[0] == '\\' && text[1] == 'u' {
				second = hex(text[2:])
			}
			if r = utf16.DecodeRune(r, second); r != utf8.RuneError {
				text = text[6:]
			}
		}
		b.WriteRune(r)
	}
	b.Write(text)
	return b.String()
}

// hex reads four hexadecimal digits; -1 if there are none.
func hex(text []byte) rune {
	if len(text) < 4 {
		return -1
	}
	var r rune
	for _, b := range text[:4] {
		switch {
		case '0' <= b && b <= '9':
			r = r<<4 | rune(b-'0')
		case 'a' <= b|0x20 && b|0x20 <= 'f':
			r = r<<4 | rune(b|0x20-'a'+10)
		default:
			return -1
		}
	}
	return r
}

// escapes has what a backslash and a letter stand for. A backslash and u only begin an
// escape; any value but 0 does for them.
var escapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'u': 'u'}
