package journal

import (
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/require"
)

// A crash may come while a journal is opened that an earlier crash has left. What
// is left then is opened as if there had been one crash.
func TestCrashWhileRecovering(t *testing.T) { synctest.Test(t, testCrashWhileRecovering) }

func testCrashWhileRecovering(t *testing.T) {
	w := newWorld(t)
	r := run{disk: newMemDisk()}
	every := 397
	if long {
		every = 41
	}
	first, second := 0, 0
	r.disk.fault = func(op string, _ int) (int, error) {
		if op != "sync" && op != "syncDir" {
			return 0, nil
		}
		for files := range r.disk.crashes {
			if first++; first%every != 0 {
				continue
			}
			d := memDiskOf(files)
			d.fault = func(op string, _ int) (int, error) {
				if op != "sync" && op != "syncDir" && op != "close" {
					return 0, nil
				}
				n := 0
				for again := range d.crashes {
					if n++; n%13 != 1 {
						continue
					}
					second++
					if _, err := r.recovered(w, t, memDiskOf(again)); err != nil {
						t.Fatalf("second crash %d, before %s while opening %q: %v\n%q", second, op, files[memName], err, again[memName])
					}
				}
				return 0, nil
			}
			j, err := open(d, memName, w.registry(t), Options{})
			require.NoError(t, err)
			require.NoError(t, j.Close())
		}
		return 0, nil
	}
	require.NoError(t, r.send(w, t))
	require.Greater(t, second, 500)
	t.Logf("%d second crashes after %d first ones", second, first/every)
}
