package web

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"

	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/crossingstatus/border"
)

// A Config says what a [Server] serves. Only Registry is required.
type Config struct {
	Registry *border.Registry
	Version  string            // of the program, as the API's document tells it; "" is "dev"
	Today    func() border.Day // nil: border.Today
	Log      *slog.Logger      // nil: nothing is logged

	// DatasetVersion is that of the claims, for citing; "" if they have none.
	DatasetVersion string

	// Add keeps claims that clients send, as journal.Journal.Add does, and Token
	// is what they must know for it. Without Add nothing can be written.
	Add   func(...border.Claim) ([]uuid.UUID, error)
	Token []byte

	// Editors may enter claims at /desk, and over the API, each with the editor's own token.
	// Without any, or without Add, there is no desk.
	Editors []Editor

	// EntriesFile is where the desk keeps the list of who entered what; "": in memory.
	EntriesFile string

	// Writable tells why claims cannot be kept now, as journal.Journal.Err does; nil if
	// they can. While they cannot, the server is not ready. It is called at each request
	// of /readyz and of /metrics, so it must be quick. nil: claims can be kept unless Add failed
	// the last time, for another reason than the claims; then only another Add tells.
	Writable func() error

	// Currency tells whether the registry has all that it should have. It is called
	// at each request, so it must be quick. nil: it always has.
	Currency func() Currency

	// ReportTo is where errors in claims are reported, as [ReadReportTo] reads it; nil: nowhere.
	ReportTo *url.URL

	// Metrics are shown beside the server's own.
	Metrics []prometheus.Collector

	// MaxStreams is how many event streams may be open at once; 0 is 4096.
	MaxStreams int

	// Limits are what one client may do.
	Limits Limits
}

// A Server answers HTTP requests from a registry. Claims that are added to the registry
// show at the next request. Until then answers are cached, up to 32 MiB of them.
//
// A Server may be used by any number of goroutines. Close ends its event streams.
type Server struct {
	registry       *border.Registry
	today          func() border.Day
	log            *slog.Logger
	currency       func() Currency // nil: always current
	pages          pages
	streams        *streams
	writer         *writer // nil: nothing can be written
	desk           *desk   // nil: nobody may enter claims at it
	metrics        *metrics
	clients        *clients
	cache          *cache
	first          atomic.Pointer[firstDay]
	lastMarks      atomic.Pointer[marks]
	drawings       drawings
	datasetVersion string
	reportTo       *url.URL
	handler        http.Handler
}

// minToken is the least length of a token, in bytes.
const minToken = 16

// New returns a server.
func New(c Config) (*Server, error) {
	if c.Add != nil && len(c.Token) < minToken && len(c.Editors) == 0 {
		return nil, fmt.Errorf("the token for writing has %d bytes; want at least %d", len(c.Token), minToken)
	}
	if c.Registry == nil {
		return nil, fmt.Errorf("a server needs a registry")
	}
	s := &Server{registry: c.Registry, today: c.Today, log: c.Log, currency: c.Currency, datasetVersion: c.DatasetVersion, reportTo: c.ReportTo}
	if s.today == nil {
		s.today = border.Today
	}
	if s.log == nil {
		s.log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	if c.MaxStreams == 0 {
		c.MaxStreams = 4096
	}
	if c.Version == "" {
		c.Version = "dev"
	}
	s.clients = newClients(c.Limits)
	s.streams = newStreams(c.Registry, c.MaxStreams, c.Currency)
	s.streams.clients = s.clients
	if s.writer = newWriter(c, s.log); s.writer != nil {
		s.writer.clients = s.clients
	}
	s.metrics = newMetrics(s, c.Metrics)
	var err error
	if s.pages, err = newPages(); err != nil {
		return nil, err
	}

	if s.desk, err = newDesk(s, c); err != nil {
		return nil, err
	}

	mux := http.NewServeMux()
	s.routePages(mux)
	if err := s.routeHead(mux); err != nil {
		return nil, err
	}
	s.routeDesk(mux)
	api := s.routeAPI(mux, c.Version)
	if s.writer != nil {
		s.writer.describe(api)
		mux.Handle("POST "+apiRoot+"/claims", s.writer)
	}
	mux.Handle("GET /metrics", s.metrics.handler())
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", s.ready)
	mux.HandleFunc("/", s.notFound(mux))
	s.cache = newCache(s)
	s.handler = s.metrics.count(mux, secure(spoken(s.clients.limit(bounded(s.judged(s.cache.keep(spoken(s.marked(mux)))))))))
	return s, nil
}

// ServeHTTP implements [http.Handler].
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Close ends the event streams, after which the server is no longer ready.
func (s *Server) Close() { s.streams.close() }

// ready answers whether requests should be sent here.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	if s.streams.closed() {
		problem(w, http.StatusServiceUnavailable, "the server is shutting down")
		return
	}
	if s.currency != nil {
		if c := s.currency(); !c.Current {
			w.Header().Set("Retry-After", retryCurrent)
			problem(w, http.StatusServiceUnavailable, c.Reason)
			return
		}
	}
	if s.writer != nil && s.writer.able() != nil { // its words are for the log
		w.Header().Set("Retry-After", retryCurrent)
		problem(w, http.StatusServiceUnavailable, "claims cannot be kept now; the log of this server says why")
		return
	}
	fmt.Fprintln(w, "ready")
}

// notFound answers what no route does: that the path is unknown, or that it takes
// another method.
func (s *Server) notFound(mux *http.ServeMux) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var allowed []string
		for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost} {
			other := r.Clone(r.Context())
			other.Method = method
			if _, pattern := mux.Handler(other); pattern != "/" {
				allowed = append(allowed, method)
			}
		}
		if path := strings.TrimRight(r.URL.Path, "/"); len(allowed) == 0 && path != r.URL.Path && path != "" {
			other := r.Clone(r.Context())
			other.URL.Path = path
			if _, pattern := mux.Handler(other); pattern != "/" {
				http.Redirect(w, r, other.URL.RequestURI(), http.StatusPermanentRedirect)
				return
			}
		}
		if len(allowed) == 0 {
			s.fail(w, r, http.StatusNotFound, fmt.Sprintf("there is nothing at %s", shorten(r.URL.Path)))
			return
		}
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		s.fail(w, r, http.StatusMethodNotAllowed, fmt.Sprintf("%s does not take %s", shorten(r.URL.Path), shorten(r.Method)))
	}
}
