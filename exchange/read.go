package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
)

// A Reader reads claims from files that people have: CSV as a spreadsheet saves
// it, with HXL tags or without, and JSON Lines. The zero Reader is ready to use.
type Reader struct {
	// Name is the file's, for errors.
	Name string
	// Lookup finds the crossing that a cell means, as [border.View.Lookup] does;
	// if nil, cells hold codes.
	Lookup func(name string) (border.Crossing, error)
	// Check is asked about every claim; if it returns an error, the row is at
	// fault. Nil accepts what is well formed.
	Check func(border.Claim) error
}

// Claims yields the claims of a file. A row at fault yields its
// [*border.ClaimError], with the line on which it starts, and reading goes on,
// so that a program may list every fault; a fault of the file as a whole, such as
// a column that is missing, ends it. Of rows that are not UTF-8 only the first is told:
// it is the file that was saved otherwise. A file without a word has no claims. What the
// file holds is told from its beginning. Memory is bounded by [MaxRow].
//
// In CSV the columns may stand in any order, under the names or under the tags
// that [WriteHXL] gives them or some others that people use. Above the names
// there may be up to 25 rows of other text. The separator may be a comma, a
// semicolon or a tab. A column that is not known is a fault, unless there is a
// row of tags and the column has none. Words of a vocabulary may have capitals,
// countries may be given by their ISO codes, and without a column for the kind,
// columns named status and control have values of that kind.
func (rd Reader) Claims(r io.Reader) iter.Seq2[border.Claim, error] {
	return func(yield func(border.Claim, error) bool) {
		for l, err := range rd.ClaimLines(r) {
			if !yield(l.Claim, err) {
				return
			}
		}
	}
}

// ClaimLines is [Reader.Claims] with the line on which each claim starts.
func (rd Reader) ClaimLines(r io.Reader) iter.Seq2[border.ClaimLine, error] {
	return func(yield func(border.ClaimLine, error) bool) {
		br := bufio.NewReaderSize(r, 64<<10)
		start, _ := br.Peek(512)
		if err := unreadable(start); err != nil {
			yield(border.ClaimLine{}, rd.fault(1, err))
			return
		}
		if bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(start, bom)), []byte("{")) {
			rd.lines(br, yield)
			return
		}
		if bytes.HasPrefix(start, bom) {
			_, _ = br.Discard(len(bom)) // they were peeked at
		}
		rd.sheet(newScanner(br), yield)
	}
}

// lines yields the claims of JSON Lines.
func (rd Reader) lines(r io.Reader, yield func(border.ClaimLine, error) bool) {
	for l, err := range border.ReadClaimLines(r, rd.Name) {
		if err == nil {
			err = rd.check(l.Line, l.Claim)
		}
		if err != nil {
			l = border.ClaimLine{}
		}
		if !yield(l, err) {
			return
		}
	}
}

// check asks Check about a claim.
func (rd Reader) check(line int, c border.Claim) error {
	if rd.Check == nil {
		return nil
	}
	if err := rd.Check(c); err != nil {
		return rd.placed(line, err)
	}
	return nil
}

var bom = []byte("\ufeff")

func (rd Reader) fault(line int, err error) error {
	return &border.ClaimError{File: rd.Name, Line: line, Err: err}
}

// sheet yields the claims of CSV.
func (rd Reader) sheet(s *scanner, yield func(border.ClaimLine, error) bool) {
	h := findHeader(s)
	if s.err != nil && s.err != io.EOF && s.start == s.end {
		yield(border.ClaimLine{}, fmt.Errorf("%s: %w", rd.Name, s.err))
		return
	}
	if len(bytes.TrimSpace(s.buf[s.start:s.end])) == 0 {
		return
	}
	if slices.Contains(h.unknown, "status.certain") || h.known == 0 && bytes.Contains(s.buf[s.start:s.end], []byte("status.certain")) {
		yield(border.ClaimLine{}, rd.fault(1, errors.New("this is a sheet of states, which follow from claims; write what you know as rows of crossing, side, when, status or control, modality and source.name")))
		return
	}
	if faults := h.faults(); len(faults) > 0 {
		if head := s.buf[s.start:s.end]; !utf8.Valid(head[:bytes.LastIndexByte(head, '\n')+1]) {
			faults = []error{errCoded}
		}
		for _, err := range faults {
			if !yield(border.ClaimLine{}, rd.fault(max(h.line, 1), err)) {
				return
			}
		}
		return
	}
	toldCode := false
	row := rowReader{lookup: rd.Lookup, columns: h.columns, texts: make([]texts, len(h.columns))}
	for {
		err := s.next(&row.row)
		if fault, ok := errors.AsType[*border.ClaimError](err); ok {
			err = rd.fault(fault.Line, fault.Err)
		} else if err != nil {
			if err != io.EOF {
				yield(border.ClaimLine{}, fmt.Errorf("%s:%d: %w", rd.Name, s.line, err))
			}
			return
		} else if row.line <= h.line || row.blank() {
			continue
		} else if !utf8.Valid(row.text) {
			if toldCode {
				continue // so it is with every row that is not in English
			}
			toldCode, err = true, rd.fault(row.line, errCoded)
		} else if err = row.read(); err == nil {
			for c, err := range row.claims() {
				if err != nil {
					err = rd.placed(row.line, err)
				} else {
					err = rd.check(row.line, c)
				}
				l := border.ClaimLine{Claim: c, Line: row.line}
				if err != nil {
					l = border.ClaimLine{}
				}
				if !yield(l, err) {
					return
				}
			}
			continue
		} else {
			err = rd.placed(row.line, err)
		}
		if !yield(border.ClaimLine{}, err) {
			return
		}
	}
}

// placed returns a fault of a row with its place.
func (rd Reader) placed(line int, err error) error {
	fault, ok := errors.AsType[*border.ClaimError](err)
	if !ok {
		return rd.fault(line, err)
	}
	return &border.ClaimError{File: rd.Name, Line: line, Member: fault.Member, Value: fault.Value, Err: fault.Err}
}

// headRows is how many rows there may be above the one that names the columns.
const headRows = 25

var tagPattern = regexp.MustCompile(`(?i)^\s*#[a-z][a-z0-9_]*(\s*\+\s*[a-z][a-z0-9_]*)*\s*$`)

// A rowReader makes claims of rows.
type rowReader struct {
	border.Claim
	row
	control, status string // what the cells in columns of one kind hold
	lookup          func(string) (border.Crossing, error)
	columns         []*column
	texts           []texts // of each column
	when, reported  border.Span
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

// read puts the cells of r.row into r.Claim.
func (r *rowReader) read() error {
	r.Claim = border.Claim{}
	r.control, r.status = "", ""
	r.when, r.reported = border.Span{}, border.Span{}
	for i := range r.cells() {
		cell := plain(r.cell(i))
		switch {
		case len(cell) == 0, i < len(r.columns) && r.columns[i] == nil:
			continue
		case i >= len(r.columns) && len(bytes.TrimSpace(cell)) == 0:
			continue
		case i >= len(r.columns):
			return &border.ClaimError{Err: fmt.Errorf("%q stands in cell %d, beyond the last column", cell, i+1)}
		}
		text := r.texts[i].of(cell)
		if err := r.columns[i].set(r, text); err != nil {
			return &border.ClaimError{Member: r.columns[i].header, Value: text, Err: plainReason(err)}
		}
	}
	return nil
}

// claims yields the claims of a row: one, or if columns named control and status
// both have a value, one of each.
func (r *rowReader) claims() iter.Seq2[border.Claim, error] {
	return func(yield func(border.Claim, error) bool) {
		if r.control == "" && r.status == "" {
			c := r.Claim
			err := r.finish(&c)
			yield(c, err)
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
			err := error(nil)
			switch {
			case r.Kind != 0 && r.Kind != q.kind || r.Value != "":
				err = &border.ClaimError{Member: q.kind.String(), Value: q.value, Err: errors.New("the row has another kind or value, too; give each a row of its own")}
			case r.control != "" && r.status != "":
				if c.ID != uuid.Nil {
					err = &border.ClaimError{Member: "id", Value: c.ID.String(), Err: errors.New("the row makes two claims; one id cannot be of both")}
				}
				if q.kind == border.KindControl {
					c.Traffic, c.Direction = 0, 0
				} else {
					c.Unit = ""
				}
				c = c.Clone()
			}
			if err == nil {
				err = r.finish(&c)
			}
			if !yield(c, err) {
				return
			}
		}
	}
}

// finish checks what more than one cell says.
func (r *rowReader) finish(c *border.Claim) error {
	if c.Kind == border.KindStatus || c.Kind == border.KindControl && r.lookup != nil {
		c.Value = word(c.Value)
	}
	if r.lookup != nil && c.Crossing != "" {
		crossing, err := r.lookup(c.Crossing)
		if err != nil {
			return &border.ClaimError{Member: "crossing", Err: err}
		}
		c.Crossing = crossing.Code
	}
	var err error
	if c.When, err = within("when", c.When, r.when, r.has("earliest", "latest")); err != nil {
		return err
	}
	if c.Reported, err = within("reported", c.Reported, r.reported, r.has("reported.earliest", "reported.latest")); err != nil {
		return err
	}
	return c.Validate()
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

func (r *rowReader) setTraffic(s string) error {
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), isSeparator) {
		t, err := border.ParseTraffic(w)
		if err != nil {
			return err
		}
		r.Traffic |= t
	}
	return nil
}

// plainReason drops the value from a vocabulary's error: a ClaimError has it.
func plainReason(err error) error {
	if v, ok := errors.AsType[*border.VocabularyError](err); ok {
		return fmt.Errorf("want one of %s", strings.Join(v.Allowed, ", "))
	}
	return err
}
