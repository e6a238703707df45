package main

import (
	"strings"
	"testing"
)

// Every way works, and the report has each.
func TestReport(t *testing.T) {
	var b strings.Builder
	if err := run(&b, short); err != nil {
		t.Fatal(err)
	}
	for _, way := range ways {
		if !strings.Contains(b.String(), "| "+way.name+" | ") {
			t.Errorf("the report lacks %q:\n%s", way.name, b.String())
		}
	}
	if n := strings.Count(b.String(), "| kept |") + strings.Count(b.String(), "| missed |"); n != 7 {
		t.Errorf("%d verdicts, want 7:\n%s", n, b.String())
	}
}

// The part about opening has its goals and nothing of adding.
func TestReportOpening(t *testing.T) {
	var b strings.Builder
	p := short
	p.onlyOpening = true
	if err := run(&b, p); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "| kept |") + strings.Count(b.String(), "| missed |"); n != 3 || strings.Contains(b.String(), "## Adding") {
		t.Errorf("%d verdicts, want 3, all of opening:\n%s", n, b.String())
	}
}
