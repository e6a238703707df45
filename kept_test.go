package border_test

import (
	"slices"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// What a registry keeps of the view that was asked last is never told of another one: each view answers as that of a
// registry that nobody has asked.
func TestNoViewAnswersForAnother(t *testing.T) {
	made := emptyRegistry(t)
	crossings, parties := slices.Collect(made.Crossings()), slices.Collect(made.Parties())
	empty := func() *border.Registry {
		reg, err := border.New(crossings, parties)
		require.NoError(t, err)
		return reg
	}
	reg := empty()
	var views []border.View
	for n := range 6 {
		day := border.Date(2020, 1, 1).AddDays(100 * n)
		c := border.StatusClaim(border.AlBukamalAlQaim, border.Syria, border.Open, edtf.DateFromDay(day), border.Source{Name: "Somebody"})
		c.Reported = edtf.DateFromDay(day)
		_, err := reg.Add(c)
		require.NoError(t, err)
		v := reg.View()
		only, err := v.Only(border.AlTanfAlWaleed)
		require.NoError(t, err)
		views = append(views, v, v.KnownBy(day.AddDays(-1)), v.AsOf(v.Through().Recorded.Add(-1)), only, border.View{})
	}
	var digests []border.Digest
	var reaches []border.Reach
	for _, v := range views {
		fresh := empty()
		_, err := fresh.Add(slices.Collect(v.All())...)
		require.NoError(t, err)
		digests, reaches = append(digests, fresh.View().Digest()), append(reaches, fresh.View().Through())
	}
	for range 3 {
		for i, v := range views {
			require.Equal(t, digests[i], v.Digest())
			require.Equal(t, digests[i], v.Digest(), "asked again")
			require.Equal(t, reaches[i].Reported, v.Through().Reported)
			require.Equal(t, reaches[i].Claims, v.Through().Claims)
		}
	}
	require.Len(t, map[border.Digest]bool{digests[0]: true, digests[5]: true, digests[10]: true}, 3)
}
