package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/journal"
)

// writeJournal makes a journal of n claims.
func writeJournal(name string, n int) (size int64, err error) {
	reg, err := newRegistry()
	if err != nil {
		return 0, err
	}
	j, err := journal.Open(name, reg, journal.Options{PowerCut: journal.LosesUnwritten})
	if err != nil {
		return 0, err
	}
	for n > 0 {
		batch := make([]border.Claim, min(n, 10_000))
		for i := range batch {
			batch[i] = newClaim()
		}
		if _, err := j.Add(batch...); err != nil {
			return 0, err
		}
		n -= len(batch)
	}
	if err := j.Close(); err != nil {
		return 0, err
	}
	info, err := os.Stat(name)
	return info.Size(), err
}

// openAll opens a journal into a registry.
func openAll(name string) (*border.Registry, error) {
	reg, err := newRegistry()
	if err != nil {
		return nil, err
	}
	j, err := journal.Open(name, reg, journal.Options{})
	if err != nil {
		return nil, err
	}
	return reg, j.Close()
}

// A plainClaim is a claim as encoding/json reads it without any help.
type plainClaim struct {
	ID        string   `json:"id"`
	Crossing  string   `json:"crossing"`
	Side      string   `json:"side"`
	Kind      string   `json:"kind"`
	Value     string   `json:"value"`
	Unit      string   `json:"unit"`
	Traffic   []string `json:"traffic"`
	Direction string   `json:"direction"`
	When      string   `json:"when"`
	Edge      string   `json:"edge"`
	Modality  string   `json:"modality"`
	Source    struct {
		Name     string   `json:"name"`
		Via      []string `json:"via"`
		URL      string   `json:"url"`
		Title    string   `json:"title"`
		Archived string   `json:"archived"`
		Lang     string   `json:"lang"`
	} `json:"source"`
	Reported string    `json:"reported"`
	Recorded time.Time `json:"recorded"`
	Grade    string    `json:"grade"`
	Quote    string    `json:"quote"`
	Note     string    `json:"note"`
	Retracts []string  `json:"retracts"`
	Denies   []string  `json:"denies"`
	Repeats  []string  `json:"repeats"`
	CRC      string    `json:"crc"`
}

// decodeAll reads the lines of a journal with encoding/json, and does nothing else
// with them: it checks nothing and keeps nothing.
func decodeAll(name string) (n int, err error) {
	f, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 2<<20)
	for lines.Scan() {
		var c plainClaim
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return n, err
		}
		n++
	}
	return n, lines.Err()
}

// liveHeap returns how many bytes of the heap were alive at the last collection.
func liveHeap() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

// peakBeyond returns how many bytes more were alive at most while a journal was
// opened than are when it is.
func peakBeyond(name string) (registry, beyond uint64, err error) {
	defer debug.SetGCPercent(debug.SetGCPercent(10)) // collect often, or what is alive would not be seen
	runtime.GC()
	before, peak := liveHeap(), uint64(0)
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			peak = max(peak, liveHeap())
			select {
			case <-stop:
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	reg, err := openAll(name)
	close(stop)
	<-stopped
	if err != nil {
		return 0, 0, err
	}
	runtime.GC()
	after := liveHeap()
	runtime.KeepAlive(reg)
	return after - before, max(peak, after) - after, nil
}

// fastest returns the least time of three runs.
func fastest(do func() error) (time.Duration, error) {
	var times []time.Duration
	for range 3 {
		runtime.GC()
		began := time.Now()
		if err := do(); err != nil {
			return 0, err
		}
		times = append(times, time.Since(began))
	}
	return slices.Min(times), nil
}

func reportOpening(dir string, claims int) error {
	name := filepath.Join(dir, "million.jsonl")
	size, err := writeJournal(name, claims)
	if err != nil {
		return err
	}
	plain, err := fastest(func() error { _, err := decodeAll(name); return err })
	if err != nil {
		return err
	}
	opening, err := fastest(func() error { _, err := openAll(name); return err })
	if err != nil {
		return err
	}
	registry, beyond, err := peakBeyond(name)
	if err != nil {
		return err
	}
	const mib = 1 << 20
	fmt.Printf("\n## Opening a journal of %d claims, %d MiB\n\n| | s | ratio |\n|---|---:|---:|\n", claims, size/mib)
	fmt.Printf("| a loop over encoding/json, which checks and keeps nothing | %.2f | 1 |\n", plain.Seconds())
	fmt.Printf("| **journal.Open**: checksums, claims checked, registry filled | %.2f | %.2f |\n", opening.Seconds(), opening.Seconds()/plain.Seconds())
	fmt.Printf("\nThe goal is a ratio of at most 0.35. The least of three runs each. The registry takes %d MiB then; at most %d MiB more were alive while it was filled (the goal: at most 64).\n",
		registry/mib, beyond/mib)
	return nil
}
