package web

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Bounds on what a client may send and how long it may take.
const (
	maxAddress    = 2 << 10  // bytes of path and query
	maxParameters = 32       // of a query
	maxName       = 200      // bytes of the name of a crossing
	maxHeader     = 16 << 10 // bytes of all header fields

	headerTime   = 5 * time.Second
	readTime     = 15 * time.Second
	writeTime    = 30 * time.Second
	idleTime     = 2 * time.Minute
	shutdownTime = 10 * time.Second
)

// secure sets the header fields that keep a page to what it is meant to do.
func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h["Content-Security-Policy"] = contentSecurity
		if isEmbed(r.URL.Path) {
			h["Content-Security-Policy"] = embedSecurity
		}
		h["X-Content-Type-Options"] = noSniff
		h["Referrer-Policy"] = noReferrer
		h["Cross-Origin-Opener-Policy"] = sameOrigin
		h["Permissions-Policy"] = noPermissions
		if strings.HasPrefix(r.URL.Path, "/api/") || isFile(r.URL.Path) {
			h["Access-Control-Allow-Origin"] = anyOrigin // what anybody may read, any page may
			if r.Method != http.MethodPost {             // which other origins cannot send with a token
				h["Access-Control-Expose-Headers"] = exposed
				h["Cross-Origin-Resource-Policy"] = crossOrigin
			}
			if r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != "" {
				h["Access-Control-Allow-Methods"], h["Access-Control-Allow-Headers"] = readMethods, readHeaders
				w.WriteHeader(http.StatusNoContent)
				return
			}
		} else if !isEmbed(r.URL.Path) {
			h["Cross-Origin-Resource-Policy"] = sameOrigin
		} else {
			h["Cross-Origin-Resource-Policy"] = crossOrigin
		}
		next.ServeHTTP(w, r)
	})
}

// Values of header fields, made once; they are never changed.
var (
	contentSecurity = []string{"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; manifest-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"}
	noSniff         = []string{"nosniff"}
	noReferrer      = []string{"no-referrer"}
	sameOrigin      = []string{"same-origin"}
	anyOrigin       = []string{"*"}
	readMethods     = []string{"GET, HEAD"}
	readHeaders     = []string{"If-None-Match, Cache-Control, Last-Event-ID"}
	crossOrigin     = []string{"cross-origin"}
	exposed         = []string{"ETag, Content-Disposition, Retry-After, " + currentHeader + ", " + confirmedHeader}
	noPermissions   = []string{"camera=(), geolocation=(), microphone=(), payment=()"}
)

// bounded refuses addresses that are too long, or have too many parameters, and lets
// nothing wait for a body: the one who reads it says for how long. Otherwise net/http
// would wait for what nobody has read, before it sends the answer.
func bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Body != nil && r.Body != http.NoBody {
			waitForBody(w, time.Unix(1, 0))
		}
		if n := len(r.URL.Path) + len(r.URL.RawQuery); n > maxAddress {
			problem(w, http.StatusRequestURITooLong, fmt.Sprintf("the address has %d bytes, more than %d", n, maxAddress))
			return
		}
		if n := strings.Count(r.URL.RawQuery, "&") + 1; n > maxParameters {
			problem(w, http.StatusBadRequest, fmt.Sprintf("the address has %d parameters, more than %d", n, maxParameters))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// waitForBody says until when a body may come; the zero time is for ever.
func waitForBody(w http.ResponseWriter, until time.Time) {
	_ = http.NewResponseController(w).SetReadDeadline(until) // who knows no deadline has the body already
}
