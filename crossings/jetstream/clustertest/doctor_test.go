package clustertest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border/crossings/jetstream"
	"github.com/google/uuid"
	natsjs "github.com/nats-io/nats.go/jetstream"
	"github.com/stretchr/testify/require"
)

// doctor runs crossings doctor on a cluster until it says what is wanted, since a
// server may be a moment behind.
func doctor(t *testing.T, c *cluster, status int, want string) {
	t.Helper()
	var out, errOut string
	args := []string{"doctor", "--nats", c.url(), "--monitor", strings.Join(c.monitors(), ",")}
	replacer := strings.NewReplacer(c.monitors()[0], "http://n1", c.monitors()[1], "http://n2", c.monitors()[2], "http://n3")
	deadline := time.Now().Add(patience)
	for {
		var code int
		out, errOut, code = run(t, "", args...)
		out = replacer.Replace(out)
		if code == status && out == want || time.Now().After(deadline) {
			break
		}
		time.Sleep(200 * time.Millisecond)
	}
	require.Equal(t, want, out, errOut)
	printed, errOut, code := run(t, "", append(args, "--json")...)
	require.Equal(t, status, code, errOut)
	var read struct {
		Servers []struct{ Name string }
		Faults  []struct{ Where, Message string }
	}
	require.NoError(t, json.Unmarshal([]byte(printed), &read))
	require.Equal(t, strings.Count(want, "  fault: "), len(read.Faults), printed)
}

// The doctor finds no fault with a good deployment, and every fault with one that
// was made unsafe.
func TestDoctor(t *testing.T) {
	c := newCluster(t, 3)
	c.extra = "max_payload: 2MB"
	c.start()
	_, errOut, status := run(t, "", "doctor", "--nats", c.url(), "--log", "nowhere", "--monitor", c.monitors()[0])
	require.Equal(t, 1, status)
	require.Contains(t, errOut, `crossings: log "nowhere": `)
	js := c.connect()
	l := open(t, js, jetstream.Config{})
	_, err := l.Append(t.Context(), claims("w", 0, 10)...)
	require.NoError(t, err)
	const well = `stream BORDER: log border, 10 messages, 3 replicas
  well
server n1: version 2.15.2 at http://n1, 10 messages, the last 10
  well
server n2: version 2.15.2 at http://n2, 10 messages, the last 10
  well
server n3: version 2.15.2 at http://n3, 10 messages, the last 10
  well
no faults
`
	doctor(t, c, 0, well)

	// One server acknowledges early, one is down, and the stream has limits.
	stream, err := js.Stream(t.Context(), "BORDER")
	require.NoError(t, err)
	config := stream.CachedInfo().Config
	unsafe := config
	unsafe.MaxAge, unsafe.MaxMsgs, unsafe.AllowDirect = time.Hour, 1_000_000, true
	update := func(config natsjs.StreamConfig) {
		t.Helper()
		require.Eventually(t, func() bool {
			_, err := js.UpdateStream(t.Context(), config)
			return err == nil
		}, patience, 100*time.Millisecond)
	}
	update(unsafe)
	m := c.members[1]
	m.kill()
	m.program = []string{"sh", "-c", `sed -i 's/sync_interval: always, //' "$` + serverVariable + `"; exec "$0"`, os.Args[0]}
	c.start()
	doctor(t, c, 1, `stream BORDER: log border, 10 messages, 3 replicas
  fault: holds at most 1000000 messages; want no limit
  fault: drops messages after 1h0m0s; want no limit
  fault: answers from any replica, also from a damaged one; want allow_direct off
server n1: version 2.15.2 at http://n1, 10 messages, the last 10
  well
server n2: version 2.15.2 at http://n2, 10 messages, the last 10
  fault: acknowledges before its disk has what it acknowledges; set sync_interval: always
server n3: version 2.15.2 at http://n3, 10 messages, the last 10
  well
4 faults
`)
	update(config)
	m.kill()
	m.program = nil
	c.start()
	doctor(t, c, 0, well)
}

// What a log has can be written to a new one from a site's archive, and a claim at
// fault keeps all from being written.
func TestAppendCommand(t *testing.T) {
	c := newCluster(t, 3)
	c.start()
	s := newSite(t, c.dir, "site", "--nats", c.url())
	s.start()
	s.awaitReady()
	withdrawal := said(1)
	withdrawal.Retracts, withdrawal.ID = []uuid.UUID{said(0).ID}, uuid.Nil
	withdrawal.ID = withdrawal.ContentID()
	lines := func(n int) string { return string(said(n).AppendJSON(nil)) + "\n" }
	out, errOut, status := run(t, lines(0)+string(withdrawal.AppendJSON(nil))+"\n", "append", "--nats", c.url())
	require.Zero(t, status, errOut)
	require.Equal(t, fmt.Sprintf("%s\n%s\n", said(0).ID, withdrawal.ID), out)
	s.awaitClaim(withdrawal.ID)
	// Again, and with one of which something is missing.
	out, errOut, status = run(t, lines(0), "append", "--nats", c.url())
	require.Zero(t, status, errOut)
	require.Equal(t, said(0).ID.String()+"\n", out)
	wrong := withdrawal
	wrong.Retracts, wrong.ID = []uuid.UUID{uuid.Nil}, uuid.Nil
	wrong.Retracts[0][0] = 9
	out, errOut, status = run(t, lines(3)+string(wrong.AppendJSON(nil))+"\n", "append", "--nats", c.url())
	require.Equal(t, 1, status)
	require.Empty(t, out)
	require.Contains(t, errOut, "crossings: -:2: ")
	require.Contains(t, errOut, wrong.Retracts[0].String())
	require.False(t, s.has(said(3).ID))
	require.NoError(t, s.interrupt())

	out, errOut, status = run(t, "", "append", "--nats", c.url(), "--log", "restored", filepath.Join(c.dir, "archive of site", "claims.jsonl"))
	require.Zero(t, status, errOut)
	require.Equal(t, 2, strings.Count(out, "\n"))
	restored := newSite(t, c.dir, "restored", "--nats", c.url(), "--log", "restored")
	restored.start()
	restored.awaitReady()
	require.True(t, restored.has(withdrawal.ID))
}
