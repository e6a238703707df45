package journal

import (
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// A copy that is made while claims are added has every claim that was acknowledged
// before, and opens. That is how docs/running.md says to keep a backup.
func TestCopyWhileWriting(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "claims.jsonl")
	j, err := Open(file, newRegistry(t), Options{})
	require.NoError(t, err)
	var stop atomic.Bool
	var acknowledged atomic.Int64
	var wg sync.WaitGroup
	wg.Go(func() {
		for n := 1; !stop.Load(); n++ {
			if _, err := j.Add(claim(n)); err != nil {
				t.Error(err)
				return
			}
			acknowledged.Store(int64(n))
		}
	})
	torn := 0
	for n := range often(60, 2000) {
		before := int(acknowledged.Load())
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		backup := filepath.Join(dir, "backup.jsonl")
		require.NoError(t, os.WriteFile(backup, text[:len(text)-n%2*40], 0o644)) // a copy may also end in the midst of a line
		reg := newRegistry(t)
		opened, err := Open(backup, reg, Options{})
		require.NoError(t, err)
		had := opened.Recovery()
		if had.Torn != nil {
			torn++
			require.NoError(t, os.Remove(had.Kept))
			before-- // of those, the one whose end was cut off above
		}
		require.GreaterOrEqual(t, had.Claims, before)
		there := map[uuid.UUID]bool{}
		for c := range reg.All() {
			there[c.ID] = true
		}
		for id := 1; id <= before; id++ {
			c := claim(id)
			require.True(t, there[c.ContentID()], "claim %d of %d", id, before)
		}
		require.NoError(t, opened.Close())
		require.NoError(t, os.Remove(backup))
		require.NoError(t, os.Remove(markName(backup)))
	}
	stop.Store(true)
	wg.Wait()
	require.NoError(t, j.Close())
	require.Positive(t, acknowledged.Load())
	t.Logf("%d claims acknowledged, %d copies torn", acknowledged.Load(), torn)
}
