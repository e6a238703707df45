package edtf_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"testing"
	"time"

	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

func TestDateZero(t *testing.T) {
	var zero edtf.Date
	require.True(t, zero.IsZero())
	require.Empty(t, zero.String())
	require.Zero(t, zero.Level())
	require.Equal(t, edtf.FormNone, zero.Form())
	require.False(t, zero.Uncertain() || zero.Approximate())
	for _, end := range []func(edtf.Date) (edtf.Day, edtf.Bound){edtf.Date.Earliest, edtf.Date.Latest} {
		day, bound := end(zero)
		require.True(t, day.IsZero())
		require.Equal(t, edtf.Unknown, bound)
	}
	_, _, ok := zero.Interval()
	require.False(t, ok)
	_, ok = zero.Components()
	require.False(t, ok)
	require.Empty(t, zero.Words(edtf.English))
	require.False(t, edtf.MustParse("2012") == zero)
	again := edtf.MustParse("2012 2012"[5:])
	require.True(t, edtf.MustParse("2012") == again)
}

func TestForm(t *testing.T) {
	for text, form := range map[string]string{
		"2012":        "date",
		"2012-21":     "date",
		"201X-XX":     "date",
		"Y17E7":       "date",
		"2012/2013":   "interval",
		"2012/":       "interval",
		"[2012,2013]": "one of",
		"{2012..}":    "all of",
	} {
		require.Equal(t, form, edtf.MustParse(text).Form().String(), text)
	}
	require.Equal(t, "none", edtf.FormNone.String())
}

func TestQualifiers(t *testing.T) {
	tests := []struct {
		text                   string
		uncertain, approximate bool
	}{
		{"2012", false, false},
		{"2012?", true, false},
		{"2012~", false, true},
		{"2012%", true, true},
		{"2012-~07-04", false, true},
		{"?2012-07-~04", true, true},
		{"2012/2013?", true, false},
		{"2012~/..", false, true},
		{"/2012%", true, true},
		{"[2012,2013~]", false, true},
		{"{2012..2013?}", true, false},
		{"Y12345?", true, false},
		{"~1950S2", false, true},
	}
	for _, tt := range tests {
		d := edtf.MustParse(tt.text)
		require.Equal(t, tt.uncertain, d.Uncertain(), tt.text)
		require.Equal(t, tt.approximate, d.Approximate(), tt.text)
	}
}

func TestInterval(t *testing.T) {
	tests := []struct{ text, start, end string }{
		{"1964/2008", "1964", "2008"},
		{"1985-04-12/..", "1985-04-12", ".."},
		{"../1985-04", "..", "1985-04"},
		{"/1985?", "", "1985?"},
		{"201X/", "201X", ""},
	}
	for _, tt := range tests {
		start, end, ok := edtf.MustParse(tt.text).Interval()
		require.True(t, ok)
		require.Equal(t, tt.start, start.String())
		require.Equal(t, tt.end, end.String())
		for _, d := range []edtf.Date{start, end} {
			lo, loBound := d.Earliest()
			hi, hiBound := d.Latest()
			switch d.String() {
			case "":
				require.True(t, d.IsZero())
				require.Equal(t, []edtf.Bound{edtf.Unknown, edtf.Unknown}, []edtf.Bound{loBound, hiBound})
			case "..":
				require.False(t, d.IsZero())
				require.Equal(t, []edtf.Bound{edtf.Open, edtf.Open}, []edtf.Bound{loBound, hiBound})
				require.True(t, lo.IsZero() && hi.IsZero())
			default:
				require.Equal(t, edtf.MustParse(d.String()), d)
			}
		}
	}
	for _, text := range []string{"1985", "[1985..1986]", "{..1985}"} {
		_, _, ok := edtf.MustParse(text).Interval()
		require.False(t, ok, text)
	}
	require.Equal(t, "unknown dated open", edtf.Unknown.String()+" "+edtf.Dated.String()+" "+edtf.Open.String())
}

func TestMembers(t *testing.T) {
	members := func(text string) (list [][2]string) {
		for a, b := range edtf.MustParse(text).Members() {
			list = append(list, [2]string{a.String(), b.String()})
		}
		return list
	}
	require.Equal(t, [][2]string{{"..", "1983"}, {"1984?", "1984?"}, {"1990", "1992"}, {"2000", ".."}},
		members("[..1983,1984?,1990..1992,2000..]"))
	require.Equal(t, [][2]string{{"1984", "1984"}}, members("{1984}"))
	require.Empty(t, members("1984"))
	require.Empty(t, members("1984/1985"))
	for range edtf.MustParse("[1984,1985]").Members() {
		break // the iterator stops when told to
	}
}

func TestDateFromDay(t *testing.T) {
	tests := []struct {
		day, text string
		level     int
	}{
		{"", "", 0},
		{"2012-07-04", "2012-07-04", 0},
		{"0000-01-01", "0000-01-01", 0},
		{"-0044-03-15", "-0044-03-15", 1},
		// EDTF has no days of these years.
		{"10000-01-01", "Y10000", 1},
		{"-10000-06-30", "Y-10000", 1},
	}
	for _, tt := range tests {
		var day edtf.Day
		require.NoError(t, day.UnmarshalText([]byte(tt.day)))
		d := edtf.DateFromDay(day)
		require.Equal(t, tt.text, d.String())
		require.Equal(t, tt.level, d.Level())
		if tt.text != "" {
			require.Equal(t, edtf.MustParse(tt.text), d)
		}
	}
}

func TestDateText(t *testing.T) {
	type record struct {
		When  edtf.Date `json:"when"`
		Until edtf.Date `json:"until,omitzero"`
	}
	r := record{When: edtf.MustParse("2019-04/2019-04")}
	text, err := json.Marshal(r)
	require.NoError(t, err)
	require.Equal(t, `{"when":"2019-04/2019-04"}`, string(text))
	var back record
	require.NoError(t, json.Unmarshal(text, &back))
	require.Equal(t, r, back)

	back = r
	require.NoError(t, json.Unmarshal([]byte(`{"when":""}`), &back))
	require.True(t, back.When.IsZero())
	require.EqualError(t, json.Unmarshal([]byte(`{"when":"2013-02-29"}`), &back),
		`edtf: "2013-02-29": day 29 of a month of 28 days at offset 8`)

	appended, err := r.When.AppendText([]byte("in "))
	require.NoError(t, err)
	require.Equal(t, "in 2019-04/2019-04", string(appended))
}

func TestScan(t *testing.T) {
	moment := time.Date(2019, time.September, 30, 23, 59, 0, 0, time.FixedZone("+03", 3*60*60))
	for _, tt := range []struct {
		src     any
		want    string
		wantErr string
	}{
		{src: nil, want: ""},
		{src: "", want: ""},
		{src: []byte{}, want: ""},
		{src: "2019-09-30", want: "2019-09-30"},
		{src: []byte("2019-09-30"), want: "2019-09-30"},
		{src: moment, want: "2019-09-30"},
		{src: "2019-09-31", wantErr: `edtf: "2019-09-31": day 31 of a month of 30 days at offset 8`},
		{src: []byte("x"), wantErr: `edtf: "x": 'x' where a digit of the year should be at offset 0`},
		{src: int64(7), wantErr: "edtf: a date from a int64: it wants text or a time"},
	} {
		d := edtf.MustParse("1999")
		err := d.Scan(tt.src)
		if tt.wantErr != "" {
			require.EqualError(t, err, tt.wantErr)
			require.Equal(t, "1999", d.String()) // left alone
			require.Error(t, new(edtf.Day).Scan(tt.src))
			continue
		}
		require.NoError(t, err)
		require.Equal(t, tt.want, d.String())
		day := edtf.NewDay(1999, 1, 1)
		require.NoError(t, day.Scan(tt.src))
		require.Equal(t, tt.want, day.String())

		// What was scanned is valued the same.
		for _, valuer := range []interface{ Value() (any, error) }{dateValue(d), dayValue(day)} {
			v, err := valuer.Value()
			require.NoError(t, err)
			if tt.want == "" {
				require.Nil(t, v)
			} else {
				require.Equal(t, tt.want, v)
			}
		}
	}
	require.EqualError(t, new(edtf.Day).Scan(7.5), "edtf: a day from a float64: it wants text or a time")
}

// driver.Value is any by another name, which an interface does not see.
type (
	dateValue edtf.Date
	dayValue  edtf.Day
)

func (v dateValue) Value() (any, error) { return edtf.Date(v).Value() }
func (v dayValue) Value() (any, error)  { return edtf.Day(v).Value() }

func TestLogValue(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(slog.NewTextHandler(&out, nil))
	log.Info("open", "when", edtf.MustParse("2014-38"), "on", edtf.NewDay(2014, 6, 15))
	require.Contains(t, out.String(), "when=2014-38 on=2014-06-15")
}

func TestComponents(t *testing.T) {
	c, ok := edtf.MustParse("?-1985-~0X-12").Components()
	require.True(t, ok)
	require.Equal(t, edtf.Components{
		Year:  edtf.Component{Text: "-1985", Number: -1985, Uncertain: true},
		Month: edtf.Component{Text: "0X", Masked: true, Approximate: true},
		Day:   edtf.Component{Text: "12", Number: 12},
	}, c)

	// A qualifier to the right holds for all to its left.
	c, _ = edtf.MustParse("2004-06%-~11").Components()
	require.Equal(t, edtf.Components{
		Year:  edtf.Component{Text: "2004", Number: 2004, Uncertain: true, Approximate: true},
		Month: edtf.Component{Text: "06", Number: 6, Uncertain: true, Approximate: true},
		Day:   edtf.Component{Text: "11", Number: 11, Approximate: true},
	}, c)

	c, _ = edtf.MustParse("1985-04-12T23:20:30+04:30").Components()
	require.Equal(t, edtf.Components{
		Year:  edtf.Component{Text: "1985", Number: 1985},
		Month: edtf.Component{Text: "04", Number: 4},
		Day:   edtf.Component{Text: "12", Number: 12},
		Time:  "23:20:30+04:30",
	}, c)

	c, _ = edtf.MustParse("~Y-3388E2S3").Components()
	require.Equal(t, edtf.Components{
		Year:        edtf.Component{Text: "Y-3388E2", Number: -338800, Approximate: true},
		Significant: 3,
	}, c)

	c, _ = edtf.MustParse("1950S2?").Components()
	require.Equal(t, edtf.Components{
		Year:        edtf.Component{Text: "1950", Number: 1950, Uncertain: true},
		Significant: 2,
	}, c)

	c, _ = edtf.MustParse("15XX-21").Components()
	require.Equal(t, edtf.Components{
		Year:  edtf.Component{Text: "15XX", Masked: true},
		Month: edtf.Component{Text: "21", Number: 21},
	}, c)

	for _, text := range []string{"2012/2013", "[2012]", "{2012}"} {
		_, ok := edtf.MustParse(text).Components()
		require.False(t, ok, text)
	}
}
