package prose_test

import (
	"strings"
	"testing"

	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/edtf/prose"
	"github.com/stretchr/testify/require"
)

// suggested returns the expressions that are suggested for a text of any language.
func suggested(text, anchor string) string {
	var said edtf.Day
	if anchor != "" {
		said = edtf.MustParseDay(anchor)
	}
	var got []string
	for _, s := range prose.Suggest(text, said, "") {
		got = append(got, s.EDTF)
	}
	return strings.Join(got, " ")
}

// A suggestion is a phrase of news, and what is suggested for it.
type suggestion struct{ phrase, want string }

// requireSuggested requires what is suggested for phrases that were written on 5 July 2019.
func requireSuggested(t *testing.T, list []suggestion) {
	t.Helper()
	for _, s := range list {
		require.Equal(t, s.want, suggested(s.phrase, "2019-07-05"), s.phrase)
	}
}

// A 29 February at one end of a range is that of the first leap year in which the range
// can end, or of the last in which it can begin. A range to a day that is none is no date,
// and above all not one that goes on.
func TestRangeWithLeapDay(t *testing.T) {
	const toLeapDay = "2019-12-05/2020-02-29 [2019-12-05..2020-02-29]"
	for _, tt := range []struct{ phrase, anchor, want string }{
		{"from 5 December 2019 to 29 February", "", toLeapDay},
		{"from 5 December 2019 to 29 February", "2023-07-01", toLeapDay},
		{"from 5 December 2019 until 29 February", "", toLeapDay},
		{"closed from 5 December 2019 till 29 February", "", toLeapDay},
		{"5 December 2019 until 29 February", "", toLeapDay},
		{"5 December 2019 - 29 February", "", toLeapDay},
		{"2019-12-05 to 29 February", "", toLeapDay},
		{"from Thursday 5 December 2019 to Saturday the 29th of February", "", toLeapDay},
		{"between 5 December 2019 and 29 February", "", "[2019-12-05..2020-02-29]"},
		{"from December 2019 to 29 February", "", "2019-12/2020-02-29 [2019-12-01..2020-02-29]"},
		{"من 5 كانون الأول 2019 إلى 29 شباط", "", toLeapDay},
		{"من 5 ديسمبر 2019 حتى 29 فبراير", "", toLeapDay},
		{"بين 5 كانون الأول 2019 و29 شباط", "", "[2019-12-05..2020-02-29]"},
		{"ji 5ê Kanûna Pêşîn 2019 heta 29 Sibat", "", toLeapDay},

		{"from 5 December 2017 to 29 February", "", "2017-12-05/2020-02-29 [2017-12-05..2020-02-29]"},
		{"from 1 March 2096 to 29 February", "", "2096-03-01/2104-02-29 [2096-03-01..2104-02-29]"},
		{"from 29 February to 5 December 2020", "", "2020-02-29/2020-12-05 [2020-02-29..2020-12-05]"},
		{"from 29 February to 5 January 2021", "", "2020-02-29/2021-01-05 [2020-02-29..2021-01-05]"},
		{"from 29 February to 5 March", "2021-06-01", "2020-02-29/2020-03-05 [2020-02-29..2020-03-05]"},
		{"between 29 February and 5 March", "2021-06-01", "[2020-02-29..2020-03-05]"},
		{"from 5 December to 29 February", "2021-06-01", toLeapDay},
		{"from 29 February to 5 March", "", ""},

		{"from 5 December 2019 to 28 February", "", "2019-12-05/2020-02-28 [2019-12-05..2020-02-28]"},
		{"from 5 January 2019 to 28 February", "", "2019-01-05/2019-02-28 [2019-01-05..2019-02-28]"},

		{"from 29 February to 5 December 2019", "", ""},
		{"between 29 February and 5 December 2021", "", ""},
		{"من 29 شباط إلى 5 كانون الأول 2019", "", ""},
		{"from 5 December 2019 to 31 February", "", ""},
		{"between 5 December 2019 and 31 April", "", ""},
		{"من 5 كانون الأول 2019 إلى 31 نيسان", "", ""},
	} {
		require.Equal(t, tt.want, suggested(tt.phrase, tt.anchor), "%s, said on %s", tt.phrase, tt.anchor)
	}
}

// Two names of one month are the month, wherever its year stands.
func TestMonthWithTwoNames(t *testing.T) {
	const june, range6to8 = "2014-06", "2014-06/2014-08 [2014-06..2014-08]"
	for phrase, want := range map[string]string{
		"2014 حزيران/يونيو":                      june,
		"2014 يونيو/حزيران":                      june,
		"2014 حزيران / يونيو":                    june,
		"2014 حزيران (يونيو)":                    june,
		"2014 حزيران - يونيو":                    june,
		"2014 حزيران أو يونيو":                   june,
		"2014، يونيو/حزيران":                     june,
		"حزيران/يونيو 2014":                      june,
		"يونيو/حزيران 2014":                      june,
		"أغلق المعبر 2014 حزيران/يونيو":          june,
		"2014 كانون الثاني/يناير":                "2014-01",
		"2014 أكتوبر/تشرين الأول":                "2014-10",
		"تشرين الأول/أكتوبر 2014":                "2014-10",
		"2014 حزيران/يونيو 21":                   "2014-06-21",
		"2014 حزيران/يونيو/21":                   "2014-06-21",
		"21 حزيران/يونيو 2014":                   "2014-06-21",
		"في حزيران/يونيو 21، 2014":               "2014-06-21",
		"2014 شباط/فبراير 29":                    "",
		"منذ 2014 حزيران/يونيو":                  "2014-06/..",
		"حتى 2014 حزيران/يونيو":                  "/2014-06",
		"2014 حزيران/يونيو - آب/أغسطس":           range6to8,
		"من 2014 حزيران/يونيو إلى 2014 آب/أغسطس": range6to8,
		"من حزيران/يونيو إلى آب/أغسطس 2014":      range6to8,
		"بين 2014 حزيران/يونيو و2014 آب/أغسطس":   "[2014-06..2014-08]",
		"بين حزيران/يونيو وآب/أغسطس 2014":        "[2014-06..2014-08]",
		"2014 حزيران - آب":                       range6to8,
		"2014 حزيران - حزيران 2015":              "2014-06/2015-06 [2014-06..2015-06]",
	} {
		require.Equal(t, want, suggested(phrase, ""), phrase)
	}
}
