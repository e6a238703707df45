package draw

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/crossingstatus/border"
)

// A fill is how a value fills its bar. Statuses differ in lightness and in pattern,
// so that they can be told apart without colour, in print and in the dark; parties
// are of another family, pale with a band of their colour along the foot.
type fill struct {
	Colour
	class   string // of the ground, as "f-open"
	ink     Colour // of words on it
	pattern string // of a status, drawn over the ground; "" has none
	band    paint  // of a party: its colour; the zero paint has none
}

// A statusFill is the ground of a status and the ink on it. The grounds are steps
// of at least 1.8 in contrast from one another, any with any, on light and on dark.
type statusFill struct{ ground, ink Colour }

var statusFills = map[string]statusFill{
	"intermittent": {Colour{"#341750", "#4a296b"}, Colour{"#ffffff", "#ffffff"}},
	"open":         {Colour{"#155840", "#3b9977"}, Colour{"#ffffff", "#0b0f13"}},
	"closed":       {Colour{"#c54e48", "#f7a69e"}, Colour{"#ffffff", "#0b0f13"}},
	"restricted":   {Colour{"#d99723", "#fff9e8"}, Colour{"#10151a", "#0b0f13"}},
	"trial":        {Colour{"#c8dff4", "#2c6297"}, Colour{"#10151a", "#ffffff"}},
}

// patterns are drawn over the grounds of statuses, in their ink, on tiles of these
// sizes. What is open has none.
var patterns = map[string]struct {
	tile   int
	turned bool // by 45 degrees
	shape  string
}{
	"closed":       {6, false, `<rect y="0" width="6" height="1.2"/>`},
	"restricted":   {8, true, `<rect x="0" width="1.6" height="8"/>`},
	"intermittent": {10, false, `<rect x="0" width="4" height="10"/>`},
	"trial":        {7, false, `<circle cx="3.5" cy="3.5" r="1.3"/>`},
}

// patternOpacity keeps words on a pattern easy to read.
const patternOpacity = ".28"

// Grounds on which pages are drawn; a party's fill is its colour thinned with them.
const (
	lightSheet = "#fffefb"
	darkSheet  = "#1a2128"
	thinning   = .72
)

// fillOf returns how a value fills its bar.
func fillOf(q border.Question, value string) fill {
	p := paintOf(q, value)
	name := strings.TrimPrefix(p.class, "v-")
	if value == "unknown" {
		return fill{Colour: p.Colour, class: "f-unknown", ink: Colour{"#4a5360", "#a3aebb"}}
	}
	if q == border.QuestionStatus {
		f := statusFills[value]
		pattern := ""
		if _, ok := patterns[value]; ok {
			pattern = value
		}
		return fill{Colour: f.ground, class: "f-" + name, ink: f.ink, pattern: pattern}
	}
	return fill{Colour: thin(p.Colour), class: "f-" + name, ink: Colour{"#10151a", "#ffffff"}, band: p}
}

// thin returns a colour mixed with the ground of the page.
func thin(c Colour) Colour { return Colour{mix(c.Light, lightSheet), mix(c.Dark, darkSheet)} }

func mix(colour, ground string) string {
	var b strings.Builder
	b.WriteByte('#')
	for i := 1; i < 7; i += 2 {
		c, _ := strconv.ParseUint(colour[i:i+2], 16, 8)
		g, _ := strconv.ParseUint(ground[i:i+2], 16, 8)
		fmt.Fprintf(&b, "%02x", int(math.Round(float64(c)*(1-thinning)+float64(g)*thinning)))
	}
	return b.String()
}

// inkClass is the class of words on a fill, as "i-open": the style sheet knows it
// in the dark.
func (f fill) inkClass() string { return "i" + strings.TrimPrefix(f.class, "f") }

// pattern returns the id of the pattern of a status, which it defines at its first
// use.
func (c *canvas) pattern(f fill) string {
	id := c.prefix + "p-" + f.pattern
	if c.define(id) {
		p := patterns[f.pattern]
		turn := ""
		if p.turned {
			turn = ` patternTransform="rotate(45)"`
		}
		fmt.Fprintf(&c.defs, `<pattern id="%s" width="%d" height="%d" patternUnits="userSpaceOnUse"%s><g class="%s" fill="%s">%s</g></pattern>`,
			id, p.tile, p.tile, turn, f.inkClass(), f.ink.Light, p.shape)
	}
	return id
}

// stripe is the width of the stripes by which doubt is drawn.
const stripe = 6

// hatch returns the id of stripes of those fills, which it defines at its first use.
func (c *canvas) hatch(fills []fill) string {
	var id strings.Builder
	id.WriteString(c.prefix + "h")
	for _, f := range fills {
		id.WriteString("-" + strings.TrimPrefix(f.class, "f-"))
	}
	if c.define(id.String()) {
		fmt.Fprintf(&c.defs, `<pattern id="%s" width="%d" height="%d" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">`, id.String(), stripe*len(fills), stripe*len(fills))
		for i, f := range fills {
			class, colour := f.class, f.Light
			if f.band != (paint{}) {
				class, colour = f.band.class, f.band.Light
			}
			fmt.Fprintf(&c.defs, `<rect class="%s" x="%d" width="%d" height="%d" fill="%s"/>`, class, i*stripe, stripe, stripe*len(fills), colour)
		}
		c.defs.WriteString(`</pattern>`)
	}
	return id.String()
}

// bandHeight is that of the band at the foot of a party's bar.
const bandHeight = 5.0

// fill fills a rectangle, given as attributes of its place along the width, with a
// value.
func (c *canvas) fill(place string, y, height float64, f fill, class string) {
	opacity := ""
	if f.class == "f-unknown" {
		opacity = ` fill-opacity=".22"`
	}
	c.printf(`<rect class="%s" %sy="%s" height="%s" fill="%s"%s/>`, strings.TrimSpace(f.class+" "+class), place, number(y), number(height), f.Light, opacity)
	if f.pattern != "" {
		c.printf(`<rect class="pattern" %sy="%s" height="%s" fill="url(#%s)" fill-opacity="%s"/>`, place, number(y), number(height), c.pattern(f), patternOpacity)
	}
	if f.band != (paint{}) {
		band := min(bandHeight, height/3)
		c.printf(`<rect class="%s" %sy="%s" height="%s" fill="%s"/>`, f.band.class, place, number(y+height-band), number(band), f.band.Light)
	}
}

// Initials returns the first letters of the words of a name, for a bar that is too short for
// the name: "SG" for the Syrian government, "ح س" in Arabic. Words of one or two small
// letters are left out.
func Initials(name string) string {
	var b strings.Builder
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == ' ' || r == '-' || r == '–' || r == '(' || r == ')' || r == '/' }) {
		word = strings.TrimPrefix(word, "ال")
		r, size := utf8.DecodeRuneInString(word)
		if size == 0 || len(word) <= 2 && 'a' <= r && r <= 'z' {
			continue
		}
		if b.Len() > 0 && r > 0x7f {
			b.WriteRune(' ')
		}
		b.WriteString(strings.ToUpper(string(r)))
	}
	return b.String()
}
