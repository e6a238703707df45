package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// judgesDir returns a directory with the judges of testdata/judges installed from
// npm, once for each set of versions. Where npm is missing the test is skipped,
// and says so, unless CROSSINGS_JUDGES is "required".
func judgesDir(t *testing.T) string {
	t.Helper()
	missing := t.Skipf
	if os.Getenv("CROSSINGS_JUDGES") == "required" {
		missing = t.Fatalf
	}
	for _, tool := range []string{"npm", "node"} {
		if _, err := exec.LookPath(tool); err != nil {
			missing("the output was NOT judged: %s is not installed", tool)
		}
	}
	pinned, err := os.ReadFile("testdata/judges/package.json")
	require.NoError(t, err)
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	sum := sha256.Sum256(pinned)
	dir := filepath.Join(cache, "crossings-judges", hex.EncodeToString(sum[:8]))
	require.NoError(t, os.MkdirAll(dir, 0o755))
	for _, name := range []string{"package.json", "judge.mjs"} {
		data, err := os.ReadFile(filepath.Join("testdata/judges", name))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), data, 0o644))
	}
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "ical.js", "package.json")); err != nil {
		cmd := exec.Command("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			missing("the output was NOT judged: npm install: %v\n%s", err, out)
		}
	}
	return dir
}

// Judges that others wrote read what export writes of the dataset.
func TestJudges(t *testing.T) {
	judges := judgesDir(t)
	dir := t.TempDir()
	for file, args := range map[string]string{
		"border.geojson": "--format geojson --on 2014-06-15",
		"border.json":    "--format json --known 2025-01-01 --as-of 2030-01-01T00:00:00Z",
		"border.jsonl":   "--format jsonl",
		"claims.csv":     "--format csv",
		"claims.parquet": "--format parquet",
		"border.ics":     "--format ics --lang ar --on 2026-11-24",
		"border.atom":    "--format atom --lang ar",
	} {
		r := crossings(t, "", append([]string{"export"}, strings.Fields(args)...)...)
		require.Zero(t, r.status, r.stderr)
		require.NoError(t, os.WriteFile(filepath.Join(dir, file), []byte(r.stdout), 0o644))
	}
	r := crossings(t, "", "export", "--format", "datapackage", "--on", "2014-06-15", "--dir", filepath.Join(dir, "package"))
	require.Zero(t, r.status, r.stderr)
	writeDates(t, filepath.Join(dir, "dates.tsv"))
	schemas, err := filepath.Abs("schema")
	require.NoError(t, err)

	out, err := judge(judges, dir, schemas)
	require.NoError(t, err, out)
	for _, file := range []string{"border.geojson: 4 features", "border.json: ", "border.jsonl: ", "dates.tsv: ", "border.ics: ", "border.atom: ", "claims.csv: ", "package/datapackage.json: "} {
		require.Regexp(t, "(?m)^"+regexp.QuoteMeta(file), out)
	}
	t.Log("\n" + out)
	want := crossings(t, "", "export", "--format", "jsonl")
	require.Equal(t, want, crossings(t, "", "import", filepath.Join(dir, "duckdb.parquet")), "what DuckDB made of the Parquet")

	// The judges notice what is wrong.
	for file, edit := range map[string][2]string{
		"border.geojson":           {`"coordinates":[`, `"coordinates":["east",`},
		"border.json":              {`"digest":"`, `"digest":"x`},
		"border.jsonl":             {`"side":"`, `"side":"x`},
		"dates.tsv":                {"\t20", "\t19"},
		"border.ics":               {"DTEND;VALUE=DATE:20", "DTEND;VALUE=DATE:19"},
		"border.atom":              {"<published>20", "<published>no"},
		"claims.csv":               {",syria,", ",iraq,"},
		"package/datapackage.json": {`"tabular-data-package"`, `"tabular-data-pack"`},
		"package/crossings.csv":    {"al-tanf-al-waleed,", "al-tanf,"},
		"package/states.csv":       {",true,", ",maybe,"},
	} {
		name := filepath.Join(dir, file)
		right, err := os.ReadFile(name)
		require.NoError(t, err)
		wrong := strings.Replace(string(right), edit[0], edit[1], 1)
		require.NotEqual(t, string(right), wrong, file)
		require.NoError(t, os.WriteFile(name, []byte(wrong), 0o644))
		out, err := judge(judges, dir, schemas)
		require.Error(t, err, "%s\n%s", file, out)
		require.NoError(t, os.WriteFile(name, right, 0o644))
	}
}

// thirds are the thirds of a year, of which the judge lets each run into the next.
var thirds = regexp.MustCompile(`\d{4}-3[789]`)

func judge(judges, dir, schemas string) (string, error) {
	cmd := exec.Command("node", "judge.mjs", dir, schemas)
	cmd.Dir = judges
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// writeDates writes the dates of the dataset with the first and the last day that
// the columns earliest and latest have.
func writeDates(t *testing.T, name string) {
	reg, err := border.Default()
	require.NoError(t, err)
	var b strings.Builder
	seen := map[edtf.Date]bool{{}: true}
	add := func(d edtf.Date) {
		if !seen[d] && !thirds.MatchString(d.String()) {
			seen[d] = true
			earliest, _ := d.Earliest()
			latest, _ := d.Latest()
			fmt.Fprintf(&b, "%s\t%s\t%s\n", d, earliest, latest)
		}
	}
	for c := range reg.All() {
		add(c.Reported)
		start, end, ok := c.When.Interval()
		from, fromBound := start.Earliest()
		to, toBound := end.Earliest()
		if ok && fromBound == edtf.Dated && toBound == edtf.Dated && !to.After(from) {
			// The judge refuses an end that may be as early as the start, as in
			// 2019-04/2019-04, so it gets the two one by one.
			add(start)
			add(end)
			continue
		}
		add(c.When)
	}
	require.NoError(t, os.WriteFile(name, []byte(b.String()), 0o644))
}
