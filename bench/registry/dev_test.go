package main

import (
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/bench/floor"
	"github.com/crossingstatus/border/bench/work"
)

var loads = []*work.Load{
	work.New("A", 3, 50, work.InOrder),
	work.New("B", 10000, 100, work.InOrder),
	work.New("C", 1, 10000, work.NewestFirst),
}

var sink int

func Benchmark(b *testing.B) {
	for _, l := range loads {
		qs := l.Questions(1<<16, 16)
		fl := floor.New(l.Codes)
		fl.Load(l)
		reg := l.Registry()
		if _, err := reg.Add(l.Claims...); err != nil {
			b.Fatal(err)
		}
		run := func(name string, f func(q *work.Question)) {
			b.Run(l.Name+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				for i := range qs {
					f(&qs[i])
				}
				i := 0
				for b.Loop() {
					f(&qs[i&(1<<16-1)])
					i++
				}
			})
		}
		run("finding/floor", func(q *work.Question) { sink += int(fl.Finding(l.Codes[q.Crossing], q.Track, q.DayN).Value) })
		run("finding/border", func(q *work.Question) {
			side := border.Syria + border.Side(q.Track/2)
			if q.Track%2 == 0 {
				f, _ := reg.Control(l.Codes[q.Crossing], side, q.Day)
				sink += len(f.Value)
			} else {
				f, _ := reg.Status(l.Codes[q.Crossing], side, q.Day)
				sink += int(f.Value)
			}
		})
		run("at/floor", func(q *work.Question) {
			s := fl.At(l.Codes[q.Crossing], q.DayN)
			sink += int(s.Status) + int(s.Answers[0].Since) + int(s.Answers[1].Since) + int(s.Answers[2].Since) + int(s.Answers[3].Since)
		})
		run("at/border", func(q *work.Question) {
			s, _ := reg.At(l.Codes[q.Crossing], q.Day)
			sink += int(s.Status.Value) + read(&s.Syria) + read(&s.Iraq)
		})
		run("known/floor", func(q *work.Question) { sink += int(fl.Known(l.Codes[q.Crossing], q.Track, q.DayN, q.KnownN).Value) })
		run("known/border", func(q *work.Question) {
			side := border.Syria + border.Side(q.Track/2)
			v := reg.KnownBy(q.Known)
			if q.Track%2 == 0 {
				f, _ := v.Control(l.Codes[q.Crossing], side, q.Day)
				sink += len(f.Value)
			} else {
				f, _ := v.Status(l.Codes[q.Crossing], side, q.Day)
				sink += int(f.Value)
			}
		})
	}
}

func read(s *border.SideState) int {
	n := int(s.Control.Since.Earliest.Number()) + int(s.Control.Attested.Number()) + len(s.Control.Value)
	if s.Control.Certain {
		n++
	}
	n += int(s.Status.Since.Earliest.Number()) + int(s.Status.Attested.Number()) + int(s.Status.Value)
	if s.Status.Certain {
		n++
	}
	return n
}

func BenchmarkAdd(b *testing.B) {
	for _, l := range loads {
		b.Run(l.Name+"/batch/floor", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				floor.New(l.Codes).Load(l)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(l.Claims)), "ns/claim")
		})
		b.Run(l.Name+"/batch/border", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := l.Registry().Add(l.Claims...); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(l.Claims)), "ns/claim")
		})
		if l.Name == "C" {
			continue
		}
		b.Run(l.Name+"/one/floor", func(b *testing.B) {
			for b.Loop() {
				fl := floor.New(l.Codes)
				for i, e := range l.Events {
					fl.Add(e, l.ID(i))
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(l.Claims)), "ns/claim")
		})
		b.Run(l.Name+"/one/border", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				reg := l.Registry()
				for i := range l.Claims {
					if _, err := reg.Add(l.Claims[i]); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(l.Claims)), "ns/claim")
		})
	}
}

func BenchmarkCold(b *testing.B) {
	for _, l := range loads {
		b.Run(l.Name, func(b *testing.B) {
			b.ReportAllocs()
			reg := l.Registry()
			if _, err := reg.Add(l.Claims...); err != nil {
				b.Fatal(err)
			}
			i := 0
			last := l.Claims[len(l.Claims)-1].Recorded
			for b.Loop() {
				i++
				s, _ := reg.AsOf(last.Add(-time.Duration(i%1000+1))).At(l.Codes[i%len(l.Codes)], l.First.AddDays(i%l.Days))
				sink += int(s.Status.Value)
			}
		})
	}
}
