package sheets

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
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
	Beyond []error // of cells beyond the last column, as when a text with a comma has no quotation marks; in CSV alone
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
