package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A lineCounter counts the lines that are written to it.
type lineCounter int

func (n *lineCounter) Write(p []byte) (int, error) {
	*n += lineCounter(bytes.Count(p, []byte{'\n'}))
	return len(p), nil
}

// However many claims there are, a stream of them takes 64 MB at most, all of the program
// counted.
func TestStreamIsBounded(t *testing.T) {
	const n, most = 200_000, 64 << 10 // KB
	file := filepath.Join(t.TempDir(), "many.jsonl")
	f, err := os.Create(file)
	require.NoError(t, err)
	w := bufio.NewWriterSize(f, 1<<20)
	for i := range n {
		fmt.Fprintf(w, `{"crossing":"al-tanf-al-waleed","side":"iraq","kind":"obstacle","value":"queue %d","when":"2019-07","modality":"reported","source":{"name":"Radio %d"}}`+"\n", i, i)
	}
	require.NoError(t, w.Flush())
	require.NoError(t, f.Close())
	for format, heads := range map[string]int{"jsonl": 0, "csv": 1, "hxl": 2} {
		var lines lineCounter
		cmd := exec.Command(binary, "export", "--format", format, "--data", file)
		cmd.Stdout = &lines
		require.NoError(t, cmd.Start())
		peak := peakOf(cmd.Process.Pid)
		require.NoError(t, cmd.Wait())
		require.Equal(t, n+heads, int(lines))
		used := <-peak
		require.Positive(t, used)
		require.LessOrEqual(t, used, most, "%s: KB", format)
		t.Logf("%s: at most %d MB", format, used>>10)
	}
}

// peakOf gives the most memory, in KB, that a process ever had, when it has ended. What the
// system tells of a child that has ended is of no use: it counts what its parent had when
// it was made.
func peakOf(process int) <-chan int {
	peak := make(chan int, 1)
	go func() {
		last := 0
		for {
			status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", process))
			_, rest, ok := strings.Cut(string(status), "VmHWM:")
			if err != nil || !ok { // it has ended: nothing is left of its memory
				peak <- last
				return
			}
			last, _ = strconv.Atoi(strings.Fields(rest)[0])
			time.Sleep(time.Millisecond)
		}
	}()
	return peak
}
