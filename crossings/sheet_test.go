package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

// Sheets of other people import with what they do not say: the side.
func TestImportSheetsAsTheyAre(t *testing.T) {
	arabic := "المعبر,الحالة,التاريخ,المصدر\nالتنف,مغلق جزئياً,2026-04-20,mayor\n"
	hxl := "Name,State,Day,Who,Latitude,Partner\n#loc+name,#access+status,#date,#meta+source,#geo+lat,#org+partner\nAl-Tanf,Partially open,2026-04-20,mayor,33.1,x\n"
	for name, file := range map[string]string{
		"names of others": write(t, "posts.csv", "Name,Status,Date,Source\nAl-Tanf,Partially open,2026-04-20,mayor\n"),
		"in Arabic":       write(t, "posts.csv", arabic),
		"HXL":             write(t, "posts.csv", hxl),
		"LibreOffice":     "sheets/testdata/libreoffice.xlsx",
		"SheetJS":         "sheets/testdata/sheetjs.xlsx",
	} {
		r := crossings(t, "", "import", file, "--set", "side=both")
		require.Equal(t, 0, r.status, "%s: %s", name, r.stderr)
		require.Contains(t, r.stdout, `"crossing":"al-tanf-al-waleed","side":"both","kind":"status","value":"restricted","when":"2026-04-20","edge":"start","modality":"reported","source":{"name":"mayor"}}`+"\n", name)
		require.LessOrEqual(t, strings.Count(r.stderr, "\n"), 2, r.stderr)
	}
	r := crossings(t, "", "import", write(t, "posts.csv", hxl))
	require.Equal(t, 1, r.status)
	require.Equal(t, 1, strings.Count(r.stderr, "side: no column is for it; if every row is of both sides, give --set side=both; else a column of the name side\n"), r.stderr)
	require.Equal(t, 1, strings.Count(r.stderr, "Latitude"), r.stderr)
}

// What was refused before is read, or refused with what to do.
func TestImportRefusalsPropose(t *testing.T) {
	for _, tt := range []struct{ sheet, want string }{
		{"Name,Side,Status,Date,Source\ntanf,both,open,May-14,X\n", `:2: Date "May-14": may mean 2014-05 (some time in May 2014); if so, write 2014-05; if a spreadsheet changed it, make the column text before opening the file`},
		{"Name,Side,Status,Date,Source\ntanf,both,open,20/04/2026,X\n", `:2: Date "20/04/2026": may mean 2026-04-20 (20 April 2026); if so, write 2026-04-20`},
		{"Name,Side,Status,Date,Source\ntanf,both,opne,2026,X\n", `:2: Status "opne": want one of closed, intermittent, open, restricted, trial run, unknown; did you mean open?`},
		{"Name,Side,Controlled by,Date,Source\ntanf,both,Syrian Democratic Forcs,2026,X\n", "did you mean Syrian Democratic Forces (SDF)?"},
		{"Name,Side,Status,Date,Source,Reported\ntanf,both,open,last month,X,2026-04-21\n", `:2: Date "last month": may mean 2026-03 (some time in March 2026); if so, write 2026-03`},
		{"Name,Side,Status,Date\ntanf,both,open,2026\n", "source.name: no column is for it; give --set source.name=NAME, if one source said it all; else a column of the name source"},
		{"Name,Side,Date,Source\ntanf,both,2026,X\n", "status: no column is for it, nor is there one for control or kind; give --map NAME=status with the name of its column, or --set status=VALUE"},
		{"PK\x03\x04\x14", "the workbook is damaged: zip: not a valid zip file"},
	} {
		r := crossings(t, "", "import", write(t, "sheet.csv", tt.sheet))
		require.Equal(t, 1, r.status)
		require.Contains(t, r.stderr, tt.want)
		require.Empty(t, r.stdout)
	}
	r := crossings(t, "", "import", write(t, "ours.csv", "crossing,side,status,when,source.name,Partner\ntanf,both,open,2026,X,fine\nqaim,both,open,2026,X,fine\n"))
	require.Equal(t, 0, r.status, r.stderr)
	require.Equal(t, 1, strings.Count(r.stderr, "Partner"), r.stderr)
}

// Of a workbook the sheets that nobody sees are passed over, and told; a text of merged cells
// is in each of their rows; a value that no program reckoned is missed, and the mended sheet
// has the rest of its row.
func TestImportOfWorkbooksAsTheyAre(t *testing.T) {
	f := excelize.NewFile()
	for cell, value := range map[string]string{
		"A1": "April", "A2": "Name", "B2": "Side", "C2": "Status", "D2": "Date", "E2": "Source",
		"A3": "Al-Tanf", "B3": "Syrian", "C3": "open", "D3": "2026-04-20", "E3": "mayor", "B4": "Iraqi", "C4": "closed", "D4": "2026-04-20", "E4": "governor",
	} {
		require.NoError(t, f.SetCellStr("Sheet1", cell, value))
	}
	require.NoError(t, f.MergeCell("Sheet1", "A1", "E1"))
	require.NoError(t, f.MergeCell("Sheet1", "A3", "A4"))
	_, err := f.NewSheet("old")
	require.NoError(t, err)
	require.NoError(t, f.SetSheetRow("old", "A1", &[]string{"Name", "Side", "Status", "Date", "Source"}))
	require.NoError(t, f.SetSheetRow("old", "A2", &[]string{"Rabia", "both", "open", "2020", "x"}))
	require.NoError(t, f.SetSheetVisible("old", false))
	file := filepath.Join(t.TempDir(), "posts.xlsx")
	require.NoError(t, f.SaveAs(file))
	for lang, want := range map[string][2]string{
		"en": {`crossings: FILE: passed over the sheets "old", which are hidden; --sheet NAME reads one`,
			`crossings: FILE:Sheet1: read "Name" as crossing, "Date" as when, "Source" as source.name; if that is wrong, say so with --map NAME=MEMBER`},
		"ar": {inArabic(`crossings: FILE: تُركت الجداول "old" لأنها مخفية؛ لقراءة أحدها: --sheet NAME`),
			inArabic(`crossings: FILE:Sheet1: قُرئ "Name" على أنه crossing، "Date" على أنه when، "Source" على أنه source.name؛ إن لم يكن كذلك فقل ما هو: --map NAME=MEMBER`)},
	} {
		r := crossings(t, "", "import", file, "--lang", lang)
		require.Equal(t, 0, r.status, r.stderr)
		require.Equal(t, strings.ReplaceAll(want[0]+"\n"+want[1]+"\n", "FILE", file), r.stderr)
		require.Equal(t, 2, strings.Count(r.stdout, "\n"))
		require.Contains(t, r.stdout, `"crossing":"al-tanf-al-waleed","side":"syria","kind":"status","value":"open","when":"2026-04-20"`)
		require.Contains(t, r.stdout, `"crossing":"al-tanf-al-waleed","side":"iraq","kind":"status","value":"closed","when":"2026-04-20"`)
	}
	require.Contains(t, crossings(t, "", "import", file, "--sheet", "old").stdout, `"when":"2020"`)

	require.NoError(t, f.SetCellValue("Sheet1", "C4", nil))
	require.NoError(t, f.SetCellFormula("Sheet1", "C4", "C3"))
	file = filepath.Join(t.TempDir(), "formula.xlsx")
	require.NoError(t, f.SaveAs(file))
	mended := filepath.Join(t.TempDir(), "mended.csv")
	r := crossings(t, "", "import", file, "--sheet", "Sheet1", "--mend", mended)
	require.Equal(t, 1, r.status)
	require.Contains(t, r.stderr, file+":Sheet1:4: C4: a formula without its value; open the workbook in a spreadsheet and save it\n")
	text, err := os.ReadFile(mended)
	require.NoError(t, err)
	require.Contains(t, string(text), "\nAl-Tanf,Iraqi,,2026-04-20,governor,\"C4: a formula without its value; open the workbook in a spreadsheet and save it\"\n")
}

// filled returns a form of export with rows put below its header, as a person does who
// knows the help alone.
func filled(t *testing.T, lang string, rows ...[]any) string {
	t.Helper()
	form := crossings(t, "", "export", "--format", "xlsx", "--empty", "--lang", lang)
	require.Equal(t, 0, form.status, form.stderr)
	require.Empty(t, form.stderr)
	f, err := excelize.OpenReader(bytes.NewReader([]byte(form.stdout)))
	require.NoError(t, err)
	for i, row := range rows {
		at, err := excelize.CoordinatesToCellName(1, i+3)
		require.NoError(t, err)
		require.NoError(t, f.SetSheetRow("claims", at, &row))
	}
	file := filepath.Join(t.TempDir(), "form.xlsx")
	require.NoError(t, f.SaveAs(file))
	return file
}

// A form filled in by people who have seen it the first time imports at the second try:
// the first says what to put right, and --mend puts it in.
func TestFormOfNewcomers(t *testing.T) {
	for lang, rows := range map[string][][]any{
		"en": {
			{"Al-Tanf–Al-Waleed", "Syrian side", "open", "", "20 April 2026", "a driver", "", "21/04/2026", "", "quiet"},
			{"Rabia", "Iraqi side", "closed", "Iraqi government", "2026-04-19", "the governor"},
			{"Al-Qaim", "both sides", "partially open", "", "yesterday", "Reuters", "https://example.org/1", "2026-04-21"},
		},
		"ar": {
			{"التنف – الوليد", "الجانب السوري", "مفتوح", "", "20 نيسان 2026", "سائق", "", "21/04/2026"},
			{"ربيعة", "الجانب العراقي", "مغلق", "", "2026-04-19", "المحافظ"},
			{"القائم", "الجانبان", "مفتوح جزئيًا", "", "أمس", "رويترز", "https://example.org/1", "2026-04-21"},
		},
	} {
		file := filled(t, lang, rows...)
		mended := filepath.Join(t.TempDir(), "mended.xlsx")
		r := crossings(t, "", "import", file, "--lang", lang, "--mend", mended)
		if r.status != 0 {
			r = crossings(t, "", "import", mended, "--lang", lang)
		}
		require.Equal(t, 0, r.status, "%s: %s", lang, r.stderr)
		for _, want := range []string{
			`"crossing":"al-tanf-al-waleed","side":"syria","kind":"status","value":"open","when":"2026-04-20"`, `"reported":"2026-04-21"`,
			`"crossing":"al-yarubiyah-rabia","side":"iraq","kind":"status","value":"closed","when":"2026-04-19"`,
			`"crossing":"al-bukamal-al-qaim","side":"both","kind":"status","value":"restricted","when":"2026-04-20"`,
		} {
			require.Contains(t, r.stdout, want, lang)
		}
	}
}

// The workbook of an export imports as the same claims, by its sheet claims alone.
func TestWorkbookRoundTrip(t *testing.T) {
	book := crossings(t, "", "export", "--format", "xlsx", "--on", "2026-04-20")
	require.Equal(t, 0, book.status, book.stderr)
	file := filepath.Join(t.TempDir(), "all.xlsx")
	require.NoError(t, os.WriteFile(file, []byte(book.stdout), 0o644))
	r := crossings(t, "", "import", file)
	require.Equal(t, result{crossings(t, "", "export", "--format", "jsonl").stdout, "", 0}, r)
	r = crossings(t, "", "import", file, "--sheet", "parties")
	require.Equal(t, 1, r.status)
	r = crossings(t, "", "import", file, "--sheet", "nothing")
	require.Equal(t, 1, r.status)
	require.Contains(t, r.stderr, `no such sheet: "nothing"; there are claims, crossings, parties, sources, states`)
	require.Equal(t, 2, crossings(t, "", "export", "--format", "csv", "--empty").status)
}
