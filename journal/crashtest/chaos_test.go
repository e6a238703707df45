package crashtest

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/crossingstatus/border/journal"
	"github.com/google/uuid"
)

var (
	chaosFirst    = flag.Uint64("chaos-first", 1, "the seed of the first run of TestChaos; a run that failed prints its own")
	chaosRuns     = flag.Int("chaos-runs", 0, "how many runs TestChaos has (default 6, or 1,000 with BORDER_LONG)")
	chaosParallel = flag.Int("chaos-parallel", 6, "how many runs of TestChaos go on at a time")
)

// Processes that write are killed and stopped, their disk fills, clocks jump, and other programs put other files in the
// place of the journal, while some read and follow it: in an order that is drawn from the seed of each run. What was acknowledged
// is there, or its loss is told, to readers as to writers; nobody sees a claim that was not sent, or half of one.
func TestChaos(t *testing.T) {
	if os.Getuid() != 0 {
		fmt.Println("SKIPPED: the disk does not fill, because only root may mount a small one")
	}
	runs := *chaosRuns
	if runs == 0 {
		runs = times(6, 1_000)
	}
	var total tally
	file := os.Getenv("CHAOS_PROGRESS") // what was done before the test was broken off
	from := total.resume(t, file, *chaosFirst)
	end := *chaosFirst + uint64(runs)
	t.Logf("seeds %d to %d", from, end-1)
	for from < end {
		to := min(from+100, end)
		total.add(chaosRange(t, from, to))
		if t.Failed() {
			return
		}
		from = to
		total.note(t, file, from)
	}
	_ = os.Remove(file) // it is done: the next time begins anew
	t.Log(total)
}

// chaosRange does the runs of some seeds, many at a time: a run mostly waits.
func chaosRange(t *testing.T, from, to uint64) (total tally) {
	var mu sync.Mutex
	var all sync.WaitGroup
	free := make(chan struct{}, *chaosParallel)
	for seed := from; seed < to && !t.Failed(); seed++ {
		free <- struct{}{}
		all.Go(func() {
			defer func() { <-free }()
			w := newChaos(t, seed)
			defer w.clean()
			w.run()
			mu.Lock()
			defer mu.Unlock()
			w.runs++
			total.add(w.tally)
		})
	}
	all.Wait()
	return total
}

// A chaos is one run: a directory, at most one writer in it, and what is known of its claims.
type chaos struct {
	tally
	t      *testing.T
	seed   uint64
	random *rand.Rand
	root   string // of a disk of its own, where one can be mounted
	file   string // the journal, in a directory to which a link leads
	small  bool   // the disk is small
	writer *chaosWriter
	steps  []string // what was done, for who reads of a failure

	mu      sync.Mutex
	acked   map[int]bool // and not told to be lost
	failed  map[int]bool // refused for a failed write
	healed  map[int]bool // of those, after which something was acknowledged
	number  map[uuid.UUID]int
	next    int  // the number of the next claim
	isFull  bool // the disk
	swapped bool // some time in this run
}

func newChaos(t *testing.T, seed uint64) *chaos {
	w := &chaos{t: t, seed: seed, random: rand.New(rand.NewPCG(seed, 29)), acked: map[int]bool{}, failed: map[int]bool{}, healed: map[int]bool{}, number: map[uuid.UUID]int{}}
	var err error
	w.root, err = os.MkdirTemp("", "chaos")
	w.must(err)
	if os.Getuid() == 0 && syscall.Mount("tmpfs", w.root, "tmpfs", 0, "size=512k") == nil {
		w.small = true
	}
	w.must(os.Mkdir(filepath.Join(w.root, "real"), 0o755))
	w.must(os.Symlink(filepath.Join(w.root, "real"), filepath.Join(w.root, "link")))
	w.file = filepath.Join(w.root, "link", "claims.jsonl")
	return w
}

func (w *chaos) clean() {
	if w.writer != nil {
		w.writer.kill()
	}
	if w.small {
		_ = syscall.Unmount(w.root, syscall.MNT_DETACH)
	}
	_ = os.RemoveAll(w.root)
}

// fail tells how to see it again, and ends the run.
func (w *chaos) fail(format string, args ...any) {
	w.t.Helper()
	w.mu.Lock()
	steps := strings.Join(w.steps, "\n  ")
	w.mu.Unlock()
	w.t.Errorf("-chaos-first %d -chaos-runs 1: %s\n  %s", w.seed, fmt.Sprintf(format, args...), steps)
	runtime.Goexit()
}

func (w *chaos) must(err error) {
	w.t.Helper()
	if err != nil {
		w.fail("%v", err)
	}
}

func (w *chaos) step(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.steps = append(w.steps, fmt.Sprintf(format, args...))
}

// run does what is drawn, and looks at what is left.
func (w *chaos) run() {
	ctx, cancel := context.WithCancel(w.t.Context())
	followed := make(chan map[int]bool, 1)
	go func() { followed <- w.follow(ctx) }()
	w.open()
	for range 4 + w.random.IntN(8) {
		w.draw()
	}
	w.free()
	w.end(w.random.IntN(2) == 0)
	w.open()
	w.end(true)
	have, kind := w.read(w.file)
	if kind != "whole" {
		w.fail("it was closed, and is %s", kind)
	}
	w.mu.Lock()
	acked := len(w.acked)
	for n := range w.acked {
		if !have[n] {
			w.mu.Unlock()
			w.fail("claim %d was acknowledged and is lost", n)
		}
	}
	w.mu.Unlock()
	w.tally.acked += acked
	if !w.swapped {
		time.Sleep(20 * time.Millisecond) // for the last look of who follows
	}
	cancel()
	seen := <-followed
	for n := range have {
		if !w.swapped && !seen[n] {
			w.fail("claim %d is in the journal, and who followed it was not told", n)
		}
	}
}

// draw does one thing that is drawn.
func (w *chaos) draw() {
	switch n := w.random.IntN(20); {
	case n < 6:
		w.addSome()
	case n < 9:
		w.end(false)
		w.open()
	case n < 10:
		w.end(true)
		w.open()
	case n < 12:
		w.swap()
	case n < 14:
		w.stop()
	case n < 15 && w.small:
		w.fill()
	case n < 16:
		w.free()
	case n < 17:
		w.jump()
	case n < 18:
		w.second()
	case n < 19:
		w.look()
	default:
		time.Sleep(time.Duration(w.random.IntN(40)) * time.Millisecond)
	}
}

// addSome lets the writer add claims, and waits for it or not.
func (w *chaos) addSome() (from, to int) {
	count := 1 + w.random.IntN(20)
	w.mu.Lock()
	from, to = w.next, w.next+count
	w.next = to
	for n := from; n < to; n++ {
		c := chaosClaim(w.seed, n)
		w.number[c.ID] = n
	}
	w.mu.Unlock()
	w.step("add %d to %d", from, to-1)
	w.writer.add(w, from, count, 1+w.random.IntN(3))
	if w.random.IntN(2) == 0 {
		w.writer.wait(w)
	}
	return from, to
}

// stop stops the writer in whatever it does, and lets it go on after something else has happened.
func (w *chaos) stop() {
	if w.random.IntN(2) == 0 {
		w.addSome()
	}
	w.step("stop")
	w.stops++
	w.must(w.writer.process().Signal(syscall.SIGSTOP))
	switch w.random.IntN(5) {
	case 0:
		w.jump()
	case 1:
		w.look()
	case 2:
		w.second()
	case 3:
		if w.small {
			w.fill()
		}
	case 4:
		w.end(false) // killed where it stands
		w.open()
		return
	}
	w.step("go on")
	w.must(w.writer.process().Signal(syscall.SIGCONT))
}

// fill fills the disk.
func (w *chaos) fill() {
	w.step("fill the disk")
	w.full++
	w.isFull = true
	f, err := os.OpenFile(filepath.Join(w.root, "filler"), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
	w.must(err)
	defer f.Close()
	for size := 64 << 10; size > 0; size /= 2 {
		for {
			if n, err := f.Write(make([]byte, size)); err != nil || n < size {
				break
			}
		}
	}
}

// free makes room on the disk.
func (w *chaos) free() {
	if w.isFull {
		w.step("make room")
		filler := filepath.Join(w.root, "filler")
		w.must(os.Truncate(filler, 0)) // a process that is being started may have it open yet
		w.must(os.Remove(filler))
		w.isFull = false
	}
}

// jump sets the time of the journal, as where the clock of its disk jumps.
func (w *chaos) jump() {
	years := w.random.IntN(80) - 40
	w.step("the clock jumps by %d years", years)
	w.jumps++
	at := time.Now().AddDate(years, 0, 0)
	w.must(os.Chtimes(w.file, at, at))
}

// second lets another program try to write, while one has the journal open.
func (w *chaos) second() {
	w.step("a second writer")
	reg, err := newRegistry()
	w.must(err)
	if _, err = journal.Open(w.file, reg, journal.Options{}); kindOf(err) != "locked" {
		w.fail("a second writer was told %v", err)
	}
	w.locked++
}

// look reads the journal while somebody may be writing: all that was acknowledged before is there.
func (w *chaos) look() {
	w.step("look")
	w.mu.Lock()
	var before []int
	for n := range w.acked {
		before = append(before, n)
	}
	w.mu.Unlock()
	have, kind := w.read(w.file)
	if kind != "whole" && kind != "torn" {
		w.fail("who reads is told that it is %s", kind)
	}
	for _, n := range before {
		if !have[n] {
			w.fail("claim %d was acknowledged, and who reads does not see it", n)
		}
	}
}

var errNotSent = "%s was never sent: %q"

// read reads a journal, and requires that each claim is one that was sent, as it was sent.
func (w *chaos) read(file string) (have map[int]bool, kind string) {
	w.reads++
	have = map[int]bool{}
	for l, err := range journal.ReadFile(file) {
		if err != nil {
			return have, kindOf(err)
		}
		n, wasSent := w.numberOf(l.Claim.ID)
		if !wasSent || l.Claim.ContentID() != l.Claim.ID {
			w.fail(errNotSent, file, l.Claim.Note)
		}
		have[n] = true
	}
	return have, "whole"
}

func (w *chaos) numberOf(id uuid.UUID) (n int, wasSent bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	n, wasSent = w.number[id]
	return n, wasSent
}

// follow follows the journal, and returns which claims it was told.
func (w *chaos) follow(ctx context.Context) map[int]bool {
	seen := map[int]bool{}
	for ctx.Err() == nil {
		for lines, err := range journal.Follow(ctx, w.file, 2*time.Millisecond) {
			if err != nil {
				break // a swap; what it is told then, is compared when the journal is opened
			}
			for _, l := range lines {
				n, wasSent := w.numberOf(l.Claim.ID)
				if !wasSent || l.Claim.ContentID() != l.Claim.ID {
					w.t.Errorf("-chaos-first %d: who follows is told %q, which was never sent", w.seed, l.Claim.Note)
				}
				seen[n] = true
			}
		}
		time.Sleep(time.Millisecond)
	}
	return seen
}
