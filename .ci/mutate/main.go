// Command mutate tells how much a package's tests notice: it makes small changes in
// what they cover, one at a time, and counts those with which a test fails. It is
// run at the top of the tree as
//
//	go run ./.ci/mutate -n 200 -seed 1 ./edtf
//
// A change, called mutant, is one of: a comparison turned round or its boundary
// moved, an arithmetic operator exchanged, && and || exchanged, a condition negated
// or always true or false, a constant one more or less, a statement left out, a
// returned value made zero, break and continue exchanged. Mutants are drawn from the
// functions' statements that the tests cover, in the order of a hash of the seed and
// of the change; so a change elsewhere draws the same ones again. One that does not
// compile is drawn anew, and only counted.
//
// No file of the tree changes: all mutants of a package are compiled into one test
// binary by go's overlay, each as a copy of its function, and an environment
// variable says which one runs. Tests are the shorter ones: -short, 20 random
// histories of rapid, without those that -skip names. A run that takes five times
// the processor time of the unmutated one is ended, and its mutant killed.
//
// Survivors of which a person found that no test can tell them from the program are
// listed, with the reason, in equal.tsv. They count as survivors all the same.
package main

import (
	"flag"
	"fmt"
	"os"
)

// options are those of the command line.
type options struct {
	draw, workers, checks int
	seed                  uint64
	by, skip, log, equal  string
	least                 float64
	strict                bool
}

func main() {
	var o options
	flag.IntVar(&o.draw, "n", 200, "draw `N` mutants of each package")
	flag.Uint64Var(&o.seed, "seed", 1, "draw by this seed")
	flag.StringVar(&o.by, "by", "", "run the tests of these `packages`, parted by commas, instead of the package's own")
	flag.StringVar(&o.skip, "skip", "", "leave out the tests whose names match this `pattern`")
	flag.IntVar(&o.checks, "checks", 20, "random histories of each property of rapid")
	flag.IntVar(&o.workers, "workers", 2, "run so many mutants at a time")
	flag.StringVar(&o.log, "log", "", "keep results in this `directory`; who was killed there is not run again while the code and the seed are the same")
	flag.StringVar(&o.equal, "equal", ".ci/mutate/equal.tsv", "survivors of which it is known why: `file` of function, before, after and reason, parted by tabs")
	flag.Float64Var(&o.least, "least", 0, "fail if fewer `percent` are killed")
	flag.BoolVar(&o.strict, "strict", false, "fail if one survives that is not listed")
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	failed := false
	for _, name := range flag.Args() {
		r, err := mutate(name, o)
		if err == nil {
			r.print(os.Stdout)
			err = r.judge(o)
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "mutate %s: %v\n", name, err)
			failed = true
		}
	}
	if failed {
		os.Exit(1)
	}
}

// mutate draws a package's mutants and runs the tests on each.
func mutate(name string, o options) (*report, error) {
	p, err := load(name, o)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(p.temp)
	all, err := p.mutants(o.seed)
	if err != nil {
		return nil, err
	}
	r := &report{pkg: p, seed: o.seed, candidates: len(all)}
	if r.equal, err = readEqual(o.equal); err != nil {
		return nil, err
	}
	drawn, err := p.compile(all, o.draw, r)
	if err != nil {
		return nil, err
	}
	if err := p.measure(o); err != nil {
		return nil, err
	}
	return r, p.runAll(drawn, o, r)
}
