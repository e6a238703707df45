package main

import (
	"errors"
	"fmt"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/spf13/cobra"
)

func newDiffCommand(a *app) *cobra.Command {
	var from, to string
	cmd := &cobra.Command{
		Use:   "diff --from DAY --to DAY",
		Short: "What changed from one day of knowledge to another",
		Long: `diff prints what changed from what was known by the day --from to what was known
by the day --to: for each run of days on which an answer differs, the answer before
and the answer after.`,
		Args:        cobra.NoArgs,
		Annotations: without("on"),
		RunE: func(*cobra.Command, []string) error {
			if from == "" || to == "" {
				return usageError{errors.New("diff needs --from and --to, two days of knowledge")}
			}
			older, newer, err := period(from, to)
			if err != nil {
				return err
			}
			v, err := a.view()
			if err != nil {
				return err
			}
			return a.buffered(func() error { return a.printDiff(v, older, newer) })
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "the earlier `day` of knowledge")
	cmd.Flags().StringVar(&to, "to", "", "the later `day` of knowledge")
	return cmd
}

func (a *app) printDiff(v border.View, from, to border.Day) error {
	lang, err := a.language()
	if err != nil {
		return err
	}
	found := false
	for c := range border.Diff(v.KnownBy(from), v.KnownBy(to)) {
		found = true
		if a.json {
			if err := a.printJSON(c); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(a.out, "%s, %s side, %s, %s – %s\n  before: %s\n  after:  %s\n", c.Crossing, c.Side, c.Question, orDots(c.From), orDots(c.To),
			describeAll(words.Describe(lang, v, c.Before), c.Question), describeAll(words.Describe(lang, v, c.After), c.Question))
	}
	if !found && !a.json {
		fmt.Fprintf(a.out, "Nothing changed from what was known by %s to what was known by %s.\n", from, to)
	}
	return nil
}
