package sheets_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/crossingstatus/border/crossings/sheets"
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
			m:       sheets.Map{Set: map[string]string{"side": "both"}, Dates: sheets.DayFirst},
			in:      "Name,Status,Date,Source,Lat\nTanf,Partially open,20/04/2026,mayor,33\n\nQaim,Closed,2026-04-21,mayor\n",
			out:     "crossing,status,when,source.name,side,modality\nTanf,restricted,2026-04-20,mayor,both,reported\n\nQaim,Closed,2026-04-21,mayor,both,reported\n",
			left:    []string{"Lat"},
			guessed: []string{"Name", "Date", "Source"}},
		{name: "Arabic, semicolons, a byte order mark",
			in:      "\ufeffالمعبر;الحالة;التاريخ;المصدر\r\nالتنف;مغلق جزئياً;2026-04;المحافظ\r\n",
			out:     "crossing,status,when,source.name,modality\nالتنف,restricted,2026-04,المحافظ,reported\n",
			guessed: []string{"المعبر", "الحالة", "التاريخ", "المصدر"}},
		{name: "a map goes before guesses, a member's own name before other words",
			m:    sheets.Map{Columns: map[string]string{"Post": "crossing", "Source": ""}},
			in:   "Name,Date,Post,when,Source,modality\nx,y,tanf,2014,z,observed\n",
			out:  "crossing,when,modality\ntanf,2014,observed\n",
			left: []string{"Name", "Date", "Source"}},
		{name: "what is set goes before a column",
			m:    sheets.Map{Set: map[string]string{"when": "2014", "modality": "planned"}},
			in:   "crossing,when\ntanf,2013\n",
			out:  "crossing,when,modality\ntanf,2014,planned\n",
			left: []string{"when"}},
		{name: "the month first",
			m:   sheets.Map{Dates: sheets.MonthFirst},
			in:  "crossing,when,reported\ntanf,6/5/2025,12.25.24\ntanf,25/12/2024,2014?\n",
			out: "crossing,when,reported,modality\ntanf,2025-06-05,2024-12-25,reported\ntanf,25/12/2024,2014?,reported\n"},
		{name: "no order, no date is changed",
			in:  "crossing,when\ntanf,05/06/2025\n",
			out: "crossing,when,modality\ntanf,05/06/2025,reported\n"},
		{name: "rows keep their lines",
			in:  "\ncrossing,note\ntanf,\"a\nb\"\n\nqaim,c\n",
			out: "\ncrossing,note,modality\ntanf,\"a\nb\",reported\n\nqaim,c,reported\n"},
		{name: "nothing", err: "the sheet is empty"},
		{name: "a quote without end", in: "crossing,note\ntanf,\"a\n", err: "line 2: extraneous or missing \" in quoted-field"},
		{name: "no such member", m: sheets.Map{Columns: map[string]string{"a": "colour"}}, err: `column "a": a claim has no member "colour"; it has status, control, id, `},
		{name: "nor set", m: sheets.Map{Set: map[string]string{"colour": "red"}}, err: `a claim has no member "colour"; it has status, control, id, `},
		{name: "no such order", m: sheets.Map{Dates: "ymd"}, err: `dates "ymd": want dmy or mdy`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			told, err := tt.m.Convert(&out, strings.NewReader(tt.in))
			if tt.err != "" {
				require.Error(t, err)
				require.True(t, strings.HasPrefix(err.Error(), tt.err), err.Error())
				return
			}
			require.NoError(t, err)
			require.Equal(t, tt.out, out.String())
			require.Equal(t, tt.left, told.Left)
			var guessed []string
			for _, c := range told.Read {
				if c.Guessed {
					guessed = append(guessed, c.Name)
				}
			}
			require.Equal(t, tt.guessed, guessed)
		})
	}
}

// A row without end is refused, in bounded memory.
func TestConvertBounded(t *testing.T) {
	var out bytes.Buffer
	_, err := sheets.Map{}.Convert(&out, io.MultiReader(strings.NewReader(`crossing,"`), endless{}))
	require.ErrorIs(t, err, sheets.ErrRow)
}

// endless is text without end.
type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'x'
	}
	return len(b), nil
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
		told, err := sheets.Map{Dates: sheets.Order(order)}.Convert(&out, strings.NewReader(in))
		if err != nil {
			return
		}
		head, _, _ := strings.Cut(strings.TrimLeft(out.String(), "\n"), "\n")
		for _, c := range told.Read {
			require.Contains(t, strings.Split(head, ","), c.Member)
		}
	})
}
