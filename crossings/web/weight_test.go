package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// The front page and every crossing's page take at most 30 kB on the way, in both languages, on
// the real dataset; and on a day with much to tell.
func TestPagesAreLight(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	s := server(t, config(t, reg))
	addresses := []string{"/?"}
	for c := range reg.Crossings() {
		addresses = append(addresses, "/crossings/"+c.Code+"?", "/crossings/"+c.Code+"?on=2014-07-01&", "/crossings/"+c.Code+"?on=2025-01-10&")
	}
	for _, address := range addresses {
		for _, lang := range []string{"en", "ar"} {
			w := get(s, address+"lang="+lang, "Accept-Encoding", "gzip")
			require.Equal(t, http.StatusOK, w.Code)
			require.Equal(t, "gzip", w.Header().Get("Content-Encoding"))
			require.LessOrEqual(t, w.Body.Len(), 30<<10, "%slang=%s", address, lang)
		}
	}
}

// A list of claims has 20 a page, by day, and the links of its pages lead through all of them.
func TestClaimsComeInPages(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	s := server(t, config(t, reg))
	all, err := reg.Claims(border.AlTanfAlWaleed)
	require.NoError(t, err)
	seen := map[string]bool{}
	pages := 0
	for address := "/crossings/al-tanf-al-waleed?lang=en"; address != ""; pages++ {
		page := get(s, address).Body.String()
		ids := claimIDs(page)
		require.NotEmpty(t, ids, address)
		require.LessOrEqual(t, len(ids), 20)
		for _, id := range ids {
			require.False(t, seen[id], "%s twice, at %s", id, address)
			seen[id] = true
		}
		if pages > 0 {
			require.Contains(t, page, `rel="prev"`)
		}
		address, _, _ = strings.Cut(link(t, page, "next"), "#")
	}
	require.Len(t, seen, len(all))
	require.Equal(t, (len(all)+19)/20, pages)
	for _, tt := range []struct {
		address string
		code    int
		want    string
	}{
		{"?page=0", 400, `page "0": want a number from 1 on`},
		{"?page=x", 400, `page "x": want a number from 1 on`},
		{"?page=99", 404, "page 99: there are "},
		{"?page=99999999999999999999999", 404, "there are "},
		{"?side=left", 400, `"left" is not one of syria, iraq, both`},
		{"?kind=x", 400, `"x" is not one of control, status, passage, obstacle, threat, authorization, review`},
		{"?until=2020", 400, `"2020"`},
	} {
		w := get(s, "/crossings/al-tanf-al-waleed"+tt.address)
		require.Equal(t, tt.code, w.Code, tt.address)
		require.Contains(t, text(t, w.Body.String()), tt.want, tt.address)
	}
}

// The filters of the program's claims choose them here, by the same names, and words fold as
// names do when they are looked up.
func TestFiltersOfClaims(t *testing.T) {
	reg := registry(t)
	_, err := reg.Add(border.Claim{
		Crossing: border.AlYarubiyahRabia, Side: border.Syria, Kind: border.KindObstacle, Value: "الطريق مقطوع عند القائم", When: mustDate("2026-03-01/.."), Modality: border.Reported,
		Source: border.Source{Name: "السلطات", Via: []string{"Al-Mayadeen"}, Title: "Twenty trucks, ٢٤ buses"}, Reported: mustDate("2026-03-02"), Quote: "قالت السلطات", Note: "a note",
	})
	require.NoError(t, err)
	s := server(t, config(t, reg))
	claims, err := reg.Claims(border.AlYarubiyahRabia)
	require.NoError(t, err)
	count := func(query string) int {
		w := get(s, "/crossings/al-yarubiyah-rabia"+query)
		require.Equal(t, http.StatusOK, w.Code, query)
		return len(claimIDs(w.Body.String()))
	}
	wanted := func(has func(border.Claim) bool) (n int) {
		for _, c := range claims {
			if has(c) {
				n++
			}
		}
		return n
	}
	require.Less(t, len(claims), 20)
	require.Equal(t, len(claims), count(""))
	require.Equal(t, wanted(func(c border.Claim) bool { return c.Side != border.Iraq }), count("?side=syria"))
	require.Equal(t, len(claims), count("?side=syria&side=iraq"))
	require.Equal(t, 1, count("?kind=obstacle"))
	require.Equal(t, wanted(func(c border.Claim) bool { return c.Kind == border.KindStatus || c.Kind == border.KindObstacle }), count("?kind=obstacle&kind=status"))
	for _, query := range []string{"?source=السلطـات", "?source=al+mayadeen", "?since=2026-03-02&until=2026-03-02", "?match=BUSES", "?match=24+buses", "?match=zzz&match=a+note",
		"?q=القايم", "?q=السلطـات", "?q=24+mayadeen", "?q=Twenty&kind=obstacle&side=syria"} {
		require.Equal(t, 1, count(query), query)
	}
	for _, query := range []string{"?source=mayad", "?since=2026-03-03&kind=obstacle", "?until=2026-03-01&kind=obstacle", "?match=mayadeen", "?side=iraq&kind=obstacle", "?side=both&kind=control&q=zz"} {
		require.Zero(t, count(query), query)
	}
	require.Equal(t, wanted(func(c border.Claim) bool { return !c.ReportedOn().Earliest.Before(border.Date(2026, 1, 1)) }), count("?since=2026-01-01"))
	// What chooses stays in the links of pages, of languages and of the day.
	page := get(s, "/crossings/al-yarubiyah-rabia?side=syria&side=iraq&q=zzz").Body.String()
	require.Contains(t, page, `q=zzz&amp;side=syria&amp;side=iraq`)
	require.Contains(t, text(t, page), "No claim fits; there are ")
}

// What was said by a day is all that the list has when it is asked as known by that day.
func TestClaimsAsKnown(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	known := border.Date(2014, 12, 31)
	claims, err := reg.View().KnownBy(known).Claims(border.AlBukamalAlQaim)
	require.NoError(t, err)
	s := server(t, config(t, reg))
	page := get(s, "/crossings/al-bukamal-al-qaim?known=2014-12-31").Body.String()
	require.Regexp(t, `1 to 20 of `+itoa(len(claims))+` claims`, text(t, page))
	// It stands in the part of the page that is replaced when the day is turned.
	answer, list := indexOf(page, `<div id="answer"`), indexOf(page, `<h2 id="claims"`)
	require.Less(t, answer, list)
	require.Less(t, list, indexOf(page, `<footer class="site"`))
	require.NotContains(t, page[answer:list], "</main>")
}
