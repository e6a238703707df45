package border

import (
	"slices"
	"strconv"
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
		o.key("id")
		o.b = appendID(o.b, c.ID)
	}
	o.text("crossing", c.Crossing)
	o.text("side", c.Side.String())
	o.text("kind", c.Kind.String())
	o.text("value", c.Value)
	o.text("unit", c.Unit)
	if c.Traffic != 0 {
		o.texts("traffic", c.Traffic.names())
	}
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
		o.key("recorded")
		o.b = append(c.Recorded.UTC().AppendFormat(append(o.b, '"'), time.RFC3339Nano), '"')
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
	if len(ids) == 0 {
		return
	}
	o.key(name)
	o.b = append(o.b, '[')
	for i, id := range slices.Compact(slices.SortedFunc(slices.Values(ids), compareIDs)) {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.b = appendID(o.b, id)
	}
	o.b = append(o.b, ']')
}

// appendID appends an id as a text.
func appendID(b []byte, id uuid.UUID) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for i, c := range id {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			b = append(b, '-')
		}
		b = append(b, hex[c>>4], hex[c&0xf])
	}
	return append(b, '"')
}

// appendString appends s as encoding/json writes a string with SetEscapeHTML
// false, which is how ids are defined.
func appendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if asIs[c] {
			continue
		}
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r != '\u2028' && r != '\u2029' && (r != utf8.RuneError || size > 1) {
				i += size - 1
				continue
			}
		}
		b = append(b, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\b':
			b = append(b, '\\', 'b')
		case '\f':
			b = append(b, '\\', 'f')
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			if c < ' ' {
				b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xf])
				continue
			}
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError {
				b = append(b, `\ufffd`...)
				continue
			}
			b = append(b, '\\', 'u', '2', '0', '2', hex[r&0xf]) // an end of a line to JavaScript
			from, i = i+size, i+size-1
		}
	}
	b = append(b, s[from:]...)
	return append(b, '"')
}

// asIs tells which bytes stand in a JSON string as they are, whatever follows.
var asIs = func() (is [256]bool) {
	for c := byte(' '); c < utf8.RuneSelf; c++ {
		is[c] = c != '"' && c != '\\'
	}
	return is
}()

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
