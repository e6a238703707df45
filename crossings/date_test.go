package main

import (
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

func TestDate(t *testing.T) {
	r := crossings(t, "", "date", "--json", "2014-38", "../1985-04", "1985-04/", "[1760-12..]", "Y-17E7", "2004-06-~01/2004-06-~20")
	require.Equal(t, result{`{"edtf":"2014-38","valid":true,"level":2,"earliest":"2014-05-01","latest":"2014-08-31","error":null}
{"edtf":"../1985-04","valid":true,"level":1,"earliest":"-inf","latest":"1985-04-30","error":null}
{"edtf":"1985-04/","valid":true,"level":1,"earliest":"1985-04-01","latest":"unknown","error":null}
{"edtf":"[1760-12..]","valid":true,"level":2,"earliest":"1760-12-01","latest":"+inf","error":null}
{"edtf":"Y-17E7","valid":true,"level":2,"earliest":"-170000000-01-01","latest":"-170000000-12-31","error":null}
{"edtf":"2004-06-~01/2004-06-~20","valid":true,"level":2,"earliest":"2004-06-01","latest":"2004-06-20","error":null}
`, "", 0}, r)

	r = crossings(t, "2012-07\r\n\n2013-02-29\n<é>", "date", "--json")
	require.Equal(t, result{`{"edtf":"2012-07","valid":true,"level":0,"earliest":"2012-07-01","latest":"2012-07-31","error":null}
{"edtf":"","valid":false,"level":null,"earliest":null,"latest":null,"error":"edtf: \"\": empty expression at offset 0"}
{"edtf":"2013-02-29","valid":false,"level":null,"earliest":null,"latest":null,"error":"edtf: \"2013-02-29\": day 29 of a month of 28 days at offset 8"}
{"edtf":"<é>","valid":false,"level":null,"earliest":null,"latest":null,"error":"edtf: \"<é>\": '<' where a digit of the year should be at offset 0"}
`, "", 1}, r)

	// What begins with a dash is a date, unless it is a flag.
	r = crossings(t, "", "date", "-0044-03-15", "--json", "--", "--json")
	require.Equal(t, result{`{"edtf":"-0044-03-15","valid":true,"level":1,"earliest":"-0044-03-15","latest":"-0044-03-15","error":null}
{"edtf":"--json","valid":false,"level":null,"earliest":null,"latest":null,"error":"edtf: \"--json\": '-' where a digit of the year should be at offset 1"}
`, "", 1}, r)
	r = crossings(t, "", "--json", "--lang", "ar", "date", "-1985")
	require.Equal(t, result{`{"edtf":"-1985","valid":true,"level":1,"earliest":"-1985-01-01","latest":"-1985-12-31","error":null}
`, "", 0}, r)

	r = crossings(t, "", "date", "2012-07~", "1985-13")
	require.Equal(t, result{"2012-07~: some time in July 2012, approximate; level 1, from 2012-07-01 to 2012-07-31\n1985-13: not valid: \"1985-13\": month 13 at offset 5; a date is written as 2014-06-15, 2014-06, 2014 or 2014-06/2014-08\n", "", 1}, r)
}

// A byte order mark before the first line of standard input is no part of the date.
func TestDateAfterByteOrderMark(t *testing.T) {
	r := crossings(t, "\ufeff2012-07\n\ufeff2012-08\n", "date")
	require.Equal(t, 1, r.status)
	require.Contains(t, r.stdout, "2012-07: some time in July 2012; level 0, from 2012-07-01 to 2012-07-31\n")
	require.Contains(t, r.stdout, "\ufeff2012-08: not valid")
}

// In Arabic a date is read in Arabic words.
func TestDateInArabic(t *testing.T) {
	r := crossings(t, "", "date", "2014-06", "2013-02-29", "--lang", "ar")
	require.Equal(t, 1, r.status)
	require.Contains(t, r.stdout, "2014-06: في وقت ما من حزيران 2014؛ المستوى 0، من 2014-06-01 إلى 2014-06-30\n")
	require.Contains(t, r.stdout, "2013-02-29: غير صالح: ")
	r = crossings(t, "", "date", "../2014-06-12", "2014-06/..", "--lang", "ar")
	require.Contains(t, r.stdout, "المستوى 1، من بداية مفتوحة إلى 2014-06-12\n")
	require.Contains(t, r.stdout, "المستوى 1، من 2014-06-01 إلى نهاية مفتوحة\n")
	r = crossings(t, "", "date", "2014/", "--lang", "ar")
	require.Contains(t, r.stdout, "المستوى 1، من 2014-01-01 إلى يوم غير معلوم\n")
}

func TestSuggest(t *testing.T) {
	r := crossings(t, "", "date", "--suggest", "--anchor", "2019-07-05", "in June of last year", "منتصف 2014", "12 trucks", "11/03/2026", "-")
	require.Equal(t, result{`in June of last year:
  2018-06: some time in June 2018
منتصف 2014:
  2014-38: some time in May to August of 2014
12 trucks: no date is found in it
11/03/2026:
  2026-03-11: 11 March 2026
  2026-11-03: 3 November 2026
-: no date is found in it
`, "", 0}, r)

	r = crossings(t, "", "date", "--json", "--anchor=2019-07-05", "--suggest", "last April", "12 trucks")
	require.Equal(t, result{`{"text":"last April","suggestions":[{"edtf":"2019-04","reading":"some time in April 2019"}]}
{"text":"12 trucks","suggestions":[]}
`, "", 0}, r)

	// One phrase a line; the language of the text is not that of the answer.
	r = crossings(t, "21ê Hezîrana 2014\r\nTaxa\n", "date", "--suggest", "--text-lang", "ku", "--lang", "ar")
	require.Equal(t, result{"21ê Hezîrana 2014:\n  2014-06-21: 21 حزيران 2014\nTaxa: لا تاريخ فيه\n", "", 0}, r)
	r = crossings(t, "", "date", "--suggest", "--text-lang", "en", "21ê Hezîrana 2014")
	require.Equal(t, "21ê Hezîrana 2014: no date is found in it\n", r.stdout)

	// Without an anchor it is today.
	r = crossings(t, "", "date", "--suggest", "today", "--json")
	require.Contains(t, r.stdout, `"edtf":"`+border.Today().String()+`"`)

	for _, tt := range []struct{ args, message string }{
		{"date --anchor 2019-07-05 2014", "crossings: --anchor goes with --suggest\n"},
		{"date --text-lang en 2014", "crossings: --text-lang goes with --suggest\n"},
		{"date --suggest --text-lang fr 2014", "crossings: --text-lang \"fr\": want en, ar or ku\n"},
		{"date --suggest --anchor 5.7.2019 2014", "crossings: --anchor: edtf: \"5.7.2019\": a day is written YYYY-MM-DD, its year with four digits or as many as it needs at offset 0\n" +
			"\"5.7.2019\" may mean 2019-07-05 (5 July 2019) or 2019-05-07 (7 May 2019); if so, write --anchor 2019-07-05\n"},
	} {
		r := crossings(t, "", strings.Fields(tt.args)...)
		require.Equal(t, result{"", tt.message + "Run 'crossings --help' for usage.\n", 2}, r)
	}
}
