package border_test

import (
	"slices"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// All yields what Claims returns crossing by crossing, in every view.
func TestAllIsClaimsOfEveryCrossing(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	first, err := reg.Claims(border.AlTanfAlWaleed)
	require.NoError(t, err)
	sooner := first[len(first)-1]
	sooner.Recorded = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	_, err = reg.Add(sooner)
	require.NoError(t, err)
	for _, v := range []border.View{
		{},
		reg.View(),
		reg.KnownBy(border.Date(2015, time.June, 1)),
		reg.AsOf(time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)),
	} {
		var want []border.Claim
		for c := range v.Crossings() {
			claims, err := v.Claims(c.Code)
			require.NoError(t, err)
			want = append(want, claims...)
		}
		require.Equal(t, want, slices.Collect(v.All()))
	}
	for range reg.All() { // a loop may stop
		break
	}
}
