package main

import (
	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/bench/floor"
	"github.com/crossingstatus/border/bench/work"
)

// A store is one of those under measurement, loaded or not. What it cannot do is
// nil.
type store struct {
	name    string
	load    func(*work.Load) error
	add     func(l *work.Load, i int) error // the load's claim i, alone
	finding func(*work.Question) floor.Answer
	known   func(*work.Question) floor.Answer // as known by the question's day of knowledge
	close   func() error
}

// stores are those measured, each by the name of its constructor.
var stores = []struct {
	name string
	open func(*work.Load) (*store, error)
}{
	{"floor", func(l *work.Load) (*store, error) { return floorStore(floor.New(l.Codes)), nil }},
	{"border", func(l *work.Load) (*store, error) { return borderStore(l, l.Registry()), nil }},
	{"btree", openBtree},
	{"buntdb", openBuntdb},
	{"go-memdb", openMemdb},
	{"sqlite", openSqlite},
}

func floorStore(fl *floor.Store) *store {
	return &store{
		name: "floor",
		load: func(l *work.Load) error { fl.Load(l); return nil },
		add: func(l *work.Load, i int) error {
			fl.Add(l.Events[i], l.ID(i))
			return nil
		},
		finding: func(q *work.Question) floor.Answer { return fl.Finding(q.Code, q.Track, q.DayN) },
		known:   func(q *work.Question) floor.Answer { return fl.Known(q.Code, q.Track, q.DayN, q.KnownN) },
	}
}

func borderStore(l *work.Load, reg *border.Registry) *store {
	return &store{
		name: "border",
		load: func(l *work.Load) error {
			_, err := reg.Add(l.Claims...)
			return err
		},
		add: func(l *work.Load, i int) error {
			_, err := reg.Add(l.Claims[i])
			return err
		},
		finding: func(q *work.Question) floor.Answer { return findingOf(l, reg.View(), q) },
		known:   func(q *work.Question) floor.Answer { return findingOf(l, reg.KnownBy(q.Known), q) },
	}
}

// findingOf asks for a finding in the form of the other stores' answers, which
// they are compared in.
func findingOf(l *work.Load, v border.View, q *work.Question) (a floor.Answer) {
	if q.Track%2 == 0 {
		f, err := v.Control(q.Code, q.Side, q.Day)
		if err != nil {
			panic(err)
		}
		return controlAnswer(l, f)
	}
	f, err := v.Status(q.Code, q.Side, q.Day)
	if err != nil {
		panic(err)
	}
	return statusAnswer(f)
}

func controlAnswer(l *work.Load, f border.Finding[border.Party]) floor.Answer {
	return answerOf(l.Value(f.Value), f.Since)
}

func statusAnswer(f border.Finding[border.Status]) floor.Answer {
	if f.Value == border.Unknown {
		return floor.Answer{}
	}
	return answerOf(uint8(f.Value), f.Since)
}

func answerOf(value uint8, since border.Span) floor.Answer {
	if value == 0 {
		return floor.Answer{}
	}
	return floor.Answer{Value: value, Since: int32(since.Latest.Number())}
}
