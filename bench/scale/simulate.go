package main

import (
	"fmt"
	"strings"

	"github.com/crossingstatus/border/bench/work"
)

// tables returns the tables of a plan.
func tables(a assumptions) string {
	world := drawWorld(a)
	whole, cut := world.partitions(a, false), world.partitions(a, true)
	var b strings.Builder
	b.WriteString("| | claims a year | readers/s | memory after a year | archive | log, on each of its servers | loading the archive | a year from the log |\n|---|---:|---:|---:|---:|---:|---:|---:|\n")
	for _, x := range []struct {
		name string
		p    partition
	}{
		{"all", partition{claims: a.claims, reads: float64(a.readers)}},
		{"the greatest country", whole[0]},
		{"the tenth", whole[9]},
		{"the hundredth", whole[99]},
		{"the smallest", whole[len(whole)-1]},
		{fmt.Sprintf("the greatest of %d partitions", len(cut)), cut[0]},
	} {
		n := float64(x.p.claims)
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s | %s |\n", x.name, work.Number(n), work.Number(x.p.reads), bytes(n*a.held*a.headroom), bytes(n*a.archived), bytes(n*a.logged), seconds(n/a.loaded), seconds(n/a.caught))
	}
	for _, x := range []struct {
		title string
		list  []partition
	}{
		{fmt.Sprintf("One partition a country, each on %d machines:", a.copies), whole},
		{fmt.Sprintf("Countries cut, so that a partition has at most %s claims a year unless it is one crossing, each on %d machines:", work.Number(float64(a.part)), a.copies), cut},
	} {
		fmt.Fprintf(&b, "\n%s\n\n| machines | memory of the fullest, after a year | after five | readers/s of the busiest | cores for them | one is lost: partitions without a machine | readers/s of the busiest, at once | memory of the fullest, after five years | the others have its partitions after, in the fifth year |\n|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n", x.title)
		for _, n := range []int{1, 2, 3, 4, 6, 8, 12, 16} {
			p := place(x.list, n, a.copies)
			full, busy := float64(p.fullest()), p.busiest()
			fmt.Fprintf(&b, "| %d | %s | %s | %s | %.1f |", n, bytes(full*a.held*a.headroom), bytes(5*full*a.held*a.headroom), work.Number(busy), busy/a.readerCore)
			lost := worst(x.list, n, a)
			unserved, atOnce, moved := p.lose(lost)
			switch {
			case n == 1:
				fmt.Fprintf(&b, " all | – | – | – |\n")
			case n == 2:
				fmt.Fprintf(&b, " %d | %s | %s | nobody is left to take them |\n", unserved, work.Number(atOnce), bytes(5*float64(p.fullest())*a.held*a.headroom))
			default:
				// Each of the others reads its share by itself.
				fmt.Fprintf(&b, " %d | %s | %s | %s |\n", unserved, work.Number(atOnce), bytes(5*float64(p.fullest())*a.held*a.headroom), seconds(5*float64(moved)/float64(n-1)/a.caught))
			}
		}
	}
	return b.String()
}

// worst returns the machine whose loss leaves another with the most readers.
func worst(list []partition, machines int, a assumptions) int {
	worst, most := 0, -1.0
	for m := range machines {
		if _, atOnce, _ := place(list, machines, a.copies).lose(m); atOnce > most {
			worst, most = m, atOnce
		}
	}
	return worst
}

// bytes writes bytes in a unit that has few digits.
func bytes(x float64) string {
	switch {
	case x >= 1e9:
		return fmt.Sprintf("%.1f GB", x/1e9)
	case x >= 1e6:
		return fmt.Sprintf("%.0f MB", x/1e6)
	}
	return fmt.Sprintf("%.0f kB", x/1e3)
}

func seconds(x float64) string {
	if x < 10 {
		return fmt.Sprintf("%.1f s", x)
	}
	return fmt.Sprintf("%.0f s", x)
}
