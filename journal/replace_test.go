//go:build unix

package journal

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// What replaces a journal.
var rewrites = []struct {
	name string
	do   func(t *testing.T, file string) error
}{
	{"compact", func(t *testing.T, file string) error {
		_, _, err := Compact(file)
		return err
	}},
	{"seal", func(t *testing.T, file string) error {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(file, append(text, '\n'), 0)) // something to seal
		_, err = Seal(file, newRegistry(t), noon, func(Sealing) bool { return true })
		return err
	}},
}

// twice returns a journal in a directory of its own, with a claim twice.
func twice(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "claims.jsonl")
	line := sealedLine(t, plainLine)
	require.NoError(t, os.WriteFile(file, []byte(lines(line, line)), 0o644))
	return file
}

// Links stay links, and the journal to which they lead is the one that is replaced.
func TestRewriteThroughLinks(t *testing.T) {
	for _, r := range rewrites {
		t.Run(r.name, func(t *testing.T) {
			file := twice(t)
			dir := filepath.Dir(file)
			second, first := filepath.Join(dir, "second"), filepath.Join(dir, "first.jsonl")
			require.NoError(t, os.Symlink("claims.jsonl", second))
			require.NoError(t, os.Mkdir(filepath.Join(dir, "sub"), 0o755))
			require.NoError(t, os.Symlink(second, first))
			before, err := os.Stat(file)
			require.NoError(t, err)
			require.NoError(t, r.do(t, first))
			for _, link := range []string{first, second} {
				info, err := os.Lstat(link)
				require.NoError(t, err)
				require.NotZero(t, info.Mode()&os.ModeSymlink)
			}
			after, err := os.Stat(file)
			require.NoError(t, err)
			require.False(t, os.SameFile(before, after), "the journal was not replaced")
			// By whichever name it is opened, it has the same mark.
			for n, name := range []string{first, file, second, file} {
				j, err := Open(name, newRegistry(t), Options{})
				require.NoError(t, err)
				require.Empty(t, j.Recovery().String())
				_, err = j.Add(claim(n))
				require.NoError(t, err)
				require.NoError(t, j.Close())
			}
			entries, err := os.ReadDir(dir)
			require.NoError(t, err)
			var names []string
			for _, e := range entries {
				names = append(names, e.Name())
			}
			require.Equal(t, []string{"claims.jsonl", "claims.jsonl.mark", "first.jsonl", "second", "sub"}, names)
		})
	}
}

// The mark that the first edition put beside a link is heeded.
func TestFirstMarkBesideALink(t *testing.T) {
	file := twice(t)
	link := filepath.Join(filepath.Dir(file), "link.jsonl")
	require.NoError(t, os.Symlink(file, link))
	require.NoError(t, os.WriteFile(markName(link), firstMark(mark{5, 1000, 0}), 0o644))
	_, err := Open(link, newRegistry(t), Options{})
	require.ErrorIs(t, err, ErrTruncated)
	j, err := Open(link, newRegistry(t), Options{Shorter: true})
	require.NoError(t, err)
	require.NoError(t, j.Close())
	j, err = Open(link, newRegistry(t), Options{})
	require.NoError(t, err)
	require.NoError(t, j.Close())
}

// A link that leads to itself is an error, and one that leads to nothing makes the file.
func TestLinksThatLeadNowhere(t *testing.T) {
	dir := t.TempDir()
	loop, nothing := filepath.Join(dir, "loop"), filepath.Join(dir, "nothing")
	require.NoError(t, os.Symlink(loop, loop))
	require.NoError(t, os.Symlink("claims.jsonl", nothing))
	_, err := Open(loop, newRegistry(t), Options{})
	require.ErrorIs(t, err, syscall.ELOOP)
	_, _, err = Compact(loop)
	require.ErrorIs(t, err, syscall.ELOOP)
	j, err := Open(nothing, newRegistry(t), Options{})
	require.NoError(t, err)
	require.NoError(t, j.Close())
	require.FileExists(t, filepath.Join(dir, "claims.jsonl.mark"))
}

// The mode stays, also of what stands beside the journal, and the owner: where he
// cannot be kept, nothing is replaced.
func TestRewriteKeepsModeAndOwner(t *testing.T) {
	for _, mode := range []os.FileMode{0o600, 0o640, 0o664, 0o644} {
		for _, r := range rewrites {
			file := twice(t)
			require.NoError(t, os.Chmod(file, mode))
			const somebody = 1234
			isRoot := os.Getuid() == 0
			if isRoot {
				require.NoError(t, os.Chown(file, somebody, somebody+1))
			}
			require.NoError(t, r.do(t, file))
			for _, name := range []string{file, markName(file)} {
				info, err := os.Stat(name)
				require.NoError(t, err)
				require.Equal(t, mode, info.Mode().Perm(), "%s %s", r.name, name)
				if isRoot {
					stat := info.Sys().(*syscall.Stat_t)
					require.Equal(t, [2]uint32{somebody, somebody + 1}, [2]uint32{stat.Uid, stat.Gid})
				}
			}
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(file, append(text, "{"...), 0))
			j, err := Open(file, newRegistry(t), Options{})
			require.NoError(t, err)
			require.NoError(t, j.Close())
			info, err := os.Stat(j.Recovery().Kept)
			require.NoError(t, err)
			require.Equal(t, mode, info.Mode().Perm(), "what was cut off is for no other eyes")
		}
	}
}

// A file is given away if either the owner or the group is another, and only with its mode.
func TestOwnerOrGroupAlone(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) *osFile {
		f, err := openFile(filepath.Join(dir, name), os.O_RDWR|os.O_CREATE, 0o600)
		require.NoError(t, err)
		t.Cleanup(func() { f.Close() })
		return f
	}
	for _, ids := range [][2]int{{1234, os.Getgid()}, {os.Getuid(), 1235}} {
		if os.Getuid() != 0 {
			break // nobody else gives files away
		}
		like, f := file(fmt.Sprint("like", ids)), file(fmt.Sprint("new", ids))
		require.NoError(t, like.Chown(ids[0], ids[1]))
		require.NoError(t, f.own(like))
		info, err := f.Stat()
		require.NoError(t, err)
		stat := info.Sys().(*syscall.Stat_t)
		require.Equal(t, [2]uint32{uint32(ids[0]), uint32(ids[1])}, [2]uint32{stat.Uid, stat.Gid})
	}
	f := file("closed")
	require.NoError(t, f.Close())
	err := f.own(file("open"))
	require.ErrorIs(t, err, os.ErrClosed)
	require.ErrorContains(t, err, "chmod ")
}

// Who finds a journal locked leaves no file of his open.
func TestLockedJournalIsLeftClosed(t *testing.T) {
	if _, err := os.ReadDir("/dev/fd"); err != nil {
		t.Skip("nothing tells which files are open")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // which would close them
	file := filepath.Join(t.TempDir(), "claims.jsonl")
	j, err := Open(file, newRegistry(t), Options{})
	require.NoError(t, err)
	inUse := func() (n int) {
		entries, err := os.ReadDir("/dev/fd")
		require.NoError(t, err)
		for _, e := range entries {
			if to, _ := os.Readlink("/dev/fd/" + e.Name()); to == file {
				n++
			}
		}
		return n
	}
	before := inUse()
	for range 3 {
		_, err := osDisk{}.exclusive(file)
		require.ErrorIs(t, err, ErrLocked)
	}
	require.Equal(t, before, inUse())
	require.NoError(t, j.Close())
	require.Zero(t, inUse())
}

// Where the new file cannot have the owner, the journal stays as it is.
func TestRewriteOfSomebodyElsesJournal(t *testing.T) {
	w := newWorld(t)
	_, files := closedRun(t, w)
	d := memDiskOf(files)
	d.failing("own", syscall.EPERM)
	_, _, err := compact(d, memName)
	require.EqualError(t, err, "claims.jsonl: the new file cannot have the mode and the owner of the journal: operation not permitted; let its owner do this")
	require.Equal(t, files, d.files())
	require.Zero(t, d.inUse)
}

// While journals are compacted, who opens one gets it, or is told that it is locked:
// never anything else, and no claim is lost.
func TestOpenWhileCompacting(t *testing.T) {
	file := twice(t)
	var wg sync.WaitGroup
	var stop atomic.Bool
	var added, refused atomic.Int64
	for range 2 {
		wg.Go(func() {
			for !stop.Load() {
				if _, _, err := Compact(file); err != nil && !errors.Is(err, ErrLocked) {
					t.Error(err)
				}
				time.Sleep(5 * time.Millisecond)
			}
		})
		wg.Go(func() {
			for !stop.Load() {
				j, err := Open(file, newRegistry(t), Options{})
				if err != nil {
					if !errors.Is(err, ErrLocked) {
						t.Error(err)
					}
					refused.Add(1)
					continue
				}
				if _, err := j.Add(claim(int(added.Add(1)))); err != nil {
					t.Error(err)
				}
				if told := j.Recovery().String(); told != "" {
					t.Error(told)
				}
				if err := j.Close(); err != nil {
					t.Error(err)
				}
			}
		})
		wg.Go(func() {
			for !stop.Load() {
				for _, err := range ReadFile(file) {
					// A write that is going on is seen in part where its line goes over
					// the end of a page.
					if _, isTorn := errors.AsType[*TornError](err); err != nil && !isTorn {
						t.Error(err)
					}
				}
			}
		})
	}
	time.Sleep(time.Duration(often(1, 20)) * time.Second)
	stop.Store(true)
	wg.Wait()
	n := 0
	for _, err := range ReadFile(file) {
		require.NoError(t, err)
		n++
	}
	require.Positive(t, added.Load())
	require.Equal(t, int(added.Load())+1, n)
	t.Logf("%d opened, %d refused", added.Load(), refused.Load())
}
