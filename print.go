package border

import (
	"fmt"
	"log/slog"
	"strings"
	"time"
)

// The texts of answers, of claims and of views, for people and for logs.

// String puts the state into a line: "al-tanf-al-waleed on 2026-04-20: open; syria open, held by
// syrian-transitional-government; iraq open, held by iraqi-government".
func (s State) String() string {
	if s.Crossing == "" {
		return ""
	}
	var text strings.Builder
	fmt.Fprintf(&text, "%s on %s: %s", s.Crossing, s.On, s.Status.Value)
	for _, side := range []Side{Syria, Iraq} {
		of := s.Side(side)
		fmt.Fprintf(&text, "; %s %s, held by %s", side, of.Status.Value, of.Control.Value)
	}
	return text.String()
}

// LogValue implements [slog.LogValuer].
func (s State) LogValue() slog.Value {
	if s.Crossing == "" {
		return slog.StringValue("")
	}
	return slog.GroupValue(slog.String("crossing", s.Crossing), slog.String("on", s.On.String()),
		slog.String("status", s.Status.Value.String()), slog.Bool("certain", s.Status.Certain), slog.String("freshness", s.Freshness().String()))
}

// String puts the segment into a line: "al-bukamal-al-qaim syria control, 2014-07-01 to 2017-11-07:
// islamic-state".
func (s Segment) String() string {
	if s.Crossing == "" {
		return ""
	}
	return fmt.Sprintf("%s %s %s, %s: %s", s.Crossing, s.Side, s.Question, daysInWords(s.From, s.To), s.finding())
}

// LogValue implements [slog.LogValuer].
func (s Segment) LogValue() slog.Value { return slog.StringValue(s.String()) }

// finding puts the finding of the segment into words.
func (s *Segment) finding() string {
	if s.Question == QuestionControl {
		return s.control.String()
	}
	return s.status.String()
}

// daysInWords returns the days from one to another: "2014-07-01 to 2017-11-07", "until 2017-11-07".
func daysInWords(from, to Day) string {
	switch {
	case from.IsZero() && to.IsZero():
		return "always"
	case from.IsZero():
		return "until " + to.String()
	case to.IsZero():
		return "from " + from.String() + " on"
	case from == to:
		return from.String()
	}
	return from.String() + " to " + to.String()
}

// String puts the change into a line: what the answer was, and what it is.
func (c Change) String() string {
	if c.Crossing == "" {
		return ""
	}
	return fmt.Sprintf("%s %s %s, %s: %s; before %s", c.Crossing, c.Side, c.Question, daysInWords(c.From, c.To), c.After.finding(), c.Before.finding())
}

// LogValue implements [slog.LogValuer].
func (c Change) LogValue() slog.Value { return slog.StringValue(c.String()) }

// String puts the plan into a line: "al-bukamal-al-qaim both open, due by 2019-08-05: late, 56 days".
func (p Plan) String() string {
	if p.Crossing == "" {
		return ""
	}
	due := "with no day set"
	if !p.Due.Latest.IsZero() {
		due = "due by " + p.Due.Latest.String()
	}
	var text strings.Builder
	fmt.Fprintf(&text, "%s %s %s, %s: %s", p.Crossing, p.Side, p.Value, due, p.Outcome)
	for _, days := range []Slip{p.Slip, p.Waited} {
		if days.Known {
			text.WriteString(", " + days.String())
		}
	}
	return text.String()
}

// LogValue implements [slog.LogValuer].
func (p Plan) LogValue() slog.Value { return slog.StringValue(p.String()) }

// String returns the days: "56 days", "3 to 30 days"; "" if they are not known.
func (s Slip) String() string {
	switch {
	case !s.Known:
		return ""
	case s.Least == s.Most:
		return fmt.Sprintf("%d days", s.Most)
	}
	return fmt.Sprintf("%d to %d days", s.Least, s.Most)
}

// String puts the answer into a line: "yes-but: fuel, both on 2026-03-01, al-tanf-al-waleed".
func (p Passability) String() string {
	if p.Crossing == "" {
		return ""
	}
	return fmt.Sprintf("%s: %s, %s on %s, %s", p.Passage, strings.Join(p.Traffic.names(), ","), p.Direction, p.On, p.Crossing)
}

// LogValue implements [slog.LogValuer].
func (p Passability) LogValue() slog.Value { return slog.StringValue(p.String()) }

// LogValue implements [slog.LogValuer].
func (f Finding[V]) LogValue() slog.Value { return slog.StringValue(f.String()) }

// String puts the claim into a line: "al-bukamal-al-qaim syria control islamic-state, 2014-06-21, seen,
// reported by Reuters".
func (c Claim) String() string {
	if c.Crossing == "" {
		return ""
	}
	text := fmt.Sprintf("%s %s %s", c.Crossing, c.Side, c.Kind)
	if c.Value != "" {
		text += " " + c.Value
	}
	if !c.When.IsZero() {
		text += ", " + c.When.String()
	}
	if c.Edge == Seen {
		text += ", seen"
	}
	return text + ", " + c.Modality.String() + " by " + c.Source.String()
}

// LogValue implements [slog.LogValuer].
func (c Claim) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", c.ID.String()), slog.String("says", c.String()))
}

// String says what the view sees: "all claims", "claims known by 2019-07-10, recorded by
// 2026-11-24T00:00:00Z".
func (v View) String() string {
	if v.isZero() {
		return "no claims"
	}
	var narrowed []string
	if !v.known.IsZero() {
		narrowed = append(narrowed, "known by "+v.known.String())
	}
	if !v.asOf.IsZero() {
		narrowed = append(narrowed, "recorded by "+v.asOf.Format(time.RFC3339))
	}
	if len(narrowed) == 0 {
		return "all claims"
	}
	return "claims " + strings.Join(narrowed, ", ")
}

// LogValue implements [slog.LogValuer].
func (v View) LogValue() slog.Value { return slog.StringValue(v.String()) }
