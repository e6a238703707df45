package exchange

import (
	"bufio"
	"bytes"
	"io"
	"iter"

	"github.com/crossingstatus/border"
)

// A Row is one row of a sheet as people keep it, whatever it holds.
type Row struct {
	Line  int // on which it starts, from 1
	Cells []string
}

// Rows yields the rows of CSV as [Reader.Claims] reads them. Rows without a visible
// character are skipped, and the apostrophe before a cell that a spreadsheet would run as a
// formula is removed. The separator is a comma, a semicolon, a tab or an upright
// stroke: the one that is most frequent in the first row with any of them.
//
// A row that cannot be read yields a [*border.ClaimError] that has only the line, and
// reading goes on with the next line. Memory is bounded by [MaxRow].
func Rows(r io.Reader) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		br := bufio.NewReaderSize(r, 64<<10)
		if start, _ := br.Peek(len(bom)); bytes.HasPrefix(start, bom) {
			_, _ = br.Discard(len(bom)) // they were peeked at
		}
		s := newScanner(br)
		findComma(s)
		var row row
		for {
			err := s.next(&row)
			if err == io.EOF {
				return
			}
			if err == nil && row.blank() {
				continue
			}
			var cells []string
			for i := range row.cells() {
				cells = append(cells, string(plain(row.cell(i))))
			}
			if err != nil {
				cells = nil
			}
			if !yield(Row{row.line, cells}, err) {
				return
			}
			if _, ofRow := err.(*border.ClaimError); err != nil && !ofRow {
				return
			}
		}
	}
}

// IsSheet reports whether a file is text that may be CSV, and not JSON, a workbook or
// UTF-16. Start is the beginning of the file, some 512 bytes.
func IsSheet(start []byte) bool {
	text := bytes.TrimSpace(bytes.TrimPrefix(start, bom))
	return unreadable(start) == nil && !bytes.HasPrefix(text, []byte("{"))
}

// findComma finds the separator by the first line that has one, or that names it.
func findComma(s *scanner) {
	data := s.peek()
	if line, _, ok := bytes.Cut(data, []byte{'\n'}); ok && bytes.HasPrefix(line, []byte("sep=")) && len(line) >= 5 {
		s.comma = line[4]
		s.start += len(line) + 1
		s.line++
		return
	}
	for len(data) > 0 {
		line, rest, _ := bytes.Cut(data, []byte{'\n'})
		next, _, _ := bytes.Cut(rest, []byte{'\n'})
		data = rest
		most := 0
		for _, comma := range separators {
			n := bytes.Count(line, []byte{comma})
			if comma == '|' && bytes.Count(next, []byte{comma}) < n {
				continue // "Crossings | May 2025", a title
			}
			if n > most {
				s.comma, most = comma, n
			}
		}
		if most > 0 {
			return
		}
	}
}

// AppendRow appends a row of CSV as [WriteCSV] writes it, with its line end: [Rows] reads
// the same cells.
func AppendRow(b []byte, cells []string) []byte {
	t := table{row: b}
	for _, cell := range cells {
		t.cell([]byte(cell))
	}
	if len(cells) == 0 {
		return append(b, '\n')
	}
	t.row[len(t.row)-1] = '\n' // the comma after the last cell
	return t.row
}
