package journal

import (
	"bufio"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// fill writes a file that is new; the content is on the disk when fill returns.
func fill(f file, write func(io.Writer) error) error {
	w := bufio.NewWriterSize(io.NewOffsetWriter(f, 0), 64<<10)
	if err := write(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Sync()
}

// replace writes a file that takes the place of the one with that name, if there is one.
// After a crash the old or the new one is there, and whole. The new one gets the mode and,
// if the system allows it, the owner of like.
func replace(d disk, name string, like file, write func(io.Writer) error) error {
	f, err := d.create(newName(name))
	if err != nil {
		return err
	}
	_ = f.own(like)
	err = fill(f, write)
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		_ = d.remove(newName(name)) // on a full disk it takes the room that is left
		return err
	}
	return takeName(d, name)
}

// newName returns the name that a new file has until it takes the place of the old one.
func newName(name string) string { return name + ".new" }

func takeName(d disk, name string) error {
	if err := d.rename(newName(name), name); err != nil {
		return err
	}
	return d.syncDir(name)
}

// rewrite replaces the file of a journal by one with the header and what write writes.
// It is locked before it takes the name, until its mark is written, and keeps the mode
// and the owner.
func rewrite(d disk, name string, old file, claims int, write func(io.Writer) error) (err error) {
	name = d.real(name)
	f, err := d.create(newName(name))
	if err != nil {
		return err
	}
	defer func() {
		if closing := f.Close(); err == nil {
			err = closing
		}
	}()
	if err := f.own(old); err != nil {
		return errors.Join(fmt.Errorf("%s: the new file cannot have the mode and the owner of the journal: %w; let its owner do this", name, err), d.remove(newName(name)))
	}
	m := mark{claims: claims}
	err = fill(f, func(w io.Writer) error {
		counted := &counter{w: w}
		if _, err := counted.Write(appendHeader(nil)); err != nil {
			return err
		}
		err := write(counted)
		m.size, m.sum = counted.size, counted.sum
		return err
	})
	if err != nil {
		_ = d.remove(newName(name)) // as in replace
		return err
	}
	if !d.renamesOpen() { // then nobody else can take the name away, but somebody may open the file
		if err := errors.Join(old.Close(), f.Close()); err != nil {
			return err
		}
	}
	if err := takeName(d, name); err != nil {
		return err
	}
	if !d.renamesOpen() {
		if f, err = d.exclusive(name); err != nil {
			return err
		}
	}
	_, err = writeMark(d, name, f, m)
	return err
}

// A counter counts and sums up what is written through it.
type counter struct {
	w    io.Writer
	size int64
	sum  uint32
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.size += int64(n)
	c.sum = crc32.Update(c.sum, castagnoli, b[:n])
	return n, err
}
