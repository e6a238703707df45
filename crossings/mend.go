package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/sheets"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/exchange"
)

// A toldFault is a fault as it is told, and how the sheet is mended.
type toldFault struct {
	sheets.Fault
	line int
	said string // with its place
}

// mends says the faults of a row as people see the sheet: each under the name of its column,
// with what to write instead, and what to put into the cell, "" where nothing or more than
// one thing is likely.
func (i *importer) mends(f importedFile, h sheets.Header, row []rowFault) (list []toldFault) {
	anchor := i.anchorOf(row)
	for _, fault := range row {
		e, ok := errors.AsType[*border.ClaimError](fault.err)
		if !ok {
			list = append(list, toldFault{said: words.Refusal(i.language, fault.err)})
			continue
		}
		m := mender{importer: i, file: f, header: h, claim: fault.claim.Claim, anchor: anchor, fault: *e}
		column := m.column()
		said := m.mend()
		told := toldFault{Fault: sheets.Fault{Member: column, Put: m.put}, line: e.Line}
		told.said = i.joined(words.Refusal(i.language, &m.fault), said)
		m.fault.File, m.fault.Line = "", 0
		told.Said = i.joined(words.Refusal(i.language, &m.fault), said)
		list = append(list, told)
	}
	return list
}

// anchorOf returns the day from which the vague dates of a row are reckoned: that on which it
// was reported, or if that is a fault what it means for certain.
func (i *importer) anchorOf(row []rowFault) border.Day {
	for _, fault := range row {
		if day := border.SpanOf(fault.claim.Claim.Reported).Latest; !day.IsZero() {
			return day
		}
		e, ok := errors.AsType[*border.ClaimError](fault.err)
		if !ok || e.Member != "reported" {
			continue
		}
		put := dayOfNumber(e.Value)
		if readings := words.Readings(i.language, e.Value, border.Day{}, false); put == "" && len(readings) == 1 {
			put = readings[0].EDTF
		}
		if put != "" {
			return border.SpanOf(edtf.MustParse(put)).Latest
		}
	}
	return border.Day{}
}

// A mender puts a fault into the words of the sheet.
type mender struct {
	*importer
	file   importedFile
	header sheets.Header
	claim  border.Claim // as far as it was read
	anchor border.Day
	fault  border.ClaimError // as it is told
	put    string            // what to write in the cell
}

// column returns the member of the column in which the fault is.
func (m *mender) column() string {
	if _, ok := m.header.Name(m.fault.Member); m.fault.Member != "value" || ok {
		return m.fault.Member
	}
	if m.claim.Kind == border.KindControl {
		return "control"
	}
	return "status"
}

// mend puts the fault into the words of the sheet, and returns what is to be said behind it
// in the language of the answers.
func (m *mender) mend() (said string) {
	e := &m.fault
	if errors.Is(e.Err, exchange.ErrNoColumn) {
		return m.mendsColumn(e.Member)
	}
	column := m.column()
	name, inSheet := m.header.Name(column)
	inSheet = inSheet && column != "" // as of a cell beyond the last column
	lookup, isLookup := errors.AsType[*border.LookupError](e.Err)
	_, isDate := errors.AsType[*edtf.ParseError](e.Err)
	switch {
	case isDate:
		said = m.mendDate()
	case e.Err == border.ErrMissing && inSheet:
		said = m.mendEmpty(column)
	case isLookup:
		m.mendCrossing(lookup)
	case e.Member == "source.lang":
		said = m.say("want a tag of a language, as ar or en")
	default:
		m.mendWord(column)
	}
	if m.put != "" && !isDate && !isLookup { // those say it themselves
		said = m.say("did you mean %s?", m.put)
	}
	if inSheet {
		e.Member = name
	}
	return said
}

// mendsColumn says how to give a member for which there is no column.
func (i *importer) mendsColumn(member string) string {
	switch member {
	case "side":
		return i.say("if every row is of both sides, give --set side=both; else a column of the name side")
	case "source.name":
		return i.say("give --set source.name=NAME, if one source said it all; else a column of the name source")
	}
	return i.say("give --map NAME=%s with the name of its column, or --set %s=VALUE", member, member)
}

// mendDate says first what a date may mean. Of several readings none is put in.
func (m *mender) mendDate() (said string) {
	e := &m.fault
	date, _ := errors.AsType[*edtf.ParseError](e.Err)
	isRewritten := errors.Is(e.Err, exchange.ErrRewritten) && !m.file.isBook
	readings := words.Readings(m.language, date.Text, m.anchor, false)
	switch {
	case len(readings) == 1:
		m.put = readings[0].EDTF
		e.Err = errors.New(words.CellMayMean(m.language, readings))
	case len(readings) > 1:
		message := words.CellMayMean(m.language, readings)
		if sheets.InNumbers(date.Text) {
			message += m.say(", or give --dates dmy or mdy where all are numbers")
		}
		e.Err = errors.New(message)
	case words.IsReckoned(date.Text) && e.Member != "reported":
		name, _ := m.header.Name("reported")
		e.Err = errors.New(m.say("reckoned from the day on which it was written; write that day in %q", name))
	default:
		e.Err = date
		said, _ = words.MayMean(m.language, date, m.anchor, false)
	}
	if isRewritten {
		return words.Refusal(m.language, exchange.ErrRewritten)
	}
	return said
}

// mendEmpty says what an empty cell may have.
func (m *mender) mendEmpty(column string) (said string) {
	m.fault.Err = errors.New("the cell is empty")
	if choices := m.header.Choices(column); choices != nil {
		m.fault.Err = fmt.Errorf("the cell is empty; want one of %s", strings.Join(choices, m.say(", ")))
	}
	if other, ok := m.header.Name("control"); ok && column == "status" {
		return m.say("or fill in %q", other)
	}
	return ""
}

// mendCrossing names the crossings that may be meant as the sheet does.
func (m *mender) mendCrossing(e *border.LookupError) {
	named := *e
	if l, ok := m.header.Language("crossing"); ok {
		named.Candidates = nil
		for _, code := range e.Candidates {
			c, err := m.view.Lookup(code)
			if err != nil {
				return
			}
			named.Candidates = append(named.Candidates, cmp.Or(c.Names.In(words.Tag(l)), code))
		}
	}
	if len(named.Candidates) == 1 {
		m.put = named.Candidates[0]
	}
	m.fault.Err = &named
}

// mendWord proposes a word of a vocabulary, or a party, and lists them as a form does.
func (m *mender) mendWord(column string) {
	e := &m.fault
	l, isSaid := m.header.Language(column)
	switch {
	case column == "when" || column == "reported":
		m.put = dayOfNumber(e.Value)
	case e.Member == "value":
		m.put = m.nearValue(m.claim.Kind, e.Value)
	default:
		m.put = sheets.Near(column, e.Value)
	}
	m.put = m.header.Said(column, m.put)
	if errors.Is(e.Err, errNoParty) && isSaid {
		var parties []string
		for p := range m.view.Parties() {
			parties = append(parties, words.Party(l, m.view, p.Code))
		}
		e.Err = fmt.Errorf("%w; want one of %s", errNoParty, strings.Join(parties, m.say(", ")))
		if m.put != "" {
			m.put = words.Party(l, m.view, border.Party(m.put))
		}
	}
	for _, want := range []string{"want one of ", "want some of "} {
		if choices := m.header.Choices(column); choices != nil && isSaid && strings.HasPrefix(e.Err.Error(), want) {
			e.Err = errors.New(want + strings.Join(choices, m.say(", ")))
		}
	}
}

// dayOfNumber returns the day for which a spreadsheet has a number of five digits.
func dayOfNumber(cell string) string {
	n, err := strconv.Atoi(strings.TrimSpace(cell))
	if err != nil || n < 10_000 || n > 99_999 {
		return ""
	}
	return border.Date(1899, time.December, 30).AddDays(n).String()
}

// nearValue returns the value that people mean by one with a slip.
func (i *importer) nearValue(kind border.Kind, cell string) string {
	if kind != border.KindControl {
		return sheets.Near("status", cell)
	}
	_, err := i.view.LookupParty(cell)
	if e, ok := errors.AsType[*border.PartyError](err); ok && len(e.Candidates) == 1 {
		return e.Candidates[0].String()
	}
	return ""
}

// joined puts a proposal behind a message.
func (a *app) joined(message, said string) string {
	if said == "" {
		return message
	}
	return message + a.say("; ") + said
}

// mending has the faults of a sheet by their lines.
type mending map[int][]sheets.Fault

// add adds a fault; one that is of no row is told alone.
func (m mending) add(f toldFault) {
	if f.Said != "" {
		m[f.line] = append(m[f.line], f.Fault)
	}
}

// writeMended writes a sheet with what is proposed for its faults, and tells how many
// are left.
func (i *importer) writeMended(f *importedFile, faults mending) error {
	h := f.header()
	write := sheets.WriteCSV
	switch ext := filepath.Ext(i.mend); ext {
	case ".csv":
	case ".xlsx":
		write = sheets.WriteXLSX
	default:
		return usageError{fmt.Errorf("--mend %s: want a name that ends in .csv or .xlsx", i.mend)}
	}
	out, err := os.OpenFile(i.mend, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriter(out)
	err = errors.Join(write(buffered, h.Mended(f.sheet(), faults, i.say("; "))), buffered.Flush(), out.Close())
	if err != nil {
		return err
	}
	put, left := 0, 0
	for _, row := range faults {
		for _, fault := range row {
			if fault.Put != "" {
				put++
			} else {
				left++
			}
		}
	}
	i.tell("crossings: wrote %s; put in: %s; left in its column %q: %s; look it through, and import it",
		i.mend, words.Proposals(i.language, put), sheets.FaultColumn, words.FaultsOrNone(i.language, left))
	return nil
}
