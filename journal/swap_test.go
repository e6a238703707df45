//go:build unix

package journal

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// A swap is a way in which another program changes a journal while it is open.
type swap struct {
	name string
	// do gets the names of the journal, of an older copy of it and of a file that is not
	// there. It returns the file that has what was acknowledged before, "" if that is gone.
	do  func(t *testing.T, file, older, other string) (kept string)
	why string // why nothing is added any more; "" if it is
}

const (
	gone     = "it was removed or renamed, or its directory was"
	replaced = "another file has its name"
)

func swaps() []swap {
	must := func(t *testing.T, err error) { t.Helper(); require.NoError(t, err) }
	read := func(t *testing.T, name string) []byte {
		t.Helper()
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		return text
	}
	// over writes over a file as cp does.
	over := func(t *testing.T, name string, text []byte) { t.Helper(); must(t, os.WriteFile(name, text, 0o644)) }
	edited := func(text []byte) []byte { return bytes.Replace(text, []byte("closed"), []byte("ajar"), 1) }
	rename := func(t *testing.T, from, to string) { t.Helper(); must(t, os.Rename(from, to)) }
	return []swap{
		{"removed", func(t *testing.T, file, _, _ string) string { must(t, os.Remove(file)); return "" }, gone},
		{"removed and made anew, empty", func(t *testing.T, file, _, _ string) string {
			must(t, os.Remove(file))
			over(t, file, nil)
			return ""
		}, replaced},
		{"removed and an older copy made", func(t *testing.T, file, older, _ string) string {
			must(t, os.Remove(file))
			over(t, file, read(t, older))
			return ""
		}, replaced},
		{"renamed away", func(t *testing.T, file, _, other string) string { rename(t, file, other); return other }, gone},
		{"renamed away and an older copy made", func(t *testing.T, file, older, other string) string {
			rename(t, file, other)
			over(t, file, read(t, older))
			return other
		}, replaced},
		{"an equal file renamed over it", func(t *testing.T, file, _, other string) string {
			over(t, other, read(t, file))
			rename(t, other, file)
			return file
		}, replaced},
		{"an older file renamed over it", func(t *testing.T, file, older, _ string) string { rename(t, older, file); return "" }, replaced},
		{"an edited file renamed over it", func(t *testing.T, file, _, other string) string {
			over(t, other, edited(read(t, file)))
			rename(t, other, file)
			return ""
		}, replaced},
		{"copied over, equal", func(t *testing.T, file, _, _ string) string { over(t, file, read(t, file)); return file }, ""},
		{"copied over, older", func(t *testing.T, file, older, _ string) string { over(t, file, read(t, older)); return "" }, "it was cut from SIZE to OLDER bytes"},
		{"copied over, as long but other", func(t *testing.T, file, _, _ string) string {
			over(t, file, bytes.Replace(read(t, file), []byte("closed"), []byte("opened"), 1))
			return ""
		}, "it was written over"},
		{"cut to half", func(t *testing.T, file, _, _ string) string {
			must(t, os.Truncate(file, int64(len(read(t, file)))/2))
			return ""
		}, "it was cut from SIZE to HALF bytes"},
		{"emptied", func(t *testing.T, file, _, _ string) string { must(t, os.Truncate(file, 0)); return "" }, "it was cut from SIZE to 0 bytes"},
		{"appended to", func(t *testing.T, file, _, _ string) string {
			f, err := os.OpenFile(file, os.O_WRONLY|os.O_APPEND, 0)
			must(t, err)
			_, err = f.Write(bytes.SplitAfter(read(t, file), []byte("\n"))[1])
			must(t, err)
			must(t, f.Close())
			return file
		}, "something was appended to it: it had SIZE bytes, and has MORE"},
		{"its directory renamed", func(t *testing.T, file, _, _ string) string {
			rename(t, filepath.Dir(file), filepath.Dir(file)+".moved")
			return filepath.Join(filepath.Dir(file)+".moved", filepath.Base(file))
		}, gone},
		{"its directory replaced", func(t *testing.T, file, older, _ string) string {
			text := read(t, older)
			rename(t, filepath.Dir(file), filepath.Dir(file)+".moved")
			must(t, os.Mkdir(filepath.Dir(file), 0o755))
			over(t, file, text)
			return filepath.Join(filepath.Dir(file)+".moved", filepath.Base(file))
		}, replaced},
		{"a link in its path turned elsewhere", func(t *testing.T, file, older, _ string) string {
			dir := filepath.Dir(file) // is a link
			kept, err := filepath.EvalSymlinks(file)
			must(t, err)
			elsewhere := filepath.Dir(dir) + "/elsewhere"
			must(t, os.Mkdir(elsewhere, 0o755))
			over(t, filepath.Join(elsewhere, filepath.Base(file)), read(t, older))
			must(t, os.Remove(dir))
			must(t, os.Symlink(elsewhere, dir))
			return kept
		}, replaced},
		{"its name given to a pipe", func(t *testing.T, file, _, other string) string {
			rename(t, file, other)
			must(t, syscall.Mkfifo(file, 0o644))
			return other
		}, replaced},
		{"its name given to a directory", func(t *testing.T, file, _, other string) string {
			rename(t, file, other)
			must(t, os.Mkdir(file, 0o755))
			return other
		}, replaced},
	}
}

// Whatever another program does to a journal that is open, nothing that is handed in
// after it is acknowledged, unless the file still has it when it is opened again;
// also if the writer is killed. What was acknowledged before is where that was put.
func TestSwaps(t *testing.T) {
	for _, s := range swaps() {
		for _, isKilled := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, killed: %v", s.name, isKilled), func(t *testing.T) {
				t.Parallel()
				root := t.TempDir()
				dir := filepath.Join(root, "link")
				require.NoError(t, os.Mkdir(filepath.Join(root, "real"), 0o755))
				require.NoError(t, os.Symlink(filepath.Join(root, "real"), dir))
				if strings.HasPrefix(s.name, "its directory") {
					dir = filepath.Join(root, "real")
				}
				file, older := filepath.Join(dir, "claims.jsonl"), filepath.Join(dir, "older.jsonl")
				w := startWriter(t, file)
				var before []uuid.UUID
				for n := range 6 {
					id, why := w.add(t, n)
					require.Empty(t, why)
					before = append(before, id)
					if n == 2 {
						text, err := os.ReadFile(file)
						require.NoError(t, err)
						require.NoError(t, os.WriteFile(older, text, 0o644))
					}
				}
				sizes := sizesOf(t, file, older)
				time.Sleep(10 * time.Millisecond) // or the file may have the same time afterwards
				kept := s.do(t, file, older, filepath.Join(dir, "other.jsonl"))
				why := ""
				if s.why != "" {
					why = file + ": another program has changed the journal while it was open: " + sizes.Replace(s.why)
				}
				for _, n := range []int{6, 7, 0} { // the last is there already
					id, got := w.add(t, n)
					require.Equal(t, why, got)
					if why == "" {
						before = append(before, id)
					}
				}
				w.end(t, isKilled, why)
				if kept == "" {
					return
				}
				held := map[uuid.UUID]bool{}
				for l, err := range ReadFile(kept) {
					require.NoError(t, err)
					held[l.Claim.ID] = true
				}
				for _, id := range before {
					require.True(t, held[id], "%s was acknowledged and is not in %s", id, kept)
				}
			})
		}
	}
}

// sizesOf puts sizes into an error.
func sizesOf(t *testing.T, file, older string) *strings.Replacer {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	old, err := os.Stat(older)
	require.NoError(t, err)
	more := len(text) + len(bytes.SplitAfter(text, []byte("\n"))[1])
	return strings.NewReplacer("SIZE", fmt.Sprint(len(text)), "OLDER", fmt.Sprint(old.Size()), "HALF", fmt.Sprint(len(text)/2), "MORE", fmt.Sprint(more))
}

// What another program does while claims are written counts, too: they are not
// acknowledged, and they are not left in the file that was the journal, unless the
// other one has written to that.
func TestSwapWhileWriting(t *testing.T) {
	w := newWorld(t)
	for _, during := range []string{"write", "sync"} {
		for _, tt := range []struct {
			name string
			do   func(d *memDisk, data *memData)
			why  string
			left int // claims in the file that was the journal
		}{
			{"removed", func(d *memDisk, _ *memData) { delete(d.names, memName) }, gone, 1},
			{"replaced", func(d *memDisk, _ *memData) { d.names[memName] = &memData{} }, replaced, 1},
			{"cut", func(_ *memDisk, data *memData) { data.now = data.now[:len(lines())] }, "it was cut from SIZE to CUT bytes", 0},
			{"appended to", func(_ *memDisk, data *memData) { data.now = append(data.now, "{"...) }, "something was appended to it: it had SIZE bytes, and has MORE", 2},
		} {
			d := newMemDisk()
			reg := w.registry(t)
			j, err := open(d, memName, reg, Options{})
			require.NoError(t, err)
			_, err = j.Add(claim(1))
			require.NoError(t, err)
			data := d.names[memName]
			second := claim(2)
			second.Recorded = noon
			second.ID = second.ContentID()
			size := len(data.now) + len(appendClaim(nil, &second))
			if during == "write" && (tt.name == "cut" || tt.name == "appended to") {
				continue // the write goes over that
			}
			d.fault = func(op string, _ int) (int, error) {
				if op == during {
					tt.do(d, data)
				}
				return 0, nil
			}
			_, err = j.Add(second)
			why := strings.NewReplacer("SIZE", fmt.Sprint(size), "CUT", fmt.Sprint(len(lines())), "MORE", fmt.Sprint(size+1)).Replace(tt.why)
			require.EqualError(t, err, "claims.jsonl: another program has changed the journal while it was open: "+why, tt.name)
			require.Equal(t, err, j.Err())
			require.Equal(t, 1, reg.Len())
			require.ErrorIs(t, j.Sync(), ErrChanged)
			require.ErrorIs(t, j.Close(), ErrChanged)
			require.Equal(t, tt.left, bytes.Count(data.now, []byte("\n"))-1, tt.name)
		}
	}
}

// Err sees what happened to a journal to which nobody adds, and its mark is left alone:
// it may be that of another journal now.
func TestSwapOfAnIdleJournal(t *testing.T) {
	w := newWorld(t)
	synctest.Test(t, func(t *testing.T) {
		for _, isAsked := range []bool{true, false} {
			d := newMemDisk()
			j, err := open(d, memName, w.registry(t), Options{})
			require.NoError(t, err)
			_, err = j.Add(claim(1))
			require.NoError(t, err)
			require.NoError(t, j.Err())
			d.names[memName] = &memData{}
			mark := d.names[markName(memName)].now
			if isAsked {
				require.ErrorIs(t, j.Err(), ErrChanged)
			}
			time.Sleep(time.Minute)
			synctest.Wait()
			if isAsked {
				require.ErrorIs(t, j.Err(), ErrChanged)
			}
			require.ErrorIs(t, j.Close(), ErrChanged)
			require.Equal(t, mark, d.names[markName(memName)].now)
		}
	})
}

// Closing looks once more, when nothing was to be done any more.
func TestSwapBeforeClosing(t *testing.T) {
	d := newMemDisk()
	j, err := open(d, memName, newRegistry(t), Options{})
	require.NoError(t, err)
	delete(d.names, memName)
	require.ErrorIs(t, j.Close(), ErrChanged)
}

// Somebody may set the time of a journal: that is no change.
func TestTouch(t *testing.T) {
	name := filepath.Join(t.TempDir(), "claims.jsonl")
	j, err := Open(name, newRegistry(t), Options{})
	require.NoError(t, err)
	for n := range 3 {
		require.NoError(t, os.Chtimes(name, time.Time{}, time.Now().Add(time.Duration(n)*time.Hour)))
		_, err = j.Add(claim(n))
		require.NoError(t, err)
	}
	require.NoError(t, j.Close())
}

// A program may go to another directory: the journal is where it was.
func TestAnotherDirectory(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	j, err := Open("claims.jsonl", newRegistry(t), Options{})
	require.NoError(t, err)
	t.Chdir(t.TempDir())
	_, err = j.Add(claim(1))
	require.NoError(t, err)
	require.NoError(t, j.Close())
	entries, err := os.ReadDir(".")
	require.NoError(t, err)
	require.Empty(t, entries)
	m, _ := markAt(t, osDisk{}, filepath.Join(dir, "claims.jsonl"))
	require.Equal(t, 1, m.claims)
}

// Neither a pipe nor a directory nor a device is a journal, and none is waited for.
func TestNoRegularFile(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	require.NoError(t, syscall.Mkfifo(pipe, 0o644))
	for _, name := range []string{pipe, t.TempDir(), "/dev/null", "/dev/zero"} {
		_, err := Open(name, newRegistry(t), Options{})
		require.EqualError(t, err, "open "+name+": not a regular file")
		_, _, err = Compact(name)
		require.EqualError(t, err, "open "+name+": not a regular file")
		for _, err := range ReadFile(name) {
			require.EqualError(t, err, "open "+name+": not a regular file")
		}
	}
}
