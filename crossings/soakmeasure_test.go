//go:build unix

package main

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A burden is what a server takes at a time.
type burden struct {
	at                                 time.Duration // since the work began
	resident, heap                     float64       // bytes
	goroutines, files, streams, claims int
	processor                          float64 // seconds
}

func (m burden) String() string {
	return fmt.Sprintf("%.1f MB resident, the next collection at %.1f MB of heap, %d goroutines, %d files, %d streams, %d claims, %.1f s of processor",
		m.resident/1e6, m.heap/1e6, m.goroutines, m.files, m.streams, m.claims, m.processor)
}

// burden asks a server what it takes, by a connection that it does not keep.
func (s *soak) burden() (m burden) {
	client := &http.Client{Timeout: time.Minute, Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Get(s.root + "/metrics")
	if err != nil {
		s.fault("/metrics: %v", err)
		return m
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		s.fault("/metrics: %v", err)
	}
	value := func(name string) float64 {
		_, rest, found := strings.Cut(string(text), "\n"+name+" ")
		line, _, _ := strings.Cut(rest, "\n")
		v, err := strconv.ParseFloat(line, 64)
		if !found || err != nil {
			s.fault("/metrics has no %s: %q", name, line)
		}
		return v
	}
	return burden{
		resident: value("process_resident_memory_bytes"), heap: value("go_memstats_next_gc_bytes"), processor: value("process_cpu_seconds_total"),
		goroutines: int(value("go_goroutines")), files: int(value("process_open_fds")), streams: int(value("crossings_event_streams")), claims: int(value("crossings_claims")),
	}
}

// watch measures until the time is over.
func (s *soak) watch() (all []burden) {
	begun := time.Now()
	for s.sleep(share(360, 250*time.Millisecond)) {
		m := s.burden()
		m.at = time.Since(begun)
		all = append(all, m)
		if len(all)%4 == 0 {
			fmt.Printf("soak: after %v: %v\n", m.at.Round(time.Second), m)
		}
	}
	return all
}

// flat requires that in the last ninth of the time memory is, within 5 in a hundred, that of a server which began two
// ninths before with the claims of then.
func flat(t *testing.T, all, compared []burden) {
	within := func(measured []burden, from, to int, of func(burden) float64) float64 {
		var values []float64
		for _, m := range measured {
			if ninth := *soakFor / 9; m.at >= ninth*time.Duration(from) && m.at < ninth*time.Duration(to) {
				values = append(values, of(m))
			}
		}
		slices.Sort(values)
		require.NotEmpty(t, values)
		return values[len(values)/2]
	}
	for _, tt := range []struct {
		what string
		of   func(burden) float64
	}{
		{"resident", func(m burden) float64 { return m.resident }},
		{"the heap at which it is collected", func(m burden) float64 { return m.heap }},
	} {
		early, late, afresh := within(all, 1, 2, tt.of), within(all, 8, 9, tt.of), within(compared, 1, 2, tt.of)
		t.Logf("memory, %s: median of the second ninth %.1f MB, of the last %.1f MB, of a server that began two ninths before the end %.1f MB, %+.1f %%",
			tt.what, early/1e6, late/1e6, afresh/1e6, 100*(late/afresh-1))
		if *soakFor >= 30*time.Minute {
			require.Less(t, late/afresh, 1.05, tt.what)
		}
	}
	claims := func(m burden) float64 { return float64(m.claims) }
	t.Logf("claims: median of the second ninth %.0f, of the last %.0f, of the other server %.0f", within(all, 1, 2, claims), within(all, 8, 9, claims), within(compared, 1, 2, claims))
}
