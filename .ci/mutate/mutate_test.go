package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// tiny returns what becomes of each mutant of a function of testdata/tiny.
func tiny(t *testing.T, r *report, function string) (got []string) {
	t.Helper()
	for _, d := range r.list {
		if d.mutant.fn.Name.Name == function {
			got = append(got, d.outcome+" "+d.by+" `"+d.mutant.before+"` → `"+d.mutant.after+"`")
		}
	}
	slices.Sort(got)
	return got
}

// A test that asserts kills, one that asserts nothing does not, and what no test runs
// has no mutants.
func TestTiny(t *testing.T) {
	r, err := mutate("./testdata/tiny", options{seed: 1, draw: 100, workers: 2, equal: os.DevNull})
	if err != nil {
		t.Fatal(err)
	}
	for function, want := range map[string][]string{
		"Tested": {
			"killed TestTested `3` → `(3 + 1)`",
			"killed TestTested `3` → `(3 - 1)`",
			"killed TestTested `n > 3` → `n <= 3`",
			"killed TestTested `n > 3` → `n >= 3`",
			"killed TestTested `return n > 3` → `return *new(bool)`",
		},
		"Called": {
			"survived  `2` → `(2 + 1)`",
			"survived  `2` → `(2 - 1)`",
			"survived  `return total` → `return *new(int)`",
			"survived  `total += 2` → ``",
			"survived  `total += 2` → `total -= 2`",
		},
		"Uncalled": nil,
		"Made":     {"killed TestMade `return make()` → `return *new(int)`"},
		"Joined": {
			"killed TestJoined `return a + b` → `return *new(string)`",
			"not compiled  `a + b` → `a - b`",
		},
		"Counted": {
			"killed TestCounted `0` → `(0 + 1)`",
			"killed TestCounted `0` → `(0 + 1)`",
			"killed TestCounted `0` → `(0 - 1)`",
			"killed TestCounted `1` → `(1 + 1)`",
			"killed TestCounted `len(ns) > 0` → `false && (len(ns) > 0)`",
			"killed TestCounted `len(ns) > 0` → `len(ns) <= 0`",
			"killed TestCounted `len(ns) > 0` → `len(ns) >= 0`",
			"killed TestCounted `return sum` → `return *new(int)`",
			"killed TestCounted `sum += ns[0]` → ``",
			"killed TestCounted `sum += ns[0]` → `sum -= ns[0]`",
			"killed no end after five times the processor's time `1` → `(1 - 1)`",
			"killed no end after five times the processor's time `ns = ns[1:]` → ``",
			"not compiled  `0` → `(0 - 1)`",
		},
	} {
		if got := tiny(t, r, function); !slices.Equal(got, want) {
			t.Errorf("%s has\n%s\nnot\n%s", function, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	var out bytes.Buffer
	r.print(&out)
	line := "testdata/tiny, seed 1: 19 of 24 killed, 79.2 %; of 5 that survived 0 are listed as equal; 2 more did not compile; drawn from 26\n"
	if !strings.HasSuffix(out.String(), line) {
		t.Errorf("printed %s not %s", out.String(), line)
	}
	if !strings.Contains(out.String(), "survived testdata/tiny/tiny.go:10 Called: `total += 2` → `total -= 2`\n") {
		t.Errorf("printed %s", out.String())
	}
	if err := r.judge(options{least: 79}); err != nil {
		t.Error(err)
	}
	if err := r.judge(options{least: 80}); err == nil || err.Error() != "79.2 % killed, less than 80.0" {
		t.Error(err)
	}
	want := "5 survived that list does not have: write the test that kills them, or say there why none can"
	if err := r.judge(options{strict: true, equal: "list"}); err == nil || err.Error() != want {
		t.Error(err)
	}
}

// A run that uses nothing of the processor is ended, one at work is not.
func TestEndIdle(t *testing.T) {
	for _, run := range []struct {
		script string
		idle   bool
	}{
		{"sleep 60", true},
		{"while :; do :; done", false},
		{"sh -c 'while :; do :; done'; exit", false}, // a process of the same group works
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		ctx, end := context.WithCancelCause(ctx)
		c := exec.Command("sh", "-c", run.script)
		c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		endIdle(ctx, end, c.Process.Pid, 2*time.Second)
		if idle := context.Cause(ctx) == errIdle; idle != run.idle {
			t.Errorf("%q is ended: %v", run.script, idle)
		}
		cancel()
		_ = syscall.Kill(-c.Process.Pid, syscall.SIGKILL)
		_ = c.Wait()
	}
}

// A run that is begun again runs the survivors alone, unless the code or the seed is
// another. A survivor that is listed counts as such.
func TestGoesOn(t *testing.T) {
	dir := t.TempDir()
	o := options{log: dir, equal: filepath.Join(dir, "equal.tsv"), draw: 1}
	list := "testdata/tiny Called\ttotal += 2\ttotal -= 2\t0\tnothing asks\n"
	if err := os.WriteFile(o.equal, []byte(list), 0o666); err != nil {
		t.Fatal(err)
	}
	r := &report{list: []result{{m("total += 2", "total -= 2"), survived, ""}, {m("total += 2", ""), survived, ""}}}
	var err error
	if r.equal, err = readEqual(o.equal); err != nil || r.unlisted() != 1 {
		t.Errorf("%d of 1 is unlisted: %v", r.unlisted(), err)
	}
	p := &pkg{short: "testdata/tiny", files: []*file{{name: "tiny.go", src: []byte("package tiny")}}}
	killers := func() map[string]string {
		l, err := openLog(p, o)
		if err != nil {
			t.Fatal(err)
		}
		l.write(result{m("n > 3", "n >= 3"), killed, "TestTested"})
		l.write(result{m("2", "(2 + 1)"), survived, ""})
		l.close()
		return l.killed
	}
	key := m("n > 3", "n >= 3").key()
	for _, again := range []struct {
		what   string
		change func()
		killed int
	}{
		{"at first", func() {}, 0},
		{"again", func() {}, 1},
		{"with a comment more", func() { p.files[0].src = []byte("// Package tiny is it.\npackage tiny\n") }, 1},
		{"by another seed", func() { o.seed++ }, 0},
		{"again by it", func() {}, 1},
		{"of other code", func() { p.files[0].src = []byte("package tiny\n\nvar n int\n") }, 0},
	} {
		again.change()
		if got := killers(); len(got) != again.killed || again.killed == 1 && got[key] != "TestTested" {
			t.Errorf("%s: %v", again.what, got)
		}
	}
}

// m is a mutant of Called.
func m(before, after string) *mutant {
	return &mutant{function: "testdata/tiny Called", before: before, after: after}
}
