package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
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
		Annotations: without("on", "known"),
		RunE: func(*cobra.Command, []string) error {
			if from == "" || to == "" {
				return usageError{errors.New("diff needs --from and --to, two days of knowledge")}
			}
			older, newer, err := a.period(from, to)
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
	found := false
	for c := range border.Diff(v.KnownBy(from), v.KnownBy(to)) {
		found = true
		if a.json {
			if err := a.printJSON(c); err != nil {
				return err
			}
			continue
		}
		a.printChange(v, c)
	}
	if !found && !a.json {
		fmt.Fprintln(a.out, a.say("Nothing changed from what was known by %s to what was known by %s.", a.dayText(from), a.dayText(to)))
	}
	return nil
}

// printChange prints a run of days on which an answer differs, with the answer that was and the one that is now.
func (a *app) printChange(v border.View, c border.Change) {
	run := orDots(c.From) + " – " + orDots(c.To)
	if a.language == edtf.Arabic { // in which marks between figures turn their order
		run = words.Run(a.language, c.From, c.To)
	}
	fmt.Fprintln(a.out, strings.Join([]string{a.crossingText(v, c.Crossing), words.Side(a.language, c.Side), words.Name(a.language, c.Question), run}, a.say(", ")))
	for _, at := range []struct {
		phrase  string // "before" and "after" would be read of the days above
		segment border.Segment
	}{{"answer was: %s", c.Before}, {"answer now: %s", c.After}} {
		fmt.Fprintf(a.out, "  %s\n", a.say(at.phrase, a.answer(words.Describe(a.language, v, at.segment), border.Day{})))
	}
}
