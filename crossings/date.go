package main

import (
	"bufio"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/spf13/cobra"
)

func newDateCommand(a *app) *cobra.Command {
	var f suggestFlags
	cmd := &cobra.Command{
		Use:   "date [EDTF...] | date --suggest PHRASE...",
		Short: "How a date is read: its level, its earliest and its latest day; or what words may mean",
		Long: `date reads expressions of EDTF (ISO 8601-2:2019, levels 0 to 2), those of the
arguments, or without arguments one from each line of standard input, and prints
how each is read. It ends with status 1 if one of them is not valid.

With --suggest it reads dates as people write them, in English, Arabic or Kurdish,
each between quotes, and proposes expressions for them, best first. What is reckoned
from the day of writing, as "last April", is reckoned from --anchor, or else today.
Nothing takes a proposal by itself: it is for you to judge.

  crossings date --suggest --anchor 2019-07-05 "in June of last year" "منتصف 2014"`,
		Annotations: without("dataset", "data", "add", "crossings", "parties", "known", "as-of", "on"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.suggest {
				return a.buffered(func() error { return a.suggest(f, args) })
			}
			if err := f.refuse(cmd); err != nil {
				return err
			}
			return a.buffered(func() error { return a.printDates(args) })
		},
	}
	f.register(cmd)
	return cmd
}

// dateArgs lets date read expressions that begin with a dash, such as the year
// -0044: those of its arguments that are no flags are put behind "--".
func dateArgs(root *cobra.Command, args []string) []string {
	cmd, _, err := root.Find(args)
	if err != nil || cmd.Name() != "date" {
		return args
	}
	var flags, dates []string
	for i := 0; i < len(args); i++ {
		arg := args[i]
		name, isFlag := strings.CutPrefix(arg, "--")
		switch {
		case arg == "--":
			dates = append(dates, args[i+1:]...)
			i = len(args)
		case arg == "date" && len(dates) == 0 && !slices.Contains(flags, arg):
			flags = append(flags, arg) // the command itself
		case arg == "-h" || isFlag:
			flags = append(flags, arg)
			f := cmp.Or(root.PersistentFlags().Lookup(name), cmd.Flags().Lookup(name))
			if f != nil && f.NoOptDefVal == "" && i+1 < len(args) {
				i++
				flags = append(flags, args[i]) // its value
			}
		default:
			dates = append(dates, arg)
		}
	}
	return append(append(flags, "--"), dates...)
}

// A dateRead is how a date was read, in the form in which it is printed.
type dateRead struct {
	EDTF     string  `json:"edtf"`
	Valid    bool    `json:"valid"`
	Level    *int    `json:"level"`
	Earliest *string `json:"earliest"`
	Latest   *string `json:"latest"`
	Error    *string `json:"error"`
}

// readDate reads a date.
func readDate(text string) dateRead {
	d, err := edtf.Parse(text)
	if err != nil {
		message := err.Error()
		return dateRead{EDTF: text, Error: &message}
	}
	level := d.Level()
	day, bound := d.Earliest()
	earliest := boundText(day, bound, "-inf")
	day, bound = d.Latest()
	latest := boundText(day, bound, "+inf")
	return dateRead{EDTF: text, Valid: true, Level: &level, Earliest: &earliest, Latest: &latest}
}

// boundText returns the text of a bound, given that of an open one.
func boundText(day edtf.Day, bound edtf.Bound, open string) string {
	switch bound {
	case edtf.Dated:
		return day.String()
	case edtf.Open:
		return open
	}
	return "unknown"
}

func (a *app) printDates(args []string) error {
	faults := false
	print := func(text string) error {
		d := readDate(text)
		plain := words.Plain(text)
		faults = faults || !d.Valid
		if a.json {
			return a.printJSON(d)
		}
		if !d.Valid {
			_, fault := edtf.Parse(text)
			why := words.Fault(a.language, strings.TrimPrefix(*d.Error, "edtf: "))
			if said, _ := words.MayMean(a.language, fault, a.today, false); said != "" {
				why += a.say("; ") + said
			} else {
				why += a.say("; ") + a.say("a date is written as 2014-06-15, 2014-06, 2014 or 2014-06/2014-08")
			}
			_, err := fmt.Fprintln(a.out, a.say("%s: not valid: %s", plain, why))
			return err
		}
		date := edtf.MustParse(text)
		_, err := fmt.Fprintln(a.out, a.say("%s: %s; level %d, from %s to %s", plain, date.Words(a.language), *d.Level, a.bound(*d.Earliest), a.bound(*d.Latest)))
		return err
	}
	if err := a.each(args, print); err != nil {
		return err
	}
	if faults {
		return errFaults
	}
	return nil
}

// bound returns the text of a bound as it stands behind "from" and "to".
func (a *app) bound(text string) string {
	if text == "unknown" { // as a status it is another word
		return a.say("an unknown day")
	}
	return a.say(text)
}

// each calls f with each of the arguments, or without arguments with each line of
// standard input.
func (a *app) each(args []string, f func(string) error) error {
	for _, text := range args {
		if err := f(text); err != nil {
			return err
		}
	}
	if len(args) > 0 {
		return nil
	}
	lines := bufio.NewReaderSize(a.in, 64<<10)
	mark := "\ufeff" // as some programs begin a file
	for {
		text, err := lines.ReadString('\n')
		text, mark = strings.TrimPrefix(text, mark), ""
		if text != "" {
			if err := f(strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")); err != nil {
				return err
			}
		}
		if err != nil {
			return nil
		}
	}
}
