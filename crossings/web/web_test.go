package web_test

import (
	"bytes"
	"html"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/web"
	"github.com/stretchr/testify/require"
)

// today is the day on which all these tests take place.
var today = border.Date(2026, time.November, 24)

// registry returns a registry of the small dataset that these tests have of
// their own. Two of its claims try to smuggle markup into pages.
func registry(t testing.TB) *border.Registry {
	reg, err := border.Load(os.DirFS("testdata"))
	require.NoError(t, err)
	return reg
}

// config serves a registry on that day; what is logged appears if the test fails.
func config(t testing.TB, reg *border.Registry) web.Config {
	var log bytes.Buffer
	t.Cleanup(func() {
		if t.Failed() && log.Len() > 0 {
			t.Logf("the server logged:\n%s", log.String())
		}
	})
	return web.Config{Registry: reg, Today: func() border.Day { return today }, Log: slog.New(slog.NewTextHandler(&log, nil)), DatasetVersion: "7"}
}

func server(t testing.TB, c web.Config) *web.Server {
	s, err := web.New(c)
	require.NoError(t, err)
	t.Cleanup(s.Close)
	return s
}

// get asks a handler for an address, as a browser would.
func get(h http.Handler, address string, header ...string) *httptest.ResponseRecorder {
	return do(h, http.MethodGet, address, "", header...)
}

func do(h http.Handler, method, address, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, address, strings.NewReader(body))
	if !strings.HasPrefix(address, "/api/") {
		r.Header.Set("Accept", "text/html")
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// pageAddresses are of every page, with what makes each show most.
var pageAddresses = []string{
	"/",
	"/?on=2014-06-15",
	"/?on=2019-08-01&known=2019-07-31",
	"/crossings/al-bukamal-al-qaim",
	"/crossings/al-bukamal-al-qaim?on=2020-01-01&from=2019-01-01&to=2020-12-31",
	"/crossings/al-tanf-al-waleed",
	"/crossings/al-bukamal-al-qaim/why?side=syria&question=control&on=2020-01-01",
	"/crossings/al-bukamal-al-qaim?track=syria-control&q=a&since=2014-01-01",
	"/claims/" + someClaim,
	"/sources",
	"/sources/Border%20Gazette",
	"/parties/islamic-state",
	"/compare",
	"/weak?on=2020-01-01",
	"/changes?from=2014-01-01&to=2020-01-01",
	"/nowhere",
}

func TestNewRefusesWhatCannotBeServed(t *testing.T) {
	_, err := web.New(web.Config{})
	require.EqualError(t, err, "a server needs a registry")
	j := registry(t)
	_, err = web.New(web.Config{Registry: j, Add: j.Add, Token: []byte("short")})
	require.EqualError(t, err, "the token for writing has 5 bytes; want at least 16")
}

// claimIDs returns the ids of the claims that a page tells.
func claimIDs(page string) (ids []string) {
	for _, m := range regexp.MustCompile(`<article class="claim" id="c-([0-9a-f-]{36})"`).FindAllStringSubmatch(page, -1) {
		ids = append(ids, m[1])
	}
	return ids
}

// link returns where the link with that relation leads, or "".
func link(t *testing.T, page, rel string) string {
	m := regexp.MustCompile(`<a href="([^"]*)" rel="` + rel + `"`).FindStringSubmatch(page)
	if m == nil {
		return ""
	}
	return html.UnescapeString(m[1])
}

func itoa(n int) string { return strconv.Itoa(n) }

func indexOf(text, part string) int { return strings.Index(text, part) }

// someClaim is the id of a claim of the small dataset.
var someClaim = func() string {
	reg, err := border.Load(os.DirFS("testdata"))
	if err != nil {
		panic(err)
	}
	claims, err := reg.Claims(border.AlBukamalAlQaim)
	if err != nil {
		panic(err)
	}
	return claims[0].ID.String()
}()
