package main

import (
	"errors"
	"fmt"

	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/exchange"
	"github.com/spf13/cobra"
)

func newCiteCommand(a *app) *cobra.Command {
	var format, verify string
	cmd := &cobra.Command{
		Use:   "cite CODE | --verify DIGEST",
		Short: "A line for a footnote: what, on which day, as known when, by which claims",
		Long: `cite prints a line that says which answer is cited and which claims it was worked
out from. The digest depends on the claims alone: whoever has the same claims gets
the same digest and the same answer. --format bibtex and --format csl-json print it
for bibliographies; --json is the latter.

--verify says whether a digest that was cited is that of the claims there are now, by
its first 12 digits or more, and if not, of which edition of the dataset it is; of a
citation of what was known or recorded by a day, with its --known or --as-of. It ends
with status 1 if it is another.`,
		Args:              citeArgs,
		ValidArgsFunction: a.completeCodes,
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("verify") {
				return a.verify(verify)
			}
			if a.json && !cmd.Flags().Changed("format") {
				format = "csl-json"
			}
			return a.cite(args[0], format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text, bibtex or csl-json")
	cmd.Flags().StringVar(&verify, "verify", "", "the `digest` of a citation, 12 digits or more: is it that of these claims?")
	completeFlag(cmd, "format", "text", "bibtex", "csl-json")
	return cmd
}

// citeArgs checks the arguments of cite: a code, or none with --verify.
func citeArgs(cmd *cobra.Command, args []string) error {
	if !cmd.Flags().Changed("verify") {
		return oneCode(cmd, args)
	}
	for _, name := range []string{"format", "on"} {
		if cmd.Flags().Changed(name) {
			return fmt.Errorf("--%s has no meaning with --verify", name)
		}
	}
	if len(args) > 0 {
		return errors.New("cite takes a CODE or --verify, not both")
	}
	return nil
}

// cite prints the citation of a crossing's state in a format.
func (a *app) cite(code, format string) error {
	day, err := a.day()
	if err != nil {
		return err
	}
	q, err := a.ask(code)
	if err != nil {
		return err
	}
	c, err := q.view.Cite(q.code, day, a.edition())
	if err != nil {
		return err
	}
	switch format {
	case "text":
		s, err := q.view.At(q.code, day)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(a.out, words.Cite(a.language, q.view, s, c))
		return err
	case "bibtex":
		_, err = fmt.Fprint(a.out, exchange.BibTeX(c))
	case "csl-json":
		var data []byte
		if data, err = exchange.CSLJSON(c); err == nil {
			_, err = fmt.Fprintf(a.out, "%s\n", data)
		}
	default:
		err = usageError{fmt.Errorf("--format %q: want text, bibtex or csl-json", format)}
	}
	return err
}
