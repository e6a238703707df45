package clustertest

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	natsjs "github.com/nats-io/nats.go/jetstream"
	"github.com/stretchr/testify/require"
)

// serverVariable makes the test's own executable a NATS server with the
// configuration that it names.
const serverVariable = "BORDER_TEST_SERVER"

func TestMain(m *testing.M) {
	if config := os.Getenv(serverVariable); config != "" {
		runServer(config)
		return
	}
	code := m.Run()
	_ = os.RemoveAll(programDir)
	os.Exit(code)
}

// runServer is nats-server -c FILE.
func runServer(config string) {
	options, err := server.ProcessConfigFile(config)
	if err == nil {
		var s *server.Server
		if s, err = server.NewServer(options); err == nil {
			s.ConfigureLogger()
			err = server.Run(s)
			s.WaitForShutdown()
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// long reports whether the long form is asked for.
func long() bool { return os.Getenv("BORDER_LONG") != "" }

// patience is how long a test waits for what must come: long, since a slow machine
// is no failure.
const patience = 2 * time.Minute

// count returns how often something is done in the short and in the long form.
func count(short, longer int) int {
	if long() {
		return longer
	}
	return short
}

// A member is one server of a cluster.
type member struct {
	name    string
	host    string
	client  int // ports
	route   int
	monitor int
	store   string
	config  string
	log     string
	// advertised is where clients reach it, if that is not host.
	advertised string
	program    []string // what runs it; nil: this executable
	process    *exec.Cmd
}

// A cluster is servers that are processes.
type cluster struct {
	t       *testing.T
	dir     string
	members []*member
	extra   string // more configuration
}

// freePorts returns ports that were free a moment ago. They are none that a system
// gives to outgoing connections, so that a server that was killed can have its own
// again.
func freePorts(t *testing.T, n int) []int {
	const first, number = 10_000, 22_000
	var ports []int
	for tries := 0; len(ports) < n; tries++ {
		port := first + rand.IntN(number)
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err != nil {
			require.Less(t, tries, 1000, "no port is free: %v", err)
			continue
		}
		defer l.Close()
		ports = append(ports, port)
	}
	return ports
}

// newCluster returns a cluster of n servers that are not started.
func newCluster(t *testing.T, n int) *cluster {
	c := &cluster{t: t, dir: t.TempDir()}
	ports := freePorts(t, 3*n)
	for i := range n {
		m := &member{name: fmt.Sprintf("n%d", i+1), host: "127.0.0.1", client: ports[3*i], route: ports[3*i+1], monitor: ports[3*i+2]}
		m.store = filepath.Join(c.dir, m.name)
		m.config = filepath.Join(c.dir, m.name+".conf")
		m.log = filepath.Join(c.dir, m.name+".log")
		c.members = append(c.members, m)
	}
	t.Cleanup(func() {
		for _, m := range c.members {
			m.kill()
		}
		if t.Failed() {
			for _, m := range c.members {
				if b, err := os.ReadFile(m.log); err == nil {
					t.Logf("the end of the log of %s:\n%s", m.name, b[max(0, len(b)-3000):])
				}
			}
		}
	})
	return c
}

// configure writes a member's configuration.
func (c *cluster) configure(m *member) {
	var routes []string
	for _, o := range c.members {
		if o != m {
			routes = append(routes, fmt.Sprintf("nats://%s:%d", o.host, o.route))
		}
	}
	client := m.host
	if m.advertised != "" {
		client = "0.0.0.0"
	}
	text := fmt.Sprintf("server_name: %s\nhost: %s\nport: %d\nhttp: \"%s:%d\"\nlog_file: %q\n"+
		"jetstream { store_dir: %q, sync_interval: always, max_mem: 64MB, max_file: 10GB }\n%s\n",
		m.name, client, m.client, client, m.monitor, m.log, m.store, c.extra)
	if len(c.members) > 1 {
		text += fmt.Sprintf("cluster { name: border, host: %s, port: %d, no_advertise: true, routes: [%s] }\n", m.host, m.route, strings.Join(routes, ", "))
	}
	require.NoError(c.t, os.WriteFile(m.config, []byte(text), 0o644))
}

// start starts the members that do not run.
func (c *cluster) start() {
	c.t.Helper()
	for _, m := range c.members {
		c.startOne(m)
	}
}

func (c *cluster) startOne(m *member) {
	c.t.Helper()
	if m.process != nil {
		return
	}
	c.configure(m)
	program := m.program
	if program == nil {
		program = []string{os.Args[0]}
	}
	m.process = exec.Command(program[0], program[1:]...)
	m.process.Env = append(os.Environ(), serverVariable+"="+m.config)
	m.process.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	require.NoError(c.t, m.process.Start())
}

// kill ends a member as a crash would.
func (m *member) kill() {
	if m.process == nil {
		return
	}
	_ = m.process.Process.Kill()
	_ = m.process.Wait()
	m.process = nil
}

// shutDown ends a member as an administrator would.
func (m *member) shutDown(t *testing.T) {
	t.Helper()
	require.NoError(t, m.process.Process.Signal(syscall.SIGTERM))
	_ = m.process.Wait() // its exit code says nothing more
	m.process = nil
}

// awaitUp waits until a member answers.
func (m *member) awaitUp(t *testing.T) {
	t.Helper()
	require.Eventually(t, func() bool {
		conn, err := net.Dial("tcp", strings.TrimPrefix(m.url(), "nats://"))
		if err != nil {
			return false
		}
		conn.Close()
		return true
	}, patience, 10*time.Millisecond)
}

// url returns the addresses of all members.
func (c *cluster) url() string {
	var urls []string
	for _, m := range c.members {
		urls = append(urls, m.url())
	}
	return strings.Join(urls, ",")
}

// monitors returns the addresses of the members' monitoring.
func (c *cluster) monitors() []string {
	var urls []string
	for _, m := range c.members {
		urls = append(urls, fmt.Sprintf("http://%s:%d", m.host, m.monitor))
	}
	return urls
}

func (m *member) url() string {
	return fmt.Sprintf("nats://%s:%d", cmp.Or(m.advertised, m.host), m.client)
}

// connect returns a JetStream over a connection to the cluster, which is kept up
// for the length of the test.
func (c *cluster) connect(options ...nats.Option) natsjs.JetStream {
	c.t.Helper()
	return connectTo(c.t, c.url(), options...)
}

func connectTo(t *testing.T, url string, options ...nats.Option) natsjs.JetStream {
	t.Helper()
	options = append([]nats.Option{nats.MaxReconnects(-1), nats.ReconnectWait(50 * time.Millisecond),
		nats.RetryOnFailedConnect(true), nats.Timeout(time.Second), nats.PingInterval(time.Second),
		nats.ErrorHandler(func(*nats.Conn, *nats.Subscription, error) {})}, options...)
	nc, err := nats.Connect(url, options...)
	require.NoError(t, err)
	t.Cleanup(nc.Close)
	js, err := natsjs.New(nc)
	require.NoError(t, err)
	return js
}
