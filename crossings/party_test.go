package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A party may be named as people name it; the journal holds its code.
func TestAddPartyByAlias(t *testing.T) {
	file := filepath.Join(t.TempDir(), "mine.jsonl")
	args := func(party string) []string {
		return append(strings.Fields("add --yes --crossing qaim --side iraq --kind control --when 2014-06-21 --source X --reported 2014-06-22 --journal"), file, "--value", party)
	}
	require.Zero(t, crossings(t, "", args("داعش")...).status)
	r := crossings(t, "", "claims", "qaim", "--data", file, "--json")
	require.Contains(t, r.stdout, `"value":"islamic-state"`)
	r = crossings(t, "", args("deash")...)
	require.Equal(t, 1, r.status)
	require.Contains(t, r.stderr, `"deash": no such party; did you mean islamic-state?`)
}
