package prose_test

import "testing"

// A day without a year is of the year of the next date of its sentence, if it is joined to
// that and comes before it; of no year if it would come after. Else it is of the year about
// the day on which it was told.
func TestYearOfTheNextDate(t *testing.T) {
	const (
		both  = "2014-06-14 2014-06-16"
		apart = "2019-06-14 2020-06-14 2014-06-16"
		no    = "2014-01-16"
	)
	requireSuggested(t, []suggestion{
		{"closed on 14 June, reopened on 16 June 2014", both},
		{"closed on 14 June and reopened on 16 June 2014", both},
		{"closed on Saturday 14 June, reopened on 16 June 2014", both},
		{"closed on 14 June, was hit on 15 June, reopened on 16 June 2014", "2014-06-14 2014-06-15 2014-06-16"},
		{"closed in June, reopened in July 2014", "2014-06 2014-07"},
		{"closed on 14 June, reopened in July 2014", "2014-06-14 2014-07"},
		{"closed since 14 June and reopened on 16 June 2014", "2014-06-14/.. 2014-06-16"},
		{"closed on 29 February, reopened on 5 March 2012", "2012-02-29 2012-03-05"},
		{"أغلق في 14 حزيران وأعيد فتحه في 16 حزيران 2014", both},
		{"أغلق في 14 حزيران، وأعيد فتحه في 16 حزيران 2014", both},
		{"أغلق في 14 حزيران ثم فتح في 16 حزيران 2014", both},

		{"closed on 14 December, reopened on 16 January 2014", no},
		{"closed on Friday 14 June, reopened on 16 June 2014", "2014-06-16"},
		{"closed on 29 February, reopened on 5 March 2014", "2014-03-05"},
		{"أغلق في 14 كانون الأول وأعيد فتحه في 16 كانون الثاني 2014", no},

		{"It closed on 14 June. It reopened on 16 June 2014", apart},
		{"closed on 14 June the crossing that opened on 16 June 2014", apart},
		{"closed on 14 June, a year after it opened on 16 June 2014", apart},
		{"closed on 14 June, and the UN had reported on 16 June 2014", apart},
		{"أغلق المعبر في 14 حزيران، وكان قد افتتح في 16 حزيران 2014", apart},
		{"closed on 14 June and was left to one side by all the many who once came there, then reopened on 16 June 2014", apart},
		{"closed on 14 June and reopened in 2014", "2019-06-14 2020-06-14 2014"},
	})
}

// A day without a year that comes behind one of its sentence is of the same year, if it is joined
// to that, and of no year if it would come before.
func TestYearOfTheDateBefore(t *testing.T) {
	const both = "2014-06-14 2014-06-16"
	requireSuggested(t, []suggestion{
		{"closed on 14 June 2014 and reopened on 16 June", both},
		{"closed on 14 June 2014, reopened on 16 June", both},
		{"closed on 14 June 2014, was hit on 15 June, reopened on 16 June", "2014-06-14 2014-06-15 2014-06-16"},
		{"أغلق في 14 حزيران 2014 وأعيد فتحه في 16 حزيران", both},
		{"closed on 14 June 2014 and open from 16 June at the earliest", "2014-06-14 [2014-06-16..]"},
		{"أغلق في 14 حزيران 2014 ويفتح اعتبارا من 16 حزيران على أقرب تقدير", "2014-06-14 [2014-06-16..]"},
		{"closed on 14 December 2013 and reopened on 16 January", "2013-12-14"},
		{"closed on 14 June 2019 and reopened on 16 October", "2019-06-14"},
		{"closed on 14 June 2014. It reopened on 16 June", "2014-06-14 2019-06-16 2020-06-16"},
	})
}

// Days that share a month are all read.
func TestDaysOfOneMonth(t *testing.T) {
	requireSuggested(t, []suggestion{
		{"on 14 and again on 20 June", "2019-06-14 2019-06-20"},
		{"on 14 and again on 20 June 2014", "2014-06-14 2014-06-20"},
		{"closed on 14 and reopened on 20 June 2014", "2014-06-14 2014-06-20"},
		{"أغلق في 14 وأعيد فتحه في 20 حزيران 2014", "2014-06-14 2014-06-20"},
		{"closed on 21 and reopened on 20 June 2014", "2014-06-20"},
		{"closed in 14 villages and reopened on 20 June 2014", "2014-06-20"},
		{"14, 16 and 20 June", "2019-06-14 2019-06-16 2019-06-20"},
		{"14, 16 or 20 June", "[2019-06-14,2019-06-16,2019-06-20]"},
		{"14, 16 or 31 June", ""},
		{"في 14 ومرة أخرى في 20 حزيران", "2019-06-14 2019-06-20"},
		{"في 14 ثم في 20 حزيران 2014", "2014-06-14 2014-06-20"},
		{"14 و16 و20 حزيران", "2019-06-14 2019-06-16 2019-06-20"},
	})
}

// What did not come until a day came on it or later, if it came.
func TestNotUntil(t *testing.T) {
	const notBefore = "[2014-05-05..]"
	requireSuggested(t, []suggestion{
		{"did not open until 5 May 2014", notBefore},
		{"did not close until 5 May 2014", notBefore},
		{"didn't open until 5 May 2014", notBefore},
		{"was not opened before 5 May 2014", notBefore},
		{"will not be opened before 5 May 2014", notBefore},
		{"never opened before the morning of 5 May 2014", notBefore},
		{"did not open until the meeting on 5 May 2014", notBefore},
		{"لم يفتح حتى 5 أيار 2014", notBefore},
		{"لم يفتح معبر اليعربية قبل 5 أيار 2014", notBefore},
		{"لن يفتح قبل 5 أيار 2014", notBefore},

		{"did not close on 5 May 2014", ""},
		{"was not closed in May 2014", ""},
		{"لم يغلق معبر اليعربية في 5 أيار 2014", ""},
		{"did not open and closed on 5 May 2014", "2014-05-05"},

		{"did not reopen and was closed until 5 May 2014", "/2014-05-05"},
		{"not only closed until 5 May 2014", "/2014-05-05"},
		{"those who did not pay were left behind the gate kept closed until 5 May 2014", "/2014-05-05"},
		{"لم يفتح بل أغلق حتى 5 أيار 2014", "/2014-05-05"},
		{"لا يزال مغلقا حتى 5 أيار 2014", "/2014-05-05"},
	})
}

// A decision named by its day is no date, nor is the time of an event named by its year all
// that comes before or after it.
func TestNamesWithDates(t *testing.T) {
	const day = "2014-06-14"
	requireSuggested(t, []suggestion{
		{"the 14 June decision", ""},
		{"the decision of 14 June 2014", ""},
		{"the 14 June 2014 decree", ""},
		{"Resolution 2165 of 14 July 2014", ""},
		{"قرار 14 حزيران", ""},
		{"قرار 14 حزيران 2014", ""},
		{"بموجب قرار 14 حزيران 2014", ""},
		{"بيان 14 حزيران 2014", ""},
		{"a decision was made on 14 June 2014", day},
		{"صدر قرار في 14 حزيران 2014", day},
		{"صدر القرار 14 حزيران 2014", day},
		{"القرار الصادر في 14 حزيران 2014", day},
		{"قرار رقم 14 في 14 حزيران 2014", day},
		{"resolution 14 June", ""},

		{"after the 2003 invasion", "[2003..]"},
		{"before the 2003 invasion", "[..2003]"},
		{"before the June 2013 offensive", "[..2013-06]"},
		{"after the 14 June attack", "[2019-06-14..] [2020-06-14..]"},
		{"before the invasion of 2003", "[..2003]"},
		{"قبل غزو عام 2003", "[..2003]"},
		{"بعد غزو العراق عام 2003", "[2003..]"},
		{"since the 2003 invasion", "2003/.."},
		{"after 2003", "[2004..]"},
	})
}
