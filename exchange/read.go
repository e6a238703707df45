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
// it, with or without HXL tags, and JSON Lines. The zero Reader is ready to use.
type Reader struct {
	// Name is that of the file, for errors.
	Name string
	// Lookup returns the crossing that a cell names, as [border.View.Lookup] does.
	// If it is nil, cells must have the codes of crossings.
	Lookup func(name string) (border.Crossing, error)
	// Check is called with every claim. If it returns an error, the row is at fault. If it
	// is nil, every well-formed claim is accepted.
	Check func(border.Claim) error
	// Note is called, at most once, with an error that lists the columns that were ignored.
	// It may be nil.
	Note func(error)
	// Word translates the cell of a member that is not free text, as "Partially open" to
	// "restricted", and returns any other cell unchanged. For the value of a status or of
	// a control, member is "status" or "control". If Word is nil, cells must have the
	// words of claims.
	Word func(member, cell string) string
}

// Claims yields the claims of a file. It finds out whether the file is CSV or JSON Lines by
// its beginning. Memory is bounded by [MaxRow].
//
// A row at fault yields a [*border.ClaimError] for each member at fault, with the line on
// which the row starts. Then reading goes on, so that a program can list all faults. Two
// faults are yielded only once: a missing column, and a text that is not UTF-8, since both
// are in every row. An empty file has no claims.
//
// In CSV:
//
//   - The separator is a comma, a semicolon, a tab or an upright stroke. Up to 25 rows of
//     other text may stand above the names of the columns.
//   - Columns may be in any order. They have the names or the tags that [WriteHXL] gives them,
//     or some others in use. Other columns are ignored.
//   - A cell without a visible character is empty, and invisible characters around a cell are
//     removed; but in a row with an id, texts are left as they are.
//   - Words of a vocabulary may have capitals, and sides may be ISO codes of countries.
//   - If there is no column for the kind, columns named status and control have values of
//     that kind.
//   - Without a modality a claim is reported, and without a side a review is about both.
func (rd Reader) Claims(r io.Reader) iter.Seq2[border.Claim, error] {
	return func(yield func(border.Claim, error) bool) {
		for l, err := range rd.ClaimLines(r) {
			if !yield(l.Claim, err) {
				return
			}
		}
	}
}

// ClaimLines is [Reader.Claims] with the line on which each claim starts. With the fault of
// a row of CSV comes the claim as far as it could be read, so that a program can propose a
// correction.
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
	line, ofAll, missing := headFaults(&h, head)
	if len(h.passed) > 0 && rd.Note != nil && ofAll == nil {
		rd.Note(rd.fault(line, fmt.Errorf("passed over, for a claim has nothing of the kind: %s", strings.Join(h.passed, ", "))))
	}
	for _, err := range ofAll {
		if !yield(border.ClaimLine{}, rd.fault(line, err)) {
			return
		}
	}
	for _, err := range missing {
		if !yield(border.ClaimLine{}, rd.placed(line, err)) {
			return
		}
	}
	if len(ofAll) == 0 {
		rd.rows(s, &h, yield)
	}
}

// headFaults returns the line to tell faults of the columns with, what keeps every row of a
// sheet from being read, of which some of the beginning was read, and what every row lacks.
func headFaults(h *header, head []byte) (line int, ofAll []error, missing []*border.ClaimError) {
	const ofStates = "status.certain"
	line = max(h.line, 1)
	if slices.Contains(h.passed, ofStates) || h.known == 0 && bytes.Contains(head, []byte(ofStates)) {
		return 1, []error{errStates}, nil
	}
	ofAll, missing = h.faults()
	if whole := head[:bytes.LastIndexByte(head, '\n')+1]; len(ofAll)+len(missing) > 0 && !utf8.Valid(whole) {
		return line, []error{errCoded}, nil
	}
	return line, ofAll, missing
}

// rows yields the claims of the rows below a header.
func (rd Reader) rows(s *scanner, h *header, yield func(border.ClaimLine, error) bool) {
	row := newRowReader(h, rd.Lookup, rd.Word)
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
	row.read()
	for c := range row.claims() {
		l := border.ClaimLine{Claim: c, Line: row.line}
		row.finish(&l.Claim)
		if rd.Check != nil {
			row.ask(&l.Claim, rd.Check)
		}
		faults := row.takeFaults()
		for _, err := range faults {
			if !yield(l, rd.placed(row.line, err)) {
				return false
			}
		}
		if len(faults) == 0 && row.sound && !yield(l, nil) {
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
