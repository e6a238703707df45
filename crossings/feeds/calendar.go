package feeds

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	ics "github.com/arran4/golang-ical"
	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
)

// A Calendar is an iCalendar object (RFC 5545) of the plans that the claims of a
// view make, judged on a day, and of what met them. Events are of whole days, so
// that no time zone moves them.
type Calendar struct {
	View     border.View
	On       border.Day // the day on which the plans are judged
	Language edtf.Language
}

// WriteTo writes the calendar. A plan is an event from the first to the last day
// on which it is due; one without a last day, on its first. What met a plan is an
// event on that day.
func (c Calendar) WriteTo(w io.Writer) (int64, error) {
	cal := ics.NewCalendar()
	cal.SetProductId("-//crossingstatus//border//EN")
	cal.SetVersion("2.0")
	cal.SetMethod(ics.MethodPublish)
	name := words.Of(c.Language, "Syria–Iraq border crossings: plans and what became of them")
	cal.SetName(name)
	cal.SetXWRCalName(name)
	about := name + reach(c.Language, c.View.Through())
	cal.SetDescription(about)
	cal.SetXWRCalDesc(about)
	cal.SetRefreshInterval("P1D")
	claims := map[uuid.UUID]border.Claim{}
	for claim := range c.View.All() {
		claims[claim.ID] = claim
	}
	for crossing := range c.View.Crossings() {
		plans, err := c.View.Plans(crossing.Code, c.On)
		if err != nil {
			return 0, err
		}
		met := map[string]bool{}
		for _, p := range plans {
			c.addPlan(cal, crossing, p, claims[p.Claim])
			if day, ok := metOn(p); ok {
				if id := p.MetBy.String() + day.String(); !met[id] {
					met[id] = true
					c.addOutcome(cal, crossing, p, day, claims[p.MetBy])
				}
			}
		}
	}
	counted := counter{w: w}
	err := cal.SerializeTo(&counted, ics.WithNewLineWindows)
	if err == nil {
		err = counted.err
	}
	return counted.n, err
}

// metOn returns the day on which a plan's value was first the answer.
func metOn(p border.Plan) (border.Day, bool) {
	if p.MetBy == uuid.Nil || !p.Slip.Known {
		return border.Day{}, false
	}
	return p.Due.Latest.AddDays(p.Slip.Most), true
}

func (c Calendar) addPlan(cal *ics.Calendar, crossing border.Crossing, p border.Plan, claim border.Claim) {
	first, last := p.Due.Earliest, p.Due.Latest
	switch {
	case first.IsZero() && last.IsZero():
		return // a plan without a day is none of a calendar's
	case first.IsZero():
		first = last
	case last.IsZero():
		last = first
	}
	e := c.event(cal, "plan-"+p.Claim.String(), crossing, p.Side, first, last, claim)
	e.SetSummary(text(words.Crossing(c.Language, crossing) + ": " + c.value(p)))
	switch p.Outcome {
	case border.Met, border.Late, border.Unclear:
		e.SetStatus(ics.ObjectStatusConfirmed)
	case border.Cancelled:
		e.SetStatus(ics.ObjectStatusCancelled)
	default:
		e.SetStatus(ics.ObjectStatusTentative)
	}
	e.SetDescription(text(words.Plan(c.Language, c.View, p) + "\n" + c.said(claim)))
	if p.MetBy != uuid.Nil {
		if day, ok := metOn(p); ok {
			e.AddProperty(ics.ComponentPropertyRelatedTo, uid("met-"+p.MetBy.String()+"-"+day.String()))
		}
	}
}

func (c Calendar) addOutcome(cal *ics.Calendar, crossing border.Crossing, p border.Plan, day border.Day, claim border.Claim) {
	e := c.event(cal, "met-"+p.MetBy.String()+"-"+day.String(), crossing, p.Side, day, day, claim)
	e.SetSummary(text(words.Crossing(c.Language, crossing) + ": " + c.valueOf(p)))
	e.SetStatus(ics.ObjectStatusConfirmed)
	e.SetDescription(text(c.said(claim)))
}

// event adds an event with what all have.
func (c Calendar) event(cal *ics.Calendar, id string, crossing border.Crossing, side border.Side, first, last border.Day, claim border.Claim) *ics.VEvent {
	e := cal.AddEvent(uid(id))
	e.SetDtStampTime(claim.Recorded)
	e.SetAllDayStartAt(first.Time())
	e.SetAllDayEndAt(last.AddDays(1).Time()) // the end is the day after
	e.SetTimeTransparency(ics.TransparencyTransparent)
	e.AddCategory(crossing.Code)
	e.SetLocation(text(words.Crossing(c.Language, crossing)))
	if p := crossing.Place(side).Point; p != (border.Point{}) {
		e.SetGeo(p.Lat, p.Lon)
	} else if p := crossing.Syria.Point; p != (border.Point{}) {
		e.SetGeo(p.Lat, p.Lon)
	}
	if isAddress(claim.Source.URL) {
		e.SetURL(claim.Source.URL)
	}
	return e
}

// value says what was planned, and what became of it.
func (c Calendar) value(p border.Plan) string {
	return fmt.Sprintf("%s (%s)", c.valueOf(p), words.Name(c.Language, p.Outcome))
}

func (c Calendar) valueOf(p border.Plan) string {
	value := words.Of(c.Language, p.Value)
	if p.Question == border.QuestionControl {
		value = words.Party(c.Language, c.View, border.Party(p.Value))
	}
	return words.Side(c.Language, p.Side) + words.Of(c.Language, ", ") + value
}

// said returns who said something, when, and in which words.
func (c Calendar) said(claim border.Claim) string {
	s := words.Source(c.Language, claim.Source)
	if !claim.Reported.IsZero() {
		s += words.Of(c.Language, ", ") + claim.Reported.Words(c.Language)
	}
	if claim.Quote != "" {
		s += "\n“" + claim.Quote + "”"
	}
	return s
}

func uid(id string) string { return id + "@crossingstatus" }

// text leaves out what a calendar's text cannot hold: control characters, other
// than the line ends that it writes as \n.
func text(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}

// isAddress reports whether a page may link to an address.
func isAddress(url string) bool {
	return (strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://")) && !strings.ContainsFunc(url, func(r rune) bool { return r <= ' ' || unicode.IsControl(r) })
}

// A counter counts what is written and keeps the first error.
type counter struct {
	w   io.Writer
	n   int64
	err error
}

func (c *counter) Write(p []byte) (int, error) {
	if c.err != nil {
		return 0, c.err
	}
	n, err := c.w.Write(p)
	c.n, c.err = c.n+int64(n), err
	return n, err
}
