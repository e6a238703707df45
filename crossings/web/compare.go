package web

import (
	"html/template"
	"net/http"

	"github.com/crossingstatus/border/crossings/draw"
	"github.com/crossingstatus/border/crossings/words"
)

// compareBody is what the page shows that compares the crossings.
type compareBody struct {
	Cards  []card
	Lanes  template.HTML
	Legend []legendLine
}

// compare fills in the page that has the crossings side by side, on one day and
// over time.
func (s *Server) compare(_ *http.Request, p *page) (string, error) {
	p.Title, p.Section = words.Of(p.Language, "The crossings compared"), "/compare"
	b := compareBody{Legend: p.statusLegend()}
	for state := range p.View.States(p.On) {
		c, err := p.View.Lookup(state.Crossing)
		if err != nil {
			return "", err
		}
		k, err := p.cardOf(c, state)
		if err != nil {
			return "", err
		}
		b.Cards = append(b.Cards, k)
	}
	svg, err := draw.Comparison{View: p.View, Language: p.Language, On: p.On, Today: p.Today, Refer: p.referTo}.Inline()
	if err != nil {
		return "", err
	}
	b.Lanes = template.HTML(svg)
	p.Body = b
	return "compare.html", nil
}

// referTo returns the address to which a part of the drawing of all crossings leads.
func (a *ask) referTo(code string, p draw.Part) string {
	return a.address("/crossings/"+code, "on", p.Day.String()) + "#" + answerID(p.Side, p.Question)
}
