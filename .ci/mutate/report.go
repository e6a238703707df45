package main

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"go/scanner"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

const (
	killed     = "killed"
	survived   = "survived"
	uncompiled = "not compiled"
)

// result is what became of a mutant; by is the test that killed it.
type result struct {
	mutant  *mutant
	outcome string
	by      string
}

// report is what became of a package's mutants.
type report struct {
	pkg        *pkg
	seed       uint64
	candidates int
	equal      map[string]string // the reason by key

	mu   sync.Mutex
	list []result
}

func (r *report) add(d result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = append(r.list, d)
}

func (r *report) count(outcome string) (n int) {
	for _, d := range r.list {
		if d.outcome == outcome {
			n++
		}
	}
	return n
}

// unlisted counts the survivors of which it is not known why.
func (r *report) unlisted() (n int) {
	for _, d := range r.list {
		if d.outcome == survived && r.equal[d.mutant.key()] == "" {
			n++
		}
	}
	return n
}

func (r *report) percent() float64 {
	if r.count(killed) == 0 {
		return 0
	}
	return 100 * float64(r.count(killed)) / float64(r.count(killed)+r.count(survived))
}

// print prints the survivors and the figures.
func (r *report) print(w io.Writer) {
	slices.SortFunc(r.list, func(a, b result) int {
		return cmp.Or(strings.Compare(a.mutant.file.name, b.mutant.file.name), a.mutant.line-b.mutant.line, strings.Compare(a.mutant.key(), b.mutant.key()))
	})
	for _, d := range r.list {
		if d.outcome != survived {
			continue
		}
		fmt.Fprintf(w, "survived %v\n", d.mutant)
		if why := r.equal[d.mutant.key()]; why != "" {
			fmt.Fprintf(w, "         equal: %s\n", why)
		}
	}
	lived := r.count(survived)
	fmt.Fprintf(w, "%s, seed %d: %d of %d killed, %.1f %%; of %d that survived %d are listed as equal; %d more did not compile; drawn from %d\n",
		r.pkg.ImportPath, r.seed, r.count(killed), r.count(killed)+lived, r.percent(), lived, lived-r.unlisted(), r.count(uncompiled), r.candidates)
}

// judge returns an error if the figures are not as asked.
func (r *report) judge(o options) error {
	if n := r.unlisted(); o.strict && n > 0 {
		return fmt.Errorf("%d survived that %s does not have: write the test that kills them, or say there why none can", n, o.equal)
	}
	if r.percent() < o.least {
		return fmt.Errorf("%.1f %% killed, less than %.1f", r.percent(), o.least)
	}
	return nil
}

// readEqual reads the list of survivors: key and reason.
func readEqual(name string) (map[string]string, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	equal := map[string]string{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		i := strings.LastIndexByte(line, '\t')
		if strings.Count(line, "\t") != 4 {
			return nil, fmt.Errorf("%s: %q is not function, before, after, number and reason, parted by tabs", name, line)
		}
		equal[line[:i]] = line[i+1:]
	}
	return equal, nil
}

// runLog keeps results, a line each, so that a run that was broken off goes on where it
// stopped.
type runLog struct {
	mu     sync.Mutex
	file   *os.File
	killed map[string]string // what killed each
	err    error
}

// openLog opens a package's log, or begins it anew if the code or the seed is not what
// its first line says.
func openLog(p *pkg, o options) (*runLog, error) {
	l := &runLog{killed: map[string]string{}}
	if o.log == "" {
		return l, nil
	}
	head := fmt.Sprintf("seed %d, code %s\n", o.seed, p.sum())
	name := filepath.Join(o.log, "mutants-"+strings.Trim(strings.NewReplacer("/", "-", ".", "border").Replace(p.short), "-"))
	text, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	rest, same := strings.CutPrefix(string(text), head)
	if !same {
		rest = ""
	}
	for line := range strings.Lines(rest) {
		parts := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", 3)
		if len(parts) == 3 && parts[0] == killed {
			l.killed[parts[2]] = parts[1]
		}
	}
	if err := os.MkdirAll(o.log, 0o777); err != nil {
		return nil, err
	}
	if l.file, err = os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o666); err != nil {
		return nil, err
	}
	_, err = l.file.WriteString(head + rest)
	return l, err
}

// write adds a result that the log does not have.
func (l *runLog) write(d result) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil || l.killed[d.mutant.key()] != "" {
		return
	}
	_, err := fmt.Fprintf(l.file, "%s\t%s\t%s\n", d.outcome, squashed(d.by), d.mutant.key())
	l.err = errors.Join(l.err, err)
}

func (l *runLog) close() {
	if l.file != nil {
		l.err = errors.Join(l.err, l.file.Close())
	}
}

// sum is that of the package's code without its tests and comments.
func (p *pkg) sum() string {
	h := sha256.New()
	for _, f := range p.files {
		fmt.Fprintln(h, f.name)
		set := token.NewFileSet()
		var s scanner.Scanner
		s.Init(set.AddFile(f.name, set.Base(), len(f.src)), f.src, nil, 0)
		for {
			_, tok, text := s.Scan()
			if tok == token.EOF {
				break
			}
			fmt.Fprintln(h, tok, text)
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:8])
}
