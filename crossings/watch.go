package main

import (
	"context"
	"fmt"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/filter"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/google/uuid"
	"github.com/spf13/cobra"
)

func newWatchCommand(a *app) *cobra.Command {
	var file string
	var every time.Duration
	var chosen filterFlags
	cmd := &cobra.Command{
		Use:   "watch [--journal FILE]",
		Short: "Print the claims that others add to a journal, and what they change",
		Long: `watch prints each claim that comes into a journal, by whichever program it is
written, and which answers it changes: the value before and after, for each run of
days. It takes no lock and goes on until it is interrupted. A file that is not there
yet is waited for. What comes into the journals of --add is told, too.

Flags choose among the claims; then the changes are those of the sides that they are
about. With --json each claim is a line {"claim":…} and each change a line
{"change":…}.`,
		Args:        cobra.NoArgs,
		Annotations: without("known", "as-of", "on"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			file, err := a.toWrite("watch", file)
			if err != nil {
				return err
			}
			if every <= 0 {
				return usageError{fmt.Errorf("--every %v: want a time above zero", every)}
			}
			filter, err := chosen.read(a)
			if err != nil {
				return err
			}
			ctx, stop := signal.NotifyContext(cmd.Context(), syscall.SIGINT, syscall.SIGTERM)
			defer stop()
			return a.watch(ctx, file, every, filter)
		},
	}
	cmd.Flags().StringVar(&file, "journal", "", "the `file` to watch (default that of CROSSINGS_JOURNAL)")
	cmd.Flags().DurationVar(&every, "every", 300*time.Millisecond, "how often to look")
	chosen.register(a, cmd)
	return cmd
}

// watch prints what comes into a journal, and into those of --add, until ctx is done. What they
// have when it begins is not told: it is read before it begins to wait.
func (a *app) watch(ctx context.Context, file string, every time.Duration, chosen filter.Filter) error {
	v, reg, had, err := a.beginWatching(file)
	if err != nil {
		return err
	}
	seen := map[uuid.UUID]bool{}
	for c := range v.All() {
		seen[c.ID] = true
	}
	if had < 0 {
		fmt.Fprintf(a.err, "crossings: %s\n", a.say("%s is not there yet; waiting for it", file))
	} else {
		fmt.Fprintf(a.err, "crossings: %s\n", a.say("%s has %s; waiting for more", file, words.Claims(a.language, had)))
	}
	for n, err := range a.follow(ctx, append([]string{file}, a.followed()...), every) {
		if err != nil {
			return err
		}
		lines := slices.DeleteFunc(n.lines, func(l border.ClaimLine) bool { return seen[l.Claim.ID] })
		if len(lines) == 0 {
			continue
		}
		for _, l := range lines {
			seen[l.Claim.ID] = true
		}
		before := reg.View()
		if err := addLines(reg, n.file, lines); err != nil {
			return err
		}
		if err := a.buffered(func() error { return a.printNews(lines, chosen, before, reg.View()) }); err != nil {
			return err
		}
	}
	return nil
}

// beginWatching reads the claims that the flags name and those of a journal, and says how many that
// has, -1 if it is not there.
func (a *app) beginWatching(file string) (v border.View, reg *border.Registry, had int, err error) {
	if reg, err = a.registry(); err != nil {
		return v, nil, 0, err
	}
	had = -1
	if isThere(file) {
		var lines []border.ClaimLine
		for l, err := range a.claimsOf(file) {
			if err != nil {
				return v, nil, 0, err
			}
			lines = append(lines, l)
		}
		if err := addLines(reg, file, lines); err != nil {
			return v, nil, 0, err
		}
		had = len(lines)
	}
	return reg.View(), reg, had, nil
}

// addLines adds claims that were read from a file.
func addLines(reg *border.Registry, file string, lines []border.ClaimLine) error {
	var read claimsRead
	for _, l := range lines {
		read.add(l.Claim, file, l.Line)
	}
	return read.load(reg)
}

// printNews prints the claims that came and were chosen, and which answers they change.
func (a *app) printNews(lines []border.ClaimLine, chosen filter.Filter, older, newer border.View) error {
	takes := chosen.Taker()
	var told []border.Claim
	for _, l := range lines {
		if !takes(l.Claim) {
			continue
		}
		told = append(told, l.Claim)
		if a.json {
			if err := a.printJSON(map[string]border.Claim{"claim": l.Claim}); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(a.out, "%s: %s\n", a.crossingText(newer, l.Claim.Crossing), a.claimHead(newer, l.Claim))
		a.printClaimBody(newer, l.Claim, "  ")
	}
	for c := range border.Diff(older, newer) {
		isAbout := func(told border.Claim) bool {
			return told.Crossing == c.Crossing && (told.Side == c.Side || told.Side == border.Both)
		}
		if !chosen.IsZero() && !slices.ContainsFunc(told, isAbout) {
			continue
		}
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
