package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/exchange"
	"github.com/crossingstatus/border/journal"
	"github.com/google/uuid"
	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
)

func newImportCommand(a *app) *cobra.Command {
	var file string
	cmd := &cobra.Command{
		Use:   "import FILE...",
		Short: "Read claims from spreadsheets saved as CSV, from JSON Lines, or from a journal",
		Long: `import reads claims from files that people have and prints them as JSON Lines,
each with its id. A file is CSV, with columns in any order under the names of a
claim's members or under HXL tags, separated by commas, semicolons or tabs; or it
is JSON Lines, or a journal. A crossing may be named by any of its names.

Every row at fault is reported on standard error with its line. If there is one,
nothing is printed or written and import ends with status 1.

With --journal the claims are written to a journal, all or none, and the id of
each is printed once it is on the disk. So two editors who keep a journal each take
in what the other has, as often as they like; what is there already changes nothing:

  crossings import other.jsonl --journal mine.jsonl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.importFiles(args, file)
		},
	}
	cmd.Flags().StringVar(&file, "journal", "", "write the claims to this journal `file`")
	return cmd
}

// importFiles reads all files twice: to find every fault before it prints
// anything, and then to print, so that the claims need not be in memory. What
// cannot be read twice, it copies first.
func (a *app) importFiles(files []string, into string) error {
	base, err := a.datasetRegistry()
	if err != nil {
		return err
	}
	given, err := a.world(base.View())
	if err != nil {
		return err
	}
	world, err := border.NewWith(given)
	if err != nil {
		return err
	}
	held, err := a.claimsHeld(base)
	if err != nil {
		return err
	}
	sheets := make([]*os.File, len(files))
	defer func() {
		for _, f := range sheets {
			if f != nil {
				f.Close()
			}
		}
	}()
	for i, name := range files {
		if sheets[i], err = a.openTwice(name); err != nil {
			return err
		}
	}
	view := world.View()
	faults, found := 0, 0
	for i, name := range files {
		before := faults + found
		for _, err := range a.rows(view, held, sheets[i], name) {
			if err != nil {
				faults++
				fmt.Fprintln(a.err, a.withProposal(err))
				continue
			}
			found++
		}
		if faults+found == before {
			fmt.Fprintf(a.err, "crossings: %s has no claims\n", name)
		}
	}
	if faults > 0 {
		fmt.Fprintf(a.err, "crossings: nothing imported: %s in %s\n", counted(faults, "fault"), counted(faults+found, "row"))
		return errFaults
	}
	out := bufio.NewWriterSize(a.out, 64<<10)
	var line []byte
	var read claimsRead
	for i, name := range files {
		if _, err := sheets[i].Seek(0, io.SeekStart); err != nil {
			return err
		}
		for l, err := range a.rows(view, held, sheets[i], name) {
			if err != nil {
				return err // the file has changed meanwhile
			}
			if into != "" {
				read.add(l.Claim, name, l.Line)
				continue
			}
			line = append(l.Claim.AppendJSON(line[:0]), '\n')
			if _, err := out.Write(line); err != nil {
				return err
			}
		}
	}
	if into != "" {
		return a.addRead(into, &read)
	}
	return out.Flush()
}

// addRead adds claims to a journal, all or none, and prints their ids.
func (a *app) addRead(file string, read *claimsRead) (err error) {
	w, err := a.startWriting(file)
	if err != nil {
		return err
	}
	defer func() { err = w.end(err) }()
	_, err = w.add(read)
	return err
}

// claimsHeld returns the claims that the flags name, by their ids. With crossings or
// parties of one's own, the dataset's need not fit them; their ids are taken all the
// same.
func (a *app) claimsHeld(base *border.Registry) (map[uuid.UUID]border.Claim, error) {
	if len(a.data)+len(a.add) > 0 {
		var err error
		if base, err = a.registry(); err != nil {
			return nil, err
		}
	}
	held := map[uuid.UUID]border.Claim{}
	for c := range base.View().All() {
		held[c.ID] = c
	}
	return held, nil
}

// rows yields the claims of a file, each with its id. A claim of which the id is held
// by one of other content is a fault: whoever changes a row leaves its id there.
func (a *app) rows(view border.View, held map[uuid.UUID]border.Claim, f *os.File, name string) iter.Seq2[border.ClaimLine, error] {
	check := func(c border.Claim) error {
		if h, ok := held[c.ID]; ok && string(h.AppendCanonical(nil)) != string(c.AppendCanonical(nil)) {
			return &border.ClaimError{Member: "id", Value: c.ID.String(),
				Err: fmt.Errorf("%w: leave its id empty, and name this one under retracts", border.ErrTwoContents)}
		}
		return known(view, c)
	}
	if isJournal(f) {
		return a.journalRows(f, name, check)
	}
	return func(yield func(border.ClaimLine, error) bool) {
		var size int64
		if info, err := f.Stat(); err == nil {
			size = info.Size()
		}
		bar := a.progress(size, name)
		defer func() { _ = bar.Finish() }()
		read := progressbar.NewReader(f, bar)
		reader := exchange.Reader{Name: name, Lookup: view.Lookup, Check: check}
		for l, err := range reader.ClaimLines(&read) {
			if err == nil && l.Claim.ID == uuid.Nil {
				l.Claim.ID = l.Claim.ContentID()
			}
			if !yield(l, err) {
				return
			}
		}
	}
}

// isJournal reports whether a file is a journal.
func isJournal(f *os.File) bool {
	start := make([]byte, journal.DetectLength)
	n, _ := f.ReadAt(start, 0)
	return journal.Detect(start[:n])
}

// journalRows is rows for a journal, which has claims as they are written.
func (a *app) journalRows(f *os.File, name string, check func(border.Claim) error) iter.Seq2[border.ClaimLine, error] {
	return func(yield func(border.ClaimLine, error) bool) {
		for l, err := range a.claimsIn(f, name, true) {
			if err == nil {
				err = check(l.Claim)
			}
			if e, ok := errors.AsType[*border.ClaimError](err); ok && e.File == "" {
				placed := *e
				placed.File, placed.Line = name, l.Line
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
	if _, err := v.Crossing(c.Crossing); err != nil {
		return &border.ClaimError{Member: "crossing", Err: err}
	}
	return knownParty(v, c)
}

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
		return &border.ClaimError{Member: "value", Value: c.Value, Err: fmt.Errorf("no such party; want one of %s", strings.Join(codes, ", "))}
	}
	return nil
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
	made, err := os.CreateTemp("", "crossings-import-*")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(made.Name()); err != nil {
		return made, err
	}
	if _, err := io.Copy(made, from); err != nil {
		return made, err
	}
	_, err = made.Seek(0, io.SeekStart)
	return made, err
}
