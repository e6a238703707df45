package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/crossingstatus/border/crossings/sheets"
	"github.com/crossingstatus/border/exchange"
	"github.com/stretchr/testify/require"
)

// However many rows a workbook has, import takes 64 MB at most, all of the program counted.
func TestImportOfManyRowsIsBounded(t *testing.T) {
	n, most := 10_000, 64<<10 // KB
	if os.Getenv("BORDER_LONG") != "" {
		n = 200_000
	}
	file := filepath.Join(t.TempDir(), "many.xlsx")
	f, err := os.Create(file)
	require.NoError(t, err)
	require.NoError(t, sheets.WriteXLSX(f, func(yield func(exchange.Row, error) bool) {
		if !yield(exchange.Row{Line: 1, Cells: []string{"Name", "Side", "Status", "Date", "Source", "URL", "Comments"}}, nil) {
			return
		}
		for i := range n {
			cells := []string{"Al-Tanf", "Iraqi", "closed", "2026-04", fmt.Sprintf("Radio %d", i%5000), fmt.Sprintf("https://example.org/%d", i), fmt.Sprintf("remark %d of this row", i)}
			if !yield(exchange.Row{Line: i + 2, Cells: cells}, nil) {
				return
			}
		}
	}))
	require.NoError(t, f.Close())
	var lines lineCounter
	cmd := exec.Command(binary, "import", file)
	cmd.Stdout = &lines
	require.NoError(t, cmd.Start())
	peak := peakOf(cmd.Process.Pid)
	require.NoError(t, cmd.Wait())
	require.Equal(t, n, int(lines))
	used := <-peak
	require.Positive(t, used)
	require.LessOrEqual(t, used, most, "KB")
	t.Logf("%d rows: at most %d MB", n, used>>10)
}
