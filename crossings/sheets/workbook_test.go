package sheets_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/sheets"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/exchange"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

// excelParts are a workbook as Excel writes it (ECMA-376 part 1, 18): a table of texts, of
// which one is in runs, numbers in the style of dates, days since 1904, a row left out, a
// picture that nobody reads.
func excelParts(date1904 string) map[string]string {
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	const rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	return map[string]string{
		"[Content_Types].xml":        head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`,
		"_rels/.rels":                head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + rel + `officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            head + `<workbook ` + main + `><workbookPr ` + date1904 + `/><sheets><sheet name="Posts" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId3" Type="` + rel + `sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId2" Type="` + rel + `styles" Target="styles.xml"/><Relationship Id="rId1" Type="` + rel + `worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/styles.xml":              head + `<styleSheet ` + main + `><numFmts count="2"><numFmt numFmtId="164" formatCode="[$-409]d\-mmm\-yyyy;@"/><numFmt numFmtId="165" formatCode="&quot;day &quot;0.0"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="17" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="20" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
		"xl/sharedStrings.xml":       head + `<sst ` + main + ` count="9" uniqueCount="8"><si><t>Name</t></si><si><t>Status</t></si><si><t>Date</t></si><si><t>Source</t></si><si><t>Al-Tanf</t></si><si><r><t>Partially</t></r><r><rPr><b/></rPr><t xml:space="preserve"> open</t></r></si><si><t>mayor</t></si><si><t/></si></sst>`,
		"xl/worksheets/sheet1.xml": head + `<worksheet ` + main + `><dimension ref="A1:F5"/><sheetData><row r="1" spans="1:4"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>` +
			`<row r="3"><c r="A3" t="s"><v>4</v></c><c r="B3" t="s"><v>5</v></c><c r="C3" s="1"><v>44670</v></c><c r="D3" t="s"><v>6</v></c><c r="E3" s="4"><v>1234.5</v></c></row>` +
			`<row r="4"><c r="A4" t="s"><v>4</v></c><c r="B4" t="s"><v>5</v></c><c r="C4" s="2"><f>C3+1</f><v>44671.5</v></c><c r="D4" t="s"><v>7</v></c></row>` +
			`<row r="5"><c r="A5" t="inlineStr"><is><t>Rabia</t></is></c><c r="B5" t="str"><f>"op"&amp;"en"</f><v>open</v></c><c r="C5" s="3"><v>44682</v></c><c r="D5" t="s"><v>6</v></c><c r="E5" s="5"><v>0.5</v></c></row>` +
			`</sheetData></worksheet>`,
		"xl/media/image1.png": "no picture",
	}
}

func packed(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range parts {
		p, err := w.Create(name)
		require.NoError(t, err)
		_, err = p.Write([]byte(text))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return b.Bytes()
}

// rowsOf opens a workbook and reads the rows of its first sheet.
func rowsOf(data []byte) (rows []exchange.Row, err error) {
	book, err := sheets.OpenWorkbook(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	defer book.Close()
	for row, err := range book.Rows(book.Sheets()[0]) {
		if err != nil {
			return rows, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// Cells are read as what they are, whoever wrote the workbook.
func TestWorkbooks(t *testing.T) {
	names := exchange.Row{Line: 1, Cells: []string{"Name", "Status", "Date", "Source"}}
	for _, file := range []string{"libreoffice.xlsx", "sheetjs.xlsx"} {
		data, err := os.ReadFile(filepath.Join("testdata", file))
		require.NoError(t, err)
		rows, err := rowsOf(data)
		require.NoError(t, err, file)
		require.Equal(t, []exchange.Row{names,
			{Line: 2, Cells: []string{"Al-Tanf", "Partially open", "2026-04-20", "mayor"}},
			{Line: 3, Cells: []string{"Rabia", "Closed", "2026-04-21", "governor"}},
			{Line: 4, Cells: []string{"القائم", "مفتوح", "2026-04-22", "المحافظ"}},
		}, rows, file)
	}
	for date1904, days := range map[string][3]string{
		"":             {"2022-04-19", "2022-04-20", "2022-05"},
		`date1904="1"`: {"2026-04-20", "2026-04-21", "2026-05"},
	} {
		rows, err := rowsOf(packed(t, excelParts(date1904)))
		require.NoError(t, err)
		require.Equal(t, []exchange.Row{names,
			{Line: 3, Cells: []string{"Al-Tanf", "Partially open", days[0], "mayor", "1234.5"}},
			{Line: 4, Cells: []string{"Al-Tanf", "Partially open", days[1]}},
			{Line: 5, Cells: []string{"Rabia", "open", days[2], "mayor", "0.5"}},
		}, rows)
	}
}

// What programs make of a workbook beside its cells: areas that are merged, names with
// prefixes, the strict namespaces, names of parts as another system writes them.
func TestWorkbookTraits(t *testing.T) {
	const sheet = "xl/worksheets/sheet1.xml"
	whole := []exchange.Row{
		{Line: 1, Cells: []string{"Name", "Status", "Date", "Source"}},
		{Line: 3, Cells: []string{"Al-Tanf", "Partially open", "2022-04-19", "mayor", "1234.5"}},
		{Line: 4, Cells: []string{"Al-Tanf", "Partially open", "2022-04-20"}},
		{Line: 5, Cells: []string{"Rabia", "open", "2022-05", "mayor", "0.5"}},
	}
	merged := slices.Clone(whole) // D3:E5 and A9:A10, of which nothing is read
	merged[2].Cells = []string{"Al-Tanf", "Partially open", "2022-04-20", "mayor"}
	merged[3].Cells = []string{"Rabia", "open", "2022-05", "said", "0.5"}
	for name, tt := range map[string]struct {
		change func(parts map[string]string)
		want   []exchange.Row
	}{
		"merged": {func(parts map[string]string) {
			parts[sheet] = strings.Replace(parts[sheet], "</sheetData>", `</sheetData><mergeCells count="4"><mergeCell ref="D3:E5"/><mergeCell ref="A9:A10"/><mergeCell ref="A1:B1"/><mergeCell ref="?"/></mergeCells>`, 1)
			parts[sheet] = strings.Replace(parts[sheet], `<c r="D5" t="s"><v>6</v></c>`, `<c r="D5" t="str"><v>said</v></c>`, 1)
		}, merged},
		"prefixes": {func(parts map[string]string) {
			parts[sheet] = regexp.MustCompile(`<(/?)([a-z])`).ReplaceAllString(strings.Replace(parts[sheet], "xmlns=", "xmlns:x=", 1), "<${1}x:$2")
		}, whole},
		"strict": {func(parts map[string]string) {
			for name, text := range parts {
				parts[name] = strings.NewReplacer("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships",
					"http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main").Replace(text)
			}
		}, whole},
		"backslashes": {func(parts map[string]string) {
			for name, text := range maps.Clone(parts) {
				delete(parts, name)
				parts[strings.ReplaceAll(name, "/", `\`)] = text
			}
		}, whole},
	} {
		parts := excelParts("")
		tt.change(parts)
		rows, err := rowsOf(packed(t, parts))
		require.NoError(t, err, name)
		require.Equal(t, tt.want, rows, name)
	}
}

// The value of a formula that nobody reckoned is missed, once for a sheet, beside its row.
func TestUnreckonedFormula(t *testing.T) {
	parts := excelParts("")
	const sheet = "xl/worksheets/sheet1.xml"
	parts[sheet] = strings.Replace(parts[sheet], `<f>C3+1</f><v>44671.5</v>`, `<f>C3+1</f>`, 1)
	parts[sheet] = strings.Replace(parts[sheet], `<f>"op"&amp;"en"</f><v>open</v>`, `<f>"op"&amp;"en"</f>`, 1)
	data := packed(t, parts)
	book, err := sheets.OpenWorkbook(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	defer book.Close()
	var faults []string
	var rows []exchange.Row
	for row, err := range book.Rows("Posts") {
		rows = append(rows, row)
		if err != nil {
			faults = append(faults, fmt.Sprint(row.Line, ": ", err))
		}
	}
	require.Equal(t, []string{"4: claim 4: C4: a formula without its value; open the workbook in a spreadsheet and save it"}, faults)
	require.Equal(t, []exchange.Row{{Line: 4, Cells: []string{"Al-Tanf", "Partially open", ""}}, {Line: 5, Cells: []string{"Rabia", "", "2022-05", "mayor", "0.5"}}}, rows[2:])
}

// A sheet that nobody sees is not looked into unless it is named.
func TestHiddenSheets(t *testing.T) {
	for state, shown := range map[string][]string{"hidden": {}, "veryHidden": {}, "visible": {"Posts"}, "": {"Posts"}} {
		parts := excelParts("")
		parts["xl/workbook.xml"] = strings.Replace(parts["xl/workbook.xml"], `sheetId="1"`, `sheetId="1" state="`+state+`"`, 1)
		data := packed(t, parts)
		book, err := sheets.OpenWorkbook(bytes.NewReader(data), int64(len(data)))
		require.NoError(t, err)
		found, hidden := book.ClaimSheets()
		require.Equal(t, shown, found)
		require.Equal(t, []string{"Posts"}, append(found, hidden...))
		require.NoError(t, book.Close())
	}
}

// What would lose a row, or be too much, is refused.
func TestWorkbookRefusals(t *testing.T) {
	change := func(part, from, to string) []byte {
		parts := excelParts("")
		require.Contains(t, parts[part], from)
		parts[part] = strings.Replace(parts[part], from, to, 1)
		return packed(t, parts)
	}
	const sheet, texts = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
	ods := packed(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""})
	for _, tt := range []struct {
		name string
		data []byte
		want error
		said string
	}{
		{"ods", ods, sheets.ErrOpenDocument, "this is an OpenDocument sheet; save it as .xlsx or as CSV in UTF-8"},
		{"xls", append([]byte("\xd0\xcf\x11\xe0"), make([]byte, 600)...), sheets.ErrOldWorkbook, "this is an old workbook (.xls), or one with a password; save it as .xlsx without a password, or as CSV in UTF-8"},
		{"cut off", packed(t, excelParts(""))[:900], sheets.ErrDamaged, "the workbook is damaged: zip: not a valid zip file"},
		{"the sheet breaks off", change(sheet, "</sheetData></worksheet>", ""), sheets.ErrDamaged, ""},
		{"a row twice", change(sheet, `<row r="4">`, `<row r="3">`), sheets.ErrDamaged, `xl/worksheets/sheet1.xml: the workbook is damaged: a row or a cell "3" after number 3`},
		{"a cell back", change(sheet, `r="D3"`, `r="B3"`), sheets.ErrDamaged, `xl/worksheets/sheet1.xml: the workbook is damaged: a row or a cell "2" after number 3`},
		{"a text that is not there", change(sheet, "<v>7</v>", "<v>8</v>"), sheets.ErrDamaged, `xl/worksheets/sheet1.xml: the workbook is damaged: a cell has text "8" of 8`},
		{"no part for a sheet", change("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "worksheets/sheet2.xml"), sheets.ErrDamaged, `the workbook is damaged: the sheet "Posts" is not there`},
		{"no sheet for a part", change("xl/workbook.xml", `<sheet name="Posts" sheetId="1" r:id="rId1"/>`, ""), sheets.ErrDamaged, "the workbook is damaged: nothing names the sheet of xl/worksheets/sheet1.xml"},
		{"no workbook", packed(t, map[string]string{"word/document.xml": "<w/>"}), sheets.ErrNoWorkbook, "this is no workbook of .xlsx; save its sheet as .xlsx, or as CSV in UTF-8"},
		{"a long text in many rows", change(sheet, "</sheetData>", repeatedText(110)+"</sheetData>"), sheets.ErrTooBig, `sheet "Posts": the workbook unpacks to more than a sheet of claims can be`},
		{"many merged", change(sheet, "</sheetData>", "</sheetData><mergeCells>"+strings.Repeat(`<mergeCell ref="A1:A2"/>`, 100_001)+"</mergeCells>"), sheets.ErrTooBig, ""},
		{"a declaration", change(texts, "<sst", `<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst`), sheets.ErrDamaged, "xl/sharedStrings.xml: the workbook is damaged: a declaration that no workbook has"},
		{"deep", change(sheet, "<sheetData>", "<sheetData>"+strings.Repeat("<a>", 100)), sheets.ErrTooBig, "xl/worksheets/sheet1.xml: the workbook unpacks to more than a sheet of claims can be: elements within one another, 65 deep"},
		{"a long text", change(texts, "mayor", strings.Repeat("x", 6<<20)), sheets.ErrTooBig, ""},
		{"gigabytes of styles", change("xl/styles.xml", "Calibri", strings.Repeat("x", 5<<20)), sheets.ErrTooBig, ""},
		{"a small file that unpacks to much", change(sheet, "<sheetData>", "<sheetData>"+strings.Repeat("          ", 7<<20)), sheets.ErrTooBig, ""},
	} {
		_, err := rowsOf(tt.data)
		require.ErrorIs(t, err, tt.want, tt.name)
		if tt.said != "" {
			require.EqualError(t, err, tt.said, tt.name)
		}
	}
}

// repeatedText is a row with a text of some 700 KB, and rows in which it is merged.
func repeatedText(rows int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<row r="6"><c r="A6" t="str"><v>%s</v></c></row>`, strings.Repeat("x", 700_000))
	for i := range rows {
		fmt.Fprintf(&b, `<row r="%d"><c r="B%d" t="str"><v>open</v></c></row>`, i+7, i+7)
	}
	fmt.Fprintf(&b, `</sheetData><mergeCells><mergeCell ref="A6:A%d"/></mergeCells><sheetData>`, rows+6)
	return b.String()
}

// Of damaged workbooks every row is read or an error tells that they are damaged, within
// 64 MB of memory for each.
func TestDamagedWorkbooks(t *testing.T) {
	n := 300
	if os.Getenv("BORDER_LONG") != "" {
		n = 10_000
	}
	whole := packed(t, excelParts(""))
	parts := excelParts("")
	random := rand.New(rand.NewPCG(26, 64))
	refused := 0
	for i := range n {
		var data []byte
		if i%2 == 0 { // damaged on the disk
			data = bytes.Clone(whole)
			for range 1 + random.IntN(4) {
				data[random.IntN(len(data))] = byte(random.Uint32())
			}
			if random.IntN(4) == 0 {
				data = data[:random.IntN(len(data))]
			}
		} else { // written wrong
			name := []string{"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"}[random.IntN(6)]
			text := []byte(parts[name])
			for range 1 + random.IntN(3) {
				text[random.IntN(len(text))] = byte(random.Uint32())
			}
			other := excelParts("")
			other[name] = string(text)
			data = packed(t, other)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		rows, err := rowsOf(data)
		runtime.ReadMemStats(&after)
		require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(64<<20), "workbook %d", i)
		if err != nil {
			refused++
			continue
		}
		require.Len(t, rows, 4, "workbook %d", i)
	}
	require.Greater(t, refused, n/4)
	require.Less(t, refused, n)
}

// FuzzWorkbook reads any sheet in any workbook: all of its rows or an error.
func FuzzWorkbook(f *testing.F) {
	parts := excelParts("")
	f.Add(parts["xl/worksheets/sheet1.xml"], parts["xl/sharedStrings.xml"], parts["xl/styles.xml"])
	f.Add("<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>", "<sst/>", "<styleSheet/>")
	f.Fuzz(func(t *testing.T, sheet, texts, styles string) {
		other := excelParts("")
		other["xl/worksheets/sheet1.xml"], other["xl/sharedStrings.xml"], other["xl/styles.xml"] = sheet, texts, styles
		rows, err := rowsOf(packed(t, other))
		if err == nil && len(rows) > strings.Count(sheet, "row") {
			t.Fatalf("%d rows of %q", len(rows), sheet)
		}
	})
}

// A form in Arabic says what is required, and names the columns of its other sheets, in Arabic.
func TestFormInArabic(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	var b bytes.Buffer
	_, err = sheets.Export{View: reg.View(), On: edtf.MustParseDay("2026-04-20"), Empty: true, Language: edtf.Arabic}.WriteTo(&b)
	require.NoError(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	require.NoError(t, err)
	validations, err := f.GetDataValidations("claims")
	require.NoError(t, err)
	require.Equal(t, "المعبر: مطلوب.", *validations[0].PromptTitle+": "+*validations[0].Prompt)
	for _, name := range f.GetSheetList()[1:] {
		rows, err := f.GetRows(name)
		require.NoError(t, err)
		require.NotEmpty(t, rows[0], name)
		for _, cell := range rows[0] {
			require.Regexp(t, `^[\p{Arabic} ]+$`, cell, name)
		}
		require.Regexp(t, `^#`, rows[1][0], name)
	}
	require.NoError(t, f.Close())
}

// The workbook of an export has its sheets, all cells are text, every vocabulary has its
// list, and the claims read back.
func TestExport(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	for _, empty := range []bool{false, true} {
		var b bytes.Buffer
		_, err = sheets.Export{View: reg.View(), On: edtf.MustParseDay("2026-04-20"), Empty: empty}.WriteTo(&b)
		require.NoError(t, err)
		f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
		require.NoError(t, err)
		want := []string{"claims", "crossings", "parties", "sources", "states"}
		lists := map[string]bool{}
		validations, err := f.GetDataValidations("claims")
		require.NoError(t, err)
		rows, err := f.GetRows("claims", excelize.Options{RawCellValue: true})
		require.NoError(t, err)
		prompts := map[string]string{}
		for _, v := range validations {
			column, _, err := excelize.CellNameToCoordinates(strings.Split(v.Sqref, ":")[0])
			require.NoError(t, err)
			if v.Type == "list" {
				lists[rows[0][column-1]] = true
			}
			if v.Prompt != nil {
				prompts[*v.PromptTitle] = *v.Prompt
			}
		}
		if empty {
			want = want[:4]
			require.Len(t, rows, 2)
			require.Equal(t, map[string]string{
				"Crossing": "Required.", "Side": "Required.", "Source": "Required.", "Status": "Required: this, or who controls it.", "Controlled by": "Required: this, or the status.",
				"Date": "Required: 2014-06-21, 2014-06 or 21 June 2014.", "Report date": "When the source said it.",
				"Traffic": "(with “restricted”: who may still pass; with “closed”: who may not)",
			}, prompts)
			require.Equal(t, map[string]bool{"Crossing": true, "Side": true, "Status": true, "Controlled by": true, "How known": true, "Traffic": true, "Direction": true}, lists)
		} else {
			require.Empty(t, prompts)
			require.Len(t, rows, reg.Len()+2)
			require.Equal(t, map[string]bool{"crossing": true, "side": true, "kind": true, "traffic": true, "direction": true, "edge": true, "modality": true}, lists)
			kind, err := f.GetCellType("claims", "A3")
			require.NoError(t, err)
			require.Equal(t, excelize.CellTypeInlineString, kind)
		}
		require.Equal(t, want, f.GetSheetList())
		require.Equal(t, "#loc+code", rows[1][map[bool]int{true: 0, false: 1}[empty]])
		require.NoError(t, f.Close())
	}
	// What no cell can hold is told.
	for _, text := range []string{"bell \a", strings.Repeat("x", 32_768)} {
		c := border.Notice("al-tanf-al-waleed", border.Iraq, border.KindObstacle, text, edtf.MustParse("2026"), border.Source{Name: "X"})
		_, err := sheets.Export{View: reg.View(), Claims: func(yield func(border.Claim) bool) { yield(c) }, On: edtf.MustParseDay("2026-04-20")}.WriteTo(&bytes.Buffer{})
		require.ErrorIs(t, err, sheets.ErrCell)
		require.EqualError(t, err, fmt.Sprintf("sheet claims, row 3, column 5: %v", sheets.ErrCell))
	}
}
