package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/spf13/cobra"
)

func newRetractCommand(a *app) *cobra.Command {
	var file string
	var teller tellerFlags
	cmd := &cobra.Command{
		Use:   "retract [--journal FILE] --source NAME ID...",
		Short: "Withdraw claims: write a claim to a journal that takes them back",
		Long: `retract withdraws claims, those of the journal and those of the dataset or --data.
Nothing is deleted: it writes, for each crossing, side and kind, one claim that
withdraws, and what was known before stays to be asked for with --as-of and --known.
NAME is who takes the words back. An ID may be shortened as long as it is clear.

What will be withdrawn is shown, and written when that was confirmed or with --yes.`,
		Annotations: without("known", "as-of", "on"),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("retract needs the ID of a claim, as crossings claims CODE prints it")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			file, err := a.toWrite("retract", file)
			if err != nil {
				return err
			}
			if teller.source == "" {
				return usageError{errors.New("retract needs --source, who takes the words back")}
			}
			return a.retract(file, teller, args)
		},
	}
	cmd.Flags().StringVar(&file, "journal", "", "the `file` to write to (default that of CROSSINGS_JOURNAL)")
	teller.register(cmd, "who takes the words back")
	return cmd
}

// retract withdraws claims, after showing which.
func (a *app) retract(file string, teller tellerFlags, ids []string) (err error) {
	reg, err := a.registryWith(file)
	if err != nil {
		return err
	}
	targets, err := findClaims(reg.View(), ids)
	if err != nil {
		return err
	}
	form := teller.form()
	a.written = form.written(a.today)
	withdrawing, err := withdrawals(reg.View(), targets, form)
	if err != nil {
		return err
	}
	for _, t := range targets {
		fmt.Fprintln(a.err, a.say("To be withdrawn: %s: %s", a.crossingText(reg.View(), t.Crossing), a.claimHead(reg.View(), t)))
		out := a.out
		a.out = a.err
		a.printClaimBody(reg.View(), t, "  ")
		a.out = out
	}
	if !teller.yes && !a.confirm(a.say("Withdraw %s, as told by %s?", words.Claims(a.language, len(targets)), words.SourceName(a.language, reg.View(), teller.source))) {
		return errNothingWritten
	}
	w, err := a.startWriting(file) // not before: nobody shall wait for an answer
	if err != nil {
		return err
	}
	defer func() { err = w.end(err) }()
	_, err = w.add(&claimsRead{claims: withdrawing})
	return err
}

// findClaims returns the claims of which ids, or beginnings of ids, are given. One
// that is withdrawn already is an error.
func findClaims(v border.View, ids []string) ([]border.Claim, error) {
	found := make([][]border.Claim, len(ids))
	for c := range v.All() {
		for i, id := range ids {
			if strings.HasPrefix(c.ID.String(), strings.ToLower(id)) {
				found[i] = append(found[i], c)
			}
		}
	}
	withdrawn := withdrawnBy(v)
	var claims []border.Claim
	for i, id := range ids {
		switch {
		case len(found[i]) == 0:
			return nil, fmt.Errorf("no claim has the id %q; crossings claims CODE prints the ids", id)
		case len(found[i]) > 1:
			return nil, fmt.Errorf("%s begin with %q; give more of the id", claimCount(len(found[i])), id)
		}
		c := found[i][0]
		if by := withdrawn[c.ID]; len(by) > 0 {
			return nil, fmt.Errorf("claim %s is withdrawn already, by %s", c.ID, idList(by))
		}
		claims = append(claims, c)
	}
	return claims, nil
}

// withdrawals returns the claims that withdraw targets: one for each crossing, side
// and kind, with what else the form has.
func withdrawals(v border.View, targets []border.Claim, form claimForm) ([]border.Claim, error) {
	var claims []border.Claim
	for _, t := range targets {
		i := slices.IndexFunc(claims, func(c border.Claim) bool {
			return c.Crossing == t.Crossing && c.Side == t.Side && c.Kind == t.Kind
		})
		if i >= 0 {
			claims[i].Retracts = append(claims[i].Retracts, t.ID)
			continue
		}
		crossing, side, kind, denied := t.Crossing, t.Side.String(), t.Kind.String(), border.Denied.String()
		form.texts["crossing"], form.texts["side"], form.texts["kind"], form.texts["modality"] = &crossing, &side, &kind, &denied
		form.lists = map[string]*[]string{"retracts": {t.ID.String()}}
		c, err := form.claim(v)
		if err != nil {
			return nil, err
		}
		claims = append(claims, c)
	}
	return claims, nil
}
