package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// What is streamed of a file is what a registry of its claims prints, where the file has
// them in the registry's order.
func TestStreamedAsFromRegistry(t *testing.T) {
	dir := t.TempDir()
	data, nothing := filepath.Join(dir, "data.jsonl"), filepath.Join(dir, "nothing.jsonl")
	require.NoError(t, os.WriteFile(data, []byte(crossings(t, "", "export", "--format", "jsonl").stdout), 0o644))
	require.NoError(t, os.WriteFile(nothing, []byte("\n"), 0o644))
	for _, args := range []string{"csv", "csv --bom", "jsonl", "hxl", "jsonl القائم", "csv tanf --kind status --until 2020-01-01"} {
		args := append([]string{"export", "--data", data, "--format"}, strings.Fields(args)...)
		streamed := crossings(t, "", args...)
		require.Equal(t, result{stdout: streamed.stdout}, streamed)
		require.Greater(t, strings.Count(streamed.stdout, "\n"), 20)
		require.Equal(t, crossings(t, "", append(args, "--add", nothing)...), streamed, "--add has a registry made")
	}
}

// The claims stand in the order of the files, with what stands there twice, each with the id
// and the time that a registry gives it; those of a journal as well.
func TestStreamedInOrderOfFiles(t *testing.T) {
	dir := t.TempDir()
	late, early := filepath.Join(dir, "late.jsonl"), filepath.Join(dir, "early.journal")
	line := func(value string) string {
		return `{"crossing":"al-tanf-al-waleed","side":"iraq","kind":"status","value":"` + value + `","when":"2019","modality":"reported","source":{"name":"X"}}` + "\n"
	}
	require.NoError(t, os.WriteFile(late, []byte(line("open")+line("closed")+line("open")), 0o644))
	require.Zero(t, crossings(t, line("closed"), "add", "--journal", early).status)
	r := crossings(t, "", "export", "--format", "jsonl", "--data", late, "--data", early)
	require.Equal(t, result{stdout: r.stdout}, r)
	lines := strings.Split(strings.TrimSpace(r.stdout), "\n")
	require.Len(t, lines, 4)
	for i, value := range []string{"open", "closed", "open", "closed"} {
		require.Regexp(t, `^\{"id":"[0-9a-f]{8}-[0-9a-f]{4}-5.*"value":"`+value+`","when":"2019","edge":"start".*"recorded":"20[0-9T:.-]+Z"\}$`, lines[i])
	}
	require.Equal(t, lines[0][:45], lines[2][:45], "the same id")
}

// Of files with a fault nothing is written.
func TestStreamRefuses(t *testing.T) {
	file := filepath.Join(t.TempDir(), "data.jsonl")
	right := `{"crossing":"al-tanf-al-waleed","side":"iraq","kind":"control","value":"iraqi-government","when":"2019","modality":"reported","source":{"name":"X"}}` + "\n"
	for _, tt := range []struct{ old, new, want string }{
		{"al-tanf-al-waleed", "atlantis", `crossing "atlantis": no such crossing; want one of al-bukamal-al-qaim, al-tanf-al-waleed, al-yarubiyah-rabia, faysh-khabur-semalka`},
		{"iraqi-government", "martians", `value "martians": no such party; want one of `},
		{"2019", "19", `when "19": `},
	} {
		require.NoError(t, os.WriteFile(file, []byte(right+"\n"+strings.Replace(right, tt.old, tt.new, 1)), 0o644))
		for _, format := range []string{"csv", "jsonl", "hxl"} {
			r := crossings(t, "", "export", "--format", format, "--data", file)
			require.Equal(t, 1, r.status)
			require.Empty(t, r.stdout)
			require.True(t, strings.HasPrefix(r.stderr, "crossings: "+file+":3: "+tt.want), r.stderr)
		}
	}
	r := crossings(t, "", "export", "--format", "csv", "--data", file, "atlantis")
	require.Equal(t, 1, r.status)
	require.Contains(t, r.stderr, `"atlantis": no such crossing`)
}
