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

// Rows yields the rows of CSV as [Reader.Claims] reads them: in cells that were written so
// that no spreadsheet runs them, without the apostrophe. The separator is a comma, a
// semicolon or a tab, whichever the first row that has one has most of. Rows in which
// nothing can be seen are passed over. A row that cannot be read yields its
// [*border.ClaimError], with the line alone, and reading goes on below the line on which it
// starts. Memory is bounded by [MaxRow].
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

// IsSheet reports whether a file that begins with start, some 512 bytes, is text that may be
// CSV: no JSON, no workbook, nothing in UTF-16.
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
	for line := range bytes.SplitSeq(data, []byte{'\n'}) {
		most := 0
		for _, comma := range []byte{',', ';', '\t'} {
			if n := bytes.Count(line, []byte{comma}); n > most {
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
