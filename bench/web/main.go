// Program web measures the server of the program crossings under load from a
// second process, beside a server of net/http that answers a constant of the same
// size, and prints a report in Markdown:
//
//	GOWORK=off go run ./web
//
// It builds the program from the module beside this one, asks with wrk, and holds
// event streams open. The figures are of loopback on one machine, which client and
// server share.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"time"
)

func main() {
	seconds := flag.Int("seconds", 30, "how long to ask each server")
	connections := flag.Int("connections", 64, "at once")
	streams := flag.Int("streams", 2000, "idle event streams")
	constant := flag.Int("constant", 0, "serve a constant of so many bytes instead")
	flag.Parse()
	var err error
	if *constant > 0 {
		err = serveConstant(*constant)
	} else {
		err = run(*seconds, *connections, *streams)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "web:", err)
		os.Exit(1)
	}
}

// serveConstant answers every request with the same bytes.
func serveConstant(size int) error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Printf("listening at http://%s\n", l.Addr())
	body := bytes.Repeat([]byte{'x'}, size)
	return http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.Write(body)
	}))
}

// A server is a process that serves.
type server struct {
	cmd  *exec.Cmd
	root string
}

// start starts a server, which prints where it listens.
func start(name string, args ...string) (*server, error) {
	s := &server{cmd: exec.Command(name, args...)}
	s.cmd.Stderr = os.Stderr
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		s.stop()
		return nil, fmt.Errorf("%s did not start: %w", name, err)
	}
	s.root = strings.TrimSpace(strings.TrimPrefix(line, "listening at "))
	return s, nil
}

func (s *server) stop() {
	s.cmd.Process.Kill()
	s.cmd.Wait()
}

// memory returns the resident memory of the server in megabytes.
func (s *server) memory() (float64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	m := regexp.MustCompile(`VmRSS:\s+(\d+) kB`).FindSubmatch(status)
	if m == nil {
		return 0, errors.New("no VmRSS in /proc")
	}
	kb, err := strconv.Atoi(string(m[1]))
	return float64(kb) / 1024, err
}

// A load is what wrk found.
type load struct {
	rate        float64
	median, p99 time.Duration
	failed      string // what went wrong, "" if nothing did
}

// ask has wrk ask for an address.
func ask(address string, seconds, connections int) (load, error) {
	return wrk(seconds, connections, address)
}

// wrk runs wrk with more arguments.
func wrk(seconds, connections int, arguments ...string) (load, error) {
	out, err := exec.Command("wrk", append([]string{"-t2", "-c" + strconv.Itoa(connections), "-d" + strconv.Itoa(seconds) + "s", "--latency"}, arguments...)...).CombinedOutput()
	if err != nil {
		return load{}, fmt.Errorf("wrk: %w: %s", err, out)
	}
	var l load
	find := func(pattern string) string {
		if m := regexp.MustCompile(pattern).FindSubmatch(out); m != nil {
			return string(m[1])
		}
		return ""
	}
	if l.rate, err = strconv.ParseFloat(find(`Requests/sec:\s+([\d.]+)`), 64); err != nil {
		return l, err
	}
	if l.median, err = time.ParseDuration(find(`(?m)^\s+50%\s+(\S+)`)); err != nil {
		return l, err
	}
	if l.p99, err = time.ParseDuration(find(`(?m)^\s+99%\s+(\S+)`)); err != nil {
		return l, err
	}
	l.failed = find(`((?:Non-2xx or 3xx responses|Socket errors): .*)`)
	return l, nil
}

func run(seconds, connections, streams int) error {
	dir, err := os.MkdirTemp("", "bench-web")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "crossings")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Dir, build.Stderr = filepath.Join("..", "crossings"), os.Stderr
	if err := build.Run(); err != nil {
		return err
	}
	crossings, err := start(program, "serve", "--addr", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer crossings.stop()
	self, err := os.Executable()
	if err != nil {
		return err
	}

	fmt.Printf("# The server under load\n\n%s, %d processors, which client and server share; wrk, %d connections, %d s each. Made by `GOWORK=off go run ./web` in `bench/`.\n\n",
		runtime.Version(), runtime.NumCPU(), connections, seconds)
	fmt.Println("| asked for | bytes | requests/s | median | p99 | p99/median | rate beside a constant of that size | errors | memory after, MB |\n|---|---|---|---|---|---|---|---|---|")
	for _, path := range []string{
		"/api/v1/crossings/al-bukamal-al-qaim/state?on=2020-01-01",
		"/api/v1/states?on=2014-06-15",
		"/",
		"/crossings/al-bukamal-al-qaim",
	} {
		size, err := sizeOf(crossings.root + path)
		if err != nil {
			return err
		}
		floor, err := constantLoad(self, size, seconds, connections)
		if err != nil {
			return err
		}
		l, err := ask(crossings.root+path, seconds, connections)
		if err != nil {
			return err
		}
		memory, err := crossings.memory()
		if err != nil {
			return err
		}
		if l.failed == "" {
			l.failed = "none"
		}
		fmt.Printf("| `%s` | %d | %.0f | %v | %v | %.1f | %.2f | %s | %.0f |\n",
			path, size, l.rate, l.median, l.p99, float64(l.p99)/float64(l.median), l.rate/floor.rate, l.failed, memory)
	}
	crossings.stop()
	if err := anew(program, self, dir, seconds, connections); err != nil {
		return err
	}
	return idle(program, streams)
}

// idle holds event streams open at a fresh server, and reports what they take.
func idle(program string, streams int) error {
	s, err := start(program, "serve", "--addr", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer s.stop()
	before, err := s.memory()
	if err != nil {
		return err
	}
	for range streams {
		conn, err := net.Dial("tcp", strings.TrimPrefix(s.root, "http://"))
		if err != nil {
			return err
		}
		defer conn.Close()
		if _, err := fmt.Fprintf(conn, "GET /api/v1/changes HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
			return err
		}
		line, err := bufio.NewReaderSize(conn, 512).ReadString('\n')
		if err != nil || !strings.HasPrefix(line, "HTTP/1.1 200 ") {
			return fmt.Errorf("a stream was refused: %q, %v", line, err)
		}
	}
	time.Sleep(2 * time.Second)
	after, err := s.memory()
	if err != nil {
		return err
	}
	fmt.Printf("\n%d idle event streams: the server takes %.0f MB, %.0f MB of them beyond what it takes without (%.0f kB a stream).\n",
		streams, after, after-before, (after-before)*1024/float64(streams))
	return nil
}
