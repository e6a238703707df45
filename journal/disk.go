package journal

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"
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

// A file is one that is open. Its exported methods are those of an [os.File].
type file interface {
	io.ReaderAt
	io.WriterAt
	io.Closer
	Truncate(size int64) error
	Sync() error
	size() (int64, error)
	// named tells what the name means now by which the file was opened.
	named() (naming, error)
}

// A naming is what the name of an open file means.
type naming struct {
	isOpen   bool // the file that is open
	size     int64
	modified time.Time
}

// An osFile is a file of the machine.
type osFile struct {
	*os.File
	path string      // from the root, as a program may go to another directory
	info os.FileInfo // as it was opened: which file it is
}

// openFile opens a file for which no pipe or device passes.
func openFile(name string, flags int) (*osFile, error) {
	path, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, &os.PathError{Op: "open", Path: name, Err: errNotRegular} // before it: that may wait for ever
	}
	f, err := os.OpenFile(name, flags, 0o644)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	return &osFile{f, path, info}, nil
}

var errNotRegular = errors.New("not a regular file")

func (f *osFile) size() (int64, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

func (f *osFile) named() (naming, error) {
	info, err := os.Stat(f.path)
	if err != nil {
		return naming{}, err
	}
	return naming{os.SameFile(f.info, info), info.Size(), info.ModTime()}, nil
}

// osDisk is the file system of the machine.
type osDisk struct{}

func (osDisk) open(name string, create bool) (file, error) {
	flags := os.O_RDONLY
	if create {
		flags = os.O_RDWR | os.O_CREATE | os.O_TRUNC
	}
	f, err := openFile(name, flags)
	if err != nil {
		return nil, err // and not f, which would be a file
	}
	return f, nil
}

func (osDisk) exclusive(name string) (file, error) {
	for {
		f, err := openFile(name, os.O_RDWR|os.O_CREATE)
		if err != nil {
			return nil, err
		}
		if err := lock(f.File); err != nil {
			f.Close()
			return nil, err
		}
		// The one who held the lock may have put another file in the place of the
		// one that is locked now.
		if n, err := f.named(); err == nil && n.isOpen {
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
