package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// write makes a file with that text, and returns its name.
func write(t *testing.T, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	return file
}

// opened is a claim.
const opened = `{"crossing":"al-tanf-al-waleed","side":"iraq","kind":"status","value":"open","when":"2019-03-01","modality":"reported","source":{"name":"a driver"},"reported":"2019-03-01","recorded":"2026-01-01T00:00:00Z"}` + "\n"

// takenBack is a claim that withdraws the one with that id.
func takenBack(id string) string {
	return `{"crossing":"al-tanf-al-waleed","side":"iraq","kind":"status","modality":"denied","source":{"name":"a driver"},"reported":"2019-03-05","recorded":"2026-01-02T00:00:00Z","retracts":["` + id + `"]}` + "\n"
}

// status returns the Iraqi status of Al-Tanf–Al-Waleed in April 2019.
func status(t *testing.T, args ...string) string {
	t.Helper()
	r := crossings(t, "", append([]string{"why", "tanf", "--side", "iraq", "--question", "status", "--on", "2019-04-01"}, args...)...)
	require.Equal(t, 0, r.status, r.stderr)
	return r.stdout
}

// All files are read before one claim is added, so a claim may withdraw one that
// stands in a later file.
func TestFilesAreAddedTogether(t *testing.T) {
	said := write(t, "said.jsonl", opened)
	r := crossings(t, "", "claims", "tanf", "--data", said, "--json")
	id := r.stdout[len(`{"id":"`) : len(`{"id":"`)+36]
	back := write(t, "back.jsonl", takenBack(id))

	require.Equal(t, "gives the answer:\n  2019-03-01 iraq status open (a driver, no address)\n    id "+id+"\n", status(t, "--data", said))
	want := "was withdrawn:\n  2019-03-01 iraq status open (a driver, no address)\n"
	require.Contains(t, status(t, "--data", back, "--data", said), want)
	require.Contains(t, status(t, "--data", said, "--add", back), want)
	require.NotContains(t, status(t, "--data", said, "--add", back, "--as-of", "2026-01-01T12:00:00Z"), want)
	require.NotContains(t, status(t, "--data", said, "--add", back, "--known", "2019-03-04"), want)

	r = crossings(t, "", "claims", "tanf", "--data", back)
	require.Zero(t, r.status)
	require.Regexp(t, `^crossings: claim [0-9a-f-]{36} retracts `+id+`, which is not there: it is kept, without effect until that comes\n$`, r.stderr)
	require.Contains(t, r.stdout, "  retracts "+id+"\n")

	r = crossings(t, "", "claims", "tanf", "--data", said, "--add", back)
	require.Contains(t, r.stdout, "  retracts "+id+"\n")
	require.Regexp(t, "  id "+id+"\n  withdrawn by [0-9a-f-]{36}\n", r.stdout)
}

// --add adds to the dataset's claims, --data takes their place.
func TestAddAndData(t *testing.T) {
	count := func(args ...string) int {
		r := crossings(t, opened, append([]string{"claims", "tanf", "--json"}, args...)...)
		require.Equal(t, 0, r.status, r.stderr)
		return strings.Count(r.stdout, "\n")
	}
	dataset := count()
	require.Greater(t, dataset, 20)
	require.Equal(t, dataset+1, count("--add", "-"))
	require.Equal(t, 1, count("--data", "-"))
	require.Equal(t, dataset, count("--dataset", "../data"))
}

// Crossings and parties of one's own.
func TestOwnCrossings(t *testing.T) {
	own := write(t, "crossings.json", `[{"code":"two-rivers","names":{"en":"Two Rivers"},"sides":{"syria":{"town":{"en":"West Gate"}},"iraq":{"town":{"en":"East Gate"}}}}]`)
	parties := write(t, "parties.json", `[{"code":"river-guard","kind":"government","names":{"en":"River Guard"}}]`)
	const claim = `{"crossing":"two-rivers","side":"both","kind":"control","value":"river-guard","when":"1991","modality":"reported","source":{"name":"an almanac"},"reported":"1995"}`
	r := crossings(t, claim, "at", "west gate", "--on", "1995-01-01", "--crossings", own, "--parties", parties, "--data", "-")
	require.Equal(t, 0, r.status, r.stderr)
	golden(t, "own-crossings.golden", r.stdout)

	r = crossings(t, "", "--crossings", own)
	require.Equal(t, 1, r.status)
	require.Equal(t, `crossings: the dataset's claims do not fit: claim 1: crossing "al-bukamal-al-qaim": no such crossing; want one of two-rivers; with crossings or parties of your own, name their claims with --data`+"\n", r.stderr)

	for _, flag := range []string{"--crossings", "--parties"} {
		bad := write(t, "bad.json", `[{"code":"two-rivers","colour":"red"}]`)
		r = crossings(t, "", flag, bad)
		require.Equal(t, 1, r.status)
		require.Empty(t, r.stdout)
		require.Regexp(t, `^crossings: .*bad\.json.*colour.*\n$`, r.stderr)
	}
}

// Shells complete commands and codes, also those of crossings of one's own.
func TestCompletion(t *testing.T) {
	r := crossings(t, "", "__complete", "at", "")
	require.Contains(t, r.stdout, "al-bukamal-al-qaim\tAl-Bukamal–Al-Qaim\nal-tanf-al-waleed\tAl-Tanf–Al-Waleed\nal-yarubiyah-rabia\tAl-Yarubiyah–Rabia\nfaysh-khabur-semalka\tFaysh Khabur–Semalka\n:4\n")
	r = crossings(t, "", "__complete", "at", "al-tanf-al-waleed", "")
	require.Equal(t, ":4\n", r.stdout)
	own := write(t, "crossings.json", `[{"code":"two-rivers","names":{"en":"Two Rivers"},"sides":{"syria":{"town":{"en":"West Gate"}},"iraq":{"town":{"en":"East Gate"}}}}]`)
	r = crossings(t, "", "__complete", "--crossings", own, "--data", "/dev/null", "history", "")
	require.Contains(t, r.stdout, "two-rivers\tTwo Rivers\n")
	r = crossings(t, "", "__complete", "why", "qaim", "--side", "")
	require.Contains(t, r.stdout, "iraq\n")
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		r = crossings(t, "", "completion", shell)
		require.Equal(t, 0, r.status, r.stderr)
		require.Contains(t, r.stdout, "crossings")
	}
}

// A dataset of which a file is missing, damaged or older than the others answers
// nothing, and says which file and where.
func TestDatasetAtFault(t *testing.T) {
	file := func(name string) string {
		data, err := os.ReadFile(filepath.Join("../data", name))
		require.NoError(t, err)
		return string(data)
	}
	claims, parties := file("claims.jsonl"), file("parties.json")
	older := strings.ReplaceAll(parties, `"sdf"`, `"not-yet-the-sdf"`)
	require.NotEqual(t, parties, older)
	for _, tt := range []struct {
		name, file, content, want string
	}{
		{"missing", "parties.json", "", `open parties.json: no such file or directory`},
		{"damaged", "claims.jsonl", claims[:20000], `claims.jsonl:\d+: .*the line ends within the claim`},
		{"older", "parties.json", older, `claims.jsonl:\d+: value "sdf": no such party; .*`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for _, name := range []string{"crossings.json", "parties.json", "claims.jsonl"} {
				content := file(name)
				if name == tt.file {
					content = tt.content
				}
				if content != "" {
					require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600))
				}
			}
			for _, args := range [][]string{nil, {"can", "qaim", "--traffic", "fuel", "--direction", "both"}} {
				r := crossings(t, "", append(args, "--dataset", dir)...)
				require.Equal(t, 1, r.status)
				require.Empty(t, r.stdout)
				require.Regexp(t, `^crossings: dataset `+regexp.QuoteMeta(dir)+`: `+tt.want+`\n$`, r.stderr)
			}
		})
	}
}
