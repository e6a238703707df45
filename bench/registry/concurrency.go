package main

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/bench/work"
)

// perSecond is how many claims the writer adds beside readers.
const perSecond = 1000

// A latencies counts reads by how many nanoseconds they took; those that took
// longer are in the last.
type latencies [1 << 17]uint32

func (l *latencies) add(d time.Duration) { l[min(max(int(d), 0), len(l)-1)]++ }

// quantile returns the nanoseconds that a part of all reads did not exceed.
func (l *latencies) quantile(part float64) float64 {
	var all, sum float64
	for _, n := range l {
		all += float64(n)
	}
	for ns, n := range l {
		if sum += float64(n); sum >= part*all {
			return float64(ns)
		}
	}
	return float64(len(l))
}

// beside measures reading while a writer adds claims: what one reader and what
// two get done, and how long one of two waits for an answer.
func (p *plan) beside(l *work.Load, r *results) error {
	head, tail := l.Head(len(l.Claims) - len(l.Claims)/8)
	reg := l.Registry()
	if _, err := reg.Add(head.Claims...); err != nil {
		return err
	}
	qs := l.Questions(p.questions, 1)
	w := &writer{reg: reg, claims: tail.Claims}
	var one, two, longest []float64
	var typical []float64
	for range p.loads {
		a, err := p.readBeside(w, qs, make([]*latencies, 1))
		if err != nil {
			return err
		}
		b, err := p.readBeside(w, qs, make([]*latencies, 2))
		if err != nil {
			return err
		}
		ls := new(latencies)
		if _, err := p.readBeside(w, qs, []*latencies{ls, new(latencies)}); err != nil {
			return err
		}
		one, two = append(one, a), append(two, b)
		typical, longest = append(typical, ls.quantile(0.5)), append(longest, ls.quantile(0.999))
	}
	r.besides = append(r.besides, besideRow{"border", median(one), median(two), median(typical), median(longest)})
	return nil
}

// readBeside lets readers read for a time beside the writer, one for each of
// timings. It returns the reads per second of all together. A reader whose timing
// is not nil notes there how long each read took, the look at the clock included;
// rates are compared of readers that do not.
func (p *plan) readBeside(w *writer, qs []work.Question, timings []*latencies) (float64, error) {
	var stop atomic.Bool
	var group sync.WaitGroup
	counts := make([]int, len(timings))
	for i, ls := range timings {
		group.Go(func() {
			k, n, sum := i*len(qs)/len(timings), 0, 0
			before := time.Now()
			for ; !stop.Load(); n++ {
				q := &qs[k&(len(qs)-1)]
				s, _ := w.reg.At(q.Code, q.Day)
				sum += readState(&s)
				k++
				if ls != nil {
					now := time.Now()
					ls.add(now.Sub(before))
					before = now
				}
			}
			_ = sum
			counts[i] = n
		})
	}
	start := time.Now()
	err := w.write(p.paced)
	stop.Store(true)
	group.Wait()
	took := time.Since(start).Seconds()
	total := 0
	for _, n := range counts {
		total += n
	}
	return float64(total) / took, err
}

// A writer adds claims one by one.
type writer struct {
	reg    *border.Registry
	claims []border.Claim // those that are left
}

// write adds claims at its pace for a time.
func (w *writer) write(d time.Duration) error {
	start := time.Now()
	for i := 0; ; i++ {
		due := time.Duration(i) * time.Second / perSecond
		if due >= d || len(w.claims) == 0 {
			return nil
		}
		time.Sleep(time.Until(start.Add(due)))
		if _, err := w.reg.Add(w.claims[0]); err != nil {
			return err
		}
		w.claims = w.claims[1:]
	}
}
