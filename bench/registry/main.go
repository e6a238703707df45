// Command registry times package border beside the least that a store must do
// and beside other stores, on the same claims and the same questions, after it
// has seen that they give the same answers. It is run from the folder above as
//
//	GOWORK=off go run ./registry
//
// and writes registry.md; with -growth it measures instead how figures grow with
// the claims, and writes growth.md, growth-time.svg and growth-heap.svg. Each takes
// some minutes. With -short it measures less, in less than a minute on a machine of
// its own, and prints the report; as it does with -only.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/crossingstatus/border/bench/work"
)

// compared is how many questions all stores answer of each workload before
// anything is timed.
const compared = 2000

func main() {
	isShort := flag.Bool("short", false, "measure less and print the report")
	growth := flag.Bool("growth", false, "measure how figures grow with the claims")
	only := flag.String("only", "", "measure these parts alone, such as A,B,beside: of A, B, B/10, C, R, peers, beside")
	flag.Parse()
	p, command := full, "GOWORK=off go run ./registry"
	if *isShort {
		p, command = short, command+" -short"
	}
	if *growth {
		command += " -growth"
	}
	if *only != "" {
		command += " -only " + *only
	}
	r, err := p.measure(*growth, strings.FieldsFunc(*only, func(c rune) bool { return c == ',' }))
	if err == nil && (*isShort || *only != "") {
		err = r.write(os.Stdout, &p, command)
	} else if err == nil {
		err = r.writeFiles(&p, command)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "registry:", err)
		os.Exit(1)
	}
}

// measure measures growth, or all other parts, or only some of them.
func (p *plan) measure(growth bool, only []string) (*results, error) {
	wants := func(part string) bool {
		for _, o := range only {
			if o == part {
				return true
			}
		}
		return len(only) == 0
	}
	start := time.Now()
	r := &results{compared: compared, loads: []string{work.LoadAverage()}}
	defer func() { r.took, r.loads = time.Since(start), append(r.loads, work.LoadAverage()) }()
	if growth {
		return r, p.grow(r)
	}
	dataset, all, err := work.Dataset()
	if err != nil {
		return nil, err
	}
	r.datasetAll, r.datasetN = all, len(dataset.Claims)
	for _, l := range []func() *work.Load{
		func() *work.Load { return work.New("A", 3, 50, work.InOrder) },
		func() *work.Load { return work.New("B", p.crossings, 100, work.InOrder) },
		func() *work.Load { return work.New("B/10", p.crossings/10, 100, work.InOrder) },
		func() *work.Load { return work.New("C", 1, 10_000, work.NewestFirst) },
		func() *work.Load { return dataset },
	} {
		l := l()
		if !wants(l.Name) {
			continue
		}
		fmt.Fprintf(os.Stderr, "workload %s after %s\n", l.Name, seconds(time.Since(start)))
		if err := p.measureLoad(l, r, wants("peers") && l.Name != "B/10", wants("beside") && l.Name == "B"); err != nil {
			return nil, err
		}
	}
	runtime.KeepAlive(sink)
	return r, nil
}

// isB reports whether a workload is B, in either size.
func isB(workload string) bool { return strings.HasPrefix(workload, "B") }

// measureLoad measures one workload.
func (p *plan) measureLoad(l *work.Load, r *results, peers, beside bool) error {
	if err := agree(l, compared); err != nil {
		return err
	}
	b, err := p.newBench(l, r)
	if err != nil {
		return err
	}
	if err := b.reads(); err != nil {
		return err
	}
	b.passable()
	if isB(l.Name) {
		if err := b.states(); err != nil {
			return err
		}
	}
	if peers {
		if err := b.peers(); err != nil {
			return err
		}
	}
	if l.Name == "R" {
		return p.slide(r)
	}
	b.floor, b.reg = nil, nil
	if err := b.adding(l.Name != "C"); err != nil {
		return err
	}
	if l.Name != "A" {
		if err := b.cold(); err != nil {
			return err
		}
		if err := b.memory(); err != nil {
			return err
		}
	}
	if beside {
		return p.beside(l, r)
	}
	return nil
}

// writeFiles writes the report and its drawings.
func (r *results) writeFiles(p *plan, command string) error {
	type file struct {
		name  string
		write func(io.Writer) error
	}
	report := func(w io.Writer) error { return r.write(w, p, command) }
	files := []file{{"registry.md", report}}
	if len(r.curves) > 0 {
		files = []file{{"growth.md", report},
			{"growth-time.svg", func(w io.Writer) error {
				return writeSVG(w, "Time of a question and of a claim", "ns", r.curves[:len(r.curves)-1])
			}},
			{"growth-heap.svg", func(w io.Writer) error {
				return writeSVG(w, "Heap held beyond the claims", "bytes", r.curves[len(r.curves)-1:])
			}},
		}
	}
	for _, f := range files {
		var s strings.Builder
		if err := f.write(&s); err != nil {
			return err
		}
		if err := os.WriteFile(f.name, []byte(s.String()), 0o644); err != nil {
			return err
		}
	}
	return nil
}
