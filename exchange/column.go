package exchange

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
)

// A column is one column of claims in CSV: a member of the claim, or a day that is worked
// out from one.
type column struct {
	header string
	tag    string                         // HXL 1.1
	also   []string                       // other headers and tags by which people call it
	place  int                            // of the member among those of a claim
	day    func(*border.Claim) border.Day // if it is worked out: the day
	set    setCell                        // nil: the member is what the cell says
}

// A setCell reads a cell that is not empty into the claim of a row; m is the member of
// the column.
type setCell func(r *rowReader, m border.Member, cell string) error

// ofMembers has, for members of a claim, what their columns need beside the name. The column
// of a member that is not here has the member's name and the tag #meta.
var ofMembers = map[string]column{
	"id":              {tag: "#meta+id", set: setID},
	"crossing":        {tag: "#loc+code", also: []string{"crossing.id", "#loc", "#loc+name"}},
	"side":            {tag: "#loc+side", also: []string{"country", "#country", "#country+code", "#country+code+v_iso3"}, set: setSide},
	"kind":            {tag: "#event+type", also: []string{"#event"}, set: setWord},
	"value":           {tag: "#event+value"},
	"unit":            {tag: "#group+unit", also: []string{"#group+name"}},
	"traffic":         {tag: "#access+type", set: setWords},
	"direction":       {tag: "#access+direction", set: setWord},
	"when":            {tag: "#meta+edtf", also: []string{"edtf", "date", "#date", "#date+occurred"}, set: setDate},
	"edge":            {tag: "#event+edge", set: setWord},
	"modality":        {tag: "#status+modality", set: setWord},
	"source.name":     {tag: "#meta+source", also: []string{"source", "speaker", "#contact+speaker+name"}},
	"source.via":      {tag: "#meta+source+via", also: []string{"via"}, set: setList},
	"source.url":      {tag: "#meta+url", also: []string{"url", "link"}},
	"source.title":    {tag: "#meta+source+title", also: []string{"title"}},
	"source.archived": {tag: "#meta+archive+url", also: []string{"archived", "archive.url"}},
	"source.lang":     {tag: "#meta+lang", also: []string{"lang", "language"}},
	"reported":        {tag: "#meta+edtf+reported", also: []string{"#date+reported"}, set: setDate},
	"recorded":        {tag: "#meta+recorded", set: setTrimmed},
	"grade":           {tag: "#meta+grade", set: setGrade},
	"quote":           {tag: "#description+quote"},
	"note":            {tag: "#description+note", also: []string{"remarks", "#description", "#description+i_en"}},
	"retracts":        {tag: "#meta+id+retracts", set: setIDs},
	"denies":          {tag: "#meta+id+denies", set: setIDs},
	"repeats":         {tag: "#meta+id+repeats", set: setIDs},
}

// workedOut has, for a member with a date, the columns with its days, which stand behind it.
var workedOut = map[string][]column{
	"when": {
		{header: "earliest", tag: "#date+earliest", also: []string{"when.earliest"},
			day: func(c *border.Claim) border.Day { return earliest(c.When) },
			set: func(r *rowReader, _ border.Member, s string) (err error) {
				r.when.Earliest, err = parseDay(s)
				return err
			}},
		{header: "latest", tag: "#date+latest", also: []string{"when.latest"},
			day: func(c *border.Claim) border.Day { return latest(c.When) },
			set: func(r *rowReader, _ border.Member, s string) (err error) {
				r.when.Latest, err = parseDay(s)
				return err
			}},
	},
	"reported": {
		{header: "reported.earliest", tag: "#date+earliest+reported",
			day: func(c *border.Claim) border.Day { return earliest(c.Reported) },
			set: func(r *rowReader, _ border.Member, s string) (err error) {
				r.reported.Earliest, err = parseDay(s)
				return err
			}},
		{header: "reported.latest", tag: "#date+latest+reported",
			day: func(c *border.Claim) border.Day { return latest(c.Reported) },
			set: func(r *rowReader, _ border.Member, s string) (err error) {
				r.reported.Latest, err = parseDay(s)
				return err
			}},
	},
}

// columns are all columns that are written, in the order of the members.
var columns = func() (all []column) {
	for place, m := range new(border.Claim).Members() {
		c := ofMembers[m.Name()]
		c.header, c.place = m.Name(), place
		if c.tag == "" {
			c.tag = "#meta+" + strings.ReplaceAll(c.header, ".", "+")
		}
		all = append(all, c)
		for _, day := range workedOut[c.header] {
			day.place = place
			all = append(all, day)
		}
	}
	return all
}()

// readOnly are columns that are read but not written. People have them in their own
// sheets: one for each question, in place of kind and value.
var readOnly = []column{
	{header: "status", tag: "#access+status", also: []string{"#status+operational", "#status"},
		set: func(r *rowReader, _ border.Member, s string) error { r.status = s; return nil }},
	{header: "control", tag: "#group+controller+code", also: []string{"controller", "#group+controller", "#group"},
		set: func(r *rowReader, _ border.Member, s string) error { r.control = s; return nil }},
}

// required are the columns without which no row is a claim.
var required = [][]string{{"crossing"}, {"side"}, {"status", "control", "kind"}, {"source.name"}}

// Member returns the name of the member that a column is read into, given the column's name
// or HXL tag: "source.name" for "Source name". It returns "" if there is no such member. For
// the columns status and control, and for columns of days that are worked out from a member,
// it returns the name of the column.
func Member(column string) string {
	c := byName(column)
	if strings.HasPrefix(strings.TrimSpace(column), "#") {
		c = byTag(column)
	}
	if c == nil {
		return ""
	}
	return c.header
}

// Tag returns the HXL tag that [WriteHXL] gives the column of a member, and "" if there is no
// such member.
func Tag(member string) string {
	if c := byName(member); c != nil {
		return c.tag
	}
	return ""
}

// append appends the cell of a claim, whose members are given.
func (c *column) append(b []byte, claim *border.Claim, members []border.Member) []byte {
	switch m := members[c.place]; {
	case c.day != nil:
		b, _ = c.day(claim).AppendText(b) // it never fails
	case m.IsList():
		b = joinList(b, m.Texts())
	default:
		b, _ = m.AppendText(b) // it never fails
	}
	return b
}

// read reads a cell that is not empty into the claim of a row.
func (c *column) read(r *rowReader, cell string) error {
	m := r.members[c.place]
	if c.set != nil {
		return c.set(r, m, cell)
	}
	return m.Set(cell)
}

// isText reports whether the member is a text, or a list of such, and no word, date or id.
func (c *column) isText() bool { return c.set == nil || c.header == "source.via" }

func setTrimmed(_ *rowReader, m border.Member, s string) error { return m.Set(visible(s)) }

func setWord(_ *rowReader, m border.Member, s string) error { return m.Set(word(s)) }

func setSide(_ *rowReader, m border.Member, s string) error { return m.Set(sideWord(s)) }

func setGrade(_ *rowReader, m border.Member, s string) error {
	return m.Set(strings.ToUpper(visible(s)))
}

func setID(_ *rowReader, m border.Member, s string) error {
	id, err := uuid.Parse(visible(s))
	if err != nil {
		return m.Set(s)
	}
	return m.Set(id.String())
}

// setEach sets a list word by word.
func setEach(r *rowReader, m border.Member, s string, set setCell) error {
	for word := range strings.FieldsFuncSeq(visible(s), isSeparator) {
		if err := set(r, m, word); err != nil {
			return err
		}
	}
	return nil
}

func setIDs(r *rowReader, m border.Member, s string) error { return setEach(r, m, s, setID) }

func setWords(r *rowReader, m border.Member, s string) error { return setEach(r, m, s, setWord) }

func setList(_ *rowReader, m border.Member, s string) error {
	for _, text := range splitList(s) {
		if err := m.Set(text); err != nil {
			return err
		}
	}
	return nil
}

// setDate reads a date. It takes no date that a spreadsheet has rewritten, as 2014-05 to
// May-14: nobody can tell what it was.
func setDate(_ *rowReader, m border.Member, s string) error {
	if day, ok := dayNumber(s); ok {
		return fmt.Errorf("a spreadsheet's number of a day, perhaps %s; make the column text and write the date anew", day)
	}
	s = visible(s)
	err := m.Set(s)
	if err != nil && rewritten.MatchString(s) {
		err = fmt.Errorf("%w; %w", err, ErrRewritten)
	}
	return err
}

// ErrRewritten: a text is not a date, and looks as if a spreadsheet had made it of one.
var ErrRewritten = errors.New("if a spreadsheet changed it, make the column text before opening the file")

// rewritten are dates as spreadsheets write them: 20/04/2026, 2026/4/20 0:00, May-14.
var rewritten = regexp.MustCompile(`^(\p{Nd}{1,2}[-/.](\p{Nd}{1,2}|\p{L}{3,9})([-/.]\p{Nd}{2,4})?|\p{L}{3,9}[-/.]\p{Nd}{2}|\p{Nd}{4}[/.]\p{Nd}{1,2}[/.]\p{Nd}{1,2})( \p{Nd}{1,2}:.*)?$`)

// word puts a word of a vocabulary as it stands in one: people write Closed.
func word(s string) string { return strings.ToLower(visible(s)) }

// sideWord returns the side that a country's code means, and any other word as it is.
func sideWord(s string) string {
	switch s = word(s); s {
	case "sy", "syr":
		return border.Syria.String()
	case "iq", "irq":
		return border.Iraq.String()
	}
	return s
}

// dayNumber returns the day that a spreadsheet means by a number of five digits: it
// counts from 1899-12-30.
func dayNumber(s string) (day border.Day, ok bool) {
	s = visible(s)
	n, err := strconv.Atoi(s)
	if err != nil || len(s) != 5 || n < 10000 {
		return day, false
	}
	return border.Date(1899, time.December, 30).AddDays(n), true
}

func parseDay(s string) (border.Day, error) {
	d, err := border.ParseDay(visible(s))
	if number, ok := dayNumber(s); ok && err != nil {
		err = fmt.Errorf("a spreadsheet's number of a day, perhaps %s; want a day as 2014-06-15", number)
	} else if err != nil {
		err = errors.New("want a day as 2014-06-15")
	}
	return d, err
}

// isSeparator reports whether c stands between the members of a list of plain
// words.
func isSeparator(c rune) bool { return strings.ContainsRune("|,; \t\r\n", c) }

// earliest returns the first day of a date, no day if it has none.
func earliest(d edtf.Date) border.Day { return border.SpanOf(d).Earliest }

// latest returns the last day of a date, no day if it has none.
func latest(d edtf.Date) border.Day { return border.SpanOf(d).Latest }
