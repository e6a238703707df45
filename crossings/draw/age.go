package draw

import (
	"fmt"

	"github.com/crossingstatus/border"
)

// outlines are the signs of answers of which nobody has spoken for long: hollow, and without the
// tick that says that all is well.
var outlines = map[string]string{
	"open":         `<circle cx="8" cy="8" r="6.2"/>`,
	"restricted":   `<path d="M8 1.8a6.2 6.2 0 0 1 0 12.4 6.2 6.2 0 0 1 0-12.4v12.4"/>`,
	"intermittent": `<circle cx="8" cy="8" r="6.2" stroke-dasharray="5 2.8"/>`,
	"trial":        `<path d="M8 1.4 14.6 8 8 14.6 1.4 8z"/>`,
	"closed":       `<path d="M2.2 2.2h11.6v11.6H2.2zM5 8h6"/>`,
	"obstacle":     `<path d="M8 2 14.4 14H1.6z"/>`,
}

// question is the sign of what nobody has said, and of days that no claim reaches.
const question = `<path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" d="M4.9 5.3a3.1 3.1 0 1 1 4.9 2.5C8.6 8.6 8 9.2 8 10.6"/><circle cx="8" cy="13.6" r="1.3" fill="currentColor"/>`

// AgedGlyph returns the sign of a status or of an obstacle, as [Glyph] does, drawn by the age
// of the last report: full if it is current or recent, pale if it is ageing, and hollow if it
// is stale. If there was no report, or the status is unknown, it is a question mark.
func AgedGlyph(name string, fresh border.Freshness) string {
	class, symbol := "v-"+name, "g-"+name
	if name == "obstacle" {
		class = "v-restricted"
	}
	switch _, ok := outlines[name]; {
	case fresh == border.NotAttested || !ok:
		class, symbol = "ask", "g-question"
	case fresh == border.Stale:
		class, symbol = class+" old", "o-"+name
	case fresh == border.Ageing:
		class += " pale"
	}
	return fmt.Sprintf(`<svg class="glyph %s" width="16" height="16" aria-hidden="true"><use href="#%s"/></svg>`, class, symbol)
}

// agedSign returns the same sign for a drawing, in the colour of its status.
func agedSign(c Colour, class, name string, fresh border.Freshness) string {
	switch outline, ok := outlines[name]; {
	case fresh == border.NotAttested || !ok:
		return fmt.Sprintf(`<g color="#5a6472">%s</g>`, question)
	case fresh == border.Stale:
		return fmt.Sprintf(`<g class="%s old" fill="none" stroke="%s" stroke-width="1.5">%s</g>`, class, c.Light, outline)
	case fresh == border.Ageing:
		return fmt.Sprintf(`<g class="%s" fill="%s" opacity="0.5">%s</g>`, class, c.Light, signs[name])
	}
	return fmt.Sprintf(`<g class="%s" fill="%s">%s</g>`, class, c.Light, signs[name])
}
