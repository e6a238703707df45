package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/web"
	"github.com/stretchr/testify/require"
)

// Without editors there is no desk.
func TestNoDesk(t *testing.T) {
	s := server(t, config(t, registry(t)))
	require.Equal(t, http.StatusNotFound, get(s, "/desk").Code)
	require.Equal(t, http.StatusNotFound, do(s, http.MethodPost, "/desk/login", "token=x").Code)
}

// Who guesses has five tokens a minute, and then not even the right one helps.
func TestGuessing(t *testing.T) {
	s, _ := deskServer(t, t.TempDir())
	e := &editor{t: t, h: s}
	for range 5 {
		require.Equal(t, http.StatusForbidden, e.post("/desk/login", "token", "wrong").Code)
	}
	for _, token := range []string{"wrong", editorToken} {
		w := e.post("/desk/login", "token", token)
		require.Equal(t, http.StatusTooManyRequests, w.Code)
		require.Equal(t, "60", w.Header().Get("Retry-After"))
		require.Empty(t, w.Header().Get("Set-Cookie"))
	}
}

// Who has a network of IPv6 has no more guesses than who has one address, and takes none from another network.
func TestGuessingFromNetwork(t *testing.T) {
	s, _ := deskServer(t, t.TempDir())
	guess := func(address, token string) int {
		r := httptest.NewRequest(http.MethodPost, "/desk/login", strings.NewReader(url.Values{"token": {token}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.RemoteAddr = address
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w.Code
	}
	for n := range 5 {
		require.Equal(t, http.StatusForbidden, guess(fmt.Sprintf("[2001:db8:1:2:%x::1]:443", n), "wrong"))
	}
	require.Equal(t, http.StatusTooManyRequests, guess("[2001:db8:1:2:ffff::1]:443", editorToken))
	require.Equal(t, http.StatusSeeOther, guess("[2001:db8:1:3::1]:443", editorToken))
}

// The cookie is out of reach of scripts and other sites, ends after twelve hours, goes
// over TLS alone off this machine, and is never one that the client brought.
func TestCookie(t *testing.T) {
	s, _ := deskServer(t, t.TempDir())
	for host, secure := range map[string]bool{"example.org": true, "localhost:8080": false, "127.0.0.1:8080": false, "[::1]:80": false, "localhost.example.org": true} {
		w := do(s, http.MethodPost, "http://"+host+"/desk/login", url.Values{"token": {editorToken}}.Encode(), "Content-Type", "application/x-www-form-urlencoded", "Cookie", "desk=fixed", "Accept", "text/html")
		require.Equal(t, http.StatusSeeOther, w.Code, w.Body)
		cookie := w.Header().Get("Set-Cookie")
		require.NotContains(t, cookie, "fixed")
		for _, part := range []string{"; Path=/desk", "; Max-Age=43200", "; HttpOnly", "; SameSite=Strict"} {
			require.Contains(t, cookie, part)
		}
		require.Equal(t, secure, strings.Contains(cookie, "; Secure"), host)
		require.Equal(t, "no-store", w.Header().Get("Cache-Control"))
	}
	fixed := &editor{t: t, h: s, cookie: "desk=fixed"}
	require.Contains(t, fixed.do(http.MethodGet, "/desk", nil).Body.String(), `name="token"`, "a cookie that was planted lets nobody in")
}

// After logging out the cookie is worth nothing.
func TestLogout(t *testing.T) {
	s, _ := deskServer(t, t.TempDir())
	e := login(t, s, "")
	w := e.post("/desk", "action", "logout")
	require.Equal(t, http.StatusSeeOther, w.Code)
	require.Contains(t, w.Header().Get("Set-Cookie"), "Max-Age=0")
	require.Contains(t, e.do(http.MethodGet, "/desk", nil).Body.String(), `name="token"`)
	require.Equal(t, http.StatusForbidden, e.post("/desk", "action", "publish").Code)
}

// A form of another site, or without the token of the session, does nothing, and the
// desk shows in no frame.
func TestForgery(t *testing.T) {
	s, reg := deskServer(t, t.TempDir())
	e := login(t, s, "")
	before := reg.Len()
	values := url.Values{"csrf": {e.csrf}, "action": {"review"}, "crossing": {border.AlTanfAlWaleed}, "source": {"x"}}
	require.Equal(t, http.StatusForbidden, e.do(http.MethodPost, "/desk", values, "Sec-Fetch-Site", "cross-site").Code)
	require.Equal(t, http.StatusForbidden, e.do(http.MethodPost, "/desk", values, "Origin", "https://evil.example").Code)
	require.Equal(t, http.StatusForbidden, e.do(http.MethodPost, "/desk/login", url.Values{"token": {editorToken}}, "Sec-Fetch-Site", "cross-site").Code)
	for _, csrf := range []string{"", "wrong", strings.ToLower(e.csrf)} {
		values.Set("csrf", csrf)
		require.Equal(t, http.StatusForbidden, e.do(http.MethodPost, "/desk", values).Code)
		require.Equal(t, http.StatusForbidden, e.do(http.MethodPost, "/desk/preview", values).Code)
	}
	require.Equal(t, before, reg.Len())
	require.Contains(t, e.do(http.MethodGet, "/desk", nil).Header().Get("Content-Security-Policy"), "frame-ancestors 'none'")
}

// Hostile words are text wherever they are shown, and a hostile address is no link.
func TestHostileQuote(t *testing.T) {
	s, _ := deskServer(t, t.TempDir())
	e := login(t, s, "")
	const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)> the Al-Waleed border crossing was closed`
	w := e.post("/desk", "action", "read", "text", hostile, "url", "javascript:alert(1)", "title", hostile, "reported", today.String())
	page := e.follow(e.post("/desk", append(fields(t, w.Body.String()), "source", hostile, "note", hostile, "action", "publish")...))
	for _, shown := range []string{w.Body.String(), page, e.do(http.MethodGet, "/desk", nil).Body.String(), get(s, "/crossings/al-tanf-al-waleed").Body.String()} {
		require.NotContains(t, shown, "<script>alert")
		require.NotContains(t, shown, "<img src=x")
		require.NotContains(t, shown, `href="javascript:`)
	}
}

func TestReadEditors(t *testing.T) {
	editors, err := web.ReadEditors("# who\namal 0123456789abcdef\n\nbasim\tfedcba9876543210\r\n")
	require.NoError(t, err)
	require.Equal(t, []web.Editor{{Name: "amal", Token: "0123456789abcdef"}, {Name: "basim", Token: "fedcba9876543210"}}, editors)
	editors, err = web.ReadEditors("0123 456789 abcdef\n")
	require.NoError(t, err)
	require.Equal(t, []web.Editor{{Name: "editor", Token: "0123 456789 abcdef"}}, editors)
	for text, want := range map[string]string{
		"":                                       "there is no token in it; want lines NAME TOKEN",
		"a 0123456789abcdef\nc d e":              "line 2: want NAME TOKEN, two words",
		"short":                                  "line 1: the token has 5 bytes; want at least 16",
		"# x\namal short":                        "line 2: the token has 5 bytes; want at least 16",
		"a 0123456789abcdef\na 1123456789abcdef": "line 2: the name or the token is there already",
		"a 0123456789abcdef\nb 0123456789abcdef": "line 2: the name or the token is there already",
	} {
		_, err := web.ReadEditors(text)
		require.EqualError(t, err, want)
	}
}
