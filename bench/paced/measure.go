package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/crossingstatus/border"
)

// A measurement is how long each question took, and what was added meanwhile.
type measurement struct {
	claims, added    int
	longestAdd       time.Duration
	border, constant waits
}

// Waits are how long each of some questions took: the asking alone, and from when it was
// due until it was answered, in which the scheduler's part is. Both are sorted.
type waits struct{ asking, fromDue []time.Duration }

// A question is asked of a registry; what it adds up keeps it from being left out.
type question func(r *rand.Rand) int

// measure lets readers of a registry and readers of a constant ask at the plan's pace
// while a writer adds claims at its own.
func (p *plan) measure() (*measurement, error) {
	w, err := newWatchman()
	if err != nil {
		return nil, err
	}
	reg, err := w.registry(p.years)
	if err != nil {
		return nil, err
	}
	days := p.years * 365
	ask := func(r *rand.Rand) int {
		s, err := reg.At(w.codes[r.IntN(len(w.codes))], lastDay.AddDays(-r.IntN(days)))
		if err != nil {
			panic(err) // the codes are the registry's
		}
		return int(s.Status.Value)
	}
	var constant atomic.Int64
	read := func(r *rand.Rand) int { return int(constant.Load()) + r.IntN(2) }

	m := &measurement{claims: reg.Through().Claims}
	for range reg.States(lastDay) { // the first answers of a registry are another matter
	}
	start := time.Now().Add(100 * time.Millisecond)
	var group sync.WaitGroup
	group.Go(func() { m.border = p.read(start, ask) })
	group.Go(func() { m.constant = p.read(start, read) })
	err = p.write(start, reg, w, m)
	group.Wait()
	return m, err
}

// read lets readers ask at the plan's pace, and returns what they noted.
func (p *plan) read(start time.Time, ask question) waits {
	pace := time.Second * time.Duration(p.readers) / time.Duration(p.rate)
	each := make([]waits, p.readers)
	var group sync.WaitGroup
	for i := range each {
		group.Go(func() {
			r := rand.New(rand.NewPCG(1, uint64(i)))
			first := start.Add(pace * time.Duration(i) / time.Duration(p.readers))
			sum := 0
			for n := range int(p.length / pace) {
				due := first.Add(pace * time.Duration(n))
				time.Sleep(time.Until(due))
				began := time.Now()
				sum += ask(r)
				answered := time.Now()
				each[i].asking = append(each[i].asking, answered.Sub(began))
				each[i].fromDue = append(each[i].fromDue, answered.Sub(due))
			}
			sink.Add(int64(sum))
		})
	}
	group.Wait()
	var all waits
	for _, w := range each {
		all.asking, all.fromDue = append(all.asking, w.asking...), append(all.fromDue, w.fromDue...)
	}
	slices.Sort(all.asking)
	slices.Sort(all.fromDue)
	return all
}

// sink keeps answers from being left out as useless.
var sink atomic.Int64

// write adds the sightings after lastDay to a registry at the plan's pace.
func (p *plan) write(start time.Time, reg *border.Registry, w *watchman, m *measurement) error {
	for ; m.added < int(p.length/p.every); m.added++ {
		c, err := w.sighting(m.added)
		if err != nil {
			return err
		}
		time.Sleep(time.Until(start.Add(p.every * time.Duration(m.added))))
		began := time.Now()
		if _, err := reg.Add(c); err != nil {
			return fmt.Errorf("add: %w", err)
		}
		m.longestAdd = max(m.longestAdd, time.Since(began))
	}
	return nil
}

// quantile returns the wait that a part of all does not exceed.
func quantile(sorted []time.Duration, part float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(int(part*float64(len(sorted))), len(sorted)-1)]
}

// over returns how many waits are longer than some time.
func over(sorted []time.Duration, limit time.Duration) int {
	i, _ := slices.BinarySearch(sorted, limit+1)
	return len(sorted) - i
}
