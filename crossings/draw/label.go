package draw

import (
	"strings"
	"unicode/utf8"
)

// A width is one in pixels for which labels are chosen.
type width struct {
	class string
	of    float64
}

// pageWidths are those of a phone, a tablet, a desk. A page's style shows the labels
// of one of them.
var pageWidths = []width{{"fn", 340}, {"fm", 680}, {"fw", 1080}}

// widths returns those at which the drawing may be seen: one that stands alone has
// no style to choose by, and is as wide as it is.
func (t *timeline) widths() []width {
	if t.alone {
		return []width{{"fw", 1120}}
	}
	return pageWidths
}

// name writes the value into its bar, at those widths at which it fits.
func (t *timeline) name(b bar) {
	if len(b.values) != 1 {
		return
	}
	first, last, pale := b.from, b.to, false
	if last.IsZero() {
		last = t.to
	}
	if !b.attested.IsZero() && b.to.IsZero() {
		last = b.attested // the name does not run into the pale part
		if last.Sub(first) < t.to.Sub(last) {
			first, last, pale = b.attested, t.to, true
		}
	}
	left, width, ok := t.box(first, last)
	if !ok {
		return
	}
	sign := 0.0
	if b.sign != "" {
		sign = 19
	}
	t.nameAt(b, pale, left, width, sign)
}

func (t *timeline) nameAt(b bar, pale bool, left, width, sign float64) {
	name := b.name
	room := func(text string) float64 { return float64(utf8.RuneCountInString(text))*6.7 + 14 + sign }
	class, alone := "", ""
	for _, w := range t.widths() {
		has := width / 100 * w.of
		switch {
		case has >= room(name):
			class += " " + w.class
		case sign > 0 && has >= 22:
			alone += " " + w.class
		}
	}
	ink, fill := b.values[0].inkClass(), b.values[0].ink.Light
	if pale {
		ink, fill = "on-pale", "#1c232b"
	}
	x, dx := left, 1.0
	if t.rightToLeft {
		x, dx = left+width, -1
	}
	if class != "" {
		t.printf(`<g class="fit%s">`, class)
		if sign > 0 {
			t.printf(`<svg x="%s" y="%s" overflow="visible"><g class="%s" fill="%s" transform="translate(%s 5) scale(.875)">%s</g></svg>`,
				percent(x), number(t.y), ink, fill, number(startNumber(t.rightToLeft, 7, -21)), signs[b.sign])
		}
		t.printf(`<text class="%s" x="%s" dx="%s" y="%s" fill="%s" text-anchor="start">%s</text></g>`,
			ink, percent(x), number(dx*(7+sign)), number(t.y+16), fill, escape(name))
	}
	if alone != "" {
		t.printf(`<svg class="fit%s" x="%s" y="%s" overflow="visible"><g class="%s" fill="%s" transform="translate(-7 5) scale(.875)">%s</g></svg>`,
			alone, percent(left+width/2), number(t.y), ink, fill, signs[b.sign])
	}
	for _, short := range []string{b.short, b.initials} {
		if short != "" && short != name {
			class += t.shortName(short, ink, fill, left, width, class)
		}
	}
}

// shortName writes a short form of a name at those widths at which it fits and no
// longer one does, and returns their classes.
func (t *timeline) shortName(short, ink, fill string, left, width float64, fits string) string {
	var class strings.Builder
	for _, w := range t.widths() {
		if !containsWord(fits, w.class) && width/100*w.of >= float64(utf8.RuneCountInString(short))*7.5+10 {
			class.WriteString(" " + w.class)
		}
	}
	if class.String() == "" {
		return ""
	}
	x, dx := left, 5.0
	if t.rightToLeft {
		x, dx = left+width, -5
	}
	t.printf(`<g class="fit%s"><text class="%s" x="%s" dx="%s" y="%s" fill="%s" text-anchor="start">%s</text></g>`,
		class.String(), ink, percent(x), number(dx), number(t.y+16), fill, escape(short))
	return class.String()
}

func startNumber(rightToLeft bool, left, right float64) float64 {
	if rightToLeft {
		return right
	}
	return left
}
