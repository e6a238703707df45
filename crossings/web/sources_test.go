package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
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
		{"/sources/Border%20Gazette?lang=ar&kind=control", []string{"الإفادات الصادرة عنه: "}},
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

// An obstacle changes no answer of a side, but who may cross; a claim's page says for whom, which way
// and on which days, and who else told of it. It used to say that nothing was another.
func TestWhatAnObstacleChanges(t *testing.T) {
	reg := registry(t)
	ban := border.Claim{Crossing: border.AlYarubiyahRabia, Side: border.Syria, Kind: border.KindObstacle, Value: "foreign lorries are barred", When: mustDate("2026-02-06/.."),
		Modality: border.Reported, Traffic: border.Commercial, Direction: border.IraqToSyria, Source: border.Source{Name: "Ports"}, Reported: mustDate("2026-02-06")}
	flood := ban
	flood.Value, flood.When, flood.Traffic, flood.Direction = "a flood", mustDate("2026-05-01/2026-05-09"), 0, 0
	ids, err := reg.Add(ban, flood)
	require.NoError(t, err)
	s := server(t, config(t, reg))
	changes := func(lang string, id int) string {
		page := text(t, get(s, "/claims/"+ids[id].String()+"?lang="+lang).Body.String())
		_, after, _ := strings.Cut(page, map[string]string{"en": "What it changes ", "ar": "ما تغيّره "}[lang])
		after, _, _ = strings.Cut(after, map[string]string{"en": " Address of this view", "ar": " رابط هذا العرض"}[lang])
		return after
	}
	require.Equal(t, "Without it these answers would be others: Who may pass, commercial traffic, from Iraq to Syria, 20 April 2026 to 30 April 2026: yes → yes, but Who may pass, commercial traffic, from Iraq to Syria, from 10 May 2026 on: yes → yes, but", changes("en", 0))
	require.Equal(t, "لولاها لكانت هذه الإجابات غير ما هي عليه: من يمكنه العبور، البضائع، من العراق إلى سوريا، من 20 نيسان 2026 إلى 30 نيسان 2026: نعم ← نعم، ولكن من يمكنه العبور، البضائع، من العراق إلى سوريا، من 10 أيار 2026 فصاعدًا: نعم ← نعم، ولكن", changes("ar", 0))
	require.Equal(t, "Without it these answers would be others: Who may pass, passengers, transit traffic, humanitarian aid, returnees, fuel, both ways, 1 May 2026 to 9 May 2026: yes → yes, but Who may pass, commercial traffic, from Syria to Iraq, 1 May 2026 to 9 May 2026: yes → yes, but", changes("en", 1))
	// Where another tells of the same the answer is the same without it, and the other is named.
	again := ban
	again.Source.Name, again.Value, again.When = "Drivers", "only Syrian lorries go in", mustDate("2026-02-06/2026-12-31")
	_, err = reg.Add(again)
	require.NoError(t, err)
	require.Equal(t, "Without it these answers would be others: Who may pass, commercial traffic, from Iraq to Syria, from 1 January 2027 on: yes → yes, but Others of the same kind, traffic and day only Syrian lorries go in , from 6 February 2026 to 31 December 2026 Drivers , 6 February 2026", changes("en", 0))
	require.Equal(t, "لولاها لكانت هذه الإجابات غير ما هي عليه: من يمكنه العبور، البضائع، من العراق إلى سوريا، من 1 كانون الثاني 2027 فصاعدًا: نعم ← نعم، ولكن إفادات أخرى من النوع نفسه، للحركة نفسها واليوم نفسه only Syrian lorries go in ، من 6 شباط 2026 إلى 31 كانون الأول 2026 Drivers ، 6 شباط 2026", changes("ar", 0))
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
