package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/crossingstatus/border"
	"github.com/spf13/cobra"
)

func newEditionCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "edition",
		Short: "Which edition of the dataset this is, and what editions changed",
		Long: `edition prints the version of the program, and the edition, the digest and the
number of the claims that it answers from. Claims of one's own have a digest and no
edition. data/CHANGES.md says what an edition changed in which answers.`,
		Args:        cobra.NoArgs,
		Annotations: without("on", "known", "as-of"),
		RunE:        func(*cobra.Command, []string) error { return a.printEdition() },
	}
	cmd.AddCommand(newEditionDiffCommand(a), newEditionSuccessionCommand(a))
	return cmd
}

func newEditionDiffCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "What changed in the answers from one edition to another",
		Long: `edition diff prints, for each run of days on which an answer of the edition in the
directory NEW differs from that in OLD, the answer before and the answer after. The
directories are as --dataset takes them.`,
		Args:        twoDirectories,
		Annotations: without("on", "known", "as-of", "dataset", "data", "add", "crossings", "parties"),
		RunE: func(_ *cobra.Command, args []string) error {
			older, newer, err := twoEditions(args)
			if err != nil {
				return err
			}
			return a.buffered(func() error {
				for c := range border.Diff(older.View(), newer.View()) {
					if a.json {
						if err := a.printJSON(c); err != nil {
							return err
						}
						continue
					}
					a.printChange(newer.View(), c)
				}
				return nil
			})
		},
	}
}

func newEditionSuccessionCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "succession OLD NEW",
		Short: "Which claims of an edition stand for those that it replaced",
		Long: `edition succession prints the lines of data/succession.jsonl for the edition in the
directory NEW: what its own file has, and, for each claim of OLD that NEW lacks and
no line names, the claims that only NEW has of the same crossing and the same quote
from the same page. Lines that an editor wrote stay as they are. The directories
are as --dataset takes them; the name of the edition is the line of NEW/VERSION.`,
		Args:        twoDirectories,
		Annotations: without("on", "known", "as-of", "dataset", "data", "add", "crossings", "parties"),
		RunE: func(_ *cobra.Command, args []string) error {
			older, newer, err := twoEditions(args)
			if err != nil {
				return err
			}
			name, err := os.ReadFile(filepath.Join(args[1], "VERSION"))
			if err != nil {
				return err
			}
			edition := strings.TrimSpace(string(name))
			return a.buffered(func() error {
				for _, r := range border.Replacements(older.View(), newer.View(), edition, newer.Succession()) {
					if err := a.printJSON(r); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
}

// twoDirectories asks for the directories of two editions.
func twoDirectories(cmd *cobra.Command, args []string) error {
	if len(args) != 2 {
		return fmt.Errorf("%s needs the directories of two editions, OLD and NEW", cmd.CommandPath())
	}
	return nil
}

func twoEditions(dirs []string) (older, newer *border.Registry, err error) {
	if older, err = border.Load(os.DirFS(dirs[0])); err != nil {
		return nil, nil, fmt.Errorf("dataset %s: %w", dirs[0], err)
	}
	if newer, err = border.Load(os.DirFS(dirs[1])); err != nil {
		return nil, nil, fmt.Errorf("dataset %s: %w", dirs[1], err)
	}
	return older, newer, nil
}

// An editionLine is what edition prints with --json.
type editionLine struct {
	Program string        `json:"program"`
	Commit  *string       `json:"commit"`
	Edition *string       `json:"edition"`
	Digest  border.Digest `json:"digest"`
	Claims  int           `json:"claims"`
}

func (a *app) printEdition() error {
	reg, err := a.registry()
	if err != nil {
		return err
	}
	v := reg.View()
	line := editionLine{Program: "(unknown)", Digest: v.Digest(), Claims: v.Through().Claims}
	if info, ok := debug.ReadBuildInfo(); ok {
		line.Program = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				line.Commit = &s.Value
			}
		}
	}
	if e, ok := border.EditionOf(line.Digest); ok {
		line.Edition = &e.Edition
	}
	if a.json {
		return a.printJSON(line)
	}
	edition := a.say("no edition of the dataset")
	if line.Edition != nil {
		edition = a.say("edition %s of the dataset", *line.Edition)
	}
	fmt.Fprintln(a.out, a.say("program %s; %s; %d claims; digest %s", line.Program, edition, line.Claims, line.Digest))
	return nil
}
