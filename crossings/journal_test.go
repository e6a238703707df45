package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// claimLine is a claim about al-Tanf as people write it.
func claimLine(who string) string {
	return fmt.Sprintf(`{"crossing":"al-tanf-al-waleed","side":"iraq","kind":"status","value":"closed","when":"2015-05","modality":"reported","source":{"name":%q},"reported":"2015-06"}`+"\n", who)
}

// ids returns the lines of what was printed, each of which must be an id.
func ids(t *testing.T, stdout string) []string {
	t.Helper()
	list := strings.Fields(stdout)
	for _, id := range list {
		require.Regexp(t, `^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`, id)
	}
	return list
}

func TestAdd(t *testing.T) {
	file := filepath.Join(t.TempDir(), "j.jsonl")
	r := crossings(t, claimLine("one")+claimLine("two")+claimLine("three"), "add", "--journal", file)
	require.Equal(t, 0, r.status, r.stderr)
	require.Empty(t, r.stderr)
	require.Len(t, ids(t, r.stdout), 3)
	again := crossings(t, claimLine("two"), "add", "--journal", file)
	require.Equal(t, ids(t, r.stdout)[1:2], ids(t, again.stdout), "what is there already has its id printed, too")

	r = crossings(t, "", "check", file)
	require.Equal(t, "3 claims, no errors, 0 warnings\n", r.stdout)
	r = crossings(t, "", "--data", file, "claims", "al-tanf")
	require.Equal(t, 3, strings.Count(r.stdout, "2015-05 iraq status closed"))
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	r = crossings(t, string(text), "--data", "-", "claims", "al-tanf")
	require.Equal(t, 3, strings.Count(r.stdout, "2015-05 iraq status closed"), "from standard input")
}

func TestAddOfFilesIsAllOrNone(t *testing.T) {
	dir := t.TempDir()
	file, good, bad := filepath.Join(dir, "j.jsonl"), filepath.Join(dir, "good.jsonl"), filepath.Join(dir, "bad.jsonl")
	require.NoError(t, os.WriteFile(good, []byte(claimLine("one")), 0o644))
	require.NoError(t, os.WriteFile(bad, []byte(claimLine("two")+strings.Replace(claimLine("two"), "tanf", "banf", 1)), 0o644))
	r := crossings(t, "", "add", "--journal", file, good, bad)
	require.Equal(t, 1, r.status)
	require.Equal(t, "crossings: "+bad+":2: crossing \"al-banf-al-waleed\": no such crossing; want one of al-bukamal-al-qaim, al-tanf-al-waleed, al-yarubiyah-rabia, faysh-khabur-semalka\n", r.stderr)
	require.NoFileExists(t, file)
	// Of standard input, what comes before the fault is written, and said to be.
	r = crossings(t, claimLine("one")+"{\n", "add", "--journal", file)
	require.Equal(t, 1, r.status)
	require.Len(t, ids(t, r.stdout), 1)
	require.Equal(t, "crossings: -:2: the line ends within the claim\nThe claims before that line are written; mend it and give the same input again\n", r.stderr)
}

func TestAddOfFlags(t *testing.T) {
	file := filepath.Join(t.TempDir(), "j.jsonl")
	flags := []string{"add", "--journal", file, "--crossing", "التنف", "--side", "iraq", "--kind", "status", "--value", "closed", "--when", "2015-05", "--source", "a mayor", "--via", "Reuters", "--reported", "2015-06-01"}
	shown := `Al-Tanf–Al-Waleed: 2015-05 iraq status closed
  read as: a change on some day from 2015-05-01 to 2015-05-31, standing until the next
  a mayor, via Reuters, 2015-06-01, no address
  id a148a5b7-3ced-5390-a136-b3bd034ca3ed
Write it to ` + file + `? [y/N] `
	r := crossings(t, "n\n", flags...)
	require.Equal(t, result{"", shown + "crossings: nothing was written; to write without being asked, give --yes\n", 1}, r)
	require.NoFileExists(t, file)
	r = crossings(t, "y\n", flags...)
	require.Equal(t, result{"a148a5b7-3ced-5390-a136-b3bd034ca3ed\n", shown, 0}, r)
	r = crossings(t, "", append(flags, "--yes", "--edge", "seen")...)
	require.Equal(t, 0, r.status)
	require.Contains(t, r.stderr, "read as: seen on some day from 2015-05-01 to 2015-05-31; when it began is not said\n")
	require.Len(t, ids(t, r.stdout), 1)

	for _, tt := range []struct {
		flags  string
		stderr string
	}{
		{"--value ajar", `--value "ajar": want one of closed, intermittent, open, restricted, trial, unknown`},
		{"--when yesterday", `--when "yesterday": edtf: "yesterday": `},
		{"--unit x", `--unit "x": has a meaning with kind control only, not with status`},
		{"file.jsonl", "--crossing and files both give claims; use one of them"},
		{"--known 2020-01-01", "--known has no meaning with add"},
	} {
		r := crossings(t, "y\n", append(flags, strings.Fields(tt.flags)...)...)
		require.Equal(t, 2, r.status, tt.flags)
		require.True(t, strings.HasPrefix(r.stderr, "crossings: "+tt.stderr), "%s", r.stderr)
	}
	r = crossings(t, "", "add")
	require.Equal(t, 2, r.status)
	require.Contains(t, r.stderr, "add needs --journal, the file to write to")
}

func TestRetract(t *testing.T) {
	file := filepath.Join(t.TempDir(), "j.jsonl")
	added := ids(t, crossings(t, claimLine("one")+claimLine("two"), "add", "--journal", file).stdout)
	r := crossings(t, "y\n", "retract", "--journal", file, "--source", "the editors", "--reported", "2026-11-24", added[0][:13], added[1])
	require.Equal(t, 0, r.status, r.stderr)
	require.Len(t, ids(t, r.stdout), 1, "one claim withdraws both")
	require.Contains(t, r.stderr, "To be withdrawn: al-tanf-al-waleed: 2015-05 iraq status closed\n  one, 2015-06, no address\n  id "+added[0]+"\n")
	require.Contains(t, r.stderr, "Withdraw 2 claims, as told by the editors? [y/N] ")
	withdrawing := strings.TrimSpace(r.stdout)
	r = crossings(t, "", "--data", file, "claims", "al-tanf")
	require.Equal(t, 2, strings.Count(r.stdout, "withdrawn by "+withdrawing))
	r = crossings(t, "", "retract", "--journal", file, "--source", "the editors", "--yes", added[0])
	require.Equal(t, result{"", "crossings: claim " + added[0] + " is withdrawn already, by " + withdrawing + "\n", 1}, r)
	r = crossings(t, "", "retract", "--journal", file, "--source", "the editors", "--yes", "ffffffff-ffff")
	require.Equal(t, result{"", "crossings: no claim has the id \"ffffffff-ffff\"; crossings claims CODE prints the ids\n", 1}, r)

	// A claim of the dataset is withdrawn in the same way, and check knows of it.
	claims := crossings(t, "", "claims", "al-tanf", "--json").stdout
	_, id, _ := strings.Cut(claims, `"id":"`)
	r = crossings(t, "", "retract", "--journal", file, "--source", "the editors", "--yes", id[:36])
	require.Equal(t, 0, r.status, r.stderr)
	require.Equal(t, 0, crossings(t, "", "check", file).status)
}

// The program is killed in the middle of a batch, and the power with it: the next
// run says what it found and what became of it.
func TestKilledInABatch(t *testing.T) {
	file := filepath.Join(t.TempDir(), "j.jsonl")
	writer := exec.Command(binary, "add", "--journal", file)
	in, err := writer.StdinPipe()
	require.NoError(t, err)
	out, err := writer.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, writer.Start())
	go func() {
		for n := 0; ; n++ {
			if _, err := in.Write([]byte(claimLine(fmt.Sprint("source ", n)))); err != nil {
				return
			}
		}
	}()
	lines := bufio.NewScanner(out)
	var printed []string
	for len(printed) < 200 && lines.Scan() {
		printed = append(printed, lines.Text())
	}
	r := crossings(t, claimLine("another"), "add", "--journal", file)
	require.Equal(t, result{"", "crossings: " + file + ": another process has it open for writing; wait until that has ended, or let that one add\n", 1}, r)
	require.NoError(t, writer.Process.Kill())
	_ = writer.Wait()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	if !bytes.HasSuffix(text, []byte("\n")) {
		text = text[:bytes.LastIndexByte(text, '\n')+1]
	}
	for _, id := range printed[:len(printed)-1] {
		require.Contains(t, string(text), id)
	}
	// What a power cut leaves of a write.
	count := bytes.Count(text, []byte("\n")) - 1
	require.NoError(t, os.WriteFile(file, append(bytes.Clone(text), `{"id":"06bfd7e9-f9c0-`...), 0o644))
	cut := fmt.Sprintf("%s:%d: byte %d: the last write was cut short; the claims before it are whole", file, count+2, len(text))
	r = crossings(t, "", "--data", file, "plans")
	require.Equal(t, 0, r.status)
	require.True(t, strings.HasPrefix(r.stderr, "crossings: "+cut+"; they are read\n"), r.stderr)
	r = crossings(t, claimLine("after"), "add", "--journal", file)
	require.Equal(t, 0, r.status)
	require.Equal(t, fmt.Sprintf("crossings: %s; what was cut off is in %s.torn-%d.\n", cut, file, len(text)), r.stderr)
	kept, err := os.ReadFile(fmt.Sprintf("%s.torn-%d", file, len(text)))
	require.NoError(t, err)
	require.Equal(t, `{"id":"06bfd7e9-f9c0-`, string(kept))
	require.Equal(t, fmt.Sprintf("%d claims, no errors, 0 warnings\n", count+1), crossings(t, "", "check", file).stdout)
}

// A journal that was edited by hand is refused with its line; check lists every
// line, and seal shows what changes before it makes the journal whole.
func TestSealAfterAnEditor(t *testing.T) {
	file := filepath.Join(t.TempDir(), "j.jsonl")
	crossings(t, claimLine("one")+claimLine("two"), "add", "--journal", file)
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	edited := strings.Replace(string(text), `"2015-05"`, `"2015-06"`, 1) + claimLine("three") + strings.Replace(claimLine("four"), "closed", "ajar", 1)
	require.NoError(t, os.WriteFile(file, []byte(edited), 0o644))

	r := crossings(t, "", "--data", file)
	require.Equal(t, result{"", "crossings: " + file + ":2: byte 47: the checksum is not that of the line: it was edited by hand, or damaged; seal the journal if it is right\nFor every fault, run: crossings check " + file + "\nIf the file was edited by hand, run: crossings seal " + file + "\n", 1}, r)
	r = crossings(t, claimLine("five"), "add", "--journal", file)
	require.Equal(t, 1, r.status)
	require.Contains(t, r.stderr, "For every fault, run: crossings check "+file+"\nIf the file was edited by hand, run: crossings seal "+file+"\n")
	r = crossings(t, "", "check", file)
	require.Equal(t, 1, r.status)
	require.Equal(t, 3, strings.Count(r.stdout, "\n"), r.stdout)
	for _, line := range []string{":2: error: the checksum is not that of the line", ":4: error: a claim without a checksum", ":5: error: a claim without a checksum"} {
		require.Contains(t, r.stdout, file+line)
	}
	r = crossings(t, "", "seal", file)
	require.Equal(t, 1, r.status)
	require.Contains(t, r.stderr, `value "ajar": want one of closed, intermittent, open, restricted, trial, unknown`)
	require.Contains(t, r.stderr, "\nNothing was written: mend what is named here in an editor, and seal again\n")

	edited = strings.Replace(edited, "ajar", "closed", 1)
	require.NoError(t, os.WriteFile(file, []byte(edited), 0o644))
	r = crossings(t, "n\n", "seal", file)
	require.Equal(t, 1, r.status)
	require.Contains(t, r.stderr, "line 2\n- {")
	require.Contains(t, r.stderr, "  al-tanf-al-waleed: 2015-06 iraq status closed\n  the id is not of this content; to correct a claim, leave it, and add one without an id that retracts it\n")
	require.Contains(t, r.stderr, "line 5\n- "+strings.TrimSpace(strings.Replace(claimLine("four"), "ajar", "closed", 1))+"\n+ {\"id\":")
	got, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, edited, string(got))
	r = crossings(t, "y\n", "seal", file)
	require.Equal(t, 0, r.status, r.stderr)
	require.Equal(t, file+" is sealed: 4 claims\n", r.stdout)
	require.Equal(t, file+" is whole: 4 claims, nothing to seal\n", crossings(t, "", "seal", file).stdout)
	r = crossings(t, "", "check", file)
	require.Equal(t, 0, r.status)
	require.Contains(t, r.stdout, "4 claims, no errors, 1 warning\n", "the id of another content")

	// A file of claims becomes a journal; before that it is none.
	plain := filepath.Join(t.TempDir(), "plain.jsonl")
	require.NoError(t, os.WriteFile(plain, []byte(claimLine("one")), 0o644))
	r = crossings(t, claimLine("two"), "add", "--journal", plain)
	require.Equal(t, 1, r.status)
	require.Contains(t, r.stderr, "not a journal: the first line is no header\nTo make a journal of a file of claims, run: crossings seal "+plain+"\n")
	require.Equal(t, 0, crossings(t, "", "seal", "--yes", plain).status)
	require.Equal(t, 0, crossings(t, claimLine("two"), "add", "--journal", plain).status)
}

// Two branches of a journal are merged by git without a conflict, and the merged
// journal has the claims of both; an older version is accepted when it was meant.
func TestBranchesOfAJournal(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "j.jsonl")
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=t", "-c", "user.email=t@example.org"}, args...)...)
		out, err := cmd.CombinedOutput()
		require.NoError(t, err, "git %v: %s", args, out)
	}
	add := func(who string) {
		t.Helper()
		r := crossings(t, claimLine(who), "add", "--journal", file)
		require.Equal(t, 0, r.status, r.stderr)
	}
	git("init", "-q", "-b", "main")
	require.NoError(t, os.WriteFile(filepath.Join(dir, ".gitattributes"), []byte("*.jsonl merge=union -text\n"), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(dir, ".gitignore"), []byte("*.mark\n"), 0o644))
	add("one")
	git("add", ".")
	git("commit", "-q", "-m", "one")
	git("checkout", "-q", "-b", "other")
	add("two")
	git("commit", "-q", "-a", "-m", "two")
	git("checkout", "-q", "main")
	r := crossings(t, claimLine("three"), "add", "--journal", file)
	require.Equal(t, 1, r.status, "the checkout took a claim away")
	require.Contains(t, r.stderr, "the journal has lost claims that it had")
	require.Contains(t, r.stderr, "If lines were removed or an older version was put there on purpose, as by git checkout, run: crossings seal "+file+"\n")
	r = crossings(t, "y\n", "seal", file)
	require.Equal(t, 0, r.status, r.stderr)
	require.Contains(t, r.stderr, "1 claim fewer than the journal had: it will be taken as it is\n")
	add("three")
	git("commit", "-q", "-a", "-m", "three")
	git("merge", "-q", "other", "-m", "both")
	r = crossings(t, claimLine("four"), "add", "--journal", file)
	require.Equal(t, 0, r.status, r.stderr)
	r = crossings(t, "", "compact", file)
	require.Equal(t, file+": 4 claims in the order of recording\n", r.stdout)
	git("commit", "-q", "-a", "-m", "compact")
}

func TestWatch(t *testing.T) {
	file := filepath.Join(t.TempDir(), "j.jsonl")
	crossings(t, claimLine("one"), "add", "--journal", file)
	watch := exec.Command(binary, "watch", "--journal", file, "--every", "10ms")
	out, err := watch.StdoutPipe()
	require.NoError(t, err)
	told, err := watch.StderrPipe()
	require.NoError(t, err)
	require.NoError(t, watch.Start())
	timer := time.AfterFunc(20*time.Second, func() { _ = watch.Process.Kill() })
	defer timer.Stop()
	first, err := bufio.NewReader(told).ReadString('\n')
	require.NoError(t, err)
	require.Equal(t, "crossings: "+file+" has 1 claim; waiting for more\n", first)
	crossings(t, `{"crossing":"al-tanf-al-waleed","side":"iraq","kind":"status","value":"closed","when":"2026-11-20","modality":"reported","source":{"name":"a driver"},"reported":"2026-11-21"}`, "add", "--journal", file)
	lines := bufio.NewScanner(out)
	var printed []string
	for lines.Scan() {
		printed = append(printed, lines.Text())
		if strings.Contains(lines.Text(), "answer now:") {
			break
		}
	}
	require.NoError(t, watch.Process.Signal(os.Interrupt))
	for lines.Scan() {
	}
	require.NoError(t, watch.Wait(), "interrupted is how it ends")
	require.Equal(t, "al-tanf-al-waleed: 2026-11-20 iraq status closed", printed[0])
	require.Equal(t, "  a driver, 2026-11-21, no address", printed[1])
	require.Contains(t, strings.Join(printed, "\n"), "al-tanf-al-waleed, Iraqi side, status, ")
	require.Contains(t, printed[len(printed)-1], "closed")
}
