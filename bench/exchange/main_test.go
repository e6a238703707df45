package main

import (
	"os"
	"strings"
	"testing"
)

// TestMain lets the test be its own child that reads a file.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == "-read" {
		if err := readAlone(os.Args[2]); err != nil {
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// The report has a row for every task, of claims that all were read.
func TestReport(t *testing.T) {
	var out strings.Builder
	if err := report(&out, 1000, 1); err != nil {
		t.Fatal(err)
	}
	if rows := strings.Count(out.String(), "\n| "); rows != 9 {
		t.Errorf("%d rows:\n%s", rows, out.String())
	}
	if !strings.Contains(out.String(), "- claims.csv of ") {
		t.Error(out.String())
	}
}
