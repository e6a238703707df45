package web

import (
	"encoding/json"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
)

// problem answers with a problem document (RFC 9457).
func problem(w http.ResponseWriter, _ *http.Request, status int, detail string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	// The document is small and its members are strings: encoding cannot fail, and
	// whether a client that is gone got it does not matter.
	json.NewEncoder(w).Encode(huma.ErrorModel{Title: http.StatusText(status), Status: status, Detail: detail})
}

// shorten cuts what a client sent to a length fit for a message.
func shorten(s string) string {
	const most = 80
	s = strings.ToValidUTF8(s, "�")
	if len(s) <= most {
		return s
	}
	cut := most
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}

// wantsPage reports whether a request was made by a browser for a person to read.
func wantsPage(r *http.Request) bool {
	return !strings.HasPrefix(r.URL.Path, "/api/") && strings.Contains(r.Header.Get("Accept"), "text/html")
}

// fail answers with a page for people and with a problem document for programs.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, status int, detail string) {
	if wantsPage(r) {
		s.errorPage(w, r, status, detail)
		return
	}
	problem(w, r, status, detail)
}
