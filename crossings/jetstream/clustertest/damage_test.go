package clustertest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

// One bit is flipped in the blocks of one server while it is down. No follower is
// ever current without all that was acknowledged, and all end equal: those that ran
// on, one that begins anew from an archive, and some that have nothing. Then the
// damaged server is emptied, and takes all from the others, as the page on running
// a cluster says.
//
// What a server makes of the damage depends on how it went down. If it has no index
// of its blocks, which it writes every two minutes and when it is shut down, it
// reads them when it starts, and drops what follows the damage in a block without a
// word. If it was shut down, that stays so; if it was killed, the log of its group
// may have it again. If it has its index, it finds the damage when it is asked for
// the message.
func TestFlippedBits(t *testing.T) {
	for _, way := range []struct {
		name         string
		short, long  int // flips
		all          bool
		down         func(*member, *testing.T)
		withoutIndex bool
	}{
		{"one shut down, index lost", 1, 13, false, (*member).shutDown, true},
		{"all shut down, index kept", 1, 13, true, (*member).shutDown, false},
		{"all shut down, index lost", 0, 12, true, (*member).shutDown, true},
		{"all killed, index lost", 0, 12, true, func(m *member, _ *testing.T) { m.kill() }, true},
	} {
		flips := count(way.short, way.long)
		if flips == 0 {
			continue
		}
		t.Run(way.name, func(t *testing.T) {
			testFlips(t, flips, func(c *cluster, m *member, flip func()) {
				way.down(m, t)
				for _, o := range c.members {
					if way.all && o != m {
						way.down(o, t)
					}
				}
				flip()
				if way.withoutIndex {
					require.NoError(t, os.RemoveAll(filepath.Join(filepath.Dir(m.blocks(t)[0]), "index.db")))
				}
				c.startOne(m)
				m.awaitUp(t) // before the others
				c.start()
			})
		})
	}
}

// testFlips flips a bit in the blocks of a random server, again and again. Down
// takes servers down, that one among them, calls flip, and starts them.
func testFlips(t *testing.T, flips int, down func(c *cluster, m *member, flip func())) {
	config := jetstream.Config{CheckpointEvery: 500}
	c, followers := startThree(t, config)
	l := open(t, c.connect(), config)
	number := 0
	appendMore := func(n int) uint64 {
		list := claims("w", number, n)
		for i := range list {
			list[i].Note = strings.Repeat("A block is 8 MB, and there must be some. ", 300)
		}
		last, err := l.Append(t.Context(), list...)
		require.NoError(t, err)
		number += n
		return last
	}
	appendMore(1500)
	random := rand.New(rand.NewPCG(3, uint64(flips)))
	var holed, named int
	var holes, byLeader, byOthers uint64
	for round := range flips {
		last := appendMore(20)
		for _, f := range followers {
			awaitCurrent(t, f, last)
		}
		require.NoError(t, followers[1].Close())
		m := c.members[random.IntN(3)]
		var where string
		down(c, m, func() {
			blocks := m.blocks(t)
			if round%4 != 3 {
				blocks = blocks[:len(blocks)-1] // what the last one loses is an end, and no hole
			}
			block := blocks[random.IntN(len(blocks))]
			at, bit := flip(t, block, random)
			where = fmt.Sprintf("bit %d of byte %d of %s on %s", bit, at, filepath.Base(block), m.name)
		})

		js := c.connect()
		config.Name = "f2"
		followers[1] = follow(t, js, config, c.dir)
		var fresh []replica
		for i := range 5 { // each is served by a server that JetStream chooses
			config.Name = fmt.Sprintf("fresh %d.%d", round, i)
			fresh = append(fresh, follow(t, js, config, ""))
		}
		all := slices.Concat(fresh, followers)
		watchUntil(t, all, last, number)
		last = appendMore(10)
		for _, f := range all {
			awaitCurrent(t, f, last)
		}
		for _, f := range all {
			require.Equal(t, number, f.registry.Len())
			require.Equal(t, followers[0].registry.Digest(), f.registry.Digest())
		}
		before := holes
		for _, f := range fresh {
			s := f.Status()
			holes, byLeader, byOthers = holes+s.Holes, byLeader+s.HealedByLeader, byOthers+s.HealedByOthers
			require.NoError(t, f.Close())
		}
		if holes > before {
			holed++
		}
		told := ""
		report, err := jetstream.Examine(t.Context(), js, config, c.monitors()...)
		require.NoError(t, err)
		for _, f := range report.Faults {
			if f.Where == "server "+m.name && strings.Contains(f.Message, "are damaged") {
				told = f.String()
				named++
			}
		}
		t.Logf("round %d: %s: %d holes: %s", round, where, holes-before, told)

		m.kill()
		require.NoError(t, os.RemoveAll(m.store))
		c.start()
		awaitReplicas(t, c, js)
	}
	t.Logf("%d flipped bits: in %d of them five new followers met %d holes, and had %d messages from the leader and %d from other followers; %d times the doctor named the server; 0 holes were served, all followers are equal",
		flips, holed, holes, byLeader, byOthers, named)
	if long() {
		require.NotZero(t, holes, "no follower met a hole: nothing was tested")
	}
}

// watchUntil waits until followers are current, and sees to it that none says so
// without all claims.
func watchUntil(t *testing.T, followers []replica, last uint64, claims int) {
	t.Helper()
	deadline := time.Now().Add(patience)
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
	}, patience, 100*time.Millisecond, "the servers do not catch up")
}
