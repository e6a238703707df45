package clustertest

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/jetstream"
	"github.com/nats-io/nats.go"
	"github.com/stretchr/testify/require"
)

// exampleDir has the configuration of three servers.
const exampleDir = "../../../examples/cluster"

// The example's files, as they are: certificates are made, three servers started, a
// site as the unit for systemd starts it, and the doctor finds no fault. Who has
// another certificate, or none, is told what is wrong.
func TestExample(t *testing.T) {
	if os.Getenv(insideVariable) == "" && os.Getuid() == 0 && exec.Command("unshare", "-n", "ip", "link", "set", "lo", "up").Run() == nil {
		// The ports are the example's own, so others may have them.
		inside := exec.Command("unshare", "-n", os.Args[0], "-test.run", "^TestExample$", "-test.v")
		inside.Env = append(os.Environ(), insideVariable+"=1")
		out, err := inside.CombinedOutput()
		require.NoError(t, err, "%s", out)
		return
	}
	if os.Getenv(insideVariable) != "" {
		ip(t, "link set lo up")
	}
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("SKIPPED: the example is not tried, because there is no openssl")
	}
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS(exampleDir)))
	require.NoError(t, os.Chmod(filepath.Join(dir, "certificates.sh"), 0o755))
	in := func(command ...string) {
		t.Helper()
		cmd := exec.Command(command[0], command[1:]...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		require.NoError(t, err, "%s", out)
	}
	in("./certificates.sh")
	for _, name := range []string{"n1", "n2", "n3"} {
		in("openssl", "verify", "-CAfile", "certificates/ca.pem", "certificates/"+name+".pem")
		startExample(t, dir, name+".conf")
	}
	const servers = "tls://127.0.0.1:4221,tls://127.0.0.1:4222,tls://127.0.0.1:4223"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "token"), []byte(token), 0o600))
	s := &site{t: t, name: "site", logged: new(bytes.Buffer), args: unitCommand(t, map[string]string{
		"%i": "0", "/var/lib/crossings": dir, "${NATS}": servers, "${CREDENTIALS_DIRECTORY}/key": filepath.Join(dir, "certificates/crossings.key"),
		"${CREDENTIALS_DIRECTORY}": dir, "/etc/crossings": filepath.Join(dir, "certificates"),
	})[1:]}
	t.Cleanup(func() {
		s.kill()
		if t.Failed() {
			t.Logf("the site logged:\n%s", s.logged)
		}
	})
	s.start()
	s.awaitReady()
	s.write(said(0))
	s.awaitClaim(said(0).ID)

	certificate := func(name string) []string {
		file := filepath.Join(dir, "certificates", name)
		return []string{"--nats-ca", filepath.Join(dir, "certificates", "ca.pem"), "--nats-cert", file + ".pem", "--nats-key", file + ".key"}
	}
	doctor := append([]string{"doctor", "--nats", servers, "--monitor", "http://127.0.0.1:8221,http://127.0.0.1:8222,http://127.0.0.1:8223"}, certificate("reader")...)
	var out, errOut string
	require.Eventually(t, func() bool { // a server may be a moment behind
		var status int
		out, errOut, status = run(t, "", doctor...)
		return status == 0
	}, patience, 100*time.Millisecond, "%s%s", out, errOut)
	require.Equal(t, `stream BORDER: log border, 1 messages, 3 replicas
  well
server n1: version 2.15.2 at http://127.0.0.1:8221, 1 messages, the last 1
  well
server n2: version 2.15.2 at http://127.0.0.1:8222, 1 messages, the last 1
  well
server n3: version 2.15.2 at http://127.0.0.1:8223, 1 messages, the last 1
  well
no faults
`, out)

	// A claim of the greatest length has room.
	pem := func(name string) string { return filepath.Join(dir, "certificates", name) }
	js := connectTo(t, servers, nats.RootCAs(pem("ca.pem")), nats.ClientCert(pem("crossings.pem"), pem("crossings.key")))
	const longest = border.MaxLine - len(".999999999") // an archive has room for a time of any length
	long := said(1)
	long.Recorded = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	long.Note, long.ID = "x", said(1).ID
	long.Note = strings.Repeat("x", longest-len(long.AppendJSON(nil))+1)
	long.ID = long.ContentID()
	require.Len(t, long.AppendJSON(nil), longest)
	_, err := open(t, js, jetstream.Config{}).Append(t.Context(), long)
	require.NoError(t, err)
	s.awaitClaim(long.ID)
	// Whoever appends may not delete.
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	require.Error(t, js.DeleteStream(ctx, "BORDER"))
	s.awaitClaim(long.ID)

	in("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "certificates/stranger.key", "-out", "certificates/stranger.pem", "-subj", "/CN=crossings")
	for name, tt := range map[string]struct {
		args []string
		want string // at the end: how a certificate is refused depends on who is quicker
	}{
		"no certificate": {[]string{"--nats-ca", pem("ca.pem")},
			"\nThe server wants a certificate of its authority: see --nats-cert and --nats-key\n"},
		"one of another authority": {[]string{"--nats-ca", pem("ca.pem"), "--nats-cert", pem("stranger.pem"), "--nats-key", pem("stranger.key")},
			"\nThe server wants a certificate of its authority: see --nats-cert and --nats-key\n"},
		"that of no user": {[]string{"--nats-ca", pem("ca.pem"), "--nats-cert", pem("n1.pem"), "--nats-key", pem("n1.key")},
			"nats: Authorization Violation\nThe server does not know who asks: see --nats-creds, --nats-cert with --nats-key, or the user and password in --nats\n"},
		"a server of an unknown authority": {nil,
			"nats: tls error: tls: failed to verify certificate: x509: certificate signed by unknown authority\nThe server's certificate is of an authority that is not known here: see --nats-ca\n"},
	} {
		for _, command := range []string{"doctor", "serve"} {
			args := append([]string{command, "--nats", servers}, tt.args...)
			if command == "serve" {
				args = append(args, "--addr", "127.0.0.1:0")
			}
			out, errOut, status := run(t, "", args...)
			require.True(t, strings.HasPrefix(errOut, "crossings: --nats "+servers+": ") && strings.HasSuffix(errOut, tt.want), "%s: %s", name, errOut)
			require.Equal(t, 1, status, name)
			require.Empty(t, out, name)
		}
	}
	require.NoError(t, s.interrupt(), "%s", s.logged)
}

// startExample starts a server with a configuration as it is, in its directory.
func startExample(t *testing.T, dir, config string) {
	t.Helper()
	var log bytes.Buffer
	cmd := exec.Command(os.Args[0])
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), serverVariable+"="+config)
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	cmd.Stdout, cmd.Stderr = &log, &log
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if t.Failed() {
			t.Logf("%s: the end of the log:\n%s", config, log.String()[max(0, log.Len()-3000):])
		}
	})
}

// unitCommand returns the program and the arguments of the site's unit for systemd,
// with something else in place of what only systemd knows.
func unitCommand(t *testing.T, replaced map[string]string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(exampleDir, "crossings@.service"))
	require.NoError(t, err)
	_, command, ok := strings.Cut(strings.ReplaceAll(string(text), "\\\n", ""), "\nExecStart=")
	require.True(t, ok)
	command, _, _ = strings.Cut(command, "\n")
	args := strings.Fields(command)
	for i := range args {
		// The longest first: one may be within another.
		for _, old := range []string{"${CREDENTIALS_DIRECTORY}/key", "${CREDENTIALS_DIRECTORY}", "/var/lib/crossings", "/etc/crossings", "${NATS}", "%i"} {
			args[i] = strings.ReplaceAll(args[i], old, replaced[old])
		}
	}
	require.Equal(t, "/usr/local/bin/crossings", args[0])
	return args
}

// The units for systemd are such in the eyes of systemd.
func TestUnits(t *testing.T) {
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		t.Skip("SKIPPED: the units are not verified, because there is no systemd-analyze")
	}
	dir := t.TempDir()
	for _, name := range []string{"nats-server@", "crossings@"} {
		text, err := os.ReadFile(filepath.Join(exampleDir, name+".service"))
		require.NoError(t, err)
		// The programs are not installed here.
		at := strings.NewReplacer("/usr/local/bin/nats-server", "/bin/true", "/usr/local/bin/crossings", "/bin/true").Replace(string(text))
		require.NotEqual(t, at, string(text))
		file := filepath.Join(dir, name+"1.service")
		require.NoError(t, os.WriteFile(file, []byte(at), 0o644))
		out, err := exec.Command("systemd-analyze", "verify", "--man=no", file).CombinedOutput()
		require.NoError(t, err, "%s", out)
		require.Empty(t, strings.TrimSpace(string(out)), fmt.Sprint(name))
	}
}
