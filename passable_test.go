package border_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func edtfDate(s string) edtf.Date { return edtf.MustParse(s) }

// statusClaim returns a claim about the Syrian side of Al-Bukamal, told in 2017.
func statusClaim(value, when string, edge border.Edge) border.Claim {
	return border.Claim{Crossing: border.AlBukamalAlQaim, Side: border.Syria, Kind: border.KindStatus, Value: value, When: edtfDate(when), Edge: edge,
		Modality: border.Reported, Source: border.Source{Name: "a"}, Reported: edtfDate("2017-01-01")}
}

func TestPassable(t *testing.T) {
	day := border.Date(2016, time.May, 1)
	restricted := func(traffic border.Traffic, way border.Direction) border.Claim {
		c := statusClaim("restricted", "2015-01-01", border.Start)
		c.Traffic, c.Direction = traffic, way
		return c
	}
	trial := restricted(border.Passengers, 0)
	trial.Value = "trial"
	for _, tt := range []struct {
		name    string
		claims  []border.Claim
		traffic border.Traffic
		way     border.Direction
		want    border.Passage
	}{
		{"open to all", []border.Claim{statusClaim("open", "2015-01-01", border.Start)}, border.Fuel, border.SyriaToIraq, border.MayPass},
		{"closed to all", []border.Claim{statusClaim("closed", "2015-01-01", border.Start)}, border.Fuel, border.SyriaToIraq, border.MayNotPass},
		{"now open, now closed", []border.Claim{statusClaim("intermittent", "2015-01-01", border.Start)}, border.Fuel, border.SyriaToIraq, border.CannotTell},
		{"nothing known", nil, border.Fuel, border.SyriaToIraq, border.CannotTell},
		{"open, or closed", []border.Claim{statusClaim("open", "2015-01-01", border.Start), statusClaim("closed", "2016", border.Start)}, border.Fuel, border.SyriaToIraq, border.CannotTell},
		{"disputed", []border.Claim{statusClaim("open", "2015-01-01", border.Start), statusClaim("closed", "2015-01-01", border.Start)}, border.Fuel, border.SyriaToIraq, border.CannotTell},
		{"to returnees only", []border.Claim{restricted(border.Returnees, border.IraqToSyria)}, border.Returnees, border.IraqToSyria, border.MayPass},
		{"to returnees only, not to trade", []border.Claim{restricted(border.Returnees, border.IraqToSyria)}, border.Commercial, border.IraqToSyria, border.MayNotPass},
		{"to returnees only, the other way", []border.Claim{restricted(border.Returnees, border.IraqToSyria)}, border.Returnees, border.SyriaToIraq, border.MayNotPass},
		{"to returnees only, both ways asked", []border.Claim{restricted(border.Returnees, border.IraqToSyria)}, border.Returnees, border.BothWays, border.MayNotPass},
		{"two kinds, both named", []border.Claim{restricted(border.Returnees|border.Humanitarian, border.BothWays)}, border.Returnees | border.Humanitarian, border.SyriaToIraq, border.MayPass},
		{"two kinds, one named", []border.Claim{restricted(border.Returnees, border.BothWays)}, border.Returnees | border.Humanitarian, border.SyriaToIraq, border.MayNotPass},
		{"a restriction that nobody names", []border.Claim{restricted(0, 0)}, border.Returnees, border.IraqToSyria, border.CannotTell},
		{"a trial for passengers", []border.Claim{trial}, border.Passengers, border.IraqToSyria, border.MayPass},
		{"a trial for others", []border.Claim{trial}, border.Fuel, border.IraqToSyria, border.CannotTell},
	} {
		t.Run(tt.name, func(t *testing.T) {
			reg := emptyRegistry(t)
			_, err := reg.Add(tt.claims...)
			require.NoError(t, err)
			p, err := reg.Passable(border.AlBukamalAlQaim, day, tt.traffic, tt.way)
			require.NoError(t, err)
			require.Equal(t, tt.want, p.Syria.Passage)
			require.Equal(t, border.CannotTell, p.Iraq.Passage)
			want := border.CannotTell
			if tt.want == border.MayNotPass {
				want = tt.want
			}
			require.Equal(t, want, p.Passage)
			if want == border.MayNotPass {
				require.Equal(t, border.Date(2015, time.January, 1), p.Attested, "of the side that says no")
			} else {
				require.True(t, p.Attested.IsZero(), "the Iraqi side was never attested")
			}
		})
	}
}

func TestPassableRefuses(t *testing.T) {
	reg := emptyRegistry(t)
	day := border.Date(2016, time.May, 1)
	_, err := reg.Passable(border.AlBukamalAlQaim, day, 0, border.BothWays)
	require.EqualError(t, err, `traffic: "" is not one of passengers, commercial, transit, humanitarian, returnees, fuel, military, official`)
	_, err = reg.Passable(border.AlBukamalAlQaim, day, 1<<9, border.BothWays)
	require.ErrorContains(t, err, "traffic: ")
	_, err = reg.Passable(border.AlBukamalAlQaim, day, border.Fuel, 0)
	require.EqualError(t, err, `direction: "" is not one of sy-to-iq, iq-to-sy, both`)
	_, err = reg.Passable("nowhere", day, border.Fuel, border.BothWays)
	require.ErrorIs(t, err, border.ErrNoCrossing)
}

// What is beside the answer never changes it.
func TestPassableNotices(t *testing.T) {
	reg := emptyRegistry(t)
	open := statusClaim("open", "2015-01-01", border.Start)
	open.Side = border.Both
	threat := statusClaim("an attack on the post", "2016-05-01", border.Start)
	threat.Kind, threat.Side = border.KindThreat, border.Both
	passage := threat
	passage.Kind, passage.Value = border.KindPassage, "forty lorries"
	seen := open
	seen.Side, seen.Edge, seen.When = border.Iraq, border.Seen, edtfDate("2016-04-01")
	_, err := reg.Add(open, threat, passage, seen)
	require.NoError(t, err)
	p, err := reg.Passable(border.AlBukamalAlQaim, border.Date(2016, time.May, 1), border.Commercial, border.IraqToSyria)
	require.NoError(t, err)
	require.Equal(t, border.MayPassBut, p.Passage)
	require.Equal(t, border.Date(2015, time.January, 1), p.Attested, "the older of the two")
	notices := slices.Collect(p.Obstacles())
	require.Len(t, notices, 1)
	require.Equal(t, "an attack on the post", notices[0].Value)
	data, err := json.Marshal(p)
	require.NoError(t, err)
	require.Contains(t, string(data), `"traffic":["commercial"],"direction":"iq-to-sy","answer":"yes-but"`)
}

// TestPassableAgainstOracle compares random answers, as JSON, with those of the slow reading.
func TestPassableAgainstOracle(t *testing.T) {
	reg := emptyRegistry(t)
	crossings, parties := slices.Collect(reg.Crossings()), slices.Collect(reg.Parties())
	ways := []border.Direction{border.SyriaToIraq, border.IraqToSyria, border.BothWays}
	checkHistories(t, 300, func(t *rapid.T) {
		h := drawHistory(t, 12)
		reg, err := border.New(crossings, parties)
		require.NoError(t, err)
		var added []border.Claim
		for _, batch := range h.batches {
			_, err := reg.Add(batch...)
			require.NoError(t, err)
			added = append(added, batch...)
		}
		slow := referenceOf(added)
		v := twoViews{name: "all", fast: reg.View(), slow: slow}
		for _, code := range madeCrossings {
			trs := slow.Tracks(code)
			for range 4 {
				day, way := drawQueryDay(t), rapid.SampledFrom(ways).Draw(t, "way")
				traffic := border.Traffic(rapid.IntRange(1, 255).Draw(t, "traffic"))
				if rapid.Bool().Draw(t, "one kind") {
					traffic &= -traffic
				}
				p, err := reg.Passable(code, day, traffic, way)
				require.NoError(t, err)
				requireSame(t, h, v, "Passable on "+day.String(), slow.can(code, trs, day.Number(), oracleTraffic(traffic), way.String()), p)
			}
		}
		day, code := drawQueryDay(t), rapid.SampledFrom(madeCrossings).Draw(t, "crossing")
		narrowed := reg.KnownBy(day).AsOf(rapid.SampledFrom(madeInstants).Draw(t, "as of"))
		p, err := narrowed.Passable(code, day, border.Fuel, border.BothWays)
		require.NoError(t, err)
		state, err := narrowed.At(code, day)
		require.NoError(t, err)
		require.Equal(t, state.Passable(border.Fuel, border.BothWays), p, "%s", h)
		require.Equal(t, day.String(), asObject(t, p)["known"])
		require.Equal(t, asObject(t, state)["asOf"], asObject(t, p)["asOf"])
	})
}

// asObject returns what a value is in JSON.
func asObject(t require.TestingT, v any) (object map[string]any) {
	data, err := json.Marshal(v)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &object))
	return object
}
