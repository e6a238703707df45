package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// A Currency says whether a registry has all claims that it should have, if its claims
// come from elsewhere, as from a log that several servers follow.
type Currency struct {
	Current   bool
	Reason    string    // why not, for those who run the server
	Confirmed time.Time // it had all that there was at this time; zero: at none
}

// retryCurrent is after how many seconds a client should ask again.
const retryCurrent = "2"

// Header fields of an answer from a registry that is not current.
const (
	currentHeader   = "Crossings-Current"   // "false"
	confirmedHeader = "Crossings-Confirmed" // the time up to which it has all, if there is one
)

type currencyKey struct{}

// currencyOf returns what was known of the registry when a request came in.
func currencyOf(r *http.Request) Currency {
	if c, ok := r.Context().Value(currencyKey{}).(Currency); ok {
		return c
	}
	return Currency{Current: true}
}

// shown is what of a currency shows in an answer, which is kept as long as that is
// the same.
func (c Currency) shown() Currency {
	if c.Current {
		return Currency{Current: true}
	}
	return Currency{Confirmed: c.Confirmed.UTC().Truncate(time.Minute)}
}

// judged asks whether the registry is current, once for each request. If it is not,
// what programs ask is refused, unless they say that they take stale answers, as
// Cache-Control: max-stale does; pages are answered, and say so.
func (s *Server) judged(next http.Handler) http.Handler {
	if s.currency == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := s.currency()
		if !c.Current && r.Method != http.MethodPost && asksOfClaims(r.URL.Path) && !takesStale(r) {
			c.mark(w.Header())
			w.Header().Set("Retry-After", retryCurrent)
			problem(w, http.StatusServiceUnavailable, "the registry of this server is not current: "+c.Reason+
				"; ask another server, or send Cache-Control: max-stale to be answered all the same")
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), currencyKey{}, c)))
	})
}

// asksOfClaims reports whether a path is of the API and answered from claims. The
// event stream tells by itself when it is not current.
func asksOfClaims(path string) bool {
	return strings.HasPrefix(path, apiRoot+"/") && path != streamPath && !strings.HasPrefix(path, apiRoot+"/openapi")
}

// takesStale reports whether a client takes an answer that is not current.
func takesStale(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Cache-Control"), ",") {
		if strings.EqualFold(strings.TrimSpace(part), "max-stale") {
			return true
		}
	}
	return false
}

// marked marks answers from a registry that is not current, and keeps them out of
// caches.
func (s *Server) marked(next http.Handler) http.Handler {
	if s.currency == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		isPage := !strings.HasPrefix(r.URL.Path, "/api/") && kept(r.URL.Path) && s.pages.assets[r.URL.Path].kind == ""
		if c := currencyOf(r).shown(); !c.Current && (isPage || asksOfClaims(r.URL.Path)) {
			c.mark(w.Header())
		}
		next.ServeHTTP(w, r)
	})
}

func (c Currency) mark(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set(currentHeader, "false")
	if !c.Confirmed.IsZero() {
		h.Set(confirmedHeader, c.Confirmed.UTC().Format(time.RFC3339))
	}
}

// event is the event of a stream that tells of a change.
func (c Currency) event() string {
	told := struct {
		Current   bool      `json:"current"`
		Reason    string    `json:"reason,omitempty"`
		Confirmed time.Time `json:"confirmed,omitzero"`
	}{c.Current, c.Reason, c.Confirmed.UTC()}
	if c.Current {
		told.Reason, told.Confirmed = "", time.Time{}
	}
	data, err := json.Marshal(told)
	if err != nil {
		panic(err) // a year beyond 9999
	}
	return fmt.Sprintf("event: currency\ndata: %s\n\n", data)
}
