package edtf_test

import (
	"testing"

	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

func TestWords(t *testing.T) {
	tests := []struct{ text, english, arabic string }{
		// Days, months, years.
		{"2012-07-04", "4 July 2012", "4 تموز 2012"},
		{"2012-07", "some time in July 2012", "في وقت ما من تموز 2012"},
		{"2012", "some time in 2012", "في وقت ما من عام 2012"},
		{"0050-07", "some time in July of the year 50", "في وقت ما من تموز من عام 50"},
		{"0000", "some time in 1 BC", "في وقت ما من عام 1 ق.م"},
		{"-0043-03-15", "15 March 44 BC", "15 آذار 44 ق.م"},
		{"1985-04-12T23:20:30", "12 April 1985 at 23:20:30", "12 نيسان 1985 في الساعة 23:20:30"},
		{"1985-04-12T23:20:30Z", "12 April 1985 at 23:20:30 UTC", "12 نيسان 1985 في الساعة 23:20:30 UTC"},
		{"1985-04-12T23:20:30+04:30", "12 April 1985 at 23:20:30 UTC+04:30", "12 نيسان 1985 في الساعة 23:20:30 UTC+04:30"},

		// Years of other forms.
		{"0001", "some time in the year 1", "في وقت ما من عام 1"},
		{"9999", "some time in 9999", "في وقت ما من عام 9999"},
		{"Y10000", "some time in the year 10000", "في وقت ما من عام 10000"},
		{"Y170000002", "some time in the year 170000002", "في وقت ما من عام 170000002"},
		{"Y-17E7", "some time in 170000001 BC", "في وقت ما من عام 170000001 ق.م"},
		{"Y1E3", "some time in 1000", "في وقت ما من عام 1000"},
		{"1950S2", "some time in one of the years 1900 to 1999, estimated as 1950",
			"في وقت ما من أحد الأعوام من 1900 إلى 1999، ويقدر بعام 1950"},
		{"-1950S2", "some time in one of the years 2000 BC to 1901 BC, estimated as 1951 BC",
			"في وقت ما من أحد الأعوام من 2000 ق.م إلى 1901 ق.م، ويقدر بعام 1951 ق.م"},
		{"1950S4", "some time in 1950", "في وقت ما من عام 1950"},
		{"Y12345S5", "some time in the year 12345", "في وقت ما من عام 12345"},

		// Parts of a year.
		{"2001-21", "some time in spring of 2001", "في وقت ما من ربيع عام 2001"},
		{"2001-24", "some time in winter of 2001", "في وقت ما من شتاء عام 2001"},
		{"2001-26", "some time in summer of 2001 (northern hemisphere)", "في وقت ما من صيف عام 2001 (في نصف الكرة الشمالي)"},
		{"2001-31", "some time in autumn of 2001 (southern hemisphere)", "في وقت ما من خريف عام 2001 (في نصف الكرة الجنوبي)"},
		{"2001-25", "some time in spring of 2001 (northern hemisphere)", "في وقت ما من ربيع عام 2001 (في نصف الكرة الشمالي)"},
		{"2001-28", "some time in winter of 2001 (northern hemisphere)", "في وقت ما من شتاء عام 2001 (في نصف الكرة الشمالي)"},
		{"2001-29", "some time in spring of 2001 (southern hemisphere)", "في وقت ما من ربيع عام 2001 (في نصف الكرة الجنوبي)"},
		{"2001-32", "some time in winter of 2001 (southern hemisphere)", "في وقت ما من شتاء عام 2001 (في نصف الكرة الجنوبي)"},
		{"2001-33", "some time in the first quarter of 2001", "في وقت ما من الربع الأول من عام 2001"},
		{"2001-36", "some time in the fourth quarter of 2001", "في وقت ما من الربع الرابع من عام 2001"},
		{"2001-34", "some time in the second quarter of 2001", "في وقت ما من الربع الثاني من عام 2001"},
		{"2014-38", "some time in May to August of 2014", "في وقت ما من الفترة بين أيار وآب من عام 2014"},
		{"2001-41", "some time in the second half of 2001", "في وقت ما من النصف الثاني من عام 2001"},
		{"201X-40", "some time in the first half of one of the years 2010 to 2019",
			"في وقت ما من النصف الأول من أحد الأعوام من 2010 إلى 2019"},

		// Unspecified digits.
		{"201X", "some time in the 2010s", "في وقت ما من عقد 2010"},
		{"000X", "some time in one of the years 1 BC to 9", "في وقت ما من أحد الأعوام من 1 ق.م إلى 9"},
		{"-201X", "some time in one of the years 2020 BC to 2011 BC", "في وقت ما من أحد الأعوام من 2020 ق.م إلى 2011 ق.م"},
		{"20XX", "some time in one of the years 2000 to 2099", "في وقت ما من أحد الأعوام من 2000 إلى 2099"},
		{"1X9X", "some time in a year of the form 1X9X", "في وقت ما من عام على صورة 1X9X"},
		{"-X0X0", "some time in a year of the form -X0X0", "في وقت ما من عام على صورة -X0X0"},
		{"201X-12", "some time in December of one of the years 2010 to 2019", "في وقت ما من كانون الأول من أحد الأعوام من 2010 إلى 2019"},
		{"2004-XX", "some month of 2004", "شهر ما من عام 2004"},
		{"1XXX-XX", "some month of one of the years 1000 to 1999", "شهر ما من أحد الأعوام من 1000 إلى 1999"},
		{"1984-1X", "some time in October, November or December 1984",
			"في وقت ما من تشرين الأول أو تشرين الثاني أو كانون الأول 1984"},
		{"1984-X0", "some time in October 1984", "في وقت ما من تشرين الأول 1984"},
		{"1985-04-XX", "some day in April 1985", "يوم ما من نيسان 1985"},
		{"1985-XX-XX", "some day in 1985", "يوم ما من عام 1985"},
		{"2012-XX-12", "day 12 of some month of 2012", "اليوم 12 من شهر ما من عام 2012"},
		{"2012-02-X9", "9, 19 or 29 February 2012", "9 أو 19 أو 29 شباط 2012"},
		{"2011-02-X9", "9 or 19 February 2011", "9 أو 19 شباط 2011"},
		{"19XX-02-X9", "9, 19 or 29 February of one of the years 1900 to 1999", "9 أو 19 أو 29 شباط من أحد الأعوام من 1900 إلى 1999"},
		{"1X00-02-2X", "20 to 29 February of a year of the form 1X00", "يوم بين 20 و29 من شباط من عام على صورة 1X00"},
		{"1900-02-2X", "20 to 28 February 1900", "يوم بين 20 و28 من شباط 1900"},
		{"2012-04-3X", "30 April 2012", "30 نيسان 2012"},
		{"2012-X2-30", "30 December 2012", "30 كانون الأول 2012"},
		{"2012-X1-31", "31 January 2012", "31 كانون الثاني 2012"},
		{"2012-1X-31", "31 October or December 2012", "31 تشرين الأول أو كانون الأول 2012"},
		{"2012-XX-3X", "day 30 or 31 of some month of 2012", "اليوم 30 أو 31 من شهر ما من عام 2012"},
		{"2012-12-3X", "30 or 31 December 2012", "30 أو 31 كانون الأول 2012"},
		{"2012-12-X1", "1, 11, 21 or 31 December 2012", "1 أو 11 أو 21 أو 31 كانون الأول 2012"},
		{"2012-12-0X", "1 to 9 December 2012", "يوم بين 1 و9 من كانون الأول 2012"},
		{"15XX-12-25", "25 December of one of the years 1500 to 1599", "25 كانون الأول من أحد الأعوام من 1500 إلى 1599"},
		{"XXXX-12-XX", "some day in December of one of the years 1 BC to 9999",
			"يوم ما من كانون الأول من أحد الأعوام من 1 ق.م إلى 9999"},

		// Qualifiers.
		{"2012-07?", "some time in July 2012, uncertain", "في وقت ما من تموز 2012، غير مؤكد"},
		{"2012~", "some time in 2012, approximate", "في وقت ما من عام 2012، تقريبًا"},
		{"2004-06-11%", "11 June 2004, uncertain and approximate", "11 حزيران 2004، غير مؤكد وتقريبي"},
		{"?2004-06-~11", "11 June 2004, year uncertain, day approximate", "11 حزيران 2004، العام غير مؤكد، اليوم تقريبي"},
		{"2004-%06-11", "11 June 2004, month uncertain and approximate", "11 حزيران 2004، الشهر غير مؤكد وتقريبي"},
		{"2012-?21", "some time in spring of 2012, season uncertain", "في وقت ما من ربيع عام 2012، الفصل غير مؤكد"},
		{"1950S2?", "some time in one of the years 1900 to 1999, estimated as 1950, uncertain",
			"في وقت ما من أحد الأعوام من 1900 إلى 1999، ويقدر بعام 1950، غير مؤكد"},

		// Intervals.
		{"2004-02-01/2005", "from 1 February 2004 to 2005", "من 1 شباط 2004 إلى عام 2005"},
		{"1985-04/..", "from April 1985 on", "من نيسان 1985 فصاعدًا"},
		{"../1985", "up to 1985", "حتى عام 1985"},
		{"1985-04-12/", "from 12 April 1985 to an unknown time", "من 12 نيسان 1985 إلى وقت غير معلوم"},
		{"/1985?", "from an unknown time to 1985 (uncertain)", "من وقت غير معلوم إلى عام 1985 (غير مؤكد)"},
		{"2004-06-~01/201X", "from 1 June 2004 (day approximate) to the 2010s", "من 1 حزيران 2004 (اليوم تقريبي) إلى عقد 2010"},

		{"2007/2007", "from 2007 to 2007", "مدة في عام 2007"},
		{"2019-04/2019-04", "from April 2019 to April 2019", "مدة في نيسان 2019"},
		{"2019-04-05/2019-04-05", "from 5 April 2019 to 5 April 2019", "من 5 نيسان 2019 إلى 5 نيسان 2019"},
		{"2024-11-2X/2025-06-13", "from 20 to 29 November 2024 to 13 June 2025", "من يوم بين 20 و29 من تشرين الثاني 2024 إلى 13 حزيران 2025"},
		{"2012-07~", "some time in July 2012, approximate", "في وقت ما من تموز 2012، تقريبًا"},

		// Sets.
		{"[2019-10-01..2019-12-31]", "some time between 1 October and 31 December 2019", "في وقت ما بين 1 تشرين الأول و31 كانون الأول 2019"},
		{"[2019-11-01..2020-01-31]", "some time between 1 November 2019 and 31 January 2020", "في وقت ما بين 1 تشرين الثاني 2019 و31 كانون الثاني 2020"},
		{"[2019-11-01..2019-11-30]", "some time between 1 and 30 November 2019", "في وقت ما بين 1 و30 تشرين الثاني 2019"},
		{"[2019-07-05..2019-09-29]", "some time between 5 July and 29 September 2019", "في وقت ما بين 5 تموز و29 أيلول 2019"},
		{"[2019-07..2020-09]", "some time between July 2019 and September 2020", "في وقت ما بين تموز 2019 وأيلول 2020"},
		{"[2012..2014]", "some time between 2012 and 2014", "في وقت ما بين عام 2012 وعام 2014"},
		{"[2012-12-09..2012-12-10]", "some time between 9 and 10 December 2012", "في وقت ما بين 9 و10 كانون الأول 2012"},
		{"[1667,1668,1670..1672]", "one of: 1667, 1668 or 1670 to 1672", "أحد التواريخ: عام 1667 أو عام 1668 أو من عام 1670 إلى عام 1672"},
		{"{1960,1961-12~}", "all of: 1960 and December 1961 (approximate)", "كل التواريخ: عام 1960 وكانون الأول 1961 (تقريبًا)"},
		{"[..1984,1990..]", "one of: up to 1984 or from 1990 on", "أحد التواريخ: حتى عام 1984 أو من عام 1990 فصاعدًا"},
		{"[..1984]", "some time up to 1984", "في وقت ما حتى عام 1984"},
		{"[..2014-06-14]", "some time up to 14 June 2014", "في وقت ما حتى 14 حزيران 2014"},
		{"[1984..]", "some time from 1984 on", "في وقت ما من عام 1984 فصاعدًا"},
		{"[2014-06-14~..]", "some time from 14 June 2014 (approximate) on", "في وقت ما من 14 حزيران 2014 (تقريبًا) فصاعدًا"},
		{"{..1984}", "all of: up to 1984", "كل التواريخ: حتى عام 1984"},
		{"[1985]", "one of: 1985", "أحد التواريخ: عام 1985"},
	}
	for _, tt := range tests {
		d := edtf.MustParse(tt.text)
		require.Equal(t, tt.english, d.Words(edtf.English), tt.text)
		require.Equal(t, tt.arabic, d.Words(edtf.Arabic), tt.text)
		require.Equal(t, tt.english, d.Words(99), tt.text) // no such language
	}
}

// No form is without words, and none leaves a hole in them.
func TestWordsOfEverything(t *testing.T) {
	for _, tt := range parseTests {
		if tt.wantErr != "" {
			continue
		}
		for _, language := range []edtf.Language{edtf.English, edtf.Arabic} {
			words := edtf.MustParse(tt.in).Words(language)
			require.NotEmpty(t, words, tt.in)
			require.NotContains(t, words, "%!", tt.in)
			require.NotContains(t, words, "  ", tt.in)
		}
	}
}
