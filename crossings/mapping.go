package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/crossingstatus/border/crossings/sheets"
	"github.com/crossingstatus/border/exchange"
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
		data, err := readFile(f.use)
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

// beside returns the mapping beside a sheet, in a file of its name that ends in
// .map.json, and tells that it is used. Without one it returns the mapping as it is.
func (a *app) beside(name string, m sheets.Map) (sheets.Map, error) {
	if !m.IsZero() || name == "-" {
		return m, nil
	}
	file := strings.TrimSuffix(name, filepath.Ext(name)) + ".map.json"
	data, err := readFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return m, err
	}
	if m, err = sheets.ReadMap(bytes.NewReader(data)); err != nil {
		return m, fmt.Errorf("%s: %w", file, err)
	}
	a.tell("crossings: %s: read with the mapping of %s", name, file)
	return m, nil
}

// A sheetRead is a sheet of other people's under the names of members.
type sheetRead struct {
	csv  *os.File // without a name
	told sheets.Told
}

// converted returns a sheet under the names of members, and tells how its columns are read.
// Cells beyond the last column are faults of CSV; a workbook may have remarks there.
func (a *app) converted(m sheets.Map, rows iter.Seq2[exchange.Row, error], name string, isBook bool) (*sheetRead, error) {
	csv, err := unnamedFile()
	if err != nil {
		return nil, err
	}
	told, err := m.Convert(csv, rows)
	if err == nil {
		_, err = csv.Seek(0, io.SeekStart)
	}
	if err != nil {
		csv.Close()
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var read []string
	for _, c := range told.Header.Read {
		if c.Guessed {
			read = append(read, a.say("%q as %s", c.Name, c.Member))
		}
	}
	if len(read) > 0 {
		a.tell("crossings: %s: read %s; if that is wrong, say so with --map NAME=MEMBER", name, strings.Join(read, a.say(", ")))
	}
	if left := told.Header.Left; len(left) > 0 {
		a.tell("crossings: %s: left out %s; --map NAME=MEMBER reads a column", name, a.quotedList(left))
	}
	if lacking := told.Header.Lacking; len(lacking) > 0 {
		a.tell("crossings: %s: no column is named %s, which the mapping has", name, a.quotedList(lacking))
	}
	if !isBook {
		told.Faults = append(told.Faults, told.Beyond...)
	}
	if told.Nameless > 0 && (isBook || len(told.Beyond) == 0) {
		a.tell("crossings: %s: left out cells of columns without a name, the first on line %d; name the column to have it read", name, told.Nameless)
	}
	return &sheetRead{csv, told}, nil
}

func (a *app) quotedList(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = fmt.Sprintf("%q", n)
	}
	return strings.Join(quoted, a.say(", "))
}
