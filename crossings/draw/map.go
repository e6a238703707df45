package draw

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// Outlines of the countries around the border, simplified to about a kilometre:
// program outlines made them from Natural Earth, which is in the public domain.
//
//go:embed outlines.json
var outlinesJSON []byte

// The map shows these degrees, on a plain grid that is true to scale at 35 north.
const (
	mapWest, mapEast   = 35.75, 45.25
	mapSouth, mapNorth = 32.15, 37.55
	perDegree          = 100.0 // of latitude, in units of the drawing
	shrink             = 0.819 // of a degree of longitude
)

const (
	mapWidth  = (mapEast - mapWest) * perDegree * shrink
	mapHeight = (mapNorth - mapSouth) * perDegree
)

// project returns where a place lies on the map.
func project(lat, lon float64) (x, y float64) {
	return (lon - mapWest) * perDegree * shrink, (mapNorth - lat) * perDegree
}

type outlinePaths struct {
	countries map[string]string // code: path data
	border    string
}

var outlines = sync.OnceValue(func() (paths outlinePaths) {
	var file struct {
		Countries []struct {
			Code  string
			Rings [][][2]float64
		}
		Border [][][2]float64
	}
	if err := json.Unmarshal(outlinesJSON, &file); err != nil {
		panic("draw: outlines.json: " + err.Error())
	}
	data := func(lines [][][2]float64, end string) string {
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
	paths.countries = map[string]string{}
	for _, c := range file.Countries {
		paths.countries[c.Code] = data(c.Rings, "z")
	}
	paths.border = data(file.Border, "")
	return paths
})

// countries are drawn in this order, each with the place of its name.
var countries = []struct {
	code     string
	name     string
	lat, lon float64
	inside   bool // one of the two that the border parts
}{
	{"TR", "Turkey", 37.3, 39.2, false},
	{"IR", "Iran", 34.9, 45.85, false},
	{"SA", "Saudi Arabia", 31.95, 40.2, false},
	{"JO", "Jordan", 32.35, 37.6, false},
	{"LB", "Lebanon", 34, 35.9, false},
	{"SY", "Syria", 34.75, 37.9, true},
	{"IQ", "Iraq", 34.05, 42.9, true},
}

// cities help to find one's way.
var cities = []struct {
	name     string
	lat, lon float64
}{
	{"Damascus", 33.513, 36.292}, {"Baghdad", 33.315, 44.366}, {"Mosul", 36.34, 43.13}, {"Deir ez-Zor", 35.336, 40.14},
}

// A Map is the drawing of the border with each crossing of a view, in the colour
// and the shape of its status on a day.
type Map struct {
	View     border.View
	On       border.Day
	Language edtf.Language

	// Link returns the address of a crossing's page; nil makes no links, and a
	// file of its own.
	Link func(code string) string
}

// Inline returns the map as an SVG element for a page, or for a file of its own
// if it has no links.
func (m Map) Inline() string {
	var c canvas
	l := m.Language
	title := words.Of(l, "Map of the Syria–Iraq border, %s", words.Day(l, m.On))
	size, role := ` width="100%"`, "group"
	if m.Link == nil {
		size = fmt.Sprintf(` xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" font-family="system-ui, 'Noto Sans', 'Noto Sans Arabic', sans-serif" font-size="17"`, mapWidth, mapHeight)
		role = "img"
	}
	c.printf(`<svg class="map"%s viewBox="0 0 %.0f %.0f" role="%s" aria-label="%s" direction="%s">`, size, mapWidth, mapHeight, role, escape(title), direction(l))
	c.printf(`<rect class="water" width="%.0f" height="%.0f" fill="#e9eef2"/>`, mapWidth, mapHeight)
	paths := outlines()
	for _, o := range countries {
		class, fill := "land", "#f2f1ec"
		if o.inside {
			class, fill = "land inside", "#fdfcf8"
		}
		c.printf(`<path class="%s" d="%s" fill="%s" stroke="#c3c8cf" stroke-width="1.5"/>`, class, paths.countries[o.code], fill)
	}
	c.printf(`<path class="frontier" d="%s" fill="none" stroke="#5a6472" stroke-width="3" stroke-dasharray="10 5"/>`, paths.border)
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
	for _, o := range cities {
		x, y := project(o.lat, o.lon)
		c.printf(`<circle class="city" cx="%.0f" cy="%.0f" r="3.5" fill="#8a929d"/><text class="city" x="%.0f" y="%.0f" text-anchor="middle" fill="#6b7480">%s</text>`, x, y, x, y-9, escape(words.Of(l, o.name)))
	}
	c.printf(`</g>`)
	for s := range m.View.States(m.On) {
		m.crossing(&c, s)
	}
	c.printf(`</svg>`)
	return c.String()
}

// crossing draws the sign of a crossing, its name and its status.
func (m Map) crossing(c *canvas, s border.State) {
	l := m.Language
	info, err := m.View.Lookup(s.Crossing)
	if err != nil {
		return
	}
	p := info.Syria.Point
	if p == (border.Point{}) {
		p = info.Iraq.Point
	}
	if p == (border.Point{}) {
		return
	}
	x, y := project(p.Lat, p.Lon)
	value := s.Status.Value.String()
	colour := paintOf(border.QuestionStatus, value)
	status := words.StatusOn(l, s)
	if s.Status.Certain {
		status = strings.TrimSuffix(status, words.Of(l, ", ")+words.Doubt(l, true, false, false))
	}
	name := words.Crossing(l, info)
	class := "crossing"
	if !s.Status.Certain {
		class += " doubtful"
	}
	end := "</g>"
	if m.Link != nil {
		c.printf(`<a class="%s" href="%s">`, class, escape(m.Link(s.Crossing)))
		end = "</a>"
	} else {
		c.printf(`<g class="%s"><title>%s</title>`, class, escape(name+": "+status))
	}
	dash := ""
	if !s.Status.Certain {
		dash = ` stroke-dasharray="6 4"`
	}
	c.printf(`<circle class="halo" cx="%.1f" cy="%.1f" r="21" fill="#fff" stroke="%s" stroke-width="2.5"%s/>`, x, y, colour.Light, dash)
	c.printf(`<g class="%s" fill="%s" transform="translate(%.1f %.1f) scale(1.6)">%s</g>`, colour.class, colour.Light, x-12.8, y-12.8, signs[value])
	// The words go where there is more room: to the left of crossings in the east,
	// to the right of those in the west.
	// To the left they stand higher: the border goes on to the south-west.
	at, up, anchor := x+30, 2., "start"
	if x > mapWidth*.4 {
		at, up, anchor = x-30, 12, "end"
	}
	if words.RightToLeft(l) {
		anchor = map[string]string{"start": "end", "end": "start"}[anchor]
	}
	c.printf(`<text class="place" x="%.1f" y="%.1f" text-anchor="%s" fill="#1c232b"><tspan font-weight="600">%s</tspan><tspan font-size="0"> </tspan><tspan class="told" x="%.1f" dy="1.1em">%s</tspan></text>`,
		at, y-up, anchor, escape(name), at, escape(status))
	c.WriteString(end)
}
