package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/spf13/cobra"
)

func newClaimsCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "claims CODE",
		Short: "What was said about a crossing, claim by claim",
		Long: `claims prints what was said about a crossing, withdrawn or not, by the days that it
speaks of. With --json each claim is one line, as in the dataset, in the order in
which it was recorded; such lines can be given back with --data.`,
		Args:              oneCode,
		Annotations:       without("on"),
		ValidArgsFunction: a.completeCodes,
		RunE: func(_ *cobra.Command, args []string) error {
			q, err := a.ask(args[0])
			if err != nil {
				return err
			}
			claims, err := q.view.Claims(q.code)
			if err != nil {
				return err
			}
			if !a.json {
				slices.SortStableFunc(claims, func(x, y border.Claim) int { return earliest(x.When).Compare(earliest(y.When)) })
			}
			return a.buffered(func() error {
				for _, c := range claims {
					if a.json {
						if err := a.printJSON(c); err != nil {
							return err
						}
						continue
					}
					fmt.Fprintln(a.out, claimHead(c))
					a.printClaimBody(c, "  ")
				}
				return nil
			})
		},
	}
}

// claimHead says in one line what a claim says: "2012-07-19 syria control
// syrian-opposition".
func claimHead(c border.Claim) string {
	var b strings.Builder
	b.WriteString(c.When.String())
	if c.When.IsZero() {
		b.WriteString("undated")
	}
	fmt.Fprintf(&b, " %s %s %s", c.Side, c.Kind, c.Value)
	if c.Unit != "" {
		fmt.Fprintf(&b, " (%s)", c.Unit)
	}
	if c.Traffic != 0 {
		fmt.Fprintf(&b, " for %s", c.Traffic)
	}
	if c.Direction != 0 {
		fmt.Fprintf(&b, " %s", c.Direction)
	}
	if c.Edge == border.Seen {
		b.WriteString(", seen")
	}
	if c.Modality != border.Reported {
		fmt.Fprintf(&b, ", %s", c.Modality)
	}
	return b.String()
}

// printClaimBody prints who said it, when, and in which words.
func (a *app) printClaimBody(c border.Claim, indent string) {
	said := c.Reported.String()
	if said == "" {
		said = "undated"
	}
	fmt.Fprintf(a.out, "%s%s, %s", indent, c.Source, said)
	if !c.Grade.IsZero() {
		fmt.Fprintf(a.out, ", grade %s", c.Grade)
	}
	fmt.Fprintln(a.out)
	if c.Quote != "" {
		fmt.Fprintf(a.out, "%s“%s”\n", indent, c.Quote)
	}
	if c.Source.URL != "" {
		fmt.Fprintf(a.out, "%s%s\n", indent, c.Source.URL)
	}
	if c.Note != "" {
		fmt.Fprintf(a.out, "%snote: %s\n", indent, c.Note)
	}
	fmt.Fprintf(a.out, "%sid %s\n", indent, c.ID)
}

func sorted(list []string) []string { return slices.Sorted(slices.Values(list)) }
