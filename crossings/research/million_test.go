package research

import (
	"encoding/binary"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/exchange"
	"github.com/stretchr/testify/require"
)

// However many claims there are, writing and reading Parquet holds 64 MB at most beyond what
// was there; the claims come back as they were, in their order.
func TestParquetIsBounded(t *testing.T) {
	n, most := 200_000, int64(64<<20)
	if os.Getenv("BORDER_LONG") != "" {
		n = 1_000_000
	}
	all := slices.Collect(dataset(t).All())
	before, peak := live(), int64(0)
	file := filepath.Join(t.TempDir(), "many.parquet")
	out, err := os.Create(file)
	require.NoError(t, err)
	require.NoError(t, WriteParquet(out, func(yield func(border.Claim) bool) {
		i := 0
		for c := range many(all, n) {
			if !yield(c) {
				return
			}
			if i++; i%groupRows == groupRows-300 { // a row group is as full as it gets
				peak = max(peak, live()-before)
			}
		}
	}))
	require.NoError(t, out.Close())
	require.Positive(t, peak)
	require.LessOrEqual(t, peak, most, "writing")
	t.Logf("%d claims: writing %.1f MB", n, float64(peak)/1e6)

	in, err := os.Open(file)
	require.NoError(t, err)
	defer in.Close()
	info, err := in.Stat()
	require.NoError(t, err)
	next, stop := iter.Pull(many(all, n))
	defer stop()
	peak = 0
	rows := 0
	for l, err := range ReadParquet(in, info.Size(), exchange.Reader{Name: "many.parquet"}) {
		require.NoError(t, err)
		want, ok := next()
		require.True(t, ok)
		if rows++; rows%1000 == 0 {
			require.Equal(t, want, l.Claim)
		} else if want.ID != l.Claim.ID || want.Note != l.Claim.Note {
			require.Equal(t, want, l.Claim)
		}
		if rows%groupRows == groupRows/2 {
			peak = max(peak, live()-before)
		}
	}
	require.Equal(t, n, rows)
	require.LessOrEqual(t, peak, most, "reading")
	t.Logf("%d claims, %.1f MB: reading %.1f MB", n, float64(info.Size())/1e6, float64(peak)/1e6)
}

// many yields n claims: those given again and again, each with an id and a note of its own.
func many(all []border.Claim, n int) iter.Seq[border.Claim] {
	return func(yield func(border.Claim) bool) {
		for i := range n {
			c := all[i%len(all)]
			c.Retracts, c.Denies, c.Repeats = nil, nil, nil
			binary.BigEndian.PutUint64(c.ID[8:], uint64(i)+1)
			c.Note = "copy " + strconv.Itoa(i)
			if !yield(c) {
				return
			}
		}
	}
}

// live returns how many bytes of heap are in use when all garbage is gone.
func live() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
