package web

import (
	"cmp"
	"fmt"
	"html/template"
	"net/http"

	"github.com/google/uuid"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/draw"
	"github.com/crossingstatus/border/crossings/words"
)

// changesBody is what the page shows that tells what changed between two days of
// knowledge.
type changesBody struct {
	Since, Until border.Day
	OnlyDay      border.Day // only what is said of this day; the zero Day: of any
	Groups       []changeGroup
	Count        int
	Left         int // changes beyond those shown
	Corrections  []correction
	Steps        []step
}

// A changeGroup is the changes about one question on one side of a crossing.
type changeGroup struct {
	Crossing, Address string
	Side, Question    string
	Rows              []changeRow
}

type changeRow struct {
	Run           string
	Before, After answerLine
}

// A correction is a claim that took back another, and why.
type correction struct {
	What, By         string
	Note             words.Text
	Address, ByWhich string
}

// corrections returns the claims that took others back and were made after the day of
// the older view, in the order of the newer.
func (p *page) corrections(older border.View) (list []correction) {
	known := map[uuid.UUID]bool{}
	for c := range older.All() {
		known[c.ID] = true
	}
	var all map[uuid.UUID]border.Claim
	var stands func(uuid.UUID) []uuid.UUID
	for c := range p.View.All() {
		if known[c.ID] || len(c.Retracts) == 0 {
			continue
		}
		if all == nil {
			all, stands = map[uuid.UUID]border.Claim{}, p.View.Successors()
			for o := range p.View.All() {
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

// maxChanges is how many changes a page lists.
const maxChanges = 400

// changes fills in the page that tells what changed from what was known by one
// day (since) to what was known by a later one (known, or now).
func (s *Server) changes(_ *http.Request, p *page) (string, error) {
	l := p.Language
	p.Title, p.Section = words.Of(l, "What changed"), "/changes"
	b := changesBody{Until: p.Known}
	if b.Until.IsZero() {
		b.Until = p.Today
	}
	var err error
	if b.Since, err = p.day("since"); err != nil {
		return "", pageError{http.StatusBadRequest, err}
	}
	year, month, day := b.Until.Date()
	if b.Since.IsZero() {
		b.Since = border.Date(year-1, month, day)
	}
	if b.Since.After(b.Until) {
		return "", pageError{http.StatusBadRequest, fmt.Errorf("since %q is later than known %q", b.Since, b.Until)}
	}
	if p.query.Get("on") != "" {
		b.OnlyDay = p.On
	}
	for _, to := range []struct {
		label string
		day   border.Day
	}{
		{"a month", border.Date(year, month-1, day)}, {"a year", border.Date(year-1, month, day)},
		{"five years", border.Date(year-5, month, day)}, {"ten years", border.Date(year-10, month, day)},
	} {
		b.Steps = append(b.Steps, step{words.Of(l, to.label), p.here("since", to.day.String()), to.day == b.Since})
	}
	newest := s.registry.View()
	for c := range border.Diff(newest.KnownBy(b.Since), p.View.KnownBy(b.Until)) {
		if d := b.OnlyDay; !d.IsZero() && (!c.From.IsZero() && d.Before(c.From) || !c.To.IsZero() && d.After(c.To)) {
			continue
		}
		if b.Count++; b.Count > maxChanges {
			b.Left++
			continue
		}
		crossing, err := p.View.Lookup(c.Crossing)
		if err != nil {
			return "", err
		}
		side, question := words.Side(l, c.Side), words.Name(l, c.Question)
		name := words.Crossing(l, crossing)
		if n := len(b.Groups); n == 0 || b.Groups[n-1].Crossing != name || b.Groups[n-1].Side != side || b.Groups[n-1].Question != question {
			b.Groups = append(b.Groups, changeGroup{Crossing: name, Address: p.address("/crossings/" + c.Crossing), Side: side, Question: question})
		}
		g := &b.Groups[len(b.Groups)-1]
		day := cmp.Or(b.OnlyDay, c.From, c.To, p.On) // one of those on which the answers differ
		g.Rows = append(g.Rows, changeRow{Run: words.Run(l, c.From, c.To), Before: p.line(c.Before, day, b.Since), After: p.line(c.After, day, b.Until)})
	}
	b.Corrections = p.corrections(newest.KnownBy(b.Since))
	p.Body = b
	return "changes.html", nil
}

// line puts the answer of a segment into one line, as it was on a day by what was
// known by another.
func (a *ask) line(s border.Segment, on, known border.Day) answerLine {
	f := words.Describe(a.Language, a.View, s)
	line := answerLine{Text: f.Text}
	var origins int
	if s.Question == border.QuestionControl {
		line.Sign, origins = template.HTML(draw.Swatch(s.Control().Value)), s.Control().Origins()
	} else {
		line.Sign, origins = template.HTML(draw.Glyph(s.Value())), s.Status().Origins()
	}
	if origins > 0 {
		line.Sources = words.Sources(a.Language, origins)
		line.Why = a.address("/crossings/"+s.Crossing+"/why", "side", s.Side.String(), "question", s.Question.String(), "on", on.String(), "known", known.String())
	}
	return line
}
