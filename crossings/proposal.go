package main

import (
	"errors"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
)

// A dayError says that a flag, which takes a day, has something else.
type dayError struct {
	flag string
	err  error
}

func (e *dayError) Error() string { return e.flag + ": " + e.err.Error() }
func (e *dayError) Unwrap() error { return e.err }

// dayWords name days by their distance from today, wherever a day is asked for.
var dayWords = []string{"today", "yesterday", "tomorrow"}

// parseDay reads the day of a flag.
func (a *app) parseDay(flag, text string) (border.Day, error) {
	switch text {
	case "today":
		return a.today, nil
	case "yesterday":
		return a.today.AddDays(-1), nil
	case "tomorrow":
		return a.today.AddDays(1), nil
	}
	d, err := border.ParseDay(text)
	if err != nil {
		return d, usageError{&dayError{flag, err}}
	}
	return d, nil
}

// proposal says what a date that was refused with err may mean, and what to write
// instead: the flag with its value, or in a file the value. The anchor
// is the day on which it was written, the zero Day if that is not known. It is
// empty if err is about no date or the text names none.
func (a *app) proposal(err error, anchor border.Day) string {
	day, isDay := errors.AsType[*dayError](err)
	claim, isClaim := errors.AsType[*border.ClaimError](err)
	if isClaim && claim.File != "" {
		anchor = border.Day{} // not written now
	}
	said, first := words.MayMean(a.language, err, anchor, isDay)
	if first == "" && said == "" && isDay {
		return words.WithFlags(a.language, a.dayWithin(day, anchor))
	}
	if first == "" {
		return said
	}
	write := first
	if isDay {
		write = day.flag + " " + first
	} else if isClaim && strings.HasPrefix(claim.Member, "--") {
		write = claim.Member + " " + quoteArg(first)
	}
	return words.WithFlags(a.language, said+a.say("; if so, write %s", write))
}

// dayWithin says which day to write where what was written names more than one, or none.
func (a *app) dayWithin(e *dayError, anchor border.Day) string {
	if _, first := words.MayMean(a.language, e.err, anchor, false); first != "" {
		date := edtf.MustParse(first)
		days := border.SpanOf(date)
		_, timed := date.Instant()
		switch write := e.flag + " " + days.Earliest.String(); {
		case days.Earliest.IsZero():
		case timed:
			return a.say("a day is wanted; for the day that it is at the border at that time write %s", write)
		case days.Earliest == days.Latest:
			return a.say("a day is wanted, and nothing beside it; write %s", write)
		default:
			return a.say("a day is wanted, and that has more than one; for the first of them write %s", write)
		}
	}
	return a.say("a day is wanted, written as %s, or today, yesterday or tomorrow", e.flag+" 2014-06-15")
}

// quoteArg quotes what a shell would read as a pattern or more than a word.
func quoteArg(s string) string {
	for _, r := range s {
		switch r {
		case '[', '{', '~', '?', '*':
			return "'" + s + "'"
		}
	}
	return s
}

// withProposal is the message of an error with the proposal for its date.
func (a *app) withProposal(err error) string {
	if p := a.proposal(err, border.Day{}); p != "" {
		return err.Error() + "; " + p
	}
	return err.Error()
}
