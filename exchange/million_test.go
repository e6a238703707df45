package exchange_test

import (
	"encoding/binary"
	"io"
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

// A million claims go out as a stream, and come back as one, in at most 64 MB
// beyond the registry that holds them.
func TestMillion(t *testing.T) {
	if os.Getenv("BORDER_LONG") == "" {
		t.Skip("set BORDER_LONG=1 to write and read a million claims")
	}
	const n, most = 1_000_000, 64 << 20
	full := dataset(t)
	reg, err := border.New(slices.Collect(full.Crossings()), slices.Collect(full.Parties()))
	require.NoError(t, err)
	var batch []border.Claim
	for c := range many(full, n) {
		if batch = append(batch, c); len(batch) == 10_000 {
			_, err := reg.Add(batch...)
			require.NoError(t, err)
			batch = nil
		}
	}
	require.Equal(t, n, reg.Len())
	view := reg.View()
	before := live()

	dir := t.TempDir()
	for _, format := range []struct {
		name  string
		write func(io.Writer, iter.Seq[border.Claim]) error
	}{
		{"claims.csv", exchange.WriteHXL},
		{"claims.jsonl", exchange.WriteJSONLines},
		{"border.json", func(w io.Writer, _ iter.Seq[border.Claim]) error { return exchange.WriteJSON(w, view, view.All(), "") }},
		{"border.stix.json", func(w io.Writer, _ iter.Seq[border.Claim]) error { return exchange.WriteSTIX(w, view, view.All()) }},
		{"border.misp.json", func(w io.Writer, _ iter.Seq[border.Claim]) error { return exchange.WriteMISP(w, view, view.All()) }},
	} {
		f, err := os.Create(filepath.Join(dir, format.name))
		require.NoError(t, err)
		out := &sampler{w: f, before: before}
		require.NoError(t, format.write(out, view.All()), format.name)
		require.NoError(t, f.Close())
		require.LessOrEqual(t, out.peak, int64(most), format.name)
		t.Logf("writing %s: %.1f MB beyond the registry", format.name, float64(out.peak)/1e6)
	}
	for _, name := range []string{"claims.csv", "claims.jsonl"} {
		f, err := os.Open(filepath.Join(dir, name))
		require.NoError(t, err)
		in := &sampler{r: f, before: before}
		read := 0
		for _, err := range (exchange.Reader{Name: name, Lookup: view.Lookup}).Claims(in) {
			require.NoError(t, err)
			read++
		}
		require.NoError(t, f.Close())
		require.Equal(t, n, read)
		require.LessOrEqual(t, in.peak, int64(most), name)
		t.Logf("reading %s: %.1f MB beyond the registry", name, float64(in.peak)/1e6)
	}
	runtime.KeepAlive(reg)
}

// many yields n claims: those of a registry again and again, each with an id and
// a note of its own.
func many(reg *border.Registry, n int) iter.Seq[border.Claim] {
	return func(yield func(border.Claim) bool) {
		all := slices.Collect(reg.All())
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

// A sampler notes the greatest live heap while something is written or read
// through it.
type sampler struct {
	w            io.Writer
	r            io.Reader
	before, peak int64
	passed, next int
}

func (s *sampler) Write(p []byte) (int, error) {
	s.sample(len(p))
	return s.w.Write(p)
}

func (s *sampler) Read(p []byte) (int, error) {
	s.sample(len(p))
	return s.r.Read(p)
}

func (s *sampler) sample(n int) {
	if s.passed += n; s.passed >= s.next {
		s.next = s.passed + 64<<20
		s.peak = max(s.peak, live()-s.before)
	}
}
