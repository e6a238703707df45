package words

import (
	"hash/crc32"
	"regexp"

	"github.com/crossingstatus/border/edtf"
)

// A manual is the Arabic of a long help, and the sum of its English.
type manual struct {
	sum  uint32
	text string
}

// Manual returns what a command says of itself at length, in a language; in English where
// there is none for the present English.
func Manual(l edtf.Language, path, english string) string {
	m, ok := arabicManuals[path]
	if l != edtf.Arabic || !ok || m.sum != Sum(english) {
		return english
	}
	return isolateFlags(m.text)
}

// Sum returns a checksum of an English manual. Its Arabic translation has the sum of the text that
// it was made from.
func Sum(english string) uint32 { return crc32.ChecksumIEEE([]byte(english)) }

// Help returns what a command or a flag says of itself in a line, in a language.
func Help(l edtf.Language, english string) string {
	if said, ok := arabicHelp[english]; ok && l == edtf.Arabic {
		return isolateFlags(said)
	}
	return english
}

// flag finds a flag of the command line behind Arabic, or at the beginning of a line.
var flag = regexp.MustCompile(`(^|\n|[\p{Arabic}\p{Mn}،؛:.(] ?)(--[a-z]+(?:-[a-z]+)*)`)

// WithFlags returns a text whose flags stand as they are written: in Arabic marked, as isolateFlags does.
func WithFlags(l edtf.Language, text string) string {
	if l == edtf.Arabic {
		return isolateFlags(text)
	}
	return text
}

// isolateFlags puts marks of direction around flags among Arabic words, whose hyphens
// would stand on their wrong side.
func isolateFlags(text string) string { return flag.ReplaceAllString(text, "${1}\u200e${2}\u200e") }
