package web_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"html"
	"image/png"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// first returns what the first match of a pattern has in its brackets.
func first(t *testing.T, pattern, text string) string {
	m := regexp.MustCompile(pattern).FindStringSubmatch(text)
	require.NotNil(t, m, pattern)
	return html.UnescapeString(m[1])
}

// The head of a page tells programs what the page answers: day and status, where it is, in which
// languages, and a picture for messengers.
func TestHeadOfPages(t *testing.T) {
	s := server(t, config(t, registry(t)))
	for _, tt := range []struct{ address, title, description, card string }{
		{"/?lang=en", "Border crossings between Syria and Iraq, 24 November 2026",
			"Al-Bukamal–Al-Qaim: last known: restricted; Al-Tanf–Al-Waleed: ", "/card/all.png?lang=en&on=2026-11-24"},
		{"/?lang=ar&on=2020-01-01", "المعابر الحدودية بين سوريا والعراق، 1 كانون الثاني 2020", "البوكمال – القائم: ", "/card/all.png?lang=ar&on=2020-01-01"},
		{"/crossings/al-bukamal-al-qaim?lang=en&q=x&on=2020-01-01&known=2020-06-01", "Al-Bukamal–Al-Qaim: last known: open, 1 January 2020 – Syria–Iraq crossings",
			"last known: open; Syrian side: Syrian government or Iran-backed militias; Iraqi side: Iraqi government", "/card/al-bukamal-al-qaim.png?known=2020-06-01&lang=en&on=2020-01-01"},
		{"/compare?lang=en", "The crossings compared, 24 November 2026 – Syria–Iraq crossings", "Al-Bukamal–Al-Qaim: last known: restricted; Al-Tanf–Al-Waleed: ", "/card/all.png?lang=en&on=2026-11-24"},
		{"/changes?lang=ar&from=2026-01-01&to=2026-02-01", "ما الذي تغيّر، 1 كانون الثاني 2026 – 1 شباط 2026 – معابر سوريا والعراق", "", "/card/all.png?lang=ar&on=2026-11-24"},
		{"/crossings/al-bukamal-al-qaim/why?side=syria&question=status&lang=en&on=2020-01-01", "Why: Al-Bukamal–Al-Qaim, Syrian side, status, 1 January 2020 – Syria–Iraq crossings", "", "/card/all.png?lang=en&on=2020-01-01"},
		{"/weak?lang=en", "Where the answers are weak, 24 November 2026 – Syria–Iraq crossings", "Who holds each border crossing between Syria and Iraq", "/card/all.png?lang=en&on=2026-11-24"},
	} {
		page := get(s, tt.address).Body.String()
		require.Equal(t, tt.title, first(t, `<title>([^<]*)</title>`, page), tt.address)
		require.Contains(t, first(t, `<meta name="description" content="([^"]*)">`, page), tt.description, tt.address)
		require.Equal(t, "http://example.com"+tt.card, first(t, `<meta property="og:image" content="([^"]*)">`, page))
		canonical := first(t, `<link rel="canonical" href="([^"]*)">`, page)
		require.NotContains(t, canonical, "q=")
		for _, lang := range []string{"en", "ar"} {
			other := first(t, `<link rel="alternate" hreflang="`+lang+`" href="([^"]*)">`, page)
			again := get(s, strings.TrimPrefix(other, "http://example.com"))
			require.Equal(t, http.StatusOK, again.Code, other)
			require.Equal(t, lang, again.Header().Get("Content-Language"), other)
		}
		require.Contains(t, page, `<link rel="alternate" hreflang="`+first(t, `lang=(..)`, canonical)+`" href="`+html.EscapeString(canonical)+`">`)
	}
	// Who does not say how he knows the server is told no whole address.
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Host = "no name"
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	require.NotContains(t, w.Body.String(), "canonical")
	page := get(s, "/").Body.String()
	require.Contains(t, page, `<link rel="canonical" href="http://example.com/?lang=en">`)
	// The dataset is described as schema.org has it.
	var about struct {
		Type         string `json:"@type"`
		Version      string
		License      string
		Coverage     string `json:"temporalCoverage"`
		Distribution []struct{ ContentURL, EncodingFormat string }
	}
	text := regexp.MustCompile(`(?s)<script type="application/ld\+json">(.*?)</script>`).FindStringSubmatch(page)
	require.NotNil(t, text)
	require.NoError(t, json.Unmarshal([]byte(text[1]), &about))
	require.Equal(t, []string{"Dataset", "7", "https://creativecommons.org/publicdomain/zero/1.0/"}, []string{about.Type, about.Version, about.License})
	require.NotEmpty(t, about.Coverage)
	require.Len(t, about.Distribution, 4)
	for _, d := range about.Distribution {
		w := get(s, strings.TrimPrefix(d.ContentURL, "http://example.com"))
		require.True(t, strings.HasPrefix(w.Header().Get("Content-Type"), d.EncodingFormat), d.ContentURL)
	}
}

// What programs look for beside pages is there, with its type, to GET and HEAD, with a tag.
func TestWhatProgramsLookFor(t *testing.T) {
	s := server(t, config(t, registry(t)))
	isICO := func(t *testing.T, body []byte) {
		require.Equal(t, []byte{0, 0, 1, 0, 1, 0, 32, 32}, body[:8])
		picture, err := png.Decode(bytes.NewReader(body[22:]))
		require.NoError(t, err)
		require.Equal(t, 32, picture.Bounds().Dx())
	}
	size := func(w, h int) func(*testing.T, []byte) {
		return func(t *testing.T, body []byte) {
			picture, err := png.Decode(bytes.NewReader(body))
			require.NoError(t, err)
			require.Equal(t, []int{w, h}, []int{picture.Bounds().Dx(), picture.Bounds().Dy()})
		}
	}
	for _, tt := range []struct {
		address, kind string
		check         func(*testing.T, []byte)
	}{
		{"/robots.txt", "text/plain; charset=utf-8", has("Disallow: /desk\n", "Sitemap: http://example.com/sitemap.xml\n")},
		{"/sitemap.xml", "application/xml; charset=utf-8", has("<loc>http://example.com/crossings/al-tanf-al-waleed?lang=ar</loc>", "/claims/"+someClaim)},
		{"/favicon.ico", "image/x-icon", isICO},
		{"/icon-192.png", "image/png", size(192, 192)},
		{"/icon-512.png", "image/png", size(512, 512)},
		{"/apple-touch-icon.png", "image/png", size(180, 180)},
		{"/manifest.webmanifest?lang=ar", "application/manifest+json", has(`"dir":"rtl"`, `"start_url":"/?lang=ar"`)},
		{"/card/all.png", "image/png", size(1200, 630)},
		{"/card/al-tanf-al-waleed.png?lang=ar&on=2014-06-15", "image/png", size(1200, 630)},
	} {
		w := get(s, tt.address)
		require.Equal(t, http.StatusOK, w.Code, "%s: %s", tt.address, w.Body)
		require.Equal(t, tt.kind, w.Header().Get("Content-Type"), tt.address)
		tt.check(t, w.Body.Bytes())
		require.Equal(t, http.StatusNotModified, get(s, tt.address, "If-None-Match", w.Header().Get("Etag")).Code, tt.address)
		head := do(s, http.MethodHead, tt.address, "")
		require.Equal(t, w.Header().Get("Etag"), head.Header().Get("Etag"), tt.address)
		require.Empty(t, head.Body.Bytes(), tt.address)
	}
	require.Equal(t, "/card/al-tanf-al-waleed.png", get(s, "/card/tanf.png").Header().Get("Location"))
	requireProblem(t, get(s, "/card/nowhere.png"), http.StatusNotFound, "a card of no crossing")
	require.Equal(t, http.StatusNotFound, get(s, "/card/x").Code)
	// Each page of the map of the site is one.
	var site struct {
		URLs []struct {
			Location string `xml:"loc"`
		} `xml:"url"`
	}
	require.NoError(t, xml.Unmarshal(get(s, "/sitemap.xml").Body.Bytes(), &site))
	require.Greater(t, len(site.URLs), 60)
	for _, u := range site.URLs {
		w := get(s, strings.TrimPrefix(u.Location, "http://example.com"))
		require.Equal(t, http.StatusOK, w.Code, u.Location)
		require.Equal(t, u.Location, first(t, `<link rel="canonical" href="([^"]*)">`, w.Body.String()))
	}
}
