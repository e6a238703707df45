package border_test

import (
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// TestTry: what would change is told, and nothing does; a claim that Add refuses is refused.
func TestTry(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	before, digest := reg.Len(), reg.Digest()
	closed := border.StatusClaim(border.AlTanfAlWaleed, border.Syria, border.Closed, edtf.MustParse("2026-08-01"), border.Source{Name: "a driver"})
	changes, err := reg.Try(closed)
	require.NoError(t, err)
	require.Len(t, changes, 1)
	require.Equal(t, border.Date(2026, time.August, 1), changes[0].From)
	require.Equal(t, "closed", changes[0].After.Value())
	require.Equal(t, before, reg.Len())
	require.Equal(t, digest, reg.Digest())
	changes, err = reg.Try(border.Notice(border.AlTanfAlWaleed, border.Syria, border.KindObstacle, "a queue", edtf.MustParse("2026-08-01"), border.Source{Name: "a driver"}))
	require.NoError(t, err)
	require.Empty(t, changes, "a notice changes no answer")

	// What Try tells is what Add does.
	old := reg.View()
	changes, err = reg.Try(closed)
	require.NoError(t, err)
	_, err = reg.Add(closed)
	require.NoError(t, err)
	var done []string
	for c := range border.Diff(old, reg.View()) {
		done = append(done, c.String())
	}
	var told []string
	for _, c := range changes {
		told = append(told, c.String())
	}
	require.Equal(t, done, told)

	closed.Crossing = "nowhere"
	_, err = reg.Try(closed)
	require.ErrorIs(t, err, border.ErrNoCrossing)
	_, err = (&border.Registry{}).Try(closed)
	require.Error(t, err)
}

// TestWith: the view has what was seen and what is given; the registry and the view are as before.
func TestWith(t *testing.T) {
	reg, err := border.Default()
	require.NoError(t, err)
	closed := border.StatusClaim(border.AlTanfAlWaleed, border.Syria, border.Closed, edtf.MustParse("2026-08-01"), border.Source{Name: "a driver"})
	day := border.Date(2026, time.August, 1)
	old := reg.KnownBy(border.Date(2016, time.January, 1))
	seen := old.Through().Claims
	after, err := old.With(closed)
	require.NoError(t, err)
	require.Equal(t, seen+1, after.Through().Claims)
	require.True(t, after.Known().IsZero())
	f, err := after.Status(border.AlTanfAlWaleed, border.Syria, day)
	require.NoError(t, err)
	require.Equal(t, "closed, since 2026-08-01, last attested 2026-08-01", f.String())
	require.Equal(t, seen, old.Through().Claims)
	_, err = border.View{}.With(closed)
	require.ErrorIs(t, err, border.ErrNoCrossing)
}
