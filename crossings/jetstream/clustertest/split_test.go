package clustertest

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/crossingstatus/border/crossings/jetstream"
	natsjs "github.com/nats-io/nats.go/jetstream"
	"github.com/stretchr/testify/require"
)

// insideVariable says that the test runs in a network namespace of its own.
const insideVariable = "BORDER_TEST_INSIDE"

// ip runs ip in the test's network namespace.
func ip(t *testing.T, arguments string) {
	t.Helper()
	out, err := exec.Command("ip", strings.Fields(arguments)...).CombinedOutput()
	require.NoError(t, err, "ip %s: %s", arguments, out)
}

// noSplit returns why networks cannot be split here, "" if they can.
func noSplit() string {
	if os.Getuid() != 0 {
		return "only root may make network namespaces"
	}
	for _, tool := range []string{"ip", "unshare", "nsenter"} {
		if _, err := exec.LookPath(tool); err != nil {
			return "there is no " + tool
		}
	}
	if out, err := exec.Command("unshare", "-n", "sh", "-c", "ip link add b0 type bridge && ip link add v0 type veth peer name v1").CombinedOutput(); err != nil {
		return fmt.Sprintf("no bridge and links can be made here: %s", out)
	}
	return ""
}

// runInside runs the test that calls it once more, in a network namespace of its own, and logs what it logs.
func runInside(t *testing.T) {
	t.Helper()
	inside := exec.Command("unshare", "-n", os.Args[0], "-test.run", "^"+t.Name()+"$", "-test.v", "-test.timeout", "2h")
	inside.Env = append(os.Environ(), insideVariable+"=1")
	out, err := inside.CombinedOutput()
	require.NoError(t, err, "%s", out)
	for line := range strings.Lines(string(out)) {
		if strings.Contains(line, ".go:") {
			t.Log(strings.TrimSpace(line))
		}
	}
}

// A splitCluster is three servers with a network each, between which links can be cut.
type splitCluster struct{ *cluster }

// newSplitCluster starts three servers. They have a link each to a bridge that is between them, and one to the test.
func newSplitCluster(t *testing.T) splitCluster {
	t.Helper()
	ip(t, "link set lo up")
	if exec.Command("ip", "link", "show", "bridge").Run() != nil {
		ip(t, "link add bridge type bridge")
	}
	ip(t, "link set bridge up")
	c := newCluster(t, 3)
	for i, m := range c.members {
		m.host, m.advertised = fmt.Sprintf("10.99.0.%d", i+1), fmt.Sprintf("10.98.%d.1", i+1)
		m.client, m.route, m.monitor = 4222, 6222, 8222
		pid := holdNetwork(t)
		m.program = []string{"nsenter", "-t", fmt.Sprint(pid), "-n", os.Args[0]}
		in := func(command string) {
			t.Helper()
			out, err := exec.Command("nsenter", append([]string{"-t", fmt.Sprint(pid), "-n"}, strings.Fields(command)...)...).CombinedOutput()
			require.NoError(t, err, "%s: %s", command, out)
		}
		ip(t, fmt.Sprintf("link add v%d type veth peer name eth0 netns %d", i, pid))
		ip(t, fmt.Sprintf("link set v%d master bridge up", i))
		ip(t, fmt.Sprintf("link add c%d type veth peer name eth1 netns %d", i, pid))
		ip(t, fmt.Sprintf("addr add 10.98.%d.2/30 dev c%d", i+1, i))
		ip(t, fmt.Sprintf("link set c%d up", i))
		in("ip link set lo up")
		in(fmt.Sprintf("ip addr add 10.99.0.%d/24 dev eth0", i+1))
		in("ip link set eth0 up")
		in(fmt.Sprintf("ip addr add 10.98.%d.1/30 dev eth1", i+1))
		in("ip link set eth1 up")
		t.Cleanup(func() {
			for _, link := range []string{"v", "c"} {
				_ = exec.Command("ip", "link", "del", fmt.Sprint(link, i)).Run()
			}
		})
	}
	c.start()
	return splitCluster{c}
}

// holdNetwork starts a process that does nothing but keep a network namespace, for the length of the test.
func holdNetwork(t *testing.T) (pid int) {
	t.Helper()
	holder := exec.Command("unshare", "-n", "sleep", "infinity")
	holder.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	require.NoError(t, holder.Start())
	t.Cleanup(func() {
		_ = holder.Process.Kill()
		_ = holder.Wait()
	})
	own, err := os.Readlink("/proc/self/ns/net")
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		other, err := os.Readlink(fmt.Sprintf("/proc/%d/ns/net", holder.Process.Pid))
		return err == nil && other != own
	}, patience, 5*time.Millisecond)
	return holder.Process.Pid
}

// cut cuts a server off from the others; its clients reach it yet. mend ends that.
func (c splitCluster) cut(i int)  { c.t.Helper(); ip(c.t, fmt.Sprintf("link set v%d down", i)) }
func (c splitCluster) mend(i int) { c.t.Helper(); ip(c.t, fmt.Sprintf("link set v%d up", i)) }

// A server is cut off from the two others, while a follower that can reach only
// that server goes on asking it. The others take claims; the follower stops calling
// its registry current within seconds, and has all again when the cut is mended.
func TestSplit(t *testing.T) {
	if os.Getenv(insideVariable) != "" {
		testSplit(t)
		return
	}
	if why := noSplit(); why != "" {
		t.Skipf("SKIPPED: the network is not split, because %s", why)
	}
	runInside(t)
}

func testSplit(t *testing.T) {
	c := newSplitCluster(t)
	config := jetstream.Config{CheckpointEvery: 500}
	var followers []replica
	for i, m := range c.members {
		config.Name = fmt.Sprintf("f%d", i+1)
		followers = append(followers, follow(t, connectTo(t, m.url()), config, c.dir))
	}
	// The leader is cut off: the harder case, since it answers for itself.
	var leader int
	require.Eventually(t, func() bool {
		s := followers[0].Status()
		for i, m := range c.members {
			if m.name == s.Leader {
				leader = i
				return s.Current
			}
		}
		return false
	}, patience, 50*time.Millisecond)
	others := c.members[(leader+1)%3].url() + "," + c.members[(leader+2)%3].url()
	w := startLoad(t, func() natsjs.JetStream { return connectTo(t, others) }, config, 2, 10, 20*time.Millisecond)
	w.awaitBatch()

	c.cut(leader)
	cut := time.Now()
	var behind time.Duration
	var reason string
	var wg sync.WaitGroup
	wg.Go(func() {
		for behind == 0 && time.Since(cut) < patience {
			if s := followers[leader].Status(); !s.Current {
				behind, reason = time.Since(cut), s.Reason
			}
			time.Sleep(5 * time.Millisecond)
		}
	})
	acks := w.awaitBatch()
	wg.Wait()
	require.NotZero(t, behind, "the follower of a leader without the others went on as current")
	for range 3 {
		w.awaitBatch()
		s := followers[leader].Status()
		require.False(t, s.Current, "%+v", s)
	}
	c.mend(leader)
	w.finish(open(t, connectTo(t, others), config), followers...)
	t.Logf("the leader cut off: its follower was no longer current after %v (%s); acknowledged again after %v; %d acknowledged, 0 lost",
		behind.Round(time.Millisecond), reason, acks.Round(time.Millisecond), len(w.acked))
}
