package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// laneMarks draw the statuses in a lane of text; what is not certain is drawn
// in lower case.
var laneMarks = map[border.Status]string{
	border.Closed: "X", border.Intermittent: "I", border.Open: "O", border.Restricted: "R", border.Trial: "T", border.Unknown: "·",
}

// printLanes draws the statuses and the holders of the two sides in parallel
// lanes, a mark for each quarter of a year.
func (a *app) printLanes(q question, segments []border.Segment) {
	first, last := lanesFrom(segments), lanesTo(segments, a.today)
	if first.IsZero() || !first.Before(last) {
		return
	}
	startYear, _, _ := first.Date()
	endYear, _, _ := last.Date()
	legend := map[string]string{}
	years := max(1, (a.width-laneLabel(a.language))/4)
	for year := startYear; year <= endYear; year += years {
		if year > startYear {
			fmt.Fprintln(a.out)
		}
		a.printLanesOf(segments, year, min(endYear, year+years-1), legend)
	}
	a.printWrapped("", a.say("a mark shows the middle of a quarter of a year, in lower case what is doubtful"))
	var marks []string
	for s := border.Closed; s <= border.Unknown; s++ {
		marks = append(marks, laneMarks[s]+" "+words.Status(a.language, s))
	}
	a.printWrapped(words.Name(a.language, border.QuestionStatus)+": ", strings.Join(marks, a.say(", ")))
	var holders []string
	for _, letter := range slices.Sorted(maps.Keys(legend)) {
		holders = append(holders, letter+" "+words.Party(a.language, q.view, border.Party(legend[letter])))
	}
	if len(holders) > 0 {
		a.printWrapped(words.Name(a.language, border.QuestionControl)+": ", strings.Join(holders, a.say(", ")))
	}
}

// printLanesOf draws the lanes of some years, and notes in the legend whom a letter stands for.
func (a *app) printLanesOf(segments []border.Segment, first, last int, legend map[string]string) {
	var years []string
	for year := first; year <= last; year++ {
		years = append(years, fmt.Sprintf("%02d", year%100))
	}
	a.printLane("", strings.Join(years, "  "))
	for _, side := range []border.Side{border.Syria, border.Iraq} {
		for _, question := range []border.Question{border.QuestionControl, border.QuestionStatus} {
			var lane strings.Builder
			for i := range (last - first + 1) * 4 {
				day := border.Date(first, time.Month(1+3*i), 15).AddDays(30)
				lane.WriteString(laneMark(segments, side, question, day, legend))
			}
			label := side.String() + " " + question.String()
			if words.RightToLeft(a.language) {
				label = words.Side(a.language, side) + a.say(", ") + words.Name(a.language, question)
			}
			a.printLane(label, strings.TrimRight(lane.String(), " "))
		}
	}
}

// laneLabel returns the width of the label of a lane.
func laneLabel(l edtf.Language) int {
	if words.RightToLeft(l) {
		return 24
	}
	return 14
}

// printLane prints a lane after its label. Time runs from left to right in any
// language.
func (a *app) printLane(label, lane string) {
	if words.RightToLeft(a.language) {
		lane = words.LeftToRight(lane)
	}
	fmt.Fprintf(a.out, "%-*s%s\n", laneLabel(a.language), label, lane)
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

// lanesTo returns the last day of the segments, or today if that is earlier.
func lanesTo(segments []border.Segment, today border.Day) border.Day {
	var last border.Day
	for _, s := range segments {
		if s.To.IsZero() {
			return today
		}
		if last.Before(s.To) {
			last = s.To
		}
	}
	if today.Before(last) {
		return today
	}
	return last
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
