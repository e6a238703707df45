package journal

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// writerEnv, where it is set, makes the test program a writer to the journal that it
// names.
const writerEnv = "JOURNAL_TEST_WRITER"

func TestMain(m *testing.M) {
	if name := os.Getenv(writerEnv); name != "" {
		if err := writeAsTold(name); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// writeAsTold opens a journal, and for each line of standard input adds the claim of
// that number and prints its id, or why not; at the end it closes the journal.
func writeAsTold(name string) error {
	reg, err := embeddedRegistry()
	if err != nil {
		return err
	}
	j, err := Open(name, reg, Options{})
	if err != nil {
		return err
	}
	fmt.Println("open")
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		var n int
		if _, err := fmt.Sscan(in.Text(), &n); err != nil {
			return err
		}
		ids, err := j.Add(claim(n))
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(ids[0])
	}
	return j.Close()
}

// A writer is a process that has a journal open.
type writer struct {
	*exec.Cmd
	in  io.WriteCloser
	out *bufio.Scanner
}

func startWriter(t *testing.T, name string) *writer {
	t.Helper()
	w := &writer{Cmd: exec.Command(os.Args[0])}
	w.Env = append(os.Environ(), writerEnv+"="+name)
	var err error
	w.in, err = w.StdinPipe()
	require.NoError(t, err)
	out, err := w.StdoutPipe()
	require.NoError(t, err)
	w.out = bufio.NewScanner(out)
	require.NoError(t, w.Start())
	t.Cleanup(func() { _ = w.Process.Kill() })
	require.Equal(t, "open", w.line(t))
	return w
}

// line returns the next line that the writer prints.
func (w *writer) line(t *testing.T) string {
	t.Helper()
	require.True(t, w.out.Scan(), "the writer has ended")
	return w.out.Text()
}

// add lets the writer add a claim, and returns its id, or why it did not.
func (w *writer) add(t *testing.T, n int) (id uuid.UUID, why string) {
	t.Helper()
	fmt.Fprintln(w.in, n)
	line := w.line(t)
	id, err := uuid.Parse(line)
	if err != nil {
		return uuid.Nil, line
	}
	return id, ""
}

// end ends the writer, and requires that it says why it could not close the journal.
func (w *writer) end(t *testing.T, isKilled bool, why string) {
	t.Helper()
	if isKilled {
		require.NoError(t, w.Process.Kill())
		_ = w.Wait()
		return
	}
	require.NoError(t, w.in.Close())
	if why == "" {
		require.False(t, w.out.Scan(), w.out.Text())
		require.NoError(t, w.Wait())
		return
	}
	require.Equal(t, why, w.line(t))
	require.Error(t, w.Wait())
}
