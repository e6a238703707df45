package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/spf13/cobra"
)

// An app is one run of the program: its streams, and the flags that all commands
// share.
//
// The flags become a view in three steps. --dataset, --data, --add, --crossings
// and --parties say which claims there are: registry reads them. --known and
// --as-of say which of those are taken: view narrows the registry's latest view.
// --on says which days are asked about: days reads them. A command asks for what
// it needs, most often through ask, which looks its CODE up in the view.
type app struct {
	in       io.Reader
	out, err io.Writer

	dataset   string
	data      []string
	add       []string
	crossings string
	parties   string
	known     string
	asOf      string
	on        []string
	json      bool
	lang      string
	language  edtf.Language // that of lang

	width   int        // of a line of the output, in columns
	today   border.Day // what is asked about without --on
	written border.Day // the day on which the dates of the flags were written

	anew func() *cobra.Command // the program's command once more, as before a run

	ownJournal string // that of the environment, "" if it names none
	writes     string // the journal that the command writes, which is not read with the others
	setAside   string // the journal of the environment, once it was said that it is not read

	everyFault     bool // a journal is read on after a fault
	readJournal    bool // one of the files was a journal
	toldUnresolved bool
	toldTorn       string // what was last said of a torn journal, which may be read twice
}

// errFaults says that faults were found and have been printed: the program ends
// with status 1 and prints nothing more.
var errFaults = errors.New("faults were found")

// groups are the commands of the program, in the order of its help. Each command is a file of its
// own, with a function that makes it.
var groups = []group{
	{"ask", "Ask what is known:", []func(*app) *cobra.Command{
		newAtCommand, newHistoryCommand, newClaimsCommand, newPlansCommand, newDiffCommand, newCanCommand, newWhyCommand, newNewCommand, newWatchCommand, newCiteCommand,
	}},
	{"keep", "Keep claims of your own:", []func(*app) *cobra.Command{
		newAddCommand, newRetractCommand, newEndCommand, newImportCommand, newDraftCommand, newCheckCommand, newDateCommand, newSealCommand, newCompactCommand,
	}},
	{"give", "Hand on and serve:", []func(*app) *cobra.Command{
		newExportCommand, newServeCommand, newAppendCommand, newDoctorCommand,
	}},
	{"about", "About the program and the dataset:", []func(*app) *cobra.Command{
		newEditionCommand, newManCommand,
	}},
}

// newRoot returns the program's command with all others under it.
func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "crossings",
		Short: "Who holds each Syria–Iraq border crossing, and whether it is open",
		Long: `crossings prints what is known about the Syria–Iraq border crossings: who holds
each side, whether it is open and for whom, since when, and according to whom.

Without a command it prints the current state of all crossings. CODE is a
crossing's code, its name, or any alias in English, Arabic or Kurdish. A DAY is
written YYYY-MM-DD, or is today, yesterday or tomorrow; an INSTANT is written as
2019-07-10T12:00:00Z.

Answers come from the embedded dataset, unless --data or --dataset names another.
A journal that CROSSINGS_JOURNAL names is added to them, and is what add, retract and
end write to and watch watches, unless --journal names another.

--known narrows them to what sources had said by a day, --as-of to what had been
recorded by an instant.

Where several answers are possible, the first is the one that the claims support
best. What no claim disputes is simply said; "last known" means that nobody has said
so of the day itself.`,
		Args:              a.noCommand,
		Version:           version(),
		SilenceErrors:     true,
		SilenceUsage:      true,
		PersistentPreRunE: a.prepare,
		RunE:              func(*cobra.Command, []string) error { return a.printStates() },
	}
	a.registerFlags(root)
	root.SetFlagErrorFunc(flagError)
	for _, g := range groups {
		root.AddGroup(&cobra.Group{ID: g.id, Title: g.title})
		for _, command := range g.commands {
			cmd := command(a)
			cmd.GroupID = g.id
			root.AddCommand(cmd)
		}
	}
	root.SetVersionTemplate("{{.Version}}\n")
	root.SuggestionsMinimumDistance = 2
	cobra.EnableCommandSorting = false
	root.SetHelpCommand(newHelpCommand(root))
	root.SetHelpCommandGroupID("about")
	root.SetCompletionCommandGroupID("about")
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	giveExamples(root)
	strict(root)
	a.localize(root)
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	return root
}

// registerFlags gives the program's command the flags that all commands share.
func (a *app) registerFlags(root *cobra.Command) {
	flags := root.PersistentFlags()
	flags.StringVar(&a.dataset, "dataset", "", "read crossings, parties and claims from the files of this `directory`")
	flags.StringArrayVar(&a.data, "data", nil, "read the claims from this `file` instead of the dataset's (repeatable)")
	flags.StringArrayVar(&a.add, "add", nil, "add the claims of this `file` (repeatable)")
	flags.StringVar(&a.crossings, "crossings", "", "read the crossings from this `file`")
	flags.StringVar(&a.parties, "parties", "", "read the parties from this `file`")
	flags.StringVar(&a.known, "known", "", "only what sources had said by this `day`")
	flags.StringVar(&a.asOf, "as-of", "", "only what had been recorded by this `instant`")
	flags.StringArrayVar(&a.on, "on", nil, "ask about this `day` instead of today (repeatable)")
	flags.BoolVar(&a.json, "json", false, "print JSON, one object a line")
	flags.StringVar(&a.lang, "lang", "", "answer in this `language`, en or ar (default that of CROSSINGS_LANG, else en)")
	completeFlag(root, "lang", "en", "ar")
	completeFlag(root, "on", dayWords...)
	completeFlag(root, "known", dayWords...)
	completeFlag(root, "as-of")
}

// bareFlags returns arguments whose flags have no marks of direction about them. Arabic texts
// have them there, and who copies a flag copies them.
func bareFlags(args []string) []string {
	const marks = "\u200e\u200f"
	bare := slices.Clone(args)
	for i, arg := range args {
		flag := strings.Trim(arg, marks)
		switch name, value, hasValue := strings.Cut(flag, "="); {
		case flag == "--":
			return bare // no flags stand behind it
		case strings.HasPrefix(flag, "-") && hasValue:
			bare[i] = strings.TrimRight(name, marks) + "=" + value
		case strings.HasPrefix(flag, "-"):
			bare[i] = flag
		}
	}
	return bare
}

// run runs the program with its arguments and returns its exit status: 0 if all
// is well, 1 if the data or the answer is at fault, 2 if the usage is.
func run(args []string, in io.Reader, out, errOut io.Writer) int {
	args = bareFlags(args)
	errOut = words.Terminal{Writer: errOut}
	a := &app{in: in, out: words.Terminal{Writer: out}, err: errOut, width: widthOf(out), today: border.Today(), written: border.Today()}
	a.readEnvironment(args)
	a.anew = func() *cobra.Command {
		again := *a
		return newRoot(&again)
	}
	root := newRoot(a)
	root.SetArgs(dateArgs(root, args))
	err := root.Execute()
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errFaults):
		return 1
	}
	if status, ok := errors.AsType[exitStatus](err); ok {
		return int(status)
	}
	fmt.Fprintf(errOut, "crossings: %s\n", words.Refusal(a.language, err))
	if p := a.proposal(err, a.written); p != "" {
		fmt.Fprintln(errOut, p)
	}
	if _, ok := errors.AsType[usageError](err); ok {
		fmt.Fprintln(errOut, words.Help(a.language, "Run 'crossings --help' for usage."))
		return 2
	}
	return 1
}

// prepare reads the language, and refuses the flags that mean nothing to the
// command.
func (a *app) prepare(cmd *cobra.Command, _ []string) error {
	if err := a.setLanguage(cmd.Flags().Changed("lang")); err != nil {
		return err
	}
	return refuseUnused(cmd)
}

// view returns the view that the flags ask for.
func (a *app) view() (border.View, error) {
	var known border.Day
	var asOf time.Time
	var err error
	if a.known != "" {
		if known, err = a.parseDay("--known", a.known); err != nil {
			return border.View{}, err
		}
	}
	if a.asOf != "" {
		if asOf, err = time.Parse(time.RFC3339Nano, a.asOf); err != nil {
			return border.View{}, usageError{fmt.Errorf("--as-of %q: want an instant as 2019-07-10T12:00:00Z", a.asOf)}
		}
	}
	reg, err := a.registry()
	if err != nil {
		return border.View{}, err
	}
	v := reg.View()
	if a.known != "" {
		v = v.KnownBy(known)
	}
	if a.asOf != "" {
		v = v.AsOf(asOf)
		a.warnUnrecorded(reg.View(), asOf)
	}
	return v, nil
}

// warnUnrecorded says that nothing had been recorded by an instant: then every answer
// is unknown, which somebody who wants to know what was known then mistakes for news.
func (a *app) warnUnrecorded(v border.View, asOf time.Time) {
	for c := range v.All() { // in the order of recording
		if c.Recorded.After(asOf) {
			a.note("nothing had been recorded by %s; the first claim was on %s; --known asks for what sources had said by a day",
				asOf.UTC().Format(time.RFC3339Nano), c.Recorded.UTC().Format(time.RFC3339Nano))
		}
		return
	}
}

// days returns the days asked about, in the order asked.
func (a *app) days() ([]border.Day, error) {
	if len(a.on) == 0 {
		return []border.Day{a.today}, nil
	}
	days := make([]border.Day, len(a.on))
	for i, s := range a.on {
		day, err := a.parseDay("--on", s)
		if err != nil {
			return nil, err
		}
		days[i] = day
	}
	return days, nil
}

// day returns the one day asked about, for commands that answer about one.
func (a *app) day() (border.Day, error) {
	days, err := a.days()
	if err != nil {
		return border.Day{}, err
	}
	if len(days) > 1 {
		return border.Day{}, usageError{errors.New("--on may be given once with this command")}
	}
	return days[0], nil
}
