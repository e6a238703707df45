package main

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Without any server of the log there are pages, which say that they are not
// current, and the program waits for a server and ends when it is told to.
func TestServeWithoutItsLog(t *testing.T) {
	root, interrupt := serve(t, "--nats", "nats://somebody:secret@127.0.0.1:1,nats://127.0.0.1:2")
	ask := func(path string) (int, string) {
		response, err := http.Get(root + path)
		require.NoError(t, err)
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		require.NoError(t, err)
		return response.StatusCode, string(body)
	}
	status, body := ask("/readyz")
	require.Equal(t, http.StatusServiceUnavailable, status)
	require.Contains(t, body, "the log is not open yet")
	status, body = ask("/")
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, body, "Not current: this server cannot tell whether it has all claims.")
	status, _ = ask("/api/v1/states")
	require.Equal(t, http.StatusServiceUnavailable, status)
	_, body = ask("/metrics")
	require.Contains(t, body, "\ncrossings_log_connected 0\n")
	require.Contains(t, body, "\ncrossings_log_current 0\n")
	require.Contains(t, body, "crossings_claims ")
	require.Eventually(t, func() bool {
		_, body = ask("/readyz")
		require.NotContains(t, body, "secret")
		return strings.Contains(body, "no NATS server of nats://somebody:xxxxx@127.0.0.1:1,nats://127.0.0.1:2 can be reached (")
	}, 30*time.Second, 50*time.Millisecond)
	require.NoError(t, interrupt())
}

// What waiting does not mend ends the program.
func TestServeEndsWhenItsLogCannotBe(t *testing.T) {
	r := crossings(t, "", "serve", "--addr", "127.0.0.1:0", "--nats", "nats://127.0.0.1:1", "--log", "Border")
	require.Equal(t, 1, r.status)
	require.Contains(t, r.stderr, "crossings: log \"Border\": want lower-case letters, digits and hyphens\n")
}
