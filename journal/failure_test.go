package journal

import (
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// failing lets operations of a kind fail, and with "" none.
func (d *memDisk) failing(kind string, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fault = func(op string, _ int) (int, error) {
		if op == kind {
			return 100, err
		}
		return 0, nil
	}
}

// After a failed write or fsync nothing is taken until the cause is gone. Then the
// next claims are, those that failed are not in the journal, and can be given again.
func TestFailureHeals(t *testing.T) {
	for _, tt := range []struct {
		op  string
		err error
	}{{"write", syscall.ENOSPC}, {"sync", syscall.EIO}, {"truncate", syscall.EIO}} {
		t.Run(tt.op, func(t *testing.T) {
			w := newWorld(t)
			d := newMemDisk()
			reg := w.registry(t)
			j, err := open(d, memName, reg, Options{})
			require.NoError(t, err)
			_, err = j.Add(claim(1))
			require.NoError(t, err)
			require.NoError(t, j.Err())
			if tt.op == "truncate" { // what was written stays behind
				d.failing("write", syscall.ENOSPC)
				fault := d.fault
				d.fault = func(op string, n int) (int, error) {
					if op == "truncate" {
						return 0, tt.err
					}
					return fault(op, n)
				}
			} else {
				d.failing(tt.op, tt.err)
			}
			_, err = j.Add(claim(2))
			require.ErrorIs(t, err, ErrFailed)
			if tt.op != "truncate" {
				require.EqualError(t, err, "claims.jsonl: the journal cannot be written: "+tt.err.Error())
			}
			require.Equal(t, err, j.Err())
			require.Equal(t, 1, reg.Len(), "views see what was not acknowledged")
			for _, again := range []func() error{
				func() error { _, err := j.Add(claim(3)); return err },
				func() error { _, err := j.Add(claim(1)); return err },
				j.Sync, j.Err,
			} {
				err := again()
				require.ErrorIs(t, err, ErrFailed)
				require.ErrorIs(t, err, tt.err)
			}
			d.failing("", nil)
			require.ErrorIs(t, j.Err(), tt.err, "nobody has tried yet")
			_, err = j.Add(claim(4))
			require.NoError(t, err)
			require.NoError(t, j.Err())
			_, err = j.Add(claim(2))
			require.NoError(t, err)
			require.NoError(t, j.Close())
			require.ErrorIs(t, j.Err(), os.ErrClosed)
			ids, err := idsIn(d, memName)
			require.NoError(t, err)
			require.Equal(t, []string{claim(1).ContentID().String(), claim(4).ContentID().String(), claim(2).ContentID().String()},
				[]string{ids[0].String(), ids[1].String(), ids[2].String()})
			require.Len(t, ids, 3)
		})
	}
}

// A journal that cannot be healed is closed with the error, and what was not
// acknowledged is not in it.
func TestFailureThatLasts(t *testing.T) {
	w := newWorld(t)
	d := newMemDisk()
	j, err := open(d, memName, w.registry(t), Options{})
	require.NoError(t, err)
	_, err = j.Add(claim(1))
	require.NoError(t, err)
	d.failing("sync", syscall.EIO)
	_, err = j.Add(claim(2))
	require.ErrorIs(t, err, ErrFailed)
	require.ErrorIs(t, j.Close(), ErrFailed)
	_, err = j.Add(claim(3))
	require.ErrorIs(t, err, os.ErrClosed)
	require.Zero(t, d.inUse)
	ids, err := idsIn(d, memName)
	require.NoError(t, err)
	require.Len(t, ids, 1)
}

// A journal heals by itself, so that a server which is asked whether it is ready, and
// gets no claims until it is, becomes ready again.
func TestFailureHealsByItself(t *testing.T) {
	w := newWorld(t)
	synctest.Test(t, func(t *testing.T) {
		d := newMemDisk()
		j, err := open(d, memName, w.registry(t), Options{})
		require.NoError(t, err)
		d.failing("write", syscall.ENOSPC)
		_, err = j.Add(claim(1))
		require.ErrorIs(t, err, syscall.ENOSPC)
		time.Sleep(10 * time.Second)
		synctest.Wait()
		require.ErrorIs(t, j.Err(), syscall.ENOSPC)
		d.failing("", nil)
		time.Sleep(healEvery)
		synctest.Wait()
		require.NoError(t, j.Err())
		require.Equal(t, lines(), string(d.names[memName].now), "what was written on trial is gone")
		require.NoError(t, j.Close())
	})
}

// While a journal cannot be written another program may write over it, by as many bytes: healing sees that, and takes
// no further claims.
func TestHealingSeesWhatWasWrittenOver(t *testing.T) {
	w := newWorld(t)
	d := newMemDisk()
	j, err := open(d, memName, w.registry(t), Options{})
	require.NoError(t, err)
	_, err = j.Add(claim(1))
	require.NoError(t, err)
	d.failing("write", syscall.ENOSPC)
	_, err = j.Add(claim(2))
	require.ErrorIs(t, err, ErrFailed)
	over := []byte(strings.Replace(string(d.names[memName].now), "closed", "opened", 1))
	require.NotEqual(t, over, d.names[memName].now)
	d.names[memName].now = over
	d.failing("", nil)
	for range 2 {
		_, err = j.Add(claim(3))
		require.EqualError(t, err, "claims.jsonl: another program has changed the journal while it was open: it was written over")
	}
	require.Equal(t, string(over), string(d.names[memName].now))
}

// After a failed fsync what was acknowledged before it was on the disk is written
// again, for the system may have forgotten it; if it cannot be read any more, the
// journal has failed for good.
func TestFailureOfALaterSync(t *testing.T) {
	for _, isForgotten := range []bool{false, true} {
		w := newWorld(t)
		d := newMemDisk()
		j, err := open(d, memName, w.registry(t), Options{PowerCut: LosesUnwritten})
		require.NoError(t, err)
		_, err = j.Add(claim(1), claim(2))
		require.NoError(t, err)
		d.failing("sync", syscall.EIO)
		require.ErrorIs(t, j.Sync(), ErrFailed)
		d.failing("", nil)
		data := d.names[memName]
		data.pending = nil // as a system does that drops what it could not write
		written := false
		d.fault = func(op string, _ int) (int, error) {
			if op == "sync" && !written {
				written = len(data.pending) > 1 && data.pending[1].at == int64(len(lines())) && len(data.pending[1].data) > len(data.now)-2*len(lines())
				require.True(t, written, "what the system dropped was not written again: %v", data.pending)
			}
			return 0, nil
		}
		if isForgotten {
			data.now = append(data.now[:len(lines())], make([]byte, len(data.now)-len(lines()))...)
			_, err = j.Add(claim(3))
			require.EqualError(t, err, "claims.jsonl: the journal cannot be written: what was not on the disk yet is lost; open it again")
			require.ErrorIs(t, j.Close(), ErrFailed)
			continue
		}
		_, err = j.Add(claim(3))
		require.NoError(t, err)
		require.NoError(t, j.Close())
		require.Equal(t, data.now, data.synced)
		for files := range d.crashes {
			ids, err := idsIn(memDiskOf(files), memName)
			require.NoError(t, err)
			require.Len(t, ids, 3)
		}
	}
}

// What another program does to a journal that has failed is told, also by Sync, and left alone.
func TestFailureAndAChange(t *testing.T) {
	w := newWorld(t)
	for _, tt := range []struct {
		why string
		do  func(d *memDisk, data *memData)
	}{
		{"it was cut from 47 to 10 bytes", func(_ *memDisk, data *memData) { data.now = data.now[:10] }},
		{"something was appended to it: it had 47 bytes, and has 1047", func(_ *memDisk, data *memData) { data.now = append(data.now, strings.Repeat("x", 1000)...) }},
		{"it was removed or renamed, or its directory was", func(d *memDisk, _ *memData) { delete(d.names, memName) }},
		{"another file has its name", func(d *memDisk, data *memData) { d.names[memName] = &memData{now: data.now} }},
	} {
		for _, ask := range []func(*Journal) error{(*Journal).Sync, func(j *Journal) error { _, err := j.Add(claim(1)); return err }} {
			d := newMemDisk()
			j, err := open(d, memName, w.registry(t), Options{})
			require.NoError(t, err)
			d.failing("write", syscall.ENOSPC)
			_, err = j.Add(claim(1))
			require.ErrorIs(t, err, ErrFailed)
			d.failing("", nil)
			data := d.names[memName]
			tt.do(d, data)
			left := string(data.now)
			want := "claims.jsonl: another program has changed the journal while it was open: " + tt.why
			require.EqualError(t, ask(j), want)
			require.EqualError(t, j.Close(), want)
			require.Equal(t, left, string(data.now))
		}
	}
}

// Who was told that the journal was changed is told so until it is opened anew, even if it is
// as it was again: nobody knows what came between.
func TestChangeLasts(t *testing.T) {
	d := newMemDisk()
	j, err := open(d, memName, newRegistry(t), Options{})
	require.NoError(t, err)
	_, err = j.Add(claim(1))
	require.NoError(t, err)
	data := d.names[memName]
	delete(d.names, memName)
	_, err = j.Add(claim(2))
	require.ErrorIs(t, err, ErrChanged)
	d.names[memName] = data
	for range 2 {
		_, again := j.Add(claim(2))
		require.Equal(t, err, again)
		require.Equal(t, err, j.Sync())
		require.Equal(t, err, j.Err())
	}
	require.EqualError(t, j.Close(), err.Error())
	ids, err := idsIn(d, memName)
	require.NoError(t, err)
	require.Equal(t, []uuid.UUID{claim(1).ContentID()}, ids)
}
