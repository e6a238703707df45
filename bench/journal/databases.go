package main

import (
	"cmp"
	"database/sql"
	"encoding/binary"
	"errors"
	"path/filepath"
	"time"

	"github.com/crossingstatus/border"
	"go.etcd.io/bbolt"
	_ "modernc.org/sqlite"
)

// The databases keep the same bytes as a journal, under a number. Unlike the
// journal they read no claim and check none.

var bucket = []byte("claims")

// openBbolt opens a file with what its authors advise for many writes, as far as it
// costs no safety.
func openBbolt(dir string, samples []border.Claim, run func(*bbolt.DB, func(*bbolt.Tx) error) error, set func(*bbolt.DB)) (keeper, error) {
	db, err := bbolt.Open(filepath.Join(dir, "bbolt"), 0o644, &bbolt.Options{
		NoFreelistSync: true, FreelistType: bbolt.FreelistMapType, InitialMmapSize: 1 << 30,
	})
	if err != nil {
		return keeper{}, err
	}
	set(db)
	err = db.Update(func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucket(bucket)
		return err
	})
	if err != nil {
		return keeper{}, errors.Join(err, db.Close())
	}
	return keeper{
		add: func(n int) error {
			value := line(samples, n)
			return run(db, func(tx *bbolt.Tx) error {
				return tx.Bucket(bucket).Put(binary.BigEndian.AppendUint64(nil, uint64(n)), value)
			})
		},
		close: db.Close,
	}, nil
}

func openBboltUpdate(dir string, samples []border.Claim) (keeper, error) {
	return openBbolt(dir, samples, (*bbolt.DB).Update, func(*bbolt.DB) {})
}

// bboltBatch lets writers share a transaction, which begins when size of them wait
// or the first has waited for delay; 0 leaves what bbolt sets, 1000 and 10 ms. As
// every writer waits for its own claim, a batch of all 64 never waits for the delay,
// and of two batches of 32 one fills while the other is written.
func bboltBatch(size int, delay time.Duration) func(string, []border.Claim) (keeper, error) {
	return func(dir string, samples []border.Claim) (keeper, error) {
		return openBbolt(dir, samples, func(db *bbolt.DB, fn func(*bbolt.Tx) error) error { return db.Batch(fn) }, func(db *bbolt.DB) {
			db.MaxBatchSize, db.MaxBatchDelay = cmp.Or(size, db.MaxBatchSize), cmp.Or(delay, db.MaxBatchDelay)
		})
	}
}

func openSqliteDB(dir string) (*sql.DB, *sql.Stmt, error) {
	db, err := sql.Open("sqlite", filepath.Join(dir, "sqlite")+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
	if err != nil {
		return nil, nil, err
	}
	db.SetMaxOpenConns(1) // more would wait for each other's locks
	if _, err := db.Exec(`CREATE TABLE claim (n INTEGER PRIMARY KEY, line BLOB NOT NULL)`); err != nil {
		return nil, nil, errors.Join(err, db.Close())
	}
	insert, err := db.Prepare(`INSERT INTO claim (n, line) VALUES (?, ?)`)
	if err != nil {
		return nil, nil, errors.Join(err, db.Close())
	}
	return db, insert, nil
}

// openSqlite inserts each claim in a transaction of its own, as every writer does
// who wants to know that it is on the disk.
func openSqlite(dir string, samples []border.Claim) (keeper, error) {
	db, insert, err := openSqliteDB(dir)
	if err != nil {
		return keeper{}, err
	}
	return keeper{
		add: func(n int) error {
			_, err := insert.Exec(n, line(samples, n))
			return err
		},
		close: db.Close,
	}, nil
}

// openSqliteGroup inserts 64 claims in a transaction, as if writers had been
// brought together for nothing.
func openSqliteGroup(dir string, samples []border.Claim) (keeper, error) {
	db, insert, err := openSqliteDB(dir)
	if err != nil {
		return keeper{}, err
	}
	return keeper{
		add: func(n int) error {
			tx, err := db.Begin()
			if err != nil {
				return err
			}
			in := tx.Stmt(insert)
			for i := range 64 {
				if _, err := in.Exec(n*64+i, line(samples, n*64+i)); err != nil {
					return errors.Join(err, tx.Rollback())
				}
			}
			return tx.Commit()
		},
		close: db.Close,
	}, nil
}

// sqliteQueue puts the claims of all who wait into one transaction, as a program
// does that has many writers. If it is patient, the next one begins when the last to
// run of those who were told comes, as in the journal: see its queue.
func sqliteQueue(isPatient bool) func(string, []border.Claim) (keeper, error) {
	return func(dir string, samples []border.Claim) (keeper, error) {
		db, insert, err := openSqliteDB(dir)
		if err != nil {
			return keeper{}, err
		}
		q := sqliteWriter{db: db, insert: insert, queue: make(chan *sqliteRequest, 1024), ended: make(chan struct{}), more: make(chan struct{}, 1)}
		go q.write(isPatient)
		return keeper{
			add: func(n int) error {
				r := &sqliteRequest{n: n, line: line(samples, n), done: make(chan error, 1)}
				q.queue <- r
				err := <-r.done
				if r.passes {
					q.more <- struct{}{}
				}
				return err
			},
			close: func() error {
				close(q.queue)
				<-q.ended
				return db.Close()
			},
		}, nil
	}
}

// A sqliteRequest is a claim that waits for a transaction.
type sqliteRequest struct {
	n      int
	line   []byte
	done   chan error
	passes bool // whoever sent it lets the next transaction begin
}

// A sqliteWriter is the goroutine that writes for all.
type sqliteWriter struct {
	db     *sql.DB
	insert *sql.Stmt
	queue  chan *sqliteRequest
	more   chan struct{}
	ended  chan struct{}
}

func (q *sqliteWriter) write(isPatient bool) {
	defer close(q.ended)
	for first := range q.queue {
		group := []*sqliteRequest{first}
		for len(q.queue) > 0 {
			group = append(group, <-q.queue)
		}
		err := q.commit(group)
		waits := isPatient && len(group) > 1
		group[max(len(group)-2, 0)].passes = waits
		for _, r := range group {
			r.done <- err
		}
		if waits {
			<-q.more
		}
	}
}

func (q *sqliteWriter) commit(group []*sqliteRequest) error {
	tx, err := q.db.Begin()
	if err != nil {
		return err
	}
	in := tx.Stmt(q.insert)
	for _, r := range group {
		if _, err := in.Exec(r.n, r.line); err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	return tx.Commit()
}
