package main

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/sheets"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/exchange"
)

// A rowFault is a fault of a row, with the claim as far as it was read.
type rowFault struct {
	claim border.ClaimLine
	err   error
}

// byRow yields the faults of each row together, and none for each sound claim.
func byRow(rows iter.Seq2[border.ClaimLine, error]) iter.Seq[[]rowFault] {
	return func(yield func([]rowFault) bool) {
		var row []rowFault
		for l, err := range rows {
			if line := lineOfFault(err); len(row) > 0 && (err == nil || line == 0 || line != lineOfFault(row[0].err)) {
				if !yield(row) {
					return
				}
				row = nil
			}
			if err != nil {
				row = append(row, rowFault{l, err})
			} else if !yield(nil) {
				return
			}
		}
		if len(row) > 0 {
			yield(row)
		}
	}
}

// findFaults reads the files, tells every fault, and fails if there is one.
func (i *importer) findFaults() error {
	faults, found, ofAll, mended := 0, 0, false, mending{}
	for _, f := range i.files {
		before, foundBefore := faults+found, found
		inRow := 0 // how many rows are at fault
		h := f.header()
		for row := range byRow(i.rows(f)) {
			if len(row) == 0 {
				found++
				continue
			}
			faults += len(row)
			isOfRow := false
			for _, told := range i.mends(f, h, row) {
				fmt.Fprintln(i.err, told.said)
				if i.mend != "" {
					mended.add(told)
				}
			}
			for _, fault := range row {
				if f.isOfAll(fault.claim, fault.err) {
					ofAll = true
				} else {
					isOfRow = true
				}
			}
			if isOfRow {
				inRow++
			}
		}
		if found += inRow; f.told != nil { // a row may have two claims, or a claim and a fault of its cells
			found = foundBefore + f.told.Rows
		}
		if faults+found == before {
			i.tell("crossings: %s has no claims", f.name)
		}
	}
	i.tellReadAs()
	if i.mend != "" {
		if err := i.writeMended(&i.files[0], mended); err != nil {
			return err
		}
	}
	switch {
	case faults == 0:
		return nil
	case ofAll: // nobody counted the rows
		i.tell("crossings: nothing imported: %s", words.Faults(i.language, faults))
	default:
		i.tell("crossings: nothing imported: %s in %s", words.Faults(i.language, faults), words.Rows(i.language, found))
	}
	return errFaults
}

// readsAs returns what people mean by the cells of a sheet, as [sheets.Map.Word] does, and
// notes those that are read as another word.
func (i *importer) readsAs(f importedFile) func(member, cell string) string {
	word, h := f.mapping.Word(i.view.LookupParty), f.header()
	return func(member, cell string) string {
		for said, code := range sheets.ReadAs(member, cell) {
			i.noteReadAs(said, h.Said(member, code))
		}
		return word(member, cell)
	}
}

// noteReadAs notes once that a word is read as another.
func (i *importer) noteReadAs(said, known string) {
	if text := i.say("%q as %s", said, known); !i.again && !slices.Contains(i.readAs, text) {
		i.readAs = append(i.readAs, text)
	}
}

// tellReadAs tells once which words were read as others.
func (i *importer) tellReadAs() {
	if len(i.readAs) > 0 {
		i.tell("crossings: read %s; if that is wrong, write another word in the sheet", strings.Join(i.readAs, i.say(", ")))
	}
}

// isOfAll reports whether a fault is of the whole file, as of the row that names its columns.
func (f *importedFile) isOfAll(l border.ClaimLine, err error) bool {
	e, ok := errors.AsType[*border.ClaimError](err)
	return !ok && err != nil || errors.Is(err, exchange.ErrNoColumn) || ok && l.Line == 0 && e.Member == "" && e.Line <= max(1, f.header().Line)
}

// header returns what the columns of a sheet are.
func (f *importedFile) header() (h sheets.Header) {
	if f.told != nil {
		return f.told.Header
	}
	if f.sheet != nil {
		h, _ = f.mapping.Find(f.sheet())
	}
	return h
}

// check finds what is wrong with a claim here. One of which the id is held by one of
// other content is a fault: whoever changes a row leaves its id there.
func (i *importer) check(c border.Claim) error {
	if h, ok := i.held[c.ID]; ok && string(h.AppendCanonical(nil)) != string(c.AppendCanonical(nil)) {
		return &border.ClaimError{Member: "id", Value: c.ID.String(),
			Err: fmt.Errorf("%w: leave its id empty, and name this one under retracts", border.ErrTwoContents)}
	}
	if err := noSheetErrors(c); err != nil {
		return err
	}
	if c.Source.Lang != "" && !isLanguageTag(c.Source.Lang) {
		return &border.ClaimError{Member: "source.lang", Value: c.Source.Lang, Err: errNoLanguage}
	}
	if len(c.Quote)+len(c.Note)+len(c.Value)+len(c.Source.Title) > border.MaxLine/8 && len(c.AppendJSON(nil)) > border.MaxLine-64 { // room for id and recorded
		return &border.ClaimError{Member: "quote", Err: fmt.Errorf("the claim is longer than the %d bytes of a line", border.MaxLine)}
	}
	return known(i.view, c)
}

// sheetErrors are what a spreadsheet shows for a formula that fails.
var sheetErrors = []string{"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!"}

// noSheetErrors reports a text that is the error of a spreadsheet.
func noSheetErrors(c border.Claim) error {
	for _, m := range [...]struct{ name, text string }{
		{"value", c.Value}, {"unit", c.Unit}, {"source.name", c.Source.Name}, {"source.url", c.Source.URL}, {"source.title", c.Source.Title},
		{"source.archived", c.Source.Archived}, {"source.lang", c.Source.Lang}, {"quote", c.Quote}, {"note", c.Note}, {"source.via", strings.Join(c.Source.Via, "")},
	} {
		if len(m.text) > 0 && m.text[0] == '#' && slices.Contains(sheetErrors, m.text) {
			return &border.ClaimError{Member: m.name, Value: m.text, Err: errors.New("the error of a spreadsheet, not a text; put the cell right, or empty it")}
		}
	}
	return nil
}

// note tells what is no fault and deserves a look, once.
func (i *importer) note(err error) {
	if !i.again {
		fmt.Fprintf(i.err, "crossings: %s\n", words.Refusal(i.language, err))
	}
}

// tell tells a phrase on standard error, in the language of the answers.
func (a *app) tell(phrase string, args ...any) { fmt.Fprintln(a.err, a.say(phrase, args...)) }

// noteChanged tells of a claim whose id was made from other content: its row was changed.
func (i *importer) noteChanged(l border.ClaimLine, file string) {
	if id := l.Claim.ID; id.Version() == 5 && id != l.Claim.ContentID() {
		i.note(&border.ClaimError{File: file, Line: l.Line, Member: "id", Value: id.String(),
			Err: errors.New("not that of the content; if the row was changed, leave its id empty, and name this one under retracts")})
	}
}
