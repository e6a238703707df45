// Package example has the few claims that the example files of all formats are made
// from, for the tests that keep those files true.
package example

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the example files")

// View returns the view of the claims of a file of JSON Lines, with the crossings
// and parties of the dataset.
func View(t testing.TB, file string) border.View {
	t.Helper()
	full, err := border.Default()
	require.NoError(t, err)
	reg, err := border.New(slices.Collect(full.Crossings()), slices.Collect(full.Parties()))
	require.NoError(t, err)
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	var claims []border.Claim
	for c, err := range border.ReadClaims(f, file) {
		require.NoError(t, err)
		claims = append(claims, c)
	}
	_, err = reg.Add(claims...)
	require.NoError(t, err)
	return reg.View()
}

// Same requires that a file in testdata has a content; with -update it is given it.
func Same(t testing.TB, name, content string) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(name, []byte(content), 0o644))
	}
	want, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Equal(t, string(want), content, "%s; run the test with -update to rewrite it", name)
}
