package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// A denial without a value has no gap where a value would stand.
func TestClaimWithoutValue(t *testing.T) {
	file := filepath.Join(t.TempDir(), "denial.jsonl")
	require.NoError(t, os.WriteFile(file, []byte(`{"crossing":"al-tanf-al-waleed","side":"syria","kind":"status","modality":"denied","source":{"name":"a"}}`+"\n"), 0o600))
	r := crossings(t, "", "claims", "al-tanf-al-waleed", "--data", file)
	require.Equal(t, 0, r.status, r.stderr)
	require.Contains(t, r.stdout, "undated syria status, denied\n")
}
