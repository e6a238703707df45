package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/spf13/cobra"
)

func newCanCommand(a *app) *cobra.Command {
	var traffic, direction string
	var kinds []string
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
			asked, err := border.ParseTraffic(traffic)
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
			p, err := q.view.Passable(q.code, day, asked, way)
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
	for kind := border.Passengers; kind <= border.Official; kind <<= 1 {
		kinds = append(kinds, kind.String())
	}
	completeFlag(cmd, "traffic", kinds...)
	completeFlag(cmd, "direction", border.SyriaToIraq.String(), border.IraqToSyria.String(), border.BothWays.String())
	return cmd
}

func (a *app) printPassable(q question, p border.Passability) error {
	fmt.Fprintln(a.out, a.say("%s: %s, %s on %s, %s", words.Passage(a.language, p.Passage), words.Traffic(a.language, p.Traffic),
		words.Name(a.language, p.Direction), p.On, words.Crossing(a.language, q.crossing)))
	sides := []struct {
		side border.Side
		border.SidePassage
	}{{border.Syria, p.Syria}, {border.Iraq, p.Iraq}}
	for _, s := range sides {
		d := words.StatusFinding(a.language, s.Status)
		fmt.Fprintf(a.out, "  %s: %s%s%s\n", words.Side(a.language, s.side), words.Passage(a.language, s.Passage), a.say("; "), a.answer(d, p.On))
		if text := a.backing(d, s.Status.Origins(), p.On); text != "" {
			fmt.Fprintf(a.out, "    %s\n", text)
		}
	}
	if !p.Attested.IsZero() {
		fmt.Fprintf(a.out, "  %s\n", a.say("the older side was last attested %s, %s", p.Attested, words.Ago(a.language, p.On, p.Attested)))
	}
	// They change no answer, and who asks must not have to look for them.
	a.printClaims(q.view, a.say("Obstacles, threats and authorizations"), slices.AppendSeq(slices.Collect(p.Obstacles()), p.Authorizations()))
	for _, s := range sides {
		a.printBasis(q.view, s.side, border.QuestionStatus, s.Status.Basis(), s.Status.Against())
	}
	return nil
}
