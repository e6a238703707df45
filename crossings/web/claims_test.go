package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// The list of claims has those that meet one value of each filter, in the order asked, as many
// as asked after the one asked.
func TestListOfClaims(t *testing.T) {
	reg := registry(t)
	s := server(t, config(t, reg))
	d := newDocument(t, s)
	all := slices.Collect(reg.View().All())
	byReported := slices.SortedStableFunc(slices.Values(all), func(x, y border.Claim) int {
		return x.ReportedOn().Earliest.Compare(y.ReportedOn().Earliest)
	})
	require.NotEqual(t, all, byReported)
	only := func(takes func(c border.Claim) bool) []border.Claim {
		chosen := slices.DeleteFunc(slices.Clone(all), func(c border.Claim) bool { return !takes(c) })
		require.NotEmpty(t, chosen)
		require.Less(t, len(chosen), len(all))
		return chosen
	}
	for address, want := range map[string][]border.Claim{
		"":                all,
		"?limit=3":        all[:3],
		"?order=reported": byReported,
		"?order=reported&limit=2&after=" + byReported[1].ID.String():  byReported[2:4],
		"?after=" + all[len(all)-1].ID.String():                       {},
		"?side=iraq":                                                  only(func(c border.Claim) bool { return c.Side != border.Syria }),
		"?side=iraq&side=syria":                                       all,
		"?kind=control&kind=passage":                                  only(func(c border.Claim) bool { return c.Kind == border.KindControl || c.Kind == border.KindPassage }),
		"?source=border-gazette&kind=status&side=syria&since=2012-08": nil, // no day
		"?source=border-gazette&until=2012-08-01": only(func(c border.Claim) bool {
			return (c.Source.Name == "Border Gazette" || slices.Contains(c.Source.Via, "Border Gazette")) && !c.ReportedOn().Earliest.After(border.Date(2012, 8, 1))
		}),
		"?match=%D8%A7%D8%BA%D9%84%D9%82": only(func(c border.Claim) bool { return c.Quote == "أُغلق المنفذ اليوم" }), // without the hamza
		"?match=thursday":                 only(func(c border.Claim) bool { return c.Note == "Thursday" }),
		"?since=2012-07-19&until=2012-07-19": only(func(c border.Claim) bool {
			return c.ReportedOn().Earliest == border.Date(2012, 7, 19)
		}),
	} {
		w := d.get(s, "/api/v1/claims"+address)
		if want == nil {
			require.Contains(t, requireProblem(t, w, http.StatusUnprocessableEntity, address), "query.since")
			continue
		}
		require.Equal(t, http.StatusOK, w.Code, "%s: %s", address, w.Body)
		expected, err := json.Marshal(want)
		require.NoError(t, err)
		require.JSONEq(t, string(expected), w.Body.String(), address)
	}
}

// An id that no claim has is not found, and the id of zeros is none.
func TestNoSuchClaim(t *testing.T) {
	s := server(t, config(t, registry(t)))
	for _, id := range []string{"x", "00000000-0000-0000-0000-000000000000", "00000000-0000-4000-8000-000000000000"} {
		w := get(s, "/claims/"+id)
		require.Equal(t, http.StatusNotFound, w.Code, id)
		require.Contains(t, text(t, w.Body.String()), fmt.Sprintf("no claim has the id %q", id))
		w = get(s, "/api/v1/claims/"+id)
		require.GreaterOrEqual(t, w.Code, 400, id)
		require.Less(t, w.Code, 500, id)
	}
}
