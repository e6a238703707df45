package journal

import (
	"errors"
	"os"
	"syscall"
	"time"
	"unsafe"
)

// dirsSync says that a directory can be synced, which Windows does by itself.
const dirsSync = false

// renamesOpen says that a file that is open can be renamed and replaced. Here nobody
// can do that, so that no other program takes the name from a journal that is open.
const renamesOpen = false

var lockFileEx = syscall.NewLazyDLL("kernel32.dll").NewProc("LockFileEx")

// Flags and errors of Windows.
const (
	lockFailImmediately = 1
	lockExclusive       = 2
	errorSharing        = syscall.Errno(32)
	errorLockViolation  = syscall.Errno(33)
	errorIOPending      = syscall.Errno(997)
)

// lock takes the lock of a file, which ends with the file's being closed. It locks a
// byte far behind the end: Windows lets nobody else read one that is locked.
func lock(f *os.File) error {
	conn, err := f.SyscallConn()
	if err != nil {
		return err
	}
	var locked uintptr
	var failed error
	if err := conn.Control(func(fd uintptr) {
		at := syscall.Overlapped{OffsetHigh: 1 << 30}
		locked, _, failed = lockFileEx.Call(fd, lockExclusive|lockFailImmediately, 0, 1, 0, uintptr(unsafe.Pointer(&at)))
	}); err != nil {
		return err
	}
	switch {
	case locked != 0:
		return nil
	case errors.Is(failed, errorLockViolation), errors.Is(failed, errorIOPending):
		return ErrLocked
	}
	return failed
}

// chown does nothing: a file has the owner and the rights that its directory gives.
func chown(*os.File, os.FileInfo) error { return nil }

// rename waits for those who have one of the files open for a moment: readers, and
// programs that look for viruses.
func rename(from, to string) error {
	for end := time.Now().Add(2 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		err := os.Rename(from, to)
		isOpen := errors.Is(err, syscall.ERROR_ACCESS_DENIED) || errors.Is(err, errorSharing)
		if !isOpen || time.Now().After(end) {
			return err
		}
	}
}
