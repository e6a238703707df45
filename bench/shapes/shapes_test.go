package main

import (
	"testing"

	"github.com/crossingstatus/border/bench/work"
)

// Each shape has as many claims as asked for, all of which a registry takes.
func TestShapes(t *testing.T) {
	for _, s := range shapes {
		none, err := s.claims(0)
		if err != nil {
			t.Fatal(err)
		}
		claims, err := s.claims(500)
		if err != nil {
			t.Fatal(err)
		}
		if len(claims)-len(none) != 500 {
			t.Errorf("%s: %d claims more than without any", s.name, len(claims)-len(none))
		}
		reg, err := work.Embedded()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := reg.Add(claims...); err != nil {
			t.Errorf("%s: %v", s.name, err)
		}
		if err := measureClaims(claims); err != nil {
			t.Errorf("%s: %v", s.name, err)
		}
	}
}
