package web_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/journal"
	"github.com/stretchr/testify/require"
)

// One claim, the parties, the sources and what became of each claim are as the library has them.
func TestAPIHasWhatClaimsName(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	s := server(t, config(t, reg))
	d := newDocument(t, s)
	claims := slices.Collect(reg.View().All())
	reasons, err := reg.Why(border.AlBukamalAlQaim, border.Iraq, border.QuestionControl, border.Date(2017, 11, 1))
	require.NoError(t, err)
	require.NotEmpty(t, reasons)
	party, err := reg.LookupParty("daesh")
	require.NoError(t, err)
	may, err := reg.Passable(border.AlTanfAlWaleed, today, border.Passengers|border.Commercial, border.BothWays)
	require.NoError(t, err)
	of, err := reg.Claims(border.AlTanfAlWaleed)
	require.NoError(t, err)
	for address, want := range map[string]any{
		"/claims/" + claims[7].ID.String(): claims[7],
		"/parties":                         slices.Collect(reg.Parties()),
		"/parties/islamic-state":           party,
		"/parties/Daesh":                   party,
		"/crossings/al-bukamal-al-qaim/why?side=iraq&question=control&on=2017-11-01":               reasons,
		"/crossings/" + url.PathEscape("القائم") + "/why?side=iraq&question=control&on=2017-11-01": reasons,
		"/crossings/al-tanf-al-waleed/can":                                       may,
		"/crossings/tanf/claims?limit=2":                                         of[:2],
		"/crossings/al-tanf-al-waleed/claims?limit=2&after=" + of[1].ID.String(): of[2:4],
	} {
		expected, err := json.Marshal(want)
		require.NoError(t, err)
		w := d.get(s, "/api/v1"+address)
		require.Equal(t, http.StatusOK, w.Code, "%s: %s", address, w.Body)
		require.JSONEq(t, string(expected), w.Body.String(), address)
		head := do(s, http.MethodHead, "/api/v1"+address, "")
		require.Equal(t, w.Header().Get("Etag"), head.Header().Get("Etag"), address)
		require.Empty(t, head.Body.Bytes(), address)
		require.Equal(t, http.StatusNotModified, get(s, "/api/v1"+address, "If-None-Match", w.Header().Get("Etag")).Code, address)
	}
	w := d.get(s, "/api/v1/claims/"+claims[7].ID.String()+"?as-of=2000-01-01T00:00:00Z")
	requireProblem(t, w, http.StatusNotFound, "a claim that was not recorded then")
}

// Who said how much is counted by names as they compare, with relays, and with the stretches that
// rest on nobody else.
func TestSourcesOfTheAPI(t *testing.T) {
	reg := registry(t)
	s := server(t, config(t, reg))
	var counts []struct {
		Name                            string
		Claims, Relayed, Answers, Alone int
	}
	require.NoError(t, json.Unmarshal(newDocument(t, s).get(s, "/api/v1/sources").Body.Bytes(), &counts))
	claims, relayed, named := 0, 0, map[string]bool{}
	for c := range reg.View().All() {
		claims++
		relayed += len(c.Source.Via)
		named[border.Fold(c.Source.Name)] = true
	}
	for i, c := range counts {
		claims -= c.Claims
		relayed -= c.Relayed
		require.LessOrEqual(t, c.Alone, c.Answers, c.Name)
		require.True(t, i == 0 || c.Claims <= counts[i-1].Claims, "who said most comes first")
		require.True(t, c.Claims == 0 || named[border.Fold(c.Name)], c.Name)
	}
	require.Equal(t, []int{0, 0}, []int{claims, relayed})
	// Of a crossing about which one source made one claim, two stretches rest on it: on each side one.
	reg, err := border.New(slices.Collect(reg.Crossings()), slices.Collect(reg.Parties()))
	require.NoError(t, err)
	_, err = reg.Add(claimOn("2020-01-01"))
	require.NoError(t, err)
	w := get(server(t, config(t, reg)), "/api/v1/sources")
	require.JSONEq(t, `[{"name":"Somebody","claims":1,"relayed":0,"answers":2,"alone":2}]`, w.Body.String())
}

// Claims and states come as CSV, states as GeoJSON, to who would rather have that, and answers
// that are kept do not take each other's place.
func TestAPIAnswersInTheFormAsked(t *testing.T) {
	s := server(t, config(t, registry(t)))
	d := newDocument(t, s)
	const table, features = "text/csv; charset=utf-8", "application/geo+json"
	for range 2 {
		for _, tt := range []struct{ address, accept, want string }{
			{"/claims?kind=control", "", "application/json"},
			{"/claims?kind=control", "*/*", "application/json"},
			{"/claims?kind=control", "text/csv", table},
			{"/claims?kind=control", "text/csv;q=0.5, application/json", "application/json"},
			{"/claims?kind=control", "text/csv, application/json;q=0.5", table},
			{"/claims?kind=control", "text/csv, */*", table},
			{"/claims?kind=control", "application/geo+json", "application/json"}, // there is none
			{"/claims?kind=control", "text/csv;q=0", "application/json"},
			{"/claims?kind=control", "text/csv;q=nan", "application/json"},
			{"/crossings/qaim/claims?limit=3", "text/*", table},
			{"/states?on=2020-01-01", "application/geo+json", features},
			{"/states?on=2020-01-01", "Text/CSV", table},
			{"/states?on=2020-01-01", "application/*", "application/json"},
			{"/crossings/qaim/state", "application/geo+json, application/json;q=0.9", features},
			{"/crossings/qaim/state", "text/csv", table},
			{"/crossings/qaim/history", "text/csv", "application/json"},
		} {
			w := get(s, "/api/v1"+tt.address, "Accept", tt.accept)
			require.Equal(t, http.StatusOK, w.Code, "%s %s", tt.address, tt.accept)
			require.Equal(t, tt.want, w.Header().Get("Content-Type"), "%s %s", tt.address, tt.accept)
			if !strings.HasSuffix(tt.address, "history") {
				require.Equal(t, "Accept, Accept-Encoding", w.Header().Get("Vary"), tt.address)
			}
			switch tt.want {
			case table:
				all, err := csv.NewReader(w.Body).ReadAll()
				require.NoError(t, err)
				require.Greater(t, len(all), 2, tt.address)
			case features:
				require.Contains(t, w.Body.String(), `"FeatureCollection"`)
			default:
				d.check(httptest.NewRequest(http.MethodGet, "/api/v1"+tt.address, nil), w)
			}
		}
	}
	// The table of the API is the file of the pages.
	require.Equal(t, get(s, "/crossings.csv?kind=control").Body.String(), get(s, "/api/v1/claims?kind=control", "Accept", "text/csv").Body.String())
	require.Equal(t, get(s, "/crossings.geojson?on=2020-01-01").Body.String(), get(s, "/api/v1/states?on=2020-01-01", "Accept", "application/geo+json").Body.String())
}

// Who sends claims may call crossings and parties by any of their names; the codes are kept.
func TestWritingTakesOtherNames(t *testing.T) {
	reg := registry(t)
	j, err := journal.Open(filepath.Join(t.TempDir(), "claims.jsonl"), reg, journal.Options{})
	require.NoError(t, err)
	defer j.Close()
	c := config(t, reg)
	c.Add, c.Token = j.Add, []byte(token)
	s := server(t, c)
	const claim = `[{"crossing":%q,"side":"iraq","kind":%q,"value":%q,"when":"2026-11-02","modality":"reported","source":{"name":"Somebody"},"reported":"2026-11-02"}]`
	var answers [2]string
	for i, body := range []string{fmt.Sprintf(claim, "القائم", "control", "the Islamic State"), fmt.Sprintf(claim, "al-bukamal-al-qaim", "control", "islamic-state")} {
		w := post(s, body)
		require.Equal(t, http.StatusCreated, w.Code, w.Body)
		answers[i] = w.Body.String()
	}
	require.Equal(t, answers[0], answers[1], "it is one claim")
	w := post(s, fmt.Sprintf(claim, "bukamal", "obstacle", "Daesh"))
	require.Equal(t, http.StatusCreated, w.Code, w.Body)
	f, err := reg.Control(border.AlBukamalAlQaim, border.Iraq, border.Date(2026, 11, 2))
	require.NoError(t, err)
	require.Equal(t, border.IslamicState, f.Value)
}
