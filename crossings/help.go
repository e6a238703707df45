package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// A group is a part of the list of commands in the help.
type group struct {
	id, title string
	commands  []func(*app) *cobra.Command
}

// examples has one call or more of each command, for its help and its page.
var examples = map[string]string{
	"at":         "crossings at qaim\ncrossings at tanf --on 2019-01-01 --json",
	"history":    "crossings history qaim --from 2014-01-01 --to 2017-12-31",
	"claims":     "crossings claims tanf --kind status --since 2024-12-01\ncrossings claims --source reuters --match مغلق",
	"plans":      "crossings plans yarubiyah",
	"diff":       "crossings diff --from 2024-12-01 --to today",
	"can":        "crossings can qaim --traffic commercial --direction sy-to-iq",
	"why":        "crossings why qaim --side syria --question status --on 2019-10-01",
	"cite":       "crossings cite qaim --on 2020-01-01 --format bibtex",
	"new":        "crossings new --since yesterday\ncrossings new --since last --add mine.jsonl",
	"watch":      "crossings watch --journal mine.jsonl --side syria",
	"add":        "crossings add --journal mine.jsonl --dry-run more.jsonl\ncrossings add --journal mine.jsonl --crossing al-tanf --side iraq \\\n  --kind status --value closed --when 2015-05 --source \"a mayor\"",
	"retract":    "crossings retract --journal mine.jsonl --source \"the mayor\" 5ce25db8",
	"end":        "crossings end --journal mine.jsonl --source \"Border Guards\" --on 2026-11-20 5ce25db8",
	"import":     "crossings import claims.csv > claims.jsonl\ncrossings import other.jsonl --journal mine.jsonl",
	"check":      "crossings check claims.jsonl mine.jsonl",
	"date":       "crossings date 2014-06/.. 2014-21\ncrossings date --suggest \"mid-2014\"",
	"export":     "crossings export --format csv --kind status > status.csv\ncrossings export --format svg qaim > qaim.svg",
	"serve":      "crossings serve --addr 127.0.0.1:8080 --add mine.jsonl",
	"append":     "crossings append --nats nats://one:4222,nats://two:4222 claims.jsonl",
	"seal":       "crossings seal mine.jsonl",
	"compact":    "crossings compact mine.jsonl",
	"doctor":     "crossings doctor --nats nats://one:4222",
	"edition":    "crossings edition\ncrossings edition diff old new",
	"diff OLD":   "crossings edition diff old new",
	"succession": "crossings edition succession old new >> new/succession.jsonl",
	"draft":      "crossings draft --crossing tanf --reported 2026-11-28 --url https://example.org/a article.txt",
	"man":        "crossings man ~/.local/share/man/man1",
}

// giveExamples puts the examples into the help of the commands under cmd that have none.
func giveExamples(cmd *cobra.Command) {
	for _, c := range cmd.Commands() {
		name := c.Name()
		if cmd.HasParent() && name == "diff" {
			name = "diff OLD"
		}
		if text := examples[name]; text != "" {
			c.Example = "  " + strings.ReplaceAll(text, "\n", "\n  ")
		}
		giveExamples(c)
	}
}

// newHelpCommand returns the command that shows the help of another.
func newHelpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Help about any command",
		Example: "  crossings help history",
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				text := fmt.Sprintf("help: no command is called %q", strings.Join(args, " "))
				if near := root.SuggestionsFor(args[0]); len(near) > 0 {
					text += "; did you mean " + strings.Join(near, " or ") + "?"
				}
				return usageError{errors.New(text)}
			}
			cmd.InitDefaultHelpFlag()
			return cmd.Help()
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, c := range root.Commands() {
				names = append(names, cobra.CompletionWithDesc(c.Name(), c.Short))
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
}

// flagError is the error of flags that cannot be read. It names the flag of a like name, if one is
// not known.
func flagError(cmd *cobra.Command, err error) error {
	if invalid, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		return usageError{wantedError(invalid)}
	}
	unknown, ok := errors.AsType[*pflag.NotExistError](err)
	if !ok {
		return usageError{err}
	}
	name := unknown.GetSpecifiedName()
	var near []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if most := 1 + len(name)/5; !f.Hidden && (distance(name, f.Name) <= most || len(name) > 2 && strings.HasPrefix(f.Name, name)) {
			near = append(near, "--"+f.Name)
		}
	})
	if len(near) == 0 {
		return usageError{err}
	}
	slices.SortFunc(near, func(x, y string) int {
		return cmp.Or(cmp.Compare(distance("--"+name, x), distance("--"+name, y)), cmp.Compare(x, y))
	})
	return usageError{fmt.Errorf("%w; did you mean %s?", err, strings.Join(near[:min(len(near), 3)], " or "))}
}

// wantedValues says, by the type of a flag, what is wanted as its value.
var wantedValues = map[string]string{"int": "a whole number", "float64": "a number", "bool": "true or false", "duration": "a length of time as 5s or 10m"}

// wantedError says of the value of a flag that is of another type what is wanted, in place of the
// words of the function that read it.
func wantedError(e *pflag.InvalidValueError) error {
	wanted, ok := wantedValues[e.GetFlag().Value.Type()]
	if !ok {
		return e
	}
	return fmt.Errorf("invalid argument %q for %q flag: want %s", e.GetValue(), "--"+e.GetFlag().Name, wanted)
}

// distance is the number of letters to be put in, taken out or replaced that make one word of
// another (Levenshtein 1966). It takes O(mn).
func distance(x, y string) int {
	a, b := []rune(x), []rune(y)
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range b {
			cost := diagonal
			if r != s {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
