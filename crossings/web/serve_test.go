package web_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/web"
	"github.com/stretchr/testify/require"
)

// listen serves on a port of its own until the test ends, and returns the address
// and what ends it.
func listen(t testing.TB, s *web.Server) (root string, stop func() error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	ended := false
	stop = func() error {
		if ended {
			return nil
		}
		ended = true
		cancel()
		select {
		case err := <-done:
			return err
		case <-time.After(15 * time.Second):
			return fmt.Errorf("the server did not end")
		}
	}
	t.Cleanup(func() { require.NoError(t, stop()) })
	return "http://" + l.Addr().String(), stop
}

// An event is one that a stream sent.
type event struct{ id, kind, data string }

// events reads a stream, event by event.
func events(t testing.TB, root, after string) (next func() event, leave func()) {
	ctx, cancel := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, root+"/api/v1/changes", nil)
	require.NoError(t, err)
	if after != "" {
		r.Header.Set("Last-Event-ID", after)
	}
	response, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, response.StatusCode)
	require.Equal(t, "text/event-stream", response.Header.Get("Content-Type"))
	lines := bufio.NewScanner(response.Body)
	return func() (e event) {
			for lines.Scan() {
				name, value, _ := strings.Cut(lines.Text(), ": ")
				switch name {
				case "id":
					e.id = value
				case "event":
					e.kind = value
				case "data":
					e.data = value
				case "":
					if e.id != "" {
						return e
					}
				}
			}
			return e
		}, func() {
			cancel()
			response.Body.Close()
		}
}

func claimOn(day string) border.Claim {
	return border.Claim{
		Crossing: border.AlTanfAlWaleed, Side: border.Both, Kind: border.KindStatus, Value: "open", When: mustDate(day),
		Modality: border.Reported, Source: border.Source{Name: "Somebody"}, Reported: mustDate(day),
	}
}

// A stream tells each claim as it comes, and goes on where it was cut off.
func TestStream(t *testing.T) {
	reg := registry(t)
	root, _ := listen(t, server(t, config(t, reg)))
	next, leave := events(t, root, "")
	ids, err := reg.Add(claimOn("2026-11-01"), claimOn("2026-11-02"))
	require.NoError(t, err)
	first, second := next(), next()
	require.Equal(t, "claim", first.kind)
	require.Equal(t, "27-"+ids[0].String(), first.id)
	require.Equal(t, "28-"+ids[1].String(), second.id)
	var c border.Claim
	require.NoError(t, json.Unmarshal([]byte(second.data), &c))
	require.Equal(t, "2026-11-02", c.When.String())
	leave()

	next, leave = events(t, root, first.id)
	require.Equal(t, second, next())
	leave()
	// From the beginning.
	next, leave = events(t, root, "0")
	for n := range 28 {
		require.True(t, strings.HasPrefix(next().id, fmt.Sprintf("%d-", n+1)))
	}
	leave()
	// An id of another registry: all again, for nothing may be missed.
	for _, id := range []string{"27-00000000-0000-0000-0000-000000000000", "9999-" + ids[0].String()} {
		next, leave = events(t, root, id)
		require.True(t, strings.HasPrefix(next().id, "1-"), id)
		leave()
	}
}

func TestStreamsAreBounded(t *testing.T) {
	c := config(t, registry(t))
	c.MaxStreams = 2
	root, _ := listen(t, server(t, c))
	for range 3 { // places are given back
		_, one := events(t, root, "")
		_, two := events(t, root, "")
		response, err := http.Get(root + "/api/v1/changes")
		require.NoError(t, err)
		require.Equal(t, http.StatusServiceUnavailable, response.StatusCode)
		require.Equal(t, "10", response.Header.Get("Retry-After"))
		require.Equal(t, "application/problem+json", response.Header.Get("Content-Type"))
		response.Body.Close()
		one()
		two()
		require.Eventually(t, func() bool {
			response, err := http.Get(root + "/metrics")
			require.NoError(t, err)
			defer response.Body.Close()
			body, err := io.ReadAll(response.Body)
			require.NoError(t, err)
			return strings.Contains(string(body), "crossings_event_streams 0\n")
		}, 5*time.Second, 10*time.Millisecond)
	}
}

// At the end streams are ended, and requests are finished.
func TestGracefulShutdown(t *testing.T) {
	root, stop := listen(t, server(t, config(t, registry(t))))
	next, leave := events(t, root, "")
	defer leave()
	begun := time.Now()
	require.NoError(t, stop())
	require.Less(t, time.Since(begun), 5*time.Second)
	require.Equal(t, event{}, next(), "the stream has ended")
	_, err := http.Get(root + "/healthz")
	require.Error(t, err)
}

// exchange sends a server text, piece by piece, and returns what it answers until it
// ends the connection, or "" if it only cuts it off.
func exchange(t testing.TB, root string, pieces ...string) string {
	conn, err := net.Dial("tcp", strings.TrimPrefix(root, "http://"))
	require.NoError(t, err)
	defer conn.Close()
	require.NoError(t, conn.SetDeadline(time.Now().Add(20*time.Second)))
	for _, piece := range pieces {
		_, err = conn.Write([]byte(piece))
		require.NoError(t, err)
	}
	all, err := io.ReadAll(conn)
	if err != nil && len(all) == 0 {
		require.ErrorContains(t, err, "reset")
	}
	return string(all)
}

// Who dawdles over the header, or sends too much of it, is cut off.
func TestSlowAndLongHeaders(t *testing.T) {
	root, _ := listen(t, server(t, config(t, registry(t))))
	long := exchange(t, root, "GET / HTTP/1.1\r\nHost: x\r\nX-Long: "+strings.Repeat("y", 64<<10)+"\r\n\r\n")
	require.True(t, long == "" || strings.HasPrefix(long, "HTTP/1.1 431 "), long)
	if testing.Short() {
		t.Skip("the rest takes five seconds")
	}
	t.Parallel()
	begun := time.Now()
	slow := exchange(t, root, "GET / HTTP/1.1\r\nHost: x\r\nX-Slow")
	require.NotContains(t, slow, "200 OK")
	require.InDelta(t, 5, time.Since(begun).Seconds(), 2)
}

// Who is not to write is told so while the body is still to come, and it is not
// waited for; who is has some seconds to send it.
func TestBodiesThatCome(t *testing.T) {
	root, _ := listen(t, refusing(t))
	head := "POST /api/v1/claims HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
	knows := "Authorization: Bearer " + token + "\r\n"
	for name, tt := range map[string]struct{ request, want string }{
		"no token":                    {head + "Content-Length: 1000\r\n\r\n", "HTTP/1.1 401 "},
		"no token, a part of it":      {head + "Content-Length: 1000\r\n\r\n[{", "HTTP/1.1 401 "},
		"no token, no length":         {head + "Transfer-Encoding: chunked\r\n\r\n", "HTTP/1.1 401 "},
		"no token, expecting to go":   {head + "Expect: 100-continue\r\nContent-Length: 1000\r\n\r\n", "HTTP/1.1 401 "},
		"another method":              {"PUT" + head[4:] + knows + "Content-Length: 1000\r\n\r\n", "HTTP/1.1 405 "},
		"another path":                {"POST /" + head[len("POST /api/v1/claims"):] + "Content-Length: 1000\r\n\r\n", "HTTP/1.1 405 "},
		"a GET with a body":           {"GET" + head[4:] + "Content-Length: 1000\r\n\r\n", "HTTP/1.1 200 "},
		"too long":                    {head + knows + "Content-Length: 2000000\r\n\r\n", "HTTP/1.1 413 "},
		"too long, expecting to go":   {head + knows + "Expect: 100-continue\r\nContent-Length: 2000000\r\n\r\n", "HTTP/1.1 413 "},
		"chunks, closing":             {head + knows + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n", "HTTP/1.1 422 "},
		"chunks that are none":        {head + knows + "Transfer-Encoding: chunked\r\n\r\nx\r\n", "HTTP/1.1 400 "},
		"expecting to go on, closing": {head + knows + "Connection: close\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n[]", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 422 "},
	} {
		t.Run(name, func(t *testing.T) {
			begun := time.Now()
			require.Contains(t, exchange(t, root, tt.request), tt.want)
			require.Less(t, time.Since(begun), 3*time.Second)
		})
	}
	// Once a body is read, the connection serves the next request.
	whole := head + knows + "Content-Length: 2\r\n\r\n[]"
	require.Equal(t, 2, strings.Count(exchange(t, root, whole, strings.Replace(whole, "Host: x", "Host: x\r\nConnection: close", 1)), "HTTP/1.1 422 "))
	if testing.Short() {
		t.Skip("the rest takes ten seconds")
	}
	t.Parallel()
	begun := time.Now()
	require.Contains(t, exchange(t, root, head+knows+"Content-Length: 1000\r\n\r\n", "["), "HTTP/1.1 408 ")
	require.InDelta(t, 10, time.Since(begun).Seconds(), 3)
}
