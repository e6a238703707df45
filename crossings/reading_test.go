package main

import (
	"os"
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
	for _, args := range []string{"import /dev/zero", "check /dev/zero", "claims tanf --data /dev/zero", "add /dev/zero --journal " + filepath.Join(t.TempDir(), "j.jsonl")} {
		r := crossings(t, "", strings.Fields(args)...)
		require.NotEqual(t, 0, r.status, args)
		require.Contains(t, r.stdout+r.stderr, "/dev/zero is a device, of which there is no end; want a file", args)
	}
}

func TestStatesNamesItsFlag(t *testing.T) {
	r := crossings(t, "", "export", "--format", "csv", "--states", "2014-6-15")
	require.Equal(t, 2, r.status)
	require.Contains(t, r.stderr, "--states")
	require.NotContains(t, r.stderr, "--on")
}
