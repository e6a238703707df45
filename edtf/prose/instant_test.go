package prose_test

import (
	"testing"

	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/edtf/prose"
	"github.com/stretchr/testify/require"
)

// TestInstants: a time of day with its zone is proposed with both, since the day as written is another
// one elsewhere; and where EDTF has no form for that, nothing is.
func TestInstants(t *testing.T) {
	for text, want := range map[string][]string{
		"2019-09-30T21:00:00.5Z":          {"2019-09-30T21:00:00Z"},
		"2019-09-30T21:00:00,25z":         {"2019-09-30T21:00:00Z"},
		"2019-09-30t21:00:00Z":            {"2019-09-30T21:00:00Z"},
		"2019-09-30 21:00:00Z":            {"2019-09-30T21:00:00Z"},
		"2019-09-30T21:00Z":               {"2019-09-30T21:00:00Z"},
		"2019-09-30T01:00:00+0300":        {"2019-09-30T01:00:00+03:00"},
		"2019-09-30 01:00:00 -05":         {"2019-09-30T01:00:00-05"},
		"2019-09-30T01:00:00-00:00":       {"2019-09-30T01:00:00Z"},
		"2019-09-30T24:00:00Z":            {"2019-10-01T00:00:00Z"},
		"2016-12-31T23:59:60Z":            {"2016-12-31T23:59:59Z"},
		"30 Sept 2019, 23:30 GMT":         {"2019-09-30T23:30:00Z"},
		"30/09/2019 22:15 UTC":            {"2019-09-30T22:15:00Z"},
		"5/6/2019 22:15 UTC":              {"2019-06-05T22:15:00Z", "2019-05-06T22:15:00Z"},
		"Mon, 30 Sep 2019 22:00:00 GMT":   {"2019-09-30T22:00:00Z"},
		"Mon, 30 Sep 2019 22:00:00 +0000": {"2019-09-30T22:00:00+00:00"},

		"2019-09-29T22:00:00Z/..":                        nil,
		"../2019-09-29T22:00:00Z":                        nil,
		"2019-09-29T22:00:00Z/2019-10-01T22:00:00+03:00": nil,
		"[2019-09-29T22:00:00Z..2019-10-02T22:00:00Z]":   nil,
		"2019-09-29T22:00:00Z?":                          nil,
		"2019-09-30T25:00:00Z":                           nil,
		"June 2019 22:00Z":                               nil,

		// Without a zone the day is that of the place.
		"2019-09-30 21:00:00.5": {"2019-09-30"},
		"2019-09-30T21:00":      {"2019-09-30"},
		// In a sentence a zone is passed over; its plus means no "and since".
		"it opened 2019-09-30T01:00:00+0300 for lorries": {"2019-09-30"},
		"it opened 2019-09-30 01:00 +0300 for lorries":   {"2019-09-30"},
		"2019-09-30+": {"2019-09-30/.."},
	} {
		var got []string
		for _, s := range prose.Suggest(text, edtf.NewDay(2019, 10, 5), "") {
			got = append(got, s.EDTF)
		}
		require.Equal(t, want, got, text)
	}
}

// TestApart: a time that is told by how far it is from a day is not that day, in any of the word orders.
func TestApart(t *testing.T) {
	for text, want := range map[string]string{
		"بعد يومين من 14 حزيران 2014":      "2014-06-16",
		"بعد 3 أيام من 14 حزيران 2014":     "2014-06-17",
		"قبل يوم من 14 حزيران 2014":        "2014-06-13",
		"قبل أسبوع من 14 حزيران 2014":      "2014-06-07~",
		"قبل أيام من 14 حزيران 2014":       "[..2014-06-13]",
		"بعد أيام من 14 حزيران 2014":       "[2014-06-15..]",
		"after two days from 14 June 2014": "2014-06-16",
		"two days after 14 June 2014":      "2014-06-16",
		"قبل يومين من الآن":                "2019-07-03",
	} {
		got := prose.Suggest(text, edtf.NewDay(2019, 7, 5), "")
		require.Len(t, got, 1, text)
		require.Equal(t, want, got[0].EDTF, text)
	}
}
