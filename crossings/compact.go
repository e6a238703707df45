package main

import (
	"fmt"

	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/journal"
	"github.com/spf13/cobra"
)

func newCompactCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "compact FILE",
		Short: "Rewrite a journal in the order of recording, each claim once",
		Long: `compact rewrites a journal in the order in which its claims were recorded, each
once. Two journals of the same claims are then the same file, and git shows a claim
that is new as one line that is new. No claim is lost or changed.`,
		Args:        oneJournal,
		Annotations: without("dataset", "data", "add", "crossings", "parties", "known", "as-of", "on"),
		RunE: func(_ *cobra.Command, args []string) error {
			defer a.patience(a.say("compacting %s", args[0]))()
			before, after, err := journal.Compact(args[0])
			if err != nil {
				return a.advised(args[0], err)
			}
			fmt.Fprintln(a.out, a.say("%s: %s in the order of recording", args[0], words.Claims(a.language, after)))
			if before > after {
				fmt.Fprintln(a.out, a.say("%d lines said what another line said, and are gone", before-after))
			}
			return nil
		},
	}
}
