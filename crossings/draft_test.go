package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const draftText = "Iraqi forces retook the Rabia border crossing on Wednesday."

// What draft prints is as its schema says, and add takes it.
func TestDraft(t *testing.T) {
	r := crossings(t, draftText, "draft", "--reported", "2014-10-03", "--url", "https://www.example.org/x")
	require.Equal(t, 0, r.status, r.stderr)
	first, _, _ := strings.Cut(r.stdout, "\n")
	require.Equal(t, `{"claim":{"crossing":"al-yarubiyah-rabia","side":"iraq","kind":"control","value":"iraqi-government","when":"2014-10-01","edge":"start","modality":"reported",`+
		`"source":{"name":"example.org","url":"https://www.example.org/x"},"reported":"2014-10-03","quote":"`+draftText+`"},"sure":0.86,`+
		`"why":"“retook” tells of: control; side: the party is of that country; day: the words say when"}`, first)
	for line := range strings.Lines(r.stdout) {
		requireValid(t, schemas(t)["draft"], line)
	}

	journal := filepath.Join(t.TempDir(), "mine.jsonl")
	r = crossings(t, first+"\n", "add", "--journal", journal)
	require.Equal(t, 0, r.status, r.stderr)
	id := strings.TrimSpace(r.stdout)
	require.Len(t, id, 36)
	r = crossings(t, "", "claims", "rabia", "--data", journal)
	require.Contains(t, r.stdout, id[:8])
	r = crossings(t, strings.Repeat(first+"\n", 3)+`{"claim":{"crossing":"nowhere"}}`+"\n", "add", "--journal", journal)
	require.Equal(t, 1, r.status)
	require.Contains(t, r.stderr, "-:4:", "a fault is told by its line")

	r = crossings(t, draftText, "draft", "--lang", "ar", "--reported", "2014-10-03")
	require.Contains(t, r.stdout, `"why":"«retook» يدلّ على: السيطرة؛ الجانب: الجهة من ذلك البلد؛ اليوم: مذكور في النص"`)
}

func TestDraftOfNothing(t *testing.T) {
	r := crossings(t, "Jordan reopened the Nasib crossing.", "draft")
	require.Equal(t, result{"", "crossings: no claim about a crossing is found in these words\n", 0}, r)
	for _, tt := range []struct{ args, stderr string }{
		{"draft --text-lang fr", "crossings: --text-lang \"fr\": want en, ar or ku\n"},
		{"draft --reported yesterday", "crossings: --reported: edtf: \"yesterday\": 'y' where a digit of the year should be at offset 0\n"},
		{"draft one two", "crossings: accepts at most 1 arg(s), received 2\n"},
		{"draft --on 2014-06-15", "crossings: --on has no meaning with draft\n"},
	} {
		r := crossings(t, "", strings.Fields(tt.args)...)
		require.Equal(t, 2, r.status, tt.args)
		require.True(t, strings.HasPrefix(r.stderr, tt.stderr), "%s: %s", tt.args, r.stderr)
	}
	require.Equal(t, 1, crossings(t, "", "draft", "--crossing", "nasib").status)
	require.Equal(t, 1, crossings(t, strings.Repeat("x", 1<<20+1), "draft").status)
}
