package main

import (
	"cmp"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/crossingstatus/border/bench/work"
)

// medianBy returns the element of a list that is the median by a figure.
func medianBy[T any](list []T, figure func(T) float64) T {
	sorted := slices.SortedFunc(slices.Values(list), func(x, y T) int { return cmp.Compare(figure(x), figure(y)) })
	return sorted[len(sorted)/2]
}

// A goal is a figure that has to be reached.
type goal struct {
	text  string
	got   float64
	limit float64
	least bool // got must be no less than limit; else no more
	unit  string
}

func (g goal) met() bool { return g.got == g.limit || g.got > g.limit == g.least }

func goals(r results) []goal {
	var list []goal
	for _, c := range r.catching {
		if c.current > 0 {
			list = append(list, goal{"a follower catches up: " + c.name, c.rate(), 150_000, true, "claims/s"})
		}
	}
	for _, l := range r.lags {
		if l.server == "" {
			continue
		}
		list = append(list,
			goal{"p99 of the lag of the follower at " + l.server + " behind the log, which has acknowledged the claim", ms(l.acked.p99), 100, false, "ms"},
			goal{"the same, from when the claim was due", ms(l.sent.p99), 100, false, "ms"})
	}
	if r.recovery.kills == 0 {
		return list // it was not measured
	}
	return append(list, goal{"acknowledging again after the leader is killed, the longest", r.recovery.longest.Seconds(), 30, false, "s"})
}

func ms(d time.Duration) float64 { return d.Seconds() * 1000 }

func report(w io.Writer, p plan, r results) error {
	command := "cd bench && GOWORK=off go run ./jetstream"
	if p.only == "" && !p.short {
		command += " > jetstream.md"
	}
	if p.only != "" {
		command = "cd bench && GOWORK=off go run ./jetstream -only " + p.only
	}
	if p.short {
		command += " -short"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# Claims on JetStream\n\nMade by `%s` on %s, %d CPUs, %s, %s. The machine's load average was %s.\n",
		command, runtime.GOARCH, runtime.NumCPU(), runtime.Version(), time.Now().UTC().Format(time.DateOnly), work.LoadAverage())
	fmt.Fprintf(&b, `Three servers (the module nats-server, each a process), a stream of three replicas in files, sync_interval always, all on one disk. Servers,
writers and followers share the %d processors, and talk over the loopback: on machines of their own, servers have more processor
and more way between them. Claims are those of the embedded dataset, each with a note of its own.

## Goals

| | is | wanted | met |
|---|---:|---:|---|
`, runtime.NumCPU())
	for _, g := range goals(r) {
		sign, verdict := "≤", "**no**"
		if g.least {
			sign = "≥"
		}
		if g.met() {
			verdict = "yes"
		}
		fmt.Fprintf(&b, "| %s | %s %s | %s %s | %s |\n", g.text, work.Number(g.got), g.unit, sign, work.Number(g.limit), verdict)
	}
	for _, l := range r.lags {
		if l.server != "" && l.sent.p99 > 100*time.Millisecond {
			b.WriteString("\nWhere the lag is missed, see what followers wait for: the table of the lag has it beside them.\n")
			break
		}
	}
	for _, part := range p.chosen() {
		part.write(&b, p, r)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeCatching(w io.Writer, p plan, r results) {
	fmt.Fprintf(w, `
## Catching up

A follower was stopped while %s claims were appended to a log of as many; another has nothing and folds them all. Medians of
%d rounds, in turn. Claims/s are from the return of Follow, which has read the archive, until the last claim is in the registry;
the registry is current when it has also listened to the other followers for three polls, of a second each by default.

A claim takes %s bytes of each server's disk.

| | claims folded | reading the archive | folding | claims/s | current after |
|---|---:|---:|---:|---:|---:|
`, work.Number(float64(p.claims)), p.catches, work.Number(r.bytes))
	for _, c := range r.catching {
		reading, current := "", ""
		if c.current > 0 {
			reading, current = fmt.Sprintf("%.2f s", c.reading.Seconds()), fmt.Sprintf("%.2f s", c.current.Seconds())
		}
		fmt.Fprintf(w, "| %s | %s | %s | %.2f s | %s | %s |\n", c.name, work.Number(float64(c.claims)), reading, c.folding.Seconds(), work.Number(c.rate()), current)
	}
	writePieces(w, r)
}

// writePieces writes how much processor a claim takes while a follower catches up,
// and where.
func writePieces(w io.Writer, r results) {
	fmt.Fprintf(w, `
Microseconds of processor a claim, while it was read, and how many claims a second the %d processors could do at most if they did nothing
else. A bare consumer throws away what comes: what it takes and what the servers take, no follower can save.

| | this process | the three servers | at most claims/s |
|---|---:|---:|---:|
`, runtime.NumCPU())
	for _, c := range r.catching {
		fmt.Fprintf(w, "| %s | %.1f µs | %.1f µs | %s |\n", c.name, c.each(c.own), c.each(c.servers), work.Number(c.most(runtime.NumCPU())))
	}
	fmt.Fprint(w, `
What a follower does with a claim, each by itself with claims in memory:

| | processor a claim |
|---|---:|
`)
	for _, p := range r.pieces {
		fmt.Fprintf(w, "| %s | %.1f µs |\n", p.name, p.each)
	}
}

func writeLag(w io.Writer, p plan, r results) {
	fmt.Fprintf(w, `
## Lag

%d writers append %s claims a second: each of %d batches a second has %d claims, as a desk that passes on what it was sent or an
import has them. Three followers, each connected to another server, keep an archive. The lag is from when a batch was due (no
writer was later than %.1f ms) until the claim is in the follower's registry; from the acknowledgement on it is less than 0 where the claim was there
before. Medians of %d rounds of %v; %s claims a second were appended.

A bare consumer of the same messages throws them away; where the log has not acknowledged, or a writer not sent in time, no follower
can have a claim.

| | p50 | p99 | longest | p50 from the acknowledgement | p99 |
|---|---:|---:|---:|---:|---:|
`, writers, work.Number(float64(p.rate)), writers*batches, p.rate/writers/batches, ms(r.behind), p.lags, p.lagFor, work.Number(r.rate))
	for _, l := range r.lags {
		fmt.Fprintf(w, "| %s | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %.1f ms |\n", l.name, ms(l.sent.p50), ms(l.sent.p99), ms(l.longest), ms(l.acked.p50), ms(l.acked.p99))
	}
}

func writeAppending(w io.Writer, p plan, r results) {
	fmt.Fprintf(w, `
## Appending

Acknowledged claims a second, beside a bare publish of the same bytes to a stream of the same kind, without id, checksum and
trying again. Each writer has a connection of its own and waits for the acknowledgement. Medians of %d rounds of %v, all ways in turn.

| | writers | claims/s | of the bare publish | p50 of a call | p99 |
|---|---:|---:|---:|---:|---:|
`, p.appends, p.each)
	for i, a := range r.appends {
		beside := ""
		if !a.bare {
			beside = fmt.Sprintf("%.2f", a.rate/r.appends[i+1].rate)
		}
		fmt.Fprintf(w, "| %s | %d | %s | %s | %.1f ms | %.1f ms |\n", a.name, a.writers, work.Number(a.rate), beside, ms(a.took.p50), ms(a.took.p99))
	}
}

func writeRecovery(w io.Writer, _ plan, r results) {
	k := r.recovery
	fmt.Fprintf(w, `
## After the leader is killed

The stream's leader was killed %d times while %d writers appended (%s claims were acknowledged). A claim that was sent right after
was acknowledged after %.2f s, as the median, and %.2f s at the longest; no writer waited longer than %.2f s for a batch that was on its way.
`, k.kills, writers, work.Number(float64(k.acked)), k.median.Seconds(), k.longest.Seconds(), k.writer.Seconds())
}

func writeLogs(w io.Writer, _ plan, r results) {
	c := r.logs
	fmt.Fprintf(w, `
## What a log takes

Of %d logs of three replicas that nobody uses, the last was open after %.1f s; a server
then has %s MB in memory and works %.1f ms a second, and with one log %s MB and %.1f ms.
`, c.logs, c.opened.Seconds(), work.Number(float64(c.in.memory)/1e6), ms(c.in.processor), work.Number(float64(c.without.memory)/1e6), ms(c.without.processor))
}
