package draw

import (
	"fmt"
	"io"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
)

// A Timeline is the drawing of what the claims of a view say of a crossing over
// time: for the crossing and for each side whether it was open, for each side
// who controlled it, what sources said of it, plans, and notices.
//
// A vague edge is drawn as vague, hatched over the days in question; rivals in a
// dispute lie side by side; a value that was not attested lately is paler
// after its last attested day.
type Timeline struct {
	View     border.View
	Code     string // of the crossing
	Language edtf.Language
	From, To border.Day // the days to show; zero: [Window] decides
	On       border.Day // a day to mark; the zero Day marks none
	Today    border.Day // nothing is drawn as known after it; zero: today at the border

	// Credit is a line about source and licence, under a picture that stands alone.
	Credit string

	// Refer gives the address at which a page tells of a part, to which the part
	// leads; nil makes no links.
	Refer func(Part) string
}

// A Part is a part of a drawing that can be a link: an answer, or a claim. The zero Part is
// none.
type Part struct {
	Side     border.Side // 0: the crossing as a whole
	Question border.Question
	Day      border.Day // the first day of the answer that is drawn
	Claim    uuid.UUID  // uuid.Nil for an answer
}

// Heights of the rows, in pixels.
const (
	axisHeight  = 24
	headHeight  = 24
	labelHeight = 17
	barHeight   = 24
	markHeight  = 13
	laneGap     = 12
	planHeight  = 15
)

// Window returns the days that a timeline shows if no others are asked for: from the beginning
// of a year, so that all claims but the first few are shown, to today or to the day asked about.
func Window(claims []border.Claim, on, today border.Day) (from, to border.Day) {
	return WindowFrom(Beginning(claims), on, today)
}

// WindowFrom returns the window of claims of which [Beginning] is known.
func WindowFrom(beginning, on, today border.Day) (from, to border.Day) {
	to = later(on, today)
	from = to.AddDays(-3650)
	if !beginning.IsZero() {
		from = earlier(beginning, from)
	}
	if !on.IsZero() {
		from = earlier(from, on)
	}
	year, _, _ := from.Date()
	return border.Date(year, 1, 1), to
}

// Beginning returns the day before which the first few claims of facts begin; the zero Day if none has a day.
func Beginning(claims ...[]border.Claim) border.Day {
	var days []border.Day
	for _, list := range claims {
		for _, c := range list {
			if !c.Kind.MakesState() || !c.Modality.IsFact() {
				continue
			}
			if d := border.SpanOf(c.When).Earliest; !d.IsZero() {
				days = append(days, d)
			}
		}
	}
	if len(days) == 0 {
		return border.Day{}
	}
	slices.SortFunc(days, border.Day.Compare)
	return days[len(days)/12]
}

// timeline is a Timeline in the making.
type timeline struct {
	canvas
	Timeline
	scale
	y     float64
	mute  bool // parts tell nothing of themselves
	alone bool // a file of its own, with no page around it
	dense bool // there are too many marks for one to be hit
}

// Inline returns the timeline as an SVG element for a page.
func (t Timeline) Inline() (string, error) {
	lanes, err := t.Lanes()
	if err != nil {
		return "", err
	}
	return lanes.Inline(t.On, t.Refer)
}

// WriteTo writes the timeline as a file of its own.
func (t Timeline) WriteTo(w io.Writer) (int64, error) {
	t.Refer = nil
	svg, err := t.Inline()
	if err != nil {
		return 0, err
	}
	n, err := io.WriteString(w, svg)
	return int64(n), err
}

// days returns the first and the last day to show.
func (t Timeline) days(claims []border.Claim) (from, to border.Day, err error) {
	from, to = Window(claims, t.On, t.Today)
	if !t.From.IsZero() {
		from = t.From
	}
	if !t.To.IsZero() {
		to = t.To
	}
	if to.Before(from) {
		return from, to, fmt.Errorf("the timeline's last day %s is before its first %s", to, from)
	}
	return from, to, nil
}

// laneLabel returns what the lane of a question is called.
func laneLabel(l edtf.Language, q border.Question) string {
	if q == border.QuestionControl {
		return words.Of(l, "Who controls it")
	}
	return words.Of(l, "Whether it is open")
}

// beginning returns the first day of which a claim may speak, by which the parts
// of a row follow one another.
func beginning(c border.Claim) border.Day {
	return border.SpanOf(c.When).Earliest
}

// sideHead returns the heading of a side: "Syrian side · Al-Bukamal".
func sideHead(l edtf.Language, c border.Crossing, side border.Side) string {
	head := words.Side(l, side)
	if town := c.Place(side).Town.In(words.Tag(l)); town != "" {
		head += " · " + town
	}
	return head
}

// finish puts the parts together. The drawing is as wide as its place on a page,
// and 1120 pixels where it stands alone.
func (t *timeline) finish(title string) string {
	t.today()
	height := number(t.y)
	head := fmt.Sprintf(`<svg class="timeline" width="100%%" height="%s" role="group" aria-label="%s" direction="%s">`, height, escape(title), direction(t.Language))
	if t.alone {
		head = fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" class="timeline" width="1120" height="%s" viewBox="-16 -40 1152 %s" font-family="system-ui, 'Noto Sans', 'Noto Sans Arabic', sans-serif" font-size="12" role="img" aria-label="%s" direction="%s"><rect x="-16" y="-40" width="1152" height="%s" fill="#fff"/><text x="%s" y="-16" font-size="18" font-weight="600" fill="#1c232b" text-anchor="start">%s</text><svg x="0" y="0" width="1120" height="%s" overflow="visible">`,
			number(t.y+72), number(t.y+72), escape(title), alone(t.Language), number(t.y+72), startOf(t.rightToLeft, "0", "1120"), escape(title), height)
		return head + "<defs>" + t.defs.String() + "</defs>" + t.String() + "</svg>" + t.reach() + "</svg>\n"
	}
	return head + "<defs>" + t.defs.String() + "</defs>" + t.String() + "</svg>"
}

// reach says under a picture that stands alone how far the claims go, and whence they
// come.
func (t *timeline) reach() string {
	var c canvas
	line := func(y float64, text string) {
		c.printf(`<text x="%s" y="%s" fill="#5a6472" text-anchor="start">%s</text>`, startOf(t.rightToLeft, "0", "1120"), number(y), escape(text))
	}
	if through := t.View.Through().Reported; !through.IsZero() {
		line(t.y+8, words.Of(t.Language, "The claims of this view reach to %s.", words.Day(t.Language, through)))
	}
	line(t.y+24, t.Credit)
	return c.String()
}

// alone returns the direction and, where it is not English, the language of a picture that stands in no page.
func alone(l edtf.Language) string {
	if l == edtf.English {
		return direction(l)
	}
	return direction(l) + `" lang="` + words.Tag(l)
}

func direction(l edtf.Language) string {
	if words.RightToLeft(l) {
		return "rtl"
	}
	return "ltr"
}

// startOf returns the place at which lines of text begin.
func startOf(rightToLeft bool, left, right string) string {
	if rightToLeft {
		return right
	}
	return left
}

func (t *timeline) start() string { return startOf(t.rightToLeft, "0", "100%") }

// axis draws the marks of time. Their lines go down through the whole drawing,
// which is higher than any.
func (t *timeline) axis() {
	for _, k := range t.ticks(t.Language) {
		class := "tick"
		if k.minor {
			class = "tick minor"
		}
		at := t.at(k.day)
		x, label := percent(at), k.label
		if left := 100 - at; !t.rightToLeft && left < 3 || t.rightToLeft && at < 3 {
			label = "" // there is no room for it
		}
		anchor := "start"
		t.printf(`<g class="%s"><line x1="%s" x2="%s" y1="%d" y2="4000" stroke="#d9dee5"/><text x="%s" dx="%s" y="13" fill="#5a6472" text-anchor="%s">%s</text></g>`,
			class, x, x, 3, x, startOf(t.rightToLeft, "4", "-4"), anchor, escape(label))
	}
	t.y = axisHeight
}

func (t *timeline) head(text string) {
	t.printf(`<text class="head" x="%s" y="%s" font-size="14" font-weight="600" fill="#1c232b">%s</text>`, t.start(), number(t.y+15), escape(text))
	t.y += headHeight
}

func (t *timeline) label(text string) {
	t.printf(`<text class="label" x="%s" y="%s" fill="#5a6472">%s</text>`, t.start(), number(t.y+11), escape(text))
	t.y += labelHeight
}

// part opens what tells of itself: a link to the passage on the page, or a group.
func (t *timeline) part(p Part, class, told string) (end string) {
	if t.Refer != nil {
		t.printf(`<a class="part %s" href="%s" aria-label="%s">`, class, escape(t.Refer(p)), escape(told))
		return "</a>"
	}
	t.printf(`<g class="part %s"><title>%s</title>`, class, escape(told))
	return "</g>"
}

// lane draws the bars of a question.
func (t *timeline) lane(label string, bars []bar) {
	t.label(label)
	t.printf(`<g class="row" role="group" aria-label="%s">`, escape(label))
	for _, b := range bars {
		t.bar(b)
	}
	t.printf(`</g><g class="names" aria-hidden="true">`)
	for i := 0; i < len(bars); {
		run := bars[i]
		for i++; i < len(bars) && alike(bars[i], run); i++ {
			run.to, run.attested = bars[i].to, bars[i].attested
		}
		t.name(run)
	}
	t.printf(`</g>`)
	t.y += barHeight
}

// alike reports whether two bars look the same and may share a name.
func alike(a, b bar) bool {
	return a.name == b.name && a.rival == b.rival && slices.Equal(a.values, b.values)
}

// bar draws a run of days with one answer.
func (t *timeline) bar(b bar) {
	last := b.to
	if last.IsZero() {
		last = t.to
	}
	left, width, ok := t.box(b.from, last)
	if !ok {
		return
	}
	end := ""
	if !t.mute {
		b.part.Day = later(b.from, t.from)
		end = t.part(b.part, "bar", words.Run(t.Language, b.from, b.to)+": "+b.said)
	}
	box := fmt.Sprintf(`x="%s" width="%s" `, percent(left), percent(width))
	switch {
	case len(b.values) == 1:
		t.canvas.fill(box, t.y, barHeight, b.values[0], "")
	case b.rival:
		band := barHeight / float64(len(b.values))
		for i, p := range b.values {
			t.canvas.fill(box, t.y+float64(i)*band, band, p, "rival")
		}
	default:
		t.printf(`<rect %sy="%s" height="%d" fill="url(#%s)" class="vague"/>`, box, number(t.y), barHeight, t.hatch(b.values))
	}
	t.pale(b)
	t.WriteString(end)
}

// pale covers the days of the last answer after the one on which it was last
// attested.
func (t *timeline) pale(b bar) {
	if !b.to.IsZero() || b.attested.IsZero() {
		return
	}
	if left, width, ok := t.box(b.attested.AddDays(1), t.to); ok {
		t.printf(`<rect class="pale" x="%s" width="%s" y="%s" height="%d" fill="#fff" fill-opacity=".5"/>`,
			percent(left), percent(width), number(t.y), barHeight)
	}
}

// today marks the day asked about, and the last day of what was known.
func (t *timeline) today() {
	mark := func(d border.Day, class, dash, label string) {
		if d.IsZero() || d.Before(t.from) || d.After(t.to) {
			return
		}
		x := percent((t.at(d) + t.at(d.AddDays(1))) / 2)
		t.printf(`<g class="%s"><title>%s</title><line x1="%s" x2="%s" y1="18" y2="%s" stroke="#1c232b" stroke-width="1.5" stroke-dasharray="%s"/></g>`,
			class, escape(label), x, x, number(t.y), dash)
	}
	mark(t.On, "on", "none", words.Of(t.Language, "the day asked about: %s", words.Day(t.Language, t.On)))
	mark(t.View.Known(), "known", "2 4", words.Of(t.Language, "as known by %s", words.Day(t.Language, t.View.Known())))
}
