package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// Bounds on what an answer repeats of what a client sent.
const (
	maxEcho   = 64  // characters of a wrong value
	maxReason = 400 // characters of a message
	maxFaults = 20  // faults told of one request
)

// A refusal is why a request is not done, as its client is told.
type refusal struct {
	status int
	detail string
	faults []*huma.ErrorDetail
	after  time.Duration // when to send the same again; 0: that would not help
}

// write answers with a problem document (RFC 9457).
func (p *refusal) write(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Set("Cache-Control", "no-store")
	if p.after > 0 {
		seconds := (p.after + time.Second - 1) / time.Second
		h.Set("Retry-After", strconv.Itoa(int(seconds)))
	}
	w.WriteHeader(p.status)
	// The document is small and its members are strings: encoding cannot fail, and
	// whether a client that is gone got it does not matter.
	json.NewEncoder(w).Encode(huma.ErrorModel{Title: http.StatusText(p.status), Status: p.status, Detail: p.detail, Errors: p.faults})
}

// problem answers with a problem document that has no list of faults.
func problem(w http.ResponseWriter, status int, detail string) {
	(&refusal{status: status, detail: detail}).write(w)
}

// reason is the message of an error about what a client sent, of which the error may
// have all.
func reason(err error) string {
	if e, ok := errors.AsType[*edtf.ParseError](err); ok {
		text := fmt.Sprintf("%s at offset %d", cut(e.Msg, maxReason), e.Offset)
		if said, _ := words.MayMean(edtf.English, err, edtf.Day{}, false); said != "" {
			text += "; " + said
		}
		return cut(text, maxReason)
	}
	if e, ok := errors.AsType[*border.LookupError](err); ok {
		short := *e
		short.Name = shorten(e.Name)
		return short.Error()
	}
	if e, ok := errors.AsType[*border.VocabularyError](err); ok {
		short := *e
		short.Word = shorten(e.Word)
		return short.Error()
	}
	return cut(err.Error(), maxReason)
}

// shorten cuts what a client sent to a length fit for a message.
func shorten(s string) string { return cut(s, maxEcho) }

// cut returns at most the first characters of a text. What is not UTF-8 in them is
// replaced.
func cut(s string, most int) string {
	n := 0
	for i := range s {
		if n == most {
			return strings.ToValidUTF8(s[:i], "�") + "…"
		}
		n++
	}
	return strings.ToValidUTF8(s, "�")
}

// wantsPage reports whether a request was made by a browser for a person to read.
func wantsPage(r *http.Request) bool {
	return !strings.HasPrefix(r.URL.Path, "/api/") && !isFile(r.URL.Path) && strings.Contains(r.Header.Get("Accept"), "text/html")
}

// fail answers with a page for people and with a problem document for programs.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, status int, detail string) {
	if wantsPage(r) {
		s.errorPage(w, r, status, detail)
		return
	}
	problem(w, status, detail)
}
