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

	"error":   "خطأ",
	"warning": "تنبيه",
}

func init() { maps.Copy(arabic, arabicNotes) }
