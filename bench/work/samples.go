package work

import (
	"fmt"
	"slices"

	"github.com/crossingstatus/border"
)

// Samples returns the claims of the embedded dataset, as somebody sends them:
// without id and time, and without names of other claims.
func Samples() ([]border.Claim, error) {
	reg, err := border.Default()
	if err != nil {
		return nil, err
	}
	var all []border.Claim
	for c := range reg.Crossings() {
		claims, err := reg.Claims(c.Code)
		if err != nil {
			return nil, err
		}
		for _, claim := range claims {
			sent := border.Claim{Crossing: claim.Crossing, Side: claim.Side, Kind: claim.Kind, Value: claim.Value, Unit: claim.Unit,
				Traffic: claim.Traffic, Direction: claim.Direction, When: claim.When, Edge: claim.Edge, Modality: claim.Modality,
				Source: claim.Source, Reported: claim.Reported, Grade: claim.Grade, Quote: claim.Quote}
			if !sent.When.IsZero() {
				all = append(all, sent)
			}
		}
	}
	return all, nil
}

// Nth returns the n-th of claims that all differ, made of samples.
func Nth(samples []border.Claim, n int) border.Claim {
	c := samples[n%len(samples)]
	c.Note = fmt.Sprint("report ", n)
	return c
}

// Embedded returns a registry of the embedded crossings, without claims.
func Embedded() (*border.Registry, error) {
	embedded, err := border.Default()
	if err != nil {
		return nil, err
	}
	crossings, parties := slices.Collect(embedded.Crossings()), slices.Collect(embedded.Parties())
	return border.New(crossings, parties)
}
