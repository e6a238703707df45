package edtf_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

func listDays(d edtf.Date) (list []string) {
	for day := range d.Days() {
		list = append(list, day.String())
	}
	return list
}

func TestDays(t *testing.T) {
	tests := []struct{ text, days string }{
		{"2012-07-04", "2012-07-04"},
		{"2012-12-3X", "2012-12-30 2012-12-31"},
		{"201X-02-29", "2012-02-29 2016-02-29"},
		{"-000X-02-29", "-0008-02-29 -0004-02-29"},
		{"2012-XX-31", "2012-01-31 2012-03-31 2012-05-31 2012-07-31 2012-08-31 2012-10-31 2012-12-31"},
		{"2012-X2-X9", "2012-02-09 2012-02-19 2012-02-29 2012-12-09 2012-12-19 2012-12-29"},
		{"XX04-01-01/XX04-01-02", "-"},
		{"2012-02-28/2012-03-01", "2012-02-28 2012-02-29 2012-03-01"},
		{"[2019-04-15,2019-04-22,2019-04-29]", "2019-04-15 2019-04-22 2019-04-29"},
		{"[2012-07-03,2012-07-01]", "2012-07-01 2012-07-03"},
		{"[2012-07-02,2012-07-01]", "2012-07-01 2012-07-02"},
		// Members out of order, and days in several.
		{"{2012-07-04,2012-07-02..2012-07-04,2012-07-01,2012-07-04}", "2012-07-01 2012-07-02 2012-07-03 2012-07-04"},
		{"[2012-07-0X,2012-07-1X,2012-07-12]", "2012-07-01..2012-07-19"},
		{"[1900-02-29,201X-02-29]", "invalid"},
		{"[2010-02-28,201X-02-29,2012-02-28..2012-03-01]", "2010-02-28 2012-02-28 2012-02-29 2012-03-01 2016-02-29"},
		{"2012/..", ""},
		{"/2012", ""},
		{"[..2012]", ""},
		{"{2011,2012..}", ""},
	}
	for _, tt := range tests {
		d, err := edtf.Parse(tt.text)
		switch {
		case tt.days == "invalid":
			require.Error(t, err)
		case tt.days == "-":
			require.NoError(t, err)
			require.Len(t, listDays(d), 365*9900+9900/4-99+24+2)
		case strings.Contains(tt.days, ".."):
			first, last, _ := strings.Cut(tt.days, "..")
			days := listDays(d)
			require.Equal(t, first, days[0])
			require.Equal(t, last, days[len(days)-1])
			require.Len(t, days, edtf.MustParseDay(last).Sub(edtf.MustParseDay(first))+1)
		default:
			require.Equal(t, tt.days, strings.Join(listDays(d), " "), tt.text)
		}
	}
	for range edtf.MustParse("[2012,201X-01]").Days() {
		break // the iterator stops when told to
	}
	require.Empty(t, listDays(edtf.Date{}))
}

// April of 2019 by its Mondays.
func TestDaysMondays(t *testing.T) {
	for day := range edtf.MustParse("[2019-04-01,2019-04-08,2019-04-15,2019-04-22,2019-04-29]").Days() {
		require.Equal(t, time.Monday, day.Weekday())
	}
}

// The days of a set are those of its members, and the bounds of anything bounded
// are the first and the last of its days.
func TestDaysOfSets(t *testing.T) {
	w := writer{rand.New(rand.NewPCG(7, 2014))}
	compared := 0
	for compared < 2000 {
		var members []string
		want := map[string]bool{}
		for range w.IntN(4) + 1 {
			member := w.date()
			read := slowParse(member)
			if !read.valid || read.timed || read.days == nil || read.lo.year < -9999 || read.lo.year > 9999 {
				continue
			}
			members = append(members, member)
			for _, day := range read.days {
				want[day] = true
			}
		}
		if members == nil {
			continue
		}
		compared++
		text := "[" + strings.Join(members, ",") + "]"
		d := edtf.MustParse(text)
		got := listDays(d)
		require.Len(t, got, len(want), text)
		for _, day := range got {
			require.True(t, want[day], "%s in %s", day, text)
		}
		require.True(t, slices.IsSortedFunc(got, func(a, b string) int {
			return edtf.MustParseDay(a).Compare(edtf.MustParseDay(b))
		}), text)
		lo, _ := d.Earliest()
		hi, _ := d.Latest()
		require.Equal(t, []string{lo.String(), hi.String()}, []string{got[0], got[len(got)-1]}, text)
	}
}

func TestDaysAllocs(t *testing.T) {
	for _, text := range []string{"2012", "201X-02-29", "2012-07/2013"} {
		d := edtf.MustParse(text)
		require.LessOrEqual(t, testing.AllocsPerRun(10, func() {
			n := 0
			for range d.Days() {
				n++
			}
			if n == 0 {
				t.Fatal("no days")
			}
		}), 0.0, text)
	}
}
