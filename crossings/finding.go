package main

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// say returns an English phrase in the language of the answers.
func (a *app) say(phrase string, args ...any) string { return words.Of(a.language, phrase, args...) }

// note says something on standard error, in the language of the answers.
func (a *app) note(phrase string, args ...any) {
	fmt.Fprintf(a.err, "crossings: %s\n", a.say(phrase, args...))
}

// dayText returns a day as lines of text have it.
func (a *app) dayText(d border.Day) string { return words.ShortDay(a.language, d) }

// crossingText returns what a line calls a crossing: its code, which commands take; in Arabic its name.
func (a *app) crossingText(v border.View, code string) string {
	if c, err := v.Lookup(code); err == nil && a.language == edtf.Arabic {
		return words.Crossing(a.language, c)
	}
	return code
}

// answer puts a finding on one line: the value, how sure it is, the group that
// holds the side, whom it is open for, and since when. The zero day asks about no
// day, as of a segment of a history.
func (a *app) answer(d words.Finding, on border.Day) string {
	text := d.Line(a.language)
	if !d.Attested.IsZero() && !on.IsZero() && d.Attested.Before(on) {
		text = a.say("last known: %s", text)
	}
	if d.Since != "" {
		text += a.say(", ") + d.Since
	}
	return text
}

// backing says how many independent sources an answer has, and how old the last
// word is: "two independent sources, last attested 2026-04-20, 218 days before".
// It is "" if nobody said anything.
func (a *app) backing(d words.Finding, origins int, on border.Day) string {
	var parts []string
	if origins > 0 {
		parts = append(parts, words.Sources(a.language, origins))
	}
	if !d.Attested.IsZero() {
		parts = append(parts, a.say("last attested %s", a.dayText(d.Attested)))
		if on.After(d.Attested) {
			parts = append(parts, words.Ago(a.language, on, d.Attested))
		}
	}
	return strings.Join(parts, a.say(", "))
}

// printFinding prints the answer to a question on one line, and what backs it
// on the next.
func (a *app) printFinding(q border.Question, d words.Finding, origins int, on border.Day) {
	fmt.Fprintf(a.out, "    %-9s%s\n", words.Name(a.language, q), a.answer(d, on))
	if text := a.backing(d, origins, on); text != "" {
		fmt.Fprintf(a.out, "             %s\n", text)
	}
}

// printBasis prints the claims for and against the answer to a question about a
// side, by the days that they speak of.
func (a *app) printBasis(v border.View, side border.Side, q border.Question, basis, against iter.Seq[border.Claim]) {
	for _, part := range []struct {
		title  string
		claims iter.Seq[border.Claim]
	}{{"claims for", basis}, {"claims against", against}} {
		title := words.Side(a.language, side) + a.say(", ") + words.Name(a.language, q) + a.say(", ") + a.say(part.title)
		a.printClaims(v, title, slices.Collect(part.claims))
	}
}

// printClaims prints claims under a title, by the days that they speak of; of no
// claims it prints nothing.
func (a *app) printClaims(v border.View, title string, claims []border.Claim) {
	if len(claims) == 0 {
		return
	}
	fmt.Fprintf(a.out, "\n%s\n", title)
	for _, c := range byDays(claims) {
		fmt.Fprintf(a.out, "  %s\n", a.claimHead(v, c))
		a.printClaimBody(v, c, "    ")
	}
}

// byDays returns claims in the order of the first days that they speak of; those
// of the same day stay in their order.
func byDays(claims []border.Claim) []border.Claim {
	return slices.SortedStableFunc(slices.Values(claims), func(x, y border.Claim) int {
		return earliest(x.When).Compare(earliest(y.When))
	})
}

// earliest returns the first day of a date; the zero Day, before all others, if
// it has none.
func earliest(d edtf.Date) border.Day {
	return border.SpanOf(d).Earliest
}

// printReach says how far the claims go, if a later day was asked about.
func (a *app) printReach(v border.View, days ...border.Day) {
	through := v.Through().Reported
	if !through.IsZero() && slices.ContainsFunc(days, through.Before) {
		fmt.Fprintln(a.err, a.say("The claims reach to %s; what is said of later days is what was last known.", a.dayText(through)))
	}
}
