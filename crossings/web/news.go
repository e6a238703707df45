package web

import (
	"encoding/csv"
	"io"
	"iter"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/feeds"
)

// A dayOfNews is what sources said on a day.
type dayOfNews struct {
	day    border.Day
	claims []border.Claim
}

// A crossingNews is what was said about a crossing on a day, and the answers that it changed.
type crossingNews struct {
	crossing border.Crossing
	claims   []border.Claim
	changes  []border.Change
}

// newsOf yields the days from one to another on which sources said something, the latest first.
// A claim is news on the day from which on [border.View.KnownBy] has it. That somebody looked and
// found nothing new is none.
func newsOf(v border.View, from, to border.Day) iter.Seq[dayOfNews] {
	return func(yield func(dayOfNews) bool) {
		days := map[border.Day][]border.Claim{}
		for c := range v.All() {
			if day := c.ReportedOn().Latest; c.Kind != border.KindReview && !day.IsZero() && !day.Before(from) && !day.After(to) {
				days[day] = append(days[day], c)
			}
		}
		for _, day := range slices.Backward(slices.SortedFunc(maps.Keys(days), border.Day.Compare)) {
			if !yield(dayOfNews{day, days[day]}) {
				return
			}
		}
	}
}

// byCrossing takes the news of a day apart by crossing, and works out what they changed.
func (n dayOfNews) byCrossing(v border.View) (list []crossingNews) {
	changes := map[string][]border.Change{}
	for c := range border.Diff(v.KnownBy(n.day.AddDays(-1)), v.KnownBy(n.day)) {
		changes[c.Crossing] = append(changes[c.Crossing], c)
	}
	for crossing := range v.Crossings() {
		of := crossingNews{crossing: crossing, changes: changes[crossing.Code]}
		for _, c := range n.claims {
			if c.Crossing == crossing.Code {
				of.claims = append(of.claims, c)
			}
		}
		if len(of.claims) > 0 || len(of.changes) > 0 {
			list = append(list, of)
		}
	}
	return list
}

// newsColumns are those of the table of news. A row is a claim that became known on its day, or
// an answer that changed on it, over the days from first to last.
var newsColumns = []string{"day", "crossing", "row", "side", "about", "first", "last", "before", "after", "claim", "source", "url", "quote"}

// newsCSV writes the news as a table, the latest first.
func (in fileAsk) newsCSV(w io.Writer) error {
	from, to, err := in.changesPeriod()
	if err != nil {
		return pageError{http.StatusBadRequest, err}
	}
	out := csv.NewWriter(w)
	_ = out.Write(newsColumns) // Error has what happened
	for news := range newsOf(in.View, from, to) {
		for _, of := range news.byCrossing(in.View) {
			day, code := news.day.String(), of.crossing.Code
			for _, c := range of.claims {
				when := border.SpanOf(c.When)
				_ = out.Write([]string{day, code, "claim", c.Side.String(), c.Kind.String(), when.Earliest.String(), when.Latest.String(), "", unformula(c.Value),
					c.ID.String(), unformula(c.Source.Name), unformula(c.Source.URL), unformula(c.Quote)})
			}
			for _, c := range of.changes {
				_ = out.Write([]string{day, code, "answer", c.Side.String(), c.Question.String(), c.From.String(), c.To.String(), possible(c.Before), possible(c.After), "", "", "", ""})
			}
		}
		if err := out.Error(); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// possible returns the values that an answer allows, with bars between them.
func possible(s border.Segment) string {
	var values []string
	if s.Question == border.QuestionControl {
		for p := range s.Control().Possible() {
			values = append(values, string(p))
		}
	} else {
		for status := range s.Status().Possible() {
			values = append(values, status.String())
		}
	}
	return strings.Join(values, " | ")
}

// unformula keeps a spreadsheet from running a cell as a formula, as [exchange.WriteCSV] does.
func unformula(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r\n", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

// newsAtom writes the news as a feed, which is that of all news narrowed to its days.
func (in fileAsk) newsAtom(w io.Writer) error {
	from, to, err := in.changesPeriod()
	if err != nil {
		return pageError{http.StatusBadRequest, err}
	}
	feed := feeds.Atom{View: in.View.KnownBy(to), From: from, Language: in.Language, Self: in.self(), Home: in.home()}
	_, err = feed.WriteTo(w)
	return err
}
