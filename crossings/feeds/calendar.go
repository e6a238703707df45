package feeds

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	ics "github.com/arran4/golang-ical"
	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/exchange"
	"github.com/google/uuid"
)

// A Calendar is an iCalendar object (RFC 5545) of the plans in the claims of a view, judged on a
// day, and of what fulfilled them. Events are of whole days, so that no time zone moves them.
//
// A calendar program that reads the object again replaces an event if its SEQUENCE is greater
// (RFC 5546, 2.1.5). Here it is the number of claims about the plan's crossing and question, plus
// the number of days on which the plan's outcome changed. So it grows with whatever changes
// the event, and nothing need be stored.
type Calendar struct {
	View     border.View
	Of       string     // code of the one crossing that it is of; "": of all
	On       border.Day // the day on which the plans are judged
	Language edtf.Language
	Home     string // address of the page that it belongs to; "" leaves links to it out
	Most     int    // how many plans, those told last; 0: 2,000
}

// WriteTo writes the calendar. A plan is an event from the first to the last day on which it is
// due; if it has no last day, on its first. A plan without a day, or with one that a calendar
// cannot have, is a note on the day on which it was told. What fulfilled a plan is an event on
// that day.
func (c Calendar) WriteTo(w io.Writer) (int64, error) {
	if c.Of != "" {
		only, err := c.View.Only(c.Of)
		if err != nil {
			return 0, err
		}
		c.View = only
	}
	cal := ics.NewCalendar()
	cal.SetProductId("-//crossingstatus//border//EN")
	cal.SetVersion("2.0")
	name := words.Of(c.Language, "Syria–Iraq border crossings: plans and what became of them")
	if c.Of != "" {
		name = of(c.Language, c.View, c.Of) + name
	}
	cal.SetName(name)
	cal.SetXWRCalName(name)
	cal.SetRefreshInterval("P1D")
	claims := map[uuid.UUID]border.Claim{}
	for claim := range c.View.All() {
		if claim.Kind != border.KindReview { // it changes nothing that a calendar shows
			claims[claim.ID] = claim
		}
	}
	plans, all, err := c.plans(claims)
	if err != nil {
		return 0, err
	}
	about := name + reach(c.Language, c.View.Through())
	if len(plans) < all {
		about = sentence(about) + words.Of(c.Language, "Only the last %d of %d plans are here.", len(plans), all)
	}
	cal.SetDescription(about)
	cal.SetXWRCalDesc(about)
	if err := c.addPlans(cal, plans, claims); err != nil {
		return 0, err
	}
	if len(plans) == 0 { // RFC 5545, 3.6: a calendar has at least one component
		note := cal.AddJournal(c.uid("no-plans"))
		note.SetDtStampTime(madeAt)
		note.SetSummary(words.Of(c.Language, "No plan is known."))
	}
	counted := counter{w: w}
	err = cal.SerializeTo(&counted, ics.WithNewLineWindows)
	if err == nil {
		err = counted.err
	}
	return counted.n, err
}

// addPlans adds the plans, and each once what met them.
func (c Calendar) addPlans(cal *ics.Calendar, plans []border.Plan, claims map[uuid.UUID]border.Claim) error {
	revisions := tracks(c.View, claims)
	met := map[string]bool{}
	for _, p := range plans {
		crossing, err := c.View.Lookup(p.Crossing)
		if err != nil {
			return err
		}
		r := revisions[track{p.Crossing, p.Question}].turned(p, c.On)
		c.addPlan(cal, crossing, p, claims[p.Claim], r)
		if day, ok := metOn(p); ok && writable(day) {
			if id := p.MetBy.String() + day.String(); !met[id] {
				met[id] = true
				c.addOutcome(cal, crossing, p, day, claims[p.MetBy], r)
			}
		}
	}
	return nil
}

// metOn returns the day on which a plan's value was first the answer.
func metOn(p border.Plan) (border.Day, bool) {
	told := border.SpanOf(p.Reported).Earliest
	switch {
	case p.MetBy == uuid.Nil:
		return border.Day{}, false
	case p.Slip.Known:
		return p.Due.Latest.AddDays(p.Slip.Most), true
	case p.Waited.Known && !told.IsZero():
		return told.AddDays(p.Waited.Most), true
	}
	return border.Day{}, false
}

// plans returns the plans that the calendar has, and of how many they are.
func (c Calendar) plans(claims map[uuid.UUID]border.Claim) (plans []border.Plan, all int, err error) {
	for crossing := range c.View.Crossings() {
		of, err := c.View.Plans(crossing.Code, c.On)
		if err != nil {
			return nil, 0, err
		}
		plans = append(plans, of...)
	}
	all = len(plans)
	if most := cmp.Or(c.Most, 2000); all > most {
		slices.SortStableFunc(plans, func(a, b border.Plan) int { return claims[a.Claim].Recorded.Compare(claims[b.Claim].Recorded) })
		plans = plans[all-most:]
	}
	return plans, all, nil
}

// writable reports whether a calendar can write a day and the one after it, on which it
// ends: its dates have four digits of a year (RFC 5545, 3.3.4).
func writable(d border.Day) bool {
	if d.IsZero() {
		return false
	}
	year, _, _ := d.Date()
	next, _, _ := d.AddDays(1).Date()
	return year >= 1 && next <= 9999
}

func (c Calendar) addPlan(cal *ics.Calendar, crossing border.Crossing, p border.Plan, claim border.Claim, r revision) {
	first, last := p.Due.Earliest, p.Due.Latest
	switch {
	case first.IsZero():
		first = last
	case last.IsZero():
		last = first
	}
	id := "plan-" + p.Claim.String()
	if !writable(first) || !writable(last) {
		c.addNote(cal, id, crossing, p, claim, r)
		return
	}
	e := c.event(cal, id, crossing, p.Side, first, last, claim, r)
	e.SetSummary(text(words.Crossing(c.Language, crossing) + ": " + c.value(p)))
	switch p.Outcome {
	case border.Met, border.Came, border.Late, border.Unclear:
		e.SetStatus(ics.ObjectStatusConfirmed)
	case border.Cancelled:
		e.SetStatus(ics.ObjectStatusCancelled)
	default:
		e.SetStatus(ics.ObjectStatusTentative)
	}
	e.SetDescription(text(words.Plan(c.Language, c.View, p) + "\n" + c.said(claim)))
	if day, ok := metOn(p); ok && writable(day) {
		e.AddProperty(ics.ComponentPropertyRelatedTo, c.uid("met-"+p.MetBy.String()+"-"+day.String()))
	}
}

// addNote adds a plan that is for no day of a calendar.
func (c Calendar) addNote(cal *ics.Calendar, id string, crossing border.Crossing, p border.Plan, claim border.Claim, r revision) {
	note := cal.AddJournal(c.uid(id))
	note.SetDtStampTime(r.at)
	note.SetSequence(r.number)
	note.SetProperty(ics.ComponentPropertyLastModified, r.at.UTC().Format("20060102T150405Z"))
	note.SetSummary(text(words.Crossing(c.Language, crossing) + ": " + c.value(p)))
	note.SetDescription(text(words.Plan(c.Language, c.View, p) + "\n" + c.said(claim)))
	if day := border.SpanOf(claim.Reported).Earliest; writable(day) {
		note.SetAllDayStartAt(day.Time())
	}
}

func (c Calendar) addOutcome(cal *ics.Calendar, crossing border.Crossing, p border.Plan, day border.Day, claim border.Claim, r revision) {
	e := c.event(cal, "met-"+p.MetBy.String()+"-"+day.String(), crossing, p.Side, day, day, claim, r)
	e.SetSummary(text(words.Crossing(c.Language, crossing) + ": " + c.valueOf(p)))
	e.SetStatus(ics.ObjectStatusConfirmed)
	e.SetDescription(text(c.said(claim)))
}

// event adds an event with what all have.
func (c Calendar) event(cal *ics.Calendar, id string, crossing border.Crossing, side border.Side, first, last border.Day, claim border.Claim, r revision) *ics.VEvent {
	e := cal.AddEvent(c.uid(id))
	e.SetDtStampTime(r.at)
	e.SetSequence(r.number)
	e.SetLastModifiedAt(r.at)
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
	if c.Home != "" {
		e.SetURL(c.Home + "crossings/" + crossing.Code)
	} else if isAddress(claim.Source.URL) {
		e.SetURL(exchange.URI(claim.Source.URL))
	}
	return e
}

// value says what was planned, and what became of it.
func (c Calendar) value(p border.Plan) string {
	return fmt.Sprintf("%s (%s)", c.valueOf(p), words.Outcome(c.Language, p))
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
	s := words.Source(c.Language, c.View, claim.Source)
	if !claim.Reported.IsZero() {
		s += words.Of(c.Language, ", ") + claim.Reported.Words(c.Language)
	}
	if claim.Quote != "" {
		s += "\n“" + claim.Quote + "”"
	}
	return s
}

// uid returns the id of an event: another in each language, so that a reader who takes
// both calendars has both.
func (c Calendar) uid(id string) string {
	if c.Language != edtf.English {
		id += "-" + words.Tag(c.Language)
	}
	return id + "@crossingstatus"
}

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
