package web

import (
	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
)

// A passRow tells whether one kind of traffic may pass, each way.
type passRow struct {
	Traffic string
	Cells   []passCell
}

// A passCell is an answer: yes, no, or cannot tell.
type passCell struct {
	Class, Word string
}

// passDirections are the columns of the table.
var passDirections = []border.Direction{border.SyriaToIraq, border.IraqToSyria}

// passTable tells for each kind of traffic and each way whether it may pass.
func (a *ask) passTable(s border.State) (heads []string, rows []passRow) {
	l := a.Language
	for _, way := range passDirections {
		heads = append(heads, words.Name(l, way))
	}
	for kind := border.Passengers; kind <= border.Official; kind <<= 1 {
		row := passRow{Traffic: words.Name(l, kind)}
		for _, way := range passDirections {
			answer := s.Passable(kind, way).Passage
			class := "cannot"
			if answer != border.CannotTell {
				class = answer.String()
			}
			row.Cells = append(row.Cells, passCell{class, words.Of(l, answer.String())})
		}
		rows = append(rows, row)
	}
	return heads, rows
}
