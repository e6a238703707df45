package exchange_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/exchange"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// An object is one of a bundle or an event, of which nothing is known but JSON.
type object = map[string]any

// No validator of STIX exists for Go or on npm. These are the rules of STIX 2.1
// that touch what is written here, one by one, with their sections.
var stixRules = []struct {
	rule  string
	holds func(o object, ids map[string]object) bool
}{
	{"2.9 an identifier is the type, -- and a UUID of RFC 4122", func(o object, _ map[string]object) bool {
		id, _ := o["id"].(string)
		kind, id, _ := strings.Cut(id, "--")
		return kind == o["type"] && matches(id, uuidPattern)
	}},
	{"3.2 a type is one of STIX, of which eight are written here", func(o object, _ map[string]object) bool { return stixMembers[o["type"].(string)] != nil }},
	{"3.2 every object says that it is of 2.1, and when it was made and modified, in UTC to the millisecond", func(o object, _ map[string]object) bool {
		if o["type"] == "marking-definition" { // 7.2: it is not versioned
			return o["spec_version"] == "2.1" && isStixTime(o["created"]) && o["modified"] == nil
		}
		return o["spec_version"] == "2.1" && isStixTime(o["created"]) && isStixTime(o["modified"]) && o["modified"].(string) >= o["created"].(string)
	}},
	{"3.2 the members that a type requires are there, and no others than it has", func(o object, _ map[string]object) bool {
		m := stixMembers[o["type"].(string)]
		if m == nil {
			return false
		}
		for _, name := range m.required {
			if o[name] == nil || o[name] == "" {
				return false
			}
		}
		for name := range o {
			if !slices.Contains(stixCommon, name) && !slices.Contains(m.required, name) && !slices.Contains(m.optional, name) {
				return false
			}
		}
		return true
	}},
	{"2.12 a list is never empty, and has no empty text", func(o object, _ map[string]object) bool {
		for _, member := range o {
			if list, ok := member.([]any); ok && (len(list) == 0 || slices.Contains(list, any(""))) {
				return false
			}
		}
		return true
	}},
	{"3.2 created_by_ref names an identity of the bundle", func(o object, ids map[string]object) bool {
		ref, ok := o["created_by_ref"].(string)
		return !ok || ids[ref]["type"] == "identity"
	}},
	{"4.13, 4.15, 4.16 what object_refs name is in the bundle", func(o object, ids map[string]object) bool {
		refs, _ := o["object_refs"].([]any)
		for _, ref := range refs {
			if ids[ref.(string)] == nil {
				return false
			}
		}
		return true
	}},
	{"3.2 object_marking_refs name markings of the bundle, and all but markings are marked", func(o object, ids map[string]object) bool {
		refs, _ := o["object_marking_refs"].([]any)
		for _, ref := range refs {
			if ids[ref.(string)]["type"] != "marking-definition" {
				return false
			}
		}
		return len(refs) > 0 || o["type"] == "marking-definition"
	}},
	{"5.1 a relationship is from one object of the bundle to another", func(o object, ids map[string]object) bool {
		return o["type"] != "relationship" || ids[o["source_ref"].(string)] != nil && ids[o["target_ref"].(string)] != nil && o["source_ref"] != o["target_ref"]
	}},
	{"7.3 an extension is defined in the bundle, but for TLP's, and says of which type it is", func(o object, ids map[string]object) bool {
		extensions, _ := o["extensions"].(object)
		for id, e := range extensions {
			defined := ids[id]["type"] == "extension-definition" || id == "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
			if !defined || e.(object)["extension_type"] != "property-extension" {
				return false
			}
		}
		return true
	}},
	{"2.5, RFC 3986 an address holds letters of ASCII only", func(o object, _ map[string]object) bool {
		refs, _ := o["external_references"].([]any)
		for _, ref := range refs {
			if r := ref.(object); r["url"] != nil && !matches(r["url"], `^https?://[!-~]+$`) {
				return false
			}
		}
		return true
	}},
	{"2.5 an external reference has a source_name and a description, an address or an id", func(o object, _ map[string]object) bool {
		refs, _ := o["external_references"].([]any)
		for _, ref := range refs {
			r := ref.(object)
			if name, _ := r["source_name"].(string); name == "" || r["description"] == nil && r["url"] == nil && r["external_id"] == nil {
				return false
			}
		}
		return true
	}},
	{"3.2 confidence is a whole number from 0 to 100", func(o object, _ map[string]object) bool {
		n, ok := o["confidence"].(float64)
		return o["confidence"] == nil || ok && n >= 0 && n <= 100 && n == float64(int(n))
	}},
	{"4.10 a location has a country, a region or both coordinates, within their bounds, and precision only with them", func(o object, _ map[string]object) bool {
		if o["type"] != "location" {
			return true
		}
		lat, hasLat := o["latitude"].(float64)
		lon, hasLon := o["longitude"].(float64)
		return (o["country"] != nil || o["region"] != nil || hasLat) && hasLat == hasLon && (o["precision"] == nil || hasLat) && lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180
	}},
	{"4.10 a country is its code of ISO 3166-1 alpha-2", func(o object, _ map[string]object) bool {
		return o["country"] == nil || matches(o["country"], `^(SY|IQ)$`)
	}},
	{"4.15 an opinion is a word of opinion-enum", func(o object, _ map[string]object) bool {
		opinion, ok := o["opinion"].(string)
		return !ok || slices.Contains([]string{"strongly-disagree", "disagree", "neutral", "agree", "strongly-agree"}, opinion)
	}},
	{"4.16 a report was published at a time", func(o object, _ map[string]object) bool { return o["published"] == nil || isStixTime(o["published"]) }},
	{"3.2 lang is a tag of RFC 5646", func(o object, _ map[string]object) bool {
		return o["lang"] == nil || matches(o["lang"], `^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
	}},
}

var stixCommon = []string{"type", "spec_version", "id", "created_by_ref", "created", "modified", "revoked", "labels", "confidence", "lang", "external_references", "object_marking_refs", "granular_markings", "extensions"}

var stixMembers = map[string]*struct{ required, optional []string }{
	"identity":             {[]string{"name"}, []string{"description", "roles", "identity_class", "sectors", "contact_information"}},
	"marking-definition":   {nil, []string{"name", "definition_type", "definition"}},
	"extension-definition": {[]string{"name", "schema", "version", "extension_types", "created_by_ref"}, []string{"description", "extension_properties"}},
	"relationship":         {[]string{"relationship_type", "source_ref", "target_ref"}, []string{"description", "start_time", "stop_time"}},
	"location":             {nil, []string{"name", "description", "latitude", "longitude", "precision", "region", "country", "administrative_area", "city", "street_address", "postal_code"}},
	"note":                 {[]string{"content", "object_refs"}, []string{"abstract", "authors"}},
	"opinion":              {[]string{"opinion", "object_refs"}, []string{"explanation", "authors"}},
	"report":               {[]string{"name", "published", "object_refs"}, []string{"description", "report_types"}},
}

func isStixTime(v any) bool {
	s, _ := v.(string)
	t, err := time.Parse("2006-01-02T15:04:05.000Z", s)
	return err == nil && t.Year() >= 1000
}

// brokenSTIX returns the rules that a bundle breaks, each with an object.
func brokenSTIX(t *testing.T, text []byte) (broken []string) {
	var bundle struct {
		Type, ID string
		Objects  []object
	}
	require.NoError(t, json.Unmarshal(text, &bundle))
	require.Equal(t, "bundle", bundle.Type)
	require.Regexp(t, "^bundle--[0-9a-f-]{36}$", bundle.ID)
	ids := map[string]object{}
	for _, o := range bundle.Objects {
		id := o["id"].(string)
		require.NotContains(t, ids, id)
		ids[id] = o
	}
	for _, r := range stixRules {
		if i := slices.IndexFunc(bundle.Objects, func(o object) bool { return !r.holds(o, ids) }); i >= 0 {
			broken = append(broken, r.rule)
		}
	}
	return broken
}

func TestSTIXRules(t *testing.T) {
	for _, v := range []border.View{small(t).View(), dataset(t).View(), bare(t)} {
		var b bytes.Buffer
		require.NoError(t, exchange.WriteSTIX(&b, v, v.All()))
		require.Empty(t, brokenSTIX(t, b.Bytes()))
	}
}

// bare returns a view of claims that have no more than they must.
func bare(t *testing.T) border.View {
	reg := dataset(t)
	crossings, parties := slices.Collect(reg.Crossings()), slices.Collect(reg.Parties())
	reg, err := border.New(crossings, parties)
	require.NoError(t, err)
	_, err = reg.Add(border.Claim{Crossing: crossings[0].Code, Side: border.Iraq, Kind: border.KindStatus, Value: "open", When: edtf.MustParse("2020"), Modality: border.Observed, Source: border.Source{Name: "X"}})
	require.NoError(t, err)
	return reg.View()
}

// The rules notice what they are about.
func TestSTIXRulesFail(t *testing.T) {
	changes := []func(o object){ // one for each rule
		func(o object) { o["id"] = o["id"].(string) + "0" },
		func(o object) { o["type"] = "crossing" },
		func(o object) { o["created"] = "2026-11-24" },
		func(o object) { o["colour"] = "red" },
		func(o object) { o["labels"] = []any{} },
		func(o object) { o["created_by_ref"] = "identity--00000000-0000-4000-8000-000000000000" },
		func(o object) { o["object_refs"] = []any{"note--00000000-0000-4000-8000-000000000000"} },
		func(o object) { delete(o, "object_marking_refs") },
		func(o object) {
			o["type"], o["source_ref"], o["target_ref"] = "relationship", o["id"], o["id"]
		},
		func(o object) { o["extensions"] = object{"extension-definition--x": object{}} },
		func(o object) {
			o["external_references"] = []any{object{"source_name": "X", "url": "https://example.org/أ"}}
		},
		func(o object) { o["external_references"] = []any{object{"source_name": "X"}} },
		func(o object) { o["confidence"] = 101 },
		func(o object) { delete(o, "latitude") },
		func(o object) { o["country"] = "SYR" },
		func(o object) { o["opinion"] = "no" },
		func(o object) { o["published"] = "today" },
		func(o object) { o["lang"] = "Arabic" },
	}
	require.Len(t, changes, len(stixRules))
	var right bytes.Buffer
	require.NoError(t, exchange.WriteSTIX(&right, dataset(t).View(), dataset(t).All()))
	for i, change := range changes {
		var bundle struct {
			Type    string   `json:"type"`
			ID      string   `json:"id"`
			Objects []object `json:"objects"`
		}
		require.NoError(t, json.Unmarshal(right.Bytes(), &bundle))
		change(bundle.Objects[slices.IndexFunc(bundle.Objects, func(o object) bool { return o["latitude"] != nil })])
		wrong, err := json.Marshal(bundle)
		require.NoError(t, err)
		require.Contains(t, brokenSTIX(t, wrong), stixRules[i].rule)
	}
}

// An opinion names each note of the bundle that a claim denies, once: of claims that an edition
// replaced the one that stands for them, and of those that are not written none.
func TestOpinionsOfDenials(t *testing.T) {
	full := dataset(t)
	old := []uuid.UUID{held(border.SyrianGovernment, "2011").ContentID(), held(border.SyrianGovernment, "2012").ContentID()}
	now, other := held(border.SyrianGovernment, "2013"), held(border.IslamicState, "2014")
	now.Recorded = time.Date(2026, 12, 24, 0, 0, 0, 0, time.UTC)
	now.ID, other.ID, other.Recorded = now.ContentID(), other.ContentID(), now.Recorded
	reg, err := border.NewWith(border.World{Crossings: slices.Collect(full.Crossings()), Parties: slices.Collect(full.Parties()), Succession: []border.Replacement{
		{Old: old[0], New: []uuid.UUID{now.ID}, Edition: "2026.12.24"}, {Old: old[1], New: []uuid.UUID{now.ID}, Edition: "2026.12.24"},
	}})
	require.NoError(t, err)
	denial := held(border.SyrianGovernment, "2020")
	denial.Modality, denial.Recorded, denial.Denies = border.Denied, now.Recorded, []uuid.UUID{old[0], old[1], other.ID}
	denial.ID = denial.ContentID()
	require.NoError(t, reg.Load(func(yield func(border.Claim, error) bool) {
		for _, c := range []border.Claim{now, other, denial} {
			if !yield(c, nil) {
				return
			}
		}
	}))
	for _, tt := range []struct {
		written []border.Claim
		want    []any
	}{
		{[]border.Claim{now, other, denial}, []any{"note--" + now.ID.String(), "note--" + other.ID.String()}},
		{[]border.Claim{other, denial}, []any{"note--" + other.ID.String()}},
		{[]border.Claim{denial}, nil},
	} {
		var b bytes.Buffer
		require.NoError(t, exchange.WriteSTIX(&b, reg.View(), slices.Values(tt.written)))
		require.Empty(t, brokenSTIX(t, b.Bytes()))
		var bundle struct{ Objects []object }
		require.NoError(t, json.Unmarshal(b.Bytes(), &bundle))
		var got []any
		for _, o := range bundle.Objects {
			if o["type"] == "opinion" {
				got = append(got, o["object_refs"].([]any)...)
			}
		}
		require.Equal(t, tt.want, got)
	}
}

// What was revoked has no later version (3.6): a claim that comes once all others of an
// article, or of a party at a side, were withdrawn has a report and a relation of its own.
func TestSTIXRevokedForGood(t *testing.T) {
	full := dataset(t)
	reg, err := border.New(slices.Collect(full.Crossings()), slices.Collect(full.Parties()))
	require.NoError(t, err)
	at := func(day int) time.Time { return time.Date(2026, 12, day, 0, 0, 0, 0, time.UTC) }
	source := border.Source{Name: "X", URL: "https://example.org/1"}
	held := border.Claim{Crossing: border.AlTanfAlWaleed, Side: border.Iraq, Kind: border.KindControl, Value: "peshmerga", When: edtf.MustParse("2026-11-01"),
		Modality: border.Reported, Source: source, Recorded: at(1)}
	ids, err := reg.Add(held)
	require.NoError(t, err)
	back := border.Claim{Crossing: held.Crossing, Side: held.Side, Kind: held.Kind, Value: held.Value, Modality: border.Denied, Retracts: ids, Source: border.Source{Name: "Y"}, Recorded: at(2)}
	_, err = reg.Add(back)
	require.NoError(t, err)
	withdrawn := bundleObjects(t, reg.View())
	held.When, held.Recorded = edtf.MustParse("2026-11-02"), at(3)
	_, err = reg.Add(held)
	require.NoError(t, err)
	again := bundleObjects(t, reg.View())
	count := map[string]int{}
	for id, o := range withdrawn {
		kind := o["type"].(string)
		if o["revoked"] == true {
			count[kind]++
			require.Equal(t, o, again[id], "a revoked object has no later version")
		}
	}
	require.Equal(t, map[string]int{"note": 1, "report": 1, "relationship": 1}, count)
	for id, o := range again {
		if withdrawn[id] == nil {
			require.Nil(t, o["revoked"], "%v", o)
			require.Equal(t, "2026-12-03T00:00:00.000Z", o["created"])
			count["new "+o["type"].(string)]++
		}
	}
	for _, id := range []string{ // a store knows them by these for ever
		"report--228eed2f-8d18-51e5-bcc0-faa0fae42e20", "report--3e98c939-11a8-5260-ba59-97ce15343331", // of the address, and of it anew
		"relationship--75975234-1495-521b-8e60-91421e88b9b5", "relationship--d5b3f116-3ff0-558a-9f9e-fef0b63b8168",
	} {
		require.NotNil(t, again[id], id)
	}
	require.Equal(t, map[string]int{"note": 1, "report": 1, "relationship": 1, "new note": 1, "new report": 1, "new relationship": 1}, count)
}
