// Package filter chooses claims by what they say and who said it: by side, kind, source, days
// and words. The program's commands and the HTTP API have the same filters under the same
// names.
package filter

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
)

// A Filter chooses claims. A claim must meet one of the values of each member that has any. The
// zero Filter takes all claims.
type Filter struct {
	Sides   []border.Side // claims about both sides are about each
	Kinds   []border.Kind
	Sources []string     // names of the source or of a relay, in any spelling
	Since   []border.Day // reported on that day or later; the days are those of [border.Claim.ReportedOn], the earliest
	Until   []border.Day // reported on that day or earlier
	Match   []string     // a part of the value, the quote, the note or the title, in any spelling
}

// The names of the members, as flags of the program and parameters of the API.
const (
	Side   = "side"
	Kind   = "kind"
	Source = "source"
	Since  = "since"
	Until  = "until"
	Match  = "match"
)

// Names are the names of the members of a [Filter], in the order of help texts.
var Names = []string{Side, Kind, Source, Since, Until, Match}

// errNothing says that a text has nothing that could be looked for.
var errNothing = errors.New("want letters or digits to look for, more than an article")

// Add adds a value to the member of that name, one of [Names]. It does not say the name in its
// errors. A day is written YYYY-MM-DD.
func (f *Filter) Add(name, value string) error {
	switch name {
	case Side:
		side, err := border.ParseSide(value)
		if err != nil {
			return err
		}
		f.Sides = append(f.Sides, side)
	case Kind:
		kind, err := border.ParseKind(value)
		if err != nil {
			return err
		}
		f.Kinds = append(f.Kinds, kind)
	case Source, Match:
		if border.Fold(value) == "" {
			return fmt.Errorf("%q: %w", value, errNothing)
		}
		if name == Source {
			f.Sources = append(f.Sources, value)
		} else {
			f.Match = append(f.Match, value)
		}
	case Since, Until:
		day, err := border.ParseDay(value)
		if err != nil {
			return err
		}
		if name == Since {
			f.Since = append(f.Since, day)
		} else {
			f.Until = append(f.Until, day)
		}
	default:
		return fmt.Errorf("%q: no such filter; want one of %s", name, strings.Join(Names, ", "))
	}
	return nil
}

// IsZero reports whether the filter takes all claims.
func (f Filter) IsZero() bool {
	return len(f.Sides)+len(f.Kinds)+len(f.Sources)+len(f.Since)+len(f.Until)+len(f.Match) == 0
}

// Taker returns a function that reports whether the filter takes a claim. Several goroutines may
// call it at once. Later changes to the filter do not change it.
func (f Filter) Taker() func(border.Claim) bool {
	sides, kinds := slices.Clone(f.Sides), slices.Clone(f.Kinds)
	since, until := slices.Clone(f.Since), slices.Clone(f.Until)
	sources, match := folded(f.Sources), folded(f.Match)
	return func(c border.Claim) bool {
		return anyOf(sides, func(s border.Side) bool { return c.Side == s || c.Side == border.Both }) &&
			anyOf(kinds, func(k border.Kind) bool { return c.Kind == k }) &&
			(len(sources) == 0 || saidBy(c.Source, sources)) &&
			(len(since)+len(until) == 0 || reportedWithin(c, since, until)) &&
			(len(match) == 0 || says(c, match))
	}
}

// Of yields the claims that the filter takes, in their order.
func (f Filter) Of(claims iter.Seq[border.Claim]) iter.Seq[border.Claim] {
	if f.IsZero() {
		return claims
	}
	takes := f.Taker()
	return func(yield func(border.Claim) bool) {
		for c := range claims {
			if takes(c) && !yield(c) {
				return
			}
		}
	}
}

// anyOf reports whether one of the values meets a condition, or there are none.
func anyOf[V any](values []V, meets func(V) bool) bool {
	return len(values) == 0 || slices.ContainsFunc(values, meets)
}

func folded(texts []string) []string {
	list := make([]string, len(texts))
	for i, text := range texts {
		list[i] = border.Fold(text)
	}
	return list
}

// saidBy reports whether one of the folded names is that of a source or of a relay.
func saidBy(s border.Source, names []string) bool {
	return slices.Contains(names, border.Fold(s.Name)) ||
		slices.ContainsFunc(s.Via, func(relay string) bool { return slices.Contains(names, border.Fold(relay)) })
}

// reportedWithin reports whether a claim can first have been reported since one of the days and
// until one of the others. What has no first day was reported since none.
func reportedWithin(c border.Claim, since, until []border.Day) bool {
	day := c.ReportedOn().Earliest
	return anyOf(since, func(d border.Day) bool { return !day.IsZero() && !day.Before(d) }) &&
		anyOf(until, func(d border.Day) bool { return !day.After(d) })
}

// says reports whether one of the folded texts is a part of what a claim says.
func says(c border.Claim, parts []string) bool {
	for _, text := range []string{c.Value, c.Quote, c.Note, c.Source.Title} {
		if text == "" {
			continue
		}
		whole := border.Fold(text)
		if slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(whole, part) }) {
			return true
		}
	}
	return false
}
