package draw

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
)

func containsWord(list, word string) bool { return slices.Contains(strings.Fields(list), word) }

// days returns the days within which something said to be at a date lies; a zero
// day is an open or unknown end.
func days(d edtf.Date) (first, last border.Day) {
	span := border.SpanOf(d)
	return span.Earliest, span.Latest
}

// told returns who says what in a claim: "Reuters, via Dawn: closed, 4 November
// 2004".
func told(l edtf.Language, v border.View, c border.Claim) string {
	text := words.Source(l, v, c.Source) + ": "
	if c.Modality != border.Reported {
		text += words.Name(l, c.Modality) + ": "
	}
	return text + words.ClaimValue(l, v, c).String() + words.Of(l, ", ") + c.When.Words(l)
}

// marks draws, under a lane, each claim of a fact about its question: a stroke
// for a change, a dot for a sighting, a bracket for an episode, a cross for a
// denial, each as wide as its dates are vague.
func (t *timeline) marks(claims []border.Claim, side border.Side, q border.Question) {
	kind := border.KindStatus
	if q == border.QuestionControl {
		kind = border.KindControl
	}
	label := words.Of(t.Language, "What was said of it")
	if t.dense {
		t.strokes(label, claims, func(c border.Claim) bool { return isMark(c, kind) && (c.Side == side || c.Side == border.Both) },
			func(c border.Claim) paint { return paintOf(q, c.Value) })
		t.y += markHeight
		return
	}
	t.printf(`<g class="row marks" role="group" aria-label="%s">`, escape(label))
	y := t.y + 7
	for _, c := range claims {
		if !isMark(c, kind) || c.Side != side && c.Side != border.Both {
			continue
		}
		first, last := days(c.When)
		left, width, ok := t.box(first, last)
		if !ok {
			continue
		}
		p := paintOf(q, c.Value)
		end := t.part(Part{Claim: c.ID}, "mark", told(t.Language, t.View, c))
		x, right := percent(left), percent(left+width)
		middle := percent(left + width/2)
		isEpisode := isEpisode(c)
		if width > .3 {
			t.printf(`<line class="%s line" x1="%s" x2="%s" y1="%s" y2="%s" stroke="%s" stroke-width="2"/>`, p.class, x, right, number(y), number(y), p.Light)
		}
		switch {
		case c.Modality == border.Denied:
			t.printf(`<svg x="%s" y="%s" overflow="visible"><path class="%s line" d="m-3-3 6 6m0-6-6 6" stroke="%s" stroke-width="1.6"/></svg>`, middle, number(y), p.class, p.Light)
		case c.Edge == border.Seen:
			t.printf(`<circle class="%s" cx="%s" cy="%s" r="3" fill="%s"/>`, p.class, middle, number(y), p.Light)
		case isEpisode:
			for _, e := range []string{x, right} {
				t.printf(`<line class="%s line" x1="%s" x2="%s" y1="%s" y2="%s" stroke="%s" stroke-width="2"/>`, p.class, e, e, number(y-4), number(y+4), p.Light)
			}
		default:
			t.printf(`<svg x="%s" y="%s" overflow="visible"><rect class="%s" x="-1.5" y="-5" width="3" height="10" rx="1" fill="%s"/></svg>`, middle, number(y), p.class, p.Light)
		}
		t.WriteString(end)
	}
	t.WriteString(`</g>`)
	t.y += markHeight
}

// notices draws what is shown beside the state: a row of signs for each kind.
func (t *timeline) notices(claims []border.Claim) {
	kinds := []border.Kind{border.KindPassage, border.KindAuthorization, border.KindObstacle, border.KindThreat}
	t.head(words.Of(t.Language, "Notices"))
	for _, kind := range kinds {
		label := words.Name(t.Language, kind)
		t.label(label)
		if t.dense {
			t.strokes(label, claims, func(c border.Claim) bool { return isMark(c, kind) }, func(border.Claim) paint {
				return paint{Colour{Light: "#5a6472"}, "sign"}
			})
			t.y += 20
			continue
		}
		t.printf(`<g class="row notices" role="group" aria-label="%s">`, escape(label))
		for _, c := range claims {
			if !isMark(c, kind) {
				continue
			}
			first, last := days(c.When)
			left, width, ok := t.box(first, last)
			if !ok {
				continue
			}
			end := t.part(Part{Claim: c.ID}, "mark", told(t.Language, t.View, c))
			y := t.y + 8
			x := left
			if t.rightToLeft {
				x = left + width
			}
			if width > .3 {
				t.printf(`<line class="sign line" x1="%s" x2="%s" y1="%s" y2="%s" stroke="#5a6472" stroke-width="1.5" stroke-opacity=".5"/>`, percent(left), percent(left+width), number(y), number(y))
			} else {
				x = left + width/2
			}
			t.printf(`<svg x="%s" y="%s" overflow="visible"><g class="sign" fill="#5a6472" transform="%s">%s</g></svg>`, percent(x), number(y), signPlace(kind, t.rightToLeft), signs[kind.String()])
			t.WriteString(end)
		}
		t.WriteString(`</g>`)
		t.y += 20
	}
}

// signPlace puts the middle of a sign in place; an arrow points along time.
func signPlace(k border.Kind, rightToLeft bool) string {
	if k == border.KindPassage && rightToLeft {
		return "translate(6 -6) scale(-.75 .75)"
	}
	return "translate(-6 -6) scale(.75)"
}

// A ghost is a plan as it is drawn.
type ghost struct {
	border.Plan
	said       border.Claim
	from, last border.Day // the days over which it is drawn
	due, came  border.Day // its last due day, and the day on which it came true
}

// plans draws plans as ghosts: a dotted line from the day on which the plan was
// told to the days for which it was, and on to the day on which it came true, if
// it did, or to today, if it is overdue.
func (t *timeline) plans(code string, claims []border.Claim, segments []border.Segment) error {
	on := t.Today
	if !t.On.IsZero() {
		on = t.On
	}
	list, err := t.View.Plans(code, on)
	if err != nil || len(list) == 0 {
		return err
	}
	said := map[string]border.Claim{}
	for _, c := range claims {
		said[c.ID.String()] = c
	}
	t.head(words.Of(t.Language, "Plans"))
	t.printf(`<g class="row plans" role="group" aria-label="%s">`, escape(words.Of(t.Language, "Plans")))
	var ghosts []ghost
	for _, p := range list {
		g := ghost{Plan: p, said: said[p.Claim.String()]}
		g.from = border.SpanOf(p.Reported).Earliest
		g.due = p.Due.Latest
		g.last = later(p.Due.Latest, g.from)
		switch {
		case p.Slip.Known:
			g.came = p.Due.Latest.AddDays(p.Slip.Most)
			g.last = later(g.last, g.came)
		case p.MetBy != uuid.Nil:
			g.came = cameTrue(p, g.from, segments)
			g.last = later(g.last, g.came)
		case p.Outcome == border.Overdue || p.Due.Latest.IsZero():
			g.last = later(g.last, earlier(on, t.scale.to))
		}
		if !g.last.Before(t.scale.from) && !g.from.After(t.scale.to) {
			ghosts = append(ghosts, g)
		}
	}
	slices.SortStableFunc(ghosts, func(x, y ghost) int { return x.from.Compare(y.from) })
	var rows [][]ghost
	for _, g := range ghosts {
		gap := t.scale.to.Sub(t.scale.from) / 45
		row := slices.IndexFunc(rows, func(r []ghost) bool { return r[len(r)-1].last.AddDays(gap).Before(g.from) })
		if row < 0 {
			rows, row = append(rows, nil), len(rows)
		}
		rows[row] = append(rows[row], g)
	}
	for _, row := range rows {
		for _, g := range row {
			t.ghost(g)
		}
		t.y += planHeight
	}
	t.WriteString(`</g>`)
	t.y += laneGap
	return nil
}

// cameTrue returns the first day, from the one on which a plan was told, on which
// its value was that of each side that it is about.
func cameTrue(p border.Plan, from border.Day, segments []border.Segment) (came border.Day) {
	for _, side := range []border.Side{border.Syria, border.Iraq} {
		if p.Side != side && p.Side != border.Both {
			continue
		}
		for _, s := range segments {
			if s.Side == side && s.Question == p.Question && s.Value() == p.Value && (s.To.IsZero() || !s.To.Before(from)) {
				came = later(came, later(s.From, from))
				break
			}
		}
	}
	return came
}

func (t *timeline) ghost(g ghost) {
	l := t.Language
	p := paintOf(g.Question, g.Value)
	text := fmt.Sprintf("%s: %s", words.Source(l, t.View, g.said.Source), words.Plan(l, t.View, g.Plan))
	end := t.part(Part{Claim: g.said.ID}, "ghost "+g.Outcome.String(), text)
	y := t.y + 7
	at := func(d border.Day) string { return percent(t.at(d)) }
	t.printf(`<line class="%s line" x1="%s" x2="%s" y1="%s" y2="%s" stroke="%s" stroke-width="1.5" stroke-dasharray="1 3" stroke-linecap="round"/>`,
		p.class, at(g.from), at(g.last), number(y), number(y), p.Light)
	t.printf(`<circle class="%s" cx="%s" cy="%s" r="2.5" fill="%s"/>`, p.class, at(g.from), number(y), p.Light)
	due := g.due
	if due.IsZero() {
		due = earlier(g.last, t.scale.to)
	}
	if g.due.IsZero() {
		due = later(g.Due.Earliest, g.from) // no day was set: the box only says where the plan began
	}
	if left, width, ok := t.box(later(g.Due.Earliest, g.from), due); ok {
		t.printf(`<rect class="%s ghostly" x="%s" width="%s" y="%s" height="9" rx="3" fill="%s" fill-opacity=".25" stroke="%s" stroke-dasharray="3 2"/>`,
			p.class, percent(left), percent(width), number(y-4.5), p.Light, p.Light)
	}
	if !g.came.IsZero() {
		if !g.due.IsZero() && g.came.After(g.due) {
			t.printf(`<line class="slip" x1="%s" x2="%s" y1="%s" y2="%s" stroke="#a63d3d" stroke-width="1.5"/>`, at(g.due), at(g.came), number(y), number(y))
		}
		t.printf(`<svg x="%s" y="%s" overflow="visible"><path class="%s" d="M0-4.5 4.5 0 0 4.5-4.5 0z" fill="%s"/></svg>`, at(g.came), number(y), p.class, p.Light)
	}
	if g.Outcome == border.Cancelled {
		t.printf(`<svg x="%s" y="%s" overflow="visible"><path class="%s line" d="m-3.5-3.5 7 7m0-7-7 7" stroke="%s" stroke-width="1.6"/></svg>`, at(due), number(y), p.class, p.Light)
	}
	t.WriteString(end)
}
