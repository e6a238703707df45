package web

import (
	"net/http"
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"github.com/crossingstatus/border"
)

// describeStream puts the event stream into the document. It is no huma
// operation, for it does not end.
func (s *Server) describeStream(api huma.API) {
	api.OpenAPI().AddOperation(&huma.Operation{
		OperationID: "changes", Tags: []string{"changes"}, Method: http.MethodGet, Path: streamPath, Summary: "Claims as they come, as server-sent events",
		Description: "Each event \"claim\" has a claim as its data. A client that was cut off sends the id of the last event that it got, and goes on after it. " +
			"An event \"currency\" says with its member current whether the registry has all that it should have; until there is one, it has.",
		Parameters: []*huma.Param{
			{Name: "Last-Event-ID", In: "header", Description: "Id of the last event that was got", Schema: &huma.Schema{Type: huma.TypeString}},
			{Name: "after", In: "query", Description: "The same, for clients that cannot set it; 0 for all claims from the first on", Schema: &huma.Schema{Type: huma.TypeString}},
		},
		Responses: map[string]*huma.Response{
			"200": {Description: "A stream of events", Content: map[string]*huma.MediaType{"text/event-stream": {Schema: &huma.Schema{Type: huma.TypeString}}}},
			"422": problemResponse("The id of the last event is none"),
			"429": problemResponse("Too many streams are open from this address, or it asks too often"),
			"503": problemResponse("Too many streams are open, or the server is shutting down"),
		},
	})
}

// describe puts the operation that writes into the document. It is no huma operation,
// for huma reads the body first.
func (w *writer) describe(api huma.API) {
	doc := api.OpenAPI()
	doc.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer"}}
	schemas := doc.Components.Schemas
	list := *schemas.Schema(reflect.TypeFor[[]border.Claim](), true, "")
	list.MinItems, list.MaxItems = new(1), new(maxClaims)
	responses := map[string]*huma.Response{
		"200": {Description: "What the claims would change, with dry-run: nothing is kept", Content: map[string]*huma.MediaType{"application/json": {Schema: schemas.Schema(reflect.TypeFor[[]border.Change](), true, "")}}},
		"201": {Description: "The claims are durable", Content: map[string]*huma.MediaType{"application/json": {Schema: schemas.Schema(reflect.TypeFor[writeAnswer](), true, "")}}},
	}
	for status, description := range map[int]string{
		http.StatusBadRequest:            "The body is not JSON with a list",
		http.StatusUnauthorized:          "The token is wrong; asked before the body is read",
		http.StatusRequestTimeout:        "The body came too slowly",
		http.StatusConflict:              "An id has another content already",
		http.StatusRequestEntityTooLarge: "The body is longer than a mebibyte",
		http.StatusUnsupportedMediaType:  "The body is not application/json as it is",
		http.StatusUnprocessableEntity:   "Claims are at fault, or too many; at most 20 faults are told",
		http.StatusTooManyRequests:       "There were too many writes, or too many from this address",
		http.StatusServiceUnavailable:    "The claims were not kept, or that is not known",
	} {
		responses[strconv.Itoa(status)] = problemResponse(description)
	}
	doc.AddOperation(&huma.Operation{
		OperationID: "add", Tags: []string{"claims"}, Method: http.MethodPost, Path: apiRoot + "/claims", Summary: "Add claims, all or none",
		Description: "Who sends them is asked before the body is read: at most a mebibyte within ten seconds, of at most 100 claims, each with at most 16 relays and 100 ids in a list. Answers once they are durable. After a 503 some of them may be there already: send the same again, after the seconds of Retry-After. A claim's id is the key of the request: sending the same claims again changes nothing and answers the same ids.",
		Parameters: []*huma.Param{{Name: dryRunParameter, In: "query", Description: "true: answer with the changes that the claims would make in answers, as /diff does, and keep nothing",
			Schema: &huma.Schema{Type: huma.TypeBoolean}}},
		Security:    []map[string][]string{{"token": {}}},
		RequestBody: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/json": {Schema: &list}}},
		Responses:   responses,
	})
}

// problemResponse describes an answer that is a problem document.
func problemResponse(description string) *huma.Response {
	return &huma.Response{Description: description, Content: map[string]*huma.MediaType{
		"application/problem+json": {Schema: &huma.Schema{Ref: "#/components/schemas/ErrorModel"}},
	}}
}
