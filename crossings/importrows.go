package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/research"
	"github.com/crossingstatus/border/exchange"
	"github.com/crossingstatus/border/journal"
	"github.com/google/uuid"
	"github.com/schollz/progressbar/v3"
)

// rows yields the claims of a file, each with its id.
func (i *importer) rows(f importedFile) iter.Seq2[border.ClaimLine, error] {
	if isJournal(f.File) {
		return i.journalRows(f)
	}
	return func(yield func(border.ClaimLine, error) bool) {
		var size int64
		if info, err := f.Stat(); err == nil {
			size = info.Size()
		}
		bar := i.progress(size, f.name)
		defer func() { _ = bar.Finish() }()
		read := progressbar.NewReader(f, bar)
		reader := exchange.Reader{Name: f.name, Lookup: i.view.Lookup, Check: i.check, Note: i.note, Word: i.readsAs(f)}
		if f.told != nil {
			for _, err := range f.told.Faults {
				if !yield(border.ClaimLine{}, placedIn(f.name, err)) {
					return
				}
			}
		}
		claims := reader.ClaimLines(&read)
		if startsAs(f.File, research.IsParquet) {
			claims = research.ReadParquet(f.File, size, reader)
		}
		for l, err := range claims {
			l.Line = f.line(l.Line)
			if err = onLine(err, f.line); err == nil && l.Claim.ID == uuid.Nil {
				if f.sheet != nil {
					i.nameSources(&l.Claim.Source)
				}
				l.Claim.ID = l.Claim.ContentID()
			} else if err == nil {
				i.noteChanged(l, f.name)
			}
			if !yield(l, err) {
				return
			}
		}
	}
}

// nameSources puts the names of sources in Arabic and Kurdish into those under which the
// register has them and claims write them, and notes it: so what one source said in two
// languages counts, and is found, as of one.
func (i *importer) nameSources(s *border.Source) {
	if i.sourceNames == nil {
		i.sourceNames = map[string]string{}
		for info := range i.view.Sources() {
			for _, name := range []string{info.Names.Arabic, info.Names.Kurdish} {
				if _, isTaken := i.view.Source(name); name != "" && !isTaken {
					i.sourceNames[border.Fold(name)] = info.Name
				}
			}
		}
	}
	registered := func(name string) string {
		known, ok := i.sourceNames[border.Fold(name)]
		if !ok {
			return name
		}
		i.noteReadAs(name, known)
		return known
	}
	s.Name = registered(s.Name)
	for k, name := range s.Via {
		s.Via[k] = registered(name)
	}
}

// placedIn puts the name of a file into a fault.
func placedIn(name string, err error) error {
	if e, ok := errors.AsType[*border.ClaimError](err); ok {
		at := *e
		at.File = name
		return &at
	}
	return err
}

// onLine puts a fault on the line that stands for its own.
func onLine(err error, line func(int) int) error {
	if e, ok := errors.AsType[*border.ClaimError](err); ok && e.Line > 0 {
		at := *e
		at.Line = line(e.Line)
		return &at
	}
	return err
}

// lineOfFault returns the line of a fault, 0 if it has none.
func lineOfFault(err error) int {
	if e, ok := errors.AsType[*border.ClaimError](err); ok {
		return e.Line
	}
	return 0
}

// isJournal reports whether a file is a journal.
func isJournal(f *os.File) bool { return startsAs(f, journal.Detect) }

// startsAs reports whether the beginning of a file is of some kind.
func startsAs(f *os.File, is func([]byte) bool) bool {
	start := make([]byte, journal.DetectLength)
	n, _ := f.ReadAt(start, 0)
	return is(start[:n])
}

// journalRows is rows for a journal, which has claims as they are written.
func (i *importer) journalRows(f importedFile) iter.Seq2[border.ClaimLine, error] {
	return func(yield func(border.ClaimLine, error) bool) {
		for l, err := range i.claimsIn(f, f.name, true) {
			if err == nil {
				err = i.check(l.Claim)
			}
			if e, ok := errors.AsType[*border.ClaimError](err); ok && e.File == "" {
				placed := *e
				placed.File, placed.Line = f.name, l.Line
				err = &placed
			}
			if !yield(l, err) {
				return
			}
		}
	}
}

// known reports a claim about a crossing or by a party that there is not.
func known(v border.View, c border.Claim) error {
	if _, err := v.Handle(c.Crossing); err != nil {
		return &border.ClaimError{Member: "crossing", Err: err}
	}
	return knownParty(v, c)
}

// errNoParty says of who controls a crossing that no party is called so.
var errNoParty = errors.New("no such party")

// knownParty reports a claim of control by a party that there is not.
func knownParty(v border.View, c border.Claim) error {
	if c.Kind != border.KindControl || c.Value == "" {
		return nil
	}
	if _, ok := v.Party(border.Party(c.Value)); !ok {
		var codes []string
		for p := range v.Parties() {
			codes = append(codes, string(p.Code))
		}
		return &border.ClaimError{Member: "value", Value: c.Value, Err: fmt.Errorf("%w; want one of %s", errNoParty, strings.Join(codes, ", "))}
	}
	return nil
}

// unnamedFile makes a file that is gone when it is closed.
func unnamedFile() (*os.File, error) {
	f, err := os.CreateTemp("", "crossings-import-*")
	if err != nil {
		return nil, err
	}
	return f, os.Remove(f.Name())
}

// openTwice opens a file that can be read twice; of standard input and of pipes it
// makes a copy that has no name.
func (a *app) openTwice(name string) (*os.File, error) {
	var from io.Reader = a.in
	if name != "-" {
		f, err := openFile(name)
		if err != nil {
			return nil, err
		}
		if info, err := f.Stat(); err != nil || info.Mode().IsRegular() {
			return f, err
		}
		defer f.Close()
		from = f
	}
	made, err := unnamedFile()
	if err != nil {
		return nil, err
	}
	const most = 8 << 30 // a million claims are some 640 MB
	if n, err := io.Copy(made, io.LimitReader(from, most)); err != nil || n == most {
		return made, cmp.Or(err, fmt.Errorf("%s does not end within %d GiB", name, most>>30))
	}
	_, err = made.Seek(0, io.SeekStart)
	return made, err
}
