package web

import (
	"context"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"github.com/crossingstatus/border"
)

// routeWorld routes what is asked of parties and sources.
func (s *Server) routeWorld(api huma.API) {
	get(api, "parties", "/parties", "The parties that claims name, with their names", func(_ context.Context, _ *struct{}) (*body[[]border.PartyInfo], error) {
		return &body[[]border.PartyInfo]{slices.AppendSeq([]border.PartyInfo{}, s.registry.Parties())}, nil
	})
	get(api, "party", "/parties/{code}", "A party", func(_ context.Context, in *struct {
		Code string `path:"code" maxLength:"100" example:"islamic-state" doc:"Code of the party, or another of its names"`
	}) (*body[border.PartyInfo], error) {
		p, err := s.registry.LookupParty(in.Code)
		return answerBody(p, err)
	})
	get(api, "sources", "/sources", "Who said how much, for whom, and how often alone; who said most comes first", func(_ context.Context, in *struct {
		Known
		AsOf
	}) (*body[[]sourceCount], error) {
		v, _, err := s.narrow(narrowing{in.Known.Known, in.AsOf.AsOf}, "")
		if err != nil {
			return nil, err
		}
		list, err := countSources(v)
		return answerBody(list, err)
	})
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
		side, err := border.ParseSide(in.Side)
		if err != nil {
			return nil, invalid("side", in.Side, err)
		}
		question, err := border.ParseQuestion(in.Question)
		if err != nil {
			return nil, invalid("question", in.Question, err)
		}
		reasons, err := v.Why(codeOf(v, in.Code.Code), side, question, on)
		if err != nil {
			return nil, missing(err)
		}
		return &body[[]border.Reason]{append([]border.Reason{}, reasons...)}, nil
	})
	s.routeCite(api)
}
