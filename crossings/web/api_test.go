package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/stretchr/testify/require"
)

func mustDate(s string) edtf.Date { return edtf.MustParse(s) }

// A document is the API's own, by which its answers are checked.
type document struct {
	t      testing.TB
	router routers.Router
}

func newDocument(t testing.TB, h http.Handler) document {
	w := get(h, "/api/v1/openapi.json")
	require.Equal(t, http.StatusOK, w.Code)
	loader := openapi3.NewLoader()
	doc, err := loader.LoadFromData(w.Body.Bytes())
	require.NoError(t, err)
	require.Equal(t, "3.1.0", doc.OpenAPI)
	require.NoError(t, doc.Validate(context.Background(), openapi3.IsOpenAPI31OrLater()))
	doc.Servers = nil
	router, err := gorillamux.NewRouter(doc)
	require.NoError(t, err)
	return document{t, router}
}

// check holds an answer against the document.
func (d document) check(r *http.Request, w *httptest.ResponseRecorder) {
	d.t.Helper()
	route, params, err := d.router.FindRoute(r)
	require.NoError(d.t, err, r.URL)
	err = openapi3filter.ValidateResponse(context.Background(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route, Options: &openapi3filter.Options{MultiError: true}},
		Status:                 w.Code, Header: w.Header(), Options: &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true},
		Body: readCloser{bytes.NewReader(w.Body.Bytes())},
	})
	require.NoError(d.t, err, "%s: %s", r.URL, w.Body)
}

type readCloser struct{ *bytes.Reader }

func (readCloser) Close() error { return nil }

// get asks the API and holds the answer against the document.
func (d document) get(h http.Handler, address string) *httptest.ResponseRecorder {
	d.t.Helper()
	w := get(h, address)
	d.check(httptest.NewRequest(http.MethodGet, address, nil), w)
	return w
}

const bukamal = "/api/v1/crossings/al-bukamal-al-qaim"

// The API answers with the JSON of package border.
func TestAPIAnswersAsTheLibrary(t *testing.T) {
	reg := registry(t)
	s := server(t, config(t, reg))
	d := newDocument(t, s)
	day := border.Date(2020, 1, 1)
	known := reg.KnownBy(border.Date(2019, 12, 31))
	state, err := known.At(border.AlBukamalAlQaim, day)
	require.NoError(t, err)
	current, err := reg.At(border.AlBukamalAlQaim, today)
	require.NoError(t, err)
	var segments []border.Segment
	for seg, err := range reg.Between(border.AlBukamalAlQaim, day, border.Day{}) {
		require.NoError(t, err)
		segments = append(segments, seg)
	}
	claims, err := reg.Claims(border.AlBukamalAlQaim)
	require.NoError(t, err)
	plans, err := reg.Plans(border.AlBukamalAlQaim, day)
	require.NoError(t, err)
	passable, err := reg.Passable(border.AlBukamalAlQaim, border.Date(2025, 1, 1), border.Returnees, border.IraqToSyria)
	require.NoError(t, err)
	var changes []border.Change
	for c := range border.Diff(reg.KnownBy(border.Date(2019, 1, 1)), known) {
		changes = append(changes, c)
	}
	for _, tt := range []struct {
		address string
		want    any
	}{
		{bukamal + "/state?on=2020-01-01&known=2019-12-31", state},
		{bukamal + "/state", current},
		{bukamal + "/history?from=2020-01-01", segments},
		{bukamal + "/claims", claims},
		{bukamal + "/claims?as-of=2020-01-01T00:00:00Z", []border.Claim{}},
		{bukamal + "/plans?on=2020-01-01", plans},
		{bukamal + "/plans?on=1990-01-01", []border.Plan{}},
		{bukamal + "/can?on=2025-01-01&traffic=returnees&direction=iq-to-sy", passable},
		{"/api/v1/diff?from=2019-01-01&to=2019-12-31", changes},
		{"/api/v1/diff?from=2019-12-31&to=2019-12-31", []border.Change{}},
	} {
		want, err := json.Marshal(tt.want)
		require.NoError(t, err)
		w := d.get(s, tt.address)
		require.Equal(t, http.StatusOK, w.Code, tt.address)
		require.Equal(t, "application/json", w.Header().Get("Content-Type"))
		require.JSONEq(t, string(want), w.Body.String(), tt.address)
	}
	for address, length := range map[string]int{"/api/v1/crossings": 3, "/api/v1/states?on=2019-04-15": 3, "/api/v1/states": 3} {
		var list []any
		require.NoError(t, json.Unmarshal(d.get(s, address).Body.Bytes(), &list))
		require.Len(t, list, length, address)
	}
	d.get(s, bukamal)
}

// Every answer about the real dataset is as the document says, whatever the day.
func TestAPIAnswersAsDocumented(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	s := server(t, config(t, reg))
	d := newDocument(t, s)
	for c := range reg.Crossings() {
		root := "/api/v1/crossings/" + c.Code
		for _, path := range []string{"", "/history", "/claims", "/plans", "/can?traffic=humanitarian,fuel&direction=sy-to-iq&on=2024-12-20"} {
			require.Equal(t, http.StatusOK, d.get(s, root+path).Code)
		}
		for year := 1980; year < 2028; year += 3 {
			day := border.Date(year, 6, 15).String()
			require.Equal(t, http.StatusOK, d.get(s, root+"/state?on="+day).Code)
			require.Equal(t, http.StatusOK, d.get(s, root+"/state?on="+day+"&known="+day).Code)
		}
	}
	require.Equal(t, http.StatusOK, d.get(s, "/api/v1/diff?from=2019-01-01&to=2026-11-24").Code)
}

func TestBadRequestsOfTheAPI(t *testing.T) {
	s := server(t, config(t, registry(t)))
	d := newDocument(t, s)
	for _, tt := range []struct {
		address string
		code    int
		want    string // in the detail or in one of the errors
	}{
		{"/api/v1/crossings/nowhere", 404, `"nowhere"`},
		{"/api/v1/crossings/yarubiyah-waleed/state", 404, "al-tanf-al-waleed"}, // the candidates are named
		{"/api/v1/claims/x", 422, "path.id"},
		{"/api/v1/claims/fd647c79-6280-58ec-b9c3-21916de21818", 404, "no claim has the id fd647c79-6280-58ec-b9c3-21916de21818"},
		{"/api/v1/parties/the-moon", 404, "the-moon"},
		{bukamal + "/why?side=both&question=status", 422, "query.side"},
		{bukamal + "/why?side=iraq", 422, "query.question"},
		{bukamal + "/claims?limit=0", 422, "query.limit"},
		{bukamal + "/state?on=2013-02-30", 422, "query.on"},
		{bukamal + "/state?on=yesterday", 422, "query.on"},
		{bukamal + "/state?known=x", 422, "query.known"},
		{bukamal + "/state?as-of=2020-01-01", 422, "query.as-of"},
		{bukamal + "/state?kown=2020-01-01", 422, "query.kown"},
		{bukamal + "/can?traffic=tanks", 422, "query.traffic"},
		{bukamal + "/can?direction=up", 422, "query.direction"},
		{"/api/v1/diff?from=2020-01-01", 422, "query.to"},
		{"/api/v1/diff?from=2020-01-02&to=2020-01-01", 422, "from 2020-01-02 is after to 2020-01-01"},
		{bukamal + "/history?from=2020-01-02&to=2020-01-01", 422, "from 2020-01-02 is after to 2020-01-01"},
		{bukamal + "/state?on=2020-01-01&on=2020-01-02", 422, "query.on"},
		{"/api/v1/claims?side=north", 422, "query.side"},
		{"/api/v1/claims?since=2020-13-01", 422, "query.since"},
		{"/api/v1/claims?match=the", 422, "want letters or digits to look for, more than an article"},
		{"/api/v1/claims?limit=0", 422, "query.limit"},
		{"/api/v1/claims?order=newest", 422, "query.order"},
		{"/api/v1/claims?after=fd647c79-6280-58ec-b9c3-21916de21818", 422, "no claim has the id fd647c79-6280-58ec-b9c3-21916de21818"},
		{"/api/v1/claims?limit=1&limit=2", 422, "given twice"},
	} {
		w := d.get(s, tt.address)
		problem := requireProblem(t, w, tt.code, tt.address)
		require.Contains(t, problem, tt.want, tt.address)
	}
	for _, tt := range []struct {
		method, address string
		code            int
		want            string
	}{
		{"POST", "/api/v1/states", 405, "/api/v1/states does not take POST"},
		{"DELETE", bukamal, 405, "does not take DELETE"},
		{"POST", "/", 405, "/ does not take POST"},
		{"GET", "/api/v2/states", 404, "there is nothing at /api/v2/states"},
		{"POST", "/api/v1/claims", 405, "/api/v1/claims does not take POST"}, // nobody may write here
		{"GET", "/api/v1/states?on=" + strings.Repeat("1", 3000), 414, "the address has 3017 bytes, more than 2048"},
		{"GET", "/api/v1/changes?after=x", 422, `last event id "x"`},
	} {
		w := do(s, tt.method, tt.address, "", "Accept", "application/json")
		require.Contains(t, requireProblem(t, w, tt.code, tt.address), tt.want)
		if tt.code == 405 {
			require.Equal(t, "GET, HEAD", w.Header().Get("Allow"))
		}
	}
}

// requireProblem requires an answer to be a problem document, and returns it.
func requireProblem(t testing.TB, w *httptest.ResponseRecorder, code int, about string) string {
	require.Equal(t, code, w.Code, "%s: %s", about, w.Body)
	require.Equal(t, "application/problem+json", w.Header().Get("Content-Type"), about)
	var p struct {
		Title, Detail string
		Status        int
	}
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &p))
	require.Equal(t, http.StatusText(code), p.Title)
	require.Equal(t, code, p.Status)
	require.NotEmpty(t, p.Detail)
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	var all any
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &all))
	require.NoError(t, encoder.Encode(all))
	return strings.ReplaceAll(text.String(), `\"`, `"`)
}
