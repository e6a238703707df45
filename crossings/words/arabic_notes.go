package words

import "maps"

// arabicNotes has the Arabic of what the program says beside its answers.
var arabicNotes = map[string]string{
	"nothing had been recorded by %s; the first claim was on %s; --known asks for what sources had said by a day": "لم يكن قد سُجّل شيء حتى %s؛ أول إفادة سُجّلت في %s؛ ويسأل \u200e--known\u200e عمّا كانت المصادر قد قالته حتى يوم معيّن",
	"%s; they are read":           "%s؛ وهي تُقرأ",
	"reading %s":                  "قراءة %s",
	"To be withdrawn: %s: %s":     "ستُسحب: %s: %s",
	"Withdraw %s, as told by %s?": "أتُسحب %s، عن %s؟",
	"Write it to %s?":             "أتُكتب في %s؟",
	"waiting: %s":                 "بانتظار: %s",
	"before line 1":               "قبل السطر 1",
	"line %d":                     "السطر %d",
	"the id is not of this content; to correct a claim, leave it, and add one without an id that retracts it": "المعرّف ليس لهذا المحتوى؛ لتصحيح إفادة اتركها وأضف أخرى بلا معرّف تسحبها",
	"%s fewer than the journal had: it will be taken as it is":                                                "%s أقل مما كان في الدفتر: سيؤخذ كما هو",
	"claim %s %s %s, %s":                                  "الإفادة %s: %s %s، %s",
	"; so do %s more, which crossings check lists":        "؛ ومثلها %s غيرها يسردها crossings check",
	"; so does 1 claim more, which crossings check lists": "؛ ومثلها إفادة أخرى يسردها crossings check",
	"%s: it is kept, without effect until that comes%s":   "%s: تُحفظ، ولا أثر لها حتى يأتي%s",
	"Source": "المصدر",

	"reading claims from standard input, one JSON object a line; Ctrl-D ends it": "تُقرأ الإفادات من الدخل القياسي، كائن JSON في كل سطر؛ وينهيها \u2066Ctrl-D\u2069",
	"%d claims written": "كُتب من الإفادات %d",
	"writing %s":        "كتابة %s",
	"compacting %s":     "إعادة كتابة %s",
	"Write this to %s?": "أيُكتب هذا في %s؟",
	"if %s was changed on purpose and is right, run: crossings seal %s": "إن كان %s قد غُيّر عمدًا وهو صحيح فنفّذ: crossings seal %s",
	"%s, no errors, %s":                                  "%s، بلا أخطاء، %s",
	"%s: %s in the order of recording":                   "%s: %s بترتيب التسجيل",
	"%d lines said what another line said, and are gone": "أُزيل من الأسطر المكررة %d",
	"%s is whole: %s, nothing to seal":                   "%s سليم: %s، لا شيء يُختم",
	"%s is sealed: %s":                                   "خُتم %s: %s",

	"read as: %s":    "يُقرأ: %s",
	"from %s to %s":  "من %s إلى %s",
	"on %s":          "في %s",
	"a plan, due %s": "خطة، موعدها %s",
	"somebody looked %s and found nothing new, which changes no answer": "نظر أحدهم %s ولم يجد جديدًا، ولا يغيّر ذلك أي إجابة",
	"a denial about the days %s":                                        "نفي عن الأيام %s",
	"a notice about the days %s":                                        "إشعار عن الأيام %s",
	"a change at %s, standing until the next":                           "تغيّر في %s، يسري حتى الذي بعده",
	"seen at both ends %s":                                              "شوهد في الطرفين %s",
	"an episode %s, after which what stood before stands again":         "فترة %s، يعود بعدها ما كان قبلها",
	"seen on some day %s; when it began is not said":                    "شوهد في يوم ما %s؛ ولا يقال متى بدأ",
	"a change on some day %s, standing until the next":                  "تغيّر في يوم ما %s، يسري حتى الذي بعده",

	"error":   "خطأ",
	"warning": "تنبيه",
}

func init() { maps.Copy(arabic, arabicNotes) }
