package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// serve runs crossings serve until the test ends, and returns its address and
// what interrupts it.
func serve(t *testing.T, args ...string) (root string, interrupt func() error) {
	return serveTelling(t, os.Stderr, args...)
}

// serveTelling is serve with its standard error; that may be read when it has ended.
func serveTelling(t *testing.T, stderr io.Writer, args ...string) (root string, interrupt func() error) {
	root, process, wait := startServer(t, stderr, args...)
	return root, func() error {
		require.NoError(t, process.Signal(syscall.SIGINT))
		return wait()
	}
}

// startServer is serveTelling with the process.
func startServer(t *testing.T, stderr io.Writer, args ...string) (root string, process *os.Process, wait func() error) {
	cmd := exec.Command(binary, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	cmd.Stderr = stderr
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	root, found := strings.CutPrefix(strings.TrimSpace(line), "listening at ")
	require.True(t, found, line)
	return root, cmd.Process, cmd.Wait
}

func fetch(t *testing.T, address string) string {
	response, err := http.Get(address)
	require.NoError(t, err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, response.StatusCode, string(body))
	return string(body)
}

// The server answers with what the program prints, and ends well at an interrupt.
func TestServeAnswersAsTheProgramPrints(t *testing.T) {
	root, interrupt := serve(t)
	for path, args := range map[string][]string{
		"/api/v1/states?on=2014-06-15&known=2020-01-01":               {"--json", "--on", "2014-06-15", "--known", "2020-01-01"},
		"/api/v1/crossings/al-tanf-al-waleed/history":                 {"history", "al-tanf-al-waleed", "--json"},
		"/api/v1/crossings/al-tanf-al-waleed/claims?known=2016-12-31": {"claims", "al-tanf-al-waleed", "--json", "--known", "2016-12-31"},
		"/api/v1/diff?from=2019-01-01&to=2020-01-01":                  {"diff", "--from", "2019-01-01", "--to", "2020-01-01", "--json"},
	} {
		printed := crossings(t, "", args...)
		require.Zero(t, printed.status, printed.stderr)
		lines := strings.Split(strings.TrimSuffix(printed.stdout, "\n"), "\n")
		require.JSONEq(t, "["+strings.Join(lines, ",")+"]", fetch(t, root+path), path)
	}
	require.JSONEq(t, crossings(t, "", "plans", "al-bukamal-al-qaim", "--on", "2020-01-01", "--json").stdout,
		fetch(t, root+"/api/v1/crossings/al-bukamal-al-qaim/plans?on=2020-01-01"))
	require.JSONEq(t, crossings(t, "", "at", "al-bukamal-al-qaim", "--on", "2020-01-01", "--json").stdout,
		fetch(t, root+"/api/v1/crossings/al-bukamal-al-qaim/state?on=2020-01-01"))
	require.Contains(t, fetch(t, root), "<!doctype html>")
	require.NoError(t, interrupt())
}

// writeToken is what the servers of these tests want of those who write.
const writeToken = "a token nobody guesses"

// journalFlags are those of a server that keeps claims in a journal in dir.
func journalFlags(t *testing.T, dir string) []string {
	tokenFile := filepath.Join(t.TempDir(), "token")
	require.NoError(t, os.WriteFile(tokenFile, []byte(writeToken+"\n"), 0o600))
	return []string{"--journal", filepath.Join(dir, "j.jsonl"), "--write-token-file", tokenFile}
}

// send sends a claim of a day to a server.
func send(t *testing.T, root, day string) (status int, header http.Header, ids []string) {
	body := fmt.Sprintf(`[{"crossing":"al-tanf-al-waleed","side":"both","kind":"status","value":"closed","when":%q,"modality":"reported","source":{"name":"A new source"},"reported":%[1]q}]`, day)
	r, err := http.NewRequest(http.MethodPost, root+"/api/v1/claims", strings.NewReader(body))
	require.NoError(t, err)
	r.Header.Set("Authorization", "Bearer "+writeToken)
	r.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer response.Body.Close()
	var answer struct{ IDs []string }
	require.NoError(t, json.NewDecoder(response.Body).Decode(&answer))
	return response.StatusCode, response.Header, answer.IDs
}

// serveHangingUp runs crossings serve until the test ends, and returns what sends it SIGHUP and wants
// that it tells some things.
func serveHangingUp(t *testing.T, args ...string) (root string, hangUp func(want ...string)) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no SIGHUP")
	}
	log, writing, err := os.Pipe()
	require.NoError(t, err)
	t.Cleanup(func() { log.Close() }) // not before the server ends: it would, by SIGPIPE, when it next tells something
	root, process, _ := startServer(t, writing, args...)
	writing.Close()
	lines := bufio.NewScanner(log)
	return root, func(want ...string) {
		require.NoError(t, process.Signal(syscall.SIGHUP))
		for len(want) > 0 && lines.Scan() {
			if strings.Contains(lines.Text(), "SIGHUP") {
				require.Contains(t, lines.Text(), want[0])
				want = want[1:]
			}
		}
		require.Empty(t, want, "the server told no more and ended")
	}
}

// SIGHUP reads the dataset's files again: new claims show, what was sent before is still there, and
// what cannot be read, or does not go with the journal, changes nothing.
func TestServeReadsDatasetAgain(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(filepath.Join(dir, "data"), os.DirFS(filepath.Join("..", "data"))))
	file := func(name string) string { return filepath.Join(dir, "data", name) }
	root, hangUp := serveHangingUp(t, append(journalFlags(t, dir), "--dataset", filepath.Join(dir, "data"))...)
	claimsOf := func() string { return fetch(t, root+"/api/v1/crossings/al-tanf-al-waleed/claims?source=a-new-source") }
	status, _, sent := send(t, root, "2026-11-20")
	require.Equal(t, http.StatusCreated, status)
	require.Contains(t, claimsOf(), sent[0])

	before, err := os.ReadFile(file("claims.jsonl"))
	require.NoError(t, err)
	claim := `{"crossing":"al-tanf-al-waleed","side":"iraq","kind":"status","value":"closed","when":"2026-11-21","modality":"reported","source":{"name":"A new source"},"reported":"2026-11-21"}` + "\n"
	require.NoError(t, os.WriteFile(file("claims.jsonl"), append(before, claim...), 0o600))
	hangUp(`msg="SIGHUP: read the files again"`)
	require.Eventually(t, func() bool { return strings.Contains(claimsOf(), `"2026-11-21"`) }, 20*time.Second, 10*time.Millisecond)
	require.Contains(t, claimsOf(), sent[0], "what the journal has")
	status, _, again := send(t, root, "2026-11-22")
	require.Equal(t, http.StatusCreated, status, "the journal is written on")

	require.NoError(t, os.WriteFile(file("claims.jsonl"), append(before, "{\n"...), 0o600))
	hangUp(`msg="SIGHUP: all stays as it was"`)
	crossingsBefore, err := os.ReadFile(file("crossings.json"))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(file("claims.jsonl"), nil, 0o600))
	require.NoError(t, os.WriteFile(file("crossings.json"), []byte(strings.ReplaceAll(string(crossingsBefore), "al-tanf-al-waleed", "al-tanf-al-walid")), 0o600))
	hangUp(`msg="SIGHUP: read the files again"`, `msg="SIGHUP: all stays as it was"`) // they do not go with the journal
	require.Eventually(t, func() bool { return strings.Contains(claimsOf(), again[0]) }, 20*time.Second, 10*time.Millisecond)
	require.Contains(t, claimsOf(), `"2026-11-21"`)
	status, _, _ = send(t, root, "2026-11-23")
	require.Equal(t, http.StatusCreated, status)
}

// SIGHUP reads the tokens again and ends nothing: who is not in the file any more is refused, and a
// file that cannot be read leaves those who may write as they were.
func TestServeReadsTokensAgain(t *testing.T) {
	flags := journalFlags(t, t.TempDir())
	tokens := flags[len(flags)-1]
	root, told := serveHangingUp(t, flags...)
	hangUp := func(tokensNow, want string) {
		require.NoError(t, os.WriteFile(tokens, []byte(tokensNow), 0o600))
		told(want)
	}
	status, _, _ := send(t, root, "2026-11-20")
	require.Equal(t, http.StatusCreated, status)
	hangUp("anna another-token-of-hers\n", `msg="SIGHUP: read the tokens again" editors=1`)
	status, _, _ = send(t, root, "2026-11-21")
	require.Equal(t, http.StatusUnauthorized, status)
	hangUp("short x\n", `msg="SIGHUP: the tokens stay as they were" error=`)
	hangUp("editor "+strings.ReplaceAll(writeToken, " ", "-")+"\n", `msg="SIGHUP: read the tokens again" editors=1`)
	require.Contains(t, fetch(t, root+"/healthz"), "ok")
}

// Limits that make no sense are refused, with what to give.
func TestServeRefusesLimits(t *testing.T) {
	for flag, want := range map[string]string{
		"--trust-proxy=nobody":       `crossings: --trust-proxy "nobody": want addresses as a CIDR, such as 10.0.0.0/8`,
		"--requests-per-second=-1":   "crossings: --requests-per-second and --streams-per-client take a number of 0 or more",
		"--streams-per-client=-1":    "crossings: --requests-per-second and --streams-per-client take a number of 0 or more",
		"--requests-per-second=many": `invalid argument "many" for "--requests-per-second" flag`,
	} {
		r := crossings(t, "", "serve", "--addr", "127.0.0.1:0", flag)
		require.Equal(t, 2, r.status, flag)
		require.Contains(t, r.stderr, want, flag)
	}
}

// One address is answered as often as --requests-per-second says, four seconds' worth at once.
func TestServeLimitsRequests(t *testing.T) {
	root, _ := serve(t, "--requests-per-second", "2", "--trust-proxy", "127.0.0.1")
	ask := func(client string) int {
		r, err := http.NewRequest(http.MethodGet, root+"/api/v1/crossings", nil)
		require.NoError(t, err)
		r.Header.Set("X-Forwarded-For", client)
		response, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		response.Body.Close()
		return response.StatusCode
	}
	last := 0
	for range 40 {
		last = ask("192.0.2.1")
	}
	require.Equal(t, http.StatusTooManyRequests, last)
	require.Equal(t, http.StatusOK, ask("192.0.2.2"))
}

// What was written is there after a restart.
func TestServeKeepsWhatIsWritten(t *testing.T) {
	flags := journalFlags(t, t.TempDir())
	root, interrupt := serve(t, flags...)
	status, _, ids := send(t, root, "2026-11-20")
	require.Equal(t, http.StatusCreated, status)
	require.NoError(t, interrupt())

	root, interrupt = serve(t, flags...)
	require.Contains(t, fetch(t, root+"/crossings/al-tanf-al-waleed"), "c-"+ids[0])
	require.NoError(t, interrupt())
}

// While the journal cannot be written, clients, those who watch the server and its
// log are told; when the cause is gone, it goes on by itself.
func TestServeTellsThatItCannotKeepClaims(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "dir")
	require.NoError(t, os.Mkdir(dir, 0o755))
	var log bytes.Buffer
	root, interrupt := serveTelling(t, &log, journalFlags(t, dir)...)
	ready := func() int {
		response, err := http.Get(root + "/readyz")
		require.NoError(t, err)
		defer response.Body.Close()
		if response.StatusCode != http.StatusOK {
			require.NotEmpty(t, response.Header.Get("Retry-After"))
		}
		return response.StatusCode
	}
	status, _, _ := send(t, root, "2026-11-20")
	require.Equal(t, http.StatusCreated, status)
	require.Equal(t, http.StatusOK, ready())
	require.Contains(t, fetch(t, root+"/metrics"), "crossings_writable 1\n")

	require.NoError(t, os.Rename(dir, dir+".away"))
	require.NoError(t, os.Symlink(dir, dir)) // nobody can tell now what the name means
	status, header, _ := send(t, root, "2026-11-21")
	require.Equal(t, http.StatusServiceUnavailable, status)
	require.Equal(t, "10", header.Get("Retry-After"))
	require.Equal(t, http.StatusServiceUnavailable, ready())
	require.Contains(t, fetch(t, root+"/metrics"), "crossings_writable 0\n")
	require.NotContains(t, fetch(t, root+"/crossings/al-tanf-al-waleed"), "2026-11-21")

	require.NoError(t, os.Remove(dir))
	require.NoError(t, os.Rename(dir+".away", dir))
	require.Eventually(t, func() bool { return ready() == http.StatusOK }, 10*time.Second, 20*time.Millisecond)
	require.Contains(t, fetch(t, root+"/metrics"), "crossings_writable 1\n")
	status, _, _ = send(t, root, "2026-11-21")
	require.Equal(t, http.StatusCreated, status)
	require.NoError(t, interrupt())
	require.Contains(t, log.String(), `level=ERROR msg="claims cannot be kept"`)
	require.Contains(t, log.String(), `msg="claims can be kept again"`)
}

// What goes wrong when the journal is closed is not passed over.
func TestServeTellsThatItCannotClose(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "dir")
	require.NoError(t, os.Mkdir(dir, 0o755))
	var log bytes.Buffer
	root, interrupt := serveTelling(t, &log, journalFlags(t, dir)...)
	status, _, _ := send(t, root, "2026-11-20")
	require.Equal(t, http.StatusCreated, status)
	require.NoError(t, os.RemoveAll(dir))
	err := interrupt()
	exit, ok := errors.AsType[*exec.ExitError](err)
	require.True(t, ok, "%v: %s", err, log.String())
	require.Equal(t, 1, exit.ExitCode())
	require.Contains(t, log.String(), "crossings: "+filepath.Join(dir, "j.jsonl"))
}

func TestServeRefuses(t *testing.T) {
	short := filepath.Join(t.TempDir(), "token")
	require.NoError(t, os.WriteFile(short, []byte("short\n"), 0o600))
	for _, tt := range []struct {
		args   []string
		status int
		want   string
	}{
		{[]string{"--known", "2020-01-01"}, 2, "serve answers for any day"},
		{[]string{"--report-to", "the desk"}, 2, `--report-to "the desk": want a mail address, or an address of the web as in https://example.org/issues/new`},
		{[]string{"--journal", "x"}, 2, "--journal and --write-token-file go together"},
		{[]string{"--write-token-file", "x"}, 2, "--write-token-file needs --journal or --nats, where claims are kept"},
		{[]string{"--nats", "nats://h:4222", "--journal", "x", "--write-token-file", "y"}, 2, "--journal and --nats both keep claims; give one of them"},
		{[]string{"--archive", "x"}, 2, "--archive has no meaning without --nats"},
		{[]string{"--name", "x"}, 2, "--name has no meaning without --nats"},
		{[]string{"--log", "x"}, 2, "--log has no meaning without --nats"},
		{[]string{"--nats-creds", "x"}, 2, "--nats-creds has no meaning without --nats"},
		{[]string{"--nats", "nats://h:4222", "--nats-cert", "x"}, 2, "--nats-cert and --nats-key go together"},
		{[]string{"--nats", "h:4222"}, 2, `--nats "h:4222": want servers as nats://host:4222, with commas between them`},
		{[]string{"--nats", "nats://h:4222,http://u:secret@h"}, 2, `--nats "nats://h:4222,http://u:xxxxx@h": want servers as nats://host:4222, with commas between them`},
		{[]string{"--addr", "127.0.0.1:0", "--nats", "nats://127.0.0.1:1", "--nats-creds", "/nowhere"}, 1, "--nats-creds: open /nowhere: no such file or directory"},
		{[]string{"--addr", "127.0.0.1:0", "--nats", "nats://127.0.0.1:1", "--nats-ca", "/nowhere"}, 1, "--nats-ca: open /nowhere: no such file or directory"},
		{[]string{"--addr", "127.0.0.1:0", "--nats", "nats://127.0.0.1:1", "--nats-ca", short}, 1, "--nats nats://127.0.0.1:1: nats: failed to parse root certificate from "},
		{[]string{"--addr", "nowhere"}, 1, `--addr "nowhere"`},
		{[]string{"--journal", filepath.Join(t.TempDir(), "j.jsonl"), "--write-token-file", "/nowhere"}, 1, "/nowhere"},
		{[]string{"--journal", filepath.Join(t.TempDir(), "j.jsonl"), "--write-token-file", short}, 1, "line 1: the token has 5 bytes; want at least 16"},
	} {
		r := crossings(t, "", append([]string{"serve"}, tt.args...)...)
		require.Equal(t, tt.status, r.status, r.stderr)
		require.Contains(t, r.stderr, tt.want)
		require.Empty(t, r.stdout)
	}
}
