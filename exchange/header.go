package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/crossingstatus/border"
)

// ErrNoColumn: a sheet has no column for a member that every claim needs.
var ErrNoColumn = errors.New("no column is for it")

// separators are what may stand between the cells of a sheet.
var separators = []byte{',', ';', '\t', '|'}

// headRows is how many rows may stand above the one with the names of the columns.
const headRows = 25

var tagPattern = regexp.MustCompile(`(?i)^\s*#[a-z][a-z0-9_]*(\s*\+\s*[a-z][a-z0-9_]*)*\s*$`)

// A header says which columns a sheet has.
type header struct {
	columns []*column // by place in a row; nil if the column is ignored
	line    int       // the line of the last row of the header
	known   int       // how many columns are not ignored
	passed  []string  // the names of the ignored columns; if they have HXL tags, the names above those
	twice   []string  // the names of columns that the sheet has twice
}

// findHeader finds the row with the names of the columns, and the separator: the one with
// which more columns are known. It leaves s at the beginning.
func findHeader(s *scanner) header {
	data := s.peek()
	if line, rest, ok := bytes.Cut(data, []byte{'\n'}); ok && bytes.HasPrefix(line, []byte("sep=")) && len(line) >= 5 {
		s.comma = line[4] // as some spreadsheets begin a file
		s.start += len(line) + 1
		s.line++
		return headerOf(rest, s.line, s.comma, s.err != nil)
	}
	var best header
	for _, comma := range separators {
		if h := headerOf(data, s.line, comma, s.err != nil); h.known > best.known {
			best, s.comma = h, comma
		}
	}
	return best
}

// headerOf finds the row that names the columns among the first rows of data.
func headerOf(data []byte, line int, comma byte, last bool) header {
	var r row
	var best header
	var above []string
	for range headRows + 1 {
		n, lines, err := r.parse(data, comma, last)
		if err != nil || len(data) == 0 {
			break
		}
		cells := make([]string, r.cells())
		for i := range cells {
			cells[i] = visible(string(plain(r.cell(i))))
		}
		if h, tags := rowOfTags(cells, above, line); tags {
			return h
		}
		if best.known == 0 {
			best = rowOfNames(cells, line)
		}
		above = cells
		data, line = data[n:], line+lines
	}
	return best
}

// rowOfTags reads a row of HXL tags below a row of names. A row is one if all its
// cells that are not empty hold tags, and one of them is known.
func rowOfTags(cells, names []string, line int) (h header, ok bool) {
	h = header{line: line, columns: make([]*column, max(len(cells), len(names)))}
	for i := range h.columns {
		if i >= len(cells) || strings.TrimSpace(cells[i]) == "" {
			continue
		}
		if !tagPattern.MatchString(cells[i]) {
			return header{}, false
		}
		name := cells[i]
		col := byTag(name)
		if col == nil && i < len(names) && strings.TrimSpace(names[i]) != "" {
			name = names[i]
			col = byName(name)
		}
		if col == nil {
			h.passed = append(h.passed, name)
			continue
		}
		h.add(i, col, name)
	}
	return h, h.known > 0
}

// rowOfNames reads a row of names. A row is one if at least two are known, and
// half of all.
func rowOfNames(cells []string, line int) header {
	h := header{line: line, columns: make([]*column, len(cells))}
	for i, name := range cells {
		if strings.TrimSpace(name) != "" {
			h.add(i, byName(name), name)
		}
	}
	if h.known < 2 || h.known < len(h.passed) {
		return header{}
	}
	return h
}

func (h *header) add(i int, col *column, name string) {
	switch {
	case col == nil:
		h.passed = append(h.passed, strings.TrimSpace(name))
	case slices.Contains(h.columns, col):
		h.twice = append(h.twice, col.header)
	default:
		h.known++
		h.columns[i] = col
	}
}

// faults returns what keeps every row of a sheet from being read, and what every row lacks.
func (h *header) faults() (ofAll []error, missing []*border.ClaimError) {
	if h.known == 0 {
		return []error{errors.New("no row names the columns; name them as crossing, side, kind, value, when, modality, source.name")}, nil
	}
	for _, name := range h.twice {
		ofAll = append(ofAll, fmt.Errorf("two columns are %s", name))
	}
	for _, names := range h.missing() {
		fault := &border.ClaimError{Member: names[0], Err: ErrNoColumn}
		if len(names) > 1 {
			fault.Err = fmt.Errorf("%w, nor is there one for %s", ErrNoColumn, strings.Join(names[1:], " or "))
		}
		missing = append(missing, fault)
	}
	return ofAll, missing
}

// missing returns the columns that every row needs and the sheet has not.
func (h *header) missing() (columns [][]string) {
	for _, names := range required {
		if !slices.ContainsFunc(h.columns, func(c *column) bool { return c != nil && slices.Contains(names, c.header) }) {
			columns = append(columns, names)
		}
	}
	return columns
}

// byKey finds columns by names and tags in their plainest form.
var byKey = func() map[string]*column {
	m := map[string]*column{}
	for _, list := range [][]column{columns, readOnly} {
		for i := range list {
			c := &list[i]
			for _, key := range append([]string{c.header, c.tag}, c.also...) {
				if strings.HasPrefix(key, "#") {
					m[tagKey(key)] = c
				} else {
					m[nameKey(key)] = c
				}
			}
		}
	}
	return m
}()

func byTag(tag string) *column { return byKey[tagKey(tag)] }

func byName(name string) *column { return byKey[nameKey(name)] }

// tagKey puts a tag into one form: the order of attributes means nothing.
func tagKey(tag string) string {
	parts := strings.Split(strings.ToLower(strings.Join(strings.Fields(tag), "")), "+")
	slices.Sort(parts[1:])
	return strings.Join(parts, "+")
}

// nameKey puts a name into one form: people write "Source name" and source_name, and
// programs put marks of direction beside it that nobody sees.
func nameKey(name string) string {
	name = strings.Map(func(c rune) rune {
		if unicode.Is(unicode.Cf, c) {
			return -1
		}
		return unicode.ToLower(c)
	}, name)
	return strings.Join(strings.FieldsFunc(name, func(c rune) bool {
		return strings.ContainsRune(" .-_:/\t\r\n", c)
	}), ".")
}
