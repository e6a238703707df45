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
			require.True(t, p.Attested.IsZero(), "the Iraqi side was never attested")
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
	require.Equal(t, border.MayPass, p.Passage)
	require.Equal(t, border.Date(2015, time.January, 1), p.Attested, "the older of the two")
	notices := slices.Collect(p.Notices())
	require.Len(t, notices, 1)
	require.Equal(t, "an attack on the post", notices[0].Value)
	data, err := json.Marshal(p)
	require.NoError(t, err)
	require.Contains(t, string(data), `"traffic":["commercial"],"direction":"iq-to-sy","passable":"yes"`)
}

// TestPassableAgainstSlowReading compares random answers with a reading of the
// rule on the slow findings.
func TestPassableAgainstSlowReading(t *testing.T) {
	reg := emptyRegistry(t)
	crossings, parties := slices.Collect(reg.Crossings()), slices.Collect(reg.Parties())
	kinds := []border.Traffic{border.Passengers, border.Commercial, border.Humanitarian, border.Returnees, border.Fuel}
	ways := []border.Direction{border.SyriaToIraq, border.IraqToSyria, border.BothWays}
	checkHistories(t, 200, func(t *rapid.T) {
		h := drawHistory(t, 12)
		reg, err := border.New(crossings, parties)
		require.NoError(t, err)
		var added []border.Claim
		for _, batch := range h.batches {
			_, err := reg.Add(batch...)
			require.NoError(t, err)
			added = append(added, batch...)
		}
		tracks := slowRegistry(added).tracks(madeCrossings...)
		day, code := drawQueryDay(t), rapid.SampledFrom(madeCrossings).Draw(t, "crossing")
		traffic, way := rapid.SampledFrom(kinds).Draw(t, "traffic"), rapid.SampledFrom(ways).Draw(t, "way")
		p, err := reg.Passable(code, day, traffic, way)
		require.NoError(t, err)
		v := reg.KnownBy(day).AsOf(rapid.SampledFrom(madeInstants).Draw(t, "as of"))
		narrowed, err := v.Passable(code, day, traffic, way)
		require.NoError(t, err)
		state, err := v.At(code, day)
		require.NoError(t, err)
		require.Equal(t, state.Passable(traffic, way), narrowed, "%s", h)
		require.Equal(t, day.String(), asObject(t, narrowed)["known"])
		require.Equal(t, asObject(t, state)["asOf"], asObject(t, narrowed)["asOf"])
		syria := slowPasses(tracks[slowQuestion{code, border.Syria, border.KindStatus}].finding(day.Number()), traffic, way)
		iraq := slowPasses(tracks[slowQuestion{code, border.Iraq, border.KindStatus}].finding(day.Number()), traffic, way)
		require.Equal(t, syria, p.Syria.Passage, "%s", h)
		require.Equal(t, iraq, p.Iraq.Passage, "%s", h)
		want := border.CannotTell
		if syria == border.MayPass && iraq == border.MayPass {
			want = border.MayPass
		}
		if syria == border.MayNotPass || iraq == border.MayNotPass {
			want = border.MayNotPass
		}
		require.Equal(t, want, p.Passage)
	})
}

// slowPasses reads the rule about one side as it is written.
func slowPasses(f slowFinding, traffic border.Traffic, way border.Direction) border.Passage {
	trafficNamed := f.traffic&traffic == traffic || f.traffic == 0
	wayNamed := f.direction == way || f.direction == border.BothWays || f.direction == 0
	isNamed := f.traffic != 0 || f.direction != 0
	switch {
	case f.certain && f.value == "open":
		return border.MayPass
	case f.certain && (f.value == "restricted" || f.value == "trial") && isNamed && trafficNamed && wayNamed:
		return border.MayPass
	case f.certain && f.value == "closed":
		return border.MayNotPass
	case f.certain && f.value == "restricted" && isNamed:
		return border.MayNotPass
	}
	return border.CannotTell
}

// asObject returns what a value is in JSON.
func asObject(t require.TestingT, v any) (object map[string]any) {
	data, err := json.Marshal(v)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &object))
	return object
}
