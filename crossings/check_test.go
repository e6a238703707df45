package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// checkLines are claims with one fault or doubt each.
const checkLines = `{"crossing":"al-bukamal-al-qaim","side":"syria","kind":"status","value":"open","when":"2019-09-30","modality":"reported","source":{"name":"a"},"reported":"2019-09-29"}
{"crossing":"al-bukamal-al-qaim","side":"syria","kind":"status","value":"ajar","when":"2019-09-30","modality":"reported","source":{"name":"a"},"reported":"2019-09-30"}

{"crossing":"al-bukamal-al-qaim","side":"syria","kind":"control","value":"syrian-government","when":"2025-01-01","modality":"reported","source":{"name":"a"},"reported":"2025-01-02"}
{"crossing":"al-bukamal-al-qaim","side":"syria","kind":"control","value":"sdf","when":"2013","modality":"reported","source":{"name":"a"},"reported":"2025-01-02"}
{"crossing":"al-bukamal-al-qaim","side":"iraq","kind":"control","value":"syrian-opposition","when":"2014-06-17","modality":"reported","source":{"name":"a"},"reported":"2014-06-17"}
{"crossing":"al-bukamal-al-qaim","side":"syria","kind":"status","value":"open","when":"2919-09-30","modality":"reported","source":{"name":"a"},"reported":"2919-09-30"}
{"crossing":"al-bukamal-al-qaim","side":"syria","kind":"status","value":"open","when":"2019-10-01","modality":"reported","source":{"name":"a"}}
{"id":"00000000-0000-4000-8000-000000000001","crossing":"al-bukamal-al-qaim","side":"syria","kind":"status","value":"open","when":"2019-10-02","modality":"reported","source":{"name":"a","url":"javascript:alert(1)"},"reported":"2019-10-02"}
{"crossing":"al-bukamal-al-qaim","side":"syria","kind":"control","value":"romans","when":"2019-09-30","modality":"reported","source":{"name":"a"},"reported":"2019-09-30"}
{"crossing":"al-bukamal-al-qaim","side":"syria","kind":"status","value":"open","when":"2019-10-03","modality":"denied","source":{"name":"a"},"reported":"2019-10-03","denies":["00000000-0000-4000-8000-000000000002"]}
{"crossing":"al-bukamal-al-qaim","side":"syria","kind":"status","value":"open","when":"2019-10-04","modality":"reported","source":{"name":"a"},"recorded":"2119-10-04T00:00:00Z"}
{"crossing":"al-bukamal-al-qaim","side":"syria","kind":"status","value":"open","when":"2019-10-05","modality":"reported","source":{"name":"a\u000bb"},"reported":"2019-10-05"}
{"crossing":
`

func TestCheck(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "claims.jsonl")
	require.NoError(t, os.WriteFile(file, []byte(checkLines), 0o644))
	for name, args := range map[string][]string{"check": {"check", file}, "check-json": {"check", file, "--json"}} {
		r := crossings(t, "", args...)
		require.Equal(t, 1, r.status)
		require.Empty(t, r.stderr)
		golden(t, name+".golden", strings.ReplaceAll(r.stdout, dir+"/", ""))
	}
	r := crossings(t, "", "check", "no-such-file", "testdata/article.jsonl")
	require.Equal(t, result{"no-such-file: error: open no-such-file: no such file or directory\n", "", 1}, r)
	r = crossings(t, "", "check", "testdata/article.jsonl")
	require.Equal(t, result{"8 claims, no errors, 0 warnings\n", "", 0}, r)
}

// The dataset itself has no error, and no doubt but those that its editors know
// of, and that its README explains: forces of one country that stood at the other's
// post.
func TestCheckDataset(t *testing.T) {
	r := crossings(t, "", "check", "../data/claims.jsonl")
	require.Equal(t, 0, r.status, r.stdout)
	require.Regexp(t, "claims, no errors, 8 warnings\n$", r.stdout)
	readme, err := os.ReadFile("../data/README.md")
	require.NoError(t, err)
	require.Contains(t, string(readme), "Its eight warnings are right\nand stay: al-Nusra Front and Syrian rebels at Al-Qaim in June 2014, and the YPG at Rabia from 2014 to 2017")
	for line := range strings.SplitSeq(strings.TrimSpace(r.stdout), "\n") {
		if !strings.HasSuffix(line, "warnings") && !strings.HasSuffix(line, "warning") {
			require.Regexp(t, `warning: value "(al-nusra-front|syrian-opposition|ypg)": a party of the other country$`, line)
		}
	}
}
