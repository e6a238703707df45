package main

import (
	"fmt"
	"os"
	"strings"
)

// reasons say why a figure may fall short of its goal.
var reasons = map[string]string{
	"Finding by code": "the floor waits for memory four times (crossing, track, days, values), border five times: the crossing's cell and what was made of " +
		"its claims are apart, so that a claim replaces the one and readers keep the other",
	"At by handle":            "as a finding, and a State is copied out whole",
	"At by code":              "as a finding, and a State is copied out whole",
	"KnownBy, Finding, warm":  "each view has a reading of its own, found in a table, where the floor has one array for all that was known; the readings together are larger than the processor's cache",
	"KnownBy, At, warm":       "as a finding as known",
	"AsOf, At, warm":          "as a finding as known, and an instant is taken apart into nanoseconds",
	"States(day), a crossing": "each State is filled and copied to the loop that reads it",
	"Add of a batch, a claim": "each claim is validated, normalized and copied, and what the rules need of it is worked out; the floor keeps a few bytes of it",
	"Current":                 "as At by code",
	addAsked:                  "the rules are applied anew to the tracks that the claim is about, of which nothing is in the processor's cache",
	"KnownBy, At, cold":       "all rules are applied anew to the crossing's 100 claims",
}

// writeReasons says why figures fall short.
func (r *results) writeReasons(s *strings.Builder) {
	s.WriteString("\n## What falls short\n\nThe reasons are read from the code and from profiles; none was measured by itself.\n\n")
	for i := range r.rows {
		row := &r.rows[i]
		if _, met := row.verdict(); met != "**no**" {
			continue
		}
		why := reasons[row.operation]
		if why == "" {
			why = "no reason is known"
		}
		figure := number(row.border)
		if row.ratio > 0 {
			figure = fmt.Sprintf("%.2fx", row.ratio)
		}
		fmt.Fprintf(s, "- %s on %s, %s: %s.\n", row.operation, row.workload, figure, why)
	}
}

// model returns what the system calls its processors, after a comma, and nothing
// where it does not tell.
func model() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	_, rest, found := strings.Cut(string(text), "model name")
	if !found {
		return ""
	}
	line, _, _ := strings.Cut(rest, "\n")
	return ", " + strings.TrimLeft(line, "\t :")
}
