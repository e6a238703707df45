package draw_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/crossingstatus/border"
	"github.com/crossingstatus/border/crossings/draw"
	"github.com/crossingstatus/border/edtf"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the example files")

// The example drawings are those of the few claims that the examples of all
// formats are made from.
func TestExampleFiles(t *testing.T) {
	full, err := border.Default()
	require.NoError(t, err)
	reg, err := border.New(slices.Collect(full.Crossings()), slices.Collect(full.Parties()))
	require.NoError(t, err)
	f, err := os.Open("../../exchange/testdata/claims.jsonl")
	require.NoError(t, err)
	defer f.Close()
	var claims []border.Claim
	for c, err := range border.ReadClaims(f, "claims.jsonl") {
		require.NoError(t, err)
		claims = append(claims, c)
	}
	_, err = reg.Add(claims...)
	require.NoError(t, err)
	day := border.Date(2014, 6, 15)
	var timeline bytes.Buffer
	_, err = draw.Timeline{View: reg.View(), Code: border.AlBukamalAlQaim, Today: today}.WriteTo(&timeline)
	require.NoError(t, err)
	for name, got := range map[string]string{
		"timeline.svg": timeline.String(),
		"map.svg":      draw.Map{View: reg.View(), On: day}.Inline(),
		"map.ar.svg":   draw.Map{View: reg.View(), On: day, Language: edtf.Arabic}.Inline(),
	} {
		name = filepath.Join("testdata", name)
		if *update {
			require.NoError(t, os.MkdirAll("testdata", 0o755))
			require.NoError(t, os.WriteFile(name, []byte(got), 0o644))
		}
		want, err := os.ReadFile(name)
		require.NoError(t, err)
		require.Equal(t, string(want), got, name)
	}
}
