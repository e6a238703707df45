package main

import (
	"fmt"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/spf13/cobra"
)

func newPlansCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "plans [CODE]",
		Short: "What was announced, what became of it, and how far to trust it",
		Long: `plans prints the plans and forecasts that had been made by the day, each with its
outcome, and ends with the record of such announcements: by crossing and by who
spoke, how many were met, late, overdue, and by how many days they slipped.`,
		Args:              maybeCode,
		ValidArgsFunction: a.completeCodes,
		RunE: func(_ *cobra.Command, args []string) error {
			day, err := a.day()
			if err != nil {
				return err
			}
			v, err := a.view()
			if err != nil {
				return err
			}
			var codes []string
			if len(args) == 1 {
				c, err := v.Lookup(args[0])
				if err != nil {
					return err
				}
				codes = []string{c.Code}
			} else {
				for c := range v.Crossings() {
					codes = append(codes, c.Code)
				}
			}
			a.printReach(v, day)
			return a.buffered(func() error { return a.printPlans(v, codes, day) })
		},
	}
}

func (a *app) printPlans(v border.View, codes []string, day border.Day) error {
	all := []border.Plan{}
	claims := map[string]border.Claim{}
	for _, code := range codes {
		plans, err := v.Plans(code, day)
		if err != nil {
			return err
		}
		all = append(all, plans...)
		said, err := v.Claims(code)
		if err != nil {
			return err
		}
		for _, c := range said {
			claims[c.ID.String()] = c
		}
	}
	// Plans of several crossings are put into one order, the registry's.
	slices.SortStableFunc(all, func(x, y border.Plan) int {
		c, d := claims[x.Claim.String()], claims[y.Claim.String()]
		if n := c.Recorded.Compare(d.Recorded); n != 0 {
			return n
		}
		return slices.Compare(c.ID[:], d.ID[:])
	})
	if a.json {
		return a.printJSON(all)
	}
	slices.SortStableFunc(all, func(x, y border.Plan) int { return earliest(x.Reported).Compare(earliest(y.Reported)) })
	for _, p := range byReport(all) {
		c := claims[p.Claim.String()]
		fmt.Fprintf(a.out, "%s%s%s: %s\n", a.crossingText(v, p.Crossing), a.say(", "), words.Side(a.language, p.Side), words.Plan(a.language, v, p))
		a.printClaimBody(v, c, "  ")
	}
	a.printRecord(v, all, claims)
	return nil
}
