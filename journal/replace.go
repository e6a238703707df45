package journal

import (
	"bufio"
	"hash/crc32"
	"io"
)

// create makes a file with the content that write writes, which is on the disk
// when create returns. The file's name may not be.
func create(d disk, name string, write func(io.Writer) error) error {
	f, err := d.open(name, true)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(io.NewOffsetWriter(f, 0), 64<<10)
	err = write(w)
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		err = f.Sync()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	return err
}

// replace puts a file in the place of one, or of none: after a crash one of the two
// is there, and whole.
func replace(d disk, name string, write func(io.Writer) error) error {
	temporary := name + ".new"
	if err := create(d, temporary, write); err != nil {
		return err
	}
	if err := d.rename(temporary, name); err != nil {
		return err
	}
	return d.syncDir(name)
}

// rewrite replaces a journal by one with the header and what write writes. As it
// may be shorter, the mark goes first.
func rewrite(d disk, name string, claims int, write func(io.Writer) error) error {
	if err := removeMark(d, name); err != nil {
		return err
	}
	m := mark{claims: claims}
	err := replace(d, name, func(w io.Writer) error {
		counted := &counter{w: w}
		if _, err := counted.Write(appendHeader(nil)); err != nil {
			return err
		}
		err := write(counted)
		m.size, m.sum = counted.size, counted.sum
		return err
	})
	if err != nil {
		return err
	}
	return m.write(d, name)
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
