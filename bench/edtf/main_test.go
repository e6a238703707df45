package main

import (
	"strings"
	"testing"
	"time"
)

// The report has a row for every expression, and the two packages agree on the
// plainest of them.
func TestReport(t *testing.T) {
	var out strings.Builder
	if err := report(&out, 1, time.Microsecond); err != nil {
		t.Fatal(err)
	}
	for _, g := range groups {
		for _, s := range g.expressions {
			if !strings.Contains(out.String(), "| `"+s+"` | ") {
				t.Errorf("no row for %s", s)
			}
		}
	}
	r, err := measure("1985-04-12", 1, time.Microsecond)
	if err != nil || r.verdict != "same bounds" || r.oursAllocs != 0 || r.theirsAllocs == 0 {
		t.Errorf("1985-04-12: %+v, %v", r, err)
	}
}
