package main

import (
	"strings"
	"testing"
)

// Every way works, and the report has each.
func TestReport(t *testing.T) {
	var b strings.Builder
	if err := run(&b, short, true); err != nil {
		t.Fatal(err)
	}
	for _, way := range ways {
		if !strings.Contains(b.String(), "| "+way.name+" | ") {
			t.Errorf("the report lacks %q:\n%s", way.name, b.String())
		}
	}
	if n := strings.Count(b.String(), "| kept |") + strings.Count(b.String(), "| missed |"); n != 6 {
		t.Errorf("%d verdicts, want 6:\n%s", n, b.String())
	}
}
