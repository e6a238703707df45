package main

import (
	"encoding"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/schema"
	"github.com/stretchr/testify/require"
)

// inSchema returns what stands at a place of a schema, as
// "common.json#/$defs/status/enum".
func inSchema(t *testing.T, place string) any {
	t.Helper()
	file, path, _ := strings.Cut(place, "#/")
	data, err := schema.Files.ReadFile(file)
	require.NoError(t, err)
	var at any
	require.NoError(t, json.Unmarshal(data, &at))
	for step := range strings.SplitSeq(path, "/") {
		object, ok := at.(map[string]any)
		require.True(t, ok && object[step] != nil, place)
		at = object[step]
	}
	return at
}

// members returns the names of the members that a schema allows at a place.
func members(t *testing.T, place string) []string {
	t.Helper()
	return slices.Sorted(maps.Keys(inSchema(t, place).(map[string]any)))
}

// texts returns the words of a vocabulary, in order.
func texts[V interface {
	~uint8
	encoding.TextMarshaler
}]() []any {
	var list []any
	for v := V(1); ; v++ {
		text, err := v.MarshalText()
		if err != nil {
			return list
		}
		list = append(list, string(text))
	}
}

// The words of each vocabulary are those of the schemas, in the same order.
func TestVocabulariesDoNotDrift(t *testing.T) {
	var traffic []any
	for kind := border.Passengers; ; kind <<= 1 {
		if _, err := border.ParseTraffic(kind.String()); err != nil {
			break // the last was the last
		}
		traffic = append(traffic, kind.String())
	}
	for place, want := range map[string][]any{
		"common.json#/$defs/status":        texts[border.Status](),
		"common.json#/$defs/claimSide":     texts[border.Side](),
		"common.json#/$defs/side":          texts[border.Side]()[:2],
		"common.json#/$defs/question":      texts[border.Question](),
		"common.json#/$defs/direction":     texts[border.Direction](),
		"common.json#/$defs/traffic/items": traffic,
		"claim.json#/properties/kind":      texts[border.Kind](),
		"claim.json#/properties/edge":      texts[border.Edge](),
		"claim.json#/properties/modality":  texts[border.Modality](),
		"plan.json#/properties/outcome":    texts[border.Outcome](),
		"why.json#/properties/verdict":     texts[border.Verdict](),
		"can.json#/properties/answer":      texts[border.Passage](),
	} {
		require.Greater(t, len(want), 1, place)
		require.Equal(t, want, inSchema(t, place+"/enum"), place)
	}
}

// The schemas of what a struct prints or reads name exactly its members.
func TestStructsDoNotDrift(t *testing.T) {
	for place, v := range map[string]any{
		"check.json#/properties":                                                              checkFault{},
		"doctor.json#/properties":                                                             diagnosis{},
		"doctor.json#/properties/servers/items/properties":                                    examinedServer{},
		"doctor.json#/properties/faults/items/properties":                                     foundFault{},
		"date.json#/properties":                                                               dateRead{},
		"suggest.json#/properties":                                                            suggestedDate{},
		"suggest.json#/properties/suggestions/items/properties":                               datedProposal{},
		"common.json#/$defs/names/properties":                                                 border.Names{},
		"crossings.json#/items/properties/sides/properties/syria/properties":                  border.Place{},
		"crossings.json#/items/properties/sides/properties/syria/properties/point/properties": border.Point{},
		"crossings.json#/items/properties/sides/properties/iraq/properties":                   border.Place{},
		"crossings.json#/items/properties/homonyms/items/properties":                          border.Homonym{},
	} {
		var want []string
		for field := range reflect.TypeOf(v).Fields() {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			want = append(want, name)
		}
		slices.Sort(want)
		require.Equal(t, want, members(t, place), place)
	}
}

// A claim may have exactly the members of their table, each a list where it is one there,
// and its source, too.
func TestClaimMembersDoNotDrift(t *testing.T) {
	const claim, source = "claim.json#/properties", "claim.json#/properties/source/properties"
	want := map[string][]string{claim: {"source"}}
	for _, m := range new(border.Claim).Members() {
		place, name := claim, m.Name()
		if inSource, ok := strings.CutPrefix(name, "source."); ok {
			place, name = source, inSource
		}
		want[place] = append(want[place], name)
		described := inSchema(t, place+"/"+name).(map[string]any)
		if ref, ok := described["$ref"].(string); ok {
			described = inSchema(t, ref).(map[string]any)
		}
		require.Equal(t, m.IsList(), described["type"] == "array", m.Name())
	}
	for place, names := range want {
		slices.Sort(names)
		require.Equal(t, names, members(t, place))
	}
}

// What a program prints has every member that its schema names: none is left over
// from an older form.
func TestAnswersDoNotDrift(t *testing.T) {
	for place, args := range map[string]string{
		"at.json#/properties":      "at qaim",
		"finding.json#/properties": "at qaim",
		"plan.json#/properties":    "plans qaim",
		"history.json#/properties": "history qaim",
		"diff.json#/properties":    "diff --from 2019-01-01 --to 2020-01-01",
		"can.json#/properties":     "can qaim --traffic fuel --direction both",
		"why.json#/properties":     "why qaim --side syria --question control",
	} {
		r := crossings(t, "", append(strings.Fields(args), "--json", "--data", "testdata/article.jsonl")...)
		require.Equal(t, 0, r.status, r.stderr)
		line, _, _ := strings.Cut(strings.Trim(r.stdout, "[]\n"), "\n")
		var printed any
		require.NoError(t, json.NewDecoder(strings.NewReader(line)).Decode(&printed), line)
		object := printed.(map[string]any)
		if place == "finding.json#/properties" {
			object = object["sides"].(map[string]any)["iraq"].(map[string]any)["status"].(map[string]any)
		}
		require.Equal(t, members(t, place), slices.Sorted(maps.Keys(object)), place)
	}
}
