package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/bench/work"
	"github.com/crossingstatus/border/crossings/jetstream"
	"github.com/crossingstatus/border/journal"
)

// positionSize is how many bytes an archive needs for the place of a claim.
const positionSize = 32

// A measured is what one partition costs.
type measured struct {
	claims, crossings int
	held              float64       // bytes of heap a claim
	archived          float64       // bytes a claim
	added             float64       // claims a second, a thousand at a time, on the disk
	loaded            float64       // claims a second
	summed            float64       // claims a second
	state             time.Duration // of a crossing at random
	first             time.Duration // the same, when its claims were not read yet
	states            time.Duration // of all crossings
	copied            float64       // bytes a second
}

// measure measures partitions of a tenth of the greatest country and of all of it:
// what does not change from one to the other, may be multiplied.
func measure(w io.Writer, short bool) error {
	a := plan
	command := "-measure"
	if short {
		a.claims, a.crossings, command = 20_000, 1_000, "-short"
	}
	greatest := drawWorld(a).byCountry[0]
	var list []measured
	for _, part := range [][]int{greatest[:max(len(greatest)/10, 1)], greatest} {
		share := slices.Clone(part)
		if len(part) < len(greatest) {
			// Fewer crossings, each with fewer claims: the same shape.
			share = nil
			for i := range part {
				n := 0
				for _, c := range greatest[i*10 : min(i*10+10, len(greatest))] {
					n += c
				}
				share = append(share, n/10+1)
			}
		}
		m, err := measureOne(share)
		if err != nil {
			return err
		}
		list = append(list, m)
	}
	return reportMeasured(w, command, list)
}

// measureOne measures a partition with so many claims of each crossing.
func measureOne(shares []int) (m measured, err error) {
	dir, err := os.MkdirTemp("", "scale-bench-")
	if err != nil {
		return m, err
	}
	defer os.RemoveAll(dir)
	samples, err := work.Samples()
	if err != nil {
		return m, err
	}
	var order []int // the crossing of each claim, in the order of their coming
	for i, n := range shares {
		order = append(order, slices.Repeat([]int{i}, n)...)
	}
	rng := rand.New(rand.NewPCG(1, 1))
	rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	m.claims, m.crossings = len(order), len(shares)

	name := filepath.Join(dir, "claims.jsonl")
	reg, err := registry(len(shares))
	if err != nil {
		return m, err
	}
	if m.added, err = addAll(name, reg, samples, order); err != nil {
		return m, err
	}
	info, err := os.Stat(name)
	if err != nil {
		return m, err
	}
	m.archived = float64(info.Size()) / float64(m.claims)
	if m.copied, err = copyFile(name, info.Size()); err != nil {
		return m, err
	}
	if reg, err = registry(len(shares)); err != nil {
		return m, err
	}
	before := heap()
	began := time.Now()
	j, err := journal.Open(name, reg, journal.Options{})
	if err != nil {
		return m, err
	}
	defer j.Close()
	m.loaded = float64(m.claims) / time.Since(began).Seconds()
	m.held = (heap() - before) / float64(m.claims)
	if reg.Len() != m.claims {
		return m, fmt.Errorf("%d claims were added, and %d are there", m.claims, reg.Len())
	}
	began = time.Now()
	jetstream.SumOf(reg)
	m.summed = float64(m.claims) / time.Since(began).Seconds()
	m.ask(reg, rng)
	return m, nil
}

// ask asks for states. Readers ask about crossings at random, each as often as any
// other: that is the worst for what a processor keeps at hand.
func (m *measured) ask(reg *border.Registry, rng *rand.Rand) {
	day := border.Date(2018, time.June, 1)
	began := time.Now()
	for i := range m.crossings {
		reg.At(code(i), day)
	}
	m.first = time.Since(began) / time.Duration(m.crossings)
	const questions = 1_000_000
	began = time.Now()
	for range questions {
		reg.At(code(rng.IntN(m.crossings)), day)
	}
	m.state = time.Since(began) / questions
	began = time.Now()
	for range reg.States(day) {
	}
	m.states = time.Since(began)
}

func code(i int) string { return fmt.Sprintf("crossing-%d", i) }

// registry returns a registry of n crossings, without claims.
func registry(n int) (*border.Registry, error) {
	embedded, err := border.Default()
	if err != nil {
		return nil, err
	}
	parties := slices.Collect(embedded.Parties())
	crossings := make([]border.Crossing, n)
	for i := range crossings {
		town := border.Place{Town: border.Names{English: code(i)}}
		crossings[i] = border.Crossing{Code: code(i), Names: border.Names{English: code(i)}, Syria: town, Iraq: town}
	}
	return border.New(crossings, parties)
}

// addAll adds claims through a journal, a thousand at a time, and returns how many
// a second.
func addAll(name string, reg *border.Registry, samples []border.Claim, order []int) (rate float64, err error) {
	j, err := journal.Open(name, reg, journal.Options{})
	if err != nil {
		return 0, err
	}
	var took time.Duration
	number := 0
	for some := range slices.Chunk(order, 1000) {
		claims := make([]border.Claim, len(some))
		for i, crossing := range some {
			claims[i] = work.Nth(samples, number)
			claims[i].Crossing = code(crossing)
			number++
		}
		began := time.Now()
		if _, err := j.Add(claims...); err != nil {
			return 0, err
		}
		took += time.Since(began)
	}
	return float64(len(order)) / took.Seconds(), j.Close()
}

// copyFile copies a file, as a backup does, and returns how many bytes a second.
func copyFile(name string, size int64) (rate float64, err error) {
	from, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer from.Close()
	to, err := os.Create(name + ".backup")
	if err != nil {
		return 0, err
	}
	defer os.Remove(to.Name())
	defer to.Close()
	began := time.Now()
	if _, err := io.Copy(to, from); err != nil {
		return 0, err
	}
	if err := to.Sync(); err != nil {
		return 0, err
	}
	return float64(size) / time.Since(began).Seconds(), nil
}

// heap returns the bytes that are in use.
func heap() float64 {
	runtime.GC()
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return float64(s.HeapAlloc)
}

func reportMeasured(w io.Writer, command string, list []measured) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# One partition\n\nMade by `cd bench && GOWORK=off go run ./scale %s > scale.md` on %s, %d CPUs, %s, %s.\n", command, runtime.GOARCH, runtime.NumCPU(), runtime.Version(), time.Now().UTC().Format(time.DateOnly))
	b.WriteString(`The greatest country of the plan in docs/scale.md, with the claims of a year, and a tenth of it. Claims are those of the embedded
dataset, each with a note of its own, about crossings by Zipf's law and in any order. One run each; the files are in the page cache.

| | a tenth | all | figure of the plan |
|---|---:|---:|---:|
`)
	row := func(name string, figure func(measured) string, planned string) {
		fmt.Fprintf(&b, "| %s |", name)
		for _, m := range list {
			fmt.Fprintf(&b, " %s |", figure(m))
		}
		fmt.Fprintf(&b, " %s |\n", planned)
	}
	count := func(figure func(measured) float64) func(measured) string {
		return func(m measured) string { return work.Number(figure(m)) }
	}
	row("claims", count(func(m measured) float64 { return float64(m.claims) }), "")
	row("crossings", count(func(m measured) float64 { return float64(m.crossings) }), "")
	row("heap, bytes a claim", count(func(m measured) float64 { return m.held }), work.Number(plan.held))
	row("journal, bytes a claim", count(func(m measured) float64 { return m.archived }), work.Number(plan.archived)+", with positions")
	row("adding a thousand at a time, synced, claims/s", count(func(m measured) float64 { return m.added }), "")
	row("loading the journal, claims/s", count(func(m measured) float64 { return m.loaded }), work.Number(plan.loaded))
	row("the sum of all claims, claims/s", count(func(m measured) float64 { return m.summed }), "")
	took := func(figure func(measured) time.Duration) func(measured) string {
		return func(m measured) string { return fmt.Sprintf("%.1f µs", float64(figure(m).Nanoseconds())/1e3) }
	}
	row("state of a crossing that nobody asked for yet", took(func(m measured) time.Duration { return m.first }), "")
	row("state of a crossing at random", took(func(m measured) time.Duration { return m.state }), "")
	row("states of all crossings", func(m measured) string { return fmt.Sprintf("%.1f ms", m.states.Seconds()*1e3) }, "")
	row("copying the journal, synced, MB/s", count(func(m measured) float64 { return m.copied / 1e6 }), "")
	worst := list[len(list)-1]
	for _, x := range []struct {
		what string
		bad  bool
	}{
		{"the heap", worst.held > plan.held},
		{"the archive", worst.archived+positionSize > plan.archived},
		{"loading", worst.loaded < plan.loaded},
	} {
		if x.bad {
			fmt.Fprintf(&b, "\n**The plan reckons with less for %s than was measured.**\n", x.what)
		}
	}
	b.WriteString("\nHow heap and time grow with the claims of one crossing is in [growth.md](growth.md).\n")
	_, err := io.WriteString(w, b.String())
	return err
}
