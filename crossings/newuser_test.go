package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A walk is what somebody sees who keeps a journal in a directory.
type walk struct {
	t    *testing.T
	dir  string
	seen strings.Builder
}

// varying are the parts of what is printed that depend on the time of the walk.
var varying = regexp.MustCompile(`("recorded":"|"crc":"|\bbyte | in |\.torn-)([0-9][-0-9a-fT:.Z]*|[0-9a-f]{8})\b`)

// do runs the program, and notes what it prints and how it ends.
func (w *walk) do(stdin string, args ...string) {
	w.t.Helper()
	r := crossings(w.t, stdin, w.placed(args)...)
	fmt.Fprintf(&w.seen, "\n$ crossings %s\n", strings.Join(args, " "))
	w.note(r.stderr)
	w.note(r.stdout)
	if r.status != 0 {
		fmt.Fprintf(&w.seen, "[status %d]\n", r.status)
	}
}

// placed returns arguments in which files are those of the directory.
func (w *walk) placed(args []string) (placed []string) {
	for _, arg := range args {
		if strings.HasSuffix(arg, ".jsonl") {
			arg = filepath.Join(w.dir, arg)
		}
		placed = append(placed, arg)
	}
	return placed
}

// note notes what was printed, without what depends on the time.
func (w *walk) note(printed string) {
	printed = strings.ReplaceAll(printed, w.dir+string(filepath.Separator), "")
	w.seen.WriteString(varying.ReplaceAllString(printed, "${1}…"))
}

// git runs git in the directory, and notes that.
func (w *walk) git(args ...string) {
	w.t.Helper()
	fmt.Fprintf(&w.seen, "\n$ git %s\n", strings.Join(args, " "))
	cmd := exec.Command("git", append([]string{"-C", w.dir, "-c", "user.name=t", "-c", "user.email=t@example.org"}, args...)...)
	out, err := cmd.CombinedOutput()
	require.NoError(w.t, err, "git %v: %s", args, out)
}

// edit changes the journal as somebody does in an editor.
func (w *walk) edit(what string, change func(lines []string) []string) {
	w.t.Helper()
	fmt.Fprintf(&w.seen, "\n(%s)\n", what)
	file := filepath.Join(w.dir, "claims.jsonl")
	text, err := os.ReadFile(file)
	require.NoError(w.t, err)
	require.NoError(w.t, os.WriteFile(file, []byte(strings.Join(change(strings.SplitAfter(string(text), "\n")), "")), 0o644))
}

// Somebody adds three claims, kills the program in the middle of a batch, edits the
// file, merges two branches of it, and watches it. Each command says what happened and
// what to do: the whole walk is a golden file, to be read.
func TestNewUser(t *testing.T) {
	w := &walk{t: t, dir: t.TempDir()}
	require.NoError(t, os.WriteFile(filepath.Join(w.dir, ".gitattributes"), []byte("*.jsonl merge=union -text\n"), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(w.dir, ".gitignore"), []byte("*.mark\n*.mark.new\n*.jsonl.new\n*.torn-*\n"), 0o644))
	w.git("init", "-q", "-b", "main")
	w.do(claimLine("one")+claimLine("two")+claimLine("three"), "add", "--journal", "claims.jsonl")

	batch := claimLine("four") + claimLine("five") + claimLine("six") + claimLine("seven")
	w.seen.WriteString("\n(four claims more; the program is killed when it has printed the first id, and they are given again)\n")
	killInBatch(t, batch, w.placed([]string{"add", "--journal", "claims.jsonl"})...)
	again := crossings(t, batch, w.placed([]string{"add", "--journal", "claims.jsonl"})...)
	require.Equal(t, 0, again.status, again.stderr)
	w.note(again.stdout)
	w.do("", "check", "claims.jsonl")
	w.git("add", ".")
	w.git("commit", "-q", "-m", "seven claims")

	w.edit("an editor: another month in line 2, CR LF at the end of line 3, a claim added", func(lines []string) []string {
		lines[1] = strings.Replace(lines[1], "2015-05", "2015-06", 1)
		lines[2] = strings.TrimSuffix(lines[2], "\n") + "\r\n"
		return append(lines, claimLine("eight"))
	})
	for _, command := range []string{"add --journal", "--data", "watch --journal", "compact", "check"} {
		w.do("", append(strings.Fields(command), "claims.jsonl")...)
	}
	w.do("y\n", "seal", "claims.jsonl")
	w.do("", "check", "claims.jsonl")

	w.edit("an editor: line 4 removed", func(lines []string) []string { return append(lines[:3:3], lines[4:]...) })
	w.do("", "add", "--journal", "claims.jsonl")
	w.do("", "check", "claims.jsonl")
	w.do("y\n", "seal", "claims.jsonl")
	w.git("commit", "-q", "-a", "-m", "edited")

	w.git("checkout", "-q", "-b", "other")
	w.do(claimLine("nine"), "add", "--journal", "claims.jsonl")
	w.git("commit", "-q", "-a", "-m", "nine")
	w.git("checkout", "-q", "main")
	w.do(claimLine("ten"), "add", "--journal", "claims.jsonl")
	w.do("y\n", "seal", "claims.jsonl")
	w.do(claimLine("ten"), "add", "--journal", "claims.jsonl")
	w.git("commit", "-q", "-a", "-m", "ten")
	w.git("merge", "-q", "other", "-m", "both")
	w.do("", "check", "claims.jsonl")
	w.do("", "compact", "claims.jsonl")
	w.do("", "compact", "claims.jsonl")

	w.edit("a crash in the middle of a write", func(lines []string) []string { return append(lines, `{"id":"06bfd7e9-f9c0-`) })
	w.do("", "compact", "claims.jsonl")
	w.do("", "add", "--journal", "claims.jsonl")
	w.watch(claimLine("eleven"))
	golden(t, "newuser.golden", w.seen.String())
}

// killInBatch kills the program when it has printed a line, while it waits for more.
func killInBatch(t *testing.T, stdin string, args ...string) {
	t.Helper()
	cmd := exec.Command(binary, args...)
	in, err := cmd.StdinPipe()
	require.NoError(t, err)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	_, err = in.Write([]byte(stdin))
	require.NoError(t, err)
	require.True(t, bufio.NewScanner(out).Scan())
	require.NoError(t, cmd.Process.Kill())
	_ = cmd.Wait()
}

// watch watches the journal while a claim is added, and notes what is printed.
func (w *walk) watch(claim string) {
	w.t.Helper()
	w.seen.WriteString("\n$ crossings watch --journal claims.jsonl\n")
	cmd := exec.Command(binary, w.placed([]string{"watch", "--every", "10ms", "--journal", "claims.jsonl"})...)
	out, err := cmd.StdoutPipe()
	require.NoError(w.t, err)
	told, err := cmd.StderrPipe()
	require.NoError(w.t, err)
	require.NoError(w.t, cmd.Start())
	timer := time.AfterFunc(20*time.Second, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	first, err := bufio.NewReader(told).ReadString('\n')
	require.NoError(w.t, err)
	w.note(first)
	r := crossings(w.t, claim, w.placed([]string{"add", "--journal", "claims.jsonl"})...)
	require.Equal(w.t, 0, r.status, r.stderr)
	for lines := bufio.NewScanner(out); lines.Scan(); {
		w.note(lines.Text() + "\n")
		if strings.HasPrefix(strings.TrimSpace(lines.Text()), "id ") {
			break
		}
	}
	require.NoError(w.t, cmd.Process.Signal(os.Interrupt))
	require.NoError(w.t, cmd.Wait(), "interrupted is how it ends")
}
