package sheets_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/sheets"
	"github.com/crossingstatus/border/exchange"
	"github.com/stretchr/testify/require"
)

func TestConvert(t *testing.T) {
	for _, tt := range []struct {
		name    string
		m       sheets.Map
		in, out string
		left    []string
		guessed []string
		err     string
	}{
		{name: "other people's names",
			m:       sheets.Map{Set: map[string]string{"side": "both"}},
			in:      "Name,Status,Date,Source,Lat\nTanf,Partially open,20/04/2026,mayor,33\n\n,,,,34\nQaim,Closed,2026-04-21,mayor\n",
			out:     "crossing,status,when,source.name,side\nTanf,Partially open,20/04/2026,mayor,both\nQaim,Closed,2026-04-21,mayor,both\n",
			left:    []string{"Lat"},
			guessed: []string{"Name", "Date", "Source"}},
		{name: "Arabic, semicolons, a byte order mark, a title",
			in:      "\ufeffحالة المعابر;;;\r\n\r\nالمعبر;الحالة;التاريخ;المصدر\r\nالتنف;مغلق جزئياً;2026-04;المحافظ\r\n",
			out:     "crossing,status,when,source.name\nالتنف,مغلق جزئياً,2026-04,المحافظ\n",
			guessed: []string{"المعبر", "الحالة", "التاريخ", "المصدر"}},
		{name: "upright strokes",
			in:      "Name|Status|Date|Source\nTanf|Open|2026-04|mayor, guard\n",
			out:     "crossing,status,when,source.name\nTanf,Open,2026-04,\"mayor, guard\"\n",
			guessed: []string{"Name", "Date", "Source"}},
		{name: "a map goes before guesses, a member's own name before other words",
			m:    sheets.Map{Columns: map[string]string{"Post": "crossing", "Source": ""}},
			in:   "Name,Date,Post,when,Source,modality\nx,y,tanf,2014,z,observed\n",
			out:  "crossing,when,modality\ntanf,2014,observed\n",
			left: []string{"Name", "Date", "Source"}},
		{name: "what is set goes before a column",
			m:    sheets.Map{Set: map[string]string{"when": "2014", "modality": "planned"}},
			in:   "crossing,when,note\ntanf,2013,x\n",
			out:  "crossing,note,when,modality\ntanf,x,2014,planned\n",
			left: []string{"when"}},
		{name: "HXL tags of others, under names of others",
			in:      "Post,How,Day,Who,Lat\n#loc+name,#status+type,#date,#x_who,#geo+lat\ntanf,open,2026,mayor,33\n",
			m:       sheets.Map{Columns: map[string]string{"Who": "source.name", "#status+type": "status"}},
			out:     "crossing,status,when,source.name\ntanf,open,2026,mayor\n",
			left:    []string{"Lat"},
			guessed: nil},
		{name: "cells as they are",
			in:  "Name,Status,note\n tanf ,\"op\"\"en\",\"'=1\r\n+2\"\n",
			out: "crossing,status,note\n\" tanf \",\"op\"\"en\",\"'=1\r\n+2\"\n", guessed: []string{"Name"}},
		{name: "nothing", err: sheets.ErrNoHeader.Error()},
		{name: "no row of names", in: "a,b\n1,2\n", err: sheets.ErrNoHeader.Error()},
		{name: "no such member", m: sheets.Map{Columns: map[string]string{"a": "colour"}}, err: `column "a": a claim has no member "colour"; it has status, control, id, `},
		{name: "nor set", m: sheets.Map{Set: map[string]string{"colour": "red"}}, err: `a claim has no member "colour"; it has status, control, id, `},
		{name: "no such order", m: sheets.Map{Dates: "ymd"}, err: `dates "ymd": want dmy or mdy`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			told, err := tt.m.Convert(&out, exchange.Rows(strings.NewReader(tt.in)))
			if tt.err != "" {
				require.Error(t, err)
				require.True(t, strings.HasPrefix(err.Error(), tt.err), err.Error())
				return
			}
			require.NoError(t, err)
			require.Equal(t, tt.out, out.String())
			require.Equal(t, tt.left, told.Header.Left)
			var guessed []string
			for _, c := range told.Header.Read {
				if c.Guessed {
					guessed = append(guessed, c.Name)
				}
			}
			require.Equal(t, tt.guessed, guessed)
		})
	}
}

// Convert tells the line of each row, whatever stood between them, and of rows that cannot
// be read; those below it reads.
func TestConvertLines(t *testing.T) {
	var out bytes.Buffer
	told, err := sheets.Map{}.Convert(&out, exchange.Rows(strings.NewReader("Title\n\nName,Status\n\n\"a\nb\",open\n\"x\"y,open\n\nc,closed\nd,closed\n")))
	require.NoError(t, err)
	require.Equal(t, "crossing,status\n\"a\nb\",open\nc,closed\nd,closed\n", out.String())
	var lines []int
	for written := range 5 {
		lines = append(lines, told.Line(written+1))
	}
	require.Equal(t, []int{3, 5, 6, 9, 10}, lines)
	require.Equal(t, 4, told.Rows)
	require.Len(t, told.Faults, 1)
	require.EqualError(t, told.Faults[0], `claim 7: "y" follows the quotation mark that closes a cell; write one within a cell twice`)
}

// What nothing reads is told: cells beyond the last column, below no name, or in a second
// column of a name, and names of the map that no column has.
func TestConvertTellsWhatIsLost(t *testing.T) {
	for _, tt := range []struct {
		m              sheets.Map
		in             string
		faults, beyond []string
		nameless       int
		lacking        []string
	}{
		{in: "Name,Status\ntanf,open\n"},
		{in: "Name,Status\ntanf,open, ,\n"},
		{in: "Name,Status,Lat\ntanf,open,33\n"},
		{in: "Name,Source\ntanf,mayor\nqaim,Reuters, Baghdad\n", nameless: 3,
			beyond: []string{`claim 3: "Baghdad" stands in cell 3, beyond the last column`}},
		{in: "Name,,Status\ntanf,,open\nqaim,lorries alone,open\ntanf,x,open\n", nameless: 3},
		{in: "Name,Status,status\ntanf,open,Open\nqaim,open,open\nqaim,open,\nqaim,,closed\n",
			faults: []string{
				`claim 2: two columns have the name "status", one with "open" and one with "Open"; rename one`,
				`claim 5: two columns have the name "status", one with "" and one with "closed"; rename one`}},
		{in: "Name,crossing,Status\ntanf,qaim,open\n"},
		{in: "Name,Status,Status\ntanf,open,closed\n", m: sheets.Map{Columns: map[string]string{"Status": "status"}},
			faults: []string{`claim 2: two columns have the name "Status", one with "open" and one with "closed"; rename one`}},
		{in: "Name,Status,Remark,Remark\ntanf,open,a,b\n", m: sheets.Map{Columns: map[string]string{"Remark": ""}}},
		{in: "Name,Status\ntanf,open\n", m: sheets.Map{Columns: map[string]string{"Post": "crossing", "Lat": "", "Name": "crossing"}},
			lacking: []string{"Lat", "Post"}},
	} {
		var out bytes.Buffer
		told, err := tt.m.Convert(&out, exchange.Rows(strings.NewReader(tt.in)))
		require.NoError(t, err, tt.in)
		require.Equal(t, tt.faults, texts(told.Faults), tt.in)
		require.Equal(t, tt.beyond, texts(told.Beyond), tt.in)
		require.Equal(t, tt.nameless, told.Nameless, tt.in)
		require.Equal(t, tt.lacking, told.Header.Lacking, tt.in)
	}
}

func texts(list []error) (texts []string) {
	for _, err := range list {
		texts = append(texts, err.Error())
	}
	return texts
}

// Marks of direction change neither the name of a column nor what a word means.
func TestMarksOfDirection(t *testing.T) {
	var out bytes.Buffer
	told, err := sheets.Map{}.Convert(&out, exchange.Rows(strings.NewReader("\u200fالمعبر,الحالة\u200e,\u202bالتاريخ\u202c\nالتنف,مغلق,2026\n")))
	require.NoError(t, err)
	require.Empty(t, told.Header.Left)
	require.Equal(t, "crossing,status,when\nالتنف,مغلق,2026\n", out.String())
	reg, err := border.Default()
	require.NoError(t, err)
	word := sheets.Map{Dates: sheets.DayFirst}.Word(reg.LookupParty)
	require.Equal(t, "open", word("status", "\u200fمفتوح\u200e"))
	require.Equal(t, "2026-04-20", word("when", "\u200f2026-04-20"))
	require.Equal(t, "2026-04-20", word("reported", "\u200f٢٠/٠٤/٢٠٢٦\u200f"))
	require.Equal(t, "\u200fx", word("note", "\u200fx"))
}

// A sheet in another encoding is told that, and not that it has no header.
func TestConvertOfOtherEncodings(t *testing.T) {
	_, err := sheets.Map{}.Convert(io.Discard, exchange.Rows(strings.NewReader("\xc7\xe1\xe3,\xc7\xe1\xcd\n\xc7\xe1\xde,\xe3\xdd\n")))
	require.EqualError(t, err, "the text is not UTF-8; save the sheet as CSV in UTF-8")
}

// Word knows what people write for the words of claims, and no more.
func TestWord(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	for _, tt := range []struct {
		dates              sheets.Order
		member, cell, want string
	}{
		{"", "status", "Partially open", "restricted"},
		{"", "status", " مغلق جزئياً ", "restricted"},
		{"", "status", "مفتوح", "open"},
		{"", "status", "Closed", "closed"},
		{"", "status", "ajar", "ajar"},
		{"", "side", "الجانب السوري", "syria"},
		{"", "side", "Iraqi side", "iraq"},
		{"", "side", "الجانبان", "both"},
		{"", "side", "west", "west"},
		{"", "kind", "السيطرة", "control"},
		{"", "modality", "أُفيد به", "reported"},
		{"", "edge", "seen", "seen"},
		{"", "direction", "from Syria to Iraq", "sy-to-iq"},
		{"", "direction", "both", "both"},
		{"", "traffic", "التجارة، المسافرون", "commercial passengers"},
		{"", "traffic", "humanitarian aid", "humanitarian"},
		{"", "traffic", "goats, trucks", "goats, trucks"},
		{"", "control", "Syrian Democratic Forces", "sdf"},
		{"", "control", "the neighbours", "the neighbours"},
		{"", "when", "05/06/2025", "05/06/2025"},
		{sheets.DayFirst, "when", "05/06/2025", "2025-06-05"},
		{sheets.DayFirst, "reported", "٢٠/٠٤/٢٠٢٦", "2026-04-20"},
		{sheets.MonthFirst, "when", "6/5/2025", "2025-06-05"},
		{sheets.MonthFirst, "when", "12.25.24", "2024-12-25"},
		{sheets.MonthFirst, "when", "25/12/2024", "25/12/2024"},
		{sheets.DayFirst, "when", "2014?", "2014?"},
		{"", "note", "Closed", "Closed"},
	} {
		require.Equal(t, tt.want, sheets.Map{Dates: tt.dates}.Word(reg.LookupParty)(tt.member, tt.cell), "%s %q", tt.member, tt.cell)
	}
}

func TestReadMap(t *testing.T) {
	m := sheets.Map{Columns: map[string]string{"Post <1>": "crossing", "Lat": ""}, Set: map[string]string{"side": "both"}, Dates: sheets.DayFirst}
	require.False(t, m.IsZero())
	require.True(t, sheets.Map{}.IsZero())
	var text bytes.Buffer
	require.NoError(t, m.Write(&text))
	require.Contains(t, text.String(), "Post <1>")
	back, err := sheets.ReadMap(&text)
	require.NoError(t, err)
	require.Equal(t, m, back)
	for _, bad := range []string{"", "[]", `{"colour":1}`, `{"set":{"colour":"red"}}`, `{"dates":"ymd"}`} {
		_, err := sheets.ReadMap(strings.NewReader(bad))
		require.Error(t, err, bad)
	}
}

// FuzzConvert reads any sheet: what it writes has the columns that it told of.
func FuzzConvert(f *testing.F) {
	f.Add("Name,Status,Date,Source\nTanf,Partially open,20/04/2026,mayor\n", "dmy")
	f.Add("المعبر;الحالة\nالتنف;مغلق\n", "")
	f.Add("crossing,note\n\n\ntanf,\"a\nb\"\n", "mdy")
	f.Fuzz(func(t *testing.T, in, order string) {
		var out bytes.Buffer
		told, err := sheets.Map{Dates: sheets.Order(order)}.Convert(&out, exchange.Rows(strings.NewReader(in)))
		if err != nil {
			return
		}
		head, _, _ := strings.Cut(strings.TrimLeft(out.String(), "\n"), "\n")
		for _, c := range told.Header.Read {
			require.Contains(t, strings.Split(head, ","), c.Member)
		}
	})
}
