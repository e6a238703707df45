package main

import (
	"database/sql"
	"encoding/binary"
	"errors"
	"path/filepath"

	"github.com/crossingstatus/border"
	"go.etcd.io/bbolt"
	_ "modernc.org/sqlite"
)

// The databases keep the same bytes as a journal, under a number. Unlike the
// journal they read no claim and check none.

var bucket = []byte("claims")

func openBbolt(dir string, samples []border.Claim, run func(*bbolt.DB, func(*bbolt.Tx) error) error) (keeper, error) {
	db, err := bbolt.Open(filepath.Join(dir, "bbolt"), 0o644, nil)
	if err != nil {
		return keeper{}, err
	}
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
	return openBbolt(dir, samples, (*bbolt.DB).Update)
}

// openBboltBatch lets writers share a transaction. Its wait is that which was the
// fastest for 64 writers; the default of 10 ms is made for fewer.
func openBboltBatch(dir string, samples []border.Claim) (keeper, error) {
	return openBbolt(dir, samples, func(db *bbolt.DB, fn func(*bbolt.Tx) error) error { return db.Batch(fn) })
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
