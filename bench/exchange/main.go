// Program exchange measures how fast package exchange and border write and read
// claims, beside the standard library's encoders and decoders alone on the same
// texts, and prints the report as Markdown.
package main

import (
	"bufio"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"syscall"
	"time"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/exchange"
)

func main() {
	n := flag.Int("n", 1_000_000, "how many claims")
	runs := flag.Int("runs", 3, "how many runs; the fastest counts")
	child := flag.String("read", "", "only read this file, in a process of its own")
	flag.Parse()
	if *child != "" {
		if err := readAlone(*child); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	if err := report(os.Stdout, *n, *runs); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// many yields n claims: those of the dataset again and again, each with an id and
// a note of its own.
func many(all []border.Claim, n int) iter.Seq[border.Claim] {
	return func(yield func(border.Claim) bool) {
		for i := range n {
			c := all[i%len(all)]
			binary.BigEndian.PutUint64(c.ID[8:], uint64(i)+1)
			c.Note = "copy " + strconv.Itoa(i)
			if !yield(c) {
				return
			}
		}
	}
}

// A task is one thing that is measured.
type task struct {
	name string
	file string // which is read; "" if it writes
	run  func(w io.Writer, r io.Reader) error

	best   time.Duration // of the fastest run
	bytes  int64         // written and read
	allocs uint64
}

func report(out io.Writer, n, runs int) error {
	reg, err := border.Default()
	if err != nil {
		return err
	}
	all := slices.Collect(reg.All())
	dir, err := os.MkdirTemp("", "exchange")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	sheet, lines := filepath.Join(dir, "claims.csv"), filepath.Join(dir, "claims.jsonl")
	for name, write := range map[string]func(io.Writer, iter.Seq[border.Claim]) error{sheet: exchange.WriteCSV, lines: exchange.WriteJSONLines} {
		if err := writeFile(name, func(w io.Writer) error { return write(w, many(all, n)) }); err != nil {
			return err
		}
	}
	rows, err := plainRows(sheet, len(all))
	if err != nil {
		return err
	}
	objects, err := plainObjects(lines, len(all))
	if err != nil {
		return err
	}

	fmt.Fprintf(out, `# Claims in and out

%s claims, those of the dataset again and again with an id and a note of their own, as streams: package exchange and
border.ReadClaims beside encoding/csv and encoding/json alone, which write texts that are there already and read into texts or into a
plain struct, without knowing what a date or a side is. The fastest of %d runs each, in turn (%s, %s/%s). Made by

    GOWORK=off go run ./exchange > exchange.md

| task | seconds | claims a second | MB a second | allocations a claim |
|---|---:|---:|---:|---:|
`, thousands(n), runs, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	tasks := []*task{
		{name: "write CSV", run: func(w io.Writer, _ io.Reader) error { return exchange.WriteCSV(w, many(all, n)) }},
		{name: "encoding/csv alone, writing", run: func(w io.Writer, _ io.Reader) error { return csvWrite(w, rows, n) }},
		{name: "read CSV", file: sheet, run: func(_ io.Writer, r io.Reader) error { return readClaims(r, n) }},
		{name: "encoding/csv alone, reading", file: sheet, run: func(_ io.Writer, r io.Reader) error { return csvRead(r, n+1) }},
		{name: "write JSON Lines", run: func(w io.Writer, _ io.Reader) error { return exchange.WriteJSONLines(w, many(all, n)) }},
		{name: "encoding/json alone, writing", run: func(w io.Writer, _ io.Reader) error { return jsonWrite(w, objects, n) }},
		{name: "read JSON Lines", file: lines, run: func(_ io.Writer, r io.Reader) error { return readClaims(r, n) }},
		{name: "encoding/json alone, reading", file: lines, run: func(_ io.Writer, r io.Reader) error { return jsonRead(r, n) }},
	}
	for range runs {
		for _, t := range tasks {
			if err := t.measure(); err != nil {
				return fmt.Errorf("%s: %w", t.name, err)
			}
		}
	}
	for _, t := range tasks {
		seconds := t.best.Seconds()
		fmt.Fprintf(out, "| %s | %.2f | %s | %.0f | %.1f |\n", t.name, seconds, thousands(int(float64(n)/seconds)), float64(t.bytes)/1e6/seconds, float64(t.allocs)/float64(n))
	}
	fmt.Fprintf(out, "\nA process that reads a file claim by claim and keeps none has, at its greatest, this much memory, the program itself included:\n\n")
	for _, name := range []string{sheet, lines} {
		size, peak, err := readInProcess(name)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "- %s of %d MB: %d MB\n", filepath.Base(name), size/1e6, peak/1e6)
	}
	return nil
}

// measure runs the task once.
func (t *task) measure() error {
	w, r := &counter{}, &counter{}
	if t.file != "" {
		f, err := os.Open(t.file)
		if err != nil {
			return err
		}
		defer f.Close()
		r.r = f
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	if err := t.run(w, r); err != nil {
		return err
	}
	if took := time.Since(start); t.best == 0 || took < t.best {
		t.best = took
	}
	runtime.ReadMemStats(&after)
	t.bytes, t.allocs = w.n+r.n, after.Mallocs-before.Mallocs
	return nil
}

// A counter counts what passes, and drops what is written.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

func writeFile(name string, write func(io.Writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		return err
	}
	return f.Close()
}

func readClaims(r io.Reader, want int) error {
	n := 0
	for _, err := range (exchange.Reader{}).Claims(r) {
		if err != nil {
			return err
		}
		n++
	}
	return expect(n, want)
}

func expect(n, want int) error {
	if n != want {
		return fmt.Errorf("%d read of %d", n, want)
	}
	return nil
}

// plainRows returns the first rows of a file of CSV, as texts.
func plainRows(name string, n int) ([][]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(bufio.NewReader(f))
	rows := make([][]string, n)
	for i := range rows {
		if rows[i], err = r.Read(); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

func csvWrite(w io.Writer, rows [][]string, n int) error {
	cw := csv.NewWriter(w)
	for i := range n {
		if err := cw.Write(rows[i%len(rows)]); err != nil {
			return err
		}
	}
	cw.Flush()
	return cw.Error()
}

func csvRead(r io.Reader, want int) error {
	cr := csv.NewReader(r)
	cr.ReuseRecord = true
	for n := 0; ; n++ {
		_, err := cr.Read()
		if err == io.EOF {
			return expect(n, want)
		}
		if err != nil {
			return err
		}
	}
}

// A plainClaim is a claim of which nothing is known but its texts.
type plainClaim struct {
	ID        string   `json:"id,omitempty"`
	Crossing  string   `json:"crossing"`
	Side      string   `json:"side"`
	Kind      string   `json:"kind"`
	Value     string   `json:"value,omitempty"`
	Unit      string   `json:"unit,omitempty"`
	Traffic   []string `json:"traffic,omitempty"`
	Direction string   `json:"direction,omitempty"`
	When      string   `json:"when,omitempty"`
	Edge      string   `json:"edge,omitempty"`
	Modality  string   `json:"modality"`
	Source    struct {
		Name     string   `json:"name"`
		Via      []string `json:"via,omitempty"`
		URL      string   `json:"url,omitempty"`
		Title    string   `json:"title,omitempty"`
		Archived string   `json:"archived,omitempty"`
		Lang     string   `json:"lang,omitempty"`
	} `json:"source"`
	Reported string   `json:"reported,omitempty"`
	Recorded string   `json:"recorded,omitempty"`
	Grade    string   `json:"grade,omitempty"`
	Quote    string   `json:"quote,omitempty"`
	Note     string   `json:"note,omitempty"`
	Retracts []string `json:"retracts,omitempty"`
	Denies   []string `json:"denies,omitempty"`
	Repeats  []string `json:"repeats,omitempty"`
}

// plainObjects returns the first claims of a file of JSON Lines.
func plainObjects(name string, n int) ([]plainClaim, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	dec := json.NewDecoder(bufio.NewReader(f))
	objects := make([]plainClaim, n)
	for i := range objects {
		if err := dec.Decode(&objects[i]); err != nil {
			return nil, err
		}
	}
	return objects, nil
}

func jsonWrite(w io.Writer, objects []plainClaim, n int) error {
	bw := bufio.NewWriterSize(w, 64<<10)
	enc := json.NewEncoder(bw)
	enc.SetEscapeHTML(false)
	for i := range n {
		if err := enc.Encode(&objects[i%len(objects)]); err != nil {
			return err
		}
	}
	return bw.Flush()
}

func jsonRead(r io.Reader, want int) error {
	dec := json.NewDecoder(r)
	for n := 0; ; n++ {
		var c plainClaim
		err := dec.Decode(&c)
		if err == io.EOF {
			return expect(n, want)
		}
		if err != nil {
			return err
		}
	}
}

// readInProcess reads a file in a process of its own, and returns the size of the
// one and the greatest memory of the other, in bytes.
func readInProcess(name string) (size, peak int64, err error) {
	self, err := os.Executable()
	if err != nil {
		return 0, 0, err
	}
	cmd := exec.Command(self, "-read", name)
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return 0, 0, err
	}
	info, err := os.Stat(name)
	if err != nil {
		return 0, 0, err
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0, 0, fmt.Errorf("no memory usage of a process on %s", runtime.GOOS)
	}
	return info.Size(), usage.Maxrss * 1024, nil
}

func readAlone(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	for _, err := range (exchange.Reader{Name: name}).Claims(f) {
		if err != nil {
			return err
		}
	}
	return nil
}

// thousands puts commas into a number.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
