package web

import (
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
)

// A passTable tells who may pass which way.
type passTable struct {
	Ways     []string // the heads of its columns
	Rows     []passRow
	Attested border.Day // the older of the days on which the sides were last attested
	// Obstacles are what hinders some traffic on the day.
	Obstacles []passObstacle
}

// A passObstacle is an obstacle or a threat, and whom it hinders.
type passObstacle struct {
	What words.Text
	For  string
}

// A passRow tells whether one kind of traffic may pass, each way.
type passRow struct {
	Traffic string
	Cells   []passCell
}

// A passCell is an answer: yes, yes but, no, or cannot tell.
type passCell struct {
	Class, Word string
}

// passDirections are the columns of the table.
var passDirections = []border.Direction{border.SyriaToIraq, border.IraqToSyria}

// passage tells for each kind of traffic and each way whether it may pass.
func (a *ask) passage(s border.State) passTable {
	l := a.Language
	table := passTable{Attested: s.Passable(0, border.BothWays).Attested}
	all := border.Passengers | border.Commercial | border.Transit | border.Humanitarian | border.Returnees | border.Fuel | border.Military | border.Official
	for c := range s.Passable(all, border.BothWays).Obstacles() {
		whom := words.Traffic(l, c.Traffic)
		if way := c.Direction; way != 0 {
			whom = strings.TrimPrefix(whom+words.Of(l, ", ")+words.Name(l, way), words.Of(l, ", "))
		}
		table.Obstacles = append(table.Obstacles, passObstacle{words.Notice(l, a.View, c), whom})
	}
	for _, way := range passDirections {
		table.Ways = append(table.Ways, words.Name(l, way))
	}
	for kind := border.Passengers; kind <= border.Official; kind <<= 1 {
		row := passRow{Traffic: words.Name(l, kind)}
		for _, way := range passDirections {
			answer := s.Passable(kind, way).Passage
			class := "cannot"
			if answer != border.CannotTell {
				class = answer.String()
			}
			row.Cells = append(row.Cells, passCell{class, words.Passage(l, answer)})
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}
