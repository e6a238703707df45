package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A desk is a directory in which an analyst works, with the variables set for it.
type desk struct {
	t   *testing.T
	dir string
	env []string
}

// newDesk returns a desk of which the journal is named by the environment.
func newDesk(t *testing.T) *desk {
	dir := t.TempDir()
	return &desk{t, dir, []string{journalVariable + "=" + filepath.Join(dir, "mine.jsonl"), "XDG_STATE_HOME=" + filepath.Join(dir, "state")}}
}

func (d *desk) command(args ...string) *exec.Cmd {
	cmd := exec.Command(binary, args...)
	cmd.Env = append(os.Environ(), d.env...)
	cmd.Dir = d.dir
	return cmd
}

// run runs a command, which must end with a status.
func (d *desk) run(status int, args ...string) result {
	d.t.Helper()
	cmd := d.command(args...)
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	if err := cmd.Run(); err != nil {
		require.IsType(d.t, &exec.ExitError{}, err)
	}
	r := result{out.String(), errOut.String(), cmd.ProcessState.ExitCode()}
	require.Equal(d.t, status, r.status, "%v: %s", args, r.stderr)
	return r
}

// add adds a claim of status with flags, and returns its id.
func (d *desk) add(value, when string, more ...string) string {
	d.t.Helper()
	r := d.run(0, append([]string{"add", "--yes", "--crossing", "tanf", "--side", "syria", "--kind", "status", "--value", value, "--when", when,
		"--source", "an analyst", "--reported", when}, more...)...)
	return strings.TrimSpace(r.stdout)
}

// The journal of the environment is made by the first claim, and every command reads it.
func TestOwnJournal(t *testing.T) {
	d := newDesk(t)
	before := d.run(0, "edition").stdout
	require.Contains(t, before, "edition 2", "a journal that is not there changes nothing")
	id := d.add("closed", "2026-06-01")
	require.Contains(t, d.run(0, "claims", "tanf").stdout, id)
	require.Contains(t, d.run(0, "edition").stdout, "no edition of the dataset")
	require.Contains(t, d.run(0, "claims", "tanf", "--add", "mine.jsonl").stdout, id, "named twice, it is read once")
	other := filepath.Join(t.TempDir(), "other.jsonl")
	d.add("open", "2026-06-02", "--journal", other)
	require.NotContains(t, d.run(0, "claims", "tanf", "--since", "2026-06-02").stdout, "an analyst", "not in that of the environment")

	r := d.run(0, "claims", "tanf", "--data", other)
	require.NotContains(t, r.stdout, id)
	require.Equal(t, "crossings: "+filepath.Join(d.dir, "mine.jsonl")+", of CROSSINGS_JOURNAL, is set aside: --data or --dataset names the claims\n", r.stderr)
	require.Equal(t, "crossings: add needs --journal, the file to write to, or the variable CROSSINGS_JOURNAL\nRun 'crossings --help' for usage.\n",
		crossings(t, "", "add").stderr)
}

// The language of the environment holds unless a flag says another.
func TestOwnLanguage(t *testing.T) {
	d := newDesk(t)
	d.env = append(d.env, languageVariable+"=ar")
	require.Contains(t, d.run(0, "at", "tanf").stdout, "التنف")
	require.NotContains(t, d.run(0, "at", "tanf", "--lang", "en").stdout, "الجانب")
	d.env = append(d.env, languageVariable+"=fr")
	require.Equal(t, "crossings: CROSSINGS_LANG \"fr\": want en or ar\nRun 'crossings --help' for usage.\n", d.run(2, "at", "tanf").stderr)
}

// A claim that is tried says what it would change, and is nowhere afterwards.
func TestAddDryRun(t *testing.T) {
	d := newDesk(t)
	claim := []string{"add", "--dry-run", "--crossing", "tanf", "--side", "syria", "--kind", "status", "--value", "closed", "--when", "2026-06-01", "--source", "an analyst"}
	r := d.run(0, claim...)
	require.Contains(t, r.stdout, "al-tanf-al-waleed, Syrian side, status, ")
	require.Contains(t, r.stdout, "  answer now: ")
	require.NoFileExists(t, filepath.Join(d.dir, "mine.jsonl"))
	require.Regexp(t, `^\{"crossing":"al-tanf-al-waleed","side":"syria","question":"status","from":"[0-9-]+","to":`, d.run(0, append(claim, "--json")...).stdout)
	all := d.run(0, "claims", "tanf", "--json").stdout
	same := filepath.Join(d.dir, "same.jsonl")
	require.NoError(t, os.WriteFile(same, []byte(all), 0o600))
	require.Equal(t, result{"", "crossings: no answer would change\n", 0}, d.run(0, "add", "--dry-run", same))
	require.Contains(t, d.run(2, "add", "--dry-run", "--crossing", "tanf", "--side", "syria", "--kind", "status", "--value", "ajar", "--when", "2026-06-01", "--source", "x").stderr,
		`--value "ajar": want one of closed, intermittent, open, restricted, trial, unknown`)
}

// What lasts is ended in one step: what told it is withdrawn, and claimed anew with its end.
func TestEnd(t *testing.T) {
	d := newDesk(t)
	id := strings.TrimSpace(d.run(0, "add", "--yes", "--crossing", "tanf", "--side", "syria", "--kind", "obstacle", "--value", "a mined road",
		"--when", "2026-01-05/..", "--source", "drivers", "--reported", "2026-01-06").stdout)
	shows := func(day string) bool {
		return strings.Contains(d.run(0, "at", "tanf", "--on", day).stdout, "a mined road")
	}
	require.True(t, shows("2026-08-01"))
	require.Equal(t, "crossings: --on 2026-01-01 is before the beginning of claim "+id+", 2026-01-05\nRun 'crossings --help' for usage.\n",
		d.run(2, "end", "--yes", "--source", "sappers", "--on", "2026-01-01", id).stderr)
	r := d.run(0, "end", "--yes", "--source", "sappers", "--reported", "2026-07-02", "--on", "2026-07-01", id[:8])
	require.Len(t, strings.Fields(r.stdout), 2)
	require.True(t, shows("2026-07-01"))
	require.False(t, shows("2026-07-02"))
	ended := strings.Fields(r.stdout)[1]
	require.Contains(t, d.run(1, "end", "--yes", "--source", "sappers", "--on", "2026-07-01", ended).stderr, `does not last: its days are "2026-01-05/2026-07-01"`)
	require.Contains(t, d.run(2, "end", "--yes", "--source", "sappers", id).stderr, "end needs --source, who says that it is over, and --on, the last day")
}

// New tells by the day of recording, and by what was told the last time.
func TestNew(t *testing.T) {
	d := newDesk(t)
	all := d.run(0, "new", "--since", "last", "--json").stdout
	require.Equal(t, d.run(0, "claims", "--json").stdout, all, "the first time all")
	require.Equal(t, result{"", "crossings: no claim meets that\n", 0}, d.run(0, "new", "--since", "last"))
	id := d.add("closed", "2026-06-01")
	require.Contains(t, d.run(0, "new", "--since", "last").stdout, "id "+id)
	require.Empty(t, d.run(0, "new", "--since", "last").stdout)
	require.Contains(t, d.run(0, "new", "--since", "today").stdout, "id "+id)
	require.NotContains(t, d.run(0, "new", "--since", "today", "--known", "2026-05-31").stdout, id)
	require.Empty(t, d.run(0, "new", "--since", "tomorrow").stdout)
	require.Contains(t, d.run(2, "new").stderr, "new needs --since, a day or last")
}

// What is written and changes nothing is told.
func TestNoEffect(t *testing.T) {
	d := newDesk(t)
	id := d.add("closed", "2026-06-01")
	withdrawal := strings.TrimSpace(d.run(0, "retract", "--yes", "--source", "the analyst", id).stdout)
	r := d.run(0, "retract", "--yes", "--source", "the analyst again", withdrawal)
	require.Contains(t, r.stderr, " has no effect: what it withdraws, "+withdrawal+", withdraws others, and they stay withdrawn; claim those anew instead\n")
	r = d.run(0, "add", "--yes", "--crossing", "tanf", "--side", "syria", "--kind", "status", "--value", "closed", "--when", "2026-06-01", "--source", "an analyst", "--reported", "2026-06-01")
	require.Contains(t, r.stderr, "crossings: claim "+id+" has no effect: it is withdrawn, by "+withdrawal+"; ")
}

// A denial that changes nothing is told, too; one of a plan, or a claim that says something beside, changes something.
func TestDenialWithoutEffect(t *testing.T) {
	d := newDesk(t)
	open := d.add("open", "2026-06-01")
	deny := func(of string, more ...string) (id, told string) {
		r := d.run(0, append([]string{"add", "--yes", "--crossing", "tanf", "--side", "syria", "--kind", "status", "--source", "a reader", "--denies", of}, more...)...)
		id = strings.TrimSpace(r.stdout)
		_, told, _ = strings.Cut(r.stderr, "crossings: ")
		return id, told
	}
	denial, told := deny(open, "--modality", "denied")
	require.Empty(t, told)
	second, told := deny(denial, "--modality", "denied")
	require.Equal(t, "claim "+second+" has no effect: what it denies, "+denial+", is a denial itself; claim anew what that denies instead\n", told)
	_, told = deny(denial, "--value", "trial", "--when", "2026-07-01")
	require.Empty(t, told)
	r := d.run(0, "retract", "--yes", "--source", "a reader", denial)
	require.NotContains(t, r.stderr, "no effect", "what was denied stands again")
	d.run(0, "retract", "--yes", "--source", "an analyst", open)
	late, told := deny(open, "--modality", "denied", "--note", "once more")
	require.Equal(t, "claim "+late+" has no effect: what it denies, "+open+", is withdrawn\n", told)
	plan := d.add("restricted", "2027", "--modality", "planned")
	_, told = deny(plan, "--modality", "denied")
	require.Empty(t, told)
	replacing := d.add("closed", "2026-08-01", "--retracts", plan)
	r = d.run(0, "retract", "--yes", "--source", "an analyst", replacing)
	require.NotContains(t, r.stderr, "no effect", "it had told a closing, too")
}

// Watch misses nothing of a journal that is not there when it begins, and heeds filters.
func TestWatchFromNothing(t *testing.T) {
	d := newDesk(t)
	cmd := d.command("watch", "--every", "10ms", "--side", "syria")
	var out, told lockedBuffer
	cmd.Stdout, cmd.Stderr = &out, &told
	require.NoError(t, cmd.Start())
	defer func() { _ = cmd.Process.Kill() }()
	require.Eventually(t, func() bool { return strings.Contains(told.String(), "is not there yet; waiting for it") }, 20*time.Second, 10*time.Millisecond)
	var ids []string
	for day := 1; day <= 3; day++ {
		ids = append(ids, d.add("closed", fmt.Sprintf("2026-06-0%d", day)))
	}
	d.run(0, "add", "--yes", "--crossing", "tanf", "--side", "iraq", "--kind", "review", "--when", "2026-06-05", "--source", "nobody to be told of", "--reported", "2026-06-05")
	for _, id := range ids {
		require.Eventually(t, func() bool { return strings.Contains(out.String(), "id "+id) }, 20*time.Second, 10*time.Millisecond, told.String())
	}
	last := d.add("open", "2026-06-09")
	require.Eventually(t, func() bool { return strings.Contains(out.String(), "id "+last) }, 20*time.Second, 10*time.Millisecond)
	require.NotContains(t, out.String(), "nobody to be told of")
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	require.NoError(t, cmd.Wait(), "interrupted is how it ends")
}

// A lockedBuffer is written by a program that runs while it is read.
type lockedBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// A server shows what other programs write to the journals that it was given, one of which was not
// there when it began.
func TestServeFollows(t *testing.T) {
	d := newDesk(t)
	shared := filepath.Join(d.dir, "shared.jsonl")
	d.add("open", "2026-06-01", "--journal", shared)
	cmd := d.command("serve", "--addr", "127.0.0.1:0", "--add", shared)
	var out lockedBuffer
	cmd.Stdout = &out
	require.NoError(t, cmd.Start())
	defer func() { _ = cmd.Process.Kill() }()
	var root string
	require.Eventually(t, func() bool {
		text, found := strings.CutPrefix(out.String(), "listening at ")
		root = strings.TrimSpace(text)
		return found && strings.HasSuffix(text, "\n")
	}, 20*time.Second, 10*time.Millisecond)
	shows := func(id string) bool {
		resp, err := http.Get(root + "/api/v1/claims?source=an+analyst")
		require.NoError(t, err)
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		return strings.Contains(string(body), id)
	}
	for _, id := range []string{d.add("closed", "2026-06-02"), d.add("closed", "2026-06-03", "--journal", shared)} {
		require.Eventually(t, func() bool { return shows(id) }, 20*time.Second, 50*time.Millisecond)
	}
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	require.NoError(t, cmd.Wait())
}
