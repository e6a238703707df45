package main

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/draw"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

// What the README and the pages of docs show on screen is what the
// program prints on the embedded dataset. With -update what is shown is made
// anew; more than 12 lines are cut.
func TestDocsShowWhatIsPrinted(t *testing.T) {
	for _, file := range []string{"../README.md", "../docs/answers.md", "../docs/formats.md"} {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		shown := withOutputs(t, string(text))
		if *update {
			require.NoError(t, os.WriteFile(file, []byte(shown), 0o644))
			continue
		}
		require.Equal(t, string(text), shown, "run the tests of the program with -update")
	}
}

// The picture in the README is what export draws on a day: it reaches to the day
// on which it is drawn.
func TestDocsShowWhatIsDrawn(t *testing.T) {
	const file = "../docs/al-bukamal-al-qaim.svg"
	reg, err := border.Default()
	require.NoError(t, err)
	day := border.Date(2026, time.May, 2)
	var drawn strings.Builder
	_, err = draw.Timeline{View: reg.View(), Code: border.AlBukamalAlQaim, Language: edtf.English, On: day, Today: day}.WriteTo(&drawn)
	require.NoError(t, err)
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(drawn.String()), 0o644))
	}
	kept, err := os.ReadFile(file)
	require.NoError(t, err)
	require.True(t, string(kept) == drawn.String(), "docs/al-bukamal-al-qaim.svg is out of date: run the tests of the program with -update")
}

// The page of formats has every format of export, with a command line that works and
// example files that are there.
func TestDocsHaveEveryFormat(t *testing.T) {
	text, err := os.ReadFile("../docs/formats.md")
	require.NoError(t, err)
	row := regexp.MustCompile("(?m)^\\| .* \\| .* \\| `([^`]*)` \\| (\\[.*\\)) \\|$")
	link := regexp.MustCompile(`\[([^]]*)\]\(([^)]*)\)`)
	documented := map[string]bool{}
	for _, m := range row.FindAllStringSubmatch(string(text), -1) {
		args := strings.Fields(m[1])
		documented[args[0]] = true
		into := slices.Index(args, "--dir") + 1
		if into > 0 {
			args[into] = t.TempDir()
		}
		r := crossings(t, "", append([]string{"export", "--format"}, args...)...)
		require.True(t, r.status == 0 && (into > 0 || r.stdout != ""), "%s: %s", m[1], r.stderr)
		examples := link.FindAllStringSubmatch(m[2], -1)
		require.NotEmpty(t, examples, m[1])
		for _, example := range examples {
			require.Equal(t, path.Base(example[2]), example[1])
			info, err := os.Stat(filepath.Join("../docs", filepath.FromSlash(example[2])))
			require.NoError(t, err)
			require.Positive(t, info.Size())
		}
	}
	for _, f := range formats {
		require.True(t, documented[f.name], "docs/formats.md has no row for %s", f.name)
	}
}

// withOutputs returns a text with the output of each command that stands in it.
func withOutputs(t *testing.T, text string) string {
	t.Helper()
	const prompt, most = "    $ go run ./crossings", 12
	var out []string
	lines := strings.Split(text, "\n")
	commands := 0
	for i := 0; i < len(lines); i++ {
		out = append(out, lines[i])
		args, ok := strings.CutPrefix(lines[i], prompt)
		if !ok {
			continue
		}
		commands++
		wanted := 0 // how many lines are shown now, before a cut
		for ; i+1 < len(lines) && strings.HasPrefix(lines[i+1], "    "); i++ {
			if lines[i+1] != "    …" {
				wanted++
			}
		}
		if wanted == 0 {
			wanted = most
		}
		r := crossings(t, "", arguments(args)...)
		require.Equal(t, 0, r.status, r.stderr)
		printed := strings.Split(strings.TrimRight(r.stdout, "\n"), "\n")
		for n, line := range printed {
			if n == wanted {
				out = append(out, "    …")
				break
			}
			if line = strings.TrimRight(line, " "); line == "" {
				line = "·" // an empty line would end the output here
			}
			out = append(out, "    "+line)
		}
	}
	require.Positive(t, commands)
	return strings.Join(out, "\n")
}

// arguments splits a command line at its spaces, but for those between quotes.
func arguments(line string) (list []string) {
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			list = append(list, part)
		} else {
			list = append(list, strings.Fields(part)...)
		}
	}
	return list
}

// Every link in a page of the documentation leads to a file that is there.
func TestDocsLinkToWhatIsThere(t *testing.T) {
	pages, err := filepath.Glob("../docs/*.md")
	require.NoError(t, err)
	more, err := filepath.Glob("../*.md")
	require.NoError(t, err)
	require.NotEmpty(t, more)
	link := regexp.MustCompile(`\]\(([^)#]+)(#[^)]*)?\)`)
	links := 0
	for _, page := range append(append(pages, more...), "../data/README.md", "../bench/README.md") {
		text, err := os.ReadFile(page)
		require.NoError(t, err)
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			if strings.Contains(m[1], "://") || strings.HasPrefix(m[1], "mailto:") {
				continue
			}
			links++
			_, err := os.Stat(filepath.Join(filepath.Dir(page), filepath.FromSlash(m[1])))
			require.NoError(t, err, "%s links to %s", page, m[1])
		}
	}
	require.Greater(t, links, 20)
}

// The commands that the README lists answer as they stand there; those that write or
// serve have tests of their own.
func TestReadmeCommandsAnswer(t *testing.T) {
	text, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	answered := 0
	for _, m := range regexp.MustCompile(`(?m)^    crossings ([^#\n<]*)(<[^#]*)?#`).FindAllStringSubmatch(string(text), -1) {
		if m[2] != "" || strings.HasPrefix(m[1], "serve") {
			continue
		}
		r := crossings(t, "", strings.Fields(m[1])...)
		require.True(t, r.status == 0 && r.stdout != "", "%s: %s", m[1], r.stderr)
		answered++
	}
	require.GreaterOrEqual(t, answered, 3)
}
