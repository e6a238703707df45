package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const readingHead = "id,crossing,side,kind,value,when,modality,source.name,source.lang,quote\n"

// What import tells of files that people have.
func TestImportTells(t *testing.T) {
	const row = ",al-tanf-al-waleed,iraq,status,closed,2015-05,reported,Desk,%LANG%,%QUOTE%\n"
	with := func(lang, quote string) string {
		return readingHead + strings.NewReplacer("%LANG%", lang, "%QUOTE%", quote).Replace(row)
	}
	for _, tt := range []struct {
		name, sheet, want string
		status            int
	}{
		{"a tag", with("ar-IQ", ""), "", 0},
		{"no tag", with("Arabic language", ""), `-:2: source.lang "Arabic language": want a tag of BCP 47, as ar or en-GB`, 1},
		{"a line too long", with("", `"a`+strings.Repeat("\n", 900_000)+`"`), "the claim is longer than the 1048576 bytes of a line", 1},
		{"a changed row", strings.Replace(with("", ""), "\n,", "\nfd647c79-6280-58ec-b9c3-21916de21818,", 1),
			`-:2: id "fd647c79-6280-58ec-b9c3-21916de21818": not that of the content; if the row was changed, leave its id empty, and name this one under retracts`, 0},
	} {
		r := crossings(t, tt.sheet, "import", "-")
		require.Equal(t, tt.status, r.status, tt.name+r.stderr)
		require.Equal(t, min(len(tt.want), 1), strings.Count(r.stderr, tt.want)*min(len(tt.want), 1), tt.name+r.stderr)
	}
}

// Devices do not end: they are refused, wherever a file is named.
func TestDevicesAreRefused(t *testing.T) {
	if _, err := os.Stat("/dev/zero"); err != nil {
		t.Skip("no /dev/zero here")
	}
	for _, args := range []string{"at tanf --crossings /dev/zero", "at tanf --parties /dev/zero", "import - --use-map /dev/zero", "import /dev/zero", "check /dev/zero", "claims tanf --data /dev/zero", "add /dev/zero --journal " + filepath.Join(t.TempDir(), "j.jsonl")} {
		r := crossings(t, "", strings.Fields(args)...)
		require.NotEqual(t, 0, r.status, args)
		require.Contains(t, r.stdout+r.stderr, "/dev/zero is a device, of which there is no end; want a file", args)
	}
}

// A pipe is no journal: what writes to one, or watches it, refuses it before reading it.
func TestPipesAreNoJournals(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := exec.Command("mkfifo", pipe).Run(); err != nil {
		t.Skip("no pipes with names here")
	}
	id := "b328321d-10b0-59c6-9cd9-a3afd3cee5fe"
	for _, args := range []string{"retract --yes --source x " + id, "end --yes --source x --on 2026-03-01 " + id, "watch", "add --yes"} {
		r := crossings(t, "", append(strings.Fields(args), "--journal", pipe)...)
		require.Equal(t, result{"", "crossings: open " + pipe + ": not a regular file\n", 1}, r, args)
	}
}

// What a flag wants is said in plain words, not in those of the function that reads it.
func TestFlagsSayWhatTheyWant(t *testing.T) {
	const usage = "\nRun 'crossings --help' for usage.\n"
	for args, want := range map[string]string{
		"can qaim --traffic fuel --direction both --max-age x":   `invalid argument "x" for "--max-age" flag: want a whole number`,
		"can qaim --traffic fuel --direction both --max-age 1.5": `invalid argument "1.5" for "--max-age" flag: want a whole number`,
		"serve --requests-per-second many":                       `invalid argument "many" for "--requests-per-second" flag: want a number`,
		"watch --every 5":                                        `invalid argument "5" for "--every" flag: want a length of time as 5s or 10m`,
		"at qaim --json=perhaps":                                 `invalid argument "perhaps" for "--json" flag: want true or false`,
	} {
		require.Equal(t, result{"", "crossings: " + want + usage, 2}, crossings(t, "", strings.Fields(args)...), args)
		r := crossings(t, "", append(strings.Fields(args), "--lang", "ar")...)
		require.Contains(t, r.stderr, "والمطلوب", args)
		require.NotContains(t, r.stderr, "want", args)
	}
}

// Where a day is wanted, what names one and more is told apart from what names several.
func TestDayWanted(t *testing.T) {
	const given = "\nRun 'crossings --help' for usage.\n"
	for text, want := range map[string]string{
		"2025-07-01T22:30:00Z": "a day is wanted; for the day that it is at the border at that time write --on 2025-07-02",
		"2025-07-01?":          "a day is wanted, and nothing beside it; write --on 2025-07-01",
		"2025-07":              "a day is wanted, and that has more than one; for the first of them write --on 2025-07-01",
	} {
		r := crossings(t, "", "at", "qaim", "--on", text)
		require.Equal(t, 2, r.status)
		require.True(t, strings.HasSuffix(r.stderr, "\n"+want+given), r.stderr)
	}
}

// What date reads is shown with every character in sight.
func TestDateShowsWhatItReads(t *testing.T) {
	r := crossings(t, "", "date", "2014\u202e", "x\ny")
	require.Equal(t, 1, r.status)
	require.True(t, strings.HasPrefix(r.stdout, `2014\u202e: not valid: `), r.stdout)
	require.Contains(t, r.stdout, "\n"+`x\ny: not valid: `)
}

func TestStatesNamesItsFlag(t *testing.T) {
	r := crossings(t, "", "export", "--format", "csv", "--states", "2014-6-15")
	require.Equal(t, 2, r.status)
	require.Contains(t, r.stderr, "--states")
	require.NotContains(t, r.stderr, "--on")
}
