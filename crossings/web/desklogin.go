package web

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/crossingstatus/border/crossings/words"
)

// Bounds of logging in.
const (
	sessionTime = 12 * time.Hour
	maxSessions = 1000
	wrongMinute = 5 // wrong tokens a minute of one client
	deskCookie  = "desk"
)

// A session is one editor logged in at one browser.
type session struct {
	name, csrf string
	ends       time.Time
}

// isForm reports whether a form has the token of the session.
func (s *session) isForm(csrf string) bool {
	return subtle.ConstantTimeCompare([]byte(csrf), []byte(s.csrf)) == 1
}

// A door lets editors in. Sessions are kept in memory: after a restart editors log in
// anew.
type door struct {
	editors *editors
	now     func() time.Time

	mu       sync.Mutex
	sessions map[[sha256.Size]byte]*session // by what the cookie hashes to
	wrong    map[netip.Prefix][]time.Time   // wrong tokens of the last minute, by client
}

func newDoor(editors []Editor) *door {
	return &door{editors: newEditors(editors), now: time.Now, sessions: map[[sha256.Size]byte]*session{}, wrong: map[netip.Prefix][]time.Time{}}
}

// session returns the session of a request, nil if it has none.
func (d *door) session(r *http.Request) *session {
	c, err := r.Cookie(deskCookie)
	if err != nil {
		return nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	s := d.sessions[sha256.Sum256([]byte(c.Value))]
	if s == nil || !d.now().Before(s.ends) || !d.editors.has(s.name) {
		return nil
	}
	return s
}

// enter begins a session and returns what its cookie has: always a new one, so that
// nobody can choose it for another.
func (d *door) enter(name string) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := d.now()
	for key, s := range d.sessions {
		if !now.Before(s.ends) || len(d.sessions) >= maxSessions {
			delete(d.sessions, key)
		}
	}
	value := rand.Text() + rand.Text()
	d.sessions[sha256.Sum256([]byte(value))] = &session{name: name, csrf: rand.Text(), ends: now.Add(sessionTime)}
	return value
}

// leave ends the session of a request.
func (d *door) leave(r *http.Request) {
	if c, err := r.Cookie(deskCookie); err == nil {
		d.mu.Lock()
		defer d.mu.Unlock()
		delete(d.sessions, sha256.Sum256([]byte(c.Value)))
	}
}

// may reports whether a client may try another token: it had fewer than five wrong
// ones within a minute. With isWrong it counts one.
func (d *door) may(client netip.Prefix, isWrong bool) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := d.now()
	for c, times := range d.wrong {
		for len(times) > 0 && now.Sub(times[0]) >= time.Minute {
			times = times[1:]
		}
		if d.wrong[c] = times; len(times) == 0 {
			delete(d.wrong, c)
		}
	}
	if isWrong {
		d.wrong[client] = append(d.wrong[client], now)
	}
	return len(d.wrong[client]) < wrongMinute
}

// login lets those in who know a token.
func (d *desk) login(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	client := clientOf(r)
	v, err := d.visit(w, r)
	if err != nil {
		d.server.fail(w, r, http.StatusBadRequest, err.Error())
		return
	}
	v.session = nil
	l := v.page.Language
	if !d.door.may(client, false) {
		w.Header().Set("Retry-After", "60")
		d.render(w, r, http.StatusTooManyRequests, v, deskBody{Fault: words.Of(l, "Too many wrong tokens; wait a minute.")})
		return
	}
	name := d.door.editors.named(v.form.Get("token"))
	if name == "" {
		d.door.may(client, true)
		d.server.log.Warn("desk refused", "reason", "token", "address", r.RemoteAddr)
		d.render(w, r, http.StatusForbidden, v, deskBody{Fault: words.Of(l, "This token is not known here.")})
		return
	}
	d.door.leave(r)
	d.server.log.Info("desk login", "name", name, "address", r.RemoteAddr)
	http.SetCookie(w, cookie(r, d.door.enter(name), int(sessionTime/time.Second)))
	http.Redirect(w, r, v.page.address("/desk"), http.StatusSeeOther)
}

// cookie returns the desk's cookie: out of reach of scripts and of other sites, and
// off this machine sent over TLS alone.
func cookie(r *http.Request, value string, seconds int) *http.Cookie {
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	ip := net.ParseIP(host)
	isLocal := host == "localhost" || ip != nil && ip.IsLoopback()
	return &http.Cookie{Name: deskCookie, Value: value, Path: "/desk", MaxAge: seconds, HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: !isLocal}
}
