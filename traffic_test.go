package border_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

var trafficTests = []struct {
	text string
	want border.Traffic
	json string
}{
	{"passengers", border.Passengers, `["passengers"]`},
	{"commercial", border.Commercial, `["commercial"]`},
	{"transit", border.Transit, `["transit"]`},
	{"humanitarian", border.Humanitarian, `["humanitarian"]`},
	{"returnees", border.Returnees, `["returnees"]`},
	{"fuel", border.Fuel, `["fuel"]`},
	{"military", border.Military, `["military"]`},
	{"official", border.Official, `["official"]`},
	{"humanitarian,returnees", border.Humanitarian | border.Returnees, `["humanitarian","returnees"]`},
	// All is the zero value, and written as nothing.
	{"", 0, `[]`},
}

func TestTraffic(t *testing.T) {
	for _, tt := range trafficTests {
		require.Equal(t, tt.text, tt.want.String())
		text, err := tt.want.MarshalText()
		require.NoError(t, err)
		require.Equal(t, tt.text, string(text))
		back := border.Official
		require.NoError(t, back.UnmarshalText(text))
		require.Equal(t, tt.want, back)

		data, err := json.Marshal(tt.want)
		require.NoError(t, err)
		require.Equal(t, tt.json, string(data))
		back = border.Official
		require.NoError(t, json.Unmarshal(data, &back))
		require.Equal(t, tt.want, back)
		if tt.want != 0 {
			parsed, err := border.ParseTraffic(tt.text)
			require.NoError(t, err)
			require.Equal(t, tt.want, parsed)
		}
	}
}

func TestTrafficOrderAndRepetition(t *testing.T) {
	parsed, err := border.ParseTraffic("returnees,humanitarian,returnees")
	require.NoError(t, err)
	require.Equal(t, "humanitarian,returnees", parsed.String())
	require.Equal(t, []border.Traffic{border.Humanitarian, border.Returnees}, slices.Collect(parsed.Kinds()))
	for k := range parsed.Kinds() {
		require.Equal(t, border.Humanitarian, k)
		break
	}
	require.Empty(t, slices.Collect(border.Traffic(0).Kinds()))
}

func TestTrafficErrors(t *testing.T) {
	const words = "passengers, commercial, transit, humanitarian, returnees, fuel, military, official"
	for in, want := range map[string]string{
		"":                 `"" is not one of ` + words,
		"lorries":          `"lorries" is not one of ` + words,
		"fuel, military":   `" military" is not one of ` + words,
		"fuel,":            `"" is not one of ` + words,
		"fuel,all,transit": `"all" is not one of ` + words,
	} {
		_, err := border.ParseTraffic(in)
		require.EqualError(t, err, want)
		if in != "" {
			var tr border.Traffic
			require.EqualError(t, tr.UnmarshalText([]byte(in)), want)
		}
	}
	var tr border.Traffic
	require.EqualError(t, json.Unmarshal([]byte(`["fuel","lorries"]`), &tr), `"lorries" is not one of `+words)
	require.Error(t, json.Unmarshal([]byte(`"fuel"`), &tr))
	require.Zero(t, tr)
}

func TestTrafficIncludes(t *testing.T) {
	aid := border.Humanitarian | border.Returnees
	for _, tt := range []struct {
		t, u border.Traffic
		want bool
	}{
		{0, 0, true},
		{0, border.Fuel, true},
		{aid, border.Returnees, true},
		{aid, aid, true},
		{aid, aid | border.Fuel, false},
		{aid, border.Fuel, false},
		{aid, 0, false}, // what holds for some does not hold for all
	} {
		require.Equal(t, tt.want, tt.t.Includes(tt.u), "%q includes %q", tt.t, tt.u)
	}
}
