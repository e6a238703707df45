package sheets

import (
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/exchange"
)

// A Fault is what is wrong with one member in a row of a sheet.
type Fault struct {
	Member string // that of the column
	Said   string // for people
	Put    string // what is proposed for the cell, "" if nothing is
}

// Mended yields the rows of a sheet with the corrections that faults propose. Faults are given
// by line. Those without a correction are written into a column named [FaultColumn]. If a
// fault on the line of the header is about a member without a column, that gets a column.
// What is left of a row is joined with joint.
func (h Header) Mended(rows iter.Seq2[exchange.Row, error], faults map[int][]Fault, joint string) iter.Seq2[exchange.Row, error] {
	width, column := len(h.Columns), -1
	for i, name := range h.names {
		if plain(name) == FaultColumn {
			column = i
		}
	}
	var added []string
	for _, f := range faults[h.Line] {
		if f.Member != "" && !slices.Contains(h.Columns, f.Member) {
			added = append(added, f.Member)
		}
	}
	if column < 0 {
		column = width + len(added)
	}
	return func(yield func(exchange.Row, error) bool) {
		for row, err := range rows {
			left := ""
			if e, ok := errors.AsType[*border.ClaimError](err); ok { // not all that stood there can be read
				row.Line, err = e.Line, nil
				if len(faults[e.Line]) == 0 { // nobody was told
					left = e.Err.Error()
				}
			}
			if err != nil {
				yield(row, err)
				return
			}
			cells := make([]string, max(len(row.Cells), column+1))
			copy(cells, row.Cells)
			switch {
			case row.Line == h.Line && isTags(row.Cells):
				cells[column] = "#meta+fault"
				for i, member := range added {
					cells[width+i] = "#meta+" + strings.ReplaceAll(member, ".", "+")
				}
			case slices.Equal(row.Cells, h.names):
				cells[column] = FaultColumn
				copy(cells[width:], added)
			case row.Line > h.Line:
				cells[column] = joined(left, h.mend(cells, faults[row.Line], joint), joint)
			}
			row.Cells = cells
			if !yield(row, nil) {
				return
			}
		}
	}
}

// mend puts what is proposed into cells, and returns what is left.
func (h Header) mend(cells []string, faults []Fault, joint string) (left string) {
	for _, f := range faults {
		if i := slices.Index(h.Columns, f.Member); i >= 0 && f.Put != "" {
			cells[i] = f.Put
			continue
		}
		left = joined(left, f.Said, joint)
	}
	return left
}

func joined(a, b, joint string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + joint + b
}
