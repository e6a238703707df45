package main

import (
	"fmt"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/spf13/cobra"
)

func newHistoryCommand(a *app) *cobra.Command {
	var from, to string
	cmd := &cobra.Command{
		Use:               "history CODE",
		Short:             "The resolved timeline of a crossing, segment by segment",
		Args:              oneCode,
		Annotations:       without("on"),
		ValidArgsFunction: a.completeCodes,
		RunE: func(_ *cobra.Command, args []string) error {
			first, last, err := period(from, to)
			if err != nil {
				return err
			}
			q, err := a.ask(args[0])
			if err != nil {
				return err
			}
			return a.buffered(func() error { return a.printHistory(q, first, last) })
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "begin with this `day`")
	cmd.Flags().StringVar(&to, "to", "", "end with this `day`")
	return cmd
}

// period reads the days of --from and --to; an empty one is no bound.
func period(from, to string) (first, last border.Day, err error) {
	for _, f := range []struct {
		flag, text string
		day        *border.Day
	}{{"--from", from, &first}, {"--to", to, &last}} {
		if f.text == "" {
			continue
		}
		if *f.day, err = border.ParseDay(f.text); err != nil {
			return first, last, usageError{fmt.Errorf("%s: %w", f.flag, err)}
		}
	}
	if !first.IsZero() && !last.IsZero() && last.Before(first) {
		return first, last, usageError{fmt.Errorf("--from %s is after --to %s", first, last)}
	}
	return first, last, nil
}

func (a *app) printHistory(q question, from, to border.Day) error {
	lang, err := a.language()
	if err != nil {
		return err
	}
	var segments []border.Segment
	for s, err := range q.view.Between(q.code, from, to) {
		if err != nil {
			return err
		}
		if a.json {
			if err := a.printJSON(s); err != nil {
				return err
			}
			continue
		}
		segments = append(segments, s)
	}
	if a.json {
		return nil
	}
	a.printLanes(q, segments)
	for i, s := range segments {
		if i == 0 || segments[i-1].Side != s.Side || segments[i-1].Question != s.Question {
			fmt.Fprintf(a.out, "\n%s side (%s), %s\n", sideName(s.Side), q.crossing.Place(s.Side).Town.In(words.Tag(lang)), s.Question)
		}
		d := words.Describe(lang, q.view, s)
		fmt.Fprintf(a.out, "  %10s – %-10s  %s\n", orDots(s.From), orDots(s.To), describeAll(d, s.Question))
	}
	return nil
}

// describeAll puts everything that a history says of a segment on one line.
func describeAll(d words.Finding, q border.Question) string {
	text := d.Text
	if d.Unit != "" && q == border.QuestionControl {
		text += " (" + d.Unit + ")"
	}
	if d.For != "" {
		text += ", for " + d.For
	}
	if d.Since != "" {
		text += ", since " + d.Since
	}
	return text
}

func orDots(d border.Day) string {
	if d.IsZero() {
		return "…"
	}
	return d.String()
}

func sideName(s border.Side) string {
	if s == border.Syria {
		return "Syrian"
	}
	return "Iraqi"
}
