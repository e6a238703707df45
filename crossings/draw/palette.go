package draw

import (
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
)

// A Colour is the colour of a value's signs and lines on light and on dark ground, each as
// #rrggbb. For the colour with which a value fills a bar, see fill.
type Colour struct {
	Light, Dark string
}

// Colours of statuses. Each comes with a shape of its own; see [Glyph].
var statusColours = map[string]Colour{
	"open":         {"#1d7a5f", "#5cc4a0"},
	"restricted":   {"#96600f", "#e0aa55"},
	"intermittent": {"#7a5aa6", "#b79be0"},
	"trial":        {"#2f6ca8", "#7db3ea"},
	"closed":       {"#a63d3d", "#ee8f86"},
	"unknown":      {"#6b7280", "#9aa3b2"},
}

// Colours of the parties that people know by a colour; near to it, but calm.
var partyColours = map[string]Colour{
	"syrian-government":              {"#8f4a44", "#d79a92"},
	"syrian-transitional-government": {"#3f7a46", "#85c78c"},
	"syrian-opposition":              {"#5b7d2a", "#a9cc74"},
	"islamic-state":                  {"#43474f", "#aeb4bf"},
	"al-nusra-front":                 {"#66604a", "#bfb79b"},
	"ypg":                            {"#85690a", "#dcc058"},
	"sdf":                            {"#8a5f10", "#e8b864"},
	"al-sanadid":                     {"#9a5a2e", "#e2a67c"},
	"us-led-coalition":               {"#2d6a9c", "#7fb6e4"},
	"us-forces":                      {"#2f5d94", "#8aaee6"},
	"iraqi-government":               {"#6e5390", "#b8a0da"},
	"peshmerga":                      {"#a0522d", "#e59a74"},
	"pkk":                            {"#8a4b6b", "#d99abb"},
	"iraqi-tribal-forces":            {"#5f6b2f", "#b3bf7d"},
	"iran-backed-militias":           {"#1f7379", "#6fc3c9"},
	"none":                           {"#6b7280", "#9aa3b2"},
}

// spareColours are for parties of a program's own.
var spareColours = []Colour{
	{"#4f6d7a", "#9fbccb"}, {"#7a4f6d", "#cb9fbe"}, {"#6d7a4f", "#bccb9f"}, {"#7a5d4f", "#cbad9f"}, {"#4f577a", "#9fa8cb"},
}

// ColourOf returns the colour of a value, and the class of the rules that [CSS] has for it.
func ColourOf(q border.Question, value string) (c Colour, class string) {
	if value == "unknown" || q == border.QuestionStatus {
		return statusColours[value], "v-" + value
	}
	if c, ok := partyColours[value]; ok {
		return c, "v-" + value
	}
	h := fnv.New32a()
	h.Write([]byte(value))
	n := int(h.Sum32() % uint32(len(spareColours)))
	return spareColours[n], fmt.Sprintf("v-spare%d", n)
}

// CSS returns the rules by which a page colours the drawings on it, for light
// and for dark ground. Drawings carry the light colours in their attributes, so
// that they can do without.
func CSS() string {
	var light, dark strings.Builder
	rule := func(class string, c Colour) {
		fmt.Fprintf(&light, ".%s{fill:%s;stop-color:%s;--v:%s}\n", class, c.Light, c.Light, c.Light)
		fmt.Fprintf(&dark, ".%s{fill:%s;stop-color:%s;--v:%s}\n", class, c.Dark, c.Dark, c.Dark)
	}
	for _, of := range []map[string]Colour{statusColours, partyColours} {
		for _, class := range slices.Sorted(maps.Keys(of)) {
			rule("v-"+class, of[class])
		}
	}
	for i, c := range spareColours {
		rule(fmt.Sprintf("v-spare%d", i), c)
	}
	ground := func(class string, c, ink Colour) {
		fmt.Fprintf(&light, ".f-%s{fill:%s}.i-%s{fill:%s}\n", class, c.Light, class, ink.Light)
		fmt.Fprintf(&dark, ".f-%s{fill:%s}.i-%s{fill:%s}\n", class, c.Dark, class, ink.Dark)
	}
	for _, status := range slices.Sorted(maps.Keys(statusColours)) {
		f := fillOf(border.QuestionStatus, status)
		ground(status, f.Colour, f.ink)
	}
	party := fillOf(border.QuestionControl, "none").ink
	for _, name := range slices.Sorted(maps.Keys(partyColours)) {
		ground(name, thin(partyColours[name]), party)
	}
	for i, c := range spareColours {
		ground(fmt.Sprintf("spare%d", i), thin(c), party)
	}
	return light.String() + "@media screen and (prefers-color-scheme:dark){\n" + dark.String() + "}\n"
}
