package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/bench/work"
	"github.com/crossingstatus/border/journal"
)

// A keeper keeps claims: add returns when the n-th is on the disk.
type keeper struct {
	add   func(n int) error
	close func() error
}

// An appended is what was measured of one way of adding claims.
type appended struct {
	name     string
	writers  int
	rate     float64 // claims a second, the median of the rounds
	p50, p99 time.Duration
}

// ways are those of adding claims that are measured.
var ways = []struct {
	name    string
	writers int
	open    func(dir string, samples []border.Claim) (keeper, error)
	claims  int // that one call adds
}{
	{"bare write and fsync", 1, openBare, 1},
	{"journal", 1, openJournal, 1},
	{"sqlite WAL, FULL", 1, openSqlite, 1},
	{"bbolt Update", 1, openBboltUpdate, 1},
	{"sqlite WAL, FULL, 64 claims a transaction", 1, openSqliteGroup, 64},
	{"journal", 64, openJournal, 1},
	{"bbolt Batch, as it is", 64, bboltBatch(0, 0), 1},
	{"bbolt Batch of 64", 64, bboltBatch(64, 0), 1},
	{"bbolt Batch of 32", 64, bboltBatch(32, 0), 1},
	{"bbolt Batch of 32 or 1 ms", 64, bboltBatch(32, time.Millisecond), 1},
	{"sqlite WAL, FULL", 64, openSqlite, 1},
	{"sqlite WAL, FULL, what waits in a transaction", 64, sqliteQueue(false), 1},
	{"sqlite WAL, FULL, the same once most wait again", 64, sqliteQueue(true), 1},
}

// line returns the line of the n-th claim.
func line(samples []border.Claim, n int) []byte {
	c := work.Nth(samples, n)
	c.ID = c.ContentID()
	return append(c.AppendJSON(nil), '\n')
}

func openBare(dir string, samples []border.Claim) (keeper, error) {
	f, err := os.Create(filepath.Join(dir, "bare"))
	if err != nil {
		return keeper{}, err
	}
	return keeper{
		add: func(n int) error {
			if _, err := f.Write(line(samples, n)); err != nil {
				return err
			}
			return f.Sync()
		},
		close: f.Close,
	}, nil
}

func openJournal(dir string, samples []border.Claim) (keeper, error) {
	reg, err := work.Embedded()
	if err != nil {
		return keeper{}, err
	}
	j, err := journal.Open(filepath.Join(dir, "claims.jsonl"), reg, journal.Options{})
	if err != nil {
		return keeper{}, err
	}
	return keeper{
		add: func(n int) error {
			_, err := j.Add(work.Nth(samples, n))
			return err
		},
		close: j.Close,
	}, nil
}

// measureAdding measures all ways in turn, round by round, so that a disk that is
// slower for a while is so for all.
func measureAdding(dir string, samples []border.Claim, p plan) ([]appended, error) {
	made := make([]appended, len(ways))
	rates, took := make([][]float64, len(ways)), make([][]time.Duration, len(ways))
	keepers, counts := make([]keeper, len(ways)), make([]atomic.Int64, len(ways))
	for i, way := range ways {
		own := filepath.Join(dir, fmt.Sprint("way-", i))
		if err := os.Mkdir(own, 0o755); err != nil {
			return nil, err
		}
		k, err := way.open(own, samples)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", way.name, err)
		}
		defer k.close()
		keepers[i] = k
	}
	for round := range p.rounds + 1 {
		for i, way := range ways {
			before := counts[i].Load()
			began := time.Now()
			times, err := addFor(keepers[i], way.writers, p.each, &counts[i])
			if err != nil {
				return nil, fmt.Errorf("%s: %w", way.name, err)
			}
			if round == 0 {
				continue // to warm up
			}
			rates[i] = append(rates[i], float64(way.claims)*float64(counts[i].Load()-before)/time.Since(began).Seconds())
			took[i] = append(took[i], times...)
		}
	}
	for i, way := range ways {
		slices.Sort(rates[i])
		slices.Sort(took[i])
		made[i] = appended{way.name, way.writers, rates[i][len(rates[i])/2], took[i][len(took[i])/2], took[i][len(took[i])*99/100]}
	}
	return made, nil
}

// addFor lets writers add claims for a while, and returns how long each took.
func addFor(k keeper, writers int, each time.Duration, count *atomic.Int64) ([]time.Duration, error) {
	times, errs := make([][]time.Duration, writers), make([]error, writers)
	end := time.Now().Add(each)
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for began := time.Now(); began.Before(end); {
				if errs[w] = k.add(int(count.Add(1))); errs[w] != nil {
					return
				}
				now := time.Now()
				times[w] = append(times[w], now.Sub(began))
				began = now
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return slices.Concat(times...), nil
}
