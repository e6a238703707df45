//go:build !windows && (!unix || solaris || aix)

package journal

import (
	"errors"
	"os"
)

const (
	dirsSync    = false
	renamesOpen = false
)

// lock fails: without a lock, two writers could destroy a journal.
func lock(*os.File) error {
	return errors.New("journals can be written only where files can be locked (flock or LockFileEx); reading works")
}

// chown does nothing: a file has the owner of its directory, or of who makes it.
func chown(*os.File, os.FileInfo) error { return nil }

func rename(from, to string) error { return os.Rename(from, to) }
