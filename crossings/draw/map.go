package draw

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// A Map is the drawing of the border with each crossing of a view, in the colour
// and the shape of its status on a day.
type Map struct {
	View     border.View
	On       border.Day
	Today    border.Day // after which no day has come; the zero Day: all have
	Language edtf.Language

	// Link returns the address of a crossing's page; nil makes no links, and a
	// file of its own.
	Link func(code string) string

	Credit string // a line about source and licence, under a file of its own
}

// Heights of what stands around a map that is a file of its own.
const (
	titleHeight  = 46
	legendHeight = 94
)

// Inline returns the map as an SVG element for a page, or for a file of its own
// if it has no links: one with its title, the day, a legend and the source within.
func (m Map) Inline() string {
	var c canvas
	l := m.Language
	title := words.Of(l, "Map of the Syria–Iraq border, %s", words.Day(l, m.On))
	if m.Link != nil {
		c.printf(`<svg class="map" width="100%%" viewBox="0 0 %.0f %.0f" role="group" aria-label="%s" direction="%s">`, mapWidth, mapHeight, escape(title), direction(l))
		m.draw(&c)
		c.printf(`</svg>`)
		return c.String()
	}
	height := mapHeight + titleHeight + legendHeight
	c.printf(`<svg class="map" xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f" font-family="system-ui, 'Noto Sans', 'Noto Sans Arabic', sans-serif" font-size="17" role="img" aria-label="%s" direction="%s">`,
		mapWidth, height, mapWidth, height, escape(title), alone(l))
	c.printf(`<rect width="%.0f" height="%.0f" fill="#fff"/>`, mapWidth, height)
	c.printf(`<text x="%s" y="31" font-size="20" font-weight="600" fill="#1c232b" text-anchor="start">%s</text>`, m.start(14), escape(title))
	c.printf(`<svg y="%d" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f">`, titleHeight, mapWidth, mapHeight, mapWidth, mapHeight)
	m.draw(&c)
	c.printf(`</svg>`)
	m.legend(&c, titleHeight+mapHeight)
	c.printf(`</svg>`)
	return c.String()
}

// start returns the place in from the edge at which lines of text begin.
func (m Map) start(in float64) string {
	if words.RightToLeft(m.Language) {
		return number(mapWidth - in)
	}
	return number(in)
}

// legend says what the signs mean, how far the claims reach, and whose the outlines
// are.
func (m Map) legend(c *canvas, top float64) {
	l := m.Language
	x := 14.0
	for _, s := range []border.Status{border.Open, border.Restricted, border.Intermittent, border.Trial, border.Closed, border.Unknown} {
		p, name := paintOf(border.QuestionStatus, s.String()), words.Name(l, s)
		left := x
		if words.RightToLeft(l) {
			left = mapWidth - x - 16
		}
		c.printf(`<g class="%s" fill="%s" transform="translate(%.1f %.1f)">%s</g>`, p.class, p.Light, left, top+12, signs[s.String()])
		c.printf(`<text x="%s" y="%.0f" font-size="14" fill="#1c232b" text-anchor="start">%s</text>`, m.start(x+21), top+25, escape(name))
		x += 21 + float64(utf8.RuneCountInString(name))*8 + 20
	}
	credit := words.Of(l, "Outlines: Natural Earth, public domain. Lines on the map judge nothing.")
	if through := m.View.Through().Reported; !through.IsZero() {
		c.printf(`<text x="%s" y="%.0f" font-size="13" fill="#5a6472" text-anchor="start">%s</text>`, m.start(14), top+48, escape(words.Of(l, "The claims of this view reach to %s.", words.Day(l, through))))
	}
	c.printf(`<text x="%s" y="%.0f" font-size="13" fill="#5a6472" text-anchor="start">%s</text>`, m.start(14), top+67, escape(credit))
	c.printf(`<text x="%s" y="%.0f" font-size="13" fill="#5a6472" text-anchor="start">%s</text>`, m.start(14), top+86, escape(m.Credit))
}

// A place is a crossing as it stands on the map, with the words beside it.
type place struct {
	border.State
	x, y   float64
	name   string
	status string
	left   bool    // whether the words stand to the left of the sign
	top    float64 // of the words
	edge   float64 // where the words begin, or end if they stand to the left
}

// Sizes of the signs and of the words beside them. Words are laid out for the size
// that they have on phones, where they are largest.
const (
	signRadius = 18.0
	lineHeight = 30.0
	letter     = 14.5 // the mean width of a letter
)

// draw draws the ground and on it the crossings, the words of each beside its sign.
func (m Map) draw(c *canvas) {
	var places []place
	for s := range m.View.States(m.On) {
		if p, ok := m.place(s); ok {
			places = append(places, p)
		}
	}
	slices.SortFunc(places, func(a, b place) int { return int(a.y - b.y) })
	layOut(places)
	c.ground(m.Language, func(b box) bool {
		return slices.ContainsFunc(places, func(p place) bool { return p.words().meets(b) })
	})
	for _, p := range places {
		m.crossing(c, p)
	}
}

// place returns where a crossing stands and what is said of it; ok is false of one
// whose place is not known.
func (m Map) place(s border.State) (p place, ok bool) {
	info, err := m.View.Lookup(s.Crossing)
	if err != nil {
		return place{}, false
	}
	point := info.Syria.Point
	if point == (border.Point{}) {
		point = info.Iraq.Point
	}
	if point == (border.Point{}) {
		return place{}, false
	}
	p = place{State: s, name: words.Crossing(m.Language, info), status: words.StatusOn(m.Language, s)}
	if s.Status.Certain {
		p.status = strings.TrimSuffix(p.status, words.Of(m.Language, ", ")+words.Doubt(m.Language, true, false, false))
	}
	p.x, p.y = project(point.Lat, point.Lon)
	return p, true
}

// layOut finds a place for the words of each sign, from north to south: on the side
// that has more room, inside the map, and below the words above them.
func layOut(places []place) {
	bottom := map[bool]float64{true: 6, false: 6}
	for i := range places {
		p := &places[i]
		p.left = p.x > mapWidth*.4
		p.top = min(max(p.y-lineHeight, bottom[p.left]), mapHeight-2*lineHeight-6)
		bottom[p.left] = p.top + 2*lineHeight + 4
	}
	for i := range places {
		places[i].edge = places[i].clear(places)
	}
}

// clear returns where the words of a place begin, or end, beside its sign and beside those
// of its neighbours.
func (p place) clear(places []place) float64 {
	const gap = signRadius + 8
	edge := p.x + gap
	if p.left {
		edge = p.x - gap
	}
	for _, q := range places {
		beside := q.y+signRadius > p.top && q.y-signRadius < p.top+2*lineHeight && math.Abs(q.x-p.x) < 4*signRadius
		if beside && p.left {
			edge = min(edge, q.x-gap)
		} else if beside {
			edge = max(edge, q.x+gap)
		}
	}
	return edge
}

// A box is a part of the map.
type box struct{ left, top, right, bottom float64 }

func (b box) meets(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

// room returns the width that the words of a place may take.
func (p place) room() float64 {
	if p.left {
		return p.edge - 6
	}
	return mapWidth - p.edge - 6
}

// words returns where the words of a place stand.
func (p place) words() box {
	width := min(p.room(), letter*float64(max(utf8.RuneCountInString(p.name), utf8.RuneCountInString(p.status))))
	b := box{p.edge, p.top, p.edge + width, p.top + 2*lineHeight}
	if p.left {
		b.left, b.right = p.edge-width, p.edge
	}
	return b
}

// fit returns the size of a line's letters, as a share of what they are elsewhere,
// at which it fits into a width.
func fit(text string, width float64) float64 {
	return min(1, width/(float64(utf8.RuneCountInString(text))*letter))
}

// crossing draws the sign of a crossing, its name and its status.
func (m Map) crossing(c *canvas, p place) {
	colour := paintOf(border.QuestionStatus, p.Status.Value.String())
	class := "crossing"
	if !p.Status.Certain {
		class += " doubtful"
	}
	end := "</g>"
	if m.Link != nil {
		c.printf(`<a class="%s" href="%s">`, class, escape(m.Link(p.Crossing)))
		end = "</a>"
	} else {
		c.printf(`<g class="%s"><title>%s</title>`, class, escape(p.name+": "+p.status))
	}
	dash := ""
	if !p.Status.Certain {
		dash = ` stroke-dasharray="6 4"`
	}
	c.printf(`<circle class="halo" cx="%.1f" cy="%.1f" r="%.0f" fill="#fff" stroke="%s" stroke-width="2.5"%s/>`, p.x, p.y, signRadius, colour.Light, dash)
	c.printf(`<g transform="translate(%.1f %.1f) scale(1.4)">%s</g>`, p.x-11.2, p.y-11.2, agedSign(colour.Colour, colour.class, p.Status.Value.String(), m.freshness(p.State)))
	m.words(c, p)
	c.WriteString(end)
}

// freshness grades a state by its age. Of a day that is still to come, nobody has said anything.
func (m Map) freshness(s border.State) border.Freshness {
	if !m.Today.IsZero() && s.On.After(m.Today) || s.Status.Value == border.Unknown {
		return border.NotAttested
	}
	return s.Freshness()
}

// words writes the name of a crossing and its status.
func (m Map) words(c *canvas, p place) {
	at, anchor, room := p.edge, "start", p.room()
	if p.left {
		anchor = "end"
	}
	if words.RightToLeft(m.Language) {
		anchor = map[string]string{"start": "end", "end": "start"}[anchor]
	}
	line := func(text string) string {
		if size := fit(text, room); size < 1 {
			return fmt.Sprintf(`<tspan font-size="%.2fem">%s</tspan>`, size, escape(text))
		}
		return escape(text)
	}
	c.printf(`<text class="place" x="%.1f" y="%.1f" text-anchor="%s" fill="#1c232b"><tspan font-weight="600">%s</tspan><tspan font-size="0"> </tspan><tspan class="told" x="%.1f" dy="1.1em">%s</tspan></text>`,
		at, p.top+lineHeight-6, anchor, line(p.name), at, line(p.status))
}
