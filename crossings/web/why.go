package web

import (
	"context"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
)

// whyBody is what the page shows that takes one answer apart.
type whyBody struct {
	Crossing, Address string
	Side, Question    string
	Answer            answerView
	Groups            []whyGroup
	Passage           passTable // of the crossing
}

// A whyGroup is the claims to which one thing was done.
type whyGroup struct {
	Verdict string
	Rows    []whyRow
}

type whyRow struct {
	Claim claimView
	By    []claimRef
}

// why fills in the page that says what became of each claim about a question.
func (s *Server) why(r *http.Request, p *page) (string, error) {
	info, err := p.lookup(r.PathValue("code"))
	if _, ok := err.(redirect); ok {
		p.path += "/why"
		return "", redirect(p.here())
	}
	if err != nil {
		return "", err
	}
	c, err := p.View.Handle(info.Code)
	if err != nil {
		return "", pageError{http.StatusNotFound, err}
	}
	if p.query.Get("side") == "" || p.query.Get("question") == "" { // the crossing's page has all four
		return "", redirect(p.address("/crossings/" + info.Code))
	}
	side, question, err := p.track()
	if err != nil {
		return "", err
	}
	l := p.Language
	b := whyBody{Crossing: words.Crossing(l, info), Address: p.address("/crossings/" + info.Code), Side: words.Side(l, side), Question: words.Name(l, question)}
	p.Title = words.Of(l, "Why: %s, %s, %s", b.Crossing, b.Side, b.Question)
	if question == border.QuestionStatus {
		b.Answer = p.statusAnswer(c.Status(side, p.On))
	} else {
		b.Answer = p.controlAnswer(c.Control(side, p.On))
	}
	state, err := p.View.At(info.Code, p.On)
	if err != nil {
		return "", err
	}
	b.Passage = p.passage(state)
	reasons, err := p.View.Why(info.Code, side, question, p.On)
	if err != nil {
		return "", err
	}
	b.Groups = p.groupByVerdict(reasons)
	p.Body = b
	return "why.html", nil
}

// track reads which side and question are asked about.
func (p *page) track() (border.Side, border.Question, error) {
	side, err := border.ParseSide(p.query.Get("side"))
	if err != nil || side == border.Both {
		return 0, 0, pageError{http.StatusBadRequest, fmt.Errorf("side %q: want syria or iraq", shorten(p.query.Get("side")))}
	}
	question, err := border.ParseQuestion(p.query.Get("question"))
	if err != nil {
		return 0, 0, pageError{http.StatusBadRequest, fmt.Errorf("question %q: want control or status", shorten(p.query.Get("question")))}
	}
	return side, question, nil
}

// groupByVerdict returns the claims in groups, one for each verdict that some have.
func (p *page) groupByVerdict(reasons []border.Reason) (groups []whyGroup) {
	names := map[uuid.UUID]claimRef{}
	for _, reason := range reasons {
		ref := p.ref(reason.Claim)
		ref.Address = "#c-" + reason.Claim.ID.String()
		names[reason.Claim.ID] = ref
	}
	for verdict := border.GivesValue; verdict <= border.NoFact; verdict++ {
		group := whyGroup{Verdict: words.Verdict(p.Language, verdict)}
		for _, reason := range reasons {
			if reason.Verdict != verdict {
				continue
			}
			row := whyRow{Claim: p.claimOf(reason.Claim)}
			for _, id := range reason.By {
				if by, ok := names[id]; ok {
					row.By = append(row.By, by)
				}
			}
			group.Rows = append(group.Rows, row)
		}
		if len(group.Rows) > 0 {
			groups = append(groups, group)
		}
	}
	return groups
}

// routeReasons routes what became of each claim.
func (s *Server) routeReasons(api huma.API) {
	get(api, "why", "/crossings/{code}/why", "What became of each claim about a question on a day", func(_ context.Context, in *struct {
		Code
		On
		Known
		AsOf
		Side     string `query:"side" required:"true" enum:"syria,iraq"`
		Question string `query:"question" required:"true" enum:"control,status"`
	}) (*body[[]border.Reason], error) {
		v, on, err := s.narrow(narrowing{in.Known.Known, in.AsOf.AsOf}, in.On.On)
		if err != nil {
			return nil, err
		}
		side, err := fromQuery("side", in.Side, border.ParseSide)
		if err != nil {
			return nil, err
		}
		question, err := fromQuery("question", in.Question, border.ParseQuestion)
		if err != nil {
			return nil, err
		}
		reasons, err := v.Why(codeOf(v, in.Code.Code), side, question, on)
		if err != nil {
			return nil, missing(err)
		}
		return &body[[]border.Reason]{append([]border.Reason{}, reasons...)}, nil
	})
	s.routeCite(api)
}
