package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// No cell of a sheet is lost in silence: a text with a comma and without quotation marks, a
// second column of a name, a column without one, a name of --map that the sheet has not.
func TestImportTellsWhatItLeavesOut(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, tt := range []struct {
		name, sheet string
		flags       []string
		status      int
		told        string
	}{
		{"a comma", "crossing,status,date,source\ntanf,open,2026-04-20,Reuters, Baghdad\n", nil, 1,
			"posts.csv:2: \"Baghdad\" stands in cell 5, beyond the last column\ncrossings: nothing imported: 1 fault in 1 row\n"},
		{"two columns", "crossing,status,status,date,source\ntanf,open,closed,2026,mayor\ntanf,open,open,2026,mayor\n", nil, 1,
			"posts.csv:2: two columns have the name \"status\", one with \"open\" and one with \"closed\"; rename one\ncrossings: nothing imported: 1 fault in 2 rows\n"},
		{"every fault of a row", "crossing,status,date,source\ntanf,ajar,2026-04-20,Reuters, Baghdad\n", nil, 1, "2 faults in 1 row\n"},
		{"a column left out", "crossing,status,date,source,\ntanf,open,2026-04-20,Reuters,,Baghdad\n", nil, 1,
			"posts.csv:2: \"Baghdad\" stands in cell 6, beyond the last column\n"},
		{"no name", "crossing,status,date,source,\ntanf,open,2026-04-20,mayor,lorries alone\n", nil, 0,
			"crossings: posts.csv: left out cells of columns without a name, the first on line 2; name the column to have it read\n"},
		{"no column", "crossing,status,date,source\ntanf,open,2026-04-20,mayor\n", []string{"--map", "Remark=note"}, 0,
			"crossings: posts.csv: no column is named \"Remark\", which the mapping has\n"},
	} {
		require.NoError(t, os.WriteFile("posts.csv", []byte(tt.sheet), 0o644))
		r := crossings(t, "", append([]string{"import", "posts.csv", "--set", "side=both"}, tt.flags...)...)
		require.Equal(t, tt.status, r.status, "%s: %s", tt.name, r.stderr)
		require.Contains(t, r.stderr, tt.told, tt.name)
		require.Equal(t, tt.status == 1, r.stdout == "", tt.name)
	}
}

// What exports write as one object is named as such once, not line by line.
func TestImportOfOtherExports(t *testing.T) {
	dir := t.TempDir()
	for _, format := range []string{"stix", "misp", "geojson", "json"} {
		file := filepath.Join(dir, format+".json")
		r := crossings(t, "", "export", "--format", format, "tanf")
		require.Equal(t, 0, r.status, r.stderr)
		require.NoError(t, os.WriteFile(file, []byte(r.stdout), 0o644))
		r = crossings(t, "", "import", file)
		require.Equal(t, 1, r.status)
		require.Equal(t, file+":1: this is one JSON document; want claims, one object a line, as crossings export --format jsonl writes them\n"+
			"crossings: nothing imported: 1 fault\n", r.stderr, format)
	}
}

var readAsText = regexp.MustCompile(`على أنه [^،؛\n]+`)

// inArabic puts the marks of direction into what a test expects to be said in Arabic: around
// flags, and behind what a column or a word is read as.
func inArabic(text string) string {
	return words.WithFlags(edtf.Arabic, readAsText.ReplaceAllString(text, "$0\u200f"))
}

// Codes and flags between Arabic words stay in their places on the screen, and how much of a
// sheet was mended is said in the numbers of Arabic.
func TestImportInArabic(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.WriteFile("posts.csv", []byte("crossing,status,date,source\ntanf,ajar,20/04/2026,mayor\ntanf,open,05/06/2020,\n"), 0o644))
	r := crossings(t, "", "import", "posts.csv", "--set", "side=both", "--mend", "mended.csv", "--lang", "ar")
	require.Contains(t, r.stderr, "قُرئ \"date\" على أنه when\u200f، \"source\" على أنه source.name\u200f؛ إن لم يكن كذلك فقل ما هو: \u200e--map\u200e NAME=MEMBER\n")
	require.Contains(t, r.stderr, "أو اكتب \u200e--dates\u200e dmy أو mdy")
	require.Contains(t, r.stderr, "ما أُخذ به: مقترح واحد؛ وما بقي في عموده \"fault\": 3 أخطاء؛")
	mended, err := os.ReadFile("mended.csv")
	require.NoError(t, err)
	require.Contains(t, string(mended), "؛ source: الخلية فارغة")
	require.NotContains(t, string(mended), "; ")
	r = crossings(t, "", "at", "qaim", "--on", "2014", "--lang", "ar")
	require.Contains(t, r.stderr, "لأول أيامه اكتب \u200e--on\u200e 2014-01-01")
	require.Equal(t, "لا شيء", words.Proposals(edtf.Arabic, 0))
	require.Equal(t, "0 faults", words.FaultsOrNone(edtf.English, 0))
}
