//go:build unix

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var soakFor = flag.Duration("soak", 5*time.Second, "how long TestSoak lets a server work")

// A soak is a server at work: some write, some read, some follow, and now and then it is told to read
// its files again.
type soak struct {
	t       *testing.T
	root    string
	process *os.Process
	client  *http.Client
	until   context.Context // done when the work ends
	first   int             // the number of the first claim that is added

	mu     sync.Mutex
	acked  []string // ids of claims
	faults []string

	added, repeated, put, read, opened, hangUps atomic.Int64
}

// A server that keeps claims works for as long as -soak says: what it acknowledged is shown at once, is
// told to all who follow, and is in the journal at the end; no answer fails, and no goroutine and no open
// file is left over. Answers grow with the claims that they list, and so does what a server keeps of them. So its memory
// at the end is compared with that of one that begins with the claims which this one had two ninths of the time
// before, and goes on as it did.
func TestSoak(t *testing.T) {
	dir := t.TempDir()
	s, interrupt, log := startSoak(t, dir)
	idle := s.burden()
	measured := s.load(*soakFor)
	left := s.requireIdle(idle)
	require.NoError(t, interrupt())
	require.NotContains(t, readAll(t, log), "level=ERROR")
	s.requireKept(filepath.Join(dir, "j.jsonl"))
	t.Logf("%v: %d claims added, %d repeated, %d put off, none lost; %d answers; %d streams opened; %d times told to read the files again",
		*soakFor, s.added.Load(), s.repeated.Load(), s.put.Load(), s.read.Load(), s.opened.Load(), s.hangUps.Load())
	t.Logf("idle before: %v; idle after: %v", idle, left)

	afresh := t.TempDir()
	first := len(s.acked) * 7 / 9
	lines := strings.SplitAfter(readAll(t, filepath.Join(dir, "j.jsonl")), "\n")
	require.NoError(t, os.WriteFile(filepath.Join(afresh, "j.jsonl"), []byte(strings.Join(lines[:1+first], "")), 0o644))
	other, interrupt, _ := startSoak(t, afresh)
	other.first = first
	compared := other.load(*soakFor * 2 / 9)
	require.NoError(t, interrupt())
	flat(t, measured, compared)
}

// load lets clients work for a while, and returns what the server took meanwhile. What was acknowledged all who follow
// were told.
func (s *soak) load(d time.Duration) []burden {
	ctx, cancel := context.WithTimeout(s.t.Context(), d)
	defer cancel()
	s.until = ctx
	var followers []*follower
	following, stop := context.WithCancel(s.t.Context())
	defer stop()
	var streams, work sync.WaitGroup
	for n := range 12 {
		f := &follower{soak: s, number: n, seen: map[string]bool{}, last: "0"}
		followers = append(followers, f)
		streams.Go(func() { f.follow(following) })
	}
	work.Go(func() { s.write(false) })
	work.Go(func() { s.write(true) })
	for range 3 {
		work.Go(s.ask)
	}
	work.Go(s.hangUp)
	measured := s.watch()
	work.Wait()

	require.Positive(s.t, s.added.Load())
	for _, f := range followers {
		require.Eventually(s.t, f.hasAll, 30*time.Second, 50*time.Millisecond, "follower %d was not told of all that was acknowledged", f.number)
	}
	stop()
	streams.Wait()
	s.client.CloseIdleConnections()
	require.Empty(s.t, s.faults)
	return measured
}

// requireIdle requires that the server comes back to the goroutines and open files that it had before.
func (s *soak) requireIdle(idle burden) (left burden) {
	require.Eventually(s.t, func() bool {
		left = s.burden()
		return left.goroutines <= idle.goroutines && left.files <= idle.files && left.streams == 0
	}, 30*time.Second, 200*time.Millisecond, "before %v, after %v", idle, &left)
	return left
}

func readAll(t *testing.T, file string) string {
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	return string(text)
}

// startSoak starts a server that keeps claims and reads a dataset from files, so that SIGHUP reads all
// again. Its log is a file beside the journal.
func startSoak(t *testing.T, dir string) (s *soak, interrupt func() error, log string) {
	require.NoError(t, os.CopyFS(filepath.Join(dir, "data"), os.DirFS(filepath.Join("..", "data"))))
	log = filepath.Join(dir, "log")
	told, err := os.Create(log)
	require.NoError(t, err)
	t.Cleanup(func() { told.Close() })
	flags := append(journalFlags(t, dir), "--dataset", filepath.Join(dir, "data"), "--trust-proxy", "127.0.0.1")
	root, process, wait := startServer(t, told, flags...)
	s = &soak{t: t, root: root, process: process, client: &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: 4}}}
	return s, func() error {
		require.NoError(t, process.Signal(syscall.SIGINT))
		return wait()
	}, log
}

// share returns a part of the time that a soak takes, but no less than some.
func share(parts int, least time.Duration) time.Duration {
	return max(*soakFor/time.Duration(parts), least)
}

// sleep waits, and reports whether the work goes on.
func (s *soak) sleep(d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-s.until.Done():
		return false
	}
}

func (s *soak) fault(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.faults) < 20 {
		s.faults = append(s.faults, fmt.Sprintf(format, args...))
	}
}

// someone is the address of one of two hundred clients.
func someone() string { return fmt.Sprintf("192.0.2.%d", 1+rand.IntN(200)) }

var soakCodes = []string{"al-bukamal-al-qaim", "al-tanf-al-waleed", "al-yarubiyah-rabia"}

// write adds claims, new ones or such as are there already, until the time is over. What could not be
// kept is sent again, as the server says.
func (s *soak) write(again bool) {
	for n := 0; s.sleep(share(540, 300*time.Millisecond)); n++ {
		number := s.first + n
		if again {
			number = s.first + rand.IntN(max(int(s.added.Load()), 1))
		}
		code := soakCodes[number%len(soakCodes)]
		day := time.Date(2026, 10, 1+number%50, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		body := fmt.Sprintf(`[{"crossing":%q,"side":"both","kind":"status","value":"closed","when":%q,"modality":"reported","source":{"name":"Radio %d"},"note":"soak %d","reported":%[2]q}]`,
			code, day, number%7, number)
		for {
			status, answer := s.post(body)
			if status == http.StatusServiceUnavailable || status == http.StatusTooManyRequests {
				s.put.Add(1)
				time.Sleep(time.Second)
				continue
			}
			if status != http.StatusCreated || len(answer.IDs) != 1 {
				s.fault("POST: %d %v", status, answer)
				return
			}
			s.kept(answer.IDs[0], code, again)
			break
		}
	}
}

// kept counts a claim that was acknowledged, and asks for it.
func (s *soak) kept(id, code string, again bool) {
	if again {
		s.repeated.Add(1)
	} else {
		s.mu.Lock()
		s.acked = append(s.acked, id)
		s.mu.Unlock()
		s.added.Add(1)
	}
	for _, path := range []string{"/claims/" + id, "/crossings/" + code + ".json"} {
		if body, err := s.get(path); err != nil || !strings.Contains(body, id) {
			s.fault("%s was acknowledged and is not at %s: %v", id, path, err)
		}
	}
}

type idsAnswer struct {
	IDs    []string
	Detail string
}

func (s *soak) post(body string) (status int, answer idsAnswer) {
	r, err := http.NewRequest(http.MethodPost, s.root+"/api/v1/claims", strings.NewReader(body))
	if err != nil {
		return 0, idsAnswer{Detail: err.Error()}
	}
	r.Header.Set("Authorization", "Bearer "+writeToken)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Forwarded-For", someone())
	response, err := s.client.Do(r)
	if err != nil {
		return 0, idsAnswer{Detail: err.Error()}
	}
	defer response.Body.Close()
	err = json.NewDecoder(response.Body).Decode(&answer)
	if err != nil {
		answer.Detail += err.Error()
	}
	return response.StatusCode, answer
}

func (s *soak) get(path string) (string, error) {
	r, err := http.NewRequest(http.MethodGet, s.root+path, nil)
	if err != nil {
		return "", err
	}
	r.Header.Set("X-Forwarded-For", someone())
	response, err := s.client.Do(r)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		return "", fmt.Errorf("%s: %d %.200s %w", path, response.StatusCode, body, err)
	}
	s.read.Add(1)
	return string(body), nil
}

// ask reads pages, files and answers of the API until the time is over.
func (s *soak) ask() {
	for s.sleep(share(5400, 50*time.Millisecond)) {
		code := soakCodes[rand.IntN(len(soakCodes))]
		day := time.Date(2012+rand.IntN(15), time.Month(1+rand.IntN(12)), 1+rand.IntN(28), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		paths := []string{
			"/", "/?lang=ar", "/?on=" + day, "/crossings/" + code, "/crossings/" + code + "?lang=ar&on=" + day, "/changes", "/sources", "/weak",
			"/api/v1/states?on=" + day, "/api/v1/crossings/" + code + "/history", "/api/v1/crossings/" + code + "/claims?known=" + day,
			"/api/v1/crossings/" + code + "/state?on=" + day, "/crossings/" + code + ".svg", "/crossings.geojson?on=" + day, "/feed.atom", "/readyz", "/healthz", "/metrics",
		}
		if _, err := s.get(paths[rand.IntN(len(paths))]); err != nil {
			s.fault("%v", err)
		}
	}
}

// hangUp tells the server now and then to read its files again.
func (s *soak) hangUp() {
	for s.sleep(share(18, 1500*time.Millisecond)) {
		if err := s.process.Signal(syscall.SIGHUP); err != nil {
			s.fault("SIGHUP: %v", err)
		}
		s.hangUps.Add(1)
	}
}

// requireKept requires that the journal has all that was acknowledged.
func (s *soak) requireKept(journal string) {
	r := crossings(s.t, "", "claims", "--json", "--data", journal)
	require.Zero(s.t, r.status, r.stderr)
	for _, id := range s.acked {
		require.Contains(s.t, r.stdout, id, "acknowledged and lost")
	}
}

// A follower follows the event stream, which it closes now and then, to go on where it was.
type follower struct {
	soak   *soak
	number int

	mu   sync.Mutex
	seen map[string]bool
	last string // the id of the last event
}

func (f *follower) hasAll() bool {
	f.soak.mu.Lock()
	acked := append([]string(nil), f.soak.acked...)
	f.soak.mu.Unlock()
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, id := range acked {
		if !f.seen[id] {
			return false
		}
	}
	return true
}

// follow opens one stream after another until ctx is done.
func (f *follower) follow(ctx context.Context) {
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	for ctx.Err() == nil {
		least := share(1080, 200*time.Millisecond)
		one, cancel := context.WithTimeout(ctx, least+rand.N(10*least))
		if err := f.stream(one, client); err != nil && one.Err() == nil {
			f.soak.fault("a stream: %v", err)
		}
		cancel()
		select {
		case <-ctx.Done():
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// stream follows one stream to its end.
func (f *follower) stream(ctx context.Context, client *http.Client) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, f.soak.root+"/api/v1/changes", nil)
	if err != nil {
		return err
	}
	r.Header.Set("Last-Event-ID", f.last)
	r.Header.Set("X-Forwarded-For", someone())
	response, err := client.Do(r)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode == http.StatusServiceUnavailable {
		return nil // the server is reading its files again
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", response.StatusCode)
	}
	f.soak.opened.Add(1)
	lines := bufio.NewScanner(response.Body)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if event, ok := strings.CutPrefix(lines.Text(), "id: "); ok {
			_, id, _ := strings.Cut(event, "-")
			f.mu.Lock()
			f.last, f.seen[id] = event, true
			f.mu.Unlock()
		}
	}
	return nil // it was cut off, as when the server reads its files again
}
