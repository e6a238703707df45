package main

import (
	"database/sql"
	"errors"

	"github.com/crossingstatus/border/bench/floor"
	"github.com/crossingstatus/border/bench/work"
	_ "modernc.org/sqlite"
)

const sqliteSchema = `
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE event (
	crossing INTEGER NOT NULL,
	track    INTEGER NOT NULL,
	day      INTEGER NOT NULL,
	recorded INTEGER NOT NULL,
	known    INTEGER NOT NULL,
	value    INTEGER NOT NULL,
	id       BLOB NOT NULL,
	PRIMARY KEY (crossing, track, day, recorded)
) WITHOUT ROWID;
CREATE UNIQUE INDEX event_id ON event (id);`

const (
	sqliteInsert  = `INSERT INTO event (crossing, track, day, recorded, known, value, id) VALUES (?, ?, ?, ?, ?, ?, ?)`
	sqliteFinding = `SELECT value, day FROM event WHERE crossing = ? AND track = ? AND day <= ? ORDER BY day DESC, recorded DESC LIMIT 1`
	sqliteKnown   = `SELECT value, day FROM event WHERE crossing = ? AND track = ? AND day <= ? AND known <= ? ORDER BY day DESC, recorded DESC LIMIT 1`
)

// openSqlite keeps the events in one table in memory, in the order in which it is
// searched, behind statements that are prepared once.
func openSqlite(l *work.Load) (*store, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1) // each connection has a memory of its own
	if _, err := db.Exec(sqliteSchema); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	var insert, finding, known *sql.Stmt
	for _, p := range []struct {
		stmt **sql.Stmt
		text string
	}{{&insert, sqliteInsert}, {&finding, sqliteFinding}, {&known, sqliteKnown}} {
		if *p.stmt, err = db.Prepare(p.text); err != nil {
			return nil, errors.Join(err, db.Close())
		}
	}
	places := make(map[string]int32, len(l.Codes))
	for i, code := range l.Codes {
		places[code] = int32(i)
	}
	add := func(insert *sql.Stmt, l *work.Load, i int) error {
		e, id := &l.Events[i], l.ID(i)
		_, err := insert.Exec(e.Crossing, e.Track, e.Day, e.Recorded, e.Known, e.Value, id[:])
		return err
	}
	read := func(row *sql.Row) (a floor.Answer) {
		if err := row.Scan(&a.Value, &a.Since); err != nil && !errors.Is(err, sql.ErrNoRows) {
			panic(err)
		}
		return a
	}
	return &store{
		name: "sqlite",
		load: func(l *work.Load) error {
			for from := 0; from < len(l.Events); from += batch {
				tx, err := db.Begin()
				if err != nil {
					return err
				}
				stmt := tx.Stmt(insert)
				for i := from; i < min(from+batch, len(l.Events)); i++ {
					if err := add(stmt, l, i); err != nil {
						return errors.Join(err, tx.Rollback())
					}
				}
				if err := tx.Commit(); err != nil {
					return err
				}
			}
			return nil
		},
		add: func(l *work.Load, i int) error { return add(insert, l, i) },
		finding: func(q *work.Question) floor.Answer {
			return read(finding.QueryRow(places[q.Code], q.Track, q.DayN))
		},
		known: func(q *work.Question) floor.Answer {
			return read(known.QueryRow(places[q.Code], q.Track, q.DayN, q.KnownN))
		},
		close: db.Close,
	}, nil
}
