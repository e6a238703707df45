package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A file of another kind is told in one line, not in one for each of its lines.
func TestFilesOfAnotherKind(t *testing.T) {
	sheet := write(t, "sheet.csv", crossings(t, "", "export", "--format", "csv").stdout)
	document := write(t, "border.json", crossings(t, "", "export", "--format", "json").stdout)
	own := filepath.Join("..", "data", "crossings.json")
	for _, command := range []string{"check", "--data", "--add", "add --journal none.jsonl", "import"} {
		for file, want := range map[string]string{
			sheet:    "this looks like CSV, not like claims one a line; read it with crossings import\n",
			document: "this is one JSON document; want claims, one object a line, as crossings export --format jsonl writes them\n",
			own:      "this is one JSON document; want claims, one object a line, as crossings export --format jsonl writes them\n",
		} {
			if command == "import" && file == sheet {
				continue
			}
			r := crossings(t, "", append(strings.Fields(command), file)...)
			require.Equal(t, 1, r.status)
			require.Contains(t, r.stdout+r.stderr, file+":1: ")
			require.Contains(t, r.stdout+r.stderr, want)
			require.LessOrEqual(t, strings.Count(r.stdout+r.stderr, "\n"), 2, "%s %s: %s", command, file, r.stdout)
		}
	}
	require.NoFileExists(t, "none.jsonl")
}

// A journal that has lost its header points at what mends it.
func TestJournalWithoutHeader(t *testing.T) {
	file := filepath.Join(t.TempDir(), "j.jsonl")
	require.Equal(t, 0, crossings(t, claimLine("one")+claimLine("two"), "add", "--journal", file).status)
	whole, err := os.ReadFile(file)
	require.NoError(t, err)
	_, lines, _ := strings.Cut(string(whole), "\n")
	require.NoError(t, os.WriteFile(file, []byte(lines), 0o644))
	want := file + ":1: %sa line of a journal, in a file without its header; to make it a whole journal, run: crossings seal " + file + "\n"
	require.Equal(t, result{strings.Replace(want, "%s", "error: ", 1), "", 1}, crossings(t, "", "check", file))
	require.Equal(t, result{"", "crossings: " + strings.Replace(want, "%s", "", 1), 1}, crossings(t, "", "--data", file))
	require.Equal(t, 0, crossings(t, "", "seal", "--yes", file).status)
	require.Equal(t, "2 claims, no errors, 0 warnings\n", crossings(t, "", "check", file).stdout)
}

// Whoever changes a row of an exported sheet leaves its id there: such a row is
// refused, with a journal and without one.
func TestImportRefusesAnIDOfOtherContent(t *testing.T) {
	sheet := crossings(t, "", "export", "--format", "csv").stdout
	head, rest, _ := strings.Cut(sheet, "\n")
	require.Contains(t, rest, ",iraq,status,closed,")
	changed := write(t, "changed.csv", head+"\n"+strings.Replace(rest, ",iraq,status,closed,", ",iraq,status,open,", 1))
	want := ": this id already has another content; a correction is a new claim: leave its id empty, and name this one under retracts\n"
	for _, more := range [][]string{nil, {"--journal", filepath.Join(t.TempDir(), "j.jsonl")}, {"--add", "testdata/article.jsonl"}} {
		r := crossings(t, "", append([]string{"import", changed}, more...)...)
		require.Equal(t, 1, r.status, "%v", more)
		require.Empty(t, r.stdout)
		require.Contains(t, r.stderr, want)
		require.Contains(t, r.stderr, "crossings: nothing imported: 1 fault in ")
	}

	// An id that is nobody's is the user's to give, whatever the content.
	own := "id,crossing,side,kind,value,when,modality,source\n00000000-0000-4000-8000-000000000001,qaim,iraq,status,open,2027,observed,X\n"
	r := crossings(t, own, "import", "-")
	require.Equal(t, 0, r.status, r.stderr)
	file := write(t, "own.jsonl", r.stdout)
	require.Equal(t, 0, crossings(t, own, "import", "-", "--add", file).status)
	r = crossings(t, strings.Replace(own, "open", "closed", 1), "import", "-", "--add", file)
	require.Equal(t, result{"", `-:2: id "00000000-0000-4000-8000-000000000001"` + want + "crossings: nothing imported: 1 fault in 1 row\n", 1}, r)
}

// A file without claims is said to have none.
func TestImportOfNothing(t *testing.T) {
	for _, sheet := range []string{"", "\n", "crossing,side,kind,value,when,modality,source\n"} {
		require.Equal(t, result{"", "crossings: - has no claims\n", 0}, crossings(t, sheet, "import", "-"))
	}
}

// Before anything was recorded, every answer is unknown, and why is said.
func TestAsOfBeforeTheFirstRecording(t *testing.T) {
	data := write(t, "one.jsonl", opened)
	const told = "crossings: nothing had been recorded by 2025-12-31T22:00:00Z; the first claim was on 2026-01-01T00:00:00Z; --known asks for what sources had said by a day\n"
	for _, command := range []string{"", "at tanf", "history tanf", "export --format jsonl"} {
		args := append(strings.Fields(command), "--data", data, "--as-of", "2026-01-01T00:00:00+02:00")
		r := crossings(t, "", args...)
		require.Equal(t, 0, r.status)
		require.Equal(t, told, r.stderr)
		args[len(args)-1] = "2026-01-01T00:00:00Z"
		require.NotContains(t, crossings(t, "", args...).stderr, "nothing had been recorded")
	}
}
