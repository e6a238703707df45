package web

import (
	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
)

// A passTable tells who may pass which way.
type passTable struct {
	Age  string   // how old the last word is, if that is the same for all answers
	Ways []string // the heads of its columns
	Rows []passRow
	// Obstacles are what hinders some traffic on the day.
	Obstacles []claimView
}

// A passRow tells whether one kind of traffic may pass, each way.
type passRow struct {
	Traffic string
	Cells   []passCell
}

// A passCell is an answer, and how old the last word on it is.
type passCell struct {
	wayAnswer
	Age string
}

// passDirections are the columns of the table.
var passDirections = []border.Direction{border.SyriaToIraq, border.IraqToSyria}

// everybody is traffic of every kind.
const everybody = border.Passengers | border.Commercial | border.Transit | border.Humanitarian | border.Returnees | border.Fuel | border.Military | border.Official

// passage tells for each kind of traffic and each way whether it may pass.
func (a *ask) passage(s border.State) (table passTable) {
	for _, way := range passDirections {
		table.Ways = append(table.Ways, words.Name(a.Language, way))
	}
	for c := range s.Passable(everybody, border.BothWays).Obstacles() {
		table.Obstacles = append(table.Obstacles, a.claimOf(c))
	}
	ages := map[string]bool{}
	for kind := border.Passengers; kind <= border.Official; kind <<= 1 {
		row := passRow{Traffic: a.trafficWord(kind)}
		for _, way := range passDirections {
			p := s.Passable(kind, way)
			cell := passCell{wayAnswer: a.wayAnswer(p, way)}
			if p.Passage != border.CannotTell {
				cell.Age = a.silence(p)
				ages[cell.Age] = true
			}
			row.Cells = append(row.Cells, cell)
		}
		table.Rows = append(table.Rows, row)
	}
	if len(ages) == 1 {
		for age := range ages {
			table.Age = age
		}
		for _, row := range table.Rows {
			for i := range row.Cells {
				row.Cells[i].Age = ""
			}
		}
	}
	return table
}
