package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/crossingstatus/border/crossings/jetstream"
	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	natsjs "github.com/nats-io/nats.go/jetstream"
)

// serverVariable makes this program a NATS server with the configuration that it
// names.
const serverVariable = "BORDER_BENCH_SERVER"

// serve is nats-server -c FILE.
func serve(config string) {
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

// servers are three processes that keep the log.
type servers struct {
	dir     string
	members [3]member
	open    []*nats.Conn
}

type member struct {
	name    string
	url     string
	monitor string
	config  string
	process *exec.Cmd
}

// startServers starts three servers with nothing on their disks.
func startServers(parent string) (_ *servers, err error) {
	s := &servers{}
	if s.dir, err = os.MkdirTemp(parent, "servers-"); err != nil {
		return nil, err
	}
	ports, err := freePorts(3 * len(s.members))
	if err != nil {
		return nil, err
	}
	var routes []string
	for i := range s.members {
		routes = append(routes, fmt.Sprintf("nats://127.0.0.1:%d", ports[3*i+1]))
	}
	for i := range s.members {
		m := &s.members[i]
		m.name = fmt.Sprint("n", i+1)
		m.url = fmt.Sprintf("nats://127.0.0.1:%d", ports[3*i])
		m.monitor = fmt.Sprintf("http://127.0.0.1:%d", ports[3*i+2])
		m.config = filepath.Join(s.dir, m.name+".conf")
		text := fmt.Sprintf("server_name: %s\nhost: 127.0.0.1\nport: %d\nhttp: \"127.0.0.1:%d\"\nlog_file: %q\n"+
			"jetstream { store_dir: %q, sync_interval: always }\n"+
			"cluster { name: bench, host: 127.0.0.1, port: %d, no_advertise: true, routes: [%s] }\n",
			m.name, ports[3*i], ports[3*i+2], filepath.Join(s.dir, m.name+".log"), filepath.Join(s.dir, m.name), ports[3*i+1], strings.Join(routes, ", "))
		if err := os.WriteFile(m.config, []byte(text), 0o644); err != nil {
			return nil, err
		}
	}
	for i := range s.members {
		if err := s.members[i].start(); err != nil {
			return nil, errors.Join(err, s.stop())
		}
	}
	return s, nil
}

// freePorts returns ports that were free a moment ago.
func freePorts(n int) (ports []int, err error) {
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer l.Close()
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	return ports, nil
}

func (m *member) start() error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	m.process = exec.Command(self)
	m.process.Env = append(os.Environ(), serverVariable+"="+m.config)
	m.process.Stderr = os.Stderr
	return m.process.Start()
}

// kill ends a member as a crash would.
func (m *member) kill() {
	if m.process != nil {
		_ = m.process.Process.Kill()
		_ = m.process.Wait()
		m.process = nil
	}
}

// stop kills the servers and removes what they had.
func (s *servers) stop() error {
	for _, nc := range s.open {
		nc.Close()
	}
	for i := range s.members {
		s.members[i].kill()
	}
	return os.RemoveAll(s.dir)
}

// connect connects to one of the members, or to any if it is none.
func (s *servers) connect(to ...*member) (natsjs.JetStream, error) {
	if len(to) == 0 {
		for i := range s.members {
			to = append(to, &s.members[i])
		}
	}
	var urls []string
	for _, m := range to {
		urls = append(urls, m.url)
	}
	nc, err := nats.Connect(strings.Join(urls, ","), nats.MaxReconnects(-1), nats.ReconnectWait(50*time.Millisecond),
		nats.RetryOnFailedConnect(true), nats.Timeout(time.Second), nats.ErrorHandler(func(*nats.Conn, *nats.Subscription, error) {}))
	if err != nil {
		return nil, err
	}
	s.open = append(s.open, nc)
	return natsjs.New(nc)
}

// openLog opens a log over a connection of its own.
func (s *servers) openLog(ctx context.Context, config jetstream.Config, to ...*member) (*jetstream.Log, error) {
	js, err := s.connect(to...)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	return jetstream.Open(ctx, js, config)
}

// streamOf returns the name of a log's stream.
func streamOf(config jetstream.Config) string { return strings.ToUpper(config.Log) }

// awaitAll waits until every server has the whole log.
func (s *servers) awaitAll(ctx context.Context, config jetstream.Config) error {
	js, err := s.connect()
	if err != nil {
		return err
	}
	var faults []jetstream.Fault
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		report, err := jetstream.Examine(ctx, js, config, s.members[0].monitor, s.members[1].monitor, s.members[2].monitor)
		if err != nil {
			continue
		}
		behind := false
		for _, m := range report.Servers {
			behind = behind || m.Last < report.Head
		}
		if faults = report.Faults; len(faults) == 0 && !behind {
			return nil
		}
	}
	return fmt.Errorf("the servers are not well after a minute: %v", faults)
}
