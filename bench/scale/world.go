package main

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
)

// assumptions are what the plan is made for, and what one machine was measured to
// do.
type assumptions struct {
	countries int
	crossings int
	claims    int // a year
	readers   int // questions a second
	copies    int // machines that hold a partition, if there are as many
	part      int // claims a year that a partition has at most, if it has more than one crossing

	held       float64 // bytes of heap a claim
	headroom   float64 // memory of the process, of its heap
	archived   float64 // bytes a claim in the archive of a follower
	logged     float64 // bytes a claim on each server of the log
	loaded     float64 // claims a second from the archive into the registry
	caught     float64 // claims a second from the log
	readerCore float64 // answers a second of one core
}

// plan is the one of docs/scale.md. The figures of one machine are those of
// bench/scale.md, jetstream.md and web.md, on the careful side.
var plan = assumptions{countries: 200, crossings: 50_000, claims: 10_000_000, readers: 10_000, copies: 2, part: 200_000,
	held: 900, headroom: 2, archived: 720, logged: 950, loaded: 300_000, caught: 80_000, readerCore: 15_000}

// A partition is crossings of one country, whose claims are in one log and one
// registry.
type partition struct {
	country int
	claims  int // a year
	reads   float64
}

// A world is the claims of a year, by country and crossing.
type world struct {
	byCountry [][]int // claims of each crossing
	claims    []int   // of each country
}

// cumulative returns the cumulated weights 1/k^s of n ranks, the last of which
// is 1.
func cumulative(n int, s float64) []float64 {
	list := make([]float64, n)
	sum := 0.0
	for k := range list {
		sum += math.Pow(float64(k+1), -s)
		list[k] = sum
	}
	for k := range list {
		list[k] /= sum
	}
	return list
}

// draw returns a rank by its cumulated weights.
func draw(rng *rand.Rand, weights []float64) int {
	return min(sort.SearchFloat64s(weights, rng.Float64()), len(weights)-1)
}

// drawWorld draws the crossings of each country, by 1/√k for the k-th, and then
// each claim: its country by Zipf's law, 1/k, and its crossing by the same law
// among those of the country.
func drawWorld(a assumptions) world {
	rng := rand.New(rand.NewPCG(200, 50_000))
	numbers := make([]int, a.countries)
	for k := range numbers {
		numbers[k] = 1 // no country has none
	}
	roots := cumulative(a.countries, 0.5)
	for range a.crossings - a.countries {
		numbers[draw(rng, roots)]++
	}
	w := world{byCountry: make([][]int, a.countries), claims: make([]int, a.countries)}
	within := make([][]float64, a.countries)
	for k, n := range numbers {
		w.byCountry[k], within[k] = make([]int, n), cumulative(n, 1)
	}
	countries := cumulative(a.countries, 1)
	for range a.claims {
		k := draw(rng, countries)
		w.claims[k]++
		w.byCountry[k][draw(rng, within[k])]++
	}
	return w
}

// partitions returns one partition for each country, or, if it is cut, as many
// that none has more claims than a.part, unless that is one crossing. Readers ask
// about what is reported.
func (w world) partitions(a assumptions, cut bool) []partition {
	var list []partition
	for k, crossings := range w.byCountry {
		parts := 1
		if cut {
			parts = 1 + (w.claims[k]-1)/a.part
		}
		// The greatest crossings first, each into the smallest part.
		sizes := make([]int, min(parts, len(crossings)))
		for _, n := range slices.Backward(slices.Sorted(slices.Values(crossings))) {
			least := slices.Index(sizes, slices.Min(sizes))
			sizes[least] += n
		}
		for _, n := range sizes {
			list = append(list, partition{k, n, float64(a.readers) * float64(n) / float64(a.claims)})
		}
	}
	slices.SortStableFunc(list, func(x, y partition) int { return cmp.Compare(y.claims, x.claims) })
	return list
}
