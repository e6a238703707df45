package exchange

import (
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
)

// A handover is a change of control of a side, as events data have it.
type handover struct {
	crossing border.Crossing
	segment  border.Segment
	place    border.Place
	days     border.Span // when it happened
	from, to border.PartyInfo
	unit     string // the group that held it for from
	finding  border.Finding[border.Party]
}

// handovers yields the changes of control whose beginning is known, by crossing, side and
// day. If a source only saw who held a side, and did not say since when, that is no event.
func handovers(v border.View) iter.Seq[handover] {
	return func(yield func(handover) bool) {
		for c := range v.Crossings() {
			var before border.Segment
			for s, err := range v.History(c.Code) {
				if err != nil || s.Question != border.QuestionControl {
					continue
				}
				first := before.Crossing == "" || before.Side != s.Side
				last := before
				before = s
				f := s.Control()
				if first || last.Control().Value == f.Value || f.Since.Earliest.IsZero() || f.Since.Latest.IsZero() {
					continue
				}
				h := handover{crossing: c, segment: s, place: c.Place(s.Side), days: f.Since, unit: last.Control().Unit(), finding: f}
				if !s.From.IsZero() && h.days.Latest.Before(s.From) {
					h.days = border.Span{Earliest: s.From, Latest: s.From} // it holds the side again after an episode
				}
				h.from = partyOf(v, last.Control().Value)
				h.to = partyOf(v, f.Value)
				if !yield(h) {
					return
				}
			}
		}
	}
}

func partyOf(v border.View, code border.Party) border.PartyInfo {
	info, _ := v.Party(code)
	info.Code, info.Names.English = code, partyName(v, code)
	return info
}

// id returns the id of the event, made from what it says.
func (h *handover) id() string {
	text := fmt.Sprintf("event/%s/%s/%s/%s/%s", h.crossing.Code, h.segment.Side, h.days.Earliest, h.days.Latest, h.to.Code)
	return uuid.NewSHA1(h.crossing.ID(), []byte(text)).String()
}

// notes says what happened, how sure it is, and who says so.
func (h *handover) notes() string {
	s := fmt.Sprintf("%s, %s: from %s to %s, %s", h.crossing.Names.English, sideName(h.segment.Side), h.from.Names.English, h.to.Names.English, h.days)
	switch {
	case h.finding.Disputed:
		s += "; disputed"
	case !h.finding.Certain:
		s += "; not certain"
	}
	return s
}

// sources returns the names of those who say it, each once, and the first claim.
func (h *handover) sources() (names []string, first border.Claim) {
	seen := map[string]bool{}
	for c := range h.finding.Basis() {
		if len(seen) == 0 {
			first = c
		}
		if !seen[c.Source.Name] {
			seen[c.Source.Name] = true
			names = append(names, c.Source.Name)
		}
	}
	return names, first
}

// middle returns the day in the middle of the event's days: events data give that day for
// an event known to the week or the month.
func (h *handover) middle() border.Day {
	return h.days.Earliest.AddDays(h.days.Latest.Sub(h.days.Earliest) / 2)
}

// width returns how many days the event's days are.
func (h *handover) width() int { return h.days.Latest.Sub(h.days.Earliest) + 1 }

// acledPrecision returns ACLED's time_precision: 1 the day, 2 the week, 3 the
// month; "" for what is known less well, which ACLED does not have.
func acledPrecision(days int) string {
	switch {
	case days == 1:
		return "1"
	case days <= 7:
		return "2"
	case days <= 31:
		return "3"
	}
	return ""
}

// ucdpPrecision returns UCDP's date_prec: 1 the day, 2 two to six days, 3 a week,
// 4 up to a month, 5 up to a year; "" for what is known less well.
func ucdpPrecision(days int) string {
	switch {
	case days == 1:
		return "1"
	case days <= 6:
		return "2"
	case days == 7:
		return "3"
	case days <= 31:
		return "4"
	case days <= 366:
		return "5"
	}
	return ""
}

// An eventColumn is one column of events.
type eventColumn struct {
	header string
	text   func(*handover) string
}

func year(d border.Day) string {
	y, _, _ := d.Date()
	return strconv.Itoa(y)
}

func fixed(s string) func(*handover) string { return func(*handover) string { return s } }

// acledColumns are all of ACLED's, in its order: what the claims do not say is empty.
// They do not say whether there was fighting, so disorder_type, event_type and
// sub_event_type are, and nothing is known of deaths.
var acledColumns = []eventColumn{
	{"event_id_cnty", (*handover).id},
	{"event_date", func(h *handover) string { return h.middle().String() }},
	{"year", func(h *handover) string { return year(h.middle()) }},
	{"time_precision", func(h *handover) string { return acledPrecision(h.width()) }},
	{"disorder_type", fixed("")},
	{"event_type", fixed("")},
	{"sub_event_type", fixed("")},
	{"actor1", func(h *handover) string { return actor(h.to) }},
	{"assoc_actor_1", func(h *handover) string { return h.finding.Unit() }},
	{"inter1", func(h *handover) string { return acledActor(h.to) }},
	{"actor2", func(h *handover) string { return actor(h.from) }},
	{"assoc_actor_2", func(h *handover) string { return h.unit }},
	{"inter2", func(h *handover) string { return acledActor(h.from) }},
	{"interaction", (*handover).interaction},
	{"civilian_targeting", fixed("")},
	{"iso", func(h *handover) string {
		return map[border.Side]string{border.Syria: "760", border.Iraq: "368"}[h.segment.Side]
	}},
	{"region", fixed("Middle East")},
	{"country", func(h *handover) string { return countryName(h.segment.Side) }},
	{"admin1", func(h *handover) string { return h.place.Governorate.English }},
	{"admin2", fixed("")},
	{"admin3", fixed("")},
	{"location", func(h *handover) string { return h.place.Town.English + " border crossing" }},
	{"latitude", func(h *handover) string { return string(appendDegrees(nil, h.place.Point, h.place.Point.Lat)) }},
	{"longitude", func(h *handover) string { return string(appendDegrees(nil, h.place.Point, h.place.Point.Lon)) }},
	{"geo_precision", (*handover).precisely},
	{"source", func(h *handover) string {
		names, _ := h.sources()
		for i, name := range names {
			names[i] = strings.ReplaceAll(name, ";", ",")
		}
		return strings.Join(names, "; ")
	}},
	{"source_scale", fixed("")},
	{"notes", (*handover).notes},
	{"fatalities", fixed("")},
	{"tags", fixed("")},
	{"timestamp", func(h *handover) string {
		_, c := h.sources()
		if c.Recorded.IsZero() {
			return ""
		}
		return strconv.FormatInt(c.Recorded.Unix(), 10)
	}},
}

// actor returns the name of a party; "" for nobody and for one that is not known, which are no
// actors.
func actor(p border.PartyInfo) string {
	if p.Code == border.UnknownParty || p.Code == "none" {
		return ""
	}
	return p.Names.English
}

// acledActors are ACLED's words for parties, as its API writes them, in the order of its codes.
var acledActors = []string{"State forces", "Rebel group", "Political militia", "External/Other forces"}

// acledActor returns ACLED's word for a party; "" for one of whose kind it has no word. Those
// who fight beside a government are no rebels.
func acledActor(p border.PartyInfo) string {
	switch {
	case p.Code == "iraqi-tribal-forces" || p.Code == "iran-backed-militias":
		return "Political militia"
	case p.Kind == "government":
		return "State forces"
	case p.Kind == "armed-group":
		return "Rebel group"
	case p.Kind == "coalition" || p.Kind == "foreign-force":
		return "External/Other forces"
	}
	return ""
}

// interaction returns who met whom in ACLED's words, that of the smaller code first, whoever
// is actor1; beside nobody "State forces only". It is "" if an actor is not known or has no
// word.
func (h *handover) interaction() string {
	const nobody = "none"
	a, b := acledActor(h.to), acledActor(h.from)
	switch {
	case a == "" && h.to.Code != nobody || b == "" && h.from.Code != nobody || a+b == "":
		return ""
	case a == "" || b == "":
		return a + b + " only"
	case slices.Index(acledActors, b) < slices.Index(acledActors, a):
		a, b = b, a
	}
	return a + "-" + b
}

// precisely returns the code of ACLED and UCDP for a place that is known exactly; "" for one
// without a point.
func (h *handover) precisely() string {
	if h.place.Point == (border.Point{}) {
		return ""
	}
	return "1"
}

// ucdpColumns are all of UCDP's georeferenced events (version 25.1), in its order:
// what the claims do not say is empty. Nothing is known of deaths.
var ucdpColumns = slices.Concat([]eventColumn{
	{"id", (*handover).number},
	{"relid", (*handover).id},
	{"year", func(h *handover) string { return year(h.days.Earliest) }},
}, empty("active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id", "conflict_name",
	"dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id"), []eventColumn{
	{"side_a", func(h *handover) string { return actor(h.to) }},
}, empty("side_b_dset_id", "side_b_new_id"), []eventColumn{
	{"side_b", func(h *handover) string { return actor(h.from) }},
	{"number_of_sources", func(h *handover) string { return strconv.Itoa(h.finding.Origins()) }},
	{"source_article", func(h *handover) string { _, c := h.sources(); return c.Source.String() }},
	{"source_office", func(h *handover) string { _, c := h.sources(); return c.Source.Name }},
	{"source_date", func(h *handover) string {
		_, c := h.sources()
		if said := latest(c.Reported); isCommonYear(said) {
			return said.String()
		}
		return ""
	}},
	{"source_headline", func(h *handover) string { _, c := h.sources(); return c.Source.Title }},
	{"source_original", func(h *handover) string { _, c := h.sources(); return c.Quote }},
	{"where_prec", (*handover).precisely},
	{"where_coordinates", func(h *handover) string { return h.crossing.Names.English }},
	{"where_description", (*handover).notes},
	{"adm_1", func(h *handover) string { return h.place.Governorate.English }},
}, empty("adm_2"), []eventColumn{
	{"latitude", func(h *handover) string { return string(appendDegrees(nil, h.place.Point, h.place.Point.Lat)) }},
	{"longitude", func(h *handover) string { return string(appendDegrees(nil, h.place.Point, h.place.Point.Lon)) }},
}, empty("geom_wkt", "priogrid_gid"), []eventColumn{
	{"country", func(h *handover) string { return countryName(h.segment.Side) }},
	{"country_id", func(h *handover) string {
		return map[border.Side]string{border.Syria: "652", border.Iraq: "645"}[h.segment.Side] // Gleditsch and Ward's numbers
	}},
	{"region", fixed("Middle East")},
	{"event_clarity", func(h *handover) string {
		if h.width() > 31 {
			return "2"
		}
		return "1"
	}},
	{"date_prec", func(h *handover) string { return ucdpPrecision(h.width()) }},
	{"date_start", func(h *handover) string { return h.days.Earliest.String() }},
	{"date_end", func(h *handover) string { return h.days.Latest.String() }},
}, empty("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob"))

// empty returns columns of which the claims say nothing.
func empty(headers ...string) (columns []eventColumn) {
	for _, header := range headers {
		columns = append(columns, eventColumn{header, fixed("")})
	}
	return columns
}

// number returns a number made from the event's id: from a thousand million on, beyond
// UCDP's own, and below 2^31, which R needs.
func (h *handover) number() string {
	id := uuid.MustParse(h.id())
	return strconv.FormatUint(1_000_000_000+uint64(binary.BigEndian.Uint32(id[:4]))%1_147_483_647, 10)
}

func countryName(s border.Side) string {
	if s == border.Syria {
		return "Syria"
	}
	return "Iraq"
}

// WriteACLED writes the changes of control as CSV in the form of ACLED's events, with all of
// ACLED's columns in its order, so that the rows can be appended to those of ACLED. The date
// of an event is the middle of the days on which it may have happened, with the
// time_precision of that, which is empty if ACLED has no such precision; the days are in
// notes. actor1 holds the side from then on, actor2 held it before; an actor is empty where
// nobody does or it is not known who. inter1 and inter2 are ACLED's words for the kinds of the
// parties. What the claims do not say is empty. Events before the year 1 or after 9999 are left out.
func WriteACLED(w io.Writer, v border.View) error { return writeEvents(w, v, acledColumns) }

// WriteUCDP writes the changes of control as CSV in the form of UCDP's georeferenced events,
// with all of UCDP's columns in its order, so that the rows can be appended to those of UCDP.
// date_prec is empty if UCDP has no such precision. An id is a number larger than UCDP's own,
// and relid is the lasting id of the event. What the claims do not say, such as deaths and
// conflicts, is empty. Events before the year 1 or after 9999 are left out.
func WriteUCDP(w io.Writer, v border.View) error { return writeEvents(w, v, ucdpColumns) }

func writeEvents(w io.Writer, v border.View, columns []eventColumn) error {
	t := newTable(w)
	for _, c := range columns {
		t.raw([]byte(c.header))
	}
	t.end()
	for h := range handovers(v) {
		if !isCommonYear(h.days.Earliest) || !isCommonYear(h.days.Latest) {
			continue
		}
		for _, c := range columns {
			if text := []byte(c.text(&h)); c.header == "latitude" || c.header == "longitude" {
				t.raw(text)
			} else {
				t.cell(text)
			}
		}
		t.end()
	}
	return t.flush()
}
