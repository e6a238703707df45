package main

import (
	"cmp"
	"runtime"
	"runtime/debug"
	"slices"
	"time"

	"github.com/crossingstatus/border/bench/work"
)

// A plan says how much is measured.
type plan struct {
	runs      int           // of each question; the table has their medians
	loads     int           // the same of what loads stores
	budget    time.Duration // of one run of one reader
	questions int           // asked at random; a power of two
	crossings int           // of workload B; of B/10 a tenth
	growth    []int         // numbers of claims
	paced     time.Duration // of one run beside a writer
}

var (
	full  = plan{runs: 11, loads: 5, budget: 60 * time.Millisecond, questions: 1 << 17, crossings: 10_000, growth: []int{100, 1000, 10_000, 100_000, 1_000_000}, paced: 2 * time.Second}
	short = plan{runs: 5, loads: 5, budget: 10 * time.Millisecond, questions: 1 << 16, crossings: 1000, growth: []int{100, 1000, 10_000, 100_000}, paced: 200 * time.Millisecond}
)

// A contender answers a question in its way. What it returns depends on all that
// it has read of the answer, so that nothing is left out.
type contender struct {
	name string
	ask  func(*work.Question) int
}

// A figure is what was measured of a contender.
type figure struct {
	name    string
	samples []float64 // ns of one question, or of one claim, by run
	allocs  float64
}

// ns is the median of the runs.
func (f figure) ns() float64 { return median(f.samples) }

// over is the median of the ratios to another's figure in the same run: what
// else the machine did meanwhile weighs on both.
func (f figure) over(o figure) float64 {
	ratios := make([]float64, len(f.samples))
	for i := range ratios {
		ratios[i] = f.samples[i] / o.samples[i]
	}
	return median(ratios)
}

// sink keeps the compiler from leaving anything out.
var sink int

// race times contenders on the same questions, one after the other in rotating
// order, and returns a figure of each.
func (p *plan) race(qs []work.Question, contenders ...contender) []figure {
	counts := make([]int, len(contenders))
	for i, c := range contenders {
		counts[i] = calibrate(qs, c.ask, p.budget)
	}
	figures := make([]figure, len(contenders))
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	for round := range p.runs {
		runtime.GC() // in between, for nobody's account
		for k := range contenders {
			i := (round + k) % len(contenders)
			ns, allocs := timeAsking(qs, contenders[i].ask, counts[i], round*counts[i])
			figures[i] = figure{contenders[i].name, append(figures[i].samples, ns), allocs}
		}
	}
	return figures
}

// calibrate returns how many questions are answered in a time.
func calibrate(qs []work.Question, ask func(*work.Question) int, budget time.Duration) int {
	n := 0
	for start := time.Now(); time.Since(start) < budget; {
		for range 64 {
			sink += ask(&qs[n&(len(qs)-1)])
			n++
		}
	}
	return n
}

// timeAsking asks n questions, beginning with that at from, and returns the
// nanoseconds and the allocations of one.
func timeAsking(qs []work.Question, ask func(*work.Question) int, n, from int) (ns, allocs float64) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	sum := 0
	start := work.ProcessorTime()
	for i := from; i < from+n; i++ {
		sum += ask(&qs[i&(len(qs)-1)])
	}
	took := work.ProcessorTime() - start
	runtime.ReadMemStats(&after)
	sink += sum
	return float64(took) / float64(n), float64((after.Mallocs - before.Mallocs) / uint64(n))
}

// A job is something to be done whole, some n times over in a way: it returns how
// long the part of it took that counts.
type job struct {
	name string
	n    int // claims or crossings, by which the time is divided
	do   func() (time.Duration, error)
}

// jobs times jobs in rotating order and returns a figure of each.
func (p *plan) jobs(jobs ...job) ([]figure, error) {
	figures := make([]figure, len(jobs))
	for round := range p.loads {
		for k := range jobs {
			i := (round + k) % len(jobs)
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			took, err := jobs[i].do()
			if err != nil {
				return nil, err
			}
			runtime.ReadMemStats(&after)
			n := float64(jobs[i].n)
			figures[i] = figure{jobs[i].name, append(figures[i].samples, float64(took)/n), float64(after.Mallocs-before.Mallocs) / n}
		}
	}
	return figures, nil
}

// held returns how many bytes of heap what make returns holds.
func held[T any](make func() T) (float64, T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&before)
	made := make()
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&after)
	return float64(after.HeapAlloc) - float64(before.HeapAlloc), made
}

func median[T cmp.Ordered](samples []T) T {
	return slices.Sorted(slices.Values(samples))[len(samples)/2]
}
