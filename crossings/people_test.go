package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/require"
)

// columns counts the columns that a line takes: marks of direction and on letters take none.
func columns(line string) int {
	n := utf8.RuneCountInString(line)
	for _, r := range line {
		if unicode.In(r, unicode.Mn, unicode.Cf) {
			n--
		}
	}
	return n
}

// A history fits the terminal, and where there is none, a usual one.
func TestHistoryFits(t *testing.T) {
	for _, tt := range []struct {
		columns string
		width   int
	}{{"80", 80}, {"100", 100}, {"200", 200}, {"", 80}, {"none", 80}} {
		for _, lang := range []string{"en", "ar"} {
			d := newDesk(t)
			d.env = []string{"COLUMNS=" + tt.columns}
			widest := 0
			for line := range strings.Lines(d.run(0, "history", "qaim", "--lang", lang).stdout) {
				widest = max(widest, columns(strings.TrimSuffix(line, "\n")))
			}
			require.LessOrEqual(t, widest, tt.width, "%s %s", tt.columns, lang)
			require.Greater(t, widest, tt.width*2/5, "%s %s", tt.columns, lang)
		}
	}
}

// Every command stands in a group of the help, with an example that names it and that it can read.
func TestHelpHasGroupsAndExamples(t *testing.T) {
	root := newRoot(&app{in: strings.NewReader(""), out: io.Discard, err: io.Discard})
	var walk func(cmd *cobra.Command)
	walk = func(cmd *cobra.Command) {
		for _, c := range cmd.Commands() {
			if c.Name() == "completion" || c.Parent().Name() == "completion" {
				continue
			}
			if c.Parent() == root {
				require.NotEmpty(t, c.GroupID, c.Name())
			}
			require.Contains(t, c.Example, c.CommandPath(), c.CommandPath())
			for line := range strings.Lines(c.Example) {
				for word := range strings.FieldsSeq(line) {
					if name, isFlag := strings.CutPrefix(word, "--"); isFlag {
						require.NotNil(t, firstOf(c.Flags().Lookup(name), c.InheritedFlags().Lookup(name)), "%s: %s", c.CommandPath(), word)
					}
				}
			}
			walk(c)
		}
	}
	walk(root)
	for _, g := range groups {
		require.Contains(t, crossings(t, "", "--help").stdout, "\n"+g.title+"\n")
	}
}

func firstOf[T any](list ...*T) *T {
	for _, p := range list {
		if p != nil {
			return p
		}
	}
	return nil
}

// Who misspells a command or a flag is told the right one, and ends with status 2.
func TestMisspelt(t *testing.T) {
	for args, want := range map[string]string{
		"help nonsense":                   `help: no command is called "nonsense"`,
		"help hisotry":                    `help: no command is called "hisotry"; did you mean history?`,
		"at qaim --knwon today":           "unknown flag: --knwon; did you mean --known?",
		"add --crossin qaim":              "unknown flag: --crossin; did you mean --crossing or --crossings?",
		"claims --sice 2020-01-01":        "unknown flag: --sice; did you mean --side or --since?",
		"export --fromat csv":             "unknown flag: --fromat; did you mean --format?",
		"at --zzzzzz":                     "unknown flag: --zzzzzz",
		"import x.csv --known today":      "--known has no meaning with import",
		"export --format csv --on today":  "--on goes with --format xlsx, geojson, ics, svg, png, datapackage; csv and hxl take --states",
		"export --format stix --on today": "--on goes with --format xlsx, geojson, ics, svg, png, datapackage; csv and hxl take --states",
		"export --format csv --json":      "--json has no meaning with export; a format is named by --format",
		"export --format json --lang en":  "--lang goes with --format xlsx, svg, png, ics, atom",
	} {
		r := crossings(t, "", strings.Fields(args)...)
		require.Equal(t, result{"", "crossings: " + want + "\nRun 'crossings --help' for usage.\n", 2}, r, args)
	}
	r := crossings(t, "", "help", "history")
	require.Equal(t, 0, r.status)
	require.Equal(t, crossings(t, "", "history", "--help").stdout, r.stdout)
}

// Every refused day ends with what to write.
func TestRefusedDays(t *testing.T) {
	for text, want := range map[string]string{
		"15/06/2025":          "if so, write --on 2025-06-15",
		"June 2025":           "a day is wanted, and that has more than one; for the first of them write --on 2025-06-01",
		"mid-2014":            "a day is wanted, and that has more than one; for the first of them write --on 2014-05-01",
		"ca. 2024":            "a day is wanted, and that has more than one; for the first of them write --on 2024-01-01",
		"2024-5-3":            "if so, write --on 2024-05-03",
		"٢٠٢٤-٠٥-٠٣":          "if so, write --on 2024-05-03",
		"٣ أيار ٢٠٢٤":         "if so, write --on 2024-05-03",
		"2026-11-03 00:00:00": "if so, write --on 2026-11-03",
		"2024":                "a day is wanted, and that has more than one; for the first of them write --on 2024-01-01",
		"sometime":            "or today, yesterday or tomorrow",
	} {
		r := crossings(t, "", "at", "tanf", "--on", text)
		require.Equal(t, 2, r.status)
		require.Contains(t, r.stderr, want+"\nRun 'crossings --help' for usage.\n", text)
		r = crossings(t, "", "export", "--format", "csv", "--states", text)
		require.Contains(t, r.stderr, strings.ReplaceAll(want, "--on", "--states")+"\n", text)
		require.NotContains(t, r.stderr, "--on", "the flag at fault is named")
	}
	require.Equal(t, "mid-2014: not valid: \"mid-2014\": 'm' where a digit of the year should be at offset 0; "+
		"\"mid-2014\" may mean 2014-38 (some time in May to August of 2014)\n", crossings(t, "", "date", "mid-2014").stdout)
	require.Equal(t, "x: not valid: \"x\": 'x' where a digit of the year should be at offset 0; a date is written as 2014-06-15, 2014-06, 2014 or 2014-06/2014-08\n",
		crossings(t, "", "date", "x").stdout)
}

// Days by their distance from today are what days in figures are.
func TestDayWords(t *testing.T) {
	in := func(args ...string) string { return crossings(t, "", args...).stdout }
	require.Equal(t, in("at", "tanf"), in("at", "tanf", "--on", "today"))
	require.NotEqual(t, in("at", "tanf", "--json"), in("at", "tanf", "--json", "--on", "tomorrow"))
	require.Contains(t, in("at", "tanf", "--json", "--known", "yesterday"), `"known":"20`)
	require.NotEmpty(t, in("diff", "--from", "2024-01-01", "--to", "today"))
	require.NotEmpty(t, in("history", "tanf", "--from", "yesterday", "--to", "tomorrow"))
}

// Every vocabulary completes, and a value by its kind; the scripts of the shells are there.
func TestVocabulariesComplete(t *testing.T) {
	for args, want := range map[string]string{
		"add --kind|":                  "control status passage obstacle threat authorization review",
		"add --side|":                  "syria iraq both",
		"add --direction|":             "sy-to-iq iq-to-sy both",
		"add --edge|":                  "start seen",
		"add --modality|":              "observed reported planned expected denied feared",
		"add --traffic|":               "passengers commercial transit humanitarian returnees fuel military official",
		"add --kind status --value|":   "closed intermittent open restricted trial unknown",
		"add --kind obstacle --value|": "",
		"claims --kind|":               "control status passage obstacle threat authorization review",
		"at --on|":                     "today yesterday tomorrow",
		"new --since|":                 "last today yesterday tomorrow",
	} {
		args := strings.Fields(strings.TrimSuffix(args, "|"))
		r := crossings(t, "", append(append([]string{"__complete"}, args...), "")...)
		lines := strings.Fields(r.stdout)
		require.Equal(t, strings.Fields(want+" :4"), lines, args)
	}
	parties := crossings(t, "", "__complete", "add", "--kind", "control", "--value", "").stdout
	require.Contains(t, parties, "syrian-government\tSyrian government\n")
	require.NotContains(t, parties, "closed")
	require.Contains(t, crossings(t, "", "__complete", "claims", "--source", "Reu").stdout, "Reuters\n")
	for _, shell := range []string{"bash", "zsh", "fish"} {
		require.Contains(t, crossings(t, "", "completion", shell).stdout, "__complete", shell)
	}
}

// Every command has a page that man can show.
func TestManualPages(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "man")
	require.Equal(t, 0, crossings(t, "", "man", dir).status)
	pages, err := filepath.Glob(filepath.Join(dir, "*.1"))
	require.NoError(t, err)
	require.Greater(t, len(pages), 20)
	show, err := exec.LookPath("man")
	if err != nil {
		t.Skip("man is not installed: the pages are written, and not shown")
	}
	for _, page := range pages {
		cmd := exec.Command(show, "-l", page)
		cmd.Env = append(os.Environ(), "MANWIDTH=80", "LC_ALL=C.UTF-8", "PAGER=cat")
		text, err := cmd.CombinedOutput()
		require.NoError(t, err, "%s: %s", page, text)
		name := strings.TrimSuffix(filepath.Base(page), ".1")
		require.Contains(t, string(text), "SYNOPSIS", page)
		require.Contains(t, string(text), strings.ReplaceAll(name, "-", " "), page)
		require.NotRegexp(t, `(?m)^(troff|groff|<standard input>|man):`, string(text))
	}
}

// Why names each claim by its id, with which it can be withdrawn.
func TestWhyHasIDs(t *testing.T) {
	r := crossings(t, "", "why", "tanf", "--side", "syria", "--question", "control")
	require.Regexp(t, `(?m)^    id [0-9a-f]{8}-[0-9a-f]{4}-5`, r.stdout)
	require.Contains(t, crossings(t, "", "claims", "tanf").stdout, strings.TrimSpace(strings.SplitN(strings.SplitN(r.stdout, "    id ", 2)[1], "\n", 2)[0]))
}

// A byte order mark before what comes on standard input is no part of it.
func TestByteOrderMark(t *testing.T) {
	require.Equal(t, 0, crossings(t, "\ufeff2014-06\n", "date").status)
	d := newDesk(t)
	cmd := d.command("add")
	cmd.Stdin = strings.NewReader("\ufeff" + `{"crossing":"al-tanf-al-waleed","side":"syria","kind":"status","value":"open","when":"2026-06-01","modality":"reported","source":{"name":"a"}}` + "\n")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
}
