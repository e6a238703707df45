package main

import (
	"fmt"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/spf13/cobra"
)

func newAtCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:               "at CODE",
		Short:             "The state of a crossing on a day, with the claims for and against",
		Args:              oneCode,
		ValidArgsFunction: a.completeCodes,
		RunE: func(_ *cobra.Command, args []string) error {
			days, err := a.days()
			if err != nil {
				return err
			}
			q, err := a.ask(args[0])
			if err != nil {
				return err
			}
			a.printReach(q.view, days...)
			return a.buffered(func() error {
				for i, day := range days {
					s, err := q.view.At(q.code, day)
					if err != nil {
						return err
					}
					if a.json {
						err = a.printJSON(s)
					} else {
						if i > 0 {
							fmt.Fprintln(a.out)
						}
						err = a.printState(q.view, s, true)
					}
					if err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
}

// printStates prints the state of all crossings on each day asked about.
func (a *app) printStates() error {
	days, err := a.days()
	if err != nil {
		return err
	}
	v, err := a.view()
	if err != nil {
		return err
	}
	a.printReach(v, days...)
	return a.buffered(func() error {
		first := true
		for _, day := range days {
			for s := range v.States(day) {
				if a.json {
					if err := a.printJSON(s); err != nil {
						return err
					}
					continue
				}
				if !first {
					fmt.Fprintln(a.out)
				}
				first = false
				if err := a.printState(v, s, false); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// printState prints a state for people: what is certain, what is only possible,
// since when, and how old the last word is; with the claims for and against if
// all is asked for.
func (a *app) printState(v border.View, s border.State, all bool) error {
	c, err := v.Lookup(s.Crossing)
	if err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.say("%s on %s: %s", words.Crossing(a.language, c), a.dayText(s.On)+a.asKnown(s), words.StatusOn(a.language, s)))
	for _, side := range []border.Side{border.Syria, border.Iraq} {
		f := s.Side(side)
		fmt.Fprintf(a.out, "  %s%s%s\n", words.Side(a.language, side), a.say(", "), c.Place(side).Town.In(words.Tag(a.language)))
		a.printFinding(border.QuestionStatus, words.StatusFinding(a.language, f.Status), f.Status.Origins(), s.On)
		a.printFinding(border.QuestionControl, words.Control(a.language, v, f.Control, s.On), f.Control.Origins(), s.On)
	}
	a.printPlansOf(v, s, all)
	if !all {
		return nil
	}
	for _, side := range []border.Side{border.Syria, border.Iraq} {
		f := s.Side(side)
		a.printBasis(v, side, border.QuestionStatus, f.Status.Basis(), f.Status.Against())
		a.printBasis(v, side, border.QuestionControl, f.Control.Basis(), f.Control.Against())
	}
	a.printClaims(v, a.say("Notices"), slices.Collect(s.Notices()))
	if day := s.LastReported(); !day.IsZero() {
		fmt.Fprintf(a.out, "\n%s%s%s\n", a.say("the last report made by that day is of %s", a.dayText(day)), a.say(", "), words.Ago(a.language, s.On, day))
	}
	if day := s.LastReview(); !day.IsZero() {
		fmt.Fprintf(a.out, "%s%s%s\n", a.say("somebody looked on %s and found nothing new", a.dayText(day)), a.say(", "), words.Ago(a.language, s.On, day))
	}
	return nil
}

// asKnown says by when what the state rests on was known.
func (a *app) asKnown(s border.State) string {
	text := ""
	if !s.Known.IsZero() {
		text += a.say(", ") + a.say("as known by %s", a.dayText(s.Known))
	}
	if !s.AsOf.IsZero() {
		text += a.say(", ") + a.say("as recorded by %s", words.Instant(a.language, s.AsOf))
	}
	return text
}

// printPlansOf prints the plans of a state; of those that are settled only if
// all is asked for.
func (a *app) printPlansOf(v border.View, s border.State, all bool) {
	printed := false
	for _, p := range byReport(slices.Collect(s.Plans())) {
		if all || p.Outcome == border.Pending || p.Outcome == border.Overdue {
			fmt.Fprintf(a.out, "  %s\n", a.planLine(v, p))
			printed = true
		}
	}
	switch {
	case printed:
	case all:
		fmt.Fprintf(a.out, "  %s\n", a.say("no plan had been announced"))
	default:
		fmt.Fprintf(a.out, "  %s\n", a.say("no plan is pending or overdue"))
	}
}

// byReport returns plans in the order in which they were told.
func byReport(plans []border.Plan) []border.Plan {
	return slices.SortedStableFunc(slices.Values(plans), func(x, y border.Plan) int {
		return earliest(x.Reported).Compare(earliest(y.Reported))
	})
}

// planLine puts a plan on one line: when it was told, for which side, and what
// became of it.
func (a *app) planLine(v border.View, p border.Plan) string {
	what := words.Side(a.language, p.Side) + ": " + words.Plan(a.language, v, p)
	if p.Reported.IsZero() {
		return a.say("undated plan, %s", what)
	}
	return words.PlanTold(a.language, p.Reported, what)
}
