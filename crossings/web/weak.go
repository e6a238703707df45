package web

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
)

// weakBody is what the page shows that tells where the answers are weak.
type weakBody struct {
	Count  int // of all answers
	Groups []weakGroup
}

// A weakGroup is the answers that are weak in one way.
type weakGroup struct {
	ID, Title string
	Answers   []weakAnswer
}

// A weakAnswer is one of them.
type weakAnswer struct {
	Crossing, Address, Side string
	Answer                  answerView
}

// weak fills in the page that tells which answers of a day rest on little: nobody spoke of them,
// sources contradict each other, one source alone says so, or nobody has spoken for long. An
// answer may be weak in several ways.
func (s *Server) weak(_ *http.Request, p *page) (string, error) {
	l := p.Language
	p.Title = words.Of(l, "Where the answers are weak")
	b := weakBody{Groups: []weakGroup{
		{ID: "disputed", Title: words.Of(l, "Sources contradict each other")},
		{ID: "single", Title: words.Of(l, "One source alone says so")},
		{ID: "stale", Title: words.Of(l, "Nobody has spoken for more than 180 days")},
		{ID: "none", Title: words.Of(l, "Nobody has spoken of it up to this day")},
	}}
	for state := range p.View.States(p.On) {
		c, err := p.View.Lookup(state.Crossing)
		if err != nil {
			return "", err
		}
		k, err := p.cardOf(c, state)
		if err != nil {
			return "", err
		}
		for i, side := range []border.Side{border.Syria, border.Iraq} {
			of := state.Side(side)
			for _, w := range []struct {
				answer             answerView
				disputed, isSingle bool
				attested           border.Day
			}{
				{k.Sides[i].Answers[0], of.Status.Disputed, of.Status.Origins() == 1, of.Status.Attested},
				{k.Sides[i].Answers[1], of.Control.Disputed, of.Control.Origins() == 1, of.Control.Attested},
			} {
				b.Count++
				w.answer.Attested = w.attested
				weak := weakAnswer{k.Name, k.Address, k.Sides[i].Name, w.answer}
				for g, is := range []bool{w.disputed, w.isSingle, border.FreshnessOf(w.attested, p.On, border.Day{}) == border.Stale, w.attested.IsZero()} {
					if is {
						b.Groups[g].Answers = append(b.Groups[g].Answers, weak)
					}
				}
			}
		}
	}
	// Of what is stale the oldest word comes first.
	slices.SortStableFunc(b.Groups[2].Answers, func(x, y weakAnswer) int { return cmp.Compare(x.Answer.Attested.Sub(y.Answer.Attested), 0) })
	p.Body = b
	return "weak.html", nil
}
