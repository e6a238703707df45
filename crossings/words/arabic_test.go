package words_test

import (
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// Between all answers that are possible Arabic has the word that English has before the last.
func TestOr(t *testing.T) {
	list := []string{"a", "b", "c"}
	require.Equal(t, "a, b or c", words.Or(edtf.English, list))
	require.Equal(t, "a أو b أو c", words.Or(edtf.Arabic, list))
	require.Equal(t, "a", words.Or(edtf.Arabic, list[:1]))
	require.Empty(t, words.Or(edtf.Arabic, nil))
}

// Claims are counted by their number and by what stands before it.
func TestClaimsInArabic(t *testing.T) {
	for n, want := range map[int][3]string{
		1:   {"إفادة واحدة", "إفادة واحدة", "وإفادة أخرى"},
		2:   {"إفادتان", "إفادتين", "وإفادتان أخريان"},
		3:   {"3 إفادات", "3 إفادات", "و3 إفادات أخرى"},
		11:  {"11 إفادة", "11 إفادة", "و11 إفادة أخرى"},
		100: {"100 إفادة", "100 إفادة", "و100 إفادة أخرى"},
	} {
		require.Equal(t, want, [3]string{words.Claims(edtf.Arabic, n), words.ClaimsOf(edtf.Arabic, n), words.More(edtf.Arabic, n)})
	}
	require.Equal(t, "2 claims", words.ClaimsOf(edtf.English, 2))
	require.Equal(t, "and 1 more", words.More(edtf.English, 1))
	require.Equal(t, "and 12 more", words.More(edtf.English, 12))
}

func TestLastWord(t *testing.T) {
	for days, want := range map[int]string{1: "آخر خبر قبل ذلك بيوم واحد", 2: "آخر خبر قبل ذلك بيومين", 60: "آخر خبر قبل ذلك بـ60 يومًا", 365 * 2: "آخر خبر قبل ذلك بـ24 شهرًا"} {
		require.Equal(t, want, words.LastWord(edtf.Arabic, days))
	}
	require.Equal(t, "last word 60 days before", words.LastWord(edtf.English, 60))
}

// What one English word says in two senses has two Arabic ones.
func TestSenses(t *testing.T) {
	require.Equal(t, "by: x", words.Because(edtf.English, "x"))
	require.Equal(t, "بسبب: x", words.Because(edtf.Arabic, "x"))
	require.Equal(t, "عن طريق: x", words.Of(edtf.Arabic, "by: %s", "x"), "who holds a side for another")
	require.Equal(t, "الحركة: x", words.Of(edtf.Arabic, "for: %s", "x"), "traffic")
	require.Equal(t, "بلسان: x", words.Of(edtf.Arabic, "speaking for: %s", "x"), "a spokesman")
}

// What is not Arabic in a message is told apart, to be marked; a message that has no Arabic words is
// marked as a whole.
func TestMarked(t *testing.T) {
	require.Equal(t, []words.Text{{Text: `no claim has the id "x"`}}, words.Marked(edtf.English, `no claim has the id "x"`))
	require.Equal(t, []words.Text{{Text: "لا إفادة لها المعرّف "}, {Text: `"x"`, Lang: "zxx"}}, words.Marked(edtf.Arabic, `no claim has the id "x"`))
	require.Equal(t, []words.Text{{Text: "المعامل "}, {Text: `lang "x"`, Lang: "zxx"}, {Text: ": المطلوب "}, {Text: "en", Lang: "zxx"}, {Text: " أو "}, {Text: "ar", Lang: "zxx"}}, words.Marked(edtf.Arabic, `lang "x": want en or ar`))
	require.Equal(t, []words.Text{{Text: "nobody knows", Lang: "en"}}, words.Marked(edtf.Arabic, "nobody knows"))
	require.Equal(t, "\u2066nobody knows\u2069", words.Reason(edtf.Arabic, "nobody knows"))
	require.Equal(t, "nobody knows", words.Reason(edtf.English, "nobody knows"))
	require.Equal(t, "لم يُفتح السجل بعد", words.Reason(edtf.Arabic, "the log is not open yet"))
}

func TestPlaces(t *testing.T) {
	for where, want := range map[string]string{"stream BORDER": "التدفق BORDER", "server n1": "الخادم n1", "server at http://n3:8222": "الخادم على http://n3:8222", "elsewhere": "elsewhere"} {
		require.Equal(t, want, words.Place(edtf.Arabic, where))
		require.Equal(t, where, words.Place(edtf.English, where))
	}
	require.Equal(t, "خطآن", words.Faults(edtf.Arabic, 2))
	require.Equal(t, "3 تنبيهات", words.Warnings(edtf.Arabic, 3))
}

// A heading says that plans were late; of those that came early words say so, and no sign.
func TestMedianSlip(t *testing.T) {
	for n, want := range map[int]string{56: "56 يومًا", 2: "يومان", 0: "لا تأخر", -1: "تبكير يوم واحد", -3: "تبكير 3 أيام"} {
		require.Equal(t, want, words.MedianSlip(edtf.Arabic, n))
	}
	require.Equal(t, "-3 days", words.MedianSlip(edtf.English, -3))
}

func TestPlanTold(t *testing.T) {
	require.Equal(t, "خطة أُعلنت في 17 كانون الثاني 2013، x", words.PlanTold(edtf.Arabic, edtf.MustParse("2013-01-17"), "x"))
	require.Equal(t, "خطة أُعلنت من 12 شباط 2018 فصاعدًا، x", words.PlanTold(edtf.Arabic, edtf.MustParse("2018-02-12/.."), "x"))
	require.Equal(t, "plan told some time in October 2017, approximate, x", words.PlanTold(edtf.English, edtf.MustParse("2017-10~"), "x"))
	require.Equal(t, "خطة أُعلنت في وقت ما بين 5 تموز و29 أيلول 2019، x", words.PlanTold(edtf.Arabic, edtf.MustParse("[2019-07-05..2019-09-29]"), "x"))
	require.Equal(t, "plan of 2013-01-17, x", words.PlanTold(edtf.English, edtf.MustParse("2013-01-17"), "x"))
}

// No day that was not set is still to come.
func TestOutcome(t *testing.T) {
	day := border.Date(2019, 7, 5)
	dated := border.Span{Earliest: day, Latest: day}
	for _, test := range []struct {
		plan            border.Plan
		english, arabic string
	}{
		{border.Plan{Outcome: border.Pending}, "pending", "لم يتحقّق بعد"},
		{border.Plan{Outcome: border.Pending, Due: dated}, "pending", "لم يحن موعده"},
		{border.Plan{Outcome: border.Came}, "came", "تحقّق لاحقًا"},
		{border.Plan{Outcome: border.Met, Due: dated}, "met", "تحقّق"},
	} {
		require.Equal(t, test.english, words.Outcome(edtf.English, test.plan))
		require.Equal(t, test.arabic, words.Outcome(edtf.Arabic, test.plan))
	}
	require.Equal(t, "منتظر", words.Name(edtf.Arabic, border.Pending), "over numbers of plans with and without a day")
}

// Signs of EDTF are for programs.
func TestDate(t *testing.T) {
	for text, want := range map[string][2]string{
		"2017-10~":    {"some time in October 2017, approximate", "في وقت ما من تشرين الأول 2017، تقريبًا"},
		"2012-07-19?": {"19 July 2012, uncertain", "19 تموز 2012، غير مؤكد"},
		"2012-07-19":  {"2012-07-19", "19 تموز 2012"},
		"2012-07":     {"2012-07", "في وقت ما من تموز 2012"},
	} {
		require.Equal(t, want, [2]string{words.Date(edtf.English, edtf.MustParse(text)), words.Date(edtf.Arabic, edtf.MustParse(text))})
	}
	at := time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)
	require.Equal(t, "2026-11-27T12:00:00Z", words.Instant(edtf.English, at))
	require.Equal(t, "\u20662026-11-27T12:00:00Z\u2069", words.Instant(edtf.Arabic, at))
	require.Equal(t, "2012-07-19", words.ShortDay(edtf.English, border.Date(2012, 7, 19)))
	require.Equal(t, "19 تموز 2012", words.ShortDay(edtf.Arabic, border.Date(2012, 7, 19)))
}

func TestParts(t *testing.T) {
	require.Equal(t, []words.Text{{Text: "حدود الدول: "}, {Text: "Natural Earth", Lang: "en"}, {Text: "، ملكية عامة"}}, words.Parts(edtf.Arabic, "حدود الدول: Natural Earth، ملكية عامة", "en"))
	require.Equal(t, []words.Text{{Text: "x"}}, words.Parts(edtf.English, "x", "en"))
}

// Nobody counts no days.
func TestWaited(t *testing.T) {
	for _, test := range []struct {
		waited          border.Slip
		english, arabic string
	}{
		{border.Slip{}, "", ""},
		{border.Slip{Known: true}, "on the day on which it was told", "في يوم الإعلان عنه نفسه"},
		{border.Slip{Most: 5, Known: true}, "up to 5 days after it was told", "خلال 5 أيام من الإعلان عنه"},
		{border.Slip{Least: 2, Most: 2, Known: true}, "2 days after it was told", "بعد يومين من الإعلان عنه"},
		{border.Slip{Least: 3, Most: 30, Known: true}, "between 3 and 30 days after it was told", "بعد ما بين 3 أيام و30 يومًا من الإعلان عنه"},
	} {
		require.Equal(t, test.english, words.Waited(edtf.English, test.waited))
		require.Equal(t, test.arabic, words.Waited(edtf.Arabic, test.waited))
	}
}

// A time is told as exactly as it is known.
func TestPeriod(t *testing.T) {
	month, year := edtf.MustParse("2015-10"), edtf.MustParse("2026")
	for _, test := range []struct {
		from, to        edtf.Date
		english, arabic string
	}{
		{month, year, "from October 2015 to 2026", "من تشرين الأول 2015 إلى عام 2026"},
		{month, edtf.Date{}, "from October 2015 on", "من تشرين الأول 2015 فصاعدًا"},
		{edtf.Date{}, year, "up to 2026", "حتى عام 2026"},
		{edtf.Date{}, edtf.Date{}, "always", "دائمًا"},
	} {
		require.Equal(t, test.english, words.Period(edtf.English, test.from, test.to))
		require.Equal(t, test.arabic, words.Period(edtf.Arabic, test.from, test.to))
	}
	require.Equal(t, "لا شيء", words.ClaimsOrNone(edtf.Arabic, 0))
	require.Equal(t, "إفادتان", words.ClaimsOrNone(edtf.Arabic, 2))
	require.Equal(t, "0 claims", words.ClaimsOrNone(edtf.English, 0))
}
