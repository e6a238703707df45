package main

import (
	"errors"
	"fmt"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/spf13/cobra"
)

func newCanCommand(a *app) *cobra.Command {
	var traffic, direction string
	cmd := &cobra.Command{
		Use:   "can CODE --traffic KIND --direction WAY",
		Short: "Whether some traffic may pass a crossing on a day",
		Long: `can answers whether traffic of a kind may pass a crossing in a direction on a day:
yes, no, or cannot tell; for each side and for the crossing, with the claims that
the answer rests on. The crossing's answer is no if either side says no, and yes if
both say yes. Obstacles, threats and authorizations of the day are shown beside it
and never change the answer.

KIND is some of passengers, commercial, transit, humanitarian, returnees, fuel,
military, official, with commas between them; WAY is sy-to-iq, iq-to-sy or both.`,
		Args:              oneCode,
		ValidArgsFunction: a.completeCodes,
		RunE: func(_ *cobra.Command, args []string) error {
			if traffic == "" || direction == "" {
				return usageError{errors.New("can needs --traffic and --direction")}
			}
			kinds, err := border.ParseTraffic(traffic)
			if err != nil {
				return usageError{fmt.Errorf("--traffic: %w", err)}
			}
			way, err := border.ParseDirection(direction)
			if err != nil {
				return usageError{fmt.Errorf("--direction: %w", err)}
			}
			day, err := a.day()
			if err != nil {
				return err
			}
			q, err := a.ask(args[0])
			if err != nil {
				return err
			}
			p, err := q.view.Passable(q.code, day, kinds, way)
			if err != nil {
				return err
			}
			a.printReach(q.view, day)
			if a.json {
				return a.printJSON(p)
			}
			return a.buffered(func() error { return a.printPassable(q, p) })
		},
	}
	cmd.Flags().StringVar(&traffic, "traffic", "", "the `kinds` of traffic")
	cmd.Flags().StringVar(&direction, "direction", "", "the `way`: sy-to-iq, iq-to-sy or both")
	return cmd
}

func (a *app) printPassable(q question, p border.Passability) error {
	lang, err := a.language()
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "%s: %s, %s on %s, %s\n", p.Passage, p.Traffic, p.Direction, p.On, words.Crossing(lang, q.crossing))
	for _, side := range []struct {
		side border.Side
		border.SidePassage
	}{{border.Syria, p.Syria}, {border.Iraq, p.Iraq}} {
		fmt.Fprintf(a.out, "  %s side: %s; %s\n", sideName(side.side), side.Passage, line(words.StatusFinding(lang, side.Status), side.Status.Origins(), p.On))
	}
	if !p.Attested.IsZero() {
		fmt.Fprintf(a.out, "  the older side was last attested %s, %s before\n", p.Attested, words.Days(edtf.English, p.On.Sub(p.Attested)))
	}
	for _, side := range []struct {
		side border.Side
		f    border.Finding[border.Status]
	}{{border.Syria, p.Syria.Status}, {border.Iraq, p.Iraq.Status}} {
		a.printBasis(sideName(side.side)+" status", side.f.Basis(), side.f.Against())
	}
	first := true
	for n := range p.Notices() {
		if first {
			fmt.Fprintln(a.out, "\nObstacles, threats and authorizations")
			first = false
		}
		fmt.Fprintf(a.out, "  %s\n", claimHead(n))
		a.printClaimBody(n, "    ")
	}
	return nil
}
