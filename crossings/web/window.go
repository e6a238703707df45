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

// A window is the days that a timeline shows, and the links to other windows.
type window struct {
	From, To border.Day
	Steps    []step
}

// A timelineView is a timeline, and what its signs mean.
type timelineView struct {
	Drawing template.HTML
	Window  window
	Legend  []legendLine
	Parties []legendLine
	Marks   []legendLine
	Turn    string // the address of the page on the day DAY, to which the drawing turns
}

// timeline draws the timeline in the window that the address asks for.
func (p *page) timeline(c border.Crossing, claims []border.Claim) (t timelineView, err error) {
	if t.Window, err = p.window(claims); err != nil {
		return t, err
	}
	t.Turn = p.here("on", "DAY", "page", "")
	key := drawingKey{
		view: p.View, kind: "timeline", code: c.Code, language: p.Language, from: t.Window.From, to: t.Window.To, today: p.Today, links: t.Turn,
	}
	lanes, err := drawn(p.drawings, key, draw.Timeline{
		View: p.View, Code: c.Code, Language: p.Language, From: t.Window.From, To: t.Window.To, On: p.On, Today: p.Today, Refer: p.refer,
	}.Lanes)
	if err != nil {
		return t, err
	}
	svg, err := lanes.Inline(p.On, p.refer)
	if err != nil {
		return t, err
	}
	t.Drawing, t.Legend = template.HTML(svg), p.statusLegend()
	for _, k := range []border.Kind{border.KindPassage, border.KindAuthorization, border.KindObstacle, border.KindThreat} {
		t.Marks = append(t.Marks, legendLine{Sign: template.HTML(draw.Glyph(k.String())), Word: words.Name(p.Language, k)})
	}
	t.Parties, err = p.partyLegend(c, t.Window)
	return t, err
}

// period reads the days from and to, of which the first is not the later; one that is not given
// is the zero Day.
func (a *ask) period() (from, to border.Day, err error) {
	if from, err = a.day("from"); err != nil {
		return from, to, err
	}
	if to, err = a.day("to"); err != nil {
		return from, to, err
	}
	if !from.IsZero() && !to.IsZero() && to.Before(from) {
		return from, to, fmt.Errorf("to %q is before from %q", to, from)
	}
	return from, to, nil
}

// window reads which days the timeline is to show, and makes the links to others.
func (p *page) window(claims []border.Claim) (w window, err error) {
	from, to, err := p.period()
	if err != nil {
		return w, pageError{http.StatusBadRequest, err}
	}
	defaultFrom, defaultTo := draw.Window(claims, p.On, p.Today)
	w.From, w.To = cmp.Or(from, defaultFrom), cmp.Or(to, defaultTo)
	if w.To.Before(w.From) {
		w.To = w.From
	}
	add := func(label string, from, to border.Day) {
		w.Steps = append(w.Steps, step{words.Of(p.Language, label), p.here("from", from.String(), "to", to.String()) + "#timeline", from == w.From && to == w.To})
	}
	w.Steps = append(w.Steps, step{words.Of(p.Language, "most of it"), p.here("from", "", "to", "") + "#timeline", from.IsZero() && to.IsZero()})
	add("from the first claim on", p.Clocks.On.First, defaultTo)
	year, month, day := p.On.Date()
	add("the year around the day", border.Date(year, month-6, day), border.Date(year, month+6, day))
	add("the month around the day", p.On.AddDays(-15), p.On.AddDays(15))
	days := w.To.Sub(w.From)
	add("earlier", w.From.AddDays(-days/2-1), w.To.AddDays(-days/2-1))
	add("later", w.From.AddDays(days/2+1), w.To.AddDays(days/2+1))
	add("closer", w.From.AddDays(days/4), w.To.AddDays(-days/4))
	add("wider", w.From.AddDays(-days/2-1), w.To.AddDays(days/2+1))
	return w, nil
}

// partyLegend returns the parties that the timeline shows.
func (p *page) partyLegend(c border.Crossing, w window) (list []legendLine, err error) {
	seen := map[border.Party]bool{}
	for segment, err := range p.View.Between(c.Code, w.From, w.To) {
		if err != nil {
			return nil, err
		}
		if segment.Question != border.QuestionControl {
			continue
		}
		for party := range segment.Control().Possible() {
			if !seen[party] && party != border.UnknownParty {
				seen[party] = true
				list = append(list, legendLine{Sign: template.HTML(draw.Swatch(party)), Word: words.Party(p.Language, p.View, party)})
			}
		}
	}
	return list, nil
}

// refer returns the address to which a part of a crossing's own timeline leads: the answer of its
// day on this page, or the claim.
func (a *ask) refer(p draw.Part) string {
	if p.Claim != uuid.Nil {
		return a.address("/claims/" + p.Claim.String())
	}
	return a.here("on", p.Day.String(), "page", "") + "#" + answerID(p.Side, p.Question)
}

// answerID is the id that the answer to a question about a side has on a crossing's page; side 0
// is the crossing.
func answerID(side border.Side, q border.Question) string {
	if side == 0 {
		return "crossing-" + q.String()
	}
	return side.String() + "-" + q.String()
}
