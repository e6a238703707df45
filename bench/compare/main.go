// Command compare asks two revisions of package border the same questions and
// holds the answers against each other, byte for byte. It is run from the folder
// above as
//
//	GOWORK=off go run ./compare OLD NEW
//
// where each is a git revision, or a directory with a tree of the source. Both
// read the dataset of OLD, or of -data, and the same histories, drawn by -seed. What
// is compared is the JSON of at, history, plans, why and can on each day on which
// an answer turns, on those on which a claim begins, ends or is told and on the day
// after; the same of some views that know less; and of the program, what its
// commands print. The first differences are printed, and the exit status is 1 if
// there are some.
//
// With -times it compares no answers, but how long they take: what registry
// measures, in the short form, of both in turns.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

func main() {
	data := flag.String("data", "", "read this `directory`'s dataset; without it that of OLD")
	n := flag.Int("histories", 1000, "how many histories are drawn")
	seed := flag.Uint64("seed", 1, "what they are drawn by")
	show := flag.Int("show", 10, "how many differences are printed")
	times := flag.String("times", "", "compare how long these `workloads` take, with commas between them: A, B, B/10, C, R")
	rounds := flag.Int("rounds", 5, "how often -times measures each")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: compare [flags] OLD NEW")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() != 2 {
		flag.Usage()
		os.Exit(2)
	}
	c := &comparison{dataset: *data, histories: histories(*n, *seed), show: *show, workloads: *times, rounds: *rounds}
	if err := c.run(flag.Arg(0), flag.Arg(1)); err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(2)
	}
	if *times == "" {
		fmt.Printf("%d answers compared, %d different\n", c.compared, c.different)
	} else {
		fmt.Printf("\n%d of %d rows more than 5 %% slower\n", c.different, c.compared)
	}
	if c.different > 0 {
		os.Exit(1)
	}
}

// A comparison is what both trees are asked, and what came of it.
type comparison struct {
	dataset   string // directory
	histories []byte
	show      int
	workloads string // to be timed, in place of answers
	rounds    int

	compared, different int
}

func (c *comparison) run(oldName, newName string) (err error) {
	temp, err := os.MkdirTemp("", "compare-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	var trees [2]*tree
	for i, name := range []string{oldName, newName} {
		t, err := open(name, filepath.Join(temp, fmt.Sprint(i)))
		if err != nil {
			return err
		}
		defer t.close()
		trees[i] = t
	}
	if c.workloads != "" {
		return c.times(trees, c.workloads, c.rounds)
	}
	if c.dataset == "" {
		c.dataset = filepath.Join(trees[0].dir, "data")
	}
	if c.dataset, err = filepath.Abs(c.dataset); err != nil {
		return err
	}
	drawn := filepath.Join(temp, "histories")
	if err := os.WriteFile(drawn, c.histories, 0o644); err != nil {
		return err
	}
	start := time.Now()
	for _, part := range []struct {
		name    string
		program func(*tree) (string, error)
		compare func([2]string) error
	}{
		{"library", (*tree).answers, func(programs [2]string) error { return c.library(programs, drawn) }},
		{"program", (*tree).crossings, c.programs},
	} {
		var programs [2]string
		for i, t := range trees {
			if programs[i], err = part.program(t); err != nil {
				return fmt.Errorf("%s of %s: %w", part.name, t.name, err)
			}
		}
		before, worse := c.compared, c.different
		if err := part.compare(programs); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
		fmt.Printf("%s: %d answers, %d different, after %s\n", part.name, c.compared-before, c.different-worse, time.Since(start).Round(time.Second))
	}
	return nil
}
