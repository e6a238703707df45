package main

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border/crossings/jetstream"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/stretchr/testify/require"
)

// collected returns the metrics of a status as Prometheus reads them, without what
// is said about them.
func collected(t *testing.T, s *jetstream.Status) string {
	t.Helper()
	registry := prometheus.NewPedanticRegistry()
	registry.MustRegister(replicaMetrics{
		connected: func() bool { return s != nil },
		current:   func() bool { return s != nil && s.Current },
		status: func() (jetstream.Status, bool) {
			if s == nil {
				return jetstream.Status{}, false
			}
			return *s, true
		},
	})
	w := httptest.NewRecorder()
	promhttp.HandlerFor(registry, promhttp.HandlerOpts{ErrorHandling: promhttp.HTTPErrorOnError}).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	require.Equal(t, http.StatusOK, w.Code, w.Body)
	var lines []string
	for line := range strings.Lines(w.Body.String()) {
		if !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "")
}

func TestReplicaMetrics(t *testing.T) {
	require.Equal(t, "crossings_log_connected 0\ncrossings_log_current 0\n", collected(t, nil))
	require.Equal(t, `crossings_log_aside 1
crossings_log_checkpoint 10000
crossings_log_confirmed_timestamp_seconds 1.795547001e+09
crossings_log_connected 1
crossings_log_current 0
crossings_log_differs{follower="b:8080"} 1
crossings_log_follower_sequence{follower="b:8080"} 12000
crossings_log_head 12345
crossings_log_healed_total{by="follower"} 4
crossings_log_healed_total{by="leader"} 3
crossings_log_hole 11
crossings_log_holes_total 2
crossings_log_info{follower="a:8080",leader="n1",sum="000000000000"} 1
crossings_log_lag 345
crossings_log_sequence 12000
`, collected(t, &jetstream.Status{
		Name: "a:8080", Sequence: 12000, Head: 12345, Leader: "n1", Confirmed: time.Unix(1795547001, 0),
		Hole: jetstream.Range{From: 12001, To: 12011}, Holes: 2, HealedByLeader: 3, HealedByOthers: 4,
		Aside: []jetstream.Aside{{Sequence: 7, Err: errors.New("no")}}, Checkpoint: 10000, Differ: []string{"b:8080"},
		Followers: []jetstream.Other{{Name: "b:8080", Sequence: 12000}},
	}))
	current := collected(t, &jetstream.Status{Name: "a", Current: true})
	require.Contains(t, current, "crossings_log_current 1\n")
	require.Contains(t, current, "crossings_log_hole 0\n")
	require.Contains(t, current, "crossings_log_confirmed_timestamp_seconds 0\n")
}
