package border

import (
	"encoding/json"
	"fmt"
	"iter"
	"time"

	"github.com/crossingstatus/border/internal/jsontext"
	"github.com/crossingstatus/border/internal/timeline"
	"github.com/google/uuid"
)

// In the JSON forms of answers every member is there. Days are YYYY-MM-DD. What is
// infinite or does not apply is null; a list is never null. Ids are sorted.

// An objectWriter writes the members of one JSON object. Of the methods that write texts and
// lists, Text, Word and Texts leave out what is empty, as a claim does; answers use them for
// members that never are.
type objectWriter struct{ jsontext.Object }

// newObjectWriter begins an object behind b.
func newObjectWriter(b []byte) objectWriter {
	return objectWriter{jsontext.Object{Bytes: append(b, '{')}}
}

// end returns the bytes with the object closed.
func (o *objectWriter) end() []byte { return append(o.Bytes, '}') }

func (o *objectWriter) day(name string, d Day) { o.TextOrNull(name, d.String()) }

func (o *objectWriter) instant(name string, t time.Time) {
	if t.IsZero() {
		o.Null(name)
		return
	}
	o.Text(name, t.UTC().Format(time.RFC3339Nano))
}

func (o *objectWriter) span(name string, s Span) {
	o.Key(name)
	in := newObjectWriter(o.Bytes)
	in.day("earliest", s.Earliest)
	in.day("latest", s.Latest)
	o.Bytes = in.end()
}

// idList writes a list of ids in order, which may be empty.
func (o *objectWriter) idList(name string, ids []uuid.UUID) {
	if len(ids) == 0 {
		o.List(name, nil)
		return
	}
	writeIDs(&o.Object, name, ids)
}

// object writes an object member by member.
func (o *objectWriter) object(name string, write func(*objectWriter)) {
	o.Key(name)
	in := newObjectWriter(o.Bytes)
	write(&in)
	o.Bytes = in.end()
}

// MarshalJSON implements [json.Marshaler].
func (f Finding[V]) MarshalJSON() ([]byte, error) {
	o := newObjectWriter(nil)
	f.write(&o, true)
	return o.end(), nil
}

// write writes the members of a finding. Those that count origins are only in findings of
// one day, not in those of a segment.
func (f Finding[V]) write(o *objectWriter, ofDay bool) {
	if f.track == nil {
		return
	}
	w := f.written()
	if w == nil {
		w = f.toWrite(ofDay)
	}
	o.Text("value", w.value)
	o.Bool("certain", f.Certain)
	o.Bool("disputed", f.Disputed)
	o.List("possible", w.possible)
	o.TextOrNull("unit", f.Unit())
	o.List("traffic", f.Traffic().names())
	o.TextOrNull("direction", f.Direction().String())
	o.span("since", f.Since)
	o.day("attested", f.Attested)
	o.idList("basis", w.basis)
	o.idList("against", w.against)
	if ofDay {
		o.Int("origins", w.origins)
		o.Int("later", w.later)
	}
}

// toWrite returns what the JSON of a finding says beside the finding's fields.
func (f Finding[V]) toWrite(ofDay bool) *writtenFinding {
	a := f.track.answer(f.place)
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
	o := newObjectWriter(nil)
	d.write(&o)
	return o.end(), nil
}

func (d DerivedStatus) write(o *objectWriter) {
	var possible []string
	for s := range d.Possible() {
		possible = append(possible, s.String())
	}
	o.Text("value", d.Value.String())
	o.Bool("certain", d.Certain)
	o.Bool("disputed", d.Disputed)
	o.List("possible", possible)
}

// claims writes a list of claims.
func (o *objectWriter) claims(name string, claims iter.Seq[Claim]) {
	o.Key(name)
	o.Bytes = append(o.Bytes, '[')
	sep := ""
	for c := range claims {
		o.Bytes = c.AppendJSON(append(o.Bytes, sep...))
		sep = ","
	}
	o.Bytes = append(o.Bytes, ']')
}

// MarshalJSON implements [json.Marshaler].
func (s State) MarshalJSON() ([]byte, error) {
	o := newObjectWriter(nil)
	o.Text("crossing", s.Crossing)
	o.day("on", s.On)
	o.day("known", s.Known)
	o.instant("asOf", s.AsOf)
	o.day("through", s.Through())
	o.Bool("lastKnown", s.IsLastKnown())
	o.Text("freshness", s.Freshness().String())
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
	o.Key("plans")
	o.Bytes = append(o.Bytes, '[')
	sep := ""
	for p := range s.Plans() {
		o.Bytes = p.appendJSON(append(o.Bytes, sep...))
		sep = ","
	}
	o.Bytes = append(o.Bytes, ']')
	o.claims("notices", s.Notices())
	o.day("lastReported", s.LastReported())
	return o.end(), nil
}

// MarshalJSON implements [json.Marshaler].
func (s Segment) MarshalJSON() ([]byte, error) {
	o := newObjectWriter(nil)
	o.Text("crossing", s.Crossing)
	o.Text("side", s.Side.String())
	o.Text("question", s.Question.String())
	o.day("from", s.From)
	o.day("to", s.To)
	s.control.write(&o, false)
	s.status.write(&o, false)
	return o.end(), nil
}

// MarshalJSON implements [json.Marshaler].
func (p Plan) MarshalJSON() ([]byte, error) { return p.appendJSON(nil), nil }

func (p *Plan) appendJSON(b []byte) []byte {
	o := newObjectWriter(b)
	o.Text("claim", p.Claim.String())
	o.Text("crossing", p.Crossing)
	o.Text("side", p.Side.String())
	o.Text("value", p.Value)
	o.span("due", p.Due)
	o.TextOrNull("reported", p.Reported.String())
	o.Text("outcome", p.Outcome.String())
	if p.MetBy == uuid.Nil {
		o.Null("metBy")
	} else {
		o.Text("metBy", p.MetBy.String())
	}
	o.slip("slipDays", p.Slip)
	o.slip("waitedDays", p.Waited)
	return o.end()
}

func (o *objectWriter) slip(name string, s Slip) {
	if !s.Known {
		o.Null(name)
		return
	}
	o.Ints(name, s.Least, s.Most)
}

// MarshalJSON implements [json.Marshaler].
func (c Change) MarshalJSON() ([]byte, error) {
	o := newObjectWriter(nil)
	o.Text("crossing", c.Crossing)
	o.Text("side", c.Side.String())
	o.Text("question", c.Question.String())
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
	return o.end(), nil
}

// MarshalJSON implements [json.Marshaler].
func (r Reason) MarshalJSON() ([]byte, error) {
	o := newObjectWriter(nil)
	o.Text("claim", r.Claim.ID.String())
	o.TextOrNull("verdict", r.Verdict.String())
	o.idList("by", r.By)
	return o.end(), nil
}

// MarshalJSON implements [json.Marshaler].
func (p Passability) MarshalJSON() ([]byte, error) {
	o := newObjectWriter(nil)
	o.Text("crossing", p.Crossing)
	o.day("on", p.On)
	o.day("known", p.known)
	o.instant("asOf", p.asOf)
	o.day("through", p.Through())
	o.List("traffic", p.Traffic.names())
	o.TextOrNull("direction", p.Direction.String())
	o.TextOrNull("answer", p.Passage.String())
	o.object("sides", func(o *objectWriter) {
		for _, side := range []struct {
			side Side
			SidePassage
		}{{Syria, p.Syria}, {Iraq, p.Iraq}} {
			o.object(side.side.String(), func(o *objectWriter) {
				o.TextOrNull("answer", side.Passage.String())
				o.object("status", func(o *objectWriter) { side.Status.write(o, true) })
			})
		}
	})
	o.claims("obstacles", p.Obstacles())
	o.claims("authorizations", p.Authorizations())
	o.day("attested", p.Attested)
	o.Bool("lastKnown", p.IsLastKnown())
	o.Text("freshness", p.Freshness().String())
	return o.end(), nil
}

// MarshalJSON implements [json.Marshaler]: the two ends, null where it is open.
func (s Span) MarshalJSON() ([]byte, error) {
	o := newObjectWriter(nil)
	o.day("earliest", s.Earliest)
	o.day("latest", s.Latest)
	return o.end(), nil
}

// MarshalJSON implements [json.Marshaler].
func (e Endurance) MarshalJSON() ([]byte, error) {
	o := newObjectWriter(nil)
	o.Text("crossing", e.Crossing)
	o.TextOrNull("side", e.Side.String())
	o.TextOrNull("status", e.Status.String())
	o.Int("age", e.Age)
	o.Int("of", e.Of)
	o.Int("same", e.Same)
	return o.end(), nil
}

// readAnswer reads the JSON of an answer into j, makes the answer from it with make, and stores it
// in target. It refuses an answer that would be written otherwise than it was read: so nothing that
// was written is lost, and nothing that was not is made up. Target changes only if there is no
// error. What names the answer in the error.
func readAnswer[A json.Marshaler](target *A, data []byte, j any, what string, make func() (A, error)) error {
	err := unmarshalStrict(data, j)
	var answer A
	if err == nil {
		answer, err = make()
	}
	if err == nil {
		err = compareRewritten(data, answer)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	*target = answer
	return nil
}

// compareRewritten returns an error if an answer would be written otherwise than it was read.
func compareRewritten(read []byte, answer json.Marshaler) error {
	written, err := answer.MarshalJSON()
	if err != nil {
		return err
	}
	return jsontext.Compare(read, written)
}
