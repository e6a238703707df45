package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A narrowed export is whole by itself: read back by --data it is the same byte for byte,
// also where a claim denies or withdraws one that it leaves out. Read into a registry, that
// says so on standard error and answers.
func TestNarrowedExportReadsBack(t *testing.T) {
	dir := t.TempDir()
	nothing := filepath.Join(dir, "nothing.jsonl")
	require.NoError(t, os.WriteFile(nothing, []byte("\n"), 0o644))
	target := regexp.MustCompile(`"id":"([^"]*)","crossing":"al-tanf-al-waleed"`).FindStringSubmatch(crossings(t, "", "export", "--format", "jsonl", "tanf").stdout)
	require.NotNil(t, target)
	early := filepath.Join(dir, "early.jsonl") // it denies what was said, and recorded, later
	require.NoError(t, os.WriteFile(early, []byte(`{"crossing":"al-tanf-al-waleed","side":"iraq","kind":"status","value":"open","modality":"denied","source":{"name":"X"},`+
		`"reported":"2001","denies":["`+target[1]+`"],"recorded":"2019-01-01T00:00:00Z"}`+"\n"), 0o644))
	withoutTarget := 0
	for _, narrow := range []string{"--known 2014-07-01", "--known 2025-06-14", "--as-of 2026-11-25T00:00:00Z", "--kind status --side iraq", "--since 2019-01-01", "qaim --until 2015-01-01 --match closed",
		"--add " + early + " --known 2002-01-01", "--add " + early + " --as-of 2020-01-01T00:00:00Z"} {
		narrowed := crossings(t, "", append([]string{"export", "--format", "jsonl"}, strings.Fields(narrow)...)...)
		require.Equal(t, result{stdout: narrowed.stdout, stderr: narrowed.stderr}, narrowed)
		require.NotEmpty(t, narrowed.stdout, narrow)
		file := filepath.Join(dir, "narrowed.jsonl")
		require.NoError(t, os.WriteFile(file, []byte(narrowed.stdout), 0o644))
		streamed := crossings(t, "", "export", "--format", "jsonl", "--data", file)
		require.Equal(t, result{stdout: narrowed.stdout}, streamed, narrow)
		kept := crossings(t, "", "export", "--format", "jsonl", "--data", file, "--add", nothing)
		require.Equal(t, 0, kept.status, narrow)
		require.Equal(t, narrowed.stdout, kept.stdout, narrow)
		if kept.stderr != "" {
			withoutTarget++
			require.Contains(t, kept.stderr, "it is kept, without effect until that comes")
		}
		require.Zero(t, crossings(t, "", "at", "qaim", "--on", "2014-06-15", "--data", file).status, narrow)
	}
	require.Equal(t, 2, withoutTarget, "of the early denial alone, by both clocks")
}
