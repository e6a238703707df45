package prose_test

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/edtf/prose"
	"github.com/stretchr/testify/require"
)

// A written is a phrase with what an editor enters for it.
type written struct {
	id, lang, phrase string
	anchor           edtf.Day
	edtf             string // "none" if there is no date
	alternatives     []string
	note             string
}

// readWritten reads a table of phrases: phrases.tsv, or more.tsv, which has no
// origins and notes.
func readWritten(t testing.TB, file string) (list []written) {
	t.Helper()
	f, err := os.Open("testdata/" + file)
	require.NoError(t, err)
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Scan() // the head
	for lines.Scan() {
		c := strings.Split(lines.Text(), "\t")
		w := written{id: c[0], lang: c[1], phrase: c[2], edtf: c[4]}
		if c[3] != "-" {
			w.anchor = edtf.MustParseDay(c[3])
		}
		if c[5] != "-" {
			w.alternatives = strings.Split(c[5], "|")
		}
		if len(c) > 7 {
			w.note = c[7]
		}
		list = append(list, w)
	}
	require.NoError(t, lines.Err())
	return list
}

// meant is the bounds of an expression and its kind, in which two that are as
// good agree: a time of which one day is meant, an episode, or one with an open
// end.
func meant(t testing.TB, text string) string {
	t.Helper()
	if text == "none" {
		return text
	}
	d, err := edtf.Parse(text)
	require.NoError(t, err, text)
	kind := "one day"
	if d.Form() == edtf.FormInterval {
		kind = "episode"
	}
	lo, loBound := d.Earliest()
	hi, hiBound := d.Latest()
	return fmt.Sprint(kind, " ", loBound, lo, " ", hiBound, hi)
}

// right reports whether an expression is as good as what was entered.
func (w written) right(t testing.TB, got string) bool {
	for _, want := range append([]string{w.edtf}, w.alternatives...) {
		if meant(t, want) == meant(t, got) {
			return true
		}
	}
	return false
}

// leastRight is how many in a hundred first suggestions must be right, in each
// language.
const leastRight = 95

// The first suggestion is what an editor enters, and where there is no date
// there is no suggestion.
func TestPhrases(t *testing.T) {
	for _, file := range []string{"phrases.tsv", "more.tsv"} {
		right, all := map[string]int{}, map[string]int{}
		for _, w := range readWritten(t, file) {
			got := "none"
			if list := prose.Suggest(w.phrase, w.anchor, w.lang); len(list) > 0 {
				got = list[0].EDTF
			}
			if w.edtf == "none" && (strings.HasPrefix(w.note, "no date") || w.note == "" && w.alternatives == nil) {
				require.Equal(t, "none", got, "%s %s: %q is no date", file, w.id, w.phrase)
			}
			all[w.lang]++
			if w.right(t, got) {
				right[w.lang]++
			} else {
				t.Logf("%s %s: %q on %v is %s, not %s %v", file, w.id, w.phrase, w.anchor, got, w.edtf, w.alternatives)
			}
		}
		require.Len(t, all, 3, file)
		for lang, n := range all {
			t.Logf("%s: %s: %d of %d right", file, lang, right[lang], n)
			require.GreaterOrEqual(t, right[lang]*100, leastRight*n, "%s: %s", file, lang)
		}
	}
}

// Without a language given, the phrases read the same: their words tell it.
func TestPhrasesOfAnyLanguage(t *testing.T) {
	for _, file := range []string{"phrases.tsv", "more.tsv"} {
		same, all := 0, 0
		for _, w := range readWritten(t, file) {
			all++
			if slices.Equal(prose.Suggest(w.phrase, w.anchor, w.lang), prose.Suggest(w.phrase, w.anchor, "")) {
				same++
			} else {
				t.Logf("%s %s: %q is %v, of any language %v", file, w.id, w.phrase,
					prose.Suggest(w.phrase, w.anchor, w.lang), prose.Suggest(w.phrase, w.anchor, ""))
			}
		}
		t.Logf("%s: %d of %d read the same", file, same, all)
		require.GreaterOrEqual(t, same*100, 98*all, file)
	}
}

// Sentences of news that name no date: at most one in a hundred is given one.
func TestNoDate(t *testing.T) {
	text, err := os.ReadFile("testdata/nodate.txt")
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	require.GreaterOrEqual(t, len(lines), 200)
	n := 0
	for _, line := range lines {
		if list := prose.Suggest(line, edtf.MustParseDay("2019-07-05"), ""); len(list) > 0 {
			n++
			t.Logf("%q: %v", line, list)
		}
	}
	t.Logf("%d of %d sentences", n, len(lines))
	require.LessOrEqual(t, n*100, len(lines))
}
