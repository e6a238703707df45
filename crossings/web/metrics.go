package web

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics count what the server does, for Prometheus.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
}

func newMetrics(s *Server, more []prometheus.Collector) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "crossings_http_requests_total", Help: "Requests answered, by route and status.",
		}, []string{"route", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "crossings_http_request_seconds", Help: "Time to answer a request, by route.",
			Buckets: []float64{.0001, .0003, .001, .003, .01, .03, .1, .3, 1},
		}, []string{"route"}),
	}
	m.registry.MustRegister(m.requests, m.seconds,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "crossings_claims", Help: "Claims in the registry."},
			func() float64 { return float64(s.registry.Len()) }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "crossings_event_streams", Help: "Event streams that are open."},
			func() float64 { return float64(s.streams.count()) }),
	)
	if s.writer != nil {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "crossings_writable", Help: "1 if claims that are sent can be kept, 0 after a write failed until that has healed.",
		}, func() float64 {
			if s.writer.able() != nil {
				return 0
			}
			return 1
		}))
	}
	m.registry.MustRegister(more...)
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// count counts and times the requests that next answers, by the route of mux that
// they take, so that the number of series does not grow with the addresses asked
// for.
func (m *metrics) count(mux *http.ServeMux, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, route := mux.Handler(r)
		counted := &counter{ResponseWriter: w, status: http.StatusOK}
		begun := time.Now()
		next.ServeHTTP(counted, r)
		m.requests.WithLabelValues(route, strconv.Itoa(counted.status)).Inc()
		if r.URL.Path != streamPath {
			m.seconds.WithLabelValues(route).Observe(time.Since(begun).Seconds())
		}
	})
}

// A counter remembers the status of a response.
type counter struct {
	http.ResponseWriter
	status int
}

func (c *counter) WriteHeader(status int) {
	c.status = status
	c.ResponseWriter.WriteHeader(status)
}

// Unwrap lets [http.ResponseController] reach the connection.
func (c *counter) Unwrap() http.ResponseWriter { return c.ResponseWriter }
