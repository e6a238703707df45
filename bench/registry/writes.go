package main

import (
	"runtime"
	"time"
	"unsafe"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/bench/floor"
	"github.com/crossingstatus/border/bench/work"
)

// readEach asks n questions, one after the other, and returns how long that took.
func readEach(n int, ask func(i int) (border.State, error)) (time.Duration, error) {
	return work.Timed(func() error {
		for i := range n {
			s, err := ask(i)
			if err != nil {
				return err
			}
			sink += readState(&s)
		}
		return nil
	})
}

// cold measures views of days of knowledge that nobody asked for before: each
// question is the first of its reading.
func (b *bench) cold() error {
	reg := b.load.Registry()
	if _, err := reg.Add(b.load.Claims...); err != nil {
		return err
	}
	n := min(len(b.load.Codes), 500)
	k := 0
	fs, err := b.jobs(job{"border", n, func() (time.Duration, error) {
		k++
		return readEach(n, func(i int) (border.State, error) {
			// All but the last few claims of a crossing, and each time others.
			known := b.load.Claims[len(b.load.Claims)-1].Reported
			day, _ := known.Latest()
			if len(b.load.Codes) == 1 {
				day = day.AddDays(-17 * k)
			} else {
				day = day.AddDays(-k)
			}
			return reg.KnownBy(day).At(b.load.Codes[i], b.qs[i].Day)
		})
	}})
	if err != nil {
		return err
	}
	b.results.cold(b.load.Name, fs[0].ns())
	return nil
}

// adding measures Add of a batch and one by one.
func (b *bench) adding(one bool) error {
	l := b.load
	load := []job{
		{"floor", len(l.Claims), func() (time.Duration, error) {
			fl := floor.New(l.Codes)
			return work.Timed(func() error { fl.Load(l); return nil })
		}},
		{"border", len(l.Claims), func() (time.Duration, error) {
			reg := l.Registry()
			return work.Timed(func() error {
				_, err := reg.Add(l.Claims...)
				return err
			})
		}},
	}
	fs, err := b.jobs(load...)
	if err != nil {
		return err
	}
	b.results.batch(l.Name, fs[1].ns()*float64(len(l.Claims)))
	b.results.add(l.Name, "Add of a batch, a claim", "ns", fs[0], fs[1], ratioGoal(3))
	if !one {
		return nil
	}
	fs, err = b.jobs(
		job{"floor", len(l.Claims), func() (time.Duration, error) {
			fl := floor.New(l.Codes)
			return work.Timed(func() error {
				for i := range l.Events {
					fl.Add(l.Events[i], l.ID(i))
				}
				return nil
			})
		}},
		job{"border", len(l.Claims), func() (time.Duration, error) {
			reg := l.Registry()
			return work.Timed(func() error {
				for i := range l.Claims {
					if _, err := reg.Add(l.Claims[i]); err != nil {
						return err
					}
				}
				return nil
			})
		}},
	)
	if err != nil {
		return err
	}
	b.results.add(l.Name, "Add one by one, a claim", "ns", fs[0], fs[1], ratioGoal(3))
	return b.firstReads()
}

// firstReads measures a claim to a crossing that was asked for, of which the registry works
// out the answers anew, and the first question after it: of some crossings, one after the
// other.
func (b *bench) firstReads() error {
	head, tail := b.load.Head(len(b.load.Claims) - len(b.load.Codes))
	n := min(len(tail.Claims), 500)
	var adds, samples []float64
	for range b.loads {
		reg := b.load.Registry()
		if _, err := reg.Add(head.Claims...); err != nil {
			return err
		}
		for s := range reg.States(b.load.First) {
			sink += readState(&s)
		}
		runtime.GC()
		took, err := work.Timed(func() error {
			for i := range n {
				if _, err := reg.Add(tail.Claims[i]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		adds = append(adds, float64(took)/float64(n))
		runtime.GC()
		took, err = readEach(n, func(i int) (border.State, error) {
			return reg.At(tail.Claims[i].Crossing, b.load.First)
		})
		if err != nil {
			return err
		}
		samples = append(samples, float64(took)/float64(n))
	}
	b.results.firstRead(b.load.Name, median(adds), median(samples))
	return nil
}

// memory measures what is held beyond the claims themselves: their structs, with
// which border copies them, and their strings, which all share.
func (b *bench) memory() error {
	l := b.load
	n := float64(len(l.Claims))
	// Tables of crossings come before: they are of the world, not of its claims.
	emptyFloor, _ := held(func() *floor.Store { return floor.New(l.Codes) })
	floorHeld, fl := held(func() *floor.Store {
		fl := floor.New(l.Codes)
		fl.Load(l)
		return fl
	})
	emptyBorder, _ := held(l.Registry)
	var err error
	readOut := func() *border.Registry {
		reg := l.Registry()
		if _, err = reg.Add(l.Claims...); err != nil {
			return reg
		}
		for s := range reg.States(l.First) {
			sink += readState(&s)
		}
		return reg
	}
	borderHeld, reg := held(readOut)
	if err != nil {
		return err
	}
	withBasis, _ := held(func() int {
		for s := range reg.States(l.First.AddDays(l.Days)) {
			for range s.Syria.Control.Basis() {
				sink++
			}
		}
		return 0
	})
	claims := float64(unsafe.Sizeof(border.Claim{})) * n
	ours := borderHeld - emptyBorder - claims
	b.results.add(l.Name, "heap held, bytes a claim", "B", figure{samples: []float64{(floorHeld - emptyFloor) / n}}, figure{samples: []float64{ours / n}}, ratioGoal(2))
	b.results.basisHeld(l.Name, withBasis/n)
	runtime.KeepAlive(fl)
	runtime.KeepAlive(reg)
	return nil
}
