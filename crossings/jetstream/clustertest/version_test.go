package clustertest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border/crossings/jetstream"
	"github.com/nats-io/nats-server/v2/server"
	natsjs "github.com/nats-io/nats.go/jetstream"
	"github.com/stretchr/testify/require"
)

// otherVersion is the release from which servers are upgraded to the one that this
// module requires.
const otherVersion = "2.14.9"

// otherServer builds a server of another version.
func otherServer(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	cmd := exec.Command("go", "install", "github.com/nats-io/nats-server/v2@v"+otherVersion)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOBIN="+dir, "GOWORK=off", "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("SKIPPED: no server of another version is met, because %s cannot be built here: %v: %s", otherVersion, err, out)
	}
	return filepath.Join(dir, "nats-server")
}

// Three servers of an earlier release are upgraded under load, one by one. They
// serve together, nothing is lost, and examining the deployment names those that are
// still to be upgraded.
func TestOtherVersion(t *testing.T) {
	old := otherServer(t)
	c := newCluster(t, 3)
	for _, m := range c.members {
		m.program = []string{old, "-c", m.config}
	}
	c.start()
	config := jetstream.Config{CheckpointEvery: 500}
	followers := followThree(t, c, config)
	js := c.connect()
	w := startLoad(t, func() natsjs.JetStream { return c.connect() }, config, 2, 10, 10*time.Millisecond)
	w.awaitBatch()
	for i, m := range c.members {
		m.shutDown(t)
		m.program = nil
		c.startOne(m)
		w.awaitBatch()
		var want []string
		for _, o := range c.members[i+1:] {
			want = append(want, fmt.Sprintf("server %s: runs version %s, and n1 runs %s; finish the upgrade", o.name, otherVersion, server.VERSION))
		}
		var told []string
		require.Eventually(t, func() bool {
			report, err := jetstream.Examine(t.Context(), js, config, c.monitors()...)
			told = nil
			for _, f := range report.Faults {
				told = append(told, f.String())
			}
			return err == nil && strings.Join(told, "\n") == strings.Join(want, "\n")
		}, patience, 100*time.Millisecond, "want %q", want)
		if i == 0 {
			t.Logf("the doctor says: %s", strings.Join(told, "; "))
		}
	}
	w.finish(open(t, js, config), followers...)
	t.Logf("three servers upgraded from %s to %s: %d acknowledged, 0 lost; the longest time without an acknowledgement %v",
		otherVersion, server.VERSION, len(w.acked), w.longest.Round(time.Millisecond))
}
