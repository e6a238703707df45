package journal

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// Where no file can be replaced while it is open, journals are written, sealed and compacted
// all the same: each file is closed before another takes its name.
func TestNamesOfOpenFilesAreHeld(t *testing.T) {
	w := newWorld(t)
	_, files := closedRun(t, w)
	whole := string(files[memName])
	for _, tt := range []struct {
		name, content string
		do            func(d disk) error
		want          int
	}{
		{"compact", whole, func(d disk) error { _, _, err := compact(d, memName); return err }, 60},
		{"seal", whole + plainLine + "\n", func(d disk) error {
			_, err := seal(d, memName, w.registry(t), noon, func(Sealing) bool { return true })
			return err
		}, 61},
		{"seal what has lost claims", "", func(d disk) error {
			_, err := seal(d, memName, w.registry(t), noon, func(Sealing) bool { return true })
			return err
		}, 0},
		{"open, add and close", whole, func(d disk) error {
			j, err := open(d, memName, w.registry(t), Options{})
			require.NoError(t, err)
			_, err = j.Add(claim(1000))
			require.NoError(t, err)
			return j.Close()
		}, 61},
		{"open what has a torn end", whole + `{"id":"`, func(d disk) error { return reopen(d, w, t) }, 60},
	} {
		files[memName] = []byte(tt.content)
		d := memDiskOf(files)
		d.holdsNames = true
		require.NoError(t, tt.do(d), tt.name)
		require.Zero(t, d.inUse, tt.name)
		m, ids := markAt(t, d, memName)
		require.Equal(t, tt.want, m.claims, tt.name)
		require.Len(t, ids, tt.want, tt.name)
		require.NoError(t, reopen(d, w, t), tt.name)
	}
}
