package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// targetsBelow returns the directories of the corpora that the fuzz targets below a
// directory should have, and those that there are.
func targetsBelow(t *testing.T, top string) (wanted, found []string) {
	t.Helper()
	target := regexp.MustCompile(`(?m)^func (Fuzz\w+)\(`)
	require.NoError(t, filepath.WalkDir(top, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == ".git" || d.Name() == "node_modules"):
			return filepath.SkipDir
		case d.IsDir() && strings.HasSuffix(filepath.ToSlash(filepath.Dir(name)), "/testdata/fuzz"):
			found = append(found, filepath.ToSlash(name))
		case strings.HasSuffix(name, "_test.go"):
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			for _, m := range target.FindAllSubmatch(text, -1) {
				wanted = append(wanted, filepath.ToSlash(filepath.Join(filepath.Dir(name), "testdata", "fuzz", string(m[1]))))
			}
		}
		return nil
	}))
	slices.Sort(wanted)
	return wanted, found
}

// Every fuzz target has inputs that are kept with the code, so that each run of the tests
// reads them and each fuzz begins with them; and there are none of a target that is gone.
func TestFuzzTargetsHaveCorpora(t *testing.T) {
	wanted, found := targetsBelow(t, "..")
	require.GreaterOrEqual(t, len(wanted), 23)
	require.Equal(t, wanted, found, "write a few inputs of each target, or take away those of none")
	for _, dir := range found {
		files, err := os.ReadDir(dir)
		require.NoError(t, err)
		require.GreaterOrEqual(t, len(files), 5, "%s: want a valid input and one of each kind of fault", dir)
		for _, f := range files {
			text, err := os.ReadFile(filepath.Join(dir, f.Name()))
			require.NoError(t, err)
			require.True(t, strings.HasPrefix(string(text), "go test fuzz v1\n"), "%s/%s", dir, f.Name())
			require.Less(t, len(text), 64<<10, "%s/%s", dir, f.Name())
		}
	}
}

// The search for targets finds one without a corpus, and a corpus without one.
func TestTargetsBelow(t *testing.T) {
	top := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(top, "a", "testdata", "fuzz", "FuzzGone"), 0o777))
	require.NoError(t, os.WriteFile(filepath.Join(top, "a", "x_test.go"), []byte("package a\n\nfunc FuzzB(f *testing.F) {}\n\nfunc FuzzA(f *testing.F) {}\n"), 0o666))
	wanted, found := targetsBelow(t, top)
	in := filepath.ToSlash(top) + "/a/testdata/fuzz/"
	require.Equal(t, []string{in + "FuzzA", in + "FuzzB"}, wanted)
	require.Equal(t, []string{in + "FuzzGone"}, found)
}
