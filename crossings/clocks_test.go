package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A claim without reported was reported on the day at the border on which it was recorded:
// nothing calls it undated, and add does not warn of what it is about to stamp.
func TestReportedWhenRecorded(t *testing.T) {
	journal := filepath.Join(t.TempDir(), "mine.jsonl")
	r := crossings(t, "", strings.Fields("add --crossing tanf --side iraq --kind status --value closed --when 2015-05-03T22:00:00Z --source Desk --yes --journal "+journal)...)
	require.Equal(t, 0, r.status, r.stderr)
	require.NotContains(t, r.stderr, "neither reported nor recorded")
	require.NotContains(t, r.stderr, "undated")
	require.Contains(t, r.stderr, "read as: a change on 2015-05-04, standing until the next")

	line := `{"crossing":"al-tanf-al-waleed","side":"iraq","kind":"status","value":"closed","when":"2015-05","modality":"reported","source":{"name":"Desk"},"recorded":"2026-11-20T22:30:00Z"}`
	r = crossings(t, line, "claims", "tanf", "--data", "-")
	require.Equal(t, 0, r.status, r.stderr)
	require.Contains(t, r.stdout, "  Desk, 2026-11-21, no address\n")
	r = crossings(t, line, "check", "-")
	require.Equal(t, "1 claim, no errors, 0 warnings\n", r.stdout)
}
