package draft

import "strings"

// arabicVerbs are verbs of Arabic: of each the stem of the past, and behind a slash that of
// the present if it is no form of another verb, which stand for all their forms.
var arabicVerbs = []entry{
	{take, "", "استول/ستول|استعاد/ستعيد|حرر/حرر|احتل/حتل|بسط/بسط|انتزع/نتزع|استرد/سترد|استرجع/سترجع|تسلم/تسلم|استلم/ستلم|تول/تول|اقتحم/قتحم|اجتاح/جتاح|طهر/طهر|استحوذ/ستحوذ|سقط/سقط"},
	{take, "out", "طرد/طرد|دحر/دحر|أخرج"},
	{give, "", "سلم|تنازل/تنازل"},
	{leave, "", "انسحب/نسحب|غادر/غادر|ترك/ترك|هرب/هرب|تخل/تخل|خسر/خسر|فقد/فقد|تراجع/تراجع|تقهقر/تقهقر"},
	{opened, "", "افتتح/فتتح|استأنف/ستأنف|دشن/دشن|شغل"},
	{closed, "", "أغلق/غلق|أقفل/قفل|أوقف/وقف|توقف/توقف|علق/علق|جمد/جمد"},
	{begins, "", "بدأ/بدأ|باشر/باشر|شرع/شرع|انطلق/نطلق"},
}

// inflected returns the forms of verbs, as patterns.
func inflected(verbs string) string {
	var forms []string
	for verb := range strings.SplitSeq(verbs, "|") {
		past, present, _ := strings.Cut(verb, "/")
		for _, end := range []string{"", "ت", "وا", "ا", "تا", "نا", "ى", "ي", "ه", "ها", "ته", "تها", "وه", "وها"} {
			forms = append(forms, past+end)
		}
		if present == "" {
			continue
		}
		for _, person := range []string{"ي", "ت", "ن"} {
			for _, end := range []string{"", "ون", "وا", "ان", "ي", "ه", "ها"} {
				forms = append(forms, person+present+end)
			}
		}
	}
	return strings.Join(forms, "|")
}
