//go:build !unix || solaris || aix

package journal

import (
	"errors"
	"os"
)

const dirsSync = false

// lock fails: without a lock, two writers could destroy a journal.
func lock(*os.File) error {
	return errors.New("journals can be written only where files can be locked (flock); reading works")
}

// chown does nothing: a file has the owner of its directory, or of who makes it.
func chown(*os.File, os.FileInfo) error { return nil }
