package draw

import (
	"fmt"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// A Strip is a crossing's own status over time as a single lane for a card on a page, whatever day it marks.
type Strip struct {
	Timeline
	drawn, defs string
}

// Strip draws the strip of a timeline. Strips that are to be compared need the same From and To.
func (t Timeline) Strip() (Strip, error) {
	s := Strip{Timeline: t}
	crossing, err := t.View.Lookup(t.Code)
	if err != nil {
		return s, err
	}
	segments, err := history(t.View, crossing.Code)
	if err != nil {
		return s, err
	}
	d := timeline{Timeline: t, scale: s.scale()}
	d.Refer, d.mute = nil, true
	d.prefix = t.Code + "-"
	bars, err := derivedLane(t.Language, t.View, crossing.Code, segments)
	if err != nil {
		return s, err
	}
	for _, b := range bars {
		d.bar(b)
	}
	s.drawn, s.defs = d.String(), d.defs.String()
	return s, nil
}

// Size returns about how many bytes the strip takes.
func (s Strip) Size() int { return len(s.drawn) + len(s.defs) + 1<<9 }

func (s Strip) scale() scale { return scale{s.From, s.To, words.RightToLeft(s.Language)} }

// Inline returns the strip with a marked day as an SVG element for a page; the zero Day marks none.
func (s Strip) Inline(on border.Day) string {
	scale := s.scale()
	var years canvas
	for i, day := range []border.Day{scale.from, scale.to} {
		year, _, _ := day.Date()
		x, anchor := startOf(scale.rightToLeft, "0", "100%"), "start"
		if i == 1 {
			x, anchor = startOf(!scale.rightToLeft, "0", "100%"), "end"
		}
		years.printf(`<text class="year" x="%s" y="%d" text-anchor="%s">%d</text>`, x, barHeight+15, anchor, year)
	}
	if !on.IsZero() {
		x := percent((scale.at(on) + scale.at(on.AddDays(1))) / 2)
		years.printf(`<line class="on" x1="%s" x2="%s" y1="-3" y2="%d"/>`, x, x, barHeight+3)
	}
	label := words.Of(s.Language, "Status from %d on, as it follows from both sides", yearOf(scale.from))
	return fmt.Sprintf(`<svg class="strip" width="100%%" height="%d" role="img" aria-label="%s" direction="%s"><defs>%s</defs>%s%s</svg>`,
		barHeight+18, escape(label), direction(s.Language), s.defs, s.drawn, years.String())
}

func yearOf(d border.Day) int {
	year, _, _ := d.Date()
	return year
}

// history collects the segments of a crossing.
func history(v border.View, code string) (segments []border.Segment, err error) {
	for s, err := range v.History(code) {
		if err != nil {
			return nil, err
		}
		segments = append(segments, s)
	}
	return segments, nil
}

// A Comparison is the drawing of all crossings of a view over the same time.
type Comparison struct {
	View     border.View
	Language edtf.Language
	On       border.Day // a day to mark; the zero Day marks none
	Today    border.Day

	// Refer gives the address at which the page of a crossing tells of a part; nil
	// makes no links.
	Refer func(code string, p Part) string
}

// Inline returns the comparison as an SVG element for a page.
func (c Comparison) Inline() (string, error) {
	var all []border.Claim
	for crossing := range c.View.Crossings() {
		claims, err := c.View.Claims(crossing.Code)
		if err != nil {
			return "", err
		}
		all = append(all, claims...)
	}
	from, to := Window(all, c.On, c.Today)
	d := timeline{
		Timeline: Timeline{View: c.View, Language: c.Language, On: c.On, Today: c.Today},
		scale:    scale{from, to, words.RightToLeft(c.Language)},
	}
	d.prefix = "c"
	d.axis()
	for crossing := range c.View.Crossings() {
		segments, err := history(c.View, crossing.Code)
		if err != nil {
			return "", err
		}
		bars, err := derivedLane(c.Language, c.View, crossing.Code, segments)
		if err != nil {
			return "", err
		}
		if c.Refer != nil {
			d.Refer = func(p Part) string { return c.Refer(crossing.Code, p) }
		}
		d.head(words.Crossing(c.Language, crossing))
		d.lane(words.Of(c.Language, "Status, as it follows from both sides"), bars)
		d.y += 6
		for _, side := range []border.Side{border.Syria, border.Iraq} {
			var track []border.Segment
			for _, s := range segments {
				if s.Side == side && s.Question == border.QuestionControl {
					track = append(track, s)
				}
			}
			d.lane(words.Of(c.Language, "Who controls it: %s", words.Side(c.Language, side)), lane(c.Language, c.View, track))
			d.y += 6
		}
		d.y += laneGap
	}
	d.today()
	return fmt.Sprintf(`<svg class="timeline" width="100%%" height="%s" role="group" aria-label="%s" direction="%s"><defs>%s</defs>%s</svg>`,
		number(d.y), escape(words.Of(c.Language, "The crossings over time")), direction(c.Language), d.defs.String(), d.String()), nil
}
