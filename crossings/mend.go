package main

import (
	"bufio"
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
	"github.com/crossingstatus/border/edtf/prose"
	"github.com/crossingstatus/border/exchange"
)

// mends says what a fault of a sheet may mean and what to write instead, and returns what
// to put into the cell, "" where nothing or more than one thing is likely. Beside the fault
// stands the claim as far as it was read: vague dates are reckoned from the day on which
// it was reported.
func (i *importer) mends(l border.ClaimLine, err error) (said, put string) {
	e, ok := errors.AsType[*border.ClaimError](err)
	if !ok {
		return "", ""
	}
	if errors.Is(err, exchange.ErrNoColumn) {
		return i.mendsColumn(e.Member), ""
	}
	if _, ok := errors.AsType[*edtf.ParseError](err); ok {
		return i.mendsDate(border.SpanOf(l.Claim.Reported).Latest, err)
	}
	switch e.Member {
	case "when", "reported":
		put = dayOfNumber(e.Value)
	case "crossing":
		if e, ok := errors.AsType[*border.LookupError](err); ok && len(e.Candidates) == 1 {
			return "", e.Candidates[0] // its own message has it
		}
	case "value":
		put = i.nearValue(l.Claim.Kind, e.Value)
	case "source.lang":
		return i.say("want a tag of a language, as ar or en"), ""
	default:
		put = sheets.Near(e.Member, e.Value)
	}
	if put == "" {
		return "", ""
	}
	return i.say("did you mean %s?", put), put
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

// mendsDate proposes what a date may mean. Of several readings none is put in.
func (i *importer) mendsDate(anchor border.Day, err error) (said, put string) {
	e, _ := errors.AsType[*edtf.ParseError](err)
	said, first := words.MayMean(i.language, err, anchor, false)
	if first == "" {
		return said, ""
	}
	said += i.say("; if so, write %s", first)
	if len(prose.Suggest(e.Text, anchor, "")) > 1 {
		return said + i.say(", or give --dates dmy or mdy where all are numbers"), ""
	}
	return said, first
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

func (a *app) addFault(m mending, err error, said, put string) {
	e, ok := errors.AsType[*border.ClaimError](err)
	if !ok {
		return
	}
	fault := sheets.Fault{Member: e.Member, Put: put}
	short := *e
	short.File, short.Line = "", 0
	fault.Said = a.joined(words.Refusal(a.language, &short), said)
	m[e.Line] = append(m[e.Line], fault)
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
	err = errors.Join(write(buffered, h.Mended(f.sheet(), faults)), buffered.Flush(), out.Close())
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
	i.tell("crossings: wrote %s with %d proposals in; %d faults are left in its column %q; look it through, and import it", i.mend, put, left, sheets.FaultColumn)
	return nil
}
