package main

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
	"github.com/spf13/cobra"
)

// sinceLast is the value of --since that asks for what was not there the last time.
const sinceLast = "last"

func newNewCommand(a *app) *cobra.Command {
	var since string
	cmd := &cobra.Command{
		Use:   "new --since DAY|last",
		Short: "Claims that were recorded since a day, or since you last asked",
		Long: `new prints the claims, of all crossings, that were recorded on a day or later. With
--since last it prints those that were not there when new --since last was asked the
time before, and the first time all of them. It keeps the ids of what it has told in
a file of yours, in the directory for such files: on Linux ~/.local/state/crossings.`,
		Example: `  crossings new --since yesterday
  crossings new --since last --add mine.jsonl`,
		Args:        cobra.NoArgs,
		Annotations: without("on"),
		RunE: func(*cobra.Command, []string) error {
			switch since {
			case "":
				return usageError{errors.New("new needs --since, a day or last")}
			case sinceLast:
				return a.printSinceLast()
			}
			day, err := a.parseDay("--since", since)
			if err != nil {
				return err
			}
			v, err := a.view()
			if err != nil {
				return err
			}
			return a.printNew(v, func(c border.Claim) bool { return !recordedOn(c).Before(day) })
		},
	}
	cmd.Flags().StringVar(&since, "since", "", "recorded on this `day` or later; last: not told before")
	completeFlag(cmd, "since", append([]string{sinceLast}, dayWords...)...)
	return cmd
}

// recordedOn returns the day at the border on which a claim was recorded.
func recordedOn(c border.Claim) border.Day {
	return border.Claim{Recorded: c.Recorded}.ReportedOn().Latest
}

// printNew prints those claims of a view that are new.
func (a *app) printNew(v border.View, isNew func(border.Claim) bool) error {
	claims := slices.Collect(v.All())
	claims = slices.DeleteFunc(claims, func(c border.Claim) bool { return !isNew(c) })
	return a.buffered(func() error { return a.listClaims(v, claims, true) })
}

// printSinceLast prints the claims that were not told before, and then keeps that they were.
func (a *app) printSinceLast() error {
	v, err := a.view()
	if err != nil {
		return err
	}
	name, err := toldFile()
	if err != nil {
		return err
	}
	told, err := readTold(name)
	if err != nil {
		return err
	}
	if err := a.printNew(v, func(c border.Claim) bool { return !told[c.ID] }); err != nil {
		return err
	}
	for c := range v.All() {
		told[c.ID] = true
	}
	return writeTold(name, told)
}

// toldFile returns the name of the file with the ids of the claims that were told, one a line.
func toldFile() (string, error) {
	dir := os.Getenv("XDG_STATE_HOME")
	if dir == "" && runtime.GOOS != "windows" && runtime.GOOS != "darwin" {
		if home, err := os.UserHomeDir(); err == nil {
			dir = filepath.Join(home, ".local", "state")
		}
	}
	if dir == "" {
		var err error
		if dir, err = os.UserConfigDir(); err != nil {
			return "", fmt.Errorf("no directory to keep in what was told: %w; name one with XDG_STATE_HOME, or give --since a day", err)
		}
	}
	return filepath.Join(dir, "crossings", "told"), nil
}

// readTold reads the ids of the claims that were told; without the file, none were.
func readTold(name string) (map[uuid.UUID]bool, error) {
	told := map[uuid.UUID]bool{}
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return told, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		id, err := uuid.Parse(lines.Text())
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %q: want the id of a claim; without that file all claims are told as new", name, n, lines.Text())
		}
		told[id] = true
	}
	return told, lines.Err()
}

// writeTold replaces the file in one step, so that an interrupt leaves the old or the new one.
func writeTold(name string, told map[uuid.UUID]bool) error {
	lines := make([]string, 0, len(told))
	for id := range told {
		lines = append(lines, id.String()+"\n")
	}
	slices.Sort(lines)
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), "told-*")
	if err != nil {
		return err
	}
	_, err = f.WriteString(strings.Join(lines, ""))
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		err = errors.Join(err, os.Remove(f.Name()))
	}
	return err
}
