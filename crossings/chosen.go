package main

import (
	"fmt"
	"slices"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/filter"
	"github.com/spf13/cobra"
)

// filterFlags are the flags by which a command chooses claims.
type filterFlags struct {
	values map[string]*[]string // by the name of the member of the filter
}

// filterUsage says of each member of a filter what it takes.
var filterUsage = map[string]string{
	filter.Side:   "only claims about this `side`: syria, iraq or both; those about both are about each (repeatable)",
	filter.Kind:   "only claims of this `kind`: " + oneOf[border.Kind]() + " (repeatable)",
	filter.Source: "only claims that this `name` told or passed on, in any spelling (repeatable)",
	filter.Since:  "only claims reported on this `day` or later",
	filter.Until:  "only claims reported on this `day` or earlier",
	filter.Match:  "only claims with this `text` in their value, quote, note or title, in any spelling (repeatable)",
}

// register adds the flags to a command, with what completes them.
func (f *filterFlags) register(a *app, cmd *cobra.Command) {
	f.values = map[string]*[]string{}
	for _, name := range filter.Names {
		f.values[name] = cmd.Flags().StringArray(name, nil, filterUsage[name])
	}
	completeFlag(cmd, filter.Side, vocabulary[border.Side]()...)
	completeFlag(cmd, filter.Kind, vocabulary[border.Kind]()...)
	completeFlag(cmd, filter.Since, dayWords...)
	completeFlag(cmd, filter.Until, dayWords...)
	completeFlag(cmd, filter.Match)
	_ = cmd.RegisterFlagCompletionFunc(filter.Source, a.completeSources)
}

// given returns the name of one of the flags that was given, "" if none was.
func (f *filterFlags) given() string {
	i := slices.IndexFunc(filter.Names, func(name string) bool { return len(*f.values[name]) > 0 })
	if i < 0 {
		return ""
	}
	return filter.Names[i]
}

// read returns the filter that the flags give.
func (f *filterFlags) read(a *app) (filter.Filter, error) {
	var chosen filter.Filter
	for _, name := range filter.Names {
		for _, value := range *f.values[name] {
			if name == filter.Since || name == filter.Until {
				day, err := a.parseDay("--"+name, value)
				if err != nil {
					return chosen, err
				}
				value = day.String()
			}
			if err := chosen.Add(name, value); err != nil {
				return chosen, usageError{fmt.Errorf("--%s: %w", name, err)}
			}
		}
	}
	return chosen, nil
}

// completeSources completes the name of a source or of a relay.
func (a *app) completeSources(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	reg, err := a.registry()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var names []string
	for c := range reg.View().All() {
		names = append(append(names, c.Source.Name), c.Source.Via...)
	}
	slices.Sort(names)
	return slices.Compact(names), cobra.ShellCompDirectiveNoFileComp
}
