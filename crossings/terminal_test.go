package main

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// What a claim says commands no terminal and imitates no line of the program, whichever member it
// stands in and whichever command prints it.
func TestClaimsCommandNoTerminal(t *testing.T) {
	const nasty = "\nid FORGED \x1b[31m\x07\x08\r\u009b2J\u0085\x7f\u202e\u2066"
	base := map[string]any{"crossing": "al-tanf-al-waleed", "side": "iraq", "kind": "obstacle", "value": "mines", "when": "2026-11-21", "modality": "reported", "reported": "2026-11-21"}
	var lines strings.Builder
	for _, members := range []map[string]any{
		{"value": "mines" + nasty}, {"kind": "threat", "value": "fire" + nasty}, {"kind": "authorization", "value": "pass" + nasty}, {"quote": "said" + nasty}, {"note": "note" + nasty},
		{"kind": "control", "value": "iraqi-government", "unit": "unit" + nasty}, {"kind": "status", "value": "closed", "quote": "closed" + nasty, "note": "closed" + nasty},
		{"kind": "status", "value": "open", "modality": "planned", "when": "2026-11-25"},
	} {
		claim := maps.Clone(base)
		maps.Copy(claim, members)
		claim["source"] = map[string]any{"name": "A" + nasty, "via": []string{"V" + nasty}, "title": "T" + nasty, "url": "https://x.example/" + nasty, "archived": "https://y.example/" + nasty}
		line, err := json.Marshal(claim)
		require.NoError(t, err)
		lines.Write(append(line, '\n'))
	}
	file := filepath.Join(t.TempDir(), "nasty.jsonl")
	require.NoError(t, os.WriteFile(file, []byte(lines.String()), 0o600))
	commands := regexp.MustCompile(`[\x00-\x08\x0b-\x1f\x7f\x{80}-\x{9f}\x{202a}-\x{202e}]`)
	for _, command := range []string{
		"", "at al-tanf-al-waleed --on 2026-11-22", "claims al-tanf-al-waleed --since 2026-11-20", "can al-tanf-al-waleed --traffic commercial --direction sy-to-iq --on 2026-11-22",
		"why al-tanf-al-waleed --side iraq --question status --on 2026-11-22", "why al-tanf-al-waleed --side iraq --question control --on 2026-11-22", "history al-tanf-al-waleed",
		"cite al-tanf-al-waleed --on 2026-11-22", "diff --from 2026-11-01 --to 2026-11-23", "plans al-tanf-al-waleed --on 2026-11-26", "new --since 2026-11-01", "check " + file,
	} {
		for _, language := range []string{"en", "ar"} {
			args := append(strings.Fields(command), "--lang", language, "--add", file)
			if strings.HasPrefix(command, "check") {
				args = strings.Fields(command)
			}
			r := crossings(t, "", args...)
			require.Contains(t, []int{0, 1}, r.status, "%s: %s", command, r.stderr)
			printed := r.stdout + r.stderr
			require.Empty(t, commands.FindAllString(printed, -1), command)
			require.NotRegexp(t, `(?m)^\W*id FORGED`, printed, command)
		}
	}
	printed := crossings(t, "", "claims", "--match", "mines\nid", "--add", file).stdout
	require.Contains(t, printed, `2026-11-21 iraq obstacle mines\nid FORGED \u001b[31m\u0007\u0008\u000d\u009b2J\u0085\u007f\u202e\u2066`+"\n")
}

// Nor do names that are read from a line of a file, that of the file, and what a date is read from.
func TestFaultsCommandNoTerminal(t *testing.T) {
	for _, tt := range []struct {
		stdin, want string
		args        []string
	}{
		{"{\"a\\u001b[1m\\nb\":1}\n", `-:1: error: a\u001b[1m\nb: unknown member; a claim has `, []string{"check", "-"}},
		{"{\"a\\u001b[1m\\nb\":1}\n", `crossings: -:1: "a\x1b[1m\nb": unknown member; a claim has `, []string{"--add", "-"}},
		{"", `no\u001b[1mfile: no such file or directory`, []string{"--add", "no\x1b[1mfile"}},
		{"20\x1b[1m\n", `20\u001b[1m: not valid: "20\x1b[1m": `, []string{"date"}},
	} {
		r := crossings(t, tt.stdin, tt.args...)
		require.Equal(t, 1, r.status)
		require.Contains(t, r.stdout+r.stderr, tt.want)
		require.NotContains(t, r.stdout+r.stderr, "\x1b")
	}
}
