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
	// real returns the name without symbolic links: that of the file to which they lead.
	real(name string) string
	// abs returns the absolute form of a name, which stays right if the working directory changes.
	abs(name string) string
	// open opens a file to read, and change to read and write. The file must be there.
	open(name string) (file, error)
	change(name string) (file, error)
	// exclusive opens a file to write and locks it; it makes the file if it is not there.
	// The error is ErrLocked if another process has the lock.
	exclusive(name string) (file, error)
	// create is exclusive for a file that it makes anew, which nobody else may read.
	create(name string) (file, error)
	rename(from, to string) error
	// renamesOpen reports whether a file can be renamed and replaced while it is open.
	renamesOpen() bool
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
	// own gives the file the mode and the owner of another.
	own(like file) error
	// named tells what now has the name by which the file was opened.
	named() (naming, error)
}

// A naming is what has the name of an open file now.
type naming struct {
	isOpen   bool // it is the file that is open
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
func openFile(name string, flags int, mode os.FileMode) (*osFile, error) {
	path, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, &os.PathError{Op: "open", Path: name, Err: errNotRegular} // before it: that may wait for ever
	}
	f, err := os.OpenFile(name, flags, mode)
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

// own sets the mode before the owner: if the owner cannot be set, at least no more people
// can read the file.
func (f *osFile) own(like file) error {
	info, err := like.(*osFile).Stat() // now: it may have been given to another since
	if err != nil {
		return err
	}
	if err := f.Chmod(info.Mode().Perm()); err != nil {
		return err
	}
	return chown(f.File, info)
}

// osDisk is the file system of the machine.
type osDisk struct{}

func (osDisk) real(name string) string {
	real := name
	for range 40 { // or it leads to itself, as opening it will tell
		target, err := os.Readlink(real)
		if err != nil {
			return real
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(real), target)
		}
		real = target
	}
	return name
}

func (osDisk) abs(name string) string {
	path, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	return path
}

func (osDisk) open(name string) (file, error) { return opened(openFile(name, os.O_RDONLY, 0)) }

func (osDisk) change(name string) (file, error) { return opened(openFile(name, os.O_RDWR, 0)) }

// opened returns a file, and nil if there is an error. A nil *osFile would not do: as a
// file it is not nil.
func opened(f *osFile, err error) (file, error) {
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (osDisk) create(name string) (file, error) {
	f, err := lockFile(name, 0o600)
	if err != nil {
		return nil, err
	}
	if err := f.Truncate(0); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

func (osDisk) exclusive(name string) (file, error) {
	for {
		f, err := lockFile(name, 0o644)
		if err != nil {
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

// lockFile opens a file to write, makes it if it is not there, and locks it.
func lockFile(name string, mode os.FileMode) (*osFile, error) {
	f, err := openFile(name, os.O_RDWR|os.O_CREATE, mode)
	if err != nil {
		return nil, err
	}
	if err := lock(f.File); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

func (osDisk) rename(from, to string) error { return rename(from, to) }

func (osDisk) renamesOpen() bool { return renamesOpen }

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
