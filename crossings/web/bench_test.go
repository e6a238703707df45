//go:build unix

package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// BenchmarkPages times pages of the real dataset that were not asked for before,
// each of another day: what it takes to make one. It reports the median, too.
func BenchmarkPages(b *testing.B) {
	reg, err := border.Default()
	require.NoError(b, err)
	for _, page := range []struct{ name, path, day string }{
		{"front", "/", "on"}, {"compare", "/compare", "on"}, {"changes", "/changes", "to"}, {"crossing", "/crossings/al-bukamal-al-qaim", "on"},
	} {
		b.Run(page.name, func(b *testing.B) {
			s := server(b, config(b, reg))
			var times []time.Duration
			n, bytes := 0, 0
			cpu := processTime(b)
			for b.Loop() {
				r := httptest.NewRequest(http.MethodGet, fmt.Sprintf("%s?%s=%s", page.path, page.day, today.AddDays(-n%5000)), nil)
				r.Host = fmt.Sprintf("host%d.example", n/5000) // under another name it is another answer
				r.Header.Set("Accept", "text/html")
				n++
				w := httptest.NewRecorder()
				begun := time.Now()
				s.ServeHTTP(w, r)
				times = append(times, time.Since(begun))
				require.Equal(b, http.StatusOK, w.Code, r.URL)
				bytes += w.Body.Len()
			}
			b.ReportMetric(float64(bytes/n), "bytes")
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Nanoseconds()), "median-ns")
			b.ReportMetric(float64((processTime(b)-cpu).Nanoseconds())/float64(n), "cpu-ns/op")
		})
	}
}

// processTime returns the processor time that this process has taken, which other
// work on the machine disturbs less than the clock's.
func processTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkKept times an answer that was given before.
func BenchmarkKept(b *testing.B) {
	reg, err := border.Default()
	require.NoError(b, err)
	s := server(b, config(b, reg))
	r := httptest.NewRequest(http.MethodGet, bukamal+"/state?on=2020-01-01", nil)
	for b.Loop() {
		s.ServeHTTP(httptest.NewRecorder(), r)
	}
}
