package web_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/web"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// While one server takes over from another no connection is cut and no request is lost, also of those
// that come in the middle: each is answered by the one or the other.
func TestRelayCutsNobodyOff(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	root := "http://" + l.Addr().String()
	ctx, cancel := context.WithCancel(t.Context())
	var relay web.Relay
	served := make(chan error, 1)
	go func() { served <- relay.Serve(ctx, l) }()

	const clients, each = 8, 300
	counts := make(chan [2]int, clients)
	for range clients {
		go func() {
			var n [2]int
			for range each {
				response, err := http.Get(root + "/healthz")
				if err == nil && response.StatusCode == http.StatusOK {
					n[0]++
				} else {
					n[1]++
				}
				if err == nil {
					response.Body.Close()
				}
			}
			counts <- n
		}()
	}
	changes, servers := 0, []*web.Server{server(t, config(t, registry(t))), server(t, config(t, registry(t)))}
	for left := clients; left > 0; changes++ {
		relay.TakeOver(servers[changes%2]) // the first ones have waited for it
		select {
		case n := <-counts:
			require.Equal(t, [2]int{each, 0}, n, "answered, cut off")
			left--
		case <-time.After(2 * time.Millisecond):
		}
		relay.Pause()
	}
	require.Greater(t, changes, clients)
	t.Logf("%d times one took over from the other; %d requests, none cut off", changes, clients*each)
	cancel()
	require.NoError(t, <-served)
}

// A server that is paused answers what it was asked before, and nothing after it.
func TestRelayWaitsForAnswers(t *testing.T) {
	reg := registry(t)
	c := config(t, reg)
	begun, goOn := make(chan struct{}), make(chan struct{})
	c.Token = []byte(token)
	c.Add = func(claims ...border.Claim) ([]uuid.UUID, error) {
		close(begun)
		<-goOn
		return reg.Add(claims...)
	}
	var relay web.Relay
	relay.TakeOver(server(t, c))
	var asking sync.WaitGroup
	var posted, asked *httptest.ResponseRecorder
	body := listOf(t, claimOn("2026-11-20"))
	asking.Go(func() { posted = post(&relay, body) })
	<-begun
	paused := make(chan struct{})
	go func() {
		relay.Pause()
		close(paused)
	}()
	select {
	case <-paused:
		t.Fatal("a request was under way")
	case <-time.After(50 * time.Millisecond):
	}
	asking.Go(func() { asked = get(&relay, "/readyz") })
	close(goOn)
	<-paused
	relay.TakeOver(server(t, config(t, reg)))
	asking.Wait()
	require.Equal(t, http.StatusCreated, posted.Code, posted.Body)
	require.Equal(t, "200 ready\n", fmt.Sprint(asked.Code, " ", asked.Body), "by the second server: the first one ended")
}

// Who waits for a server when there will be none is told so.
func TestRelayEndsWithoutServer(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	var relay web.Relay
	served := make(chan error, 1)
	go func() { served <- relay.Serve(ctx, l) }()
	asked := make(chan *http.Response, 1)
	go func() {
		response, err := http.Get("http://" + l.Addr().String() + "/readyz")
		if err != nil {
			t.Error(err)
		}
		asked <- response
	}()
	select {
	case <-asked:
		t.Fatal("nobody answers yet")
	case <-time.After(50 * time.Millisecond):
	}
	cancel()
	response := <-asked
	require.Equal(t, http.StatusServiceUnavailable, response.StatusCode)
	require.NotEmpty(t, response.Header.Get("Retry-After"))
	response.Body.Close()
	require.NoError(t, <-served)
}
