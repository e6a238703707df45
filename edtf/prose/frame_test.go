package prose_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// A date that words bound, or reckon from, is not the time that they tell: the time is
// what they say of it, or no date.
func TestFramedDates(t *testing.T) {
	const (
		notAfter  = "[..2014-06-14]"
		notBefore = "[2014-06-14..]"
		weekTo    = "[2014-06-08..2014-06-14]"
		weekFrom  = "[2014-06-14..2014-06-20]"
		leapDay   = "2019-12-05/2020-02-29"
	)
	for _, tt := range []struct{ phrase, want string }{
		{"14 June at the latest", "[..2019-06-14] [..2020-06-14]"},
		{"14 June 2014 at the latest", notAfter},
		{"by 14 June 2014 at the latest", notAfter},
		{"14 June 2014 at the very latest", notAfter},
		{"at the latest by 14 June 2014", notAfter},
		{"at the latest 14 June 2014", notAfter},
		{"14 June 2014 or sooner", notAfter},
		{"14 June 2014 or before", notAfter},
		{"14 June 2014 and before", notAfter},
		{"not after 14 June 2014", notAfter},
		{"no later than 14 June 2014", notAfter},
		{"June 2014 at the latest", "[..2014-06]"},
		{"14 حزيران 2014 على أبعد تقدير", notAfter},
		{"١٤ حزيران ٢٠١٤ على أبعد تقدير", notAfter},
		{"14 حزيران 2014 كحد أقصى", notAfter},
		{"في موعد أقصاه 14 حزيران 2014", notAfter},
		{"موعد أقصاه 14 حزيران 2014", notAfter},
		{"في موعد لا يتعدى 14 حزيران 2014", notAfter},
		{"ليس بعد 14 حزيران 2014", notAfter},
		{"14 June 2014 at the earliest", notBefore},
		{"at the earliest on 14 June 2014", notBefore},
		{"from 14 June 2014 at the earliest", notBefore},
		{"not before 14 June 2014", notBefore},
		{"not until 14 June 2014", notBefore},
		{"14 حزيران 2014 على أقرب تقدير", notBefore},
		{"ليس قبل 14 حزيران 2014", notBefore},
		{"14 June 2014 onwards", "2014-06-14/.."},
		{"14 حزيران 2014 فصاعدا", "2014-06-14/.."},
		{"until 14 June 2014 at the latest", ""},
		{"from 1 to 14 June 2014 at the latest", ""},
		{"not on 14 June 2014", ""},

		{"the eve of 14 June 2014", "2014-06-13"},
		{"on the eve of 14 June 2014", "2014-06-13"},
		{"the eve of June 2014", "[..2014-05]"},
		{"the night before 14 June 2014", "[2014-06-13..2014-06-14]"},
		{"عشية 14 حزيران 2014", "[2014-06-13..2014-06-14]"},
		{"عشية يوم 14 حزيران 2014", "[2014-06-13..2014-06-14]"},
		{"اليوم السابق ل14 حزيران 2014", "2014-06-13"},
		{"اليوم التالي لـ14 حزيران 2014", "2014-06-15"},
		{"the anniversary of 14 June 2014", ""},
		{"ذكرى 14 حزيران 2014", ""},

		{"week ending 14 June 2014", weekTo},
		{"the week ending on 14 June 2014", weekTo},
		{"in the week to 14 June 2014", weekTo},
		{"the two weeks ending 14 June 2014", "[2014-06-01..2014-06-14]"},
		{"the month ending 30 June 2014", "[2014-06-01..2014-06-30]"},
		{"the year ending 30 June 2014", "[2013-07-01..2014-06-30]"},
		{"الأسبوع المنتهي في 14 حزيران 2014", weekTo},
		{"الأسبوع الذي ينتهي في 14 حزيران 2014", weekTo},
		{"week beginning 14 June 2014", weekFrom},
		{"week starting 14 June 2014", weekFrom},
		{"week commencing 14 June 2014", weekFrom},
		{"الأسبوع الذي يبدأ في 14 حزيران 2014", weekFrom},
		{"weekend of 14 June 2014", "[2014-06-14..2014-06-15]"},
		{"weekend of 13 June 2014", "[2014-06-13..2014-06-15]"},
		{"weekend of 11 June 2014", ""},
		{"نهاية الأسبوع 14 حزيران 2014", "[2014-06-13..2014-06-15]"},
		{"عطلة نهاية الأسبوع في 14 حزيران 2014", "[2014-06-13..2014-06-15]"},

		{"14 June 2014 to ?", "2014-06-14/"},
		{"14 June 2014 - ?", "2014-06-14/"},
		{"from 14 June 2014 to ?", "2014-06-14/"},
		{"14 June 2014 to unknown", "2014-06-14/"},
		{"? to 14 June 2014", "/2014-06-14"},
		{"from ? to 14 June 2014", "/2014-06-14"},
		{"14 حزيران 2014 إلى ؟", "2014-06-14/"},
		{"من 14 حزيران 2014 إلى تاريخ غير معروف", "2014-06-14/"},
		{"from 14 June 2014 until further notice", "2014-06-14/.. 2014-06-14"},
		{"14 June 2014 until further notice", "2014-06-14/.."},
		{"the first weekend of July 2014", "2014-07"},
		{"من 14 حزيران 2014 حتى إشعار آخر", "2014-06-14/.."},

		{"summer or autumn 2014", "[2014-22,2014-23]"},
		{"between spring and autumn 2014", "[2014-21..2014-23]"},
		{"from summer to autumn 2014", "2014-22/2014-23 [2014-22..2014-23]"},
		{"summer and autumn 2014", "2014-22 2014-23"},
		{"winter or spring 2014", ""},
		{"صيف أو خريف 2014", "[2014-22,2014-23]"},
		{"صيف أو خريف عام 2014", "[2014-22,2014-23]"},
		{"بين صيف وخريف 2014", "[2014-22..2014-23]"},
		{"Q1 or Q2 2014", ""},
		{"first or second half of 2014", ""},

		{"less than a week before 14 June 2014", "[2014-06-07..2014-06-13]"},
		{"less than two weeks after 14 June 2014", "[2014-06-15..2014-06-28]"},
		{"more than a week before 14 June 2014", "[..2014-06-07]"},
		{"at least three days after 14 June 2014", "[2014-06-17..]"},
		{"within three days after 14 June 2014", "[2014-06-14..2014-06-17]"},
		{"within a week of 14 June 2014", "[2014-06-07..2014-06-21]"},
		{"two or three days before 14 June 2014", "[2014-06-11..2014-06-12]"},
		{"about three days before 14 June 2014", "2014-06-11~"},
		{"three days after about 14 June 2014", "2014-06-17~"},
		{"the week before 14 June 2014", "[2014-06-02..2014-06-13]"},
		{"the week after 14 June 2014", "[2014-06-15..2014-06-22]"},
		{"قبل أقل من أسبوع من 14 حزيران 2014", "[2014-06-07..2014-06-13]"},
		{"بعد أقل من أسبوع من 14 حزيران 2014", "[2014-06-15..2014-06-21]"},
		{"قبل أكثر من أسبوع من 14 حزيران 2014", "[..2014-06-07]"},
		{"خلال أسبوع من 14 حزيران 2014", "[2014-06-14..2014-06-21]"},
		{"قبل 14 حزيران 2014 بأسبوع", "2014-06-07~"},
		{"قبل 14 حزيران 2014 بيومين", "2014-06-12"},
		{"بعد 14 حزيران 2014 بأقل من أسبوع", "[2014-06-15..2014-06-21]"},
		{"بعد 14 حزيران 2014 بأيام", "[2014-06-15..]"},

		{"since 5 December 2019 until 29 February", leapDay},
		{"closed since 5 December 2019 until 29 February", leapDay},
		{"since 5 December 2019 and until 29 February", leapDay},
		{"since 5 December 2019 until 3 March", "2019-12-05/2020-03-03"},
		{"منذ 5 كانون الأول 2019 حتى 29 شباط", leapDay},
		{"منذ 5 كانون الأول 2019 ولغاية 29 شباط", leapDay},

		{"14/8/1435", ""},
		{"14/8/1435 هـ", ""},
		{"١٦-٨-١٤٣٥هـ", ""},
		{"1435-08-16 هـ", ""},
		{"الموافق 16/8/1435", ""},
		{"16 شعبان 1435 هـ الموافق 14 حزيران 2014", "2014-06-14"},
	} {
		require.Equal(t, tt.want, suggested(tt.phrase, "2019-07-05"), tt.phrase)
	}
}

// Siblings of those, as newspapers, reports and posts write them.
func TestFramedDatesOfNews(t *testing.T) {
	const (
		day, before, after  = "2014-06-14", "[..2014-06-13]", "[2014-06-15..]"
		notAfter, notBefore = "[..2014-06-14]", "[2014-06-14..]"
		juneJuly            = "[2014-06-21..2014-06-30,2014-07-01..2014-07-10]"
	)
	for _, tt := range []struct{ phrase, want string }{
		{"as early as 14 June 2014", notBefore},
		{"after the start of June 2014", "[2014-06-01..]"},
		{"بعد مطلع حزيران 2014", "[2014-06-01..]"},
		{"through the end of June 2014", "/2014-06-30"},
		{"through 14 June 2014", "/2014-06-14"},
		{"in the run-up to 14 June 2014", before},
		{"in the days leading up to 14 June 2014", before},
		{"in the days following 14 June 2014", after},
		{"in the aftermath of 14 June 2014", after},
		{"في الأيام التي سبقت 14 حزيران 2014", before},
		{"خلال الأيام التي أعقبت 14 حزيران 2014", after},
		{"في الأسابيع التالية ل14 حزيران 2014", after},
		{"قبل حلول 14 حزيران 2014", before},
		{"منذ ما قبل 14 حزيران 2014", before},
		{"إلى ما بعد 14 حزيران 2014", after},
		{"ما بعد 14 حزيران 2014", after},
		{"غداة 14 حزيران 2014", "2014-06-15"},
		{"until at least 14 June 2014", notBefore},
		{"at least until 14 June 2014", notBefore},
		{"حتى 14 حزيران 2014 على الأقل", notBefore},
		{"since at least 14 June 2014", "2014-06-14/.."},
		{"في موعد لا يتأخر عن 14 حزيران 2014", notAfter},
		{"قبل أو في 14 حزيران 2014", notAfter},
		{"في أو قبل 14 حزيران 2014", notAfter},
		{"في 14 حزيران 2014 أو قبله", notAfter},
		{"في 14 حزيران 2014 أو بعده", notBefore},
		{"after 14 June and before 20 June 2014", "[2014-06-15..2014-06-19]"},
		{"after 14 June 2014 but before 20 June 2014", "[2014-06-15..2014-06-19]"},
		{"no earlier than 2013 and no later than 2015", "[2013..2015]"},
		{"not earlier than 14 June 2014 nor later than 20 June 2014", "[2014-06-14..2014-06-20]"},
		{"بعد 14 حزيران وقبل 20 حزيران 2014", "[2014-06-15..2014-06-19]"},

		{"overnight 14-15 June 2014", "2014-06-14/2014-06-15 [2014-06-14..2014-06-15]"},
		{"ليلة 14 على 15 حزيران 2014", "2014-06-14/2014-06-15 [2014-06-14..2014-06-15]"},
		{"14, 15 and 16 June 2014", "2014-06-14 2014-06-15 2014-06-16"},
		{"14, 15 or 16 June 2014", "[2014-06-14,2014-06-15,2014-06-16]"},
		{"June, July or August 2014", "[2014-06,2014-07,2014-08]"},
		{"14 و15 و16 حزيران 2014", "2014-06-14 2014-06-15 2014-06-16"},
		{"14 أو 15 أو 16 حزيران 2014", "[2014-06-14,2014-06-15,2014-06-16]"},
		{"حزيران أو تموز أو آب 2014", "[2014-06,2014-07,2014-08]"},
		{"late June or early July 2014", juneJuly},
		{"أواخر حزيران أو أوائل تموز 2014", juneJuly},
		{"الأسبوع الأول أو الثاني من حزيران 2014", ""},
		{"first or second week of June 2014", ""},
		{"الأيام العشرة الأولى من حزيران 2014", ""},
		{"نهاية الأسبوع الماضي", "[2019-06-28..2019-06-30]"},
		{"last weekend", "[2019-06-29..2019-06-30]"},

		{"for five days from 14 June 2014", "2014-06-14/2014-06-18"},
		{"for three days starting on 14 June 2014", "2014-06-14/2014-06-16"},
		{"for a month after 14 June 2014", ""},
		{"لمدة أسبوع من 14 حزيران 2014", "2014-06-14/2014-06-21~"},
		{"up to a week before 14 June 2014", "[2014-06-07..2014-06-13]"},
		{"بعد أيام قليلة من 14 حزيران 2014", after},
		{"بعد أسبوع على 14 حزيران 2014", "2014-06-21~"},
		{"بعد مرور أسبوع على 14 حزيران 2014", "2014-06-21~"},
		{"قبل ثلاثة أيام على الأقل من 14 حزيران 2014", "[..2014-06-11]"},
		{"بعد ثلاثة أيام على الأكثر من 14 حزيران 2014", "[2014-06-15..2014-06-17]"},
		{"خلال ثلاثة أيام من تاريخ 14 حزيران 2014", "[2014-06-14..2014-06-17]"},
		{"the Friday before 14 June 2014", "2014-06-13"},
		{"the Friday after 14 June 2014", "2014-06-20"},
		{"الجمعة التي سبقت 14 حزيران 2014", "2014-06-13"},
		{"الأحد الذي يلي 14 حزيران 2014", "2014-06-15"},

		{"neither 14 nor 15 June 2014", ""},
		{"except 14 June 2014", ""},
		{"باستثناء 14 حزيران 2014", ""},
		{"ليس في 14 حزيران 2014", ""},
		{"الذكرى العاشرة لـ 14 حزيران 2014", ""},
		{"الذكرى السنوية ل14 حزيران 2014", ""},
		{"في مثل هذا اليوم من عام 2014", ""},
		{"14 June 2014 (unconfirmed)", "2014-06-14?"},
		{"14 حزيران 2014 (غير مؤكد)", "2014-06-14?"},
		{"الجمعة 15 شعبان 1435", ""},
		{"14/6/2014م الموافق 16/8/1435هـ", day},
	} {
		require.Equal(t, tt.want, suggested(tt.phrase, "2019-07-05"), tt.phrase)
	}
}

// A bound of one of two dates is that of the wider; words about two are of both.
func TestFramedAlternatives(t *testing.T) {
	for _, tt := range []struct{ phrase, want string }{
		{"since 14 or 15 June 2014", "2014-06-14/.."},
		{"since 2012 or 2013", "2012/.."},
		{"since late June or early July 2014", "2014-06-21/.."},
		{"before 14 or 15 June 2014", "[..2014-06-14]"},
		{"after 14 or 15 June 2014", "[2014-06-15..]"},
		{"until 14 or 15 June 2014", "/2014-06-15"},
		{"by 14 or 15 June 2014", "[..2014-06-15]"},
		{"منذ 14 أو 15 حزيران 2014", "2014-06-14/.."},
		{"منذ حزيران أو تموز 2014", "2014-06/.."},
		{"قبل 14 أو 15 حزيران 2014", "[..2014-06-14]"},
		{"حتى 14 أو 15 حزيران 2014", "/2014-06-15"},
		{"about 14 or 15 June 2014", "[2014-06-14~,2014-06-15~]"},
		{"around June or July 2014", "[2014-06~,2014-07~]"},
		{"حوالي 14 أو 15 حزيران 2014", "[2014-06-14~,2014-06-15~]"},
		{"July or June 2014", "[2014-07,2014-06]"},
		{"شباط أو تشرين الأول 2019", "[2019-02,2019-10]"},
		{"January or December 2014", "[2014-01,2014-12]"},
		{"December or January 2015", "[2014-12,2015-01]"},
		{"تموز أو حزيران 2014", "[2014-07,2014-06]"},

		{"up to 14 people on 14 June 2014", "2014-06-14"},
		{"up to and including 14 June 2014", "/2014-06-14"},
		{"on the eve of the opening on 14 June 2014", ""},
		{"عشية الانتخابات في 14 حزيران 2014", ""},
		{"ذكرى الثورة 14 حزيران 2014", ""},
		{"New Year's Eve 2014", ""},
		{"week to Friday", "[2019-06-29..2019-07-05] [2019-07-06..2019-07-12]"},
	} {
		require.Equal(t, tt.want, suggested(tt.phrase, "2019-07-05"), tt.phrase)
	}
}
