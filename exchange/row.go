package exchange

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
)

// A rowReader makes claims of rows.
type rowReader struct {
	border.Claim
	row
	control, status string // what the cells in columns of one kind hold
	lookup          func(string) (border.Crossing, error)
	word            func(member, cell string) string
	columns         []*column
	members         []border.Member // of Claim
	texts           []texts         // of each column
	when, reported  border.Span
	lacking         []string // members of which the sheet has no column, told once for all rows
	faulty
}

func newRowReader(h *header, lookup func(string) (border.Crossing, error), word func(member, cell string) string) *rowReader {
	r := &rowReader{columns: h.columns, lookup: lookup, word: word, texts: make([]texts, len(h.columns))}
	if word == nil {
		r.word = func(_, cell string) string { return cell }
	}
	r.members = r.Members()
	for _, names := range h.missing() {
		r.lacking = append(r.lacking, names...)
	}
	return r
}

// Texts are what the cells of a column held lately. Names, words and dates come
// again and again, and one text serves many claims.
type texts struct {
	last  string
	short map[string]string
}

// of returns a cell as text.
func (t *texts) of(cell []byte) string {
	const longest, most = 64, 256
	if string(cell) == t.last {
		return t.last
	}
	known, ok := t.short[string(cell)]
	if !ok {
		known = string(cell)
		if len(known) <= longest && len(t.short) < most {
			if t.short == nil {
				t.short = map[string]string{}
			}
			t.short[known] = known
		}
	}
	t.last = known
	return known
}

// read puts the cells of r.row into r.Claim, and keeps the faults.
func (r *rowReader) read() {
	r.Claim = border.Claim{}
	r.control, r.status = "", ""
	r.when, r.reported = border.Span{}, border.Span{}
	r.faulty = faulty{sound: len(r.lacking) == 0, told: append(r.told[:0], r.lacking...)}
	written := r.hasID()
	for i := range r.cells() {
		cell := plain(r.cell(i))
		switch blank := isBlank(cell); {
		case len(cell) == 0, i < len(r.columns) && r.columns[i] == nil:
			continue
		case blank && (i >= len(r.columns) || !written || !r.columns[i].isText()):
			continue
		case i >= len(r.columns):
			r.tell(&border.ClaimError{Err: fmt.Errorf("%q stands in cell %d, beyond the last column", cell, i+1)})
			continue
		}
		column, text := r.columns[i], r.texts[i].of(cell)
		if column.set != nil && !isQuestion(column.header) { // those of the questions finish asks for
			text = r.word(column.header, text)
		}
		if err := column.read(r, text); err != nil {
			r.tell(&border.ClaimError{Member: column.header, Value: text, Err: plainReason(err)})
			if member := r.members[column.place].Name(); column.day != nil { // what is worked out of it fails, too
				r.told = append(r.told, member)
			}
		}
	}
	if !written {
		r.trimNames()
	}
	if r.Modality == 0 && !slices.Contains(r.told, "modality") {
		r.Modality = border.Reported // as crossings add has it
	}
	if r.Kind == border.KindReview && r.Side == 0 && !slices.Contains(r.told, "side") {
		r.Side = border.Both
	}
}

// isQuestion reports whether a column has the values of one kind.
func isQuestion(header string) bool { return header == "status" || header == "control" }

// hasID reports whether the row has the id of a claim: a program wrote it, and its texts
// stand as they are. What people write has no id, and spaces around a name that nobody sees.
func (r *rowReader) hasID() bool {
	for i, c := range r.columns {
		if c != nil && c.header == "id" {
			return !isBlank(r.cell(i))
		}
	}
	return false
}

// trimNames takes from names what cannot be seen at their ends: "Reuters " is Reuters.
func (r *rowReader) trimNames() {
	trim := func(s string) string { return strings.TrimFunc(s, unseen) }
	r.Source.Name, r.Unit = trim(r.Source.Name), trim(r.Unit)
	for i, via := range r.Source.Via {
		r.Source.Via[i] = trim(via)
	}
	r.Source.Via = slices.DeleteFunc(r.Source.Via, func(via string) bool { return via == "" })
}

// claims yields the claims of a row, before they are checked: one, or if columns named
// control and status both have a value, one of each.
func (r *rowReader) claims() iter.Seq[border.Claim] {
	return func(yield func(border.Claim) bool) {
		if r.control == "" && r.status == "" {
			yield(r.Claim)
			return
		}
		for _, q := range []struct {
			kind  border.Kind
			value string
		}{{border.KindControl, r.control}, {border.KindStatus, r.status}} {
			if q.value == "" {
				continue
			}
			c := r.Claim
			c.Kind, c.Value = q.kind, q.value
			switch {
			case r.Kind != 0 && r.Kind != q.kind || r.Value != "":
				r.tell(&border.ClaimError{Member: q.kind.String(), Value: q.value, Err: errors.New("the row has another kind or value, too; give each a row of its own")})
			case r.control != "" && r.status != "":
				if c.ID != uuid.Nil {
					r.tell(&border.ClaimError{Member: "id", Value: c.ID.String(), Err: errors.New("the row makes two claims; one id cannot be of both")})
				}
				if q.kind == border.KindControl {
					c.Traffic, c.Direction = 0, 0
				} else {
					c.Unit = ""
				}
				c = c.Clone()
			}
			if !yield(c) {
				return
			}
		}
	}
}

// finish checks what more than one cell says.
func (r *rowReader) finish(c *border.Claim) {
	if c.Kind.MakesState() {
		c.Value = r.word(c.Kind.String(), c.Value)
	}
	if c.Kind == border.KindStatus || c.Kind == border.KindControl && r.lookup != nil {
		c.Value = word(c.Value)
	}
	if r.lookup != nil && c.Crossing != "" {
		if crossing, err := r.lookup(c.Crossing); err != nil {
			r.tell(&border.ClaimError{Member: "crossing", Err: err})
		} else {
			c.Crossing = crossing.Code
		}
	}
	var err error
	if c.When, err = within("when", c.When, r.when, r.has("earliest", "latest")); err != nil {
		r.tell(err)
	}
	if c.Reported, err = within("reported", c.Reported, r.reported, r.has("reported.earliest", "reported.latest")); err != nil {
		r.tell(err)
	}
	if c.Kind == 0 && r.isColumn("status", "control") && !r.isColumn("kind") {
		r.tell(&border.ClaimError{Member: "status", Err: border.ErrMissing})
		r.told = append(r.told, "kind", "value")
	}
	r.ask(c, func(c border.Claim) error { return c.Validate() })
}

// isColumn reports whether the sheet has a column of one of these names.
func (r *rowReader) isColumn(names ...string) bool {
	return slices.ContainsFunc(r.columns, func(c *column) bool { return c != nil && slices.Contains(names, c.header) })
}

// within returns the date of two cells of days, if there is none of its own, and
// checks that they do not contradict it. In a whole sheet, which has columns for
// both, an empty cell beside a day says that the date has no such end.
func within(member string, d edtf.Date, days border.Span, whole bool) (edtf.Date, error) {
	if days.IsZero() {
		return d, nil
	}
	if !d.IsZero() {
		for _, end := range []struct {
			name       string
			cell, want border.Day
		}{{"earliest", days.Earliest, earliest(d)}, {"latest", days.Latest, latest(d)}} {
			if end.cell.IsZero() && whole && !end.want.IsZero() {
				return d, &border.ClaimError{Member: end.name, Err: fmt.Errorf("empty, but %s %q has %q; did a spreadsheet change the date?", member, d, end.want)}
			}
			if !end.cell.IsZero() && end.cell != end.want {
				return d, &border.ClaimError{Member: end.name, Value: end.cell.String(), Err: fmt.Errorf("%s %q has another: %q", member, d, end.want)}
			}
		}
		return d, nil
	}
	switch {
	case days.Earliest.IsZero() || days.Latest.IsZero():
		return d, &border.ClaimError{Member: member, Err: fmt.Errorf("want the date, or both its earliest and its latest day: %w", border.ErrMissing)}
	case days.Earliest == days.Latest:
		return edtf.DateFromDay(days.Earliest), nil
	}
	d, err := edtf.Parse("[" + days.Earliest.String() + ".." + days.Latest.String() + "]")
	if err != nil {
		return d, &border.ClaimError{Member: member, Value: days.String(), Err: err}
	}
	return d, nil
}

// has reports whether the sheet has both columns.
func (r *rowReader) has(one, two string) bool {
	found := 0
	for _, c := range r.columns {
		if c != nil && (c.header == one || c.header == two) {
			found++
		}
	}
	return found == 2
}

// plainReason drops the value from a vocabulary's error: a ClaimError has it.
func plainReason(err error) error {
	if v, ok := errors.AsType[*border.VocabularyError](err); ok {
		return fmt.Errorf("want one of %s", strings.Join(v.Allowed, ", "))
	}
	return err
}
