package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// An adder is a program that adds claims to a journal as they come.
type adder struct {
	*exec.Cmd
	in     io.WriteCloser
	out    *bufio.Scanner
	stderr bytes.Buffer
}

func startAdder(t *testing.T, file string) *adder {
	t.Helper()
	a := &adder{Cmd: exec.Command(binary, "add", "--journal", file)}
	var err error
	a.in, err = a.StdinPipe()
	require.NoError(t, err)
	out, err := a.StdoutPipe()
	require.NoError(t, err)
	a.out = bufio.NewScanner(out)
	a.Stderr = &a.stderr
	require.NoError(t, a.Start())
	t.Cleanup(func() { _ = a.Process.Kill() })
	return a
}

// add adds a claim and requires that its id is printed.
func (a *adder) add(t *testing.T, who string) {
	t.Helper()
	_, err := io.WriteString(a.in, claimLine(who))
	require.NoError(t, err)
	require.True(t, a.out.Scan(), "nothing is printed")
	ids(t, a.out.Text())
}

// end waits until it has ended, and returns its exit status and what it said. It
// prints no further id.
func (a *adder) end(t *testing.T) (status int, stderr string) {
	t.Helper()
	require.False(t, a.out.Scan(), a.out.Text())
	_ = a.Wait()
	return a.ProcessState.ExitCode(), a.stderr.String()
}

// An interrupt ends the program in good order: the mark knows of every claim of which
// the id was printed.
func TestInterruptedAdd(t *testing.T) {
	for _, sent := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		file := filepath.Join(t.TempDir(), "j.jsonl")
		a := startAdder(t, file)
		for n := range 5 {
			a.add(t, fmt.Sprint("source ", n))
		}
		require.NoError(t, a.Process.Signal(sent))
		status, stderr := a.end(t)
		require.Equal(t, 1, status)
		require.Equal(t, "crossings: interrupted; the claims of which the id was printed are written; give the same input again for the others\n", stderr)
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		all := bytes.SplitAfter(text, []byte("\n"))
		require.NoError(t, os.WriteFile(file, bytes.Join(all[:5], nil), 0o644))
		r := crossings(t, "", "--data", file)
		require.Equal(t, 1, r.status)
		require.Contains(t, r.stderr, "the journal has lost claims that it had")
		require.Contains(t, r.stderr, ": of the 5 that it had it lacks ")
	}
}

// A git merge under a writer gives the journal's name to another file. The writer says
// so and adds nothing more, and what it had printed the journal misses.
func TestMergeUnderAWriter(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "j.jsonl")
	git := func(args ...string) {
		t.Helper()
		out, err := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=t", "-c", "user.email=t@example.org"}, args...)...).CombinedOutput()
		require.NoError(t, err, "git %v: %s", args, out)
	}
	git("init", "-q", "-b", "main")
	require.NoError(t, os.WriteFile(filepath.Join(dir, ".gitattributes"), []byte("*.jsonl merge=union -text\n"), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(dir, ".gitignore"), []byte("*.mark\n"), 0o644))
	commit := func(who string) {
		require.Equal(t, 0, crossings(t, claimLine(who), "add", "--journal", file).status)
		git("add", ".")
		git("commit", "-q", "-m", who)
	}
	commit("one")
	git("checkout", "-q", "-b", "other")
	commit("two")
	git("checkout", "-q", "main")
	require.NoError(t, os.Remove(file+".mark"))
	a := startAdder(t, file)
	a.add(t, "three")
	git("commit", "-q", "-a", "-m", "three")
	a.add(t, "four")
	git("stash", "-q")
	git("merge", "-q", "other", "-m", "both")
	_, err := io.WriteString(a.in, claimLine("five"))
	require.NoError(t, err)
	status, stderr := a.end(t)
	require.Equal(t, 1, status)
	require.Contains(t, stderr, "crossings: "+file+": another program has changed the journal while it was open: another file has its name\nClaims of which the id was printed are in the file that was there before; ")
}

// What was lost more than a second before a SIGKILL is missed, by readers as by writers.
func TestLostAfterAKill(t *testing.T) {
	file := filepath.Join(t.TempDir(), "j.jsonl")
	a := startAdder(t, file)
	for n := range 16 {
		a.add(t, fmt.Sprint("source ", n))
	}
	time.Sleep(time.Second)
	require.NoError(t, a.Process.Kill())
	_ = a.Wait()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	all := bytes.SplitAfter(text, []byte("\n"))
	for _, tt := range []struct {
		name  string
		lines [][]byte
	}{
		{"an older version", all[:9]},
		{"a line removed", append(append([][]byte{}, all[:4]...), all[5:]...)},
		{"a line removed and another doubled", append(append(append([][]byte{}, all[:4]...), all[6]), all[5:]...)},
		{"cut", all[:3]},
		{"emptied", nil},
	} {
		require.NoError(t, os.WriteFile(file, bytes.Join(tt.lines, nil), 0o644))
		for _, args := range [][]string{{"--data", file}, {"--add", file}, {"check", file}, {"add", "--journal", file}, {"watch", "--journal", file}} {
			r := crossings(t, "", args...)
			require.Equal(t, 1, r.status, "%s: %v: %s", tt.name, args, r.stderr)
			require.Contains(t, r.stdout+r.stderr, "the journal has lost claims that it had", "%s: %v", tt.name, args)
			require.NotContains(t, r.stdout, "al-tanf-al-waleed: ")
		}
	}
}

// Two editors keep a journal each, and take in what the other has, as docs/journal.md
// shows: also while the other one's is written to, and in both directions.
func TestTwoEditors(t *testing.T) {
	docs, err := os.ReadFile("../docs/journal.md")
	require.NoError(t, err)
	t.Chdir(t.TempDir())
	require.Equal(t, 0, crossings(t, claimLine("one")+claimLine("two"), "add", "--journal", "mine.jsonl").status)
	a := startAdder(t, "other.jsonl")
	a.add(t, "two")
	a.add(t, "three")
	command := "import other.jsonl --journal mine.jsonl"
	require.Contains(t, string(docs), "    go run ./crossings "+command)
	help := crossings(t, "", "add", "--help").stdout
	require.Contains(t, help, "\n  crossings "+command+"\n")
	require.NotContains(t, help, "merge")
	for range 2 { // again changes nothing
		r := crossings(t, "", strings.Fields(command)...)
		require.Equal(t, 0, r.status, r.stderr)
		require.Len(t, ids(t, r.stdout), 2)
	}
	require.Equal(t, "3 claims, no errors, 0 warnings\n", crossings(t, "", "check", "mine.jsonl").stdout)
	require.NoError(t, a.in.Close())
	status, stderr := a.end(t)
	require.Zero(t, status, stderr)
	r := crossings(t, "", "import", "mine.jsonl", "--journal", "other.jsonl")
	require.Equal(t, 0, r.status, r.stderr)
	for _, file := range []string{"mine.jsonl", "other.jsonl"} {
		require.Equal(t, 0, crossings(t, "", "compact", file).status)
	}
	mine, err := os.ReadFile("mine.jsonl")
	require.NoError(t, err)
	other, err := os.ReadFile("other.jsonl")
	require.NoError(t, err)
	require.Equal(t, string(mine), string(other), "both have the same claims")
	// What is damaged in the other one's is said, and nothing is taken.
	require.NoError(t, os.WriteFile("other.jsonl", bytes.Replace(other, []byte("three"), []byte("third"), 1), 0o644))
	r = crossings(t, "", strings.Fields(command)...)
	require.Equal(t, 1, r.status)
	require.Contains(t, r.stderr, "the checksum is not that of the line")
	require.Empty(t, r.stdout)
}
