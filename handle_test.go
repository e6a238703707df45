package border_test

import (
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// TestHandleFollows: a handle from a registry follows it, one from a view stays.
func TestHandleFollows(t *testing.T) {
	reg := emptyRegistry(t)
	day := border.Date(2020, time.January, 1)
	following, err := reg.Handle(border.AlBukamalAlQaim)
	require.NoError(t, err)
	staying, err := reg.View().Handle(border.AlBukamalAlQaim)
	require.NoError(t, err)
	narrowed, err := reg.KnownBy(border.Date(2019, time.October, 1)).Handle(border.AlBukamalAlQaim)
	require.NoError(t, err)
	require.Equal(t, border.Unknown, following.Status(border.Syria, day).Value)

	c := openClaim()
	c.Reported = edtf.MustParse("2019-10-01")
	control := openClaim()
	control.Kind, control.Value = border.KindControl, "syrian-government"
	_, err = reg.Add(c, control)
	require.NoError(t, err)
	require.Equal(t, border.Open, following.Status(border.Syria, day).Value)
	require.Equal(t, border.SyrianGovernment, following.Control(border.Syria, day).Value)
	require.Equal(t, border.Open, following.At(day).Syria.Status.Value)
	require.Equal(t, border.Unknown, staying.Status(border.Syria, day).Value)
	require.Equal(t, border.UnknownParty, staying.Control(border.Syria, day).Value)
	require.Equal(t, border.Unknown, staying.At(day).Syria.Status.Value)
	require.Equal(t, border.Unknown, narrowed.Status(border.Syria, day).Value, "its view was taken before")

	require.Equal(t, border.AlBukamalAlQaim, following.Info().Code)
	require.Equal(t, "Al-Qaim", staying.Info().Iraq.Town.English)
	for _, side := range []border.Side{0, border.Both, 9} {
		require.Zero(t, following.Status(side, day))
		require.Zero(t, following.Control(side, day))
	}
}

func TestZeroHandle(t *testing.T) {
	var h border.Handle
	require.Zero(t, h.Info())
	require.Zero(t, h.At(border.Today()))
	require.Zero(t, h.Status(border.Syria, border.Today()))
	require.Zero(t, h.Control(border.Syria, border.Today()))
}
