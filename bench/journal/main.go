// Program journal measures how package journal writes and opens, beside a bare
// write and fsync, bbolt, SQLite and a loop over encoding/json, in one run on one
// disk, and writes a report in Markdown to standard output:
//
//	GOWORK=off go run ./journal > journal.md
//
// With -only opening it writes the part about opening alone.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/crossingstatus/border/bench/work"
)

// A plan says how long things are measured.
type plan struct {
	rounds int           // of each way of adding
	each   time.Duration // of a round
	claims int           // of the journal that is opened
	opens  int           // how often it is opened

	onlyOpening, isShort bool // what the command line asked for
}

// short sees only that everything works.
var short = plan{rounds: 1, each: 50 * time.Millisecond, claims: 5_000, opens: 1}

func main() {
	isShort := flag.Bool("short", false, "measure a moment only, to see that it works")
	only := flag.String("only", "", "measure this `part` alone: opening")
	flag.Parse()
	if *only != "" && *only != "opening" {
		fmt.Fprintf(os.Stderr, "journal: no part is called %q\n", *only)
		os.Exit(2)
	}
	p := plan{rounds: 7, each: time.Second, claims: 1_000_000, opens: 5}
	if *isShort {
		p = short
	}
	p.onlyOpening, p.isShort = *only == "opening", *isShort
	if err := run(os.Stdout, p); err != nil {
		fmt.Fprintln(os.Stderr, "journal:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, p plan) error {
	dir, err := os.MkdirTemp("", "journal-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	claims, err := work.Samples()
	if err != nil {
		return err
	}
	var adding []appended
	if !p.onlyOpening {
		if adding, err = measureAdding(dir, claims, p); err != nil {
			return err
		}
	}
	opening, err := measureOpening(dir, claims, p)
	if err != nil {
		return err
	}
	return report(w, p, adding, opening)
}
