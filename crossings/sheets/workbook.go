package sheets

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/exchange"
	"github.com/xuri/excelize/v2"
)

// Errors about workbooks.
var (
	ErrOpenDocument = errors.New("this is an OpenDocument sheet; save it as .xlsx or as CSV in UTF-8")
	ErrOldWorkbook  = errors.New("this is an old workbook (.xls), or one with a password; save it as .xlsx without a password, or as CSV in UTF-8")
	ErrDamaged      = errors.New("the workbook is damaged")
	ErrTooBig       = errors.New("the workbook unpacks to more than a sheet of claims can be")
	ErrNoSheet      = errors.New("no such sheet")
	ErrNoWorkbook   = errors.New("this is no workbook of .xlsx; save its sheet as .xlsx, or as CSV in UTF-8")
)

// Bounds on what a workbook may unpack to. A sheet of a million claims has some 900 MB.
const (
	mostUnpacked = 2 << 30  // bytes of all parts that are read
	freeUnpacked = 64 << 20 // up to this many nobody asks how tightly they were packed
	mostTight    = 200      // bytes for each one of the file, beyond that
	mostOfPart   = 4 << 20  // of a part that is no sheet and no table of texts
	inMemory     = 1 << 20  // larger sheets are read from a file
)

// IsWorkbook reports whether a file that begins with start, some 512 bytes, is a workbook, or
// another file of the same container format. It may still be one that cannot be read.
func IsWorkbook(start []byte) bool {
	return bytes.HasPrefix(start, []byte("PK\x03\x04")) || bytes.HasPrefix(start, []byte("\xd0\xcf\x11\xe0"))
}

// A Workbook is an .xlsx file that was checked: all that it has can be read. It must be closed.
type Workbook struct {
	file   *excelize.File
	sheets []string
	hidden []string            // those of the sheets that nobody sees
	inside map[string]*inSheet // by their names
	size   int64               // of the file
}

// OpenWorkbook opens a workbook, which has size bytes. It goes through all of it. A damaged one
// is [ErrDamaged], one that unpacks to more than the limits of this package is [ErrTooBig], and
// other formats are [ErrOpenDocument] or [ErrOldWorkbook]. Pictures, comments, macros and the
// like are ignored. Sheets are unpacked into temporary files, which Close removes. Memory does
// not grow with their size, except by some 60 bytes for each text in the table of texts.
func OpenWorkbook(r io.ReaderAt, size int64) (w *Workbook, err error) {
	defer func() { // the library reads what others wrote by any program
		if p := recover(); p != nil {
			w, err = nil, fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	start := make([]byte, 8)
	_, _ = r.ReadAt(start, 0)
	if bytes.HasPrefix(start, []byte("\xd0\xcf\x11\xe0")) {
		return nil, ErrOldWorkbook
	}
	packed, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	found, err := examine(packed, size)
	if err != nil {
		return nil, err
	}
	path, err := writeParts(found.parts)
	if err != nil {
		return nil, err
	}
	defer os.Remove(path)
	file, err := excelize.OpenFile(path, excelize.Options{UnzipSizeLimit: mostUnpacked, UnzipXMLSizeLimit: inMemory})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	w = &Workbook{file: file, inside: map[string]*inSheet{}, size: size}
	for _, sheet := range found.sheets {
		w.sheets = append(w.sheets, sheet.name)
		if sheet.hidden {
			w.hidden = append(w.hidden, sheet.name)
		}
		w.inside[sheet.name] = cmp.Or(found.inside[sheet.part], &inSheet{})
	}
	err = plainDates(file)
	if !slices.Equal(file.GetSheetList(), w.sheets) {
		err = errors.New("its sheets are not those that it names")
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%w: %w", ErrDamaged, err), w.Close())
	}
	return w, nil
}

// writeParts writes a workbook of these parts alone to a file, and returns its path.
func writeParts(parts []*zip.File) (path string, err error) {
	f, err := os.CreateTemp("", "crossings-workbook-*.xlsx")
	if err != nil {
		return "", err
	}
	out := zip.NewWriter(f)
	for _, part := range parts {
		if err = out.Copy(part); err != nil {
			break
		}
	}
	if err = errors.Join(err, out.Close(), f.Close()); err != nil {
		return "", errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), nil
}

// Close removes what was unpacked.
func (w *Workbook) Close() error { return w.file.Close() }

// Sheets returns the names of the sheets, in order.
func (w *Workbook) Sheets() []string { return slices.Clone(w.sheets) }

// ClaimSheets returns the sheets that may have claims. If this package wrote the workbook, that
// is its sheet of claims; else it is all sheets that a spreadsheet program shows, and apart
// from them those that are hidden.
func (w *Workbook) ClaimSheets() (shown, hidden []string) {
	has := func(name string) bool { return slices.Contains(w.sheets, name) }
	if has(claimsSheet) && has(crossingsSheet) && has(partiesSheet) {
		return []string{claimsSheet}, nil
	}
	shown = slices.DeleteFunc(w.Sheets(), func(name string) bool { return slices.Contains(w.hidden, name) })
	return shown, slices.Clone(w.hidden)
}

// Rows yields the rows of a sheet that have a visible character, with their numbers. All cells
// are texts: a date is in EDTF, only as exact as the sheet shows it, and other numbers are
// plain. A text in merged cells is in each of their rows. The first row with a formula that
// has no value comes with a [*border.ClaimError]. If not all rows can be read, the last pair
// has an error.
func (w *Workbook) Rows(sheet string) iter.Seq2[exchange.Row, error] {
	return func(yield func(exchange.Row, error) bool) {
		in, ok := w.inside[sheet]
		if !ok {
			yield(exchange.Row{}, fmt.Errorf("%w: %q; there are %s", ErrNoSheet, sheet, strings.Join(w.sheets, ", ")))
			return
		}
		read, stopped, err := w.rows(sheet, in, yield)
		switch {
		case stopped:
		case errors.Is(err, ErrTooBig):
			yield(exchange.Row{}, fmt.Errorf("sheet %q: %w", sheet, err))
		case err != nil:
			yield(exchange.Row{}, fmt.Errorf("%w: sheet %q: %w", ErrDamaged, sheet, err))
		case read < in.filled:
			yield(exchange.Row{}, fmt.Errorf("%w: sheet %q: %d of %d rows can be read", ErrDamaged, sheet, read, in.filled))
		}
	}
}

// rows yields rows, and returns how many it read and whether yield stopped it.
func (w *Workbook) rows(sheet string, in *inSheet, yield func(exchange.Row, error) bool) (read int, stopped bool, err error) {
	yielding := false
	defer func() {
		if p := recover(); p != nil {
			if yielding {
				panic(p) // not of the library
			}
			err = fmt.Errorf("%v", p)
		}
	}()
	rows, err := w.file.Rows(sheet)
	if err != nil {
		return 0, false, err
	}
	defer rows.Close()
	merged, total := newFiller(in.merged), int64(0)
	for line := 1; rows.Next(); line++ {
		cells, err := rows.Columns()
		if err != nil {
			return read, false, err
		}
		filled, seen := false, false
		for i, cell := range cells {
			filled = filled || cell != ""
			seen = seen || strings.TrimSpace(cell) != ""
			cells[i] = strings.ToValidUTF8(cell, "\ufffd")
		}
		if filled {
			read++
		}
		if !seen && line != in.line {
			continue
		}
		row, fault := exchange.Row{Line: line, Cells: merged.fill(line, cells)}, error(nil)
		size := 0
		for _, cell := range row.Cells {
			size += len(cell)
		}
		switch total += int64(size); {
		case total > freeUnpacked && total/mostTight > w.size: // one text of the table may stand in every cell
			return read, false, ErrTooBig
		case size > exchange.MaxRow:
			row, fault = exchange.Row{}, &border.ClaimError{Line: line, Err: fmt.Errorf("the row is longer than %d bytes", exchange.MaxRow)}
		case line == in.line:
			fault = &border.ClaimError{Line: line, Err: fmt.Errorf("%s: %w", in.unreckoned, errUnreckoned)}
		}
		yielding = true
		if !yield(row, fault) {
			return read, true, nil
		}
		yielding = false
	}
	return read, false, rows.Error()
}
