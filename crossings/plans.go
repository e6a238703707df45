package main

import (
	"fmt"
	"maps"
	"slices"
	"text/tabwriter"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
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
		fmt.Fprintf(a.out, "%s%s%s: %s\n", p.Crossing, a.say(", "), words.Side(a.language, p.Side), words.Plan(a.language, v, p))
		a.printClaimBody(c, "  ")
	}
	a.printRecord(all, claims)
	return nil
}

// A record counts what became of somebody's plans.
type record struct {
	name     string
	outcomes [border.Overdue + 1]int
	slips    []int
	total    int
}

func (r *record) add(p border.Plan) {
	r.total++
	r.outcomes[p.Outcome]++
	if p.Slip.Known {
		r.slips = append(r.slips, p.Slip.Most)
	}
}

// slip returns the median of the slips in words.
func (r *record) slip(lang edtf.Language) string {
	if len(r.slips) == 0 {
		return "–"
	}
	slices.Sort(r.slips)
	median := r.slips[len(r.slips)/2]
	if len(r.slips)%2 == 0 {
		median = (r.slips[len(r.slips)/2-1] + median) / 2
	}
	return words.Days(lang, median)
}

// printRecord prints the record of the plans, by crossing and by who spoke.
func (a *app) printRecord(plans []border.Plan, claims map[string]border.Claim) {
	if len(plans) == 0 {
		fmt.Fprintln(a.out, a.say("no plan had been announced"))
		return
	}
	byCrossing, bySource := map[string]*record{}, map[string]*record{}
	count := func(records map[string]*record, name string, p border.Plan) {
		if records[name] == nil {
			records[name] = &record{name: name}
		}
		records[name].add(p)
	}
	for _, p := range plans {
		count(byCrossing, p.Crossing, p)
		count(bySource, claims[p.Claim.String()].Source.Name, p)
	}
	for _, part := range []struct {
		title   string
		records map[string]*record
	}{{"Record by crossing", byCrossing}, {"Record by who spoke", bySource}} {
		fmt.Fprintf(a.out, "\n%s\n", a.say(part.title))
		w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
		fmt.Fprintf(w, "  \t%s", a.say("plans"))
		for o := border.Met; o <= border.Overdue; o++ {
			fmt.Fprintf(w, "\t%s", words.Name(a.language, o))
		}
		fmt.Fprintf(w, "\t%s\n", a.say("median slip"))
		for _, name := range slices.Sorted(maps.Keys(part.records)) {
			r := part.records[name]
			fmt.Fprintf(w, "  %s\t%d", r.name, r.total)
			for _, n := range r.outcomes[border.Met:] {
				fmt.Fprintf(w, "\t%d", n)
			}
			fmt.Fprintf(w, "\t%s\n", r.slip(a.language))
		}
		w.Flush()
	}
}
