package journal

import (
	"io"
	"os"
	"path/filepath"
)

// A disk has the files of a journal. The tests have others, which fail, or forget
// what was not synced.
type disk interface {
	// open opens a file; create makes it if it is not there.
	open(name string, create bool) (file, error)
	// exclusive opens a file to write, for as long as no other process has it so;
	// it makes the file if it is not there. The error is ErrLocked if one has.
	exclusive(name string) (file, error)
	rename(from, to string) error
	remove(name string) error
	// syncDir makes the names in the directory of a file durable.
	syncDir(name string) error
}

// A file is one that is open. Its methods are those of an [os.File].
type file interface {
	io.ReaderAt
	io.WriterAt
	io.Closer
	Truncate(size int64) error
	Sync() error
}

// osDisk is the file system of the machine.
type osDisk struct{}

func (osDisk) open(name string, create bool) (file, error) {
	flags := os.O_RDONLY
	if create {
		flags = os.O_RDWR | os.O_CREATE | os.O_TRUNC
	}
	f, err := os.OpenFile(name, flags, 0o644)
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (osDisk) exclusive(name string) (file, error) {
	for {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
		if err != nil {
			return nil, err
		}
		if err := lock(f); err != nil {
			f.Close()
			return nil, err
		}
		// The one who held the lock may have put another file in the place of the
		// one that is locked now.
		opened, err := f.Stat()
		if err != nil {
			f.Close()
			return nil, err
		}
		if named, err := os.Stat(name); err == nil && os.SameFile(opened, named) {
			return f, nil
		}
		f.Close()
	}
}

func (osDisk) rename(from, to string) error { return os.Rename(from, to) }

func (osDisk) remove(name string) error { return os.Remove(name) }

func (osDisk) syncDir(name string) error {
	if !dirsSync {
		return nil
	}
	dir, err := os.Open(filepath.Dir(name))
	if err != nil {
		return err
	}
	defer dir.Close()
	return dir.Sync()
}
