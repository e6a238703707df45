package main

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"time"

	"github.com/crossingstatus/border/bench/work"
)

// results are all that was measured, as it is told.
type results struct {
	rows       []resultRow
	peerRows   []peerRow
	peerLoads  []string
	besides    []besideRow
	passables  []passableRow
	slide      slideFigure
	curves     []*curve
	batchNS    map[string]float64 // of a whole batch, by workload
	took       time.Duration
	loads      []string // of the machine, before and after
	compared   int
	datasetAll int
	datasetN   int
}

// A resultRow is one figure of border beside its goal.
type resultRow struct {
	workload, operation, unit string
	floor, border, ratio      float64 // floor 0: none
	goal                      goal
	allocs                    float64
}

// A goal is what a row is held to.
type goal struct {
	ratio  float64 // most, to the floor
	limit  float64 // most, of border itself; 0: none
	allocs float64 // most; -1: any number
}

func ratioGoal(ratio float64) goal { return goal{ratio: ratio, allocs: -1} }

// A peerRow is one question put to all stores.
type peerRow struct {
	workload, question string
	figures            []figure
}

// A passableRow is whether somebody may pass, beside the state.
type passableRow struct {
	workload     string
	at, passable figure
}

// A besideRow is what readers get done beside a writer.
type besideRow struct {
	name            string
	one, two        float64 // reads a second
	median, highest float64 // ns; the highest is p99.9
}

func (r *results) add(workload, operation, unit string, floor, border figure, g goal) {
	switch {
	case unit == "ns" && g.ratio == 2 && (workload == "A" || isB(workload)):
		g.allocs = 0
	case operation == "Add one by one, a claim" && isB(workload):
		g.allocs = 4
	case workload == "R":
		g = goal{allocs: -1}
	}
	r.rows = append(r.rows, resultRow{workload, operation, unit, floor.ns(), border.ns(), border.over(floor), g, border.allocs})
}

func (r *results) batch(workload string, ns float64) {
	if r.batchNS == nil {
		r.batchNS = map[string]float64{}
	}
	r.batchNS[workload] = ns
}

func (r *results) cold(workload string, ns float64) {
	g := goal{limit: 25_000, allocs: -1}
	if workload == "C" {
		g.limit = 3 * r.batchNS[workload]
	}
	r.rows = append(r.rows, resultRow{workload, "KnownBy, At, cold", "ns", 0, ns, 0, g, -1})
}

// addAsked is the operation of adding a claim to a crossing that was asked for: what would
// else be the first question's part is in it.
const addAsked = "Add of a claim to a crossing asked for"

func (r *results) firstRead(workload string, add, at float64) {
	adds, first := goal{limit: 25_000, allocs: -1}, goal{limit: 5000, allocs: -1}
	if workload == "A" {
		adds.limit, first.limit = 0, 0
	}
	r.rows = append(r.rows, resultRow{workload, addAsked, "ns", 0, add, 0, adds, -1},
		resultRow{workload, "first At after an Add", "ns", 0, at, 0, first, -1})
}

func (r *results) basisHeld(workload string, bytes float64) {
	r.rows = append(r.rows, resultRow{workload, "the same, more once Basis was read everywhere", "B", 0, bytes, 0, goal{allocs: -1}, -1})
}

func (r *results) peerLoad(workload, name string, ns float64) {
	r.peerLoads = append(r.peerLoads, fmt.Sprintf("%s %s %.0f", workload, name, ns))
}

func (r *results) peers(workload, question string, figures []figure) {
	r.peerRows = append(r.peerRows, peerRow{workload, question, figures})
}

// verdict says what the goal of a row is and whether it is met.
func (row *resultRow) verdict() (goal, met string) {
	var goals []string
	ok := true
	if row.goal.ratio > 0 {
		goals = append(goals, fmt.Sprintf("≤ %.3gx", row.goal.ratio))
		ok = ok && row.ratio <= row.goal.ratio
	}
	if row.goal.limit > 0 {
		goals = append(goals, "≤ "+number(row.goal.limit))
		ok = ok && row.border <= row.goal.limit
	}
	if row.goal.allocs >= 0 {
		goals = append(goals, fmt.Sprintf("%.0f allocs", row.goal.allocs))
		ok = ok && row.allocs <= row.goal.allocs
	}
	switch {
	case len(goals) == 0:
		return "", ""
	case ok:
		return strings.Join(goals, ", "), "yes"
	}
	return strings.Join(goals, ", "), "**no**"
}

// number prints a figure with about three digits.
func number(v float64) string {
	switch {
	case v >= 1e7:
		return fmt.Sprintf("%.3g M", v/1e6)
	case v >= 1e4:
		return fmt.Sprintf("%.0f k", v/1e3)
	case v >= 100:
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.3g", v)
}

// write writes the report.
func (r *results) write(w io.Writer, p *plan, command string) error {
	var s strings.Builder
	if len(r.curves) > 0 {
		r.writeCurves(&s, p, command)
		_, err := io.WriteString(w, s.String())
		return err
	}
	fmt.Fprintf(&s, `# Every question, beside the least a store must do and beside its peers

Made by

    %s

in %s with %s on %s/%s, %d processors%s. Every figure is the median of %d runs (%d where stores are loaded) in one process, the stores taking turns in
rotating order; a ratio is the median of the ratios to the floor in the same run, so that what else the machine does weighs
on both. Time is the process's processor time, the collector's included, but beside a writer, where it is the time that passes.
Differences of a tenth mean nothing. %s

The **floor** (floor/) is an atomic pointer, a map and sorted flat arrays, with a tree of minima for what was known when:
no sources, no vague dates, no disputes. It bounds what a store can reach; package border does far more for each answer.
Both sides read the same of an answer: value, certain, since and attested, of all four findings and the status of the
crossing where the state is asked for, of one finding else. The %d questions of a workload are on days at random.

| workload | |
|---|---|
| A | 3 crossings of 50 claims |
| B | %d crossings of 100 claims |
| B/10 | %d crossings of 100 claims: what a question needs of them fits the processor's cache |
| C | one crossing of 10,000 claims about the status of one side, recorded newest first |
| R | of the embedded dataset's %d claims, the %d changes of one side told to the day; what is vaguer, seen or disputed the other stores cannot hold |

Before anything was timed, all stores answered %d questions of each workload alike, before and after a tenth of the
claims was added one by one.

## Beside the floor

ns, and bytes where it says heap. Heap is beyond the claims (their structs and strings) and beyond the table of crossings.
Adding is of claims that carry ids; time is of one claim. A warm view of what was known asks few days of knowledge (16, in B and B/10 4),
so that their readings fit the cache; cold, nobody asked for that day before. Of C, the goal of cold is 3 times the Add of the batch.

| operation | workload | floor | border | ratio | allocs | goal | met |
|---|---|---:|---:|---:|---:|---|---|
`, command, seconds(r.took), runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0), model(), p.runs, p.loads, r.loadInWords(),
		p.questions, p.crossings, p.crossings/10, r.datasetAll, r.datasetN, r.compared)
	for i := range r.rows {
		row := &r.rows[i]
		floor, ratio, allocs := "", "", ""
		if row.floor > 0 {
			floor, ratio = number(row.floor), fmt.Sprintf("%.2f", row.ratio)
		}
		if row.allocs >= 0 && row.unit == "ns" {
			allocs = fmt.Sprintf("%.3g", row.allocs)
		}
		goal, met := row.verdict()
		fmt.Fprintf(&s, "| %s | %s | %s | %s | %s | %s | %s | %s |\n", row.operation, row.workload, floor, number(row.border), ratio, allocs, goal, met)
	}
	r.writeGrowthOfKnown(&s)
	r.writeReasons(&s)
	r.writePassables(&s)
	r.writeSlide(&s)
	r.writePeers(&s)
	r.writeBesides(&s)
	_, err := io.WriteString(w, s.String())
	return err
}

// loadInWords says how busy the machine was, if it tells.
func (r *results) loadInWords() string {
	if len(r.loads) < 2 || r.loads[0] == "" {
		return ""
	}
	return fmt.Sprintf("The machine's load was %s before and %s after (1 for each processor\nis busy with this alone; what is above it was others').", r.loads[0], r.loads[1])
}

// find returns border's figure of a row.
func (r *results) find(workload, operation string) float64 {
	for i := range r.rows {
		if r.rows[i].workload == workload && r.rows[i].operation == operation {
			return r.rows[i].border
		}
	}
	return 0
}

func (r *results) writeGrowthOfKnown(s *strings.Builder) {
	const op = "KnownBy, At, warm"
	if a, c := r.find("A", op), r.find("C", op); a > 0 && c > 0 {
		fmt.Fprintf(s, "\n%s takes %.1f times as long on C as on A, with 67 times the claims and 200 times those of a crossing; the goal is 4: %s.\n",
			op, c/a, work.Met(c <= 4*a))
	}
}

func (r *results) writePassables(s *strings.Builder) {
	if len(r.passables) == 0 {
		return
	}
	s.WriteString("\n## Whether somebody may pass\n\n| workload | At by code, ns | Passable, ns | ratio | goal | met |\n|---|---:|---:|---:|---|---|\n")
	for i := range r.passables {
		p := &r.passables[i]
		ratio := p.passable.over(p.at)
		fmt.Fprintf(s, "| %s | %s | %s | %.2f | ≤ 3x | %s |\n", p.workload, number(p.at.ns()), number(p.passable.ns()), ratio, work.Met(ratio <= 3))
	}
	s.WriteString("\nOf a side that is restricted or on trial, Passable reads whom and which way the claim names: of many crossings, that is\nmemory which no other question touches.\n")
}

func (r *results) writePeers(s *strings.Builder) {
	if len(r.peerRows) == 0 {
		return
	}
	s.WriteString(`
## Beside its peers

One finding about one track, and the same as known by a day; ns, and in brackets how many times border's. Each peer is
indexed as one who knows it would: tidwall/btree v1.8.2 one tree in order of crossing, track and day; tidwall/buntdb v1.3.0
keys in the same order; hashicorp/go-memdb v1.3.5 a unique index on the same, without reflection; modernc.org/sqlite v1.62.0 in
memory, a table without row ids in the same order, prepared statements. All were loaded in batches.

| question | workload |`)
	for _, f := range r.peerRows[0].figures {
		fmt.Fprintf(s, " %s |", f.name)
	}
	s.WriteString("\n|---|---|" + strings.Repeat("---:|", len(r.peerRows[0].figures)) + "\n")
	for _, row := range r.peerRows {
		fmt.Fprintf(s, "| %s | %s |", row.question, row.workload)
		for _, f := range row.figures {
			fmt.Fprintf(s, " %s (%.2g) |", number(f.ns()), f.over(row.figures[1]))
		}
		s.WriteString("\n")
	}
	s.WriteString("\n")
	for _, g := range []struct {
		workload, question, name string
		times                    float64
	}{
		{"B", "Finding", "btree", 2.5}, {"B", "Finding", "go-memdb", 10}, {"B", "Finding", "sqlite", 10},
		{"C", "KnownBy, Finding, warm", "btree", 100}, {"C", "KnownBy, Finding, warm", "buntdb", 100},
		{"C", "KnownBy, Finding, warm", "go-memdb", 100}, {"C", "KnownBy, Finding, warm", "sqlite", 100},
	} {
		for _, row := range r.peerRows {
			if row.workload != g.workload || row.question != g.question {
				continue
			}
			for _, f := range row.figures {
				if f.name == g.name {
					times := f.over(row.figures[1])
					fmt.Fprintf(s, "- %s on %s: %.3g times as fast as %s; the goal is %.3g: %s.\n", g.question, g.workload, times, g.name, g.times, work.Met(times >= g.times))
				}
			}
		}
	}
	s.WriteString("\nWhere a goal of these is not met, the floor's own column says how much of it was to be had.\n")
	fmt.Fprintf(s, "\nLoading, ns a claim: %s.\n", strings.Join(r.peerLoads, ", "))
}

func (r *results) writeBesides(s *strings.Builder) {
	for _, b := range r.besides {
		fmt.Fprintf(s, `
## Readers beside a writer

At by code on workload B while a writer adds %d claims a second, each about another crossing. The rates are
of readers that look at no clock; how long a read takes is from two readers of which each times every read, the look at the
clock included.

| readers | reads a second | |
|---|---:|---|
| 1 | %s | |
| 2 | %s | %.2f times; the goal is 1.7: %s |

Of a read beside another reader and the writer, the median is %s ns and p99.9 %s ns, %.1f times it; the goal is 10: %s.
`, perSecond, number(b.one), number(b.two), b.two/b.one, work.Met(b.two >= 1.7*b.one),
			number(b.median), number(b.highest), b.highest/b.median, work.Met(b.highest <= 10*b.median))
	}
}

func (r *results) writeCurves(s *strings.Builder, p *plan, command string) {
	fmt.Fprintf(s, `# How figures grow with the claims

Made by

    %s

in %s with %s on %s/%s, %d processors%s. One crossing with more and more claims, in order; a figure is the median of %d runs, of questions
%d, in processor time. %s The slope is that of the line that fits best on log-log paper: 0 is constant, 1 in proportion to the claims.
The goal is that of a question, which is O(log n), and of what a claim costs, which is O(log n) too: slopes near 0; of the heap: 1.
Why is O(n log n), and asked here for all claims of the track: the goal of what a claim costs is near 0 too.

![time](growth-time.svg)
![heap](growth-heap.svg)

| |`, command, seconds(r.took), runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0), model(), p.loads, p.runs, r.loadInWords())
	for _, n := range r.curves[0].claims {
		fmt.Fprintf(s, " %d |", n)
	}
	s.WriteString(" slope |\n|---|" + strings.Repeat("---:|", len(r.curves[0].claims)+1) + "\n")
	for _, c := range r.curves {
		fmt.Fprintf(s, "| %s, %s |", c.name, c.unit)
		for _, v := range c.value {
			fmt.Fprintf(s, " %s |", number(v))
		}
		fmt.Fprintf(s, " %.2f |\n", c.slope())
	}
}
