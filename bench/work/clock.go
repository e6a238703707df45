//go:build unix

package work

import (
	"syscall"
	"time"
)

// ProcessorTime returns how long processors have worked for this process, on
// whichever thread, the collector's included. Of a machine that others use too it
// tells more than the time that passes.
func ProcessorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// Timed returns the processor time that f takes.
func Timed(f func() error) (time.Duration, error) {
	start := ProcessorTime()
	err := f()
	return ProcessorTime() - start, err
}
