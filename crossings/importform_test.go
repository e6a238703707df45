package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// What people write into the form at the first try is told in the words of the form, the
// proposal first; vague dates are reckoned from the report's day, also where that is itself
// written otherwise; and the mended sheet has each proposal in its own column.
func TestFormSaysWhatItsColumnsSay(t *testing.T) {
	for _, tt := range []struct {
		lang   string
		rows   [][]any
		want   string
		mended [][]string // the first six columns, the report's date, and what is left
	}{
		{"en", [][]any{
			{"Al-Tanf", "Syrian", "open", "", "since yesterday", "a driver", "", "21 April 2026", "", "", "", "goods"},
			{"Rabia", "Iraqi side", "", "Iraqi government", "since some time in February", "Reuters", "", "3 March 2026"},
			{"Al-Qaim", "both", "closed", "", "11/03/2026", "the mayor", "", "2026-03-11"},
			{"Semalka", "", "partly open", "", "since Monday", "a colleague"},
			{"Qiam", "both sides", "", "Islamic Stat", "2014", "x"},
			{"Rabia", "west", "", "", "2014", ""},
		}, `FILE:claims:3: Date "since yesterday": may mean 2026-04-20/.. (from 20 April 2026 on); if so, write 2026-04-20/..
FILE:claims:3: Report date "21 April 2026": may mean 2026-04-21 (21 April 2026); if so, write 2026-04-21
FILE:claims:4: Date "since some time in February": may mean 2026-02/.. (from February 2026 on); if so, write 2026-02/..
FILE:claims:4: Report date "3 March 2026": may mean 2026-03-03 (3 March 2026); if so, write 2026-03-03
FILE:claims:5: Date "11/03/2026": may mean 2026-03-11 (11 March 2026) or 2026-11-03 (3 November 2026); write the one that is meant, or give --dates dmy or mdy where all are numbers
FILE:claims:6: Date "since Monday": reckoned from the day on which it was written; write that day in "Report date"
FILE:claims:6: Side: the cell is empty; want one of Syrian side, Iraqi side, both sides
FILE:claims:7: Crossing: "Qiam": no such crossing; did you mean Al-Bukamal–Al-Qaim?
FILE:claims:7: Controlled by "islamic stat": no such party; want one of PARTIES; did you mean Islamic State?
FILE:claims:8: Side "west": want one of Syrian side, Iraqi side, both sides
FILE:claims:8: Status: the cell is empty; want one of closed, intermittent, open, restricted, trial run, unknown; or fill in "Controlled by"
FILE:claims:8: Source: the cell is empty
crossings: read "goods" as commercial traffic, "partly open" as restricted; if that is wrong, write another word in the sheet
crossings: wrote MENDED; put in: 6 proposals; left in its column "fault": 6 faults; look it through, and import it
crossings: nothing imported: 12 faults in 6 rows
`, [][]string{
			{"Al-Tanf", "Syrian", "open", "", "2026-04-20/..", "a driver", "2026-04-21", ""},
			{"Rabia", "Iraqi side", "", "Iraqi government", "2026-02/..", "Reuters", "2026-03-03", ""},
			{"Al-Qaim", "both", "closed", "", "11/03/2026", "the mayor", "2026-03-11", `Date "11/03/2026": may mean 2026-03-11 (11 March 2026) or 2026-11-03 (3 November 2026); write the one that is meant, or give --dates dmy or mdy where all are numbers`},
			{"Semalka", "", "partly open", "", "since Monday", "a colleague", "", `Date "since Monday": reckoned from the day on which it was written; write that day in "Report date"; Side: the cell is empty; want one of Syrian side, Iraqi side, both sides`},
			{"Al-Bukamal–Al-Qaim", "both sides", "", "Islamic State", "2014", "x", "", ""},
			{"Rabia", "west", "", "", "2014", "", "", `Side "west": want one of Syrian side, Iraqi side, both sides; Status: the cell is empty; want one of closed, intermittent, open, restricted, trial run, unknown; or fill in "Controlled by"; Source: the cell is empty`},
		}},
		{"ar", [][]any{
			{"التنف", "السوري", "مفتوح", "", "منذ أمس", "سائق", "", "21 نيسان 2026", "", "", "", "بضائع"},
			{"ربيعة", "العراقي", "", "الحكومة العراقية", "منذ وقت ما في شباط", "رويترز", "", "3 آذار 2026"},
			{"القائم", "من الجانبين", "مغلق", "", "١١/٠٣/٢٠٢٦", "رئيس البلدية", "", "2026-03-11"},
			{"سيمالكا", "", "مفتوح جزئيًا", "", "منذ أمس", "زميلة"},
			{"سيمالقا", "غربي", "محدود", "", "2014", ""},
		}, `FILE:claims:3: التاريخ "منذ أمس": قد يعني 2026-04-20/.. (من 20 نيسان 2026 فصاعدًا)؛ إن كان كذلك فاكتب 2026-04-20/..
FILE:claims:3: تاريخ الخبر "21 نيسان 2026": قد يعني 2026-04-21 (21 نيسان 2026)؛ إن كان كذلك فاكتب 2026-04-21
FILE:claims:4: التاريخ "منذ وقت ما في شباط": قد يعني 2026-02/.. (من شباط 2026 فصاعدًا)؛ إن كان كذلك فاكتب 2026-02/..
FILE:claims:4: تاريخ الخبر "3 آذار 2026": قد يعني 2026-03-03 (3 آذار 2026)؛ إن كان كذلك فاكتب 2026-03-03
FILE:claims:5: التاريخ "١١/٠٣/٢٠٢٦": قد يعني 2026-03-11 (11 آذار 2026) أو 2026-11-03 (3 تشرين الثاني 2026)؛ اكتب المقصود، أو اكتب --dates dmy أو mdy إن كانت كلها أرقامًا
FILE:claims:6: التاريخ "منذ أمس": يُحسب من يوم كتابته؛ اكتب ذلك اليوم في "تاريخ الخبر"
FILE:claims:6: الجانب: الخلية فارغة؛ المطلوب واحد من: الجانب السوري، الجانب العراقي، الجانبان
FILE:claims:7: الجانب "غربي": المطلوب واحد من: الجانب السوري، الجانب العراقي، الجانبان
FILE:claims:7: المعبر: "سيمالقا": لا معبر بهذا الاسم؛ هل تقصد فيشخابور – سيمالكا؟
FILE:claims:7: المصدر: الخلية فارغة
crossings: قُرئ "بضائع" على أنه البضائع، "محدود" على أنه مفتوح جزئيًا؛ إن لم يكن كذلك فاكتب في الجدول كلمة أخرى
crossings: كُتب MENDED؛ ما أُخذ به: 5 مقترحات؛ وما بقي في عموده "fault": 5 أخطاء؛ راجعه ثم استورده
crossings: لم يُستورد شيء: 10 أخطاء في 5 صفوف
`, [][]string{
			{"التنف", "السوري", "مفتوح", "", "2026-04-20/..", "سائق", "2026-04-21", ""},
			{"ربيعة", "العراقي", "", "الحكومة العراقية", "2026-02/..", "رويترز", "2026-03-03", ""},
			{"القائم", "من الجانبين", "مغلق", "", "١١/٠٣/٢٠٢٦", "رئيس البلدية", "2026-03-11", `التاريخ "١١/٠٣/٢٠٢٦": قد يعني 2026-03-11 (11 آذار 2026) أو 2026-11-03 (3 تشرين الثاني 2026)؛ اكتب المقصود، أو اكتب --dates dmy أو mdy إن كانت كلها أرقامًا`},
			{"سيمالكا", "", "مفتوح جزئيًا", "", "منذ أمس", "زميلة", "", `التاريخ "منذ أمس": يُحسب من يوم كتابته؛ اكتب ذلك اليوم في "تاريخ الخبر"؛ الجانب: الخلية فارغة؛ المطلوب واحد من: الجانب السوري، الجانب العراقي، الجانبان`},
			{"فيشخابور – سيمالكا", "غربي", "محدود", "", "2014", "", "", `الجانب "غربي": المطلوب واحد من: الجانب السوري، الجانب العراقي، الجانبان؛ المصدر: الخلية فارغة`},
		}},
	} {
		file := filled(t, tt.lang, tt.rows...)
		mended := filepath.Join(t.TempDir(), "mended.csv")
		r := crossings(t, "", "import", file, "--lang", tt.lang, "--mend", mended)
		want := strings.NewReplacer("FILE", file, "MENDED", mended, "PARTIES", strings.Join(partyNames(t), ", ")).Replace(inArabic(tt.want))
		require.Equal(t, result{"", want, 1}, r)
		f, err := os.Open(mended)
		require.NoError(t, err)
		defer f.Close()
		rows, err := csv.NewReader(f).ReadAll()
		require.NoError(t, err)
		var got [][]string
		for _, row := range rows[2:] {
			got = append(got, append(row[:6:6], row[7], row[14]))
		}
		for _, row := range tt.mended {
			row[len(row)-1] = inArabic(row[len(row)-1])
		}
		require.Equal(t, tt.mended, got)
	}
}

// A source that the register knows by its name in Arabic is the one that claims name
// otherwise; a claim with an id stays as it is.
func TestImportNamesSourcesAsTheRegisterDoes(t *testing.T) {
	for lang, told := range map[string]string{
		"en": `crossings: read "رويترز" as Reuters; if that is wrong, write another word in the sheet` + "\n",
		"ar": `crossings: قُرئ "رويترز" على أنه Reuters؛ إن لم يكن كذلك فاكتب في الجدول كلمة أخرى` + "\n",
	} {
		file := write(t, "posts.csv", "crossing,side,status,when,source,source.via\nRabia,iraq,open,2026-02,رويترز,\nRabia,iraq,open,2026-03,سائق,رويترز\n")
		journal := filepath.Join(t.TempDir(), "mine.jsonl")
		r := crossings(t, "", "import", file, "--journal", journal, "--lang", lang)
		require.Equal(t, 0, r.status, r.stderr)
		require.Equal(t, inArabic(told), r.stderr)
		r = crossings(t, "", "claims", "rabia", "--data", journal, "--source", "reuters", "--json")
		require.Equal(t, 2, strings.Count(r.stdout, "\n"), r.stdout)
		require.Contains(t, r.stdout, `"source":{"name":"Reuters"}`)
		require.Contains(t, r.stdout, `"source":{"name":"سائق","via":["Reuters"]}`)
	}
	held := write(t, "held.jsonl", `{"id":"00000000-0000-4000-8000-000000000001","crossing":"al-yarubiyah-rabia","side":"iraq","kind":"status","value":"open","when":"2026-02","edge":"start","modality":"reported","source":{"name":"رويترز"},"recorded":"2026-11-30T00:00:00Z"}`+"\n")
	sheet := write(t, "held.csv", crossings(t, "", "export", "--format", "csv", "--data", held).stdout)
	text, err := os.ReadFile(held)
	require.NoError(t, err)
	require.Equal(t, result{string(text), "", 0}, crossings(t, "", "import", sheet))
}

// partyNames returns the English names of the parties.
func partyNames(t *testing.T) (names []string) {
	t.Helper()
	reg, err := border.Default()
	require.NoError(t, err)
	for p := range reg.Parties() {
		names = append(names, p.Names.English)
	}
	return names
}
