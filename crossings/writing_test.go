package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A journal has every claim of which the id was printed, those of the dataset, too:
// another edition may lack them. What it has already is not written again.
func TestClaimsOfTheDatasetAreWritten(t *testing.T) {
	dir := t.TempDir()
	dataset := crossings(t, "", "export", "--format", "jsonl").stdout
	count := strings.Count(dataset, "\n")
	require.Greater(t, count, 100)
	good := write(t, "good.jsonl", dataset)
	for i, run := range []struct {
		stdin string
		args  []string
	}{{"", []string{"add", good}}, {dataset, []string{"add"}}, {"", []string{"import", good}}} {
		file := filepath.Join(dir, fmt.Sprint(i, ".jsonl"))
		for range 2 {
			r := crossings(t, run.stdin, append(run.args, "--journal", file)...)
			require.Zero(t, r.status, r.stderr)
			require.Len(t, ids(t, r.stdout), count, run.args)
			require.Contains(t, crossings(t, "", "check", file).stdout, fmt.Sprintf("%d claims, no errors, ", count))
		}
		// A file is exported line by line, in its own order.
		require.ElementsMatch(t, strings.Split(dataset, "\n"), strings.Split(crossings(t, "", "export", "--format", "jsonl", "--data", file).stdout, "\n"), "as the dataset has them")
	}
}

// What is refused leaves no file.
func TestRefusalsMakeNoJournal(t *testing.T) {
	dir := t.TempDir()
	bad := write(t, "bad.jsonl", strings.Replace(claimLine("one"), "tanf", "banf", 1))
	token := write(t, "token", "a token that is long enough for anybody\n")
	for _, tt := range []struct {
		stdin, args string
		stderr      string
	}{
		{"", "retract --source me --yes 84973cb4-ffff", "no claim has the id"},
		{"n\n", "retract --source me " + anID(t), "nothing was written"},
		{"", "retract --source me " + anID(t), "nothing was written"},
		{"", "add " + bad, "no such crossing"},
		{"{\n", "add", "the line ends within the claim"},
		{strings.Replace(claimLine("one"), "tanf", "banf", 1), "add", "no such crossing"},
		{"", "add --crossing tanf --side iraq --kind status --value open --when 2015 --source x", "[y/N] \ncrossings: nothing was written"},
		{"", "import " + bad, "no such crossing"},
		{"", "serve --write-token-file " + filepath.Join(dir, "none"), "no such file"},
		{"", "serve --addr nowhere:port --write-token-file " + token, "--addr"},
	} {
		r := crossings(t, tt.stdin, append(strings.Fields(tt.args), "--journal", filepath.Join(dir, "j.jsonl"))...)
		require.NotEqual(t, 0, r.status, tt.args)
		require.Contains(t, r.stderr, tt.stderr)
		left, err := filepath.Glob(filepath.Join(dir, "*"))
		require.NoError(t, err)
		require.Empty(t, left, tt.args)
	}
}

// anID returns the id of a claim of the dataset.
func anID(t *testing.T) string {
	t.Helper()
	_, id, found := strings.Cut(crossings(t, "", "claims", "tanf", "--json").stdout, `{"id":"`)
	require.True(t, found)
	return id[:36]
}

// A journal that was emptied, cut short or deleted has lost its claims, and every
// command says so, for its mark stands beside it.
func TestLostClaimsAreMissed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "j.jsonl")
	require.Equal(t, 0, crossings(t, claimLine("one")+claimLine("two")+claimLine("three"), "add", "--journal", file).status)
	whole, err := os.ReadFile(file)
	require.NoError(t, err)
	commands := []string{"check", "--data", "--add", "add --journal", "compact", "retract --source x --yes " + anID(t) + " --journal"}
	for name, left := range map[string][]byte{"emptied": {}, "the last line is cut": whole[:len(whole)-30], "a line is missing": whole[:len(whole)-len(whole)/4]} {
		for _, command := range commands {
			require.NoError(t, os.WriteFile(file, left, 0o644))
			r := crossings(t, "", append(strings.Fields(command), file)...)
			require.Equal(t, 1, r.status, "%s, %s: %s", name, command, r.stdout)
			require.Contains(t, r.stdout+r.stderr, "the journal has lost claims that it had", "%s, %s", name, command)
			require.Contains(t, r.stderr, "crossings seal "+file)
			now, err := os.ReadFile(file)
			require.NoError(t, err)
			require.Equal(t, string(left), string(now))
		}
	}
	require.NoError(t, os.Remove(file))
	for range 2 {
		r := crossings(t, claimLine("four"), "add", "--journal", file)
		require.Equal(t, 1, r.status)
		require.Contains(t, r.stderr, "the journal has lost claims that it had")
		require.Contains(t, r.stderr, "\nThe file is not there; to begin a new one in its place, remove "+file+".mark\n")
		require.NoFileExists(t, file)
	}
	require.NoError(t, os.Remove(file+".mark"))
	require.Equal(t, 0, crossings(t, claimLine("four"), "add", "--journal", file).status)

	// Without a mark an empty file has no claims, and a torn line is what a crash left.
	empty := write(t, "empty.jsonl", "")
	require.Equal(t, result{"0 claims, no errors, 0 warnings\n", "", 0}, crossings(t, "", "check", empty))
	torn := write(t, "torn.jsonl", string(whole[:len(whole)-30]))
	r := crossings(t, "", "check", torn)
	require.Equal(t, 0, r.status)
	require.Equal(t, "2 claims, no errors, 0 warnings\n", r.stdout)
	require.Contains(t, r.stderr, "the last write was cut short")
}
