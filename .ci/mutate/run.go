package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// quickly is how long a test may take that runs before the others.
const quickly = 150 * time.Millisecond

// idly is how long a run may use no time of the processor, or hardly any: one that
// waits for ever is ended then, long before its limit by the clock.
const idly = 2 * time.Minute

var (
	errEndless = errors.New("no end after five times the processor's time")
	errIdle    = fmt.Errorf("waited for %v", idly)
)

// limit is how long a run may take: of the processor's time, and, for one that waits
// for ever, by the clock, which has to be far more where others use the machine, too.
type limit struct{ processor, wall time.Duration }

var (
	ended  = regexp.MustCompile(`(?m)^--- (?:PASS|FAIL|SKIP): (\S+) \(([0-9.]+)s\)`)
	failed = regexp.MustCompile(`(?m)^\s*--- FAIL: (\S+)`)
)

// measure runs the tests without a mutant: they have to pass, and tell how long each
// takes.
func (p *pkg) measure(o options) error {
	for _, b := range p.tests {
		generous := limit{time.Hour, time.Hour}
		out, _, err := p.run(b, 0, generous, "-test.v")
		if err != nil {
			return fmt.Errorf("%s without a mutant: %w\n%s", b.pattern, err, out)
		}
		var slow []string
		for _, m := range ended.FindAllStringSubmatch(out, -1) {
			if took, err := time.ParseDuration(m[2] + "s"); err == nil && took > quickly {
				slow = append(slow, m[1])
			}
		}
		b.slow = "^(" + strings.Join(slow, "|") + ")$"
		b.quick = b.slow
		if o.skip != "" {
			b.quick += "|" + o.skip
		}
		b.limits = map[string]limit{}
		for name, args := range b.runs() {
			begun := time.Now()
			out, used, err := p.run(b, 0, generous, args...)
			if err != nil {
				return fmt.Errorf("%s without a mutant: %w\n%s", b.pattern, err, out)
			}
			b.limits[name] = limit{5*used + 2*time.Second, 20*time.Since(begun) + 10*time.Minute}
		}
	}
	return nil
}

// runs returns the arguments of the runs that a mutant has to survive: the quick
// tests, and then the slow ones.
func (b *binary) runs() map[string][]string {
	return map[string][]string{"1 quick": {"-test.skip=" + b.quick}, "2 slow": {"-test.run=" + b.slow}}
}

// run runs tests with a mutant, and returns what they printed and the time of the
// processor that they used. What a mutant may take of the machine is bounded.
func (p *pkg) run(b *binary, id int, l limit, args ...string) (string, time.Duration, error) {
	ctx, cancel := context.WithTimeout(context.Background(), l.wall)
	defer cancel()
	ctx, idle := context.WithCancelCause(ctx)
	defer idle(nil)
	temp, err := os.MkdirTemp(p.temp, "run")
	if err != nil {
		return "", 0, err
	}
	defer os.RemoveAll(temp)
	bounds := fmt.Sprintf(`ulimit -v 6000000; ulimit -f 2000000; ulimit -t %d; exec "$0" "$@"`, int(l.processor.Seconds())+1)
	c := exec.CommandContext(ctx, "sh", append(append([]string{"-c", bounds, b.path}, b.common...), args...)...)
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	c.Dir = b.dir
	c.Env = append(os.Environ(), fmt.Sprintf("MUTANT=%d", id), "TMPDIR="+temp)
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
	c.WaitDelay = 10 * time.Second
	if err := c.Start(); err != nil {
		return "", 0, err
	}
	go endIdle(ctx, idle, c.Process.Pid, idly)
	err = c.Wait()
	used := c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	switch {
	case context.Cause(ctx) == errIdle:
		err = errIdle
	case ctx.Err() != nil:
		err = fmt.Errorf("no end after %v", l.wall.Round(time.Second))
	case err != nil && used > l.processor:
		err = errEndless
	}
	return out.String(), used, err
}

// endIdle ends a run whose group of processes has used less than a tenth of a second of
// the processor for so long.
func endIdle(ctx context.Context, end context.CancelCauseFunc, group int, long time.Duration) {
	const little = 10 // hundredths of a second
	last, since := 0, time.Now()
	for ticks := time.Tick(long / 20); ; {
		select {
		case <-ctx.Done():
			return
		case <-ticks:
		}
		if used := groupTicks(group); used > last+little || used < last {
			last, since = used, time.Now()
		} else if time.Since(since) > long {
			end(errIdle)
			return
		}
	}
}

// groupTicks returns the time of the processor that a group of processes has used, in
// hundredths of a second: fields 14 and 15 of proc(5)'s stat, of each process whose
// field 5 is the group.
func groupTicks(group int) (sum int) {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, name := range stats {
		stat, err := os.ReadFile(name)
		if err != nil {
			continue // it has ended meanwhile
		}
		fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
		if len(fields) < 13 || fields[2] != strconv.Itoa(group) {
			continue
		}
		for _, field := range fields[11:13] {
			n, _ := strconv.Atoi(field)
			sum += n
		}
	}
	return sum
}

// runAll runs the tests on every mutant of which the log does not tell that it was
// killed.
func (p *pkg) runAll(drawn []*mutant, o options, r *report) error {
	l, err := openLog(p, o)
	if err != nil {
		return err
	}
	defer l.close()
	queue := make(chan *mutant)
	var group sync.WaitGroup
	for range o.workers {
		group.Go(func() {
			for m := range queue {
				by := l.killed[m.key()]
				if by == "" {
					by = p.kill(m)
				}
				done := result{m, survived, by}
				if by != "" {
					done.outcome = killed
				}
				r.add(done)
				l.write(done)
			}
		})
	}
	for _, m := range drawn {
		queue <- m
	}
	close(queue)
	group.Wait()
	return l.err
}

// kill returns what killed a mutant: a test, or how the run ended; nothing of one
// that survives.
func (p *pkg) kill(m *mutant) string {
	for _, b := range p.tests {
		runs := b.runs()
		for _, name := range []string{"1 quick", "2 slow"} {
			out, _, err := p.run(b, m.id, b.limits[name], runs[name]...)
			if err == nil {
				continue
			}
			if found := failed.FindStringSubmatch(out); found != nil {
				return found[1]
			}
			return err.Error()
		}
	}
	return ""
}
