package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/crossingstatus/border"
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
	// Note is told once what is passed over: columns whose HXL tags a claim has no
	// use for, as readers of HXL do. Nil hears nothing.
	Note func(error)
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
// row of tags: those that a claim has no use for are passed over. A cell in which nothing
// can be seen is empty, and names are trimmed of what cannot be seen, but for the texts of
// a row that has an id. Words of a vocabulary may have capitals,
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
	head := s.buf[s.start:s.end]
	if s.err != nil && s.err != io.EOF && len(head) == 0 {
		yield(border.ClaimLine{}, fmt.Errorf("%s: %w", rd.Name, s.err))
		return
	}
	if len(bytes.TrimSpace(head)) == 0 {
		return
	}
	line, faults := headFaults(&h, head)
	for _, err := range faults {
		if !yield(border.ClaimLine{}, rd.fault(line, err)) {
			return
		}
	}
	if len(faults) == 0 {
		if len(h.foreign) > 0 && rd.Note != nil {
			rd.Note(rd.fault(line, fmt.Errorf("passed over, for a claim has nothing of the kind: %s", strings.Join(h.foreign, ", "))))
		}
		rd.rows(s, &h, yield)
	}
}

// headFaults returns what keeps every row of a sheet from being read, of which some of
// the beginning was read, and the line to tell them with.
func headFaults(h *header, head []byte) (line int, faults []error) {
	const ofStates = "status.certain"
	if slices.Contains(slices.Concat(h.unknown, h.foreign), ofStates) || h.known == 0 && bytes.Contains(head, []byte(ofStates)) {
		return 1, []error{errStates}
	}
	faults = h.faults()
	if whole := head[:bytes.LastIndexByte(head, '\n')+1]; len(faults) > 0 && !utf8.Valid(whole) {
		faults = []error{errCoded}
	}
	return max(h.line, 1), faults
}

// rows yields the claims of the rows below a header.
func (rd Reader) rows(s *scanner, h *header, yield func(border.ClaimLine, error) bool) {
	row := newRowReader(h.columns, rd.Lookup)
	toldCode := false
	for {
		err := s.next(&row.row)
		fault, isOfRow := errors.AsType[*border.ClaimError](err)
		switch {
		case err == io.EOF:
			return
		case isOfRow:
			err = rd.fault(fault.Line, fault.Err)
		case err != nil:
			yield(border.ClaimLine{}, fmt.Errorf("%s:%d: %w", rd.Name, s.line, err))
			return
		case row.line <= h.line, row.blank():
			continue
		case !utf8.Valid(row.text):
			if toldCode {
				continue // so it is with every row that is not in English
			}
			toldCode, err = true, rd.fault(row.line, errCoded)
		default:
			if !rd.row(row, yield) {
				return
			}
			continue
		}
		if !yield(border.ClaimLine{}, err) {
			return
		}
	}
}

// row yields the claims of one row, or its faults, and reports whether to go on.
func (rd Reader) row(row *rowReader, yield func(border.ClaimLine, error) bool) bool {
	if err := row.read(); err != nil {
		return yield(border.ClaimLine{}, rd.placed(row.line, err))
	}
	for c, err := range row.claims() {
		l := border.ClaimLine{Claim: c, Line: row.line}
		if err != nil {
			l, err = border.ClaimLine{}, rd.placed(row.line, err)
		} else if err = rd.check(row.line, c); err != nil {
			l = border.ClaimLine{}
		}
		if !yield(l, err) {
			return false
		}
	}
	return true
}

// placed returns a fault of a row with its place.
func (rd Reader) placed(line int, err error) error {
	fault, ok := errors.AsType[*border.ClaimError](err)
	if !ok {
		return rd.fault(line, err)
	}
	return &border.ClaimError{File: rd.Name, Line: line, Member: fault.Member, Value: fault.Value, Err: fault.Err}
}
