package web_test

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// Of the half year in which lorries were banned, the page tells the news by day, with who said
// them and what they changed; obstacles and threats are among them.
func TestWhatChanged(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	s := server(t, config(t, reg))
	const half = "from=2026-01-01&to=2026-06-30"
	said := 0
	var notices []string
	for c := range reg.View().All() {
		day := c.ReportedOn().Latest
		if day.Before(border.Date(2026, 1, 1)) || day.After(border.Date(2026, 6, 30)) || c.Kind == border.KindReview {
			continue
		}
		said++
		if c.Kind == border.KindObstacle || c.Kind == border.KindThreat {
			notices = append(notices, c.ID.String())
		}
	}
	require.NotEmpty(t, notices)

	for lang, want := range map[string][]string{
		"en": {"What sources said from 1 January 2026 to 30 June 2026, day by day, and the answers that it changed.", "obstacle", "No answer changes."},
		"ar": {"ما قالته المصادر من 1 كانون الثاني 2026 إلى 30 حزيران 2026", "لا تتغير أي إجابة."},
	} {
		pages, address := "", "/changes?"+half+"&lang="+lang
		for n := 0; address != ""; n++ {
			require.Less(t, n, 20)
			w := get(s, address)
			require.Equal(t, http.StatusOK, w.Code, address)
			pages += w.Body.String()
			address = link(t, w.Body.String(), "next")
		}
		for _, words := range want {
			require.Contains(t, text(t, pages), words, lang)
		}
		require.Equal(t, said, strings.Count(pages, `<div class="said">`), lang)
		for _, id := range notices {
			require.Contains(t, pages, `<a href="/claims/`+id, lang)
		}
		require.Less(t, strings.Index(pages, "2026-06"), strings.LastIndex(pages, "2026-01"))
	}

	// The table has the same, and each change in an answer.
	w := get(s, "/changes.csv?"+half)
	all, err := csv.NewReader(bytes.NewReader(w.Body.Bytes())).ReadAll()
	require.NoError(t, err)
	require.Equal(t, []string{"day", "crossing", "row", "side", "about", "first", "last", "before", "after", "claim", "source", "url", "quote"}, all[0])
	count, last := map[string]int{}, "9999"
	for _, row := range all[1:] {
		count[row[2]]++
		require.LessOrEqual(t, row[0], last, "the latest first")
		last = row[0]
		if row[2] == "answer" {
			require.Empty(t, row[9])
			continue
		}
		require.NotEmpty(t, row[10], "who said it")
	}
	require.Equal(t, said, count["claim"])
	changed := 0
	for day := border.Date(2026, time.January, 1); !day.After(border.Date(2026, time.June, 30)); day = day.AddDays(1) {
		for range border.Diff(reg.View().KnownBy(day.AddDays(-1)), reg.View().KnownBy(day)) {
			changed++
		}
	}
	require.NotZero(t, changed)
	require.Equal(t, changed, count["answer"])

	// The feed has these days and no others. What was said on one of several days, of which
	// the last is its day, was not published on it.
	feed := get(s, "/changes.atom?from=2026-02-01&to=2026-02-28").Body.String()
	require.Contains(t, feed, "<published>2026-02-")
	require.Equal(t, strings.Count(feed, "<published>"), strings.Count(feed, "<published>2026-02-"))
	for _, entry := range strings.Split(feed, "<entry>")[1:] {
		if !strings.Contains(entry, "<published>") {
			require.Regexp(t, `[0-9]+ February 2026 or earlier`, entry)
		}
	}
}

// Who may pass is told where it changes, though the answer stays what it was.
func TestWhoMayPassChanged(t *testing.T) {
	reg := registry(t)
	for day, traffic := range map[string]border.Traffic{"2026-10-01": border.Passengers, "2026-11-01": border.Commercial} {
		c := claimOn(day)
		c.Kind, c.Value, c.Side, c.Traffic, c.Reported = border.KindStatus, border.Restricted.String(), border.Syria, traffic, c.When
		_, err := reg.Add(c)
		require.NoError(t, err)
	}
	s := server(t, config(t, reg))
	for address, want := range map[string]string{
		"/changes?from=2026-11-01&to=2026-11-01":               "Syrian side, status, 1 November 2026: restricted (for passengers) → restricted (for commercial traffic)",
		"/changes?from=2026-11-01&to=2026-11-01&on=2026-11-01": "restricted (for passengers) → restricted (for commercial traffic)",
		"/changes?from=2026-11-01&to=2026-11-01&lang=ar":       "(الحركة: المسافرون) ← مفتوح جزئيًا (الحركة: البضائع)",
	} {
		require.Contains(t, text(t, get(s, address).Body.String()), want)
	}
}

// A day of which is asked leaves the news that changed nothing of it aside, and what a claim
// brings along is no formula in the table.
func TestWhatChangedOfADay(t *testing.T) {
	reg := registry(t)
	c := claimOn("2026-11-01")
	c.Source.Name, c.Quote = "=cmd()", "+1"
	_, err := reg.Add(c)
	require.NoError(t, err)
	s := server(t, config(t, reg))
	require.Contains(t, text(t, get(s, "/changes?from=2026-11-01&to=2026-11-01&on=2026-11-02").Body.String()), "=cmd()")
	require.Contains(t, text(t, get(s, "/changes?from=2026-11-01&to=2026-11-01&on=2005-11-02").Body.String()), "Nothing changed between these days.")
	table := get(s, "/changes.csv?from=2026-11-01").Body.String()
	require.Contains(t, table, ",'=cmd(),")
	require.Contains(t, table, ",'+1\n")
	require.Contains(t, get(s, "/changes?from=2026-11-02").Body.String(), "Nothing changed between these days.")
}
