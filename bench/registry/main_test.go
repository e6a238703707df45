package main

import (
	"testing"

	"github.com/crossingstatus/border/bench/work"
)

// Every store gives the same answers, before claims are added to it and after.
func TestStoresAgree(t *testing.T) {
	dataset, _, err := work.Dataset()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range []*work.Load{
		work.New("A", 3, 50, work.InOrder), work.New("B", 40, 100, work.InOrder), work.New("C", 1, 500, work.NewestFirst), dataset,
	} {
		if err := agree(l, 3000); err != nil {
			t.Error(err)
		}
	}
}
