package words

import "maps"

// arabicDesk has the Arabic form of what drafts of claims and the desk say.
var arabicDesk = map[string]string{
	"“%s” tells of: %s": "«%s» يدلّ على: %s",
	"side: %s":          "الجانب: %s",
	"day: %s":           "اليوم: %s",

	"crossings: no claim about a crossing is found in these words": "crossings: لا يوجد في هذه الكلمات قول عن معبر",

	"it names the side":                     "يسمّي النص الجانب",
	"the party is of that country":          "الجهة من ذلك البلد",
	"it speaks of both sides":               "يتحدث النص عن الجانبين",
	"the country that acts":                 "البلد الذي قام بالفعل",
	"the name is that of this side":         "الاسم هو اسم هذا الجانب",
	"the words point to this side":          "الكلمات تشير إلى هذا الجانب",
	"the title names the country that acts": "العنوان يسمّي البلد الذي قام بالفعل",
	"the title names this side":             "العنوان يسمّي هذا الجانب",
	"the title points to this side":         "العنوان يشير إلى هذا الجانب",
	"no word says which side":               "لا كلمة تحدد الجانب",
	"the words say when":                    "الكلمات تقول متى",
	"from the day of the report on":         "من يوم الخبر فصاعدًا",
	"the day of the report":                 "يوم الخبر",
	"since when it was so":                  "منذ متى كان كذلك",
	"so on the day of the report":           "كان كذلك يوم الخبر",
	"it was so until then":                  "كان كذلك حتى ذلك الحين",
	"no word says when":                     "لا كلمة تقول متى",
}

func init() { maps.Copy(arabic, arabicDesk) }
