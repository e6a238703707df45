package main

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/words"
	"github.com/crossingstatus/border/edtf"
	"github.com/crossingstatus/border/journal"
	"github.com/google/uuid"
	"github.com/spf13/cobra"
)

func newCheckCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "check FILE...",
		Short: "Validate files of claims: every fault with its file and line",
		Long: `check reads files of claims together and prints every fault, with file and line.
Files whose claims withdraw, deny or repeat each other's are to be checked together.
An error is what keeps a claim from being added: an unknown member, value, date or
id. A warning is what is implausible: reported before it happened, a party outside
its days or its country, a date in the future, nothing that says when it was said;
and a claim that withdraws or denies one that is not there, which has no effect until
that comes.

It ends with status 1 if there is an error; warnings alone do not matter.`,
		Args:        someFiles,
		Annotations: without("data", "add", "known", "as-of", "on"),
		RunE: func(_ *cobra.Command, args []string) error {
			base, err := a.datasetRegistry()
			if err != nil {
				return err
			}
			world, err := a.world(base.View())
			if err != nil {
				return err
			}
			reg, err := border.NewWith(world)
			if err != nil {
				return err
			}
			c := checker{app: a, view: reg.View(), base: base.View()}
			c.everyFault = true
			return a.buffered(func() error { return c.check(reg, args) })
		},
	}
}

// A finding of check is a fault, in the form in which it is printed.
type checkFault struct {
	File     string  `json:"file"`
	Line     int     `json:"line"`
	Severity string  `json:"severity"`
	Member   *string `json:"member"`
	Value    *string `json:"value"`
	Message  string  `json:"message"`
}

// A checker checks files of claims.
type checker struct {
	*app
	view    border.View
	base    border.View // the dataset, from which the claims of a journal may withdraw some
	faults  []checkFault
	read    claimsRead
	errors  int
	changed []string // journals that are not as they were left
}

func (c *checker) check(reg *border.Registry, files []string) error {
	for _, file := range files {
		for l, err := range c.claimsOf(file) {
			if err != nil {
				c.fault(file, 0, err)
				continue
			}
			c.read.add(l.Claim, file, l.Line)
		}
	}
	if c.readJournal {
		if err := reg.Load(accepted(c.base.All())); err != nil {
			return err
		}
	}
	c.addAll(reg)
	for i, claim := range c.read.claims {
		for _, w := range implausible(c.view, claim, c.today) {
			c.note(c.read.places[i], "warning", w.member, w.value, w.message)
		}
	}
	c.warnUnresolved(reg)
	slices.SortStableFunc(c.faults, func(x, y checkFault) int {
		if x.File != y.File {
			return slices.Index(files, x.File) - slices.Index(files, y.File)
		}
		return x.Line - y.Line
	})
	for _, f := range c.faults {
		if err := c.print(f); err != nil {
			return err
		}
	}
	if c.errors > 0 {
		for _, file := range c.changed {
			c.app.note("if %s was changed on purpose and is right, run: crossings seal %s", file, file)
		}
		return errFaults
	}
	if !c.json {
		fmt.Fprintln(c.out, c.say("%s, no errors, %s", words.Claims(c.language, len(c.read.claims)), words.Warnings(c.language, len(c.faults))))
	}
	return nil
}

// addAll adds the claims, leaving out those at fault, so that every fault is
// found: first what is wrong with a claim by itself, then, one after another, what
// is wrong with it among the others.
func (c *checker) addAll(reg *border.Registry) {
	var claims []border.Claim
	var places []place
	for i, claim := range c.read.claims {
		alone := claim
		if len(claim.Retracts)+len(claim.Denies)+len(claim.Repeats) > 0 {
			alone.ID, alone.Retracts, alone.Denies, alone.Repeats = uuid.Nil, nil, nil, nil // it is another claim then
		}
		if _, _, err := try(reg, alone); err != nil {
			c.fault(c.read.places[i].file, c.read.places[i].line, err)
			continue
		}
		claims, places = append(claims, claim), append(places, c.read.places[i])
	}
	for len(claims) > 0 {
		err := reg.Load(accepted(slices.Values(claims)))
		e, ok := errors.AsType[*border.ClaimError](err)
		if err == nil || !ok || e.Line < 1 || e.Line > len(claims) {
			return
		}
		i := e.Line - 1
		c.fault(places[i].file, places[i].line, err)
		claims, places = slices.Delete(claims, i, i+1), slices.Delete(places, i, i+1)
	}
}

// fault notes an error, at the place that it names or else at that given.
func (c *checker) fault(file string, line int, err error) {
	if e, ok := errors.AsType[*journal.CorruptError](err); ok {
		file, line, err = e.File, e.Line, e.Err
		c.noteChanged(file)
	}
	if errors.Is(err, journal.ErrTruncated) {
		err = errors.New(strings.TrimPrefix(err.Error(), file+": "))
		c.noteChanged(file)
	}
	e, ok := errors.AsType[*border.ClaimError](err)
	if !ok {
		c.note(place{file, line}, "error", "", "", err.Error())
		return
	}
	if e.File != "" {
		file, line = e.File, e.Line
	}
	c.note(place{file, line}, "error", e.Member, e.Value, c.withProposal(e.Err))
}

func (c *checker) noteChanged(file string) {
	if !slices.Contains(c.changed, file) {
		c.changed = append(c.changed, file)
	}
}

func (c *checker) note(p place, severity, member, value, message string) {
	f := checkFault{File: p.file, Line: p.line, Severity: severity, Message: message}
	if member != "" {
		f.Member = &member
	}
	if value != "" {
		f.Value = &value
	}
	if severity == "error" {
		c.errors++
	}
	c.faults = append(c.faults, f)
}

func (c *checker) print(f checkFault) error {
	if c.json {
		return c.printJSON(f)
	}
	text := fmt.Sprintf("%s:%d: %s: ", f.File, f.Line, c.say(f.Severity))
	if f.Line == 0 { // of the file as a whole
		text = fmt.Sprintf("%s: %s: ", f.File, c.say(f.Severity))
	}
	if f.Member != nil {
		text += words.Plain(*f.Member)
		if f.Value != nil {
			text += fmt.Sprintf(" %q", *f.Value)
		}
		text += ": "
	}
	_, err := fmt.Fprintln(c.out, text+words.Refusal(c.language, errors.New(f.Message)))
	return err
}

// A doubt is what is implausible in a claim.
type doubt struct{ member, value, message string }

// implausible returns what an editor should look at again in a claim that is
// well formed.
func implausible(v border.View, c border.Claim, today border.Day) (doubts []doubt) {
	warn := func(member, value, message string) { doubts = append(doubts, doubt{member, value, message}) }
	earliest, saidBy := border.SpanOf(c.When).Earliest, border.SpanOf(c.Reported).Latest
	if c.Modality.IsFact() && !earliest.IsZero() && !saidBy.IsZero() && saidBy.Before(earliest) {
		warn("reported", c.Reported.String(), "before it happened ("+c.When.String()+")")
	}
	if c.Modality.IsFact() && earliest.After(today) {
		warn("when", c.When.String(), "a fact in the future")
	}
	if border.SpanOf(c.Reported).Earliest.After(today) {
		warn("reported", c.Reported.String(), "in the future")
	}
	if recorded := (border.Claim{Recorded: c.Recorded}).ReportedOn(); recorded.Latest.After(today) {
		warn("recorded", c.Recorded.Format(time.RFC3339Nano), "in the future")
	}
	if c.Reported.IsZero() && c.Recorded.IsZero() {
		warn("reported", "", "neither reported nor recorded says when it was said")
	}
	if c.ID != uuid.Nil && c.ID != c.ContentID() {
		warn("id", c.ID.String(), "not that of the content, "+c.ContentID().String())
	}
	for _, link := range []struct{ member, text string }{{"source.url", c.Source.URL}, {"source.archived", c.Source.Archived}} {
		if u, err := url.Parse(link.text); link.text != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "") {
			warn(link.member, link.text, "not an http or https address")
		}
	}
	if c.Source.Lang != "" && !isLanguageTag(c.Source.Lang) {
		warn("source.lang", c.Source.Lang, errNoLanguage.Error())
	}
	for _, m := range c.Members() {
		for _, text := range m.Texts() {
			if i := strings.IndexFunc(text, isControl); i >= 0 {
				r, _ := utf8.DecodeRuneInString(text[i:])
				warn(m.Name(), text, fmt.Sprintf("a control character (%U), which no workbook, feed or picture can hold", r))
			}
		}
	}
	if c.Kind == border.KindControl && c.Modality.IsFact() {
		doubts = append(doubts, doubtfulParty(v, c)...)
	}
	return doubts
}

// isControl reports whether XML has no such character (XML 1.0, 2.2, Char).
func isControl(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
}

// doubtfulParty looks at a claim of control by a party that did not exist then,
// or that is of the other country.
func doubtfulParty(v border.View, c border.Claim) (doubts []doubt) {
	p, ok := v.Party(border.Party(c.Value))
	if !ok {
		return nil
	}
	days := border.SpanOf(c.When)
	if from, ok := dated(p.From.Earliest()); ok && !days.Latest.IsZero() && days.Latest.Before(from) {
		doubts = append(doubts, doubt{"when", c.When.String(), fmt.Sprintf("before %s existed (from %s)", c.Value, p.From)})
	}
	if to, ok := dated(p.To.Latest()); ok && days.Earliest.After(to) {
		doubts = append(doubts, doubt{"when", c.When.String(), fmt.Sprintf("after %s existed (to %s)", c.Value, p.To)})
	}
	home := map[border.Side]string{border.Syria: "SY", border.Iraq: "IQ"}[c.Side]
	if p.Country != "" && home != "" && p.Country != home {
		doubts = append(doubts, doubt{"value", c.Value, "a party of the other country"})
	}
	return doubts
}

func dated(day edtf.Day, bound edtf.Bound) (edtf.Day, bool) { return day, bound == edtf.Dated }
