package clustertest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/crossingstatus/border/crossings/jetstream"
	natsjs "github.com/nats-io/nats.go/jetstream"
	"github.com/stretchr/testify/require"
)

// blocks returns the files in which a member keeps the log's messages.
func (m *member) blocks(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(m.store, "jetstream", "*", "streams", "BORDER", "msgs", "*.blk"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	return files
}

// flip flips one bit of a file.
func flip(t *testing.T, name string, random *rand.Rand) (at int, bit int) {
	t.Helper()
	b, err := os.ReadFile(name)
	require.NoError(t, err)
	require.NotEmpty(t, b)
	at, bit = random.IntN(len(b)), random.IntN(8)
	b[at] ^= 1 << bit
	require.NoError(t, os.WriteFile(name, b, 0o644))
	return at, bit
}

// One bit is flipped in the blocks of one server while all are down, and that
// server starts first. No follower is ever current without all that was
// acknowledged, and all end equal: those that ran on, one that begins anew from an
// archive, and one that has nothing. Then the damaged server is emptied, and takes
// all from the others, as the page on running a cluster says.
func TestFlippedBits(t *testing.T) {
	flips := count(2, 50)
	config := jetstream.Config{CheckpointEvery: 500}
	c, followers := startThree(t, config)
	l := open(t, c.connect(), config)
	number := 0
	appendMore := func(n int) uint64 {
		last, err := l.Append(t.Context(), claims("w", number, n)...)
		require.NoError(t, err)
		number += n
		return last
	}
	appendMore(count(3000, 20000))
	random := rand.New(rand.NewPCG(3, 1))
	holes, went := 0, 0
	for round := range flips {
		last := appendMore(200)
		for _, f := range followers {
			awaitCurrent(t, f, last, 60*time.Second)
		}
		require.NoError(t, followers[1].Close())
		for _, m := range c.members {
			m.kill()
		}
		m := c.members[random.IntN(3)]
		blocks := m.blocks(t)
		at, bit := flip(t, blocks[random.IntN(len(blocks))], random)
		c.startOne(m)
		time.Sleep(300 * time.Millisecond)
		c.start()

		js := c.connect()
		config.Name = "f2"
		followers[1] = follow(t, js, config, c.dir)
		config.Name = fmt.Sprintf("fresh %d", round)
		fresh := follow(t, connectTo(t, m.url()), config, "")
		all := append([]replica{fresh}, followers...)
		watchUntil(t, all, last, number)
		last = appendMore(10)
		for _, f := range all {
			awaitCurrent(t, f, last, 90*time.Second)
		}
		for _, f := range all {
			require.Equal(t, number, f.registry.Len())
			require.Equal(t, followers[0].registry.Digest(), f.registry.Digest())
			s := f.Status()
			holes += int(s.Holes)
		}
		s := fresh.Status()
		if s.Holes > 0 {
			went++
		}
		t.Logf("round %d: byte %d bit %d on %s: fresh: %d holes, %d messages from the leader, %d from other followers", round, at, bit, m.name, s.Holes, s.HealedByLeader, s.HealedByOthers)
		require.NoError(t, fresh.Close())

		m.kill()
		require.NoError(t, os.RemoveAll(m.store))
		c.start()
		awaitReplicas(t, c, js)
	}
	t.Logf("%d flipped bits: %d times a new follower met a hole; none was served", flips, went)
}

// watchUntil waits until followers are current, and sees to it that none says so
// without all claims.
func watchUntil(t *testing.T, followers []replica, last uint64, claims int) {
	t.Helper()
	deadline := time.Now().Add(90 * time.Second)
	for {
		current := 0
		for _, f := range followers {
			// In this order: the registry only grows.
			if s := f.Status(); s.Current {
				require.GreaterOrEqual(t, f.registry.Len(), claims, "%s is current at sequence %d of %d", s.Name, s.Sequence, last)
				current++
			}
		}
		if current == len(followers) {
			return
		}
		if time.Now().After(deadline) {
			for _, f := range followers {
				s := f.Status()
				t.Logf("%s: sequence %d, head %d: %s", s.Name, s.Sequence, s.Head, s.Reason)
			}
			t.Fatal("not all followers are current")
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// awaitReplicas waits until every server has the whole stream on its disk.
func awaitReplicas(t *testing.T, c *cluster, js natsjs.JetStream) {
	t.Helper()
	var report jetstream.Report
	var err error
	require.Eventually(t, func() bool {
		report, err = jetstream.Examine(t.Context(), js, jetstream.Config{}, c.monitors()...)
		if err != nil || len(report.Faults) > 0 {
			return false
		}
		for _, s := range report.Servers {
			if s.Last < report.Head {
				return false
			}
		}
		return true
	}, 60*time.Second, 100*time.Millisecond, "the servers do not catch up")
}
