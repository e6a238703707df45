package crashtest

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A tally is what the runs did.
type tally struct {
	runs, acked, refused, kills, stops, swaps, full, jumps, reads, locked, told, unmarked int
}

func (t *tally) counts() []any {
	return []any{&t.runs, &t.acked, &t.refused, &t.kills, &t.stops, &t.swaps, &t.full, &t.jumps, &t.reads, &t.locked, &t.told, &t.unmarked}
}

func (t *tally) add(o tally) {
	others := o.counts()
	for i, count := range t.counts() {
		*count.(*int) += *others[i].(*int)
	}
}

func (t tally) String() string {
	return fmt.Sprintf("%d runs: %d claims acknowledged, none lost in silence; %d refused; %d kills, %d stops, %d swaps, %d full disks, %d jumps of the clock, %d readings; "+
		"a second writer refused %d times; a loss told %d times; %d claims of a last second gone with their file before the mark had them",
		t.runs, t.acked, t.refused, t.kills, t.stops, t.swaps, t.full, t.jumps, t.reads, t.locked, t.told, t.unmarked)
}

// note writes into a file, if there is one, what was done and the seed of the next run.
func (t *tally) note(tt *testing.T, file string, seed uint64) {
	if file == "" {
		return
	}
	var line strings.Builder
	fmt.Fprint(&line, seed)
	for _, count := range t.counts() {
		fmt.Fprintf(&line, " %d", *count.(*int))
	}
	fmt.Fprintln(&line)
	require.NoError(tt, os.WriteFile(file, []byte(line.String()), 0o644))
}

// resume reads what note wrote, and returns the seed of the next run.
func (t *tally) resume(tt *testing.T, file string, first uint64) (seed uint64) {
	text, err := os.ReadFile(file)
	if err != nil {
		return first
	}
	_, err = fmt.Sscan(string(text), append([]any{&seed}, t.counts()...)...)
	require.NoError(tt, err, "%s: %s", file, strings.TrimSpace(string(text)))
	return seed
}

// A run that was broken off goes on with its seed, and with what was counted.
func TestTallyIsResumed(t *testing.T) {
	file := t.TempDir() + "/progress"
	was, is := tally{unmarked: 3}, tally{}
	was.add(tally{runs: 100, acked: 7, unmarked: 1})
	require.EqualValues(t, 5, is.resume(t, file, 5))
	was.note(t, file, 105)
	require.EqualValues(t, 105, is.resume(t, file, 5))
	require.Equal(t, tally{runs: 100, acked: 7, unmarked: 4}, is)
}
