// Program jetstream measures package jetstream on three real servers, each a
// process, with a stream of three replicas in files and sync_interval always: how
// quickly a follower catches up, how long a claim takes until followers have it,
// how many claims are acknowledged beside a bare publish of the same bytes, and how
// long nothing is acknowledged when the stream's leader is killed. It writes a
// report in Markdown to standard output:
//
//	GOWORK=off go run ./jetstream > jetstream.md
//
// With -only it measures one part, and writes what is about that.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/bench/work"
)

// A plan says how long things are measured.
type plan struct {
	claims  int           // for which a follower was stopped
	catches int           // rounds of catching up
	rate    int           // claims a second while the lag is measured
	lags    int           // rounds of that
	lagFor  time.Duration // a round
	appends int           // rounds of each way of appending
	each    time.Duration // a round
	kills   int           // of the leader
	logs    int           // that nobody uses
	idleFor time.Duration // how long what they take is watched
	short   bool          // sees only that everything works
	only    string        // the part that is measured; "" is all
}

var (
	whole = plan{claims: 100_000, catches: 5, rate: 10_000, lags: 5, lagFor: 5 * time.Second, appends: 5, each: time.Second, kills: 9, logs: 200, idleFor: 10 * time.Second}
	short = plan{claims: 2_000, catches: 1, rate: 400, lags: 1, lagFor: 500 * time.Millisecond, appends: 1, each: 50 * time.Millisecond, kills: 1, logs: 3, idleFor: 200 * time.Millisecond, short: true}
)

func main() {
	if config := os.Getenv(serverVariable); config != "" {
		serve(config)
		return
	}
	p := whole
	isShort := flag.Bool("short", false, "measure a moment only, to see that it works")
	only := flag.String("only", "", "measure one part: "+strings.Join(partNames(), ", "))
	flag.Parse()
	if *isShort {
		p = short
	}
	p.only = *only
	if err := run(context.Background(), os.Stdout, p); err != nil {
		fmt.Fprintln(os.Stderr, "jetstream:", err)
		os.Exit(1)
	}
}

// A bench is what all measurements have in common.
type bench struct {
	plan
	dir     string
	servers *servers
	samples []border.Claim
}

// A part of the report is measured by itself.
type part struct {
	name    string
	measure func(*bench, context.Context, *results) error
	write   func(io.Writer, plan, results)
}

var parts = []part{
	{"catching-up", (*bench).measureCatching, writeCatching},
	{"lag", (*bench).measureLag, writeLag},
	{"appending", (*bench).measureAppending, writeAppending},
	{"recovery", (*bench).measureRecovery, writeRecovery},
	{"logs", (*bench).measureLogs, writeLogs},
}

func partNames() (names []string) {
	for _, part := range parts {
		names = append(names, part.name)
	}
	return names
}

// chosen returns the parts that are measured.
func (p plan) chosen() []part {
	if p.only == "" {
		return parts
	}
	return slices.DeleteFunc(slices.Clone(parts), func(part part) bool { return part.name != p.only })
}

// results are the figures.
type results struct {
	catching []caught
	pieces   []piece // of what a follower does with a claim
	lags     []lag
	rate     float64 // that the lag was measured at
	behind   time.Duration
	appends  []appended
	recovery recovery
	bytes    float64 // that a claim takes of each server's disk
	logs     logsCost
}

func run(ctx context.Context, w io.Writer, p plan) error {
	if len(p.chosen()) == 0 {
		return fmt.Errorf("no part %q; want one of %s", p.only, strings.Join(partNames(), ", "))
	}
	dir, err := os.MkdirTemp("", "jetstream-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := &bench{plan: p, dir: dir}
	if b.samples, err = work.Samples(); err != nil {
		return err
	}
	var r results
	for _, part := range p.chosen() {
		// Each with servers of its own: none has to do with what another left.
		if b.servers, err = startServers(dir); err != nil {
			return err
		}
		err = part.measure(b, ctx, &r)
		if stopErr := b.servers.stop(); err == nil {
			err = stopErr
		}
		if err != nil {
			return err
		}
	}
	return report(w, p, r)
}

// nth returns the n-th of claims that all differ.
func (b *bench) nth(n int) border.Claim { return work.Nth(b.samples, n) }

// nths returns claims from number from on.
func (b *bench) nths(from, n int) []border.Claim {
	list := make([]border.Claim, n)
	for i := range list {
		list[i] = b.nth(from + i)
	}
	return list
}
