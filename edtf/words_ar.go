package edtf

var arabic = vocabulary{
	months: [12]string{
		"كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز",
		"آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
	},
	seasons: [4]string{"ربيع %s", "صيف %s", "خريف %s", "شتاء %s"},
	quarters: [4]string{
		"الربع الأول من %s", "الربع الثاني من %s", "الربع الثالث من %s", "الربع الرابع من %s",
	},
	thirds: [3]string{
		"الفترة بين كانون الثاني ونيسان من %s", "الفترة بين أيار وآب من %s",
		"الفترة بين أيلول وكانون الأول من %s",
	},
	halves: [2]string{"النصف الأول من %s", "النصف الثاني من %s"},
	north:  "%s (في نصف الكرة الشمالي)",
	south:  "%s (في نصف الكرة الجنوبي)",

	year:      "عام %s",
	yearOther: "عام %s",
	yearBC:    "%s ق.م",
	decade:    "عقد %s",
	years:     "أحد الأعوام من %s إلى %s",
	yearForm:  "عام على صورة %s",
	estimate:  "%s، ويقدر بعام %s",

	dayMonth:  "%s %s",
	dayOf:     "اليوم %s من %s",
	someDay:   "يوم ما من %s",
	someMonth: "شهر ما",
	ofYear:    "%s من %s",
	ofNumber:  "%s %s",

	between:     "في وقت ما بين %s و%s",
	boundTime:   "في وقت ما %s",
	sometime:    "في وقت ما من %s",
	atTime:      "%s في الساعة %s",
	uncertain:   "غير مؤكد",
	approximate: "تقريبي",
	about:       "تقريبًا",
	both:        "غير مؤكد وتقريبي",
	parts:       [3]string{"العام", "الشهر", "اليوم"},
	season:      "الفصل",
	qualify:     "%s %s",
	aside:       "%s (%s)",

	fromTo:      "من %s إلى %s",
	openEnd:     "من %s فصاعدًا",
	openStart:   "حتى %s",
	unknownEnd:  "من %s إلى وقت غير معلوم",
	unknownHead: "من وقت غير معلوم إلى %s",

	within: "مدة في %s",

	oneOf:          "أحد التواريخ: %s",
	allOf:          "كل التواريخ: %s",
	comma:          "، ",
	or:             " أو ",
	and:            " و",
	isJoinedByWord: true,
	through:        "من %s إلى %s",
	dayThrough:     "يوم بين %s و%s من",
}
