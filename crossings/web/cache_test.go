package web_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestConditionalRequests(t *testing.T) {
	s := server(t, config(t, registry(t)))
	for _, address := range []string{"/", bukamal + "/state", "/style.css"} {
		w := get(s, address)
		tag := w.Header().Get("Etag")
		require.Regexp(t, `^W/"[0-9a-f]{24}"$`, tag, address)
		require.NotEmpty(t, w.Header().Get("Cache-Control"))
		require.Contains(t, w.Header().Get("Vary"), "Accept-Encoding")
		for _, match := range []string{tag, strings.TrimPrefix(tag, "W/"), `"x", ` + tag, "*"} {
			again := get(s, address, "If-None-Match", match)
			require.Equal(t, http.StatusNotModified, again.Code, "%s %s", address, match)
			require.Zero(t, again.Body.Len())
			require.Equal(t, tag, again.Header().Get("Etag"))
		}
		require.Equal(t, http.StatusOK, get(s, address, "If-None-Match", `"other"`).Code)
		head := do(s, http.MethodHead, address, "")
		require.Equal(t, fmt.Sprint(w.Body.Len()), head.Header().Get("Content-Length"))
		require.Zero(t, head.Body.Len())
	}
	// Each language is an answer of its own.
	require.NotEqual(t, get(s, "/").Header().Get("Etag"), get(s, "/", "Accept-Language", "ar").Header().Get("Etag"))
}

// An answer is made once.
func TestAnswersAreKept(t *testing.T) {
	s := server(t, config(t, registry(t)))
	for _, address := range []string{"/", bukamal + "/state", "/crossings/al-bukamal-al-qaim?on=2020-01-01"} {
		get(s, address)
		require.Less(t, testing.AllocsPerRun(10, func() { get(s, address) }), 100.0, address)
	}
}

// A parameter that nobody knows makes no other answer, and none that is kept once more: a hundred of them leave the cache
// as it is. What the parameters beside it say still counts.
func TestUnknownParametersFillNoCache(t *testing.T) {
	c := config(t, registry(t))
	c.Token = []byte(token)
	c.Add = c.Registry.Add
	s := server(t, c)
	followed := func(address string) *httptest.ResponseRecorder {
		w := get(s, address, "Accept", "text/html")
		if w.Code == http.StatusPermanentRedirect {
			w = get(s, w.Header().Get("Location"), "Accept", "text/html")
		}
		return w
	}
	for _, address := range []string{
		"/", "/crossings/al-tanf-al-waleed", "/crossings/al-tanf-al-waleed/why?question=status&side=syria", "/claims/" + someClaim, "/weak", "/embed/al-tanf-al-waleed",
		"/sources", "/parties/syrian-government", "/compare", "/changes", "/crossings/al-tanf-al-waleed.svg", "/card/all.png", "/crossings.csv", "/crossings.json", "/map.svg", "/calendar.ics",
		"/changes.atom", "/feed.atom", "/style.css", "/script.js", "/desk.js", "/icon.svg", "/worker.js", "/icon-192.png", "/favicon.ico", "/sitemap.xml", "/robots.txt", "/manifest.webmanifest",
		"/api/v1/openapi.json", "/api/v1/openapi.yaml",
	} {
		plain := followed(address)
		require.Equal(t, http.StatusOK, plain.Code, address)
		kept := s.Kept()
		mark := "?"
		if strings.Contains(address, "?") {
			mark = "&"
		}
		for n := range 100 {
			for _, unknown := range []string{"x=%d", "v=%d", "utm_source=%d", "%d"} {
				w := followed(address + mark + fmt.Sprintf(unknown, n))
				require.Equal(t, http.StatusOK, w.Code, address)
				if n == 0 {
					require.Equal(t, plain.Body.Bytes(), w.Body.Bytes(), "%s with %s", address, unknown)
				}
			}
		}
		require.Equal(t, kept, s.Kept(), address)
	}
	for _, address := range []string{"/api/v1/crossings", "/api/v1/states", bukamal + "/state", bukamal + "/history", "/api/v1/claims"} {
		kept := s.Kept()
		for n := range 100 {
			require.Equal(t, http.StatusUnprocessableEntity, get(s, fmt.Sprintf("%s?x=%d", address, n)).Code, address)
		}
		require.Equal(t, kept, s.Kept(), address)
	}
	day := followed("/?x=1&on=2020-01-01").Body.String()
	require.Equal(t, get(s, "/?on=2020-01-01", "Accept", "text/html").Body.String(), day)
	require.NotEqual(t, get(s, "/?on=2014-07-01", "Accept", "text/html").Body.String(), day)
	require.NotEqual(t, get(s, "/style.css").Header().Get("Cache-Control"), get(s, assetAddress(t, s, "/style.css")).Header().Get("Cache-Control"), "only the address with the mark is for good")
}

// assetAddress returns the address by which pages refer to a file.
func assetAddress(t *testing.T, s http.Handler, path string) string {
	t.Helper()
	address := regexp.MustCompile(regexp.QuoteMeta(path) + `\?v=[0-9a-f]+`).FindString(get(s, "/", "Accept", "text/html").Body.String())
	require.NotEmpty(t, address)
	return address
}

func TestGzip(t *testing.T) {
	s := server(t, config(t, registry(t)))
	plain := get(s, "/").Body.String()
	for header, zipped := range map[string]bool{"gzip": true, "br, gzip;q=0.5": true, "*": true, "": false, "br": false, "gzip;q=0": false, "gzip; q=0.0": false,
		"*;q=0.5, gzip;q=0": false, "gzip;q=0, *": false, "GZIP": true, "x-gzip": true, "gzip; Q=1": true, "gzip;q=x": false, "gzip;q=2": false, "*;q=0": false,
		"identity": false, "identity;q=0.5, gzip": true, "identity, gzip;q=0.5": false, "identity, *;q=0.5": false, "identity;q=0, *": true, "br;q=1, *;q=0.1": true} {
		w := get(s, "/", "Accept-Encoding", header)
		require.Equal(t, zipped, w.Header().Get("Content-Encoding") == "gzip", header)
		require.Equal(t, fmt.Sprint(w.Body.Len()), w.Header().Get("Content-Length"))
		if zipped {
			z, err := gzip.NewReader(w.Body)
			require.NoError(t, err)
			body, err := io.ReadAll(z)
			require.NoError(t, err)
			require.Equal(t, plain, string(body))
		}
	}
}

// Many addresses cost no more memory than few: 20,000, and a million in the long
// checks.
func TestManyAddressesTakeBoundedMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("20,000 requests")
	}
	addresses := 20_000
	if os.Getenv("BORDER_LONG") != "" {
		addresses = 1_000_000
	}
	s := server(t, config(t, registry(t)))
	heap := func() int {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int(m.HeapAlloc)
	}
	before, most := heap(), 0
	for n := range addresses { // some 3 kB each, if all were kept
		on, known := today.AddDays(-n%5000), today.AddDays(-n/5000)
		require.Equal(t, http.StatusOK, get(s, fmt.Sprintf("/api/v1/states?on=%s&known=%s", on, known)).Code)
		if (n+1)%(addresses/10) == 0 {
			most = max(most, heap()-before)
		}
	}
	t.Logf("%d addresses left at most %.1f MB of heap", addresses, float64(most)/(1<<20))
	require.Less(t, most, 48<<20)
}

func TestHeadersKeepPagesToThemselves(t *testing.T) {
	s := server(t, config(t, registry(t)))
	for _, address := range append(pageAddresses, bukamal+"/state", "/healthz", "/api/v1/nothing") {
		h := get(s, address).Header()
		require.Contains(t, h.Get("Content-Security-Policy"), "default-src 'none'; script-src 'self'; style-src 'self'", address)
		require.NotContains(t, h.Get("Content-Security-Policy"), "unsafe", address)
		require.Equal(t, "nosniff", h.Get("X-Content-Type-Options"), address)
		require.Equal(t, "no-referrer", h.Get("Referrer-Policy"), address)
	}
}

func TestMetricsAndHealth(t *testing.T) {
	s := server(t, config(t, registry(t)))
	get(s, bukamal+"/state")
	get(s, bukamal+"/state")
	get(s, "/no/such/page")
	require.Equal(t, "ok\n", get(s, "/healthz").Body.String())
	require.Equal(t, "ready\n", get(s, "/readyz").Body.String())
	metrics := get(s, "/metrics").Body.String()
	require.Contains(t, metrics, `crossings_http_requests_total{route="GET /api/v1/crossings/{code}/state",status="200"} 2`)
	require.Contains(t, metrics, `crossings_http_requests_total{route="/",status="404"} 1`)
	require.Contains(t, metrics, "crossings_claims 26\n")
	require.Contains(t, metrics, "crossings_event_streams 0\n")
	require.NotContains(t, metrics, "/no/such/page")
	s.Close()
	requireProblem(t, get(s, "/readyz"), http.StatusServiceUnavailable, "after Close")
}
