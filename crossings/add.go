package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/journal"
	"github.com/spf13/cobra"
)

// addFlags are those of add.
type addFlags struct {
	journal    string
	form       claimForm
	yes, isDry bool
}

func newAddCommand(a *app) *cobra.Command {
	var f addFlags
	cmd := &cobra.Command{
		Use:   "add [--journal FILE] [CLAIMS...]",
		Short: "Write claims to a journal; each id is printed once its claim is on the disk",
		Long: `add writes claims to a journal, which is made if it is not there, and prints the id
of each claim once it is on the disk: what has an id printed survives the program,
the system and the power.

The claims are JSON Lines, from the files CLAIMS, or without them from standard
input. Those of the files are added all or none. Those of standard input are added
as they come, many at a time if they come fast; the first fault ends it. A claim
that the journal has already changes nothing, so the same input can be given again.
One that only the dataset has is written, too: it stays when the next edition of the
dataset lacks it.

One claim can be given with flags instead. It is shown as it will be read, and
written when that was confirmed or with --yes:

  crossings add --journal claims.jsonl --crossing al-tanf --side iraq \
    --kind status --value closed --when 2015-05 --source "a mayor"

With --dry-run nothing is written, and no journal is needed: what is printed are the
answers that would change, as diff prints them.

Claims may withdraw or deny those of the journal, and of the dataset or --data. To ask
about the claims of a journal, give it with --add, beside the dataset, or with --data,
instead of it.

One program at a time writes to a journal, and nobody else changes the file meanwhile.
Two editors keep a journal each, and take in what the other has:

  crossings import other.jsonl --journal mine.jsonl`,
		Annotations: without("known", "as-of", "on"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.addAsked(f, f.form.given(cmd), args)
		},
	}
	cmd.Flags().StringVar(&f.journal, "journal", "", "the `file` to write to (default that of CROSSINGS_JOURNAL)")
	cmd.Flags().BoolVar(&f.yes, "yes", false, "write the claim of the flags without asking")
	cmd.Flags().BoolVar(&f.isDry, "dry-run", false, "print what the claims would change in the answers, and write nothing")
	f.form.register(cmd)
	f.form.complete(a, cmd)
	return cmd
}

// addAsked adds the claim of the flags if one of them is given, by that name, and else the claims of
// files or of standard input.
func (a *app) addAsked(f addFlags, given string, files []string) error {
	if given != "" && len(files) > 0 {
		return usageError{fmt.Errorf("--%s and files both give claims; use one of them", given)}
	}
	if f.isDry {
		return a.addDry(f.journal, f.form, given != "", files)
	}
	file, err := a.toWrite("add", f.journal)
	if err != nil {
		return err
	}
	if given != "" {
		return a.addForm(file, f.form, f.yes)
	}
	return a.addFiles(file, files)
}

// addDry prints what claims would change: that of the flags, or those of files or of standard input.
func (a *app) addDry(file string, form claimForm, isForm bool, files []string) error {
	if file == "" {
		file = a.ownJournal
	}
	reg, err := a.registryWith(file)
	if err != nil {
		return err
	}
	var read claimsRead
	if isForm {
		a.written = form.written(a.today)
		c, err := form.claim(reg.View())
		if err != nil {
			return err
		}
		read.claims = []border.Claim{c}
		if err := a.showClaim(reg.View(), c); err != nil {
			return err
		}
		return asFlag(a.printTrial(reg, &read))
	}
	if len(files) == 0 {
		files = []string{"-"}
	}
	for _, name := range files {
		if err := a.readClaims(name, &read); err != nil {
			return err
		}
	}
	return a.printTrial(reg, &read)
}

// addFiles adds the claims of files, or of standard input, to a journal.
func (a *app) addFiles(file string, files []string) (err error) {
	var read claimsRead
	for _, name := range files {
		if err := a.readClaims(name, &read); err != nil {
			return err
		}
	}
	w, err := a.startWriting(file)
	if err != nil {
		return err
	}
	defer func() { err = w.end(err) }()
	if len(files) == 0 {
		return w.addStream()
	}
	defer a.patience(a.say("writing %s", file))()
	_, err = w.add(&read)
	return err
}

// mostAtOnce is how many claims from standard input are written at once, at the most.
const mostAtOnce = 4096

// A lineRead is a line of standard input: its claim, or what is wrong with it.
type lineRead struct {
	border.ClaimLine
	err error
}

// addStream adds claims as they come in on standard input: while some are being
// written, those that come wait for the next write, and then go together.
func (w *writing) addStream() error {
	if isTerminal(w.in) {
		w.note("reading claims from standard input, one JSON object a line; Ctrl-D ends it")
	}
	lines, stop := make(chan lineRead, mostAtOnce), make(chan struct{})
	defer close(stop)
	go func() {
		defer close(lines)
		for l, err := range w.claimsIn(w.in, "-", false) {
			select {
			case lines <- lineRead{l, err}:
			case <-stop:
				return
			}
		}
	}()
	written, told := 0, time.Now()
	for {
		var first lineRead
		ok := false
		select {
		case first, ok = <-lines:
		case <-w.interrupted.Done():
			return errInterrupted
		}
		if !ok {
			return nil
		}
		read, fault := readWaiting(first, lines)
		if len(read.claims) > 0 {
			printed, err := w.add(&read)
			if err != nil {
				return err
			}
			written += printed
		}
		if fault != nil {
			return fmt.Errorf("%w\nThe claims before that line are written; mend it and give the same input again", fault)
		}
		if time.Since(told) > time.Second {
			told = time.Now()
			w.note("%d claims written", written)
		}
	}
}

// readWaiting returns the claims of a line and of those that wait behind it, up to the first fault.
func readWaiting(first lineRead, lines <-chan lineRead) (read claimsRead, fault error) {
	fault = first.err
	for l, ok := first, true; ok && fault == nil; {
		read.add(l.Claim, "-", l.Line)
		if len(read.claims) == mostAtOnce {
			break
		}
		select {
		case l, ok = <-lines:
			fault = l.err
		default:
			ok = false
		}
	}
	return read, fault
}

// addForm adds the claim that flags give, after showing how it will be read.
func (a *app) addForm(file string, form claimForm, yes bool) (err error) {
	reg, err := a.registry()
	if err != nil {
		return err
	}
	a.written = form.written(a.today)
	c, err := form.claim(reg.View())
	if err != nil {
		return err
	}
	if err := a.showClaim(reg.View(), c); err != nil {
		return err
	}
	if !yes && !a.confirm(a.say("Write it to %s?", file)) {
		return errNothingWritten
	}
	w, err := a.startWriting(file) // not before: nobody shall wait for an answer
	if err != nil {
		return err
	}
	defer func() { err = w.end(err) }()
	_, err = w.add(&claimsRead{claims: []border.Claim{c}})
	if _, ok := errors.AsType[*journal.CorruptError](err); ok {
		return err // about another claim
	}
	return asFlag(err)
}

// showClaim shows on standard error how a claim will be read.
func (a *app) showClaim(v border.View, c border.Claim) error {
	crossing, err := v.Lookup(c.Crossing)
	if err != nil {
		return err
	}
	if c.Recorded.IsZero() {
		c.Recorded = time.Now() // about when it will be stamped
	}
	out := a.out
	a.out = a.err
	defer func() { a.out = out }()
	fmt.Fprintf(a.out, "%s: %s\n", words.Crossing(a.language, crossing), a.claimHead(v, c))
	if !c.When.IsZero() {
		fmt.Fprintf(a.out, "  %s\n", a.say("read as: %s", a.dateInWords(c)))
	}
	for _, d := range implausible(v, c, a.today) {
		fmt.Fprintf(a.out, "  %s: %s %q: %s\n", a.say("doubtful"), d.member, d.value, words.Refusal(a.language, errors.New(d.message)))
	}
	c.ID = c.ContentID()
	a.printClaimBody(v, c, "  ")
	return nil
}

// dateInWords says how the date of a claim is read.
func (a *app) dateInWords(c border.Claim) string {
	first, last := a.daysOf(c.When)
	// say says it of one day, or of the days from one to another.
	say := func(ofOne, ofMore string) string {
		if first == last {
			return a.say(ofOne, first)
		}
		return a.say(ofMore, first, last)
	}
	isInterval := strings.Contains(c.When.String(), "/")
	switch {
	case c.Modality == border.Planned || c.Modality == border.Expected:
		return say("a plan, due on %s", "a plan, due from %s to %s")
	case c.Kind == border.KindReview && c.Modality.IsFact():
		return say("somebody looked on %s and found nothing new, which changes no answer", "somebody looked from %s to %s and found nothing new, which changes no answer")
	case c.Modality == border.Denied:
		return say("a denial about %s", "a denial about the days from %s to %s")
	case c.Kind.IsNotice() || c.Modality == border.Feared:
		return say("a notice about %s", "a notice about the days from %s to %s")
	case isInterval && strings.HasSuffix(c.When.String(), "/.."):
		return a.say("a change at %s, standing until the next", first)
	case isInterval && c.Edge == border.Seen:
		return say("seen at both ends, on %s", "seen at both ends from %s to %s")
	case isInterval:
		return say("an episode on %s, after which what stood before stands again", "an episode from %s to %s, after which what stood before stands again")
	case c.Edge == border.Seen:
		return say("seen on %s; when it began is not said", "seen on some day from %s to %s; when it began is not said")
	}
	return say("a change on %s, standing until the next", "a change on some day from %s to %s, standing until the next")
}

// daysOf returns the first and the last day that a date may mean, at the border, as texts.
func (a *app) daysOf(d edtf.Date) (first, last string) {
	read := readDate(d.String())
	first, last = *read.Earliest, *read.Latest
	if span := border.SpanOf(d); span.Earliest == span.Latest && !span.IsZero() {
		first, last = span.Earliest.String(), span.Latest.String()
	}
	for _, text := range []*string{&first, &last} {
		day, err := border.ParseDay(*text)
		switch {
		case err == nil:
			*text = a.dayText(day)
		case *text == "unknown":
			*text = a.say("an unknown day")
		default:
			*text = a.say(*text) // without end
		}
	}
	return first, last
}
