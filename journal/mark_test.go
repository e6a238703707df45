package journal

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// markAt returns what the mark of a journal says, and the ids that it has.
func markAt(t testing.TB, d disk, name string) (mark, []uuid.UUID) {
	t.Helper()
	m, err := openMark(d, name)
	require.NoError(t, err)
	defer m.close()
	var ids []uuid.UUID
	for id, err := range m.all() {
		require.NoError(t, err)
		ids = append(ids, id)
	}
	require.Len(t, ids, m.ids)
	return m.mark, ids
}

func TestMarks(t *testing.T) {
	line := func(object string) string { return sealed(object) + "\n" }
	const first = `{"border":1,"claims":2,"size":3,"sum":"0000000a"}`
	const second = `{"border":2,"claims":1,"size":3,"sum":"0000000a","ids":"00000000000040008000000000000001"}`
	for _, tt := range []struct {
		text string
		want markFile
		err  string
	}{
		{line(first), markFile{mark: mark{2, 3, 10}, end: 67, isFirst: true}, ""},
		{line(second), markFile{mark: mark{1, 3, 10}, ids: 1, end: 108}, ""},
		{line(second) + line(second), markFile{mark: mark{1, 3, 10}, ids: 2, end: 216}, ""},
		{line(second) + second[:30], markFile{mark: mark{1, 3, 10}, ids: 1, end: 108, isTorn: true}, ""},
		{line(second) + strings.Repeat("\x00", 50), markFile{mark: mark{1, 3, 10}, ids: 1, end: 108, isTorn: true}, ""},
		{strings.TrimSuffix(line(second), "\n"), markFile{mark: mark{1, 3, 10}, ids: 1, end: 107, isTorn: true}, ""},
		{line(strings.Replace(second, ":2", ":3", 1)), markFile{}, "m.mark:1: byte 0: " + ErrVersion.Error()},
		{line(second) + line(strings.Replace(second, ":2", ":3", 1)), markFile{}, "m.mark:2: byte 108: " + ErrVersion.Error()},
		{line(strings.Replace(first, ":2", ":-2", 1)), markFile{}, `m.mark:1: byte 0: not a mark: {"border":1,"claims":-2,"size":3,"sum":"0000000a"}`},
		{line(strings.Replace(first, "0000000a", "a", 1)), markFile{}, `m.mark:1: byte 0: not a mark: {"border":1,"claims":2,"size":3,"sum":"a"}`},
		{line(strings.Replace(second, "0001", "001", 1)), markFile{}, `m.mark:1: byte 0: not a mark: {"border":2,"claims":1,"size":3,"sum":"0000000a"}`},
		{line(strings.Replace(second, ":2", ":1", 1)), markFile{}, `m.mark:1: byte 0: not a mark: {"border":1,"claims":1,"size":3,"sum":"0000000a"}`},
		{line(first) + line(second), markFile{}, `m.mark:2: byte 67: not a mark: {"border":2,"claims":1,"size":3,"sum":"0000000a"}`},
		{line(strings.Replace(first, "claims", "clams", 1)), markFile{}, `m.mark:1: byte 0: json: unknown field "clams"`},
		{"", markFile{}, "m.mark:1: byte 0: " + errNotMark.Error()},
		{first[:20], markFile{}, "m.mark:1: byte 0: " + errNotMark.Error()},
		{first + "\n", markFile{}, "m.mark:1: byte 0: " + errNotMark.Error()},
		{line(second) + "x\n", markFile{}, "m.mark:2: byte 108: " + errNotMark.Error()},
		{strings.TrimSuffix(line(second), "\n") + "x", markFile{}, "m.mark:1: byte 107: " + errNotMark.Error()},
	} {
		m, err := openMark(memDiskOf(map[string][]byte{"m.mark": []byte(tt.text)}), "m")
		if tt.err != "" {
			require.EqualError(t, err, tt.err)
			continue
		}
		require.NoError(t, err, tt.text)
		m.close()
		m.file = nil
		require.Equal(t, tt.want, *m, tt.text)
	}
	require.True(t, bytes.HasPrefix(appendHeader(nil), []byte(headerStart)))
}

// The mark follows within a second of a write, and sooner after many claims. Its file
// only grows meanwhile.
func TestMarkFollows(t *testing.T) {
	w := newWorld(t)
	synctest.Test(t, func(t *testing.T) {
		d := newMemDisk()
		j, err := open(d, memName, w.registry(t), Options{})
		require.NoError(t, err)
		var sent []uuid.UUID
		for n := range 5 {
			ids, err := j.Add(claim(-1-n), claim(-100-n))
			require.NoError(t, err)
			sent = append(sent, ids...)
			m, had := markAt(t, d, memName)
			require.Equal(t, 2*n, m.claims, "the mark costs no time while claims are added")
			require.Equal(t, sent[:2*n], append([]uuid.UUID{}, had...))
			before := d.names[markName(memName)]
			time.Sleep(time.Second)
			synctest.Wait()
			m, had = markAt(t, d, memName)
			require.Equal(t, j.now, m)
			require.Equal(t, sent, had)
			require.Same(t, before, d.names[markName(memName)])
			require.Equal(t, before.now, before.synced, "the mark is on the disk")
		}
		ops := len(d.ops)
		time.Sleep(time.Hour)
		synctest.Wait()
		require.Len(t, d.ops, ops, "it sleeps while nothing happens")
		for at := 0; at < markEvery+10; at += 50 {
			var batch []border.Claim
			for n := range 50 {
				batch = append(batch, claim(at+n))
			}
			_, err := j.Add(batch...)
			require.NoError(t, err)
		}
		m, _ := markAt(t, d, memName)
		require.Equal(t, 10+markEvery/50*50+50, m.claims)
		require.NoError(t, j.Close())
		text := d.names[markName(memName)].now
		require.NoError(t, reopen(d, w, t))
		require.Equal(t, text, d.names[markName(memName)].now, "opening left it as it was")
	})
}

// reopen opens a journal and closes it.
func reopen(d disk, w world, t testing.TB) error {
	j, err := open(d, memName, w.registry(t), Options{})
	if err != nil {
		return err
	}
	return j.Close()
}

// With LosesInterval the mark follows when the claims are on the disk, and never
// sooner.
func TestMarkFollowsTheDisk(t *testing.T) {
	w := newWorld(t)
	synctest.Test(t, func(t *testing.T) {
		d := newMemDisk()
		j, err := open(d, memName, w.registry(t), Options{PowerCut: LosesInterval})
		require.NoError(t, err)
		_, err = j.Add(claim(1))
		require.NoError(t, err)
		time.Sleep(900 * time.Millisecond)
		m, _ := markAt(t, d, memName)
		require.Zero(t, m.claims)
		time.Sleep(time.Second)
		synctest.Wait()
		m, _ = markAt(t, d, memName)
		require.Equal(t, 1, m.claims)
		require.NoError(t, j.Close())
	})
}

// A mark that could not be written is written later; one that somebody removed or
// changed is written anew, with all ids.
func TestMarkIsMended(t *testing.T) {
	w := newWorld(t)
	synctest.Test(t, func(t *testing.T) {
		d := newMemDisk()
		j, err := open(d, memName, w.registry(t), Options{})
		require.NoError(t, err)
		add := func(n int) {
			t.Helper()
			_, err := j.Add(claim(n))
			require.NoError(t, err)
		}
		add(1)
		fail := d.fault
		d.fault = func(op string, _ int) (int, error) {
			if op == "open" || op == "rename" {
				return 0, syscall.EIO
			}
			return 0, nil
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		d.fault = fail
		m, _ := markAt(t, d, memName)
		require.Zero(t, m.claims)
		require.NoError(t, j.Err(), "claims are written all the same")
		time.Sleep(time.Second)
		synctest.Wait()
		m, _ = markAt(t, d, memName)
		require.Equal(t, 1, m.claims, "it is tried again")
		for n, spoil := range []func(){
			func() {},
			func() { delete(d.names, markName(memName)) },
			func() { d.names[markName(memName)].now = nil },
			func() { d.names[markName(memName)].now = append(d.names[markName(memName)].now, "{"...) },
		} {
			spoil()
			add(2 + n)
			time.Sleep(time.Second)
			synctest.Wait()
			m, ids := markAt(t, d, memName)
			require.Equal(t, j.now, m)
			require.Len(t, ids, 2+n)
		}
		require.NoError(t, j.Close())
	})
}

// A power cut may leave some lines of a mark that was to have more: the ids in them are
// of claims that are on the disk, behind the place of which it tells.
func TestMarkOfManyIDs(t *testing.T) {
	w := newWorld(t)
	d := newMemDisk()
	j, err := open(d, memName, w.registry(t), Options{})
	require.NoError(t, err)
	_, err = j.Add(claim(-1))
	require.NoError(t, err)
	j.tend()
	const n = 2*idsPerLine + 7
	var batch []border.Claim
	for i := range n {
		batch = append(batch, claim(i))
	}
	_, err = j.Add(batch...)
	require.NoError(t, err)
	require.NoError(t, j.Close())
	files := d.files()
	m, ids := markAt(t, d, memName)
	require.Equal(t, n+1, m.claims)
	require.Len(t, ids, n+1)
	parts := bytes.SplitAfter(files[markName(memName)], []byte("\n"))
	require.Len(t, parts, 6) // of opening, one claim, and three lines of the many
	files[markName(memName)] = bytes.Join(parts[:3], nil)
	d = memDiskOf(files)
	m, ids = markAt(t, d, memName)
	require.Equal(t, 1, m.claims)
	require.Len(t, ids, 1+idsPerLine)
	require.NoError(t, reopen(d, w, t))
	m, ids = markAt(t, d, memName)
	require.Equal(t, n+1, m.claims)
	require.Len(t, ids, n+1)
	content := bytes.SplitAfter(files[memName], []byte("\n"))
	files[memName] = bytes.Join(content[:idsPerLine], nil)
	require.ErrorIs(t, reopen(memDiskOf(files), w, t), ErrTruncated)
	_, err = idsIn(memDiskOf(files), memName)
	require.ErrorIs(t, err, ErrTruncated)

	// Lines are never too long to be read.
	f, err := d.create(markName("many"))
	require.NoError(t, err)
	const many = 50_000
	require.NoError(t, fill(f, func(out io.Writer) error {
		lines := markWriter{w: out}
		for i := range many {
			if err := lines.add(uuid.UUID{1, byte(i), byte(i >> 8)}); err != nil {
				return err
			}
		}
		return lines.finish(mark{many, 1 << 30, 1})
	}))
	require.NoError(t, f.Close())
	_, ids = markAt(t, d, "many")
	require.Len(t, ids, many)
}

// firstMark returns a mark as the first edition wrote it.
func firstMark(m mark) []byte {
	return []byte(sealed(fmt.Sprintf(`{"border":1,"claims":%d,"size":%d,"sum":"%08x"}`, m.claims, m.size, m.sum)) + "\n")
}

// Journals and marks that the program of the first edition has written, at commit
// 6477343, open unchanged, and are refused where that refused them.
func TestFirstEdition(t *testing.T) {
	for _, tt := range []struct {
		name   string
		claims int
		told   string
		err    string
	}{
		{"closed", 5, "", ""},
		{"unmarked", 5, "", ""},
		{"empty", 0, "", ""},
		{"sealed", 3, "", ""},
		{"compacted", 5, "", ""},
		{"killed", 6, "", ""},
		{"torn", 5, "FILE:7: byte 1492: the last write was cut short; the claims before it are whole; what was cut off is in FILE.torn-1492.", ""},
		{"merged", 7, "The journal has changed since it was last closed: it was merged, sealed or restored, and has 7 claims.", ""},
		{"shorter", 0, "", "FILE: the journal has lost claims that it had; restore it, unless an older version was put in its place on purpose: it had 5 claims in 1492 bytes, and has 2 in 625"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), tt.name+".jsonl")
			for _, end := range []string{"", ".mark"} {
				text, err := os.ReadFile(filepath.Join("testdata", "first", tt.name+".jsonl"+end))
				if end != "" && os.IsNotExist(err) && tt.name == "unmarked" {
					continue
				}
				require.NoError(t, err)
				require.NoError(t, os.WriteFile(file+end, text, 0o644))
			}
			before, err := os.ReadFile(file)
			require.NoError(t, err)
			reg := newRegistry(t)
			j, err := Open(file, reg, Options{})
			if tt.err != "" {
				require.EqualError(t, err, strings.ReplaceAll(tt.err, "FILE", file))
				return
			}
			require.NoError(t, err)
			require.Equal(t, tt.claims, reg.Len())
			require.Equal(t, strings.ReplaceAll(tt.told, "FILE", file), j.Recovery().String())
			require.NoError(t, j.Close())
			after, err := os.ReadFile(file)
			require.NoError(t, err)
			require.True(t, bytes.HasPrefix(before, after))
			require.Equal(t, tt.name != "torn", len(before) == len(after))
			m, ids := markAt(t, osDisk{}, file)
			require.Equal(t, tt.claims, m.claims)
			require.Len(t, ids, tt.claims)
		})
	}
}
