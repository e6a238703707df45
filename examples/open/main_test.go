package main

import (
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/crossingstatus/border"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the golden file")

func TestOutput(t *testing.T) {
	var out strings.Builder
	require.NoError(t, run(&out, border.Date(2026, time.November, 24)))
	if *update {
		require.NoError(t, os.WriteFile("testdata/output.golden", []byte(out.String()), 0o644))
	}
	want, err := os.ReadFile("testdata/output.golden")
	require.NoError(t, err)
	require.Equal(t, string(want), out.String())
}
