package journal

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A reader that follows sees each claim that another adds, and what a write leaves
// for later only when it is whole; after a compaction, it begins anew.
func TestFollow(t *testing.T) {
	name := filepath.Join(t.TempDir(), "claims.jsonl")
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	notes := make(chan string)
	ended := make(chan error, 1)
	go func() {
		defer close(notes)
		for claims, err := range Follow(ctx, name, time.Millisecond) {
			if err != nil {
				ended <- err
				return
			}
			for _, l := range claims {
				notes <- l.Claim.Note
			}
		}
		ended <- nil
	}()
	j, err := Open(name, newRegistry(t), Options{})
	require.NoError(t, err)
	_, err = j.Add(claim(1))
	require.NoError(t, err)
	require.Equal(t, "report 1", <-notes)
	_, err = j.Add(claim(2), claim(3))
	require.NoError(t, err)
	require.Equal(t, "report 2", <-notes)
	require.Equal(t, "report 3", <-notes)
	require.NoError(t, j.Close())

	// A write in pieces, the first of which ends within the claim, and the second
	// before the end of its line.
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND, 0)
	require.NoError(t, err)
	c := claim(4)
	c.ID, c.Recorded = c.ContentID(), noon
	line := string(appendClaim(nil, &c))
	for _, part := range []string{line[:40], line[40 : len(line)-1], "\n"} {
		_, err := f.WriteString(part)
		require.NoError(t, err)
		time.Sleep(10 * time.Millisecond)
	}
	require.Equal(t, "report 4", <-notes)
	require.NoError(t, f.Close())
	_, _, err = Compact(name)
	require.NoError(t, err)
	for range 4 {
		require.Contains(t, <-notes, "report ")
	}
	require.NoError(t, os.WriteFile(name, []byte("GIF89a"), 0o644))
	err = <-ended
	require.ErrorIs(t, err, ErrNotJournal)
	cancel()
}

func TestFollowEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range Follow(ctx, filepath.Join(t.TempDir(), "none"), time.Millisecond) {
		t.Fatal("there is nothing to follow")
	}
}

// One who begins to follow a journal that lacks claims is told; one who has them reads
// on, as the file may be whole again in a moment.
func TestFollowOfALosingJournal(t *testing.T) {
	name := filepath.Join(t.TempDir(), "claims.jsonl")
	j, err := Open(name, newRegistry(t), Options{})
	require.NoError(t, err)
	_, err = j.Add(claim(1), claim(2))
	require.NoError(t, err)
	require.NoError(t, j.Close())
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	short := bytes.Join(bytes.SplitAfter(text, []byte("\n"))[:2], nil)
	for _, lost := range [][]byte{short, nil} {
		require.NoError(t, os.WriteFile(name, lost, 0o644))
		for claims, err := range Follow(t.Context(), name, time.Millisecond) {
			require.Nil(t, claims)
			require.ErrorIs(t, err, ErrTruncated)
		}
		require.NoError(t, os.WriteFile(name, text, 0o644))
		had := 0
		var restoring sync.WaitGroup
		for claims, err := range Follow(t.Context(), name, time.Millisecond) {
			require.NoError(t, err)
			if had++; had == 2 {
				break
			}
			require.Len(t, claims, 2)
			require.NoError(t, os.WriteFile(name, lost, 0o644))
			restoring.Go(func() {
				time.Sleep(20 * time.Millisecond)
				_ = os.WriteFile(name, text, 0o644)
			})
		}
		restoring.Wait()
	}
}

// Inspect finds every fault.
func TestInspect(t *testing.T) {
	good := sealedLine(t, plainLine)
	in := "\ufeff" + lines(good, "", "<<<<<<< HEAD", strings.Replace(good, "mayor", "m\x00yor", 1), strings.Repeat("x", 3<<20), good, with("closed", "ajar"), good) + good[:30]
	var faults []string
	claims := 0
	for _, err := range Inspect(strings.NewReader(in), memName) {
		if err == nil {
			claims++
			continue
		}
		faults = append(faults, err.Error())
	}
	require.Equal(t, 3, claims)
	at := len("\ufeff" + lines(good))
	require.Equal(t, []string{
		"claims.jsonl:1: byte 0: a byte order mark, which an editor added; seal the journal to remove it",
		"claims.jsonl:3: byte " + strconv.Itoa(at) + ": an empty line",
		"claims.jsonl:4: byte " + strconv.Itoa(at+1) + ": a conflict that git left; keep the claims of both sides and remove its marks",
		"claims.jsonl:5: byte " + strconv.Itoa(at+14) + ": a zero byte: the file was damaged; restore it",
		"claims.jsonl:6: byte " + strconv.Itoa(at+15+len(good)) + ": the line is longer than 1048593 bytes",
		`claims.jsonl:8: byte ` + strconv.Itoa(at+17+2*len(good)+3<<20) + `: value "ajar": want one of closed, intermittent, open, restricted, trial, unknown`,
		"claims.jsonl:10: byte " + strconv.Itoa(len(in)-30) + ": the last write was cut short; the claims before it are whole",
	}, faults)
	for _, err := range Inspect(io.MultiReader(strings.NewReader(lines(good)), failing{}), memName) {
		if err != nil {
			require.ErrorIs(t, err, errDisk)
		}
	}
}

// InspectFile misses what a journal has lost, also where its end is torn.
func TestInspectFile(t *testing.T) {
	d := newMemDisk()
	w := newWorld(t)
	j, err := open(d, memName, w.registry(t), Options{})
	require.NoError(t, err)
	for n := range 3 {
		_, err := j.Add(claim(n))
		require.NoError(t, err)
	}
	require.NoError(t, j.Close())
	files := d.files()
	content := files[memName]
	inspected := func(change func(content []byte) []byte, without ...string) (claims int, faults []error) {
		now := maps.Clone(files)
		now[memName] = change(slices.Clone(content))
		for _, name := range without {
			delete(now, name)
		}
		for _, err := range inspectFile(memDiskOf(now), memName) {
			if err == nil {
				claims++
				continue
			}
			faults = append(faults, err)
		}
		return claims, faults
	}
	same := func(b []byte) []byte { return b }
	torn := func(b []byte) []byte { return b[:len(b)-30] }

	claims, faults := inspected(same)
	require.Equal(t, 3, claims)
	require.Empty(t, faults)
	claims, faults = inspected(torn)
	require.Equal(t, 2, claims)
	require.Len(t, faults, 1)
	require.ErrorIs(t, faults[0], ErrTruncated)
	_, faults = inspected(torn, markName(memName))
	require.Len(t, faults, 1)
	require.ErrorContains(t, faults[0], "the last write was cut short")
	_, faults = inspected(func(b []byte) []byte { return nil })
	require.Len(t, faults, 1)
	require.ErrorIs(t, faults[0], ErrTruncated)
	// A line that is whole is missing, behind it a tail: a crash does not take both.
	_, faults = inspected(func(b []byte) []byte {
		lines := bytes.SplitAfter(b, []byte("\n"))
		return append(slices.Concat(lines[:3]...), lines[3][:40]...)
	})
	require.Len(t, faults, 1)
	require.ErrorIs(t, faults[0], ErrTruncated)
	// Where a line is at fault, that is said, and what it had is not known.
	claims, faults = inspected(func(b []byte) []byte { b[len(b)-50] ^= 1; return b })
	require.Equal(t, 2, claims)
	require.Len(t, faults, 1)
	require.ErrorContains(t, faults[0], "the checksum is not that of the line")
	_, faults = inspected(same, memName)
	require.Len(t, faults, 1)
	require.ErrorIs(t, faults[0], fs.ErrNotExist)
	files[markName(memName)] = []byte("x\n")
	claims, faults = inspected(same)
	require.Equal(t, 3, claims)
	require.Len(t, faults, 1)
	require.ErrorContains(t, faults[0], "not a mark")
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errDisk }
