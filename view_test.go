package border_test

import (
	"slices"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// The views of one crossing each list together what the view of all lists; what is asked
// by a code they answer as it does.
func TestViewsOfOneCrossingMakeUpTheWhole(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	v, day := reg.View(), border.Date(2014, 6, 15)
	var crossings []border.Crossing
	var claims []border.Claim
	states, reached := 0, 0
	for c := range v.Crossings() {
		one, err := v.Only(c.Code)
		require.NoError(t, err)
		for _, narrowed := range []border.View{one, one.KnownBy(day)} {
			for c2 := range narrowed.Crossings() {
				require.Equal(t, c.Code, c2.Code)
			}
			for claim := range narrowed.All() {
				require.Equal(t, c.Code, claim.Crossing)
			}
		}
		crossings = slices.AppendSeq(crossings, one.Crossings())
		claims = slices.AppendSeq(claims, one.All())
		reached += one.Through().Claims
		require.NotEqual(t, v.Digest(), one.Digest())
		for state := range one.States(day) {
			want, err := v.At(c.Code, day)
			require.NoError(t, err)
			require.Equal(t, want.String(), state.String())
			states++
		}
		other, err := one.At(border.AlTanfAlWaleed, day)
		require.NoError(t, err)
		require.Equal(t, border.AlTanfAlWaleed, other.Crossing)
	}
	require.Equal(t, slices.Collect(v.Crossings()), crossings)
	require.Equal(t, slices.Collect(v.All()), claims)
	require.Equal(t, v.Through().Claims, reached)
	require.Equal(t, 4, states)
	_, err = v.Only("atlantis")
	require.ErrorIs(t, err, border.ErrNoCrossing)
}
