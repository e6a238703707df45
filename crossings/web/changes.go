package web

import (
	"cmp"
	"fmt"
	"html/template"
	"net/http"
	"slices"

	"github.com/google/uuid"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/draw"
	"github.com/crossingstatus/border/crossings/words"
)

// changesBody is what the page shows that tells what became known, day by day.
type changesBody struct {
	From, To    border.Day
	OnlyDay     border.Day // only changes in what is said of this day; the zero Day: of any
	Days        []newsDay
	Left        int    // claims of these days beyond those shown
	Earlier     string // the address of the days before those shown; "" if all are
	Corrections []correction
	Steps       []step
	Files       []fileLink
}

// A newsDay is what became known on a day.
type newsDay struct {
	Day  string
	News []newsItem
}

// A newsItem is what became known about a crossing on a day: what was said, and the answers that
// it changed.
type newsItem struct {
	Crossing, Address string
	Claims            []claimView
	Changes           []changeRow
}

// A changeRow is a change in an answer.
type changeRow struct {
	Side, Question string
	Run            string
	Before, After  answerLine
}

// A correction is a claim that took back another, and why.
type correction struct {
	What, By         string
	Note             words.Text
	Address, ByWhich string
}

// corrections returns the claims that took others back and were made after the day of
// the older view, in the order of the newer.
func (p *page) corrections(older, newer border.View) (list []correction) {
	known := map[uuid.UUID]bool{}
	for c := range older.All() {
		known[c.ID] = true
	}
	var all map[uuid.UUID]border.Claim
	var stands func(uuid.UUID) []uuid.UUID
	for c := range newer.All() {
		if known[c.ID] || len(c.Retracts) == 0 {
			continue
		}
		if all == nil {
			all, stands = map[uuid.UUID]border.Claim{}, newer.Successors()
			for o := range newer.All() {
				all[o.ID] = o
			}
		}
		for _, id := range following(stands, c.Retracts) {
			if o, ok := all[id]; ok {
				list = append(list, correction{words.Told(p.Language, p.View, o), words.Told(p.Language, p.View, c), words.Note(p.Language, p.View, c),
					p.address("/claims/" + o.ID.String()), p.address("/claims/" + c.ID.String())})
			}
		}
	}
	return list[:min(len(list), maxChanges)]
}

// An answerLine is an answer in one line, and the address of the page that takes
// it apart.
type answerLine struct {
	Sign         template.HTML
	Text         string
	Sources, Why string
}

const (
	maxNewsDays = 40  // days with news that are looked at for a page
	maxChanges  = 400 // claims, and corrections, on a page
)

// changesPeriod returns the days of which news are asked for: to today or the day of knowledge,
// from a year before, unless the address says otherwise.
func (a *ask) changesPeriod() (from, to border.Day, err error) {
	if from, to, err = a.period(); err != nil {
		return from, to, err
	}
	to = cmp.Or(to, a.Known, a.Today)
	if from.IsZero() {
		year, month, day := to.Date()
		from = border.Date(year-1, month, day)
	}
	if from.After(to) {
		return from, to, fmt.Errorf("from %q is later than %q", from, to)
	}
	return from, to, nil
}

// changes fills in the page that tells the news of some days, the latest first.
func (s *Server) changes(_ *http.Request, p *page) (string, error) {
	l := p.Language
	p.Title, p.Section = words.Of(l, "What changed"), "/changes"
	from, to, err := p.changesPeriod()
	if err != nil {
		return "", pageError{http.StatusBadRequest, err}
	}
	b := changesBody{From: from, To: to}
	if p.query.Get("on") != "" {
		b.OnlyDay = p.On
	}
	year, month, day := to.Date()
	for _, of := range []struct {
		label string
		day   border.Day
	}{
		{"a month", border.Date(year, month-1, day)}, {"a year", border.Date(year-1, month, day)},
		{"five years", border.Date(year-5, month, day)}, {"ten years", border.Date(year-10, month, day)},
	} {
		b.Steps = append(b.Steps, step{words.Of(l, of.label), p.here("from", of.day.String(), "to", ""), of.day == from})
	}
	days, shown := 0, 0
	for news := range newsOf(p.View, from, to) {
		if days++; days > maxNewsDays || shown >= maxChanges {
			b.Earlier = p.here("from", from.String(), "to", news.day.String())
			break
		}
		d := newsDay{Day: words.Day(l, news.day)}
		for _, of := range news.byCrossing(p.View) {
			item := p.newsItem(of, news.day, b.OnlyDay)
			if !b.OnlyDay.IsZero() && len(item.Changes) == 0 {
				continue
			}
			if most := maxChanges - shown; len(item.Claims) > most {
				b.Left += len(item.Claims) - most
				item.Claims = item.Claims[:most]
			}
			shown += len(item.Claims)
			d.News = append(d.News, item)
		}
		if len(d.News) > 0 {
			b.Days = append(b.Days, d)
		}
	}
	b.Corrections = p.corrections(p.View.KnownBy(from.AddDays(-1)), p.View.KnownBy(to))
	for _, f := range []fileLink{{"CSV", "/changes.csv"}, {"Atom", "/changes.atom"}} {
		b.Files = append(b.Files, fileLink{f.Name, p.address(f.Address, "on", "", "from", from.String(), "to", to.String(), "lang", words.Tag(l))})
	}
	p.Body = b
	return "changes.html", nil
}

// newsItem puts what became known about a crossing on a day into words; with a day only the
// changes in what is said of it.
func (p *page) newsItem(of crossingNews, known, only border.Day) newsItem {
	item := newsItem{Crossing: words.Crossing(p.Language, of.crossing), Address: p.address("/crossings/"+of.crossing.Code, "on", "")}
	for _, c := range of.claims {
		item.Claims = append(item.Claims, p.claimOf(c))
	}
	for _, c := range of.changes {
		if !only.IsZero() && (!c.From.IsZero() && only.Before(c.From) || !c.To.IsZero() && only.After(c.To)) {
			continue
		}
		day := cmp.Or(only, c.From, c.To, p.On) // one of those on which the answers differ
		item.Changes = append(item.Changes, changeRow{
			Side: words.Side(p.Language, c.Side), Question: words.Name(p.Language, c.Question), Run: words.Run(p.Language, c.From, c.To),
			Before: p.line(c.Before, day, known.AddDays(-1)), After: p.line(c.After, day, known),
		})
	}
	item.Changes = append(item.Changes, p.passersChanged(of, known, only)...)
	return item
}

// line puts the answer of a segment into one line, as it was on a day by what was
// known by another.
func (a *ask) line(s border.Segment, on, known border.Day) answerLine {
	if s.Question == border.QuestionStatus {
		return a.statusLine(s.Status(), s.Crossing, s.Side, on, known)
	}
	line := answerLine{Text: words.Describe(a.Language, a.View, s).Text, Sign: template.HTML(draw.Swatch(s.Control().Value))}
	a.lead(&line, s.Control().Origins(), s.Crossing, s.Side, s.Question, on, known)
	return line
}

// statusLine puts a status into one line, with those for whom it holds.
func (a *ask) statusLine(f border.Finding[border.Status], crossing string, side border.Side, on, known border.Day) answerLine {
	said := words.StatusFinding(a.Language, f)
	line := answerLine{Text: said.Line(a.Language), Sign: template.HTML(draw.Glyph(f.Value.String()))}
	a.lead(&line, f.Origins(), crossing, side, border.QuestionStatus, on, known)
	return line
}

// lead adds to the line of an answer how many sources it has, and the page that takes it apart.
func (a *ask) lead(line *answerLine, origins int, crossing string, side border.Side, question border.Question, on, known border.Day) {
	if origins > 0 {
		line.Sources = words.Sources(a.Language, origins)
		line.Why = a.address("/crossings/"+crossing+"/why", "side", side.String(), "question", question.String(), "on", on.String(), "known", known.String())
	}
}

// passersChanged tells, of the statuses that became known on a day, where the answer stayed what it was but
// who may pass did not. Such is no [border.Change]. A row is of the first day of a claim on which it is so.
func (p *page) passersChanged(of crossingNews, known, only border.Day) (rows []changeRow) {
	type place struct {
		side border.Side
		day  border.Day
	}
	isTold := func(at place) bool {
		return slices.ContainsFunc(of.changes, func(c border.Change) bool {
			return c.Side == at.side && c.Question == border.QuestionStatus && (c.From.IsZero() || !at.day.Before(c.From)) && (c.To.IsZero() || !at.day.After(c.To))
		})
	}
	listed := map[place]bool{}
	for _, c := range of.claims {
		span := border.SpanOf(c.When)
		for _, side := range []border.Side{border.Iraq, border.Syria} {
			if c.Kind != border.KindStatus || c.Side != side && c.Side != border.Both {
				continue
			}
			for _, day := range []border.Day{span.Earliest, span.Latest} {
				at := place{side, day}
				if day.IsZero() || !only.IsZero() && only != day || listed[at] || isTold(at) {
					continue
				}
				if row, ok := p.passersOn(of.crossing.Code, side, day, known); ok {
					listed[at], rows = true, append(rows, row)
					break
				}
			}
		}
	}
	return rows
}

// passersOn tells what became known on one day of who may pass on another; ok is false if it is nothing new,
// or the answer is another one.
func (p *page) passersOn(code string, side border.Side, day, known border.Day) (row changeRow, ok bool) {
	eve := known.AddDays(-1)
	before, err := p.View.KnownBy(eve).Status(code, side, day)
	if err != nil {
		return row, false
	}
	after, err := p.View.KnownBy(known).Status(code, side, day)
	if err != nil || before.Value != after.Value || before.Traffic() == after.Traffic() && before.Direction() == after.Direction() {
		return row, false
	}
	return changeRow{
		Side: words.Side(p.Language, side), Question: words.Name(p.Language, border.QuestionStatus), Run: words.Run(p.Language, day, day),
		Before: p.statusLine(before, code, side, day, eve), After: p.statusLine(after, code, side, day, known),
	}, true
}
