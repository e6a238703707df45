package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/crossingstatus/border/crossings/jetstream"
)

// A standing is what a server takes.
type standing struct {
	memory    int64         // resident bytes
	processor time.Duration // a second
}

// A logsCost is what servers take without a log and with many that nobody uses.
type logsCost struct {
	logs        int
	opened      time.Duration // until the last was open
	without, in standing
}

// measureLogs measures what many logs take of which none is used.
func (b *bench) measureLogs(ctx context.Context, r *results) (err error) {
	c := logsCost{logs: b.logs}
	js, err := b.servers.connect()
	if err != nil {
		return err
	}
	open := func(name string) error {
		ctx, cancel := context.WithTimeout(ctx, time.Minute)
		defer cancel()
		_, err := jetstream.Open(ctx, js, jetstream.Config{Log: name})
		return err
	}
	if err := open("first"); err != nil { // now they are a cluster
		return err
	}
	if c.without, err = b.servers.standing(b.idleFor); err != nil {
		return err
	}
	began := time.Now()
	for i := range b.logs {
		if err := open(fmt.Sprint("log-", i)); err != nil {
			return err
		}
	}
	c.opened = time.Since(began)
	if c.in, err = b.servers.standing(b.idleFor); err != nil {
		return err
	}
	r.logs = c
	return nil
}

// standing returns what a server takes, as the mean of the three, over a while.
func (s *servers) standing(over time.Duration) (mean standing, err error) {
	before, err := s.processorTime()
	if err != nil {
		return mean, err
	}
	time.Sleep(over)
	after, err := s.processorTime()
	if err != nil {
		return mean, err
	}
	n := len(s.members)
	mean.processor = time.Duration(float64(after-before) / float64(n) / over.Seconds())
	for i := range s.members {
		memory, err := residentMemory(s.members[i].process.Process.Pid)
		if err != nil {
			return mean, err
		}
		mean.memory += memory / int64(n)
	}
	return mean, nil
}

// processorTime returns how long processors have worked for all servers.
func (s *servers) processorTime() (total time.Duration, err error) {
	for i := range s.members {
		d, err := processorTime(s.members[i].process.Process.Pid)
		if err != nil {
			return 0, err
		}
		total += d
	}
	return total, nil
}

// processorTime returns how long processors have worked for a process, as Linux
// counts it, in hundredths of a second.
func processorTime(pid int) (time.Duration, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(text), ") ")
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0, errors.New("/proc has another form than is known")
	}
	var user, system int64
	if _, err := fmt.Sscan(fields[11]+" "+fields[12], &user, &system); err != nil {
		return 0, err
	}
	return time.Duration(user+system) * 10 * time.Millisecond, nil
}

// residentMemory returns how many bytes of a process are in memory.
func residentMemory(pid int) (int64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		return 0, err
	}
	var size, resident int64
	if _, err := fmt.Sscan(string(text), &size, &resident); err != nil {
		return 0, err
	}
	return resident * int64(os.Getpagesize()), nil
}

// diskUse returns how many bytes the files of a directory have.
func diskUse(dir string) (total int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			total += info.Size()
		}
		return err
	})
	return total, err
}
