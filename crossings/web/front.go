package web

import (
	"html/template"
	"net/http"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/draw"
	"github.com/crossingstatus/border/crossings/words"
)

// frontBody is what the front page shows.
type frontBody struct {
	Verdicts []verdicts // of each crossing
	Sentence sentence
	Map      template.HTML
	Cards    []card
	Legend   []legendLine
}

// A legendLine tells what a sign means.
type legendLine struct {
	Sign template.HTML
	Word string
	Note string
}

// statuses in the order in which a legend lists them.
var statuses = []border.Status{border.Open, border.Restricted, border.Intermittent, border.Trial, border.Closed, border.Unknown}

func (a *ask) statusLegend() (list []legendLine) {
	for _, s := range statuses {
		list = append(list, legendLine{template.HTML(draw.Glyph(s.String())), words.Status(a.Language, s), words.Of(a.Language, s.String()+": to whom")})
	}
	return list
}

// front fills in the front page: a map, and a card for each crossing.
func (s *Server) front(_ *http.Request, p *page) (string, error) {
	p.Title, p.Section = words.Of(p.Language, "Border crossings between Syria and Iraq"), "/"
	b := frontBody{Legend: p.statusLegend(), Sentence: p.sentence()}
	m := draw.Map{View: p.View, On: p.On, Today: p.Today, Language: p.Language, Link: func(code string) string { return p.address("/crossings/" + code) }}
	b.Map = template.HTML(m.Inline())
	from, to, err := p.wholeWindow()
	if err != nil {
		return "", err
	}
	for state := range p.View.States(p.On) {
		c, err := p.View.Lookup(state.Crossing)
		if err != nil {
			return "", err
		}
		b.Verdicts = append(b.Verdicts, p.verdicts(c, state, maxObstacles))
		k, err := p.cardOf(c, state)
		if err != nil {
			return "", err
		}
		key := drawingKey{view: p.View, kind: "strip", code: c.Code, language: p.Language, from: from, to: to, today: p.Today}
		strip, err := drawn(p.drawings, key, draw.Timeline{View: p.View, Code: c.Code, Language: p.Language, Today: p.Today, From: from, To: to}.Strip)
		if err != nil {
			return "", err
		}
		k.Strip = template.HTML(strip.Inline(p.On))
		b.Cards = append(b.Cards, k)
	}
	p.Files = p.fileLinks("/crossings")
	p.Body = b
	return "front.html", nil
}

// wholeWindow returns the days of a drawing in which all crossings can be compared.
func (a *ask) wholeWindow() (from, to border.Day, err error) {
	begun, err := drawn(a.drawings, drawingKey{view: a.View, kind: "window"}, func() (beginning, error) {
		var all [][]border.Claim
		for c := range a.View.Crossings() {
			claims, err := a.claims(c.Code)
			if err != nil {
				return beginning{}, err
			}
			all = append(all, claims)
		}
		return beginning{draw.Beginning(all...)}, nil
	})
	from, to = draw.WindowFrom(begun.Day, a.On, a.Today)
	return from, to, err
}

// A beginning is the one of all crossings' claims.
type beginning struct{ border.Day }

// Size implements [drawing].
func (beginning) Size() int { return 1 << 7 }
