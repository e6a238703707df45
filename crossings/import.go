package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/research"
	"github.com/crossingstatus/border/crossings/sheets"
	"github.com/crossingstatus/border/exchange"
	"github.com/google/uuid"
	"github.com/spf13/cobra"
)

func newImportCommand(a *app) *cobra.Command {
	var options importOptions
	var columns mapFlags
	cmd := &cobra.Command{
		Use:   "import FILE...",
		Short: "Read claims from spreadsheets, JSON Lines, Parquet, or a journal",
		Long: `import reads claims from files that people have and prints them as JSON Lines,
each with its id. A file is a workbook (.xlsx) or CSV, with columns in any order under
the names of a claim's members or under HXL tags, separated by commas, semicolons,
tabs or |; or it is JSON Lines, Parquet with columns of those names, or a journal. A crossing may be named by any of its names.
Of a workbook every sheet that has claims is read, or the one of --sheet. A form to fill
in, with lists to choose from: crossings export --format xlsx --empty > form.xlsx

Every fault of every row is told on standard error with its line, and what to write
instead where that is likely. If there is one, nothing is printed or written and import
ends with status 1. --mend writes the sheet with these proposals in; what is left it
says in a column "fault". Look it through, and import it.

A sheet of other people's names its columns otherwise, in English or Arabic. Those
that can only be one thing are read as it, and told; --map reads others, --set says
what every row has, --dates how dates in numbers are meant. The mapping can be saved,
and is found again as posts.map.json beside posts.csv:

  crossings import posts.csv --set side=both --map "Border post=crossing" --dates dmy \
    --save-map posts.map.json

With --journal the claims are written to a journal, all or none, and the id of
each is printed once it is on the disk. So two editors who keep a journal each take
in what the other has, as often as they like; what is there already changes nothing.
A claim that withdraws or denies one that is not there is kept, and has no effect
until that comes:

  crossings import other.jsonl --journal mine.jsonl

--dry-run prints which answers would change, as diff does, and keeps nothing.`,
		Args:        someFiles,
		Annotations: without("known", "as-of", "on"),
		RunE: func(_ *cobra.Command, args []string) error {
			mapping, err := columns.read()
			if err != nil {
				return err
			}
			return a.importFiles(args, options, mapping)
		},
	}
	cmd.Flags().StringVar(&options.journal, "journal", "", "write the claims to this journal `file`")
	cmd.Flags().StringVar(&options.sheet, "sheet", "", "of a workbook read the sheet of this `name` alone")
	cmd.Flags().StringVar(&options.mend, "mend", "", "write the sheet to this `file`, .csv or .xlsx, with what is proposed for its faults")
	cmd.Flags().BoolVar(&options.dryRun, "dry-run", false, "print which answers would change, and keep nothing")
	columns.register(cmd)
	return cmd
}

// importOptions are the flags of import beside those of the mapping.
type importOptions struct {
	journal string
	sheet   string
	mend    string
	dryRun  bool
}

// importFiles reads all files twice: to find every fault before it prints
// anything, and then to print, so that the claims need not be in memory. What
// cannot be read twice, it copies first.
func (a *app) importFiles(files []string, o importOptions, mapping sheets.Map) error {
	i, err := a.newImporter()
	if err != nil {
		return err
	}
	defer i.close()
	i.sheet, i.mend = o.sheet, o.mend
	if err := i.open(files, mapping); err != nil {
		return err
	}
	if err := i.findFaults(); err != nil {
		return err
	}
	switch {
	case o.dryRun:
		return i.try(o.journal)
	case o.journal == "":
		return i.print()
	}
	return i.write(o.journal)
}

// An importer reads claims from files that people have.
type importer struct {
	*app
	again bool                       // the files were read before: what is to be told was
	view  border.View                // the crossings and parties that claims may name
	held  map[uuid.UUID]border.Claim // the claims that are there already
	files []importedFile
	sheet string // the one of a workbook to read, "" for all
	mend  string // the file to write a mended sheet to

	readAs      []string          // words that were read as others
	sourceNames map[string]string // those of the register by their folded names in other languages

	books    []*sheets.Workbook
	replaced []*os.File // of which what is read was made
}

// An importedFile is open, and can be read twice.
type importedFile struct {
	*os.File
	name    string
	mapping sheets.Map
	told    *sheets.Told                          // what was made of a sheet that was converted
	sheet   func() iter.Seq2[exchange.Row, error] // its rows as they are, nil of what is no sheet
	isBook  bool                                  // it is of a workbook: no spreadsheet changes its texts
}

// line returns the line of the file that stands on a line of what is read.
func (f *importedFile) line(n int) int {
	if f.told == nil {
		return n
	}
	return f.told.Line(n)
}

func (a *app) newImporter() (*importer, error) {
	base, err := a.datasetRegistry()
	if err != nil {
		return nil, err
	}
	given, err := a.world(base.View())
	if err != nil {
		return nil, err
	}
	world, err := border.NewWith(given)
	if err != nil {
		return nil, err
	}
	held, err := a.claimsHeld(base)
	if err != nil {
		return nil, err
	}
	return &importer{app: a, view: world.View(), held: held}, nil
}

// open opens the files, and puts the columns of sheets under the names of members.
func (i *importer) open(names []string, mapping sheets.Map) error {
	if i.mend != "" && len(names) > 1 {
		return usageError{errors.New("--mend is for one sheet; give one file")}
	}
	for _, name := range names {
		f, err := i.openTwice(name)
		if err != nil {
			if f != nil {
				f.Close()
			}
			return err
		}
		m, err := i.beside(name, mapping)
		if err == nil {
			err = i.openSheets(f, name, m)
		}
		if err != nil {
			return err
		}
	}
	if i.mend != "" && (len(i.files) != 1 || i.files[0].sheet == nil) {
		return usageError{errors.New("--mend is for one sheet; give one file of CSV, or of a workbook --sheet")}
	}
	return nil
}

// openSheets opens the sheets of a file, or what else it is, under the names of members.
func (i *importer) openSheets(f *os.File, name string, m sheets.Map) error {
	start := make([]byte, 512)
	n, _ := f.ReadAt(start, 0)
	if sheets.IsWorkbook(start[:n]) {
		defer f.Close()
		return i.openWorkbook(f, name, m)
	}
	file := importedFile{File: f, name: name, mapping: m}
	if !isJournal(f) && !research.IsParquet(start[:n]) && exchange.IsSheet(start[:n]) {
		file.sheet = func() iter.Seq2[exchange.Row, error] {
			return exchange.Rows(io.NewSectionReader(f, 0, 1<<62))
		}
	}
	i.files = append(i.files, file)
	if file.sheet == nil {
		return nil
	}
	h, ok := m.Find(file.sheet())
	if m.IsZero() && (!ok || h.Plain) { // as package exchange reads it, or refuses it
		return nil
	}
	return i.convert(&i.files[len(i.files)-1])
}

// openWorkbook opens the sheets of a workbook: the one that was asked for, of one that
// export wrote its claims, else all that name columns of claims.
func (i *importer) openWorkbook(f *os.File, name string, m sheets.Map) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	book, err := sheets.OpenWorkbook(f, info.Size())
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	i.books = append(i.books, book)
	chosen, passed := []string{i.sheet}, []string(nil)
	if i.sheet == "" {
		var hidden []string
		if chosen, hidden = book.ClaimSheets(); len(hidden) > 0 {
			i.tell("crossings: %s: passed over the sheets %s, which are hidden; --sheet NAME reads one", name, i.quotedList(hidden))
		}
	}
	for _, sheet := range chosen {
		file := importedFile{name: name, mapping: m, isBook: true, sheet: func() iter.Seq2[exchange.Row, error] { return book.Rows(sheet) }}
		if len(book.Sheets()) > 1 {
			file.name += ":" + sheet
		}
		if _, ok := m.Find(file.sheet()); !ok && i.sheet == "" {
			passed = append(passed, sheet)
			continue
		}
		i.files = append(i.files, file)
		if err := i.convert(&i.files[len(i.files)-1]); err != nil {
			return err
		}
	}
	switch {
	case len(passed) == len(chosen):
		return fmt.Errorf("%s: %w", name, sheets.ErrNoHeader)
	case len(passed) > 0:
		i.tell("crossings: %s: passed over the sheets %s, which have no claims; --sheet NAME reads one", name, i.quotedList(passed))
	}
	return nil
}

// convert puts a sheet under the names of members.
func (i *importer) convert(file *importedFile) error {
	read, err := i.converted(file.mapping, file.sheet(), file.name, file.isBook)
	if err != nil {
		return err
	}
	if file.File != nil {
		i.replaced = append(i.replaced, file.File) // --mend reads it again
	}
	file.File, file.told = read.csv, &read.told
	return nil
}

func (i *importer) close() {
	for _, f := range i.files {
		if f.File != nil {
			f.Close()
		}
	}
	for _, f := range i.replaced {
		f.Close()
	}
	for _, b := range i.books {
		b.Close()
	}
}

// eachClaim reads the files anew, from their beginnings, and calls do for each claim. A
// fault is one only if a file has changed meanwhile.
func (i *importer) eachClaim(do func(l border.ClaimLine, file string) error) error {
	i.again = true
	for _, f := range i.files {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		for l, err := range i.rows(f) {
			if err != nil {
				return err
			}
			if err := do(l, f.name); err != nil {
				return err
			}
		}
	}
	return nil
}

// print prints the claims as JSON Lines.
func (i *importer) print() error {
	out := bufio.NewWriterSize(i.out, 64<<10)
	var line []byte
	err := i.eachClaim(func(l border.ClaimLine, _ string) error {
		line = append(l.Claim.AppendJSON(line[:0]), '\n')
		_, err := out.Write(line)
		return err
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// write adds the claims to a journal, all or none, and prints their ids.
func (i *importer) write(journal string) (err error) {
	var read claimsRead
	if err := i.eachClaim(func(l border.ClaimLine, file string) error {
		read.add(l.Claim, file, l.Line)
		return nil
	}); err != nil {
		return err
	}
	i.writes = journal
	w, err := i.startWriting(journal)
	if err != nil {
		return err
	}
	defer func() { err = w.end(err) }()
	w.isImport = true
	_, err = w.add(&read)
	return err
}

// try prints which answers would change, those of a journal with its claims.
func (i *importer) try(journal string) error {
	var read claimsRead
	if err := i.eachClaim(func(l border.ClaimLine, file string) error {
		read.add(l.Claim, file, l.Line)
		return nil
	}); err != nil {
		return err
	}
	reg, err := i.registryWith(cmp.Or(journal, i.ownJournal))
	if err != nil {
		return err
	}
	return i.printTrial(reg, &read)
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
