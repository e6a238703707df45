package border_test

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/crossingstatus/border"
)

// The editions name the claims that they had: the first is kept in testdata, the
// newest is the embedded dataset.
func TestEditions(t *testing.T) {
	editions, err := border.Editions()
	require.NoError(t, err)
	require.True(t, slices.IsSortedFunc(editions, func(a, b border.Edition) int { return strings.Compare(a.Edition, b.Edition) }))
	newest := editions[len(editions)-1]
	reg, err := border.Default()
	require.NoError(t, err)
	require.Equal(t, border.Edition{Edition: border.DatasetVersion(), Digest: reg.Digest(), Claims: reg.Len()}, newest,
		"the dataset changed: a new edition needs VERSION, its line in data/editions.json (go run ./crossings edition --json --dataset data), data/succession.jsonl and data/CHANGES.md")
	first, err := border.Load(os.DirFS("testdata/editions/2026.11.24"))
	require.NoError(t, err)
	require.Equal(t, border.Edition{Edition: "2026.11.24", Digest: first.Digest(), Claims: first.Len()}, editions[0])

	found, ok := border.EditionOf(first.Digest())
	require.True(t, ok)
	require.Equal(t, "2026.11.24", found.Edition)
	_, ok = border.EditionOf(border.Digest{})
	require.False(t, ok)
}

// Each claim of the first edition is there still, or something says what became of
// it; the file is what the program makes of the two editions.
func TestSuccessionOfTheDataset(t *testing.T) {
	first, err := border.Load(os.DirFS("testdata/editions/2026.11.24"))
	require.NoError(t, err)
	reg, err := border.Default()
	require.NoError(t, err)
	there := map[uuid.UUID]bool{}
	for c := range reg.View().All() {
		there[c.ID] = true
	}
	replaced := map[uuid.UUID][]uuid.UUID{}
	for r := range reg.Succession() {
		replaced[r.Old] = r.New
		require.False(t, there[r.Old], "%s is there and replaced", r.Old)
		for _, id := range r.New {
			require.True(t, there[id], "%s was replaced by %s, which is not there", r.Old, id)
		}
	}
	dropped := 0
	for c := range first.View().All() {
		ids, ok := replaced[c.ID]
		require.True(t, ok || there[c.ID], "nothing says what became of %s", c.ID)
		if ok && len(ids) == 0 {
			dropped++
		}
	}
	require.Equal(t, 1, dropped, "data/CHANGES.md names each claim that was dropped")
	made := border.Replacements(first.View(), reg.View(), border.DatasetVersion(), reg.Succession())
	require.Equal(t, slices.Collect(reg.Succession()), made)
	file, err := os.ReadFile("data/succession.jsonl")
	require.NoError(t, err)
	var want bytes.Buffer
	for _, r := range made {
		line, err := json.Marshal(r)
		require.NoError(t, err)
		want.Write(append(line, '\n'))
	}
	require.Equal(t, want.String(), string(file), "go run ./crossings edition succession testdata/editions/2026.11.24 data")
}

// A claim that was mended, one that was split in two, one whose words an editor
// changed, and one that was dropped.
func TestReplacements(t *testing.T) {
	reg := func(lines ...string) *border.Registry {
		r := emptyRegistry(t)
		for c, err := range border.ReadClaims(strings.NewReader(strings.Join(lines, "\n")), "x.jsonl") {
			require.NoError(t, err)
			_, err = r.Add(c)
			require.NoError(t, err)
		}
		return r
	}
	claim := func(crossing, value, source, quote string) string {
		return `{"crossing":"` + crossing + `","side":"iraq","kind":"status","value":"` + value + `","when":"2020","modality":"reported","source":{"name":"s"` + source + `},"quote":"` + quote + `"}`
	}
	const page = `,"url":"https://example.org/1"`
	older := reg(claim(border.AlBukamalAlQaim, "open", page, "mended"), claim(border.AlBukamalAlQaim, "trial", page, "split"), claim(border.AlBukamalAlQaim, "open", "", "no address"), claim(border.AlBukamalAlQaim, "open", page, "as it was"), claim(border.AlBukamalAlQaim, "closed", page, "new words"), claim(border.AlBukamalAlQaim, "unknown", page, "dropped"))
	newer := reg(claim(border.AlBukamalAlQaim, "closed", page, "mended"), claim(border.AlBukamalAlQaim, "open", page, "split"), claim(border.AlBukamalAlQaim, "closed", page, "split"), claim(border.AlTanfAlWaleed, "open", page, "split"), claim(border.AlBukamalAlQaim, "closed", "", "no address"), claim(border.AlBukamalAlQaim, "open", page, "as it was"), claim(border.AlBukamalAlQaim, "closed", page, "newer words"))
	ids := func(r *border.Registry, quote string) (ids []uuid.UUID) {
		for c := range r.View().All() {
			if c.Quote == quote && c.Crossing == border.AlBukamalAlQaim {
				ids = append(ids, c.ID)
			}
		}
		slices.SortFunc(ids, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
		return ids
	}
	editors := border.Replacement{Old: ids(older, "new words")[0], New: ids(newer, "newer words"), Edition: "2"}
	made := border.Replacements(older.View(), newer.View(), "2", slices.Values([]border.Replacement{editors}))
	require.Equal(t, editors, made[0], "what an editor wrote stays, and stays first")
	require.True(t, slices.IsSortedFunc(made[1:], func(a, b border.Replacement) int { return slices.Compare(a.Old[:], b.Old[:]) }), "in order of the old ids")
	want := map[uuid.UUID][]uuid.UUID{editors.Old: editors.New}
	for _, quote := range []string{"mended", "split", "no address", "dropped"} {
		want[ids(older, quote)[0]] = ids(newer, quote)
	}
	got := map[uuid.UUID][]uuid.UUID{}
	for _, r := range made {
		got[r.Old] = r.New
		require.Equal(t, "2", r.Edition)
	}
	require.Equal(t, want, got)
	require.Len(t, got[ids(older, "split")[0]], 2)
	require.Empty(t, got[ids(older, "dropped")[0]])
}

func TestDigestText(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	text, err := json.Marshal(reg.Digest())
	require.NoError(t, err)
	require.Equal(t, `"`+reg.Digest().String()+`"`, string(text))
	var d border.Digest
	require.NoError(t, json.Unmarshal(text, &d))
	require.Equal(t, reg.Digest(), d)
	require.EqualError(t, d.UnmarshalText([]byte("abc")), `"abc" is not a digest: want 64 hexadecimal digits`)
	require.EqualError(t, d.UnmarshalText([]byte("00")), `"00" is not a digest: want 64 hexadecimal digits`)
}
