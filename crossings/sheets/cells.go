package sheets

import (
	"encoding/xml"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// mostMerged is how many areas of a sheet may be merged.
const mostMerged = 100_000

// errUnreckoned says that a value is lacking which programs leave out that do not reckon.
var errUnreckoned = errors.New("a formula without its value; open the workbook in a spreadsheet and save it")

// A cellFound is what was found in a cell.
type cellFound struct {
	hasText      bool
	isUnreckoned bool // it has a formula, and no value of it
}

// cell reads a cell to its end.
func (e *examined) cell(tokens *tokenReader, kind string) (found cellFound, err error) {
	var value strings.Builder
	where, hasValue := "", false
	for {
		token, err := tokens.Token()
		if err != nil {
			return found, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			where = t.Name.Local
			hasValue = hasValue || where == "v" || where == "is"
			found.isUnreckoned = found.isUnreckoned || where == "f"
		case xml.CharData:
			if kind == "inlineStr" && where == "t" || kind != "inlineStr" && where == "v" {
				value.Write(t)
			}
		case xml.EndElement:
			where = ""
			if t.Name.Local != "c" {
				continue
			}
			found.isUnreckoned = found.isUnreckoned && !hasValue
			found.hasText = value.Len() > 0
			if kind != "s" || !found.hasText {
				return found, nil
			}
			n, err := strconv.Atoi(strings.TrimSpace(value.String()))
			if err != nil || n < 0 || n >= e.texts {
				return found, fmt.Errorf("%w: a cell has text %q of %d", ErrDamaged, value.String(), e.texts)
			}
			found.hasText = !e.empty[n]
			return found, nil
		}
	}
}

// An area is of cells that were merged: their text stands in the first of them, and holds
// for the first column in each of its rows.
type area struct{ top, bottom, column int }

// merge notes an area such as B2:C5.
func (s *inSheet) merge(ref string) error {
	first, last, _ := strings.Cut(ref, ":")
	column, top, err := excelize.CellNameToCoordinates(first)
	_, bottom, errLast := excelize.CellNameToCoordinates(last)
	if err != nil || errLast != nil {
		return nil // nothing is shown merged
	}
	if bottom > top {
		s.merged = append(s.merged, area{top, bottom, column})
	}
	if len(s.merged) > mostMerged {
		return fmt.Errorf("%w: more than %d areas of merged cells", ErrTooBig, mostMerged)
	}
	return nil
}

// columnOf returns the number of the column of a cell such as AB12, and "" of none.
func columnOf(cell string) string {
	n := 0
	for _, c := range strings.ToUpper(cell) {
		if c < 'A' || 'Z' < c || n > 1<<20 {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	if n == 0 {
		return cell
	}
	return strconv.Itoa(n)
}

// cellName returns the name of a cell, as B2.
func cellName(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return fmt.Sprintf("column %d, row %d", column, row)
	}
	return name
}

// A filler puts the texts of merged cells into the rows for which they hold.
type filler struct {
	areas []area // not yet begun, by their tops
	open  map[area]string
}

func newFiller(areas []area) *filler {
	areas = slices.SortedFunc(slices.Values(areas), func(a, b area) int { return a.top - b.top })
	return &filler{areas, map[area]string{}}
}

// fill puts texts into the cells of a row, which are to be those of all rows in turn that
// have any.
func (f *filler) fill(line int, cells []string) []string {
	for a, text := range f.open {
		if a.bottom < line {
			delete(f.open, a)
			continue
		}
		for len(cells) < a.column {
			cells = append(cells, "")
		}
		if cells[a.column-1] == "" {
			cells[a.column-1] = text
		}
	}
	for len(f.areas) > 0 && f.areas[0].top <= line {
		a := f.areas[0]
		f.areas = f.areas[1:]
		if a.top == line && a.column <= len(cells) && cells[a.column-1] != "" {
			f.open[a] = cells[a.column-1]
		}
	}
	return cells
}
