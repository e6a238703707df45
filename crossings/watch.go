package main

import (
	"errors"
	"fmt"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/journal"
	"github.com/google/uuid"
	"github.com/spf13/cobra"
)

func newWatchCommand(a *app) *cobra.Command {
	var file string
	var every time.Duration
	cmd := &cobra.Command{
		Use:   "watch --journal FILE",
		Short: "Print the claims that others add to a journal, and what they change",
		Long: `watch prints each claim that comes into a journal, by whichever program it is
written, and which answers it changes: the value before and after, for each run of
days. It takes no lock and goes on until it is interrupted. A file that is not there
yet is waited for.

With --json each claim is a line {"claim":…} and each change a line {"change":…}.`,
		Args:        cobra.NoArgs,
		Annotations: without("known", "as-of", "on"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if file == "" {
				return usageError{errors.New("watch needs --journal, the file to watch")}
			}
			if every <= 0 {
				return usageError{fmt.Errorf("--every %v: want a time above zero", every)}
			}
			ctx, stop := signal.NotifyContext(cmd.Context(), syscall.SIGINT, syscall.SIGTERM)
			defer stop()
			reg, err := a.registry()
			if err != nil {
				return err
			}
			seen, first := map[uuid.UUID]bool{}, true
			for lines, err := range journal.Follow(ctx, file, every) {
				if err != nil {
					return a.advised(file, err)
				}
				lines = slices.DeleteFunc(lines, func(l border.ClaimLine) bool { return seen[l.Claim.ID] })
				for _, l := range lines {
					seen[l.Claim.ID] = true
				}
				before := reg.View()
				if err := addLines(reg, file, lines); err != nil {
					return err
				}
				if first {
					fmt.Fprintf(a.err, "crossings: %s has %s; waiting for more\n", file, claimCount(len(lines)))
					first = false
					continue
				}
				if err := a.buffered(func() error { return a.printNews(lines, before, reg.View()) }); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&file, "journal", "", "the `file` to watch")
	cmd.Flags().DurationVar(&every, "every", 300*time.Millisecond, "how often to look")
	return cmd
}

// addLines adds claims that were read from a file.
func addLines(reg *border.Registry, file string, lines []border.ClaimLine) error {
	var read claimsRead
	for _, l := range lines {
		read.add(l.Claim, file, l.Line)
	}
	_, err := reg.Add(read.claims...)
	return read.placed(err)
}

// printNews prints claims that came, and which answers they change.
func (a *app) printNews(lines []border.ClaimLine, older, newer border.View) error {
	for _, l := range lines {
		if a.json {
			if err := a.printJSON(map[string]border.Claim{"claim": l.Claim}); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(a.out, "%s: %s\n", l.Claim.Crossing, a.claimHead(newer, l.Claim))
		a.printClaimBody(newer, l.Claim, "  ")
	}
	for c := range border.Diff(older, newer) {
		if a.json {
			if err := a.printJSON(map[string]border.Change{"change": c}); err != nil {
				return err
			}
			continue
		}
		a.printChange(newer, c)
	}
	return nil
}
