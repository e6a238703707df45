package web_test

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border/crossings/web"
	"github.com/stretchr/testify/require"
)

// from asks a handler from an address, through proxies that pass it on as X-Forwarded-For.
func from(h http.Handler, path, address, forwarded string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.RemoteAddr = address
	if forwarded != "" {
		r.Header.Set("X-Forwarded-For", forwarded)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// limited serves with limits.
func limited(t *testing.T, limits web.Limits) *web.Server {
	c := config(t, registry(t))
	c.Add, c.Token, c.Limits = c.Registry.Add, []byte(token), limits
	return server(t, c)
}

// A client that asks too often is told so and when to come back; others, and who asks whether the
// server lives, are not kept out by it.
func TestRequestsOfOneClientAreLimited(t *testing.T) {
	s := limited(t, web.Limits{RequestsPerSecond: 1}) // four at once
	asked := map[int]int{}
	for range 10 {
		w := from(s, "/api/v1/crossings", "192.0.2.1:1000", "")
		asked[w.Code]++
		if w.Code == http.StatusTooManyRequests {
			require.Equal(t, "1", w.Header().Get("Retry-After"))
			require.Contains(t, requireProblem(t, w, 429, "too many"), `"too many requests from your address: 1 a second may come; try again in a second"`)
		}
	}
	require.GreaterOrEqual(t, asked[200], 4)
	require.GreaterOrEqual(t, asked[429], 4)
	require.Equal(t, 429, from(s, "/", "192.0.2.1:2000", "").Code, "another port is the same client")
	require.Equal(t, 200, from(s, "/healthz", "192.0.2.1:1000", "").Code)
	require.Equal(t, 200, from(s, "/readyz", "192.0.2.1:1000", "").Code)
	require.Equal(t, 200, from(s, "/", "192.0.2.2:1000", "").Code)
	for range 10 {
		from(s, "/", "[2001:db8::1]:1000", "")
	}
	require.Equal(t, 429, from(s, "/", "[2001:db8::ffff]:1000", "").Code, "of one network of 64 bits")
	require.Equal(t, 200, from(s, "/", "[2001:db8:0:1::1]:1000", "").Code)
}

// However few a second a client may make, the first is answered.
func TestFirstRequestIsAnswered(t *testing.T) {
	s := limited(t, web.Limits{RequestsPerSecond: .1})
	require.Equal(t, 200, from(s, "/", "192.0.2.1:1", "").Code)
	require.Equal(t, 429, from(s, "/", "192.0.2.1:1", "").Code)
}

// Whose a request is, a proxy says only if it is trusted; of what it passes on, only the last address
// that is no proxy's counts, for what is before it anybody can write.
func TestProxiesTellWhoseARequestIs(t *testing.T) {
	s := limited(t, web.Limits{RequestsPerSecond: 1, TrustProxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}})
	drain := func(address, forwarded string) {
		for range 10 {
			from(s, "/healthz", address, forwarded)
			from(s, "/", address, forwarded)
		}
	}
	drain("10.0.0.1:1", "192.0.2.7")
	for _, tt := range []struct {
		address, forwarded string
		code               int
	}{
		{"10.0.0.1:1", "192.0.2.7", 429},
		{"10.0.0.2:1", "192.0.2.7, 10.0.0.1", 429},    // by two proxies
		{"10.0.0.1:1", "203.0.113.9, 192.0.2.7", 429}, // what the client wrote itself
		{"192.0.2.7:1", "", 429},                      // without a proxy
		{"192.0.2.7:1", "203.0.113.9", 429},           // which trusts nobody
		{"10.0.0.1:1", "192.0.2.8", 200},
		{"10.0.0.1:1", "::ffff:192.0.2.7", 429},
		{"10.0.0.1:1", "192.0.2.7:4711", 429},
		{"10.0.0.1:1", "nonsense", 200}, // the proxy's own
	} {
		require.Equal(t, tt.code, from(s, "/", tt.address, tt.forwarded).Code, "%s for %s", tt.address, tt.forwarded)
	}
}

// Who sends wrong tokens is soon not heard any more, even with the right one; others are.
func TestWrongTokensAreLimited(t *testing.T) {
	s := limited(t, web.Limits{WrongPerMinute: 3})
	send := func(address, secret string) int {
		r := httptest.NewRequest(http.MethodPost, "/api/v1/claims", strings.NewReader(listOf(t, claimOn("2026-11-01"))))
		r.RemoteAddr = address
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer "+secret)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code == http.StatusTooManyRequests {
			require.Equal(t, "60", w.Header().Get("Retry-After"))
		}
		return w.Code
	}
	require.Equal(t, 201, send("192.0.2.1:1", token))
	for range 3 {
		require.Equal(t, 401, send("192.0.2.1:1", "guess"))
	}
	require.Equal(t, 429, send("192.0.2.1:1", "guess"))
	require.Equal(t, 429, send("192.0.2.1:1", token))
	require.Equal(t, 201, send("192.0.2.2:1", token))
}

// One client cannot take all event streams; one that it closes it may open again.
func TestStreamsOfOneClientAreLimited(t *testing.T) {
	s := limited(t, web.Limits{StreamsPerClient: 2})
	h := httptest.NewServer(s)
	t.Cleanup(h.Close)
	open := func() (code int, closed func()) {
		ctx, cancel := context.WithCancel(t.Context())
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, h.URL+"/api/v1/changes", nil)
		require.NoError(t, err)
		response, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		if response.StatusCode == http.StatusOK {
			_, err = bufio.NewReader(response.Body).ReadString('\n')
			require.NoError(t, err)
		}
		return response.StatusCode, func() {
			cancel()
			response.Body.Close()
		}
	}
	code, closeFirst := open()
	require.Equal(t, 200, code)
	code, closeSecond := open()
	require.Equal(t, 200, code)
	defer closeSecond()
	code, closeThird := open()
	require.Equal(t, 429, code)
	closeThird()
	closeFirst()
	require.Eventually(t, func() bool {
		code, closeAgain := open()
		closeAgain()
		return code == 200
	}, 10*time.Second, 10*time.Millisecond)
}

// Editors who are replaced are heard no more, and logged out of the desk; the new ones are.
func TestSetEditors(t *testing.T) {
	s := limited(t, web.Limits{})
	require.EqualError(t, s.SetEditors(nil), "this server began without editors; start it anew")
	c := config(t, registry(t))
	c.Add = c.Registry.Add
	var err error
	c.Editors, err = web.ReadEditors("anna a-token-of-anna-1\nomar a-token-of-omar-1\n")
	require.NoError(t, err)
	s = server(t, c)
	send := func(secret string) int {
		return do(s, http.MethodPost, "/api/v1/claims", listOf(t, claimOn("2026-11-01")), "Content-Type", "application/json", "Authorization", "Bearer "+secret).Code
	}
	require.Equal(t, 201, send("a-token-of-anna-1"))
	changed, err := web.ReadEditors("omar a-token-of-omar-2\n")
	require.NoError(t, err)
	require.NoError(t, s.SetEditors(changed))
	require.Equal(t, 401, send("a-token-of-anna-1"))
	require.Equal(t, 401, send("a-token-of-omar-1"))
	require.Equal(t, 201, send("a-token-of-omar-2"))
}
