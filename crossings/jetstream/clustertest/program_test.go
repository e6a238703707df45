package clustertest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// program builds crossings, once, and returns where it is.
func program(t *testing.T) string {
	t.Helper()
	file, err := built()
	require.NoError(t, err)
	return file
}

var built = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "clustertest")
	if err != nil {
		return "", err
	}
	programDir = dir
	file := filepath.Join(dir, "crossings")
	cmd := exec.Command("go", "build", "-C", "../..", "-o", file, ".")
	cmd.Env = append(os.Environ(), "GOWORK=") // the program's module finds the library by go.work
	out, err := cmd.CombinedOutput()
	if err != nil {
		err = fmt.Errorf("building the program: %w: %s", err, out)
	}
	return file, err
})

// programDir is where the program was built; "" if it was not.
var programDir string

// run runs crossings, and returns what it printed and how it ended.
func run(t *testing.T, stdin string, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	cmd := exec.Command(program(t), args...)
	cmd.Stdin = strings.NewReader(stdin)
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	if err := cmd.Run(); err != nil {
		var exit *exec.ExitError
		require.ErrorAs(t, err, &exit)
	}
	return out.String(), errOut.String(), cmd.ProcessState.ExitCode()
}

const token = "a token that nobody guesses"

// A site is a crossings serve that is a process.
type site struct {
	t       *testing.T
	name    string
	args    []string
	root    string // its address
	process *exec.Cmd
	logged  *bytes.Buffer
}

// newSite returns a site that is not started. Its archive and its name stay the
// same however often it is.
func newSite(t *testing.T, dir, name string, args ...string) *site {
	t.Helper()
	tokenFile := filepath.Join(dir, "token")
	require.NoError(t, os.WriteFile(tokenFile, []byte(token+"\n"), 0o600))
	s := &site{t: t, name: name, logged: new(bytes.Buffer)}
	s.args = append([]string{"serve", "--addr", "127.0.0.1:0", "--name", name,
		"--archive", filepath.Join(dir, "archive of "+name), "--write-token-file", tokenFile}, args...)
	t.Cleanup(func() {
		s.kill()
		if t.Failed() {
			t.Logf("%s logged:\n%s", name, s.logged)
		}
	})
	return s
}

// start starts the site and waits until it listens.
func (s *site) start() {
	s.t.Helper()
	s.process = exec.Command(program(s.t), s.args...)
	s.process.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	out, err := s.process.StdoutPipe()
	require.NoError(s.t, err)
	s.process.Stderr = s.logged
	require.NoError(s.t, s.process.Start())
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(s.t, err, "%s does not listen", s.name)
	var found bool
	s.root, found = strings.CutPrefix(strings.TrimSpace(line), "listening at ")
	require.True(s.t, found, line)
}

// kill ends a site as a crash would.
func (s *site) kill() {
	if s.process == nil {
		return
	}
	_ = s.process.Process.Kill()
	_ = s.process.Wait()
	s.process = nil
}

// interrupt ends a site as systemd does.
func (s *site) interrupt() error {
	defer func() { s.process = nil }()
	require.NoError(s.t, s.process.Process.Signal(syscall.SIGTERM))
	return s.process.Wait()
}

// get asks the site.
func (s *site) get(path string, header ...string) (status int, body string) {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.root+path, nil)
	require.NoError(s.t, err)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return s.do(r)
}

func (s *site) do(r *http.Request) (status int, body string) {
	s.t.Helper()
	response, err := http.DefaultClient.Do(r)
	require.NoError(s.t, err)
	defer response.Body.Close()
	b, err := io.ReadAll(response.Body)
	require.NoError(s.t, err)
	return response.StatusCode, string(b)
}

// post sends claims.
func (s *site) post(list ...border.Claim) (status int, body string) {
	s.t.Helper()
	text, err := json.Marshal(list)
	require.NoError(s.t, err)
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.root+"/api/v1/claims", bytes.NewReader(text))
	require.NoError(s.t, err)
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "application/json")
	return s.do(r)
}

// send sends claims until they are taken or refused, as a client does that is told
// to try again.
func (s *site) send(list ...border.Claim) (status int, body string) {
	s.t.Helper()
	require.Eventually(s.t, func() bool {
		status, body = s.post(list...)
		return status != http.StatusServiceUnavailable && status != http.StatusTooManyRequests
	}, patience, 200*time.Millisecond, "%s neither takes claims nor refuses them", s.name)
	return status, body
}

// write sends claims until they are taken.
func (s *site) write(list ...border.Claim) {
	s.t.Helper()
	status, body := s.send(list...)
	require.Equal(s.t, http.StatusCreated, status, body)
}

// awaitReady waits until the site is current.
func (s *site) awaitReady() {
	s.t.Helper()
	require.Eventually(s.t, func() bool {
		status, _ := s.get("/readyz")
		return status == http.StatusOK
	}, patience, 50*time.Millisecond, "%s is not ready", s.name)
}

// awaitNotReady waits until the site is no longer current, and returns why.
func (s *site) awaitNotReady() (reason string) {
	s.t.Helper()
	require.Eventually(s.t, func() bool {
		status, body := s.get("/readyz")
		if status == http.StatusOK {
			return false
		}
		var problem struct{ Detail string }
		require.NoError(s.t, json.Unmarshal([]byte(body), &problem))
		reason = problem.Detail
		return true
	}, patience, 20*time.Millisecond, "%s is still ready", s.name)
	return reason
}

// has reports whether the site's API has a claim of the crossing of all these tests,
// as soon as the site is current.
func (s *site) has(id uuid.UUID) (is bool) {
	s.t.Helper()
	require.Eventually(s.t, func() bool {
		status, body := s.get("/api/v1/crossings/" + codes[0] + "/claims")
		is = strings.Contains(body, id.String())
		return status == http.StatusOK
	}, patience, 50*time.Millisecond, "%s is not current", s.name)
	return is
}

func (s *site) awaitClaim(id uuid.UUID) {
	s.t.Helper()
	require.Eventually(s.t, func() bool { return s.has(id) }, patience, 20*time.Millisecond, "%s lacks claim %s", s.name, id)
}

// awaitMetric waits until a line of what the site measures, without its name, is as
// wanted.
func (s *site) awaitMetric(name, want string) {
	s.t.Helper()
	require.Eventually(s.t, func() bool { return s.metric(name) == want }, patience, 50*time.Millisecond, "%s%s of %s", name, want, s.name)
}

// metric returns a line of what the site measures, without its name.
func (s *site) metric(name string) string {
	s.t.Helper()
	_, body := s.get("/metrics")
	for line := range strings.Lines(body) {
		if value, ok := strings.CutPrefix(line, name); ok {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// said is a claim about the crossing of all these tests; no two are equal.
func said(n int) border.Claim {
	c := claim("program", 3*n)
	c.ID = c.ContentID()
	return c
}

// Three servers of claims on three NATS servers show the same registry: what is
// written to one is on all, whatever is killed.
func TestProgram(t *testing.T) {
	c := newCluster(t, 3)
	c.start()
	var sites []*site
	for i := range 3 {
		s := newSite(t, c.dir, fmt.Sprintf("site%d", i+1), "--nats", c.url())
		s.start()
		sites = append(sites, s)
	}
	for _, s := range sites {
		s.awaitReady()
	}
	sites[0].write(said(0))
	require.True(t, sites[0].has(said(0).ID), "what is answered is folded")
	for _, s := range sites {
		s.awaitClaim(said(0).ID)
		status, page := s.get("/claims/" + said(0).ID.String())
		require.Equal(t, http.StatusOK, status, page)
		require.Contains(t, page, said(0).ID.String())
	}
	// A claim may withdraw one that was written elsewhere a moment ago.
	withdrawal := said(1)
	withdrawal.ID, withdrawal.Retracts = uuid.Nil, []uuid.UUID{said(0).ID}
	withdrawal.ID = withdrawal.ContentID()
	sites[1].write(withdrawal)
	for _, tt := range []struct {
		change func(*border.Claim)
		status int
		want   string
	}{
		{func(c *border.Claim) { c.Crossing = "nowhere" }, http.StatusUnprocessableEntity, "nowhere"},
		{func(c *border.Claim) { c.Retracts = []uuid.UUID{uuid.New()} }, http.StatusUnprocessableEntity, "retracts"},
		{func(c *border.Claim) { c.ID = said(0).ID }, http.StatusUnprocessableEntity, "the id of this content is "},
	} {
		wrong := said(2)
		wrong.ID = uuid.Nil
		tt.change(&wrong)
		status, told := sites[2].send(wrong)
		require.Equal(t, tt.status, status, told)
		require.Contains(t, told, tt.want)
	}

	// A NATS server is killed: the two others are enough.
	c.members[0].kill()
	sites[0].write(said(3))
	for _, s := range sites {
		s.awaitClaim(said(3).ID)
	}
	c.start()

	// A site is killed, and has all when it is back, from its archive and the log.
	sites[1].kill()
	sites[2].write(said(4))
	sites[1].start()
	sites[1].awaitReady()
	require.True(t, sites[1].has(said(4).ID), "ready means that it has all")

	// Two NATS servers are killed: nobody may call itself current, and all answer.
	c.members[1].kill()
	c.members[2].kill()
	for _, s := range sites {
		reason := s.awaitNotReady()
		t.Logf("%s: %s", s.name, reason)
		status, told := s.get("/api/v1/states")
		require.Equal(t, http.StatusServiceUnavailable, status)
		require.Contains(t, told, "the registry of this server is not current")
		status, _ = s.get("/api/v1/states", "Cache-Control", "max-stale")
		require.Equal(t, http.StatusOK, status)
		status, page := s.get("/")
		require.Equal(t, http.StatusOK, status)
		require.Contains(t, page, "Not current: what came in after ")
		require.Equal(t, "0", s.metric("crossings_log_current "))
	}
	status, told := sites[0].post(said(5))
	require.Equal(t, http.StatusServiceUnavailable, status)
	require.Contains(t, told, "this server cannot tell now whether the claims fit, and has added none")
	c.start()
	sites[0].awaitReady()
	sites[0].write(said(5))
	for _, s := range sites {
		s.awaitClaim(said(5).ID)
		s.awaitReady()
		s.awaitMetric("crossings_log_current ", "1")
		s.awaitMetric("crossings_log_lag ", "0")
		require.Equal(t, sites[0].metric("crossings_claims "), s.metric("crossings_claims "))
	}
	var sums []string
	for _, s := range sites {
		_, sum, _ := strings.Cut(s.metric("crossings_log_info{"), "sum=")
		sums = append(sums, sum)
	}
	require.NotEmpty(t, sums[0])
	require.Equal(t, []string{sums[0], sums[0], sums[0]}, sums)
	for _, s := range sites {
		require.NoError(t, s.interrupt(), "%s: %s", s.name, s.logged)
	}
	// The archive is a journal like any other.
	out, errOut, code := run(t, "", "check", filepath.Join(c.dir, "archive of site1", "claims.jsonl"))
	require.Zero(t, code, errOut)
	require.Contains(t, out, "5 claims, no errors")
}
