package main

import (
	"encoding/binary"
	"fmt"

	"github.com/crossingstatus/border/bench/floor"
	"github.com/crossingstatus/border/bench/work"
	"github.com/google/uuid"
	"github.com/tidwall/buntdb"
)

// batch is how many events a transaction loads, for the stores that have some.
const batch = 10_000

// openBuntdb keeps the events under keys of crossing, track, day and time of
// recording, which buntdb holds in order, and their ids in a map.
func openBuntdb(l *work.Load) (*store, error) {
	db, err := buntdb.Open(":memory:")
	if err != nil {
		return nil, err
	}
	places := make(map[string]int32, len(l.Codes))
	for i, code := range l.Codes {
		places[code] = int32(i)
	}
	held := map[uuid.UUID]struct{}{}
	set := func(tx *buntdb.Tx, l *work.Load, i int) error {
		e := &l.Events[i]
		if _, ok := held[l.ID(i)]; ok {
			return fmt.Errorf("claim %d is held already", i)
		}
		held[l.ID(i)] = struct{}{}
		value := binary.BigEndian.AppendUint32([]byte{e.Value}, uint32(e.Known))
		_, _, err := tx.Set(string(keyOf(e.Crossing, e.Track, e.Day, e.Recorded)), string(value), nil)
		return err
	}
	latest := func(q *work.Question, known int32) (a floor.Answer) {
		pivot := string(keyOf(places[q.Code], q.Track, q.DayN, 1<<63-1))
		err := db.View(func(tx *buntdb.Tx) error {
			return tx.DescendLessOrEqual("", pivot, func(key, value string) bool {
				if key[:5] != pivot[:5] {
					return false
				}
				if int32(binary.BigEndian.Uint32([]byte(value[1:5]))) > known {
					return true
				}
				a = floor.Answer{Value: value[0], Since: int32(binary.BigEndian.Uint32([]byte(key[5:9])))}
				return false
			})
		})
		if err != nil {
			panic(err)
		}
		return a
	}
	return &store{
		name: "buntdb",
		load: func(l *work.Load) error {
			for from := 0; from < len(l.Events); from += batch {
				err := db.Update(func(tx *buntdb.Tx) error {
					for i := from; i < min(from+batch, len(l.Events)); i++ {
						if err := set(tx, l, i); err != nil {
							return err
						}
					}
					return nil
				})
				if err != nil {
					return err
				}
			}
			return nil
		},
		add: func(l *work.Load, i int) error {
			return db.Update(func(tx *buntdb.Tx) error { return set(tx, l, i) })
		},
		finding: func(q *work.Question) floor.Answer { return latest(q, 1<<31-1) },
		known:   func(q *work.Question) floor.Answer { return latest(q, q.KnownN) },
		close:   db.Close,
	}, nil
}

// keyOf returns a key whose bytes are in the order of its parts. Days before 1970
// do not occur.
func keyOf(crossing int32, track uint8, day int32, recorded int64) []byte {
	key := make([]byte, 0, 17)
	key = binary.BigEndian.AppendUint32(key, uint32(crossing))
	key = append(key, track)
	key = binary.BigEndian.AppendUint32(key, uint32(day))
	return binary.BigEndian.AppendUint64(key, uint64(recorded))
}
