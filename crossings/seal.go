package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/journal"
	"github.com/spf13/cobra"
)

func newSealCommand(a *app) *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:   "seal FILE",
		Short: "Make a journal whole that was edited by hand, after showing the changes",
		Long: `seal writes the checksums that are missing or wrong in a journal that was edited by
hand, and undoes what editors add: a byte order mark, CR LF, empty lines. It makes a
journal of a file of plain claims, too. A claim without an id gets the one of its
content; one without a time is recorded now.

Each change is shown, and written when that was confirmed or with --yes. What is no
claim, or is left of a conflict in git, must be mended first: every fault is listed,
and nothing is written. seal also accepts a journal that is shorter than it was, as
after git checkout.

Claims may withdraw or deny those of the dataset or --data.`,
		Args:        oneJournal,
		Annotations: without("known", "as-of", "on"),
		RunE: func(_ *cobra.Command, args []string) error {
			reg, err := a.registry()
			if err != nil {
				return err
			}
			asked, approved := false, false
			s, err := journal.Seal(args[0], reg, time.Now(), func(s journal.Sealing) bool {
				asked = true
				a.printSealing(reg.View(), s)
				approved = yes || a.confirm(a.say("Write this to %s?", args[0]))
				return approved
			})
			switch {
			case err != nil:
				return a.advisedOnSealing(args[0], err)
			case !asked:
				fmt.Fprintln(a.out, a.say("%s is whole: %s, nothing to seal", args[0], words.Claims(a.language, s.Claims)))
			case !approved:
				return errNothingWritten
			default:
				fmt.Fprintln(a.out, a.say("%s is sealed: %s", args[0], words.Claims(a.language, s.Claims)))
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "write without asking")
	return cmd
}

// oneJournal asks for the file of a journal.
func oneJournal(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("%s needs one FILE, a journal", cmd.Name())
	}
	return nil
}

// visible shows what an editor adds and a terminal hides.
var visible = strings.NewReplacer("\r", "<CR>", "\ufeff", "<byte order mark>", "\x00", "<NUL>")

// printSealing shows what sealing changes, as a diff on standard error.
func (a *app) printSealing(v border.View, s journal.Sealing) {
	for _, c := range s.Changes {
		if c.Line == 0 {
			fmt.Fprintln(a.err, a.say("before line 1"))
		} else {
			fmt.Fprintln(a.err, a.say("line %d", c.Line))
			fmt.Fprintf(a.err, "- %s\n", visible.Replace(c.Before))
		}
		if c.After != "" {
			fmt.Fprintf(a.err, "+ %s\n", c.After)
		}
		if c.Claim.Crossing == "" {
			continue
		}
		fmt.Fprintf(a.err, "  %s: %s\n", a.crossingText(v, c.Claim.Crossing), a.claimHead(v, c.Claim))
		if c.Claim.ID != c.Claim.ContentID() {
			fmt.Fprintln(a.err, "  "+a.say("the id is not of this content; to correct a claim, leave it, and add one without an id that retracts it"))
		}
	}
	if s.Lost > 0 {
		fmt.Fprintln(a.err, a.say("%s fewer than the journal had: it will be taken as it is", words.Claims(a.language, s.Lost)))
	}
}

// advisedOnSealing says with an error of seal what helps.
func (a *app) advisedOnSealing(file string, err error) error {
	_, isCorrupt := errors.AsType[*journal.CorruptError](err)
	_, isClaim := errors.AsType[*border.ClaimError](err)
	if isCorrupt || isClaim {
		return fmt.Errorf("%w\nNothing was written: mend what is named here in an editor, and seal again", err)
	}
	return a.advised(file, err)
}
