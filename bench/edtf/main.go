// Command edtf times package edtf beside github.com/sfomuseum/go-edtf: each
// expression is parsed and asked for its bounds by both in turn, in one process,
// and the table it prints has the medians. It is run from the folder above as
//
//	GOWORK=off go run ./edtf > edtf.md
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border/edtf"
	other "github.com/sfomuseum/go-edtf"
	"github.com/sfomuseum/go-edtf/parser"
)

// A group is expressions whose times belong together.
type group struct {
	name        string
	expressions []string
}

var groups = []group{
	{"Dates", []string{
		"1985", "1985-04", "1985-04-12", "-1985", "1985-04-12T23:20:30Z", "1985-04-12T23:20:30+04:30",
		"1984?", "2004-06~", "2004-06-11%", "2004?-06-11", "2004-06~-11", "?2004-06-~11", "2004-%06-11",
		"2001-21", "2001-34", "2014-38", "1950S2", "Y170000002", "Y-17E7", "Y171010000S3", "Y3388E2S3",
	}},
	{"Intervals", []string{
		"1964/2008", "2004-06/2006-08", "2004-02-01/2005-02-08", "2004-02-01/2005", "2005/2006-02",
		"1985-04-12/..", "1985/..", "../1985-04-12", "1985-04-12/", "/1985", "1984?/2004-06~",
		"2004-06-~01/2004-06-~20", "2004-06-XX/2004-07-03",
	}},
	{"Masks", []string{
		"201X", "20XX", "2004-XX", "1985-04-XX", "1985-XX-XX", "156X-12-25", "15XX-12-25", "XXXX-12-XX",
		"1XXX-XX", "1XXX-12", "1984-1X", "2012-XX-31", "201X-02-29", "XXXX-02-29",
	}},
	{"Sets", []string{
		"[1667,1668,1670..1672]", "[..1760-12-03]", "[1760-12..]", "[1760-01,1760-02,1760-12..]",
		"[1667,1760-12]", "{1667,1668,1670..1672}", "{1960,1961-12}", "{..1984}",
		"[2019-04-15,2019-04-22,2019-04-29]",
	}},
}

// ours parses and takes the bounds, as one who wants them would.
func ours(s string) (earliest, latest string, err error) {
	d, err := edtf.Parse(s)
	if err != nil {
		return "", "", err
	}
	text := func(day edtf.Day, bound edtf.Bound) string {
		if bound == edtf.Dated {
			return day.String()
		}
		return bound.String()
	}
	return text(d.Earliest()), text(d.Latest()), nil
}

// theirs is ours for the other package. It panics on some expressions, which is
// an error here.
func theirs(s string) (earliest, latest string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	d, err := parser.ParseString(s)
	if err != nil {
		return "", "", err
	}
	text := func(d *other.Date) string {
		switch {
		case d == nil:
			return "none"
		case d.Open:
			return "open"
		case d.Unknown:
			return "unknown"
		case d.Timestamp == nil:
			return "none"
		}
		return edtf.DayOf(time.Unix(d.Timestamp.Unix(), 0).UTC()).String()
	}
	return text(d.Start.Lower), text(d.End.Upper), nil
}

// parseOurs is what is timed of the package: parsing, and both bounds, of which
// it returns something so that neither is left out.
func parseOurs(s string) int64 {
	d, err := edtf.Parse(s)
	if err != nil {
		panic(err)
	}
	lo, _ := d.Earliest()
	hi, _ := d.Latest()
	return lo.Number() ^ hi.Number()
}

// parseTheirs is parseOurs for the other package, which has the bounds ready.
func parseTheirs(s string) int64 {
	d, err := parser.ParseString(s)
	if err != nil {
		panic(err)
	}
	if d.Start.Lower == d.End.Upper {
		return 1
	}
	return 0
}

// sample is the nanoseconds of one call, timed over so many.
func sample(calls int, s string, parse func(string) int64) float64 {
	var sum int64
	start := time.Now()
	for range calls {
		sum += parse(s)
	}
	took := time.Since(start)
	runtime.KeepAlive(sum)
	return float64(took) / float64(calls)
}

func median(samples []float64) float64 {
	samples = slices.Sorted(slices.Values(samples))
	if n := len(samples); n%2 == 0 {
		return (samples[n/2-1] + samples[n/2]) / 2
	}
	return samples[len(samples)/2]
}

// A row is what was measured of one expression. The other package's figures are
// 0 if it does not read it.
type row struct {
	expression               string
	ours, theirs             float64 // ns
	oursAllocs, theirsAllocs float64
	verdict                  string // of the other package's bounds
}

func measure(s string, runs int, budget time.Duration) (row, error) {
	r := row{expression: s}
	lo, hi, err := ours(s)
	if err != nil {
		return r, err
	}
	theirLo, theirHi, err := theirs(s)
	switch {
	case err != nil && strings.HasPrefix(err.Error(), "panic"):
		r.verdict = "panics"
	case err != nil:
		r.verdict = "refused"
	case lo == theirLo && hi == theirHi:
		r.verdict = "same bounds"
	default:
		r.verdict = theirLo + " to " + theirHi
	}
	both := r.verdict != "panics" && r.verdict != "refused"
	var mine, its []float64
	mineCalls := max(1, int(float64(budget)/sample(1000, s, parseOurs)))
	itsCalls := 1
	if both {
		itsCalls = max(1, int(float64(budget)/sample(100, s, parseTheirs)))
	}
	for range runs {
		mine = append(mine, sample(mineCalls, s, parseOurs))
		if both {
			its = append(its, sample(itsCalls, s, parseTheirs))
		}
	}
	r.ours = median(mine)
	r.oursAllocs = testing.AllocsPerRun(100, func() { parseOurs(s) })
	if both {
		r.theirs = median(its)
		r.theirsAllocs = testing.AllocsPerRun(100, func() { parseTheirs(s) })
	}
	return r, nil
}

func report(w io.Writer, runs int, budget time.Duration) error {
	fmt.Fprintf(w, `# Reading EDTF

Package edtf beside github.com/sfomuseum/go-edtf v1.3.0: the time to parse an expression and take its bounds, and the
allocations. Medians of %d runs each, in turn, in one process (%s, %s/%s). Made by

    GOWORK=off go run ./edtf > edtf.md

The last column compares the bounds that go-edtf gives with those of package edtf, which are the ones of the
specification's examples; "refused" and "panics" are its answers to valid expressions, which then have no time.
`, runs, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	for _, g := range groups {
		fmt.Fprintf(w, "\n## %s\n\n| expression | edtf ns | allocs | go-edtf ns | allocs | ratio | go-edtf says |\n|---|---:|---:|---:|---:|---:|---|\n", g.name)
		var mine, its []float64
		worst := 0.0
		for _, s := range g.expressions {
			r, err := measure(s, runs, budget)
			if err != nil {
				return err
			}
			mine = append(mine, r.ours)
			worst = max(worst, r.ours)
			if r.theirs == 0 {
				fmt.Fprintf(w, "| `%s` | %.0f | %.0f | | | | %s |\n", s, r.ours, r.oursAllocs, r.verdict)
				continue
			}
			its = append(its, r.theirs)
			fmt.Fprintf(w, "| `%s` | %.0f | %.0f | %.0f | %.0f | %.0f | %s |\n",
				s, r.ours, r.oursAllocs, r.theirs, r.theirsAllocs, r.theirs/r.ours, r.verdict)
		}
		fmt.Fprintf(w, "| **median** | **%.0f** | | **%.0f** | | | %d of %d read |\n", median(mine), median(its), len(its), len(mine))
		fmt.Fprintf(w, "\nThe slowest here took package edtf %.0f ns.\n", worst)
	}
	return nil
}

func main() {
	out := bufio.NewWriter(os.Stdout)
	err := report(out, 11, 4*time.Millisecond)
	if flushErr := out.Flush(); err == nil {
		err = flushErr
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "edtf:", err)
		os.Exit(1)
	}
}
