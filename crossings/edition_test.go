package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

func TestEdition(t *testing.T) {
	r := crossings(t, "", "edition")
	require.Regexp(t, `^program \S+; edition `+border.DatasetVersion()+` of the dataset; \d+ claims; digest [0-9a-f]{64}\n$`, r.stdout)
	r = crossings(t, "", "edition", "--lang", "ar")
	require.Contains(t, r.stdout, "الطبعة "+border.DatasetVersion())
	r = crossings(t, "", "edition", "--json", "--dataset", "../testdata/editions/2026.11.24")
	var line editionLine
	require.NoError(t, json.Unmarshal([]byte(r.stdout), &line))
	require.Equal(t, "2026.11.24", *line.Edition)
	require.Equal(t, 615, line.Claims)
	r = crossings(t, "", "edition", "--data", "testdata/article.jsonl")
	require.Contains(t, r.stdout, "; no edition of the dataset; 8 claims; ")
	for args, want := range map[string]string{
		"edition succession a":        "crossings: crossings edition succession needs the directories of two editions, OLD and NEW\n",
		"edition diff a b c":          "crossings: crossings edition diff needs the directories of two editions, OLD and NEW\n",
		"edition diff a b --known 20": "crossings: --known has no meaning with diff\n",
	} {
		r := crossings(t, "", strings.Fields(args)...)
		require.Equal(t, 2, r.status, args)
		require.Contains(t, r.stderr, want, args)
	}
	r = crossings(t, "", "edition", "diff", "../testdata/editions/2026.11.24", "testdata/nowhere")
	require.Equal(t, 1, r.status)
	require.Contains(t, r.stderr, "dataset testdata/nowhere: open crossings.json: no such file or directory")
}

// The lines of the succession are those of the file, and the answers that an
// edition changed are told as diff tells them.
func TestEditionSuccessionAndDiff(t *testing.T) {
	const older, newer = "../testdata/editions/2026.11.24", "../data"
	file, err := os.ReadFile("../data/succession.jsonl")
	require.NoError(t, err)
	require.Equal(t, result{stdout: string(file)}, crossings(t, "", "edition", "succession", older, newer))

	words := crossings(t, "", "edition", "diff", older, newer)
	require.Zero(t, words.status, words.stderr)
	require.Contains(t, words.stdout, "answer was:")
	lines := crossings(t, "", "edition", "diff", "--json", older, newer)
	seen := map[string]bool{}
	for line := range strings.Lines(lines.stdout) {
		var c struct{ Crossing, Side, Question string }
		require.NoError(t, json.Unmarshal([]byte(line), &c))
		seen[c.Crossing+" "+c.Side+" "+c.Question] = true
	}
	require.True(t, seen["al-tanf-al-waleed syria control"], "the coalition's name")
	require.Equal(t, result{}, crossings(t, "", "edition", "diff", newer, newer))
}
