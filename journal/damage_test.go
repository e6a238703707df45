package journal

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// closedRun returns the files of a run that went well.
func closedRun(t testing.TB, w world) (*run, map[string][]byte) {
	t.Helper()
	r := &run{disk: newMemDisk()}
	require.NoError(t, r.send(w, t))
	require.Zero(t, r.disk.inUse)
	return r, r.disk.files()
}

// No flip of a bit goes unseen: the journal is refused, with the line and a place
// at or before the flip.
func TestEveryBitFlip(t *testing.T) {
	w := newWorld(t)
	_, files := closedRun(t, w)
	content := files[memName]
	require.Greater(t, len(content), 20_000)
	scanned, opened := often(5, 1), often(61, 1)
	line, lineStart := 1, 0
	for at := range content {
		for bit := range 8 {
			if (at*8+bit)%scanned != 0 && (at*8+bit)%opened != 0 {
				continue
			}
			flipped := slices.Clone(content)
			flipped[at] ^= 1 << bit
			// Without the mark: nothing but the lines themselves tells.
			s := newScanner(bytes.NewReader(flipped), memName, mark{})
			var err error
			for err == nil {
				_, err = s.next()
			}
			requireCorrupt(t, err, line, lineStart, at)
			if (at*8+bit)%opened != 0 {
				continue
			}
			reg := w.registry(t)
			d := memDiskOf(map[string][]byte{memName: flipped})
			_, err = open(d, memName, reg, Options{})
			requireCorrupt(t, err, line, lineStart, at)
			require.Zero(t, reg.Len(), "claims of a damaged journal are in the registry")
			require.Zero(t, d.inUse)
			require.Equal(t, flipped, d.names[memName].now, "a damaged journal was changed")
		}
		if content[at] == '\n' {
			line, lineStart = line+1, at+1
		}
	}
	t.Logf("%d flips, one in %d read, one in %d opened", len(content)*8, scanned, opened)
}

// requireCorrupt requires an error that names a line, and a place between its
// beginning and the flip. It is not in testify's words, for it is called often.
func requireCorrupt(t *testing.T, err error, line, lineStart, at int) {
	t.Helper()
	e, ok := errors.AsType[*CorruptError](err)
	if !ok {
		t.Fatalf("flip at byte %d: %v", at, err)
	}
	if e.File != memName || e.Line != line || e.Offset < int64(lineStart) || e.Offset > int64(at) {
		t.Fatalf("flip at byte %d, in line %d from byte %d: %v", at, line, lineStart, e)
	}
}

func TestEveryBitFlipOfTheMark(t *testing.T) {
	w := newWorld(t)
	_, files := closedRun(t, w)
	content := files[markName(memName)]
	every := often(19, 1)
	for at := range content {
		for bit := range 8 {
			if (at*8+bit)%every != 0 {
				continue
			}
			flipped := slices.Clone(content)
			flipped[at] ^= 1 << bit
			files[markName(memName)] = flipped
			_, err := open(memDiskOf(files), memName, w.registry(t), Options{})
			e, ok := errors.AsType[*CorruptError](err)
			require.True(t, ok, "%v", err)
			require.Equal(t, errNotMark, e.Err)
			require.Equal(t, markName(memName), e.File)
			require.LessOrEqual(t, e.Offset, int64(at))
			require.Equal(t, 1+bytes.Count(content[:at], []byte("\n")), e.Line)
		}
	}
}

// A journal that was closed and is shorter by any number of bytes is refused.
// Shorter accepts it, and then whole lines are kept.
func TestEveryTruncation(t *testing.T) {
	w := newWorld(t)
	r, files := closedRun(t, w)
	content := files[memName]
	every := often(37, 1)
	for size := 0; size < len(content); size += every {
		short := map[string][]byte{memName: content[:size], markName(memName): files[markName(memName)]}
		reg := w.registry(t)
		_, err := open(memDiskOf(short), memName, reg, Options{})
		if size == len(content)-1 { // nothing but the end of the last line is missing
			require.NoError(t, err)
			continue
		}
		require.ErrorIs(t, err, ErrTruncated, "at %d bytes", size)
		require.Zero(t, reg.Len())
		d := memDiskOf(short)
		_, err = idsIn(d, memName)
		require.ErrorIs(t, err, ErrTruncated)

		j, err := open(d, memName, reg, Options{Shorter: true})
		require.NoError(t, err)
		require.NoError(t, j.Close())
		got, err := idsIn(d, memName)
		require.NoError(t, err, "the mark is set anew")
		whole := bytes.Count(content[:size], []byte{'\n'}) - 1
		if size+1 < len(content) && content[size] == '\n' {
			whole++ // the claim is whole but for the end of its line
		}
		require.Len(t, got, max(whole, 0))
		require.True(t, slices.Equal(r.sent[:len(got)], got))
	}
	// Nor is one made in the place of a journal that is gone.
	d := memDiskOf(map[string][]byte{markName(memName): files[markName(memName)]})
	_, err := open(d, memName, w.registry(t), Options{})
	require.ErrorIs(t, err, ErrTruncated, "the journal is gone")
	require.ErrorContains(t, err, "of the 60 that it had it lacks ")
	require.NotContains(t, d.names, memName)
	j, err := open(d, memName, w.registry(t), Options{Shorter: true})
	require.NoError(t, err)
	require.NoError(t, j.Close())
}

// What follows the mark may be cut off by a crash, what is before it may not.
func TestTruncationAroundTheMark(t *testing.T) {
	w := newWorld(t)
	d := newMemDisk()
	r := run{disk: d}
	require.NoError(t, r.send(w, t))
	j, err := open(d, memName, w.registry(t), Options{})
	require.NoError(t, err)
	marked := len(d.names[memName].now)
	for n := range 5 {
		_, err := j.Add(claim(1000 + n))
		require.NoError(t, err)
	}
	files := d.files() // as after a SIGKILL
	content := files[memName]
	for size := marked - 3; size <= len(content); size += often(7, 1) {
		files[memName] = content[:size]
		d := memDiskOf(files)
		j, err := open(d, memName, w.registry(t), Options{})
		if size < marked-1 {
			require.ErrorIs(t, err, ErrTruncated)
			continue
		}
		require.NoError(t, err)
		whole := content[size-1] == '\n' || size < len(content) && content[size] == '\n'
		require.Equal(t, whole, j.Recovery().Torn == nil, "%q", content[min(marked, size):size])
	}
}

// An editor may have taken the end of the last line: its claim is there all the same.
// With one byte more it is lost.
func TestLostLastNewline(t *testing.T) {
	w := newWorld(t)
	r, files := closedRun(t, w)
	content := files[memName]
	for _, kept := range [][]byte{files[markName(memName)], firstMark(mark{len(r.sent), int64(len(content)), 0})} {
		for cut, want := range []error{nil, nil, ErrTruncated} {
			files := map[string][]byte{memName: content[:len(content)-cut], markName(memName): kept}
			got, err := idsIn(memDiskOf(files), memName)
			require.ErrorIs(t, err, want)
			require.Len(t, got, len(r.sent)-cut/2)
			require.ErrorIs(t, reopen(memDiskOf(files), w, t), want)
		}
	}
}

// A sector that reads as zero bytes is damage where the mark covers it. Behind the
// mark it may be what a crash left: what follows is cut off, kept and told of.
func TestZeroedSectors(t *testing.T) {
	marked, content := zeroedSectors(t, 0)
	// Again with all moved so that the end of a line is the first byte of a sector:
	// without it the line is whole, and is kept.
	length := bytes.IndexByte(content[marked:], '\n')
	marked, content = zeroedSectors(t, length)
	end := marked + bytes.IndexByte(content[marked:], '\n')
	require.Zero(t, end%sector)
}

// zeroedSectors opens a journal with each sector lost in turn. If length is not 0,
// it is that of the first line behind the mark, which is made so much longer that a
// sector begins at its end. It returns where the mark is, and what the journal was.
func zeroedSectors(t *testing.T, length int) (marked int, content []byte) {
	t.Helper()
	w := newWorld(t)
	d := newMemDisk()
	r := run{disk: d}
	require.NoError(t, r.send(w, t))
	j, err := open(d, memName, w.registry(t), Options{})
	require.NoError(t, err)
	marked = len(d.names[memName].now)
	for n := range 20 {
		c := claim(1000 + n)
		c.Recorded = time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC) // or lines differ in length
		if n == 0 && length > 0 {
			c.Note += strings.Repeat(".", sector-(marked+length)%sector)
		}
		_, err := j.Add(c)
		require.NoError(t, err)
	}
	files := d.files() // as after a SIGKILL
	content = files[memName]
	for from := sector; from+sector <= len(content); from += sector {
		files[memName] = slices.Concat(content[:from], make([]byte, sector), content[from+sector:])
		d, reg := memDiskOf(files), w.registry(t)
		j, err := open(d, memName, reg, Options{})
		whole := from // where the whole claims end
		if content[from] != '\n' {
			whole = 1 + bytes.LastIndexByte(content[:from], '\n')
		}
		if whole < marked {
			e, ok := errors.AsType[*CorruptError](err)
			require.True(t, ok, "sector at %d: %v", from, err)
			require.EqualError(t, e.Err, "a zero byte: the file was damaged; restore it")
			require.Zero(t, reg.Len())
			continue
		}
		require.NoError(t, err, "sector at %d", from)
		require.Equal(t, int64(whole), j.Recovery().Torn.Offset)
		require.Equal(t, files[memName][whole:], d.names[j.Recovery().Kept].now)
		require.Equal(t, bytes.Count(content[:from+1], []byte("\n"))-1, reg.Len())
		require.NoError(t, j.Close())
		_, err = idsIn(d, memName)
		require.NoError(t, err, "sector at %d: the journal is whole again", from)
	}
	return marked, content
}

// Whatever operation fails, and however: no claim is acknowledged that is not
// there afterwards, nothing panics, no file is left open, and a journal that has
// failed says so until it is opened again.
func TestEveryOperationFails(t *testing.T) { synctest.Test(t, testEveryOperationFails) }

func testEveryOperationFails(t *testing.T) {
	w := newWorld(t)
	whole := run{disk: newMemDisk()}
	require.NoError(t, whole.send(w, t))
	failures := []struct {
		short int
		err   error
	}{{0, syscall.EIO}, {0, syscall.ENOSPC}, {1, syscall.ENOSPC}, {700, syscall.ENOSPC}, {1 << 20, syscall.EIO}}
	for n, op := range whole.disk.ops {
		for _, failure := range failures {
			if op != "write" && failure.short > 0 {
				continue
			}
			for _, forGood := range []bool{false, true} {
				r := run{disk: newMemDisk()}
				r.disk.fault = func(_ string, number int) (int, error) {
					if number == n || forGood && number > n {
						return failure.short, failure.err
					}
					return 0, nil
				}
				err := r.send(w, t)
				where := []any{"operation %d, %s, fails with %v after %d bytes, for good: %v: %v", n, op, failure.err, failure.short, forGood, err}
				require.Zero(t, r.disk.inUse, where...)
				if r.acked < len(r.sent) {
					require.ErrorIs(t, err, failure.err, where...)
					require.True(t, len(r.sent) == 0 || errors.Is(err, ErrFailed), where...)
				}
				// The disk works again: first as after the end of the process, then as
				// after a power cut.
				r.disk.fault = nil
				for state := range r.disk.crashes {
					_, err := r.recovered(w, t, memDiskOf(state))
					require.NoError(t, err, where...)
					break // the first: whatever was not synced is gone
				}
				_, err = r.recovered(w, t, memDiskOf(r.disk.files()))
				require.NoError(t, err, where...)
			}
		}
	}
	t.Logf("%d operations", len(whole.disk.ops))
}

// The same when a journal with a torn tail is opened, sealed or compacted: there
// is always one that opens, with every claim in it.
func TestEveryOperationOfMendingFails(t *testing.T) {
	w := newWorld(t)
	good := sealedLine(t, plainLine)
	second := sealedLine(t, strings.Replace(plainLine, "mayor", "driver", 1))
	torn := lines(good, second) + good[:60]
	for _, mend := range []struct {
		name, in string
		do       func(d disk, reg *border.Registry) error
	}{
		{"open", torn, func(d disk, reg *border.Registry) error {
			j, err := open(d, memName, reg, Options{})
			if err != nil {
				return err
			}
			return j.Close()
		}},
		{"seal", lines(good, strings.Replace(plainLine, "mayor", "driver", 1)), func(d disk, reg *border.Registry) error {
			_, err := seal(d, memName, reg, noon, func(Sealing) bool { return true })
			return err
		}},
		{"compact", lines(second, good, good), func(d disk, _ *border.Registry) error {
			_, _, err := compact(d, memName)
			return err
		}},
	} {
		for n := 0; ; n++ {
			d, reached := memDiskOf(map[string][]byte{memName: []byte(mend.in)}), false
			d.fault = func(op string, number int) (int, error) {
				if number != n {
					return 0, nil
				}
				reached = true
				return 5, syscall.EIO
			}
			reg := w.registry(t)
			err := mend.do(d, reg)
			where := []any{"%s, operation %d of %q: %v", mend.name, n, d.ops, err}
			require.Zero(t, d.inUse, where...)
			if !reached {
				require.NoError(t, err, where...)
				break
			}
			if err != nil {
				require.ErrorIs(t, err, syscall.EIO, where...)
				require.True(t, mend.name != "open" || reg.Len() == 0 || d.ops[n] == "close" || n >= len(d.ops)-4, where...)
			}
			d.fault = nil
			for state := range d.crashes {
				left := memDiskOf(state)
				reg := w.registry(t)
				if mend.name == "seal" && string(state[memName]) == mend.in {
					_, err := seal(left, memName, reg, noon, func(Sealing) bool { return true })
					require.NoError(t, err, where...)
				} else {
					j, err := open(left, memName, reg, Options{})
					require.NoError(t, err, where...)
					require.NoError(t, j.Close())
				}
				require.Equal(t, 2, reg.Len(), where...)
			}
		}
	}
}
