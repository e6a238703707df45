package crashtest

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/crossingstatus/border/journal"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// writerEnv, where it is set, makes the test program a writer to the journal that
// it names.
const writerEnv = "CRASHTEST_JOURNAL"

// write adds claims with four goroutines until the process is killed, and prints
// the id of each when it is acknowledged.
func write(name string) {
	reg, err := newRegistry()
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	j, err := journal.Open(name, reg, journal.Options{})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for n := 0; ; n++ {
				ids, err := j.Add(claim(os.Getpid(), w, n), claim(-os.Getpid(), w, n))
				if err != nil {
					fmt.Println(err)
					os.Exit(1)
				}
				fmt.Printf("%s\n%s\n", ids[0], ids[1]) // one write, not buffered
			}
		})
	}
	wg.Wait()
}

// Processes that write are killed, one after the other, on one journal. Nothing
// that one of them has printed is lost, and while one runs no other opens it.
func TestKilledWriters(t *testing.T) {
	kills := times(15, 200)
	name := journalIn(t.TempDir())
	var acked []uuid.UUID
	refused := 0
	for range kills {
		writer := exec.Command(os.Args[0])
		writer.Env = append(os.Environ(), writerEnv+"="+name)
		out, err := writer.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, writer.Start())
		lines := bufio.NewScanner(out)
		require.True(t, lines.Scan())
		first, err := uuid.Parse(lines.Text())
		require.NoError(t, err, lines.Text())
		acked = append(acked, first)
		var wg sync.WaitGroup
		wg.Go(func() {
			for lines.Scan() {
				if id, err := uuid.Parse(lines.Text()); err == nil { // the last line may be cut
					acked = append(acked, id)
				}
			}
		})
		for refused < 100 {
			reg, err := newRegistry()
			require.NoError(t, err)
			_, err = journal.Open(name, reg, journal.Options{})
			require.ErrorIs(t, err, journal.ErrLocked)
			refused++
		}
		time.Sleep(time.Duration(rand.IntN(10_000)) * time.Microsecond)
		require.NoError(t, writer.Process.Kill())
		wg.Wait()
		_ = writer.Wait()
	}
	held := has(t, name)
	for _, id := range acked {
		require.True(t, held[id], "%s was acknowledged and is lost", id)
	}
	require.Greater(t, len(acked), kills)
	t.Logf("%d writers killed, %d claims acknowledged, none lost; a second writer refused %d times of %d", kills, len(acked), refused, 100)
}
