package journal

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// markedJournal returns a journal with 16 claims, each added on its own, whose mark has them
// all, and its disk. The caller is in a bubble of synctest.
func markedJournal(t *testing.T, w world) (*memDisk, *Journal) {
	t.Helper()
	d := newMemDisk()
	j, err := open(d, memName, w.registry(t), Options{})
	require.NoError(t, err)
	for n := range 16 {
		_, err := j.Add(claim(n))
		require.NoError(t, err)
	}
	time.Sleep(time.Second)
	synctest.Wait()
	return d, j
}

// Whichever claim of the mark is not in the journal any more, it is refused, to readers
// as to a writer, whatever else is there. Where all are there, it opens, in whatever
// order they stand.
func TestLostClaims(t *testing.T) {
	w := newWorld(t)
	synctest.Test(t, func(t *testing.T) {
		d, j := markedJournal(t, w)
		_, err := j.Add(claim(16), claim(17)) // which the mark does not have
		require.NoError(t, err)
		killed := d.files() // as after a SIGKILL
		require.NoError(t, j.Close())
		all := bytes.SplitAfter(killed[memName], []byte("\n"))
		all = all[:len(all)-1]
		other := []byte(sealedLine(t, plainLine) + "\n")
		third := func(n int) string { return claim(n).ContentID().String() }
		for _, tt := range []struct {
			name   string
			change func(lines [][]byte) [][]byte
			lost   string
		}{
			{"as it was", func(l [][]byte) [][]byte { return l }, ""},
			{"an older version", func(l [][]byte) [][]byte { return l[:9] }, "of the 16 that it had it lacks " + third(8) + ", " + third(9) + ", " + third(10) + " and 5 more"},
			{"a line removed", func(l [][]byte) [][]byte { return slices.Delete(l, 3, 4) }, "of the 16 that it had it lacks " + third(2)},
			{"a line removed and another doubled", func(l [][]byte) [][]byte { return slices.Replace(l, 3, 4, l[7]) }, "of the 16 that it had it lacks " + third(2)},
			{"a line removed and one of another put there", func(l [][]byte) [][]byte { return slices.Replace(l, 3, 4, other) }, "of the 16 that it had it lacks " + third(2)},
			{"a line removed and more added", func(l [][]byte) [][]byte { return append(slices.Delete(l, 3, 4), other, l[5], l[6], l[7]) }, "of the 16 that it had it lacks " + third(2)},
			{"cut", func(l [][]byte) [][]byte { return l[:2] }, "of the 16 that it had it lacks " + third(1) + ", " + third(2) + ", " + third(3) + " and 12 more"},
			{"cut within a line", func(l [][]byte) [][]byte { return append(l[:15], l[15][:40]) }, "of the 16 that it had it lacks " + third(14) + ", " + third(15)},
			{"emptied", func([][]byte) [][]byte { return nil }, "of the 16 that it had it lacks " + third(0) + ", " + third(1) + ", " + third(2) + " and 13 more"},
			{"what the mark does not have yet removed", func(l [][]byte) [][]byte { return l[:17] }, ""},
			{"turned round", func(l [][]byte) [][]byte { slices.Reverse(l[1:]); return l }, ""},
			{"a line doubled", func(l [][]byte) [][]byte { return slices.Insert(l, 4, l[9]) }, ""},
			{"merged", func(l [][]byte) [][]byte { return slices.Insert(l, 4, other) }, ""},
		} {
			files := map[string][]byte{memName: slices.Concat(tt.change(slices.Clone(all))...), markName(memName): killed[markName(memName)]}
			_, read := idsIn(memDiskOf(files), memName)
			d := memDiskOf(files)
			reg := w.registry(t)
			j, err := open(d, memName, reg, Options{})
			if tt.lost == "" {
				require.NoError(t, err, tt.name)
				require.NoError(t, read, tt.name)
				require.Equal(t, tt.name != "as it was" && !strings.HasPrefix(tt.name, "what the mark"), j.Recovery().Changed, tt.name)
				require.NoError(t, j.Close())
				m, ids := markAt(t, d, memName)
				require.Equal(t, m.claims, len(ids))
				there, err := idsIn(d, memName)
				require.NoError(t, err)
				require.ElementsMatch(t, there, ids, tt.name)
				continue
			}
			text := "claims.jsonl: the journal has lost claims that it had; restore it, unless an older version was put in its place on purpose: " + tt.lost
			require.EqualError(t, err, text, tt.name)
			require.EqualError(t, read, text, tt.name)
			require.ErrorIs(t, err, ErrTruncated)
			require.Zero(t, reg.Len())
			for _, inspected := range inspectFile(d, memName) {
				if err = inspected; err != nil {
					break
				}
			}
			require.EqualError(t, err, text, tt.name)
			_, _, err = compact(d, memName)
			require.EqualError(t, err, text, tt.name)
			require.Zero(t, d.inUse)
		}
	})
}

// A sector that a disk lost more than a second after it was written is damage, also
// after a SIGKILL: nothing behind it is cut off.
func TestZeroedSectorAfterASecond(t *testing.T) {
	w := newWorld(t)
	synctest.Test(t, func(t *testing.T) {
		d, j := markedJournal(t, w)
		files := d.files()
		content := files[memName]
		for from := sector; from+sector <= len(content); from += sector {
			files[memName] = slices.Concat(content[:from], make([]byte, sector), content[from+sector:])
			_, err := open(memDiskOf(files), memName, w.registry(t), Options{})
			require.ErrorContains(t, err, "a zero byte: the file was damaged; restore it")
		}
		require.NoError(t, j.Close())
	})
}

// Readers of a journal that is torn and shorter than its mark miss what it had.
func TestReadFileOfATornJournalShorterThanItsMark(t *testing.T) {
	w := newWorld(t)
	r, files := closedRun(t, w)
	content := files[memName]
	for _, d := range []map[string][]byte{
		{memName: content[:len(content)-30], markName(memName): files[markName(memName)]},
		{memName: content[:len(content)-30], markName(memName): firstMark(mark{60, int64(len(content)), 0})},
	} {
		got, err := idsIn(memDiskOf(d), memName)
		require.ErrorIs(t, err, ErrTruncated)
		require.Len(t, got, len(r.sent)-1)
	}
	got, err := idsIn(memDiskOf(map[string][]byte{memName: content[:len(content)-30]}), memName)
	require.ErrorContains(t, err, "the last write was cut short")
	require.Len(t, got, len(r.sent)-1)
}

// A mark of the first edition counts claims and bytes.
func TestFirstMarkCounts(t *testing.T) {
	w := newWorld(t)
	content := lines(sealedLine(t, plainLine))
	for _, tt := range []struct {
		mark mark
		err  error
	}{
		{mark{1, int64(len(content)), 0}, nil},
		{mark{2, int64(len(content)), 0}, ErrTruncated},
		{mark{1, int64(len(content)) + 1, 0}, ErrTruncated},
	} {
		err := reopen(memDiskOf(map[string][]byte{memName: []byte(content), markName(memName): firstMark(tt.mark)}), w, t)
		require.ErrorIs(t, err, tt.err)
	}
}
