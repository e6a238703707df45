package journal

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

// syncs counts the syncs of a journal on a disk.
func syncs(d *memDisk) int { return d.names[memName].syncs }

// With LosesInterval the claims are on the disk an interval after the first that
// is not, with one sync for all.
func TestLosesInterval(t *testing.T) {
	w := newWorld(t)
	synctest.Test(t, func(t *testing.T) {
		d := newMemDisk()
		j, err := open(d, memName, w.registry(t), Options{PowerCut: LosesInterval, Interval: time.Minute})
		require.NoError(t, err)
		opened := syncs(d)
		for n := range 10 {
			_, err := j.Add(claim(n))
			require.NoError(t, err)
		}
		require.Equal(t, opened, syncs(d), "acknowledged before it is on the disk")
		time.Sleep(59 * time.Second)
		synctest.Wait()
		require.Equal(t, opened, syncs(d))
		time.Sleep(2 * time.Second)
		synctest.Wait()
		require.Equal(t, opened+1, syncs(d))
		require.Equal(t, d.names[memName].now, d.names[memName].synced)

		// A sync that fails is told to the next who adds.
		_, err = j.Add(claim(10))
		require.NoError(t, err)
		d.mu.Lock()
		d.fault = func(op string, _ int) (int, error) {
			if op == "sync" {
				return 0, syscall.EIO
			}
			return 0, nil
		}
		d.mu.Unlock()
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		_, err = j.Add(claim(11))
		require.ErrorIs(t, err, ErrFailed)
		require.ErrorIs(t, j.Close(), ErrFailed)
		require.Zero(t, d.inUse)
	})
	require.Equal(t, time.Second, Options{}.interval())
}

// Closing stops the timer, and leaves all on the disk.
func TestLosesIntervalClosed(t *testing.T) {
	w := newWorld(t)
	synctest.Test(t, func(t *testing.T) {
		d := newMemDisk()
		j, err := open(d, memName, w.registry(t), Options{PowerCut: LosesInterval})
		require.NoError(t, err)
		_, err = j.Add(claim(1))
		require.NoError(t, err)
		require.NoError(t, j.Close())
		require.Equal(t, d.names[memName].now, d.names[memName].synced)
		done := len(d.ops)
		time.Sleep(time.Minute)
		synctest.Wait()
		require.Len(t, d.ops, done)
	})
}

func TestLosesUnwritten(t *testing.T) {
	w := newWorld(t)
	d := newMemDisk()
	j, err := open(d, memName, w.registry(t), Options{PowerCut: LosesUnwritten})
	require.NoError(t, err)
	opened := syncs(d)
	_, err = j.Add(claim(1))
	require.NoError(t, err)
	require.Equal(t, opened, syncs(d))
	require.NoError(t, j.Sync())
	require.NoError(t, j.Sync())
	require.Equal(t, opened+1, syncs(d))
	require.NoError(t, j.Close())
	require.ErrorIs(t, j.Close(), os.ErrClosed)
	require.ErrorIs(t, j.Sync(), os.ErrClosed)
	require.Zero(t, d.inUse)
}

func TestPowerCutInWords(t *testing.T) {
	var words []string
	for p := LosesNothing; p <= LosesUnwritten+1; p++ {
		words = append(words, p.String())
	}
	require.Equal(t, []string{"loses nothing", "loses an interval", "loses what is unwritten", "PowerCut(3)"}, words)
}

// A claim is refused whose line would be too long to be read again; one of the
// greatest length is read.
func TestLongClaims(t *testing.T) {
	w := newWorld(t)
	d := newMemDisk()
	reg := w.registry(t)
	j, err := open(d, memName, reg, Options{})
	require.NoError(t, err)
	c := claim(1)
	c.Recorded = noon
	c.ID = c.ContentID()
	c.Recorded = time.Date(2026, 12, 31, 23, 59, 59, 999999999, time.UTC)
	room := border.MaxLine - len(c.AppendJSON(nil))
	c.Note += strings.Repeat("x", room)
	c.ID = c.ContentID()
	require.Len(t, c.AppendJSON(nil), border.MaxLine)
	_, err = j.Add(c)
	require.NoError(t, err)
	c.Note += "x" // one more
	c.ID = c.ContentID()
	_, err = j.Add(c)
	require.EqualError(t, err, "claim 1: its line would have 1048577 bytes, of at most 1048576")
	long := strings.Repeat("\x01", border.MaxLine/6) // six bytes each as JSON
	for _, put := range []func(c *border.Claim){
		func(c *border.Claim) { c.Note = long },
		func(c *border.Claim) { c.Quote = long },
		func(c *border.Claim) { c.Source.Title = long },
		func(c *border.Claim) { c.Source.Via = append(c.Source.Via, long) },
		func(c *border.Claim) {
			for n := range border.MaxLine / 38 {
				c.Retracts = append(c.Retracts, claim(n).ContentID())
			}
		},
	} {
		longer := claim(2)
		put(&longer)
		_, err = j.Add(claim(3), longer)
		require.ErrorContains(t, err, "claim 2: its line would have 10")
		require.ErrorContains(t, err, "bytes, of at most 1048576")
	}
	require.Equal(t, 1, reg.Len())
	require.NoError(t, j.Close())
	got, err := idsIn(d, memName)
	require.NoError(t, err)
	require.Len(t, got, 1)
	// To the byte, also for readers, and also without the end of the line.
	line := bytes.TrimSuffix(d.names[memName].now[len(lines()):], []byte("\n"))
	require.Len(t, line, maxLine)
	for _, end := range []string{"\n", ""} {
		got, err := idsIn(memDiskOf(map[string][]byte{memName: []byte(lines() + string(line) + end)}), memName)
		require.NoError(t, err)
		require.Len(t, got, 1)
		for _, torn := range []int{1, 100, 50_000} {
			_, err = idsIn(memDiskOf(map[string][]byte{memName: []byte(lines() + string(line[:maxLine-torn]))}), memName)
			require.ErrorContains(t, err, "the last write was cut short")
		}
		object := withoutChecksum(line)
		object = append(object[:len(object)-2], `x"}`...)
		_, err = idsIn(memDiskOf(map[string][]byte{memName: []byte(lines() + sealed(string(object)) + end)}), memName)
		require.EqualError(t, err, "claims.jsonl:2: byte 47: the line is longer than 1048593 bytes")
	}
}

// What the functions do that take the name of a file, on real ones.
func TestRealFiles(t *testing.T) {
	name := filepath.Join(t.TempDir(), "claims.jsonl")
	line := sealedLine(t, plainLine)
	require.NoError(t, os.WriteFile(name, []byte(lines(plainLine, line)), 0o644))
	_, err := Open(name, newRegistry(t), Options{})
	require.ErrorContains(t, err, name+":2: byte 47: a claim without a checksum")
	s, err := Seal(name, newRegistry(t), noon, func(Sealing) bool { return true })
	require.NoError(t, err)
	require.Len(t, s.Changes, 1)
	before, after, err := Compact(name)
	require.NoError(t, err)
	require.Equal(t, [2]int{2, 1}, [2]int{before, after})
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Equal(t, lines(line), string(text))
	require.True(t, Detect(text[:DetectLength]))
	require.False(t, Detect([]byte(plainLine)))
	n := 0
	for _, err := range ReadFile(name) {
		require.NoError(t, err)
		n++
	}
	require.Equal(t, 1, n)

	require.NoError(t, os.WriteFile(name, append(text, line[:30]...), 0o644))
	j, err := Open(name, newRegistry(t), Options{})
	require.NoError(t, err)
	torn := name + ":3: byte 304: the last write was cut short; the claims before it are whole; what was cut off is in " + name + ".torn-304."
	require.Equal(t, torn, j.Recovery().String())
	require.NoError(t, j.Close())
	kept, err := os.ReadFile(j.Recovery().Kept)
	require.NoError(t, err)
	require.Equal(t, line[:30], string(kept))

	// A merge put lines in another order before the mark.
	other := sealedLine(t, strings.Replace(plainLine, "mayor", "driver", 1))
	require.NoError(t, os.WriteFile(name, []byte(lines(other, line)), 0o644))
	j, err = Open(name, newRegistry(t), Options{})
	require.NoError(t, err)
	require.Equal(t, "The journal has changed since it was last closed: it was merged, sealed or restored, and has 2 claims.", j.Recovery().String())
	require.NoError(t, j.Close())
	j, err = Open(name, newRegistry(t), Options{})
	require.NoError(t, err)
	require.Empty(t, j.Recovery().String())
	require.NoError(t, j.Close())

	for range ReadFile(filepath.Join(t.TempDir(), "none")) {
		n++
	}
	require.Equal(t, 2, n, "one error")
	_, err = Open(filepath.Join(t.TempDir(), "no", "claims.jsonl"), newRegistry(t), Options{})
	require.ErrorIs(t, err, os.ErrNotExist)
	_, _, err = Compact(filepath.Join(t.TempDir(), "none"))
	require.ErrorIs(t, err, os.ErrNotExist)
}
