package sheets

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/edtf/prose"
	"github.com/crossingstatus/border/exchange"
)

// ErrRow says that a row has more than [exchange.MaxRow] bytes.
var ErrRow = fmt.Errorf("a row has more than %d bytes", exchange.MaxRow)

// A Told is what Convert made of the columns.
type Told struct {
	Read []Column // those that are members, in the order of the sheet
	Left []string // the names of those left out
}

// A Column is a column and the member that it is.
type Column struct {
	Name, Member string
	Guessed      bool // not by the Map, and it has another name
}

// Convert reads a sheet, CSV with a row of names first, and writes it as CSV whose
// columns are members of claims, as the importer reads it. Columns that m does not
// name are guessed by [Guess], and left out if that fails. Rows keep their lines.
// Without a column for the modality, and none set, claims are reported.
//
// Words for a status that people use, as "Partially open", become those of claims.
// Nothing else is changed, but dates in numbers where m gives their order: what is
// no EDTF is left for the importer to refuse.
func (m Map) Convert(w io.Writer, r io.Reader) (told Told, err error) {
	if err := m.Check(); err != nil {
		return told, err
	}
	from := &limited{r: r}
	from.reset()
	in := newReader(from)
	names, err := in.Read()
	if err != nil {
		return told, placed(err)
	}
	columns, told := m.columns(names)
	set := m.constants(columns)
	head := make([]string, 0, len(names)+len(set))
	for _, c := range columns {
		if c != "" {
			head = append(head, c)
		}
	}
	for _, s := range set {
		head = append(head, s[0])
	}
	line, _ := in.FieldPos(0)
	p := &padded{w: w, out: csv.NewWriter(w), line: 1}
	if err := p.write(line, head); err != nil {
		return told, err
	}
	for {
		from.reset()
		cells, err := in.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return told, placed(err)
		}
		row := make([]string, 0, cap(head))
		for i, c := range columns {
			if c == "" {
				continue
			}
			cell := ""
			if i < len(cells) {
				cell = m.cell(c, cells[i])
			}
			row = append(row, cell)
		}
		for _, s := range set {
			row = append(row, s[1])
		}
		line, _ := in.FieldPos(0)
		if err := p.write(line, row); err != nil {
			return told, err
		}
	}
	return told, nil
}

// A padded writer puts each row on the line that it has in the sheet, as far as
// empty lines above it allow.
type padded struct {
	w    io.Writer
	out  *csv.Writer
	line int // of what is written next
}

func (p *padded) write(line int, row []string) error {
	for ; p.line < line; p.line++ {
		if _, err := io.WriteString(p.w, "\n"); err != nil {
			return err
		}
	}
	p.line++
	for _, cell := range row {
		p.line += strings.Count(cell, "\n")
	}
	if err := p.out.Write(row); err != nil {
		return err
	}
	p.out.Flush()
	return p.out.Error()
}

// newReader reads CSV with the separator that the first line has most of.
func newReader(r io.Reader) *csv.Reader {
	br := bufio.NewReaderSize(r, 64<<10)
	if start, _ := br.Peek(3); string(start) == "\ufeff" {
		_, _ = br.Discard(3) // it was peeked at
	}
	start, _ := br.Peek(4 << 10)
	first, _, _ := bytes.Cut(start, []byte("\n"))
	in := csv.NewReader(br)
	in.FieldsPerRecord = -1
	in.ReuseRecord = true
	for _, comma := range []rune{';', '\t'} {
		if bytes.Count(first, []byte(string(comma))) > bytes.Count(first, []byte(string(in.Comma))) {
			in.Comma = comma
		}
	}
	return in
}

// A limited reader fails past so many bytes: of a row, and of what is read ahead.
type limited struct {
	r    io.Reader
	left int
}

func (l *limited) reset() { l.left = exchange.MaxRow + 128<<10 }

func (l *limited) Read(b []byte) (int, error) {
	n, err := l.r.Read(b)
	if l.left -= n; l.left < 0 {
		return 0, ErrRow
	}
	return n, err
}

// placed words an error of the CSV reader with its line.
func placed(err error) error {
	if e, ok := errors.AsType[*csv.ParseError](err); ok {
		return fmt.Errorf("line %d: %w", e.Line, e.Err)
	}
	if err == io.EOF {
		return errors.New("the sheet is empty")
	}
	return err
}

// columns returns the member of each column, "" for those left out. Of two that
// would be one member the first is taken.
func (m Map) columns(names []string) (columns []string, told Told) {
	columns = make([]string, len(names))
	taken := map[string]bool{}
	take := func(i int, member string) {
		if member == "" || taken[member] || columns[i] != "" {
			return
		}
		taken[member] = true
		columns[i] = member
	}
	for i, name := range names { // what the map names comes before any guess
		if member, ok := m.Columns[strings.TrimSpace(name)]; ok {
			take(i, member)
		}
	}
	for i, name := range names { // and a member's own name before other words for it
		if name = strings.TrimSpace(name); isMember(name) && m.Set[name] == "" {
			if _, mapped := m.Columns[name]; !mapped {
				take(i, name)
			}
		}
	}
	for i, name := range names {
		name = strings.TrimSpace(name)
		_, mapped := m.Columns[name]
		member := Guess(name)
		if !mapped && m.Set[member] == "" {
			take(i, member)
		}
		switch {
		case columns[i] != "":
			told.Read = append(told.Read, Column{name, columns[i], !mapped && plain(name) != plain(columns[i])})
		case name != "":
			told.Left = append(told.Left, name)
		}
	}
	return columns, told
}

// constants are the members that every row has, with their values, in the order
// of a claim's members.
func (m Map) constants(columns []string) (set [][2]string) {
	for _, name := range members {
		value := m.Set[name]
		if name == "modality" && value == "" && !slices.Contains(columns, name) {
			value = border.Reported.String()
		}
		if value != "" && !slices.Contains(columns, name) {
			set = append(set, [2]string{name, value})
		}
	}
	return set
}

// cell returns a cell as the member has it.
func (m Map) cell(member, text string) string {
	text = strings.TrimSpace(text)
	switch member {
	case "status":
		if word, ok := statuses[plain(text)]; ok {
			return word.String()
		}
	case "when", "reported":
		return m.date(text)
	}
	return text
}

// inNumbers are dates of which the order decides: "5/6/2025", "05.06.25".
var inNumbers = regexp.MustCompile(`^[0-9]{1,2}([/.-])[0-9]{1,2}[/.-]([0-9]{4}|[0-9]{2})$`)

// date returns a date in numbers as EDTF, in the order of the map. What is no such
// date it returns as it is.
func (m Map) date(text string) string {
	if m.Dates == "" || !inNumbers.MatchString(text) {
		return text
	}
	dayFirst := text
	if m.Dates == MonthFirst { // prose has the day first
		a, rest, sign := cutSign(text)
		b, year, _ := cutSign(rest)
		dayFirst = b + sign + a + sign + year
	}
	first, _, _ := cutSign(dayFirst)
	if list := prose.Suggest(dayFirst, edtf.Day{}, prose.English); len(list) > 0 {
		d, err := edtf.ParseDay(list[0].EDTF)
		if _, _, n := d.Date(); err == nil && fmt.Sprint(n) == strings.TrimLeft(first, "0") {
			return list[0].EDTF
		}
	}
	return text
}

// cutSign cuts a text at the first sign between numbers.
func cutSign(text string) (before, after, sign string) {
	i := strings.IndexAny(text, "/.-")
	if i < 0 {
		return text, "", ""
	}
	return text[:i], text[i+1:], text[i : i+1]
}

// statuses has the words that people use for a status.
var statuses = func() map[string]border.Status {
	table := map[string]border.Status{}
	for status, words := range map[border.Status]string{
		border.Open:         "opened|fully open|operational|functional|functioning|مفتوح|مفتوحة|يعمل|سالك",
		border.Closed:       "shut|close|fully closed|not operational|non functional|sealed|مغلق|مغلقة|مقفل|متوقف",
		border.Restricted:   "partially open|partly open|partial|partially closed|partially operational|limited|مفتوح جزئيا|مغلق جزئيا|مقيد|محدود|جزئي",
		border.Intermittent: "on and off|sporadic|occasionally open|متقطع",
		border.Trial:        "pilot|test|تجريبي",
	} {
		for w := range strings.SplitSeq(words, "|") {
			table[plain(w)] = status
		}
	}
	return table
}()
