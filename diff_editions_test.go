package border_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crossingstatus/border"
)

// A crossing that one view lacks is compared with no claims, in both directions.
func TestDiffOfCrossingsThatOneLacks(t *testing.T) {
	first, err := border.Load(os.DirFS("testdata/editions/2026.11.24"))
	require.NoError(t, err)
	now, err := border.Default()
	require.NoError(t, err)
	runs := func(older, newer border.View) (n int) {
		last := ""
		for c := range border.Diff(older, newer) {
			require.LessOrEqual(t, last, c.Crossing)
			last = c.Crossing
			if c.Crossing == border.FayshKhaburSemalka {
				n++
			}
		}
		return n
	}
	forth, back := runs(first.View(), now.View()), runs(now.View(), first.View())
	require.Greater(t, forth, 10)
	require.Equal(t, forth, back)
}
