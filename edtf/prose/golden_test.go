package prose_test

import (
	"os"
	"strings"
	"testing"

	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/edtf/prose"
	"github.com/stretchr/testify/require"
)

// What is suggested for thousands of texts is as written down: TestPhrases lets a few
// in a hundred be wrong, so that alone it would not notice a change of one. With
// -update the suggestions are written anew; read what differs.
func TestSuggestionsAreAsBefore(t *testing.T) {
	const name = "testdata/suggestions.tsv"
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	var table strings.Builder
	head, rows, _ := strings.Cut(string(text), "\n")
	table.WriteString(head + "\n")
	for line := range strings.Lines(rows) {
		c := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		require.Len(t, c, 4, line)
		var anchor edtf.Day
		if c[1] != "-" {
			anchor = edtf.MustParseDay(c[1])
		}
		var got []string
		for _, s := range prose.Suggest(c[2], anchor, strings.TrimPrefix(c[0], "-")) {
			got = append(got, s.EDTF)
		}
		if got == nil {
			got = []string{"none"}
		}
		line = strings.Join(append(c[:3:3], strings.Join(got, " ")), "\t") + "\n"
		table.WriteString(line)
		if !*update {
			require.Equal(t, strings.Join(c, "\t")+"\n", line)
		}
	}
	if *update {
		require.NoError(t, os.WriteFile(name, []byte(table.String()), 0o644))
	}
}
