package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/spf13/cobra"
)

// tellerFlags say who takes words back, where, and when, and that nobody need be asked.
type tellerFlags struct {
	source, reported, url, quote, note string
	yes                                bool
}

func (f *tellerFlags) register(cmd *cobra.Command, who string) {
	cmd.Flags().StringVar(&f.source, "source", "", who)
	cmd.Flags().StringVar(&f.reported, "reported", "", "when the source did, as an EDTF `date`")
	cmd.Flags().StringVar(&f.url, "url", "", "where it was read")
	cmd.Flags().StringVar(&f.quote, "quote", "", "verbatim words")
	cmd.Flags().StringVar(&f.note, "note", "", "remarks")
	cmd.Flags().BoolVar(&f.yes, "yes", false, "write without asking")
}

// form returns a form with what the flags say.
func (f *tellerFlags) form() claimForm {
	return claimForm{texts: map[string]*string{
		"source.name": &f.source, "source.url": &f.url, "reported": &f.reported, "quote": &f.quote, "note": &f.note,
	}}
}

func newEndCommand(a *app) *cobra.Command {
	var file string
	var teller tellerFlags
	cmd := &cobra.Command{
		Use:   "end [--journal FILE] --source NAME --on DAY ID",
		Short: "Say that what a claim tells is over: it is withdrawn, and claimed anew with its end",
		Long: `end ends what lasts: a claim of which the days have no end, as 2024-12-11/.. or
2024-12-11/. In one step the claim is withdrawn and claimed anew, as told by NAME,
with DAY as its last day. What was known before stays to be asked for with --as-of
and --known. An ID may be shortened as long as it is clear.

What will be written is shown, and written when that was confirmed or with --yes.`,
		Example: `  crossings end --journal mine.jsonl --source "Border Guards" --on 2026-11-20 5ce25db8`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("end needs the ID of one claim, as crossings claims CODE prints it")
			}
			return nil
		},
		Annotations: without("known", "as-of"),
		RunE: func(_ *cobra.Command, args []string) error {
			file, err := a.toWrite("end", file)
			if err != nil {
				return err
			}
			if teller.source == "" || len(a.on) == 0 {
				return usageError{errors.New("end needs --source, who says that it is over, and --on, the last day")}
			}
			return a.end(file, teller, args[0])
		},
	}
	cmd.Flags().StringVar(&file, "journal", "", "the `file` to write to (default that of CROSSINGS_JOURNAL)")
	teller.register(cmd, "who says that it is over")
	return cmd
}

// end withdraws a claim and enters it anew with its end.
func (a *app) end(file string, teller tellerFlags, id string) (err error) {
	last, err := a.day()
	if err != nil {
		return err
	}
	reg, err := a.registryWith(file)
	if err != nil {
		return err
	}
	targets, err := findClaims(reg.View(), []string{id})
	if err != nil {
		return err
	}
	form := teller.form()
	a.written = form.written(a.today)
	claims, err := withdrawals(reg.View(), targets, form)
	if err != nil {
		return err
	}
	ended, err := endedOn(targets[0], claims[0], last)
	if err != nil {
		return err
	}
	claims = append(claims, ended)
	fmt.Fprintln(a.err, a.say("To be withdrawn: %s: %s", a.crossingText(reg.View(), targets[0].Crossing), a.claimHead(reg.View(), targets[0])))
	if err := a.showClaim(reg.View(), ended); err != nil {
		return err
	}
	if !teller.yes && !a.confirm(a.say("Write it to %s?", file)) {
		return errNothingWritten
	}
	w, err := a.startWriting(file) // not before: nobody shall wait for an answer
	if err != nil {
		return err
	}
	defer func() { err = w.end(err) }()
	_, err = w.add(&claimsRead{claims: claims})
	return err
}

// endedOn returns a claim as it was, with a last day, as it is told by whoever withdraws it.
func endedOn(c, withdrawal border.Claim, last border.Day) (border.Claim, error) {
	when := c.When.String()
	start, isOpen := strings.CutSuffix(when, "/..")
	if !isOpen {
		start, isOpen = strings.CutSuffix(when, "/")
	}
	if !isOpen || len(c.Retracts) > 0 {
		return c, fmt.Errorf("claim %s does not last: its days are %q; what lasts is written as 2024-12-11/.. or 2024-12-11/ with no end", c.ID, when)
	}
	days, err := edtf.Parse(start + "/" + last.String())
	if err != nil {
		return c, usageError{fmt.Errorf("--on %s is before the beginning of claim %s, %s", last, c.ID, start)}
	}
	c.ID, c.Recorded, c.When = uuid.Nil, withdrawal.Recorded, days
	c.Source, c.Reported, c.Quote, c.Note = withdrawal.Source, withdrawal.Reported, withdrawal.Quote, withdrawal.Note
	c.Grade, c.Denies, c.Repeats = border.Grade{}, nil, nil
	return c, nil
}
