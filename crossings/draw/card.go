package draw

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// Size of a card, in pixels: that which messengers show beside a link.
const (
	CardWidth  = 1200
	CardHeight = 630
)

// A Card is a picture to be shown beside a link, as messengers do. It tells the answer on a
// day for one crossing, or for all if it has no Code. The zero Card has no view and is not
// valid.
type Card struct {
	View     border.View
	Code     string
	On       border.Day
	Today    border.Day // a day after it is still to come
	Language edtf.Language
	Credit   string // who made the claims; "" if that is not said
}

// Inline returns the card as SVG.
func (k Card) Inline() (string, error) {
	var c canvas
	l := k.Language
	c.printf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="system-ui, 'Noto Sans', 'Noto Sans Arabic', sans-serif" font-size="30" direction="%s">`,
		CardWidth, CardHeight, CardWidth, CardHeight, alone(l))
	c.printf(`<rect width="%d" height="%d" fill="#fff"/><rect width="%d" height="84" fill="#23303d"/>`, CardWidth, CardHeight, CardWidth)
	k.text(&c, 54, 30, "#fff", words.Of(l, "Syria–Iraq crossings")+" · "+words.Day(l, k.On))
	if k.Code == "" {
		top := 120.0
		for s := range k.View.States(k.On) {
			if err := k.row(&c, s, top, false); err != nil {
				return "", err
			}
			top += 112
		}
	} else {
		s, err := k.View.At(k.Code, k.On)
		if err != nil {
			return "", err
		}
		if err := k.row(&c, s, 130, true); err != nil {
			return "", err
		}
		k.sides(&c, s)
	}
	reach := ""
	if through := k.View.Through().Reported; !through.IsZero() {
		reach = words.Of(l, "The claims of this view reach to %s.", words.Day(l, through)) + " "
	}
	k.text(&c, 600, 22, "#5a6472", reach+k.Credit)
	c.WriteString(`</svg>`)
	return c.String(), nil
}

// row writes a crossing's name, its status and how old the word is, beside its sign.
func (k Card) row(c *canvas, s border.State, top float64, large bool) error {
	l := k.Language
	info, err := k.View.Lookup(s.Crossing)
	if err != nil {
		return err
	}
	name, answer, sign := 34.0, 34.0, 4.0
	if large {
		name, answer, sign = 56, 56, 7
	}
	left := 50.0
	if words.RightToLeft(l) {
		left = CardWidth - 50 - 16*sign
	}
	value, fresh := s.Status.Value.String(), border.FreshnessOf(s.Attested(), k.On, border.Day{})
	if n := len(words.DerivedValues(l, s.Status)); n > 1 || k.On.After(k.Today) {
		fresh = border.NotAttested // a sign would look surer than it is
	}
	paint := paintOf(border.QuestionStatus, value)
	c.printf(`<g transform="translate(%s %s) scale(%s)">%s</g>`, number(left), number(top+name*.3), number(sign), agedSign(paint.Colour, paint.class, value, fresh))
	in := 50 + 16*sign + 30
	k.textAt(c, in, top+name, name, "#1c232b", words.Crossing(l, info))
	text := words.Derived(l, s.Status)
	if s.IsLastKnown() {
		text = words.Of(l, "last known: %s", text)
	}
	y := top + name + answer*1.35
	if large {
		k.textAt(c, in, y, answer, "#1c232b", text)
		if day := s.Attested(); !day.IsZero() {
			k.textAt(c, in, y+52, 32, "#4a5360", words.Of(l, "last attested %s, %s", words.Day(l, day), words.Ago(l, k.On, day)))
		}
		return nil
	}
	if day := s.Attested(); !day.IsZero() {
		text += " · " + words.Of(l, "last attested %s", words.Day(l, day))
	}
	k.textAt(c, in, y, answer*.8, "#4a5360", text)
	return nil
}

// sides writes who holds each side of a crossing, and whether it is open.
func (k Card) sides(c *canvas, s border.State) {
	l, y := k.Language, 430.0
	for _, side := range []border.Side{border.Syria, border.Iraq} {
		of := s.Side(side)
		status := possible(of.Status, func(s border.Status) string { return words.Status(l, s) })
		party := possible(of.Control, func(p border.Party) string { return words.Party(l, k.View, p) })
		text := fmt.Sprintf("%s: %s · %s", words.Side(l, side), words.Or(l, status), words.Or(l, party))
		k.text(c, y, 36, "#1c232b", text)
		y += 62
	}
}

// possible returns the values that a finding allows, the best first.
func possible[V border.Party | border.Status](f border.Finding[V], word func(V) string) []string {
	list := []string{word(f.Value)}
	for v := range f.Possible() {
		if v != f.Value {
			list = append(list, word(v))
		}
	}
	return list
}

// text writes a line across the card.
func (k Card) text(c *canvas, y, size float64, colour, text string) {
	k.textAt(c, 50, y, size, colour, strings.TrimSpace(text))
}

// textAt writes a line that begins some way from the edge, smaller if it would not fit.
func (k Card) textAt(c *canvas, in, y, size float64, colour, text string) {
	const wide = .56 // a letter, of its size, on the average
	if room := (CardWidth - in - 40) / (wide * float64(max(1, utf8.RuneCountInString(text)))); size > room {
		size = room
	}
	x := in
	if words.RightToLeft(k.Language) {
		x = CardWidth - in
	}
	c.printf(`<text x="%s" y="%s" font-size="%s" fill="%s" text-anchor="start">%s</text>`, number(x), number(y), number(size), colour, escape(text))
}
