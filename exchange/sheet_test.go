package exchange_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/exchange"
	"github.com/stretchr/testify/require"
)

// Every fault of a row is told at once, one a member, and what follows from another is not.
func TestEveryFaultOfARow(t *testing.T) {
	for _, tt := range []struct {
		name, sheet string
		want        []string
	}{
		{"four members",
			"crossing,side,status,when,source,grade\nnowhere,west,ajar,20/04/2026,X,Z9\nqaim,iraq,open,2020,X,\n",
			[]string{
				`sheet.csv:2: side "west": want one of syria, iraq, both`,
				`sheet.csv:2: when "20/04/2026": edtf: "20/04/2026": '/' where a digit of the year should be at offset 2; if a spreadsheet changed it, make the column text before opening the file`,
				`sheet.csv:2: grade "Z9": "Z9" is not a grade: want a letter A to F and a digit 1 to 6, as B2`,
				`sheet.csv:2: crossing: "nowhere": no such crossing; want one of al-bukamal-al-qaim, al-tanf-al-waleed, al-yarubiyah-rabia, faysh-khabur-semalka`,
				`sheet.csv:2: value "ajar": want one of closed, intermittent, open, restricted, trial, unknown`,
				"al-bukamal-al-qaim iraq status open 2020 reported X",
			}},
		{"all that is missing",
			"crossing,side,status,when,source,note\n,,,,,something\n",
			[]string{"sheet.csv:2: status: missing", "sheet.csv:2: crossing: missing", "sheet.csv:2: side: missing", "sheet.csv:2: when: missing", "sheet.csv:2: source.name: missing"}},
		{"a column that is missing is told once, and the rows are read",
			"crossing,status,when,source\nqaim,open,2020,X\nqaim,ajar,2020,X\n",
			[]string{"sheet.csv:1: side: no column is for it", `sheet.csv:3: value "ajar": want one of closed, intermittent, open, restricted, trial, unknown`}},
		{"of a kind that is none nothing follows",
			"crossing,side,kind,value,unit,when,source\nqaim,iraq,gossip,open,guards,2020,X\n",
			[]string{`sheet.csv:2: kind "gossip": want one of control, status, passage, obstacle, threat, authorization, review`}},
		{"a review is of both sides, and what nobody says is reported",
			"crossing,kind,side,when,source\nqaim,review,,2020-01-02,X\n",
			[]string{"al-bukamal-al-qaim both review  2020-01-02 reported X"}},
	} {
		require.Equal(t, tt.want, read(t, tt.sheet), tt.name)
	}
}

// Beside a fault stands what could be read of the row.
func TestClaimBesideItsFault(t *testing.T) {
	sheet := "crossing,side,status,when,reported,source\nqaim,iraq,open,last Tuesday,2026-04-20,X\n"
	n := 0
	for l, err := range (exchange.Reader{Lookup: dataset(t).View().Lookup}).ClaimLines(strings.NewReader(sheet)) {
		require.Error(t, err)
		require.Equal(t, "2026-04-20", l.Claim.Reported.String())
		require.Equal(t, border.AlBukamalAlQaim, l.Claim.Crossing)
		require.Equal(t, 2, l.Line)
		n++
	}
	require.Equal(t, 1, n)
}

// Words of people are asked for as they stand, and columns that a claim has not are noted once.
func TestWordsAndNotes(t *testing.T) {
	var notes []string
	rd := exchange.Reader{Name: "sheet.csv", Lookup: dataset(t).View().Lookup,
		Note: func(err error) { notes = append(notes, err.Error()) },
		Word: func(member, cell string) string {
			return map[string]string{"status Partially open": "restricted", "side Syrian": "syria", "traffic lorries, people": "commercial passengers"}[member+" "+cell]
		}}
	var read []border.Claim
	for c, err := range rd.Claims(strings.NewReader("crossing,side,status,traffic,when,source,Lat,Comments 2\nqaim,Syrian,Partially open,\"lorries, people\",,X,33,ok\n")) {
		require.EqualError(t, err, "sheet.csv:2: when: missing")
		read = append(read, c)
	}
	require.Len(t, read, 1)
	require.Equal(t, "restricted", read[0].Value)
	require.Equal(t, []string{"sheet.csv:1: passed over, for a claim has nothing of the kind: Lat, Comments 2"}, notes)
	require.Equal(t, border.Syria, read[0].Side)
	require.Equal(t, []string{"passengers", "commercial"}, read[0].Members()[6].Texts())
}

func TestMember(t *testing.T) {
	for name, want := range map[string]string{
		"Source name": "source.name", "crossing": "crossing", "#loc + name": "crossing", "#date+occurred": "when",
		"status": "status", "earliest": "earliest", "Lat": "", "#geo+lat": "", "": "",
	} {
		require.Equal(t, want, exchange.Member(name), name)
	}
}

func TestTag(t *testing.T) {
	require.Equal(t, "#meta+edtf", exchange.Tag("when"))
	require.Equal(t, "#access+status", exchange.Tag("status"))
	require.Empty(t, exchange.Tag("colour"))
}

// Rows that were written read back, whatever the cells hold.
func TestRows(t *testing.T) {
	rows := [][]string{{"a", "=1+1", "'=x"}, {"x\r\ny", "\"q\"", "", " z "}, {"m;n", "\t", ","}}
	var b []byte
	for _, cells := range rows {
		b = exchange.AppendRow(b, cells)
	}
	var got [][]string
	var lines []int
	for row, err := range exchange.Rows(bytes.NewReader(b)) {
		require.NoError(t, err)
		got, lines = append(got, row.Cells), append(lines, row.Line)
	}
	require.Equal(t, rows, got)
	require.Equal(t, []int{1, 2, 4}, lines)

	got = nil
	faults := 0
	for row, err := range exchange.Rows(strings.NewReader("\ufeffTitle\n\n;;\nA;B\n\"x\"y;z\n1;2\n")) {
		if err != nil {
			faults++
			require.ErrorContains(t, err, `"y" follows the quotation mark that closes a cell`)
			continue
		}
		got = append(got, row.Cells)
	}
	require.Equal(t, 1, faults)
	require.Equal(t, [][]string{{"Title"}, {";;"}, {"A", "B"}, {"1", "2"}}[0], got[0])
	require.Equal(t, []string{"1", "2"}, got[len(got)-1])
	require.Equal(t, []byte("\n"), exchange.AppendRow(nil, nil))
}

// A stroke in a title is no separator; one between all the cells is, whatever these hold.
func TestRowsBetweenStrokes(t *testing.T) {
	for sheet, want := range map[string][]string{
		"A|B|C\n1, 2|3; 4|5\n":                   {"1, 2", "3; 4", "5"},
		"Crossings | Syria | 2020\nA|B\n1,2|3\n": {"1,2", "3"},
		"Crossings | Syria | 2020\nA,B\n1|2,3\n": {"1|2", "3"},
	} {
		var last []string
		for row, err := range exchange.Rows(strings.NewReader(sheet)) {
			require.NoError(t, err)
			last = row.Cells
		}
		require.Equal(t, want, last, sheet)
	}
}

// A first line may name the separator, whatever the rows hold, and is no row.
func TestRowsBelowASeparator(t *testing.T) {
	for sheet, want := range map[string][]exchange.Row{
		"sep=;\na,b\tc;d\n": {{Line: 2, Cells: []string{"a,b\tc", "d"}}},
		"sep=;\na,b;c\n":    {{Line: 2, Cells: []string{"a,b", "c"}}},
		"sep=\t\na,b\tc\n":  {{Line: 2, Cells: []string{"a,b", "c"}}},
		"sep=\na;b\n":       {{Line: 1, Cells: []string{"sep="}}, {Line: 2, Cells: []string{"a", "b"}}},
	} {
		var got []exchange.Row
		for row, err := range exchange.Rows(strings.NewReader(sheet)) {
			require.NoError(t, err)
			got = append(got, row)
		}
		require.Equal(t, want, got, "%q", sheet)
	}
}

// What is read of a file so far may end anywhere in a row or between the two bytes of its
// end: the rows are the same, and their lines.
func TestRowsWhereverReadingPauses(t *testing.T) {
	const size = 64 << 10 // of the buffer
	for _, end := range []string{"\n", "\r\n", "\r"} {
		for off := -4; off <= 8; off++ {
			long := strings.Repeat("x", size-off)
			sheet := long + end + "\"1" + end + "2\"\"\",b" + end + "c" + end
			var got []exchange.Row
			for row, err := range exchange.Rows(strings.NewReader(sheet)) {
				require.NoError(t, err)
				got = append(got, row)
			}
			require.Equal(t, []exchange.Row{
				{Line: 1, Cells: []string{long}},
				{Line: 2, Cells: []string{"1" + end + "2\"", "b"}},
				{Line: 4, Cells: []string{"c"}},
			}, got, "%q at %d", end, off)
		}
	}
}
