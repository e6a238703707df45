package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/crossingstatus/border/crossings/web"
	"github.com/stretchr/testify/require"
)

// The pages of sources, of a source, of a party and of a claim say in both languages who said how
// much, for whom, and what it changed.
func TestSourcePages(t *testing.T) {
	c := config(t, registry(t))
	var err error
	c.ReportTo, err = web.ReadReportTo("https://desk.example/issues/new?labels=claim")
	require.NoError(t, err)
	s := server(t, c)
	for _, tt := range []struct {
		address string
		words   []string
	}{
		{"/sources?lang=en", []string{"Sources", "Who said how much of the 26 claims of this view", "Border Gazette", "Alone"}},
		{"/sources?lang=ar", []string{"المصادر", "وحده"}},
		{"/sources/Border%20Gazette?lang=en", []string{"Border Gazette", "It made", "rest on it"}},
		{"/sources/Border%20Gazette?lang=ar&kind=control", []string{"صدرت عنه"}},
		{"/parties/islamic-state?lang=en", []string{"What it held, or may have held", "Al-Bukamal–Al-Qaim , Syrian side: 1 June 2014 to 29 June 2014 only possible"}},
		{"/parties/islamic-state?lang=ar", []string{"ما سيطر عليه", "البوكمال – القائم ، الجانب السوري:"}},
		{"/claims/" + someClaim + "?lang=en", []string{"What it changes", "Report an error in this claim"}},
		{"/claims/" + someClaim + "?lang=ar", []string{"ما تغيّره", "أبلغ عن خطأ في هذه الإفادة"}},
	} {
		w := get(s, tt.address)
		require.Equal(t, http.StatusOK, w.Code, "%s: %s", tt.address, w.Body)
		shown := text(t, w.Body.String())
		for _, word := range tt.words {
			require.Contains(t, shown, word, tt.address)
		}
		require.Equal(t, http.StatusNotModified, get(s, tt.address, "If-None-Match", w.Header().Get("Etag")).Code)
		require.Empty(t, do(s, http.MethodHead, tt.address, "").Body.Bytes())
	}
	for address, to := range map[string]string{
		"/sources/border-gazette?lang=ar": "/sources/Border%20Gazette?lang=ar",
		"/parties/The%20Islamic%20State":  "/parties/islamic-state",
	} {
		w := get(s, address)
		require.Equal(t, http.StatusFound, w.Code, address)
		require.Equal(t, to, w.Header().Get("Location"))
	}
	require.Equal(t, http.StatusNotFound, get(s, "/sources/Nobody%20At%20All").Code)
	require.Equal(t, http.StatusNotFound, get(s, "/parties/the-moon").Code)

	// An error is reported with the claim's id and the page's address.
	to, err := url.Parse(first(t, `<a href="(https://desk.example[^"]*)"`, get(s, "/claims/"+someClaim).Body.String()))
	require.NoError(t, err)
	require.Equal(t, []string{"claim", "An error in claim " + someClaim}, []string{to.Query().Get("labels"), to.Query().Get("title")})
	require.True(t, strings.HasPrefix(to.Query().Get("body"), "http://example.com/claims/"+someClaim+"\n"))
	require.NotContains(t, get(server(t, config(t, registry(t))), "/claims/"+someClaim).Body.String(), "Report an error")
}

// A claim changes what its view would not answer without it.
func TestWhatAClaimChanges(t *testing.T) {
	reg := registry(t)
	late := claimOn("2026-11-20")
	late.Value = "closed"
	ids, err := reg.Add(late)
	require.NoError(t, err)
	s := server(t, config(t, reg))
	page := text(t, get(s, "/claims/"+ids[0].String()).Body.String())
	require.Contains(t, page, "Without it these answers would be others:")
	require.Contains(t, page, "Syrian side, status, from 20 November 2026 on: closed or unknown, only possible → closed")
	again := late
	again.Source.Name = "Somebody else"
	ids, err = reg.Add(again)
	require.NoError(t, err)
	require.Contains(t, text(t, get(s, "/claims/"+ids[0].String()).Body.String()), "No answer is another without it.")
}

// Errors are reported by mail or on a page of the web.
func TestReportTo(t *testing.T) {
	for given, want := range map[string]string{
		"desk@example.org":            "mailto:desk@example.org",
		"https://example.org/new?a=b": "https://example.org/new?a=b",
		"The Desk <desk@example.org>": "",
		"javascript:alert(1)":         "",
		"example.org":                 "",
		"":                            "",
		"desk+borders@example.org":    "mailto:desk+borders@example.org",
		"ftp://example.org/":          "",
		"https:///new":                "",
	} {
		u, err := web.ReadReportTo(given)
		if want == "" {
			require.EqualError(t, err, `"`+given+`": want a mail address, or an address of the web as in https://example.org/issues/new`)
			continue
		}
		require.NoError(t, err, given)
		require.Equal(t, want, u.String())
	}
	c := config(t, registry(t))
	var err error
	c.ReportTo, err = web.ReadReportTo("desk@example.org")
	require.NoError(t, err)
	page := get(server(t, c), "/claims/"+someClaim+"?lang=en").Body.String()
	require.Contains(t, page, `href="mailto:desk@example.org?subject=An%20error%20in%20claim%20`+someClaim+`&amp;body=http:%2F%2Fexample.com%2Fclaims%2F`)
}
