package border_test

import (
	"os"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// smallDataset is a dataset with one crossing, one party and one claim.
func smallDataset() fstest.MapFS {
	return fstest.MapFS{
		"crossings.json": {Data: []byte(`[{"code":"a-b","names":{"en":"A–B"},"sides":{"syria":{"town":{"en":"A"},"governorate":{"en":"X"},"iso":"SY-DY","pcode":"SY09"},"iraq":{"town":{"en":"B"},"governorate":{"en":"Y"},"iso":"IQ-AN","pcode":"IQ-G01"}}}]`)},
		"parties.json":   {Data: []byte(`[{"code":"x","kind":"government","country":"SY","names":{"en":"X"},"from":"2011"}]`)},
		"claims.jsonl": {Data: []byte("\n" + `{"crossing":"a-b","side":"syria","kind":"control","value":"x","when":"2012","modality":"reported","source":{"name":"s"},"reported":"2013"}
`)},
	}
}

func TestLoad(t *testing.T) {
	reg, err := border.Load(smallDataset())
	require.NoError(t, err)
	f, err := reg.Control("a-b", border.Syria, border.Date(2014, 1, 1))
	require.NoError(t, err)
	require.Equal(t, border.Party("x"), f.Value)
	var parties []border.Party
	for p := range reg.Parties() {
		parties = append(parties, p.Code)
	}
	require.Equal(t, []border.Party{border.UnknownParty, "x"}, parties, "unknown is added")
}

// A dataset with a missing or damaged file answers nothing, and says which file
// and where.
func TestLoadRefuses(t *testing.T) {
	for _, tt := range []struct {
		name, file, data string
		want             string
	}{
		{"no crossings", "crossings.json", "", "open crossings.json: file does not exist"},
		{"no parties", "parties.json", "", "open parties.json: file does not exist"},
		{"no claims", "claims.jsonl", "", "open claims.jsonl: file does not exist"},
		{"cut off", "crossings.json", "[\n{\"code\":\"a-b\"", "crossings.json: unexpected end of JSON input"},
		{"not JSON", "parties.json", "[\n{]", "parties.json:2: not JSON: invalid character ']' looking for beginning of object key string"},
		{"two values", "parties.json", "[] []", "parties.json: something follows the JSON value"},
		{"unknown member", "crossings.json", `[{"code":"a-b","colour":"red"}]`, `crossings.json: unknown member "colour"`},
		{"a code that is none", "crossings.json", `[{"code":"A B"}]`, `crossings.json: crossing code "A B": want lower-case words joined by hyphens`},
		{"an id of another code", "crossings.json", `[{"code":"a-b","id":"fa4ed96d-4683-573c-bc47-f3df192a4438"}]`, `crossings.json: crossing "a-b": id "fa4ed96d-4683-573c-bc47-f3df192a4438" is not that of its code, a0b0055e-f1f7-56d7-903a-7b41bd3fcdee`},
		{"no name", "crossings.json", `[{"code":"a-b"}]`, `crossings.json: crossing "a-b": no English name`},
		{"no town", "crossings.json", `[{"code":"a-b","names":{"en":"A–B"}}]`, `crossings.json: crossing "a-b": syria side: no English name of the town`},
		{"a party without a kind", "parties.json", `[{"code":"x","names":{"en":"X"}}]`, `parties.json: party "x": no kind`},
		{"a party with a bad day", "parties.json", `[{"code":"x","kind":"k","names":{"en":"X"},"from":"2011-13"}]`, `parties.json: party "x": from: edtf: "2011-13": month 13 at offset 5`},
		{"texts that are none", "texts.ar.json", `{"notes":{"x":"y"}}`, `texts.ar.json: invalid UUID length: 1`},
		{"two parties of one code", "parties.json", `[{"code":"x","kind":"k","names":{}},{"code":"x","kind":"k","names":{}}]`, `party "x": two parties have this code`},
		{"a claim that cannot be read", "claims.jsonl", "\n{}\n", `claims.jsonl:2: crossing: missing`},
		{"a claim that cannot be added", "claims.jsonl", "\n\n" + `{"crossing":"a-b","side":"syria","kind":"control","value":"y","when":"2012","modality":"reported","source":{"name":"s"}}`, `claims.jsonl:3: value "y": no such party; want one of unknown, x`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := smallDataset()
			delete(dir, tt.file)
			if tt.data != "" {
				dir[tt.file] = &fstest.MapFile{Data: []byte(tt.data)}
			}
			reg, err := border.Load(dir)
			require.EqualError(t, err, tt.want)
			require.Nil(t, reg)
		})
	}
}

// The files of the dataset can be loaded from a directory as well, with the same
// answers.
func TestLoadTheDataset(t *testing.T) {
	embedded, err := border.Default()
	require.NoError(t, err)
	loaded, err := border.Load(os.DirFS("data"))
	require.NoError(t, err)
	require.Equal(t, embedded.Digest(), loaded.Digest())
	require.Equal(t, embedded.Through(), loaded.Through())
	require.Equal(t, slices.Collect(embedded.Parties()), slices.Collect(loaded.Parties()))
	require.Equal(t, slices.Collect(embedded.Crossings()), slices.Collect(loaded.Crossings()))
}
