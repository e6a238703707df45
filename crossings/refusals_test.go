package main

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// zipped returns a file of parts with these names.
func zipped(t *testing.T, names ...string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		_, err := w.Create(name)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return b.String()
}

// What import cannot read of other people's files it says whole, in each language, with what
// to do about it.
func TestImportRefusalsInWords(t *testing.T) {
	for _, tt := range []struct{ name, file, content, english, arabic string }{
		{"names of others, without the side", "posts.csv", "Name,Status,Date,Source\nAl-Tanf,Partially open,2026-04-20,mayor\n",
			`crossings: FILE: read "Name" as crossing, "Date" as when, "Source" as source.name; if that is wrong, say so with --map NAME=MEMBER
FILE:1: side: no column is for it; if every row is of both sides, give --set side=both; else a column of the name side
crossings: read "Partially open" as restricted; if that is wrong, write another word in the sheet
crossings: nothing imported: 1 fault
`,
			`crossings: FILE: قُرئ "Name" على أنه crossing، "Date" على أنه when، "Source" على أنه source.name؛ إن لم يكن كذلك فقل ما هو: --map NAME=MEMBER
FILE:1: side: لا عمود له؛ إن كانت كل الصفوف عن الجانبين فاكتب --set side=both، وإلا فأضف عمودًا باسم side
crossings: قُرئ "Partially open" على أنه restricted؛ إن لم يكن كذلك فاكتب في الجدول كلمة أخرى
crossings: لم يُستورد شيء: خطأ واحد
`},
		{"in Arabic", "posts.csv", "المعبر,الحالة,التاريخ,المصدر\nالتنف,مغلق جزئياً,2026-04-20,mayor\n",
			`crossings: FILE: read "المعبر" as crossing, "الحالة" as status, "التاريخ" as when, "المصدر" as source.name; if that is wrong, say so with --map NAME=MEMBER
FILE:1: side: no column is for it; if every row is of both sides, give --set side=both; else a column of the name side
crossings: read "مغلق جزئياً" as مفتوح جزئيًا; if that is wrong, write another word in the sheet
crossings: nothing imported: 1 fault
`,
			`crossings: FILE: قُرئ "المعبر" على أنه crossing، "الحالة" على أنه status، "التاريخ" على أنه when، "المصدر" على أنه source.name؛ إن لم يكن كذلك فقل ما هو: --map NAME=MEMBER
FILE:1: side: لا عمود له؛ إن كانت كل الصفوف عن الجانبين فاكتب --set side=both، وإلا فأضف عمودًا باسم side
crossings: قُرئ "مغلق جزئياً" على أنه مفتوح جزئيًا؛ إن لم يكن كذلك فاكتب في الجدول كلمة أخرى
crossings: لم يُستورد شيء: خطأ واحد
`},
		{"a column of no use, and a day first", "posts.csv", "Name,Side,Status,Date,Source,Lat\nAl-Tanf,both,open,20/04/2026,mayor,33.1\n",
			`crossings: FILE: read "Name" as crossing, "Date" as when, "Source" as source.name; if that is wrong, say so with --map NAME=MEMBER
crossings: FILE: left out "Lat"; --map NAME=MEMBER reads a column
FILE:2: Date "20/04/2026": may mean 2026-04-20 (20 April 2026); if so, write 2026-04-20; if a spreadsheet changed it, make the column text before opening the file
crossings: nothing imported: 1 fault in 1 row
`,
			`crossings: FILE: قُرئ "Name" على أنه crossing، "Date" على أنه when، "Source" على أنه source.name؛ إن لم يكن كذلك فقل ما هو: --map NAME=MEMBER
crossings: FILE: تُرك "Lat"؛ لقراءة عمود: --map NAME=MEMBER
FILE:2: Date "20/04/2026": قد يعني 2026-04-20 (20 نيسان 2026)؛ إن كان كذلك فاكتب 2026-04-20؛ إن كان برنامج الجداول قد غيّره فاجعل العمود نصًّا قبل فتح الملف
crossings: لم يُستورد شيء: خطأ واحد في صف واحد
`},
		{"foreign tags, and a month", "posts.csv", "Post,Side,How,Day,Who,Lat\n#loc+name,#loc+side,#access+status,#date,#meta+source,#geo+lat\nAl-Tanf,both,open,May-14,mayor,33.1\n",
			`crossings: FILE:2: passed over, for a claim has nothing of the kind: Lat
FILE:3: Day "May-14": may mean 2014-05 (some time in May 2014); if so, write 2014-05; if a spreadsheet changed it, make the column text before opening the file
crossings: nothing imported: 1 fault in 1 row
`,
			`crossings: FILE:2: تُركت لأن الإفادة لا تحوي مثلها: Lat
FILE:3: Day "May-14": قد يعني 2014-05 (في وقت ما من أيار 2014)؛ إن كان كذلك فاكتب 2014-05؛ إن كان برنامج الجداول قد غيّره فاجعل العمود نصًّا قبل فتح الملف
crossings: لم يُستورد شيء: خطأ واحد في صف واحد
`},
		{"four faults of a row", "posts.csv", "crossing,side,status,when,source\nQiam,west,opne,46132,\n",
			`FILE:2: side "west": want one of syria, iraq, both
FILE:2: when "46132": a spreadsheet's number of a day, perhaps 2026-04-20; make the column text and write the date anew; did you mean 2026-04-20?
FILE:2: crossing: "Qiam": no such crossing; did you mean al-bukamal-al-qaim?
FILE:2: source: the cell is empty
FILE:2: status "opne": want one of closed, intermittent, open, restricted, trial, unknown; did you mean open?
crossings: nothing imported: 5 faults in 1 row
`,
			`FILE:2: side "west": المطلوب واحد من: syria, iraq, both
FILE:2: when "46132": رقم يوم في برنامج جداول، ولعلّه 2026-04-20؛ اجعل العمود نصًّا واكتب التاريخ من جديد؛ هل تقصد 2026-04-20؟
FILE:2: crossing: "Qiam": لا معبر بهذا الاسم؛ هل تقصد al-bukamal-al-qaim؟
FILE:2: source: الخلية فارغة
FILE:2: status "opne": المطلوب واحد من: closed, intermittent, open, restricted, trial, unknown؛ هل تقصد open؟
crossings: لم يُستورد شيء: 5 أخطاء في صف واحد
`},
		{"two readings", "posts.csv", "crossing,side,status,when,source\nqaim,both,open,11/03/2026,X\n",
			`FILE:2: when "11/03/2026": may mean 2026-03-11 (11 March 2026) or 2026-11-03 (3 November 2026); write the one that is meant, or give --dates dmy or mdy where all are numbers; if a spreadsheet changed it, make the column text before opening the file
crossings: nothing imported: 1 fault in 1 row
`,
			`FILE:2: when "11/03/2026": قد يعني 2026-03-11 (11 آذار 2026) أو 2026-11-03 (3 تشرين الثاني 2026)؛ اكتب المقصود، أو اكتب --dates dmy أو mdy إن كانت كلها أرقامًا؛ إن كان برنامج الجداول قد غيّره فاجعل العمود نصًّا قبل فتح الملف
crossings: لم يُستورد شيء: خطأ واحد في صف واحد
`},
		{"a header and a row", "posts.csv", "Name,Status,Date,Source\nQiam,opne,20/04/2026,mayor\n",
			`crossings: FILE: read "Name" as crossing, "Date" as when, "Source" as source.name; if that is wrong, say so with --map NAME=MEMBER
FILE:1: side: no column is for it; if every row is of both sides, give --set side=both; else a column of the name side
FILE:2: Date "20/04/2026": may mean 2026-04-20 (20 April 2026); if so, write 2026-04-20; if a spreadsheet changed it, make the column text before opening the file
FILE:2: Name: "Qiam": no such crossing; did you mean Al-Bukamal–Al-Qaim?
FILE:2: Status "opne": want one of closed, intermittent, open, restricted, trial run, unknown; did you mean open?
crossings: nothing imported: 4 faults
`,
			`crossings: FILE: قُرئ "Name" على أنه crossing، "Date" على أنه when، "Source" على أنه source.name؛ إن لم يكن كذلك فقل ما هو: --map NAME=MEMBER
FILE:1: side: لا عمود له؛ إن كانت كل الصفوف عن الجانبين فاكتب --set side=both، وإلا فأضف عمودًا باسم side
FILE:2: Date "20/04/2026": قد يعني 2026-04-20 (20 نيسان 2026)؛ إن كان كذلك فاكتب 2026-04-20؛ إن كان برنامج الجداول قد غيّره فاجعل العمود نصًّا قبل فتح الملف
FILE:2: Name: "Qiam": لا معبر بهذا الاسم؛ هل تقصد Al-Bukamal–Al-Qaim؟
FILE:2: Status "opne": المطلوب واحد من: closed، intermittent، open، restricted، trial run، unknown؛ هل تقصد open؟
crossings: لم يُستورد شيء: 4 أخطاء
`},
		{"yesterday", "posts.csv", "crossing,side,status,when,source,reported\nqaim,both,open,yesterday,X,2026-04-21\nqaim,both,open,yesterday,X,\n",
			`FILE:2: when "yesterday": may mean 2026-04-20 (20 April 2026); if so, write 2026-04-20
FILE:3: when "yesterday": reckoned from the day on which it was written; write that day in "reported"
crossings: nothing imported: 2 faults in 2 rows
`,
			`FILE:2: when "yesterday": قد يعني 2026-04-20 (20 نيسان 2026)؛ إن كان كذلك فاكتب 2026-04-20
FILE:3: when "yesterday": يُحسب من يوم كتابته؛ اكتب ذلك اليوم في "reported"
crossings: لم يُستورد شيء: خطآن في صفين
`},
		{"a holder", "posts.csv", "crossing,side,control,when,source\nqaim,both,Syrian Democratic Forcs,2026,X\nqaim,both,the neighbours,2026,X\n",
			`FILE:2: control "syrian democratic forcs": no such party; want one of al-nusra-front, al-sanadid, autonomous-administration, iran-backed-militias, iraqi-government, iraqi-tribal-forces, islamic-state, kurdish-high-committee, kurdistan-regional-government, none, peshmerga, pkk, sdf, syrian-government, syrian-opposition, syrian-transitional-government, unknown, us-forces, us-led-coalition, ypg; did you mean sdf?
FILE:3: control "the neighbours": no such party; want one of al-nusra-front, al-sanadid, autonomous-administration, iran-backed-militias, iraqi-government, iraqi-tribal-forces, islamic-state, kurdish-high-committee, kurdistan-regional-government, none, peshmerga, pkk, sdf, syrian-government, syrian-opposition, syrian-transitional-government, unknown, us-forces, us-led-coalition, ypg
crossings: nothing imported: 2 faults in 2 rows
`,
			`FILE:2: control "syrian democratic forcs": لا جهة بهذا الاسم؛ المطلوب واحد من: al-nusra-front, al-sanadid, autonomous-administration, iran-backed-militias, iraqi-government, iraqi-tribal-forces, islamic-state, kurdish-high-committee, kurdistan-regional-government, none, peshmerga, pkk, sdf, syrian-government, syrian-opposition, syrian-transitional-government, unknown, us-forces, us-led-coalition, ypg؛ هل تقصد sdf؟
FILE:3: control "the neighbours": لا جهة بهذا الاسم؛ المطلوب واحد من: al-nusra-front, al-sanadid, autonomous-administration, iran-backed-militias, iraqi-government, iraqi-tribal-forces, islamic-state, kurdish-high-committee, kurdistan-regional-government, none, peshmerga, pkk, sdf, syrian-government, syrian-opposition, syrian-transitional-government, unknown, us-forces, us-led-coalition, ypg
crossings: لم يُستورد شيء: خطآن في صفين
`},
		{"no column for what was said", "posts.csv", "crossing,side,when,source\nqaim,both,2026,X\n",
			`FILE:1: status: no column is for it, nor is there one for control or kind; give --map NAME=status with the name of its column, or --set status=VALUE
crossings: nothing imported: 1 fault
`,
			`FILE:1: status: لا عمود له، ولا عمود لـ control أو kind؛ اكتب --map NAME=status باسم عموده، أو --set status=VALUE
crossings: لم يُستورد شيء: خطأ واحد
`},
		{"no header", "posts.csv", "a,b\n1,2\n",
			`FILE:1: no row names the columns; name them as crossing, side, kind, value, when, modality, source.name
crossings: nothing imported: 1 fault
`,
			`FILE:1: لا صف يسمّي الأعمدة؛ سمّها crossing وside وkind وvalue وwhen وmodality وsource.name
crossings: لم يُستورد شيء: خطأ واحد
`},
		{"an error of a spreadsheet", "posts.csv", "crossing,side,status,when,source\nqaim,both,open,2026,#N/A\n",
			`FILE:2: source "#N/A": the error of a spreadsheet, not a text; put the cell right, or empty it
crossings: nothing imported: 1 fault in 1 row
`,
			`FILE:2: source "#N/A": خطأ من برنامج الجداول، لا نصّ؛ أصلح الخلية أو أفرغها
crossings: لم يُستورد شيء: خطأ واحد في صف واحد
`},
		{"a quotation mark", "posts.csv", "crossing,side,status,when,source\nqaim,both,open,2026,\"X\"y\n",
			`FILE:2: "y" follows the quotation mark that closes a cell; write one within a cell twice
crossings: nothing imported: 1 fault in 1 row
`,
			`FILE:2: "y" بعد علامة الاقتباس التي تغلق الخلية؛ اكتبها داخل الخلية مرتين
crossings: لم يُستورد شيء: خطأ واحد في صف واحد
`},
		{"cells beyond", "posts.csv", "crossing,side,status,when,source\nqaim,both,open,2026,X,left over\n",
			`FILE:2: "left over" stands in cell 6, beyond the last column
crossings: nothing imported: 1 fault in 1 row
`,
			`FILE:2: في الخلية 6 بعد آخر عمود: "left over"
crossings: لم يُستورد شيء: خطأ واحد في صف واحد
`},
		{"UTF-16", "posts.csv", "\xff\xfec\x00r\x00",
			`FILE:1: the text is UTF-16; save the sheet as CSV in UTF-8
crossings: nothing imported: 1 fault
`,
			`FILE:1: النص بترميز UTF-16؛ احفظ الجدول CSV بترميز UTF-8
crossings: لم يُستورد شيء: خطأ واحد
`},
		{"no UTF-8", "posts.csv", "crossing,side,status,when,source\x0aqaim,both,open,2026,Andr\xe9\x0a",
			`FILE:2: the text is not UTF-8; save the sheet as CSV in UTF-8
crossings: nothing imported: 1 fault in 1 row
`,
			`FILE:2: ليس النص بترميز UTF-8؛ احفظ الجدول CSV بترميز UTF-8
crossings: لم يُستورد شيء: خطأ واحد في صف واحد
`},
		{"GeoPackage", "posts.gpkg", "SQLite format 3\x00" + strings.Repeat("\x00", 100),
			`FILE:1: this is a database (SQLite or GeoPackage); save the table of claims as CSV in UTF-8
crossings: nothing imported: 1 fault
`,
			`FILE:1: هذه قاعدة بيانات (SQLite أو GeoPackage)؛ احفظ جدول الإفادات CSV بترميز UTF-8
crossings: لم يُستورد شيء: خطأ واحد
`},
		{"OpenDocument", "posts.ods", zipped(t, "mimetype"),
			`crossings: FILE: this is an OpenDocument sheet; save it as .xlsx or as CSV in UTF-8
`,
			"crossings: FILE: هذا جدول OpenDocument؛ احفظه بصيغة \u200e.xlsx أو CSV بترميز UTF-8\n"},
		{"old workbook", "posts.xls", "\xd0\xcf\x11\xe0" + strings.Repeat("\x00", 600),
			`crossings: FILE: this is an old workbook (.xls), or one with a password; save it as .xlsx without a password, or as CSV in UTF-8
`,
			"crossings: FILE: هذا مصنف قديم (\u200e.xls) أو محمي بكلمة سر؛ احفظه بصيغة \u200e.xlsx بلا كلمة سر، أو CSV بترميز UTF-8\n"},
		{"a damaged workbook", "posts.xlsx", "PK\x03\x04\x14",
			`crossings: FILE: the workbook is damaged: zip: not a valid zip file
`,
			`crossings: FILE: المصنف تالف: zip: not a valid zip file
`},
		{"a document", "posts.docx", zipped(t, "[Content_Types].xml", "word/document.xml"),
			`crossings: FILE: this is no workbook of .xlsx; save its sheet as .xlsx, or as CSV in UTF-8
`,
			"crossings: FILE: ليس هذا مصنفًا بصيغة \u200e.xlsx؛ احفظ جدوله بصيغة \u200e.xlsx أو CSV بترميز UTF-8\n"},
	} {
		file := filepath.Join(t.TempDir(), tt.file)
		require.NoError(t, os.WriteFile(file, []byte(tt.content), 0o644))
		for lang, want := range map[string]string{"en": tt.english, "ar": inArabic(tt.arabic)} {
			require.Equal(t, result{"", strings.ReplaceAll(want, "FILE", file), 1}, crossings(t, "", "import", file, "--lang", lang), tt.name)
		}
	}
}
