package main

import (
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
)

// A short run asks as often as it should, and adds as many claims.
func TestMeasure(t *testing.T) {
	p := plan{readers: 4, rate: 200, every: 50 * time.Millisecond, length: 500 * time.Millisecond, years: 1}
	m, err := p.measure()
	if err != nil {
		t.Fatal(err)
	}
	if len(m.border.asking) != 100 || len(m.constant.asking) != 100 || m.added != 10 {
		t.Errorf("%d and %d questions and %d claims, want 100, 100 and 10", len(m.border.asking), len(m.constant.asking), m.added)
	}
	var s strings.Builder
	if err := m.write(&s, &p, "x"); err != nil || !strings.Contains(s.String(), "| asking | 100 |") {
		t.Errorf("%v: %s", err, s.String())
	}
}

// Each track of each crossing is seen on each day once, and what is seen is what the
// dataset says, where it says something.
func TestSightings(t *testing.T) {
	w, err := newWatchman()
	if err != nil {
		t.Fatal(err)
	}
	type track struct {
		code string
		side border.Side
		kind border.Kind
		day  string
	}
	seen := map[track]bool{}
	for n := -w.perDay(); n < w.perDay(); n++ {
		c, err := w.sighting(n)
		if err != nil {
			t.Fatal(err)
		}
		seen[track{c.Crossing, c.Side, c.Kind, c.When.String()}] = true
	}
	if len(seen) != 2*w.perDay() {
		t.Errorf("%d tracks and days are seen, want %d", len(seen), 2*w.perDay())
	}
	c, err := w.sighting(-1)
	if err != nil || c.When.String() != "2026-05-01" {
		t.Errorf("the last sighting before the measurement is of %v (%v), want 2026-05-01", c.When, err)
	}
}

func TestQuantile(t *testing.T) {
	waits := []time.Duration{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	if got := quantile(waits, 0.5); got != 6 {
		t.Errorf("the median is %d, want 6", got)
	}
	if got := quantile(waits, 1); got != 10 {
		t.Errorf("the longest is %d, want 10", got)
	}
	if got := over(waits, 8); got != 2 {
		t.Errorf("%d are over 8, want 2", got)
	}
}
