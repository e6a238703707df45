package main

import (
	"fmt"

	"github.com/crossingstatus/border/bench/floor"
	"github.com/crossingstatus/border/bench/work"
	"github.com/google/uuid"
	"github.com/hashicorp/go-memdb"
)

// A row is an event as go-memdb holds it.
type row struct {
	work.Event
	id uuid.UUID
}

// byID and byDay index rows without reflection; an argument is a key as it is
// stored.
type (
	byID  struct{}
	byDay struct{}
)

func (byID) FromObject(obj any) (bool, []byte, error) {
	id := obj.(*row).id
	return true, id[:], nil
}

func (byDay) FromObject(obj any) (bool, []byte, error) {
	r := obj.(*row)
	return true, keyOf(r.Crossing, r.Track, r.Day, r.Recorded), nil
}

func (byID) FromArgs(args ...any) ([]byte, error)  { return args[0].([]byte), nil }
func (byDay) FromArgs(args ...any) ([]byte, error) { return args[0].([]byte), nil }

// openMemdb keeps the events in one table, indexed by id and by crossing, track
// and day.
func openMemdb(l *work.Load) (*store, error) {
	db, err := memdb.NewMemDB(&memdb.DBSchema{Tables: map[string]*memdb.TableSchema{"events": {
		Name: "events",
		Indexes: map[string]*memdb.IndexSchema{
			"id":  {Name: "id", Unique: true, Indexer: byID{}},
			"day": {Name: "day", Unique: true, Indexer: byDay{}},
		},
	}}})
	if err != nil {
		return nil, err
	}
	places := make(map[string]int32, len(l.Codes))
	for i, code := range l.Codes {
		places[code] = int32(i)
	}
	insert := func(l *work.Load, from, to int) error {
		txn := db.Txn(true)
		defer txn.Abort()
		for i := from; i < to; i++ {
			if err := txn.Insert("events", &row{l.Events[i], l.ID(i)}); err != nil {
				return fmt.Errorf("insert claim %d: %w", i, err)
			}
		}
		txn.Commit()
		return nil
	}
	latest := func(q *work.Question, known int32) floor.Answer {
		place := places[q.Code]
		it, err := db.Txn(false).ReverseLowerBound("events", "day", keyOf(place, q.Track, q.DayN, 1<<63-1))
		if err != nil {
			panic(err)
		}
		for obj := it.Next(); obj != nil; obj = it.Next() {
			r := obj.(*row)
			if r.Crossing != place || r.Track != q.Track {
				break
			}
			if r.Known <= known {
				return floor.Answer{Value: r.Value, Since: r.Day}
			}
		}
		return floor.Answer{}
	}
	return &store{
		name: "go-memdb",
		load: func(l *work.Load) error {
			for from := 0; from < len(l.Events); from += batch {
				if err := insert(l, from, min(from+batch, len(l.Events))); err != nil {
					return err
				}
			}
			return nil
		},
		add:     func(l *work.Load, i int) error { return insert(l, i, i+1) },
		finding: func(q *work.Question) floor.Answer { return latest(q, 1<<31-1) },
		known:   func(q *work.Question) floor.Answer { return latest(q, q.KnownN) },
	}, nil
}
