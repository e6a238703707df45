package sheets

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/exchange"
	"github.com/xuri/excelize/v2"
)

// An Export is a workbook with sheets of claims, crossings, parties, sources and states. All
// cells are texts, below a row of names and a row of HXL tags. In the sheet of claims, members
// with a vocabulary have a list to choose from. That sheet can be read back whole. The zero
// Export has no view and is not valid.
type Export struct {
	View   border.View
	Claims iter.Seq[border.Claim] // nil: those of the view
	On     border.Day             // the day of the states
	// Empty leaves the claims and the states out and gives a form to fill in, with the
	// columns that people fill in, named in Language; what is chosen is in it, too.
	Empty    bool
	Language edtf.Language
}

// formColumns are those of the form, with their names for people and what a spreadsheet says of a
// cell in which somebody is about to write.
var formColumns = []struct{ member, english, arabic, prompt string }{
	{"crossing", "Crossing", "المعبر", "Required."},
	{"side", "Side", "الجانب", "Required."},
	{"status", "Status", "الحالة", "Required: this, or who controls it."},
	{"control", "Controlled by", "الجهة المسيطرة", "Required: this, or the status."},
	{"when", "Date", "التاريخ", "Required: 2014-06-21, 2014-06 or 21 June 2014."},
	{"source.name", "Source", "المصدر", "Required."},
	{"source.url", "Link", "الرابط", ""},
	{"reported", "Report date", "تاريخ الخبر", "When the source said it."},
	{"quote", "Quote", "الاقتباس", ""},
	{"note", "Notes", "ملاحظات", ""},
	{"modality", "How known", "نوع الخبر", ""},
	{"traffic", "Traffic", "حركة العبور", "(with “restricted”: who may still pass; with “closed”: who may not)"},
	{"direction", "Direction", "الاتجاه", ""},
	{"unit", "Group", "الفصيل", ""},
}

// arabicHeaders are what the columns of the other sheets of a form are called in Arabic.
var arabicHeaders = map[string]string{
	"crossing": "رمز المعبر", "party": "رمز الجهة", "source": "المصدر", "name": "الاسم", "name.ar": "الاسم بالعربية", "name.ku": "الاسم بالكردية",
	"aliases": "أسماء أخرى", "syria.town": "البلدة السورية", "syria.pcode": "رمز المنطقة السورية", "iraq.town": "البلدة العراقية", "iraq.pcode": "رمز المنطقة العراقية",
	"kind": "النوع", "country": "البلد", "from": "من", "to": "إلى", "of": "يتبع",
}

// headers returns the names of the columns of a sheet beside the claims: in a form in Arabic in
// Arabic, else as programs know them.
func (e Export) headers(names ...string) []string {
	if !e.Empty || e.Language != edtf.Arabic {
		return names
	}
	said := make([]string, len(names))
	for i, name := range names {
		said[i] = arabicHeaders[name]
	}
	return said
}

// choices is how many rows of a form have lists to choose from.
const choices = 10_000

// WriteTo writes the workbook. The error is [ErrCell] if a cell cannot hold some text. The same
// claims always give the same bytes.
func (e Export) WriteTo(w io.Writer) (n int64, err error) {
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := f.SetSheetName("Sheet1", claimsSheet); err != nil {
		return 0, err
	}
	for _, s := range e.sheets() {
		if err := e.write(f, s.name, s.rows); err != nil {
			return 0, err
		}
	}
	return writeInOrder(w, f)
}

// writeInOrder writes a workbook with its parts in the order of their names: the library
// writes them in any.
func writeInOrder(w io.Writer, f *excelize.File) (n int64, err error) {
	made, err := os.CreateTemp("", "crossings-workbook-*.xlsx")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, made.Close(), os.Remove(made.Name())) }()
	size, err := f.WriteTo(made)
	if err != nil {
		return 0, err
	}
	parts, err := zip.NewReader(made, size)
	if err != nil {
		return 0, err
	}
	slices.SortFunc(parts.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	counted := &countedWriter{w: w}
	out := zip.NewWriter(counted)
	for _, part := range parts.File {
		if err := out.Copy(part); err != nil {
			return counted.n, err
		}
	}
	err = out.Close()
	return counted.n, err
}

// A countedWriter counts the bytes written.
type countedWriter struct {
	w io.Writer
	n int64
}

func (c *countedWriter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}

// A namedRows is a sheet to be written.
type namedRows struct {
	name string
	rows iter.Seq2[exchange.Row, error]
}

func (e Export) sheets() []namedRows {
	all := []namedRows{{claimsSheet, e.claims()}, {crossingsSheet, e.crossings()}, {partiesSheet, e.parties()}, {sourcesSheet, e.sources()}}
	if !e.Empty {
		all = append(all, namedRows{statesSheet, piped(func(w io.Writer) error { return exchange.WriteStatesHXL(w, e.View, e.On) })})
	}
	return all
}

// write writes a sheet, with its names in view.
func (e Export) write(f *excelize.File, name string, rows iter.Seq2[exchange.Row, error]) error {
	if name != claimsSheet {
		if _, err := f.NewSheet(name); err != nil {
			return err
		}
	}
	var s *sheet
	for row, err := range rows {
		if err != nil {
			return err
		}
		if s == nil {
			if s, err = newSheet(f, name, widths(row.Cells), e.Empty && words.RightToLeft(e.Language)); err != nil {
				return err
			}
			if name == claimsSheet {
				if err := e.lists(f, row.Cells); err != nil {
					return err
				}
			}
			if err := s.out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 2, TopLeftCell: "A3", ActivePane: "bottomLeft"}); err != nil {
				return err
			}
		}
		if err := s.row(row.Cells); err != nil {
			return err
		}
	}
	return s.out.Flush()
}

// widths returns how wide columns are, in characters.
func widths(names []string) []float64 {
	list := make([]float64, len(names))
	for i, name := range names {
		list[i] = 16
		if strings.HasPrefix(name, "source") || slices.Contains([]string{"quote", "note", "crossing", "id", "name"}, exchange.Member(name)) {
			list[i] = 28
		}
	}
	return list
}

// claims yields the rows of claims: names, tags, and unless it is a form the claims.
func (e Export) claims() iter.Seq2[exchange.Row, error] {
	if !e.Empty {
		claims := e.Claims
		if claims == nil {
			claims = e.View.All()
		}
		return piped(func(w io.Writer) error { return exchange.WriteHXL(w, claims) })
	}
	var names, tags []string
	for _, c := range formColumns {
		name := c.english
		if e.Language == edtf.Arabic {
			name = c.arabic
		}
		names, tags = append(names, name), append(tags, exchange.Tag(c.member))
	}
	return rowsOf(names, tags)
}

func (e Export) crossings() iter.Seq2[exchange.Row, error] {
	rows := [][]string{
		e.headers("crossing", "name", "name.ar", "name.ku", "aliases", "syria.town", "syria.pcode", "iraq.town", "iraq.pcode"),
		{"#loc+code", "#loc+name+i_en", "#loc+name+i_ar", "#loc+name+i_ku", "#loc+name+alias", "#loc+town+syria", "#adm1+code+syria+v_pcode", "#loc+town+iraq", "#adm1+code+iraq+v_pcode"},
	}
	for c := range e.View.Crossings() {
		rows = append(rows, []string{c.Code, c.Names.English, c.Names.Arabic, c.Names.Kurdish, strings.Join(c.Aliases, " | "),
			c.Syria.Town.English, c.Syria.PCode, c.Iraq.Town.English, c.Iraq.PCode})
	}
	return rowsOf(rows...)
}

func (e Export) parties() iter.Seq2[exchange.Row, error] {
	rows := [][]string{
		e.headers("party", "name", "name.ar", "name.ku", "kind", "country", "from", "to", "aliases"),
		{"#group+code", "#group+name+i_en", "#group+name+i_ar", "#group+name+i_ku", "#group+type", "#country+code+v_iso2", "#date+start", "#date+end", "#group+name+alias"},
	}
	for p := range e.View.Parties() {
		rows = append(rows, []string{p.Code.String(), p.Names.English, p.Names.Arabic, p.Names.Kurdish, p.Kind, p.Country, p.From.String(), p.To.String(), strings.Join(p.Aliases, " | ")})
	}
	return rowsOf(rows...)
}

func (e Export) sources() iter.Seq2[exchange.Row, error] {
	rows := [][]string{e.headers("source", "name.ar", "name.ku", "kind", "of"), {"#meta+source", "#meta+source+i_ar", "#meta+source+i_ku", "#meta+source+type", "#meta+source+of"}}
	for s := range e.View.Sources() {
		rows = append(rows, []string{s.Name, s.Names.Arabic, s.Names.Kurdish, s.Kind.String(), s.Of})
	}
	return rowsOf(rows...)
}

// lists gives every column of a vocabulary its list to choose from, and in a form those in which
// something is required, or has a form, the words that say so.
func (e Export) lists(f *excelize.File, names []string) error {
	crossings, parties := 0, 0
	for range e.View.Crossings() {
		crossings++
	}
	for range e.View.Parties() {
		parties++
	}
	last := excelize.TotalRows
	if e.Empty {
		last = choices
	}
	for i, name := range names {
		member, prompt := exchange.Member(name), ""
		if e.Empty {
			member, prompt = formColumns[i].member, formColumns[i].prompt
		}
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		list := excelize.NewDataValidation(true)
		list.Sqref = fmt.Sprintf("%s3:%s%d", column, column, last)
		switch member {
		case "crossing":
			list.SetSqrefDropList(fmt.Sprintf("%s!$%s$3:$%s$%d", crossingsSheet, e.nameColumn(), e.nameColumn(), crossings+2))
		case "control":
			list.SetSqrefDropList(fmt.Sprintf("%s!$%s$3:$%s$%d", partiesSheet, e.nameColumn(), e.nameColumn(), parties+2))
		default:
			said := e.vocabulary(member)
			if len(said) == 0 && prompt == "" {
				continue
			}
			if len(said) > 0 {
				if err := list.SetDropList(said); err != nil {
					return err
				}
			}
		}
		if list.Type != "" {
			// Some columns take more than the list has: several words, a name not yet known.
			list.SetError(excelize.DataValidationErrorStyleWarning, "crossings", words.Of(e.Language, "This is not in the list."))
		}
		if prompt != "" {
			list.SetInput(name, words.Of(e.Language, prompt))
		}
		if err := f.AddDataValidation(claimsSheet, list); err != nil {
			return err
		}
	}
	return nil
}

// nameColumn is the column of crossings and of parties from which is chosen: in a form
// the name, else the code.
func (e Export) nameColumn() string {
	switch {
	case e.Empty && e.Language == edtf.Arabic:
		return "C"
	case e.Empty:
		return "B"
	}
	return "A"
}

// vocabulary returns the words to choose from for a member: in a form as people say them.
func (e Export) vocabulary(member string) (list []string) {
	for _, t := range terms(e.Language, member) {
		if e.Empty {
			list = append(list, t.said)
			continue
		}
		list = append(list, t.code)
	}
	return list
}

// rowsOf yields rows, numbered.
func rowsOf(rows ...[]string) iter.Seq2[exchange.Row, error] {
	return func(yield func(exchange.Row, error) bool) {
		for i, cells := range rows {
			if !yield(exchange.Row{Line: i + 1, Cells: cells}, nil) {
				return
			}
		}
	}
}

// piped yields the rows of what is written as CSV, one at a time.
func piped(write func(io.Writer) error) iter.Seq2[exchange.Row, error] {
	return func(yield func(exchange.Row, error) bool) {
		in, out := io.Pipe()
		defer in.Close()
		go func() { out.CloseWithError(write(out)) }()
		for row, err := range exchange.Rows(in) {
			if !yield(row, err) {
				return
			}
		}
	}
}
