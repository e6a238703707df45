package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// goal is how many pages a second two processors should make.
const goal = 2000

// eachDay has wrk ask for another day with each request: 5000 of them, of which the cache holds a few hundred.
const eachDay = `
local threads = 0
function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end
function init(args)
  path, parameter, n = args[1], args[2], id
end
function request()
  n = n + 2
  local day = os.date("!%Y-%m-%d", 1767225600 - 86400 * (n % 5000))
  return wrk.format("GET", path .. "?" .. parameter .. "=" .. day, {Accept = "text/html"})
end
`

// anew reports how many pages a second a server makes that nobody asked for before: of other days asked about, which
// share a view, and of other days of knowledge, which do not.
func anew(program, self, dir string, seconds, connections int) error {
	script := filepath.Join(dir, "days.lua")
	if err := os.WriteFile(script, []byte(eachDay), 0o600); err != nil {
		return err
	}
	fmt.Printf("\n## Pages that are made anew\n\nEach request asks for another day, so that none is answered from the cache. The goal is %d a second on two processors: %d ms of one each.\n\n", goal, 2*1000/goal)
	fmt.Println("| asked for | bytes | requests/s | goal | rate beside the goal | rate beside a constant of that size | of a processor each, ms | processors busy | median | p99 | errors |\n|---|---|---|---|---|---|---|---|---|---|---|")
	for _, page := range []struct{ path, parameter string }{
		{"/", "on"}, {"/crossings/al-bukamal-al-qaim", "on"}, {"/", "known"}, {"/crossings/al-bukamal-al-qaim", "known"},
	} {
		if err := anewPage(program, self, script, page.path, page.parameter, seconds, connections); err != nil {
			return err
		}
	}
	fmt.Print(reasons)
	return nil
}

// anewPage reports of one page.
func anewPage(program, self, script, path, parameter string, seconds, connections int) error {
	s, err := start(program, "serve", "--addr", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer s.stop()
	size, err := sizeOf(s.root + path)
	if err != nil {
		return err
	}
	floor, err := constantLoad(self, size, seconds, connections)
	if err != nil {
		return err
	}
	before, err := s.processor()
	if err != nil {
		return err
	}
	begun := time.Now()
	l, err := wrk(seconds, connections, "-s", script, s.root, "--", path, parameter)
	if err != nil {
		return err
	}
	took := time.Since(begun)
	after, err := s.processor()
	if err != nil {
		return err
	}
	if l.failed == "" {
		l.failed = "none"
	}
	busy := (after - before).Seconds() / took.Seconds()
	fmt.Printf("| `%s?%s=…` | %d | %.0f | %d | %.3f | %.3f | %.1f | %.2f of %d | %v | %v | %s |\n", path, parameter, size, l.rate, goal, l.rate/goal, l.rate/floor.rate,
		1000*busy/l.rate, busy, runtime.NumCPU(), l.median, l.p99, l.failed)
	return nil
}

// sizeOf returns how many bytes an answer has.
func sizeOf(address string) (int64, error) {
	response, err := http.Get(address)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	return io.Copy(io.Discard, response.Body)
}

// constantLoad is that of a server that answers so many bytes.
func constantLoad(self string, size int64, seconds, connections int) (load, error) {
	s, err := start(self, "-constant", strconv.FormatInt(size, 10))
	if err != nil {
		return load{}, err
	}
	defer s.stop()
	return ask(s.root, seconds, connections)
}

// processor returns how much of a processor the server has taken.
func (s *server) processor() (time.Duration, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	if len(fields) < 13 {
		return 0, errors.New("no times in /proc")
	}
	user, err := strconv.Atoi(fields[11])
	if err != nil {
		return 0, err
	}
	system, err := strconv.Atoi(fields[12])
	return time.Duration(user+system) * (time.Second / 100), err
}

// reasons say why the goal is missed, and what was tried.
const reasons = `
The goal is missed. Of the making of a page of Al-Bukamal html/template takes 53 %, what is drawn for the day alone 9 %, the words of claims 8 %, the
citation 7 %; of the front page html/template takes 51 % and the cards 24 % (profiles of BenchmarkPages in crossings/web, where each page is of another day).

Designs that were tried, in milliseconds of a processor for a page of BenchmarkPages, the least of two or three runs in turns on a machine that others used:

| design | a page of Al-Bukamal | the front page | kept |
|---|---|---|---|
| an answer for which many ask at once is made once | as before for each page | as before | yes: a new claim costs one making |
| what reaches over all claims of a view is worked out once for it | half of what it was | little less | yes |
| claims, answers, plans and tables written by plain functions, and fixed phrases put into the templates when they are read | 11.0 → 8.6; after the design below 10.6 → 8.8 | 6.4 → 5.0; 7.1 → 5.8 | no: less than a quarter, for 370 lines that escape by hand |
| the lanes of timelines, which are the same for every day, drawn once for a view | 10.9 → 7.3 | 5.8 → 4.5 | yes |
`
