package journal

import (
	"bytes"
	"hash/crc32"

	"github.com/crossingstatus/border"
)

// A sealed line is a JSON object of which the last member is the checksum of all
// bytes before its comma: {...,"crc":"1b2c3d4e"}.
const (
	crcMember  = `,"crc":"`
	crcDigits  = 8
	sealLength = len(crcMember) + crcDigits + len(`"}`) // of what follows the summed bytes
)

// maxLine is the greatest length of a line, its checksum included.
const maxLine = border.MaxLine - len("}") + sealLength

// Every line that this package writes begins in one of these ways.
const (
	headerStart = `{"border":`
	claimStart  = `{"id":"`
)

// header is the first line of a journal, before it is sealed. The number is the
// version of the format.
const header = `{"border":1,"holds":"claims"}`

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// appendSealed appends a JSON object with its checksum as its last member. The
// object is what b has from its index from on.
func appendSealed(b []byte, from int) []byte {
	b = b[:len(b)-1] // without the closing brace
	sum := crc32.Checksum(b[from:], castagnoli)
	b = append(b, crcMember...)
	b = appendHex(b, sum)
	return append(b, `"}`...)
}

func appendHex(b []byte, sum uint32) []byte {
	const digits = "0123456789abcdef"
	for shift := 28; shift >= 0; shift -= 4 {
		b = append(b, digits[sum>>shift&0xf])
	}
	return b
}

// appendClaim appends the line of a claim, with its end.
func appendClaim(b []byte, c *border.Claim) []byte {
	from := len(b)
	b = c.AppendJSON(b)
	return append(appendSealed(b, from), '\n')
}

// appendHeader appends the header, with its end.
func appendHeader(b []byte) []byte {
	from := len(b)
	return append(appendSealed(append(b, header...), from), '\n')
}

// unseal finds the first sealed object at the beginning of line and returns how
// long it is; 0 if there is none. Text cannot look like the end of an object: in
// JSON its quotes are escaped.
func unseal(line []byte) (length int) {
	// Nearly always there is one, and it ends with the line.
	whole := len(line)
	if whole > 0 && line[whole-1] == '\n' {
		whole--
	}
	if i := whole - sealLength; i > 0 && string(line[i:i+len(crcMember)]) == crcMember && sealedAt(line, i) {
		return whole
	}
	for from := 0; ; {
		i := bytes.Index(line[from:], []byte(crcMember))
		if i < 0 {
			return 0
		}
		i += from
		if i+sealLength > len(line) {
			return 0
		}
		if sealedAt(line, i) {
			return i + sealLength
		}
		from = i + 1
	}
}

// sealedAt reports whether the member at i is the checksum of what stands before it
// and the object ends behind it.
func sealedAt(line []byte, i int) bool {
	end := i + sealLength
	sum, ok := parseHex(line[i+len(crcMember) : end-2])
	return ok && line[end-2] == '"' && line[end-1] == '}' && sum == crc32.Checksum(line[:i], castagnoli)
}

// parseHex reads eight digits. It takes lower case only, so that there is one way to write
// a checksum.
func parseHex(s []byte) (sum uint32, ok bool) {
	for _, b := range s {
		switch {
		case '0' <= b && b <= '9':
			b -= '0'
		case 'a' <= b && b <= 'f':
			b -= 'a' - 10
		default:
			return 0, false
		}
		sum = sum<<4 | uint32(b)
	}
	return sum, true
}

// content returns a sealed object without its checksum. It writes the closing
// brace into the object's memory.
func content(sealed []byte) []byte {
	end := len(sealed) - sealLength
	sealed[end] = '}'
	return sealed[:end+1]
}
