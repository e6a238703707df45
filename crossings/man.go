package main

import (
	"fmt"
	"os"
	"time"

	"github.com/crossingstatus/border"
	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

func newManCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "man DIR",
		Short: "Write the manual pages of the program, one a command, into a directory",
		Long: `man writes manual pages into a directory, which is made if it is not there. Put them
where man looks, as ~/.local/share/man/man1, or show one with: man -l DIR/crossings.1`,
		Args:        oneDirectory,
		Annotations: without("dataset", "data", "add", "crossings", "parties", "known", "as-of", "on", "json", "lang"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return err
			}
			year, month, day := editionDay()
			date := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
			root := a.inEnglish() // as the headings of manual pages are
			root.DisableAutoGenTag = true
			return doc.GenManTree(root, &doc.GenManHeader{Section: "1", Date: &date, Source: "crossings " + border.DatasetVersion(), Manual: "Border crossings"}, args[0])
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
	}
}

// oneDirectory asks for a directory.
func oneDirectory(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("%s needs one DIR, the directory to write to", cmd.Name())
	}
	return nil
}

// editionDay is the day of the embedded dataset, which dates the pages: the same program writes the
// same pages on every day.
func editionDay() (year int, month time.Month, day int) {
	if d, err := time.Parse("2006.01.02", border.DatasetVersion()); err == nil {
		return d.Date()
	}
	return 1970, time.January, 1
}
