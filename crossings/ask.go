package main

import (
	"bufio"
	"encoding/json"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/spf13/cobra"
)

// A question is what most commands ask: a view, a crossing, and a printer.
type question struct {
	view     border.View
	crossing border.Crossing
	code     string
}

// ask finds the view and the crossing called name.
func (a *app) ask(name string) (question, error) {
	v, err := a.view()
	if err != nil {
		return question{}, err
	}
	c, err := v.Lookup(name)
	if err != nil {
		return question{}, err
	}
	return question{v, c, c.Code}, nil
}

// printJSON prints one value as one line of JSON, in which quotes and addresses
// stand as they were written, without escapes for HTML.
func (a *app) printJSON(v any) error {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// buffered runs print with a buffered output, so that printing many lines does
// not take as many calls.
func (a *app) buffered(print func() error) error {
	w, out := bufio.NewWriter(words.Raw(a.out)), a.out
	a.out = words.Terminal{Writer: w}
	defer func() { a.out = out }()
	if err := print(); err != nil {
		w.Flush()
		return err
	}
	return w.Flush()
}

// completeFlag makes the values of a flag complete.
func completeFlag(cmd *cobra.Command, flag string, values ...string) {
	// It fails only for a flag that is not there, which a test would show.
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// completeCodes completes a crossing's code.
func (a *app) completeCodes(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	reg, err := a.registry()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var codes []string
	for c := range reg.Crossings() {
		codes = append(codes, cobra.CompletionWithDesc(c.Code, c.Names.English))
	}
	return codes, cobra.ShellCompDirectiveNoFileComp
}
