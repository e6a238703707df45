package words_test

import (
	"errors"
	"testing"

	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// What a follower of a log, a journal and a workbook are refused for is in Arabic to its end, with
// what to do about it; what another program said stands isolated.
func TestAdviceInArabic(t *testing.T) {
	for english, want := range map[string]string{
		`log "border": this NATS server runs alone and keeps one copy of a log, where 3 are wanted; start it as one of a cluster of three, as docs/cluster.md shows: nats: API error: code=500 err_code=10074 description=replicas > 1 not supported in non-clustered mode`:                                                                                            "السجل \"border\": خادم NATS هذا يعمل وحده ويحفظ من السجل نسخة واحدة، والمطلوب 3؛ شغّله واحدًا من ثلاثة خوادم تعمل معًا كما في docs/cluster.md: خطأ من NATS: \u2068code=500 err_code=10074 description=replicas > 1 not supported in non-clustered mode\u2069",
		"d/positions: the log went back: the archive is of stream BORDER made at 2026-01-02T03:04:05Z, and this is BORDER made at 2026-01-02T04:04:05Z\nKeep d: it has the claims that the log lacks. If the log was made anew on purpose, move the directory away and start the program again; crossings append puts the claims of its claims.jsonl into the new log": "d/positions: رجع السجل إلى الوراء: الأرشيف للتدفق BORDER الذي أُنشئ في 2026-01-02T03:04:05Z، وهذا BORDER الذي أُنشئ في 2026-01-02T04:04:05Z\nاحتفظ بالمجلد d: ففيه الإفادات التي تنقص السجل. إن كان السجل قد أُنشئ من جديد عمدًا فانقل المجلد من مكانه وشغّل البرنامج مرة أخرى؛ والأمر crossings append يضيف إفادات claims.jsonl الذي فيه إلى السجل الجديد",
		"the log went back: sequence 150 has something else than what was folded\nIf the log was made anew on purpose, start the program again":                                                                                                                                                                                                                        "رجع السجل إلى الوراء: في الرسالة 150 غير ما قُرئ\nإن كان السجل قد أُنشئ من جديد عمدًا فشغّل البرنامج مرة أخرى",
		"d/positions: not a file of positions; remove it, and the log is read from its beginning\nThe log has all that the archive has: if d cannot be mended, move it away and start the program again":                                                                                                                                                               "d/positions: ليس ملف مواضع؛ أزله فيُقرأ السجل من أوله\nفي السجل كل ما في الأرشيف: إن لم يمكن إصلاح d فانقله من مكانه وشغّل البرنامج مرة أخرى",
		"archive: mkdir d: permission denied": "الأرشيف: mkdir d: لا إذن بذلك",
		"j.mark:1: not a mark: it was damaged or edited; if the journal beside it is whole, remove the mark": "j.mark:1: ليس علامة دفتر: تلف أو عُدّل؛ إن كان الدفتر الذي بجانبه سليمًا فأزله",
		`a.xlsx: the workbook is damaged: sheet "S": 3 of 7 rows can be read`:                                `a.xlsx: المصنف تالف: الجدول "S": يُقرأ من الصفوف 3 من أصل 7`,
		"a.xlsx: the workbook is damaged: a text of more than 9 bytes":                                       "a.xlsx: المصنف تالف: نصّ أطول من 9 بايت",
		"column \"note\" is not known; a claim has id, crossing":                                             "العمود \"note\" غير معروف؛ أعضاء الإفادة: id, crossing",
		"no column for kind":                                           "لا عمود لـ kind",
		`j.mark:2: not a mark: {"border":3}`:                           "j.mark:2: ليس علامة دفتر: \u2068{\"border\":3}\u2069",
		"40000 parties and 2 crossings are more than a registry holds": "عدد الجهات 40000 وعدد المعابر 2، وهذا أكثر مما يتسع له السجل",
		"the registry took in 2147483647 claims, and 2 more are over the 2147483647 that it can: use another one beside it": "عدد ما في السجل من الإفادات 2147483647، ومع 2 أخرى يتجاوز حدّه وهو 2147483647: استعمل سجلًا آخر إلى جانبه",
		`sources.json: kind "paper": want one of agency, outlet`:                                                            `sources.json: النوع "paper": المطلوب واحد من: agency, outlet`,
		`"colour": no such filter; want one of side, kind`:                                                                  `"colour": لا مرشِّح بهذا الاسم؛ المطلوب واحد من: side, kind`,
	} {
		require.Equal(t, want, words.Refusal(edtf.Arabic, errors.New(english)))
	}
}
