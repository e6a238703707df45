package web

import (
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"github.com/crossingstatus/border"
)

// Limits of writing, for all clients together.
const (
	writesAtOnce  = 20
	writesASecond = 5
)

// retryFailed is after what time a client should send claims again that could not be
// kept.
const retryFailed = 10 * time.Second

// A bucket limits how often something may be done.
type bucket struct {
	mu     sync.Mutex
	tokens float64
	last   time.Time
}

// take reports whether it may be done now, and counts it if so.
func (b *bucket) take(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.last.IsZero() {
		b.tokens = writesAtOnce
	} else {
		b.tokens = min(writesAtOnce, b.tokens+now.Sub(b.last).Seconds()*writesASecond)
	}
	b.last = now
	if b.tokens < 1 {
		return false
	}
	b.tokens--
	return true
}

// A writer takes claims in.
type writer struct {
	log      *slog.Logger
	registry *border.Registry
	add      func(...border.Claim) ([]uuid.UUID, error)
	writable func() error // nil: as the last write went
	editors  *editors
	token    []byte // of [Config.Token]
	limit    bucket
	clients  *clients

	mu   sync.Mutex
	last error // of the last write, unless its claims were at fault
	told bool  // the log has that claims cannot be kept
}

// newWriter returns the writer of a server that takes claims in, nil if it does not.
func newWriter(c Config, log *slog.Logger) *writer {
	if c.Add == nil {
		return nil
	}
	return &writer{log: log, registry: c.Registry, add: c.Add, writable: c.Writable, editors: newEditors(editorsOf(c)), token: c.Token}
}

// able returns why claims cannot be kept now, nil if they can, and logs when that
// begins and ends.
func (w *writer) able() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	err := w.last
	if w.writable != nil {
		err = w.writable()
	}
	switch failed := err != nil; {
	case failed && !w.told:
		w.log.Error("claims cannot be kept", "error", err)
	case !failed && w.told:
		w.log.Info("claims can be kept again")
	}
	w.told = err != nil
	return err
}

// ended notes how a write went that did not fail for its claims.
func (w *writer) ended(err error) {
	w.mu.Lock()
	w.last = err
	w.mu.Unlock()
	_ = w.able() // for the log
}

// An UnavailableError is an error of [Config].Add that does not last: the client should send
// the same claims again later.
type UnavailableError struct {
	Detail string        // for the client
	After  time.Duration // when to send them again
	Err    error         // for those who run the server; nil: nothing beyond Detail
}

// Error returns the detail, and what is behind it.
func (e *UnavailableError) Error() string {
	if e.Err == nil {
		return e.Detail
	}
	return e.Detail + ": " + e.Err.Error()
}

// Unwrap returns what is behind the error.
func (e *UnavailableError) Unwrap() error { return e.Err }

// writeAnswer has the ids of the claims, in the order in which they were sent.
type writeAnswer struct {
	IDs []uuid.UUID `json:"ids" nullable:"false" doc:"Ids of the claims, in the order in which they were sent"`
}

// ServeHTTP takes claims in, or with dry-run=true says what they would change. Each step asks
// for less trust than the one before and does more work: who sends them, whether there are too
// many requests, how long the body is, how many claims it has, what they say.
func (w *writer) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	status, answer, refused := w.write(rw, r)
	if refused != nil {
		refused.write(rw)
		return
	}
	rw.Header().Set("Content-Type", "application/json")
	rw.WriteHeader(status)
	json.NewEncoder(rw).Encode(answer) // it has been worked out; a client that is gone gets none
}

func (w *writer) write(rw http.ResponseWriter, r *http.Request) (status int, answer any, refused *refusal) {
	client := clientOf(r)
	if !w.clients.mayTry(client, false) {
		return 0, nil, &refusal{status: http.StatusTooManyRequests, detail: "too many requests without a token that is known here; wait a minute", after: time.Minute}
	}
	name := w.authorized(r.Header["Authorization"])
	if name == "" {
		w.clients.mayTry(client, true)
		w.log.Warn("write refused", "reason", "token", "address", r.RemoteAddr)
		rw.Header().Set("WWW-Authenticate", "Bearer")
		return 0, nil, &refusal{status: http.StatusUnauthorized, detail: "writing takes the header Authorization: Bearer and the token of this server, once"}
	}
	if !w.limit.take(time.Now()) {
		return 0, nil, &refusal{status: http.StatusTooManyRequests, detail: "too many writes; try again in a second", after: time.Second}
	}
	isDry, refused := dryRun(r.URL)
	if refused != nil {
		return 0, nil, refused
	}
	body, refused := readBody(rw, r)
	if refused != nil {
		return 0, nil, refused
	}
	claims, refused := parseBatch(w.registry.View(), body)
	if refused != nil {
		return 0, nil, refused
	}
	if isDry {
		changes, err := w.registry.Try(claims...)
		if err != nil {
			return 0, nil, refusalOf(err, len(body))
		}
		return http.StatusOK, append([]border.Change{}, changes...), nil
	}
	ids, err := w.add(claims...)
	refused = refusalOf(err, len(body))
	if err == nil || refused == errNotKept {
		w.ended(err)
	}
	if err != nil {
		w.log.Info("write refused", "name", name, "address", r.RemoteAddr, "claims", len(claims), "status", refused.status, "error", cut(err.Error(), maxReason))
		return 0, nil, refused
	}
	w.log.Info("write", "name", name, "address", r.RemoteAddr, "claims", len(claims), "ids", ids)
	return http.StatusCreated, writeAnswer{ids}, nil
}

// dryRun reports whether an address asks what claims would change. It takes no other parameter.
func dryRun(address *url.URL) (isDry bool, refused *refusal) {
	fault := func(name, value, message string) *refusal {
		return &refusal{status: http.StatusUnprocessableEntity, detail: "validation failed",
			faults: []*huma.ErrorDetail{{Message: message, Location: "query." + shorten(name), Value: shorten(value)}}}
	}
	query, err := url.ParseQuery(address.RawQuery)
	if err != nil {
		return false, &refusal{status: http.StatusUnprocessableEntity, detail: "the address cannot be read: " + shorten(err.Error())}
	}
	for _, name := range slices.Sorted(maps.Keys(query)) {
		switch values := query[name]; {
		case name != dryRunParameter:
			return false, fault(name, values[0], "unknown query parameter")
		case len(values) > 1:
			return false, fault(name, values[1], "given twice")
		case values[0] != "true" && values[0] != "false":
			return false, fault(name, values[0], "want true or false")
		}
	}
	return query.Get(dryRunParameter) == "true", nil
}

const dryRunParameter = "dry-run"

// editorsOf returns those who may write: the editors, and who knows the one token.
func editorsOf(c Config) []Editor {
	editors := slices.Clone(c.Editors)
	if len(c.Token) > 0 {
		editors = append(editors, Editor{"token", string(c.Token)})
	}
	return editors
}

// authorized returns who has the bearer token, "" if nobody. Hashes are compared, in
// constant time, so that not even a token's length shows.
func (w *writer) authorized(headers []string) string {
	if len(headers) != 1 {
		return ""
	}
	scheme, token, _ := strings.Cut(headers[0], " ")
	name := w.editors.named(strings.TrimSpace(token))
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return name
}

// errNotKept is the refusal of claims with which nothing is wrong.
var errNotKept = &refusal{status: http.StatusServiceUnavailable, after: retryFailed,
	detail: "it is not known whether the claims were kept; send the same again, none is added twice"}

// refusalOf is what a client is told of an error of [Config.Add], nil of none; it had
// sent a body of n bytes.
func refusalOf(err error, n int) *refusal {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*UnavailableError](err); ok {
		return &refusal{status: http.StatusServiceUnavailable, detail: e.Detail, after: e.After}
	}
	if errors.Is(err, border.ErrTwoContents) {
		return &refusal{status: http.StatusConflict, detail: cut(err.Error(), maxReason)}
	}
	if e, ok := errors.AsType[*border.ClaimError](err); ok {
		faults := newFaults(n)
		faults.add(max(e.Line-1, 0), err)
		return faults.refusal()
	}
	return errNotKept
}
