package main

import (
	"os"
	"strings"
	"testing"
)

func TestMain(m *testing.M) {
	if config := os.Getenv(serverVariable); config != "" {
		serve(config)
		return
	}
	os.Exit(m.Run())
}

// Everything works on real servers, and the report has each figure.
func TestReport(t *testing.T) {
	var b strings.Builder
	if err := run(t.Context(), &b, short); err != nil {
		t.Fatal(err)
	}
	for _, way := range ways {
		if !strings.Contains(b.String(), "| "+way.name+" | ") {
			t.Errorf("the report lacks %q:\n%s", way.name, b.String())
		}
	}
	if !strings.Contains(b.String(), "| bare consumer, claims thrown away, 2,048 on their way |") || !strings.Contains(b.String(), "| checksum |") {
		t.Errorf("the report lacks what a claim takes:\n%s", b.String())
	}
	if n := strings.Count(b.String(), "| yes |") + strings.Count(b.String(), "| **no** |"); n != 10 {
		t.Errorf("%d goals, want 10:\n%s", n, b.String())
	}
}

// Of one part only that is measured and written, and no other name is taken.
func TestOnly(t *testing.T) {
	p := short
	p.only = "lag"
	var b strings.Builder
	if err := run(t.Context(), &b, p); err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(b.String(), "\n## "); got != 2 || !strings.Contains(b.String(), "\n## Lag\n") {
		t.Errorf("%d headings, want those of the goals and the lag:\n%s", got, b.String())
	}
	for _, name := range []string{"| follower at n1 |", "| bare consumer at n1 |", "| acknowledged by the log |", "| sent by the writer |"} {
		if !strings.Contains(b.String(), name) {
			t.Errorf("the report lacks %q:\n%s", name, b.String())
		}
	}
	p.only = "lags"
	if err := run(t.Context(), &b, p); err == nil || !strings.Contains(err.Error(), `no part "lags"`) {
		t.Errorf("error %v, want one that names the part", err)
	}
}

func TestGoal(t *testing.T) {
	for _, c := range []struct {
		got, limit float64
		least, met bool
	}{{3, 2, true, true}, {2, 2, true, true}, {1, 2, true, false}, {3, 2, false, false}, {2, 2, false, true}, {1, 2, false, true}} {
		if g := (goal{got: c.got, limit: c.limit, least: c.least}); g.met() != c.met {
			t.Errorf("%+v", c)
		}
	}
}
