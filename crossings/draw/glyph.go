package draw

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
)

// Signs are drawn on a square of 16 by 16, in one colour. What they mean is told
// by their shape alone.
var signs = map[string]string{
	// A full round: everything passes.
	"open": `<path fill-rule="evenodd" d="M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1M4.3 8.3 7 11.1l5-5.7-1.3-1.1L7 8.5 5.6 7z"/>`,
	// A half round: some pass.
	"restricted": `<path fill-rule="evenodd" d="M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1m0 1.8v10.4a5.2 5.2 0 0 0 0-10.4"/>`,
	// A broken ring: now open, now closed.
	"intermittent": `<path d="M7 1.1v2.6a4.4 4.4 0 0 0-2.9 2.4L1.8 4.8A7 7 0 0 1 7 1.1m2 0a7 7 0 0 1 5.2 3.7l-2.3 1.3A4.4 4.4 0 0 0 9 3.7zM1 6.7l2.5 1.1a4.4 4.4 0 0 0 1.2 3.4L3 13.1a7 7 0 0 1-2-6.4m14 0a7 7 0 0 1-2 6.4l-1.7-1.9a4.4 4.4 0 0 0 1.2-3.4zM4.8 14.2l1.4-2.1a4.4 4.4 0 0 0 3.6 0l1.4 2.1a7 7 0 0 1-6.4 0"/>`,
	// A diamond: a trial.
	"trial": `<path d="M8 .6 15.4 8 8 15.4.6 8zm0 3.6L4.2 8 8 11.8 11.8 8z" fill-rule="evenodd"/>`,
	// A square with a bar: no entry.
	"closed": `<path fill-rule="evenodd" d="M2.5 1.5h11a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1m1.6 5v3h7.8v-3z"/>`,
	// A ring of dots: nobody has said.
	"unknown": `<path d="M8 .8a1.3 1.3 0 1 1 0 2.6 1.3 1.3 0 0 1 0-2.6m5.1 2.1a1.3 1.3 0 1 1 0 2.6 1.3 1.3 0 0 1 0-2.6M13.9 7a1.3 1.3 0 1 1 0 2.6 1.3 1.3 0 0 1 0-2.6M11 11.4a1.3 1.3 0 1 1 0 2.6 1.3 1.3 0 0 1 0-2.6m-6 0a1.3 1.3 0 1 1 0 2.6 1.3 1.3 0 0 1 0-2.6M2.1 7a1.3 1.3 0 1 1 0 2.6 1.3 1.3 0 0 1 0-2.6m.8-4.1a1.3 1.3 0 1 1 0 2.6 1.3 1.3 0 0 1 0-2.6"/>`,

	// A flag: who holds the side.
	"control": `<path d="M2.6 1h1.6v14H2.6zM5 1.6h8.6l-2.2 3.5 2.2 3.5H5z"/>`,

	"passage":       `<path d="M1 6.6h8V3l6 5-6 5V9.4H1z"/>`,
	"obstacle":      `<path fill-rule="evenodd" d="M8 1.4 15.4 14.6H.6zm-.9 4.4.3 4.6h1.2l.3-4.6zm.9 5.6a.95.95 0 1 0 0 1.9.95.95 0 0 0 0-1.9"/>`,
	"threat":        `<path d="m8 .6 1.7 4 4-1.8-1.8 4 4 1.7-4 1.7 1.8 4-4-1.8-1.7 3.4-1.7-3.4-4 1.8 1.8-4L.1 8.5l4-1.7-1.8-4 4 1.8z"/>`,
	"authorization": `<path fill-rule="evenodd" d="M3 1h7l3.5 3.5V15H3zm2.2 5.4v1.3h6V6.4zm0 3v1.3h6V9.4z"/>`,
}

// Sprite returns the signs that [Glyph] and [AgedGlyph] refer to, for the beginning of a page.
func Sprite() string {
	var b strings.Builder
	b.WriteString(`<svg width="0" height="0" class="unseen" aria-hidden="true">`)
	for _, name := range slices.Sorted(maps.Keys(signs)) {
		fmt.Fprintf(&b, `<symbol id="g-%s" viewBox="0 0 16 16">%s</symbol>`, name, signs[name])
	}
	for _, name := range slices.Sorted(maps.Keys(outlines)) {
		fmt.Fprintf(&b, `<symbol id="o-%s" viewBox="0 0 16 16">%s</symbol>`, name, outlines[name])
	}
	fmt.Fprintf(&b, `<symbol id="g-question" viewBox="0 0 16 16">%s</symbol></svg>`, question)
	return b.String()
}

// Glyph returns the sign of a status or of a kind of claim as an SVG for a page
// with the [Sprite], hidden from those who hear the page: the word beside it says
// the same.
func Glyph(name string) string {
	class := "v-" + name
	if _, ok := statusColours[name]; !ok {
		class = "sign " + name
	}
	return fmt.Sprintf(`<svg class="glyph %s" width="16" height="16" aria-hidden="true"><use href="#g-%s"/></svg>`, class, name)
}

// Swatch returns a square of a party's colour, hidden from those who hear the
// page.
func Swatch(party border.Party) string {
	_, class := ColourOf(border.QuestionControl, party.String())
	return fmt.Sprintf(`<svg class="glyph" width="16" height="16" aria-hidden="true"><rect class="%s" x="2" y="2" width="12" height="12" rx="3"/></svg>`, class)
}
