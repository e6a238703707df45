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
