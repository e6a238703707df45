package border_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// What was attested of a gate, and how often an old word still held.
func TestEndurance(t *testing.T) {
	said := func(value, when string, edge border.Edge) border.Claim {
		return border.Claim{Crossing: border.AlTanfAlWaleed, Side: border.Syria, Kind: border.KindStatus, Value: value, When: edtf.MustParse(when), Edge: edge,
			Modality: border.Observed, Source: border.Source{Name: "a"}, Reported: edtf.MustParse("2021-01-01")}
	}
	day := func(value, when string) border.Claim { return said(value, when, border.Seen) }
	for _, tt := range []struct {
		name     string
		claims   []border.Claim
		status   border.Status
		age      int
		of, same int
	}{
		{"nothing said", nil, border.Open, 1, 0, 0},
		{"one word has no gap after it", []border.Claim{day("open", "2020-01-01")}, border.Open, 1, 0, 0},
		{"the same again", []border.Claim{day("open", "2020-01-01"), day("open", "2020-01-11")}, border.Open, 10, 1, 1},
		{"a day too short", []border.Claim{day("open", "2020-01-01"), day("open", "2020-01-11")}, border.Open, 11, 0, 0},
		{"another word", []border.Claim{day("open", "2020-01-01"), day("closed", "2020-01-11")}, border.Open, 10, 1, 0},
		{"began with another", []border.Claim{day("open", "2020-01-01"), day("closed", "2020-01-11")}, border.Closed, 10, 0, 0},
		{"three in a row", []border.Claim{day("open", "2020-01-01"), day("open", "2020-02-01"), day("open", "2020-03-01"), day("closed", "2020-06-01")}, border.Open, 20, 3, 2},
		{"an episode speaks of all its days", []border.Claim{said("closed", "2020-01-01/2020-03-31", border.Start), day("open", "2020-04-01"), day("open", "2020-06-01")}, border.Closed, 30, 0, 0},
		{"and begins a gap with its last", []border.Claim{said("closed", "2020-01-01/2020-03-31", border.Start), day("closed", "2020-06-01")}, border.Closed, 60, 1, 1},
		{"two words on one day begin no gap", []border.Claim{day("open", "2020-01-01"), day("closed", "2020-01-01"), day("open", "2020-06-01")}, border.Open, 10, 0, 0},
		{"and are not the same word", []border.Claim{day("open", "2020-01-01"), day("closed", "2020-06-01"), day("open", "2020-06-01")}, border.Open, 10, 1, 0},
	} {
		reg := emptyRegistry(t)
		_, err := reg.Add(tt.claims...)
		require.NoError(t, err)
		got, err := reg.View().Endurance(border.AlTanfAlWaleed, border.Syria, tt.status, tt.age)
		require.NoError(t, err)
		require.Equal(t, border.Endurance{Crossing: border.AlTanfAlWaleed, Side: border.Syria, Status: tt.status, Age: tt.age, Of: tt.of, Same: tt.same}, got, tt.name)
	}
	// What is denied does not count.
	reg := emptyRegistry(t)
	ids, err := reg.Add(day("open", "2020-01-01"), day("closed", "2020-03-01"), day("open", "2020-06-01"))
	require.NoError(t, err)
	denial := border.Denial(day("closed", "2020-03-01"), border.Source{Name: "b"})
	denial.Denies, denial.Reported = ids[1:2], edtf.MustParse("2021-01-02")
	_, err = reg.Add(denial)
	require.NoError(t, err)
	e, err := reg.View().Endurance(border.AlTanfAlWaleed, border.Syria, border.Open, 100)
	require.NoError(t, err)
	require.Equal(t, [2]int{1, 1}, [2]int{e.Of, e.Same})
	text, err := json.Marshal(e)
	require.NoError(t, err)
	require.JSONEq(t, `{"crossing":"al-tanf-al-waleed","side":"syria","status":"open","age":100,"of":1,"same":1}`, string(text))

	for _, bad := range []struct {
		code   string
		side   border.Side
		status border.Status
		age    int
		want   string
	}{
		{"nowhere", border.Syria, border.Open, 1, `"nowhere": no such crossing`},
		{border.AlTanfAlWaleed, border.Both, border.Open, 1, `"both" is not one of syria, iraq`},
		{border.AlTanfAlWaleed, border.Syria, 0, 1, `"" is not one of closed, intermittent, open, restricted, trial, unknown`},
		{border.AlTanfAlWaleed, border.Syria, border.Unknown + 1, 1, `"7?" is not one of closed, intermittent, open, restricted, trial, unknown`},
		{border.AlTanfAlWaleed, border.Syria, border.Open, 0, "age 0: want at least one day"},
	} {
		_, err := reg.View().Endurance(bad.code, bad.side, bad.status, bad.age)
		require.ErrorContains(t, err, bad.want)
	}
}

// The record counts as the slow reading of it does, day by day.
func TestEnduranceOfHistories(t *testing.T) {
	empty := emptyRegistry(t)
	crossings, parties := slices.Collect(empty.Crossings()), slices.Collect(empty.Parties())
	checkHistories(t, 300, func(t *rapid.T) {
		h := drawHistory(t, 12)
		reg, err := border.New(crossings, parties)
		require.NoError(t, err)
		for _, batch := range h.batches {
			_, err := reg.Add(batch...)
			require.NoError(t, err, "%s", h)
		}
		v := twoViews{name: "all", fast: reg.View(), slow: referenceOf(h.claims)}.narrowed(t)
		for _, crossing := range madeCrossings {
			for _, side := range []border.Side{border.Syria, border.Iraq} {
				for status := border.Closed; status <= border.Unknown; status++ {
					age := rapid.IntRange(1, 60).Draw(t, "age")
					got, err := v.fast.Endurance(crossing, side, status, age)
					if err != nil {
						t.Fatal(err)
					}
					of, same := v.trs[crossing][[2]string{side.String(), "status"}].Endurance(status.String(), int64(age))
					if got.Of != of || got.Same != same {
						t.Fatalf("%s: %s %s %s after %d days: %d of %d, the slow reading says %d of %d\n%s", v.name, crossing, side, status, age, got.Same, got.Of, same, of, h)
					}
				}
			}
		}
	})
}
