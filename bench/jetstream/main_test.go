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
	if n := strings.Count(b.String(), "| yes |") + strings.Count(b.String(), "| **no** |"); n != 10 {
		t.Errorf("%d goals, want 10:\n%s", n, b.String())
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
