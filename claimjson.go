package border

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
)

// AppendCanonical appends the canonical bytes of c, from which its id is made:
// one JSON object without white space, members in their order, without id,
// recorded, and whatever is absent or at its default.
func (c Claim) AppendCanonical(b []byte) []byte { return c.appendJSON(b, false) }

// AppendJSON appends the JSON form of c on one line: its canonical bytes, with
// edge always, and with id and recorded if it has them.
func (c Claim) AppendJSON(b []byte) []byte { return c.appendJSON(b, true) }

// MarshalJSON implements [json.Marshaler]; see [Claim.AppendJSON].
func (c Claim) MarshalJSON() ([]byte, error) { return c.AppendJSON(nil), nil }

func (c *Claim) appendJSON(b []byte, whole bool) []byte {
	o := objectWriter{b: append(b, '{')}
	if whole && c.ID != uuid.Nil {
		o.text("id", c.ID.String())
	}
	o.text("crossing", c.Crossing)
	o.text("side", c.Side.String())
	o.text("kind", c.Kind.String())
	o.text("value", c.Value)
	o.text("unit", c.Unit)
	o.texts("traffic", c.Traffic.names())
	o.text("direction", c.Direction.String())
	o.text("when", c.When.String())
	switch {
	case c.Edge > Start:
		o.text("edge", c.Edge.String())
	case whole:
		o.text("edge", Start.String())
	}
	o.text("modality", c.Modality.String())
	o.key("source")
	src := objectWriter{b: append(o.b, '{')}
	src.text("name", c.Source.Name)
	src.texts("via", c.Source.Via)
	src.text("url", c.Source.URL)
	src.text("title", c.Source.Title)
	src.text("archived", c.Source.Archived)
	src.text("lang", c.Source.Lang)
	o.b = append(src.b, '}')
	o.text("reported", c.Reported.String())
	if whole && !c.Recorded.IsZero() {
		o.text("recorded", c.Recorded.UTC().Format(time.RFC3339Nano))
	}
	o.text("grade", c.Grade.String())
	o.text("quote", c.Quote)
	o.text("note", c.Note)
	o.ids("retracts", c.Retracts)
	o.ids("denies", c.Denies)
	o.ids("repeats", c.Repeats)
	return append(o.b, '}')
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
		o.b = appendString(o.b, value)
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
		o.b = appendString(o.b, v)
	}
	o.b = append(o.b, ']')
}

func (o *objectWriter) ids(name string, ids []uuid.UUID) {
	texts := make([]string, len(ids))
	for i, id := range slices.SortedFunc(slices.Values(ids), compareIDs) {
		texts[i] = id.String()
	}
	o.texts(name, slices.Compact(texts))
}

// appendString appends s as encoding/json writes a string with SetEscapeHTML
// false, which is how ids are defined.
func appendString(b []byte, s string) []byte {
	plain := utf8.ValidString(s) && !strings.Contains(s, "\u2028") && !strings.Contains(s, "\u2029")
	for i := 0; plain && i < len(s); i++ {
		plain = s[i] >= ' ' && s[i] != '"' && s[i] != '\\'
	}
	if plain {
		b = append(b, '"')
		b = append(b, s...)
		return append(b, '"')
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string always encodes
	return append(b, bytes.TrimSuffix(buf.Bytes(), []byte{'\n'})...)
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
