package draw

import (
	"slices"
	"unicode/utf8"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
)

// A sample is what a legend explains, with its name.
type sample struct {
	draw func(x, y float64)
	name string
}

// Measures of a legend, in pixels.
const (
	sampleWidth  = 28.0
	sampleHeight = 15.0
	legendLine   = 22.0
	legendLetter = 6.6 // the mean width of a letter
)

// legend says what the fills of a timeline that stands alone mean: statuses, the
// parties of its window, doubt, and what is known no longer.
func (t *timeline) legend(segments []border.Segment) {
	t.head(words.Of(t.Language, "How to read it"))
	t.samples(t.statusSamples())
	t.samples(t.partySamples(segments))
	t.samples(t.doubtSamples())
	t.y += 4
}

// samples draws a line of samples with their names, and more lines where one does
// not do.
func (t *timeline) samples(list []sample) {
	const width = 1120.0
	x := 0.0
	for _, s := range list {
		room := sampleWidth + 6 + float64(utf8.RuneCountInString(s.name))*legendLetter + 16
		if x > 0 && x+room > width {
			x = 0
			t.y += legendLine
		}
		left, text := x, x+sampleWidth+6
		if t.rightToLeft {
			left, text = width-x-sampleWidth, width-x-sampleWidth-6
		}
		s.draw(left, t.y)
		t.printf(`<text x="%s" y="%s" fill="#1c232b">%s</text>`, number(text), number(t.y+12), escape(s.name))
		x += room
	}
	t.y += legendLine
}

// samplePlace returns the attributes of the place of a sample.
func samplePlace(x float64) string {
	return `x="` + number(x) + `" width="` + number(sampleWidth) + `" `
}

func (t *timeline) statusSamples() (list []sample) {
	for _, s := range []border.Status{border.Open, border.Restricted, border.Intermittent, border.Trial, border.Closed} {
		f := fillOf(border.QuestionStatus, s.String())
		list = append(list, sample{func(x, y float64) {
			t.fill(samplePlace(x), y, sampleHeight, f, "")
			t.printf(`<g class="%s" fill="%s" transform="translate(%s %s) scale(.7)">%s</g>`, f.inkClass(), f.ink.Light, number(x+8.4), number(y+1.9), signs[s.String()])
		}, words.Name(t.Language, s)})
	}
	return list
}

// partySamples are of the parties that may have held a side within the window.
func (t *timeline) partySamples(segments []border.Segment) (list []sample) {
	var seen []border.Party
	for _, s := range segments {
		inside := (s.To.IsZero() || !s.To.Before(t.scale.from)) && (s.From.IsZero() || !s.From.After(t.scale.to))
		if s.Question != border.QuestionControl || !inside {
			continue
		}
		for party := range s.Control().Possible() {
			if party == border.UnknownParty || slices.Contains(seen, party) {
				continue
			}
			seen = append(seen, party)
			f := fillOf(border.QuestionControl, party.String())
			name := words.Party(t.Language, t.View, party)
			if initials := Initials(words.ShortParty(t.Language, t.View, party)); utf8.RuneCountInString(initials) > 1 {
				name += " (" + initials + ")"
			}
			list = append(list, sample{func(x, y float64) { t.fill(samplePlace(x), y, sampleHeight, f, "") }, name})
		}
	}
	return list
}

func (t *timeline) doubtSamples() []sample {
	open, closed := fillOf(border.QuestionStatus, "open"), fillOf(border.QuestionStatus, "closed")
	return []sample{
		{func(x, y float64) {
			t.printf(`<rect %sy="%s" height="%s" fill="url(#%s)"/>`, samplePlace(x), number(y), number(sampleHeight), t.hatch([]fill{open, closed}))
		}, words.Of(t.Language, "one or the other")},
		{func(x, y float64) {
			t.fill(samplePlace(x), y, sampleHeight/2, open, "")
			t.fill(samplePlace(x), y+sampleHeight/2, sampleHeight/2, closed, "")
		}, words.Of(t.Language, "sources contradict each other")},
		{func(x, y float64) {
			t.fill(samplePlace(x), y, sampleHeight, open, "")
			t.printf(`<rect %sy="%s" height="%s" fill="#fff" fill-opacity=".5"/>`, samplePlace(x), number(y), number(sampleHeight))
		}, words.Of(t.Language, "last known, not attested since")},
	}
}
