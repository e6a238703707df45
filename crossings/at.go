package main

import (
	"fmt"
	"iter"
	"slices"
	"text/tabwriter"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
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
		if !a.json {
			a.printReach(v, days[len(days)-1])
		}
		return nil
	})
}

// printReach says how far the claims go, if a later day was asked about.
func (a *app) printReach(v border.View, day border.Day) {
	if through := v.Through().Reported; through.Before(day) {
		fmt.Fprintf(a.err, "The claims reach to %s; what is said of later days is what was last known.\n", through)
	}
}

// printState prints a state for people: what is certain, what is only possible,
// since when, and how old the last word is; with the claims for and against if
// all is asked for.
func (a *app) printState(v border.View, s border.State, all bool) error {
	lang, err := a.language()
	if err != nil {
		return err
	}
	c, err := v.Lookup(s.Crossing)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "%s on %s%s: %s\n", words.Crossing(lang, c), s.On, asKnown(s), words.StatusOn(lang, s))
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for _, side := range []border.Side{border.Syria, border.Iraq} {
		name := sideName(side) + " side, " + c.Place(side).Town.In(words.Tag(lang))
		st := s.Side(side)
		fmt.Fprintf(w, "  %s\tstatus\t%s\n", name, line(words.StatusFinding(lang, st.Status), st.Status.Origins(), s.On))
		fmt.Fprintf(w, "  \tcontrol\t%s\n", line(words.Control(lang, v, st.Control), st.Control.Origins(), s.On))
	}
	w.Flush()
	a.printPlansOf(v, s, lang, all)
	if !all {
		return nil
	}
	for _, side := range []border.Side{border.Syria, border.Iraq} {
		st := s.Side(side)
		a.printBasis(sideName(side)+" status", st.Status.Basis(), st.Status.Against())
		a.printBasis(sideName(side)+" control", st.Control.Basis(), st.Control.Against())
	}
	var found bool
	for n := range s.Notices() {
		if !found {
			fmt.Fprintln(a.out, "\nNotices")
			found = true
		}
		fmt.Fprintf(a.out, "  %s\n", claimHead(n))
		a.printClaimBody(n, "    ")
	}
	if day := s.LastReported(); !day.IsZero() {
		fmt.Fprintf(a.out, "\nLast report by then: %s, %s\n", day, words.Ago(lang, s.On, day))
	}
	return nil
}

// asKnown says by when what the state rests on was known.
func asKnown(s border.State) string {
	text := ""
	if !s.Known.IsZero() {
		text += ", as known by " + s.Known.String()
	}
	if !s.AsOf.IsZero() {
		text += ", as recorded by " + s.AsOf.Format("2006-01-02T15:04:05Z07:00")
	}
	return text
}

// line puts a finding on one line: value, doubt, since when, how many say so,
// and how old the last word is.
func line(d words.Finding, origins int, on border.Day) string {
	text := d.Text
	if d.Attested.Before(on) && !d.Attested.IsZero() {
		text = "last known: " + text
	}
	if d.Unit != "" {
		text += " (" + d.Unit + ")"
	}
	if d.For != "" {
		text += ", for " + d.For
	}
	if d.Since != "" {
		text += ", since " + d.Since
	}
	if origins > 0 {
		text += "; " + border.SourcesInWords(origins)
	}
	if !d.Attested.IsZero() {
		text += fmt.Sprintf(", last attested %s", d.Attested)
		if n := on.Sub(d.Attested); n > 0 {
			text += fmt.Sprintf(", %s before", words.Days(edtf.English, n))
		}
	}
	return text
}

// printPlansOf prints the plans of a state; of those that are settled only if
// all is asked for.
func (a *app) printPlansOf(v border.View, s border.State, lang edtf.Language, all bool) {
	printed := false
	for p := range s.Plans() {
		open := p.Outcome == border.Pending || p.Outcome == border.Overdue
		if open || all {
			fmt.Fprintf(a.out, "  plan of %s (%s): %s\n", reportedOr(p.Reported), p.Side, words.Plan(lang, v, p))
			printed = true
		}
	}
	if !printed {
		fmt.Fprintln(a.out, "  no plan is pending or overdue")
	}
}

func reportedOr(d edtf.Date) string {
	if d.IsZero() {
		return "an unknown day"
	}
	return d.String()
}

// printBasis prints the claims for and against an answer, by the days that they
// speak of.
func (a *app) printBasis(title string, basis, against iter.Seq[border.Claim]) {
	for _, part := range []struct {
		word   string
		claims iter.Seq[border.Claim]
	}{{"for", basis}, {"against", against}} {
		claims := slices.SortedStableFunc(part.claims, func(x, y border.Claim) int { return earliest(x.When).Compare(earliest(y.When)) })
		if len(claims) > 0 {
			fmt.Fprintf(a.out, "\n%s, claims %s\n", title, part.word)
		}
		for _, c := range claims {
			fmt.Fprintf(a.out, "  %s\n", claimHead(c))
			a.printClaimBody(c, "    ")
		}
	}
}

// earliest returns the first day of a date; the zero Day, before all others, if
// it has none.
func earliest(d edtf.Date) border.Day {
	day, _ := d.Earliest()
	return day
}
