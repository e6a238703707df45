package border

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// A registry that has taken in as many claims as it can refuses more, all of a
// batch, and answers on.
func TestFullRegistry(t *testing.T) {
	reg, err := Default()
	require.NoError(t, err)
	claims := make([]Claim, 3)
	for i := range claims {
		claims[i] = Claim{Crossing: reg.cells[0].code, Side: Syria, Kind: KindStatus, Value: "closed", Modality: Reported,
			When: edtf.MustParse(fmt.Sprintf("2090-01-0%d", i+1)), Source: Source{Name: "a"}}
	}
	reg.added.Store(maxClaims - 1)
	const full = "the registry took in 2147483646 claims, and 2 more are over the 2147483647 that it can: use another one beside it"
	_, err = reg.AddWith(func(_, _ []*Claim) error { t.Error("written"); return nil }, claims[:2]...)
	require.EqualError(t, err, full)
	err = reg.LoadWith(func(_, _ []*Claim) error { t.Error("accepted"); return nil }, func(yield func(Claim, error) bool) {
		_ = yield(claims[0], nil) && yield(claims[1], nil)
	})
	require.EqualError(t, err, full)

	before := len(slices.Collect(reg.All()))
	old := reg.View()
	_, err = reg.Add(claims[0])
	require.NoError(t, err)
	_, err = reg.Add(claims[1])
	require.ErrorContains(t, err, "took in 2147483647 claims, and 1 more")
	_, err = reg.Add(claims[0])
	require.NoError(t, err, "it is there already")
	require.Len(t, slices.Collect(reg.All()), before+1)
	require.Len(t, slices.Collect(old.All()), before)
	f, err := reg.Status(reg.cells[0].code, Syria, Date(2090, time.January, 5))
	require.NoError(t, err)
	require.Equal(t, Closed, f.Value)
}
