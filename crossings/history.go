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
		Use:   "history CODE",
		Short: "The resolved timeline of a crossing, segment by segment",
		Long: `history prints what is known of each side of a crossing over all time: first as a
drawing as wide as the terminal, a mark for each quarter of a year, then in words, run by run. With --json
each segment is one line; there, a segment also ends where the claims for an answer
change.`,
		Args:              oneCode,
		Annotations:       without("on"),
		ValidArgsFunction: a.completeCodes,
		RunE: func(_ *cobra.Command, args []string) error {
			first, last, err := a.period(from, to)
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
func (a *app) period(from, to string) (first, last border.Day, err error) {
	for _, f := range []struct {
		flag, text string
		day        *border.Day
	}{{"--from", from, &first}, {"--to", to, &last}} {
		if f.text == "" {
			continue
		}
		if *f.day, err = a.parseDay(f.flag, f.text); err != nil {
			return first, last, err
		}
	}
	if !first.IsZero() && !last.IsZero() && last.Before(first) {
		return first, last, usageError{fmt.Errorf("--from %s is after --to %s", first, last)}
	}
	return first, last, nil
}

func (a *app) printHistory(q question, from, to border.Day) error {
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
	for side, question := range tracks {
		fmt.Fprintf(a.out, "\n%s (%s)%s%s\n", words.Side(a.language, side), q.crossing.Place(side).Town.In(words.Tag(a.language)), a.say(", "), words.Name(a.language, question))
		for _, r := range a.stretches(q.view, segments, side, question) {
			a.printWrapped(fmt.Sprintf("  %10s – %-10s  ", orDots(r.from), orDots(r.to)), r.text)
		}
	}
	return nil
}

// tracks yields the tracks of a crossing in the order of its history.
func tracks(yield func(border.Side, border.Question) bool) {
	for _, side := range []border.Side{border.Iraq, border.Syria} {
		for _, question := range []border.Question{border.QuestionControl, border.QuestionStatus} {
			if !yield(side, question) {
				return
			}
		}
	}
}

// A stretch is a run of days of which a history says the same in words.
type stretch struct {
	from, to border.Day
	text     string
}

// stretches returns the stretches of a track. Segments that differ only in the claims that
// they rest on are one.
func (a *app) stretches(v border.View, segments []border.Segment, side border.Side, question border.Question) []stretch {
	var list []stretch
	for _, s := range segments {
		if s.Side != side || s.Question != question {
			continue
		}
		text := a.answer(words.Describe(a.language, v, s), border.Day{})
		if n := len(list); n > 0 && list[n-1].text == text {
			list[n-1].to = s.To
			continue
		}
		list = append(list, stretch{s.From, s.To, text})
	}
	return list
}

func orDots(d border.Day) string {
	if d.IsZero() {
		return "…"
	}
	return d.String()
}
