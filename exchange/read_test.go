package exchange_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/exchange"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// read returns what a sheet holds in short: a line for each claim or fault.
func read(t testing.TB, sheet string) []string {
	view := dataset(t).View()
	var lines []string
	for c, err := range (exchange.Reader{Name: "sheet.csv", Lookup: view.Lookup}).Claims(strings.NewReader(sheet)) {
		if err != nil {
			lines = append(lines, err.Error())
			continue
		}
		line := []string{c.Crossing, c.Side.String(), c.Kind.String(), c.Value, c.When.String(), c.Modality.String(), c.Source.Name}
		for _, more := range []string{c.Traffic.String(), c.Direction.String(), strings.Join(c.Source.Via, "+"), c.Reported.String(), c.Quote} {
			if more != "" {
				line = append(line, more)
			}
		}
		lines = append(lines, strings.Join(line, " "))
	}
	return lines
}

var sheets = []struct {
	name, sheet string
	want        []string
}{
	{
		"a person's own sheet: a title, semicolons, names of places, capitals, a cell with a line end",
		"Our list;;;;;;\n;;;;;;\nCrossing;Country;Date;Status;Modality;Source;Remarks\nAbu Kamal;SYR;2014-06-15;Closed;Reported;Radio;\"two\nlines\"\nالقائم;irq;2014-38;open;REPORTED;Radio;\n;;;;;;\n",
		[]string{"al-bukamal-al-qaim syria status closed 2014-06-15 reported Radio", "al-bukamal-al-qaim iraq status open 2014-38 reported Radio"},
	},
	{
		"one row that answers both questions makes two claims",
		"crossing,side,when,status,traffic,control,unit,modality,source.name\nal-qaim,iraq,2020,restricted,\"fuel; transit\",iraqi-government,border-guards,observed,X\n",
		[]string{"al-bukamal-al-qaim iraq control iraqi-government 2020 observed X", "al-bukamal-al-qaim iraq status restricted 2020 observed X transit,fuel"},
	},
	{
		"HXL tags alone, their attributes in any order, and a column of no tag",
		"#loc +code,,#LOC+SIDE,#event+type,#event+value,#date+latest,#date+earliest,#status+modality,#meta+source,#meta+via+source\nqaim,mine,iraq,passage,lorries,2020-02-03,2020-02-01,observed,X,A | B \\| C\n",
		[]string{"al-bukamal-al-qaim iraq passage lorries [2020-02-01..2020-02-03] observed X A+B | C"},
	},
	{
		"tabs, and a first line that names the separator",
		"sep=\t\ncrossing\tside\tkind\tvalue\twhen\tmodality\tsource\nqaim\tiraq\tstatus\topen\t2020\tobserved\tX\n",
		[]string{"al-bukamal-al-qaim iraq status open 2020 observed X"},
	},
	{
		"upright strokes, and lists in cells",
		"Border crossings | May 2020\ncrossing|side|kind|value|when|modality|source\nqaim|iraq|status|open|2020|observed|\"X, Y; Z | W\"\n",
		[]string{"al-bukamal-al-qaim iraq status open 2020 observed X, Y; Z | W"},
	},
	{
		"a wrong pairing, a date that a spreadsheet changed, an unknown word, and a row that is right",
		"crossing,side,kind,value,when,modality,source\nAl-Yarubiyah–Al-Waleed,iraq,status,open,2020,observed,X\nqaim,iraq,status,open,May-14,observed,X\nqaim,west,status,open,2020,observed,X\nqaim,iraq,status,open,2020,observed,X\nqaim,iraq,status,ajar,2020,observed,X\nqaim,iraq,status,open,2020,observed,\n",
		[]string{
			`sheet.csv:2: crossing: "Al-Yarubiyah–Al-Waleed": no such crossing: its two sides belong to different crossings; did you mean al-tanf-al-waleed or al-yarubiyah-rabia?`,
			`sheet.csv:3: when "May-14": edtf: "May-14": 'M' where a digit of the year should be at offset 0; if a spreadsheet changed it, make the column text before opening the file`,
			`sheet.csv:4: side "west": want one of syria, iraq, both`,
			"al-bukamal-al-qaim iraq status open 2020 observed X",
			`sheet.csv:6: value "ajar": want one of closed, intermittent, open, restricted, trial, unknown`,
			`sheet.csv:7: source.name: missing`,
		},
	},
	{
		"an open end that a spreadsheet took for a day",
		"crossing,side,kind,value,when,earliest,latest,modality,source\nqaim,iraq,status,open,2020-02-01,2020-02-01,,observed,X\nqaim,iraq,status,open,2020-02-01/,2020-02-01,,observed,X\n",
		[]string{
			`sheet.csv:2: latest: empty, but when "2020-02-01" has "2020-02-01"; did a spreadsheet change the date?`,
			"al-bukamal-al-qaim iraq status open 2020-02-01/ observed X",
		},
	},
	{
		"days that contradict the date beside them, half of a pair of days, a cell too many",
		"crossing,side,kind,value,when,earliest,latest,modality,source\nqaim,iraq,status,open,2020-02,2020-02-01,2020-03-01,observed,X\nqaim,iraq,status,open,,2020-02-01,,observed,X\nqaim,iraq,status,open,2020,,,observed,X,more\nqaim,iraq,status,open,,2020-02-01,2020-02-01,observed,X\n",
		[]string{
			`sheet.csv:2: latest "2020-03-01": when "2020-02" has another: "2020-02-29"`,
			`sheet.csv:3: when: want the date, or both its earliest and its latest day: missing`,
			`sheet.csv:4: "more" stands in cell 10, beyond the last column`,
			"al-bukamal-al-qaim iraq status open 2020-02-01 observed X",
		},
	},
	{
		"a quotation mark that is not closed swallows no rows",
		"crossing,side,kind,value,when,modality,source,quote\nqaim,iraq,status,open,2020,observed,X,\"he said\nqaim,iraq,status,open,2021,observed,X,\nqaim,iraq,status,open,2022,observed,\"X\"y,\nqaim,iraq,status,open,2023,observed,X,5\" pipe\n",
		[]string{
			`sheet.csv:2: "X" follows the quotation mark that closes a cell; write one within a cell twice`,
			"al-bukamal-al-qaim iraq status open 2021 observed X",
			`sheet.csv:4: "y" follows the quotation mark that closes a cell; write one within a cell twice`,
			`al-bukamal-al-qaim iraq status open 2023 observed X 5" pipe`,
		},
	},
	{
		"columns that are unknown, given twice, missing",
		"crossing,side,kind,value,when,colour,When\nqaim,iraq,status,open,2020,red,2021\n",
		[]string{
			`sheet.csv:1: two columns are when`,
			`sheet.csv:1: source.name: no column is for it`,
		},
	},
	{
		"a row of two questions with a kind of its own, and with one id for two claims",
		"id,crossing,side,kind,status,control,when,modality,source\n,qaim,iraq,control,open,,2020,observed,X\nfd647c79-6280-58ec-b9c3-21916de21818,qaim,iraq,,open,none,2020,observed,X\n",
		[]string{
			`sheet.csv:2: status "open": the row has another kind or value, too; give each a row of its own`,
			`sheet.csv:3: id "fd647c79-6280-58ec-b9c3-21916de21818": the row makes two claims; one id cannot be of both`,
		},
	},
	{
		"states, which export writes, are no claims",
		sheetOfStates(false),
		[]string{`sheet.csv:1: this is a sheet of states, which follow from claims; write what you know as rows of crossing, side, when, status or control, modality and source.name`},
	},
	{"no names of columns", "a,b\n1,2\n", []string{`sheet.csv:1: no row names the columns; name them as crossing, side, kind, value, when, modality, source.name`}},
	{"nothing", "\ufeff\r\n \n", nil},
	{"a workbook", "PK\x03\x04rest", []string{`sheet.csv:1: this is a workbook; save its sheet as CSV in UTF-8`}},
	{"UTF-16", "\xff\xfec\x00", []string{`sheet.csv:1: the text is UTF-16; save the sheet as CSV in UTF-8`}},
	{
		"another encoding than UTF-8 is told once",
		"crossing,side,kind,value,when,modality,source\nqaim,iraq,passage,\xc7\xe1,2020,observed,X\nqaim,iraq,status,ajar,2020,observed,X\nqaim,iraq,passage,\xc7\xe1,2021,observed,X\n",
		[]string{
			`sheet.csv:2: the text is not UTF-8; save the sheet as CSV in UTF-8`,
			`sheet.csv:3: value "ajar": want one of closed, intermittent, open, restricted, trial, unknown`,
		},
	},
	{"names of columns in another encoding", "crossing,side,kind,value,when,modality,\xc7\xe1\nqaim,iraq,status,open,2020,observed,X\n", []string{`sheet.csv:1: the text is not UTF-8; save the sheet as CSV in UTF-8`}},
	{
		"numbers of days, as a spreadsheet counts them",
		"crossing,side,kind,value,when,earliest,latest,modality,source\nqaim,iraq,status,open,41791,,,observed,X\nqaim,iraq,status,open,,41791,41792,observed,X\nqaim,iraq,status,open,417912,,,observed,X\nqaim,iraq,status,open,,10000,09999,observed,X\n",
		[]string{
			`sheet.csv:2: when "41791": a spreadsheet's number of a day, perhaps 2014-06-01; make the column text and write the date anew`,
			`sheet.csv:3: earliest "41791": a spreadsheet's number of a day, perhaps 2014-06-01; want a day as 2014-06-15`,
			`sheet.csv:3: latest "41792": a spreadsheet's number of a day, perhaps 2014-06-02; want a day as 2014-06-15`,
			`sheet.csv:4: when "417912": edtf: "417912": a fifth digit of the year; one of more than four begins with Y at offset 4`,
			`sheet.csv:5: earliest "10000": a spreadsheet's number of a day, perhaps 1927-05-18; want a day as 2014-06-15`,
			`sheet.csv:5: latest "09999": want a day as 2014-06-15`,
		},
	},
	{"a JSON document", "{\"version\":\"1\",\"crossings\":[\n{}\n]}\n", []string{`sheet.csv:1: this is one JSON document; want claims, one object a line, as crossings export --format jsonl writes them`}},
	{"a JSON document in many lines", "\ufeff{\n \"crossing\": 7\n}\n", []string{`sheet.csv:1: this is one JSON document; want claims, one object a line, as crossings export --format jsonl writes them`}},
	{"a JSON list", "[\n{}\n]\n", []string{`sheet.csv:1: this is one JSON document; want claims, one object a line, as crossings export --format jsonl writes them`}},
	{
		"JSON Lines, told by their beginning",
		"\ufeff\n{\"crossing\":\"al-bukamal-al-qaim\",\"side\":\"iraq\",\"kind\":\"status\",\"value\":\"open\",\"when\":\"2020\",\"modality\":\"observed\",\"source\":{\"name\":\"X\"}}\n{\"crossing\":7}\n",
		[]string{"al-bukamal-al-qaim iraq status open 2020 observed X", `sheet.csv:3: crossing "7": want a text, got a number`},
	},
}

// sheetOfStates returns the states of the dataset on a day, as they are exported.
func sheetOfStates(tags bool) string {
	reg, err := border.Default()
	if err != nil {
		return err.Error()
	}
	write := exchange.WriteStatesCSV
	if tags {
		write = exchange.WriteStatesHXL
	}
	var b strings.Builder
	if err := write(&b, reg.View(), smallDay); err != nil {
		return err.Error()
	}
	return b.String()
}

func TestSheets(t *testing.T) {
	require.Len(t, read(t, sheetOfStates(true)), 1)
	for _, tt := range sheets {
		require.Equal(t, tt.want, read(t, tt.sheet), tt.name)
	}
}

// A row, and what an unclosed quotation mark swallows, is bounded; what follows
// is read.
func TestRowTooLong(t *testing.T) {
	head := "crossing,side,kind,value,when,modality,source,quote\n"
	right := "qaim,iraq,status,open,2020,observed,X,\n"
	long := "qaim,iraq,status,open,2020,observed,X,\"" + strings.Repeat("x", exchange.MaxRow) + "\"\n"
	require.Equal(t, []string{
		"sheet.csv:2: the row is longer than 1048576 bytes; is a quotation mark not closed?",
		"al-bukamal-al-qaim iraq status open 2020 observed X",
	}, read(t, head+long+right))
}

func TestReadErrors(t *testing.T) {
	broken := errors.New("the cable is out")
	for _, text := range []string{"", "crossing,side,kind,value,when,modality,source\nqaim,iraq,status,open,2020,observed,X\n"} {
		var got error
		for _, err := range (exchange.Reader{Name: "sheet.csv"}).Claims(io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken))) {
			got = err
		}
		require.ErrorIs(t, got, broken)
	}
}

// A caller may stop, and refuse claims of its own accord.
func TestReaderStopsAndChecks(t *testing.T) {
	sheet := "crossing,side,kind,value,when,modality,source\na,iraq,status,open,2020,observed,X\nb,iraq,status,open,2020,observed,X\n"
	lines := "{\"crossing\":\"a\",\"side\":\"iraq\",\"kind\":\"status\",\"value\":\"open\",\"when\":\"2020\",\"modality\":\"observed\",\"source\":{\"name\":\"X\"}}\n"
	for _, text := range []string{sheet, lines + strings.Replace(lines, `"a"`, `"b"`, 1), "crossing,colour,side\n"} {
		n := 0
		for range (exchange.Reader{}).Claims(strings.NewReader(text)) {
			n++
			break
		}
		require.Equal(t, 1, n)
	}
	onlyA := exchange.Reader{Name: "f", Check: func(c border.Claim) error {
		if c.Crossing != "a" {
			return &border.ClaimError{Member: "crossing", Value: c.Crossing, Err: errors.New("not mine")}
		}
		return nil
	}}
	for text, want := range map[string]string{sheet: `f:3: crossing "b": not mine`, lines + strings.Replace(lines, `"a"`, `"b"`, 1): `f:2: crossing "b": not mine`} {
		var faults []string
		for _, err := range onlyA.Claims(strings.NewReader(text)) {
			if err != nil {
				faults = append(faults, err.Error())
			}
		}
		require.Equal(t, []string{want}, faults)
	}
}

// Whatever a file holds, reading it ends, each claim that it gives is valid, and
// what was read is written and read again as the same.
func FuzzReader(f *testing.F) {
	for _, tt := range sheets {
		f.Add(tt.sheet)
	}
	f.Fuzz(func(t *testing.T, sheet string) {
		var got []border.Claim
		for c, err := range (exchange.Reader{Name: "sheet"}).Claims(strings.NewReader(sheet)) {
			if err != nil {
				continue
			}
			require.NoError(t, c.Validate())
			if c.Edge == 0 {
				c.Edge = border.Start
			}
			got = append(got, c)
		}
		for name, write := range both {
			var b bytes.Buffer
			require.NoError(t, write(&b, slices.Values(got)))
			require.Equal(t, normal(got), normal(readAll(t, &b)), name)
		}
	})
}

// normal puts the ids that claims name in order, as JSON does.
func normal(claims []border.Claim) []border.Claim {
	for i := range claims {
		for _, ids := range []*[]uuid.UUID{&claims[i].Retracts, &claims[i].Denies, &claims[i].Repeats} {
			slices.SortFunc(*ids, func(x, y uuid.UUID) int { return bytes.Compare(x[:], y[:]) })
			*ids = slices.Compact(*ids)
		}
	}
	return claims
}

// What is written into one cell comes out of it, whatever it is.
func FuzzCells(f *testing.F) {
	for _, s := range []string{"=1", "'=1", "a|b", `\|`, " x ", "\r\n", "\"", "معبر"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, text, relay string) {
		if !utf8.ValidString(text) || !utf8.ValidString(relay) || strings.TrimSpace(relay) == "" {
			t.Skip()
		}
		want := border.Claim{Crossing: "c", Side: border.Iraq, Kind: border.KindPassage, Value: "x" + text, Modality: border.Denied, Edge: border.Start,
			Source: border.Source{Name: "n" + text, Via: []string{relay, relay}}, Quote: text, Note: text}
		want.ID = want.ContentID() // a row without one is written by people
		var b bytes.Buffer
		require.NoError(t, exchange.WriteHXL(&b, slices.Values([]border.Claim{want})))
		require.Equal(t, []border.Claim{want}, readAll(t, &b))
	})
}
