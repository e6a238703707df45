package border

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/internal/jsontext"
	"github.com/google/uuid"
)

// A Member is one member of the JSON form of a claim: it has the member's name, and reads
// and sets its value in the claim that it came from. [Claim.Members] returns them. The zero
// Member belongs to no claim; it has neither name nor text.
type Member struct {
	name  string
	field any // a pointer into the claim; its type tells the form of the member
}

// members is the one table of the members of a claim, in the order in which they are
// written. Members of the object source are named "source.name" and so on.
// [Claim.AppendJSON], the readers of claims, sheets and forms take names and order from
// here.
//
// To add a member, add a line here and, if its type is new, a case to each switch over
// field. To add a word to a vocabulary, nothing need be changed here.
func (c *Claim) members() [memberCount]Member {
	return [...]Member{
		{"id", &c.ID},
		{"crossing", &c.Crossing},
		{"side", &c.Side},
		{"kind", &c.Kind},
		{"value", &c.Value},
		{"unit", &c.Unit},
		{"traffic", &c.Traffic},
		{"direction", &c.Direction},
		{"when", &c.When},
		{"edge", &c.Edge},
		{"modality", &c.Modality},
		{"source.name", &c.Source.Name},
		{"source.via", &c.Source.Via},
		{"source.url", &c.Source.URL},
		{"source.title", &c.Source.Title},
		{"source.archived", &c.Source.Archived},
		{"source.lang", &c.Source.Lang},
		{"reported", &c.Reported},
		{"recorded", &c.Recorded},
		{"grade", &c.Grade},
		{"quote", &c.Quote},
		{"note", &c.Note},
		{"retracts", &c.Retracts},
		{"denies", &c.Denies},
		{"repeats", &c.Repeats},
	}
}

const memberCount = 25

// The names of the members of the object source begin with sourcePath. Their places in
// the table are sourceFirst to sourceEnd - 1.
const sourcePath = "source."

var sourceFirst, sourceEnd = func() (first, end int) {
	isOfSource := func(m Member) bool { return strings.HasPrefix(m.name, sourcePath) }
	all := new(Claim).Members()
	first = slices.IndexFunc(all, isOfSource)
	return first, first + len(slices.DeleteFunc(all, func(m Member) bool { return !isOfSource(m) }))
}()

// namesIn returns the names of the members of an object: those of the source if path is
// sourcePath, and those of the claim, source among them, if path is "".
func namesIn(path string) (names []string) {
	for _, m := range new(Claim).Members() {
		name, ok := strings.CutPrefix(m.name, path)
		name, _, _ = strings.Cut(name, ".")
		if ok && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// Members returns the members of the JSON form of c, in the order in which they are
// written. [Member.Set] changes c.
func (c *Claim) Members() []Member {
	members := c.members()
	return members[:]
}

// Name returns the name of the member, such as "when"; "source.name" and so on for those
// of the object source.
func (m Member) Name() string { return m.name }

// IsList reports whether the member is a list of texts. Every other is one text.
func (m Member) IsList() bool {
	switch m.field.(type) {
	case *Traffic, *[]string, *[]uuid.UUID:
		return true
	}
	return false
}

// AppendText implements [encoding.TextAppender]. It appends the value that the claim has
// there, as a text in the form of its JSON: nothing if it is absent, and the texts of a list
// with commas between them. An absent edge is "start". The error is always nil.
func (m Member) AppendText(b []byte) ([]byte, error) {
	switch f := m.field.(type) {
	case *string:
		b = append(b, *f...)
	case *uuid.UUID:
		if *f != uuid.Nil {
			b = appendID(b, *f)
		}
	case *edtf.Date:
		b = append(b, f.String()...)
	case *time.Time:
		if !f.IsZero() {
			b = f.UTC().AppendFormat(b, time.RFC3339Nano)
		}
	case *Grade:
		b = append(b, f.String()...)
	case *Edge:
		b = append(b, max(*f, Start).String()...)
	case *Side, *Kind, *Direction, *Modality:
		words, number := wordOf(f)
		b = append(b, words.word(*number)...)
	case *Traffic, *[]string, *[]uuid.UUID:
		b = append(b, strings.Join(m.Texts(), ",")...)
	}
	return b, nil
}

// Texts returns the value that the claim has there as a list of texts: those of a list, one
// for any other member, and none if it is absent.
func (m Member) Texts() []string {
	switch f := m.field.(type) {
	case *Traffic:
		return f.names()
	case *[]string:
		return slices.Clone(*f)
	case *[]uuid.UUID:
		texts := make([]string, len(*f))
		for i, id := range *f {
			texts[i] = id.String()
		}
		return texts
	}
	if b, _ := m.AppendText(nil); len(b) > 0 {
		return []string{string(b)}
	}
	return nil
}

// Set sets the member in the claim from a text, as [ReadClaims] reads it. If the member is a
// list, the text is added to it. The error says which texts the member may have; it is a
// [*VocabularyError] about a word that is not in its vocabulary, and an error of [edtf.Parse]
// about a date. Set does not check members against one another; [Claim.Validate] does.
func (m Member) Set(text string) (err error) {
	switch f := m.field.(type) {
	case *string:
		*f = text
	case *uuid.UUID:
		*f, err = parseID(text)
	case *edtf.Date:
		*f, err = edtf.Parse(text)
	case *time.Time:
		*f, err = parseInstant(text)
	case *Grade:
		*f, err = ParseGrade(text)
	case *Side, *Kind, *Direction, *Edge, *Modality:
		words, number := wordOf(f)
		*number, err = words.number(text)
	case *Traffic:
		var n uint8
		if n, err = trafficWords.number(text); err == nil {
			*f |= 1 << (n - 1)
		}
	case *[]string:
		*f = append(*f, text)
	case *[]uuid.UUID:
		var id uuid.UUID
		if id, err = parseID(text); err == nil {
			*f = append(*f, id)
		}
	}
	return err
}

// wordOf returns the vocabulary of a field whose value is a word of one, and a pointer to
// the number of that word in the field.
func wordOf(field any) (words, *uint8) {
	switch f := field.(type) {
	case *Side:
		return sideWords, (*uint8)(f)
	case *Kind:
		return kindWords, (*uint8)(f)
	case *Direction:
		return directionWords, (*uint8)(f)
	case *Edge:
		return edgeWords, (*uint8)(f)
	case *Modality:
		return modalityWords, (*uint8)(f)
	}
	return nil, nil
}

// parseID reads a UUID in its canonical form, the only one in which ids are written.
func parseID(s string) (uuid.UUID, error) {
	id, err := uuid.Parse(s)
	if err != nil || len(s) != 36 || id == uuid.Nil { // other forms that Parse takes have other lengths
		return uuid.Nil, errors.New("want a UUID, as fd647c79-6280-58ec-b9c3-21916de21818")
	}
	return id, nil
}

// parseInstant reads a time of RFC 3339.
func parseInstant(s string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return time.Time{}, errors.New("want a time as 2019-07-05T14:30:00Z")
	}
	return t.UTC(), nil
}

// AppendCanonical appends the canonical form of c, from which its id is made: one JSON
// object without white space, with its members in the order of [Claim.Members]. It has
// neither id nor recorded, nor members that are absent or have their default value.
func (c Claim) AppendCanonical(b []byte) []byte { return c.appendJSON(b, false) }

// AppendJSON appends the JSON form of c, on one line: the canonical form, but always
// with edge, and with id and recorded if c has them.
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

// writeMembers writes members into an object. Path is how many bytes of their names are
// that of the object, and are left out.
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

// writeIDs writes a member that is a set of ids, sorted, unless it is empty.
func writeIDs(o *jsontext.Object, name string, ids []uuid.UUID) {
	if len(ids) == 0 {
		return
	}
	o.Key(name)
	o.Bytes = appendIDs(o.Bytes, ids)
}

// appendIDs appends a set of ids as a sorted list.
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
