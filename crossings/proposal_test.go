package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Where a flag's date is refused, the last line but one says what it may mean and
// which flag would be taken.
func TestProposalsForFlags(t *testing.T) {
	journal := filepath.Join(t.TempDir(), "mine.jsonl")
	form := "add --yes --source mayor --crossing tanf --side iraq --kind status --value closed --journal " + journal
	for _, tt := range []struct {
		args  string
		value string // of the last flag
		want  string // "": nothing is proposed
	}{
		{"at tanf --on", "15/06/2014", `"15/06/2014" may mean 2014-06-15 (15 June 2014); if so, write --on 2014-06-15`},
		{"at tanf --known", "21 June 2014", `"21 June 2014" may mean 2014-06-21 (21 June 2014); if so, write --known 2014-06-21`},
		{"history tanf --from", "٢١ حزيران ٢٠١٤", `"٢١ حزيران ٢٠١٤" may mean 2014-06-21 (21 June 2014); if so, write --from 2014-06-21`},
		{"at tanf --on", "mid-2014", `a day is wanted, and that has more than one; for the first of them write --on 2014-05-01`},
		{"at tanf --on", "12 trucks", `a day is wanted, written as --on 2014-06-15, or today, yesterday or tomorrow`},
		{form + " --when", "mid-2014", `"mid-2014" may mean 2014-38 (some time in May to August of 2014); if so, write --when 2014-38`},
		{form + " --when", "early June 2014", `"early June 2014" may mean [2014-06-01..2014-06-10] (some time between 1 and 10 June 2014); if so, write --when '[2014-06-01..2014-06-10]'`},
		{form + " --when", "2014-06-31", ""},
		// It is reckoned from the day on which it was said.
		{form + " --reported 2015-05-25 --when", "last April", `"last April" may mean 2015-04 (some time in April 2015); if so, write --when 2015-04`},
		{"--lang ar at tanf --on", "15/06/2014", `قد يعني "15/06/2014": 2014-06-15 (15 حزيران 2014)؛ إن كان كذلك فاكتب ` + "\u200e--on\u200e 2014-06-15"},
	} {
		r := crossings(t, "", append(strings.Fields(tt.args), tt.value)...)
		require.Equal(t, 2, r.status, r.stderr)
		lines := strings.Split(strings.TrimSpace(r.stderr), "\n")
		require.Contains(t, lines[0], tt.value)
		if tt.want == "" {
			require.Len(t, lines, 2, r.stderr)
			continue
		}
		require.Len(t, lines, 3, r.stderr)
		require.Equal(t, tt.want, lines[1])
	}
	require.NoFileExists(t, journal)
}

// In files, too; there the day on which the words were written is not known.
func TestProposalsForFiles(t *testing.T) {
	dir := t.TempDir()
	sheet, claims := filepath.Join(dir, "a.csv"), filepath.Join(dir, "a.jsonl")
	require.NoError(t, os.WriteFile(sheet, []byte(`crossing,side,kind,value,when,modality,source.name
tanf,iraq,status,closed,mid-2014,reported,mayor
tanf,iraq,status,closed,last April,reported,mayor
`), 0o644))
	require.NoError(t, os.WriteFile(claims, []byte(`{"crossing":"al-tanf-al-waleed","side":"iraq","kind":"status","value":"closed","when":"11/03/2026","modality":"reported","source":{"name":"mayor"}}
`), 0o644))
	const (
		mid   = `:2: when "mid-2014": may mean 2014-38 (some time in May to August of 2014); if so, write 2014-38` + "\n"
		april = `:3: when "last April": reckoned from the day on which it was written; write that day in "reported"` + "\n"
		march = `"11/03/2026" may mean 2026-03-11 (11 March 2026) or 2026-11-03 (3 November 2026); if so, write 2026-03-11` + "\n"
	)
	r := crossings(t, "", "import", sheet)
	require.Equal(t, 1, r.status)
	require.Contains(t, r.stderr, mid)
	require.Contains(t, r.stderr, april)

	r = crossings(t, "", "check", claims)
	require.Equal(t, 1, r.status)
	require.Contains(t, r.stdout, "; "+march)

	r = crossings(t, "", "claims", "tanf", "--add", claims)
	require.Equal(t, 1, r.status)
	require.Contains(t, r.stderr, "\n"+march)
}

// A flag may be copied from an Arabic text, with the marks of direction about it.
func TestFlagsWithMarksOfDirection(t *testing.T) {
	want := crossings(t, "", "at", "tanf", "--on", "2014-06-15", "--lang=ar")
	require.Zero(t, want.status)
	for _, args := range [][]string{
		{"at", "tanf", "\u200e--on\u200e", "2014-06-15", "\u200e--lang\u200e", "ar"},
		{"at", "tanf", "--on\u200e=2014-06-15", "\u200f--lang=ar\u200f"},
	} {
		require.Equal(t, want, crossings(t, "", args...), "%q", args)
	}
	require.Contains(t, crossings(t, "", "at", "--", "\u200e--on").stderr, `"\u200e--on": no such crossing`, "behind -- stand no flags")
}
