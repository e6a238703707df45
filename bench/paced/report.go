package main

import (
	"cmp"
	"fmt"
	"io"
	"runtime"
	"strings"
	"time"

	"github.com/crossingstatus/border/bench/work"
)

// Goals: of the time that asking takes, p99 at most so many times the median, and at most
// one in a million longer than tooLong.
const (
	mostTimes = 10
	tooLong   = 5 * time.Millisecond
	oneIn     = 1_000_000
)

// write prints what was measured, and whether the goals were met.
func (m *measurement) write(out io.Writer, p *plan, command string) error {
	var s strings.Builder
	asking := m.border.asking
	median, p99 := quantile(asking, 0.5), quantile(asking, 0.99)
	fmt.Fprintf(&s, `# Questions at a pace, beside news

Made by

    %s > paced.md

with %s on %s/%s, %d processors; the load of the machine at the end was %s. Workload D: the embedded dataset with ten years of daily
sightings of who controls each side of each crossing and whether it is open, %s claims, to which one is added every %s, %d in all; no Add took longer
than %s. %d readers ask, at %s questions a second in all, for the state of a crossing on a day of those years. As many others, at the same pace, read
a constant: what they wait is the machine's and the scheduler's.

| | questions | median | p99 | p99.9 | longest | over %s |
|---|---:|---:|---:|---:|---:|---:|
`, command, runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), cmp.Or(work.LoadAverage(), "unknown"), work.Number(float64(m.claims)), p.every, m.added, m.longestAdd.Round(time.Microsecond),
		p.readers, work.Number(float64(p.rate)), tooLong)
	for _, row := range []struct {
		name  string
		waits []time.Duration
	}{
		{"asking", asking}, {"asking, from when it was due", m.border.fromDue},
		{"the constant", m.constant.asking}, {"the constant, from when it was due", m.constant.fromDue},
	} {
		fmt.Fprintf(&s, "| %s | %s | %s | %s | %s | %s | %d |\n", row.name, work.Number(float64(len(row.waits))), quantile(row.waits, 0.5), quantile(row.waits, 0.99),
			quantile(row.waits, 0.999), quantile(row.waits, 1), over(row.waits, tooLong))
	}
	late := over(asking, tooLong)
	fmt.Fprintf(&s, "\nOf asking, p99 is %.1f times the median; the goal is %d: %s. %d of %s took over %s; the goal is one in %s: %s.\n",
		float64(p99)/float64(max(median, 1)), mostTimes, work.Met(p99 <= mostTimes*median), late, work.Number(float64(len(asking))), tooLong,
		work.Number(oneIn), work.Met(late*oneIn <= len(asking)))
	_, err := io.WriteString(out, s.String())
	return err
}
