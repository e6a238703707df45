package exchange_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/exchange"
	"github.com/stretchr/testify/require"
)

// No validator of MISP's format exists for Go or on npm. These are the rules of
// the MISP core format that touch what is written here, one by one, with the numbers of
// the sections of draft-dulaunoy-misp-core-format-18. What it calls
// an id is a number that an instance gives; MISP gives its own to what it reads.
var mispRules = []struct {
	rule  string
	holds func(event object, attributes []object) bool
}{
	{"2.2.1: every member of the event is there, as text or as a boolean", func(e object, _ []object) bool {
		for _, name := range []string{"uuid", "info", "threat_level_id", "analysis", "date", "timestamp", "publish_timestamp", "distribution"} {
			if s, _ := e[name].(string); s == "" {
				return false
			}
		}
		_, ok := e["published"].(bool)
		return ok
	}},
	{"2.2: the event has no members but those of the format", func(e object, _ []object) bool {
		return only(e, "uuid", "info", "threat_level_id", "analysis", "date", "timestamp", "publish_timestamp", "distribution", "published", "Orgc", "Tag", "Attribute")
	}},
	{"2.2.1.4: info is one line of at most 256 characters", func(e object, _ []object) bool {
		info, _ := e["info"].(string)
		return len(info) <= 256 && !strings.Contains(info, "\n")
	}},
	{"2.2.1.5, 2.2.1.6, 2.2.1.14: threat_level_id is from 1 to 4, analysis from 0 to 2, distribution from 0 to 4", func(e object, _ []object) bool {
		return matches(e["threat_level_id"], `^[1-4]$`) && matches(e["analysis"], `^[0-2]$`) && matches(e["distribution"], `^[0-4]$`)
	}},
	{"2.2.1.9: an event that was never published has the publish_timestamp 0", func(e object, _ []object) bool {
		return e["published"] == true || e["publish_timestamp"] == "0"
	}},
	{"2.2.1.7, 2.2.1.8, 2.3.2.8: the date is a day, timestamps are seconds", func(e object, list []object) bool {
		return matches(e["date"], `^\d{4}-\d\d-\d\d$`) && matches(e["timestamp"], `^\d+$`) && every(list, func(a object) bool { return matches(a["timestamp"], `^-?\d+$`) })
	}},
	{"2.2.2.2: the organisation that created the event has a name and a UUID", func(e object, _ []object) bool {
		org, _ := e["Orgc"].(object)
		return matches(org["uuid"], uuidPattern) && matches(org["name"], `.`)
	}},
	{"2.2.1.1, 2.3.2.1: the event and each attribute have a UUID, no two the same", func(e object, list []object) bool {
		seen := map[any]bool{}
		return every(append(slices.Clone(list), e), func(o object) bool {
			twice := seen[o["uuid"]]
			seen[o["uuid"]] = true
			return !twice && matches(o["uuid"], uuidPattern)
		})
	}},
	{"2.3.2: an attribute has no members but those of the format", func(_ object, list []object) bool {
		return every(list, func(a object) bool {
			return only(a, "uuid", "type", "category", "value", "comment", "to_ids", "distribution", "timestamp", "deleted", "first_seen", "last_seen", "Tag")
		})
	}},
	{"2.3.2.3, 2.3.2.4, 2.3.2.15: category and type are a pair of the format, and there is a value", func(_ object, list []object) bool {
		return every(list, func(a object) bool {
			return a["category"] == "External analysis" && (a["type"] == "text" || a["type"] == "link") && matches(a["value"], `.`)
		})
	}},
	{"2.3.2.5, 2.3.2.7, 2.3.2.11: to_ids and deleted are booleans, distribution from 0 to 5", func(_ object, list []object) bool {
		return every(list, func(a object) bool {
			_, ok := a["to_ids"].(bool)
			_, hasDeleted := a["deleted"].(bool)
			return ok && hasDeleted && matches(a["distribution"], `^[0-5]$`)
		})
	}},
	{"2.3.2.16, 2.3.2.17: first_seen and last_seen are times to the microsecond, in order", func(_ object, list []object) bool {
		const form = `^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$`
		return every(list, func(a object) bool {
			first, hasFirst := a["first_seen"]
			last, hasLast := a["last_seen"]
			return (!hasFirst || matches(first, form)) && (!hasLast || matches(last, form)) && (!hasFirst || !hasLast || first.(string) <= last.(string))
		})
	}},
	{"MISP's code, Attribute: no two attributes have the same type and value", func(_ object, list []object) bool {
		seen := map[[2]any]bool{}
		return every(list, func(a object) bool {
			key := [2]any{a["type"], a["value"]}
			twice := seen[key]
			seen[key] = true
			return !twice
		})
	}},
	{"RFC 3986, 2: an address holds letters of ASCII only (RFC 3986)", func(_ object, list []object) bool {
		return every(list, func(a object) bool { return a["type"] != "link" || matches(a["value"], `^https?://[!-~]+$`) })
	}},
	{"taxonomy tlp: the event is marked by a tag of the taxonomy tlp", func(e object, _ []object) bool {
		tags, _ := e["Tag"].([]any)
		return len(tags) == 1 && tags[0].(object)["name"] == "tlp:clear"
	}},
	{"taxonomy admiralty-scale: tags are of the taxonomy admiralty-scale, with a predicate and a value that it has", func(_ object, list []object) bool {
		return every(list, func(a object) bool {
			tags, _ := a["Tag"].([]any)
			for _, tag := range tags {
				if !matches(tag.(object)["name"], `^admiralty-scale:(source-reliability="[a-g]"|information-credibility="[1-6]")$`) {
					return false
				}
			}
			return true
		})
	}},
}

const uuidPattern = `^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`

// only reports whether an object has no members but those.
func only(o object, names ...string) bool {
	for name := range o {
		if !slices.Contains(names, name) {
			return false
		}
	}
	return true
}

// compiled has the patterns that were asked for so far.
var compiled = map[string]*regexp.Regexp{}

// matches reports whether a member is a text of that pattern.
func matches(v any, pattern string) bool {
	if compiled[pattern] == nil {
		compiled[pattern] = regexp.MustCompile(pattern)
	}
	s, ok := v.(string)
	return ok && compiled[pattern].MatchString(s)
}

func every(list []object, ok func(object) bool) bool {
	return !slices.ContainsFunc(list, func(o object) bool { return !ok(o) })
}

// brokenMISP returns the rules that an event breaks.
func brokenMISP(event object) (broken []string) {
	var attributes []object
	for _, a := range event["Attribute"].([]any) {
		attributes = append(attributes, a.(object))
	}
	for _, r := range mispRules {
		if !r.holds(event, attributes) {
			broken = append(broken, r.rule)
		}
	}
	return broken
}

// mispEvent returns the event of a view.
func mispEvent(t *testing.T, v border.View) object {
	var b bytes.Buffer
	require.NoError(t, exchange.WriteMISP(&b, v, v.All()))
	var file struct{ Event object }
	require.NoError(t, json.Unmarshal(b.Bytes(), &file))
	return file.Event
}

func TestMISPRules(t *testing.T) {
	for _, v := range []border.View{small(t).View(), dataset(t).View(), bare(t)} {
		event := mispEvent(t, v)
		require.Empty(t, brokenMISP(event))
		texts := 0
		for _, a := range event["Attribute"].([]any) {
			if a.(object)["type"] == "text" {
				texts++
			}
		}
		require.Equal(t, v.Through().Claims+len(slices.Collect(v.Succession())), texts)
	}
}

// The rules notice what they are about.
func TestMISPRulesFail(t *testing.T) {
	changes := []func(event, attribute object){ // one for each rule
		func(e, _ object) { delete(e, "publish_timestamp") },
		func(e, _ object) { e["colour"] = "red" },
		func(e, _ object) { e["info"] = "two\nlines" },
		func(e, _ object) { e["analysis"] = "3" },
		func(e, _ object) { e["publish_timestamp"] = "7" },
		func(e, _ object) { e["date"] = "2014-06" },
		func(e, _ object) { delete(e, "Orgc") },
		func(e, a object) { a["uuid"] = e["uuid"] },
		func(_, a object) { a["colour"] = "red" },
		func(_, a object) { a["category"] = "Crossings" },
		func(_, a object) { delete(a, "deleted") },
		func(_, a object) { a["first_seen"] = "2014-06-15" },
		func(e, a object) { e["Attribute"] = append(e["Attribute"].([]any), a) },
		func(_, a object) { a["type"], a["value"] = "link", "https://example.org/أ" },
		func(e, _ object) { delete(e, "Tag") },
		func(_, a object) { a["Tag"] = []any{object{"name": `admiralty-scale:source-reliability="x"`}} },
	}
	require.Len(t, changes, len(mispRules))
	for i, change := range changes {
		event := mispEvent(t, small(t).View())
		change(event, event["Attribute"].([]any)[0].(object))
		require.Contains(t, brokenMISP(event), mispRules[i].rule)
	}
}
