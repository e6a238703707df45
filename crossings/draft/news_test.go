package draft

import (
	"cmp"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// TestNews reads sentences that were written for it, not taken from the dataset.
func TestNews(t *testing.T) {
	text, err := os.ReadFile("testdata/news.txt")
	require.NoError(t, err)
	v, count := view(t), 0
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		count++
		said, rest, _ := strings.Cut(strings.TrimSpace(line), "|")
		sentence, want, _ := strings.Cut(rest, "|")
		drafts := Claims(v, sentence, Options{Reported: edtf.MustParse(said), Source: "x"})
		got := "nothing"
		if len(drafts) > 0 {
			got = shortOf(drafts[0], want)
		}
		if got != want {
			t.Errorf("%s\n   want %s\n    got %s", sentence, want, got)
			for _, d := range drafts[:min(len(drafts), 5)] {
				t.Logf("        %s %.2f %s", shortOf(d, "*"), d.Sure, d.Why)
			}
		}
	}
	t.Log(count)
}

// TestFresh reads sentences whose right answers were written before the package read any:
// how often the first draft is what an editor would enter, and how often one of them.
func TestFresh(t *testing.T) {
	text, err := os.ReadFile("testdata/fresh.txt")
	require.NoError(t, err)
	v, first, some := view(t), map[string]*tally{"en": {}, "ar": {}}, map[string]*tally{"en": {}, "ar": {}}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		said, rest, _ := strings.Cut(strings.TrimSpace(line), "|")
		end := strings.LastIndex(rest, "|")
		sentence, want := rest[:end], rest[end+1:]
		drafts := Claims(v, sentence, Options{Reported: edtf.MustParse(said), Source: "x"})
		lang := newReader(v, Options{}).parse(sentence).lang
		isWanted := func(d Draft) bool { return shortOf(d, want) == want }
		isFirst := len(drafts) > 0 && isWanted(drafts[0])
		first[lang].count(isFirst)
		some[lang].count(slices.ContainsFunc(drafts, isWanted))
		if !isFirst {
			t.Logf("%s\n   want %s, one of them %v", sentence, want, slices.ContainsFunc(drafts, isWanted))
			for _, d := range drafts[:min(len(drafts), 4)] {
				t.Logf("        %s %.2f %s", shortOf(d, "*"), d.Sure, d.Why)
			}
		}
	}
	for lang := range first {
		t.Logf("%s: first %v, one of them %v", lang, *first[lang], *some[lang])
		require.GreaterOrEqual(t, first[lang].share(), 0.9, lang)
		require.GreaterOrEqual(t, some[lang].share(), 0.95, lang)
	}
}

// shortOf returns what a draft proposes, with stars where want has them.
func shortOf(d Draft, want string) string {
	c := d.Claim
	parts := []string{c.Crossing, c.Side.String(), c.Kind.String(), c.Value, c.When.String(), c.Edge.String(), c.Modality.String()}
	if c.Kind.IsNotice() {
		parts[3] = "*"
	}
	if len(strings.Fields(want)) > len(parts) {
		parts = append(parts, strings.TrimSpace("for "+cmp.Or(c.Traffic.String(), "all")+" "+c.Direction.String()))
	}
	for i, w := range strings.Fields(want) {
		if w == "*" && i < len(parts) && len(strings.Fields(want)) == len(parts) {
			parts[i] = "*"
		}
	}
	return strings.Join(parts, " ")
}

// A change that did not come until a day says how it was up to that day, and nothing of it or
// of the day of the report.
func TestChangeThatDidNotCome(t *testing.T) {
	v := view(t)
	for text, want := range map[string]string{
		"The Al-Yarubiyah crossing did not open until 5 May 2014.":        "closed 2014-05-04 seen",
		"The Al-Yarubiyah crossing was not opened before 5 May 2014.":     "closed 2014-05-04 seen",
		"The Al-Yarubiyah crossing did not close until 5 May 2014.":       "open 2014-05-04 seen",
		"The Al-Yarubiyah crossing was not closed on 14 June 2014.":       "open 2014-06-14 seen",
		"The Al-Yarubiyah crossing will not reopen before 5 August 2014.": "closed 2014-07-05 seen",
		"لم يفتح معبر اليعربية حتى 5 أيار 2014.":                          "closed 2014-05-04 seen",
		"لم يغلق معبر اليعربية في 14 حزيران 2014.":                        "open 2014-06-14 seen",
		"لن يفتح معبر اليعربية قبل 5 آب.":                                 "closed 2014-07-05 seen",
	} {
		drafts := Claims(v, text, Options{Reported: edtf.MustParse("2014-07-05"), Source: "x"})
		require.NotEmpty(t, drafts, text)
		for _, d := range drafts {
			require.Equal(t, want, d.Claim.Value+" "+d.Claim.When.String()+" "+d.Claim.Edge.String(), text)
		}
	}
}
