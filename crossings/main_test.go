package main

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// binary is the program, built once, so that the tests run it as a user would.
var binary string

// asProgram in the environment makes the test binary be the program. Nobody sets
// it; but so the program is part of the test binary, and when only the program has
// changed, the go command does not take the tests' result from its cache.
const asProgram = "CROSSINGS_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	for _, name := range []string{journalVariable, languageVariable} {
		os.Unsetenv(name) // those of whoever runs the tests
	}
	flag.Parse()
	dir, err := os.MkdirTemp("", "crossings")
	if err == nil {
		binary = filepath.Join(dir, "crossings")
		err = exec.Command("go", "build", "-o", binary, ".").Run()
	}
	if err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// A result is what a run of the program left.
type result struct {
	stdout, stderr string
	status         int
}

// crossings runs the program with those arguments, and stdin as its standard
// input.
func crossings(t *testing.T, stdin string, args ...string) result {
	t.Helper()
	cmd := exec.Command(binary, args...)
	cmd.Stdin = strings.NewReader(stdin)
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	err := cmd.Run()
	if err != nil {
		var exit *exec.ExitError
		require.ErrorAs(t, err, &exit)
	}
	return result{out.String(), errOut.String(), cmd.ProcessState.ExitCode()}
}

// golden compares text with a file of testdata.
func golden(t *testing.T, name, text string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), text)
}
