package edtf_test

import (
	"iter"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

const anyOrder = edtf.Before | edtf.Equal | edtf.After

func TestRelate(t *testing.T) {
	tests := []struct {
		a, b string
		want string
	}{
		{"2012", "2013", "before"},
		{"2013", "2012", "after"},
		{"2012", "2012", "before or equal or after"},
		{"2012-07-04", "2012-07-04", "equal"},
		{"2012-07-04", "2012-07-04?", "equal"}, // qualifiers move nothing
		{"2012-07-04", "2012-07-05", "before"},
		{"2012-07-01", "2012-07", "before or equal"},
		{"2012-07-31", "2012-07", "equal or after"},
		{"2012-06/2012-07-01", "2012-07", "before or equal"},
		{"2014-38", "2014-06-15", "before or equal or after"},

		// Gaps.
		{"2019-04-16", "[2019-04-15,2019-04-22,2019-04-29]", "before or after"},
		{"[2019-04-15,2019-04-22]", "[2019-04-16,2019-04-23]", "before or after"},
		{"[2019-04-15,2019-04-22]", "{2019-04-20..2019-04-23,2020}", "before or equal or after"},
		{"2012-XX-31", "2012-06", "before or after"},
		{"2012-XX-31", "2012-07-31", "before or equal or after"},
		{"XXXX-02-29", "2013-02-01/2013-03-31", "before or after"},
		{"XXX1-XX-XX", "XXX2", "before or after"},
		{"XXX1", "1XXX", "before or equal or after"},
		{"X9X1-02-28", "1XX1-XX-2X", "before or equal or after"},
		{"20XX-02-29", "XX00", "before or equal or after"},
		{"19XX-02-29", "XX00", "before or after"},
		{"-199X", "199X", "before"},
		{"-000X", "-XXX1", "before or equal or after"},
		{"-00X0", "-000X", "before"},
		{"201X-21", "201X-22", "before or after"},
		{"201X-21", "201X-05-31", "before or equal or after"},
		{"201X-24", "2X1X-02-29", "before or equal or after"},
		{"201X-24", "20XX-24", "before or equal or after"},
		{"[201X-21,2021]", "201X-22", "before or after"},
		{"[201X-21,2021]", "202X-12-3X", "before or equal or after"},
		{"[2021,201X-21]", "[2011-06..2011-08,2012-04-01]", "before or equal or after"},

		// Ends without a day.
		{"2012/..", "2011", "after"},
		{"2012/", "2011", "after"},
		{"2012/..", "2012-01-01", "equal or after"},
		{"../2012", "2013", "before"},
		{"/2012", "2012-12-31", "before or equal"},
		{"../2012", "../1900", "before or equal or after"},
		{"2012/..", "2030/..", "before or equal or after"},
		{"[..1983,1985]", "1984", "before or after"},
		{"[..1983,1985..]", "1984-05", "before or after"},
		{"", "2012", "before or equal or after"},
		{"", "", "before or equal or after"},
		{"", "201X-02-29", "before or equal or after"},
		{"", "[2012,2014]", "before or equal or after"},
	}
	for _, tt := range tests {
		var a, b edtf.Date
		require.NoError(t, a.UnmarshalText([]byte(tt.a)))
		require.NoError(t, b.UnmarshalText([]byte(tt.b)))
		require.Equal(t, tt.want, edtf.Relate(a, b).String(), "%s to %s", tt.a, tt.b)
		require.Equal(t, edtf.Relate(a, b), edtf.Relate(b, a).Inverse(), "%s to %s", tt.b, tt.a)
	}
}

// atMost yields no more than the first n days.
func atMost(n int, days iter.Seq[edtf.Day]) iter.Seq[edtf.Day] {
	return func(yield func(edtf.Day) bool) {
		i := 0
		for day := range days {
			if i++; i > n || !yield(day) {
				return
			}
		}
	}
}

// Relate says what comparing every day with every day says.
func TestRelateAsDays(t *testing.T) {
	w := writer{rand.New(rand.NewPCG(3, 33))}
	// A narrow range, so that expressions touch.
	date := func() string {
		return w.mask(9, w.one("2011", "2012")) + "-" + w.one(
			w.one("12", "01", "24", "1X", "X2"),
			w.mask(5, w.one("01", "02", "11", "12"))+"-"+w.mask(3, w.one("01", "02", "28", "29", "31")),
		)
	}
	seen := map[edtf.Relation]int{}
	for range 3000 {
		var dates [2]edtf.Date
		var days [2][]edtf.Day
		for i := range dates {
			text := date()
			if w.IntN(2) == 0 {
				text = "[" + text + "," + date() + "," + date() + w.maybe(3, ".."+date()) + "]"
			}
			d, err := edtf.Parse(text)
			if err != nil || len(slices.Collect(atMost(101, d.Days()))) > 100 {
				d = edtf.MustParse(w.one("2012-02-29", "2011-12/2012-01", "201X-02-29", "{2012-01-31,2012-12-3X}"))
			}
			dates[i] = d
			days[i] = slices.Collect(d.Days())
		}
		var want edtf.Relation
		for _, a := range days[0] {
			for _, b := range days[1] {
				switch a.Compare(b) {
				case -1:
					want |= edtf.Before
				case 0:
					want |= edtf.Equal
				case 1:
					want |= edtf.After
				}
			}
		}
		got := edtf.Relate(dates[0], dates[1])
		require.Equal(t, want, got, "%s to %s", dates[0], dates[1])
		seen[got]++
	}
	require.Len(t, seen, 7, "every relation but the contradiction")
}

// The algebra is what three days in every order say.
func TestRelationAlgebra(t *testing.T) {
	order := func(a, b int) edtf.Relation {
		switch {
		case a < b:
			return edtf.Before
		case a == b:
			return edtf.Equal
		}
		return edtf.After
	}
	for r := range anyOrder + 1 {
		require.Equal(t, r, r.Inverse().Inverse())
		for s := range anyOrder + 1 {
			var want edtf.Relation
			for days := range 125 {
				a, b, c := days%5, days/5%5, days/25
				if r&order(a, b) != 0 && s&order(b, c) != 0 {
					want |= order(a, c)
					require.NotZero(t, r.Inverse()&order(b, a))
				}
			}
			require.Equal(t, want, r.Compose(s), "%v, then %v", r, s)
		}
	}
	require.Equal(t, "contradiction", edtf.Relation(0).String())
}

func TestRelationAnswers(t *testing.T) {
	tests := []struct {
		r                    edtf.Relation
		before, equal, after string
	}{
		{edtf.Before, "yes", "no", "no"},
		{edtf.Equal, "no", "yes", "no"},
		{edtf.After, "no", "no", "yes"},
		{edtf.Before | edtf.Equal, "maybe", "maybe", "no"},
		{edtf.Before | edtf.After, "maybe", "no", "maybe"},
		{anyOrder, "maybe", "maybe", "maybe"},
		{0, "no", "no", "no"},
	}
	for _, tt := range tests {
		require.Equal(t, []string{tt.before, tt.equal, tt.after},
			[]string{tt.r.Before().String(), tt.r.Equal().String(), tt.r.After().String()}, tt.r.String())
	}
}
