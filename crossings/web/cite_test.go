package web_test

import (
	"encoding/json"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// A citation names the answer, who holds each side, who said so and where, both clocks, the
// digest, where it was seen and on which day; and its address opens the same answer after a claim
// came in that was reported before.
func TestCitationOpensTheSameAnswer(t *testing.T) {
	reg := registry(t)
	s := server(t, config(t, reg))
	d := newDocument(t, s)
	const root = "/crossings/al-tanf-al-waleed"
	line := strings.TrimSpace(get(s, "/api/v1"+root+"/cite", "Accept", "text/plain").Body.String())
	// Of what the rules make of the small dataset these are the words.
	state, err := reg.At(border.AlTanfAlWaleed, today)
	require.NoError(t, err)
	for _, part := range []string{
		"Al-Tanf–Al-Waleed on 2026-11-24: ", state.Status.String(), "; Syrian side: ", "; Iraqi side: ", ", as known by 2026-11-24, as recorded by 2026-11-24T00:00:00Z. ",
		"registry, version 7, claims reported through ", ", digest " + reg.Digest().Short() + ". By ", ", seen on 2026-11-24",
		" http://example.com/crossings/al-tanf-al-waleed?as-of=2026-11-24T00%3A00%3A00Z&known=2026-11-24&lang=en&on=2026-11-24,",
	} {
		require.Contains(t, line, part)
	}
	var item struct {
		URL      string
		Accessed struct {
			Parts [][]int `json:"date-parts"`
		}
	}
	w := d.get(s, "/api/v1"+root+"/cite")
	require.Equal(t, http.StatusOK, w.Code, w.Body)
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &item))
	require.Equal(t, [][]int{{2026, 11, 24}}, item.Accessed.Parts)
	require.Contains(t, line, item.URL)
	require.Contains(t, get(s, "/api/v1"+root+"/cite?lang=ar", "Accept", "text/plain").Body.String(), "، اطُّلع عليه في 24 تشرين الثاني 2026")
	bibtex := get(s, "/api/v1"+root+"/cite", "Accept", "application/x-bibtex")
	require.Equal(t, "application/x-bibtex", bibtex.Header().Get("Content-Type"))
	require.Contains(t, bibtex.Body.String(), "\n  url = {"+item.URL+"},\n  urldate = {2026-11-24},\n")

	// The page has the same address, and under it the same answer, line and digest.
	cited, err := url.Parse(item.URL)
	require.NoError(t, err)
	page := get(s, root).Body.String()
	require.Contains(t, html.UnescapeString(page), item.URL)
	before := shownAnswer(t, get(s, cited.RequestURI()).Body.String())
	late := claimOn("2026-11-20")
	late.Value = "closed"
	_, err = reg.Add(late)
	require.NoError(t, err)
	require.NotEqual(t, before, shownAnswer(t, get(s, root).Body.String()), "the claim changes the answer of today")
	require.Equal(t, before, shownAnswer(t, get(s, cited.RequestURI()).Body.String()))
	again := strings.TrimSpace(get(s, "/api/v1"+root+"/cite?"+cited.RawQuery, "Accept", "text/plain").Body.String())
	require.Equal(t, line, again)
	// So does the address of this view.
	now := regexp.MustCompile(`<a href="([^"]*)" rel="bookmark"`).FindStringSubmatch(get(s, root).Body.String())
	require.NotNil(t, now)
	kept, err := url.Parse(html.UnescapeString(now[1]))
	require.NoError(t, err)
	at, err := time.Parse(time.RFC3339Nano, kept.Query().Get("as-of"))
	require.NoError(t, err)
	require.Equal(t, reg.Through().Recorded, at)
}

// shownAnswer returns the answer of a crossing's page, with its citation.
func shownAnswer(t *testing.T, page string) string {
	m := regexp.MustCompile(`(?s)<div class="sides">(.*)<pre lang="en"`).FindStringSubmatch(page)
	require.NotNil(t, m)
	return text(t, m[1])
}
