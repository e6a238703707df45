package exchange

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// runs reports whether a spreadsheet could take a cell for a formula, or could once
// apostrophes before it are removed. Invisible characters before the sign do not count, and
// signs of full width count as plain ones, because some programs drop the former and narrow
// the latter.
func runs(cell []byte) bool {
	cell = bytes.TrimLeft(cell, "'")
	if len(cell) == 0 {
		return false
	}
	switch cell[0] {
	case '\t', '\r', '\n':
		return true
	}
	if '0' <= cell[0] && cell[0] <= '9' || 'A' <= cell[0] && cell[0] <= 'z' {
		return false
	}
	cell = bytes.TrimLeftFunc(cell, unseen)
	first, _ := utf8.DecodeRune(cell)
	return strings.ContainsRune("=+-@＝＋－＠", first)
}

// unseen reports whether a character leaves no mark of its own.
func unseen(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) }

// isBlank reports whether nothing of a cell can be seen.
func isBlank(cell []byte) bool { return len(bytes.TrimLeftFunc(cell, unseen)) == 0 }

// visible returns a name, a word or a date as people see it: with plain spaces, and without what leaves no
// mark, such as a mark of direction.
func visible(name string) string {
	return strings.TrimSpace(strings.Map(func(c rune) rune {
		switch {
		case unicode.IsSpace(c):
			return ' '
		case unseen(c):
			return -1
		}
		return c
	}, name))
}

// plain returns a cell as it was before the writer defused it.
func plain(cell []byte) []byte {
	if len(cell) > 0 && cell[0] == '\'' && runs(cell) {
		return cell[1:]
	}
	return cell
}

// joinList writes a list into one cell.
func joinList(b []byte, list []string) []byte {
	for i, s := range list {
		if i > 0 {
			b = append(b, " | "...)
		}
		core := strings.Trim(s, listSpace)
		first := strings.Index(s, core)
		for j := range len(s) {
			if s[j] == '|' || s[j] == '\\' || isListSpace(s[j]) && (core == "" || j < first || j >= first+len(core)) {
				b = append(b, '\\')
			}
			b = append(b, s[j])
		}
	}
	return b
}

const listSpace = " \t\r\n"

func isListSpace(c byte) bool { return strings.IndexByte(listSpace, c) >= 0 }

// splitList reads the members of a list in a cell. Empty members are passed
// over.
func splitList(cell string) []string {
	var list []string
	var member []byte
	kept := 0 // spaces before this are the member's own
	end := func() {
		for len(member) > kept && isListSpace(member[len(member)-1]) {
			member = member[:len(member)-1]
		}
		if len(member) > 0 {
			list = append(list, string(member))
		}
		member, kept = member[:0], 0
	}
	for i := 0; i < len(cell); i++ {
		c := cell[i]
		switch {
		case c == '|':
			end()
		case c == '\\' && i+1 < len(cell) && (cell[i+1] == '|' || cell[i+1] == '\\' || isListSpace(cell[i+1])):
			i++
			member = append(member, cell[i])
			kept = len(member)
		case isListSpace(c) && len(member) == 0:
		default:
			member = append(member, c)
		}
	}
	end()
	return list
}

// A table writes rows of CSV.
type table struct {
	w   *bufio.Writer
	row []byte
	err error
}

func newTable(w io.Writer) *table { return &table{w: bufio.NewWriterSize(w, 64<<10)} }

// cell adds a cell with text, defused if a spreadsheet would run it.
func (t *table) cell(text []byte) {
	if runs(text) {
		t.row = append(t.row, '"', '\'')
		t.quote(text)
		return
	}
	if !needsQuotes(text) {
		t.raw(text)
		return
	}
	t.row = append(t.row, '"')
	t.quote(text)
}

// raw adds a cell as it is: numbers, and words of this package.
func (t *table) raw(text []byte) {
	t.row = append(t.row, text...)
	t.row = append(t.row, ',')
}

// quote adds the rest of a cell between quotes.
func (t *table) quote(text []byte) {
	for {
		i := bytes.IndexByte(text, '"')
		if i < 0 {
			break
		}
		t.row = append(t.row, text[:i+1]...)
		t.row = append(t.row, '"')
		text = text[i+1:]
	}
	t.row = append(t.row, text...)
	t.row = append(t.row, '"', ',')
}

// special are the bytes that a cell without quotes cannot have.
var special = [256]bool{'"': true, ',': true, ';': true, '\t': true, '\n': true, '\r': true}

// needsQuotes reports whether a cell must stand between quotes. RFC 4180 does not ask for
// them around semicolons and tabs; with them, programs that take one of these for the
// separator read the file right.
func needsQuotes(text []byte) bool {
	if len(text) == 0 {
		return false
	}
	if isListSpace(text[0]) || isListSpace(text[len(text)-1]) {
		return true
	}
	for _, c := range text {
		if special[c] {
			return true
		}
	}
	return false
}

// end writes the row.
func (t *table) end() {
	t.row[len(t.row)-1] = '\n' // the comma after the last cell
	if _, err := t.w.Write(t.row); err != nil {
		t.err = err
	}
	t.row = t.row[:0]
}

func (t *table) flush() error {
	if t.err != nil {
		return t.err
	}
	return t.w.Flush()
}
