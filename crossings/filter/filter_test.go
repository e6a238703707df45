package filter_test

import (
	"slices"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/filter"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// claims are three that differ in every member that a filter looks at.
var claims = []border.Claim{
	{Side: border.Syria, Kind: border.KindStatus, Value: "open", Reported: edtf.MustParse("2019-09-30"),
		Source: border.Source{Name: "Reuters", Via: []string{"Al-Akhbar"}}, Quote: "افتتاح معبر القائم"},
	{Side: border.Iraq, Kind: border.KindControl, Value: "iraqi-government", Reported: edtf.MustParse("2019-10"),
		Source: border.Source{Name: "The Washington Post", Title: "A gate reopens"}},
	{Side: border.Both, Kind: border.KindObstacle, Value: "a mined road", Note: "Seen by drivers",
		Source: border.Source{Name: "a mayor"}},
}

// A filter takes the claims that meet one value of each of its members.
func TestFilter(t *testing.T) {
	for _, tt := range []struct {
		name string
		args []string // names and values
		want []int    // which of claims
	}{
		{"none", nil, []int{0, 1, 2}},
		{"side", []string{"side", "syria"}, []int{0, 2}},
		{"both sides", []string{"side", "both"}, []int{2}},
		{"either side", []string{"side", "syria", "side", "iraq"}, []int{0, 1, 2}},
		{"kind", []string{"kind", "status", "kind", "obstacle"}, []int{0, 2}},
		{"source", []string{"source", "washington post"}, []int{1}},
		{"relay", []string{"source", "al akhbar"}, []int{0}},
		{"part of a source", []string{"source", "washington"}, nil},
		{"since", []string{"since", "2019-10-01"}, []int{1}},
		{"since one of two days", []string{"since", "2019-10-01", "since", "2019-09-30"}, []int{0, 1}},
		{"until", []string{"until", "2019-09-30"}, []int{0, 2}},
		{"since and until", []string{"since", "2019-09-30", "until", "2019-09-30"}, []int{0}},
		{"value", []string{"match", "MINED road"}, []int{2}},
		{"quote in another spelling", []string{"match", "إفتتاح"}, []int{0}},
		{"note", []string{"match", "by drivers"}, []int{2}},
		{"title", []string{"match", "reopen"}, []int{1}},
		{"one of two texts", []string{"match", "reopen", "match", "mined"}, []int{1, 2}},
		{"members together", []string{"side", "iraq", "kind", "obstacle"}, []int{2}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var f filter.Filter
			for pair := range slices.Chunk(tt.args, 2) {
				require.NoError(t, f.Add(pair[0], pair[1]))
			}
			require.Equal(t, len(tt.args) == 0, f.IsZero())
			var got []int
			for c := range f.Of(slices.Values(claims)) {
				got = append(got, slices.IndexFunc(claims, func(o border.Claim) bool { return o.Source.Name == c.Source.Name }))
			}
			require.Equal(t, tt.want, got)
		})
	}
}

// A value that means nothing is refused, with what would.
func TestAddRefuses(t *testing.T) {
	for _, tt := range []struct{ name, value, want string }{
		{"side", "north", `"north" is not one of syria, iraq, both`},
		{"kind", "weather", `"weather" is not one of control, status, passage, obstacle, threat, authorization, review`},
		{"match", "the", `"the": want letters or digits to look for, more than an article`},
		{"source", "", `"": want letters or digits to look for, more than an article`},
		{"since", "2019-10", `edtf: "2019-10": a day is written YYYY-MM-DD at offset 4`},
		{"colour", "red", `"colour": no such filter; want one of side, kind, source, since, until, match`},
	} {
		var f filter.Filter
		require.EqualError(t, f.Add(tt.name, tt.value), tt.want)
		require.True(t, f.IsZero())
	}
}

// The function of a filter keeps what the filter was when it was made.
func TestTakerIsAlone(t *testing.T) {
	f := filter.Filter{Sides: []border.Side{border.Syria}}
	takes := f.Taker()
	f.Sides[0] = border.Iraq
	require.True(t, takes(claims[0]))
	require.False(t, takes(claims[1]))
}
