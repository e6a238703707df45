package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The service and the image call the program with flags that it has, and the page about
// running a server names metrics that there are.
func TestDeployment(t *testing.T) {
	unit, err := os.ReadFile("../deploy/crossings.service")
	require.NoError(t, err)
	container, err := os.ReadFile("../deploy/Containerfile")
	require.NoError(t, err)
	start := regexp.MustCompile(`(?m)^ExecStart=/usr/local/bin/crossings (.*)$`).FindSubmatch(unit)
	require.NotNil(t, start)
	command := regexp.MustCompile(`(?m)^CMD \["(.*)"\]$`).FindSubmatch(container)
	require.NotNil(t, command)
	for _, args := range [][]string{
		strings.Fields(string(start[1])),
		strings.Split(string(command[1]), `", "`),
		strings.Fields(regexp.MustCompile(`(?m)^# +(serve --addr :8080 --journal.*)$`).FindStringSubmatch(string(container))[1]),
	} {
		r := crossings(t, "", append(args, "--help")...)
		require.Equal(t, 0, r.status, "%q: %s", args, r.stderr)
	}

	if analyze, err := exec.LookPath("systemd-analyze"); err == nil {
		out, err := exec.Command(analyze, "security", "--offline=true", "--threshold=20", "../deploy/crossings.service").CombinedOutput()
		require.NoError(t, err, "%s", out) // its exposure is above 2.0 of 10
		here := filepath.Join(t.TempDir(), "crossings.service")
		program, err := os.Executable() // verify asks that the program is there
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(here, []byte(strings.Replace(string(unit), "/usr/local/bin/crossings", program, 1)), 0o644))
		out, err = exec.Command(analyze, "verify", here).CombinedOutput()
		require.NoError(t, err, "%s", out)
		require.Empty(t, string(out))
	}

	page, err := os.ReadFile("../docs/running.md")
	require.NoError(t, err)
	sources, err := filepath.Glob("web/*.go")
	require.NoError(t, err)
	var code strings.Builder
	for _, source := range sources {
		text, err := os.ReadFile(source)
		require.NoError(t, err)
		code.Write(text)
	}
	metrics := regexp.MustCompile("`(crossings_[a-z_]+)`").FindAllSubmatch(page, -1)
	require.NotEmpty(t, metrics)
	for _, m := range metrics {
		require.Contains(t, code.String(), `"`+string(m[1])+`"`)
	}
}
