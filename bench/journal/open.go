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
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/bench/work"
	"github.com/crossingstatus/border/journal"
)

// An opened is what was measured of opening a journal.
type opened struct {
	claims, bytes    int
	loop, read, open time.Duration // of the fastest
	registry, beyond uint64        // bytes of live heap
	allocations      float64       // a claim
	unlike           uint64        // bytes of live heap of a registry of claims that have no text in common
}

// unlike is a claim with a page and a quote of its own.
func unlike(samples []border.Claim, n int) border.Claim {
	c := work.Nth(samples, n)
	for _, text := range []*string{&c.Source.URL, &c.Source.Title, &c.Quote} {
		if *text != "" {
			*text = fmt.Sprintf("%07d %s", n, *text)
		}
	}
	return c
}

// writeJournal makes a journal of n claims made of samples and returns its size.
func writeJournal(name string, samples []border.Claim, n int, nth func([]border.Claim, int) border.Claim) (size int, err error) {
	reg, err := work.Embedded()
	if err != nil {
		return 0, err
	}
	j, err := journal.Open(name, reg, journal.Options{PowerCut: journal.LosesUnwritten})
	if err != nil {
		return 0, err
	}
	for at := 0; at < n; at += 10_000 {
		var batch []border.Claim
		for i := at; i < min(at+10_000, n); i++ {
			batch = append(batch, nth(samples, i))
		}
		if _, err := j.Add(batch...); err != nil {
			return 0, err
		}
	}
	if err := j.Close(); err != nil {
		return 0, err
	}
	info, err := os.Stat(name)
	if err != nil {
		return 0, err
	}
	return int(info.Size()), nil
}

// openAll opens a journal into a registry.
func openAll(name string) (*border.Registry, error) {
	reg, err := work.Embedded()
	if err != nil {
		return nil, err
	}
	j, err := journal.Open(name, reg, journal.Options{})
	if err != nil {
		return nil, err
	}
	return reg, j.Close()
}

// readAll reads the claims of a journal and keeps none.
func readAll(name string) error {
	for _, err := range journal.ReadFile(name) {
		if err != nil {
			return err
		}
	}
	return nil
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
// with them.
func decodeAll(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 2<<20)
	for lines.Scan() {
		var c plainClaim
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return err
		}
	}
	return lines.Err()
}

func measureOpening(dir string, samples []border.Claim, p plan) (opened, error) {
	name := filepath.Join(dir, "claims.jsonl")
	size, err := writeJournal(name, samples, p.claims, work.Nth)
	if err != nil {
		return opened{}, err
	}
	made := opened{claims: p.claims, bytes: size}
	ways := []struct {
		do   func() error
		best *time.Duration
	}{
		{func() error { return decodeAll(name) }, &made.loop},
		{func() error { return readAll(name) }, &made.read},
		{func() error { _, err := openAll(name); return err }, &made.open},
	}
	for range p.opens {
		for _, way := range ways {
			runtime.GC()
			began := time.Now()
			if err := way.do(); err != nil {
				return opened{}, err
			}
			if took := time.Since(began); *way.best == 0 || took < *way.best {
				*way.best = took
			}
		}
	}
	if err := made.measureMemory(name); err != nil {
		return opened{}, err
	}
	if err := os.Remove(name); err != nil { // the disk may have no room for two
		return opened{}, err
	}
	other, all := opened{claims: p.claims}, filepath.Join(dir, "unlike.jsonl")
	if _, err := writeJournal(all, samples, p.claims, unlike); err != nil {
		return opened{}, err
	}
	err = other.measureMemory(all)
	made.unlike = other.registry
	return made, err
}

// measureMemory measures what the registry of a journal takes, and how much more
// was alive at most while it was filled.
func (o *opened) measureMemory(name string) error {
	defer debug.SetGCPercent(debug.SetGCPercent(10)) // collect often, or what is alive would not be seen
	runtime.GC()
	before, peak := liveHeap(), uint64(0)
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	allocations := stats.Mallocs
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			peak = max(peak, liveHeap())
			select {
			case <-stop:
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
	}()
	reg, err := openAll(name)
	close(stop)
	<-stopped
	if err != nil {
		return err
	}
	runtime.ReadMemStats(&stats)
	o.allocations = float64(stats.Mallocs-allocations) / float64(o.claims)
	runtime.GC()
	after := liveHeap()
	runtime.KeepAlive(reg)
	o.registry, o.beyond = after-before, max(peak, after)-after
	return nil
}

// liveHeap returns how many bytes of the heap were alive at the last collection.
func liveHeap() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}
