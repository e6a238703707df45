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

// englishVerbs are regular verbs of English.
var englishVerbs = []entry{
	{take, "", "capture|seize|conquer|occupy|liberate|recapture|recover|regain|reclaim|storm|grab|snatch|wrest|reoccupy|annex"},
	{leave, "", "abandon|desert|vacate|evacuate|relinquish|retreat|forfeit"},
	{give, "", "surrender|cede"},
	{opened, "", "reopen|inaugurate|resume|restart|reactivate|relaunch|unblock|unseal"},
	{closed, "", "close|seal|block|suspend|halt|shutter|cease|lock|padlock|barricade|blockade"},
}

// conjugated returns the forms of regular verbs of English, as patterns.
func conjugated(verbs string) string {
	var forms []string
	for verb := range strings.SplitSeq(verbs, "|") {
		stem, isMute := strings.CutSuffix(verb, "e")
		other, isY := strings.CutSuffix(verb, "y")
		switch {
		case isMute:
			forms = append(forms, verb, verb+"s", verb+"d", stem+"ing")
		case isY:
			forms = append(forms, verb, other+"ies", other+"ied", verb+"ing")
		default:
			forms = append(forms, verb, verb+"s", verb+"es", verb+"ed", verb+"ing", verb+verb[len(verb)-1:]+"ed", verb+verb[len(verb)-1:]+"ing")
		}
	}
	return strings.Join(forms, "|")
}

// inflected returns the forms of verbs of Arabic, as patterns.
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
