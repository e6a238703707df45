package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/filter"
	"github.com/crossingstatus/border/exchange"
)

// Orders of a list of claims, the oldest first.
const (
	byRecorded = "recorded" // as they came
	byReported = "reported" // as their sources said them; what has no such day comes first
)

// A Choice has the parameters of a request for a list of claims. Each filter may be given
// several times; a claim must then meet one of its values. It is exported only because
// huma ignores embedded types that are not.
type Choice struct {
	Known  string   `query:"known" format:"date" doc:"Answer by what sources had said by the end of this day"`
	AsOf   string   `query:"as-of" format:"date-time" doc:"Answer by what the registry had recorded by this instant"`
	Side   []string `query:"side,explode" enum:"syria,iraq,both" doc:"Claims about this side; those about both sides are about each"`
	Kind   []string `query:"kind,explode" enum:"control,status,passage,obstacle,threat,authorization,review" doc:"Claims of this kind"`
	Source []string `query:"source,explode" maxItems:"20" doc:"Claims that this source told or passed on, by its name in any spelling"`
	Since  []string `query:"since,explode" format:"date" doc:"Claims reported on this day or later"`
	Until  []string `query:"until,explode" format:"date" doc:"Claims reported on this day or earlier"`
	Match  []string `query:"match,explode" maxItems:"20" doc:"Claims with this text in their value, quote, note or title, in any spelling"`
	Order  string   `query:"order" enum:"recorded,reported" default:"recorded" doc:"By when they were recorded or reported, the oldest first"`
	Limit  int      `query:"limit" minimum:"1" doc:"At most so many; without it, all"`
	After  string   `query:"after" format:"uuid" doc:"Only those that come after the claim with this id"`
}

// routeClaims routes the lists of claims, and one claim.
func (s *Server) routeClaims(api huma.API) {
	get(api, "list-claims", "/claims", "What was said of all crossings", func(_ context.Context, in *Choice) (*formed, error) {
		v, _, err := s.narrow(narrowing{in.Known, in.AsOf}, "")
		if err != nil {
			return nil, err
		}
		return s.claimsAnswer(in, slices.Collect(v.All()))
	}, describeForms[[]border.Claim](api, asCSV))
	get(api, "claims", "/crossings/{code}/claims", "What was said of a crossing", func(_ context.Context, in *struct {
		Code
		Choice
	}) (*formed, error) {
		v, _, err := s.narrow(narrowing{in.Known, in.AsOf}, "")
		if err != nil {
			return nil, err
		}
		claims, err := v.Claims(codeOf(v, in.Code.Code))
		if err != nil {
			return nil, missing(err)
		}
		return s.claimsAnswer(&in.Choice, claims)
	}, describeForms[[]border.Claim](api, asCSV))
	get(api, "claim", "/claims/{id}", "A claim", func(_ context.Context, in *struct {
		ID string `path:"id" format:"uuid" doc:"Id of the claim"`
		Known
		AsOf
	}) (*body[border.Claim], error) {
		v, _, err := s.narrow(narrowing{in.Known.Known, in.AsOf.AsOf}, "")
		if err != nil {
			return nil, err
		}
		claim, err := claimWith(v, in.ID)
		return answerBody(claim, err)
	})
}

// claimWith returns the claim of a view that has an id. Of an id that an edition replaced, the
// error names those that stand for it.
func claimWith(v border.View, text string) (border.Claim, error) {
	id, err := uuid.Parse(text)
	if err != nil {
		return border.Claim{}, fmt.Errorf("no claim has the id %q", shorten(text))
	}
	for c := range v.All() {
		if c.ID == id {
			return c, nil
		}
	}
	var now []string
	for _, stands := range v.Successors()(id) {
		if stands != id {
			now = append(now, stands.String())
		}
	}
	if len(now) > 0 {
		return border.Claim{}, fmt.Errorf("no claim has the id %s any more; it was replaced by %s", id, strings.Join(now, ", "))
	}
	return border.Claim{}, fmt.Errorf("no claim has the id %s", id)
}

// claimsAnswer answers with those of claims that are asked for.
func (s *Server) claimsAnswer(in *Choice, claims []border.Claim) (*formed, error) {
	chosen, err := in.filter()
	if err != nil {
		return nil, err
	}
	claims, err = in.page(claims, chosen)
	if err != nil {
		return nil, err
	}
	return s.formed(claims, form{asCSV, func(w io.Writer) error { return exchange.WriteCSV(w, slices.Values(claims)) }}), nil
}

// filter returns the filter that is asked for.
func (in *Choice) filter() (filter.Filter, error) {
	var chosen filter.Filter
	for _, member := range []struct {
		name   string
		values []string
	}{{filter.Side, in.Side}, {filter.Kind, in.Kind}, {filter.Source, in.Source}, {filter.Since, in.Since}, {filter.Until, in.Until}, {filter.Match, in.Match}} {
		for _, value := range member.values {
			if member.name == filter.Since || member.name == filter.Until {
				if _, err := inputDay(member.name, value); err != nil {
					return chosen, err
				}
			}
			if err := chosen.Add(member.name, value); err != nil {
				return chosen, invalid(member.name, value, err)
			}
		}
	}
	return chosen, nil
}

// page returns those of claims that are asked for, which it sorts.
func (in *Choice) page(claims []border.Claim, chosen filter.Filter) ([]border.Claim, error) {
	if in.Order == byReported {
		slices.SortStableFunc(claims, func(x, y border.Claim) int {
			return x.ReportedOn().Earliest.Compare(y.ReportedOn().Earliest)
		})
	}
	if in.After != "" {
		id, err := uuid.Parse(in.After)
		if err != nil {
			return nil, invalid("after", in.After, errors.New("want the id of a claim"))
		}
		i := slices.IndexFunc(claims, func(c border.Claim) bool { return c.ID == id })
		if i < 0 {
			return nil, invalid("after", in.After, fmt.Errorf("no claim has the id %s", id))
		}
		claims = claims[i+1:]
	}
	page := []border.Claim{}
	most := cmp.Or(in.Limit, len(claims))
	for c := range chosen.Of(slices.Values(claims)) {
		if len(page) == most {
			break
		}
		page = append(page, c)
	}
	return page, nil
}
