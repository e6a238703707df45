package exchange_test

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/exchange"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the example files")

// examples are the example files of each format, made from the few claims of
// testdata/claims.jsonl.
var examples = []struct {
	file  string
	write func(io.Writer, border.View) error
}{
	{"claims.csv", func(w io.Writer, v border.View) error { return exchange.WriteCSV(w, v.All()) }},
	{"claims.hxl.csv", func(w io.Writer, v border.View) error { return exchange.WriteHXL(w, v.All()) }},
	{"states.csv", func(w io.Writer, v border.View) error { return exchange.WriteStatesCSV(w, v, smallDay) }},
	{"states.hxl.csv", func(w io.Writer, v border.View) error { return exchange.WriteStatesHXL(w, v, smallDay) }},
	{"border.json", func(w io.Writer, v border.View) error { return exchange.WriteJSON(w, v, v.All(), "2026-11-24") }},
	{"border.geojson", func(w io.Writer, v border.View) error { return exchange.WriteGeoJSON(w, v, smallDay) }},
	{"border.stix.json", func(w io.Writer, v border.View) error { return exchange.WriteSTIX(w, v, v.All()) }},
	{"border.misp.json", func(w io.Writer, v border.View) error { return exchange.WriteMISP(w, v, v.All()) }},
	{"control.acled.csv", exchange.WriteACLED},
	{"control.ucdp.csv", exchange.WriteUCDP},
}

func TestExamples(t *testing.T) {
	v := small(t).View()
	for _, e := range examples {
		var b bytes.Buffer
		require.NoError(t, e.write(&b, v), e.file)
		name := filepath.Join("testdata", e.file)
		if *update {
			require.NoError(t, os.WriteFile(name, b.Bytes(), 0o644))
		}
		want, err := os.ReadFile(name)
		require.NoError(t, err)
		require.Equal(t, string(want), b.String(), e.file)
	}
}

// The examples that carry whole claims read back as those claims.
func TestExamplesReadBack(t *testing.T) {
	want := slices.Collect(small(t).All())
	for _, file := range []string{"claims.csv", "claims.hxl.csv"} {
		f, err := os.Open(filepath.Join("testdata", file))
		require.NoError(t, err)
		require.Equal(t, want, readAll(t, f), file)
		require.NoError(t, f.Close())
	}
}

// Nothing is lost without a word when the disk is full.
func TestWriteErrors(t *testing.T) {
	v := dataset(t).View()
	for _, e := range examples {
		for _, room := range []int{0, 1000} {
			err := e.write(&fullDisk{room}, v)
			require.ErrorIs(t, err, io.ErrShortWrite, "%s after %d bytes", e.file, room)
		}
	}
	require.ErrorIs(t, exchange.WriteJSONLines(&fullDisk{100}, v.All()), io.ErrShortWrite)
}

type fullDisk struct{ room int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if len(p) > d.room {
		return d.room, io.ErrShortWrite
	}
	d.room -= len(p)
	return len(p), nil
}
