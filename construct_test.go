package border_test

import (
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// TestCommonClaims: the claims that most programs make are added as they come, and mean what they say.
func TestCommonClaims(t *testing.T) {
	reg := emptyRegistry(t)
	code, told := border.AlBukamalAlQaim, border.Source{Name: "a driver"}
	open := border.StatusClaim(code, border.Syria, border.Open, edtf.MustParse("2020-01-01"), told)
	seen := border.Sighting(border.ControlClaim(code, border.Syria, border.SyrianGovernment, edtf.MustParse("2020-02-01"), told))
	closed := border.StatusClaim(code, border.Syria, border.Closed, edtf.MustParse("2020-03-01"), told)
	jam := border.Notice(code, border.Both, border.KindObstacle, "a queue of 40 lorries", edtf.MustParse("2020-02-01"), told)
	_, err := reg.Add(open, seen, closed, jam, border.Denial(open, border.Source{Name: "the post"}), border.Retraction(closed, told))
	require.NoError(t, err)
	s, err := reg.At(code, border.Date(2020, time.April, 1))
	require.NoError(t, err)
	require.Equal(t, border.Open, s.Syria.Status.Value, "the closing was taken back")
	require.True(t, s.Syria.Status.Disputed, "the opening was denied")
	require.Equal(t, border.SyrianGovernment, s.Syria.Control.Value)
	require.True(t, s.Syria.Control.Since.Earliest.IsZero(), "seen, so its beginning is not known")
	s, err = reg.At(code, border.Date(2020, time.February, 1))
	require.NoError(t, err)
	n := 0
	for c := range s.Notices() {
		n++
		require.Equal(t, "a queue of 40 lorries", c.Value)
	}
	require.Equal(t, 1, n)
}

// TestNoDay: the zero Day, as of a text that was no day, is refused and never answered about.
func TestNoDay(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	code := border.AlTanfAlWaleed
	day, err := border.ParseDay("15/06/2025")
	require.Error(t, err)
	_, err = reg.At(code, day)
	require.ErrorIs(t, err, border.ErrNoDay)
	_, err = reg.Control(code, border.Syria, day)
	require.ErrorIs(t, err, border.ErrNoDay)
	_, err = reg.Status(code, border.Syria, day)
	require.ErrorIs(t, err, border.ErrNoDay)
	_, err = reg.Plans(code, day)
	require.ErrorIs(t, err, border.ErrNoDay)
	_, err = reg.Passable(code, day, border.Fuel, border.BothWays)
	require.ErrorIs(t, err, border.ErrNoDay)
	_, err = reg.Why(code, border.Syria, border.QuestionStatus, day)
	require.ErrorIs(t, err, border.ErrNoDay)
	for range reg.States(day) {
		t.Fatal("no states of no day")
	}
	h, err := reg.Handle(code)
	require.NoError(t, err)
	require.Zero(t, h.At(day))
	require.Zero(t, h.Status(border.Syria, day))
	require.Zero(t, h.Control(border.Syria, day))
	for s, err := range reg.Between(code, day, day) {
		require.NoError(t, err)
		require.True(t, s.From.IsZero(), "an open end")
		break
	}
}
