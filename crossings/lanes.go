package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/crossingstatus/border"
)

// laneMarks draw the statuses in a lane of text; what is not certain is drawn
// in lower case.
var laneMarks = map[border.Status]string{
	border.Closed: "X", border.Intermittent: "I", border.Open: "O", border.Restricted: "R", border.Trial: "T", border.Unknown: "·",
}

// printLanes draws the statuses and the holders of the two sides in parallel
// lanes, a mark for each quarter of a year.
func (a *app) printLanes(q question, segments []border.Segment) {
	first, last := lanesFrom(segments), a.today
	if first.IsZero() || !first.Before(last) {
		return
	}
	startYear, _, _ := first.Date()
	endYear, _, _ := last.Date()
	width := (endYear - startYear + 1) * 4
	fmt.Fprintf(a.out, "%-14s", "")
	for year := startYear; year <= endYear; year++ {
		fmt.Fprintf(a.out, "%02d  ", year%100)
	}
	fmt.Fprintln(a.out)
	legend := map[string]string{}
	for _, side := range []border.Side{border.Syria, border.Iraq} {
		for _, question := range []border.Question{border.QuestionControl, border.QuestionStatus} {
			var lane strings.Builder
			for i := range width {
				day := border.Date(startYear, time.Month(1+3*i), 15).AddDays(30)
				lane.WriteString(laneMark(segments, side, question, day, legend))
			}
			fmt.Fprintf(a.out, "%-14s%s\n", side.String()+" "+question.String(), strings.TrimRight(lane.String(), " "))
		}
	}
	fmt.Fprintln(a.out, "status: X closed, O open, R restricted, I intermittent, T trial, · unknown; holders by the first letters of their names below; lower case: not certain")
	var holders []string
	for letter, party := range legend {
		holders = append(holders, letter+" "+party)
	}
	if len(holders) > 0 {
		fmt.Fprintln(a.out, "holders: "+strings.Join(sorted(holders), ", "))
	}
}

// lanesFrom returns the first day on which a segment says more than unknown.
func lanesFrom(segments []border.Segment) border.Day {
	var first border.Day
	for _, s := range segments {
		if s.Value() != "unknown" && !s.From.IsZero() && (first.IsZero() || s.From.Before(first)) {
			first = s.From
		}
	}
	return first
}

// laneMark returns the mark of a lane on a day, and notes in the legend whom a
// letter stands for.
func laneMark(segments []border.Segment, side border.Side, question border.Question, day border.Day, legend map[string]string) string {
	for _, s := range segments {
		if s.Side != side || s.Question != question || !s.Contains(day) {
			continue
		}
		if question == border.QuestionStatus {
			f := s.Status()
			if !f.Certain && f.Value != border.Unknown {
				return strings.ToLower(laneMarks[f.Value])
			}
			return laneMarks[f.Value]
		}
		f := s.Control()
		if f.Value == border.UnknownParty {
			return "·"
		}
		letter := holderLetter(f.Value.String(), legend)
		if !f.Certain {
			return strings.ToLower(letter)
		}
		return letter
	}
	return " "
}

// holderLetter returns the letter of a party: the first of its name that no other
// party has.
func holderLetter(party string, legend map[string]string) string {
	for _, r := range party + "abcdefghijklmnopqrstuvwxyz" {
		letter := strings.ToUpper(string(r))
		if letter == "-" {
			continue
		}
		if other, taken := legend[letter]; !taken || other == party {
			legend[letter] = party
			return letter
		}
	}
	return "?"
}
