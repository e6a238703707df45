package main

import (
	"encoding/json"
	"encoding/xml"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// Claims go out as a spreadsheet and come back as the same claims.
func TestExportImport(t *testing.T) {
	want := crossings(t, "", "export", "--format", "jsonl")
	require.Zero(t, want.status)
	for _, format := range []string{"csv", "hxl", "csv --bom", "jsonl", "parquet"} {
		r := crossings(t, "", append([]string{"export", "--format"}, strings.Fields(format)...)...)
		require.Equal(t, result{stdout: r.stdout}, r)
		require.Equal(t, want, crossings(t, r.stdout, "import", "-"), format)
		file := filepath.Join(t.TempDir(), "sheet.csv")
		require.NoError(t, os.WriteFile(file, []byte(r.stdout), 0o644))
		require.Equal(t, want, crossings(t, "", "import", file), format)
	}
}

// What is imported can be added, and answers.
func TestImportThenAsk(t *testing.T) {
	sheet := "Crossing;Country;Date;Status;Modality;Source\nالقائم;IRQ;2027-01-01;Closed;Reported;Radio\n"
	r := crossings(t, sheet, "import", "-")
	require.Equal(t, result{stdout: r.stdout}, r)
	file := filepath.Join(t.TempDir(), "more.jsonl")
	require.NoError(t, os.WriteFile(file, []byte(r.stdout), 0o644))
	at := crossings(t, "", "at", "qaim", "--on", "2027-01-02", "--json", "--add", file)
	var state struct {
		Status struct{ Value string }
	}
	require.NoError(t, json.Unmarshal([]byte(at.stdout), &state), at.stderr)
	require.Equal(t, "closed", state.Status.Value)
}

// A spreadsheet goes into a journal all or none, and its rows may deny claims of
// the dataset, and those that are not there yet.
func TestImportIntoJournal(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "claims.journal")
	sheet := "Crossing;Country;Date;Status;Modality;Source;Denies\nqaim;IRQ;2027-01-01;Closed;Reported;Radio;\nqaim;IRQ;2027-01-03;Open;Reported;Radio;%s\n"
	wrong := crossings(t, strings.Replace(sheet, "%s", "a1", 1), "import", "-", "--journal", file)
	require.Equal(t, 1, wrong.status)
	require.Empty(t, wrong.stdout)
	require.Contains(t, wrong.stderr, `-:3: Denies "a1": want a UUID`)
	require.NoFileExists(t, file)
	r := crossings(t, strings.Replace(sheet, "%s", "fd647c79-6280-58ec-b9c3-21916de21818", 1), "import", "-", "--journal", file)
	require.Zero(t, r.status, r.stderr)
	require.Regexp(t, `^crossings: claim [0-9a-f-]{36} denies fd647c79-6280-58ec-b9c3-21916de21818, which is not there: it is kept, without effect until that comes\n$`, r.stderr)
	require.Equal(t, 2, strings.Count(r.stdout, "\n"))
	require.Contains(t, crossings(t, "", "at", "qaim", "--on", "2027-01-02", "--json", "--add", file).stdout, `"status":{"value":"closed"`)
}

// Every fault of every file is reported, and then nothing is printed.
func TestImportRefuses(t *testing.T) {
	dir := t.TempDir()
	one, two := filepath.Join(dir, "one.csv"), filepath.Join(dir, "two.csv")
	head := "crossing,side,kind,value,when,modality,source\n"
	require.NoError(t, os.WriteFile(one, []byte(head+"qaim,iraq,status,ajar,2020,observed,X\nqaim,iraq,status,open,2020,observed,X\n"), 0o644))
	require.NoError(t, os.WriteFile(two, []byte(head+"nowhere,iraq,status,open,2020,observed,X\nqaim,iraq,control,the-martians,2020,observed,X\n"), 0o644))
	require.Equal(t, result{
		stderr: one + `:2: value "ajar": want one of closed, intermittent, open, restricted, trial, unknown` + "\n" +
			two + `:2: crossing: "nowhere": no such crossing; want one of al-bukamal-al-qaim, al-tanf-al-waleed, al-yarubiyah-rabia, faysh-khabur-semalka` + "\n" +
			two + `:3: value "the-martians": no such party; want one of al-nusra-front, al-sanadid, autonomous-administration, iran-backed-militias, iraqi-government, iraqi-tribal-forces, islamic-state, kurdish-high-committee, kurdistan-regional-government, none, peshmerga, pkk, sdf, syrian-government, syrian-opposition, syrian-transitional-government, unknown, us-forces, us-led-coalition, ypg` + "\n" +
			"crossings: nothing imported: 3 faults in 4 rows\n",
		status: 1,
	}, crossings(t, "", "import", one, two))
	r := crossings(t, "", "import", filepath.Join(dir, "none.csv"))
	require.Equal(t, 1, r.status)
	require.Empty(t, r.stdout)
	require.Contains(t, r.stderr, "none.csv")
}

func TestExportUsage(t *testing.T) {
	for args, want := range map[string]string{
		"export":              "crossings: want --format, one of jsonl, csv, hxl, parquet, datapackage, xlsx, json, geojson, svg, png, stix, misp, acled, ucdp, ics, atom\n",
		"export --format xls": "crossings: --format \"xls\": want one of jsonl, csv, hxl, parquet, datapackage, xlsx, json, geojson, svg, png, stix, misp, acled, ucdp, ics, atom\n",
		"export --format json --states 2014-06-15":                "crossings: --states and --bom go with --format csv or hxl\n",
		"export --format stix --dir x":                            "crossings: --dir goes with --format misp or datapackage\n",
		"export --format datapackage":                             "crossings: a data package is a directory; name it with --dir\n",
		"export --format csv --states 2014-06-15 --on 2014":       "crossings: --states and --on both name the day; give one of them\n",
		"export --format geojson --on 2014-06-15 --on 2015-06-15": "crossings: --on may be given once with this command\n",
		"import": "crossings: import needs a FILE; - is standard input\n",
	} {
		r := crossings(t, "", strings.Fields(args)...)
		require.Equal(t, result{stderr: want + "Run 'crossings --help' for usage.\n", status: 2}, r, args)
	}
}

// Every format writes something, the same each time.
func TestExportFormats(t *testing.T) {
	for _, f := range formats {
		if f.name == "datapackage" {
			continue // a directory: TestExportDataPackage
		}
		args := []string{"export", "--format", f.name}
		if slices.Contains(ofDay, f.name) {
			args = append(args, "--on", "2019-07-10")
		}
		r := crossings(t, "", args...)
		require.Equal(t, result{stdout: r.stdout}, r, f.name)
		require.NotEmpty(t, r.stdout, f.name)
		require.Equal(t, r, crossings(t, "", args...), f.name)
	}
	timeline := crossings(t, "", "export", "--format", "svg", "qaim")
	require.Contains(t, timeline.stdout, "<svg")
	require.NotEqual(t, crossings(t, "", "export", "--format", "svg").stdout, timeline.stdout)
	states := crossings(t, "", "export", "--format", "hxl", "--states", "2014-06-15")
	require.Equal(t, 2+8, strings.Count(states.stdout, "\n"))
	narrow := crossings(t, "", "export", "--format", "jsonl", "--known", "2014-01-01")
	require.Less(t, len(narrow.stdout), len(crossings(t, "", "export", "--format", "jsonl").stdout))
}

// With CODE each format tells of that crossing alone, and of all that is known of it.
func TestExportOfOneCrossing(t *testing.T) {
	others := []string{"al-tanf-al-waleed", "al-yarubiyah-rabia", "faysh-khabur-semalka"}
	for _, f := range formats {
		if f.name == "datapackage" {
			continue // a directory: TestExportDataPackage
		}
		args := []string{"export", "--format", f.name, "qaim"}
		if slices.Contains(ofDay, f.name) {
			args = append(args, "--on", "2026-11-24")
		}
		r := crossings(t, "", args...)
		require.Equal(t, 0, r.status, r.stderr)
		require.NotEmpty(t, r.stdout)
		if strings.Contains("jsonl csv hxl json geojson stix ics atom", f.name) {
			require.Contains(t, r.stdout, "al-bukamal-al-qaim", f.name)
			for _, code := range others {
				require.NotContains(t, r.stdout, `"crossing":"`+code, f.name)
				require.NotContains(t, r.stdout, ","+code+",", f.name)
				require.NotContains(t, r.stdout, "CATEGORIES:"+code, f.name)
				require.NotContains(t, r.stdout, `term="`+code, f.name)
			}
		}
	}
	all := crossings(t, "", "export", "--format", "jsonl")
	var parts strings.Builder
	for _, code := range append([]string{"qaim"}, others...) {
		parts.WriteString(crossings(t, "", "export", "--format", "jsonl", code).stdout)
	}
	require.Equal(t, all.stdout, parts.String())
	require.Equal(t, 2+2, strings.Count(crossings(t, "", "export", "--format", "hxl", "--states", "2014-06-15", "qaim").stdout, "\n"))
	feed := func(args ...string) string {
		return strings.SplitAfterN(crossings(t, "", append([]string{"export", "--format", "atom"}, args...)...).stdout, "</id>", 2)[0]
	}
	require.NotEqual(t, feed(), feed("qaim"), "another feed has another id")
}

// What export --format json and geojson write is as its schema says.
func TestExportSchemas(t *testing.T) {
	all := schemas(t)
	requireValid(t, all["export"], crossings(t, "", "export", "--format", "json").stdout)
	requireValid(t, all["export"], crossings(t, "", "export", "--format", "json", "--data", "testdata/article.jsonl", "--known", "2019-07-10").stdout)
	requireValid(t, all["geojson"], crossings(t, "", "export", "--format", "geojson", "--on", "2014-06-15").stdout)
}

// The feed has what RFC 4287 demands of one: ids, titles and times, each entry's
// own id, and an author.
func TestExportAtom(t *testing.T) {
	r := crossings(t, "", "export", "--format", "atom")
	var feed struct {
		XMLName xml.Name
		ID      string    `xml:"id"`
		Title   string    `xml:"title"`
		Updated time.Time `xml:"updated"`
		Author  string    `xml:"author>name"`
		Entries []struct {
			ID        string    `xml:"id"`
			Title     string    `xml:"title"`
			Published time.Time `xml:"published"`
			Updated   time.Time `xml:"updated"`
			Content   struct {
				Type string `xml:"type,attr"`
				Text string `xml:",chardata"`
			} `xml:"content"`
		} `xml:"entry"`
	}
	require.NoError(t, xml.Unmarshal([]byte(r.stdout), &feed))
	require.Equal(t, xml.Name{Space: "http://www.w3.org/2005/Atom", Local: "feed"}, feed.XMLName)
	require.NotEmpty(t, feed.ID)
	require.NotEmpty(t, feed.Title)
	require.NotEmpty(t, feed.Author)
	require.GreaterOrEqual(t, len(feed.Entries), 50)
	seen, last := map[string]bool{}, feed.Updated
	for _, e := range feed.Entries {
		require.False(t, seen[e.ID])
		seen[e.ID] = true
		require.NotEmpty(t, e.Title)
		require.Equal(t, "html", e.Content.Type)
		require.NotEmpty(t, e.Content.Text)
		require.False(t, e.Updated.IsZero())
		require.False(t, e.Updated.After(feed.Updated))
		if !e.Published.IsZero() { // else it was said on one of several days
			require.False(t, e.Published.After(last))
			last = e.Published
		}
	}
	require.Less(t, last, feed.Updated)
}

// What is exported of a day later than the claims reach says so.
func TestExportSaysHowFarClaimsReach(t *testing.T) {
	const data = "testdata/article.jsonl"
	for _, args := range []string{"--format geojson", "--format ics", "--format svg", "--format svg qaim", "--format csv --states 2027-01-01"} {
		args = "export --data " + data + " " + args
		if !strings.Contains(args, "--states") {
			args += " --on 2027-01-01"
		}
		r := crossings(t, "", strings.Fields(args)...)
		require.Zero(t, r.status, args)
		require.Equal(t, "The claims reach to 2026-11-20; what is said of later days is what was last known.\n", r.stderr, args)
	}
	for _, args := range []string{"--format svg qaim", "--format ics", "--format atom"} {
		if args != "--format atom" { // which is of no day
			args += " --on 2019-09-01"
		}
		r := crossings(t, "", strings.Fields("export --data "+data+" "+args)...)
		require.Zero(t, r.status, args)
		require.Empty(t, r.stderr, args)
		require.Contains(t, strings.ReplaceAll(r.stdout, "\r\n ", ""), "The claims of this view reach to 20 November 2026.", args)
	}
}

// json, stix and misp have the claims that the filters choose, and no others; json has their
// digest.
func TestExportOfChosenClaims(t *testing.T) {
	export := func(format string) string {
		r := crossings(t, "", strings.Fields("export --format "+format+" qaim --side iraq --kind status --until 2020-01-01")...)
		require.Equal(t, result{stdout: r.stdout}, r)
		return r.stdout
	}
	var want []string
	for line := range strings.Lines(export("jsonl")) {
		var claim struct{ ID string }
		require.NoError(t, json.Unmarshal([]byte(line), &claim))
		want = append(want, claim.ID)
	}
	require.Greater(t, len(want), 3)
	var whole struct {
		Digest string
		Claims []border.Claim
	}
	require.NoError(t, json.Unmarshal([]byte(export("json")), &whole))
	require.Equal(t, whole.Digest, border.DigestOf(slices.Values(whole.Claims)).String())
	var bundle struct {
		Objects []struct{ Type, ID, Content string }
	}
	require.NoError(t, json.Unmarshal([]byte(export("stix")), &bundle))
	var event struct {
		Event struct {
			Attribute []struct{ Type, UUID, Value string }
		}
	}
	require.NoError(t, json.Unmarshal([]byte(export("misp")), &event))
	have := map[string][]string{}
	for _, c := range whole.Claims {
		have["json"] = append(have["json"], c.ID.String())
	}
	for _, o := range bundle.Objects {
		if id, ok := strings.CutPrefix(o.ID, "note--"); ok && o.Content != "Replaced in a later edition." {
			have["stix"] = append(have["stix"], id)
		}
	}
	for _, a := range event.Event.Attribute {
		if a.Type == "text" && !strings.HasPrefix(a.Value, "replaced in a later edition") {
			have["misp"] = append(have["misp"], a.UUID)
		}
	}
	require.Equal(t, map[string][]string{"json": want, "stix": want, "misp": want}, have)
	dir := filepath.Join(t.TempDir(), "feed")
	require.Zero(t, crossings(t, "", strings.Fields("export --format misp --kind control --dir "+dir)...).status)
	files, err := filepath.Glob(filepath.Join(dir, "*-*.json"))
	require.NoError(t, err)
	require.Len(t, files, 1)
	inFeed, err := os.ReadFile(files[0])
	require.NoError(t, err)
	require.Equal(t, crossings(t, "", strings.Fields("export --format misp --kind control")...).stdout, string(inFeed))
}

// A data package of one crossing has the claims that the filters choose, which read back.
func TestExportDataPackage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "package")
	args := strings.Fields("qaim --side iraq --kind status")
	require.Equal(t, result{}, crossings(t, "", append([]string{"export", "--format", "datapackage", "--on", "2014-06-15", "--dir", dir}, args...)...))
	want := crossings(t, "", append([]string{"export", "--format", "jsonl"}, args...)...)
	require.Greater(t, strings.Count(want.stdout, "\n"), 3)
	require.Equal(t, want, crossings(t, "", "import", filepath.Join(dir, "claims.csv")))
	states, err := os.ReadFile(filepath.Join(dir, "states.csv"))
	require.NoError(t, err)
	require.Equal(t, crossings(t, "", "export", "--format", "csv", "--states", "2014-06-15", "qaim").stdout, string(states))
}

// A feed of MISP is a manifest, and the event that it names beside it.
func TestExportMISPFeed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "feed")
	require.Equal(t, result{}, crossings(t, "", "export", "--format", "misp", "--dir", dir))
	manifest, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	require.NoError(t, err)
	var events map[string]any
	require.NoError(t, json.Unmarshal(manifest, &events))
	require.Len(t, events, 1)
	for id := range events {
		event, err := os.ReadFile(filepath.Join(dir, id+".json"))
		require.NoError(t, err)
		require.Equal(t, crossings(t, "", "export", "--format", "misp").stdout, string(event))
	}
	refused := crossings(t, "", "export", "--format", "misp", "--dir", filepath.Join(dir, "manifest.json"))
	require.Equal(t, 1, refused.status)
	require.Contains(t, refused.stderr, "manifest.json")
}
