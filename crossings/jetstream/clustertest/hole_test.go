package clustertest

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border/crossings/jetstream"
	"github.com/stretchr/testify/require"
)

// damageClaim flips a bit within the message of a claim, on a server that is down,
// and lets the server find that when it starts.
func damageClaim(t *testing.T, m *member, url string) {
	t.Helper()
	for _, name := range m.blocks(t) {
		b, err := os.ReadFile(name)
		require.NoError(t, err)
		if at := bytes.Index(b, []byte(url+`"`)); at >= 0 {
			b[at] ^= 1
			require.NoError(t, os.WriteFile(name, b, 0o644))
			require.NoError(t, os.RemoveAll(filepath.Join(filepath.Dir(name), "index.db")))
			return
		}
	}
	t.Fatal("no block has the claim")
}

// A log whose only server has lost messages by a flipped bit: a follower that has
// archived them gives them to one that begins anew; without it that one stops
// before the hole, says so, and is never current.
func TestHole(t *testing.T) {
	c := newCluster(t, 1)
	c.start()
	config := jetstream.Config{Replicas: 1, Name: "a", CheckpointEvery: 10_000}
	a := follow(t, c.connect(), config, c.dir)
	l := open(t, c.connect(), config)
	var last uint64
	for n := range 600 { // one by one, so that the order is that of the numbers
		c := claim("w", n)
		c.Note = strings.Repeat("A block is 8 MB, and what is damaged is lost to the end of its block. ", 300)
		if n == 30 {
			c.Note = strings.Repeat("Nearly as much as a message may have. ", 27_000)
		}
		var err error
		last, err = l.Append(t.Context(), c)
		require.NoError(t, err)
	}
	awaitCurrent(t, a, last)
	want := a.registry.Digest()
	require.NoError(t, a.Close())
	c.members[0].kill()
	damageClaim(t, c.members[0], claim("w", 20).Source.URL)
	c.start()

	// What came after the damage must exist, or there is no hole but an end.
	js := c.connect()
	l = open(t, js, config)
	last, err := l.Append(t.Context(), claim("after", 0))
	require.NoError(t, err)
	config.Name = "fresh"
	fresh := follow(t, js, config, "")
	require.Eventually(t, func() bool { return fresh.Status().Sequence >= 20 }, patience, 10*time.Millisecond)
	const missing = "sequence 21: neither the log's leader nor another follower's archive has it"
	var s jetstream.Status
	require.Eventually(t, func() bool {
		s = fresh.Status()
		return strings.Contains(s.Reason, missing)
	}, patience, 10*time.Millisecond)
	require.False(t, s.Current)
	require.EqualValues(t, 20, s.Sequence, "nothing beyond the hole is folded")
	require.Equal(t, 20, fresh.registry.Len())
	require.EqualValues(t, 21, s.Hole.From)
	require.Regexp(t, `sequences 21\.\.\d+ are missing and are looked for: `+missing+": nats: API error: code=404 err_code=10037 description=message not found$", s.Reason)

	report, err := jetstream.Examine(t.Context(), js, config, c.monitors()...)
	require.NoError(t, err)
	var told []string
	for _, f := range report.Faults {
		told = append(told, f.String())
	}
	t.Log(told)
	require.Condition(t, func() bool {
		for _, f := range report.Faults {
			if f.Where == "server n1" && bytes.Contains([]byte(f.Message), []byte("blocks on its disk are damaged")) {
				return true
			}
		}
		return false
	}, "%v", told)

	config.Name = "a"
	a = follow(t, js, config, c.dir)
	awaitCurrent(t, fresh, last)
	awaitCurrent(t, a, last)
	s = fresh.Status()
	require.Equal(t, 601, fresh.registry.Len())
	require.Equal(t, a.registry.Digest(), fresh.registry.Digest())
	require.NotEqual(t, want, fresh.registry.Digest())
	require.NotZero(t, s.HealedByOthers)
	t.Logf("%d messages came from the archive of another follower", s.HealedByOthers)
}

// A log that lost its end: what was folded is not taken back, nothing more is, and
// nobody who knows of it calls his registry current, not even a follower that never
// had what is lost.
func TestLogWentBack(t *testing.T) {
	c := newCluster(t, 1)
	c.start()
	config := jetstream.Config{Replicas: 1, Name: "a"}
	a := follow(t, c.connect(), config, c.dir)
	l := open(t, c.connect(), config)
	last, err := l.Append(t.Context(), claims("w", 0, 100)...)
	require.NoError(t, err)
	awaitCurrent(t, a, last)
	m := c.members[0]
	m.kill()
	kept := filepath.Join(c.dir, "kept")
	require.NoError(t, os.CopyFS(kept, os.DirFS(m.store)))
	c.start()
	last, err = l.Append(t.Context(), claims("w", 100, 50)...)
	require.NoError(t, err)
	awaitCurrent(t, a, last)

	// The server's disk is put back to what it was.
	m.kill()
	require.NoError(t, os.RemoveAll(m.store))
	require.NoError(t, os.CopyFS(m.store, os.DirFS(kept)))
	c.start()
	require.Eventually(t, func() bool {
		return a.Status().Reason == `the log went back: its leader "n1" ends at sequence 100, and 150 was folded`
	},
		patience, 20*time.Millisecond)
	config.Name = "fresh"
	fresh := follow(t, c.connect(), config, "")
	require.Eventually(t, func() bool {
		return fresh.Status().Reason == `the log went back: its leader "n1" ends at sequence 100, and follower "a" has folded 150`
	}, patience, 20*time.Millisecond)
	require.Equal(t, 150, a.registry.Len())

	// Others write where it was: the follower ends, and does not fold what they say.
	_, err = open(t, c.connect(), config).Append(t.Context(), claims("x", 0, 60)...)
	require.NoError(t, err)
	select {
	case <-a.Done():
	case <-time.After(patience):
		t.Fatal("the follower goes on")
	}
	require.ErrorIs(t, a.Err(), jetstream.ErrWentBack)
	require.EqualError(t, a.Err(), "the log went back: sequence 150 has something else than what was folded")
	require.Equal(t, 150, a.registry.Len())
	require.False(t, a.Status().Current)
}

// A log that was made anew is not the one that was archived.
func TestLogMadeAnew(t *testing.T) {
	c := newCluster(t, 1)
	c.start()
	config := jetstream.Config{Replicas: 1, Name: "a"}
	js := c.connect()
	a := follow(t, js, config, c.dir)
	last, err := open(t, js, config).Append(t.Context(), claims("w", 0, 10)...)
	require.NoError(t, err)
	awaitCurrent(t, a, last)
	require.NoError(t, js.DeleteStream(t.Context(), "BORDER"))
	l := open(t, js, config)
	select {
	case <-a.Done():
	case <-time.After(patience):
		t.Fatal("the follower goes on")
	}
	require.ErrorIs(t, a.Err(), jetstream.ErrWentBack)
	require.ErrorContains(t, a.Err(), "the stream was made anew at ")
	_, err = l.Append(t.Context(), claim("w", 10))
	require.NoError(t, err)

	config.Archive = filepath.Join(c.dir, "archive-a")
	l, err = jetstream.Open(t.Context(), js, config)
	require.NoError(t, err)
	_, err = l.Follow(t.Context(), newRegistry(t))
	require.ErrorIs(t, err, jetstream.ErrWentBack)
}
