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
		list = append(list, goal{"a follower catches up: " + c.name, c.rate(), 100_000, true, "claims/s"})
	}
	for _, l := range r.lags {
		list = append(list,
			goal{"p99 of the lag of the follower at " + l.server + " behind the log, which has acknowledged the claim", ms(l.acked.p99), 100, false, "ms"},
			goal{"the same, from when the claim was due", ms(l.sent.p99), 100, false, "ms"})
	}
	return append(list, goal{"acknowledging again after the leader is killed, the longest", r.recovery.longest.Seconds(), 30, false, "s"})
}

func ms(d time.Duration) float64 { return d.Seconds() * 1000 }

func report(w io.Writer, p plan, r results) error {
	command := "cd bench && GOWORK=off go run ./jetstream > jetstream.md"
	if p.short {
		command = "cd bench && GOWORK=off go run ./jetstream -short"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# Claims on JetStream\n\nMade by `%s` on %s, %d CPUs, %s, %s.\n", command, runtime.GOARCH, runtime.NumCPU(), runtime.Version(), time.Now().UTC().Format(time.DateOnly))
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
		if l.sent.p99 > 100*time.Millisecond {
			b.WriteString("\nWhere the lag is missed, writers were late themselves for moments, and waited for the same processors and disk as three servers and\nthree followers; by p50, a claim is there after a small part of that.\n")
			break
		}
	}
	fmt.Fprintf(&b, `
## Catching up

A follower was stopped while %s claims were appended to a log of as many; another has nothing and folds them all. Medians of
%d rounds, in turn. Claims/s are from the return of Follow, which has read the archive, until the last claim is in the registry;
the registry is current when it has also listened to the other followers for three polls, of a second each by default.

| | claims folded | reading the archive | folding | claims/s | current after |
|---|---:|---:|---:|---:|---:|
`, work.Number(float64(p.claims)), p.catches)
	for _, c := range r.catching {
		fmt.Fprintf(&b, "| %s | %s | %.2f s | %.2f s | %s | %.2f s |\n", c.name, work.Number(float64(c.claims)), c.reading.Seconds(), c.folding.Seconds(), work.Number(c.rate()), c.current.Seconds())
	}
	fmt.Fprintf(&b, `
## Lag

%d writers append %s claims a second: each of %d batches a second has %d claims, as a desk that passes on what it was sent or an
import has them. Three followers, each connected to another server, keep an archive. The lag is from when a batch was due (no
writer was later than %.1f ms) until the claim is in the follower's registry; from the acknowledgement on it is less than 0 where the claim was there
before. Medians of %d rounds of %v; %s claims a second were appended.

| follower at | p50 | p99 | longest | p50 from the acknowledgement | p99 |
|---|---:|---:|---:|---:|---:|
`, writers, work.Number(float64(p.rate)), writers*batches, p.rate/writers/batches, ms(r.behind), p.lags, p.lagFor, work.Number(r.rate))
	for _, l := range r.lags {
		fmt.Fprintf(&b, "| %s | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %.1f ms |\n", l.server, ms(l.sent.p50), ms(l.sent.p99), ms(l.longest), ms(l.acked.p50), ms(l.acked.p99))
	}
	fmt.Fprintf(&b, `
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
		fmt.Fprintf(&b, "| %s | %d | %s | %s | %.1f ms | %.1f ms |\n", a.name, a.writers, work.Number(a.rate), beside, ms(a.took.p50), ms(a.took.p99))
	}
	k := r.recovery
	fmt.Fprintf(&b, `
## After the leader is killed

The stream's leader was killed %d times while %d writers appended (%s claims were acknowledged). A claim that was sent right after
was acknowledged after %.2f s, as the median, and %.2f s at the longest; no writer waited longer than %.2f s for a batch that was on its way.
`, k.kills, writers, work.Number(float64(k.acked)), k.median.Seconds(), k.longest.Seconds(), k.writer.Seconds())
	c := r.logs
	fmt.Fprintf(&b, `
## What a log takes

A claim takes %s bytes of each server's disk. Of %d logs of three replicas that nobody uses, the last was open after %.1f s; a server
then has %s MB in memory and works %.1f ms a second, and with one log %s MB and %.1f ms.
`, work.Number(r.bytes), c.logs, c.opened.Seconds(), work.Number(float64(c.in.memory)/1e6), ms(c.in.processor), work.Number(float64(c.without.memory)/1e6), ms(c.without.processor))
	_, err := io.WriteString(w, b.String())
	return err
}
