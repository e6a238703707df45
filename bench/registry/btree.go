package main

import (
	"cmp"
	"fmt"

	"github.com/crossingstatus/border/bench/floor"
	"github.com/crossingstatus/border/bench/work"
	"github.com/google/uuid"
	"github.com/tidwall/btree"
)

// openBtree keeps the events in one tree, in order of crossing, track and day,
// and their ids in a map.
func openBtree(l *work.Load) (*store, error) {
	places := make(map[string]int32, len(l.Codes))
	for i, code := range l.Codes {
		places[code] = int32(i)
	}
	tree := btree.NewBTreeG(func(x, y work.Event) bool {
		if x.Crossing != y.Crossing {
			return x.Crossing < y.Crossing
		}
		if x.Track != y.Track {
			return x.Track < y.Track
		}
		return cmp.Or(cmp.Compare(x.Day, y.Day), cmp.Compare(x.Recorded, y.Recorded)) < 0
	})
	held := map[uuid.UUID]struct{}{}
	add := func(l *work.Load, i int) error {
		if _, ok := held[l.ID(i)]; ok {
			return fmt.Errorf("claim %d is held already", i)
		}
		held[l.ID(i)] = struct{}{}
		tree.Set(l.Events[i])
		return nil
	}
	latest := func(q *work.Question, known int32) (a floor.Answer) {
		place := places[q.Code]
		tree.Descend(work.Event{Crossing: place, Track: q.Track, Day: q.DayN, Recorded: 1<<63 - 1}, func(e work.Event) bool {
			if e.Crossing != place || e.Track != q.Track {
				return false
			}
			if e.Known > known {
				return true
			}
			a = floor.Answer{Value: e.Value, Since: e.Day}
			return false
		})
		return a
	}
	return &store{
		name:    "btree",
		load:    loadOneByOne(add),
		add:     add,
		finding: func(q *work.Question) floor.Answer { return latest(q, 1<<31-1) },
		known:   func(q *work.Question) floor.Answer { return latest(q, q.KnownN) },
	}, nil
}

// loadOneByOne is the load of a store that gains nothing from a batch.
func loadOneByOne(add func(*work.Load, int) error) func(*work.Load) error {
	return func(l *work.Load) error {
		for i := range l.Events {
			if err := add(l, i); err != nil {
				return err
			}
		}
		return nil
	}
}
