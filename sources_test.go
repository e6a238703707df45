package border

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

func sourceWorld(t *testing.T, sources ...SourceInfo) *world {
	t.Helper()
	w, err := newWorld(World{Sources: sources})
	require.NoError(t, err)
	return w
}

// A man, his authority and the ministry above it are one body; names that the
// register lacks speak for themselves.
func TestSourceBody(t *testing.T) {
	r := sourceWorld(t,
		SourceInfo{Name: "Omar, Ports Authority", Kind: SourceOfficial, Of: "ports authority"},
		SourceInfo{Name: "Ports Authority", Kind: SourceGovernment, Of: "the Ministry"},
		SourceInfo{Name: "Ministry", Kind: SourceGovernment},
		SourceInfo{Name: "Reuters", Kind: SourceAgency},
	).sources
	require.Equal(t, r.body("Ministry"), r.body("OMAR, Ports Authority"))
	require.Equal(t, r.body("Ministry"), r.body("The Ministry"))
	require.NotEqual(t, r.body("Reuters"), r.body("Ministry"))
	require.Equal(t, r.body("a neighbour"), r.body("A Neighbour "))
	require.NotEqual(t, r.body("a neighbour"), r.body("Reuters"))
}

func TestSourceRegisterRefuses(t *testing.T) {
	for want, sources := range map[string][]SourceInfo{
		`a source without a name`: {{Kind: SourceAgency}},
		`source "X": kind "press": want one of agency, outlet, official, government, monitor, un, ngo, resident, blog`: {{Name: "X", Kind: "press"}},
		`source "reuters": the same name as "Reuters"`:                                                                 {{Name: "Reuters", Kind: SourceAgency}, {Name: "reuters", Kind: SourceAgency}},
		`source "X": of "Y", which is not in the register`:                                                             {{Name: "X", Kind: SourceOfficial, Of: "Y"}},
		`source "X": it speaks for itself by way of others`:                                                            {{Name: "X", Kind: SourceOfficial, Of: "Y"}, {Name: "Y", Kind: SourceOfficial, Of: "X"}},
		`source "Z": it speaks for itself by way of others`:                                                            {{Name: "Z", Kind: SourceOfficial, Of: "Z"}},
	} {
		_, err := NewWith(World{Sources: sources})
		require.EqualError(t, err, want)
	}
}

func TestSourceInfoJSON(t *testing.T) {
	const text = `{"name":"AFP","names":{"ar":"فرانس برس"},"kind":"agency","of":"X"}`
	var s SourceInfo
	require.NoError(t, json.Unmarshal([]byte(text), &s))
	require.Equal(t, SourceInfo{Name: "AFP", Names: Names{Arabic: "فرانس برس"}, Kind: SourceAgency, Of: "X"}, s)
	require.Equal(t, "فرانس برس", s.In("ar"))
	require.Equal(t, "AFP", s.In("ku"))
	require.Equal(t, "AFP", s.In("en"))
	out, err := json.Marshal(s)
	require.NoError(t, err)
	require.Equal(t, text, string(out))
	require.EqualError(t, json.Unmarshal([]byte(`{"name":"AFP","kind":"agency","colour":"red"}`), &s), `json: unknown field "colour"`)
	require.ErrorContains(t, json.Unmarshal([]byte(`{"name":"AFP","kind":"wire"}`), &s), `kind "wire": want one of agency`)
}

// What replaced a claim is found through several editions, and what is there
// itself is not replaced.
func TestSuccessionFollow(t *testing.T) {
	id := func(n byte) uuid.UUID { return uuid.UUID{15: n} }
	s, err := newSuccession([]Replacement{
		{Old: id(1), New: []uuid.UUID{id(3), id(2)}, Edition: "2"},
		{Old: id(2), New: []uuid.UUID{id(4), id(5)}, Edition: "3"},
		{Old: id(6), Edition: "2"},
		{Old: id(7), New: []uuid.UUID{id(8)}, Edition: "2"},
		{Old: id(8), New: []uuid.UUID{id(7)}, Edition: "3"},
	})
	require.NoError(t, err)
	there := map[uuid.UUID]bool{id(3): true, id(4): true, id(5): true, id(9): true}
	held := func(id uuid.UUID) bool { return there[id] }
	require.Equal(t, []uuid.UUID{id(3), id(4), id(5)}, s.follow(id(1), held))
	require.Empty(t, s.follow(id(6), held), "dropped")
	require.Empty(t, s.follow(id(7), held), "an edition took a claim back and another made it again: no end, and nothing")
	require.Equal(t, []uuid.UUID{id(9)}, s.follow(id(9), held), "never replaced")
	there[id(1)] = true
	require.Equal(t, []uuid.UUID{id(1)}, s.follow(id(1), held), "there itself")
	_, err = newSuccession([]Replacement{{Old: id(1), Edition: "2"}, {Old: id(1), Edition: "3"}})
	require.EqualError(t, err, "succession: claim "+id(1).String()+" is replaced twice")
}

func TestReadSuccession(t *testing.T) {
	const old, repl = "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"
	list, err := ReadSuccession([]byte(`{"old":"`+old+`","new":["`+repl+`"],"edition":"2026.11.30"}`+"\n\n"), "s.jsonl")
	require.NoError(t, err)
	require.Equal(t, []Replacement{{Old: uuid.MustParse(old), New: []uuid.UUID{uuid.MustParse(repl)}, Edition: "2026.11.30"}}, list)
	_, err = ReadSuccession([]byte("\n{\"older\":1}\n"), "s.jsonl")
	require.EqualError(t, err, `s.jsonl:2: json: unknown field "older"`)
	out, err := json.Marshal(Replacement{Old: uuid.MustParse(old), Edition: "x"})
	require.NoError(t, err)
	require.Equal(t, `{"old":"`+old+`","new":[],"edition":"x"}`, string(out))
}

// Every name of a source or relay in the dataset is in the register, and every
// name in the register is in the dataset or a body for which one of it speaks.
func TestDatasetSourcesAreRegistered(t *testing.T) {
	reg, err := Default()
	require.NoError(t, err)
	unused := map[string]bool{}
	for s := range reg.Sources() {
		unused[Fold(s.Name)] = true
	}
	for c := range reg.View().All() {
		for _, name := range append([]string{c.Source.Name}, c.Source.Via...) {
			info, ok := reg.Source(name)
			require.True(t, ok, "%q of claim %s is not in data/sources.json", name, c.ID)
			delete(unused, Fold(info.Name))
		}
	}
	for s := range reg.Sources() {
		delete(unused, Fold(s.Of))
	}
	require.Empty(t, slices.Collect(maps.Keys(unused)), "in data/sources.json and in no claim")
}
