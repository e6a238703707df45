package main

import (
	"fmt"
	"maps"
	"slices"
	"text/tabwriter"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

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
	return words.MedianSlip(lang, median)
}

// printRecord prints the record of the plans, by crossing and by who spoke.
func (a *app) printRecord(v border.View, plans []border.Plan, claims map[string]border.Claim) {
	if len(plans) == 0 {
		fmt.Fprintln(a.out, a.say("no plan had been announced"))
		return
	}
	byCrossing, bySource, all := map[string]*record{}, map[string]*record{}, record{name: a.say("all")}
	count := func(records map[string]*record, name string, p border.Plan) {
		if records[name] == nil {
			records[name] = &record{name: name}
		}
		records[name].add(p)
	}
	for _, p := range plans {
		all.add(p)
		count(byCrossing, a.crossingText(v, p.Crossing), p)
		count(bySource, words.SourceName(a.language, v, claims[p.Claim.String()].Source.Name).String(), p)
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
		rows := []*record{}
		for _, name := range slices.Sorted(maps.Keys(part.records)) {
			rows = append(rows, part.records[name])
		}
		if len(rows) > 1 {
			rows = append(rows, &all)
		}
		for _, r := range rows {
			fmt.Fprintf(w, "  %s\t%d", r.name, r.total)
			for _, n := range r.outcomes[border.Met:] {
				fmt.Fprintf(w, "\t%d", n)
			}
			fmt.Fprintf(w, "\t%s\n", r.slip(a.language))
		}
		w.Flush()
	}
}
