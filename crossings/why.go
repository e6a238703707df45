package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/spf13/cobra"
)

func newWhyCommand(a *app) *cobra.Command {
	var side, what string
	cmd := &cobra.Command{
		Use:   "why CODE --side SIDE --question QUESTION",
		Short: "What each claim did to an answer",
		Long: `why takes one answer apart: for every claim about one side (syria or iraq) and one
question (control or status), the one thing that became of it on the day: it gives
the value, allows it or another, came before another, had not begun, and so on.`,
		Args:              oneCode,
		ValidArgsFunction: a.completeCodes,
		RunE: func(_ *cobra.Command, args []string) error {
			if side == "" || what == "" {
				return usageError{errors.New("why needs --side and --question")}
			}
			s, err := border.ParseSide(side)
			if err != nil || s == border.Both {
				return usageError{fmt.Errorf("--side %q: want syria or iraq", side)}
			}
			track, err := border.ParseQuestion(what)
			if err != nil {
				return usageError{fmt.Errorf("--question: %w", err)}
			}
			day, err := a.day()
			if err != nil {
				return err
			}
			q, err := a.ask(args[0])
			if err != nil {
				return err
			}
			reasons, err := q.view.Why(q.code, s, track, day)
			if err != nil {
				return err
			}
			a.printReach(q.view, day)
			return a.buffered(func() error { return a.printReasons(q.view, reasons) })
		},
	}
	cmd.Flags().StringVar(&side, "side", "", "syria or iraq")
	cmd.Flags().StringVar(&what, "question", "", "control or status")
	completeFlag(cmd, "side", "syria", "iraq")
	completeFlag(cmd, "question", "control", "status")
	return cmd
}

// printReasons prints what became of each claim, those that decide first.
func (a *app) printReasons(v border.View, reasons []border.Reason) error {
	if a.json {
		for _, r := range reasons {
			if err := a.printJSON(r); err != nil {
				return err
			}
		}
		return nil
	}
	heads := map[string]string{}
	for _, r := range reasons {
		said := append([]string{words.SourceName(a.language, v, r.Claim.Source.Name).String()}, words.Weak(a.language, v, r.Claim.Source)...)
		heads[r.Claim.ID.String()] = a.say("%s (%s)", a.claimHead(v, r.Claim), strings.Join(said, a.say(", ")))
	}
	for verdict := border.GivesValue; verdict <= border.NoFact; verdict++ {
		first := true
		for _, r := range reasons {
			if r.Verdict != verdict {
				continue
			}
			if first {
				fmt.Fprintf(a.out, "%s:\n", words.Verdict(a.language, verdict))
				first = false
			}
			fmt.Fprintf(a.out, "  %s\n    %s\n", heads[r.Claim.ID.String()], a.say("id %s", r.Claim.ID))
			for _, id := range r.By {
				by := heads[id.String()]
				if by == "" {
					by = a.say("claim %s", id)
				}
				fmt.Fprintf(a.out, "    %s\n", words.Because(a.language, by))
			}
		}
	}
	return nil
}
