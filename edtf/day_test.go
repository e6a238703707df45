package edtf_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"
	"unsafe"

	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// sortedDays is in order.
var sortedDays = []edtf.Day{
	{},
	edtf.MustParseDay("-9999999999999999-01-01"),
	edtf.MustParseDay("-10000-12-31"),
	edtf.MustParseDay("-9999-01-01"),
	edtf.MustParseDay("-0001-12-31"),
	edtf.MustParseDay("0000-01-01"),
	edtf.MustParseDay("0000-02-29"),
	edtf.MustParseDay("0000-03-01"),
	edtf.MustParseDay("0001-01-01"),
	edtf.MustParseDay("1900-02-28"),
	edtf.MustParseDay("1969-12-31"),
	edtf.MustParseDay("1970-01-01"),
	edtf.MustParseDay("2000-02-29"),
	edtf.MustParseDay("2000-03-01"),
	edtf.MustParseDay("9999-12-31"),
	edtf.MustParseDay("10000-01-01"),
	edtf.MustParseDay("9999999999999999-12-31"),
}

func TestDayOrder(t *testing.T) {
	for i, a := range sortedDays {
		for j, b := range sortedDays {
			want := 0
			if i < j {
				want = -1
			} else if i > j {
				want = 1
			}
			require.Equal(t, want, a.Compare(b), "%s and %s", a, b)
			require.Equal(t, i < j, a.Before(b))
			require.Equal(t, i > j, a.After(b))
			require.Equal(t, i == j, a == b)
		}
	}
	require.True(t, slices.IsSortedFunc(sortedDays, edtf.Day.Compare))
}

func TestDayZero(t *testing.T) {
	var zero edtf.Day
	require.True(t, zero.IsZero())
	require.Empty(t, zero.String())
	require.Equal(t, zero, zero.AddDays(5))
	require.Zero(t, zero.Sub(edtf.NewDay(2012, 7, 4)))
	require.Zero(t, edtf.NewDay(2012, 7, 4).Sub(zero))
	require.Equal(t, time.Sunday, zero.Weekday())
	require.True(t, zero.Time().IsZero())
	year, month, day := zero.Date()
	require.Zero(t, year+int(month)+day)
	require.EqualValues(t, math.MinInt64, zero.Number())
	require.Equal(t, zero, edtf.DayFromNumber(math.MinInt64))
	require.False(t, edtf.NewDay(1, 1, 1).IsZero())
	require.False(t, edtf.DayOf(time.Time{}).IsZero()) // 0001-01-01 is a day
	require.EqualValues(t, 8, unsafe.Sizeof(zero))
}

func TestParseDay(t *testing.T) {
	tests := []struct {
		in      string
		number  int64
		wantErr string
	}{
		{in: "1970-01-01", number: 0},
		{in: "1969-12-31", number: -1},
		{in: "2026-11-24", number: 20781},
		{in: "0000-01-01", number: -719528},
		{in: "-0001-12-31", number: -719529},
		{in: "10000-01-01", number: 2932897},
		{in: "-9999999999999999-01-01", number: -3652425000000719162},
		{in: "9999999999999999-12-31", number: 3652424999999280471},
		{in: "", wantErr: `edtf: "": a day is written YYYY-MM-DD, its year with four digits or as many as it needs at offset 0`},
		{in: "-", wantErr: `edtf: "-": a day is written YYYY-MM-DD, its year with four digits or as many as it needs at offset 1`},
		{in: "2012-0x-04", wantErr: `edtf: "2012-0x-04": a day is written YYYY-MM-DD at offset 4`},
		{in: "2012-x7-04", wantErr: `edtf: "2012-x7-04": a day is written YYYY-MM-DD at offset 4`},
		{in: "2012-07-x4", wantErr: `edtf: "2012-07-x4": a day is written YYYY-MM-DD at offset 4`},
		{in: "2012", wantErr: `edtf: "2012": a day is written YYYY-MM-DD at offset 4`},
		{in: "2012-07", wantErr: `edtf: "2012-07": a day is written YYYY-MM-DD at offset 4`},
		{in: "212-07-04", wantErr: `edtf: "212-07-04": a day is written YYYY-MM-DD, its year with four digits or as many as it needs at offset 0`},
		{in: "02012-07-04", wantErr: `edtf: "02012-07-04": a day is written YYYY-MM-DD, its year with four digits or as many as it needs at offset 0`},
		{in: "-02012-07-04", wantErr: `edtf: "-02012-07-04": a day is written YYYY-MM-DD, its year with four digits or as many as it needs at offset 1`},
		{in: "-0000-07-04", wantErr: `edtf: "-0000-07-04": year 0000 with a minus sign at offset 1`},
		{in: "10000000000000000-01-01", wantErr: `edtf: "10000000000000000-01-01": year of more than 16 digits at offset 0`},
		{in: "2012-7-04", wantErr: `edtf: "2012-7-04": a day is written YYYY-MM-DD at offset 4`},
		{in: "2012-07-0X", wantErr: `edtf: "2012-07-0X": a day is written YYYY-MM-DD at offset 4`},
		{in: "2012-07-04 ", wantErr: `edtf: "2012-07-04 ": a day is written YYYY-MM-DD at offset 4`},
		{in: "2012/07/04", wantErr: `edtf: "2012/07/04": a day is written YYYY-MM-DD at offset 4`},
		{in: "2012-07/04", wantErr: `edtf: "2012-07/04": a day is written YYYY-MM-DD at offset 4`},
		{in: "2012-00-04", wantErr: `edtf: "2012-00-04": month 00 at offset 5`},
		{in: "2012-13-04", wantErr: `edtf: "2012-13-04": month 13 at offset 5`},
		{in: "2013-02-29", wantErr: `edtf: "2013-02-29": day 29 of a month of 28 days at offset 8`},
		{in: "-2013-04-00", wantErr: `edtf: "-2013-04-00": day 00 of a month of 30 days at offset 9`},
	}
	for _, tt := range tests {
		d, err := edtf.ParseDay(tt.in)
		if tt.wantErr != "" {
			require.EqualError(t, err, tt.wantErr)
			require.True(t, d.IsZero())
			continue
		}
		require.NoError(t, err)
		require.Equal(t, tt.number, d.Number(), tt.in)
		require.Equal(t, tt.in, d.String())
		require.Equal(t, d, edtf.DayFromNumber(tt.number))
	}
	require.Panics(t, func() { edtf.MustParseDay("2012") })
}

// Within the years of time.Time that it prints the same way, a Day is what
// time.Date says.
func TestDayAsTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		year := rapid.IntRange(-20_000, 20_000).Draw(t, "year")
		month := rapid.IntRange(-30, 30).Draw(t, "month")
		day := rapid.IntRange(-800, 800).Draw(t, "day")
		want := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
		d := edtf.NewDay(year, time.Month(month), day)
		require.Equal(t, want, d.Time())
		require.Equal(t, d, edtf.DayOf(want))
		require.Equal(t, d, edtf.DayOf(want.Add(24*time.Hour-1)))
		require.Equal(t, want.Weekday(), d.Weekday())
		y, m, dd := d.Date()
		require.Equal(t, want.Format(time.DateOnly), time.Date(y, m, dd, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
		if 0 <= y && y <= 9999 {
			require.Equal(t, want.Format(time.DateOnly), d.String())
		}
		n := rapid.IntRange(-1_000_000, 1_000_000).Draw(t, "n")
		e := d.AddDays(n)
		require.Equal(t, want.AddDate(0, 0, n), e.Time())
		require.Equal(t, n, e.Sub(d))
		require.Equal(t, -n, d.Sub(e))
		require.Equal(t, int64(n), e.Number()-d.Number())
	})
}

// Every day follows the day before, over more than two cycles of 400 years and
// at both ends of the range.
func TestDaySuccession(t *testing.T) {
	for start, days := range map[string]int{
		"-0801-12-28":             365_000,
		"-9999999999999999-01-01": 1_000,
		"9999999999999997-12-31":  700,
	} {
		d := edtf.MustParseDay(start)
		year, month, day := d.Date()
		for range days {
			d = d.AddDays(1)
			day++
			if day > slowMonthLength(int64(year), int(month)) {
				day, month = 1, month+1
			}
			if month > 12 {
				month, year = 1, year+1
			}
			y, m, dd := d.Date()
			if y != year || m != month || dd != day {
				t.Fatalf("%s: want %d-%d-%d", d, year, month, day)
			}
		}
	}
}

// In any location, the day is the one that a clock there shows.
func TestDayOfLocation(t *testing.T) {
	damascus := time.FixedZone("+03", 3*60*60)
	at := time.Date(2019, time.September, 29, 22, 0, 0, 0, time.UTC)
	require.Equal(t, "2019-09-29", edtf.DayOf(at).String())
	require.Equal(t, "2019-09-30", edtf.DayOf(at.In(damascus)).String())
}

func TestDaySaturates(t *testing.T) {
	first, last := edtf.MustParseDay("-9999999999999999-01-01"), edtf.MustParseDay("9999999999999999-12-31")
	require.Equal(t, last, last.AddDays(1))
	require.Equal(t, last, last.AddDays(math.MaxInt))
	require.Equal(t, last, first.AddDays(math.MaxInt))
	require.Equal(t, first, first.AddDays(-1))
	require.Equal(t, first, last.AddDays(math.MinInt))
	require.Equal(t, last, edtf.DayFromNumber(math.MaxInt64))
	require.Equal(t, first, edtf.DayFromNumber(math.MinInt64+1))
	require.Equal(t, first, edtf.NewDay(math.MinInt, math.MinInt, math.MinInt))
	require.Equal(t, last, edtf.NewDay(math.MaxInt, math.MaxInt, math.MaxInt))
	require.Equal(t, last, edtf.NewDay(9999999999999999, 13, 0)) // carried back
	require.Equal(t, 7304849999999999633, last.Sub(first))
	// A time.Time has fewer years.
	require.True(t, first.Time().Before(last.Time()))
	require.Less(t, first.Time().Year(), -292_000_000_000)
	require.Greater(t, last.Time().Year(), 292_000_000_000)
}

func TestDayText(t *testing.T) {
	type record struct {
		On    edtf.Day         `json:"on"`
		Until edtf.Day         `json:"until,omitzero"`
		Names map[edtf.Day]int `json:"names,omitempty"`
	}
	day := edtf.NewDay(2019, time.September, 30)
	for _, r := range []struct {
		value record
		text  string
	}{
		{record{On: day}, `{"on":"2019-09-30"}`},
		{record{Until: day, Names: map[edtf.Day]int{day: 1}}, `{"on":"","until":"2019-09-30","names":{"2019-09-30":1}}`},
	} {
		text, err := json.Marshal(r.value)
		require.NoError(t, err)
		require.Equal(t, r.text, string(text))
		var back record
		require.NoError(t, json.Unmarshal(text, &back))
		require.Equal(t, r.value, back)
	}
	var d edtf.Day
	require.EqualError(t, d.UnmarshalText([]byte("2019-09-31")), `edtf: "2019-09-31": day 31 of a month of 30 days at offset 8`)
	text, err := day.AppendText([]byte("on "))
	require.NoError(t, err)
	require.Equal(t, "on 2019-09-30", string(text))
	require.Equal(t, "on 2019-09-30", fmt.Sprintf("on %v", day))
}

// The day of a number is the number of a day, printed and read again.
func FuzzDay(f *testing.F) {
	for _, d := range sortedDays {
		f.Add(d.Number(), d.String())
	}
	f.Fuzz(func(t *testing.T, n int64, text string) {
		d := edtf.DayFromNumber(n)
		if !d.IsZero() {
			back, err := edtf.ParseDay(d.String())
			require.NoError(t, err)
			require.Equal(t, d, back)
			y, m, dd := d.Date()
			require.Equal(t, d, edtf.NewDay(y, m, dd))
		}
		if d, err := edtf.ParseDay(text); err == nil {
			require.Equal(t, text, d.String())
			require.Equal(t, d, edtf.DayFromNumber(d.Number()))
		}
	})
}
