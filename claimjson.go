package border

import (
	"slices"
	"time"

	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/internal/jsontext"
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

// appendJSON appends c, whole or in its canonical form.
func (c *Claim) appendJSON(b []byte, whole bool) []byte {
	members := c.members()
	o := jsontext.Object{Bytes: append(b, '{')}
	writeMembers(&o, members[:sourceFirst], 0, whole)
	o.Key("source")
	source := jsontext.Object{Bytes: append(o.Bytes, '{')}
	writeMembers(&source, members[sourceFirst:sourceEnd], len(sourcePath), whole)
	o.Bytes = append(source.Bytes, '}')
	writeMembers(&o, members[sourceEnd:], 0, whole)
	return append(o.Bytes, '}')
}

// writeMembers writes members into an object; of their names the first bytes, path many,
// are those of the object.
func writeMembers(o *jsontext.Object, members []Member, path int, whole bool) {
	for i := range members {
		name := members[i].name[path:]
		if f, ok := members[i].field.(*string); ok { // half of them: a switch takes longer
			if *f != "" {
				o.Text(name, *f)
			}
			continue
		}
		switch f := members[i].field.(type) {
		case *Side, *Kind, *Direction, *Modality:
			words, number := wordOf(f)
			o.Word(name, words.word(*number))
		case *edtf.Date:
			o.Word(name, f.String())
		case *Grade:
			o.Text(name, f.String())
		case *Traffic:
			if *f != 0 {
				o.Texts(name, f.names())
			}
		case *[]string:
			o.Texts(name, *f)
		case *[]uuid.UUID:
			writeIDs(o, name, *f)
		case *Edge:
			if whole || *f > Start {
				o.Word(name, max(*f, Start).String())
			}
		case *uuid.UUID:
			if whole && *f != uuid.Nil {
				o.Key(name)
				o.Bytes = append(appendID(append(o.Bytes, '"'), *f), '"')
			}
		case *time.Time:
			if whole && !f.IsZero() {
				o.Key(name)
				o.Bytes = append(f.UTC().AppendFormat(append(o.Bytes, '"'), time.RFC3339Nano), '"')
			}
		}
	}
}

// writeIDs writes a member that is a set of ids, in order, unless that is empty.
func writeIDs(o *jsontext.Object, name string, ids []uuid.UUID) {
	if len(ids) == 0 {
		return
	}
	o.Key(name)
	o.Bytes = appendIDs(o.Bytes, ids)
}

// appendIDs appends a set of ids in order.
func appendIDs(b []byte, ids []uuid.UUID) []byte {
	b = append(b, '[')
	for i, id := range slices.Compact(slices.SortedFunc(slices.Values(ids), compareIDs)) {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendID(append(b, '"'), id), '"')
	}
	return append(b, ']')
}

// appendID appends an id in its canonical form.
func appendID(b []byte, id uuid.UUID) []byte {
	const hex = "0123456789abcdef"
	for i, c := range id {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			b = append(b, '-')
		}
		b = append(b, hex[c>>4], hex[c&0xf])
	}
	return b
}
