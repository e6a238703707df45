package main

import (
	"bufio"
	"slices"
	"strings"
	"testing"

	"github.com/crossingstatus/border"
)

// Lines that only one output has are told, and the rest is compared in step.
func TestLines(t *testing.T) {
	for _, test := range []struct {
		older, newer        string
		compared, different int
	}{
		{"", "", 0, 0},
		{"a\t1\nb\t2\n", "a\t1\nb\t2\n", 2, 0},
		{"a\t1\nb\t2\n", "a\t1\nb\t3\n", 2, 1},
		{"a\t1\nc\t2\n", "a\t1\nb\t1\nc\t2\n", 3, 1},
		{"a\t1\nb\t1\nc\t2\n", "a\t1\nc\t2\n", 3, 1},
		{"a\t1\nb\t1\n", "a\t1\n", 2, 1},
		{"a\t1\n", "a\t1\nb\t1\nc\t1\n", 3, 2},
		{"a\t1\nb\t1\nd\t1\n", "a\t1\nc\t1\nd\t1\n", 4, 2},
		{"", "a\t\n", 1, 1},
	} {
		var c comparison
		if err := c.lines(bufio.NewReader(strings.NewReader(test.older)), bufio.NewReader(strings.NewReader(test.newer))); err != nil {
			t.Error(err)
		}
		if c.compared != test.compared || c.different != test.different {
			t.Errorf("%q and %q: %d compared, %d different; want %d and %d", test.older, test.newer, c.compared, c.different, test.compared, test.different)
		}
	}
	var c comparison
	if err := c.lines(bufio.NewReader(strings.NewReader("a\t1")), bufio.NewReader(strings.NewReader("a\t1\n"))); err == nil {
		t.Error("a torn line is not told")
	}
}

// A seed draws the same histories each time, and a registry takes them.
func TestHistories(t *testing.T) {
	text := string(histories(200, 7))
	if string(histories(200, 7)) != text || string(histories(200, 8)) == text {
		t.Fatal("the seed does not tell what is drawn")
	}
	all := strings.Split(strings.TrimSuffix(text, "==\n"), "==\n")
	if len(all) != 200 {
		t.Fatalf("%d histories", len(all))
	}
	batches := 0
	for i, history := range all {
		reg, err := border.Default()
		if err != nil {
			t.Fatal(err)
		}
		for batch := range strings.SplitSeq(history, "--\n") {
			batches++
			var claims []border.Claim
			for c, err := range border.ReadClaims(strings.NewReader(batch), "") {
				if err != nil {
					t.Fatal(err)
				}
				claims = append(claims, c)
			}
			if _, err := reg.Add(claims...); err != nil {
				t.Errorf("history %d: %v\n%s", i, err, history)
			}
		}
	}
	if batches < 300 {
		t.Errorf("%d batches of 200 histories", batches)
	}
}

// What registry prints of each operation is read, headings and other tables aside.
func TestTimings(t *testing.T) {
	list, err := timings("| operation | workload | floor | border | ratio | allocs | goal | met |\n|---|---|---:|---:|---:|---:|---|---|\n" +
		"| Current | A | 130 | 197 | 1.52 | 0 | ≤ 2x, 0 allocs | yes |\n| first At after an Add | B |  | 30 k |  |  | ≤ 25 k | **no** |\n\n| A | 111 | 113 | 1.00 | ≤ 3x | met |\n")
	want := []timing{{"Current | A", 197, 1.52}, {"first At after an Add | B", 30_000, 0}}
	if err != nil || !slices.Equal(list, want) {
		t.Errorf("%v, %v; want %v", list, err, want)
	}
	if _, err := timings("nothing"); err == nil {
		t.Error("a report without the table is not told")
	}
}
