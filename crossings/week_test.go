package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// An analyst's week, by commands alone: a journal named once, beside an edition of the dataset and
// then beside the next.
func TestAnalystsWeek(t *testing.T) {
	d := newDesk(t)
	older := []string{"--dataset", dirOf(t, "../testdata/editions/2026.11.24")} // until Thursday
	then := func(args ...string) []string { return append(args, older...) }
	mine := filepath.Join(d.dir, "mine.jsonl")
	read := func(args ...string) []string { return then(append(args, "--add", mine)...) }
	statusOn := func(args []string) string {
		return d.run(0, append([]string{"at", "tanf", "--json", "--on", "2026-06-20"}, args...)...).stdout
	}

	// Monday: everything there is has been seen, and another terminal watches.
	d.run(0, then("new", "--since", "last")...)
	watch := d.command(then("watch", "--every", "10ms")...)
	var told, state lockedBuffer
	watch.Stdout, watch.Stderr = &told, &state
	require.NoError(t, watch.Start())
	defer func() { _ = watch.Process.Kill() }()
	require.Eventually(t, func() bool { return strings.Contains(state.String(), "waiting for it") }, 20*time.Second, 10*time.Millisecond)

	// A claim is tried, and then made; so are two more.
	dry := d.run(0, then("add", "--dry-run", "--crossing", "tanf", "--side", "syria", "--kind", "status", "--value", "closed",
		"--when", "2026-06-01", "--source", "an analyst", "--reported", "2026-06-01")...)
	require.Contains(t, dry.stdout, "al-tanf-al-waleed, Syrian side, status, 2026-06-01 – ")
	require.NoFileExists(t, mine)
	first := d.add("closed", "2026-06-01", older...)
	wrong := d.add("restricted", "2026-06-10", older...)
	rumour := d.add("open", "2026-06-15", older...)
	for _, id := range []string{first, wrong, rumour} {
		require.Eventually(t, func() bool { return strings.Contains(told.String(), "id "+id) }, 20*time.Second, 10*time.Millisecond, state.String())
	}
	require.Contains(t, told.String(), "answer was:")

	// Tuesday: one had the wrong day, so it is withdrawn and made anew; one was a rumour.
	before := statusOn(read())
	d.run(0, then("retract", "--yes", "--source", "an analyst", "--note", "the day was the 11th", wrong)...)
	right := d.add("restricted", "2026-06-11", older...)
	d.run(0, then("retract", "--yes", "--source", "an analyst", rumour[:8])...)
	require.NotEqual(t, before, statusOn(read()))
	require.Eventually(t, func() bool { return strings.Contains(told.String(), "id "+right) }, 20*time.Second, 10*time.Millisecond)
	require.NoError(t, watch.Process.Signal(os.Interrupt))
	require.NoError(t, watch.Wait(), state.String())

	// Wednesday: what is new is the analyst's own: three claims, a right one, and two withdrawals.
	news := d.run(0, read("new", "--since", "last", "--json")...).stdout
	require.Equal(t, 6, strings.Count(news, "\n"))
	cited := d.run(0, read("cite", "tanf", "--on", "2026-06-20")...).stdout
	require.Regexp(t, `digest [0-9a-f]{12}\. By `, cited)

	// Thursday: the next edition is the program's own. All the analyst's claims are there.
	require.Contains(t, d.run(0, "edition").stdout, "no edition of the dataset")
	require.Equal(t, 6, strings.Count(d.run(0, "claims", "tanf", "--source", "an analyst").stdout, "  id "))
	news = d.run(0, "new", "--since", "last", "--json").stdout
	require.NotContains(t, news, first)
	require.Greater(t, strings.Count(news, "\n"), 100, "what the edition brought")
	require.Equal(t, "crossings: no claim meets that\n", d.run(0, "new", "--since", "last").stderr)

	// Friday: the citation is of other claims now, and the state says what the analyst found.
	require.NotEqual(t, cited, d.run(0, "cite", "tanf", "--on", "2026-06-20").stdout)
	require.Equal(t, cited, d.run(0, read("cite", "tanf", "--on", "2026-06-20")...).stdout, "with the same claims, the same")
	_, digest, _ := strings.Cut(cited, "digest ")
	digest, _, _ = strings.Cut(digest, ".")
	require.Contains(t, d.run(0, read("cite", "--verify", digest, "--json")...).stdout, `"matches":true`)
	require.Contains(t, d.run(1, "cite", "--verify", digest, "--json").stdout, `"matches":false`)
	reg, err := border.Default()
	require.NoError(t, err)
	require.Contains(t, d.run(0, "edition", "--data", filepath.Join(dirOf(t, "../data"), "claims.jsonl")).stdout, reg.View().Digest().String())
	require.Contains(t, statusOn(nil), right)
}

// dirOf returns a directory by its absolute path.
func dirOf(t *testing.T, dir string) string {
	abs, err := filepath.Abs(dir)
	require.NoError(t, err)
	return abs
}
