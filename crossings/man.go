package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
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
		Annotations: without("dataset", "data", "add", "crossings", "parties", "known", "as-of", "on", "json"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return err
			}
			year, month, day := editionDay()
			date := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
			header := doc.GenManHeader{Section: "1", Date: &date, Source: "crossings " + border.DatasetVersion(), Manual: a.say("Border crossings")}
			root := a.anew()
			root.DisableAutoGenTag = true
			return a.writeManual(root, header, args[0])
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
	}
}

// manHeadings are those that pages of the manual have.
var manHeadings = []string{"NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "OPTIONS INHERITED FROM PARENT COMMANDS", "EXAMPLE", "SEE ALSO"}

// writeManual writes the page of a command, and those of the commands under it, into a directory.
func (a *app) writeManual(cmd *cobra.Command, header doc.GenManHeader, dir string) error {
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() && !c.IsAdditionalHelpTopicCommand() {
			if err := a.writeManual(c, header, dir); err != nil {
				return err
			}
		}
	}
	cmd.DisableAutoGenTag = true
	var page bytes.Buffer
	if err := doc.GenMan(cmd, &header, &page); err != nil {
		return err
	}
	text := page.String()
	for _, heading := range manHeadings {
		text = strings.Replace(text, "\n.SH "+heading+"\n", "\n.SH "+a.say(heading)+"\n", 1)
	}
	name := strings.ReplaceAll(cmd.CommandPath(), " ", "-") + ".1"
	return os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644) //nolint:gosec // pages are for all to read
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
