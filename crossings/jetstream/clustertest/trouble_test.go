package clustertest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/crossingstatus/border/crossings/jetstream"
	"github.com/nats-io/nats.go"
	natsjs "github.com/nats-io/nats.go/jetstream"
	"github.com/stretchr/testify/require"
)

// The disk of one server is full. The others go on; examining the deployment names
// the server; with room again it has all that the others have.
func TestFullDisk(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("SKIPPED: no disk is filled, because only root may mount one")
	}
	c := newCluster(t, 3)
	m := c.members[0]
	require.NoError(t, os.MkdirAll(m.store, 0o755))
	if err := syscall.Mount("tmpfs", m.store, "tmpfs", 0, "size=12m"); err != nil {
		t.Skipf("SKIPPED: no disk is filled, because nothing can be mounted here: %v", err)
	}
	t.Cleanup(func() { m.kill(); require.NoError(t, syscall.Unmount(m.store, 0)) })
	c.start()
	config := jetstream.Config{CheckpointEvery: 500}
	followers := followThree(t, c, config)
	js := c.connect()
	l := open(t, js, config)
	var last uint64
	number := 0
	for range 16 { // 1 MB each
		list := claims("w", number, 50)
		for i := range list {
			list[i].Note = strings.Repeat("A disk of 12 MB takes some 10 MB of this. ", 480)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
		var err error
		last, err = l.Append(ctx, list...)
		cancel()
		require.NoError(t, err, "the two other servers are enough")
		number += len(list)
	}
	for _, f := range followers {
		awaitCurrent(t, f, last)
		require.Equal(t, number, f.registry.Len())
		require.Equal(t, followers[0].registry.Digest(), f.registry.Digest())
	}
	var told []string
	require.Eventually(t, func() bool {
		report, err := jetstream.Examine(t.Context(), js, config, c.monitors()...)
		if err != nil {
			return false
		}
		told = told[:0]
		for _, f := range report.Faults {
			told = append(told, f.String())
		}
		// Another server may be a moment behind.
		return strings.Contains(fmt.Sprint(told), "n1") && !strings.Contains(fmt.Sprint(told), "server n2") && !strings.Contains(fmt.Sprint(told), "server n3")
	}, patience, 200*time.Millisecond)
	t.Logf("the doctor says: %s", strings.Join(told, "; "))

	m.kill()
	require.NoError(t, syscall.Mount("tmpfs", m.store, "tmpfs", syscall.MS_REMOUNT, "size=200m"))
	c.start()
	awaitReplicas(t, c, js)
}

// A throttle lets a connection through to a server at a limited speed.
type throttle struct {
	listener net.Listener
	to       string
	rate     atomic.Int64 // bytes a second to the client; 0: no limit
}

func newThrottle(t *testing.T, to string) *throttle {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	p := &throttle{listener: listener, to: to}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("tcp", to)
			if err != nil {
				client.Close()
				continue
			}
			go func() { defer server.Close(); io.Copy(server, client) }() //nolint:errcheck // it ends with the connection
			go p.pass(client, server)
		}
	}()
	return p
}

// pass copies what the server says.
func (p *throttle) pass(client, server net.Conn) {
	defer client.Close()
	buf := make([]byte, 4096)
	for {
		n, err := server.Read(buf)
		if err != nil {
			return
		}
		if rate := p.rate.Load(); rate > 0 {
			time.Sleep(time.Duration(n) * time.Second / time.Duration(rate))
		}
		if _, err := client.Write(buf[:n]); err != nil {
			return
		}
	}
}

// A follower on a slow line is behind, says so, does not hold up the others, and
// has all when the line is quick again.
func TestSlowFollower(t *testing.T) {
	config := jetstream.Config{CheckpointEvery: 500}
	c, followers := startThree(t, config)
	line := newThrottle(t, strings.TrimPrefix(c.members[1].url(), "nats://"))
	config.Name = "slow"
	slow := follow(t, connectTo(t, "nats://"+line.listener.Addr().String(), nats.MaxPingsOutstanding(1000), nats.IgnoreDiscoveredServers()), config, "")
	awaitCurrent(t, slow, 0)
	line.rate.Store(20_000)
	w := startLoad(t, func() natsjs.JetStream { return c.connect() }, config, 2, 20, 10*time.Millisecond)
	behind := ""
	quick := 0
	require.Eventually(t, func() bool {
		other, s := followers[0].Status(), slow.Status()
		if other.Current {
			quick++
		}
		// Its questions wait behind the claims, so it may also say that nobody answers.
		if !s.Current && s.Sequence+100 < other.Sequence {
			behind = s.Reason
		}
		return behind != "" && quick > 20
	}, patience, 20*time.Millisecond)
	line.rate.Store(0)
	w.finish(open(t, c.connect(), config), append(followers, slow)...)
	t.Logf("on a line of 20 kB/s: %s", behind)
}

// A wrong credential, and one that may not do what it must, are told for what they
// are.
func TestWrongCredential(t *testing.T) {
	c := newCluster(t, 1)
	c.extra = `authorization { users: [
		{ user: writer, password: right },
		{ user: reader, password: right, permissions: { publish: { deny: ["border.claims"] } } }
	] }`
	c.start()
	require.Eventually(t, func() bool {
		nc, err := nats.Connect(c.url(), nats.UserInfo("writer", "right"))
		if err != nil {
			return false
		}
		nc.Close()
		return true
	}, patience, 20*time.Millisecond)
	_, err := nats.Connect(c.url(), nats.UserInfo("writer", "wrong"))
	require.EqualError(t, err, "nats: Authorization Violation")

	wrong := c.connect(nats.UserInfo("writer", "wrong"))
	require.Eventually(t, func() bool {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := jetstream.Open(ctx, wrong, jetstream.Config{Replicas: 1})
		return err != nil && strings.Contains(err.Error(), "nats: Authorization Violation")
	}, patience, 20*time.Millisecond)

	config := jetstream.Config{Replicas: 1}
	_, err = open(t, c.connect(nats.UserInfo("writer", "right")), config).Append(t.Context(), claim("w", 0))
	require.NoError(t, err)
	reader := open(t, c.connect(nats.UserInfo("reader", "right")), config)
	require.Eventually(t, func() bool {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := reader.Append(ctx, claim("w", 1))
		return errors.Is(err, jetstream.ErrUnknown) && strings.Contains(err.Error(), `Permissions Violation for Publish to "border.claims"`)
	}, patience, 20*time.Millisecond)
}

// A stream that can lose claims is refused, with all that is wrong with it.
func TestOpenRefuses(t *testing.T) {
	c := newCluster(t, 1)
	c.start()
	js := c.connect()
	require.Eventually(t, func() bool {
		_, err := js.CreateStream(t.Context(), natsjs.StreamConfig{Name: "BORDER", Subjects: []string{"border.>"},
			Storage: natsjs.MemoryStorage, MaxMsgs: 10, MaxAge: time.Hour, AllowDirect: true})
		return err == nil
	}, patience, 50*time.Millisecond)
	_, err := jetstream.Open(t.Context(), js, jetstream.Config{})
	require.ErrorIs(t, err, jetstream.ErrStream)
	require.EqualError(t, err, `log "border": the stream can lose claims: stream BORDER: is kept in memory; want file storage
stream BORDER: lets messages be deleted; want deny_delete
stream BORDER: lets itself be purged; want deny_purge
stream BORDER: holds at most 10 messages; want no limit
stream BORDER: drops messages after 1h0m0s; want no limit
stream BORDER: answers from any replica, also from a damaged one; want allow_direct off`)
	_, err = jetstream.Open(t.Context(), js, jetstream.Config{Log: "Border"})
	require.EqualError(t, err, `log "Border": want lower-case letters, digits and hyphens`)
}

// A follower whose registry began with other claims has another sum, and is named
// by all; the others stay current.
func TestDifferentRegistry(t *testing.T) {
	c := newCluster(t, 1)
	c.start()
	config := jetstream.Config{Replicas: 1, CheckpointEvery: 50}
	config.Name = "a"
	a := follow(t, c.connect(), config, "")
	config.Name = "b"
	b := follow(t, c.connect(), config, "")
	other := newRegistry(t)
	_, err := other.Add(claim("only here", 0))
	require.NoError(t, err)
	config.Name = "odd"
	config.Archive = filepath.Join(c.dir, "odd")
	f, err := open(t, c.connect(), config).Follow(context.WithoutCancel(t.Context()), other)
	require.NoError(t, err)
	t.Cleanup(func() { f.Close() })
	odd := replica{f, other}

	l := open(t, c.connect(), jetstream.Config{Replicas: 1})
	named := func(r replica) bool {
		d := r.Status().Differ
		return len(d) == 1 && d[0] == "odd"
	}
	n := 0
	require.Eventually(t, func() bool {
		_, err := l.Append(t.Context(), claims("w", n, 20)...)
		require.NoError(t, err)
		n += 20
		return named(a) && named(b) && named(odd)
	}, patience, 50*time.Millisecond)
	require.Eventually(t, func() bool {
		s := odd.Status()
		return !s.Current && strings.Contains(s.Reason, "is another than that of other followers")
	}, patience, 20*time.Millisecond)
	require.Eventually(t, func() bool { return a.Status().Current && b.Status().Current }, patience, 20*time.Millisecond)
}
