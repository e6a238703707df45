package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/spf13/cobra"
)

// canFlags are those of can.
type canFlags struct {
	traffic, direction string
	maxAge             int
	isAged             bool // maxAge is given
	exitCode           bool
}

func newCanCommand(a *app) *cobra.Command {
	var f canFlags
	cmd := &cobra.Command{
		Use:   "can CODE --traffic KIND --direction WAY",
		Short: "Whether some traffic may pass a crossing on a day",
		Long: `can answers whether traffic of a kind may pass a crossing in a direction on a day:
yes, yes but, no, or cannot tell; for each side and for the crossing, with the claims
that the answer rests on. The crossing's answer is no if a side says no, and yes if
both say yes for all that is asked: but, if an obstacle or a threat of that traffic
stands, or a side is on trial. A status that names no traffic says nothing of the
military and of officials. --max-age DAYS heeds no older word.

With --exit-code the status is 0 for yes, 3 for yes but, 4 for no, 5 for cannot tell,
and 6 for yes or yes but by a word more than 180 days old.

KIND is some of passengers, commercial, transit, humanitarian, returnees, fuel,
military, official, with commas between them; WAY is sy-to-iq, iq-to-sy or both.`,
		Args:              oneCode,
		ValidArgsFunction: a.completeCodes,
		RunE: func(cmd *cobra.Command, args []string) error {
			f.isAged = cmd.Flags().Changed("max-age")
			return a.can(args[0], f)
		},
	}
	cmd.Flags().StringVar(&f.traffic, "traffic", "", "the `kinds` of traffic")
	cmd.Flags().StringVar(&f.direction, "direction", "", "the `way`: sy-to-iq, iq-to-sy or both")
	cmd.Flags().BoolVar(&f.exitCode, "exit-code", false, "end with a status that is the answer")
	cmd.Flags().IntVar(&f.maxAge, "max-age", 0, "heed no word older than this many `days`")
	var kinds []string
	for kind := border.Passengers; kind <= border.Official; kind <<= 1 {
		kinds = append(kinds, kind.String())
	}
	completeFlag(cmd, "traffic", kinds...)
	completeFlag(cmd, "direction", border.SyriaToIraq.String(), border.IraqToSyria.String(), border.BothWays.String())
	return cmd
}

// can prints whether traffic may pass a crossing.
func (a *app) can(code string, f canFlags) error {
	if f.traffic == "" || f.direction == "" {
		return usageError{errors.New("can needs --traffic and --direction")}
	}
	traffic, err := border.ParseTraffic(f.traffic)
	if err != nil {
		return usageError{fmt.Errorf("--traffic: %w", err)}
	}
	way, err := border.ParseDirection(f.direction)
	if err != nil {
		return usageError{fmt.Errorf("--direction: %w", err)}
	}
	day, err := a.day()
	if err != nil {
		return err
	}
	q, err := a.ask(code)
	if err != nil {
		return err
	}
	p, err := q.view.Passable(q.code, day, traffic, way)
	if err != nil {
		return err
	}
	if f.isAged {
		if f.maxAge < 0 {
			return usageError{fmt.Errorf("--max-age %d: want a number of days", f.maxAge)}
		}
		p = p.NotOlder(f.maxAge)
	}
	a.printReach(q.view, day)
	if a.json {
		err = a.printJSON(p)
	} else {
		err = a.buffered(func() error { return a.printPassable(q, p) })
	}
	if status := passageStatus(p); err == nil && f.exitCode && status != 0 {
		err = status
	}
	return err
}

// passageStatus returns the exit status that is the answer.
func passageStatus(p border.Passability) exitStatus {
	old := p.Freshness() == border.Stale || p.Freshness() == border.NotAttested
	switch p.Passage {
	case border.MayPass, border.MayPassBut:
		if old {
			return 6
		}
		if p.Passage == border.MayPassBut {
			return 3
		}
		return 0
	case border.MayNotPass:
		return 4
	}
	return 5
}

func (a *app) printPassable(q question, p border.Passability) error {
	line := a.say("%s: %s, %s on %s, %s", words.Passage(a.language, p.Passage), words.Traffic(a.language, p.Traffic),
		words.Name(a.language, p.Direction), a.dayText(p.On), words.Crossing(a.language, q.crossing))
	if p.IsLastKnown() {
		line = a.withSilence(p, line)
	}
	fmt.Fprintln(a.out, line)
	sides := []struct {
		side border.Side
		border.SidePassage
	}{{border.Syria, p.Syria}, {border.Iraq, p.Iraq}}
	for _, s := range sides {
		d := words.StatusFinding(a.language, s.Status)
		fmt.Fprintf(a.out, "  %s: %s%s%s\n", words.Side(a.language, s.side), words.Passage(a.language, s.Passage), a.say("; "), a.answer(d, p.On))
		if text := a.backing(d, s.Status.Origins(), p.On); text != "" {
			fmt.Fprintf(a.out, "    %s\n", text)
		}
	}
	// Who asks must not have to look for them.
	a.printClaims(q.view, a.say("Obstacles, threats and authorizations"), slices.AppendSeq(slices.Collect(p.Obstacles()), p.Authorizations()))
	for _, s := range sides {
		a.printBasis(q.view, s.side, border.QuestionStatus, s.Status.Basis(), s.Status.Against())
	}
	return nil
}

// withSilence adds to the line of an answer how long nobody has spoken of a side, or of either. It calls
// the answer of the day nothing that was known: what was may have been another.
func (a *app) withSilence(p border.Passability, line string) string {
	about, days := a.say("either side"), words.Days(a.language, p.On.Sub(p.Attested))
	switch {
	case p.Syria.Status.Attested.After(p.Attested):
		about = a.say("the %s", words.Side(a.language, border.Iraq))
	case p.Iraq.Status.Attested.After(p.Attested):
		about = a.say("the %s", words.Side(a.language, border.Syria))
	}
	switch {
	case p.Freshness() != border.Stale:
		return a.say("%s; last word on %s %s", line, about, words.Ago(a.language, p.On, p.Attested))
	case p.Passage == border.CannotTell:
		return a.say("%s; nobody has spoken of %s for %s", line, about, days)
	}
	return a.say("nobody has spoken of %s for %s; by what was known before, %s", about, days, line) // a driver must not read the old answer first
}
