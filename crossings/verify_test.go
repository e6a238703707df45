package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// A digest that was cited is verified by 12 digits, of narrowed claims too, and one of
// an older edition is told to be.
func TestVerifyCitation(t *testing.T) {
	editions, err := border.Editions()
	require.NoError(t, err)
	older, newer := editions[0].Digest.String(), editions[len(editions)-1].Digest.String()
	known := crossings(t, "", "cite", "qaim", "--on", "2019-12-01", "--known", "2020-01-01").stdout
	_, narrowed, found := strings.Cut(known, "digest ")
	require.True(t, found)
	narrowed = narrowed[:12]
	unknown := "0123456789ab"
	for _, tt := range []struct {
		args   []string
		status int
		stdout string
	}{
		{[]string{newer[:12]}, 0, "digest " + newer + " is that of these claims (edition 2026.11.30 of the dataset)\n"},
		{[]string{strings.ToUpper(newer)}, 0, "digest " + newer + " is that of these claims (edition 2026.11.30 of the dataset)\n"},
		{[]string{older[:13]}, 1, "digest " + older + " is that of edition 2026.11.24 of the dataset, and not of these claims, which have " + newer + "\n"},
		{[]string{older[:12], "--dataset", "../testdata/editions/2026.11.24"}, 0, "digest " + older + " is that of these claims (edition 2026.11.24 of the dataset)\n"},
		{[]string{unknown}, 1, "digest " + unknown + " is unknown; these claims have " + newer + "\n"},
		{[]string{narrowed}, 1, "digest " + narrowed + " is unknown; these claims have " + newer + "\n"},
	} {
		r := crossings(t, "", append([]string{"cite", "--verify"}, tt.args...)...)
		require.Equal(t, result{stdout: tt.stdout, status: tt.status}, r, tt.args)
	}
	r := crossings(t, "", "cite", "--verify", narrowed, "--known", "2020-01-01", "--json")
	require.Zero(t, r.status)
	var got map[string]any
	require.NoError(t, json.Unmarshal([]byte(r.stdout), &got))
	require.Equal(t, map[string]any{"digest": got["current"], "matches": true, "edition": nil, "current": got["current"]}, got)
	require.Contains(t, crossings(t, "", "cite", "--verify", unknown, "--lang", "ar").stdout, "غير معروفة")

	for args, want := range map[string]string{
		"--verify 0123":                       `crossings: --verify "0123": want 12 to 64 hexadecimal digits, as crossings cite prints them`,
		"--verify qaim-qaim-qaim":             `crossings: --verify "qaim-qaim-qaim": want 12 to 64 hexadecimal digits, as crossings cite prints them`,
		"qaim --verify 0123456789ab":          "crossings: cite takes a CODE or --verify, not both",
		"--verify 0123456789ab --on 2020":     "crossings: --on has no meaning with --verify",
		"--verify 0123456789ab --format text": "crossings: --format has no meaning with --verify",
	} {
		r := crossings(t, "", append([]string{"cite"}, strings.Fields(args)...)...)
		require.Equal(t, 2, r.status)
		require.Contains(t, r.stderr, want+"\n", args)
	}
}

// A page of which two claims give the answer is named once: in the older edition AFP's of
// 20 April 2026 gives the status of Al-Tanf and who holds it.
func TestCiteNamesAPageOnce(t *testing.T) {
	for _, args := range []string{"--lang en", "--lang ar", "--format bibtex", "--format csl-json"} {
		r := crossings(t, "", append([]string{"cite", "tanf", "--on", "2026-06-20", "--dataset", olderDataset}, strings.Fields(args)...)...)
		require.Equal(t, 0, r.status, r.stderr)
		require.Equal(t, 1, strings.Count(r.stdout, "https://pakistantv.com/"), "%s: %s", args, r.stdout)
	}
}

// olderDataset is where the tests have an older edition of the dataset; the embedded one
// replaced claims of it.
const olderDataset = "../testdata/editions/2026.11.24"

// replacedID returns the id of a claim of the older edition that one of the embedded
// one replaced, and the id of that.
func replacedID(t *testing.T) (old, now string) {
	t.Helper()
	reg, err := border.Default()
	require.NoError(t, err)
	stands := reg.View().Successors()
	older, err := os.ReadFile(filepath.Join(olderDataset, "claims.jsonl"))
	require.NoError(t, err)
	for r := range reg.Succession() {
		if s := stands(r.Old); len(s) == 1 && strings.Contains(string(older), r.Old.String()) {
			return r.Old.String(), s[0].String()
		}
	}
	t.Fatal("no claim was replaced by one")
	return "", ""
}

// A journal that withdraws a claim of the dataset goes on beside the next edition, which
// replaced that claim; one that withdraws what is not there is told, and loses nothing.
func TestJournalThroughUpgrade(t *testing.T) {
	old, now := replacedID(t)
	file := filepath.Join(t.TempDir(), "mine.jsonl")
	r := crossings(t, "", "retract", "--journal", file, "--source", "me", "--yes", "--dataset", olderDataset, old)
	require.Zero(t, r.status, r.stderr)
	retraction := strings.TrimSpace(r.stdout)
	r = crossings(t, claimLine("one"), "add", "--journal", file, "--dataset", olderDataset)
	require.Zero(t, r.status, r.stderr)
	own := strings.TrimSpace(r.stdout)

	// The upgrade: beside the embedded dataset.
	for _, args := range [][]string{{"--add", file}, {"check", file}, {"seal", file, "--yes"}, {"compact", file}, {"export", "--format", "jsonl", "--add", file}} {
		r := crossings(t, "", args...)
		require.Zero(t, r.status, "%s: %s", args, r.stderr)
		require.NotContains(t, r.stderr, "not there", "%s", args)
	}
	exported := crossings(t, "", "export", "--format", "jsonl", "--add", file).stdout
	require.Contains(t, exported, retraction)
	require.Contains(t, exported, `"retracts":["`+old+`"]`, "as it was written")
	require.Contains(t, exported, own)
	require.Contains(t, withdrawalsOf(t, file), now+" by "+retraction)
	r = crossings(t, claimLine("two"), "add", "--journal", file)
	require.Zero(t, r.status, r.stderr)

	// The journal alone: nothing is there that the retraction is about.
	alone := crossings(t, "", "claims", "tanf", "--data", file)
	require.Zero(t, alone.status)
	require.Contains(t, alone.stdout, own)
	require.Equal(t, "crossings: claim "+retraction+" retracts "+old+", which edition 2026.11.30 of the dataset replaced, and what replaced it is not there: it is kept, without effect until that comes\n", alone.stderr)
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, 4, strings.Count(string(text), "\n"), "the header and three claims")
}

// withdrawalsOf returns which claims are withdrawn, a line each, of the dataset and a
// journal.
func withdrawalsOf(t *testing.T, file string) string {
	t.Helper()
	var told strings.Builder
	for _, code := range []string{"qaim", "tanf", "rabia", "semalka"} {
		id := ""
		for line := range strings.Lines(crossings(t, "", "claims", code, "--add", file).stdout) {
			if after, ok := strings.CutPrefix(line, "  id "); ok {
				id = strings.TrimSpace(after)
			}
			if by, ok := strings.CutPrefix(line, "  withdrawn by "); ok {
				told.WriteString(id + " by " + by)
			}
		}
	}
	return told.String()
}
