package web

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"math"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"github.com/crossingstatus/border"
)

// Limits of writing, for all clients together.
const (
	maxClaims     = 100 // in one request
	writesAtOnce  = 20
	writesASecond = 5
)

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
	server *Server
	add    func(...border.Claim) ([]uuid.UUID, error)
	token  [sha256.Size]byte
	limit  bucket
}

// authorized compares a bearer token in constant time: hashes are compared, so
// that not even the token's length shows.
func (w *writer) authorized(header string) bool {
	scheme, token, _ := strings.Cut(header, " ")
	sum := sha256.Sum256([]byte(strings.TrimSpace(token)))
	return subtle.ConstantTimeCompare(sum[:], w.token[:]) == 1 && strings.EqualFold(scheme, "Bearer")
}

// writeAnswer has the ids of the claims, in the order in which they were sent.
type writeAnswer struct {
	IDs []uuid.UUID `json:"ids" nullable:"false" doc:"Ids of the claims, in the order in which they were sent"`
}

// An UnavailableError is one of [Config.Add] after which a client should send the
// same claims again.
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

// route registers the operation that writes.
func (w *writer) route(api huma.API) {
	api.OpenAPI().Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer"}}
	huma.Register(api, huma.Operation{
		OperationID: "add", Method: http.MethodPost, Path: apiRoot + "/claims", Summary: "Add claims, all or none",
		Description: "Answers once they are durable. After a 503 some of them may be there already: send the same again. A claim's id is the key of the request: sending the same claims again changes nothing and answers the same ids.",
		Security:    []map[string][]string{{"token": {}}}, MaxBodyBytes: maxBody, DefaultStatus: http.StatusCreated,
		Errors: []int{http.StatusUnauthorized, http.StatusConflict, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusServiceUnavailable},
	}, func(_ context.Context, in *struct {
		Authorization string `header:"Authorization" doc:"Bearer and the token"`
		Body          []border.Claim
	}) (*body[writeAnswer], error) {
		if !w.authorized(in.Authorization) {
			w.server.log.Warn("write refused", "reason", "token")
			return nil, huma.Error401Unauthorized("writing takes the header Authorization: Bearer and the token of this server")
		}
		if len(in.Body) == 0 || len(in.Body) > maxClaims {
			return nil, huma.Error422UnprocessableEntity("send from 1 to 100 claims at once")
		}
		if !w.limit.take(time.Now()) {
			return nil, huma.ErrorWithHeaders(huma.Error429TooManyRequests("too many writes; try again in a second"), http.Header{"Retry-After": {"1"}})
		}
		ids, err := w.add(in.Body...)
		w.server.log.Info("write", "claims", len(in.Body), "ids", ids, "error", err)
		unavailable, _ := errors.AsType[*UnavailableError](err)
		switch {
		case err == nil:
			return &body[writeAnswer]{writeAnswer{ids}}, nil
		case unavailable != nil:
			after := strconv.Itoa(int(math.Ceil(unavailable.After.Seconds())))
			return nil, huma.ErrorWithHeaders(huma.Error503ServiceUnavailable(unavailable.Detail), http.Header{"Retry-After": {after}})
		case errors.Is(err, border.ErrTwoContents):
			return nil, huma.Error409Conflict(err.Error())
		}
		if _, ok := errors.AsType[*border.ClaimError](err); ok {
			return nil, huma.Error422UnprocessableEntity(err.Error())
		}
		return nil, huma.Error500InternalServerError("the claims could not be kept; none was added")
	})
}
