package research

import (
	"bytes"
	"encoding"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/exchange"
	"github.com/stretchr/testify/require"
)

func packageOf(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "package")
	require.NoError(t, WritePackage(dir, Package{View: dataset(t), On: border.Date(2014, 6, 15), Version: border.DatasetVersion()}))
	return dir
}

// Each table has the columns that its schema names, in that order, keys that are of one
// row, and references to rows that are there.
func TestPackageTablesAreAsTheirSchemasSay(t *testing.T) {
	dir := packageOf(t)
	var d struct {
		Version   string
		Licenses  []struct{ Name string }
		Resources []struct {
			Name, Path string
			Schema     struct {
				Fields      []field
				PrimaryKey  []string
				ForeignKeys []struct {
					Fields    string
					Reference struct{ Resource, Fields string }
				}
			}
		}
	}
	data, err := os.ReadFile(filepath.Join(dir, "datapackage.json"))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &d))
	require.Equal(t, border.DatasetVersion(), d.Version)
	require.Equal(t, "CC0-1.0", d.Licenses[0].Name)
	cells := map[string]map[string][]string{}
	for _, r := range d.Resources {
		data, err := os.ReadFile(filepath.Join(dir, r.Path))
		require.NoError(t, err)
		rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		require.NoError(t, err)
		require.Greater(t, len(rows), 4, r.Name)
		cells[r.Name] = map[string][]string{}
		for i, f := range r.Schema.Fields {
			require.Equal(t, f.Name, rows[0][i], r.Name)
			require.NotEmpty(t, f.Description)
			for _, row := range rows[1:] {
				cells[r.Name][f.Name] = append(cells[r.Name][f.Name], row[i])
			}
		}
		require.Len(t, rows[0], len(r.Schema.Fields))
		keys := map[string]bool{}
		for i := range rows[1:] {
			var key strings.Builder
			for _, name := range r.Schema.PrimaryKey {
				key.WriteString(cells[r.Name][name][i] + "\x00")
			}
			require.False(t, keys[key.String()], "%s: %q twice", r.Name, key.String())
			keys[key.String()] = true
		}
	}
	for _, r := range d.Resources {
		for _, k := range r.Schema.ForeignKeys {
			for _, cell := range cells[r.Name][k.Fields] {
				require.Contains(t, cells[k.Reference.Resource][k.Reference.Fields], cell)
			}
		}
	}
	for _, holder := range cells["states"]["control"] {
		require.Contains(t, cells["parties"]["code"], holder)
	}
}

// The claims of a package read back whole, and nothing is left beside its files.
func TestPackageReadsBackWhole(t *testing.T) {
	dir := packageOf(t)
	f, err := os.Open(filepath.Join(dir, "claims.csv"))
	require.NoError(t, err)
	defer f.Close()
	var claims []border.Claim
	for c, err := range (exchange.Reader{Name: "claims.csv"}).Claims(f) {
		require.NoError(t, err)
		claims = append(claims, c)
	}
	require.Equal(t, slices.Collect(dataset(t).All()), claims)
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	var files []string
	for _, e := range entries {
		files = append(files, e.Name())
	}
	require.Equal(t, []string{"claims.csv", "crossings.csv", "data-dictionary.ar.md", "data-dictionary.md", "datapackage.json", "dataset.jsonld", "parties.csv", "sources.csv", "states.csv"}, files)
}

// The dictionary names the words of each vocabulary as claims have them, and says the same of
// each table and column in Arabic, with the same words.
func TestDictionary(t *testing.T) {
	for column, words := range map[string][]string{
		"side": vocabularyOf[border.Side](), "kind": vocabularyOf[border.Kind](), "value": vocabularyOf[border.Status](),
		"direction": vocabularyOf[border.Direction](), "edge": vocabularyOf[border.Edge](), "modality": vocabularyOf[border.Modality](),
	} {
		i := slices.IndexFunc(dictionary["claims"], func(f field) bool { return f.Name == column })
		require.GreaterOrEqual(t, i, 0, column)
		for _, said := range []string{dictionary["claims"][i].Description, inArabic["claims."+column]} {
			have := regexp.MustCompile(`[a-z]+(-[a-z]+)*`).FindAllString(said, -1)
			require.Subset(t, have, words, column)
		}
	}
	arabic := regexp.MustCompile(`\p{Arabic}`)
	said := 0
	for _, table := range tables {
		require.Regexp(t, arabic, inArabic[table.name], table.name)
		said++
		for _, f := range dictionary[table.name] {
			require.Regexp(t, arabic, inArabic[table.name+"."+f.Name], "%s.%s", table.name, f.Name)
			said++
		}
	}
	require.Len(t, inArabic, said)
	page, err := os.ReadFile(filepath.Join(packageOf(t), "data-dictionary.ar.md"))
	require.NoError(t, err)
	require.Contains(t, string(page), "\n## states.csv\n\nما يُستنتج من الإفادات عن يوم، جانب معبر في كل صف.\n\n| العمود | النوع | ما فيه |\n|---|---|---|\n| `on` | يوم | اليوم الذي عنه الجواب |\n")
}

// vocabularyOf returns the words of a vocabulary.
func vocabularyOf[V interface {
	~uint8
	encoding.TextMarshaler
}]() (words []string) {
	for v := V(1); ; v++ {
		text, err := v.MarshalText()
		if err != nil {
			return words // the last was the last
		}
		words = append(words, string(text))
	}
}

// The P-codes are those by which tables of governorates on HDX name them, so that they join:
// IQG01 and IQG15 as OCHA's table of Iraq has them (valid from 2019-06-03); IQG09 from the two
// tables of survey codes that data/README.md tells of; those of Syria as seen in a script that
// joins with them. Which governorate a code means is checked by its code
// of ISO 3166-2.
func TestPCodesJoinWithHDX(t *testing.T) {
	governorates := map[string]string{"SY04": "Homs", "SY08": "Al-Hasakah", "SY09": "Deir ez-Zor", "IQG01": "Al-Anbar", "IQG09": "Duhok", "IQG15": "Ninewa"}
	iso := map[string]string{"SY04": "SY-HI", "SY08": "SY-HA", "SY09": "SY-DY", "IQG01": "IQ-AN", "IQG09": "IQ-DA", "IQG15": "IQ-NI"}
	seen := map[string]bool{}
	for c := range dataset(t).Crossings() {
		for _, side := range []border.Side{border.Syria, border.Iraq} {
			p := c.Place(side)
			require.Contains(t, governorates, p.PCode)
			require.Equal(t, iso[p.PCode], p.ISO, "%s: %s", p.PCode, governorates[p.PCode])
			seen[p.PCode] = true
		}
	}
	require.Len(t, seen, len(governorates))
}

// What Google's guide for datasets demands of a Dataset is there: name, and a
// description of 50 to 5,000 characters; and what it recommends.
func TestSchemaOrgDataset(t *testing.T) {
	data, err := (Package{View: dataset(t), On: border.Date(2014, 6, 15), Version: "2026-11-24"}).SchemaOrg("https://example.org/data/")
	require.NoError(t, err)
	var d map[string]any
	require.NoError(t, json.Unmarshal(data, &d))
	require.Equal(t, "https://schema.org/", d["@context"])
	require.Equal(t, "Dataset", d["@type"])
	require.NotEmpty(t, d["name"])
	require.True(t, len(d["description"].(string)) >= 50 && len(d["description"].(string)) <= 5000)
	for _, name := range []string{"license", "creator", "identifier", "version", "temporalCoverage", "variableMeasured", "url"} {
		require.NotEmpty(t, d[name], name)
	}
	require.Len(t, d["spatialCoverage"], 4)
	require.Equal(t, "https://example.org/data/claims.csv", d["distribution"].([]any)[0].(map[string]any)["contentUrl"])
	own, err := (Package{View: dataset(t)}).SchemaOrg("")
	require.NoError(t, err)
	require.NotContains(t, string(own), "license", "the licence of other people's claims is theirs to give")
}
