package sheets

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/crossingstatus/border/exchange"
	"github.com/xuri/excelize/v2"
)

// ErrCell says that a text cannot stand in a cell of a workbook.
var ErrCell = errors.New("no cell of a workbook can hold it; CSV can")

// WriteCSV writes rows as CSV.
func WriteCSV(w io.Writer, rows iter.Seq2[exchange.Row, error]) error {
	var b []byte
	for row, err := range rows {
		if err != nil {
			return err
		}
		b = exchange.AppendRow(b[:0], row.Cells)
		if _, err := w.Write(b); err != nil {
			return err
		}
	}
	return nil
}

// WriteXLSX writes rows as a workbook of one sheet, all cells text.
func WriteXLSX(w io.Writer, rows iter.Seq2[exchange.Row, error]) (err error) {
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	s, err := newSheet(f, "Sheet1", nil, false)
	if err != nil {
		return err
	}
	for row, err := range rows {
		if err != nil {
			return err
		}
		if err := s.row(row.Cells); err != nil {
			return err
		}
	}
	if err := s.out.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

// A sheet is one of a workbook that is being written.
type sheet struct {
	name string
	out  *excelize.StreamWriter
	text int // the style of text
	rows int
}

// newSheet begins a sheet, of which columns have some widths; the row of names stays in view.
func newSheet(f *excelize.File, name string, widths []float64, rightToLeft bool) (*sheet, error) {
	format := "@"
	text, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		return nil, err
	}
	if rightToLeft {
		if err := f.SetSheetView(name, 0, &excelize.ViewOptions{RightToLeft: &rightToLeft}); err != nil {
			return nil, err
		}
	}
	out, err := f.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	for i, width := range widths {
		if err := errors.Join(out.SetColStyle(i+1, i+1, text), out.SetColWidth(i+1, i+1, width)); err != nil {
			return nil, err
		}
	}
	return &sheet{name, out, text, 0}, nil
}

// row writes a row of texts. Empty cells are not written.
func (s *sheet) row(cells []string) error {
	s.rows++
	values := make([]any, len(cells))
	for i, cell := range cells {
		if cell == "" {
			continue
		}
		if !fits(cell) {
			return fmt.Errorf("sheet %s, row %d, column %d: %w", s.name, s.rows, i+1, ErrCell)
		}
		values[i] = excelize.Cell{StyleID: s.text, Value: cell}
	}
	at, err := excelize.CoordinatesToCellName(1, s.rows)
	if err != nil {
		return err
	}
	return s.out.SetRow(at, values)
}

// fits reports whether a cell can hold a text: it has no more than 32,767 UTF-16 units,
// and no characters that XML has not.
func fits(text string) bool {
	if len(text) > excelize.TotalCellChars && len(utf16.Encode([]rune(text))) > excelize.TotalCellChars {
		return false
	}
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(c rune) bool {
		return c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0xFFFE || c == 0xFFFF
	})
}

// The sheets of a workbook that is exported.
const (
	claimsSheet    = "claims"
	crossingsSheet = "crossings"
	partiesSheet   = "parties"
	sourcesSheet   = "sources"
	statesSheet    = "states"
)
