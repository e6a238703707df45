package jsontext

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// LoneSurrogate returns the first escape of JSON text that is one half of a UTF-16 pair
// without the other, as \ud800, and "" if there is none. encoding/json reads such a half as
// another character, and reports no error.
func LoneSurrogate(text []byte) string {
	for i := 0; i < len(text); {
		next := bytes.IndexByte(text[i:], '\\')
		if next < 0 {
			break
		}
		i += next
		first := escaped(text[i:])
		switch {
		case first < 0:
			i += 2 // another escape
		case !utf16.IsSurrogate(first):
			i += 6
		case utf16.DecodeRune(first, escaped(text[i+6:])) == utf8.RuneError:
			return string(text[i : i+6])
		default:
			i += 12
		}
	}
	return ""
}

// escaped returns what the escape \uXXXX at the beginning of s stands for, and -1
// if there is none.
func escaped(s []byte) rune {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return -1
	}
	n, err := strconv.ParseUint(string(s[2:6]), 16, 16)
	if err != nil {
		return -1
	}
	return rune(n)
}
