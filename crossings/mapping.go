package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/crossingstatus/border/crossings/sheets"
	"github.com/spf13/cobra"
)

// mapFlags say how the columns of other people's sheets are read.
type mapFlags struct {
	columns []string
	set     []string
	dates   string
	use     string
	save    string
}

func (f *mapFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&f.columns, "map", nil, "read a column as a member of claims: `NAME=MEMBER`, or NAME= to leave it out (repeatable)")
	cmd.Flags().StringArrayVar(&f.set, "set", nil, "what every row has: `MEMBER=VALUE`, as side=both (repeatable)")
	cmd.Flags().StringVar(&f.dates, "dates", "", "read dates in numbers in this `order`: dmy or mdy")
	cmd.Flags().StringVar(&f.use, "use-map", "", "take the mapping from this `file`; flags go before it")
	cmd.Flags().StringVar(&f.save, "save-map", "", "write the mapping of the flags to this `file`")
	completeFlag(cmd, "dates", string(sheets.DayFirst), string(sheets.MonthFirst))
}

// read returns the mapping that the flags give, and saves it where they say.
func (f *mapFlags) read() (m sheets.Map, err error) {
	if f.use != "" {
		data, err := os.ReadFile(f.use)
		if err != nil {
			return m, err
		}
		if m, err = sheets.ReadMap(bytes.NewReader(data)); err != nil {
			return m, fmt.Errorf("%s: %w", f.use, err)
		}
	}
	for _, p := range []struct {
		flag  string
		texts []string
		into  *map[string]string
	}{{"--map", f.columns, &m.Columns}, {"--set", f.set, &m.Set}} {
		for _, text := range p.texts {
			name, value, ok := strings.Cut(text, "=")
			if !ok || strings.TrimSpace(name) == "" {
				return m, usageError{fmt.Errorf("%s %q: want NAME=VALUE", p.flag, text)}
			}
			if *p.into == nil {
				*p.into = map[string]string{}
			}
			(*p.into)[strings.TrimSpace(name)] = strings.TrimSpace(value)
		}
	}
	if f.dates != "" {
		m.Dates = sheets.Order(f.dates)
	}
	if err := m.Check(); err != nil {
		return m, usageError{err}
	}
	if f.save == "" {
		return m, nil
	}
	var text bytes.Buffer
	if err := m.Write(&text); err != nil {
		return m, err
	}
	return m, os.WriteFile(f.save, text.Bytes(), 0o644)
}

// mapped returns the file with its columns under the names of members, as a copy
// without a name, and tells how they were read. A file that needs no mapping, and
// is given none, it returns as it is.
func (a *app) mapped(m sheets.Map, f *os.File, name string) (*os.File, error) {
	if isJournal(f) || m.IsZero() && !isForeign(f) {
		return f, nil
	}
	made, err := unnamedFile()
	if err != nil {
		return f, err
	}
	out := bufio.NewWriterSize(made, 64<<10)
	told, err := m.Convert(out, f)
	if err = errors.Join(err, out.Flush()); err != nil {
		made.Close()
		return f, fmt.Errorf("%s: %w", name, err)
	}
	f.Close()
	var read []string
	for _, c := range told.Read {
		if c.Guessed {
			read = append(read, fmt.Sprintf("%q as %s", c.Name, c.Member))
		}
	}
	if len(read) > 0 {
		fmt.Fprintf(a.err, "crossings: %s: read %s; if that is wrong, say so with --map NAME=MEMBER\n", name, strings.Join(read, ", "))
	}
	if len(told.Left) > 0 {
		fmt.Fprintf(a.err, "crossings: %s: left out %s; --map NAME=MEMBER reads a column\n", name, quotedList(told.Left))
	}
	_, err = made.Seek(0, io.SeekStart)
	return made, err
}

func quotedList(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = fmt.Sprintf("%q", n)
	}
	return strings.Join(quoted, ", ")
}

// isForeign reports whether a file is a sheet that says in words of other people
// which column is the crossing, and has no column of that name.
func isForeign(f *os.File) bool {
	start := make([]byte, 4<<10)
	n, _ := f.ReadAt(start, 0)
	line, _, whole := bytes.Cut(bytes.TrimPrefix(start[:n], []byte("\ufeff")), []byte("\n"))
	if !whole {
		return false
	}
	for _, comma := range []rune{',', ';', '\t'} {
		in := csv.NewReader(bytes.NewReader(line))
		in.Comma = comma
		names, err := in.Read()
		if err != nil {
			continue
		}
		guessed, own := map[string]bool{}, false
		for _, name := range names {
			own = own || strings.EqualFold(strings.TrimSpace(name), "crossing")
			guessed[sheets.Guess(name)] = true
		}
		if !own && guessed["crossing"] && (guessed["status"] || guessed["control"] || guessed["value"]) {
			return true
		}
	}
	return false
}
