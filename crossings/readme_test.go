package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// What the README shows on screen is what the program prints: each line under a
// command, as far as it is shown.
func TestReadmeAnswers(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	const prompt = "    $ go run ./crossings"
	shown := 0
	lines := strings.Split(string(readme), "\n")
	for i, line := range lines {
		args, ok := strings.CutPrefix(line, prompt)
		if !ok {
			continue
		}
		r := crossings(t, "", strings.Fields(args)...)
		require.Equal(t, 0, r.status, r.stderr)
		printed := strings.Split(r.stdout, "\n")
		for n, want := range lines[i+1:] {
			want, ok := strings.CutPrefix(want, "    ")
			if !ok || strings.HasPrefix(want, "$") {
				break
			}
			if want == "…" { // cut here
				break
			}
			require.Equal(t, want, strings.TrimRight(printed[n], " "), args)
			shown++
		}
	}
	require.Greater(t, shown, 5)
}
