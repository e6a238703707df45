package clustertest

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/crossingstatus/border/crossings/jetstream"
	natsjs "github.com/nats-io/nats.go/jetstream"
	"github.com/stretchr/testify/require"
)

// What was synced is there after a power cut, what was not is gone: else a test on
// this file system would show nothing.
func TestForgetful(t *testing.T) {
	disk, dir := mountForgetful(t)
	name := filepath.Join(dir, "sub", "file")
	require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
	file, err := os.Create(name)
	require.NoError(t, err)
	write := func(f *os.File, text string, at int64) {
		_, err := f.WriteAt([]byte(text), at)
		require.NoError(t, err)
	}
	write(file, "synced text", 0)
	require.NoError(t, file.Sync())
	write(file, "LOST", 2)
	write(file, " and more", 11)
	require.NoError(t, file.Truncate(5))
	write(file, "????", 5)
	always, err := os.OpenFile(filepath.Join(dir, "always"), os.O_CREATE|os.O_WRONLY|os.O_SYNC, 0o644)
	require.NoError(t, err)
	write(always, "each write is synced", 0)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "never"), []byte("not synced"), 0o644))
	require.NoError(t, file.Close())
	require.NoError(t, always.Close())

	require.NoError(t, disk.cut())
	for name, want := range map[string]string{"sub/file": "synced text", "always": "each write is synced", "never": ""} {
		got, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		require.Equal(t, want, string(got), name)
	}
}

// The power of all three servers is cut under load, again and again, and takes
// every byte with it that was not synced. Nothing that was acknowledged is lost.
func TestPowerCuts(t *testing.T) {
	cuts := count(2, 10)
	disk, dir := mountForgetful(t)
	config := jetstream.Config{CheckpointEvery: 500}
	c := newCluster(t, 3)
	for _, m := range c.members {
		m.store = filepath.Join(dir, m.name)
	}
	c.start()
	followers := followThree(t, c, config)
	w := startLoad(t, func() natsjs.JetStream { return c.connect() }, config, 4, 20, 5*time.Millisecond)
	w.awaitBatch()
	var slowest time.Duration
	for range cuts {
		for _, m := range c.members {
			m.kill()
		}
		require.NoError(t, disk.cut())
		c.start()
		slowest = max(slowest, w.awaitBatch())
	}
	w.finish(open(t, c.connect(), config), followers...)
	require.NotZero(t, disk.forgotten, "the cuts took nothing: they cannot have shown anything")
	t.Logf("%d power cuts of all three, which took %d bytes: %d acknowledged, 0 lost, 0 twice; acknowledged again after at most %v; the longest time without an acknowledgement %v",
		cuts, disk.forgotten, len(w.acked), slowest.Round(time.Millisecond), w.longest.Round(time.Millisecond))
	requireSoon(t, slowest)
}
