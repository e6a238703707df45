package main

import (
	"fmt"

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
			defer a.patience("compacting " + args[0])()
			before, after, err := journal.Compact(args[0])
			if err != nil {
				return a.advised(args[0], err)
			}
			fmt.Fprintf(a.out, "%s: %s in the order of recording\n", args[0], claimCount(after))
			if before > after {
				fmt.Fprintf(a.out, "%d lines said what another line said, and are gone\n", before-after)
			}
			return nil
		},
	}
}
