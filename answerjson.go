package border

import (
	"iter"
	"strconv"
	"time"

	"github.com/crossingstatus/border/internal/jsontext"
	"github.com/crossingstatus/border/internal/timeline"
	"github.com/google/uuid"
)

// The JSON forms of answers. Days are YYYY-MM-DD; what is infinite or does not
// apply is null, lists are never null; ids are sorted.

func (o *objectWriter) null(name string) {
	o.key(name)
	o.b = append(o.b, "null"...)
}

func (o *objectWriter) textOrNull(name, value string) {
	if value == "" {
		o.null(name)
		return
	}
	o.text(name, value)
}

func (o *objectWriter) number(name string, n int) {
	o.key(name)
	o.b = strconv.AppendInt(o.b, int64(n), 10)
}

func (o *objectWriter) day(name string, d Day) { o.textOrNull(name, d.String()) }

func (o *objectWriter) instant(name string, t time.Time) {
	if t.IsZero() {
		o.null(name)
		return
	}
	o.text(name, t.UTC().Format(time.RFC3339Nano))
}

func (o *objectWriter) truth(name string, value bool) {
	o.key(name)
	if value {
		o.b = append(o.b, "true"...)
	} else {
		o.b = append(o.b, "false"...)
	}
}

// list writes a list of texts, which may be empty.
func (o *objectWriter) list(name string, values []string) {
	if len(values) == 0 {
		o.key(name)
		o.b = append(o.b, '[', ']')
		return
	}
	o.texts(name, values)
}

func (o *objectWriter) span(name string, s Span) {
	o.key(name)
	in := objectWriter{b: append(o.b, '{')}
	in.day("earliest", s.Earliest)
	in.day("latest", s.Latest)
	o.b = append(in.b, '}')
}

// idList writes a list of ids in order, which may be empty.
func (o *objectWriter) idList(name string, ids []uuid.UUID) {
	if len(ids) == 0 {
		o.list(name, nil)
		return
	}
	o.ids(name, ids)
}

// object writes an object member by member.
func (o *objectWriter) object(name string, write func(*objectWriter)) {
	o.key(name)
	in := objectWriter{b: append(o.b, '{')}
	write(&in)
	o.b = append(in.b, '}')
}

// MarshalJSON implements [json.Marshaler].
func (f Finding[V]) MarshalJSON() ([]byte, error) {
	o := objectWriter{b: []byte{'{'}}
	f.write(&o, true)
	return append(o.b, '}'), nil
}

// write writes the members of a finding, of which those of one day count origins.
func (f Finding[V]) write(o *objectWriter, ofDay bool) {
	if f.track == nil {
		return
	}
	w := f.written()
	if w == nil {
		w = f.toWrite(ofDay)
	}
	o.text("value", w.value)
	o.truth("certain", f.Certain)
	o.truth("disputed", f.Disputed)
	o.list("possible", w.possible)
	o.textOrNull("unit", f.Unit())
	o.list("traffic", f.Traffic().names())
	o.textOrNull("direction", f.Direction().String())
	o.span("since", f.Since)
	o.day("attested", f.Attested)
	o.idList("basis", w.basis)
	o.idList("against", w.against)
	if ofDay {
		o.number("origins", w.origins)
		o.number("later", w.later)
	}
}

// toWrite gathers what the JSON of a finding says beside the finding's fields.
func (f Finding[V]) toWrite(ofDay bool) *writtenFinding {
	a := f.track.answer(int(f.place))
	basis, against := f.claims()
	w := &writtenFinding{
		value: f.track.name(a.Value), possible: f.track.possibleNames(&a),
		basis: f.track.reading.ids(basis), against: f.track.reading.ids(against),
	}
	if ofDay {
		w.origins, w.later = f.countOrigins(basis)
	}
	return w
}

// ids returns the ids of claims.
func (r *reading) ids(places []timeline.Claim) []uuid.UUID {
	ids := make([]uuid.UUID, len(places))
	for i, p := range places {
		ids[i] = r.grounds.claims[p].ID
	}
	return ids
}

// MarshalJSON implements [json.Marshaler].
func (d DerivedStatus) MarshalJSON() ([]byte, error) {
	o := objectWriter{b: []byte{'{'}}
	d.write(&o)
	return append(o.b, '}'), nil
}

func (d DerivedStatus) write(o *objectWriter) {
	var possible []string
	for s := range d.Possible() {
		possible = append(possible, s.String())
	}
	o.text("value", d.Value.String())
	o.truth("certain", d.Certain)
	o.truth("disputed", d.Disputed)
	o.list("possible", possible)
}

// claims writes a list of claims.
func (o *objectWriter) claims(name string, claims iter.Seq[Claim]) {
	o.key(name)
	o.b = append(o.b, '[')
	sep := ""
	for c := range claims {
		o.b = c.AppendJSON(append(o.b, sep...))
		sep = ","
	}
	o.b = append(o.b, ']')
}

// MarshalJSON implements [json.Marshaler].
func (s State) MarshalJSON() ([]byte, error) {
	o := objectWriter{b: []byte{'{'}}
	o.text("crossing", s.Crossing)
	o.day("on", s.On)
	o.day("known", s.Known)
	o.instant("asOf", s.AsOf)
	o.day("through", s.Through())
	o.truth("lastKnown", s.IsLastKnown())
	o.text("freshness", s.Freshness().String())
	o.day("lastReview", s.LastReview())
	o.object("sides", func(o *objectWriter) {
		for _, side := range []Side{Syria, Iraq} {
			o.object(side.String(), func(o *objectWriter) {
				o.object("control", func(o *objectWriter) { s.Side(side).Control.write(o, true) })
				o.object("status", func(o *objectWriter) { s.Side(side).Status.write(o, true) })
			})
		}
	})
	o.object("status", s.Status.write)
	o.key("plans")
	o.b = append(o.b, '[')
	sep := ""
	for p := range s.Plans() {
		o.b = p.appendJSON(append(o.b, sep...))
		sep = ","
	}
	o.b = append(o.b, ']')
	o.claims("notices", s.Notices())
	o.day("lastReported", s.LastReported())
	return append(o.b, '}'), nil
}

// MarshalJSON implements [json.Marshaler].
func (s Segment) MarshalJSON() ([]byte, error) {
	o := objectWriter{b: []byte{'{'}}
	o.text("crossing", s.Crossing)
	o.text("side", s.Side.String())
	o.text("question", s.Question.String())
	o.day("from", s.From)
	o.day("to", s.To)
	s.control.write(&o, false)
	s.status.write(&o, false)
	return append(o.b, '}'), nil
}

// MarshalJSON implements [json.Marshaler].
func (p Plan) MarshalJSON() ([]byte, error) { return p.appendJSON(nil), nil }

func (p *Plan) appendJSON(b []byte) []byte {
	o := objectWriter{b: append(b, '{')}
	o.text("claim", p.Claim.String())
	o.text("crossing", p.Crossing)
	o.text("side", p.Side.String())
	o.text("value", p.Value)
	o.span("due", p.Due)
	o.textOrNull("reported", p.Reported.String())
	o.text("outcome", p.Outcome.String())
	if p.MetBy == uuid.Nil {
		o.null("metBy")
	} else {
		o.text("metBy", p.MetBy.String())
	}
	o.slip("slipDays", p.Slip)
	o.slip("waitedDays", p.Waited)
	return append(o.b, '}')
}

func (o *objectWriter) slip(name string, s Slip) {
	if !s.Known {
		o.null(name)
		return
	}
	o.key(name)
	o.b = appendInts(o.b, s.Least, s.Most)
}

// MarshalJSON implements [json.Marshaler].
func (c Change) MarshalJSON() ([]byte, error) {
	o := objectWriter{b: []byte{'{'}}
	o.text("crossing", c.Crossing)
	o.text("side", c.Side.String())
	o.text("question", c.Question.String())
	o.day("from", c.From)
	o.day("to", c.To)
	for _, side := range []struct {
		name string
		s    Segment
	}{{"before", c.Before}, {"after", c.After}} {
		o.object(side.name, func(o *objectWriter) {
			side.s.control.write(o, false)
			side.s.status.write(o, false)
		})
	}
	return append(o.b, '}'), nil
}

// An objectWriter appends the members of one JSON object; absent values are
// left out.
type objectWriter struct {
	b     []byte
	comma bool
}

func (o *objectWriter) key(name string) {
	if o.comma {
		o.b = append(o.b, ',')
	}
	o.comma = true
	o.b = append(o.b, '"')
	o.b = append(o.b, name...)
	o.b = append(o.b, '"', ':')
}

func (o *objectWriter) text(name, value string) {
	if value != "" {
		o.key(name)
		o.b = jsontext.AppendString(o.b, value)
	}
}

func (o *objectWriter) texts(name string, values []string) {
	if len(values) == 0 {
		return
	}
	o.key(name)
	o.b = append(o.b, '[')
	for i, v := range values {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.b = jsontext.AppendString(o.b, v)
	}
	o.b = append(o.b, ']')
}

func (o *objectWriter) ids(name string, ids []uuid.UUID) {
	if len(ids) == 0 {
		return
	}
	o.key(name)
	o.b = appendIDs(o.b, ids)
}

// appendInts appends a list of numbers.
func appendInts(b []byte, numbers ...int) []byte {
	b = append(b, '[')
	for i, n := range numbers {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, int64(n), 10)
	}
	return append(b, ']')
}

// MarshalJSON implements [json.Marshaler].
func (r Reason) MarshalJSON() ([]byte, error) {
	o := objectWriter{b: []byte{'{'}}
	o.text("claim", r.Claim.ID.String())
	o.textOrNull("verdict", r.Verdict.String())
	o.idList("by", r.By)
	return append(o.b, '}'), nil
}

// MarshalJSON implements [json.Marshaler].
func (p Passability) MarshalJSON() ([]byte, error) {
	o := objectWriter{b: []byte{'{'}}
	o.text("crossing", p.Crossing)
	o.day("on", p.On)
	o.day("known", p.known)
	o.instant("asOf", p.asOf)
	o.day("through", p.Through())
	o.list("traffic", p.Traffic.names())
	o.textOrNull("direction", p.Direction.String())
	o.textOrNull("answer", p.Passage.String())
	o.object("sides", func(o *objectWriter) {
		for _, side := range []struct {
			side Side
			SidePassage
		}{{Syria, p.Syria}, {Iraq, p.Iraq}} {
			o.object(side.side.String(), func(o *objectWriter) {
				o.textOrNull("answer", side.Passage.String())
				o.object("status", func(o *objectWriter) { side.Status.write(o, true) })
			})
		}
	})
	o.claims("obstacles", p.Obstacles())
	o.claims("authorizations", p.Authorizations())
	o.day("attested", p.Attested)
	o.truth("lastKnown", p.IsLastKnown())
	o.text("freshness", p.Freshness().String())
	return append(o.b, '}'), nil
}
