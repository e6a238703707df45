package crashtest

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/google/uuid"
)

// A chaosWriter is a process that opens one journal after another, of which each was closed before the next; when it is killed,
// another begins.
type chaosWriter struct {
	cmd   *exec.Cmd
	in    io.WriteCloser
	lines chan string   // what it prints beside outcomes; closed when it has ended
	done  chan struct{} // it has something when an add is done

	mu      sync.Mutex
	run     *chaos       // whose journal it has
	pending map[int]bool // the adds that are not done, by their first claim
	asked   []asking
}

// An asking is an add, with what had failed before it.
type asking struct {
	first  int
	failed []int
}

func (c *chaosWriter) process() *os.Process { return c.cmd.Process }

// idleWriters are processes whose journals were closed.
var idleWriters struct {
	sync.Mutex
	list []*chaosWriter
}

// startChaosWriter has a process open the journal, and returns what it says of that.
func (w *chaos) startChaosWriter() (c *chaosWriter, kind string, told string) {
	idleWriters.Lock()
	if last := len(idleWriters.list) - 1; last >= 0 {
		c, idleWriters.list = idleWriters.list[last], idleWriters.list[:last]
	}
	idleWriters.Unlock()
	if c == nil {
		c = w.newChaosWriter()
	}
	c.mu.Lock()
	c.run, c.pending, c.asked = w, map[int]bool{}, nil
	c.mu.Unlock()
	_, err := fmt.Fprintln(c.in, "open", w.file)
	w.must(err)
	line, isOpen := <-c.lines
	if !isOpen || !strings.HasPrefix(line, "open ") {
		w.fail("a writer began with %q", line)
	}
	return c, strings.Fields(line)[1], line
}

func (w *chaos) newChaosWriter() *chaosWriter {
	c := &chaosWriter{cmd: exec.Command(os.Args[0]), lines: make(chan string, 16), done: make(chan struct{}, 1)}
	c.cmd.Env = append(os.Environ(), chaosEnv+"=1")
	var err error
	c.in, err = c.cmd.StdinPipe()
	w.must(err)
	out, err := c.cmd.StdoutPipe()
	w.must(err)
	w.must(c.cmd.Start())
	go c.listen(out)
	return c
}

// listen notes what a writer prints, until it ends.
func (c *chaosWriter) listen(out io.Reader) {
	defer close(c.lines)
	for lines := bufio.NewScanner(out); lines.Scan(); {
		line := lines.Text()
		c.mu.Lock()
		w := c.run
		c.mu.Unlock()
		var n int
		switch {
		case strings.HasPrefix(line, "ack "):
			_, _ = fmt.Sscanf(line, "ack %d", &n)
			w.acknowledged(c, n)
		case strings.HasPrefix(line, "no "):
			var kind string
			_, _ = fmt.Sscanf(line, "no %s %d", &kind, &n)
			w.mu.Lock()
			w.refused++
			if w.failed[n] = kind == "failed"; !w.failed[n] {
				delete(w.failed, n)
			}
			w.mu.Unlock()
		case strings.HasPrefix(line, "done "):
			_, _ = fmt.Sscanf(line, "done %d", &n)
			c.mu.Lock()
			delete(c.pending, n)
			c.mu.Unlock()
			select {
			case c.done <- struct{}{}:
			default: // it has something
			}
		default:
			c.lines <- line
		}
	}
}

// acknowledged notes that a claim was acknowledged, and that what had failed before it was asked for is healed.
func (w *chaos) acknowledged(c *chaosWriter, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.acked[n] = true
	for _, a := range c.asked {
		if n >= a.first {
			for _, f := range a.failed {
				w.healed[f] = true
			}
		}
	}
}

func (c *chaosWriter) add(w *chaos, from, count, batch int) {
	w.mu.Lock()
	var failed []int
	for n := range w.failed {
		failed = append(failed, n)
	}
	w.mu.Unlock()
	c.mu.Lock()
	c.pending[from] = true
	c.asked = append(c.asked, asking{from, failed})
	c.mu.Unlock()
	_, err := fmt.Fprintf(c.in, "add %d %d %d %d\n", w.seed, from, count, batch)
	w.must(err)
}

// wait waits until all adds are done.
func (c *chaosWriter) wait(w *chaos) {
	late := time.After(time.Minute)
	for {
		c.mu.Lock()
		left := len(c.pending)
		c.mu.Unlock()
		if left == 0 {
			return
		}
		select {
		case <-c.done:
		case <-late:
			w.fail("a writer hangs")
		}
	}
}

// kill ends a writer where it is, and waits until all is read that it has printed.
func (c *chaosWriter) kill() {
	_ = c.process().Kill()
	for range c.lines {
	}
	_ = c.cmd.Wait()
}

// close has a writer close its journal, and returns what it says of that.
func (c *chaosWriter) close() (told string) {
	_, _ = fmt.Fprintln(c.in, "close")
	if told = <-c.lines; told != "closed whole <nil>" {
		c.kill()
		return told
	}
	idleWriters.Lock()
	defer idleWriters.Unlock()
	idleWriters.list = append(idleWriters.list, c)
	return told
}

// end ends the writer: killed, or closed.
func (w *chaos) end(isClosed bool) {
	c := w.writer
	w.writer = nil
	if !isClosed {
		w.step("kill")
		w.kills++
		c.kill()
		return
	}
	w.step("close")
	if told := c.close(); !w.isFull && told != "closed whole <nil>" {
		w.fail("closing: %s", told)
	}
}

// open opens the journal again, as somebody reads it before: both are told the same. All that was
// acknowledged is there.
func (w *chaos) open() {
	w.free() // the mark is written
	_, before := w.read(w.file)
	c, kind, told := w.startChaosWriter()
	w.writer = c
	w.step("open: %s", told)
	if before != kind && !(before == "missing" && kind == "whole") {
		w.fail("who reads was told that it is %s, who writes that it is %s", before, kind)
	}
	if kind != "whole" && kind != "torn" {
		w.fail("it does not open: %s", told)
	}
	w.requireAll(w.file)
}

// requireAll requires that a file has all that was acknowledged, and nothing that failed and was healed.
func (w *chaos) requireAll(file string) {
	have, kind := w.read(file)
	if kind != "whole" {
		w.fail("%s is %s", file, kind)
	}
	w.mu.Lock()
	defer func() { w.mu.Unlock() }()
	for n := range w.acked {
		if !have[n] {
			w.mu.Unlock()
			w.fail("claim %d was acknowledged and is lost", n)
		}
	}
	for n := range w.healed {
		if have[n] {
			w.mu.Unlock()
			w.fail("claim %d was refused, the journal has healed since, and it is there", n)
		}
	}
}

// swap lets another program change the journal while it is open, and mends that.
func (w *chaos) swap() {
	w.free()
	older := filepath.Join(w.root, "link", "older.jsonl")
	w.must(copyFile(w.file, older))
	if w.random.IntN(2) == 0 {
		w.addSome()
	}
	isStopped := w.random.IntN(3) == 0
	isQuiet := w.random.IntN(2) == 0
	if isQuiet {
		w.writer.wait(w)
		time.Sleep(time.Duration(12+w.random.IntN(2)*w.random.IntN(1500)) * time.Millisecond) // or the file has the same time, and no mark
	} else {
		w.addSome()
	}
	if isStopped {
		w.must(w.writer.process().Signal(syscall.SIGSTOP))
	}
	w.mu.Lock()
	before := maps.Clone(w.acked)
	w.mu.Unlock()
	all := chaosSwaps()
	s := all[w.random.IntN(len(all))]
	w.step("swap: %s (quiet %v, stopped %v)", s.name, isQuiet, isStopped)
	w.swaps++
	w.swapped = true
	was, told := os.Stat(w.file)
	w.must(told)
	text, err := os.ReadFile(w.file)
	w.must(err)
	kept, err := s.do(w.file, older, filepath.Join(w.root, "link", "other.jsonl"))
	w.must(err)
	is, gone := os.Stat(w.file)
	now, _ := os.ReadFile(w.file)
	isSame := gone == nil && os.SameFile(was, is)
	if isStopped {
		w.must(w.writer.process().Signal(syscall.SIGCONT))
	}
	from, to := w.addSome()
	w.writer.wait(w)
	acked := w.ackedOf(from, to)
	switch isEqual := bytes.Equal(text, now); {
	case acked > 0 && (!isSame || isQuiet && !isEqual):
		w.fail("%d claims were acknowledged after the file was %s", acked, s.name)
	case acked < to-from && isQuiet && isSame && isEqual:
		w.fail("%d claims were refused though the file is as it was", to-from-acked)
	}
	w.afterSwap(s, kept, before)
}

// ackedOf returns how many of some claims were acknowledged.
func (w *chaos) ackedOf(from, to int) (acked int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for n := from; n < to; n++ {
		if w.acked[n] {
			acked++
		}
	}
	return acked
}

// afterSwap ends the writer after a swap, requires that what was acknowledged before is where it was kept, or that its loss
// is told, to who reads and to who writes, and puts things right.
func (w *chaos) afterSwap(s chaosSwap, kept string, before map[int]bool) {
	w.writer.kill()
	w.kills++
	if kept != "" {
		have, kind := w.read(kept)
		for n := range before {
			if !have[n] {
				w.fail("claim %d was acknowledged before, and is not in %s, which is %s", n, kept, kind)
			}
		}
	}
	marked := w.marked(w.file)
	have, kind := w.read(w.file)
	c, opened, told := w.startChaosWriter()
	c.close()
	if kind != opened && !(kind == "missing" && (opened == "whole" || opened == "truncated")) {
		w.fail("after the file was %s who reads was told that it is %s, who writes that it is %s: %s", s.name, kind, opened, told)
	}
	isTold := opened != "whole" && opened != "torn"
	if isTold {
		w.told++
	}
	w.mu.Lock()
	for n := range w.acked {
		if have[n] && !isTold {
			continue
		}
		if marked[n] && !isTold {
			w.mu.Unlock()
			w.fail("claim %d was acknowledged, is in the mark, and is gone without a word after the file was %s", n, s.name)
		}
		if !isTold && kept == "" {
			w.unmarked++
		}
	}
	w.mu.Unlock()
	w.putRight(kept)
	w.open()
}

// marked returns which claims are in the mark of a journal.
func (w *chaos) marked(file string) map[int]bool {
	marked := map[int]bool{}
	text, err := os.ReadFile(file + ".mark")
	if err != nil {
		return marked
	}
	for line := range strings.Lines(string(text)) {
		_, ids, _ := strings.Cut(line, `,"ids":"`)
		for ; len(ids) >= 32; ids = ids[32:] {
			if id, err := uuid.Parse(ids[:32]); err == nil {
				if n, wasSent := w.numberOf(id); wasSent {
					marked[n] = true
				}
			}
		}
	}
	return marked
}

// putRight puts what was kept in the place of the journal, or begins anew with what is there, where that can be read.
func (w *chaos) putRight(kept string) {
	real, link := filepath.Join(w.root, "real"), filepath.Join(w.root, "link")
	if _, err := os.Stat(real + ".moved"); err == nil {
		w.must(first(func() error { return os.RemoveAll(real) }, rename(real+".moved", real)))
	}
	w.must(first(func() error { return os.RemoveAll(link) }, func() error { return os.Symlink(real, link) }, func() error { return os.RemoveAll(filepath.Join(w.root, "elsewhere")) }))
	if filepath.Base(kept) == "other.jsonl" {
		w.must(os.Rename(kept, w.file))
	}
	have, kind := w.read(w.file)
	if kind == "torn" {
		kind = "whole"
	}
	if kind != "whole" {
		have = map[int]bool{}
		_ = os.Remove(w.file)
		_ = os.Remove(w.file + ".mark")
	}
	w.step("put right: %s, %d claims", kind, len(have))
	w.mu.Lock()
	defer w.mu.Unlock()
	maps.DeleteFunc(w.acked, func(n int, _ bool) bool { return !have[n] }) // told, or of the last second
	clear(w.failed)
	clear(w.healed)
}
