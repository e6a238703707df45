package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// Whatever an address asks for, it is answered with a page or with a problem, and
// none of its words becomes markup.
func FuzzAddress(f *testing.F) {
	for _, address := range pageAddresses {
		path, query, _ := strings.Cut(address, "?")
		f.Add(path, query, "en")
	}
	f.Add("/crossings/x", "q=<script>&on=2020-01-01", "ar;q=1,en;q=.2")
	f.Add(bukamal+"/state", "on=-0001-01-01&as-of=2020-01-01T00:00:00Z", "")
	f.Add("/changes", "from=9999-12-31&to=0001-01-01", "")
	s := server(f, config(f, registry(f)))
	f.Fuzz(func(t *testing.T, path, query, language string) {
		if path == "/api/v1/changes" {
			return // it does not end
		}
		r := &http.Request{
			Method: http.MethodGet, URL: &url.URL{Path: path, RawQuery: query}, Header: http.Header{"Accept": {"text/html"}, "Accept-Language": {language}},
			Body: http.NoBody, Host: "x", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		require.Less(t, w.Code, 500, "%s?%s: %s", path, query, w.Body)
		if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") && w.Code != http.StatusPermanentRedirect && w.Code != http.StatusTemporaryRedirect && w.Code != http.StatusFound {
			root, err := html.Parse(strings.NewReader(w.Body.String()))
			require.NoError(t, err)
			scripts := 0
			for n := range root.Descendants() {
				if n.Data == "script" && n.Type == html.ElementNode && !slices.Contains(n.Attr, html.Attribute{Key: "type", Val: "application/ld+json"}) {
					scripts++ // data in JSON-LD does not run
				}
			}
			require.Equal(t, 1, scripts)
		}
	})
}
