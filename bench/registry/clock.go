//go:build unix

package main

import (
	"syscall"
	"time"
)

// processorTime returns how long processors have worked for this process, on
// whichever thread, the collector's included. Of a machine that others use too it
// tells more than the time that passes.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// timed returns the processor time that f takes.
func timed(f func() error) (time.Duration, error) {
	start := processorTime()
	err := f()
	return processorTime() - start, err
}
