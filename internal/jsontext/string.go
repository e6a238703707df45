package jsontext

import "unicode/utf8"

// AppendString appends s as a JSON string, as encoding/json writes it with
// SetEscapeHTML(false): quotation marks, backslashes and control characters are escaped,
// U+2028 and U+2029 become \u2028 and \u2029, and each byte that is not UTF-8 becomes
// \ufffd.
func AppendString(b []byte, s string) []byte {
	b = append(b, '"')
	written := 0 // of s
	for i := 0; i < len(s); i++ {
		if asItIs[s[i]] {
			continue
		}
		size, escape := needsEscape(s[i:])
		if escape {
			b = append(b, s[written:i]...)
			b = appendEscape(b, s[i:i+size])
			written = i + size
		}
		i += size - 1
	}
	b = append(b, s[written:]...)
	return append(b, '"')
}

// asItIs tells which bytes stand in a string as they are, whatever follows.
var asItIs = func() (is [256]bool) {
	for c := byte(' '); c < utf8.RuneSelf; c++ {
		is[c] = c != '"' && c != '\\'
	}
	return is
}()

const (
	lineSeparator      = '\u2028'
	paragraphSeparator = '\u2029'
)

// needsEscape returns the size of the first character of s, and whether it must be escaped.
// The first byte of s is not in asItIs. Beyond ASCII, two kinds must be escaped: characters
// that end a line in JavaScript, and what is not UTF-8.
func needsEscape(s string) (size int, escape bool) {
	if s[0] < utf8.RuneSelf {
		return 1, true
	}
	r, size := utf8.DecodeRuneInString(s)
	return size, r == lineSeparator || r == paragraphSeparator || r == utf8.RuneError && size == 1
}

// appendEscape appends the escape of one character.
func appendEscape(b []byte, character string) []byte {
	const hex = "0123456789abcdef"
	switch c := character[0]; {
	case short[c] != 0:
		return append(b, '\\', short[c])
	case c < ' ':
		return append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xf])
	case len(character) == 1:
		return append(b, `\ufffd`...)
	}
	return append(b, '\\', 'u', '2', '0', '2', hex[character[2]&0xf]) // the last of its three bytes ends in 8 or 9
}

// short has the letter that stands behind the backslash for a character.
var short = [256]byte{'"': '"', '\\': '\\', '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't'}
