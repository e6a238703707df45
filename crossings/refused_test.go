package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// refused has commands that are refused, with the whole message in each language.
var refused = []struct{ call, english, arabic string }{
	{"import --dates xyz s.csv", `crossings: dates "xyz": want dmy or mdy`, `crossings: ترتيب التواريخ "xyz": المطلوب dmy أو mdy`},
	{"import --map when=foo s.csv", `crossings: column "when": a claim has no member "foo"; it has MEMBERS`, `crossings: العمود "when": لا عضو في الإفادة اسمه "foo"؛ أعضاؤها: MEMBERS`},
	{"import --set foo=bar s.csv", `crossings: a claim has no member "foo"; it has MEMBERS`, `crossings: لا عضو في الإفادة اسمه "foo"؛ أعضاؤها: MEMBERS`},
	{"import --use-map map.json s.csv", "crossings: map.json: columns: want a text, got a number", "crossings: map.json: columns: المطلوب نصّ، والموجود عدد"},
	{"import --use-map text.json s.csv", "crossings: text.json: invalid character 'أ' looking for beginning of value", "crossings: text.json: حرف غير صالح 'أ' حيث ينبغي أن تبدأ قيمة"},
	{"import damaged.parquet", "damaged.parquet: the Parquet file is damaged; get it anew\ncrossings: nothing imported: 1 fault", "damaged.parquet: ملف Parquet تالف؛ احصل عليه من جديد\ncrossings: لم يُستورد شيء: خطأ واحد"},
	{"import cut.parquet", "cut.parquet: the Parquet file is damaged; get it anew\ncrossings: nothing imported: 1 fault", "cut.parquet: ملف Parquet تالف؛ احصل عليه من جديد\ncrossings: لم يُستورد شيء: خطأ واحد"},
	{"serve --journal j --write-token-file short", "crossings: short: line 1: the token has 5 bytes; want at least 16", "crossings: short: السطر 1: طول الرمز 5 بايت؛ المطلوب 16 على الأقل"},
	{"serve --journal j --write-token-file none", "crossings: none: there is no token in it; want lines NAME TOKEN", "crossings: none: لا رمز فيه؛ المطلوب أسطر NAME TOKEN"},
	{"serve --journal j --write-token-file three", "crossings: three: line 2: want NAME TOKEN, two words", "crossings: three: السطر 2: المطلوب NAME TOKEN، كلمتان"},
	{"serve --journal j --write-token-file twice", "crossings: twice: line 2: the name or the token is there already", "crossings: twice: السطر 2: الاسم أو الرمز مذكور من قبل"},
	{"serve --report-to xyz", `crossings: --report-to "xyz": want a mail address, or an address of the web as in https://example.org/issues/new`, "crossings: الخيار \u200e--report-to\u200e \"xyz\": المطلوب عنوان بريد أو عنوان موقع مثل https://example.org/issues/new"},
	{"claims qaim --match !", `crossings: --match: "!": want letters or digits to look for, more than an article`, `crossings: --match: "!": المطلوب حروف أو أرقام يُبحث عنها، لا أداة تعريف وحدها`},
	{"at qaim --parties object.json", "crossings: object.json: want a list, got an object", "crossings: object.json: المطلوب قائمة، والموجود كائن"},
	{"at qaim --parties member.json", `crossings: member.json: unknown member "colour"`, `crossings: member.json: عضو غير معروف: "colour"`},
	{"at qaim --parties number.json", "crossings: number.json: names.en: want a text, got a number", "crossings: number.json: names.en: المطلوب نصّ، والموجود عدد"},
	{"at qaim --parties cut.json", "crossings: cut.json: unexpected end of JSON input", "crossings: cut.json: ينتهي JSON قبل أوانه"},
	{"at qaim --parties kind.json", `crossings: kind.json: party "a-b": no kind`, `crossings: kind.json: الجهة "a-b": لا نوع لها`},
	{"at qaim --parties day.json", `crossings: day.json: party "a-b": from: edtf: "x": 'x' where a digit of the year should be at offset 0`, `crossings: day.json: الجهة "a-b": from: "x": ليس تاريخًا مثل 2014-06-15 أو 2014-06 أو 2014`},
	{"at qaim --crossings text.json", "crossings: text.json:1: not JSON: invalid character 'أ' looking for beginning of value", "crossings: text.json:1: ليس JSON: \u2068حرف غير صالح 'أ' حيث ينبغي أن تبدأ قيمة\u2069"},
	{"at qaim --crossings name.json", `crossings: name.json: crossing "a-b": no English name`, `crossings: name.json: المعبر "a-b": لا اسم له بالإنكليزية`},
	{"check text.json", "text.json:1: error: not JSON after byte 0: invalid character 'أ' looking for beginning of value", "text.json:1: خطأ: ليس JSON بعد البايت 0: \u2068حرف غير صالح 'أ' حيث ينبغي أن تبدأ قيمة\u2069"},
	{"check s.csv", "s.csv:1: error: this looks like CSV, not like claims one a line; read it with crossings import", "s.csv:1: خطأ: يبدو أن هذا ملف CSV، لا إفادات كلٌّ منها في سطر؛ اقرأه بالأمر crossings import"},
	{"check lines.jsonl", "lines.jsonl:1: error: a line of a journal, in a file without its header; to make it a whole journal, run: crossings seal lines.jsonl", "lines.jsonl:1: خطأ: سطر من دفتر في ملف بلا ترويسة؛ لجعله دفترًا كاملًا نفّذ: crossings seal lines.jsonl"},
	{"claims qaim --add lines.jsonl", "crossings: lines.jsonl:1: a line of a journal, in a file without its header; to make it a whole journal, run: crossings seal lines.jsonl", "crossings: lines.jsonl:1: سطر من دفتر في ملف بلا ترويسة؛ لجعله دفترًا كاملًا نفّذ: crossings seal lines.jsonl"},
}

// What is wrong with a file or a flag is said whole, in each language.
func TestRefusedInWords(t *testing.T) {
	t.Chdir(t.TempDir())
	require.Equal(t, 0, crossings(t, claimLine("one"), "add", "--journal", "j.jsonl").status)
	whole, err := os.ReadFile("j.jsonl")
	require.NoError(t, err)
	_, lines, _ := strings.Cut(string(whole), "\n")
	for name, text := range map[string]string{
		"s.csv": "crossing,side,status,when,source\nqaim,both,open,2026,X\n", "map.json": `{"columns":{"a":1}}`, "text.json": "أهلا بكم\n",
		"damaged.parquet": "PAR1xxxxxxxxPAR1", "cut.parquet": "PAR1", "short": "short\n", "none": "# nobody\n",
		"three": "amal 0123456789abcdef\na b c\n", "twice": "amal 0123456789abcdef\nhadi 0123456789abcdef\n", "object.json": "{}",
		"member.json": `[{"code":"a-b","colour":"red"}]`, "number.json": `[{"code":"a-b","kind":"g","names":{"en":3}}]`, "cut.json": "[",
		"kind.json": `[{"code":"a-b","names":{"en":"A"}}]`, "day.json": `[{"code":"a-b","kind":"g","names":{"en":"A"},"from":"x"}]`,
		"name.json": `[{"code":"a-b"}]`, "lines.jsonl": lines,
	} {
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
	}
	members := "status, control, id, crossing, side, kind, value, unit, traffic, direction, when, edge, modality, source.name, source.via, source.url, source.title, source.archived, source.lang, reported, recorded, grade, quote, note, retracts, denies, repeats"
	for _, tt := range refused {
		for language, want := range map[string]string{"en": tt.english, "ar": tt.arabic} {
			r := crossings(t, "", append(strings.Fields(tt.call), "--lang", language)...)
			require.NotEqual(t, 0, r.status, tt.call)
			said := strings.ReplaceAll(r.stderr+r.stdout, members, "MEMBERS")
			for _, hint := range []string{"Run 'crossings --help' for usage.\n", "للاستعمال: 'crossings --help --lang ar'\n"} {
				said = strings.TrimSuffix(said, hint)
			}
			require.Equal(t, want+"\n", said, tt.call)
		}
	}
}

// How the date of a claim is read is said of one day and of several, in each language.
func TestDatesReadInWords(t *testing.T) {
	for call, want := range map[string][2]string{
		"--when 2026-11-20":                        {"a change on 2026-11-20, standing until the next", "تغيّر يوم 20 تشرين الثاني 2026، يسري حتى التغيّر التالي"},
		"--when 2025-05":                           {"a change on some day from 2025-05-01 to 2025-05-31, standing until the next", "تغيّر في يوم ما بين 1 أيار 2025 و31 أيار 2025، يسري حتى التغيّر التالي"},
		"--when 2025-05-01/..":                     {"a change at 2025-05-01, standing until the next", "تغيّر يوم 1 أيار 2025، يسري حتى التغيّر التالي"},
		"--when 2025-05-01/":                       {"an episode from 2025-05-01 to an unknown day, after which what stood before stands again", "فترة من 1 أيار 2025 إلى يوم غير معلوم، يعود بعدها ما كان قبلها"},
		"--when 2025-05-01/2025-05-02":             {"an episode from 2025-05-01 to 2025-05-02, after which what stood before stands again", "فترة من 1 أيار 2025 إلى 2 أيار 2025، يعود بعدها ما كان قبلها"},
		"--when 2025-05-01/2025-05-02 --edge seen": {"seen at both ends from 2025-05-01 to 2025-05-02", "شوهد في طرفي المدة من 1 أيار 2025 إلى 2 أيار 2025"},
		"--when 2025-05-01 --edge seen":            {"seen on 2025-05-01; when it began is not said", "شوهد يوم 1 أيار 2025؛ ولا يقال متى بدأ"},
		"--when 2025-05 --edge seen":               {"seen on some day from 2025-05-01 to 2025-05-31; when it began is not said", "شوهد في يوم ما بين 1 أيار 2025 و31 أيار 2025؛ ولا يقال متى بدأ"},
		"--when 2025-05-01 --modality planned":     {"a plan, due on 2025-05-01", "خطة، موعدها يوم 1 أيار 2025"},
		"--when 2025-05 --modality planned":        {"a plan, due from 2025-05-01 to 2025-05-31", "خطة، موعدها من 1 أيار 2025 إلى 31 أيار 2025"},
		"--when 2025-05-01 --modality denied":      {"a denial about 2025-05-01", "نفي عن يوم 1 أيار 2025"},
		"--when 2025-05 --modality denied":         {"a denial about the days from 2025-05-01 to 2025-05-31", "نفي عن الأيام من 1 أيار 2025 إلى 31 أيار 2025"},
		"--when 2025-05-01 --modality feared":      {"a notice about 2025-05-01", "إشعار عن يوم 1 أيار 2025"},
		"--when 2025-05 --modality feared":         {"a notice about the days from 2025-05-01 to 2025-05-31", "إشعار عن الأيام من 1 أيار 2025 إلى 31 أيار 2025"},
	} {
		args := append(strings.Fields("add --dry-run --crossing tanf --side iraq --kind status --value open --source Reuters"), strings.Fields(call)...)
		require.Contains(t, crossings(t, "", args...).stderr, "\n  read as: "+want[0]+"\n", call)
		require.Contains(t, crossings(t, "", append(args, "--lang", "ar")...).stderr, "\n  يُقرأ: "+want[1]+"\n", call)
	}
}

// What retract and seal ask about is said in Arabic, with the names of the crossing and of the source.
func TestQuestionsAreArabic(t *testing.T) {
	t.Chdir(t.TempDir())
	claim := strings.Replace(claimLine("one"), `"name":"one"`, `"name":"Reuters"`, 1)
	id := ids(t, crossings(t, claim, "add", "--journal", "j.jsonl").stdout)[0]
	r := crossings(t, "", "retract", "--journal", "j.jsonl", "--source", "Reuters", id, "--lang", "ar")
	require.Contains(t, r.stderr, "أتُسحب إفادة واحدة، على لسان رويترز؟")
	require.NoError(t, os.WriteFile("plain.jsonl", []byte(claim), 0o600))
	require.Contains(t, crossings(t, "", "seal", "plain.jsonl", "--lang", "ar").stderr, "\n  التنف – الوليد: في وقت ما من أيار 2015: الجانب العراقي، الحالة: مغلق\n")
	require.Contains(t, crossings(t, "", "seal", "plain.jsonl").stderr, "\n  al-tanf-al-waleed: 2015-05 iraq status closed\n")
}
