package words_test

import (
	"testing"

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
	require.Equal(t, "خطة أُعلنت في 2013-01-17، x", words.PlanTold(edtf.Arabic, edtf.MustParse("2013-01-17"), "x"))
	require.Equal(t, "خطة أُعلنت في وقت ما بين 5 تموز و29 أيلول 2019، x", words.PlanTold(edtf.Arabic, edtf.MustParse("[2019-07-05..2019-09-29]"), "x"))
	require.Equal(t, "plan of 2013-01-17, x", words.PlanTold(edtf.English, edtf.MustParse("2013-01-17"), "x"))
}
