package main

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"time"
)

// A goal is a ratio that has to be kept.
type goal struct {
	text  string
	got   float64
	limit float64
	least bool // got must be no less than limit; else no more
}

func (g goal) kept() bool { return g.got == g.limit || g.got > g.limit == g.least }

// goals works out what has to be kept from the figures.
func goals(a []appended, o opened) []goal {
	best := func(prefix string) (rate float64) {
		for _, x := range a {
			if x.writers == 64 && strings.HasPrefix(x.name, prefix) {
				rate = max(rate, x.rate)
			}
		}
		return rate
	}
	find := func(name string, writers int) appended {
		for _, x := range a {
			if x.name == name && x.writers == writers {
				return x
			}
		}
		panic("no such way: " + name)
	}
	opening := []goal{
		{"opening, of the loop of encoding/json", float64(o.open) / float64(o.loop), 0.30, false},
		{"bytes of heap a claim of the registry", float64(o.registry) / float64(o.claims), 700, false},
		{"MB of live heap beyond the registry while opening", float64(o.beyond) / 1e6, 64, false},
	}
	if len(a) == 0 {
		return opening
	}
	bare, one, many := find("bare write and fsync", 1), find("journal", 1), find("journal", 64)
	return append([]goal{
		{"one writer's p50, of a bare write and fsync", float64(one.p50) / float64(bare.p50), 1.3, false},
		{"64 writers' rate, of one writer's", many.rate / one.rate, 10, true},
		{"64 writers' rate, of the best of bbolt Batch", many.rate / best("bbolt Batch"), 1, true},
		{"64 writers' rate, of the best of sqlite WAL, FULL", many.rate / best("sqlite WAL, FULL"), 1, true},
	}, opening...)
}

func report(w io.Writer, p plan, a []appended, o opened) error {
	command := "cd bench && GOWORK=off go run ./journal"
	switch {
	case p.onlyOpening:
		command += " -only opening"
	case !p.isShort:
		command += " > journal.md"
	}
	if p.isShort {
		command += " -short"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# Keeping claims in a journal\n\nMade by `%s` on %s, %d CPUs, %s, %s.\n", command, runtime.GOARCH, runtime.NumCPU(), runtime.Version(), time.Now().UTC().Format(time.DateOnly))
	b.WriteString("All files are in one directory of one disk. Claims are those of the embedded dataset, each with a note of its own.\n\n## What has to be kept\n\n| | is | wanted | |\n|---|---|---|---|\n")
	for _, g := range goals(a, o) {
		sign, verdict := "at most", "missed"
		if g.least {
			sign = "at least"
		}
		if g.kept() {
			verdict = "kept"
		}
		fmt.Fprintf(&b, "| %s | %.2f | %s %g | %s |\n", g.text, g.got, sign, g.limit, verdict)
	}
	if len(a) > 0 {
		reportAdding(&b, p, a)
	}
	reportOpening(&b, p, o)
	_, err := io.WriteString(w, b.String())
	return err
}

func reportAdding(b *strings.Builder, p plan, a []appended) {
	fmt.Fprintf(b, "\n## Adding\n\nRates are medians of %d rounds of %v each, all ways in turn; p50 and p99 are of the calls of all rounds. A claim counts when it is on the disk. The journal checks\neach claim, gives it its id and its time, and adds it to the registry, which the databases do not; they are given\nthe bytes of the line. bbolt and SQLite are set as for many writers: see journal/databases.go.\n\n| | writers | claims/s | p50 | p99 |\n|---|---:|---:|---:|---:|\n", p.rounds, p.each)
	for _, x := range a {
		fmt.Fprintf(b, "| %s | %d | %.0f | %d µs | %d µs |\n", x.name, x.writers, x.rate, x.p50.Microseconds(), x.p99.Microseconds())
	}
}

func reportOpening(b *strings.Builder, p plan, o opened) {
	fmt.Fprintf(b, "\n## Opening\n\nA journal of %d claims, %d MB; the fastest of %d times each, in turn. The file is in the page cache.\n\n| | time | claims/s |\n|---|---:|---:|\n", o.claims, o.bytes/1e6, p.opens)
	for _, x := range []struct {
		name string
		took time.Duration
	}{
		{"loop of encoding/json into a plain struct, nothing checked or kept", o.loop},
		{"`journal.Read`, all claims checked", o.read},
		{"`journal.Open`, all claims checked and in the registry", o.open},
	} {
		fmt.Fprintf(b, "| %s | %.2f s | %.0f |\n", x.name, x.took.Seconds(), float64(o.claims)/x.took.Seconds())
	}
	fmt.Fprintf(b, "\nThe registry then holds %d MB, %d bytes a claim; opening made %.1f allocations a claim, and the live heap was at\nno time more than %.1f MB beyond that. Where each claim has an address, a title and a quote of its own, 24 bytes longer, it is %d bytes a claim.\n\n%s", o.registry/1e6, o.registry/uint64(o.claims), o.allocations, float64(o.beyond)/1e6, o.unlike/uint64(o.claims), designs)
}

// designs says what was tried against the goals of opening, and what came of it.
const designs = `Tried against the 884 bytes and the 9.4 s of processor time that opening took before, the least of three openings in
turns on a machine that was busy with other things, too (times differ by a fifth from one opening to the next):

| | bytes a claim | of unlike claims | allocations a claim | processor, s | |
|---|---:|---:|---:|---:|---|
| texts of a source, a page or a day kept once: a table of those read lately, per reader; additions in pieces, not in a list that grows | 672 | 799 | 1.8 | 8.3 | kept: most of the gain |
| with it, the members of Claim of one byte side by side | 655 | 783 | 1.8 | 8.7 | not kept: members would no longer stand in the order in which they are written |
| with it, the texts of several claims in one block of 4 KB | 668 | 799 | 0.8 | 8.9 | kept, for half the allocations |
`
