package main

import (
	"fmt"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/bench/floor"
	"github.com/crossingstatus/border/bench/work"
)

// agree loads a workload into every store, the last tenth of the claims one by
// one, and compares the answers of all before and after that with those of the
// floor. It also compares the floor's state of each crossing with border's.
func agree(l *work.Load, questions int) error {
	head, tail := l.Head(len(l.Claims) - len(l.Claims)/10)
	qs := l.Questions(questions, 16)
	fl, reg := floor.New(l.Codes), l.Registry()
	opened := []*store{floorStore(fl), borderStore(l, reg)}
	for _, s := range stores[2:] {
		other, err := s.open(l)
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		if other.close != nil {
			defer other.close()
		}
		opened = append(opened, other)
	}
	for _, s := range opened {
		if err := s.load(head); err != nil {
			return fmt.Errorf("%s, workload %s: %w", s.name, l.Name, err)
		}
	}
	if err := compare(l, opened, qs); err != nil {
		return err
	}
	if err := compareStates(l, fl, reg, qs); err != nil {
		return err
	}
	for _, s := range opened {
		for i := range tail.Claims {
			if err := s.add(tail, i); err != nil {
				return fmt.Errorf("%s, workload %s: %w", s.name, l.Name, err)
			}
		}
	}
	if err := compare(l, opened, qs); err != nil {
		return err
	}
	return compareStates(l, fl, reg, qs)
}

// compare asks all stores the same questions. As known by a day, a run of the
// value may begin earlier than with its latest event, so that the values alone
// are compared.
func compare(l *work.Load, opened []*store, qs []work.Question) error {
	for i := range qs {
		q := &qs[i]
		finding, known := opened[0].finding(q), opened[0].known(q)
		for _, s := range opened[1:] {
			if a := s.finding(q); a != finding {
				return fmt.Errorf("workload %s, %+v: %s says %+v, floor %+v", l.Name, *q, s.name, a, finding)
			}
			if a := s.known(q); a.Value != known.Value {
				return fmt.Errorf("workload %s, %+v as known: %s says %+v, floor %+v", l.Name, *q, s.name, a, known)
			}
		}
	}
	return nil
}

func compareStates(l *work.Load, fl *floor.Store, reg *border.Registry, qs []work.Question) error {
	for i := range qs {
		q := &qs[i]
		s, err := reg.At(q.Code, q.Day)
		if err != nil {
			return err
		}
		if want, got := fl.At(q.Code, q.DayN), stateOf(l, &s); got != want {
			return fmt.Errorf("workload %s, %+v: border says %+v, floor %+v", l.Name, *q, got, want)
		}
		s, err = reg.KnownBy(q.Known).At(q.Code, q.Day)
		if err != nil {
			return err
		}
		if want, got := fl.KnownState(q.Code, q.DayN, q.KnownN), stateOf(l, &s); got.Status != want.Status {
			return fmt.Errorf("workload %s, %+v as known: border says %+v, floor %+v", l.Name, *q, got, want)
		}
	}
	return nil
}

// stateOf returns a state in the form of the floor's.
func stateOf(l *work.Load, s *border.State) floor.State {
	return floor.State{
		Answers: [work.Tracks]floor.Answer{
			controlAnswer(l, s.Syria.Control), statusAnswer(s.Syria.Status),
			controlAnswer(l, s.Iraq.Control), statusAnswer(s.Iraq.Status),
		},
		Status: uint8(s.Status.Value),
	}
}
