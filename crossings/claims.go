package main

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/google/uuid"
	"github.com/spf13/cobra"
)

func newClaimsCommand(a *app) *cobra.Command {
	var chosen filterFlags
	cmd := &cobra.Command{
		Use:   "claims [CODE]",
		Short: "What was said about a crossing, claim by claim",
		Long: `claims prints what was said about a crossing, or without CODE about all of them,
withdrawn or not, by the days that it speaks of. Flags choose among the claims: one
must meet one value of each flag that is given. With --json each claim is one line,
as in the dataset, in the order in which it was recorded; such lines can be given
back with --data.`,
		Args:              maybeCode,
		Annotations:       without("on"),
		ValidArgsFunction: a.completeCodes,
		RunE: func(_ *cobra.Command, args []string) error {
			filter, err := chosen.read(a)
			if err != nil {
				return err
			}
			v, claims, err := a.claimsAbout(args)
			if err != nil {
				return err
			}
			return a.buffered(func() error { return a.listClaims(v, slices.Collect(filter.Of(claims)), len(args) == 0) })
		},
	}
	chosen.register(a, cmd)
	return cmd
}

// claimsAbout returns the claims about the crossing of the arguments, or without one about
// all, in the order of recording.
func (a *app) claimsAbout(args []string) (border.View, iter.Seq[border.Claim], error) {
	if len(args) == 0 {
		v, err := a.view()
		return v, v.All(), err
	}
	q, err := a.ask(args[0])
	if err != nil {
		return border.View{}, nil, err
	}
	claims, err := q.view.Claims(q.code)
	return q.view, slices.Values(claims), err
}

// listClaims prints claims: with --json in their order, else by the days that they speak of,
// and which claims withdrew them. It says of each which crossing it is about, if they are about
// several.
func (a *app) listClaims(v border.View, claims []border.Claim, several bool) error {
	if a.json {
		for _, c := range claims {
			if err := a.printJSON(c); err != nil {
				return err
			}
		}
		return nil
	}
	if len(claims) == 0 {
		fmt.Fprintf(a.err, "crossings: %s\n", a.say("no claim meets that"))
	}
	withdrawn := withdrawnBy(v)
	for _, c := range byDays(claims) {
		if several {
			fmt.Fprintf(a.out, "%s: ", a.crossingText(v, c.Crossing))
		}
		fmt.Fprintln(a.out, a.claimHead(v, c))
		a.printClaimBody(v, c, "  ")
		if by := withdrawn[c.ID]; len(by) > 0 {
			fmt.Fprintf(a.out, "  %s\n", a.say("withdrawn by %s", a.idList(by)))
		}
	}
	return nil
}

// claimHead says in one line what a claim says: in English in the words in which
// claims are written, which whoever writes them must know.
func (a *app) claimHead(v border.View, c border.Claim) string {
	if a.language == edtf.English {
		return asWritten(c)
	}
	return words.Told(a.language, v, c)
}

// asWritten says in one line what a claim says, in the words in which claims are
// written: "2012-07-19 syria control syrian-opposition".
func asWritten(c border.Claim) string {
	var b strings.Builder
	b.WriteString(c.When.String())
	if c.When.IsZero() {
		b.WriteString("undated")
	}
	fmt.Fprintf(&b, " %s %s", c.Side, c.Kind)
	if c.Value != "" {
		b.WriteString(" " + words.Plain(c.Value))
	}
	if c.Unit != "" {
		fmt.Fprintf(&b, " (%s)", words.Plain(c.Unit))
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
func (a *app) printClaimBody(v border.View, c border.Claim, indent string) {
	said := words.Date(a.language, c.Reported)
	if said == "" {
		said = cmp.Or(a.dayText(c.ReportedOn().Latest), a.say("undated"))
	}
	var line strings.Builder
	line.WriteString(words.Source(a.language, v, c.Source) + a.say(", ") + said)
	if !c.Grade.IsZero() {
		line.WriteString(a.say(", ") + a.say("grade %s", c.Grade))
	}
	for _, weak := range words.Weak(a.language, v, c.Source) {
		line.WriteString(a.say(", ") + weak)
	}
	lines := []string{line.String()}
	if c.Quote != "" {
		lines = append(lines, "“"+words.Plain(c.Quote)+"”")
	}
	if c.Source.URL != "" {
		lines = append(lines, words.Plain(c.Source.URL))
	}
	if c.Note != "" {
		lines = append(lines, a.say("note: %s", words.Note(a.language, v, c)))
	}
	for _, link := range []struct {
		phrase string
		ids    []uuid.UUID
	}{{"retracts %s", c.Retracts}, {"denies %s", c.Denies}, {"repeats %s", c.Repeats}} {
		if len(link.ids) > 0 {
			lines = append(lines, a.say(link.phrase, a.idList(link.ids)))
		}
	}
	lines = append(lines, a.say("id %s", c.ID))
	for _, line := range lines {
		fmt.Fprintf(a.out, "%s%s\n", indent, line)
	}
}

// withdrawnBy returns the claims that withdraw each claim of a view; a claim about
// one crossing may withdraw one about another.
func withdrawnBy(v border.View) map[uuid.UUID][]uuid.UUID {
	by, stands := map[uuid.UUID][]uuid.UUID{}, v.Successors()
	for c := range v.All() {
		for _, named := range c.Retracts {
			for _, id := range stands(named) {
				by[id] = append(by[id], c.ID)
			}
		}
	}
	return by
}

func idList(ids []uuid.UUID) string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = id.String()
	}
	return strings.Join(list, ", ")
}

// idList joins ids as the language of the run does.
func (a *app) idList(ids []uuid.UUID) string {
	return strings.ReplaceAll(idList(ids), ", ", a.say(", "))
}
