package main

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/journal"
	bolt "go.etcd.io/bbolt"
	_ "modernc.org/sqlite"
)

// numbers gives every claim a number of its own.
var numbers atomic.Int64

// newClaim returns a claim unlike all others; its line has some 400 bytes.
func newClaim() border.Claim {
	return border.Claim{
		Crossing: border.AlBukamalAlQaim, Side: border.Syria, Kind: border.KindStatus, Value: "closed",
		When: edtf.MustParse("2014-06-15"), Modality: border.Reported,
		Source:   border.Source{Name: "a customs officer", Via: []string{"Reuters", "Dawn"}, URL: "https://example.org/gate"},
		Reported: edtf.MustParse("2014-06-16"), Recorded: time.Unix(1_700_000_000, numbers.Add(1)).UTC(),
		Quote: fmt.Sprintf("the gate was shut, for the %dth time", numbers.Load()),
	}
}

// newRegistry returns a registry of the embedded crossings, without claims.
func newRegistry() (*border.Registry, error) {
	crossings, err := border.EmbeddedCrossings()
	if err != nil {
		return nil, err
	}
	parties, err := border.EmbeddedParties()
	if err != nil {
		return nil, err
	}
	return border.New(crossings, parties)
}

// A writer is something that keeps claims: each call of add makes one durable.
type writer struct {
	name  string
	add   func(border.Claim) error
	close func() error
}

func openBare(dir string) (writer, error) {
	f, err := os.Create(filepath.Join(dir, "bare"))
	if err != nil {
		return writer{}, err
	}
	var mu sync.Mutex
	var line []byte
	return writer{"a bare write and fsync of the same line", func(c border.Claim) error {
		mu.Lock()
		defer mu.Unlock()
		c.ID = c.ContentID()
		line = append(c.AppendJSON(line[:0]), '\n')
		if _, err := f.Write(line); err != nil {
			return err
		}
		return f.Sync()
	}, f.Close}, nil
}

func openJournal(dir string) (writer, error) {
	reg, err := newRegistry()
	if err != nil {
		return writer{}, err
	}
	j, err := journal.Open(filepath.Join(dir, "claims.jsonl"), reg, journal.Options{})
	if err != nil {
		return writer{}, err
	}
	return writer{"**journal** (and the registry)", func(c border.Claim) error { _, err := j.Add(c); return err }, j.Close}, nil
}

func openBolt(dir string) (writer, error) {
	db, err := bolt.Open(filepath.Join(dir, "bolt"), 0o644, nil)
	if err != nil {
		return writer{}, err
	}
	bucket := []byte("claims")
	err = db.Update(func(tx *bolt.Tx) error { _, err := tx.CreateBucket(bucket); return err })
	return writer{"bbolt, Batch", func(c border.Claim) error {
		c.ID = c.ContentID()
		line := c.AppendJSON(nil)
		return db.Batch(func(tx *bolt.Tx) error { return tx.Bucket(bucket).Put(c.ID[:], line) })
	}, db.Close}, err
}

func openSQLite(dir string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "sqlite")+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	_, err = db.Exec("create table if not exists claims (id blob primary key, line text) without rowid")
	return db, err
}

// openSQLiteEach has a transaction for each claim.
func openSQLiteEach(dir string) (writer, error) {
	db, err := openSQLite(dir)
	if err != nil {
		return writer{}, err
	}
	insert, err := db.Prepare("insert into claims values (?, ?)")
	return writer{"SQLite, WAL, FULL, a transaction each", func(c border.Claim) error {
		c.ID = c.ContentID()
		_, err := insert.Exec(c.ID[:], c.AppendJSON(nil))
		return err
	}, db.Close}, err
}

// openSQLiteGroups has a transaction for the claims that wait, by a goroutine that
// is no part of SQLite: a user would have to write it.
func openSQLiteGroups(dir string) (writer, error) {
	db, err := openSQLite(dir)
	if err != nil {
		return writer{}, err
	}
	type row struct {
		id, line []byte
		done     chan error
	}
	rows := make(chan row, 1024)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for first := range rows {
			group := []row{first}
			for more := true; more && len(group) < 1024; {
				select {
				case r, ok := <-rows:
					if more = ok; ok {
						group = append(group, r)
					}
				default:
					more = false
				}
			}
			err := func() error {
				tx, err := db.Begin()
				if err != nil {
					return err
				}
				insert, err := tx.Prepare("insert into claims values (?, ?)")
				if err != nil {
					return err
				}
				for _, r := range group {
					if _, err := insert.Exec(r.id, r.line); err != nil {
						return err
					}
				}
				return tx.Commit()
			}()
			for _, r := range group {
				r.done <- err
			}
		}
	}()
	return writer{"SQLite, WAL, FULL, with a group commit written around it", func(c border.Claim) error {
		c.ID = c.ContentID()
		r := row{c.ID[:], c.AppendJSON(nil), make(chan error, 1)}
		rows <- r
		return <-r.done
	}, func() error { close(rows); <-ended; return db.Close() }}, nil
}

// A measurement is of one writer in some rounds.
type measurement struct {
	name  string
	times []time.Duration // of each claim
	rate  float64         // claims a second, the median of the rounds
}

func (m measurement) quantile(q float64) time.Duration {
	return m.times[min(int(q*float64(len(m.times))), len(m.times)-1)]
}

// measure lets writers in turn add claims, in rounds, so that a disk that gets
// slower does so for all.
func measure(writers []writer, rounds, goroutines, each int) ([]measurement, error) {
	made := make([]measurement, len(writers))
	rates := make([][]float64, len(writers))
	for range rounds {
		for i, w := range writers {
			times := make([][]time.Duration, goroutines)
			errs := make([]error, goroutines)
			claims := make([][]border.Claim, goroutines)
			for g := range goroutines {
				for range each {
					claims[g] = append(claims[g], newClaim())
				}
			}
			began := time.Now()
			var wg sync.WaitGroup
			for g := range goroutines {
				wg.Go(func() {
					for _, c := range claims[g] {
						began := time.Now()
						if errs[g] = w.add(c); errs[g] != nil {
							return
						}
						times[g] = append(times[g], time.Since(began))
					}
				})
			}
			wg.Wait()
			rates[i] = append(rates[i], float64(goroutines*each)/time.Since(began).Seconds())
			for g := range goroutines {
				if errs[g] != nil {
					return nil, fmt.Errorf("%s: %w", w.name, errs[g])
				}
				made[i].times = append(made[i].times, times[g]...)
			}
		}
	}
	for i := range made {
		slices.Sort(made[i].times)
		slices.Sort(rates[i])
		made[i].name, made[i].rate = writers[i].name, rates[i][len(rates[i])/2]
	}
	return made, nil
}

func reportAppending(dir string) error {
	var writers []writer
	for i, open := range []func(string) (writer, error){openBare, openJournal, openBolt, openSQLiteEach, openSQLiteGroups} {
		own := filepath.Join(dir, fmt.Sprint("w", i))
		if err := os.Mkdir(own, 0o755); err != nil {
			return err
		}
		w, err := open(own)
		if err != nil {
			return err
		}
		defer w.close()
		writers = append(writers, w)
	}
	if _, err := measure(writers, 1, 8, 20); err != nil { // to warm up
		return err
	}
	alone, err := measure(writers[:2], 9, 1, 500)
	if err != nil {
		return err
	}
	others, err := measure(writers[3:4], 3, 1, 300)
	if err != nil {
		return err
	}
	fmt.Print("## One writer, each claim on the disk before the next\n\n| | p50 µs | p99 µs | claims a second |\n|---|---:|---:|---:|\n")
	for _, m := range append(alone, others...) {
		fmt.Printf("| %s | %d | %d | %.0f |\n", m.name, m.quantile(0.5).Microseconds(), m.quantile(0.99).Microseconds(), m.rate)
	}
	many, err := measure(writers[1:], 5, 64, 250)
	if err != nil {
		return err
	}
	fmt.Printf("\np50 of the journal is %.2f of the bare one (the goal: at most 1.3). (bbolt's Batch waits 10 ms for others: it is not meant for one writer.)\n",
		float64(alone[1].quantile(0.5))/float64(alone[0].quantile(0.5)))
	fmt.Print("\n## 64 writers at once\n\n| | p50 µs | p99 µs | claims a second |\n|---|---:|---:|---:|\n")
	for _, m := range many {
		fmt.Printf("| %s | %d | %d | %.0f |\n", m.name, m.quantile(0.5).Microseconds(), m.quantile(0.99).Microseconds(), m.rate)
	}
	fmt.Printf("\nThe journal takes %.1f times as many claims from 64 writers as from one (the goal: at least 10), %.1f times as many as bbolt, %.1f and %.1f times as many as SQLite.\n",
		many[0].rate/alone[1].rate, many[0].rate/many[1].rate, many[0].rate/many[2].rate, many[0].rate/many[3].rate)
	return nil
}
