package crashtest

import (
	"math/rand/v2"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/crossingstatus/border/journal"
	"github.com/google/uuid"
	"github.com/hanwen/go-fuse/v2/fs"
	"github.com/hanwen/go-fuse/v2/fuse"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

// mountCutDisk mounts a disk of which the power can be cut.
func mountCutDisk(t *testing.T, seed uint64) (disk *cutDisk, dir string, unmount func()) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("SKIPPED: the power is not cut, because only root may mount a file system")
	}
	if _, err := os.Stat("/dev/fuse"); err != nil {
		t.Skipf("SKIPPED: the power is not cut, because there is no FUSE: %v", err)
	}
	disk, dir = newCutDisk(seed), t.TempDir()
	var noTime time.Duration
	server, err := fs.Mount(dir, disk, &fs.Options{
		EntryTimeout: &noTime, AttrTimeout: &noTime, NegativeTimeout: &noTime,
		MountOptions: fuse.MountOptions{DirectMountStrict: true, FsName: "cutdisk", Name: "cutdisk"},
	})
	if err != nil {
		t.Skipf("SKIPPED: the power is not cut, because nothing can be mounted here: %v", err)
	}
	return disk, dir, func() { require.NoError(t, server.Unmount()) }
}

// Four writers add claims while the power is cut, again and again, under the
// journal that the cuts before have left. What was acknowledged is there
// afterwards, and of each writer's claims the first ones, with no gap.
func TestPowerCuts(t *testing.T) {
	cuts := times(60, 1000)
	const writers = 4
	disk, dir, unmount := mountCutDisk(t, 1)
	defer unmount()
	random := rand.New(rand.NewPCG(1, 2))
	acked, torn, longest := 0, 0, time.Duration(0)
	for round := range cuts {
		if round%20 == 0 {
			require.NoError(t, removeAll(dir))
		}
		name := journalIn(dir)
		reg, err := newRegistry()
		require.NoError(t, err)
		cut := disk.cutAfter(random.IntN(120))
		j, err := journal.Open(name, reg, journal.Options{})
		sent, done := make([][]uuid.UUID, writers), make([]int, writers)
		if err == nil {
			var wg sync.WaitGroup
			for w := range writers {
				wg.Go(func() {
					for n := 0; ; n++ {
						c := claim(round, w, n)
						sent[w] = append(sent[w], c.ContentID())
						if _, err := j.Add(c); err != nil {
							return
						}
						done[w]++
					}
				})
			}
			wg.Wait()
			j.Close() // the disk is dead; what matters is that this returns
		}
		<-cut
		disk.switchOn()

		began := time.Now()
		reg, err = newRegistry()
		require.NoError(t, err)
		j, err = journal.Open(name, reg, journal.Options{})
		require.NoError(t, err, "cut %d", round)
		if j.Recovery().Torn != nil {
			torn++
		}
		require.NoError(t, j.Close())
		longest = max(longest, time.Since(began))
		held := has(t, name)
		for w := range writers {
			acked += done[w]
			for n, id := range sent[w] {
				if n < done[w] {
					require.True(t, held[id], "cut %d: claim %d of writer %d was acknowledged and is lost", round, n, w)
				} else if held[id] {
					require.True(t, n == 0 || held[sent[w][n-1]], "cut %d: a gap", round)
				}
			}
		}
	}
	t.Logf("%d power cuts, %d claims acknowledged, none lost; %d torn tails; %d bytes that were not synced were lost; opening took at most %v",
		cuts, acked, torn, disk.lost, longest)
	require.Positive(t, acked)
	require.Positive(t, torn)
	require.Positive(t, disk.lost, "the power cuts took nothing: they test nothing")
}

// The disk of these tests loses what is not synced: a journal that may lose it
// does. Otherwise TestPowerCuts would show nothing.
func TestPowerCutLosesWhatItMay(t *testing.T) {
	disk, dir, unmount := mountCutDisk(t, 3)
	defer unmount()
	lost := 0
	for round := range 20 {
		require.NoError(t, removeAll(dir))
		name := journalIn(dir)
		reg, err := newRegistry()
		require.NoError(t, err)
		j, err := journal.Open(name, reg, journal.Options{PowerCut: journal.LosesUnwritten})
		require.NoError(t, err)
		cut := disk.cutAfter(20)
		acked := 0
		for n := 0; ; n++ {
			if _, err := j.Add(claim(round, 0, n)); err != nil {
				break
			}
			acked++
		}
		<-cut
		j.Close()
		disk.switchOn()
		lost += acked - len(has(t, name))
	}
	require.Positive(t, lost)
}

// removeAll empties a directory.
func removeAll(dir string) error {
	for _, name := range []string{"claims.jsonl", "claims.jsonl.mark", "claims.jsonl.mark.new"} {
		if err := os.Remove(dir + "/" + name); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	return nil
}

// Neither a journal that works nor one that fails leaves a goroutine behind.
func TestNoGoroutineIsLeft(t *testing.T) {
	for _, options := range []journal.Options{{}, {PowerCut: journal.LosesInterval, Interval: time.Hour}, {PowerCut: journal.LosesUnwritten}} {
		func() {
			defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
			name := journalIn(t.TempDir())
			reg, err := newRegistry()
			require.NoError(t, err)
			j, err := journal.Open(name, reg, options)
			require.NoError(t, err)
			var wg sync.WaitGroup
			for w := range 8 {
				wg.Go(func() {
					_, err := j.Add(claim(0, w, 0))
					if err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			require.NoError(t, j.Close())
		}()
	}
}
