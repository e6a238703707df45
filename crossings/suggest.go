package main

import (
	"fmt"

	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/edtf/prose"
	"github.com/spf13/cobra"
)

// suggestFlags are those of date that go with --suggest.
type suggestFlags struct {
	suggest  bool
	anchor   string
	textLang string
}

func (f *suggestFlags) register(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.suggest, "suggest", false, "propose expressions for dates as people write them")
	cmd.Flags().StringVar(&f.anchor, "anchor", "", "with --suggest: the `day` on which they were written (default today)")
	cmd.Flags().StringVar(&f.textLang, "text-lang", "", "with --suggest: their `language`, en, ar or ku (without it, all are tried)")
	completeFlag(cmd, "text-lang", prose.English, prose.Arabic, prose.Kurdish)
}

// refuse refuses the flags that mean something only with --suggest.
func (f *suggestFlags) refuse(cmd *cobra.Command) error {
	for _, name := range []string{"anchor", "text-lang"} {
		if cmd.Flags().Changed(name) {
			return usageError{fmt.Errorf("--%s goes with --suggest", name)}
		}
	}
	return nil
}

// A suggestedDate is what a phrase may mean, in the form in which it is printed.
type suggestedDate struct {
	Text        string          `json:"text"`
	Suggestions []datedProposal `json:"suggestions"`
}

// A datedProposal is an expression and how it is read, in the language of --lang.
type datedProposal struct {
	EDTF    string `json:"edtf"`
	Reading string `json:"reading"`
}

// suggest prints what phrases may mean.
func (a *app) suggest(f suggestFlags, phrases []string) error {
	anchor := a.today
	if f.anchor != "" {
		var err error
		if anchor, err = a.parseDay("--anchor", f.anchor); err != nil {
			return err
		}
	}
	switch f.textLang {
	case "", prose.English, prose.Arabic, prose.Kurdish:
	default:
		return usageError{fmt.Errorf("--text-lang %q: want en, ar or ku", f.textLang)}
	}
	return a.each(phrases, func(text string) error {
		s := suggestedDate{Text: text, Suggestions: []datedProposal{}}
		for _, p := range prose.Suggest(text, anchor, f.textLang) {
			s.Suggestions = append(s.Suggestions, datedProposal{p.EDTF, edtf.MustParse(p.EDTF).Words(a.language)})
		}
		if a.json {
			return a.printJSON(s)
		}
		if len(s.Suggestions) == 0 {
			_, err := fmt.Fprintln(a.out, a.say("%s: no date is found in it", text))
			return err
		}
		if _, err := fmt.Fprintf(a.out, "%s:\n", text); err != nil {
			return err
		}
		for _, p := range s.Suggestions {
			if _, err := fmt.Fprintf(a.out, "  %s: %s\n", p.EDTF, p.Reading); err != nil {
				return err
			}
		}
		return nil
	})
}
