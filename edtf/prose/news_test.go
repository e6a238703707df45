package prose_test

import (
	"testing"
)

// What news says about a date bounds it, counts from it, or names something by it.
func TestDatesOfNews(t *testing.T) {
	const (
		notAfter, notBefore = "[..2014-06-14]", "[2014-06-14..]"
		before, after       = "[..2014-06-13]", "[2014-06-15..]"
		weekTo, weekFrom    = "[2014-06-08..2014-06-14]", "[2014-06-14..2014-06-20]"
		yearAgo             = "[..2018-07-05]"
		night               = "2014-06-14/2014-06-15 [2014-06-14..2014-06-15]"
		eitherDay           = "[2014-06-14,2014-06-15]"
		dayOrNext           = "[2014-06-14..2014-06-15]"
		bothDays            = "2014-06-13 2014-06-14"
		juneOrJuly          = "[2014-06,2014-07]"
		lateOrEarly         = "[2019-06-21..2019-06-30,2019-07-01..2019-07-10]"
		lasting             = "2014-06-14/2014-06-21~"
	)
	requireSuggested(t, []suggestion{
		{"w/e 14 June 2014", weekTo},
		{"w/e Friday 14 June 2014", weekTo},
		{"w/c 14 June 2014", weekFrom},
		{"w/b 14 June 2014", weekFrom},
		{"wk ending 14 June 2014", weekTo},
		{"14 June 2014 max", notAfter},
		{"14 June 2014 latest", notAfter},
		{"14 June latest", "[..2019-06-14] [..2020-06-14]"},
		{"latest 14 June 2014", notAfter},
		{"by 14 June 2014 latest", notAfter},
		{"14 June 2014 earliest", notBefore},
		{"14 June 2014 at the soonest", notBefore},
		{"14 June 2014 if not earlier", notAfter},
		{"14 حزيران 2014 إن لم يكن قبل ذلك", notAfter},
		{"في موعد غايته 14 حزيران 2014", notAfter},
		{"قبل تاريخ 14 حزيران 2014", before},
		{"بعد تاريخ 14 حزيران 2014", after},
		{"اعتبارا من تاريخ 14 حزيران 2014", "2014-06-14/.. 2014-06-14"},
		{"في أعقاب 14 حزيران 2014", after},
		{"على إثر 14 حزيران 2014", after},
		{"the morning after 14 June 2014", "2014-06-15"},
		{"within days of 14 June 2014", ""},
		{"في غضون أيام من 14 حزيران 2014", ""},
		{"closed from 14 June 2014 to at least 20 June 2014", "2014-06-14/"},
		{"from 14 to 20 June 2014 at least", "2014-06-14/"},
		{"من 14 حتى 20 حزيران 2014 على الأقل", "2014-06-14/"},

		{"على مدار أسبوع من 14 حزيران 2014", lasting},
		{"على مدى أسبوع من 14 حزيران 2014", lasting},
		{"طيلة أسبوع من 14 حزيران 2014", lasting},
		{"over five days from 14 June 2014", "2014-06-14/2014-06-18"},
		{"overnight on 14 June 2014", night},
		{"overnight 14 June 2014", night},
		{"overnight in June 2014", "2014-06"},
		{"أسبوع 14 حزيران 2014", "[2014-06-09..2014-06-15]"},

		{"more than a year ago", yearAgo},
		{"over a year ago", yearAgo},
		{"at least two years ago", "[..2017-07-05]"},
		{"more than three days ago", "[..2019-07-02]"},
		{"more than two hours ago", "[..2019-07-05]"},
		{"قبل أكثر من عام", yearAgo},
		{"منذ أكثر من عام", yearAgo},
		{"قبل ما يزيد عن عام", yearAgo},
		{"a year ago on 14 June", "2018-06-14"},
		{"on 14 June a year ago", "2018-06-14"},
		{"ten years ago on 14 June", "2009-06-14"},
		{"three years ago on 4 January", "2016-01-04"}, // 183 days before the 5 July of then; the next is as far behind it
		{"a year ago on 31 June", "2018~"},
		{"a year ago today", "2018-07-05"},
		{"قبل عام في 14 حزيران", "2018-06-14"},
		{"في 14 حزيران قبل عام", "2018-06-14"},
		{"قبل عام في 31 حزيران", "2018~"},
		{"a month to the day after 14 June 2014", "2014-07~"},
		{"بعد عام بالضبط من 14 حزيران 2013", "2014~"},
		{"بعد ستة أشهر من حزيران 2014", "[2014-07..]"},

		{"صيف 2014 أو خريفه", "[2014-22,2014-23]"},
		{"صيف 2014 وخريفه", "2014-22 2014-23"},
		{"خريف 2014 أو صيفه", "[2014-23,2014-22]"},
		{"صيف 2014 أو شتائه", ""},
		{"مطلع 2014 أو منتصفه", ""},
		{"late June or early July", lateOrEarly},
		{"أواخر حزيران أو أوائل تموز", lateOrEarly},
		{"late October or early September", "[2018-10-21..2018-10-31,2018-09-01..2018-09-10]"},
		{"late December or early January", "[2018-12-21..2018-12-31,2019-01-01..2019-01-10]"},
		{"June and/or July 2014", juneOrJuly},
		{"حزيران و/أو تموز 2014", juneOrJuly},
		{"14 June 2014 or the next day", dayOrNext},
		{"14 June 2014 or the day before", "[2014-06-13..2014-06-14]"},
		{"14 حزيران 2014 أو في اليوم التالي", dayOrNext},
		{"14 حزيران 2014 أو اليوم الذي يليه", dayOrNext},
		{"14 June 2014 (or possibly 15 June)", "[2014-06-14,2014-06-15?]"},
		{"14 حزيران 2014 وقيل 15 حزيران", eitherDay},
		{"14 حزيران 2014 أو نحوه", "2014-06-14~"},
		{"بين يومي 14 و20 حزيران 2014", "[2014-06-14..2014-06-20]"},
		{"Friday and Saturday, 13 and 14 June 2014", bothDays},
		{"from Friday to Saturday, 13-14 June 2014", "2014-06-13/2014-06-14 [2014-06-13..2014-06-14]"},
		{"الجمعة والسبت 13 و14 حزيران 2014", bothDays},
		{"ليلة الجمعة السبت 13-14 حزيران 2014", "2014-06-13/2014-06-14 [2014-06-13..2014-06-14]"},

		{"the 14 June agreement", ""},
		{"a 14 June 2014 agreement", ""},
		{"the agreement of 14 June", ""},
		{"اتفاق 14 حزيران", ""},
		{"اتفاق 14 حزيران 2014", ""},
		{"بموجب اتفاق 14 حزيران 2014", ""},
		{"the agreement was signed on 14 June 2014", "2014-06-14"},
		{"on 14 June 2014 agreement was reached", "2014-06-14"},
		{"وقع الاتفاق 14 حزيران 2014", "2014-06-14"},
		{"وقع اتفاق في 14 حزيران 2014", "2014-06-14"},
	})
}

// Words about a date as news has them: how far it may be off, which week its weekday is of,
// which part of a time is meant.
func TestDatesOfNewsByTheirWords(t *testing.T) {
	const (
		notAfter, notBefore = "[..2014-06-14]", "[2014-06-14..]"
		twoDays             = "[2014-06-12..2014-06-16]"
		nights              = "[2014-06-14..2014-06-15]"
		stretch             = "2014-06-14/2014-06-20 [2014-06-14..2014-06-20]"
	)
	requireSuggested(t, []suggestion{
		{"14 June 2014 plus or minus two days", twoDays},
		{"14 June 2014 +/- 2 days", twoDays},
		{"14 June 2014 ± 2 days", twoDays},
		{"14 June 2014 give or take a day", "[2014-06-13..2014-06-15]"},
		{"14 June 2014 give or take", "2014-06-14~"},
		{"14 حزيران 2014 بزيادة أو نقصان يومين", "2014-06-14~"},
		{"14 June 2014 or even earlier", notAfter},
		{"14 June 2014 or a little later", notBefore},
		{"14 June 2014 or shortly after", notBefore},
		{"14 June 2014 or shortly before", notAfter},
		{"14 حزيران 2014 وما تلاه", notBefore},
		{"14 June 2014 and beyond", "2014-06-14/.."},
		{"قبل انتهاء حزيران 2014", "[..2014-06-30]"},
		{"two days before, on 14 June 2014", "2014-06-14"},
		{"the day after, 15 June 2014", "2014-06-15"},

		{"between the evening of 14 and the morning of 15 June 2014", nights},
		{"بين مساء 14 وصباح 15 حزيران 2014", nights},
		{"من تاريخ 14/6/2014 وحتى تاريخ 20/6/2014", stretch},
		{"in the winter of 2013 to 2014", "2013-24"},
		{"in the final weeks of 2014", ""},
		{"in the last days of June 2014", "2014-06"},
		{"في الأسابيع الأخيرة من عام 2014", "2014"},
		{"في الأيام الأخيرة من حزيران 2014", "2014-06"},
		{"في الأيام الأولى من حزيران 2014", ""},
		{"over the last few days", "[2019-06-28..2019-07-05]"},

		{"since Friday last week", "2019-06-28/.."},
		{"on Friday last week", "2019-06-28"},
		{"last week on Friday", "2019-06-28"},
		{"يوم الجمعة من الأسبوع الماضي", "2019-06-28"},
		{"the Friday before last", "2019-06-21"},
		{"الجمعة قبل الماضية", "2019-06-21"},
		{"الأسبوع قبل الماضي", "[2019-06-17..2019-06-23]"},
		{"الشهر قبل الماضي", "2019-05"},
		{"العام قبل الماضي", "2017"},
		{"تموز 2019 - بتاريخ 15/6/2025", "2019-07 2025-06-15"},
	})
}
