package sheets

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/exchange"
)

// errCoded says that a sheet is in an encoding of which nothing tells.
var errCoded = errors.New("the text is not UTF-8; save the sheet as CSV in UTF-8")

// isCoded reports whether rows have text in another encoding than UTF-8.
func isCoded(rows []exchange.Row) bool {
	return slices.ContainsFunc(rows, func(row exchange.Row) bool {
		return slices.ContainsFunc(row.Cells, func(cell string) bool { return !utf8.ValidString(cell) })
	})
}

// ErrNoHeader says that no row of a sheet names the columns.
var ErrNoHeader = errors.New("no row names the columns; name them as crossing, side, status, when, source, or say with --map NAME=MEMBER what they are")

// headRows is how many rows there may be above the one that names the columns.
const headRows = 25

// FaultColumn is the name of the column in which a mended sheet says what is left.
const FaultColumn = "fault"

// A Told says what Convert found in a sheet.
type Told struct {
	Header Header
	Faults []error // of rows that cannot be read: *border.ClaimError with the line
	Beyond []error // of cells beyond the last column, as a comma makes of a text without quotation marks; a fault of CSV
	Rows   int     // those below the header, with those that cannot be read

	// Nameless is the first line with a cell in a column without a name, 0 if there is none.
	Nameless int
	lines    []lineOf
}

// A lineOf says which line of a sheet a line of CSV has; so have those below it, up to
// the next.
type lineOf struct{ written, sheet int }

// Line returns the line of the sheet that a line written by Convert came from.
func (t *Told) Line(written int) int {
	i, found := slices.BinarySearchFunc(t.lines, written, func(l lineOf, n int) int { return cmp.Compare(l.written, n) })
	if !found {
		i--
	}
	if i < 0 {
		return written
	}
	return t.lines[i].sheet + written - t.lines[i].written
}

// at notes that what is written next comes from a line of the sheet.
func (t *Told) at(written, sheet int) {
	if t.Line(written) != sheet {
		t.lines = append(t.lines, lineOf{written, sheet})
	}
}

// A Header says which columns a sheet has. The zero Header is that of no sheet.
type Header struct {
	Line    int      // of the row below which the claims stand: that of names, or of HXL tags
	Columns []string // of each column its member, "" for those left out
	Read    []Column // those that are members, in the order of the sheet
	Left    []string // the names of those left out
	Lacking []string // the names that the Map has, and no column
	Plain   bool     // package exchange would read the columns as these members, too
	names   []string
	set     [][2]string // members that every row has, with their values
	twins   []twin
	isNamed []bool // of each column
}

// A twin is a column that is left out since one before it has its name and is read.
type twin struct {
	name       string
	read, left int
}

// A Column is the name of a column, and the member that it is read as.
type Column struct {
	Name, Member string
	Guessed      bool // not by the Map, and it has another name
}

// Convert reads the rows of a sheet, as [exchange.Rows] or [Workbook.Rows] yields them, and
// writes CSV with the members of claims as columns, which [exchange.Reader] reads. A column
// that m does not name is guessed by [Guess], and left out if that fails. Cells are not
// changed; [Map.Word] says what their words mean. The error is [ErrNoHeader], that of
// [Map.Check], or of reading or writing.
func (m Map) Convert(w io.Writer, rows iter.Seq2[exchange.Row, error]) (told Told, err error) {
	if err := m.Check(); err != nil {
		return told, err
	}
	out := bufio.NewWriterSize(w, 64<<10)
	c := converter{out: out, line: 1, told: &told}
	var above []exchange.Row
	for row, err := range rows {
		if fault, ok := errors.AsType[*border.ClaimError](err); ok {
			told.Faults = append(told.Faults, fault)
			told.Rows++
			continue
		}
		if err != nil {
			return told, err
		}
		if told.Header.Line > 0 {
			if err := c.row(row); err != nil {
				return told, err
			}
			continue
		}
		if above = append(above, row); len(above) > headRows {
			if err := c.start(m, above); err != nil {
				return told, err
			}
		}
	}
	if told.Header.Line == 0 {
		if err := c.start(m, above); err != nil {
			return told, err
		}
	}
	return told, out.Flush()
}

// A converter writes the rows of a sheet under the names of members.
type converter struct {
	out  *bufio.Writer
	line int // of what is written next
	told *Told
	buf  []byte
}

// start finds the header among the first rows, and writes it and those below it.
func (c *converter) start(m Map, first []exchange.Row) error {
	h, ok := m.find(first)
	if !ok && isCoded(first) {
		return errCoded
	}
	if !ok {
		return ErrNoHeader
	}
	c.told.Header = h
	var names []string
	for _, member := range h.Columns {
		if member != "" {
			names = append(names, member)
		}
	}
	for _, s := range h.set {
		names = append(names, s[0])
	}
	if err := c.write(h.Line, names); err != nil {
		return err
	}
	for _, row := range first {
		if row.Line > h.Line {
			if err := c.row(row); err != nil {
				return err
			}
		}
	}
	return nil
}

// row writes a row below the header, and tells which of its cells are lost: those beyond
// its columns, in columns that have no name, and in one that has the name of another.
func (c *converter) row(row exchange.Row) error {
	cells := make([]string, 0, len(c.told.Header.Columns))
	empty := true
	for i, member := range c.told.Header.Columns {
		if member == "" {
			continue
		}
		cell := ""
		if i < len(row.Cells) {
			cell = row.Cells[i]
		}
		empty = empty && strings.TrimSpace(cell) == ""
		cells = append(cells, cell)
	}
	if empty { // it has remarks alone
		return nil
	}
	c.told.Rows++
	c.tellLost(row)
	for _, s := range c.told.Header.set {
		cells = append(cells, s[1])
	}
	return c.write(row.Line, cells)
}

// tellLost tells which cells of a row nothing reads, though nobody said so.
func (c *converter) tellLost(row exchange.Row) {
	h := &c.told.Header
	cell := func(i int) string {
		if i < len(row.Cells) {
			return strings.TrimSpace(row.Cells[i])
		}
		return ""
	}
	for i := range row.Cells {
		isBeyond := i >= len(h.Columns)
		if cell(i) == "" || !isBeyond && h.isNamed[i] {
			continue
		}
		if isBeyond {
			c.told.Beyond = append(c.told.Beyond, &border.ClaimError{Line: row.Line, Err: fmt.Errorf("%q stands in cell %d, beyond the last column", cell(i), i+1)})
		}
		c.told.Nameless = cmp.Or(c.told.Nameless, row.Line)
	}
	for _, t := range h.twins {
		if read, left := cell(t.read), cell(t.left); left != "" && left != read {
			c.told.Faults = append(c.told.Faults, &border.ClaimError{Line: row.Line,
				Err: fmt.Errorf("two columns have the name %q, one with %q and one with %q; rename one", t.name, read, left)})
		}
	}
}

func (c *converter) write(line int, cells []string) error {
	c.told.at(c.line, line)
	c.buf = exchange.AppendRow(c.buf[:0], cells)
	text := string(c.buf)
	c.line += strings.Count(text, "\n") + strings.Count(text, "\r") - strings.Count(text, "\r\n")
	_, err := c.out.Write(c.buf)
	return err
}

// Find returns the header of a sheet: the row, among the first ones, that names the columns. It
// returns false if there is none. It reads no more rows than it must.
func (m Map) Find(rows iter.Seq2[exchange.Row, error]) (Header, bool) {
	var first []exchange.Row
	for row, err := range rows {
		if err == nil {
			first = append(first, row)
		}
		if len(first) > headRows {
			break
		}
	}
	return m.find(first)
}

func (m Map) find(rows []exchange.Row) (best Header, ok bool) {
	rows = rows[:min(len(rows), headRows+1)]
	for i, row := range rows {
		if len(row.Cells) > 0 && isTags(row.Cells) {
			var names []string
			if i > 0 {
				names = rows[i-1].Cells
			}
			h := m.header(row.Line, names, row.Cells)
			if len(h.Read) > 0 {
				return h, true
			}
			continue
		}
		if h := m.header(row.Line, row.Cells, nil); len(h.Read) > len(best.Read) && h.isRowOfNames(m) {
			best = h
		}
	}
	return best, best.Line > 0
}

var tag = regexp.MustCompile(`(?i)^\s*#[a-z][a-z0-9_]*(\s*\+\s*[a-z][a-z0-9_]*)*\s*$`)

// isTags reports whether all cells that are not empty hold HXL tags.
func isTags(cells []string) bool {
	found := false
	for _, cell := range cells {
		if strings.TrimSpace(cell) == "" {
			continue
		}
		if !tag.MatchString(cell) {
			return false
		}
		found = true
	}
	return found
}

// isRowOfNames reports whether a row names columns: it names the crossing or what the map
// says, and something beside it; and, as a row of values could, not by chance.
func (h *Header) isRowOfNames(m Map) bool {
	has := func(member string) bool { return slices.Contains(h.Columns, member) }
	for _, name := range h.names {
		if m.Columns[strings.TrimSpace(name)] != "" {
			return true
		}
	}
	return len(h.Read) >= 2 && (has("crossing") || m.Set["crossing"] != "" || len(h.Read) >= len(h.Left))
}

// header reads a row of names, or one of HXL tags below names.
func (m Map) header(line int, names, tags []string) Header {
	h := Header{Line: line, Columns: make([]string, max(len(names), len(tags))), names: names, Plain: true}
	at := func(list []string, i int) string {
		if i < len(list) {
			return strings.TrimFunc(list[i], isUnseen)
		}
		return ""
	}
	taken := map[string]bool{}
	take := func(i int, member string) {
		if member != "" && !taken[member] && h.Columns[i] == "" {
			taken[member] = true
			h.Columns[i] = member
		}
	}
	mapped := func(i int) (member string, ok bool) {
		if member, ok = m.Columns[at(names, i)]; !ok && at(tags, i) != "" {
			member, ok = m.Columns[at(tags, i)]
		}
		return member, ok
	}
	for pass := range 3 { // what the map names, then a member's own name, then other words for it
		for i := range h.Columns {
			member, byMap := mapped(i)
			switch {
			case pass == 0 && byMap:
			case byMap || pass == 0:
				continue
			case pass == 1:
				if member = exchange.Member(at(tags, i)); member == "" && plain(exchange.Member(at(names, i))) == plain(at(names, i)) {
					member = exchange.Member(at(names, i))
				}
			default:
				member = Guess(at(names, i))
			}
			if byMap || m.Set[member] == "" {
				take(i, member)
			}
		}
	}
	for i, member := range h.Columns {
		name := cmp.Or(at(names, i), at(tags, i))
		_, byMap := mapped(i)
		known := cmp.Or(exchange.Member(at(tags, i)), exchange.Member(at(names, i)))
		switch {
		case member != "":
			byTag := exchange.Member(at(tags, i)) == member
			h.Read = append(h.Read, Column{name, member, !byMap && !byTag && plain(name) != plain(member)})
		case name != "" && plain(name) != FaultColumn && (tags == nil || at(tags, i) != ""):
			h.Left = append(h.Left, name)
		}
		h.Plain = h.Plain && known == member
	}
	h.findTwins(func(i int) string { return cmp.Or(at(names, i), at(tags, i)) }, mapped)
	for name := range m.Columns {
		if !slices.ContainsFunc(slices.Concat(names, tags), func(n string) bool { return strings.TrimFunc(n, isUnseen) == name }) {
			h.Lacking = append(h.Lacking, name)
		}
	}
	slices.Sort(h.Lacking)
	h.set = m.constants(h.Columns)
	h.Plain = h.Plain && len(h.set) == 0
	return h
}

// findTwins finds the columns that are left out though one of their name is read. A map
// cannot tell them from one another.
func (h *Header) findTwins(name func(int) string, mapped func(int) (string, bool)) {
	read := map[string]int{}
	h.isNamed = make([]bool, len(h.Columns))
	for i, member := range h.Columns {
		key := plain(name(i))
		h.isNamed[i] = key != ""
		if _, known := read[key]; member != "" && !known {
			read[key] = i
		}
	}
	for i, member := range h.Columns {
		leftOut, byMap := mapped(i)
		if first, ok := read[plain(name(i))]; ok && h.isNamed[i] && member == "" && !(byMap && leftOut == "") {
			h.twins = append(h.twins, twin{name(i), first, i})
		}
	}
}

// constants are the members that every row has, with their values, in the order
// of a claim's members.
func (m Map) constants(columns []string) (set [][2]string) {
	for _, name := range members {
		if value := m.Set[name]; value != "" && !slices.Contains(columns, name) {
			set = append(set, [2]string{name, value})
		}
	}
	return set
}
