package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
)

// The answers are what the API's document says of them for a reader of JSON Schema, which the one
// that most tests use is not: it passes over a null that the words of a member do not have.
func TestAnswersAreOfTheirSchemas(t *testing.T) {
	s := server(t, config(t, registry(t)))
	doc, err := jsonschema.UnmarshalJSON(get(s, "/api/v1/openapi.json").Body)
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	compiler.AssertFormat()
	require.NoError(t, compiler.AddResource("openapi.json", doc))
	const of = "openapi.json#/paths/"
	for path, addresses := range map[string][]string{
		"/crossings":                  {"/crossings"},
		"/states":                     {"/states", "/states?on=2014-06-15", "/states?on=1900-01-01", "/states?on=2099-01-01&known=2015-01-01"},
		"/crossings/{code}":           {"/crossings/qaim"},
		"/crossings/{code}/state":     {"/crossings/qaim/state?on=2014-06-15", "/crossings/tanf/state"},
		"/crossings/{code}/history":   {"/crossings/qaim/history", "/crossings/qaim/history?from=2014-06-01&to=2014-06-30"},
		"/crossings/{code}/plans":     {"/crossings/qaim/plans", "/crossings/qaim/plans?on=1990-01-01"},
		"/crossings/{code}/can":       {"/crossings/qaim/can", "/crossings/qaim/can?traffic=fuel,military&direction=sy-to-iq", "/crossings/qaim/can?on=1900-01-01"},
		"/crossings/{code}/claims":    {"/crossings/qaim/claims", "/crossings/qaim/claims?match=zzzz"},
		"/crossings/{code}/why":       {"/crossings/qaim/why?side=iraq&question=control"},
		"/crossings/{code}/cite":      {"/crossings/qaim/cite", "/crossings/qaim/cite?lang=ar&on=2014-06-15"},
		"/crossings/{code}/endurance": {"/crossings/qaim/endurance?side=iraq&status=open&age=200"},
		"/diff":                       {"/diff?from=2014-01-01&to=2026-06-01"},
		"/claims":                     {"/claims"},
		"/claims/{id}":                {"/claims/" + someClaim},
		"/parties":                    {"/parties"},
		"/parties/{code}":             {"/parties/islamic-state"},
		"/sources":                    {"/sources"},
	} {
		place := strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace("/api/v1" + path)
		schema, err := compiler.Compile(of + place + "/get/responses/200/content/application~1json/schema")
		require.NoError(t, err, path)
		for _, address := range addresses {
			w := get(s, "/api/v1"+address)
			require.Equal(t, http.StatusOK, w.Code, address)
			answer, err := jsonschema.UnmarshalJSON(w.Body)
			require.NoError(t, err)
			require.NoError(t, schema.Validate(answer), address)
		}
	}
}
