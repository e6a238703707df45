package draw

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// Outlines of the countries around the border, simplified to about a kilometre:
// program outlines made them from Natural Earth, which is in the public domain.
//
//go:embed outlines.json
var outlinesJSON []byte

// Centre lines of the Euphrates and the Tigris, of Natural Earth too.
//
//go:embed rivers.json
var riversJSON []byte

// The map shows these degrees, on a plain grid that is true to scale at 35 north.
const (
	mapWest, mapEast   = 35.75, 45.25
	mapSouth, mapNorth = 32.15, 37.55
	perDegree          = 100.0 // of latitude, in units of the drawing
	shrink             = 0.819 // of a degree of longitude: the cosine of 35 degrees
	kmPerDegree        = 111.0 // of latitude
)

const (
	mapWidth  = (mapEast - mapWest) * perDegree * shrink
	mapHeight = (mapNorth - mapSouth) * perDegree
)

// project returns where a place lies on the map.
func project(lat, lon float64) (x, y float64) {
	return (lon - mapWest) * perDegree * shrink, (mapNorth - lat) * perDegree
}

// pathData returns lines of [longitude, latitude] as the data of a path, each with
// an end: z closes it.
func pathData(lines [][][2]float64, end string) string {
	var b strings.Builder
	for _, line := range lines {
		for i, p := range line {
			x, y := project(p[1], p[0])
			b.WriteString(map[bool]string{true: "M", false: "L"}[i == 0])
			fmt.Fprintf(&b, "%.0f %.0f", x, y)
		}
		b.WriteString(end)
	}
	return b.String()
}

// A ground is what lies under the crossings, as data of paths.
type ground struct {
	countries map[string]string // by code
	frontier  string            // between Syria and Iraq
	rivers    string
}

var readGround = sync.OnceValue(func() (g ground) {
	var outlines struct {
		Countries []struct {
			Code  string
			Rings [][][2]float64
		}
		Border [][][2]float64
	}
	if err := json.Unmarshal(outlinesJSON, &outlines); err != nil {
		panic("draw: outlines.json: " + err.Error())
	}
	var rivers struct {
		Rivers []struct{ Line [][2]float64 }
	}
	if err := json.Unmarshal(riversJSON, &rivers); err != nil {
		panic("draw: rivers.json: " + err.Error())
	}
	g.countries = map[string]string{}
	for _, c := range outlines.Countries {
		g.countries[c.Code] = pathData(c.Rings, "z")
	}
	g.frontier = pathData(outlines.Border, "")
	var lines [][][2]float64
	for _, r := range rivers.Rivers {
		lines = append(lines, r.Line)
	}
	g.rivers = pathData(lines, "")
	return g
})

// countries are drawn in this order, each with the place of its name.
var countries = []struct {
	code     string
	name     string
	lat, lon float64
	inside   bool // one of the two that the border parts
}{
	{"TR", "Turkey", 37.15, 36.8, false},
	{"IR", "Iran", 34.9, 45.85, false},
	{"SA", "Saudi Arabia", 31.95, 40.2, false},
	{"JO", "Jordan", 32.35, 38.2, false},
	{"LB", "Lebanon", 34, 35.9, false},
	{"SY", "Syria", 35.05, 38.3, true},
	{"IQ", "Iraq", 35, 42.1, true},
}

// towns help to find one's way; places and ranks are Natural Earth's. Those of the
// first rank are named on phones, too.
var towns = []struct {
	name     string
	lat, lon float64
	rank     int
	under    bool // whether the name stands under the place, away from a crossing's words
}{
	{"Damascus", 33.513, 36.292, 1, false}, {"Baghdad", 33.341, 44.392, 1, false}, {"Mosul", 36.347, 43.143, 1, true},
	{"Aleppo", 36.232, 37.168, 1, false}, {"Erbil", 36.181, 44.007, 2, false}, {"Homs", 34.732, 36.718, 2, false},
	{"Deir ez-Zor", 35.33, 40.13, 1, false}, {"Raqqa", 35.93, 39.02, 2, false},
	{"Rutbah", 33.038, 40.284, 2, true}, {"Ramadi", 33.42, 43.3, 2, true},
}

// riverNames stand beside their rivers, where there is room.
var riverNames = []struct {
	name     string
	lat, lon float64
}{
	{"Euphrates", 34.42, 42.55}, {"Tigris", 35.25, 43.75},
}

// townLetter is the mean width of a letter of a town's name where it is largest, on phones.
const townLetter = 14.0

// ground draws the countries, the rivers, the frontier, and the towns whose place is not taken.
func (c *canvas) ground(l edtf.Language, taken func(box) bool) {
	c.printf(`<rect class="water" width="%.0f" height="%.0f" fill="#e9eef2"/>`, mapWidth, mapHeight)
	g := readGround()
	for _, o := range countries {
		class, fill := "land", "#f2f1ec"
		if o.inside {
			class, fill = "land inside", "#fdfcf8"
		}
		c.printf(`<path class="%s" d="%s" fill="%s" stroke="#c3c8cf" stroke-width="1.5"/>`, class, g.countries[o.code], fill)
	}
	c.printf(`<path class="river" d="%s" fill="none" stroke="#8fb3d1" stroke-width="2.5" stroke-linejoin="round"/>`, g.rivers)
	c.printf(`<path class="frontier" d="%s" fill="none" stroke="#5a6472" stroke-width="3" stroke-dasharray="10 5"/>`, g.frontier)
	c.printf(`<g aria-hidden="true">`)
	for _, o := range countries {
		x, y := project(o.lat, o.lon)
		class := "country"
		if o.inside {
			class = "country inside"
		}
		if x > 50 && x < mapWidth-50 && y > 0 && y < mapHeight {
			c.printf(`<text class="%s" x="%.0f" y="%.0f" text-anchor="middle" fill="#8a929d" letter-spacing="%s">%s</text>`, class, x, y, map[bool]string{true: "0", false: "3"}[words.RightToLeft(l)], escape(words.Of(l, o.name)))
		}
	}
	for _, o := range riverNames {
		x, y := project(o.lat, o.lon)
		c.printf(`<text class="rivername" x="%.0f" y="%.0f" text-anchor="middle" fill="#4f7fa6" font-style="italic">%s</text>`, x, y, escape(words.Of(l, o.name)))
	}
	for _, o := range towns {
		x, y := project(o.lat, o.lon)
		class := "town"
		if o.rank > 1 {
			class = "town minor"
		}
		name := y - 9
		if o.under {
			name = y + 18
		}
		said := words.Of(l, o.name)
		half := float64(utf8.RuneCountInString(said)) * townLetter / 2
		middle := min(max(x, half), mapWidth-half)
		if taken(box{middle - half, name - 18, middle + half, name + 6}) {
			continue
		}
		c.printf(`<circle class="%s" cx="%.0f" cy="%.0f" r="3.5" fill="#8a929d"/><text class="%s" x="%.0f" y="%.0f" text-anchor="middle" fill="#6b7480">%s</text>`,
			class, x, y, class, middle, name, escape(said))
	}
	c.scaleBar(l)
	c.printf(`</g>`)
}

// scaleBar draws how long 100 km are, in the south-west corner.
func (c *canvas) scaleBar(l edtf.Language) {
	const km = 100
	length := km / kmPerDegree * perDegree
	x, y := 18.0, mapHeight-16
	c.printf(`<path class="scalebar" d="M%.1f %.1fv6h%.1fv-6" fill="none" stroke="#5a6472" stroke-width="2"/><text class="town" x="%.1f" y="%.1f" text-anchor="middle" fill="#5a6472">%s</text>`,
		x, y, length, x+length/2, y-1, escape(words.Of(l, "%d km", km)))
}
