package edtf_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

func TestParseSeasons(t *testing.T) {
	tests := []struct{ code, earliest, latest string }{
		{"21", "2014-03-01", "2014-05-31"},
		{"22", "2014-06-01", "2014-08-31"},
		{"23", "2014-09-01", "2014-11-30"},
		{"24", "2014-12-01", "2015-02-28"},
		{"25", "2014-03-01", "2014-05-31"},
		{"26", "2014-06-01", "2014-08-31"},
		{"27", "2014-09-01", "2014-11-30"},
		{"28", "2014-12-01", "2015-02-28"},
		{"29", "2014-09-01", "2014-11-30"},
		{"30", "2014-12-01", "2015-02-28"},
		{"31", "2014-03-01", "2014-05-31"},
		{"32", "2014-06-01", "2014-08-31"},
		{"33", "2014-01-01", "2014-03-31"},
		{"34", "2014-04-01", "2014-06-30"},
		{"35", "2014-07-01", "2014-09-30"},
		{"36", "2014-10-01", "2014-12-31"},
		{"37", "2014-01-01", "2014-04-30"},
		{"38", "2014-05-01", "2014-08-31"},
		{"39", "2014-09-01", "2014-12-31"},
		{"40", "2014-01-01", "2014-06-30"},
		{"41", "2014-07-01", "2014-12-31"},
	}
	for i, tt := range tests {
		d, err := edtf.Parse("2014-" + tt.code)
		require.NoError(t, err)
		lo, _ := d.Earliest()
		hi, _ := d.Latest()
		require.Equal(t, tt.earliest, lo.String(), tt.code)
		require.Equal(t, tt.latest, hi.String(), tt.code)
		level := 2
		if i < 4 {
			level = 1
		}
		require.Equal(t, level, d.Level(), tt.code)
	}
}

func TestParseError(t *testing.T) {
	_, err := edtf.Parse("2012-13")
	parseErr, ok := errors.AsType[*edtf.ParseError](err)
	require.True(t, ok)
	require.Equal(t, edtf.ParseError{Text: "2012-13", Offset: 5, Msg: "month 13"}, *parseErr)

	// A long text is shown by its beginning, cut between characters.
	_, err = edtf.Parse("2012" + strings.Repeat("é", 100))
	require.EqualError(t, err, `edtf: "2012`+strings.Repeat("é", 38)+`"...: 'é' where the end should be at offset 4`)
	_, err = edtf.Parse("20123" + strings.Repeat("é", 100))
	require.EqualError(t, err, `edtf: "20123`+strings.Repeat("é", 37)+
		`"...: a fifth digit of the year; one of more than four begins with Y at offset 4`)

	require.PanicsWithError(t, `edtf: "2012-13": month 13 at offset 5`, func() { edtf.MustParse("2012-13") })
}

// Sets have at most 10,000 members.
func TestParseSetLength(t *testing.T) {
	_, err := edtf.Parse("[" + strings.Repeat("1985,", 9_999) + "1985]")
	require.NoError(t, err)
	_, err = edtf.Parse("[" + strings.Repeat("1985,", 10_000) + "1985]")
	require.ErrorContains(t, err, "a set of more than 10000 members at offset 50001")
}

// Nothing of a megabyte takes longer than its length explains.
func TestParseLinear(t *testing.T) {
	const size = 1 << 20
	for _, unit := range []string{
		"1", "X", "Y", "-", "?", "[", "{", "]", "/", ".", "..", ",", "T", "S", "E", "\x00", "é", "\xff",
		"1985,", "XXXX-02-29,", "198X..1990,", "[1985,", "1985/", "../", "1985-", "Y1E1",
	} {
		long := strings.Repeat(unit, size/len(unit))
		for _, text := range []string{
			long, "[" + long + "1985]", "{" + long, "1985" + long, "Y" + long, "Y1" + long, "1985S" + long,
			"2012-" + long, "2012-01-" + long, "2012-01-01T" + long, "1985/" + long, "../" + long, "[" + "1985" + long,
		} {
			start := time.Now()
			_, err := edtf.Parse(text)
			if err != nil {
				require.Less(t, len(err.Error()), 1000)
			}
			require.Less(t, time.Since(start), time.Second, "%.20q", text)
		}
	}
}

// Reading allocates nothing: the Date keeps the text that it was given.
func TestParseAllocs(t *testing.T) {
	for _, s := range []string{
		"1985", "1985-04-12", "1985-04-12T23:20:30+04:30", "2004-06~-11", "?2004-06-~11", "2014-38", "201X",
		"XXXX-02-29", "Y-17E7S2", "1950S2", "1964/2008", "1985-04-12/..", "/1985", "2004-06-~01/2004-06-~20",
		"[1667,1668,1670..1672]", "{..1984,15XX-12-25}",
	} {
		require.Zero(t, testing.AllocsPerRun(100, func() {
			d, err := edtf.Parse(s)
			if err != nil || d.IsZero() {
				t.Fatal(err)
			}
			lo, _ := d.Earliest()
			hi, _ := d.Latest()
			if lo.IsZero() && hi.IsZero() {
				t.Fatal(s)
			}
		}), s)
	}
}
