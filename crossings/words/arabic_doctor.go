package words

import "maps"

// arabicDoctor has the Arabic of what is found in the servers of a log; it is read as arabicRefusals is.
var arabicDoctor = map[string]string{

	"has %d replicas; want 3, so that one can be lost":                         "عدد النسخ %d؛ المطلوب 3، لتُحتمل خسارة واحدة",
	"is kept in memory; want file storage":                                     "محفوظ في الذاكرة؛ المطلوب الحفظ في ملفات",
	"drops messages that were read; want the retention policy limits":          "يُسقط الرسائل التي قُرئت؛ المطلوب سياسة الحفظ limits",
	"lets messages be deleted; want deny_delete":                               "يسمح بحذف رسائل؛ المطلوب deny_delete",
	"lets itself be purged; want deny_purge":                                   "يسمح بمحو محتواه؛ المطلوب deny_purge",
	"holds at most %d messages; want no limit":                                 "لا يتسع لأكثر من %d من الرسائل؛ المطلوب بلا حد",
	"holds at most %d messages of a subject; want no limit":                    "لا يتسع لأكثر من %d من رسائل الموضوع الواحد؛ المطلوب بلا حد",
	"holds at most %d bytes; want no limit":                                    "لا يتسع لأكثر من %d بايت؛ المطلوب بلا حد",
	"drops messages after %s; want no limit":                                   "يُسقط الرسائل بعد %s؛ المطلوب بلا حد",
	"lets a message replace all others; want no rollup":                        "يسمح لرسالة بأن تحل محل كل ما قبلها؛ المطلوب منع rollup",
	"lets messages expire; want no time to live":                               "يسمح بانتهاء صلاحية الرسائل؛ المطلوب بلا أجل",
	"acknowledges nothing; want acknowledgements":                              "لا يقرّ بتسلّم شيء؛ المطلوب أن يقرّ",
	"acknowledges what is not written yet; want the default persist mode":      "يقرّ بما لم يُكتب بعد؛ المطلوب طريقة الكتابة المعتادة",
	"is sealed: it takes no more claims":                                       "مختوم: لم يعد يقبل إفادات",
	"answers from any replica, also from a damaged one; want allow_direct off": "يجيب من أي نسخة، ولو تالفة؛ المطلوب إيقاف allow_direct",
	"takes its messages from another stream; want one of its own":              "يأخذ رسائله من تدفق آخر؛ المطلوب تدفق مستقل",
	"renames subjects; want none renamed":                                      "يغيّر أسماء المواضيع؛ المطلوب تركها كما هي",

	"its leader %q lacks %d messages within the log: they were deleted or its blocks are damaged": "ينقص قائده %q من رسائل السجل %d: حُذفت أو تلفت كتل فيه",
	"begins with sequence %d at its leader %q: what was before is lost there":                     "أوله عند قائده %[2]q الرسالة %[1]d: ضاع هناك ما قبلها",
	"is offline": "منقطع",
	"is not up to date: %d operations behind, last heard of %s ago":                                                                                   "غير محدّث: متأخر بعدد من العمليات هو %d، وآخر خبر منه قبل %s",
	"%d of its %d servers told how they write to their disks; give the monitoring address of each":                                                    "قال %d من خوادمه الـ%d كيف تكتب على أقراصها؛ اذكر عنوان مراقبة كل منها",
	"acknowledges before its disk has what it acknowledges; set sync_interval: always":                                                                "يقرّ بالتسلّم قبل أن يصير ما تسلّمه على قرصه؛ اضبط \u2068sync_interval: always\u2069",
	"runs version %s, and %s runs %s; finish the upgrade":                                                                                             "يعمل بالإصدار %s، و%s بالإصدار %s؛ أتمّ الترقية",
	"was given twice, or two servers have its name":                                                                                                   "ذُكر مرتين، أو لخادمين اسم واحد",
	"has %d messages of the log between sequences %d and %d: blocks on its disk are damaged; empty its store and let it take the log from the others": "لديه من رسائل السجل %d بين %d و%d: تلفت كتل على قرصه؛ أفرغ مخزنه ودعه يأخذ السجل من غيره",
	"has sequences %s of a log that ends at %d":                                                                                                       "لديه الرسائل %s من سجل ينتهي عند %d",
	"JetStream is disabled on %s: its disk may be full or have failed":                                                                                "\u200fJetStream متوقف على %s: قد يكون قرصه ممتلئًا أو معطّلًا",
	"takes messages of at most %d bytes, and a claim may have %d; set max_payload: 2MB":                                                               "لا يقبل رسائل أطول من %d بايت، وقد تبلغ الإفادة %d؛ اضبط \u2068max_payload: 2MB\u2069",
	"connection refused": "رُفض الاتصال",
	"dial tcp %s":        "الاتصال بـ %s",
	"Get %q":             "طلب %q",
	"i/o timeout":        "انقضت المهلة",
}

// arabicDoctorPhrases has the Arabic of what doctor prints around that.
var arabicDoctorPhrases = map[string]string{
	"stream %s":    "التدفق %s",
	"server %s":    "الخادم %s",
	"server at %s": "الخادم على %s",

	"fault: %s":                              "خلل: %s",
	"well":                                   "سليم",
	"no faults":                              "لا خلل",
	": log %s, %d messages, %d replicas":     ": السجل %s، الرسائل %d، النسخ %d",
	": version %s at %s, %s":                 ": الإصدار %s على %s، %s",
	"nothing of the log":                     "ليس لديه شيء من السجل",
	"%d messages, the last %d":               "رسائله %d، آخرها رقم %d",
	"NAME":                                   "الاسم",
	"SYNOPSIS":                               "الاستعمال",
	"DESCRIPTION":                            "الوصف",
	"OPTIONS":                                "الخيارات",
	"OPTIONS INHERITED FROM PARENT COMMANDS": "خيارات مشتركة بين الأوامر",
	"EXAMPLE":                                "أمثلة",
	"SEE ALSO":                               "انظر أيضًا",
	"Border crossings":                       "المعابر الحدودية",
}

func init() { maps.Copy(arabic, arabicDoctorPhrases) }
