package web

import (
	"cmp"
	"math"
	"net/http"
	"net/url"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
)

// crossingBody is what a crossing's page shows.
type crossingBody struct {
	Crossing border.Crossing
	Verdicts verdicts
	Sentence sentence
	Card     card
	Plans    []planLine
	Timeline timelineView
	Tracks   []track
	Claims   claimList
	Cite     citeView
}

// crossing fills in a crossing's page.
func (s *Server) crossing(r *http.Request, p *page) (string, error) {
	c, err := p.lookup(r.PathValue("code"))
	if err != nil {
		return "", err
	}
	p.Title = words.Crossing(p.Language, c)
	b := crossingBody{Crossing: c, Sentence: p.sentence()}
	state, err := p.View.At(c.Code, p.On)
	if err != nil {
		return "", err
	}
	b.Verdicts = p.verdicts(c, state, math.MaxInt)
	if err := b.state(p, c, state); err != nil {
		return "", err
	}
	cite, err := s.cite(&p.ask, c.Code, originOf(r))
	if err != nil {
		return "", err
	}
	b.Cite = p.citeView(cite)
	claims, err := p.claims(c.Code)
	if err != nil {
		return "", err
	}
	b.Plans = p.planLines(state, claims)
	if b.Timeline, err = p.timeline(c, claims); err != nil {
		return "", err
	}
	if b.Tracks, err = p.tracks(c); err != nil {
		return "", err
	}
	if b.Claims, err = p.claimList(claims); err != nil {
		return "", err
	}
	p.Files = p.fileLinks("/crossings/" + c.Code)
	p.Body = b
	return "crossing.html", nil
}

// state fills in the state of both sides, with who says so.
func (b *crossingBody) state(p *page, c border.Crossing, state border.State) (err error) {
	if b.Card, err = p.cardOf(c, state); err != nil {
		return err
	}
	for i, side := range []border.Side{border.Syria, border.Iraq} {
		answers, of := b.Card.Sides[i].Answers, state.Side(side)
		withClaims(&p.ask, &answers[0], of.Status)
		withClaims(&p.ask, &answers[1], of.Control)
	}
	for n := range state.Notices() {
		b.Card.Notices = append(b.Card.Notices, p.claimOf(n))
	}
	return nil
}

// planLines tells the plans of a state, the latest told first.
func (a *ask) planLines(state border.State, claims []border.Claim) (lines []planLine) {
	plans := slices.Collect(state.Plans())
	told := func(p border.Plan) border.Day {
		span := border.SpanOf(p.Reported)
		return cmp.Or(span.Latest, span.Earliest)
	}
	slices.SortStableFunc(plans, func(x, y border.Plan) int { return told(y).Compare(told(x)) })
	for _, p := range plans {
		lines = append(lines, a.planLine(p, claims))
	}
	return lines
}

// onlyHost returns the host of an address.
func onlyHost(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}
