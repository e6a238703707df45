// Program journal measures how package journal writes and opens, beside a bare
// write and fsync, bbolt, SQLite and a loop over encoding/json, in one run on one
// disk. It prints a table in Markdown:
//
//	GOWORK=off go run ./journal > journal.md
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
)

func main() {
	claims := flag.Int("claims", 1_000_000, "how many `claims` the journal has that is opened")
	dir := flag.String("dir", "", "the `directory` to write in; without it, one for temporary files")
	flag.Parse()
	if err := run(*dir, *claims); err != nil {
		fmt.Fprintln(os.Stderr, "journal:", err)
		os.Exit(1)
	}
}

func run(dir string, claims int) error {
	dir, err := os.MkdirTemp(dir, "journal-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	fmt.Printf(`# Keeping claims

Package journal beside a bare write and fsync, bbolt v1.4.3, SQLite (modernc.org/sqlite v1.62.0) and a loop over
encoding/json, all in one run on one disk (%s, %s/%s, %d processors). Made by

    GOWORK=off go run ./journal > journal.md

How fast a disk answers an fsync, and whether it keeps its word, is the machine's: compare within a table only.

`, runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	if err := reportAppending(dir); err != nil {
		return err
	}
	return reportOpening(dir, claims)
}
