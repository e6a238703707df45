package main

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// serve runs crossings serve until the test ends, and returns its address and
// what interrupts it.
func serve(t *testing.T, args ...string) (root string, interrupt func() error) {
	cmd := exec.Command(binary, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	cmd.Stderr = os.Stderr
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	root, found := strings.CutPrefix(strings.TrimSpace(line), "listening at ")
	require.True(t, found, line)
	return root, func() error {
		require.NoError(t, cmd.Process.Signal(syscall.SIGINT))
		return cmd.Wait()
	}
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

// What was written is there after a restart.
func TestServeKeepsWhatIsWritten(t *testing.T) {
	dir := t.TempDir()
	file, tokenFile := filepath.Join(dir, "j.jsonl"), filepath.Join(dir, "token")
	require.NoError(t, os.WriteFile(tokenFile, []byte("a token nobody guesses\n"), 0o600))
	root, interrupt := serve(t, "--journal", file, "--write-token-file", tokenFile)
	body := `[{"crossing":"al-tanf-al-waleed","side":"both","kind":"status","value":"closed","when":"2026-11-20","modality":"reported","source":{"name":"A new source"},"reported":"2026-11-20"}]`
	r, err := http.NewRequest(http.MethodPost, root+"/api/v1/claims", strings.NewReader(body))
	require.NoError(t, err)
	r.Header.Set("Authorization", "Bearer a token nobody guesses")
	r.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer response.Body.Close()
	require.Equal(t, http.StatusCreated, response.StatusCode)
	var answer struct{ IDs []string }
	require.NoError(t, json.NewDecoder(response.Body).Decode(&answer))
	require.NoError(t, interrupt())

	root, interrupt = serve(t, "--journal", file, "--write-token-file", tokenFile)
	require.Contains(t, fetch(t, root+"/crossings/al-tanf-al-waleed"), "c-"+answer.IDs[0])
	require.NoError(t, interrupt())
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
		{[]string{"--journal", filepath.Join(t.TempDir(), "j.jsonl"), "--write-token-file", short}, 1, "the token for writing has 5 bytes; want at least 16"},
	} {
		r := crossings(t, "", append([]string{"serve"}, tt.args...)...)
		require.Equal(t, tt.status, r.status, r.stderr)
		require.Contains(t, r.stderr, tt.want)
		require.Empty(t, r.stdout)
	}
}
