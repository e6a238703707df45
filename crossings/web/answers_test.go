package web_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// The page of weak answers has each answer under what makes it weak, no other, and the front page
// leads to it.
func TestWeakAnswers(t *testing.T) {
	reg := registry(t)
	s := server(t, config(t, reg))
	for _, day := range []border.Day{border.Date(2020, 1, 1), today, border.Date(2004, 1, 1)} {
		want := map[string]int{}
		count := func(disputed bool, origins int, attested border.Day) {
			for group, is := range map[string]bool{"disputed": disputed, "single": origins == 1, "stale": !attested.IsZero() && day.Sub(attested) > 180, "none": attested.IsZero()} {
				if is {
					want[group]++
				}
			}
		}
		for state := range reg.View().States(day) {
			for _, side := range []border.Side{border.Syria, border.Iraq} {
				of := state.Side(side)
				count(of.Status.Disputed, of.Status.Origins(), of.Status.Attested)
				count(of.Control.Disputed, of.Control.Origins(), of.Control.Attested)
			}
		}
		for lang, words := range map[string][]string{"en": {"Where the answers are weak", "of 12 answers"}, "ar": {"أين تضعف الإجابات", "والمجموع 12"}} {
			w := get(s, "/weak?on="+day.String()+"&lang="+lang)
			require.Equal(t, http.StatusOK, w.Code)
			for _, word := range words {
				require.Contains(t, text(t, w.Body.String()), word)
			}
			got := map[string]int{}
			for _, m := range regexp.MustCompile(`(?s)<section class="change weak" aria-labelledby="([a-z]+)">(.*?)</section>`).FindAllStringSubmatch(w.Body.String(), -1) {
				if n := strings.Count(m[2], "<li>"); n > 0 {
					got[m[1]] = n
				}
				for _, why := range regexp.MustCompile(`href="(/crossings/[a-z-]+/why[^"]*)"`).FindAllStringSubmatch(m[2], -1) {
					require.Equal(t, http.StatusOK, get(s, strings.ReplaceAll(why[1], "&amp;", "&")).Code)
				}
			}
			require.Equal(t, want, got, "%s %s", day, lang)
		}
		if day != today && day.After(border.Date(2019, 1, 1)) {
			require.Positive(t, want["disputed"])
			require.Positive(t, want["single"])
		}
	}
	require.Contains(t, get(s, "/?on=2020-01-01").Body.String(), `<a href="/weak?on=2020-01-01">Where the answers are weak</a>`)
	require.Contains(t, get(s, "/?lang=ar").Body.String(), `<a href="/weak?lang=ar">أين تضعف الإجابات</a>`)
}
